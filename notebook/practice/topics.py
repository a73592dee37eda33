"""The topic ladder of a person: what you talked about and how far it went, and what never came up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from ..records import Contact, Interaction, Phrase
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .said import TextOf, telling_words, words_said

RUNGS = ("small-talk", "personal", "deep")
UntouchedKind = Literal["care", "interest", "shared-interest", "seeks", "offers", "date"]

_TALKS_READ = 300  # the newest, of which the whole text is looked at


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic on one rung: how many talks had it there, and the newest of them. `depth` is None where none is noted."""

    text: str
    depth: str | None
    count: int
    last: date
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Untouched:
    """Something of a contact's card that no talk with them speaks of; a `shared-interest` is also the owner's."""

    kind: UntouchedKind
    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """What was talked about with a contact, rung by rung, on each the newest first.

    `talks` is how many were held, `last` the day of the newest.
    """

    contact: Contact
    talks: int
    last: date | None
    topics: tuple[Topic, ...]
    never: tuple[Untouched, ...]


def ladder(snapshot: Snapshot, contact: Contact, today: date, *, text_of: TextOf | None = None) -> Ladder:
    """The ladder as it stands on a day; `text_of` gives a note's body, and without it only what records hold is read.

    A depth of the user's own has a rung after the three; topics of talks without any come last.
    """
    talks = held_talks(snapshot, contact.id, today)
    never = tuple(untouched(snapshot, contact, talks, text_of))
    last = talks[0].date.earliest if talks and talks[0].date else None
    return Ladder(contact, len(talks), last, tuple(_topics(talks)), never)


def held_talks(snapshot: Snapshot, contact_id: str, today: date) -> list[Interaction]:
    """The talks with a person that were held by a day, newest first."""
    return [talk for talk in snapshot.talks(contact_id) if happened(talk, today)]


def rungs_of(topics: tuple[Topic, ...]) -> list[str | None]:
    """The rungs that have topics, from the first to the last."""
    return list(dict.fromkeys(topic.depth for topic in topics))


def _topics(talks: list[Interaction]) -> list[Topic]:
    found: dict[tuple[str | None, str], list[tuple[Interaction, Phrase]]] = defaultdict(list)
    for talk in talks:
        once: dict[str, Phrase] = {}
        for phrase in talk.topics:
            once.setdefault(fold(phrase.text), phrase)
        for key, phrase in once.items():
            found[talk.depth, key].append((talk, phrase))
    topics = [_topic(depth, held) for (depth, _), held in found.items()]
    own = list(dict.fromkeys(depth for depth, _ in found if depth and depth not in RUNGS))
    order = {depth: place for place, depth in enumerate([*RUNGS, *own, None])}
    topics.sort(key=lambda topic: (-topic.last.toordinal(), -topic.count))
    return sorted(topics, key=lambda topic: order[topic.depth])


def _topic(depth: str | None, held: list[tuple[Interaction, Phrase]]) -> Topic:
    talk, phrase = held[0]
    day = talk.date.earliest if talk.date else None
    assert day is not None  # the talk was held
    return Topic(phrase.text, depth, len(held), day, talk.path, phrase.line)


def untouched(
    snapshot: Snapshot, contact: Contact, talks: list[Interaction], text_of: TextOf | None
) -> Iterator[Untouched]:
    """What stands on the contact's card, and in no talk held with them: care first, then what you share.

    Nothing for the owner, who has no talks with themselves.
    """
    if snapshot.owner and snapshot.owner.id == contact.id:
        return
    said = [words_said(talk, text_of) for talk in islice(talks, _TALKS_READ)]
    everything = frozenset(word for words in said for word in words)
    for one in _on_the_card(snapshot, contact):
        words = telling_words(one.text)
        needed = 1 if one.kind == "care" else -(-len(words) // 2)
        if words and len(words & everything) >= needed and any(len(words & talk) >= needed for talk in said):
            continue
        yield one


def _on_the_card(snapshot: Snapshot, contact: Contact) -> Iterator[Untouched]:
    mine = snapshot.owner.interests if snapshot.owner else ()
    shared = {fold(interest.text) for interest in mine}
    for care in contact.care:
        yield Untouched("care", care.text, contact.path, care.line)
    interests = sorted(contact.interests, key=lambda interest: fold(interest.text) not in shared)
    for interest in interests:
        kind: UntouchedKind = "shared-interest" if fold(interest.text) in shared else "interest"
        yield Untouched(kind, interest.text, contact.path, interest.line)
    for seek in contact.seeks:
        yield Untouched("seeks", seek.text, contact.path, seek.line)
    for offer in contact.offers:
        yield Untouched("offers", offer.text, contact.path, offer.line)
    for milestone in contact.dates:
        yield Untouched("date", milestone.what, contact.path, milestone.line)
