"""What lies ahead, day by day: birthdays and other dates, events, renewals, promises, and talks that are planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..snapshot import Snapshot
from .events import events_ahead
from .memberships import renewals
from .milestones import Upcoming, milestones
from .promises import open_promises, promises


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
    return sorted(found, key=lambda one: (one.date, one.kind, one.name, one.what))


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
        yield Upcoming(ahead.start, "event", event.id, event.name, what, None, event.path, 1)


def _renewals(snapshot: Snapshot, today: date, days: int) -> Iterator[Upcoming]:
    for organization, day in renewals(snapshot, today, days):
        if day >= today:
            yield Upcoming(
                day, "renewal", organization.id, organization.name, "membership renews", None, organization.path, 1
            )


def _promises(snapshot: Snapshot, today: date, until: date) -> Iterator[Upcoming]:
    by_path = {record.path: record for record in snapshot.open_notes}
    for one in open_promises(promises(snapshot, only_open=True)):
        if one.due is None or not today <= one.due <= until:
            continue
        mine = one.owner == "me"
        person = snapshot.by_id.get(one.owner) if not mine else snapshot.by_id.get(one.with_[0]) if one.with_ else None
        whose = person or by_path[one.path]
        what = f"you promised: {one.text}" if mine else f"promised you: {one.text}"
        yield Upcoming(one.due, "promise", whose.id, whose.name, what, None, one.path, one.line)


def _planned(snapshot: Snapshot, today: date, until: date) -> Iterator[Upcoming]:
    for talk in snapshot.held(today, until):
        day = talk.date.whole if talk.date else None
        if day is None:
            continue
        if day == today and talk.status != "planned":
            continue
        people = ", ".join(snapshot.by_id[person].name for person in snapshot.people(talk)) or talk.name
        what = f"{talk.channel or 'talk'} planned"
        what += f", {talk.place}" if talk.place else ""
        what += f", {talk.date.time[:5]}" if talk.date and talk.date.time else ""
        yield Upcoming(day, "planned", talk.id, people, what, None, talk.path, 1)
