"""Places the notebook does not know yet, by the words around them: `at Café Lua`, `in Gothenburg`, `at the market`."""

from __future__ import annotations

from collections.abc import Sequence

from .units import Unit
from .where import Named
from .words import KINDS_OF_PLACE, MONTHS_AND_DAYS

# Capitalised after `at` and `in`, and no place.
_NO_PLACES = MONTHS_AND_DAYS | frozenset(
    """english french german spanish portuguese italian dutch polish swedish danish norwegian finnish russian ukrainian
    greek turkish arabic hebrew hindi chinese mandarin japanese korean christmas easter ramadan diwali hanukkah eid lent
    i ai hr it qa pm am q1 q2 q3 q4 spring summer autumn fall winter""".split()
)
# `at the moment`, `at the end`: a time or a turn of phrase.
_TIMES = frozenset(
    """moment end same time weekend latest earliest beginning start top bottom least most very age expense last first
    next minute thought idea request mercy sight news event events meeting call party wedding funeral conference
    workshop dinner lunch concert talk""".split()
)
_AFTER_A_PLACE = frozenset(
    """with and about for from to in on at by after before of who where when while she he they we i her his their my our
    yesterday today tonight this last then again near until till over during because but so as is was""".split()
)


def unknown_place(line: str, units: Sequence[Unit], busy: Sequence[tuple[int, int]]) -> Named | None:
    """A place in the first clause that is not known yet: capitalised words after `at` or `in`, or `at the market`.

    It names no person, and lies in no busy stretch.
    """
    for at, unit in enumerate(units):
        if unit.clause != units[0].clause:
            return None
        if unit.word not in ("at", "in") or unit.person:
            continue
        first = last = at + 2 if at + 1 < len(units) and units[at + 1].word == "the" else at + 1
        while last < len(units) and _names_a_place(units[last], unit, busy):
            last += 1
        if last > first and last < len(units) and units[last].word in KINDS_OF_PLACE:
            last += 1
        if last == first and first == at + 2 and unit.word == "at":
            last = _end_of_common_noun(units, first, busy)
        if last > first:
            start, end = units[first].start, units[last - 1].end
            return Named(first, last - 1, unit.start, end, line[start:end], f"after {unit.word}; not known before")
    return None


def _end_of_common_noun(units: Sequence[Unit], first: int, busy: Sequence[tuple[int, int]]) -> int:
    """Where the one or two words after `at the` end that say a place; where they start, if they say something else."""
    for last in (first + 1, first + 2):
        inside = units[first:last]
        if len(inside) < last - first or any(not _is_plain(unit, units[first], busy) for unit in inside):
            return first
        after = units[last] if last < len(units) else None
        ends = after is None or after.clause != inside[0].clause or not after.is_word or after.word[:1].isdigit()
        if ends or (after and after.word in _AFTER_A_PLACE):
            return last
    return first


def _is_plain(unit: Unit, first: Unit, busy: Sequence[tuple[int, int]]) -> bool:
    """True for a word in the same clause that can be a part of `at the faculty club`."""
    word = unit.is_word and not unit.word[:1].isdigit()
    if unit.person or not word or unit.clause != first.clause or unit.word in _AFTER_A_PLACE | _TIMES:
        return False
    return not any(start <= unit.start < end for start, end in busy)


def _names_a_place(unit: Unit, before: Unit, busy: Sequence[tuple[int, int]]) -> bool:
    if not (unit.capital and unit.is_word) or unit.person or unit.clause != before.clause:
        return False
    return unit.word not in _NO_PLACES and not any(start <= unit.start < end for start, end in busy)
