"""Dates as people write them: the forms kept in files, and all that may be typed, read against a given day."""

from __future__ import annotations

import re
from datetime import date

from ..errors import UsageFault
from ..records import PartialDate
from .date_words import Lean, Span, nearest_day, read_date_words, read_duration
from .folding import fold

__all__ = ["Lean", "Span", "read_date", "read_duration", "read_partial_date", "read_span"]

_HINT = "Write 2026-11-18, 2026-11, 2026-W47, yesterday, friday, last friday, 3d ago, in 2 weeks or 5 Jan."

_STORED = re.compile(
    r"""
    (?: (?P<year>[0-9]{4})
        (?: -(?P<month>[0-9]{2})
            (?: -(?P<day>[0-9]{2})
                (?: [Tt\ ] (?P<hour>[0-9]{1,2}) : (?P<minute>[0-9]{2}) (?: :(?P<second>[0-9]{2}) )?
                    \ ? (?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?
                )?
            )?
        )?
    | (?:--)?(?P<yearless_month>[0-9]{2})-(?P<yearless_day>[0-9]{2})
    )
    (?P<uncertain>[~?])?
    """,
    re.VERBOSE,
)


def read_partial_date(text: str) -> PartialDate | None:
    """The date in one of the forms kept in files; None where the text is none of them or no day of the calendar.

    Reads ISO 8601 calendar dates, whole or cut short (`1988-02`, `1988`), with a time and offset after a whole one;
    `--02-29` (RFC 6350) and `02-29` without a year; `~` or `?` after any of them for uncertain (after EDTF).
    The time is given as `HH:MM` or `HH:MM:SS`, the offset as `Z` or `+HH:MM`.
    """
    found = _STORED.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, offset, yearless_month, yearless_day, uncertain = found.groups()
    try:
        if year is None:
            # 2000 is a leap year, so it has every day that some year has.
            day_of_year = date(2000, int(yearless_month), int(yearless_day))
            return PartialDate(None, day_of_year.month, day_of_year.day, uncertain=uncertain is not None)
        whole = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    time = zone = None
    if hour:
        if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
            return None
        time = f"{hour:0>2}:{minute}" + (f":{second}" if second else "")
    if offset:
        zone = _read_offset(offset)
        if zone is None:
            return None
    return PartialDate(
        whole.year, whole.month if month else None, whole.day if day else None, time, zone, uncertain is not None
    )


def _read_offset(written: str) -> str | None:
    """The distance from UTC as `Z` or `+HH:MM`; None for a day or more."""
    if written in "Zz":
        return "Z"
    hours, minutes = written[:3], written[-2:]
    return f"{hours}:{minutes}" if int(hours[1:]) < 24 and int(minutes) < 60 else None


def read_date(text: str, today: date, lean: Lean) -> PartialDate:
    """The date a person means: whole, or a month or year, or as written where it is `--02-29`.

    A week or quarter stands for its first day, uncertain when leaning to the past; the current one, leaning to the
    future, stands for today. Raises UsageFault for what is not in the grammar or not in the calendar.
    """
    meant = _read(text, today, lean)
    if isinstance(meant, PartialDate):
        return meant
    first, last = meant
    if lean == "future" and first <= today <= last:
        return PartialDate(today.year, today.month, today.day)
    return PartialDate(first.year, first.month, first.day, uncertain=lean == "past")


def read_span(text: str, today: date, lean: Lean) -> Span:
    """The first and last day a person means, both included; one day twice for a day.

    Raises UsageFault for what is not in the grammar or not in the calendar.
    """
    meant = _read(text, today, lean)
    if not isinstance(meant, PartialDate):
        return meant
    if meant.earliest and meant.latest:
        return meant.earliest, meant.latest
    try:
        # Without a year, a date has a month and a day.
        day = nearest_day(meant.month or 1, meant.day or 1, today, lean)
    except ValueError as error:
        raise _no_such_day(text) from error
    return day, day


def _read(text: str, today: date, lean: Lean) -> PartialDate | Span:
    """What was written; spans are the weeks and quarters that a PartialDate cannot hold."""
    stored = read_partial_date(text.strip())
    if stored is not None:
        return stored
    if _STORED.fullmatch(text.strip()):
        raise _no_such_day(text)
    try:
        meant = read_date_words(fold(text), today, lean)
    except (ValueError, OverflowError) as error:
        raise _no_such_day(text) from error
    if meant is None:
        raise UsageFault(f'"{text.strip()}" is not a date the notebook reads.', _HINT)
    return meant


def _no_such_day(text: str) -> UsageFault:
    return UsageFault(f'"{text.strip()}" is not in the calendar.', _HINT)
