"""Since when a field says what it says: where each of its values comes from in the record's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..snapshot import Snapshot
from .field_changes import FieldChange, Meaning, Told


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a field, the change that brought it, and what stood there before, if it was a value of its own.

    `value` is None where the field says nothing now, and the change took away what it said. `part` is that of `met`.
    """

    value: Any
    part: str
    told: Told
    before: Any


def since_when(told: Iterable[Told], snapshot: Snapshot) -> list[Origin]:
    """The origin of each value of one field, from the changes of that field, the latest first; empty for none."""
    parts: dict[str, list[Told]] = {}
    for one in told:
        parts.setdefault(one.change.part, []).append(one)
    found = [origin for changes in parts.values() for origin in _origins(changes, Meaning(snapshot))]
    set_now = [origin for origin in found if origin.value is not None]
    return set_now or found[:1]


def _origins(changes: Sequence[Told], meaning: Meaning) -> Iterator[Origin]:
    """Those of one part, whose changes these are."""
    last = changes[0].change
    values = last.new if isinstance(last.new, tuple) else None
    if not values:
        value = None if values == () else last.new
        yield Origin(value, last.part, changes[0], last.old or None)
        return
    for value in values:
        came = next((one for one in changes if _brings(one.change, value, meaning)), changes[-1])
        yield Origin(value, last.part, came, None)


def _brings(change: FieldChange, value: Any, meaning: Meaning) -> bool:
    return meaning.of(value, change.table) in [meaning.of(one, change.table) for one in change.added]
