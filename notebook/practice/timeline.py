"""What happened: the interactions of some days, with whom, how, and who was new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Contact, Interaction
from ..schema import channel_group
from ..snapshot import Snapshot, happened


@dataclass(frozen=True, slots=True)
class Happenings:
    """The talks of some days, the ids of the people, channels by frequency, and the contacts that are new."""

    talks: tuple[Interaction, ...]
    people: tuple[str, ...]
    channels: tuple[tuple[str, int], ...]
    in_person: int
    new: tuple[Contact, ...]


def happenings(snapshot: Snapshot, since: date, until: date, today: date) -> Happenings:
    """What happened within both days, as far as today knows."""
    talks = snapshot.held(since, min(until, today))
    people = tuple(dict.fromkeys(person for talk in talks for person in snapshot.people(talk)))
    channels = Counter(talk.channel for talk in talks if talk.channel)
    by_count = tuple(sorted(channels.items(), key=lambda pair: (-pair[1], pair[0])))
    in_person = sum(channel_group(talk.channel) == "in person" for talk in talks)
    return Happenings(talks, people, by_count, in_person, _new(snapshot, since, until, people))


def _new(snapshot: Snapshot, since: date, until: date, people: tuple[str, ...]) -> tuple[Contact, ...]:
    """Contacts met within the days, or first spoken to then where no day of meeting is noted."""
    seen = set(people)
    found = []
    for contact in snapshot.contacts:
        met = contact.met.date.earliest if contact.met and contact.met.date else None
        if met is not None:
            if since <= met <= until:
                found.append(contact)
        elif contact.id in seen and contact.met is None and contact.last_contact is None:
            held = (talk for talk in reversed(snapshot.talks(contact.id)) if happened(talk, until))
            days = (talk.date.earliest for talk in held if talk.date)
            first = next((day for day in days if day), None)
            if first and first >= since:
                found.append(contact)
    return tuple(found)


def weekly_counts(snapshot: Snapshot, until: date, weeks: int, today: date) -> tuple[int, ...]:
    """The number of talks in each of the weeks that end on this day, oldest first."""
    counts = [0] * weeks
    since = until - timedelta(days=7 * weeks - 1)
    for talk in snapshot.held(since, min(until, today)):
        day = talk.date.earliest if talk.date else None
        if day:
            counts[(day - since).days // 7] += 1
    return tuple(counts)
