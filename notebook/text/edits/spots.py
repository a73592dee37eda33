"""Where in the front matter an address leads, and where it ends if it leads nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .layout import Piece
from .model import Address, found
from .page import Page

_COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at an address: its node, the collection that holds it, its place there, and its key in a mapping."""

    holder: Piece
    place: int
    node: Piece
    key: Piece | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Where an address ends that leads nowhere: how many of its steps are there, and the node they lead to."""

    depth: int
    node: Piece | None


def find(page: Page, address: Address) -> Spot | Gap:
    """Where the address leads; raises Refused where what it leads through cannot be edited."""
    node = page.root
    spot: Spot | None = None
    for depth, step in enumerate(address):
        if node is None or (node.kind == "scalar" and _empty(page, address[:depth])):
            return Gap(depth, node)
        if node.kind == "alias" or node.marked:
            raise page.refused(node.start, "a YAML anchor, alias or tag stands here")
        if isinstance(step, int):
            if node.kind != "list" or not 0 <= step < len(node.nodes):
                raise page.refused(node.start, f"there is no list with a place {step + 1} here")
            spot = Spot(node, step, node.nodes[step], None)
        else:
            place = _place_of(page, node, step)
            if place is None:
                return Gap(depth, node)
            spot = Spot(node, place, node.nodes[2 * place + 1], node.nodes[2 * place])
        node = spot.node
    assert spot is not None  # an address has a first step
    return spot


def there(page: Page, address: Address) -> Spot:
    """Where the address leads; raises Refused where it leads nowhere."""
    spot = find(page, address)
    if isinstance(spot, Gap):
        named = ".".join(str(step) for step in address[: spot.depth + 1])
        raise page.refused(spot.node.start if spot.node else 0, f'there is no "{named}"')
    return spot


def colon_end(page: Page, key: Piece) -> int:
    """Where the value of a key may start, after the colon; raises Refused for a key of another form."""
    colon = _COLON.match(page.source, key.end)
    before = page.source[page.line_start(key.start) : key.start].rstrip()
    if colon is None or key.kind != "scalar" or key.marked or before.endswith("?"):
        raise page.refused(key.start, "this key is not written as `key: value`")
    return colon.end()


def _place_of(page: Page, node: Piece, key: str) -> int | None:
    if node.kind != "mapping":
        raise page.refused(node.start, f'"{key}" can have no place here: this is no mapping')
    keys = node.nodes[::2]
    if any(one.text == "<<" and not one.style for one in keys):
        raise page.refused(node.start, "a YAML merge key stands here")
    places = [place for place, one in enumerate(keys) if one.kind == "scalar" and one.text == key]
    if len(places) > 1:
        raise page.refused(keys[places[1]].start, f'"{key}" stands twice')
    if not places:
        return None
    colon_end(page, keys[places[0]])
    return places[0]


def _empty(page: Page, address: Address) -> bool:
    return found(page.model, address) is None
