"""The only door to YAML: front matter source to a tree of text with places, and python-frontmatter's view of it.

The parser's events are read rather than composed nodes: the events come one at a time, so that depth and aliases are
bounded before anything recurses (30,000 nested brackets crash the C composer, not the C parser).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from ..records import Problem
from .nodes import Mapping, Node, Scalar, Sequence, plain_value
from .writing import front_matter
from .yaml_faults import yaml_problem

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEPTH_CAP = 32
_ALIAS_CAP = 8

# YAML 1.1 refuses some characters and ends the line at others, which no editor does. They hide behind characters of
# the last private plane while the parser reads, and are text afterwards.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HIDDEN = re.compile("[\U00100000-\U0010ffff]")
_PLANE = 0x100000


class _Unreadable(Exception):
    """Stops the reading of one front matter block; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_front_matter(source: str, path: str, first_line: int) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The block's mapping (empty for an empty block), or None, with its problems; lines count from `first_line`."""
    source, hiding = hide_odd(source)
    tree = _Tree(path, first_line, hiding)
    try:
        for event in events(source):
            tree.take(event)
    except _Unreadable as stop:
        return None, (stop.problem,)
    except yaml.YAMLError as fault:
        return None, (yaml_problem(fault, source, path, first_line),)
    root = tree.root
    if root is None or (isinstance(root, Scalar) and root.empty):
        return Mapping((), first_line, 1), ()
    if not isinstance(root, Mapping):
        problem = Problem(
            "not-a-mapping", "error", path, root.line, root.column,
            "Between the two --- stand no fields of the form `key: value`.",
            "Write `name: …`, or put an empty line before the first --- if it is a ruler.",
        )  # fmt: skip
        return None, (problem,)
    return root, tuple(_duplicates(root, path))


def hide_odd(source: str) -> tuple[str, bool]:
    """The source as the parser can read it, each character at its place, and whether some are hidden in it."""
    hiding = bool(_ODD.search(source)) and not _HIDDEN.search(source)
    return (_ODD.sub(lambda odd: chr(_PLANE + ord(odd[0])), source) if hiding else source), hiding


def show_odd(text: str) -> str:
    """A text from a source in which characters are hidden, as it was typed."""
    return _HIDDEN.sub(lambda hidden: chr(ord(hidden[0]) - _PLANE), text)


def events(source: str) -> Iterator[yaml.Event]:
    """The parser's events; raises yaml.YAMLError."""
    return yaml.parse(source, Loader=_LOADER)


class _Tree:
    """Builds the tree of one block from the parser's events, without recursion."""

    def __init__(self, path: str, first_line: int, hiding: bool) -> None:
        self.root: Node | None = None
        self._path = path
        self._first_line = first_line
        self._hiding = hiding
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """The next event; raises _Unreadable where the block cannot be read on."""
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check_tag(event, event.tag)
            if len(self._open) >= _DEPTH_CAP:
                raise self._stop(event, "too-deep", f"Values are nested more than {_DEPTH_CAP} levels deep here.",
                                 "Make it flatter.")  # fmt: skip
            self._open.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, nodes = self._open.pop()
            self._add(_collection(start, nodes, *self._place(start)), start.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._aliased(event), None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._stop(event, "bad-yaml", "A second block of fields starts here.",
                                 "Keep one block between the two ---, and delete a line `...`.")  # fmt: skip

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text = event.value
        self._check_tag(event, event.tag)
        if event.anchor and not text and not event.style:
            raise self._stop(event, "bad-yaml", "A value cannot start with &.", "Put the whole value in quotes.")
        if self._hiding:
            text = show_odd(text)
        return Scalar(text, *self._place(event), not event.style)

    def _check_tag(self, event: yaml.Event, tag: str | None) -> None:
        if tag and tag != "!" and not tag.startswith("tag:yaml.org,2002:"):
            raise self._stop(event, "bad-yaml", "A value cannot start with !.", "Put the whole value in quotes.")

    def _aliased(self, event: yaml.AliasEvent) -> Node:
        self._aliases += 1
        found = self._anchors.get(event.anchor or "")
        if found is None or self._aliases > _ALIAS_CAP:
            raise self._stop(
                event, "bad-alias", f'"*{event.anchor}" is a YAML alias that cannot be followed.',
                f"If the * is meant, put the value in quotes; at most {_ALIAS_CAP} aliases are followed.",
            )  # fmt: skip
        return found

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None  # the parser gives every event one
        return mark.line + self._first_line, mark.column + 1

    def _stop(self, event: yaml.Event, code: str, message: str, hint: str) -> _Unreadable:
        return _Unreadable(Problem(code, "error", self._path, *self._place(event), message, hint))


def _collection(start: yaml.CollectionStartEvent, nodes: list[Node], line: int, column: int) -> Node:
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(tuple(nodes), line, column)
    keys = [key if isinstance(key, Scalar) else Scalar(str(plain_value(key)), key.line, key.column)
            for key in nodes[::2]]  # fmt: skip
    return Mapping(tuple(zip(keys, nodes[1::2], strict=True)), line, column)


def _duplicates(root: Mapping, path: str) -> Iterator[Problem]:
    """A problem for each key that stands twice in one mapping, at its second place."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Sequence):
            stack.extend(node.nodes)
        elif isinstance(node, Mapping):
            seen: dict[str, int] = {}
            for key, value in node.pairs:
                if key.text in seen:
                    yield Problem("duplicate-key", "error", path, key.line, key.column,
                                  f'"{key.text}" stands twice: the first is on line {seen[key.text]}.',
                                  "Keep one of the two; until then the first one counts.")  # fmt: skip
                seen.setdefault(key.text, key.line)
                stack.append(value)


class NotebookHandler(YAMLHandler):
    """python-frontmatter's handler with our reader and writer: values stay the text that was typed."""

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """The fields as text, lists and dicts; raises ValueError with the first problem's sentence."""
        root, problems = read_front_matter(fm, "", 1)
        if root is None:
            raise ValueError(problems[0].message)
        value = plain_value(root)
        assert isinstance(value, dict)
        return value

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """The fields as front matter source, in the order given."""
        return front_matter(metadata)
