"""Graphviz, where the user asks for one of its layouts: it is given numbers and lengths, and says what stands where."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import ProgramFailed

if TYPE_CHECKING:
    from ..practice.ties import Ties

_INCH = 72.0  # units of the drawing
_HIGH = 0.5  # inches for a dot and the name under it
_SECONDS = 120


def placed(found: Ties, program: str) -> dict[str, tuple[float, float]]:
    """Where those with a tie stand, in units of the drawing; raises ProgramFailed where the program cannot say."""
    command = shutil.which(program)
    if command is None:
        hint = "Graphviz is not installed; without --layout, the notebook draws it by itself."
        raise ProgramFailed(f"There is no program {program}.", hint)
    alone = set(found.alone)
    ids = [contact.id for contact in found.people if contact.id not in alone]
    asked = "\n".join(_graph(found, ids))
    try:
        done = subprocess.run(
            [command, "-Tplain"], input=asked, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        hint = "A QUERY that picks fewer people helps."
        raise ProgramFailed(f"{program} was not done after {_SECONDS} seconds.", hint) from None
    except OSError as fault:
        raise ProgramFailed(f"{program} cannot be run: {fault.strerror}.") from None
    if done.returncode != 0:
        raise ProgramFailed(f"{program} stopped with code {done.returncode}.", done.stderr.strip()[:200])
    try:
        places = dict(_read(done.stdout, ids))
    except (ValueError, IndexError):
        places = {}
    if places.keys() != set(ids):
        raise ProgramFailed(f"{program} did not say where everybody stands.")
    return places


def _graph(found: Ties, ids: list[str]) -> Iterator[str]:
    from ..render.drawing import name_width

    number = {one: at for at, one in enumerate(ids)}
    names = {contact.id: contact.name for contact in found.people}
    yield "graph { overlap=false; node [shape=box, fixedsize=true, label=x];"
    for one, at in number.items():
        yield f"n{at} [width={name_width(names[one]) / _INCH + 0.2:.2f}, height={_HIGH}];"
    for tie in found.ties:
        yield f"n{number[tie.one]} -- n{number[tie.other]};"
    yield "}"


def _read(said: str, ids: list[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The places by id; Graphviz counts from the foot up."""
    lines = [line.split() for line in said.splitlines()]
    high = next((float(words[3]) for words in lines if words[:1] == ["graph"]), 0.0)
    for words in lines:
        if words[:1] == ["node"]:
            x, y = float(words[2]), high - float(words[3])
            yield ids[int(words[1][1:])], (x * _INCH, y * _INCH)
