"""Edits of one scalar by its place in the file: how a reference to a renamed record is written anew."""

from __future__ import annotations

from collections.abc import Iterator

from . import spelling
from .layout import Piece, pieces
from .model import Address, Model, changed, found
from .page import Page


def set_scalar_at(raw: bytes, path: str, line: int, column: int, text: str) -> bytes:
    """The file with another text in the key or value that starts at this 1-based place. Raises Refused."""
    page = Page(raw, path)
    at = (line - page.document.front_line, column - 1)
    scalars = _scalars(page.root, ()) if page.root else iter(())
    there = next((one for one in scalars if (one[0].line, one[0].column) == at and not one[0].empty), None)
    if there is None:
        for outer in pieces(page.root) if page.root else ():
            if outer.marked and any((one.line, one.column) == at for one in pieces(outer)):
                page.unmarked(outer)
        raise page.refused(0, f"no field or value starts on line {line} at column {column}")
    piece, address, is_key = there
    page.unmarked(piece)
    _once(page, piece)
    if piece.style in ("|", ">"):
        raise page.refused(piece.start, "this text has several lines")
    intended = _renamed(page, address, text) if is_key else changed(page.model, address, lambda _: text)
    if intended == page.model:
        return raw
    new = spelling.rekeyed(text, piece) if is_key else spelling.respelled(text, piece)
    return page.spliced([(piece.start, piece.end, new)], intended)


def _once(page: Page, piece: Piece) -> None:
    """Raises Refused for a scalar under a key that stands twice: it has no address of its own."""
    for mapping in pieces(page.root) if page.root else ():
        if mapping.kind == "mapping" and mapping.start <= piece.start < mapping.end:
            keys = mapping.nodes[::2]
            key = [one for one in keys if one.start <= piece.start][-1].text
            if sum(one.text == key for one in keys) > 1:
                raise page.refused(piece.start, f'"{key}" stands twice')


def _scalars(piece: Piece, address: Address) -> Iterator[tuple[Piece, Address, bool]]:
    """The scalars with their addresses (a key's ends with its place in the mapping), and whether each is a key.

    What an anchor or tag marks is left out, with all that is in it.
    """
    if piece.kind == "scalar":
        yield piece, address, False
    elif piece.marked:
        return
    elif piece.kind == "list":
        for place, node in enumerate(piece.nodes):
            yield from _scalars(node, (*address, place))
    elif piece.kind == "mapping":
        for place, (key, value) in enumerate(piece.pairs):
            if key.kind == "scalar":
                yield key, (*address, place), True
                yield from _scalars(value, (*address, key.text))


def _renamed(page: Page, address: Address, text: str) -> Model:
    """The tree with another key at that place of a mapping."""
    pairs = found(page.model, address[:-1])
    assert isinstance(pairs, tuple)
    if any(key == text for at, (key, _) in enumerate(pairs) if at != address[-1]):
        raise page.refused(0, f'"{text}" stands here already')
    new = tuple((text if at == address[-1] else key, value) for at, (key, value) in enumerate(pairs))
    return changed(page.model, address[:-1], lambda _: new)
