"""Taking values out of a file's fields, with the keys and lists that are emptied by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...text.edits import Address, remove_key, remove_values, set_value
from ...text.nodes import Node, Scalar
from ...text.nodes import Sequence as List
from .field_places import Held, Place

Step = tuple[Address, list[int]]  # a key, or a list with those of its places that go


def without_values(
    raw: bytes, path: str, found: Iterable[Place], held: Sequence[Held], gone: Collection[Held]
) -> bytes:
    """The file without those of the values that are held at these places; raises Refused."""
    addresses = {one.address for one in gone}
    for address in dict.fromkeys(one.address for one in gone if one.piece is not None):
        rest = [str(one.value) for one in held if one.address == address and one not in gone]
        if rest:  # of several values in one text
            raw = set_value(raw, path, address, ", ".join(rest))
            addresses.remove(address)
    return without(raw, path, found, addresses)


def without(raw: bytes, path: str, found: Iterable[Place], addresses: Collection[Address]) -> bytes:
    """The file without what stands at the addresses in these places; raises Refused."""
    for place in found:
        steps: list[Step] = []
        if _emptied(place.node, (place.key,), addresses, steps):
            steps = [((place.key,), [])]
        for address, places in steps:
            raw = remove_values(raw, path, address, places) if places else remove_key(raw, path, address)
    return raw


def _emptied(node: Node, address: Address, gone: Collection[Address], steps: list[Step]) -> bool:
    """True where all of a node goes; else `steps` gets what is to go from it, the innermost first."""
    if address in gone:
        return True
    if isinstance(node, Scalar):
        return False
    children: list[tuple[str | int, Node]] = (
        list(enumerate(node.nodes)) if isinstance(node, List) else [(key.text, value) for key, value in node.pairs]
    )
    emptied = [step for step, child in children if _emptied(child, (*address, step), gone, steps)]
    if children and len(emptied) == len(children):
        return True
    if isinstance(node, List) and emptied:
        steps.append((address, [step for step in emptied if isinstance(step, int)]))
    elif emptied:
        steps += [((*address, step), []) for step in emptied]
    return False
