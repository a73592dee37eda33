"""Remarks about somebody new, which name people who took no part: `+Rui Costa, who works with Ada`."""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import clause_before, is_person, word_at
from .units import Unit
from .words import ADVERBS, AND, CHANNEL_NOUNS, DAY_WORDS, DEEDS, DESCRIBING, ME, WITH

# Said of somebody else, whoever starts the line: nobody writes `works with Ada` of themselves.
_RELATING = frozenset(
    """works lives plays studies sings shares dances trains travels goes friends married engaged neighbours neighbors
    colleagues siblings cousins partners related""".split()
)
_OPENING = frozenset(",(-–—")
_OF_MEETING = CHANNEL_NOUNS | DEEDS | ADVERBS | AND | DAY_WORDS | DESCRIBING | ME | WITH | frozenset("had went".split())


def is_remark(units: Sequence[Unit], place: int) -> bool:
    """True where the word at this place belongs to a remark about somebody: `works with`, `+Rui, in a band with`."""
    if word_at(units, place - 1) in _RELATING and word_at(units, place - 1) not in ("married", "engaged"):
        return True
    before = clause_before(units, place)
    if not before and place and units[place - 1].word in _OPENING:
        return False
    said: list[Unit] = []
    at = place - 1
    while at >= 0 and units[at].sentence == units[place].sentence and units[at].word not in _OPENING:
        said.insert(0, units[at])
        at -= 1
    if not said or at < 1 or not _is_new(units, at - 1):
        return False
    return not all(unit.person or unit.word in _OF_MEETING for unit in said)


def _is_new(units: Sequence[Unit], place: int) -> bool:
    person = units[place].person
    return is_person(units, place) and person is not None and bool(person.new)
