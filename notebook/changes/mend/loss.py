"""The proof that a merge lost nothing and doubled nothing, by what is written there alone.

What each side added is in the result, what one took away is not, and a promise is there as often as a side has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, zip_longest

from ...records import Kind
from ...schema.fields import field_keys, key_form
from ...text.conflicts import Sides
from ...text.document import read_document
from ...text.frontmatter import read_front_matter
from ...text.nodes import Mapping, Node, Scalar, Sequence
from ..threeway import Versions
from .promises import Count, counted, promise_fault, promises_of

DIFFER = "the two sides differ"
LOST = "something of one side would be lost"
_LATER = {"snooze", "last_contact"}
_TASK_MARK = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[.\]")
_WORD = re.compile(r"\w")
_COMMENT = re.compile(r"(?:^|\s)(#.*)")
_MOST = 500  # lines looked for by their words, which takes longer


def lost(text: str, found: Sides, versions: Versions, path: str, kind: Kind | None) -> tuple[str, str] | None:
    """What is not in the text as both sides together have it, and the reason against the merge; None for nothing."""
    after = _Said(text, path, kind)
    base = _Said(versions.base.decode("utf-8").removeprefix("\ufeff"), path, kind)
    texts = [raw.decode("utf-8").removeprefix("\ufeff") for raw in (versions.ours, versions.theirs)]
    line = _out_of_order(found, texts, text)
    if line is not None:
        return LOST, line
    ours, theirs = (_Said(one, path, kind) for one in texts)
    promises = promise_fault(base.promises, ours.promises, theirs.promises, after.promises)
    missing = chain(after.missing(ours, base), after.missing(theirs, base))
    faults = chain(
        ((DIFFER, words) for words in promises),
        ((LOST, one) for one in missing),
        _miscounted(base, ours, theirs, after),
    )
    return next(faults, None)


def contradiction(versions: Versions, path: str, kind: Kind | None) -> str | None:
    """The field for which each side has one value and another, where nothing says which is the older; None for none."""
    ours, theirs = (
        _Said(raw.decode("utf-8").removeprefix("\ufeff"), path, kind).single for raw in (versions.ours, versions.theirs)
    )
    return next((name for name in ours if name in theirs and name not in _LATER and ours[name] != theirs[name]), None)


def _miscounted(base: _Said, ours: _Said, theirs: _Said, after: _Said) -> Iterator[tuple[str, str]]:
    """The lines of the body, promises apart, that are there too seldom or too often, with the reason."""
    for line in {**base.lines, **ours.lines, **theirs.lines, **after.lines}:
        least, most = counted(Count(*(side.lines[line] for side in (base, ours, theirs))))
        if after.lines[line] < least:
            yield LOST, line
        if after.lines[line] > most and _WORD.search(line):  # the end of a block of code can be new on both sides
            yield "a line would be there too often", line


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
    """What a text says: the values of its fields, its promises, and its other lines."""

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
        self.promises, at = promises_of(body)
        lines = [line.strip() for line in body.split("\n")]
        self.promised = dict.fromkeys(lines[number] for number in at)
        self.lines = Counter(line for number, line in enumerate(lines) if line and number not in at)
        self._by_word: dict[str, set[int]] | None = None

    def missing(self, side: _Said, base: _Said) -> Iterator[str]:
        """What the side says and the base does not, and is not said here."""
        for key, value in sorted(side.values - base.values - self.values):
            if key not in _LATER:  # of which the later one stays
                yield f"{key}: {value}"
        yield from sorted(one for one in side.comments - base.comments if one not in self.text)
        unlike = [line for line in side.promised if line not in base.promised and line not in self.promised]
        yield from (line for line in unlike[:_MOST] if not self._has_words(line))
        yield from unlike[_MOST:]

    def _has_words(self, line: str) -> bool:
        """True where one promise here has every word of that line, whatever the mark of its task."""
        if self._by_word is None:
            self._by_word = defaultdict(set)
            for at, mine in enumerate(self.promised):
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
