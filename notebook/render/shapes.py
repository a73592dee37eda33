"""The shape a record has for other programs: a JSON object with every field by its name, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from ..practice.follow_up.cadence import Rules, Standing, standing
from ..records import KINDS, AnyRecord, Contact, Kind, Met, Reference, Tie
from ..schema import FIELDS, Field, find_field, key_form
from ..snapshot import Snapshot
from ..text.folding import fold
from .formats import Part, plain

Value = Any
_DERIVED = ("last_contact", "last_channel", "next_due", "cadence_days")


class Shapes:
    """Gives the shapes of one vault's records on one day."""

    def __init__(self, snapshot: Snapshot, today: date, rules: Rules) -> None:
        self._snapshot = snapshot
        self._today = today
        self._rules = rules
        self._standings: dict[str, Standing] = {}

    def standing(self, contact: Contact) -> Standing:
        """How it stands with a contact; worked out once."""
        found = self._standings.get(contact.path)
        if found is None:
            found = self._standings[contact.path] = standing(self._snapshot, contact, self._today, self._rules)
        return found

    def of(self, record: AnyRecord) -> dict[str, Value]:
        """The record's whole shape."""
        return {key: read(record) for key, read in self._readers[record.kind].items()}

    def value(self, record: AnyRecord, key: str) -> Value:
        """One value of the shape, or of a key of the user's own; None where this kind has no such key."""
        readers = self._readers[record.kind]
        if key not in readers:
            field = find_field(record.kind, key)
            key = _key_of(field) if field else key
        if key in readers:
            return readers[key](record)
        form = key_form(key)
        return next((value for name, value in record.extra.items() if key_form(name) == form), None)

    def keys(self, records: Iterable[AnyRecord]) -> set[str]:
        """Every key that some kind's shape has, with the keys of the user's own in these records."""
        own = {key_form(name) for record in records for name in record.extra}
        return own | {key for readers in self._readers.values() for key in readers}

    @cached_property
    def _readers(self) -> dict[Kind, dict[str, Callable[[AnyRecord], Value]]]:
        return {kind: self._readers_of(kind) for kind in KINDS}

    def _readers_of(self, kind: Kind) -> dict[str, Callable[[AnyRecord], Value]]:
        readers: dict[str, Callable[[AnyRecord], Value]] = {
            "id": lambda record: record.id,
            "kind": lambda record: record.kind,
            "path": lambda record: record.path,
            "name": lambda record: record.name,
        }
        for field in FIELDS[kind]:
            readers.setdefault(_key_of(field), self._reader(field))
        readers["extra"] = lambda record: dict(record.extra)
        if kind == "contact":
            for key in _DERIVED:
                readers.pop(key, None)
            readers |= {key: getattr(self, f"_{key}") for key in _DERIVED}
        return readers

    def _reader(self, field: Field) -> Callable[[AnyRecord], Value]:
        shape: Callable[[Any], Value] = getattr(self, f"_{field.type}", _as_it_is)
        slot = field.slot
        if field.type in ("reference", "references"):
            return lambda record: shape(getattr(record, slot), *field.to)
        return lambda record: shape(getattr(record, slot))

    # One method a type of field; text and choices are what they are.

    def _words(self, words: tuple[str, ...]) -> list[str]:
        return list(words)

    def _phrases(self, phrases: tuple[Any, ...]) -> list[str]:
        return [phrase.text for phrase in phrases]

    def _labelled(self, values: tuple[Any, ...]) -> list[Part]:
        return [Part(value.text, label=value.label, value=value.text) for value in values]

    def _reference(self, reference: Reference | None, *kinds: Kind) -> str | None:
        if reference is None:
            return None
        found = self._snapshot.resolve(reference.text, *kinds)
        return found[0].id if len(found) == 1 else reference.text

    def _references(self, references: tuple[Reference, ...], *kinds: Kind) -> list[str | None]:
        return [self._reference(reference, *kinds) for reference in references]

    def _ties(self, ties: tuple[Tie, ...]) -> list[Part]:
        return [self._tie(self._reference(tie.who, "contact"), tie.role) for tie in ties]

    def _tie(self, who: str | None, role: str | None) -> Part:
        return Part(f"{who} ({role})" if role else str(who), **{"who": who, "as": role})

    def _date(self, day: object) -> str | None:
        return None if day is None else str(day)

    def _dates(self, milestones: tuple[Any, ...]) -> list[Part]:
        return [Part(f"{one.date} {one.what}", date=str(one.date), what=one.what) for one in milestones]

    def _met(self, met: Met | None) -> Part | None:
        if met is None:
            return None
        values = {
            "date": self._date(met.date),
            "at": self._reference(met.at, "event", "organization", "contact"),
            "through": self._reference(met.through, "contact"),
            "how": met.how,
        }
        return Part(", ".join(value for value in values.values() if value), **values)

    def _cadence(self, cadence: Any) -> str | None:
        return cadence.text if cadence else None

    # What follows from a contact's story.

    def _last_contact(self, contact: Contact) -> str | None:
        return self._date(self.standing(contact).last_contact)

    def _last_channel(self, contact: Contact) -> str | None:
        return last_channel(self.standing(contact))

    def _next_due(self, contact: Contact) -> str | None:
        return self._date(self.standing(contact).due)

    def _cadence_days(self, contact: Contact) -> int | None:
        return self.standing(contact).cadence_days


def last_channel(stands: Standing) -> str | None:
    """The channel of the last contact; None where that is only known from `last_contact:`."""
    talk = stands.last_talk
    if talk is None or talk.date is None or talk.date.earliest != stands.last_contact:
        return None
    return talk.channel


def sort_value(value: Value) -> tuple[int, float, str]:
    """Where a value stands in an order: numbers by size, text without case and accents, what is absent last."""
    if value is None or value in ([], {}, ""):
        return 2, 0.0, ""
    if isinstance(value, (int, float)):
        return 0, float(value), ""
    return 1, 0.0, fold(plain(value))


def _key_of(field: Field) -> str:
    """The key of a field in the shape: `with`, and `type` for the kind of an event, since `kind` is the record's."""
    return field.slot.removesuffix("_")


def _as_it_is(value: Value) -> Value:
    return value
