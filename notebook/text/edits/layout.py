"""Front matter source as a tree of pieces that know where they start and end in it, so that they can be replaced.

A block collection ends where its last child does, though the parser lets it swallow the blank lines and comments below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from ..frontmatter import events, hide_odd, show_odd


@dataclass(frozen=True, slots=True)
class Piece:
    """A scalar, collection or alias and its span in the source; `line` and `column` are 0-based, the parser's.

    `style` is the quote or `|` or `>` of a scalar, "" for a plain one. `nodes` of a mapping are its keys and values in
    turn. `marked`: it has an anchor or a tag, and starts at that. `within_flow`: it stands in brackets itself.
    """

    kind: Literal["scalar", "list", "mapping", "alias"]
    start: int
    end: int
    line: int
    column: int
    style: str = ""
    text: str = ""
    nodes: tuple[Piece, ...] = ()
    flow: bool = False
    marked: bool = False
    within_flow: bool = False

    @property
    def pairs(self) -> Iterator[tuple[Piece, Piece]]:
        """The keys of a mapping with their values."""
        return zip(self.nodes[::2], self.nodes[1::2], strict=True)

    @property
    def empty(self) -> bool:
        """True for a key without a value that takes no room in the source."""
        return self.kind == "scalar" and self.start == self.end


_Unclosed = tuple[yaml.CollectionStartEvent, list[Piece]]


def read_layout(source: str) -> Piece | None:
    """The root of source that `read_front_matter` can read; None where it is empty."""
    source, hiding = hide_odd(source)
    unclosed: list[_Unclosed] = []
    root: Piece | None = None
    for event in events(source):
        if isinstance(event, yaml.CollectionStartEvent):
            unclosed.append((event, []))
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            start, nodes = unclosed.pop()
            piece = _collection(start, event, nodes, _in_flow(unclosed))
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            piece = _leaf(event, source, hiding, _in_flow(unclosed))
        else:
            continue
        if unclosed:
            unclosed[-1][1].append(piece)
        else:
            root = piece
    return root


def leaves(piece: Piece) -> Iterator[Piece]:
    """The scalars and aliases in a piece, keys too, in the order of the source."""
    if not piece.nodes:
        yield piece
    for node in piece.nodes:
        yield from leaves(node)


def pieces(piece: Piece) -> Iterator[Piece]:
    """The piece and all that are in it."""
    yield piece
    for node in piece.nodes:
        yield from pieces(node)


def _in_flow(unclosed: list[_Unclosed]) -> bool:
    return bool(unclosed) and bool(unclosed[-1][0].flow_style)


def _collection(
    start: yaml.CollectionStartEvent, end: yaml.CollectionEndEvent, nodes: list[Piece], within_flow: bool
) -> Piece:
    first = _span(start)[0]
    bracket, last = _span(end)
    if not start.flow_style or bracket == last:  # the lone pair in `[a: b]` has no bracket of its own
        last = max(node.end for node in nodes)
    return Piece(
        "list" if isinstance(start, yaml.SequenceStartEvent) else "mapping", first, last, *_place(start),
        nodes=tuple(nodes), flow=bool(start.flow_style), marked=bool(start.anchor or start.tag),
        within_flow=within_flow,
    )  # fmt: skip


def _leaf(event: yaml.ScalarEvent | yaml.AliasEvent, source: str, hiding: bool, within_flow: bool) -> Piece:
    start, end = _span(event)
    if isinstance(event, yaml.AliasEvent):
        return Piece("alias", start, end, *_place(event), within_flow=within_flow)
    if event.style in ("|", ">"):
        end = start + _block_length(source[start:end])
    text = show_odd(event.value) if hiding else event.value
    marked = bool(event.anchor or event.tag)
    return Piece("scalar", start, end, *_place(event), event.style or "", text, marked=marked, within_flow=within_flow)


def _block_length(source: str) -> int:
    """Without the last newline, and without the blank lines at the end where they do not belong to the text."""
    header, *lines = source.removesuffix("\n").split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=len(source))
    if "+" not in header.partition("#")[0]:
        while lines and len(lines[-1].rstrip("\r")) <= indent and not lines[-1].strip():
            lines.pop()
    return len("\n".join([header, *lines]).removesuffix("\r"))


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None  # the parser gives every event both
    assert end is not None
    return start.index, end.index


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None
    return mark.line, mark.column
