"""Which keys of three versions are one: a field may be called `email` on one side and `emails` on the other."""

from __future__ import annotations

from collections.abc import Iterable

from ...records import Kind
from ...schema.fields import Field, field_keys, key_form
from ...schema.read import look_up
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
    names = []
    for side, across in ((mine, other), (other, mine)):
        renamed = {key: key for key in side}
        gone = [key for key in known if key not in renamed]
        fresh = [key for key in side if key not in known]
        for new, old in _pairs(kind, fresh, gone):
            if not {new, old} <= set(across):  # where the other side has both, it is a key beside another
                renamed[new] = old
        names.append(renamed)
    first, second = names
    # A second key of a list is read as well; of any other field, only one is.
    fresh_ours = [key for key in first if first[key] == key and key not in known and key not in second]
    fresh_theirs = [key for key in second if second[key] == key and key not in known and key not in first]
    for theirs_key, ours_key in _pairs(kind, fresh_theirs, fresh_ours, lists=False):
        second[theirs_key] = ours_key
    return first, second


def _pairs(kind: Kind | None, new: list[str], old: list[str], lists: bool = True) -> list[tuple[str, str]]:
    """Each new key with the one old key of the same field and label, where it is the only new one too."""
    found = []
    for key in new:
        meaning = meaning_of_key(kind, key)
        if meaning[0] is None or (is_list(meaning[0]) and not lists):
            continue
        same_old = [one for one in old if meaning_of_key(kind, one) == meaning]
        same_new = [one for one in new if meaning_of_key(kind, one) == meaning]
        if len(same_old) == len(same_new) == 1:
            found.append((key, same_old[0]))
    return found
