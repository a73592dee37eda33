"""A key that stands twice in one mapping: one of the two goes, by its place in the file, for both have one address."""

from __future__ import annotations

import re

from .layout import Piece, leaves
from .members import removing
from .model import Model, without
from .page import Page, Splice
from .spots import colon_end

_COMMENT = re.compile(r"#[^\n]*")
_OTHERS = 8  # keys of the same name in which the comments of one that goes are looked for


def remove_pair(raw: bytes, path: str, line: int, column: int) -> bytes:
    """The file without the key that starts at this 1-based place and its value. Raises Refused.

    Comments in its lines stay on lines of their own, unless they stand beside the same key as well.
    """
    page = Page(raw, path)
    at = (line - page.document.front_line, column - 1)
    found = _pair_at(page.root, at, ()) if page.root else None
    if found is None:
        raise page.refused(0, f"no key starts on line {line} at column {column}")
    holder, place, route = found
    key = holder.nodes[2 * place]
    colon_end(page, key)
    splices = removing(page, holder, [place])
    if holder.flow or page.source[page.line_start(key.start) : key.start].strip(" "):
        for start, end, _ in splices:
            page.keep_comments(start, end)
    else:
        splices = [_with_comments(page, holder, place, splice) for splice in splices]
    return page.spliced(splices, _without(page.model, (*route, place)))


def _pair_at(piece: Piece, at: tuple[int, int], route: tuple[int, ...]) -> tuple[Piece, int, tuple[int, ...]] | None:
    """The mapping with a key at that place, the pair's number in it, and the mapping's own route from the root."""
    if piece.kind == "mapping":
        for place, (key, _) in enumerate(piece.pairs):
            if (key.line, key.column) == at and key.kind == "scalar":
                return piece, place, route
    children = piece.nodes[1::2] if piece.kind == "mapping" else piece.nodes
    for place, child in enumerate(children):
        found = _pair_at(child, at, (*route, place))
        if found:
            return found
    return None


def _with_comments(page: Page, holder: Piece, place: int, splice: Splice) -> Splice:
    """Leaves the comments of what goes, each on its line."""
    start, end, _ = splice
    within = list(leaves(holder))
    comments = _comments(page, within, start, end)
    if comments:
        name = holder.nodes[2 * place].text
        spans = [
            (key.start, page.line_end(max(key.end, value.end)))
            for at, (key, value) in enumerate(holder.pairs)
            if at != place and key.text == name
        ]
        others = {comment for span in spans[:_OTHERS] for comment in _comments(page, within, *span)}
        comments = [comment for comment in comments if comment not in others]
    indent = " " * holder.column
    return start, end, "".join(indent + comment + page.newline_of(start) for comment in comments)


def _comments(page: Page, within: list[Piece], start: int, end: int) -> list[str]:
    """The comments in a part of the source that starts and ends with a line; `within` are the leaves around there."""
    found: list[str] = []
    at = start
    for leaf in within:
        if not start <= leaf.start < end:
            continue
        found += _COMMENT.findall(page.source, at, leaf.start)
        if leaf.style in ("|", ">"):
            found += _COMMENT.findall(page.source[leaf.start : leaf.end].partition("\n")[0])
        at = max(at, leaf.end)
    found += _COMMENT.findall(page.source, at, end)
    return [comment.rstrip() for comment in found]


def _without(model: Model, route: tuple[int, ...]) -> Model:
    """The tree without the pair that the route leads to, by the number of each pair and each list value."""
    place, *rest = route
    if not rest:
        return without(model, {place})
    if isinstance(model, list):
        return [_without(node, tuple(rest)) if at == place else node for at, node in enumerate(model)]
    assert isinstance(model, tuple)
    return tuple((key, _without(node, tuple(rest)) if at == place else node) for at, (key, node) in enumerate(model))
