"""Splices that put a value in the place of another."""

from __future__ import annotations

from . import spelling
from .layout import Piece
from .members import adding, indent_of, member_spans
from .page import Page, Splice
from .spelling import flow
from .spots import Spot, colon_end


def replacing(page: Page, spot: Spot, value: object, text: str | None = None) -> list[Splice]:
    """Puts the value, or the text as it is spelled, where the spot is; raises Refused where a comment would be lost."""
    node = spot.node
    page.unmarked(node)
    if text is None and isinstance(value, list | tuple) and value and node.kind == "list" and not node.flow:
        return _new_lines(page, node, [flow(one) for one in value])
    if text is None and isinstance(value, str) and node.kind == "scalar":
        text = _as_lines(page, node, value) or spelling.respelled(value, node)
    elif text is None:
        text = spelling.spelled(value, in_flow=spot.holder.flow)
    block = (node.nodes and not node.flow) or node.style in ("|", ">")
    if not text or block:
        start = _bare_start(page, spot)
        page.keep_comments(start, page.line_end(node.end) if node.nodes and not node.flow else node.end)
        return [(start, node.end, f" {text}" if text else "")]
    page.keep_comments(node.start, node.end)
    touching = node.empty and page.source[node.start - 1] in ":-"
    return [(node.start, node.end, f" {text}" if touching else text)]


def _bare_start(page: Page, spot: Spot) -> int:
    """Where what belongs to the key or dash starts."""
    if spot.key:
        return colon_end(page, spot.key)
    return spot.node.start if spot.holder.flow else member_spans(page, spot.holder)[spot.place][0] + 1


def _as_lines(page: Page, node: Piece, text: str) -> str | None:
    """A text of several lines as they stand, where that is how the old one does."""
    if node.style != "|" or "\n" not in text:
        return None
    old = page.source[node.start : node.end].partition("\n")[2].lstrip("\r\n")
    indent = old[: len(old) - len(old.lstrip(" "))]
    return spelling.literal(text, indent, page.newline_of(node.start)) if indent else None


def _new_lines(page: Page, node: Piece, texts: list[str]) -> list[Splice]:
    """A block list with other values: its first dash stays where it is."""
    spans = member_spans(page, node)
    page.keep_comments(node.start, page.line_end(node.end))
    indent = indent_of(page, node, spans)
    ((_, _, lines),) = adding(page, node, texts, 0)
    newline = page.newline_of(spans[0][1])
    return [(spans[0][0], node.end, lines.removeprefix(indent).removesuffix(newline))]
