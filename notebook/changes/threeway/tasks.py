"""Promises and threads that several versions know, merged part by part: the mark, when it was done, when it is due.

The merged line is put into every version, so that the text merge sees no change there, and none beside a change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ...records import PartialDate, Task
from ...text.body import read_body
from .wordings import certain_successors

_HEAD = re.compile(r"[ \t*+.)0-9-]*\[")
_DONE = re.compile(r"[ \t]*(?:\bdone:[ \t]?|✅[ \t]*)(\"[^\"]+\"|\S+)")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+")
_COMPARED = 2000  # pairs of tasks
_NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """The line of a task: its place among the lines, its text without the line's end, and what it says."""

    at: int
    line: str
    task: Task

    @property
    def head(self) -> str:
        """What stands before the mark."""
        found = _HEAD.match(self.line)
        return found[0] if found else ""

    @property
    def done(self) -> str:
        """The done date as it is written, with the blank before it."""
        found = _DONE.search(self.line) if self.task.done else None
        return found[0] if found else ""


ByWords: TypeAlias = dict[str, list[TaskLine]]


def settle_tasks(base: str, ours: str, theirs: str) -> tuple[str, str, str]:
    """The three bodies with the tasks alike that can be merged; those that clash stay as they are."""
    bodies = [text.split("\n") for text in (base, ours, theirs)]
    known, mine, other = (_by_words(text) for text in (base, ours, theirs))
    for words, own in mine.items():
        three = [known.get(words, []), own, other.get(words, [])]
        if len(three[2]) != len(own) or len(three[0]) not in (0, len(own)):
            continue
        for place in range(len(own)):
            before = three[0][place] if three[0] else None
            line = _merged(before, own[place], three[2][place])
            if line is None:
                continue
            for lines, there in zip(bodies, (before, own[place], three[2][place]), strict=True):
                if there:
                    lines[there.at] = line + lines[there.at][len(there.line) :]
    for line, places in _reworded(known, mine, other):
        for lines, there in zip(bodies, places, strict=True):
            lines[there.at] = line + lines[there.at][len(there.line) :]
    first, second, third = ("\n".join(lines) for lines in bodies)
    return first, second, third


def _reworded(known: ByWords, ours: ByWords, theirs: ByWords) -> list[tuple[str, tuple[TaskLine, ...]]]:
    """The merged lines of tasks that one side alone reworded and the other changed, with the lines they stand for."""
    found: list[tuple[str, tuple[TaskLine, ...]]] = []
    for side, across, swapped in ((ours, theirs, False), (theirs, ours, True)):
        for before, new in _successors(known, side):
            there = across.get(_words_of(before), [])
            if _words_of(new) in across or len(there) != 1 or there[0].line == before.line:
                continue
            base, other = (_with_words(line, before.task.text, new.task.text) for line in (before, there[0]))
            line = _merged(base, new, other) if base and other else None
            if line is not None:
                found.append((line, (before, there[0], new) if swapped else (before, new, there[0])))
    return found


def _successors(known: ByWords, side: ByWords) -> list[tuple[TaskLine, TaskLine]]:
    """The tasks that are gone, each with the new one that is its other wording, and no other one's."""
    gone = [lines[0] for words, lines in known.items() if words not in side and len(lines) == 1]
    new = [lines[0] for words, lines in side.items() if words not in known and len(lines) == 1]
    if not gone or not new or len(gone) * len(new) > _COMPARED:
        return []
    pairs = certain_successors([line.task.text for line in gone], [line.task.text for line in new])
    found = [(gone[at], new[there]) for at, there in pairs.items()]
    return [(one, other) for one, other in found if (one.head, _owner(one)) == (other.head, _owner(other))]


def _with_words(line: TaskLine, old: str, new: str) -> TaskLine | None:
    """The task with other words; None where they cannot be told from the rest of its line."""
    if line.line.count(old) != 1:
        return None
    text = line.line.replace(old, new)
    tasks = read_body(text.lstrip(" \t"), 0).tasks
    if len(tasks) != 1:
        return None
    known = line.task
    same = (tasks[0].mark, tasks[0].due, tasks[0].done, tasks[0].text) == (known.mark, known.due, known.done, new)
    return TaskLine(line.at, text, tasks[0]) if same else None


def _owner(line: TaskLine) -> str:
    return line.task.owner.text if line.task.owner else ""


def _words_of(line: TaskLine) -> str:
    """What the task says, without mark and dates."""
    return f"{line.head}{_owner(line)}: {' '.join(line.task.text.split())}"


def _by_words(body: str) -> ByWords:
    """The tasks by what they say, without mark and dates."""
    lines = body.split("\n")
    found: dict[str, list[TaskLine]] = defaultdict(list)
    for task in read_body(body, 0).tasks:
        line = TaskLine(task.line, lines[task.line].removesuffix("\r"), task)
        if line.head:
            found[_words_of(line)].append(line)
    return found


def _merged(base: TaskLine | None, ours: TaskLine, theirs: TaskLine) -> str | None:
    """The line both sides come to; None where they clash, or where one line cannot say it."""
    if ours.line == theirs.line or (base and base.line in (ours.line, theirs.line)):
        return theirs.line if base and ours.line == base.line else ours.line
    mark = _mark(base, ours, theirs)
    if mark is None:
        return None
    if ours.task.due == theirs.task.due or (base and theirs.task.due == base.task.due):
        source = ours
    elif (base and ours.task.due == base.task.due) or (base is None and ours.task.due is None):
        source = theirs
    elif base is None and theirs.task.due is None:
        source = ours
    else:
        return None
    unmarked = [one for one in (ours, theirs) if one.task.mark != mark]
    if any(one.task.done != (base.task.done if base else None) for one in unmarked):
        return None  # it says when it was done, where the other side says that it is not
    done = _done([one for one in (ours, theirs) if one.task.mark == mark], base)
    if source.task.mark == mark and source.task.done == done.task.done:
        return source.line
    line = _with(source, done)
    wanted = (mark, source.task.due, done.task.done, " ".join(source.task.text.split()))
    read = read_body(line.lstrip(" \t"), 0).tasks
    if len(read) == 1 and (read[0].mark, read[0].due, read[0].done, " ".join(read[0].text.split())) == wanted:
        return line
    return None


def _mark(base: TaskLine | None, ours: TaskLine, theirs: TaskLine) -> str | None:
    """The mark both sides come to: done beats open; None where one says done and the other dropped."""
    mine, other = ours.task.mark, theirs.task.mark
    if base and mine != other and base.task.mark in (mine, other):
        return other if mine == base.task.mark else mine
    if mine == other:
        return mine
    return "x" if "x" in (mine, other) and {mine, other} & {" ", "?"} else None


def _done(marked: list[TaskLine], base: TaskLine | None) -> TaskLine:
    """Which of the lines with the right mark says when it was done: the one that changed that, else the earlier."""
    if len(marked) == 1 or marked[0].task.done == marked[1].task.done:
        return marked[0]
    if base and base.task.mark == marked[0].task.mark:
        for one, another in (marked, marked[::-1]):
            if another.task.done == base.task.done:
                return one
    return min(marked, key=lambda one: _day(one.task.done))


def _day(day: PartialDate | None) -> date:
    return (day.earliest if day else None) or _NEVER


def _with(source: TaskLine, done: TaskLine) -> str:
    """The line with the mark and the done date of another."""
    mark = done.line[len(done.head)]
    line = source.line
    if source.done:
        line = line.replace(source.done, "", 1)
    line = line[: len(source.head)] + mark + line[len(source.head) + 1 :]
    words = line.rstrip()
    last = words.split()[-1]
    if _BLOCK_ID.fullmatch(last):
        words = words.removesuffix(last).rstrip()
    return words + done.done + line[len(words) :]
