"""People in a row: those with nothing but `and` and commas between them share the part they had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .grammar import TELLING, VERBS, acts, clause_before, is_possessive
from .units import Unit
from .words import ADVERBS, AND, DESCRIBING, JOINING, THIRD, WITH

Part = Literal["with", "mentioned", "absent", "open"]
_MOST_BETWEEN = 4
_MEALS = frozenset(
    """dinner lunch supper brunch breakfast tea party barbecue bbq picnic housewarming sleepover dined lunched ate
    supped cooked stayed""".split()
)
_HOMES = frozenset("place house home flat on in for last with".split())


@dataclass(slots=True)
class Group:
    """People in a row: the places of their units, what part they had, and why."""

    places: list[int]
    part: Part = "open"
    why: str = ""
    introduced: bool = False

    @property
    def first(self) -> int:
        """The place of the first of them."""
        return self.places[0]

    @property
    def last(self) -> int:
        """The place of the last of them."""
        return self.places[-1]


def rows(units: Sequence[Unit]) -> list[list[int]]:
    """The places of people with nothing but `and` and commas between them."""
    rows: list[list[int]] = []
    for place, unit in enumerate(units):
        if unit.person is None:
            continue
        if rows and _is_joined(units, rows[-1][-1], place):
            rows[-1].append(place)
        else:
            rows.append([place])
    return rows


def _is_joined(units: Sequence[Unit], left: int, right: int) -> bool:
    between = units[left + 1 : right]
    if len(between) > _MOST_BETWEEN or units[left].sentence != units[right].sentence:
        return False
    if not between:
        return _follows_a_link(units, left, right)
    if is_possessive(units, left) or (is_possessive(units, right) and not is_host(units, right)):
        return False
    if between[0].word not in JOINING:
        return False
    if any(unit.word not in JOINING and unit.word not in DESCRIBING for unit in between):
        return False
    if between[0].word == "," and between[-1].word in ("only", "just"):
        return False  # `without Ada, only Tom`
    # `coffee with Ada, Sam is moving`: only a comma, and a verb of their own.
    alone = not any(unit.word in AND or unit.word in "/<>" for unit in between)
    return not (alone and acts(units, right) in VERBS and not _starts_line(units, left))


def _follows_a_link(units: Sequence[Unit], left: int, right: int) -> bool:
    """True for `[[ada]] Tom` with neither a verb nor a thing of Tom's after it."""
    person = units[left].person
    if person is None or not person.sure or is_possessive(units, left) or is_possessive(units, right):
        return False
    return not acts(units, right).isalpha() or acts(units, right) in ("for", "at", "about", "in", "on", *WITH, *AND)


def _starts_line(units: Sequence[Unit], place: int) -> bool:
    return all(unit.person or unit.word in JOINING for unit in units[:place])


def is_meal(units: Sequence[Unit], first: int) -> bool:
    """True for `dinner at Ada's`: where people eat at somebody's place, the host eats with them."""
    before = [unit.word for unit in clause_before(units, first)]
    last = before[len(before) - before[::-1].index(",") :] if "," in before else before
    return bool(_MEALS.intersection(last)) and not (THIRD | TELLING).intersection(before)


def is_host(units: Sequence[Unit], place: int) -> bool:
    """True for `at Ada's`, with nothing of hers after it but her place."""
    after = units[place + 1] if place + 1 < len(units) else None
    if after is None or not after.is_word:
        return True
    return after.word in WITH | ADVERBS | AND or after.word in _HOMES
