"""Where people stand in a drawing of who knows whom: each group on a circle of its own, the circles in rows.

The same people and ties stand at the same places on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Neighbours = Mapping[str, Sequence[str]]

_BETWEEN = 23.0  # from one person to the next along a circle
_SMALLEST = 26.0  # radius
_GAP = 26.0
_LETTERS = 16.0  # the height of a name
_BESIDE = 14.0  # from a person to the name
_ROW = 1.7  # how much wider than high the whole is meant to be
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the drawing. The name stands at an angle in radians, away from the middle of the circle.

    Where the angle is None, there is no circle.
    """

    x: float
    y: float
    angle: float | None
    middle: tuple[float, float]

    def moved(self, x: float, y: float) -> Place:
        """The same place in a drawing in which all is shifted."""
        return Place(self.x + x, self.y + y, self.angle, (self.middle[0] + x, self.middle[1] + y))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everybody stands, and the size of it all."""

    width: float
    height: float
    places: Mapping[str, Place]


def circles(groups: Sequence[Sequence[str]], neighbours: Neighbours, wide: Callable[[str], float]) -> Layout:
    """Each group on a circle; `wide` says how long somebody's name is."""
    drawn = [_circle(around(group, neighbours), wide) for group in groups]
    whole = sum((one.width + _GAP) * (one.height + _GAP) for one in drawn)
    room = max([math.sqrt(whole * _ROW), *(one.width + 2 * _GAP for one in drawn)])
    places: dict[str, Place] = {}
    x = y = right = _GAP
    high = 0.0
    for one in drawn:
        if x > _GAP and x + one.width > room:
            x, y, high = _GAP, y + high + _GAP, 0.0
        places.update({who: place.moved(x, y) for who, place in one.places.items()})
        x += one.width + _GAP
        high, right = max(high, one.height), max(right, x)
    return Layout(right, y + high + _GAP, places)


def _circle(order: Sequence[str], wide: Callable[[str], float]) -> Layout:
    """A circle with those in this order on it, and no more room around it than the names need."""
    radius = max(_SMALLEST, len(order) * _BETWEEN / (2 * math.pi))
    angles = {one: 2 * math.pi * at / len(order) for at, one in enumerate(order)}
    ends = [(angle, radius + _BESIDE + wide(one)) for one, angle in angles.items()]
    across = [0.0, *(far * math.cos(angle) for angle, far in ends)]
    along = [0.0, *(far * math.sin(angle) for angle, far in ends)]
    left, above = _LETTERS / 2 - min(-radius, *across), _LETTERS / 2 - min(-radius, *along)
    places = {
        one: Place(left + radius * math.cos(angle), above + radius * math.sin(angle), angle, (left, above))
        for one, angle in angles.items()
    }
    width, height = left + max(radius, *across), above + max(radius, *along)
    return Layout(width + _LETTERS / 2, height + _LETTERS / 2, places)


def around(group: Sequence[str], neighbours: Neighbours) -> list[str]:
    """The group in an order around a circle in which those who are tied stand near each other.

    From neighbour to neighbour at first, then two that are side by side change places as long as ties get shorter.
    """
    order = _walked(group, neighbours)
    place = {one: at for at, one in enumerate(order)}
    many = len(order)

    def length(one: str, at: int) -> int:
        away = (abs(place[other] - at) for other in neighbours[one])
        return sum(min(far, many - far) for far in away)

    for _ in range(_ROUNDS):
        moved = False
        for at in range(many if many > 3 else 0):
            then = (at + 1) % many
            one, other = order[at], order[then]
            # A tie between the two is as long either way, and counts the same on both sides.
            before = length(one, at) + length(other, then)
            place[one], place[other] = then, at
            if length(one, then) + length(other, at) < before:
                order[at], order[then] = other, one
                moved = True
            else:
                place[one], place[other] = at, then
        if not moved:
            break
    return order


def _walked(group: Sequence[str], neighbours: Neighbours) -> list[str]:
    """Depth first, from those with few ties to those with many."""
    few = sorted(group, key=lambda one: len(neighbours[one]))
    order: dict[str, None] = {}
    for start in few:
        ahead = [start]
        while ahead:
            one = ahead.pop()
            if one not in order:
                order[one] = None
                ahead += sorted(neighbours[one], key=lambda other: -len(neighbours[other]))
    return list(order)
