"""The promises in a text as files keep them: ids for the names of who promised, days for the words that say when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..errors import UsageFault
from ..records import Task
from ..snapshot import Snapshot
from ..text.dates import Lean, read_partial_date, read_span
from .names import find_contact

_MARKS: tuple[tuple[str, re.Pattern[str], Lean], ...] = (
    ("due", re.compile(r"\bdue:\s?|📅\s*"), "future"),
    ("done", re.compile(r"\bdone:\s?|✅\s*"), "past"),
)
_QUOTED = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"\S+")
_ENDING = " .,;!)"
_MOST_WORDS = 5  # Friday, the 27th of November 2026 has one more, and nobody writes it


def as_kept(text: str, tasks: Iterable[Task], snapshot: Snapshot, today: date) -> str:
    """The text with these tasks of it as files keep them.

    Raises NoSuchRecord where a promise is nobody's or could be that of two, UsageFault where its day is none.
    """
    lines = text.split("\n")
    for task in tasks:
        line = _with_id(lines[task.line - 1], task, snapshot)
        for key, mark, lean in _MARKS:
            line = _with_day(line, key, mark, today, lean)
        lines[task.line - 1] = _with_due(line, task, today)
    return "\n".join(lines)


def _with_id(line: str, task: Task, snapshot: Snapshot) -> str:
    """The line with the id of who promised in the place of a name."""
    if task.owner is None:
        return line
    start = task.owner.column - 1
    return line[:start] + line[start:].replace(task.owner.text, find_contact(task.owner.text, snapshot), 1)


def _with_day(line: str, key: str, mark: re.Pattern[str], today: date, lean: Lean) -> str:
    """The line with the day that the words after the mark mean; raises UsageFault where they mean none."""
    found = mark.search(line)
    rest = line[found.end() :] if found else ""
    if not found or not rest.strip():
        return line
    start = line[: found.end()]
    quoted = _QUOTED.match(rest)
    if quoted:
        day = _day(quoted[1], today, lean)
        if day:
            return f"{start}{day}{rest[quoted.end() :]}"
        raise _no_day(quoted[1], key)
    words = [word.end() for word in _WORD.finditer(rest)][:_MOST_WORDS]
    first = rest[: words[0]].strip(_ENDING)
    kept = read_partial_date(first)
    if kept and kept.earliest:
        return line
    for end in reversed(words):
        said = rest[:end].rstrip(_ENDING)
        day = _day(said, today, lean)
        if not day:
            continue
        after = rest[len(said) :]
        if end == words[0] or not after.strip(_ENDING):
            return f"{start}{day}{after}"
        # `due:may 5 copies`: a day and a number look alike.
        raise _no_day(first, key, f'Write {key}:{day}, or {key}:"{said}".')
    raise _no_day(first, key)


def _with_due(line: str, task: Task, today: date) -> str:
    """An open promise that ends in `by friday` with the day for it; the same line where its day is said otherwise."""
    before, _, said = line.rpartition("by ")
    promised = task.text.rpartition("by ")[0].strip(" (")
    if task.mark != " " or task.due or not promised or before[-1:] not in (" ", "(") or _MARKS[0][1].search(line):
        return line
    day = _day(said.rstrip(_ENDING), today, "future")
    return f"{before.rstrip(' (')} due:{day}" if day else line


def _day(words: str, today: date, lean: Lean) -> date | None:
    """The day that the words mean, of several the last."""
    try:
        return read_span(words, today, lean)[1]
    except UsageFault:
        return None


def _no_day(said: str, key: str, hint: str | None = None) -> UsageFault:
    example = "due:tomorrow, due:friday" if key == "due" else "done:yesterday"
    return UsageFault(f'"{said}" is not a date.', hint or f"Write {example} or {key}:YYYY-MM-DD.")
