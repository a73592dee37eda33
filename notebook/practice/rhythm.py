"""Rhythm: how many talks there were in a week or month, with how many people, how they were held, what they were about.

Counts of talks and of people, never of one person against another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..records import Interaction
from ..schema import channel_group, known_channel
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .face_to_face import last_in_person
from .follow_up.drift import pace_of

By = Literal["week", "month", "year"]
OTHER = "other"
GROUPS = ("in person", "remote", "written", OTHER)


@dataclass(frozen=True, slots=True)
class Counts:
    """What some talks come to. `groups` has the number of talks for each of GROUPS, a channel of the user's own being
    `other`; `channels`, `depths`, `topics` and `places` have how many talks have each, the most frequent first.
    """

    talks: int
    people: int
    groups: tuple[int, ...]
    channels: tuple[tuple[str, int], ...]
    depths: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week, month or year, or as much of it as was asked for; both days are included."""

    since: date
    until: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What happened within both days, as a whole and stretch by stretch, the oldest first."""

    since: date
    until: date
    by: By
    counts: Counts
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What passed with one person by some day: the first talk, the last and the last in person, and talks by year.

    `usual_days` is the usual time between two talks, None where they are too few to tell.
    """

    first: Interaction | None
    last: Interaction | None
    last_in_person: Interaction | None
    usual_days: int | None
    by_year: Rhythm | None


def rhythm(
    snapshot: Snapshot, talks: Iterable[Interaction], since: date, until: date, by: By, *, week_starts: int = 0
) -> Rhythm:
    """The rhythm of those of the talks that were held within both days; `until` must not lie in the future.

    A talk of which only the month or the year is known counts on its first day.
    """
    spans = stretches(since, until, by, week_starts)
    starts = [first for first, _ in spans]
    sorted_in: list[list[Interaction]] = [[] for _ in spans]
    held = []
    for talk in talks:
        day = talk.date.earliest if talk.date else None
        if day and since <= day <= until and happened(talk, until):
            sorted_in[bisect_right(starts, day) - 1].append(talk)
            held.append(talk)
    parts = tuple(
        Stretch(first, last, counts(snapshot, inside)) for (first, last), inside in zip(spans, sorted_in, strict=True)
    )
    return Rhythm(since, until, by, counts(snapshot, held), parts)


def stretches(since: date, until: date, by: By, week_starts: int = 0) -> list[tuple[date, date]]:
    """The weeks, months or years that both days and those between lie in, cut at both ends; none for no days."""
    found = []
    while since <= until:
        last = min(until, last_day(since, by, week_starts))
        found.append((since, last))
        since = last + timedelta(days=1)
    return found


def first_day(day: date, by: By, week_starts: int = 0) -> date:
    """The first day of the week, month or year around a day."""
    if by == "week":
        return day - timedelta(days=(day.weekday() - week_starts) % 7)
    return date(day.year, day.month if by == "month" else 1, 1)


def last_day(day: date, by: By, week_starts: int = 0) -> date:
    """The last day of the week, month or year around a day."""
    first = first_day(day, by, week_starts)
    if by == "week":
        return first + timedelta(days=6)
    # Far enough to be in the next one, and never two on.
    return first_day(first + timedelta(days=40 if by == "month" else 370), by) - timedelta(days=1)


def days_back(until: date, count: int, by: By, week_starts: int = 0) -> date:
    """The first day of so many weeks, months or years, of which the last is the one around `until`."""
    since = first_day(until, by, week_starts)
    for _ in range(count - 1):
        since = first_day(since - timedelta(days=1), by, week_starts)
    return since


def counts(snapshot: Snapshot, talks: Sequence[Interaction]) -> Counts:
    """What the talks come to."""
    groups = Counter(group_of(talk) for talk in talks)
    people = {person for talk in talks for person in snapshot.people(talk)}
    return Counts(
        len(talks),
        len(people),
        tuple(groups[group] for group in GROUPS),
        _frequent(known_channel(talk.channel) or talk.channel for talk in talks if talk.channel),
        _frequent(talk.depth for talk in talks if talk.depth),
        _frequent(topic for talk in talks for topic in _once(topic.text for topic in talk.topics)),
        _frequent(talk.place for talk in talks if talk.place),
    )


def group_of(talk: Interaction) -> str:
    """The group of the talk's channel, one of GROUPS."""
    return channel_group(talk.channel) or OTHER


def _once(texts: Iterable[str]) -> Iterable[str]:
    return {fold(text): text for text in texts}.values()


def _frequent(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each text with how often it is there, the most frequent first; as it is first written, case and accents aside."""
    first: dict[str, str] = {}
    number: Counter[str] = Counter()
    for text in texts:
        key = fold(text)
        first.setdefault(key, text)
        number[key] += 1
    return tuple((first[key], number[key]) for key in sorted(number, key=lambda key: (-number[key], key)))


def acquaintance(snapshot: Snapshot, contact_id: str, today: date) -> Acquaintance:
    """What passed with a contact by today."""
    talks = [talk for talk in snapshot.talks(contact_id) if happened(talk, today)]
    if not talks:
        return Acquaintance(None, None, None, None, None)
    days = [day for talk in reversed(talks) if talk.date and (day := talk.date.earliest)]
    in_person = last_in_person(snapshot, contact_id, today)
    return Acquaintance(
        talks[-1], talks[0], in_person, usual_days(days), rhythm(snapshot, talks, days[0], today, "year")
    )


def usual_days(days: Iterable[date]) -> int | None:
    """The usual number of days between two talks, as drift has it; None where they are too few to tell."""
    pace = pace_of(sorted({day.toordinal() for day in days}))
    return round(pace.usual) if pace else None
