"""Lists that name two records which become one: each names it once, and nobody is said to know themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ...schema.fields import FIELDS, Field
from ...text.body import reference_name
from ...text.edits import set_value
from ...text.folding import fold
from ..edit.field_forms import tie_of
from ..edit.field_places import Held, held, places
from ..edit.taking_out import without_values
from ..rename.move import Move
from ..rename.sheet import Sheet, sheet_of


def without_doubles(sheet: Sheet, move: Move) -> bytes:
    """The file without what names the old record where the same list names the new one in the same role."""
    if not move.names_stay:
        return sheet.raw
    for field in FIELDS[sheet.kind]:
        if field.type in ("references", "ties"):
            raw = _single(sheet, field, move)
            sheet = sheet if raw == sheet.raw else sheet_of(raw, sheet.path, sheet.kind)
    return sheet.raw


def _single(sheet: Sheet, field: Field, move: Move) -> bytes:
    found = [one for one in values_of(sheet, field) if one.part is None]  # a mapping among references is not read
    old = [one for one in found if move.is_old(name_of(one), field.to)]
    new = [one for one in found if move.was_new(name_of(one), field.to)]
    if not old or not new:
        return sheet.raw
    raw = sheet.raw
    roles = {fold(role_of(one)) for one in new}
    gone = [one for one in old if fold(role_of(one)) in {"", *roles}]
    for one in old:
        clash = _same_mapping(one, new)
        if one not in gone and clash:  # `{ada-byron: editor, ada-lovelace: reader}`: a key stands once
            both = ", ".join(role for role in (role_of(clash), role_of(one)) if role)
            raw = set_value(raw, sheet.path, clash.address, both)
            gone.append(one)
    return without(sheet_of(raw, sheet.path, sheet.kind), field, gone)


def _same_mapping(one: Held, others: Iterable[Held]) -> Held | None:
    """The one of the others that is a key of the same mapping."""
    if len(one.address) < 2 or not isinstance(one.address[-1], str):
        return None
    return next((other for other in others if other.address[:-1] == one.address[:-1]), None)


def without_selves(sheet: Sheet, move: Move) -> tuple[bytes, list[str]]:
    """The file of the record that stays without what it says of the other, with a remark for each; raises Refused."""
    remarks = []
    for field in FIELDS[sheet.kind]:
        if not field.to:
            continue
        gone = [one for one in values_of(sheet, field) if names_self(field, one, move)]
        raw = without(sheet, field, gone)
        remarks += [self_remark(sheet, field, one) for one in gone]
        sheet = sheet if raw == sheet.raw else sheet_of(raw, sheet.path, sheet.kind)
    return sheet.raw, remarks


def names_self(field: Field, one: Held, move: Move) -> bool:
    """True for a value of one of the two records that names the other."""
    if not field.to or (field.type == "met" and one.part not in ("at", "through")):
        return False
    return move.is_old(name_of(one), field.to) or move.was_new(name_of(one), field.to)


def self_remark(sheet: Sheet, field: Field, one: Held) -> str:
    """What is said where one of the two records names the other."""
    said = f"{name_of(one)} ({role_of(one)})" if role_of(one) else name_of(one)
    name = f"{field.name}.{one.part}" if field.type == "met" else field.name
    return f"{sheet.path}: {name}: {said} is left out, for they are one now."


def without(sheet: Sheet, field: Field, gone: Collection[Held]) -> bytes:
    """The file without these values of a field; raises Refused."""
    found = places(sheet.root, sheet.kind, field)
    return without_values(sheet.raw, sheet.path, found, held(field, found), gone) if gone else sheet.raw


def values_of(sheet: Sheet, field: Field) -> list[Held]:
    """The values of a field in a file, one by one."""
    return held(field, places(sheet.root, sheet.kind, field))


def name_of(one: Held) -> str:
    """The name in a reference or tie as a file holds it."""
    return " ".join(reference_name(tie_of(one.value)[0]).split())


def role_of(one: Held) -> str:
    """The role in a tie; nothing where it has none."""
    return str(tie_of(one.value)[1] or "")
