"""The words for dates and lengths of time: `friday`, `3d ago`, `5 Jan`, `every 6 weeks`.

The words are English, in any case. Weeks are ISO 8601 weeks, Monday to Sunday. Words that leave the direction open
lean to the past (in a log) or to the future (in a due date), as the caller says:

- a weekday is, in the past, the latest one that is not after today; in the future, the first one after today, since
  nobody puts something off until today by the weekday's name;
- a day of a month without its year is the nearest one on that side, today included on both sides;
- a month without its year is the nearest one on that side, the current one included on both sides;
- `last friday` is the latest before today, `this friday` the one in this week, `next friday` the one in next week.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal, TypeAlias

from ..records import PartialDate
from .folding import fold

Lean: TypeAlias = Literal["past", "future"]
Span: TypeAlias = tuple[date, date]

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SIDES = {"last": -1, "this": 0, "next": 1}
_SIDE = r"(?P<side>last|this|next)"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>[0-9]{4}))?"
_COUNTS = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = rf"(?P<count>[0-9]{{1,5}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>d|days?|w|wks?|weeks?|m|mos?|months?|q|quarters?|y|yrs?|years?)"


def read_date_words(written: str, today: date, lean: Lean) -> PartialDate | Span | None:
    """The date or span in folded words, None where they are none; ValueError or OverflowError off the calendar.

    A leading `on` is allowed. Besides words, reads ISO weeks (`2026-W47`) and quarters (`2026-Q4`).
    """
    written = written.removeprefix("on ")
    for pattern, read in _forms():
        found = pattern.fullmatch(written)
        if found is not None:
            return read(found, today, lean)
    return None


_Reader: TypeAlias = Callable[[re.Match[str], date, Lean], PartialDate | Span]


@cache
def _forms() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Each form with its reader; compiled when first asked, since most commands read no words."""
    forms: tuple[tuple[str, _Reader], ...] = (
        (r"yesterday|today|tomorrow", _named_day),
        (rf"(?:{_SIDE} )?{_WEEKDAY}", _weekday),
        (rf"{_COUNT} ?{_UNIT} ago", _back),
        (rf"-{_COUNT} ?{_UNIT}", _back),
        (rf"(?:in |\+){_COUNT} ?{_UNIT}", _ahead),
        (rf"{_SIDE} (?P<period>week|month|quarter|year)", _period),
        (r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{2})", _iso_week),
        (r"(?P<year>[0-9]{4})-?q(?P<quarter>[1-4])", _numbered_quarter),
        (rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY} (?:of )?{_MONTH}{_YEAR}", _day_of_month),
        (rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}{_YEAR}", _day_of_month),
        (rf"(?:in )?{_MONTH}(?: (?P<year>[0-9]{{4}}))?", _named_month),
    )
    return tuple((re.compile(pattern), read) for pattern, read in forms)


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _named_day(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    return _whole(today + timedelta(days=_NAMED_DAYS[found[0]]))


def _weekday(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    weekday, side = _WEEKDAYS.index(found["weekday"][:3]), found["side"]
    if side in ("this", "next"):
        return _whole(today + timedelta(days=7 * _SIDES[side] + weekday - today.weekday()))
    if side == "last" or lean == "past":
        latest = today - timedelta(days=1) if side else today
        return _whole(latest - timedelta(days=(latest.weekday() - weekday) % 7))
    tomorrow = today + timedelta(days=1)
    return _whole(tomorrow + timedelta(days=(weekday - tomorrow.weekday()) % 7))


def _back(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    return _distance(today, -_count(found["count"]), found["unit"][0])


def _ahead(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    return _distance(today, _count(found["count"]), found["unit"][0])


def _distance(today: date, count: int, unit: str) -> PartialDate:
    """So many days, weeks, calendar months, quarters or years from today, never past the end of the month meant."""
    if unit in "dw":
        return _whole(today + timedelta(days=count * _DAYS_IN[unit]))
    return _whole(_months_on(today, count * {"m": 1, "q": 3, "y": 12}[unit]))


def _period(found: re.Match[str], today: date, lean: Lean) -> PartialDate | Span:
    side = _SIDES[found["side"]]
    match found["period"]:
        case "week":
            return _week(today + timedelta(days=7 * side - today.weekday()))
        case "month":
            there = _months_on(today, side)
            return PartialDate(there.year, there.month)
        case "quarter":
            there = _months_on(today, 3 * side)
            return _quarter(there.year, (there.month + 2) // 3)
        case _:
            return PartialDate(_months_on(today, 12 * side).year)


def _iso_week(found: re.Match[str], today: date, lean: Lean) -> Span:
    return _week(date.fromisocalendar(int(found["year"]), int(found["week"]), 1))


def _numbered_quarter(found: re.Match[str], today: date, lean: Lean) -> Span:
    return _quarter(int(found["year"]), int(found["quarter"]))


def _day_of_month(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    month, day = _MONTHS.index(found["month"][:3]) + 1, int(found["day"])
    meant = date(int(found["year"]), month, day) if found["year"] else nearest_day(month, day, today, lean)
    weekday = found["weekday"]
    if weekday and _WEEKDAYS[meant.weekday()] != weekday[:3]:
        raise ValueError("that day has another weekday")
    return _whole(meant)


def _named_month(found: re.Match[str], today: date, lean: Lean) -> PartialDate:
    month = _MONTHS.index(found["month"][:3]) + 1
    if found["year"]:
        year = int(found["year"])
    elif lean == "past":
        year = today.year - (month > today.month)
    else:
        year = today.year + (month < today.month)
    return PartialDate(date(year, month, 1).year, month)


def _count(written: str) -> int:
    """The number in digits or as a word; `a` and `an` are one."""
    return int(written) if written[0].isdigit() else max(1, _COUNTS.index(written) - 1)


def _months_on(day: date, count: int) -> date:
    """The day so many calendar months on, or the month's last where it is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(monday: date) -> Span:
    return monday, monday + timedelta(days=6)


def _quarter(year: int, number: int) -> Span:
    return date(year, 3 * number - 2, 1), date(year, 3 * number, monthrange(year, 3 * number)[1])


def nearest_day(month: int, day: int, today: date, lean: Lean) -> date:
    """The nearest such day on that side of today, today included; 29 February waits for a leap year.

    Raises ValueError where the calendar has none.
    """
    step = -1 if lean == "past" else 1
    for year in range(today.year, today.year + 9 * step, step):
        if day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise ValueError("no year has that day")


_DAYS_IN = {"d": 1, "w": 7, "m": 30, "q": 91, "y": 365}
_EVERY = {
    "daily": 1, "weekly": 7, "biweekly": 14, "fortnightly": 14, "monthly": 30, "quarterly": 91, "yearly": 365,
    "annually": 365, "day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365,
}  # fmt: skip
_DURATION = rf"(?:every )?{_COUNT} ?{_UNIT}"
_LONGEST = 36_525


def read_duration(text: str) -> int | None:
    """How many days `6 weeks`, `3m`, `every quarter` or `monthly` are; None where it is no length of time.

    A month counts 30 days, a quarter 91, a year 365. Less than a day and more than a hundred years are None.
    """
    written = fold(text)
    days = _EVERY.get(written.removeprefix("every "))
    if days is None:
        found = re.fullmatch(_DURATION, written)
        days = _count(found["count"]) * _DAYS_IN[found["unit"][0]] if found else 0
    return days if 1 <= days <= _LONGEST else None
