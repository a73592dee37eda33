"""Three values of one field to one, by what they say: a pure function, apart from how a file spells it.

The answer is a pair: what the field says if ours is right where the two clash, and if theirs is. Without a clash they
are one. Nothing here prefers a side, for a rebase swaps them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial
from typing import TypeAlias

from ...schema.fields import Field, key_form
from ...text.body import reference_name
from ...text.dates import read_partial_date
from ...text.edits.model import Model
from ..values import is_list, parts


class Missing(Enum):
    """No key at all, which is not the same as a key without a value."""

    MISSING = "missing"


MISSING = Missing.MISSING
Value: TypeAlias = "Model | Missing"
Pair: TypeAlias = tuple[Value, Value]

_LATER = ("snooze", "last_contact")
_LINKS = re.compile(r"\[\[[^\[\]]+\]\]")
_NAMING = ("who", "name", "what", "id", "date")  # by which of its keys a mapping in a list is known again


def merge_value(field: Field | None, base: Value, ours: Value, theirs: Value) -> Pair:
    """The merged value, as ours and as theirs would have what clashes; the two are equal where nothing does."""
    if _one_reordered(field, base, ours, theirs):
        return _merge_list(field, base, ours, theirs)
    for same in (_equal, partial(_alike, field)):
        if same(ours, theirs):
            settled = ours if ours is not MISSING else theirs
        elif same(base, theirs):
            settled = ours
        elif same(base, ours):
            settled = theirs
        else:
            continue
        return settled, settled
    if field and field.name in _LATER:
        return _later(ours, theirs)
    there = [value for value in (base, ours, theirs) if not _nothing(value)]
    if all(isinstance(value, tuple) and not _is_one(field, value) for value in there):
        return _merge_mapping(field, base, ours, theirs)
    if _as_lists(field, base, ours, theirs):
        return _merge_list(field, base, ours, theirs)
    return ours, theirs


def clashes(pair: Pair) -> bool:
    """True where the two sides of a merged value differ."""
    return not _equal(*pair)


def keeps_order(one: Value, merged: Value) -> bool:
    """True unless both are lists, and what they share stands in another order."""
    if not isinstance(one, list) or not isinstance(merged, list):
        return True
    return not _reordered([canon(member) for member in merged], [canon(member) for member in one])


def known_by(member: Model) -> str | None:
    """By what a mapping in a list is known again on another side."""
    if not isinstance(member, tuple):
        return None
    return next((f"{key}:{said}" for key in _NAMING if (said := _said(member, key)) is not None), None)


def canon(value: Value) -> object:
    """A value in a form that can be compared and hashed: mappings without their order."""
    if isinstance(value, tuple):
        return frozenset((key, canon(child)) for key, child in value)
    if isinstance(value, list):
        return tuple(canon(child) for child in value)
    return value


def with_commas(field: Field | None, value: Value) -> Value:
    """A list as one text with commas, where the field reads that as the same list; else the value as it is."""
    if not isinstance(value, list) or not value[1:] or not all(isinstance(one, str) for one in value):
        return value
    text = ", ".join(str(one) for one in value)
    return text if _members(field, text) == value else value


def _nothing(value: Value) -> bool:
    return value is MISSING or value is None


def _equal(one: Value, other: Value) -> bool:
    return canon(one) == canon(other) and (one is MISSING) == (other is MISSING)


def _alike(field: Field | None, one: Value, other: Value) -> bool:
    """True where the two say the same in this field: a list is a set, one value is a list of one."""
    if _nothing(one) and _nothing(other):
        return True
    if not _as_lists(field, one, other):
        return False
    first, second = (_members(field, value) for value in (one, other))
    return {_form(field, one) for one in first} == {_form(field, one) for one in second}


def _one_reordered(field: Field | None, base: Value, ours: Value, theirs: Value) -> bool:
    """True where one side put a list in another order, and the other one changed it too."""
    if any(_nothing(value) for value in (base, ours, theirs)) or not _as_lists(field, base, ours, theirs):
        return False
    if _equal(base, ours) or _equal(base, theirs) or _alike(field, ours, theirs):
        return False
    known, mine, other = _forms(field, base, ours, theirs)
    return _reordered(known, mine) != _reordered(known, other)


def _forms(field: Field | None, *values: Value) -> list[list[object]]:
    return [[_form(field, member) for member in _members(field, value)] for value in values]


def _reordered(known: Sequence[object], side: Sequence[object]) -> bool:
    """True where what both hold does not stand in one order."""
    shared = set(known).intersection(side)
    return [one for one in known if one in shared] != [one for one in side if one in shared]


def _form(field: Field | None, member: Model) -> object:
    """What a member of a list is compared by: a reference by the name in it, with or without brackets."""
    inner = member
    while isinstance(inner, list) and len(inner) == 1:
        inner = inner[0]
    if field and field.type in ("references", "ties") and isinstance(inner, str):
        return reference_name(inner)
    return canon(member)


def _later(ours: Value, theirs: Value) -> Pair:
    """The later day; what has no day cannot be compared with one."""
    days = []
    for value in (ours, theirs):
        day = read_partial_date(value) if isinstance(value, str) else None
        if day is None or day.earliest is None:
            return ours, theirs
        days.append((day.earliest, day.time or "", str(day)))
    settled = ours if days[0] >= days[1] else theirs
    return settled, settled


def _merge_mapping(field: Field | None, base: Value, ours: Value, theirs: Value) -> Pair:
    """Key by key, in our order; what one side removed and the other left alone goes."""
    three = [dict(value) if isinstance(value, tuple) else {} for value in (base, ours, theirs)]
    halves: tuple[list[tuple[str, Model]], list[tuple[str, Model]]] = ([], [])
    for key in dict.fromkeys((*three[1], *three[2])):
        pair = merge_value(None, *(side.get(key, MISSING) for side in three))
        for half, value in zip(halves, pair, strict=True):
            if value is not MISSING:
                half.append((key, value))
    first, second = (tuple(half) or _emptied(ours, theirs, ()) for half in halves)
    return first, second


def _emptied(ours: Value, theirs: Value, empty: Model) -> Value:
    """What is left where nothing is: no key where one side has none."""
    if ours is MISSING or theirs is MISSING:
        return MISSING
    return None if ours is None or theirs is None else empty


def _merge_list(field: Field | None, base: Value, ours: Value, theirs: Value) -> Pair:
    """As sets, in our order, or in theirs where they alone reordered what was there; what one side took away is gone,
    a mapping that both changed is merged by its keys.
    """
    forms = _forms(field, base, ours, theirs)
    if _reordered(forms[0], forms[2]) and not _reordered(forms[0], forms[1]):
        second, first = _listed(field, base, theirs, ours)
        return first, second
    return _listed(field, base, ours, theirs)


def _listed(field: Field | None, base: Value, ours: Value, theirs: Value) -> Pair:
    """The members of ours, each merged, then those that theirs alone has."""
    known, mine, other = (_members(field, value) for value in (base, ours, theirs))
    names, other_names = _matched(field, known, mine, "ours"), _matched(field, known, other, "theirs")
    fresh = [at for at, name in enumerate(names) if name[0] == "ours"]
    other_fresh = [at for at, name in enumerate(other_names) if name[0] == "theirs"]
    across = _matched(field, [mine[at] for at in fresh], [other[at] for at in other_fresh], "theirs")
    for at, found in zip(other_fresh, across, strict=True):
        if found[0] == "base":
            other_names[at] = names[fresh[found[1]]]
    before = {("base", at): member for at, member in enumerate(known)}
    by_other = dict(zip(other_names, other, strict=True))
    pairs = [
        _merge_member(field, before.get(name, MISSING), member, by_other.get(name, MISSING))
        for name, member in zip(names, mine, strict=True)
    ]
    seen = {_form(field, member) for member in mine}
    by_ours = set(names)
    for name, member in zip(other_names, other, strict=True):
        if name not in by_ours and _form(field, member) not in seen:
            seen.add(_form(field, member))
            pairs.append(_merge_member(field, before.get(name, MISSING), MISSING, member))
    most = Counter([_form(field, member) for member in mine]) | Counter([_form(field, member) for member in other])
    first = _as_often(field, [half for half, _ in pairs if half is not MISSING], most)
    second = _as_often(field, [half for _, half in pairs if half is not MISSING], most)
    return first or _emptied(ours, theirs, []), second or _emptied(ours, theirs, [])


def _as_often(field: Field | None, merged: Sequence[Model], most: Mapping[object, int]) -> list[Model]:
    """The members without those that were merged to what stands there already, unless a side says it as often."""
    forms = [_form(field, member) for member in merged]
    there, kept = Counter[object](), list[Model]()
    for form, member in zip(forms, merged, strict=True):
        there[form] += 1
        kept += [member] if there[form] <= max(1, most.get(form, 0)) else []
    return kept


def _merge_member(field: Field | None, base: Value, ours: Value, theirs: Value) -> Pair:
    """One member of a list; what one side took away goes, unless the other changed it."""
    forms = [MISSING if one is MISSING else _form(field, one) for one in (base, ours, theirs)]
    if forms[1] == forms[2] or forms[0] == forms[2]:
        return ours, ours
    if forms[0] == forms[1]:
        return theirs, theirs
    if ours is MISSING or theirs is MISSING:
        changed = theirs if ours is MISSING else ours
        return changed, changed
    return merge_value(None, base, ours, theirs)


def _matched(field: Field | None, known: Sequence[Model], members: Sequence[Model], new: str) -> list[tuple[str, int]]:
    """For each member the place of the known one it is, `("base", 2)`, or its own: one that is the same, else a mapping
    that shares with it, and with no other, whom or what it is about.
    """
    forms = {_form(field, one): at for at, one in reversed(list(enumerate(known)))}
    names = {at: forms[form] for at, one in enumerate(members) if (form := _form(field, one)) in forms}
    for key in _NAMING if not (field and field.type == "labelled") else ():
        taken = set(names.values())
        free = [at for at in range(len(known)) if at not in taken]
        there = Counter(_said(known[at], key) for at in free)
        here = Counter(_said(one, key) for at, one in enumerate(members) if at not in names)
        places = {_said(known[at], key): at for at in free}
        for at, one in enumerate(members):
            said = _said(one, key)
            if at not in names and said is not None and there[said] == here[said] == 1:
                names[at] = places[said]
    return [("base", names[at]) if at in names else (new, at) for at in range(len(members))]


def _said(member: Model, key: str) -> str | None:
    """What a mapping says under a key, however that is spelled."""
    if not isinstance(member, tuple):
        return None
    return next((value for name, value in member if key_form(name) == key and isinstance(value, str)), None)


def _as_lists(field: Field | None, *values: Value) -> bool:
    """True where the values are lists, or the field makes lists of them.

    A text that each side put in the place of another text is no list: who changed jobs has not two of them.
    """
    there = [value for value in values if not _nothing(value)]
    if field is None or not is_list(field):
        return all(isinstance(value, list) for value in there)
    if any(isinstance(value, tuple) for value in there):
        return field.type in ("labelled", "ties", "dates")
    replaced = len(there) == 3 and all(isinstance(value, str) for value in there)
    return not replaced or any(len(_members(field, value)) > 1 for value in there)


def _is_one(field: Field | None, value: Value) -> bool:
    """True for a mapping that is one tie or one date, not several by their names."""
    if field is None or field.type not in ("ties", "dates") or not isinstance(value, tuple):
        return False
    return any(key_form(key) in ("who", "name", "date") for key, _ in value)


def _members(field: Field | None, value: Value) -> list[Model]:
    """The value as a list; several values in one text one by one."""
    if value is MISSING or value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, tuple):
        return [value] if _is_one(field, value) else [((key, child),) for key, child in value]
    if field and field.name == "tags":
        return list(parts(value))
    if field and field.name == "emails" and all("@" in part for part in parts(value)):
        return list(parts(value))
    links = _LINKS.findall(value) if field and field.type in ("references", "ties") else []
    return list(links) if len(links) > 1 else [value]
