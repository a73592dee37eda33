"""Would the list have named them? The user's own log, replayed week by week.

For each past week the list is made as it stood on the Monday morning, by what was in the notebook then: the talks
before that day, the promises noted by then and not done. It is the list that `notebook next` shows, in the same order,
and the question is how many of the people there was contact with in that week were on it. Two other lists of as many
names are asked the same: those with the longest silence, and names drawn by chance, of which the expected number is
exact.

Talks that were planned are no part of it, for a note of a talk is written before it in few notebooks, and would give it
away; nor is what tells of new jobs. Cards count as they are today, for they do not say since when. A promise that is
done counts only where the day it was done is noted, one without a day of its own note never. People count from the
first talk or meeting that is noted, so that nobody is counted whom the notebook could not have known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ...snapshot import Snapshot
from ..promises import Promise, promises
from .cadence import Rules
from .pressing import NAMES, WEEK, Pressing
from .who_next import Dates, days_off

WEEKS = 104  # that are looked back upon
_LEAST_KNOWN = 5  # people; in a week with fewer, every list would name most of them
_LEAST_MET = 20  # people there was contact with, each counted once a week
_SHARE = 4  # no list names more than one in so many of those who are known


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of one week: `met` people there was contact with, and how many of them each list named.

    `known` are the people of that week's notebook, `names` how many each list had; `chance` is an expected number.
    """

    since: date
    known: int
    names: int
    met: int
    listed: int
    silence: int
    chance: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """The weeks that can be judged, oldest first; with fewer than `least` people met, the shares say nothing."""

    weeks: tuple[Tested, ...]
    least: int = _LEAST_MET

    @property
    def met(self) -> int:
        """How many people there was contact with, each counted once a week."""
        return sum(week.met for week in self.weeks)

    @property
    def enough(self) -> bool:
        """True where there is so much to judge by that the shares say something."""
        return self.met >= self.least

    def quarters(self) -> list[Tested]:
        """The same by the quarter of the year, `since` being the first of its weeks."""
        groups: dict[tuple[int, int], list[Tested]] = defaultdict(list)
        for week in self.weeks:
            groups[week.since.year, (week.since.month - 1) // 3].append(week)
        return [total(weeks) for _, weeks in sorted(groups.items())]


def backtest(
    snapshot: Snapshot,
    today: date,
    rules: Rules,
    *,
    weeks: int = WEEKS,
    look_ahead: int = 14,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """The weeks before this one that can be judged; `progress` is told how many are done, and of how many."""
    pressing = Pressing(snapshot, today, rules, resting=False)
    dates = Dates(pressing.contacts, look_ahead)
    mine = [one for one in promises(snapshot) if _is_known(one)]
    monday = today - timedelta(days=today.weekday())
    tested = []
    for done in range(weeks):
        day = monday - timedelta(days=WEEK * (weeks - done))
        week = _week(pressing, day, _promised(mine, day), dates.near(day))
        if week is not None:
            tested.append(week)
        if progress:
            progress(done + 1, weeks)
    return Backtest(tuple(tested))


def total(weeks: Iterable[Tested]) -> Tested:
    """Some weeks as one; `known` is of the last of them."""
    found = list(weeks)
    return Tested(
        found[0].since,
        found[-1].known,
        sum(week.names for week in found),
        sum(week.met for week in found),
        sum(week.listed for week in found),
        sum(week.silence for week in found),
        sum(week.chance for week in found),
    )


def _week(pressing: Pressing, day: date, promised: dict[str, int], dated: dict[str, int]) -> Tested | None:
    """One week; None where too few are known, or where there was contact with none of them."""
    number = day.toordinal()
    since = pressing.known(number)
    met = pressing.met(number, number + WEEK - 1).intersection(since)
    if len(since) < _LEAST_KNOWN or not met:
        return None
    listed = [one.id for one in pressing.on(number, promised, dated, known=since).named]
    listed = listed[: max(1, min(NAMES, len(since) // _SHARE))]
    silent = sorted(since, key=lambda one: (since[one], one))[: len(listed)]
    chance = len(met) * len(listed) / len(since)
    return Tested(
        day, len(since), len(listed), len(met), len(met.intersection(listed)), len(met.intersection(silent)), chance
    )


def _is_known(promise: Promise) -> bool:
    """True for a promise of mine of which it can be told whether it was open on a day."""
    noted = promise.owner == "me" and promise.since is not None
    return noted and (promise.status == "open" or promise.done is not None)


def _promised(mine: Iterable[Promise], day: date) -> dict[str, int]:
    """For each person's id the days until the nearest promise that was open in the morning of a day."""
    near: dict[str, int] = {}
    for one in mine:
        if one.since and one.since < day and (one.done is None or one.done >= day):
            days = days_off(one, day)
            for person in one.with_:
                near[person] = min(days, near.get(person, days), key=abs)
    return near
