"""What became of the promises and threads of a note from one version to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...records import Task
from ...text.folding import fold

_ALIKE = 0.6  # of the words of two lines, for one to be the other put in other words


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task before and after; None where it was not there."""

    old: Task | None
    new: Task | None


def task_changes(old: Iterable[Task], new: Iterable[Task]) -> Iterator[TaskChange]:
    """The tasks that came, went, or have another mark, day or wording, in the order of the note as it is now."""
    before: dict[tuple[str, str], list[Task]] = defaultdict(list)
    for task in old:
        before[_key(task)].append(task)
    pairs = [(task, before[_key(task)].pop(0) if before[_key(task)] else None) for task in new]
    gone = [task for tasks in before.values() for task in tasks]
    for task, was in pairs:
        if was is None:
            was = next((one for one in gone if _is_reworded(one, task)), None)
            if was is not None:
                gone.remove(was)
        if was is None or (was.mark, was.due, fold(was.text)) != (task.mark, task.due, fold(task.text)):
            yield TaskChange(was, task)
    for task in sorted(gone, key=lambda task: task.line):
        yield TaskChange(task, None)


def _key(task: Task) -> tuple[str, str]:
    return fold(task.text), fold(task.owner.text) if task.owner else ""


def _is_reworded(old: Task, new: Task) -> bool:
    before, after = (task.text.casefold().split() for task in (old, new))
    return old.mark == new.mark and SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE
