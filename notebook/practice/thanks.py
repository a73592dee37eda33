"""Thanks: which notes say that the vault's owner thanked somebody.

What is not understood is no thanks: a gift that is still to thank for is ticked off, one that is forgotten is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..records import AnyRecord, Contact, Interaction, Phrase
from ..schema.values import names_of
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .promises import concerned, note_day, summary_words, wording
from .thanks_words import given_thanks, is_thanks_purpose, says_thanks

# Whom a line thanks, where it is a name: `Thanked Ana and Bob for the soup`.
_WHOM = re.compile(r"\b(?:thank(?:ed|ing|s to)?|thank[ -]you to) (?P<names>[^\W\d_][^,.;:!?()]*)", re.IGNORECASE)
_NO_NAME = re.compile(r" (?:for|by|with|on|at|in|that|when|as|over)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thanks:
    """That somebody was thanked: on which day, the day of the note (of a card that of the thanks), and the line.

    `kept` is true for a promise that was ticked.
    """

    day: date
    noted: date
    text: str
    path: str
    line: int
    kept: bool


def thanks_to(snapshot: Snapshot, person: str, since: date, today: date) -> Iterator[Thanks]:
    """The thanks to a person in the notes from `since` to `today`, newest note first, and last those of their card.

    A talk thanks by its purpose, by its first words, its topics and what was given, where they say so of the owner, or
    by a ticked promise; not where they name somebody else.
    """
    for talk in snapshot.talks(person):
        day = note_day(talk)
        if day is None or day < since:
            break  # they come newest first
        if happened(talk, today):
            said = _said(snapshot, talk, person)
            if said:
                yield Thanks(day, day, said.text, talk.path, said.line, False)
            yield from _kept(snapshot, talk, person, day)
    card = snapshot.by_id.get(person)
    if isinstance(card, Contact):
        yield from _kept(snapshot, card, person, None)


def _said(snapshot: Snapshot, talk: Interaction, person: str) -> Phrase | None:
    """The words by which a talk thanks the person; thanks of theirs, in what they began, are none of the owner's."""
    opening = summary_words(snapshot, talk)
    line = talk.summary.line if talk.summary else 1
    theirs = talk.initiated == "them"
    if talk.purpose and not theirs and is_thanks_purpose(talk.purpose):
        return Phrase(opening or talk.purpose, line if talk.summary else snapshot.line_of(talk, "purpose"))
    sentence = says_thanks(opening, greets=not theirs)
    if sentence and _means(snapshot, sentence, person):
        return Phrase(opening, line)
    for phrase in talk.topics:
        if not theirs and says_thanks(phrase.text) and _means(snapshot, phrase.text, person):
            return phrase
    return next((one for one in talk.gave if given_thanks(one.text) and _means(snapshot, one.text, person)), None)


def _kept(snapshot: Snapshot, record: AnyRecord, person: str, day: date | None) -> Iterator[Thanks]:
    """Each promise of a note to thank the person that was ticked; without its own day it has that of the note."""
    for task in record.tasks:
        if task.mark != "x" or task.owner or not given_thanks(task.text):
            continue
        done = (task.done.latest if task.done else None) or day
        words = wording(snapshot, task.text)
        if done and person in concerned(snapshot, record, task) and _means(snapshot, words, person):
            yield Thanks(done, min(day or done, done), words, record.path, task.line, True)


def _means(snapshot: Snapshot, text: str, person: str) -> bool:
    """True unless the text names somebody it thanks, and not this person."""
    whom = _WHOM.search(text)
    named = _NO_NAME.sub("", whom["names"]).split() if whom else []
    if not named or not named[0][0].isupper():
        return True
    theirs = {word for name in names_of(snapshot.by_id[person]) for word in fold(name).replace("-", " ").split()}
    return any(fold(word) in theirs for word in named)
