"""What may be shown to others: the vault without what is private, and without what you wrote for yourself alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast, overload

from ..overview import Overview
from ..records import AnyRecord, Contact
from ..schema import find_field
from ..schema.private import private_names
from ..snapshot import Snapshot

R = TypeVar("R", bound=AnyRecord)

# What you wrote for yourself, of whatever kind: the words of a note, and how you file it.
_NOTES = ("tags", "tasks", "references", "summary", "quotes", "extra")
# What a card says of you and somebody, and not of them.
_MINE = ("care", "relationship", "last_contact", "cadence", "snooze", "private", "uid")
_OF_TALKS = ("initiated", "place", "project", "purpose", "topics", "depth", "gave", "received", "introduced")
_OF_OTHERS = ("goals", "learned", "role", "member_since", "renews")  # of events and organizations: yours as well


def shared_view(snapshot: Snapshot) -> Snapshot:
    """The same vault as others may see it: no field that a contact's `private:` names, no care, no words of a note.

    Of a talk the day, the people, the channel and the event are left; of a contact what is known of them but not what
    they are to you. Whatever is found in this vault can be shown.
    """
    seen = snapshot.overview
    bare = Overview(
        kinds=seen.kinds,
        ids=seen.ids,
        days=seen.days,
        talks=seen.talks,
        open=[],
        at_events=seen.at_events,
        linking=[],
        twins=seen.twins,
        places={},
    )
    return Snapshot(_Shared(snapshot.records), (), snapshot.me, snapshot.notes, bare, (), snapshot.line_of)


def shared_record(record: R) -> R:
    """The record as others may see it."""
    hidden = {slot for slot in (*_NOTES, *_slots_hidden(record)) if hasattr(record, slot)}
    kept = {slot: getattr(record, slot) for slot in record.__struct_fields__ if slot not in hidden}
    return type(record)(**cast(Any, kept))


def private_fields(contact: Contact) -> frozenset[str]:
    """The names of the fields and of the user's own keys that the contact's `private:` hides from others."""
    return private_names(contact.private, contact.extra) if contact.private else frozenset()


def _slots_hidden(record: AnyRecord) -> Iterator[str]:
    if not isinstance(record, Contact):
        yield from _OF_TALKS if record.kind == "interaction" else _OF_OTHERS
        return
    yield from _MINE
    for name in private_fields(record):
        field = find_field("contact", name)
        if field and field.name != "name":  # without a name there is nobody to speak of
            yield field.slot


class _Shared(Sequence[AnyRecord]):
    """Records of which each is made fit to be shared when it is asked for."""

    def __init__(self, records: Sequence[AnyRecord]) -> None:
        self._records = records
        self._held: dict[int, AnyRecord] = {}

    def __len__(self) -> int:
        """The number of records."""
        return len(self._records)

    @overload
    def __getitem__(self, row: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[AnyRecord, ...]: ...
    def __getitem__(self, row: int | slice) -> AnyRecord | tuple[AnyRecord, ...]:
        """The record in that row, the same one each time."""
        if isinstance(row, slice):
            return tuple(self[number] for number in range(*row.indices(len(self))))
        found = self._held.get(row)
        if found is None:
            found = self._held[row] = shared_record(self._records[row])
        return found
