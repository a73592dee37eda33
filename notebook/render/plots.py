"""Plots for a terminal: bars and columns of counts, stacked by group, each group in a shade of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .tables import Span
from .terminal import Style, paint

# Also without colours, a shade tells which group it is.
SHADES = ("█", "▓", "░", "·")
_STYLES: tuple[Style, ...] = ("green", "yellow", "", "dim")

_HEIGHT = 10  # lines, without the axis
_WIDEST = 7  # columns of the terminal for one column of the plot, the gap included
# Ends of an axis that can be halved; then ten times these, and so on.
_TOPS = (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)


def bar(groups: Sequence[int], most: int, room: int) -> tuple[Span, ...]:
    """A bar across: as long against the room as the count is against the most; one cell at least for any count."""
    total = sum(groups)
    cells = max(1, round(total * room / most)) if total else 0
    return tuple(
        Span(shade * share, style)
        for shade, style, share in zip(SHADES, _STYLES, shares(groups, cells), strict=True)
        if share
    )


def shares(groups: Sequence[int], cells: int) -> list[int]:
    """So many cells dealt out by the counts, what is left over to the largest remainders (Hamilton's method)."""
    total = sum(groups)
    if not total:
        return [0] * len(groups)
    whole = [group * cells // total for group in groups]
    by_rest = sorted(range(len(groups)), key=lambda at: (-(groups[at] * cells % total), at))
    for at in by_rest[: cells - sum(whole)]:
        whole[at] += 1
    return whole


def legend(groups: Sequence[str], counts: Sequence[int]) -> str:
    """What each shade stands for, of those that are there."""
    shown = zip(SHADES, _STYLES, groups, counts, strict=True)
    return "  " + "   ".join(f"{paint(shade, style)} {group}" for shade, style, group, count in shown if count)


def fitting(columns: int, width: int, most: int) -> int:
    """How many columns of such a plot have room: the last ones are shown."""
    return min(columns, _room(width, top_of(most)))


def plot(stacks: Sequence[Sequence[int]], labels: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Columns side by side over an axis, with two lines of labels under it; no more of them than fit the width.

    `stacks` has the counts by group, the first of them at the foot.
    """
    top = top_of(max(map(sum, stacks), default=0))
    pitch = min(_WIDEST, _room(width, top) // max(1, len(stacks)))
    thick = pitch - 1 if pitch > 1 else 1
    columns = [_column(groups, top) for groups in stacks]
    wide = len(str(top))
    lines = []
    for height in range(_HEIGHT, 0, -1):
        tick = {_HEIGHT: str(top), _HEIGHT // 2: str(top // 2)}.get(height, "")
        cells = "".join(_cell(column, height, thick) + " " * (pitch - thick) for column in columns)
        lines.append(f"  {tick:>{wide}} {'┤' if tick else '│'}{cells}".rstrip())
    lines.append(f"  {'0':>{wide}} └" + "─" * (pitch * len(stacks)))
    indent = " " * (wide + 4)
    under = (_labels(row, pitch, width - len(indent)) for row in zip(*labels, strict=True))
    return lines + [indent + line for line in under if line]


def top_of(most: int) -> int:
    """Where the axis ends: a round number that is not below the most."""
    size = 1
    while True:
        for top in _TOPS:
            if top * size >= most:
                return top * size
        size *= 10


def _room(width: int, top: int) -> int:
    return max(1, width - len(str(top)) - 4)


def _column(groups: Sequence[int], top: int) -> list[int]:
    """The group in each cell of a column, from the foot."""
    total = sum(groups)
    cells = max(1, round(total * _HEIGHT / top)) if total else 0
    return [at for at, share in enumerate(shares(groups, cells)) for _ in range(share)]


def _cell(column: Sequence[int], height: int, thick: int) -> str:
    if height > len(column):
        return " " * thick
    group = column[height - 1]
    return paint(SHADES[group] * thick, _STYLES[group])


def _labels(words: Sequence[str], pitch: int, room: int) -> str:
    """The words, each under the start of its column, or as near to it as there is room at the end of the line.

    Those that would run into the one before are left out.
    """
    return "".join(_placed(words, pitch, room)).rstrip()


def _placed(words: Sequence[str], pitch: int, room: int) -> Iterator[str]:
    end = 0
    for at, word in enumerate(words):
        start = min(at * pitch, max(0, room - len(word)))
        if word and (start > end or not end):
            yield " " * (start - end) + word
            end = start + len(word)
