"""Promises and threads that several versions know, merged part by part: the mark, when it was done, when it is due.

The merged line is put into every version, so that the text merge sees no change there, and none beside a change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ...records import PartialDate, Task
from ...text.body import read_body

_HEAD = re.compile(r"[ \t*+.)0-9-]*\[")
_DONE = re.compile(r"[ \t]*(?:\bdone:[ \t]?|✅[ \t]*)(\"[^\"]+\"|\S+)")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+")
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
    first, second, third = ("\n".join(lines) for lines in bodies)
    return first, second, third


def _by_words(body: str) -> dict[str, list[TaskLine]]:
    """The tasks by what they say, without mark and dates."""
    lines = body.split("\n")
    found: dict[str, list[TaskLine]] = defaultdict(list)
    for task in read_body(body, 0).tasks:
        line = TaskLine(task.line, lines[task.line].removesuffix("\r"), task)
        owner = task.owner.text if task.owner else ""
        if line.head:
            found[f"{line.head}{owner}: {' '.join(task.text.split())}"].append(line)
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
