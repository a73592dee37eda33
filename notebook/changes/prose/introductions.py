"""Whom I brought together: `introduced Ada to Sam`, `Ada and Sam met through me`, `intro: Ada <> Sam`."""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import clause_before, governor, is_mine, word_at, words_after
from .groups import Group
from .units import Unit
from .words import DESCRIBING, HIM, THIRD

_INTRODUCING = frozenset("introduced introducing connected connecting intro'd".split())
_INTRODUCED = frozenset(("introduced", "connected"))
_BETWEEN = (["to"], ["with"], ["and"])


def mark_introductions(groups: Sequence[Group], units: Sequence[Unit]) -> None:
    """Marks the groups that I introduced; they took part."""
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        met = words_after(units, group.last)[:3] == ["met", "through", "me"]
        if met or any(unit.word == "<" for unit in units[group.first : group.last]):
            _mark(group)
        elif before and _to_whom(units, group.first):
            before.introduced = group.introduced = True
        elif _is_introduced(units, group) and len(group.places) > 1:
            _mark(group)
        elif before and _is_introduced(units, before) and _between(units, before, group) in _BETWEEN:
            _mark(before)
            _mark(group)


def introduces(units: Sequence[Unit], place: int) -> bool:
    """True where the word at this place governs who was introduced to me, or who did it.

    `Ada introduced me to Tom`, `Ada introduced Tom to me`, `was introduced to Tom by Ada`
    """
    word = word_at(units, place)
    clause = [unit for unit in units if unit.clause == units[place].clause]
    words = [unit.word for unit in clause]
    if THIRD.intersection(words) or not any(one in _INTRODUCED for one in words):
        return False
    before = [unit.word for unit in clause_before(units, place)]
    if word in ("to", "with"):
        return before[-1:] in (["me"], ["us"]) and before[-2:-1] != [] and before[-2] in _INTRODUCED
    if word == "by":
        return any(one in _INTRODUCED for one in before) and before[:1] in (["was"], ["got"], ["introduced"], ["i"])
    to_me = [unit.word for unit in units[place + 1 : place + 4] if not unit.person]
    return word in _INTRODUCED and to_me[:2] in (["to", "me"], ["to", "us"])


def _mark(group: Group) -> None:
    group.introduced = True
    if group.part != "with":
        group.part, group.why = "with", "introduced by me"


def _is_introduced(units: Sequence[Unit], group: Group) -> bool:
    place = governor(units, group.first)
    return place is not None and word_at(units, place) in _INTRODUCING and is_mine(units, place)


def _to_whom(units: Sequence[Unit], first: int) -> bool:
    """True for Ada in `introduced him to Ada`."""
    words = [unit.word for unit in units[max(first - 3, 0) : first]]
    return len(words) == 3 and words[0] in _INTRODUCING and words[1] in HIM and words[2] == "to"


def _between(units: Sequence[Unit], left: Group, right: Group) -> list[str]:
    return [unit.word for unit in units[left.last + 1 : right.first] if unit.word not in DESCRIBING]
