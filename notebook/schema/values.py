"""Records by key: every value of a field as text, for queries, search and tables."""

from __future__ import annotations

from typing import Any

from ..records import AnyRecord, Cadence, Interaction, Labelled, Met, Milestone, Phrase, Reference, Tie
from .fields import find_field, key_form


def texts(record: AnyRecord, key: str) -> tuple[str, ...]:
    """Every value the record has under a key (a field, a synonym, or a key of the user's own) as text."""
    field = find_field(record.kind, key)
    if field is not None:
        found = tuple(_texts_of(getattr(record, field.slot)))
        if found:
            return found
    form = key_form(key)
    return tuple(text for name, value in record.extra.items() if key_form(name) == form for text in _texts_of(value))


def names_of(record: AnyRecord) -> tuple[str, ...]:
    """The id, the name and the aliases."""
    aliases = () if isinstance(record, Interaction) else record.aliases
    return (record.id, record.name, *aliases)


def all_texts(record: AnyRecord) -> tuple[str, ...]:
    """Every value in the record's front matter as text, name and aliases left out."""
    from .fields import FIELDS

    found: list[str] = []
    for field in FIELDS[record.kind]:
        if field.name not in ("name", "aliases"):
            found.extend(_texts_of(getattr(record, field.slot)))
    for value in record.extra.values():
        found.extend(_texts_of(value))
    return tuple(found)


def _texts_of(value: Any) -> list[str]:
    match value:
        case None:
            return []
        case str():
            return [value]
        case Phrase() | Reference() | Labelled() | Cadence():
            return [value.text]
        case Milestone():
            return [value.what, str(value.date)]
        case Tie():
            return [value.who.text] + ([value.role] if value.role else [])
        case Met():
            parts = (value.date, value.at and value.at.text, value.through and value.through.text, value.how)
            return [str(part) for part in parts if part]
        case dict():
            return [text for child in value.values() for text in _texts_of(child)]
        case tuple() | list():
            return [text for child in value for text in _texts_of(child)]
        case _:
            return [str(value)]
