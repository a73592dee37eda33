"""Front matter as a tree of text: no scalar has a type, each knows its place. Lines and columns are 1-based."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as the user typed it, quotes and escapes resolved; `plain` where it stands without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """True for a key without a value: nothing, `null` or `~`."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, block or flow."""

    nodes: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; duplicate keys are kept, so that they can be reported."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def plain_value(node: Node) -> object:
    """The node as text, lists and dicts: how a user's own keys are kept. Empty scalars are None."""
    match node:
        case Scalar():
            return None if node.empty else node.text
        case Sequence(nodes):
            return [plain_value(child) for child in nodes]
        case Mapping(pairs):
            values: dict[str, object] = {}
            for key, value in pairs:
                values.setdefault(key.text, plain_value(value))  # of a key that stands twice, the first counts
            return values


def bare_link(node: Node) -> Scalar | None:
    """The text in `[[Ana]]` written without quotes, which YAML reads as a list in a list; None for all else."""
    for _ in range(2):
        if not isinstance(node, Sequence) or len(node.nodes) != 1:
            return None
        node = node.nodes[0]
    return node if isinstance(node, Scalar) and not node.empty else None
