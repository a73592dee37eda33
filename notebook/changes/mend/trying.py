"""Which problems can be mended: known by trying, for few files have those that a merge left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ...errors import NotebookError, Refused
from ...records import Kind, Problem
from ...schema.read import read_file
from ..threeway import MergeText
from .doubles import DOUBLE, MOST, too_many, without_double
from .markers import without_markers

MARKERS = "conflict-markers"


def tried(
    problems: Sequence[Problem],
    read: Callable[[str], bytes],
    kind_of: Callable[[str], Kind | None],
    merge_text: MergeText,
) -> tuple[tuple[Problem, ...], frozenset[Problem]]:
    """The problems, and those of them that `fix_problems` would mend; nothing is written.

    Where one that a merge left is the user's to mend, its hint says what for.
    """
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_path[problem.path].append(problem)
    fixable = {problem for problem in problems if problem.fix}
    hints: dict[Problem, str] = {}
    for path, found in by_path.items():
        if any(problem.code in (MARKERS, DOUBLE) for problem in found):
            refusals = _refusals(read, path, kind_of(path), found, merge_text)
            left = {problem for problem in found if problem.code in (MARKERS, DOUBLE)}
            fixable = (fixable | left) - refusals.keys()
            hints |= {problem: refusals[problem].hint or "" for problem in left & refusals.keys()}
    shown = tuple(_hinted(problem, hints.get(problem, "")) for problem in problems)
    return shown, frozenset(fixable)


def _refusals(
    read: Callable[[str], bytes], path: str, kind: Kind | None, found: Iterable[Problem], merge_text: MergeText
) -> dict[Problem, NotebookError]:
    """Why those of a file's problems cannot be mended that cannot; none can where its markers have to stay."""
    try:
        raw = read(path)
        if any(problem.code == MARKERS for problem in found):
            raw = without_markers(raw, path, kind, merge_text)
    except NotebookError as fault:
        return dict.fromkeys(found, fault)
    refusals: dict[Problem, NotebookError] = {}
    left = {problem.message.partition('"')[2] for problem in read_file(raw, path, kind)[1] if problem.code == DOUBLE}
    doubles = [problem for problem in found if problem.code == DOUBLE and problem.message.partition('"')[2] in left]
    if len(doubles) > MOST:
        return dict.fromkeys(doubles, too_many(path))
    for problem in doubles:
        try:
            without_double(raw, path, kind, problem.line, problem.column)
        except Refused as fault:
            refusals[problem] = fault
    return refusals


def _hinted(problem: Problem, hint: str) -> Problem:
    """The problem with another hint, where there is one."""
    if not hint:
        return problem
    return Problem(problem.code, problem.severity, problem.path, problem.line, problem.column, problem.message, hint)
