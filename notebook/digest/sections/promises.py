"""Open promises, both ways."""

from __future__ import annotations

from datetime import date, timedelta

from ...practice.promises import Promise, open_promises
from ...practice.words import day_words, days_between
from ..context import Context, Found
from ..model import PromiseLine

_STALE = timedelta(days=182)  # what is late for so long is the last to be kept this week


def my_promises_section(context: Context) -> Found:
    """What you promised by the day it is due, then what has none; last what is late for half a year, or is archived."""
    return _found(context, True, "notebook promises --mine")


def their_promises_section(context: Context) -> Found:
    """What others promised you."""
    return _found(context, False, "notebook promises --theirs")


def _found(context: Context, mine: bool, command: str) -> Found:
    found = open_promises(context.reasons.promises, mine=mine)
    stale = context.day - _STALE

    def comes_last(one: Promise) -> bool:
        return (one.due is not None and one.due < stale) or context.is_rested(one.with_)

    ordered = sorted(found, key=comes_last)
    return Found(tuple(_line(context, promise) for promise in ordered), command)


def _line(context: Context, promise: Promise) -> PromiseLine:
    return PromiseLine(
        promise.id,
        promise.text,
        context.people(between(promise)),
        promise.due,
        promise_when(promise, context.day),
        promise.due is not None and promise.due < context.day,
        promise.path,
        promise.line,
    )


def between(promise: Promise) -> tuple[str, ...]:
    """Those a promise concerns; first, as it is written, the name of who promised where that is nobody in the vault."""
    known = promise.owner == "me" or promise.owner in promise.with_
    return promise.with_ if known else (promise.owner, *promise.with_)


def promise_when(promise: Promise, today: date) -> str:
    """`Fri 20 Nov, 2 days late`, or how long ago it was made where it has no day."""
    if promise.due is None:
        age = f", {days_between(promise.since, today)} old" if promise.since and promise.since < today else ""
        return f"no date{age}"
    if promise.due >= today:
        return day_words(promise.due, today)
    late = "" if (today - promise.due).days == 1 else f", {days_between(promise.due, today)} late"
    return day_words(promise.due, today) + late
