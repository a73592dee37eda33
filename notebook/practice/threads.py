"""Threads: what to ask about next time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..records import PartialDate
from ..snapshot import Snapshot
from ..text.folding import fold
from .care import days_in
from .promises import concerned, note_day, numbered, task_id, wording

# Words of a question that is asked before the day it names.
_BEFOREHAND = re.compile(r"\b(?:still|will|shall|going to|ready)\b")


@dataclass(frozen=True, slots=True)
class Thread:
    """One open thread: its words, whom to ask, the day of the note it stands in; `id` stays while the words do."""

    id: str
    text: str
    with_: tuple[str, ...]
    since: date | None
    path: str
    line: int


def threads(snapshot: Snapshot) -> tuple[Thread, ...]:
    """Every open thread, newest first."""
    found = [
        Thread(
            task_id(record, task, before),
            wording(snapshot, task.text),
            concerned(snapshot, record, task),
            note_day(record),
            record.path,
            task.line,
        )
        for record in snapshot.open_notes
        for task, before in numbered(record)
        if task.mark == "?"
    ]
    found.sort(key=lambda thread: (thread.path, thread.line))
    return tuple(sorted(found, key=lambda thread: thread.since or date.min, reverse=True))


def by_person(found: Iterable[Thread]) -> dict[str, list[Thread]]:
    """Threads by the id of each person to ask."""
    people: dict[str, list[Thread]] = defaultdict(list)
    for thread in found:
        for person in thread.with_:
            people[person].append(thread)
    return people


def rests(text: str, since: date | None, today: date) -> bool:
    """True for a thread that is not to be asked yet: the days it names are all ahead. See `rests_until`."""
    return rests_until(text, since, today) is not None


def rests_until(text: str, since: date | None, today: date) -> date | None:
    """The first of the days a thread names where all are after `today`, None where it can be asked.

    A day without its year is the one nearest to `since`, the day of the note, or to today where that is unknown.
    "Is 6 December still the day" can be asked.
    """
    if not any(letter.isdigit() for letter in text) or _BEFOREHAND.search(fold(text)):
        return None
    days = [found for day in days_in(text) if (found := _nearest(day, since or today))]
    first = min(days, default=today)
    return first if first > today else None


def _nearest(day: PartialDate, to: date) -> date | None:
    if day.year is not None:
        return day.whole
    around = (day.in_year(year) for year in range(to.year - 1, to.year + 2) if date.min.year <= year <= date.max.year)
    return min((found for found in around if found), key=lambda found: abs(found - to), default=None)
