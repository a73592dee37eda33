"""Ways to somebody, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..practice.paths import Path
from ..snapshot import Snapshot
from .rows import name_of
from .tables import Cell, Span, table

PATH_KEYS = frozenset(("id", "path", "line", "name", "to", "to_name", "steps"))
_PLACE_NEEDS = 80  # columns; with less than it is long, the place goes on a line of its own


def path_lines(found: Iterable[Path], snapshot: Snapshot, width: int) -> list[str]:
    """One person a row with how they are known and where that stands; who comes after whom stands under them."""
    rows: list[list[Cell]] = []
    for way in found:
        for number, step in enumerate(way.steps):
            name = name_of(snapshot, step.person)
            who = Span(f"{'  ' * (number - 1)}→ {name}" if number else name, "" if number else "bold")
            rows.append([who, step.how, Span(f"{step.path}:{step.line}", "dim")])
    return table(rows, width, needs=_PLACE_NEEDS, keeps=(1,))


def path_shape(way: Path, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of a way: the first one on it by `id` and `name`, the last one by `to` and `to_name`."""
    first, last = way.steps[0], way.steps[-1]
    return {
        "id": first.person,
        "path": first.path,
        "line": first.line,
        "name": name_of(snapshot, first.person),
        "to": last.person,
        "to_name": name_of(snapshot, last.person),
        "steps": [
            {
                "id": step.person,
                "name": name_of(snapshot, step.person),
                "how": step.how,
                "path": step.path,
                "line": step.line,
            }
            for step in way.steps
        ],
    }
