"""The days a digest is for."""

from __future__ import annotations

from datetime import date, timedelta

from ..errors import UsageFault
from ..text.dates import read_span
from .model import Period

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def week_of(day: date, week_starts: int) -> tuple[date, date]:
    """The first and last day of the week around a day; weeks start on this weekday (Monday is 0)."""
    since = day - timedelta(days=(day.weekday() - week_starts) % 7)
    return since, since + timedelta(days=6)


def week_period(week: str | None, today: date, week_starts: int) -> Period:
    """The named week (`2026-W47`, `last week`), or the one around today; raises UsageFault where it is no week."""
    if week is None:
        since, until = week_of(today, week_starts)
    else:
        first, last = read_span(week, today, "past")
        if (last - first).days > 6:
            raise UsageFault(
                f'"{week}" is longer than a week.', "Write 2026-W47, or --since and --until for other spans."
            )
        # An ISO week is the one of its Thursday, whichever day weeks start on here.
        since, until = week_of(first + timedelta(days=3) if (last - first).days == 6 else first, week_starts)
    middle = since + timedelta(days=3)
    return _period(since, until, today, f"Week {middle.isocalendar().week} · ")


def span_period(since: str | None, until: str | None, today: date) -> Period:
    """The days from `since` to `until` (today, where it is left out); raises UsageFault where they are no span."""
    first = read_span(since, today, "past")[0] if since else None
    last = read_span(until, today, "past")[1] if until else today
    if first is None:
        first = last - timedelta(days=6) if last.year > 1 else last
    if last < first:
        raise UsageFault(f"The span ends on {last}, before it starts on {first}.", "Swap --since and --until.")
    return _period(first, last, today, "")


def _period(since: date, until: date, today: date, prefix: str) -> Period:
    if not 1000 <= since.year <= until.year <= 9000:
        raise UsageFault(f"There is no digest for {since} to {until}.", "Write days such as 2026-11-18.")
    day = min(max(today, since), until)
    return Period(since, until, prefix + _span_words(since, until), day, _span_words(day, day))


def _span_words(since: date, until: date) -> str:
    """`Mon 16 – Sun 22 November 2026`; month and year once where they are the same."""
    last = f"{_DAYS[until.weekday()]} {until.day} {_MONTHS[until.month - 1]} {until.year}"
    if since == until:
        return last
    first = f"{_DAYS[since.weekday()]} {since.day}"
    if (since.year, since.month) != (until.year, until.month):
        first += f" {_MONTHS[since.month - 1]}"
    if since.year != until.year:
        first += f" {since.year}"
    return f"{first} – {last}"
