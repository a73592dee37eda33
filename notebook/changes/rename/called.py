"""What a file says its record is called: the name, and the aliases."""

from __future__ import annotations

from collections.abc import Iterable

from ...records import AnyRecord, Event, Interaction, PartialDate
from ...schema.fields import Field, find_field
from ...text.body import read_body
from ...text.edits import add_values, set_value
from ...text.folding import fold
from ...text.nodes import Scalar
from ..edit.field_places import Place, key_order, places
from .sheet import Sheet


def with_name(sheet: Sheet, name: str) -> bytes:
    """The file with that name. Raises Refused."""
    found = _places(sheet, "name")
    stated = [place for place in found if not (isinstance(place.node, Scalar) and place.node.empty)]
    key = next((place.key for place in stated or found), "name")
    return set_value(sheet.raw, sheet.path, (key,), name, key_order(sheet.root, sheet.kind))


def with_day(sheet: Sheet, moved: AnyRecord) -> bytes:
    """The file with the day that its name says, where the record, `moved`, has lost it. Raises Refused."""
    key, day = day_of(sheet.record)
    if day is None or day_of(moved)[1] == day:
        return sheet.raw
    return set_value(sheet.raw, sheet.path, (key,), written(day), key_order(sheet.root, sheet.kind))


def day_of(record: AnyRecord) -> tuple[str, PartialDate | None]:
    """The day that a file's name can say instead of a field, and that field; none but for interactions and events."""
    if isinstance(record, Interaction):
        return "date", record.date
    return "start", record.start if isinstance(record, Event) else None


def written(day: PartialDate) -> str:
    """A day as files hold it."""
    return str(day).replace("T", " ")


def heading_remark(sheet: Sheet) -> list[str]:
    """A remark about the heading that gave the name, which stays as it is."""
    title = read_body(sheet.document.body, sheet.document.body_line).title
    if title and fold(title) == fold(sheet.record.name):
        return [f"{sheet.path}: the heading # {title} is left as it is; name: is what counts now."]
    return []


def with_aliases(sheet: Sheet, names: Iterable[str], record: AnyRecord) -> bytes:
    """The file with these names among its aliases, but for those that the record goes by already. Raises Refused."""
    if isinstance(record, Interaction):
        return sheet.raw
    known = {fold(name) for name in (record.id, record.name, *record.aliases)}
    new = []
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            new.append(name)
    if not new:
        return sheet.raw
    found = _places(sheet, "aliases")
    if found:
        return add_values(sheet.raw, sheet.path, (found[0].key,), new)
    return set_value(sheet.raw, sheet.path, ("aliases",), new, key_order(sheet.root, sheet.kind))


def _places(sheet: Sheet, name: str) -> list[Place]:
    field = find_field(sheet.kind, name)
    assert isinstance(field, Field)  # every kind has a name, and all but interactions have aliases
    return places(sheet.root, sheet.kind, field)
