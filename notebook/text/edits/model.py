"""What front matter says, without its bytes: the tree that an edit must lead to is worked out here, apart from splices.

A text is a str, no value is None, a list is a list; a mapping is a tuple of (key, value) pairs, which keeps the order
and keys that stand twice.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingType
from typing import TypeAlias

from ..nodes import Mapping, Node, Scalar, Sequence

Address: TypeAlias = tuple[str | int, ...]
Model: TypeAlias = "str | list[Model] | tuple[tuple[str, Model], ...] | None"


def model_of(node: Node) -> Model:
    """What a node of the reader's tree says."""
    match node:
        case Scalar():
            return None if node.empty else node.text
        case Sequence(nodes):
            return [model_of(child) for child in nodes]
        case Mapping(pairs):
            return tuple((key.text, model_of(value)) for key, value in pairs)


def modelled(value: object) -> Model:
    """What will be read of a value once it is written."""
    if isinstance(value, MappingType):
        return tuple((str(key), modelled(child)) for key, child in value.items())
    if isinstance(value, list | tuple):
        return [modelled(child) for child in value]
    return None if value is None else str(value)


def changed(model: Model, address: Address, change: Callable[[Model], Model]) -> Model:
    """The tree with what stands at the address changed; of a key that stands twice, the first counts."""
    if not address:
        return change(model)
    step, rest = address[0], address[1:]
    if isinstance(model, list):
        assert isinstance(step, int)
        return [changed(node, rest, change) if at == step else node for at, node in enumerate(model)]
    assert isinstance(model, tuple)
    place = [key for key, _ in model].index(str(step))
    return tuple((key, changed(node, rest, change) if at == place else node) for at, (key, node) in enumerate(model))


def without(model: Model, gone: set[int]) -> Model:
    """A list or mapping without what stands at those places."""
    if isinstance(model, list):
        return [node for at, node in enumerate(model) if at not in gone]
    assert isinstance(model, tuple)
    return tuple(pair for at, pair in enumerate(model) if at not in gone)


def found(model: Model, address: Address) -> Model:
    """What stands at an address that is there."""
    for step in address:
        if isinstance(model, list):
            assert isinstance(step, int)
            model = model[step]
        else:
            assert isinstance(model, tuple)
            model = next(node for key, node in model if key == step)
    return model


def same(one: Model, other: Model) -> bool:
    """True where both say the same, whatever the order of the keys in mappings."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other) or {key for key, _ in one} != {key for key, _ in other}:
            return False
        by_key = dict(other)
        return all(same(node, by_key[key]) for key, node in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
