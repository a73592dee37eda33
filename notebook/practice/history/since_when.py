"""Since when a field says what it says: where each of its values comes from in the record's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...records import AnyRecord
from ...snapshot import Snapshot
from .field_changes import FieldChange, Meaning, Told


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a field, the change that brought it, and what stood there before; of a list, what went for it.

    `value` is None where the field says nothing now, and the change took away what it said. `part` is that of `met`.
    """

    value: Any
    part: str
    told: Told
    before: Any


def since_when(told: Iterable[Told], snapshot: Snapshot, record: AnyRecord) -> list[Origin]:
    """The origin of each value of one field, from the changes of that field, the latest first; empty for none."""
    parts: dict[str, list[Told]] = {}
    for one in told:
        parts.setdefault(one.change.part, []).append(one)
    found = [origin for changes in parts.values() for origin in _origins(changes, Meaning(snapshot), record)]
    set_now = [origin for origin in found if origin.value is not None]
    return set_now or found[:1]


def _origins(changes: Sequence[Told], meaning: Meaning, record: AnyRecord) -> Iterator[Origin]:
    """Those of one part, whose changes these are."""
    # The latest may be of a line that was merged, and the value of the other line was kept.
    came = next((one for one in changes if _is_now(one.change, meaning, record)), changes[0])
    now = _now(came.change, record)
    if not isinstance(now, tuple) or not now:
        yield Origin(None if now == () else now, came.change.part, came, came.change.old or None)
        return
    for value in now:
        brought = next((one for one in changes if _brings(one.change, value, meaning)), changes[-1])
        yield Origin(value, came.change.part, brought, brought.change.removed or None)


def _now(change: FieldChange, record: AnyRecord) -> Any:
    """What the record says of this, in the form that changes have."""
    if change.table is None:
        value = record.extra.get(change.field)
        return tuple(value) if isinstance(value, list) else value or None
    value = getattr(record, change.table.slot, None) or None
    return getattr(value, change.part, None) if change.part else value


def _is_now(change: FieldChange, meaning: Meaning, record: AnyRecord) -> bool:
    now = _now(change, record)
    keys = [value if isinstance(value, tuple) else (value,) if value else () for value in (change.new, now)]
    mine, known = ([meaning.of(one, change.table) for one in members] for members in keys)
    return len(mine) == len(known) and all(one in known for one in mine)


def _brings(change: FieldChange, value: Any, meaning: Meaning) -> bool:
    return meaning.of(value, change.table) in [meaning.of(one, change.table) for one in change.added]
