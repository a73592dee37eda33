"""Parts of a page: a title with lines under it, and the user's words with their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .tables import Span
from .terminal import clean, paint, steady, wrap
from .wrapped import wrapped

_INDENT = "  "
_WHOLE = 10_000  # columns a part needs, or as many as it has: beside the words stands only what fits whole

# Words, and what is said of them in a low voice: where they stand, and what else belongs to them.
Placed = tuple[str, tuple[str, ...]]


def block(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Lines under a title, with an empty line before; nothing where there are none."""
    if lines:
        yield ""
        yield paint(title, "bold")
        yield from lines


def placed_lines(rows: Sequence[Placed], width: int) -> list[str]:
    """Words and their place beside each other where all of it fits, else what belongs to them below; nothing is cut."""
    if all(len(below) == 1 for _, below in rows):
        cells: list[list[str | Span]] = [[words, Span(place, "dim")] for words, (place,) in rows]
        return wrapped(cells, width, wraps=(0, 1), needs=_WHOLE)
    return [line for words, below in rows for line in _stacked(words, below, width)]


def _stacked(words: str, below: Sequence[str], width: int) -> Iterator[str]:
    yield from (_INDENT + steady(line) for line in wrap(clean(words), width - len(_INDENT)))
    for text in below:
        lines = wrap(clean(text), width - 2 * len(_INDENT))
        yield from (2 * _INDENT + paint(steady(line), "dim") for line in lines)
