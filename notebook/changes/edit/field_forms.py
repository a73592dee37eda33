"""By what two values of a field are one, and by what a person may call a value."""

from __future__ import annotations

import re
from typing import Any

from ...schema.fields import Field
from ...snapshot import Snapshot
from ...text.body import reference_name
from ...text.folding import fold
from .field_places import Held

_SPACING = re.compile(r"[\s().-]")


def forms(field: Field | None, value: Any, snapshot: Snapshot) -> set[str]:
    """What a value is compared by: two values with a form in common are one.

    A reference by the id it means, a phone number without its spaces, any other text without case and accents.
    """
    if isinstance(value, dict):
        return _forms_of_mapping(field, value, snapshot)
    text = reference_name(str(value))
    if field is None:
        return {fold(text)}
    if field.to and field.type != "met":
        found = snapshot.resolve(text, *field.to)
        return {fold(text), *(f"id:{record.id}" for record in found if len(found) == 1)}
    if field.name == "phones":
        return {_SPACING.sub("", text)}
    return {fold(text.removeprefix("#")) if field.name == "tags" else fold(text)}


def _forms_of_mapping(field: Field | None, value: dict[str, Any], snapshot: Snapshot) -> set[str]:
    if field and field.type == "ties":
        return forms(field, tie_of(value)[0], snapshot)
    if field and field.type == "labelled" and len(value) == 1:
        return forms(field, next(iter(value.values())), snapshot)
    said = value.values() if field and field.type == "dates" and "date" in value else [*value, *value.values()]
    return {" ".join(sorted(fold(str(one)) for one in said))}


def called(field: Field | None, one: Held, snapshot: Snapshot) -> set[str]:
    """What a person may call a value by: the forms it is compared by, its label, the date or the words of a date."""
    found = forms(field, one.value, snapshot)
    if one.part:
        found |= {fold(one.part), fold(f"{one.part}:{one.value}")}
    if isinstance(one.value, dict) and field and field.type == "dates":
        found |= {fold(str(half)) for pair in one.value.items() for half in pair if half not in ("date", "what")}
    return found


def tie_of(value: Any) -> tuple[str, str | None]:
    """Who is in a tie as a file holds it, and in which role."""
    if not isinstance(value, dict):
        return str(value), None
    if "who" in value or "name" in value:
        return str(value.get("who") or value.get("name")), value.get("as") or value.get("role")
    who = next(iter(value), "")
    return str(who), value.get(who)
