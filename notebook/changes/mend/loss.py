"""The proof that a merge lost nothing: what each side added is in the result, by what is written there alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from ...records import Kind
from ...schema.fields import field_keys, key_form
from ...text.conflicts import Sides
from ...text.document import read_document
from ...text.frontmatter import read_front_matter
from ...text.nodes import Mapping, Node, Scalar, Sequence
from ..threeway import Versions

_LATER = {"snooze", "last_contact"}
_TASK_MARK = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[.\]")
_COMMENT = re.compile(r"(?:^|\s)(#.*)")
_MOST = 500  # lines looked for by their words, which takes longer


def lost(text: str, found: Sides, versions: Versions, path: str, kind: Kind | None) -> str | None:
    """A line or a value that one side has added, or both have in common, and that is not in the text; None for none."""
    after = _Said(text, path, kind)
    base = _Said(versions.base.decode("utf-8").removeprefix("\ufeff"), path, kind)
    texts = [raw.decode("utf-8").removeprefix("\ufeff") for raw in (versions.ours, versions.theirs)]
    line = _out_of_order(found, texts, text)
    if line is not None:
        return line
    sides = (_Said(one, path, kind) for one in texts)
    return next((missing for side in sides for missing in after.missing(side, base)), None)


def contradiction(versions: Versions, path: str, kind: Kind | None) -> str | None:
    """The field for which each side has one value and another, where nothing says which is the older; None for none."""
    ours, theirs = (
        _Said(raw.decode("utf-8").removeprefix("\ufeff"), path, kind).single for raw in (versions.ours, versions.theirs)
    )
    return next((name for name in ours if name in theirs and name not in _LATER and ours[name] != theirs[name]), None)


def _out_of_order(found: Sides, texts: list[str], text: str) -> str | None:
    """The first line outside of the markers that both sides have and that is not where it was among the others."""
    common = "".join(found.common).splitlines()
    for one in texts:  # a key that stood twice has left them
        common = _in_order(common, one)
    there = _in_order(common, text)
    return next((line for line, held in zip_longest(common, there) if line is not None and line != held), None)


def _in_order(lines: list[str], text: str) -> list[str]:
    """Those of the lines that stand in the text, each after the one before."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(text.splitlines()):
        places[line].append(place)
    found = []
    at = -1
    for line in lines:
        after = places.get(line, [])
        next_one = bisect_right(after, at)
        if next_one < len(after):
            at = after[next_one]
            found.append(line)
    return found


class _Said:
    """What a text says: the values of its fields, and its lines."""

    def __init__(self, text: str, path: str, kind: Kind | None) -> None:
        self.text = text
        document, _ = read_document(text.encode("utf-8"), path)
        front = document.front if document else None
        root, _ = read_front_matter(front, path, 2) if front is not None else (None, ())
        pairs = root.pairs if root else ()
        self.values = {(_name(key.text, kind), one) for key, node in pairs for one in _texts(node)}
        held = ((_name(key.text, kind), node) for key, node in pairs)
        self.single = {name: node.text for name, node in held if isinstance(node, Scalar) and not node.empty}
        self.comments = {one[1].rstrip() for one in map(_COMMENT.search, (front or "").splitlines()) if one}
        # Where the fields cannot be read, their lines must be there as they are.
        body = document.body if document and (root or front is None) else text
        self.lines = dict.fromkeys(line.strip() for line in body.splitlines() if line.strip())
        self._by_word: dict[str, set[int]] | None = None

    def missing(self, side: _Said, base: _Said) -> Iterator[str]:
        """What the side says and the base does not, and is not said here."""
        for key, value in sorted(side.values - base.values - self.values):
            if key not in _LATER:  # of which the later one stays
                yield f"{key}: {value}"
        yield from sorted(one for one in side.comments - base.comments if one not in self.text)
        unlike = [line for line in side.lines if line not in base.lines and line not in self.lines]
        yield from (line for line in unlike[:_MOST] if not self._has_words(line))
        yield from unlike[_MOST:]

    def _has_words(self, line: str) -> bool:
        """True where one line here has every word of that line, whatever the mark of its task."""
        if self._by_word is None:
            self._by_word = defaultdict(set)
            for at, mine in enumerate(self.lines):
                for word in _words(mine):
                    self._by_word[word].add(at)
        places = [self._by_word.get(word, set()) for word in _words(line)]
        return bool(places) and bool(set.intersection(*places))


def _name(key: str, kind: Kind | None) -> str:
    """A key by the name of its field: what stood under a synonym may stand under the name itself."""
    form = key_form(key)
    found = field_keys(kind).get(form) if kind else None
    return found[0].name if found else form


def _texts(node: Node) -> Iterator[str]:
    """Each text in a value, keys of mappings too."""
    if isinstance(node, Scalar):
        if not node.empty:
            yield node.text
    elif isinstance(node, Sequence):
        for child in node.nodes:
            yield from _texts(child)
    elif isinstance(node, Mapping):
        for name, value in node.pairs:
            yield name.text
            yield from _texts(value)


def _words(line: str) -> set[str]:
    return set(_TASK_MARK.sub(r"\1", line).split())
