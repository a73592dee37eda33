"""Whom you met at an event, and who has heard from you since: the first talk that follows it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..records import Event, Interaction
from ..schema import channel_group
from ..snapshot import Snapshot, happened

_FROM_AFAR = ("remote", "written")


def talks_at(snapshot: Snapshot, today: date) -> dict[str, list[Interaction]]:
    """The talks at each event that have happened, oldest first, by the event's id."""
    found: dict[str, list[Interaction]] = {}
    for talk in sorted(snapshot.at_events, key=lambda talk: (str(talk.date or ""), talk.path)):
        if talk.event and happened(talk, today):
            named = snapshot.resolve(talk.event.text, "event")
            if len(named) == 1:
                found.setdefault(named[0].id, []).append(talk)
    return found


def met_at(snapshot: Snapshot, event: Event, talks: Iterable[Interaction]) -> tuple[str, ...]:
    """Those the event's note names, and those with whom there was a talk at it."""
    return tuple(dict.fromkeys((*snapshot.people(event), *(one for talk in talks for one in snapshot.people(talk)))))


def first_since(
    snapshot: Snapshot, person: str, event: Event, days: tuple[date, date], today: date
) -> Interaction | None:
    """The first talk with somebody that follows up an event of these days; None where there was none by today.

    Any talk after the last day does. So does a message or a call from the day you met them there, the first day where
    no talk there is noted, unless it is noted as at the event.
    """
    held: list[tuple[date, Interaction]] = []
    for talk in snapshot.talks(person):
        day = talk.date.earliest if talk.date else None
        if day is None or day < days[0]:
            break  # the newest come first
        if happened(talk, today):
            held.append((day, talk))
    met = min((day for day, talk in held if _is_at(snapshot, talk, event)), default=days[0])
    after = (
        talk
        for day, talk in reversed(held)
        if day > days[1] or (day >= met and _is_from_afar(talk) and not _is_at(snapshot, talk, event))
    )
    return next(after, None)


def _is_from_afar(talk: Interaction) -> bool:
    return channel_group(talk.channel) in _FROM_AFAR


def _is_at(snapshot: Snapshot, talk: Interaction, event: Event) -> bool:
    return talk.event is not None and [one.path for one in snapshot.resolve(talk.event.text, "event")] == [event.path]
