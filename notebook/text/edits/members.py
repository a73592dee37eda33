"""Splices that add members to a collection or take some away: list values and key-value pairs, block and flow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .layout import Piece
from .page import Page, Splice

_DASH_SPACING = re.compile(r"-( +)\S")


def adding(page: Page, holder: Piece, texts: Sequence[str], after: int | None = None) -> list[Splice]:
    """Adds members spelled like these after that place, which is the last one by default."""
    spans = member_spans(page, holder)
    if holder.flow:
        return _adding_in_flow(page, holder, spans, texts)
    start, end = spans[len(spans) - 1 if after is None else after]
    indent = indent_of(page, holder, spans)
    newline = page.newline_of(end)
    dash = ""
    if holder.kind == "list":
        spacing = _DASH_SPACING.match(page.source, start)
        dash = "-" + (spacing[1] if spacing else " ")
    at = page.line_end(end)
    return [(at, at, "".join(f"{indent}{dash}{text}".rstrip(" ") + newline for text in texts))]


def removing(page: Page, holder: Piece, places: Iterable[int]) -> list[Splice]:
    """Takes away the members at those places: whole lines of a block, one comma each in flow."""
    gone = sorted(set(places))
    spans = member_spans(page, holder)
    for place in gone:
        page.unmarked(holder.nodes[place] if holder.kind == "list" else holder.nodes[2 * place + 1])
    if holder.flow:
        splices = _removing_in_flow(holder, spans, gone)
        for start, end, _ in splices:
            page.keep_comments(start, end)
        return splices
    splices = []
    start = spans[0][0]
    if gone[0] == 0 and page.source[page.line_start(start) : start].strip(" "):
        splices, gone = _removing_behind_dash(page, spans, gone)
    for place in gone:
        start, end = spans[place]
        indent_of(page, holder, spans)
        splices.append((page.line_start(start), page.line_end(end), ""))
    return splices


def member_spans(page: Page, holder: Piece) -> list[tuple[int, int]]:
    """Where each member starts, dash or key, and where it ends."""
    if holder.kind == "mapping":
        return [(key.start, max(key.end, value.end)) for key, value in holder.pairs]
    if holder.flow:
        return [(node.start, node.end) for node in holder.nodes]
    spans: list[tuple[int, int]] = []
    dash = holder.start
    for node in holder.nodes:
        if spans:
            dash = _next_dash(page, spans[-1][1], holder.column)
        spans.append((dash, max(node.end, dash + 1)))
    return spans


def indent_of(page: Page, holder: Piece, spans: Sequence[tuple[int, int]]) -> str:
    """The spaces before the members of a block; raises Refused where tabs stand among them."""
    first = spans[0][0]
    before = page.source[page.line_start(first) : first]
    if "\t" in before:
        raise page.refused(first, "the line is indented with tabs")
    return " " * holder.column


def _next_dash(page: Page, at: int, column: int) -> int:
    """The next line that starts a list value of that indentation; only blank and comment lines are in between."""
    while True:
        at = page.line_end(at)
        if at >= len(page.source):
            raise page.refused(at, "the dashes of this list do not stand below each other")
        if page.source.startswith(" " * column + "-", at):
            return at + column


def _removing_behind_dash(
    page: Page, spans: Sequence[tuple[int, int]], gone: list[int]
) -> tuple[list[Splice], list[int]]:
    """Takes the first members away where the very first stands on the line of a dash; and what is left to take."""
    run = 1
    while run < len(gone) and gone[run] == run:
        run += 1
    start = spans[0][0]
    if run < len(spans):
        end = spans[run][0]
    else:
        start = len(page.source[:start].rstrip(" "))
        end = page.line_end(spans[-1][1])
        end -= len(page.newline_of(spans[-1][1]))
    for place in range(min(run, len(spans) - 1)):  # a comment beside a value goes with it, one between two must not
        page.keep_comments(page.line_end(spans[place][1]), spans[place + 1][0])
    return [(start, end, "")], gone[run:]


def _removing_in_flow(holder: Piece, spans: Sequence[tuple[int, int]], gone: Sequence[int]) -> list[Splice]:
    if len(gone) == len(spans):
        return [(holder.start + 1, holder.end - 1, "")]
    splices: list[Splice] = []
    at = 0
    while at < len(gone):
        first = last = gone[at]
        while at + 1 < len(gone) and gone[at + 1] == last + 1:
            at += 1
            last = gone[at]
        at += 1
        if last + 1 < len(spans):
            splices.append((spans[first][0], spans[last + 1][0], ""))
        else:
            splices.append((spans[first - 1][1], spans[last][1], ""))
    return splices


def _adding_in_flow(page: Page, holder: Piece, spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[Splice]:
    if page.source[holder.start] not in "[{":
        raise page.refused(holder.start, "this pair stands without { }")
    if not spans:
        return [(holder.start + 1, holder.start + 1, ", ".join(texts))]
    between = ", "
    last_line = min(page.line_end(spans[-1][1]), holder.end)
    if len(spans) > 1 and not page.comment_in(spans[-2][1], last_line):
        between = page.source[spans[-2][1] : spans[-1][0]]
    at = spans[-1][1]
    if page.source[at - 1] == ":":  # an empty value: the comma must not touch the colon
        return [(at, at, " " + "".join(between + text for text in texts))]
    return [(at, at, "".join(between + text for text in texts))]
