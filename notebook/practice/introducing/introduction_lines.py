"""What the notes say of an introduction: lines that ask the two, that introduce them, and that ask what came of it.

- [ ] ask [[ana]] whether she would like to meet [[rui]]
- [ ] introduce [[ana]] and [[rui]]: why
- [?] what came of introducing [[ana]] and [[rui]]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...records import AnyRecord, Task
from ...snapshot import Snapshot
from ..promises import note_day, numbered, task_id, wording
from .matches import Pair, pair_of

State = Literal["idea", "proposed", "asking", "agreed", "introduced", "outcome", "declined"]
Step = Literal["ask", "introduce", "outcome"]
# How a line starts; one that asks says whether or if, so that a question about somebody is none.
_STARTS: tuple[tuple[Step, re.Pattern[str]], ...] = (
    ("ask", re.compile(r"ask\b.*\b(?:whether|if|to meet)\b", re.IGNORECASE)),
    ("introduce", re.compile(r"introduce\b", re.IGNORECASE)),
    ("outcome", re.compile(r"what came of introducing\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A task line about an introduction: what it is for, whom it asks (an id), its words as a person reads them.

    `mark` is as in the note (` ` open, `x` done, `-` dropped, `?` to ask), `id` what `notebook done` takes, `since`
    the day of the note and `done` the day it was ticked, where they have one.
    """

    step: Step
    who: str
    mark: str
    text: str
    since: date | None
    done: date | None
    id: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Steps:
    """How far an introduction is: the state, whom to ask next, and what came of it in the user's words."""

    state: State
    to_ask: tuple[str, ...]
    outcome: str | None


def lines_of_pairs(snapshot: Snapshot, records: Iterable[AnyRecord]) -> dict[Pair, tuple[Line, ...]]:
    """The lines in these notes by the two contacts they are about, in the order of the notes."""
    mine = snapshot.owner.id if snapshot.owner else None
    found: dict[Pair, dict[tuple[str, int], Line]] = defaultdict(dict)
    for record in records:
        for task, before in numbered(record) if record.tasks else ():
            step = _step(task)
            people = dict.fromkeys(snapshot.contact_id(one) for one in task.references) if step else {}
            ids = [one for one in people if one and one != mine]
            if step and len(ids) == 2 and None not in people:
                pair = pair_of(*ids)
                found[pair][record.path, task.line] = _line(snapshot, record, task, before, step, ids[0])
    return {pair: tuple(lines[place] for place in sorted(lines)) for pair, lines in found.items()}


def steps_of(pair: Pair, lines: Sequence[Line], introduced: bool) -> Steps:
    """How far it is by these lines, and by whether a talk says `introduced:` of the two."""
    marks: Mapping[Step, list[Line]] = {step: [one for one in lines if one.step == step] for step, _ in _STARTS}
    asked = {one.who for one in marks["ask"] if one.mark == "x"}
    waiting = tuple(one for one in pair if one not in asked)
    planned = {one.who for one in marks["ask"]}
    to_ask = tuple(one for one in waiting if one in planned) or waiting
    if introduced or any(one.mark == "x" for one in marks["introduce"]):
        closed = next((one for one in marks["outcome"] if one.mark in "x-"), None)
        words = closed.text.partition(": ")[2] or None if closed else None
        return Steps("outcome" if closed else "introduced", (), words)
    if any(one.mark == "-" for one in lines):
        return Steps("declined", (), None)
    if not lines:
        return Steps("idea", to_ask, None)
    state: State = "asking" if asked else "proposed"
    return Steps("agreed" if not to_ask else state, to_ask, None)


def _step(task: Task) -> Step | None:
    """What a line of the owner's own is for; None for any other."""
    if task.owner is not None or len(task.references) < 2:
        return None
    return next((step for step, start in _STARTS if start.match(task.text)), None)


def _line(snapshot: Snapshot, record: AnyRecord, task: Task, before: int, step: Step, who: str) -> Line:
    return Line(
        step,
        who,
        task.mark,
        wording(snapshot, task.text),
        note_day(record),
        task.done.latest if task.done else None,
        task_id(record, task, before),
        record.path,
        task.line,
    )
