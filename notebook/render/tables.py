"""Rows in straight columns, as wide as their content and no wider than the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .terminal import Style, clean, cut, paint, steady, width_of, wrap

_INDENT = 2
_NARROWEST = 8  # a column is not cut below this
_NARROW = 14  # nor below this where another can give way
_SLIVERS = (5, 3, 1)  # what is left of columns where even the narrowest do not fit
_NAME = 22  # the first column says who, and is not cut below this before the others are
_WIDE_NAME = 32  # nor below this at all where there is
_WIDE = 118  # columns of room
_STANDS_OUT = 6  # a cell this much wider than the others of its column is cut to spare other columns


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one style."""

    text: str
    style: Style = ""


Cell = str | Span | tuple[Span, ...]
Fact = tuple[str, Span | str]


def table(
    rows: Iterable[Sequence[Cell]], width: int, *, gives: int = -1, needs: int = 0, keeps: Collection[int] = ()
) -> list[str]:
    """The rows as lines. Columns without any content are left out.

    Where the width is short, single long cells are cut first, then the column that `gives`, then the widest, then the
    first one, and last those it `keeps`. The one that gives goes on lines of its own where less than `needs` columns
    are left for it: under the rest, or above it and whole where it is the first one. No line is wider than the width,
    where that is three for each column.
    """
    cells = [[_spans(cell) for cell in row] for row in rows]
    columns = [[_width(spans) for spans in column] for column in zip(*cells, strict=True)]
    shown = [at for at, column in enumerate(columns) if any(column)]
    if not shown:
        return []
    gives %= len(columns)
    needs = needs if gives in shown and len(shown) > 1 else 0
    keeps = {shown.index(at) for at in keeps if at in shown}
    gives = shown.index(gives) if gives in shown else _last(len(shown), keeps)
    columns = [columns[at] for at in shown]
    cells = [[row[at] for at in shown] for row in cells]
    widths = [max(column) for column in columns]
    room = width - _INDENT
    gap = 3 if sum(widths) + 3 * (len(widths) - 1) <= room else 2
    others = (widths[at] if at in keeps else _thrifty_width(columns[at]) for at in range(len(columns)) if at != gives)
    if needs and room - sum(others) - gap * (len(widths) - 1) < min(needs, widths[gives]):
        return list(_on_two_lines(cells, columns, room, gives, keeps))
    widths = fitted(columns, room - gap * (len(widths) - 1), gives, keeps)
    return [" " * _INDENT + _line(row, widths, gap) for row in cells]


def fitted(columns: Sequence[Sequence[int]], room: int, gives: int, keeps: Collection[int] = ()) -> list[int]:
    """Widths that fit the room, for columns of cells that are so wide each."""
    widths = [max(column) for column in columns]
    name, least_name = (_WIDE_NAME, _WIDE_NAME) if room >= _WIDE else (_NAME, _NARROW)

    def narrow(at: int, least: int) -> None:
        widths[at] -= max(0, min(sum(widths) - room, widths[at] - least))

    others = [at for at in range(len(columns)) if at != gives and at not in keeps]
    least = max(_NARROW, room // len(columns))
    narrow(gives, max(least, _usual_width(columns[gives])))
    for at in others:
        narrow(at, max(_NARROW if at else least_name, _thrifty_width(columns[at])))
    narrow(gives, least)
    for at in sorted(others, key=lambda at: widths[at], reverse=True):
        narrow(at, _NARROW if at else name)
    for least in (_NARROWEST, *_SLIVERS):
        for at in (gives, *reversed(others), *keeps):
            narrow(at, least)
    return widths


def _last(count: int, keeps: Collection[int]) -> int:
    """The last of so many columns that is not to be kept; the last of all where each is."""
    return max((at for at in range(count) if at not in keeps), default=count - 1)


def _usual_width(column: Sequence[int]) -> int:
    """The width of a column without its one cell in twenty that is widest, of five at least."""
    few = max(len(column) // 20, len(column) >= 5)
    return sorted(column)[-1 - few]


def _thrifty_width(column: Sequence[int]) -> int:
    """The width of a column without cells that stand out."""
    usual, widest = _usual_width(column), max(column)
    return usual if widest - usual >= _STANDS_OUT else widest


def facts(rows: Iterable[Fact], width: int, *, brief: Iterable[Fact] = ()) -> list[str]:
    """Labels and values, a long value going on under its start; a label without a value is left out.

    Those that are `brief` come last, each cut to one line.
    """
    most = min(_NAME, width // 2 - _INDENT)
    kept = [(label, span, False) for label, value in rows for span in _spans(value) if span.text]
    kept += [(label, span, True) for label, value in brief for span in _spans(value) if span.text]
    if not kept:
        return []
    kept = [(cut(clean(label), most), span, is_brief) for label, span, is_brief in kept]
    wide = max(width_of(label) for label, _, _ in kept)
    room = max(2, width - _INDENT - wide - 2)
    lines = []
    for label, span, is_brief in kept:
        head = " " * _INDENT + paint(label, "dim") + " " * (wide - width_of(label) + 2)
        for line in [cut(span.text, room)] if is_brief else wrap(span.text, room):
            lines.append(head + paint(steady(line), span.style))
            head = " " * (_INDENT + wide + 2)
    return lines


def _on_two_lines(
    cells: list[list[tuple[Span, ...]]], columns: list[list[int]], room: int, apart: int, keeps: Collection[int]
) -> Iterator[str]:
    """Each row without one column, and that column in a line under it, or whole above it where it is the first."""
    columns = columns[:apart] + columns[apart + 1 :]
    keeps = {at - (at > apart) for at in keeps if at != apart}
    # Under a first column that stands above it, the rest is indented deeper.
    room_left = room - 2 * (len(columns) - (1 if apart else 0))
    widths = fitted(columns, room_left, _last(len(columns), keeps), keeps)
    indent, deeper = " " * _INDENT, " " * (_INDENT + 2)
    for row in cells:
        alone = row.pop(apart)
        rest = _line(row, widths, 2)
        if apart:
            yield indent + rest
            if _width(alone):
                yield deeper + _line([alone], [room - 2], 2)
        else:
            yield from (indent + steady(line) for line in wrap("".join(span.text for span in alone), room))
            if rest:
                yield deeper + rest


def _spans(cell: Cell) -> tuple[Span, ...]:
    if isinstance(cell, str):
        cell = Span(cell)
    if isinstance(cell, Span):
        cell = (cell,)
    return tuple(Span(clean(span.text), span.style) for span in cell)


def _width(spans: Iterable[Span]) -> int:
    return sum(width_of(span.text) for span in spans)


def _line(row: Sequence[tuple[Span, ...]], widths: Sequence[int], gap: int) -> str:
    """The row as one line without spaces at its end."""
    line, pending = "", 0
    for spans, wide in zip(row, widths, strict=True):
        short = _cut(spans, wide)
        if short:
            line += " " * pending + "".join(paint(steady(span.text), span.style) for span in short)
            pending = 0
        pending += wide - _width(short) + gap
    return line


def _cut(spans: Sequence[Span], room: int) -> list[Span]:
    """The spans, or as much of their start as fits, with an ellipsis."""
    kept = [span for span in spans if span.text]
    if _width(kept) <= room:
        return kept
    fitting: list[Span] = []
    for span in kept:
        wide = width_of(span.text)
        if wide >= room:
            # A span that fills the room, with more to come, gives its last column to the ellipsis.
            fitting.append(Span(cut(span.text + "…", room), span.style))
            break
        fitting.append(span)
        room -= wide
    return fitting
