"""Days and lengths of time in words."""

from __future__ import annotations

from datetime import date

_NEAR_DAYS = 14  # of which a text for later names each
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_DAYS = 30.4  # on average
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ForLater(date):
    """The day that counts as today in a text that is read on another: seen from it, no day is yesterday or today.

    It is the `today` of a saved page, and is equal to the plain day.
    """


def for_later(day: date) -> ForLater:
    """The day, for a text that is read later."""
    return ForLater(day.year, day.month, day.day)


def day_words(day: date, today: date) -> str:
    """`today`, `tomorrow`, `Thu 26 Nov` within half a year, else `26 Nov 2024`; the last two alone for later."""
    away = (day - today).days
    if away in (-1, 0, 1) and not isinstance(today, ForLater):
        return ("yesterday", "today", "tomorrow")[away + 1]
    if abs(away) <= 183:
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_between(since: date, until: date) -> str:
    """The time between two days as a person says it: `3 days`, `5 weeks`, `4 months`, `2 years`."""
    return length_words(abs((until - since).days))


def ago_words(day: date, today: date) -> str:
    """When a day that has come was: `today`, `yesterday`, `3 days ago`, `5 weeks ago`.

    For later, a day of the last two weeks is named.
    """
    away = (today - day).days
    if away < _NEAR_DAYS and isinstance(today, ForLater):
        return day_words(day, today)
    return ("today", "yesterday")[away] if away in (0, 1) else f"{days_between(day, today)} ago"


def length_words(days: int) -> str:
    """A number of days as a person says it: the nearest count of weeks or months, and whole years from the second."""
    if days >= 2 * 365:
        return f"{days // 365} years"
    if days >= 2 * 30:
        return f"{min(round(days / _MONTH_DAYS), 23)} months"
    if days >= 2 * 7:
        return f"{round(days / 7)} weeks"
    if days == 7:
        return "1 week"
    return f"{days} day{'s' if days != 1 else ''}"


def every_words(days: int) -> str:
    """A cadence as a person says it: `every week`, `every 6 weeks`, `every quarter`."""
    named = {1: "every day", 7: "every week", 14: "every 2 weeks", 30: "every month", 91: "every quarter",
             365: "every year"}  # fmt: skip
    if days in named:
        return named[days]
    for size, unit in ((365, "years"), (30, "months"), (7, "weeks")):
        if days % size == 0 and days // size > 1:
            return f"every {days // size} {unit}"
    return f"every {days} days"


def with_article(word: str) -> str:
    """`a call`, `an email`: by the first letter, which is right for the channels."""
    return f"an {word}" if word[:1].lower() in "aeiou" else f"a {word}"
