"""What lies ahead, day by day: birthdays and other dates, events, renewals, promises, and talks that are planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..records import Interaction
from ..snapshot import Snapshot
from .care import is_hard
from .events import events_ahead
from .memberships import renewals
from .milestones import Upcoming, milestones
from .promises import open_promises, promises
from .words import day_words

_ASKED = 21  # days, for which a plan whose day has passed is asked about


def upcoming(snapshot: Snapshot, today: date, days: int) -> list[Upcoming]:
    """Everything from today to so many days ahead, by day; an event that is on now has the day it began."""
    until = today + timedelta(days=days)
    found = [
        *milestones(snapshot, today, until),
        *_events(snapshot, today, until),
        *_renewals(snapshot, today, days),
        *_promises(snapshot, today, until),
        *_planned(snapshot, today, until),
    ]
    found = [_gently(one) if one.kind == "date" and is_hard(one.what) else one for one in found]
    return sorted(found, key=lambda one: (one.date, one.kind, one.name, one.what))


def overdue_plans(snapshot: Snapshot, today: date) -> list[Upcoming]:
    """The talks of the last three weeks whose notes still say that they are planned, the latest first.

    Until they say that it happened they are no contact. Those with archived contacts alone are left out.
    """
    found = []
    for talk in snapshot.planned(today - timedelta(days=_ASKED), today - timedelta(days=1)):
        day = talk.date.whole if talk.date else None
        people = snapshot.people(talk)
        if day and not (people and all(_is_archived(snapshot, person) for person in people)):
            what = f"{talk.channel or 'talk'} planned for {day_words(day, today)}: did it happen?"
            line = snapshot.line_of(talk, "date")
            found.append(Upcoming(day, "planned", talk.id, _with(snapshot, talk), what, None, talk.path, line))
    return sorted(found, key=lambda one: (-one.date.toordinal(), one.path))


def _is_archived(snapshot: Snapshot, person: str) -> bool:
    return getattr(snapshot.by_id.get(person), "status", None) == "archived"


def _gently(one: Upcoming) -> Upcoming:
    """A hard date, as care: nothing is counted."""
    return replace(one, kind="care", what=f"keep in mind: {one.what}", years=None)


def _events(snapshot: Snapshot, since: date, until: date) -> Iterator[Upcoming]:
    for ahead in events_ahead(snapshot, since, until):
        event = ahead.event
        parts = [event.type or "event"]
        parts += [f"in {event.place}"] if event.place else []
        what = " ".join(parts)
        if ahead.people:
            what += f", you know {len(ahead.people)} there"
        if event.status == "considering":
            what += ", not decided"
        line = snapshot.line_of(event, "start")
        yield Upcoming(ahead.start, "event", event.id, event.name, what, None, event.path, line)


def _renewals(snapshot: Snapshot, today: date, days: int) -> Iterator[Upcoming]:
    for organization, day in renewals(snapshot, today, days):
        if day >= today:
            line, what = snapshot.line_of(organization, "renews"), "membership renews"
            yield Upcoming(day, "renewal", organization.id, organization.name, what, None, organization.path, line)


def _promises(snapshot: Snapshot, today: date, until: date) -> Iterator[Upcoming]:
    by_path = {record.path: record for record in snapshot.open_notes}
    for one in open_promises(promises(snapshot, only_open=True)):
        if one.due is None or not today <= one.due <= until:
            continue
        mine = one.owner == "me"
        person = snapshot.by_id.get(one.owner) if not mine else snapshot.by_id.get(one.with_[0]) if one.with_ else None
        whose = person or by_path[one.path]
        what = f"you promised: {one.text}" if mine else f"promised you: {one.text}"
        others = [snapshot.by_id[who].name for who in one.with_[1:] if who in snapshot.by_id] if mine and person else []
        yield Upcoming(one.due, "promise", whose.id, ", ".join((whose.name, *others)), what, None, one.path, one.line)


def _planned(snapshot: Snapshot, today: date, until: date) -> Iterator[Upcoming]:
    for talk in snapshot.ahead(today, until):
        day = talk.date.whole if talk.date else None
        if day is None:
            continue
        what = f"{talk.channel or 'talk'} planned"
        what += f", {talk.place}" if talk.place else ""
        what += f", {talk.date.time[:5]}" if talk.date and talk.date.time else ""
        line = snapshot.line_of(talk, "date")
        yield Upcoming(day, "planned", talk.id, _with(snapshot, talk), what, None, talk.path, line)


def _with(snapshot: Snapshot, talk: Interaction) -> str:
    return ", ".join(snapshot.by_id[person].name for person in snapshot.people(talk)) or talk.name
