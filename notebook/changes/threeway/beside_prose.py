"""What a text merge left apart, a list and the prose above and below it: each of the three merged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...text.blocks import read_blocks
from .lists import BULLET, merged_points, points_of
from .texts import changed_by_one, lines_of, says_twice
from .versions import Apart, Half, Part, half_of, joined

_PROSE = ("item", "text", "blank")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with the blank lines above it (`gap`), and the prose around it; each may be empty."""

    above: str
    gap: str
    points: str
    below: str


def settle_stretches(parts: Sequence[Part]) -> list[Part]:
    """The parts, those merged that one side alone has changed, or that hold a list; the rest as it was."""
    if not any(isinstance(part, Apart) for part in parts):
        return list(parts)
    lines = [_Lines(parts, "ours"), _Lines(parts, "theirs")]
    found: list[Part] = []
    for part in parts:
        roles = lines[0].next(part) | lines[1].next(part)
        found += [part] if isinstance(part, str) or None in roles else _settled(part, roles)
    return joined(found)


class _Lines:
    """The lines of one half of the text, part by part."""

    def __init__(self, parts: Sequence[Part], half: Half) -> None:
        self._half: Half = half
        self._roles = {number: role for number, role, _, _ in read_blocks(half_of(parts, half), 0)}
        self._at = 0

    def next(self, part: Part) -> set[str | None]:
        """What the lines of the next part are; None stands for code and the like."""
        start, self._at = self._at, self._at + half_of([part], self._half).count("\n")
        return {self._roles.get(at) for at in range(start, self._at)}


def _settled(part: Apart, roles: set[str | None]) -> list[Part]:
    settled = changed_by_one(part.base, part.ours, part.theirs)
    if settled is not None:
        return [settled]
    if roles <= set(_PROSE):
        for below in (False, True):
            merged = _merged(*(_sheet(text, below) for text in (part.base, part.ours, part.theirs)))
            if merged is not None and not says_twice(merged, part):
                return merged
    return [part]


def _merged(base: Sheet, ours: Sheet, theirs: Sheet) -> list[Part] | None:
    """The merged stretches; None where both sides changed the prose, or the list cannot be merged."""
    above = changed_by_one(base.above, ours.above, theirs.above)
    below = changed_by_one(base.below, ours.below, theirs.below)
    points = _merged_lists(base.points, ours.points, theirs.points)
    if above is None or below is None or points is None:
        return None
    if not joined(points):
        return [above, below]
    if below and below[0] != "\n":  # prose that no blank line divides from a list goes on with it
        return None
    gap = "" if above.endswith("\n\n") or above == "\n" else max(ours.gap, theirs.gap, key=len)
    return [above, gap, *points, below]


def _merged_lists(base: str, ours: str, theirs: str) -> list[Part] | None:
    settled = changed_by_one(base, ours, theirs)
    if settled is not None:
        return [settled]
    known, mine, other = (points_of(text) for text in (base, ours, theirs))
    if known is None or mine is None or other is None:
        return None
    return merged_points(known, mine, other)


def _sheet(text: str, below: bool) -> Sheet:
    """The text in its stretches; where there is no list, all of it stands above one, or `below`."""
    lines = lines_of(text)
    first = next((at for at, line in enumerate(lines) if BULLET.match(line)), None)
    if first is None:
        return Sheet("", "", "", text) if below else Sheet(text, "", "", "")
    end = next((at for at in range(first, len(lines)) if not _goes_on(lines[at])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    gap = first
    while gap and not lines[gap - 1].strip():
        gap -= 1
    stretches = lines[:gap], lines[gap:first], lines[first:end], lines[end:]
    above, blank, points, rest = ("".join(stretch) for stretch in stretches)
    return Sheet(above, blank, points, rest)


def _goes_on(line: str) -> bool:
    """True for a line that can stand within a list."""
    return not line.strip() or line[0] in " \t" or BULLET.match(line) is not None
