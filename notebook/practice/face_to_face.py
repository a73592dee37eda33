"""Face to face: who was last seen in person when, and whom to see in a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..records import Contact, Interaction
from ..schema import channel_group
from ..snapshot import Snapshot, happened
from .events import EventAhead, events_ahead
from .evidence import Evidence
from .promises import open_promises, promises
from .threads import rests, threads
from .towns import lies_in
from .words import day_words

ThereKind = Literal["lives", "event", "planned"]


@dataclass(frozen=True, slots=True)
class Presence:
    """Why somebody is to be met in a place: they live there, or they are there on these days; both can be None."""

    kind: ThereKind
    text: str
    path: str
    line: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class There:
    """Somebody to see in a place, and what is open with them: the first promise of the owner's, else a question."""

    contact: Contact
    why: tuple[Presence, ...]
    in_person: Interaction | None
    last_contact: date | None
    open: Evidence | None


def last_in_person(snapshot: Snapshot, person_id: str, today: date) -> Interaction | None:
    """The latest talk with the person by today that was held in one room."""
    talks = (talk for talk in snapshot.talks(person_id) if channel_group(talk.channel) == "in person")
    return next((talk for talk in talks if happened(talk, today)), None)


def events_in(snapshot: Snapshot, place: str, since: date, until: date) -> list[EventAhead]:
    """The events in the place that touch these days and are not skipped, by start."""
    is_there = lies_in(place)
    return [ahead for ahead in events_ahead(snapshot, since, until) if is_there(ahead.event.place or "")]


def who_in(
    snapshot: Snapshot, place: str, today: date, *, since: date | None = None, until: date | None = None
) -> list[There]:
    """Whom to see in the place: those not seen in person for the longest first, those never spoken to last.

    They live there or, where days are given (one alone stands for both), they are there for an event or a talk that is
    planned. A place is a whole part of what is written, between commas: see `lies_in`.
    """
    found: dict[str, list[Presence]] = {}
    for person, presence in _presences(snapshot, place, today, since or until, until or since):
        found.setdefault(person, []).append(presence)
    opened = _open_matters(snapshot, today) if found else {}
    people = [_there(snapshot, person, tuple(why), today, opened.get(person)) for person, why in found.items()]
    return sorted((one for one in people if one), key=_order)


def _presences(
    snapshot: Snapshot, place: str, today: date, since: date | None, until: date | None
) -> Iterator[tuple[str, Presence]]:
    """The people of the place, each with why, those who live there first."""
    is_there = lies_in(place)
    living: set[str] = set()
    for contact in snapshot.contacts:
        homes = (contact.location or "", *(address.text for address in contact.addresses))
        home = next(filter(is_there, homes), "")
        if home:
            line = snapshot.line_of(contact, "location" if home == contact.location else "addresses", home)
            living.add(contact.id)
            yield contact.id, Presence("lives", home, contact.path, line)
    if since is None or until is None:
        return
    for ahead in events_in(snapshot, place, since, until):
        text = f"{ahead.event.name}, {day_words(ahead.start, today)}"
        last = ahead.event.end.latest if ahead.event.end else None
        lines = {snapshot.contact_id(one): one.line for one in ahead.event.with_}
        for person in ahead.people:
            yield person, Presence("event", text, ahead.event.path, lines[person], ahead.start, last or ahead.start)
    for talk in snapshot.ahead(today, until):
        day = talk.date.whole if talk.date else None
        if day and day >= since and (not talk.place or is_there(talk.place)):
            text = f"{talk.channel or 'talk'} planned {day_words(day, today)}"
            # Without a place, it is where they live.
            there = (person for person in snapshot.people(talk) if talk.place or person in living)
            for person in there:
                yield person, Presence("planned", text, talk.path, snapshot.line_of(talk, "date"), day, day)


def _there(
    snapshot: Snapshot, person: str, why: tuple[Presence, ...], today: date, opened: Evidence | None
) -> There | None:
    """The person in the place; None for somebody who is archived, and for the owner."""
    contact = snapshot.by_id[person]
    if not isinstance(contact, Contact) or contact.status == "archived" or contact is snapshot.owner:
        return None
    seen = last_in_person(snapshot, person, today)
    return There(contact, why, seen, snapshot.last_contact(person, today), opened)


def _open_matters(snapshot: Snapshot, today: date) -> dict[str, Evidence]:
    """By person what is open with them: what the owner promised, else what to ask, else what they promised."""
    promised = [one for one in promises(snapshot, only_open=True) if one.since is None or one.since <= today]
    known = (one for one in threads(snapshot) if one.since is None or one.since <= today)
    asked = (one for one in known if not rests(one.text, one.since, today))
    found: dict[str, Evidence] = {}
    for promise in open_promises(promised, mine=True):
        for person in promise.with_:
            found.setdefault(person, Evidence(f"you promised: {promise.text}", promise.path, promise.line))
    for thread in asked:
        for person in thread.with_:
            found.setdefault(person, Evidence(f"ask: {thread.text}", thread.path, thread.line))
    for promise in open_promises(promised, mine=False):
        found.setdefault(promise.owner, Evidence(f"they promised: {promise.text}", promise.path, promise.line))
    return found


def _order(one: There) -> tuple[bool, date, str]:
    seen = one.in_person.date.earliest if one.in_person and one.in_person.date else None
    return one.last_contact is None, seen or date.min, one.contact.path
