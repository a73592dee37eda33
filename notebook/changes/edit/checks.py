"""What would be wrong in a file, said before it is written."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from ...errors import UsageFault
from ...records import AnyRecord, Problem
from ...schema.fields import Field
from ...schema.read import read_file
from ...text.writing import note
from ..values import simple

_LINE = re.compile(r"\bline \d+")
_OF_THE_WHOLE = ("missing-date", "missing-people", "end-before-start")  # what one field alone cannot be blamed for


def check_value(record: AnyRecord, field: Field, value: Any) -> None:
    """Raises UsageFault where the value would be wrong in any file, whatever stands there now."""
    raw = note({field.name: simple(field, value)}).encode("utf-8", "replace")
    for problem in read_file(raw, record.path, record.kind)[1]:
        if problem.code not in _OF_THE_WHOLE:
            raise _fault(problem)


def check_no_worse(before: bytes, after: bytes, record: AnyRecord) -> None:
    """Raises UsageFault with the first problem that the record's file has after an edit and had not before."""
    path, kind = record.path, record.kind
    changed, problems = read_file(after, path, kind)
    stated = read_file(before, path, None)[0] is not None and read_file(after, path, None)[0] is None
    if changed is None or changed.kind != kind or stated:
        raise UsageFault(f"With this the file would be no {kind}.", f"notebook edit {record.id} opens it.")
    known = Counter(_sentence(problem) for problem in read_file(before, path, kind)[1])
    for problem in problems:
        known[_sentence(problem)] -= 1
        if known[_sentence(problem)] < 0:
            raise _fault(problem)


def _fault(problem: Problem) -> UsageFault:
    # What `check` lets pass with a word is not what a person wants to have typed.
    return UsageFault(
        problem.message.replace(" is kept as your own word.", " looks like a slip."), problem.hint or None
    )


def _sentence(problem: Problem) -> tuple[str, str]:
    """A problem apart from its place."""
    return problem.code, _LINE.sub("line", problem.message)
