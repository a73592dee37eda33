"""The fields of one record put into the file of another: gaps filled, lists joined, what differs kept aside."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...records import Cadence, Contact, PartialDate
from ...schema.fields import Field, field_keys, find_field, key_form, look_up
from ...schema.private import private_names
from ...schema.read import states_kind
from ...schema.types import READERS, Reading
from ...text.body import read_body, reference_name
from ...text.dates import read_partial_date
from ...text.folding import fold
from ...text.nodes import Node, Scalar, plain_value
from ...text.nodes import Sequence as List
from ..edit.field_forms import forms
from ..edit.field_places import Held, Place, held, places
from ..edit.file_edit import Target
from ..rename.called import day_of, written
from ..values import is_list
from .doubles import name_of, names_self, role_of, self_remark
from .intake import Intake, is_empty
from .own_keys import take_comments, take_own

_STATUS = ("active", "dormant", "archived")  # of two, the first
_LATER = ("snooze", "last_contact")
_MET = ("date", "at", "through", "how")
_TIE = {"who", "name", "as", "role"}


def take_fields(intake: Intake) -> None:
    """Takes every field of the old file in; no word that is said there is lost."""
    old = intake.old
    lasting = old.kind != "interaction"
    seen: set[str] = set()
    for key, node in old.root.pairs:
        field, _ = look_up(key.text, key_form(key.text), field_keys(old.kind))
        twice = key.text in seen
        seen.add(key.text)
        if states_kind(key, node) or (lasting and field and field.name in ("name", "aliases")):
            continue  # names become aliases
        if twice:  # of a key that stands twice, the first is read
            intake.leave(key.text, plain_value(node))
        elif field is None:
            take_own(intake, key.text, node)
        elif old.kind != "contact" or field.name != "status":
            place = next(one for one in places(old.root, old.kind, field) if one.node is node)
            if not is_empty(place):
                _take(intake, field, place)
    _take_status(intake)
    _take_day(intake)
    take_comments(intake)


def _take(intake: Intake, field: Field, place: Place) -> None:
    if field.type == "met":
        for one in held(field, [place]):
            _take_part_of_met(intake, field, one)
    elif is_list(field):
        _take_list(intake, field, place)
    else:
        _take_single(intake, field, place)


def _take_single(intake: Intake, field: Field, place: Place) -> None:
    there = [one.node for one in intake.stated(field)] or _said_without_key(intake, field)
    value = plain_value(place.node)
    if not there:
        target = Target(field.name, field, None)
        intake.edit(lambda edit: edit.set_to(target, value), field.name, value)
    elif _same(intake, field, there[0], place.node):
        return
    elif field.name in _LATER and (days := _days(there[0], place.node)):
        if days[1] > days[0]:
            intake.put(value, intake.stated(field)[0].key)
    else:
        _leave(intake, field, value)


def _said_without_key(intake: Intake, field: Field) -> list[Node]:
    """What the file that stays says by its own name or by its heading: its day, and a talk's title."""
    sheet = intake.sheet
    key, day = day_of(sheet.record)
    if field.name == key and day:
        return [Scalar(written(day), 1, 1)]
    title = read_body(sheet.document.body, sheet.document.body_line).title
    return [Scalar(title, 1, 1)] if field.name == "name" and title else []


def _take_day(intake: Intake) -> None:
    """Takes in the day that only the old file's name says."""
    key, day = day_of(intake.old.record)
    mine = day_of(intake.sheet.record)[1]
    field = find_field(intake.old.kind, key)
    stated = field and any(not is_empty(one) for one in places(intake.old.root, intake.old.kind, field))
    if day is None or stated or (mine and _is_within(mine, day)):
        return
    if mine is None:
        intake.put(written(day), key)
    else:
        intake.leave(key, written(day))


def _leave(intake: Intake, field: Field, value: Any) -> None:
    intake.leave(field.name, value)
    words = [word for sheet in (intake.old, intake.sheet) for word in getattr(sheet.record, "private", ())]
    if field.name in private_names(words):
        intake.remarks.append(f"{field.name} is private, and a value of it stands in the text now.")


def _same(intake: Intake, field: Field, one: Node, other: Node) -> bool:
    """True where two values of a field say the same."""
    read = [READERS[field.type](node, field, Reading(""), None) for node in (one, other)]
    if isinstance(read[0], PartialDate) and isinstance(read[1], PartialDate):
        return _is_within(*read)
    if isinstance(read[0], Cadence) and isinstance(read[1], Cadence):
        return bool(read[0].days == read[1].days)
    said = [forms(field, plain_value(node), intake.move.before) for node in (one, other)]
    return bool(said[0] & said[1])


def _is_within(one: PartialDate, other: PartialDate) -> bool:
    """True where the other day says no more than the one: `1815-12` beside `1815-12-10`."""
    if other.time not in (None, one.time):
        return False
    if one.earliest and one.latest and other.earliest and other.latest:
        return other.earliest <= one.earliest and one.latest <= other.latest
    return (one.month, one.day) == (other.month, other.day) and other.year in (None, one.year)


def _days(*nodes: Node) -> list[date] | None:
    """The last day that each can mean; None where one means none."""
    read = [read_partial_date(str(plain_value(node))) for node in nodes]
    days = [found.latest for found in read if found and found.latest]
    return days if len(days) == len(nodes) else None


def _take_status(intake: Intake) -> None:
    """Of two contacts' states the more lively; a contact that states none is active."""
    mine, other = intake.sheet.record, intake.old.record
    if isinstance(mine, Contact) and isinstance(other, Contact):
        wanted = min(mine.status, other.status, key=_STATUS.index)
        if wanted != mine.status:
            intake.put(wanted, intake.stated(field_keys("contact")["status"][0])[0].key)
            intake.remarks.append(f"{intake.sheet.path}: status is {wanted} now, as that of {other.id} was.")


def _take_part_of_met(intake: Intake, field: Field, one: Held) -> None:
    part = one.part or "how"
    there = next((other for other in intake.values(field) if (other.part or "how") == part), None)
    if names_self(field, one, intake.move):
        intake.remarks.append(self_remark(intake.old, field, one))
    elif _has_no_place(intake, field, part) or (there and not _same_part(intake, field, there, one)):
        _leave(intake, field, {part: one.value})
    elif not there:
        target = Target(field.name, field, part)
        intake.edit(lambda edit: edit.set_to(target, {part: one.value}), field.name, {part: one.value})


def _has_no_place(intake: Intake, field: Field, part: str) -> bool:
    """True for a part that `met` does not have, and where a list stands there."""
    return key_form(part) not in _MET or any(isinstance(place.node, List) for place in intake.stated(field))


def _same_part(intake: Intake, field: Field, one: Held, other: Held) -> bool:
    texts = [reference_name(str(each.value)) for each in (one, other)]
    if one.part in ("at", "through"):
        meant = [{record.path for record in intake.move.before.resolve(text, *field.to)} for text in texts]
        if all(meant):
            return meant[0] == meant[1]
    return fold(texts[0]) == fold(texts[1])


def _take_list(intake: Intake, field: Field, place: Place) -> None:
    for one in held(field, [place]):
        value = {one.part: one.value} if one.part is not None else one.value
        alike = _alike(intake, field, one)
        if names_self(field, one, intake.move):
            intake.remarks.append(self_remark(intake.old, field, one))
        elif not _is_understood(field, one):
            _leave(intake, field, value)
        elif not alike:
            _add(intake, field, value)
        elif _says_more(field, one, alike) and not _filled_in(intake, field, one, alike[0]):
            _leave(intake, field, value)


def _add(intake: Intake, field: Field, value: Any) -> None:
    target = Target(field.name, field, None)
    intake.edit(lambda edit: edit.add(target, [value]), field.name, value)


def _is_understood(field: Field, one: Held) -> bool:
    """False for a value of another shape than the field's, such as a mapping among words."""
    if field.type == "labelled":
        return True
    return one.part is None and (field.type == "ties" or isinstance(one.value, dict) == (field.type == "dates"))


def _alike(intake: Intake, field: Field, one: Held) -> list[Held]:
    """The values in the file that mean the same as this one."""
    snapshot = intake.move.before
    wanted = forms(field, one.value, snapshot)
    return [other for other in intake.values(field) if wanted & forms(field, other.value, snapshot)]


def _says_more(field: Field, one: Held, alike: list[Held]) -> bool:
    """True where the values that mean the same lack the label, the role or another word of this one."""
    if field.type != "ties":
        return one.part is not None and fold(one.part) not in {fold(other.part or "") for other in alike}
    keyed = isinstance(one.value, dict) and bool(_TIE & {key_form(str(key)) for key in one.value})
    if keyed and not {key_form(str(key)) for key in one.value} <= _TIE:
        return True
    return bool(role_of(one)) and fold(role_of(one)) not in {fold(role_of(other)) for other in alike}


def _filled_in(intake: Intake, field: Field, one: Held, there: Held) -> bool:
    """Gives a value that has no label or role those of the other; False where it cannot be given them."""
    if not isinstance(there.value, str) or there.part is not None or there.piece is not None:
        return False
    value = {one.part: there.value} if one.part is not None else {"who": there.value, "as": role_of(one)}
    if field.type == "ties" and name_of(one) != str(one.value.get("who", name_of(one))):
        return False
    key, *rest = there.address
    intake.put(value, str(key), *rest)
    return True
