"""Promises by their words: how often each may stand in what was merged, and what it may say there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias, TypeVar

from ...records import PartialDate, Task
from ...text.body import read_body

T = TypeVar("T")


class Meant(NamedTuple):
    """What a promise says beside its words."""

    mark: str
    due: PartialDate | None
    done: PartialDate | None


class Count(NamedTuple):
    """How often something stands in three versions."""

    base: int
    ours: int
    theirs: int


Promises: TypeAlias = dict[str, list[Meant]]  # by their words


def promises_of(body: str) -> tuple[Promises, set[int]]:
    """What each promise and thread of a body says, by its words; and the numbers of their lines, from 0."""
    tasks = read_body(body, 0).tasks
    found: Promises = defaultdict(list)
    for task in tasks:
        found[_words(task)].append(Meant(task.mark, task.due, task.done))
    return dict(found), {task.line for task in tasks}


def with_shared(base: str, ours: str, theirs: str) -> str:
    """A body that both sides can have come from: the lines of theirs that ours has too, be it in another order.

    Of a promise that stands once in each, it has the line that says less; `base` is taken where there is none.
    """
    held = Counter(ours.split("\n"))
    lines = theirs.split("\n")
    less = dict(_lesser(ours, theirs))
    found = []
    for number, line in enumerate(lines):
        if number in less:
            found.append(less[number])
        elif held[line]:
            held[line] -= 1
            found.append(line)
    return "\n".join(found) if any(line.strip() for line in found) else base


def counted(count: Count) -> tuple[int, int]:
    """How often it has to stand in what was merged at least, and at most."""
    base, ours, theirs = count
    least = min(max(ours, theirs), max(0, ours + theirs - base))
    most = theirs if ours == base else ours if theirs == base else max(ours, theirs)
    return least, most


def promise_fault(base: Promises, ours: Promises, theirs: Promises, after: Promises) -> Iterator[str]:
    """The words of the promises that are there too seldom or too often, or say what neither side meant by them."""
    for words in {**base, **ours, **theirs, **after}:
        before, mine, other, now = (side.get(words, []) for side in (base, ours, theirs, after))
        least, most = counted(Count(len(before), len(mine), len(other)))
        if not least <= len(now) <= most:
            yield words
        elif len(mine) == len(other) == 1 and len(before) <= 1:
            if now != [_merged(before[0] if before else None, mine[0], other[0])]:
                yield words
        else:
            for one in {*before, *mine, *other, *now}:
                least, most = counted(Count(before.count(one), mine.count(one), other.count(one)))
                if not least <= now.count(one) <= most:
                    yield words


def _merged(base: Meant | None, ours: Meant, theirs: Meant) -> Meant | None:
    """What two say of one promise; None where they differ. Done goes before open."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    marks = _agreed(base.mark if base else "", ours.mark, theirs.mark)
    if not marks and "x" in (ours.mark, theirs.mark) and {ours.mark, theirs.mark} & {" ", "?"}:
        marks = ["x"]
    due = _agreed(base.due if base else None, ours.due, theirs.due)
    done = _agreed(base.done if base else None, ours.done, theirs.done)
    return Meant(marks[0], due[0], done[0]) if marks and due and done else None


def _agreed(base: T, ours: T, theirs: T) -> list[T]:
    """What the two come to; nothing where each has changed it in its own way."""
    if theirs in (ours, base):
        return [ours]
    return [theirs] if ours == base else []


def _lesser(ours: str, theirs: str) -> Iterator[tuple[int, str]]:
    """By the number of a line in theirs, the line that says less, of each promise that stands once on each side."""
    mine, other = _single(ours), _single(theirs)
    for words, (number, meant, line) in other.items():
        if words not in mine:
            continue
        _, own, own_line = mine[words]
        if _merged(None, own, meant) == meant and _indent(own_line) == _indent(line):
            yield number, own_line
        elif _merged(None, own, meant) == own:
            yield number, line


def _single(body: str) -> dict[str, tuple[int, Meant, str]]:
    """The promises whose words stand once: the number of the line, what it says, and the line."""
    lines = body.split("\n")
    tasks = read_body(body, 0).tasks
    often = Counter(map(_words, tasks))
    return {
        _words(task): (task.line, Meant(task.mark, task.due, task.done), lines[task.line])
        for task in tasks
        if often[_words(task)] == 1
    }


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _words(task: Task) -> str:
    owner = task.owner.text if task.owner else ""
    return " ".join(f"{owner} {task.text}".split()).casefold()
