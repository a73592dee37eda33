"""Edits of front matter: one value, key or list value at a time, every other byte as it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as MappingType

from . import spelling
from .layout import Piece
from .members import adding, member_spans, removing
from .model import Address, Model, changed, found, modelled, same, without
from .page import Page, Splice
from .replacing import replacing
from .spelling import flow
from .spots import Gap, Spot, find, there


def set_value(raw: bytes, path: str, address: Address, value: object, order: Sequence[str] = ()) -> bytes:
    """The file with that value at the address; a missing key comes to its place by `order`. Raises Refused."""
    page = Page(raw, path)
    spot = find(page, address)
    if isinstance(spot, Gap):
        return _insert(page, address, spot, value, order)
    old, new = found(page.model, address), modelled(value)
    if same(old, new):
        return raw
    if isinstance(value, MappingType) and value and spot.node.kind == "mapping":
        return _set_mapping(raw, path, address, value, old)
    splices = None
    if isinstance(old, list) and isinstance(new, list) and isinstance(value, list | tuple) and spot.node.kind == "list":
        splices = _listing(page, spot.node, old, value)
    return page.spliced(splices or replacing(page, spot, value), changed(page.model, address, lambda _: new))


def add_values(raw: bytes, path: str, address: Address, values: Sequence[object]) -> bytes:
    """The file with the values at the end of a list; a single value becomes the first of one. Raises Refused."""
    if not values:
        return raw
    page = Page(raw, path)
    spot = find(page, address)
    old = None if isinstance(spot, Gap) else found(page.model, address)
    if isinstance(spot, Gap) or old is None:
        return set_value(raw, path, address, list(values))
    if isinstance(old, tuple):
        raise page.refused(spot.node.start, "fields stand here, not a list")
    new = [modelled(value) for value in values]
    if isinstance(old, str):
        page.unmarked(spot.node)
        texts = [spelling.as_listed(spot.node, page.source), *map(flow, values)]
        splices = replacing(page, spot, None, "[" + ", ".join(texts) + "]")
        return page.spliced(splices, changed(page.model, address, lambda _: [old, *new]))
    _own(page, spot.node)
    splices = adding(page, spot.node, [flow(value) for value in values])
    return page.spliced(splices, changed(page.model, address, lambda _: [*old, *new]))


def remove_values(raw: bytes, path: str, address: Address, places: Collection[int]) -> bytes:
    """The file without the list's values at these places, without the key if they are all. Raises Refused."""
    if not places:
        return raw
    page = Page(raw, path)
    spot = there(page, address)
    _own(page, spot.node)
    if spot.node.kind != "list" or not all(0 <= place < len(spot.node.nodes) for place in places):
        raise page.refused(spot.node.start, "there is no list with these places")
    if len(set(places)) == len(spot.node.nodes):
        return remove_key(raw, path, address)
    return _remove(page, address, spot.node, places)


def remove_key(raw: bytes, path: str, address: Address) -> bytes:
    """The file without the key and its value, or without the list value there; the last one leaves its key empty.

    Raises Refused.
    """
    page = Page(raw, path)
    spot = there(page, address)
    return _remove(page, address[:-1], spot.holder, {spot.place})


def _remove(page: Page, address: Address, holder: Piece, places: Collection[int]) -> bytes:
    """Takes members away; a block without members leaves nothing where it stood, brackets stay."""
    if holder.flow and page.source[holder.start] not in "[{":
        raise page.refused(holder.start, "this pair stands without { }")
    splices = removing(page, holder, places)
    emptied = len(set(places)) == len(member_spans(page, holder)) and not holder.flow and bool(address)
    return page.spliced(
        splices, changed(page.model, address, lambda model: None if emptied else without(model, set(places)))
    )


def _own(page: Page, node: Piece) -> None:
    """Raises Refused for a collection that an anchor, alias or tag marks."""
    if node.kind == "alias" or node.marked:
        raise page.refused(node.start, "a YAML anchor, alias or tag stands here")


def _insert(page: Page, address: Address, gap: Gap, value: object, order: Sequence[str]) -> bytes:
    """Adds the first missing key of an address, with what comes after it as its value."""
    key, rest = address[gap.depth], address[gap.depth + 1 :]
    if not isinstance(key, str) or not all(isinstance(step, str) for step in rest):
        raise page.refused(gap.node.start if gap.node else 0, "there is no list here to take a value from")
    for step in reversed(rest):
        value = {step: value}
    holder = gap.node
    if holder and holder.kind == "scalar":
        return set_value(page.raw, page.path, address[: gap.depth], {key: value})
    new: tuple[str, Model] = (key, modelled(value))
    if holder is None:
        return _first_key(page, new, spelling.pair(key, value))
    place = len(holder.nodes) // 2 if gap.depth else _place_by(order, key, [one.text for one in holder.nodes[::2]])
    if place == 0 and not gap.depth:
        line = " " * holder.column + spelling.pair(key, value) + page.newline_of(0)
        splices: list[Splice] = [(0, 0, line)]
    else:
        splices = adding(page, holder, [spelling.pair(key, value, in_flow=holder.flow)], place - 1)

    def with_pair(model: Model) -> Model:
        assert isinstance(model, tuple)
        return (*model[:place], new, *model[place:])

    return page.spliced(splices, changed(page.model, address[: gap.depth], with_pair))


def _first_key(page: Page, new: tuple[str, Model], line: str) -> bytes:
    """Adds the first key of an empty block, or a block with that key to a file without one."""
    text = page.document.text
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    if page.document.front is not None:
        return page.spliced([(0, 0, line + newline)], (new,))
    source = line + newline
    return page.proven(f"---{newline}{source}---{newline}{text}", source, (new,))


def _place_by(order: Sequence[str], key: str, keys: Sequence[str]) -> int:
    """Where a new key stands among the keys: after the nearest that precedes it in the order, last if it has none."""
    if key not in order:
        return len(keys)
    rank = {name: at for at, name in enumerate(order)}
    before = [name for name in keys if rank.get(name, len(order)) < rank[key]]
    if not before:
        return 0
    nearest = max(before, key=lambda name: rank[name])
    return len(keys) - list(reversed(keys)).index(nearest)


def _set_mapping(raw: bytes, path: str, address: Address, value: MappingType[str, object], old: Model) -> bytes:
    """Sets a mapping key by key, so that what stays keeps its bytes."""
    assert isinstance(old, tuple)
    result = raw
    for key, child in value.items():
        result = set_value(result, path, (*address, str(key)), child)
    for key, _ in old:
        if key not in value:
            result = remove_key(result, path, (*address, key))
    page = Page(result, path)
    if not same(found(page.model, address), modelled(value)):
        raise page.refused(0, "this cannot be written without changing something else")
    return result


def _listing(page: Page, node: Piece, old: list[Model], values: Sequence[object]) -> list[Splice] | None:
    """The splices that keep the bytes of the values that stay; None where the list must be written anew."""
    new = [modelled(value) for value in values]
    if node.marked or not new:
        return None
    unlike = [at for at, both in enumerate(zip(old, new, strict=False)) if both[0] != both[1]]
    fresh = [new[at] for at in unlike]
    if len(old) == len(new) and not any(old[at] in fresh for at in unlike):
        splices = []
        for at in unlike:
            splices += replacing(page, Spot(node, at, node.nodes[at], None), values[at])
        return splices
    kept: list[int] = []
    for at, one in enumerate(old):
        if len(kept) < len(new) and one == new[len(kept)]:
            kept.append(at)
    gone = sorted(set(range(len(old))).difference(kept))
    added = list(values[len(kept) :])
    if not kept or any(old[at] in new[len(kept) :] for at in gone):
        return None
    splices = removing(page, node, gone) if gone else []
    if added:
        splices += adding(page, node, [flow(value) for value in added], kept[-1] if not node.flow else None)
    return splices
