"""Which keys of three versions are one: a field may be called `email` on one side and `emails` on the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...records import Kind
from ...schema.fields import Field, field_keys, key_form, look_up
from ..values import is_list

Meaning = tuple[Field | None, str | None]


def meaning_of_key(kind: Kind | None, key: str) -> Meaning:
    """The field that a key of a file is read as, and the label it implies; none for the user's own."""
    return look_up(key, key_form(key), field_keys(kind)) if kind else (None, None)


def aligned(
    kind: Kind | None, base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """By each side's key, the name under which the merge knows it: the base's, else ours, for one field."""
    known, mine, other = list(base), list(ours), list(theirs)
    in_base = set(known)
    names = []
    for side, across in ((mine, set(other)), (other, set(mine))):
        renamed = {key: key for key in side}
        gone = [key for key in known if key not in renamed]
        fresh = [key for key in side if key not in in_base]
        for new, old in _pairs(kind, fresh, gone):
            if not {new, old} <= across:  # where the other side has both, it is a key beside another
                renamed[new] = old
        names.append(renamed)
    first, second = names
    # A second key of a list is read as well; of any other field, only one is.
    fresh_ours = [key for key in first if first[key] == key and key not in in_base and key not in second]
    fresh_theirs = [key for key in second if second[key] == key and key not in in_base and key not in first]
    for theirs_key, ours_key in _pairs(kind, fresh_theirs, fresh_ours, lists=False):
        second[theirs_key] = ours_key
    return first, second


def _pairs(kind: Kind | None, new: list[str], old: list[str], lists: bool = True) -> list[tuple[str, str]]:
    """Each new key with the one old key of the same field and label, where it is the only new one too."""
    found = []
    by_meaning = _by_meaning(kind, new), _by_meaning(kind, old)
    for meaning, keys in by_meaning[0].items():
        there = by_meaning[1].get(meaning, [])
        if len(keys) == len(there) == 1 and (lists or not meaning[2]):
            found.append((keys[0], there[0]))
    return found


def _by_meaning(kind: Kind | None, keys: list[str]) -> dict[tuple[str, str | None, bool], list[str]]:
    """The keys that are read as fields, by the field's name, the label, and whether the field is a list."""
    found: dict[tuple[str, str | None, bool], list[str]] = defaultdict(list)
    for key in keys:
        field, label = meaning_of_key(kind, key)
        if field:
            found[field.name, label, is_list(field)].append(key)
    return found
