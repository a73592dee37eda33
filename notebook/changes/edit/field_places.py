"""Where a field stands in a file: under its own name, a synonym or a label, and each of its values with an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ...errors import Refused
from ...records import Kind
from ...schema.fields import FIELDS, Field, field_keys, key_form, look_up
from ...schema.read import states_kind
from ...text.document import read_document
from ...text.edits import Address
from ...text.frontmatter import read_front_matter
from ...text.names import stem_of
from ...text.nodes import Mapping, Node, Scalar, plain_value
from ...text.nodes import Sequence as List
from ..values import meaning_of

_LINKS = re.compile(r"\[\[[^\[\]]+\]\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A key of the file with its value; `part` is the label, or the part of `met`, that the key itself says."""

    key: str
    line: int
    node: Node
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one part of a field stands."""

    address: Address
    line: int
    node: Node

    @property
    def key(self) -> str:
        """The address as a person types it: `links.linkedin`."""
        return ".".join(str(step) for step in self.address if isinstance(step, str))


@dataclass(frozen=True, slots=True)
class Held:
    """One value of a field where it stands: as a file holds it, and under which label or part.

    Several values in one text (`tags: a, b`) have one address, and are told apart by their `piece`.
    """

    address: Address
    line: int
    value: Any
    part: str | None = None
    piece: int | None = None


def front_of(raw: bytes, path: str) -> Mapping:
    """The file's front matter, empty where there is none; raises Refused where it cannot be read."""
    document, problems = read_document(raw, path)
    root: Mapping | None = Mapping((), 1, 1)
    if document is not None and document.front is not None:
        root, problems = read_front_matter(document.front, path, document.front_line)
    if document is None or root is None:
        what = f"{path}:{problems[0].line}: {problems[0].message} Nothing was written."
        raise Refused(what, f"notebook edit {stem_of(path)} opens it.")
    return root


def places(root: Mapping, kind: Kind, field: Field) -> list[Place]:
    """Every key of the file that is read as this field, also one that stands twice."""
    keys = field_keys(kind)
    found = []
    for key, node in root.pairs:
        if states_kind(key, node) or look_up(key.text, key_form(key.text), keys)[0] is not field:
            continue
        part = meaning_of(kind, key.text)[1]
        # `met_through:` above a mapping is the whole of it under another name.
        whole = field.type == "met" and isinstance(node, Mapping)
        found.append(Place(key.text, key.line, node, None if whole else part))
    return found


def own_places(root: Mapping, kind: Kind, key: str) -> list[Place]:
    """The keys of the user's own that are spelled like this one, exactly where one is."""
    own = [
        Place(one.text, one.line, node)
        for one, node in root.pairs
        if not states_kind(one, node) and look_up(one.text, key_form(one.text), field_keys(kind))[0] is None
    ]
    exact = [place for place in own if place.key == key.strip()]
    return exact or [place for place in own if key_form(place.key) == key_form(key)]


def key_order(root: Mapping, kind: Kind) -> list[str]:
    """Keys in the order in which they should stand: as the file spells each field, and its name."""
    keys = field_keys(kind)
    spelled: dict[str, list[str]] = {}
    for key, _ in root.pairs:
        field = look_up(key.text, key_form(key.text), keys)[0]
        if field:
            spelled.setdefault(field.name, []).append(key.text)
    return list(dict.fromkeys(key for field in FIELDS[kind] for key in (*spelled.get(field.name, ()), field.name)))


def held(field: Field | None, found: Iterable[Place]) -> list[Held]:
    """The values at these places, one by one; a key of the user's own holds texts."""
    return [one for place in found for one in _values(field, place.node, (place.key,), place.part)]


def _values(field: Field | None, node: Node, address: Address, part: str | None) -> Iterator[Held]:
    kind = field.type if field else "labelled"
    if isinstance(node, Scalar):
        yield from _in_scalar(field, node, address, part)
    elif isinstance(node, List):
        for place, child in enumerate(node.nodes):
            while kind != "labelled" and isinstance(child, List) and len(child.nodes) == 1:
                child = child.nodes[0]  # `[[Ana]]`, which YAML reads as a list in a list
            yield from _values(field, child, (*address, place), part)
    elif (kind == "ties" and _keyed(node, "who", "name")) or (kind == "dates" and _keyed(node, "date")):
        yield Held(address, node.line, plain_value(node), part)
    else:
        for key, value in node.pairs:
            if kind in ("ties", "dates"):
                yield Held((*address, key.text), key.line, {key.text: plain_value(value)})
            else:
                yield from _values(field, value, (*address, key.text), key.text)


def _keyed(node: Mapping, *names: str) -> bool:
    return any(key_form(key.text) in names for key, _ in node.pairs)


def _in_scalar(field: Field | None, node: Scalar, address: Address, part: str | None) -> Iterator[Held]:
    """The value of a text, or the values that stand in it with commas between them; none in an empty one."""
    if node.empty or not node.text.strip():
        return
    parts = [one.strip() for one in node.text.split(",") if one.strip()]
    links = _LINKS.findall(node.text)
    if field and field.type in ("references", "ties") and len(links) > 1:
        parts = links
    elif not field or not (field.name == "tags" or (field.name == "emails" and all("@" in one for one in parts))):
        parts = [node.text]
    for piece, text in enumerate(parts):
        yield Held(address, node.line, text, part, piece if len(parts) > 1 else None)


def part_spots(found: Iterable[Place], part: str) -> list[Spot]:
    """Every place where a part of the field stands: under a key of its own, in a mapping, or in a list of them."""
    spots: list[Spot] = []
    for place in found:
        if place.part:
            spots += [Spot((place.key,), place.line, place.node)] if key_form(place.part) == key_form(part) else []
            continue
        if part == "how" and isinstance(place.node, Scalar) and not place.node.empty:  # `met: at the fair`
            spots.append(Spot((place.key,), place.line, place.node))
        listed = list(enumerate(place.node.nodes)) if isinstance(place.node, List) else []
        for step, node in [((), place.node), *(((at,), child) for at, child in listed)]:
            if isinstance(node, Mapping):
                spots += [Spot((place.key, *step, key.text), key.line, value)
                          for key, value in node.pairs if key_form(key.text) == key_form(part)]  # fmt: skip
    return spots


S = TypeVar("S", Place, Spot)


def only(found: Sequence[S], name: str, path: str) -> S | None:
    """The one place, or None; raises Refused, naming the lines, where there are more."""
    if len(found) > 1:
        others = " and ".join(f"on line {one.line} ({one.key})" for one in found[1:])
        raise Refused(
            f"{path}:{found[0].line}: {name} stands here ({found[0].key}) and {others}. Nothing was written.",
            f"Make it one: notebook edit {stem_of(path)}",
        )
    return found[0] if found else None
