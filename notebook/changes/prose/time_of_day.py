"""The time of day in a line: `at 3pm`, `14:30`, `around noon`, `at midnight`."""

from __future__ import annotations

import re

_TIME = re.compile(
    r"(?:\s*\b(?:at|around)\s+|\s*@\s*|,\s*|\s+|^)"
    r"(?:(?P<hour>[01]?\d|2[0-3])[:h.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<hour12>0?[1-9]|1[0-2])\s*(?P<half12>[ap]\.?m\b\.?)|(?P<word>noon|midnight|midday)\b)",
    re.IGNORECASE,
)
_AT_TIME = re.compile(
    r"\b(?:at|@)\s+(?=\d|noon|midday|midnight)|\baround\s+(?=noon|midday|midnight)|^(?=noon|midday)", re.IGNORECASE
)


def times_said(line: str, limit: int) -> list[int]:
    """Where a time of day is said by a word of its own, before the limit."""
    return [match.start() for match in _AT_TIME.finditer(line, 0, limit)]


def time_at(line: str, at: int) -> tuple[str, int, int] | None:
    """The time of day at this place of the line as `HH:MM`, and where it starts and ends; None where none is."""
    found = _TIME.match(line, at)
    time = _time(found) if found else None
    if found is None or time is None:
        return None
    return time, found.start() + len(found[0]) - len(found[0].lstrip(", ")), found.end()


def _time(found: re.Match[str]) -> str | None:
    if found["word"]:
        return "00:00" if found["word"].casefold() == "midnight" else "12:00"
    hour, minute = int(found["hour"] or found["hour12"]), int(found["minute"] or 0)
    half = (found["half"] or found["half12"] or "").casefold()[:1]
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}"
