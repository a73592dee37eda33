"""Problems as lines and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from ..records import Problem
from .terminal import Style, clean, paint, width_of

_STYLES: dict[str, Style] = {"error": "red", "warning": "yellow", "note": "dim"}


def problem_lines(problems: Iterable[Problem], width: int, fixable: Collection[Problem] | None = None) -> Iterator[str]:
    """One line a problem: place, code, message and hint; the hint goes below where the line is full.

    `fixable` are those that can be mended, by default those with a fix.
    """
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        hint = f"{problem.hint}  (check --fix)" if _is_fixable(problem, fixable) else problem.hint
        parts = [clean(part) for part in (place, problem.code, problem.message, hint) if part]
        styles: tuple[Style, ...] = ("bold", _STYLES[problem.severity], "", "dim")
        painted = [paint(part, style) for part, style in zip(parts, styles, strict=False)]
        if problem.hint and width_of("  ".join(parts)) > width:
            yield "  ".join(painted[:3])
            yield f"    {painted[3]}"
        else:
            yield "  ".join(painted)


def summary(problems: Sequence[Problem], files: int) -> str:
    """The last line: how many problems, in how many of the files."""
    among = f"{files} file{'s' if files != 1 else ''}"
    if not problems:
        return f"No problems in {among}."
    touched = len({problem.path for problem in problems})
    count = len(problems)
    mere = sum(problem.severity == "note" for problem in problems)
    notes = f" ({mere} {'note' if mere == 1 else 'notes'})" if mere else ""
    return f"{count} problem{'s' if count > 1 else ''}{notes} in {touched} of {among}"


def _is_fixable(problem: Problem, fixable: Collection[Problem] | None) -> bool:
    return problem.fix is not None if fixable is None else problem in fixable


def problem_shape(problem: Problem, fixable: Collection[Problem] | None = None) -> dict[str, Any]:
    """The JSON object of a problem."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
        "fixable": _is_fixable(problem, fixable),
    }
