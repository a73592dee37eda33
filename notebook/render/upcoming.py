"""What lies ahead, as rows and as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import date
from typing import Any

from ..practice.milestones import Upcoming
from ..practice.words import day_words, days_between
from .tables import Cell, Span
from .terminal import clean, steady

UPCOMING_KEYS = frozenset(("date", "kind", "id", "name", "what", "years", "path", "line"))


def upcoming_rows(found: Iterable[Upcoming], today: date) -> list[list[Cell]]:
    """One day and what is on it a row."""
    rows: list[list[Cell]] = []
    for one in found:
        away = (one.date - today).days
        when = f"in {days_between(today, one.date)}" if away > 1 else "on now" if away < 0 else ""
        what = f"{one.what}, {one.years}" if one.kind == "birthday" and one.years else one.what
        if one.kind == "date" and one.years:
            what += f", {one.years} year{'s' if one.years > 1 else ''} ago"
        rows.append([day_words(one.date, today), Span(when, "dim"), Span(one.name, "bold"), what])
    return rows


def plan_question(one: Upcoming) -> str:
    """Whether a talk that was planned for a day that is past happened, and the command that says so."""
    command = shlex.join(("notebook", "set", one.id, "status=happened"))
    return steady(clean(f"{one.name}: {one.what} {command}"))


def upcoming_shape(one: Upcoming) -> dict[str, Any]:
    """The JSON object of something ahead."""
    return {
        "date": str(one.date),
        "kind": one.kind,
        "id": one.id,
        "name": one.name,
        "what": one.what,
        "years": one.years,
        "path": one.path,
        "line": one.line,
    }
