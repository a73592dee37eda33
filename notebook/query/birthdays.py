"""The filter `birthday:`, which asks for a month, a day of any year, a year of birth, or days on which one falls."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from ..errors import UsageFault
from ..records import Contact, PartialDate
from ..text.dates import read_date, read_partial_date
from .faults import filter_fault
from .nodes import Filter
from .scope import Bounds, Scope, Test, date_bounds, duration_bounds, ends, overlaps


def birthday(condition: Filter, scope: Scope) -> Test:
    """`birthday:december`, `birthday:12-10`, `birthday:1815`, `birthday:"next week"`, `birthday:<7d`.

    In common years, a birthday on 29 February falls on the 28th.
    """
    if condition.operator == ":" and condition.value == "*":
        return _of_birthdays(lambda born: True)
    month = _named_month(condition, scope.today)
    if month is not None:
        return _of_birthdays(lambda born: born.month == month)
    ahead = duration_bounds(condition)
    if ahead is not None:
        low, high = ahead
        return _of_birthdays(lambda born: (days := _days_until(born, scope.today)) is not None and low <= days <= high)
    stored = [read_partial_date(end) for end in ends(condition)]
    if any(day is None for day in stored):
        return _falling_between(condition, scope)
    if any(day and day.year for day in stored):
        born_in = date_bounds(condition, scope.today, "past")
        return _of_birthdays(lambda born: overlaps(born, born, born_in))
    return _on_days_of_any_year(condition)


def _of_birthdays(test: Callable[[PartialDate], bool]) -> Test:
    return lambda record: isinstance(record, Contact) and record.birthday is not None and test(record.birthday)


def _named_month(condition: Filter, today: date) -> int | None:
    """The number of a month that stands alone; None for anything else."""
    if condition.operator != ":" or not condition.value.isalpha():
        return None
    try:
        return read_date(f"1 {condition.value} 2000", today, "past").month
    except UsageFault:
        return None


def _days_until(born: PartialDate, today: date) -> int | None:
    """The days from today to the next birthday, 0 on the day; None where the day of birth is not known."""
    for year in (today.year, today.year + 1):
        day = born.in_year(year)
        if day is not None and day >= today:
            return (day - today).days
    return None


def _on_days_of_any_year(condition: Filter) -> Test:
    """`birthday:12-10` and `birthday:12-20..01-05`, which goes over the turn of the year; no end means the year's."""
    if condition.operator not in (":", ".."):
        raise filter_fault(condition, "Days without a year have no order.", f"Write {condition.key}:12-01..12-24.")
    low, _, high = condition.value.partition("..")
    first = _day_of_year(low) if low else (1, 1)
    last = _day_of_year(high) if high else (12, 31) if condition.operator == ".." else first

    def test(born: PartialDate) -> bool:
        if born.month is None or born.day is None:
            return False
        day = (born.month, born.day)
        return first <= day <= last if first <= last else day >= first or day <= last

    return _of_birthdays(test)


def _day_of_year(text: str) -> tuple[int, int]:
    day = read_partial_date(text)
    assert day
    return day.month or 1, day.day or 1


def _falling_between(condition: Filter, scope: Scope) -> Test:
    """`birthday:today`, `birthday:"next month"`: a birthday falls on one of these days.

    One of which only the month is known falls in spans that hold the whole month.
    """
    if condition.operator not in (":", ".."):
        raise filter_fault(condition, "A birthday comes back every year.", f"Write {condition.key}:<30d, or a range.")
    allowed = date_bounds(condition, scope.today, "future")
    years = [scope.today.year + step for step in (-1, 0, 1, 2)]

    def test(born: PartialDate) -> bool:
        return any(_holds(allowed, born, year) for year in years)

    return _of_birthdays(test)


def _holds(allowed: Bounds, born: PartialDate, year: int) -> bool:
    if born.month is None:
        return False
    first = last = born.in_year(year)
    if first is None or last is None:
        first, last = date(year, born.month, 1), date(year, born.month, monthrange(year, born.month)[1])
    return allowed[0] <= first.toordinal() and last.toordinal() <= allowed[1]
