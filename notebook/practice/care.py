"""Care: what weighs on somebody, to be kept in mind before you meet them, and around its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Contact, PartialDate
from ..text.dates import read_partial_date
from ..text.folding import fold
from .hard_words import is_hard
from .milestones import occurrences

__all__ = ["Care", "care_of", "days_in", "is_hard"]

_BEFORE, _AFTER = 14, 3  # days around a hard day in which it is near
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = "sept|" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_ISO = re.compile(r"(?<![\w-])(?:\d{4}-\d{2}-\d{2}|--\d{2}-\d{2})(?![\w-])")
_SPOKEN = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year2>\d{{4}})\b)?"
)


@dataclass(frozen=True, slots=True)
class Care:
    """A line of what weighs on somebody and where it stands; `day` is the day in it that is near, if one is."""

    text: str
    path: str
    line: int
    day: date | None


def care_of(contact: Contact, today: date, *, ahead: int = _BEFORE) -> tuple[Care, ...]:
    """What to keep in mind: their `care:`, and of their `dates:` the hard ones that are near; near days first.

    A day is near from so many days before it until three days after.
    """
    since, until = today - timedelta(days=_AFTER), today + timedelta(days=ahead)

    def near(days: Iterator[PartialDate]) -> date | None:
        return min((found for day in days for found, _ in occurrences(day, since, until)), default=None)

    found = [Care(one.text, contact.path, one.line, near(days_in(one.text))) for one in contact.care]
    spoken = {one.day for one in found if one.day}
    for milestone in contact.dates:
        day = near(iter((milestone.date,))) if is_hard(milestone.what) else None
        if day and day not in spoken:
            found.append(Care(milestone.what, contact.path, milestone.line, day))
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def days_in(text: str) -> Iterator[PartialDate]:
    """The days a line names: `2025-10-19`, `--02-06`, `6 February`, `Dec 3rd 2025`."""
    for found in _ISO.finditer(text):
        day = read_partial_date(found[0])
        if day:
            yield day
    for spoken in _SPOKEN.finditer(fold(text)):
        parts = spoken.groupdict()
        named = (parts["month"] or parts["month2"])[:3]
        month = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(named))
        year = parts["year"] or parts["year2"] or "-"
        day = read_partial_date(f"{year}-{month:02d}-{int(parts['day'] or parts['day2']):02d}")
        if day:
            yield day
