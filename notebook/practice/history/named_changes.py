"""Changes by the name of what changed: a field, a synonym, a key of the user's own, or a part of a note."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import UsageFault
from ...records import Kind
from ...schema.fields import FIELDS, find_field, key_form
from ...schema.suggest import nearest
from .field_changes import FieldChange, Told

# What a note has beside its fields, by the words it may be called.
_PARTS = {"promise": "promise", "promises": "promise", "thread": "thread", "threads": "thread", "text": "text",
          "id": "id", "path": "path", "record": "record"}  # fmt: skip


def named(names: Iterable[str], kinds: Iterable[Kind], told: Iterable[Told]) -> set[tuple[Kind, str]]:
    """What these names mean in each of the kinds, own keys among the changes; raises UsageFault for what is none."""
    found: set[tuple[Kind, str]] = set()
    own = {(one.kind, one.change.field) for one in told if one.change.what == "field" and one.change.table is None}
    for name in names:
        meant = {(kind, table.name) for kind in kinds if (table := find_field(kind, name))}
        meant |= {(kind, key) for kind, key in own if key_form(key) == key_form(name)}
        if key_form(name) in _PARTS and not meant:
            meant = {(kind, _PARTS[key_form(name)]) for kind in kinds}
        if not meant:
            known = [field.name for kind in kinds for field in FIELDS[kind]] + [key for _, key in own] + [*_PARTS]
            raise no_such_field(name, known)
        found |= meant
    return found


def no_such_field(name: str, known: Iterable[str]) -> UsageFault:
    """The fault of a name that no field and no key has."""
    close = nearest(name, known)
    return UsageFault(
        f'There is no field called "{name}".', f"Did you mean {close}?" if close else "notebook fields lists them."
    )


def in_brief(change: FieldChange) -> bool:
    """False for what a file said when it came, which the change that says so has in one line."""
    return not (change.first and change.what == "field")
