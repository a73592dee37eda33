"""Rows in columns of which some go on under their start where the terminal is narrow: nothing in them is cut away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from .tables import Span, fitted
from .terminal import clean, cut, paint, steady, width_of, wrap

_INDENT = 2
_NAME = 22  # a column that is not wrapped is cut below this
_WIDE_NAME = 32  # or below this where there is
_WIDE = 118  # columns of room


def wrapped(rows: Iterable[Sequence[str | Span]], width: int, *, wraps: Collection[int], needs: int) -> list[str]:
    """The rows as lines of no more than the width. Columns without any content are left out.

    Those that wrap share what the others leave; where it is less than each `needs`, they have lines of their own, under
    the rest, or over it for the first column.
    """
    cells = [[_clean(cell) for cell in row] for row in rows]
    shown = [at for at, column in enumerate(zip(*cells, strict=True)) if any(cell.text for cell in column)]
    if not shown:
        return []
    cells = [[row[at] for at in shown] for row in cells]
    wrapping = [shown.index(at) for at in wraps if at in shown]
    natural = [max(width_of(cell.text) for cell in column) for column in zip(*cells, strict=True)]
    room = width - _INDENT
    gap = 3 if sum(natural) + 3 * (len(natural) - 1) <= room else 2
    widest = _WIDE_NAME if room >= _WIDE else _NAME
    widths = [wide if at in wrapping else min(wide, widest) for at, wide in enumerate(natural)]
    others = sum(wide for at, wide in enumerate(widths) if at not in wrapping)
    for at, wide in zip(wrapping, _shares([natural[at] for at in wrapping], room - others - gap * (len(widths) - 1)),
                        strict=True):  # fmt: skip
        if wide < min(max(needs, 2), natural[at]):  # a wide character takes two
            return [line for row in cells for line in _stacked(row, widths, wrapping, width)]
        widths[at] = wide
    room -= gap * (len(widths) - 1)
    if sum(widths) > room:
        widths = fitted([[wide] for wide in widths], room, len(widths) - 1)
    return [" " * _INDENT + line for row in cells for line in _beside(row, widths, wrapping, gap)]


def _shares(natural: Sequence[int], room: int) -> list[int]:
    """The room among columns that would be so wide: what one does not need is for the others."""
    shares: dict[int, int] = {}
    for left, at in enumerate(sorted(range(len(natural)), key=lambda at: natural[at])):
        shares[at] = min(natural[at], max(0, room) // (len(natural) - left))
        room -= shares[at]
    return [shares[at] for at in range(len(natural))]


def _beside(row: Sequence[Span], widths: Sequence[int], wrapping: Collection[int], gap: int) -> Iterator[str]:
    """The row, with what does not fit its column under the start of it."""
    parts = [_lines(cell.text, wide) if at in wrapping else [cut(cell.text, wide)]
             for at, (cell, wide) in enumerate(zip(row, widths, strict=True))]  # fmt: skip
    for number in range(max(map(len, parts))):
        line, pending = "", 0
        for cell, part, wide in zip(row, parts, widths, strict=True):
            text = part[number] if number < len(part) else ""
            if text:
                line += " " * pending + paint(steady(text), cell.style)
                pending = 0
            pending += wide - width_of(text) + gap
        yield line


def _stacked(row: Sequence[Span], widths: Sequence[int], wrapping: Collection[int], width: int) -> Iterator[str]:
    above = [row[at] for at in wrapping if at == 0]
    under = [row[at] for at in wrapping if at]
    beside = [at for at in range(len(row)) if at not in wrapping]
    indent, deeper = " " * _INDENT, " " * (_INDENT + 2)
    for cell in above:
        yield from (indent + paint(steady(line), cell.style) for line in _lines(cell.text, width - _INDENT))
    start = deeper if above else indent
    room, rest = width - len(start), []
    for at in beside:
        kept = min(widths[at], max(0, room))
        rest.append((Span(cut(row[at].text, kept), row[at].style), kept))
        room -= kept + 2
    if any(cell.text for cell, _ in rest):
        yield start + next(_beside([cell for cell, _ in rest], [wide for _, wide in rest], (), 2))
    for cell in under:
        lines = _lines(cell.text, width - len(deeper)) if cell.text else []
        yield from (deeper + paint(steady(line), cell.style) for line in lines)


def _lines(text: str, room: int) -> list[str]:
    """The text in lines; one of wide characters, which has no spaces, is broken where a line is full."""
    return wrap(text, max(2, room))


def _clean(cell: str | Span) -> Span:
    return Span(clean(cell), "") if isinstance(cell, str) else Span(clean(cell.text), cell.style)
