"""What the notes say of an introduction: lines that ask the two, that introduce them, and that ask what came of it.

- [ ] ask [[ana]] whether she would like to meet [[rui]]
- [ ] introduce [[ana]] and [[rui]]: why
- [?] what came of introducing [[ana]] and [[rui]]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...records import AnyRecord, Task
from ...snapshot import Snapshot
from ..promises import note_day, numbered, task_id, wording
from .matches import Pair, pair_of

State = Literal["idea", "proposed", "asking", "agreed", "introduced", "outcome", "declined"]
Step = Literal["ask", "introduce", "outcome"]
# Of a line only these words make an introduction: a question about somebody is none, nor one to be introduced oneself.
_LINK = r"\[\[[^\]\n]+\]\](?!['’]s)"
_WHO = r"(?:(?:the|her|his|their|my|our)\s+(?:[\w-]+\s+){1,3})?"  # her neighbour [[rui]]
_PAIR = rf"{_LINK},?\s+(?:and|&|to|with)\s+{_WHO}{_LINK}"
_KEEN = r"(?:curious|glad|happy|interested|keen|open|willing)"
_WISH = (
    rf"(?:(?:(?:would|might|may)\s+(?:\w+\s+)?|['’]d\s+)(?:like|love|want|care|be\s+{_KEEN})|wants?|"
    rf"(?:is|are)\s+{_KEEN})"
)  # fmt: skip
_MEET = (
    r"\s+(?:(?:to|in)\s+)?(?:meet(?:ing)?|(?:be(?:ing)?\s+)(?:introduced|put\s+in\s+touch|connected)|"
    r"an\s+introduction|get(?:ting)?\s+to\s+know)"
)
_MAY = (
    r"(?:I\s+(?:may|can|could|might|should)|it\s+(?:is|would\s+be)\s+\w+\s+(?:to|if\s+I))\s+"
    r"(?:introduce|put|connect)"
)
_THEM = r"(?:\s+(?:her|him|them))?(?:\s+in\s+touch)?"
_WHETHER = r"\s+(?:whether|if)\s+[^\[\].?!]*?\b"
_ENDS = r"(?:\s+(?:each\s+other|one\s+another))?\s*(?:$|[.,:;(?])"
_BOTH = rf"ask\s+(?:both\s+)?{_LINK}\s+(?:and|&)\s+{_LINK}"
_FORMS: tuple[tuple[Step, str], ...] = (
    ("ask", rf"ask\s+{_LINK}{_WHETHER}(?:{_WISH}{_MEET}|{_MAY}{_THEM})(?:\s+(?:to|with))?\s+{_WHO}{_LINK}"),
    ("ask", rf"{_BOTH}{_WHETHER}(?:{_WISH}{_MEET}|{_MAY}{_THEM}){_ENDS}"),
    ("introduce", rf"introduced?\s+(?:both\s+)?{_PAIR}"),
    ("introduce", rf"(?:put|br(?:ing|ought))\s+{_PAIR}\s+(?:in(?:to)?\s+(?:touch|contact)|together)"),
    ("introduce", rf"put\s+{_LINK}\s+in(?:to)?\s+(?:touch|contact)\s+with\s+{_LINK}"),
    ("outcome", rf"what\s+(?:came|has\s+come|became)\s+of\s+(?:introducing|the\s+introduction\s+of)\s+{_PAIR}"),
)  # fmt: skip
_STARTS = tuple((step, re.compile(form, re.IGNORECASE)) for step, form in _FORMS)
_ASKS_BOTH = re.compile(_BOTH, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A task line about an introduction: what it is for, whom it asks (ids), its words as a person reads them.

    `mark` is as in the note (` ` open, `x` done, `-` dropped, `?` to ask), `id` what `notebook done` takes, `since`
    the day of the note and `done` the day it was ticked, where they have one.
    """

    step: Step
    who: tuple[str, ...]
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
                asked = () if step != "ask" else tuple(ids) if _ASKS_BOTH.match(task.text) else (ids[0],)
                found[pair][record.path, task.line] = _line(snapshot, record, task, before, step, asked)
    return {pair: tuple(lines[place] for place in sorted(lines)) for pair, lines in found.items()}


def steps_of(pair: Pair, lines: Sequence[Line], introduced: bool) -> Steps:
    """How far it is by these lines, and by whether a talk says `introduced:` of the two.

    Who asks anew after a no begins again: then only the lines from there on count.
    """
    if introduced or any(one.step == "outcome" or (one.step == "introduce" and one.mark == "x") for one in lines):
        closed = next((one for one in lines if one.step == "outcome" and one.mark in "x-"), None)
        words = closed.text.partition(": ")[2] or None if closed else None
        return Steps("outcome" if closed else "introduced", (), words)
    lines = last_try(lines)
    asks = [one for one in lines if one.step == "ask"]
    asked = {who for one in asks if one.mark == "x" for who in one.who}
    waiting = tuple(one for one in pair if one not in asked)
    planned = {who for one in asks for who in one.who}
    to_ask = tuple(one for one in waiting if one in planned) or waiting
    if any(one.mark == "-" for one in lines):
        return Steps("declined", (), None)
    if not lines:
        return Steps("idea", to_ask, None)
    state: State = "asking" if asked else "proposed"
    return Steps("agreed" if not to_ask else state, to_ask, None)


def last_try(lines: Sequence[Line]) -> list[Line]:
    """The lines from the last time on that the two were to be asked; by the days of the notes, then as they stand.

    Somebody is asked anew after an earlier no on a later day, after a whole list of lines, or when asked twice.
    """
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.since or date.min, one.path, one.line)):
        if line.step == "ask" and line.mark != "-":
            noes = [one for one in found if one.mark == "-"]
            later = any((one.since or date.min) < (line.since or date.min) for one in noes)
            again = any(set(one.who) & set(line.who) for one in noes)
            whole = {one.step for one in found} >= {"ask", "introduce"}
            if noes and (later or again or whole):
                found = []
        found.append(line)
    return found


def _step(task: Task) -> Step | None:
    """What a line of the owner's own is for; None for any other."""
    if task.owner is not None or len(task.references) < 2:
        return None
    return next((step for step, start in _STARTS if start.match(task.text)), None)


def _line(snapshot: Snapshot, record: AnyRecord, task: Task, before: int, step: Step, who: tuple[str, ...]) -> Line:
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
