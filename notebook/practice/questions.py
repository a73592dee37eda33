"""One question to ask next: from what you wanted to ask, from what never came up, else from a bank of questions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from ..records import Contact, Interaction
from ..snapshot import Snapshot
from ..text.blocks import read_blocks
from ..text.body import plain_text
from ..text.folding import fold
from .answered import maybe_answered
from .care import is_hard
from .deaths import has_died
from .drafting.unspoken import Unspoken
from .promises import open_promises, promises
from .said import TextOf, passages, says, telling_words
from .threads import Thread, rests, threads
from .topics import RUNGS, UntouchedKind, held_talks, untouched
from .words import ago_words, day_words

_RECENT = 365  # days in which a talk says how deep the talks with a person go
_READ = 40  # talks in which a question of the bank may have been asked
_TAGS = re.compile(r"(?:\s+#[\w-]+)+\s*$")
_MADE: dict[UntouchedKind, str] = {
    "shared-interest": "We both care for {}: how did it begin for you?",
    "interest": "What got you into {}?",
    "seeks": "Did the search for {} lead anywhere?",
    "offers": "Who last asked you for {}?",
}
_WHERE: dict[UntouchedKind, str] = {
    "shared-interest": "an interest you share",
    "interest": "one of their interests",
    "seeks": "something they seek",
    "offers": "something they offer",
}


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question of the bank, its rung, and the tags and relationships it is for (none: for everybody)."""

    text: str
    depth: str
    whom: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, why, and where that stands: the thread, the contact's card, or the talk that says how deep to go."""

    text: str
    why: str
    path: str
    line: int


def read_bank(text: str, path: str) -> tuple[BankQuestion, ...]:
    """The questions of a bank: points of lists under the headings small-talk, personal and deep, tags at their ends.

    All else is left out. `path` is where the bank stands in the vault, empty for the built-in one.
    """
    found = []
    depth = None
    for number, role, content, _ in read_blocks(text, 1):
        if role == "heading":
            depth = _rung(content)
        elif role == "item" and depth:
            tags = _TAGS.search(content)
            words = plain_text(content[: tags.start()] if tags else content)
            whom = tuple(re.findall(r"#([\w-]+)", tags[0])) if tags else ()
            if words:
                found.append(BankQuestion(words, depth, whom, path, number))
    return tuple(found)


def _rung(heading: str) -> str | None:
    name = "-".join(fold(heading.strip("# \t")).replace("-", " ").split())
    return name if name in RUNGS else None


def next_question(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    bank: Sequence[BankQuestion],
    *,
    text_of: TextOf | None = None,
    asked: Iterable[Thread] | None = None,
) -> Question | None:
    """What to ask a contact next, the same for a week: the oldest open thread that is not maybe answered and whose day
    has come, else what never came up, else a question of the bank one rung deeper than the talks of the last year went.

    `asked` are the vault's open threads, where they are known. Nothing is asked that has to do with what weighs on
    them, their care and the hard ones of their dates. None: the bank has nothing left either, or the contact has died.
    """
    if has_died(contact):
        return None
    hard = [milestone.what for milestone in contact.dates if is_hard(milestone.what)]
    unspoken = Unspoken((*(care.text for care in contact.care), *hard))
    return (
        _from_threads(snapshot, contact, today, text_of, threads(snapshot) if asked is None else asked, unspoken)
        or _from_card(snapshot, contact, today, text_of, unspoken)
        or _from_bank(snapshot, contact, today, text_of, bank, unspoken)
    )


def _from_threads(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    text_of: TextOf | None,
    asked: Iterable[Thread],
    unspoken: Unspoken,
) -> Question | None:
    mine = [one for one in asked if contact.id in one.with_ and not (one.since and one.since > today)]
    for thread in sorted(mine, key=lambda one: (one.since or date.min, one.path, one.line)):
        if rests(thread.text, thread.since, today) or unspoken.touched_by(thread.text):
            continue
        if maybe_answered(snapshot, (thread,), text_of, today):
            continue
        when = f", {ago_words(thread.since, today)}" if thread.since else ""
        return Question(thread.text, f"you wanted to ask{when}", thread.path, thread.line)
    return None


def _from_card(
    snapshot: Snapshot, contact: Contact, today: date, text_of: TextOf | None, unspoken: Unspoken
) -> Question | None:
    talks = held_talks(snapshot, contact.id, today)
    made = (one for one in untouched(snapshot, contact, talks, text_of) if one.kind in _MADE)
    found = [one for one in made if not unspoken.touched_by(one.text)]
    if any(one.kind == "seeks" for one in found):
        mine = Unspoken(_mine(snapshot, contact))
        found = [one for one in found if one.kind != "seeks" or not mine.touched_by(one.text)]
    if not found:
        return None
    found = [one for one in found if one.kind != "offers"] or found
    one = found[_turn(contact, today) % len(found)]
    why = f"{_WHERE[one.kind]}, and in no talk you noted"
    return Question(_MADE[one.kind].format(one.text), why, one.path, one.line)


def _mine(snapshot: Snapshot, contact: Contact) -> list[str]:
    """What the owner offers, and has promised the contact: whether they found it elsewhere is not for them to ask."""
    offered = [offer.text for offer in snapshot.owner.offers] if snapshot.owner else []
    promised = open_promises(promises(snapshot, only_open=True), mine=True)
    return offered + [one.text for one in promised if contact.id in one.with_]


def _from_bank(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    text_of: TextOf | None,
    bank: Sequence[BankQuestion],
    unspoken: Unspoken,
) -> Question | None:
    talks = held_talks(snapshot, contact.id, today)
    deepest = _deepest(talks, today)
    step = min(RUNGS.index(deepest.depth or "") + 1, len(RUNGS) - 1) if deepest else 0
    said = [[passage.text for passage in passages(talk, text_of)] for talk in islice(talks, _READ)]
    fit = [one for one in bank if not unspoken.touched_by(one.text)]
    for depth in reversed(RUNGS[: step + 1]):
        left = [one for one in fit if one.depth == depth and _fits(one, contact) and not _was_asked(one, said)]
        if left:
            path, line = (deepest.path, snapshot.line_of(deepest, "depth")) if deepest else (contact.path, 1)
            one = left[_turn(contact, today) % len(left)]
            source = f"{one.path}:{one.line}" if one.path else "the question bank"
            return Question(one.text, f"{_so_far(deepest, today)}; from {source}", path, line)
    return None


def _deepest(talks: Sequence[Interaction], today: date) -> Interaction | None:
    """The newest of the deepest talks of the last year; None where no depth is noted of any."""
    recent = [talk for talk in talks if talk.depth in RUNGS and _day(talk) > today - timedelta(days=_RECENT)]
    return max(recent, key=lambda talk: RUNGS.index(talk.depth or ""), default=None)


def _so_far(deepest: Interaction | None, today: date) -> str:
    if deepest is None:
        return "no talk of the last year says how deep it went"
    return f"you have talked as far as {deepest.depth}, {day_words(_day(deepest), today)}"


def _day(talk: Interaction) -> date:
    return (talk.date and talk.date.earliest) or date.min


def _fits(question: BankQuestion, contact: Contact) -> bool:
    theirs = {_tag(word) for word in (*contact.tags, *contact.relationship)}
    return not question.whom or not theirs.isdisjoint(map(_tag, question.whom))


def _tag(word: str) -> str:
    return fold(word).replace(" ", "-")


def _was_asked(question: BankQuestion, said: Iterable[Sequence[str]]) -> bool:
    """True where a passage of a talk has all that the question is about, or the question itself."""
    words = telling_words(question.text)
    return any(_has(passage, question.text, words) for talk in said for passage in talk)


def _has(passage: str, text: str, words: frozenset[str]) -> bool:
    if says(passage, text.rstrip("?")):
        return True
    return len(words) > 1 and words <= telling_words(passage)


def _turn(contact: Contact, today: date) -> int:
    """A number that stays for a person over a week, and is the same everywhere."""
    year, week, _ = today.isocalendar()
    return int.from_bytes(hashlib.blake2b(f"{contact.id}\n{year}-W{week}".encode(), digest_size=6).digest(), "big")
