"""Conditions on any front matter key, the notebook's or the user's own: words, dates and numbers in its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from ..errors import UsageFault
from ..records import KIND_CLASSES, KINDS, AnyRecord
from ..schema import Field, key_form
from ..schema.fields import field_keys
from ..schema.suggest import nearest
from ..schema.values import texts
from ..snapshot import Snapshot
from ..text.dates import read_partial_date
from ..text.folding import fold
from .faults import filter_fault
from .nodes import Filter
from .scope import Bounds, Scope, Test, TextTest, bounds, day_numbers, ends, overlaps, text_test

_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def front_matter(condition: Filter, scope: Scope, filters: Iterable[str]) -> Test:
    """Whether one of the key's values fits; a field is found by any of its synonyms, a user's key without accents.

    Raises QueryFault for a key that is no field of any kind and stands in no record; the nearest of them and of the
    `filters` is offered.
    """
    form = key_form(condition.key)
    fields = {KIND_CLASSES[kind]: field_keys(kind)[form] for kind in KINDS if form in field_keys(kind)}
    own = tuple(name for name in _own_keys(scope.snapshot) if fold(key_form(name)) == fold(form))
    if not fields and not own:
        known = {*filters, *_own_keys(scope.snapshot), *(key for kind in KINDS for key in field_keys(kind))}
        near = nearest(form, known)
        hint = f"Did you mean {near}:?" if near else f'To search for the text, put it in quotes: "{condition.key}:…".'
        raise filter_fault(condition, f'There is no field "{condition.key}".', hint, at_key=True)
    fits = _value_test(condition, scope)

    def test(record: AnyRecord) -> bool:
        found = fields.get(type(record))
        if found and any(fits(text) for text in _field_texts(record, *found)):
            return True
        return bool(record.extra and own) and any(fits(text) for name in own for text in texts(record, name))

    return test


def _own_keys(snapshot: Snapshot) -> set[str]:
    """The keys of the user's own, as they spell them."""
    return {name for record in snapshot.records if record.extra for name in record.extra}


def _field_texts(record: AnyRecord, field: Field, label: str | None) -> Iterable[str]:
    """The values of a field; of a key that is also a label, such as `linkedin`, those with that label."""
    value = getattr(record, field.slot)
    if not value:
        return ()
    if label is None:
        return texts(record, field.name)
    return [each.text for each in value if each.label and key_form(each.label) == label]


def _value_test(condition: Filter, scope: Scope) -> TextTest:
    """Whether one text fits: by its words or the days it means, or by its number or date where there is a comparison.

    Raises QueryFault for a comparison with something that is neither a number nor a date.
    """
    days = _bounds_or_none(condition, lambda text: day_numbers(text, scope.today, "past"))
    if condition.operator == ":":
        has_words = text_test(condition.value)
        return cache(lambda text: has_words(text) or _is_in(text, days))
    numbers = _bounds_or_none(condition, _number)
    if days is None and numbers is None:
        raise filter_fault(condition, "Only numbers and dates can be compared.")

    def test(text: str) -> bool:
        if numbers is not None and _NUMBER.fullmatch(text):
            return numbers[0] <= float(text) <= numbers[1]
        return _is_in(text, days)

    return cache(test)


def _bounds_or_none(condition: Filter, read: Callable[[str], Bounds]) -> Bounds | None:
    """The bounds of the condition, or None where its values are not of the sort that is read."""
    try:
        for end in ends(condition):
            read(end)
    except UsageFault:
        return None
    return bounds(condition, read)


def _number(text: str) -> Bounds:
    if not _NUMBER.fullmatch(text):
        raise UsageFault(f'"{text}" is not a number.')
    return float(text), float(text)


def _is_in(text: str, days: Bounds | None) -> bool:
    """True for a date of which some day is allowed."""
    when = read_partial_date(text.strip()) if days else None
    return days is not None and when is not None and overlaps(when, when, days)
