"""What the vault needs."""

from __future__ import annotations

from ...crosscheck import all_problems
from ..context import Context, Found
from ..model import NeedsLine, Note

_SHOWN = 3


def needs_section(context: Context) -> Found:
    """How many problems there are but for notes, and the first of them."""
    problems = [problem for problem in all_problems(context.snapshot, hints=False) if problem.severity != "note"]
    if not problems:
        return Found(())
    files = len({problem.path for problem in problems})
    first = tuple(Note(one.code, one.message, one.path, one.line) for one in problems[:_SHOWN])
    return Found((NeedsLine(len(problems), files, first),), "notebook check")
