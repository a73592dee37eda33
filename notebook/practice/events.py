"""Events: those ahead, with whom you know there, and those behind, with whom to follow up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Event, Interaction
from ..snapshot import Snapshot, happened

FOLLOW_UP_DAYS = 21  # after that, a message "nice to meet you" has no occasion


@dataclass(frozen=True, slots=True)
class EventAhead:
    """An event to come and the people of the vault expected there."""

    event: Event
    start: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventBehind:
    """An event that was, and the people met there with whom there was no contact since."""

    event: Event
    end: date
    people: tuple[str, ...]


def events_ahead(snapshot: Snapshot, since: date, until: date) -> list[EventAhead]:
    """Events that touch these days and are not skipped, by start."""
    found = []
    for event in snapshot.events:
        days = _days(event)
        if days and event.status != "skipped" and days[0] <= until and days[1] >= since:
            found.append(EventAhead(event, days[0], snapshot.people(event)))
    return sorted(found, key=lambda one: (one.start, one.event.path))


def events_to_follow_up(snapshot: Snapshot, today: date) -> list[EventBehind]:
    """Events you went to in the last three weeks with people not written or spoken to since, the latest first."""
    met: dict[str, list[str]] = {}
    for interaction in snapshot.at_events:
        if interaction.event and happened(interaction, today):
            named = snapshot.resolve(interaction.event.text, "event")
            if len(named) == 1:
                met.setdefault(named[0].id, []).extend(snapshot.people(interaction))
    found = []
    for event in snapshot.events:
        days = _days(event)
        if not days or event.status in ("skipped", "considering") or not days[1] < today:
            continue
        if today - days[1] > timedelta(days=FOLLOW_UP_DAYS):
            continue
        there = dict.fromkeys((*snapshot.people(event), *met.get(event.id, ())))
        waiting = tuple(person for person in there if not _since(snapshot, person, days[1], today))
        if waiting:
            found.append(EventBehind(event, days[1], waiting))
    return sorted(found, key=lambda one: (one.end, one.event.path), reverse=True)


def _days(event: Event) -> tuple[date, date] | None:
    """The event's first and last day."""
    if event.start is None or event.start.earliest is None:
        return None
    last = (event.end or event.start).latest or event.start.earliest
    return event.start.earliest, last


def _since(snapshot: Snapshot, person: str, day: date, today: date) -> bool:
    """True where there was contact with the person after that day, or they are out of the practice."""
    contact = snapshot.by_id[person]
    if getattr(contact, "status", None) == "archived":
        return True
    return any(_after(talk, day) and happened(talk, today) for talk in snapshot.talks(person))


def _after(talk: Interaction, day: date) -> bool:
    return bool(talk.date and talk.date.earliest and talk.date.earliest > day)
