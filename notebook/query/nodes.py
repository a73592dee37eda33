"""The parts a query is made of: a small frozen tree that the snapshot and the index both understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["word", "phrase", "prefix", "fuzzy"]
Operator = Literal[":", ">", ">=", "<", "<=", ".."]


@dataclass(frozen=True)
class Words:
    """Free text: one word, a "phrase", a `pre*` prefix or a `name~` fuzzy match. `text` has no quotes, `*` or `~`."""

    text: str
    form: Form = "word"
    column: int = 0


@dataclass(frozen=True)
class Filter:
    """A condition on a field: `key:value`, `key:>value`, `key:a..b`; `value` is `*` for "has any value"."""

    key: str
    operator: Operator
    value: str
    column: int = 0


@dataclass(frozen=True)
class And:
    """All of the parts hold; with no parts, everything matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of the parts holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Node


Node = Words | Filter | And | Or | Not
