"""Ties that began within some days, and ties that had a rhythm and fell silent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from ..overview import day_number
from ..records import Contact, Interaction
from ..snapshot import Snapshot
from .follow_up.drift import drifts
from .rhythm import usual_days

_LONG = 183  # days of silence, at least, after which a tie counts as faded
_TIMES = 2  # the usual time between talks, which the silence must be longer than as well


@dataclass(frozen=True, slots=True)
class NewTie:
    """A contact, and the first talk with them."""

    contact: Contact
    first: Interaction
    date: date


@dataclass(frozen=True, slots=True)
class FadedTie:
    """A contact, the last talk with them, the usual days between two before, and on how many days there was one."""

    contact: Contact
    last: Interaction
    date: date
    usual_days: int
    talks: int


def new_ties(snapshot: Snapshot, since: date, until: date, people: Collection[str] | None = None) -> list[NewTie]:
    """Those first talked to within both days, in this order; none that was met, or contacted, before.

    `people` are the ids of those who are asked for; None, everybody but archived contacts.
    """
    found = []
    for contact in _asked(snapshot, people):
        rows = _rows(snapshot, contact, until)
        if not rows or not since <= rows[0][0] or _known_before(contact, since):
            continue
        found.append(NewTie(contact, _talk(snapshot, rows[0][1]), rows[0][0]))
    return sorted(found, key=lambda tie: (tie.date, tie.contact.path))


def faded_ties(snapshot: Snapshot, since: date, until: date, people: Collection[str] | None = None) -> list[FadedTie]:
    """Those who fell silent so long ago that it showed within both days, by the day of the last talk.

    There were talks enough for a usual time between two, and then none for over half a year, and for longer than twice
    that time. Who is to rest by the user's wish has not faded.
    """
    found = []
    for contact in _asked(snapshot, people):
        rows = _rows(snapshot, contact, until)
        usual = usual_days(day for day, _ in rows) if drifts(contact, until) else None
        if usual is None:
            continue
        last, row = rows[-1]
        shows = last + timedelta(days=max(_LONG, _TIMES * usual) + 1)
        if since <= shows <= until and (snapshot.last_contact(contact.id, until) or last) <= last:
            found.append(FadedTie(contact, _talk(snapshot, row), last, usual, len({day for day, _ in rows})))
    return sorted(found, key=lambda tie: (tie.date, tie.contact.path))


def _asked(snapshot: Snapshot, people: Collection[str] | None) -> list[Contact]:
    """The contacts asked for, the owner and those with the id of another left out."""
    talks = snapshot.overview.talks
    mine = snapshot.owner.id if snapshot.owner else None
    return [
        contact
        for contact in snapshot.contacts
        if contact.id != mine and talks.get(contact.id) and snapshot.by_id.get(contact.id) is contact
        if (contact.status != "archived" if people is None else contact.id in people)
    ]


def _rows(snapshot: Snapshot, contact: Contact, until: date) -> list[tuple[date, int]]:
    """The day and the row of each talk with the contact that was held by then, oldest first."""
    days, limit = snapshot.overview.days, day_number(until)
    rows = snapshot.overview.talks.get(contact.id, ())
    return [(_day(days[row]), row) for row in rows if 0 < days[row] <= limit]


def _talk(snapshot: Snapshot, row: int) -> Interaction:
    talk = snapshot.records[row]
    assert isinstance(talk, Interaction)
    return talk


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


def _known_before(contact: Contact, day: date) -> bool:
    known = (contact.met.date if contact.met else None, contact.last_contact)
    return any(one.earliest < day for one in known if one and one.earliest)
