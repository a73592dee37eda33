"""Birthdays and the other dates of people's lives, with the years they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..records import Contact, PartialDate
from ..snapshot import Snapshot

UpcomingKind = Literal["birthday", "date", "care", "event", "renewal", "promise", "planned"]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something ahead: whose it is (`id`, `name`), what, and the years it counts (None where the year is unknown)."""

    date: date
    kind: UpcomingKind
    id: str
    name: str
    what: str
    years: int | None
    path: str
    line: int


def milestones(snapshot: Snapshot, since: date, until: date) -> list[Upcoming]:
    """The birthdays and dates of active and dormant contacts within both days, by date. All come back every year."""
    found = [upcoming for contact in snapshot.contacts for upcoming in _of(contact, since, until)]
    return sorted(found, key=lambda one: (one.date, one.name, one.what))


def _of(contact: Contact, since: date, until: date) -> Iterator[Upcoming]:
    if contact.status == "archived":
        return
    if contact.birthday:
        for day, years in occurrences(contact.birthday, since, until):
            yield Upcoming(day, "birthday", contact.id, contact.name, "birthday", years, contact.path, 1)
    for milestone in contact.dates:
        for day, years in occurrences(milestone.date, since, until):
            yield Upcoming(day, "date", contact.id, contact.name, milestone.what, years, contact.path, milestone.line)


def placed(snapshot: Snapshot, one: Upcoming) -> Upcoming:
    """The same with its line, also of a birthday: `milestones` gives it line 1, since many are found and few shown."""
    contact = snapshot.by_id.get(one.id) if one.kind == "birthday" else None
    return replace(one, line=snapshot.line_of(contact, "birthday")) if contact and contact.path == one.path else one


def occurrences(day: PartialDate, since: date, until: date) -> Iterator[tuple[date, int | None]]:
    """Each return of the day within both days, with the years since; 29 February falls on 28 in common years."""
    if day.month is None or day.day is None:
        return
    for year in range(since.year, until.year + 1):
        found = day.in_year(year)
        if found and since <= found <= until and (day.year is None or day.year <= year):
            years = None if day.year is None or day.uncertain else year - day.year
            yield found, years


def look_ahead(today: date, days: int) -> tuple[date, date]:
    """Today and the last day of a lead time."""
    return today, today + timedelta(days=days)
