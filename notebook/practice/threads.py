"""Threads: what to ask about next time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..snapshot import Snapshot
from .promises import concerned, note_day, numbered, task_id, wording


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
