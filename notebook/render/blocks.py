"""Parts of a page: a title with lines under it, and the user's words with their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .tables import Span
from .terminal import Style, clean, cut, paint, steady, width_of, wrap
from .wrapped import wrapped

_INDENT = "  "
_WHOLE = 10_000  # columns a part needs, or as many as it has: beside the words stands only what fits whole

# Words, and what is said of them in a low voice: where they stand, and what else belongs to them.
Placed = tuple[str, tuple[str, ...]]


def heading(name: str, words: str, width: int) -> Iterator[str]:
    """A name and what is said of it: beside each other where both fit, else below; a name too long is cut."""
    name, words = cut(clean(name), width), clean(words)
    if not words or width_of(name) + 3 + width_of(words) <= width:
        yield f"{paint(steady(name), 'bold')}   {steady(words)}" if words else paint(steady(name), "bold")
        return
    yield paint(steady(name), "bold")
    yield from (_INDENT + steady(line) for line in wrap(words, width - len(_INDENT)))


def lead(text: str, width: int, style: Style = "") -> Iterator[str]:
    """A line at the edge of the page, in as many lines as it needs."""
    yield from (paint(steady(line), style) for line in wrap(clean(text), width))


def pointing(words: str, command: str, width: int, indent: str = _INDENT) -> Iterator[str]:
    """`  5 more: notebook next`: a command that does not fit beside its words has a line of its own.

    It is never broken, so that it can be taken over as it stands: where it is longer than a line, it is left to the
    terminal.
    """
    words, command = clean(words), clean(command)
    if len(indent) + width_of(f"{words}: {command}") <= width:
        yield indent + paint(f"{words}: {command}", "dim")
        return
    yield from (indent + paint(line, "dim") for line in wrap(f"{words}:", width - len(indent)))
    yield indent + _INDENT + paint(command, "dim")


def closing(words: str, command: str, width: int) -> Iterator[str]:
    """`9 due, 4 more (notebook due --all)`: a last line, its command in a line of its own where both do not fit."""
    words, command = clean(words), f"({clean(command)})" if command else ""
    if command and width_of(words) + 1 + width_of(command) <= width:
        words, command = f"{words} {command}", ""
    yield from lead(words, width)
    if command:
        yield command


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
