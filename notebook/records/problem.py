"""What is wrong with a place in a file: a value, never an exception."""

from __future__ import annotations

from typing import Literal

from .values import Value

Severity = Literal["error", "warning", "note"]


class Fix(Value, frozen=True):
    """What mends a problem, where that is certain: the text that stands at its place, and the text to write for it."""

    old: str
    new: str


class Problem(Value, frozen=True):
    """One thing wrong at one place; lines and columns are 1-based and count characters."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    fix: Fix | None = None
