"""Problems that a sync has made by bringing together what each side had right: said at once, not found later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..records import Problem
    from .session import Session

_SHOWN = 2


def problems_now(session: Session) -> tuple[Problem, ...] | None:
    """The errors and warnings of the whole vault as it is now; None where it cannot be read."""
    from ..crosscheck import all_problems
    from ..errors import NoVault
    from ..vault.reading.load import load
    from . import clock

    try:
        reading = session.progress("Reading")
        vault = load(session.root, cache=session.cache, now_ns=clock.now_ns(), say=session.say, progress=reading)
    except NoVault:
        return None
    found = all_problems(vault.snapshot, hints=False)
    return tuple(problem for problem in found if problem.severity != "note")


def say_new_problems(session: Session, before: tuple[Problem, ...] | None) -> None:
    """Says which problems there are now that were not there before; a line further down is no other problem."""
    now = problems_now(session) if before is not None else None
    if before is None or now is None:
        return
    known = Counter((problem.path, problem.code, problem.message) for problem in before)
    new = []
    for problem in now:
        key = (problem.path, problem.code, problem.message)
        if known[key] > 0:
            known[key] -= 1
        else:
            new.append(problem)
    # One that has come along with a file which is called otherwise now is none, either.
    moved = Counter(key[1:] for key in known.elements())
    found = []
    for problem in new:
        if moved[problem.code, problem.message] > 0:
            moved[problem.code, problem.message] -= 1
        else:
            found.append(problem)
    _say(session, found, "new ")


def say_problems_in(session: Session, paths: Collection[str]) -> None:
    """Says what is wrong in these files now."""
    now = problems_now(session) if paths else None
    _say(session, [problem for problem in now or () if problem.path in paths], "")


def _say(session: Session, found: Sequence[Problem], which: str) -> None:
    if not found:
        return
    session.say(f"{len(found)} {which}problem{'' if len(found) == 1 else 's'}: notebook check")
    for problem in found[:_SHOWN]:
        session.say(f"  {problem.path}:{problem.line} {problem.message}")
