"""The filters that look at days: the last contact, the date, what is due, how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import inf

from ..records import AnyRecord, Contact, Event, Interaction
from ..text.dates import read_duration
from ..text.folding import fold
from .nodes import Filter
from .scope import Bounds, Scope, Test, bounds, date_bounds, duration_bounds, length_of_time, one_value, overlaps


def last(condition: Filter, scope: Scope) -> Test:
    """`last:`: the last contact, by how long ago it is or by its date. Never is longer ago than any time."""

    def contacted(contact: Contact) -> date | None:
        return scope.standing(contact).last_contact

    if condition.operator == ":" and fold(condition.value) in ("never", "*"):
        never = condition.value != "*"
        return _of_others(scope, lambda contact: (contacted(contact) is None) == never)
    today = scope.today.toordinal()
    ages = duration_bounds(condition)
    if ages:
        return _of_others(scope, lambda contact: ages[0] <= today - _ordinal(contacted(contact), -inf) <= ages[1])
    days = date_bounds(condition, scope.today, "past")
    return _of_others(scope, lambda contact: days[0] <= _ordinal(contacted(contact), -inf) <= days[1])


def due(condition: Filter, scope: Scope) -> Test:
    """`due:`: the day the next contact is due. Those who are never due are found by `due:never` alone."""

    def day_due(contact: Contact) -> date | None:
        return scope.standing(contact).due

    value = fold(condition.value) if condition.operator == ":" else ""
    today = scope.today.toordinal()
    if value in ("never", "none", "*"):
        never = value != "*"
        return _of_others(scope, lambda contact: (day_due(contact) is None) == never)
    if value == "overdue":
        return _of_others(scope, lambda contact: _ordinal(day_due(contact), inf) < today)
    ahead = duration_bounds(condition)
    low, high = ahead or date_bounds(condition, scope.today, "future")
    start = today if ahead else 0

    def test(contact: Contact) -> bool:
        on = day_due(contact)
        return on is not None and low <= on.toordinal() - start <= high

    return _of_others(scope, test)


def cadence(condition: Filter, scope: Scope) -> Test:
    """`cadence:`: how often to be in touch, by the contact's own or by the settings."""

    def kept(contact: Contact) -> int | None:
        return scope.standing(contact).cadence_days

    if condition.operator == ":" and fold(condition.value) in ("none", "never", "*"):
        none = condition.value != "*"
        return _of_others(scope, lambda contact: (kept(contact) is None) == none)
    low, high = bounds(condition, length_of_time)
    return _of_others(scope, lambda contact: (days := kept(contact)) is not None and low <= days <= high)


def on_date(condition: Filter, scope: Scope) -> Test:
    """`date:`: the date of an interaction, the days of an event; a partial date counts with each of its days."""
    if condition.operator == ":" and condition.value == "*":
        return _dated((-inf, inf))
    return _dated(date_bounds(condition, scope.today, "past"))


def since(condition: Filter, scope: Scope) -> Test:
    """`since:`: on that day or later; a length of time counts back from today."""
    return _dated((_boundary(condition, scope)[0], inf))


def until(condition: Filter, scope: Scope) -> Test:
    """`until:`: on that day or earlier; a length of time counts back from today."""
    return _dated((-inf, _boundary(condition, scope)[1]))


def _boundary(condition: Filter, scope: Scope) -> Bounds:
    value = one_value(condition)
    ago = read_duration(value)
    if ago is not None:
        day = scope.today.toordinal() - ago
        return day, day
    return date_bounds(condition, scope.today, "past")


def _of_others(scope: Scope, test: Callable[[Contact], bool]) -> Test:
    """A test of contacts, which the vault's owner never passes: nobody keeps in touch with themselves."""
    owner = scope.snapshot.owner
    return lambda record: isinstance(record, Contact) and record is not owner and test(record)


def _dated(allowed: Bounds) -> Test:
    def test(record: AnyRecord) -> bool:
        if isinstance(record, Interaction):
            return overlaps(record.date, record.date, allowed)
        return isinstance(record, Event) and overlaps(record.start, record.end, allowed)

    return test


def _ordinal(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else day.toordinal()
