"""Every place of a record that names another record, with the kinds it may mean: fields, promises, `[[links]]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..records import AnyRecord, Kind, Met, Reference, Tie
from .fields import FIELDS

PROMISE = "a promise"
LINK = "a link"


class Mention(NamedTuple):
    """What was written, the field's name, `PROMISE` or `LINK`, and the kinds it may mean (none: any)."""

    reference: Reference
    where: str
    kinds: tuple[Kind, ...]


_REFERRING = {
    kind: tuple((field.name, field.slot, field.to) for field in fields if field.to) for kind, fields in FIELDS.items()
}


def mentions(record: AnyRecord) -> Iterator[Mention]:
    """The places in the record's fields, then those in its text; embedded files are not among them."""
    for name, slot, kinds in _REFERRING[record.kind]:
        value = getattr(record, slot)
        if value:
            for reference in _references(value):
                yield Mention(reference, name, kinds)
    for task in record.tasks:
        if task.owner:
            yield Mention(task.owner, PROMISE, ("contact",))
    for reference in record.references:
        yield Mention(reference, LINK, ())


def _references(value: Any) -> Iterable[Reference]:
    if isinstance(value, Reference):
        return (value,)
    if isinstance(value, Met):
        return tuple(one for one in (value.at, value.through) if one)
    return (one.who if isinstance(one, Tie) else one for one in value)
