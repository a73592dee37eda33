"""The edits of one record's file, one after the other: what is asked of a field, done where the field stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...errors import NoSuchRecord, Refused, UsageFault
from ...records import AnyRecord
from ...schema.fields import Field
from ...snapshot import Snapshot
from ...text.edits import Address, add_values, set_value
from ...text.folding import fold
from ...text.nodes import Mapping, Node, Scalar, bare_link, plain_value
from ...text.nodes import Sequence as List
from ..names import refuse_taken_alias
from ..values import as_mapping, check_own_key, is_list, meaning_of, own_value, parts, read_value, simple
from .checks import check_value
from .field_forms import called, forms, tie_of
from .field_places import Held, Place, front_of, held, key_order, only, own_places, part_spots, places
from .taking_out import without, without_values

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """What a typed key means: a field, or a key of the user's own, or one part of it."""

    key: str
    field: Field | None
    part: str | None

    @property
    def name(self) -> str:
        """The field's name, or the user's key."""
        return self.field.name if self.field else self.key


class FileEdit:
    """A file that is edited: each edit is made on the bytes that the one before it left."""

    def __init__(self, record: AnyRecord, read: Read, snapshot: Snapshot, today: date) -> None:
        """Raises Refused for a file that cannot be read."""
        self.record = record
        self.before = self.raw = read(record.path)
        self.remarks: list[str] = []
        self._snapshot = snapshot
        self._today = today
        self._root = front_of(self.raw, record.path)

    def target(self, key: str) -> Target:
        """What the key means in this file; raises UsageFault for the name, which another command changes."""
        key = key.strip()
        kind = self.record.kind
        if any(place.key == key for place in own_places(self._root, kind, key)):
            return Target(key, None, None)
        field, part = meaning_of(kind, key)
        head, _, tail = key.partition(".")
        if field is None and tail and any(isinstance(one.node, Mapping) for one in own_places(self._root, kind, head)):
            return Target(head, None, tail)
        if field and field.name == "name":
            hint = f'notebook rename {self.record.id} "New Name"'
            raise UsageFault("A name is changed together with what refers to it.", hint)
        return Target(key, field, part)

    def value(self, target: Target, text: str) -> Any:
        """The typed text as a file holds it; raises UsageFault, NoSuchRecord, Refused for an alias that is taken."""
        if target.field is None:
            return own_value(text)
        value = read_value(target.field, target.part, text, self._snapshot, self._today)
        check_value(self.record, target.field, value)
        if target.field.name == "aliases":
            for alias in value:
                refuse_taken_alias(str(alias), self.record, self._snapshot)
        return value

    # Setting

    def set_to(self, target: Target, value: Any) -> None:
        """Puts the value where the field or the part of it stands, or makes a place for it; raises Refused."""
        if target.part:
            self._set_part(target, target.part, _inner(value))
            return
        place = self._only(self._places(target), target.name)
        before = held(target.field, [place] if place else [])
        if place is None:
            self._insert(target, simple(target.field, value) if target.field else value)
        elif place.part:
            raise Refused(
                f"{self.record.path}:{place.line}: {target.key} stands here as {place.key}. Nothing was written.",
                f"notebook set {self.record.id} {place.key}=… changes it.",
            )
        else:
            self._put((place.key,), _in_form(target.field, value, place.node))
            self._say_dropped(target, place, before)

    def _say_dropped(self, target: Target, place: Place, before: Sequence[Held]) -> None:
        """A remark where a list has lost values, which may have been meant to stay."""
        own_list = isinstance(place.node, List) and not bare_link(place.node)
        if not (is_list(target.field) if target.field else own_list):
            return
        after = [forms(target.field, one.value, self._snapshot) for one in held(target.field, self._places(target))]
        if not all(any(forms(target.field, one.value, self._snapshot) & new for new in after) for one in before):
            self.remarks.append("notebook add adds to the list instead.")

    def _set_part(self, target: Target, part: str, value: Any) -> None:
        found = self._places(target)
        spot = only(part_spots(found, part), part, self.record.path)
        whole = self._only([place for place in found if not place.part], target.name)
        if spot:
            self._put(spot.address, value)
        elif whole is None:
            self._insert(target, {part: value})
        elif isinstance(whole.node, Mapping):
            self._put((whole.key, part), value)
        elif isinstance(whole.node, Scalar) and whole.node.empty:
            self._put((whole.key,), {part: value})
        elif target.field and target.field.type == "met":
            self._put((whole.key,), {part: value, "how": plain_value(whole.node)})
        else:
            self._append((whole.key,), {part: value})

    # Adding

    def add(self, target: Target, value: Any) -> None:
        """Puts each value at the end of the list, but for those that are there; raises Refused, UsageFault."""
        seen: set[str] = set()
        for one in value if isinstance(value, list) else [value]:
            names = forms(target.field, one, self._snapshot)
            if names & seen:
                continue
            seen |= names
            found = self._places(target)
            alike = self._alike(target, found, one)
            if alike is None:
                self._add_one(target, one, found)
                continue
            if target.field and target.field.type == "ties" and tie_of(one)[1] not in (None, tie_of(alike.value)[1]):
                said = f"{target.name} has {tie_of(one)[0]} already, in another role."
                raise UsageFault(said, f"notebook edit {self.record.id} opens the file.")
            self.remarks.append(f"{target.name} has {_said(one)} already.")

    def _alike(self, target: Target, found: Sequence[Place], value: Any) -> Held | None:
        wanted = forms(target.field, value, self._snapshot)
        values = held(target.field, found)
        return next((one for one in values if wanted & forms(target.field, one.value, self._snapshot)), None)

    def _add_one(self, target: Target, value: Any, found: Sequence[Place]) -> None:
        whole = self._only([place for place in found if not place.part], target.name)
        labelled = target.field and target.field.type == "labelled" and isinstance(value, dict)
        label, text = next(iter(value.items())) if labelled else (None, value)
        spots = part_spots([place for place in found if place.part], label) if label and not whole else []
        if spots:
            self._append(spots[0].address, text)
        elif whole is None or (isinstance(whole.node, Scalar) and whole.node.empty):
            fresh = simple(target.field, [value]) if target.field else [value]
            self._put((whole.key,), fresh) if whole else self._insert(target, fresh)
        elif isinstance(whole.node, Mapping):
            self._add_to_mapping(whole, label, text)
        else:
            self._add_to_text_or_list(target, whole, value)

    def _add_to_text_or_list(self, target: Target, whole: Place, value: Any) -> None:
        pieces = [one.value for one in held(target.field, [whole]) if one.piece is not None]
        if pieces and isinstance(value, str) and target.name in ("tags", "emails"):
            self._put((whole.key,), f"{str(plain_value(whole.node)).rstrip(' ,')}, {value}")
        elif pieces and isinstance(whole.node, Scalar):  # `[[ana]] [[rui]]`
            self._put((whole.key,), [*pieces, value])
        else:
            self._append((whole.key,), value)

    def _add_to_mapping(self, whole: Place, label: str | None, value: Any) -> None:
        spots = part_spots([whole], label) if label else []
        if spots:
            self._append(spots[0].address, value)
        elif label:
            self._put((whole.key, label), value)
        else:
            self._put((whole.key,), [plain_value(whole.node), value])

    # Removing

    def remove(self, target: Target) -> None:
        """Takes out the field, the part of it, or the key; raises NoSuchRecord, saying which there are."""
        found = self._places(target)
        if target.part:
            addresses = [spot.address for spot in part_spots(found, target.part)]
        else:
            exact = [place for place in found if place.key == target.key]
            one = None if exact else self._only(found, target.name)
            addresses = [(place.key,) for place in exact or ([one] if one else [])]
        if not addresses:
            keys = ", ".join(key.text for key, _ in self._root.pairs)
            said = f"{self.record.name} has no {f'{target.name}.{target.part}' if target.part else target.key}."
            raise NoSuchRecord(said, f"There is {keys}." if keys else None)
        self._now(without(self.raw, self.record.path, found, addresses))

    def remove_value(self, target: Target, text: str) -> None:
        """Takes out the values that a text means, as a whole or with commas between them.

        Raises NoSuchRecord, saying what is there, where it means none.
        """
        found = self._places(target)
        if any(place.key == target.key and not place.part for place in found):  # no synonym of it is meant
            found = [place for place in found if place.key == target.key or place.part]
        values = held(target.field, found)
        addresses = [spot.address for spot in part_spots(found, target.part)] if target.part else [()]
        there = [one for one in values if any(one.address[: len(at)] == at for at in addresses)]
        gone = self._called(target, there, text)
        for part in [] if gone else _parts(text):
            meant = self._called(target, there, part)
            if not meant:
                held_now = ", ".join(dict.fromkeys(_said(one.value) for one in there))
                hint = f"There is {held_now}." if held_now else None
                raise NoSuchRecord(f'{self.record.name} has no "{_said(part)}" in {target.name}.', hint)
            gone += [one for one in meant if one not in gone]
        self._now(without_values(self.raw, self.record.path, found, values, gone))

    def _called(self, target: Target, there: Sequence[Held], wanted: Any) -> list[Held]:
        names = forms(target.field, wanted, self._snapshot)
        if target.field and target.field.type == "date":
            names |= {fold(str(read_value(target.field, None, str(wanted), self._snapshot, self._today)))}
        return [one for one in there if names & called(target.field, one, self._snapshot)]

    # What all of them need

    def _places(self, target: Target) -> list[Place]:
        kind = self.record.kind
        return places(self._root, kind, target.field) if target.field else own_places(self._root, kind, target.key)

    def _only(self, found: Sequence[Place], name: str) -> Place | None:
        return only(found, name, self.record.path)

    def _insert(self, target: Target, value: Any) -> None:
        """Makes a new key: a field's own name at its place, a key of the user's own at the end."""
        if target.field is None:
            by_hand = f"A key of your own can be added with notebook edit {self.record.id}."
            check_own_key(self.record.kind, target.key, by_hand)
            self.remarks.append(f'"{target.key}" is no field of the notebook; it is kept as your own key.')
        order = key_order(self._root, self.record.kind)
        self._now(set_value(self.raw, self.record.path, (target.name,), value, order))

    def _put(self, address: Address, value: Any) -> None:
        self._now(set_value(self.raw, self.record.path, address, value))

    def _append(self, address: Address, value: Any) -> None:
        self._now(add_values(self.raw, self.record.path, address, [value]))

    def _now(self, raw: bytes) -> None:
        self.raw = raw
        self._root = front_of(raw, self.record.path)


def _inner(value: Any) -> Any:
    """The value of the one part in a mapping, or in a list of one."""
    mapping = value[-1] if isinstance(value, list) else value
    return next(iter(mapping.values())) if isinstance(mapping, dict) else mapping


def _in_form(field: Field | None, value: Any, node: Node) -> Any:
    """The value in the form of what stands there: one text, texts with commas, a mapping or a list."""
    if field is None:
        own = isinstance(node, List) and isinstance(value, str) and not bare_link(node)
        return parts(value) if own else value
    if not isinstance(value, list) or isinstance(node, List):
        return value
    if isinstance(node, Mapping):
        return as_mapping(value) or value
    if node.empty:
        return simple(field, value)
    texts = all(isinstance(one, str) for one in value)
    if texts and (len(value) == 1 or (field.name == "tags" and "," in node.text)):
        return ", ".join(value)
    return value


def _parts(text: str) -> list[Any]:
    """The values in a typed text: with commas between them, or as in a file."""
    value = own_value(text)
    if isinstance(value, str):
        return list(parts(value))
    return value if isinstance(value, list) else [value]


def _said(value: Any) -> str:
    """A value as a person says it."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value)
