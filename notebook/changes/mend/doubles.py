"""A key that stands twice: one of the two goes where both say the same, or what both say can stand together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...errors import Refused
from ...records import Kind
from ...schema.fields import Field, field_keys, key_form, look_up
from ...schema.read import read_file
from ...text.dates import read_partial_date
from ...text.document import fences, read_document
from ...text.edits import Address, add_values, set_value
from ...text.edits.doubles import remove_pair
from ...text.edits.model import Model, model_of, same
from ...text.edits.spelling import flow
from ...text.frontmatter import read_front_matter
from ...text.nodes import Mapping, Node, Scalar, Sequence, bare_link, plain_value
from ..values import is_list

DOUBLE = "duplicate-key"
MOST = 20  # keys that stand twice in one file; each costs a few readings of it
SIZE_CAP = 64 * 1024  # bytes; far over a person's notes, and what is tried must not take long
FIELDS_CAP = 8 * 1024  # bytes; they are read many times for each key that stands twice
_LATER = ("snooze", "last_contact")  # of two, the later
_LEFT = "the keys that stand twice are left to you."
_SHOWN = 40  # characters of a value in a hint


@dataclass(frozen=True, slots=True)
class _Double:
    """A key that stands again: its own value, and those of the same key before it with their places.

    `more` where a third one stands there.
    """

    key: Scalar
    node: Node
    before: tuple[tuple[Scalar, Node], ...]
    more: bool
    address: Address
    field: Field | None


def without_double(raw: bytes, path: str, kind: Kind | None, line: int, column: int) -> bytes:
    """The file without the key that stands again at this 1-based place, and with what it said.

    Raises Refused where the two say different things, with both in its hint.
    """
    large = too_large(raw)
    if large:
        raise Refused(f"{path}:{line}: {large}, so it is left to you.", "Keep one of the two keys.")
    double = _double_at(raw, path, kind, line, column)
    (first_key, first), node = double.before[0], double.node
    one, other = model_of(first), model_of(node)
    if other in (None, [], ()) or any(same(model_of(value), other) for _, value in double.before):
        return remove_pair(raw, path, line, column)
    if one in (None, [], ()):
        return remove_pair(raw, path, first_key.line, first_key.column)
    if _is_one_day(double):
        days = _day(first), _day(node)
        if not days[0] or not days[1] or days[0] == days[1]:
            raise _differ(path, double)
        earlier = first_key if days[0] < days[1] else double.key
        return remove_pair(raw, path, earlier.line, earlier.column)
    if double.more:  # two of three cannot be told apart while they are made one
        raise _differ(path, double)
    if _is_joined(double):
        values = list(first.nodes) if isinstance(first, Sequence) else [first]
        there = {_form(model_of(value)) for value in values}
        more = [value for value in (node.nodes if isinstance(node, Sequence) else (node,))
                if _form(model_of(value)) not in there]  # fmt: skip
        alone = remove_pair(raw, path, line, column)
        return add_values(alone, path, double.address, [plain_value(value) for value in more])
    if isinstance(first, Mapping) and isinstance(node, Mapping) and not _contradict(one, other):
        return _with_keys(remove_pair(raw, path, line, column), path, double.address, first, node)
    raise _differ(path, double)


def without_doubles(raw: bytes, path: str, kind: Kind | None) -> tuple[bytes, int, list[Refused]]:
    """The file with every key that stands twice made one where that can be, from the last on; how many were.

    And why the others were not, with their places as they are then.
    """
    count = 0
    refused: list[Refused] = []
    while True:
        _, problems = read_file(raw, path, kind)
        places = sorted((one.line, one.column) for one in problems if one.code == DOUBLE)[::-1]
        if len(places) <= len(refused):
            break
        if too_large(raw):
            return raw, count, [Refused(f"{path}: {too_large(raw)}, so {_LEFT}", "Keep one of each two keys.")]
        if len(places) > MOST:
            return raw, 0, [too_many(path)]
        try:
            raw = without_double(raw, path, kind, *places[len(refused)])
            count += 1
        except Refused as fault:
            refused.append(fault)
    return raw, count, refused


def too_large(raw: bytes) -> str:
    """What is larger than what the notebook mends; empty for a file that is not."""
    if len(raw) > SIZE_CAP:
        return f"the file is over {SIZE_CAP // 1024} KiB"
    closing = fences(raw.decode("utf-8", "replace"))[1]
    if closing and closing.start() > FIELDS_CAP:
        return f"the fields are over {FIELDS_CAP // 1024} KiB"
    return ""


def too_many(path: str) -> Refused:
    """The refusal for a file with more keys that stand twice than a merge leaves."""
    return Refused(f"{path}: over {MOST} keys stand twice, so they are left to you.", "Keep one of each two keys.")


def _double_at(raw: bytes, path: str, folder_kind: Kind | None, line: int, column: int) -> _Double:
    document, _ = read_document(raw, path)
    record, _ = read_file(raw, path, folder_kind)
    root = None
    if document and document.front is not None:
        root, _ = read_front_matter(document.front, path, document.front_line)
    stack: list[tuple[Node, Address]] = [(root, ())] if root else []
    while stack:
        node, address = stack.pop()
        if isinstance(node, Sequence):
            stack.extend((child, (*address, place)) for place, child in enumerate(node.nodes))
        elif isinstance(node, Mapping):
            for place, (key, value) in enumerate(node.pairs):
                if (key.line, key.column) == (line, column):
                    before = tuple(pair for pair in node.pairs[:place] if pair[0].text == key.text)
                    if not before:
                        break
                    field = None if address or not record else _field_of(record.kind, key.text)
                    more = sum(other.text == key.text for other, _ in node.pairs) > 2
                    return _Double(key, value, before, more, (*address, key.text), field)
                stack.append((value, (*address, key.text)))
    raise Refused(
        f"{path}:{line}: The file has changed meanwhile. Nothing was written there.", "Run the command again."
    )


def _field_of(kind: Kind, key: str) -> Field | None:
    return look_up(key, key_form(key), field_keys(kind))[0]


def _is_one_day(double: _Double) -> bool:
    return double.field is not None and double.field.name in _LATER and len(double.before) == 1


def _day(node: Node) -> date | None:
    """The last day that a value can mean."""
    found = read_partial_date(node.text) if isinstance(node, Scalar) else None
    return found.latest if found else None


def _is_joined(double: _Double) -> bool:
    """True for two lists that can be one, and for a list and a single value of a field that holds a list."""
    nodes = (double.before[0][1], double.node)
    lists = [isinstance(node, Sequence) for node in nodes]
    if double.field:
        return is_list(double.field) and any(lists) and not any(isinstance(node, Mapping) for node in nodes)
    return all(lists) and not any(map(bare_link, nodes))


def _form(model: Model) -> object:
    """The same for values that say the same, whatever the order of the keys in mappings; a set can hold it."""
    if isinstance(model, tuple):
        return frozenset((key, _form(value)) for key, value in model), len(model)
    if isinstance(model, list):
        return tuple(map(_form, model))
    return model


def _contradict(one: Model, other: Model) -> bool:
    """True where a key of both says one thing here and another there."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        keys = [key for key, _ in (*one, *other)]
        twice = len(set(keys)) < len(keys) - len({key for key, _ in one} & {key for key, _ in other})
        held = dict(one)
        return twice or any(key in held and _contradict(held[key], value) for key, value in other)
    return not same(one, other)


def _with_keys(raw: bytes, path: str, address: Address, first: Mapping, more: Mapping) -> bytes:
    """The file with the keys of the second mapping that the first lacks, mappings in them too."""
    there = {key.text: node for key, node in first.pairs}
    for key, node in more.pairs:
        held = there.get(key.text)
        if held is None:
            raw = set_value(raw, path, (*address, key.text), plain_value(node))
        elif isinstance(held, Mapping) and isinstance(node, Mapping):
            raw = _with_keys(raw, path, (*address, key.text), held, node)
    return raw


def _differ(path: str, double: _Double) -> Refused:
    first_key, first = double.before[0]
    here, there = double.key.line, first_key.line
    said = f"Line {there} says {_shown(first)}, line {here} says {_shown(double.node)}"
    if here == there:
        said = f"It is {_shown(first)} and {_shown(double.node)}"
    return Refused(
        f'{path}:{here}: "{double.key.text}" says two things, so it is left to you.',
        f"{said}. Keep one of the two; until then the first one counts.",
    )


def _shown(node: Node) -> str:
    quote = '"' if isinstance(node, Scalar) else ""
    words = " ".join((node.text if isinstance(node, Scalar) else flow(plain_value(node))).split())
    return f"{quote}{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}{quote}"
