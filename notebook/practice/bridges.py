"""Groups of those who are tied to each other, and who alone ties one part of a group to another.

Hopcroft and Tarjan, Algorithm 447 (1973): one walk through all ties, without recursion, so that no group is too large.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

Neighbours = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Someone without whom a group would fall into parts.

    `sides` are the neighbours in each part, the smallest part first; `sizes` how many belong to each part in all.
    """

    id: str
    sides: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]


@dataclass
class _Walk:
    """Where a walk came by: the number of each on the way, the lowest it can return to, how many are behind it."""

    number: dict[str, int] = field(default_factory=dict)
    lowest: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)
    parted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def groups_of(neighbours: Neighbours) -> list[list[str]]:
    """Who is tied to each other, directly or through others; each is in one group, in the order of the mapping."""
    group: dict[str, int] = {}
    for start in neighbours:
        if start in group:
            continue
        number = len(group)
        group[start] = number
        ahead = [start]
        while ahead:
            for other in neighbours[ahead.pop()]:
                if other not in group:
                    group[other] = number
                    ahead.append(other)
    found: dict[int, list[str]] = defaultdict(list)
    for one in neighbours:
        found[group[one]].append(one)
    return list(found.values())


def bridges_of(neighbours: Neighbours) -> list[Bridge]:
    """Those who alone tie parts of their group together, in the order of the mapping.

    Ties go both ways; one with oneself counts for nothing.
    """
    walk = _Walk()
    groups = {start: _walked(neighbours, start, walk) for start in neighbours if start not in walk.number}
    starts = {walk.number[start]: size for start, size in groups.items()}
    firsts = list(starts)
    found = []
    for one in neighbours:
        if one not in walk.parted:
            continue
        first = firsts[bisect_right(firsts, walk.number[one]) - 1]
        bridge = _bridge(neighbours, one, walk, starts[first])
        if len(bridge.sides) > 1:
            found.append(bridge)
    return found


def _walked(neighbours: Neighbours, start: str, walk: _Walk) -> int:
    """Walks through a group, depth first, and returns how many there are in it."""

    def enter(one: str) -> Iterator[str]:
        walk.number[one] = walk.lowest[one] = len(walk.number)
        walk.behind[one] = 1
        return iter(neighbours[one])

    way = [(start, start, enter(start))]
    while way:
        one, before, others = way[-1]
        other = next(others, None)
        if other is None:
            way.pop()
            if way:
                walk.behind[before] += walk.behind[one]
                walk.lowest[before] = min(walk.lowest[before], walk.lowest[one])
                if walk.lowest[one] >= walk.number[before]:
                    walk.parted[before].append(one)
        elif other not in walk.number:
            way.append((other, one, enter(other)))
        elif other != before:
            walk.lowest[one] = min(walk.lowest[one], walk.number[other])
    return walk.behind[start]


def _bridge(neighbours: Neighbours, one: str, walk: _Walk, size: int) -> Bridge:
    """The parts that the group falls into without this one; a single one where it holds together."""
    parts = walk.parted[one]  # in the order of the walk
    starts = [walk.number[part] for part in parts]
    sizes = [walk.behind[part] for part in parts]
    sizes.append(size - 1 - sum(sizes))  # those who came before
    sides: list[list[str]] = [[] for _ in sizes]
    for other in neighbours[one]:
        if other == one:
            continue
        at = bisect_right(starts, walk.number[other]) - 1
        inside = at >= 0 and walk.number[other] < starts[at] + sizes[at]
        sides[at if inside else -1].append(other)
    there = [at for at, many in enumerate(sizes) if many]
    there.sort(key=lambda at: (sizes[at], sides[at]))
    return Bridge(one, tuple(tuple(sides[at]) for at in there), tuple(sizes[at] for at in there))
