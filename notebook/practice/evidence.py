"""Evidence: the user's own words for what the notebook suggests, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the user's own; `path` is relative to the vault, `line` is 1-based."""

    text: str
    path: str
    line: int
