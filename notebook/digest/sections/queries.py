"""A section that is a saved query: its records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...practice.promises import summary_words
from ...practice.words import ago_words, day_words
from ...records import AnyRecord, Contact, Event, Interaction, Organization, PartialDate, Reference
from ..context import Context, Found, shown_command
from ..model import PlainLine

_NAMES = 3  # people of a project that are named


def query_section(context: Context, key: str) -> Found:
    """The records that fit the query `@name`, as it orders them."""
    found = context.spec.find(key.removeprefix("@")) if context.spec.find else ()
    lines = tuple(_line(context, record) for record in found)
    return Found(lines, shown_command("list", key))


def _line(context: Context, record: AnyRecord) -> PlainLine:
    text, when, day = _words(context, record)
    return PlainLine(record.kind, (context.person(record.id),), text, when, day, record.path, 1)


def _words(context: Context, record: AnyRecord) -> tuple[str, str, date | None]:
    """What a record is, when it was or is, in words, and that day: of a contact, of the last talk."""
    if isinstance(record, Contact):
        last = context.snapshot.last_contact(record.id, context.day)
        parts = (record.role, *(_name(context, one) for one in record.organization[:1]), record.location)
        return _joined(parts), f"last talk {ago_words(last, context.day)}" if last else "no talk yet", last
    if isinstance(record, Interaction):
        return summary_words(context.snapshot, record), *_when(context, record.date)
    if isinstance(record, Event):
        return _joined((record.type, record.place)), *_when(context, record.start)
    if isinstance(record, Organization):
        return _joined((record.type, record.location)), "", None
    people = ", ".join(person.name for person in context.people(context.snapshot.people(record)[:_NAMES]))
    return _joined((record.status, f"with {people}" if people else "")), "", None


def _when(context: Context, day: PartialDate | None) -> tuple[str, date | None]:
    if day is None or day.earliest is None:
        return "", None
    return day_words(day.whole, context.day) if day.whole else str(day), day.earliest


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _name(context: Context, organization: Reference) -> str:
    found = context.snapshot.resolve(organization.text, "organization")
    return found[0].name if len(found) == 1 else organization.text
