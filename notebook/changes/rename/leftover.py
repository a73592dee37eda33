"""Links to a renamed record where no reference is read: they stay as they are, and are said."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema.referring import LINK, PROMISE, mentions
from ...text.blocks import html_lines
from ...text.folding import fold
from ...text.links import LINK as LINKS
from ...text.links import file_links, target_name
from ...text.names import stem_of
from ...text.nodes import Node, Scalar, bare_link
from ...text.nodes import Sequence as List
from .move import Move
from .sheet import Sheet, scalars

Left = Iterator[tuple[int, str]]


def untouched_links(sheet: Sheet, move: Move) -> Left:
    """The line and key of each link to the old record in front matter where no reference is read."""
    read = {(one.line, one.column) for one, where, _ in mentions(sheet.record) if where not in (PROMISE, LINK)}
    for key, node in sheet.root.pairs:
        for scalar, text in _linking(node):
            links = LINKS.finditer(text) if "[[" in text else iter(())
            if (scalar.line, scalar.column) not in read and any(
                move.is_old(target_name(link[2]), ()) for link in links
            ):
                yield scalar.line, key.text


def _linking(node: Node) -> Iterator[tuple[Scalar, str]]:
    """Each text in a node; a link without quotes, which YAML takes for a list in a list, with its brackets."""
    bare = {id(link) for link in _bare_links(node)}
    for scalar in scalars(node):
        yield scalar, f"[[{scalar.text}]]" if id(scalar) in bare else scalar.text


def _bare_links(node: Node) -> Iterator[Scalar]:
    link = bare_link(node)
    if link is not None:
        yield link
    elif isinstance(node, List):
        for child in node.nodes:
            yield from _bare_links(child)
    elif not isinstance(node, Scalar):
        for _, value in node.pairs:
            yield from _bare_links(value)


def links_in_html(sheet: Sheet, move: Move) -> Left:
    """The line and place of each link to the old record in a comment or another block of HTML."""
    body = sheet.document.body
    if "<" not in body:
        return
    for number, line in html_lines(body, sheet.document.body_line):
        if any(move.is_old(target_name(link[2]), ()) for link in LINKS.finditer(line)):
            yield number, "HTML or a comment"


def file_links_left(sheet: Sheet, move: Move) -> Left:
    """The line and text of each Markdown link to the old file: `[Ada](Ada%20Silva.md)`."""
    body = sheet.document.body
    if "](" not in body:
        return
    wanted = fold(stem_of(move.old.path))
    for number, line in enumerate(body.split("\n"), sheet.document.body_line):
        for written, name in file_links(line):
            if fold(name) == wanted:
                yield number, written
