"""Drift: a silence that is long for this person, by the time that used to pass between two talks.

The days on which there was contact make the rule, nothing else does. Talks within three days are one occasion, so that
a weekend together is not three talks in a row. What counts are the last twelve gaps between occasions, so that a pace
that changed is followed; with fewer than three gaps there is no pace, and no drift.

The usual gap is the median, which one long summer does not move (Tukey, Exploratory Data Analysis, 1977). A silence is
long when it passes the 0.9-quantile of the person's own gaps by the rule of Weibull, p(n + 1) (Hyndman and Fan, Sample
Quantiles in Statistical Packages, 1996, type 6), and the usual gap by a quarter. With nine gaps or fewer that quantile
is the longest of them: the next of n + 1 alike gaps is the longest once in n + 1 times, whatever their distribution
(Wilks, 1941). So somebody whose gaps vary much has to be silent for long, somebody regular for a little.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...records import Contact, Interaction
from ...snapshot import Snapshot

_TOGETHER = 3  # days: talks within them are one occasion
_LEAST = 3  # gaps, of which fewer say nothing
_MOST = 12  # gaps, the last ones
_HIGH = 0.9  # the share of the gaps that are shorter than a long one
_SLACK = 1.25  # of the usual gap, which a long one passes in any case


@dataclass(frozen=True, slots=True)
class Drift:
    """A silence that is long: its days, the days that usually passed, the occasions that tell so, and the last talk."""

    silent_days: int
    usual_days: int
    talks: int
    last: Interaction


@dataclass(frozen=True, slots=True)
class Pace:
    """The usual gap between two occasions and the longest that is still usual, in days; of how many occasions."""

    usual: float
    longest: float
    talks: int


def drift(snapshot: Snapshot, contact: Contact, today: date) -> Drift | None:
    """How far the contact drifts; None where the silence is usual, or rests by the user's wish, or has no pace."""
    if not drifts(contact, today):
        return None
    return Paces(snapshot).drift(contact, today)


def drifts(contact: Contact, today: date) -> bool:
    """False for somebody who is to rest: dormant, archived, snoozed, or with a cadence of none."""
    resting = contact.snooze is not None and contact.snooze.earliest is not None and contact.snooze.earliest > today
    never = contact.cadence is not None and contact.cadence.days is None
    return contact.status == "active" and not resting and not never


class Paces:
    """Gives the pace of one person after another, on any day; a day is a number here, as `date.toordinal` gives it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._days: dict[str, list[int]] = {}
        self._paces: dict[tuple[str, int], Pace | None] = {}

    @cached_property
    def _numbers(self) -> list[int]:
        """The day of each row of the vault, 0 for whatever is no day of a talk."""
        written = self._snapshot.overview.days
        numbers = {day: _number(day) if day > 0 else 0 for day in set(written)}
        return [*map(numbers.__getitem__, written)]

    def days(self, contact_id: str) -> list[int]:
        """The days with a talk, in order and each once, those to come too; none planned, cancelled or without date."""
        found = self._days.get(contact_id)
        if found is None:
            rows = self._snapshot.overview.talks.get(contact_id, ())
            found = self._days[contact_id] = [*dict.fromkeys(filter(None, map(self._numbers.__getitem__, rows)))]
        return found

    def pace(self, contact_id: str, count: int) -> Pace | None:
        """The pace by the first so many of the days; None where they are too few."""
        key = contact_id, count
        if key not in self._paces:
            self._paces[key] = pace_of(self.days(contact_id)[:count])
        return self._paces[key]

    def drift(self, contact: Contact, today: date) -> Drift | None:
        """The same as the function, for a contact that does not rest."""
        days, day = self.days(contact.id), today.toordinal()
        count = bisect_right(days, day)
        pace = self.pace(contact.id, count)
        if pace is None or day - days[count - 1] <= pace.longest:
            return None
        last, talk = self._snapshot.last_contact(contact.id, today), self._snapshot.last_talk(contact.id, today)
        silent = (today - last).days if last else 0
        if talk is None or silent <= pace.longest:
            return None
        return Drift(silent, round(pace.usual), pace.talks, talk)


def pace_of(days: Sequence[int]) -> Pace | None:
    """The pace of days in order; None where they are too few."""
    gaps = _gaps(days)
    if len(gaps) < _LEAST:
        return None
    ordered = sorted(gaps[-_MOST:])
    half = len(ordered) // 2
    usual = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return Pace(usual, max(_quantile(ordered, _HIGH), _SLACK * usual), len(gaps) + 1)


def _gaps(days: Sequence[int]) -> list[int]:
    """The days from the end of each occasion to the beginning of the next."""
    gaps: list[int] = []
    first = last = None
    for day in days:
        if first is None or last is None:
            first = day
        elif day - first >= _TOGETHER:
            gaps.append(day - last)
            first = day
        last = day
    return gaps


def _quantile(ordered: Sequence[int], share: float) -> float:
    """The quantile by the rule of Weibull, p(n + 1); the longest where that is past the end."""
    place = share * (len(ordered) + 1) - 1
    below = int(place)
    if below >= len(ordered) - 1:
        return ordered[-1]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def _number(written: int) -> int:
    """The day of a number like 20261118, as `date.toordinal` gives it."""
    return date(written // 10000, written // 100 % 100, written % 100).toordinal()
