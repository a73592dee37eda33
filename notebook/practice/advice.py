"""Advice: what somebody advised, what you did with it, and the talk in which they heard of that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..records import Contact, Interaction, Phrase
from ..snapshot import Snapshot, happened
from ..text.blocks import read_blocks
from ..text.body import plain_text
from ..text.folding import fold
from .evidence import Evidence
from .promises import wording
from .said import Passage, TextOf, enough, mention_in, name_words, passages, telling_words

_TALKS = 80  # the newest with a person, in which advice is looked for
_LATER = 40  # talks after it, in which they may have heard of it
_YEAR = 330  # days in which the name of a month is enough to say which one is meant
# Words for advice in a few languages.
_ADVICE = (
    r"advice|hint|tip|conselho|dica|consejo|conseil|astuce|ratschlag|tipp|consiglio|suggerimento|advies|rada|r[aå]d"
)
_GIVEN = re.compile(
    rf"(?:an? |some |um |uma |un |ein |ein guter )?(?:{_ADVICE})s?\b\s*(?P<colon>[:–-]\s*)?", re.IGNORECASE
)

NAMED = re.compile(rf"\b(?:{_ADVICE})s?\b", re.IGNORECASE)
_REPORTED = re.compile(r"\breport(?:ed|ing)? back\b", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")


@dataclass(frozen=True, slots=True)
class Advice:
    """A piece of advice: from whom, when, what was done with it, and the talk in which they heard of that."""

    person: str
    text: str
    date: date
    path: str
    line: int
    did: Evidence | None
    told: Evidence | None


def advice(snapshot: Snapshot, contact: Contact, today: date, *, text_of: TextOf | None = None) -> list[Advice]:
    """The advice this person gave you in talks, newest first.

    What was received and begins with a word for advice; all that was received in a talk whose purpose is advice; with
    `text_of` also what stands under a heading of that name.
    """
    found: list[Advice] = []
    later: list[Interaction] = []
    card = _card(contact, text_of)
    for talk in snapshot.talks(contact.id)[:_TALKS]:
        day = talk.date.earliest if talk.date else None
        if day is None or not happened(talk, today):
            continue
        for phrase in _given(snapshot, talk, text_of):
            words = telling_words(phrase.text, name_words(snapshot, [contact.id]))
            did = _in(snapshot, contact.path, card, words) or _kept(snapshot, (talk, *later), words)
            told = _told(snapshot, later, words, day, text_of)
            found.append(Advice(contact.id, phrase.text, day, talk.path, phrase.line, did, told))
        later = [*later[-_LATER:], talk]
    return found


def _given(snapshot: Snapshot, talk: Interaction, text_of: TextOf | None) -> Iterator[Phrase]:
    asked_for = bool(talk.purpose and NAMED.fullmatch(fold(talk.purpose)))
    for phrase in talk.received:
        named = _GIVEN.match(phrase.text)
        if named and named["colon"] and phrase.text[named.end() :].strip():
            yield Phrase(phrase.text[named.end() :].strip(), phrase.line)
        elif named or asked_for:
            yield phrase
    if text_of:
        under = False
        for number, role, content, _ in read_blocks(text_of(talk), 1):
            if role == "heading":
                under = bool(NAMED.match(content.strip("# \t")))
            elif under and role in ("item", "text", "quote") and not content.startswith("["):
                words = wording(snapshot, content)
                if words:
                    yield Phrase(words, number)


def _card(contact: Contact, text_of: TextOf | None) -> list[Passage]:
    """What the contact's own note says of what was done with advice."""
    return list(passages(contact, text_of)) if text_of else []


def _in(snapshot: Snapshot, path: str, said: Sequence[Passage], words: frozenset[str]) -> Evidence | None:
    for passage in said:
        if words and enough(words & telling_words(passage.text), words):
            return Evidence(plain_text(wording(snapshot, passage.text)), path, passage.lines[0])
    return None


def _kept(snapshot: Snapshot, talks: Sequence[Interaction], words: frozenset[str]) -> Evidence | None:
    """A promise kept that has the words of the advice."""
    for talk in talks:
        for task in talk.tasks:
            if task.mark == "x" and words and enough(words & telling_words(task.text), words):
                return Evidence(wording(snapshot, task.text), talk.path, task.line)
    return None


def _told(
    snapshot: Snapshot, later: Sequence[Interaction], words: frozenset[str], day: date, text_of: TextOf | None
) -> Evidence | None:
    """What a later talk says of the advice: its words again, or its month beside the word advice, or a report back.

    A report back that says of what month is about that month, and any other about the last talk before it.
    """
    for number, talk in enumerate(reversed(later)):  # the first one after it
        # What they said again themselves does not tell them anything.
        theirs = {one.line for one in (*talk.received, *talk.quotes, *_given(snapshot, talk, text_of))}
        said = [one for one in passages(talk, text_of) if theirs.isdisjoint(one.lines)]
        evidence = mention_in(snapshot, talk.path, said, words) if words else None
        evidence = evidence or _spoken(snapshot, talk, said, day, is_next=number == 0)
        if evidence:
            return evidence
    return None


def _spoken(
    snapshot: Snapshot, talk: Interaction, said: Sequence[Passage], day: date, *, is_next: bool
) -> Evidence | None:
    late = (talk.date and talk.date.earliest and (talk.date.earliest - day).days) or 0
    of_month = re.compile(rf"\b{_MONTHS[day.month - 1]}\b\W*(?:s\W+)?(?:\w+\W+)?(?:{_ADVICE})s?\b")
    for passage in said:
        for sentence, line in passage.sentences():
            words = fold(sentence)
            reported = is_next and _REPORTED.search(words) and not _MONTH.search(words)
            if reported or (late < _YEAR and of_month.search(words)):
                return Evidence(wording(snapshot, sentence), talk.path, line)
    return None
