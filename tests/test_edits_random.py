"""Random edits of random files: what was asked for changes, in every reader's eyes, and no other byte does."""

from __future__ import annotations

import copy
import datetime
import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from composed import Composed
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_notes import BODY, NEW, some_file, some_value
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from notebook.errors import Refused
from notebook.text import frontmatter as text_frontmatter
from notebook.text.body import read_body
from notebook.text.document import Document, read_document
from notebook.text.edits import (
    add_values,
    close_task,
    remove_key,
    remove_values,
    replace_spans,
    set_scalar_at,
    set_value,
)
from notebook.text.frontmatter import read_front_matter
from notebook.text.nodes import Mapping, Node, Scalar, Sequence, plain_value

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [ROOT / "example-vault", ROOT / "tests" / "broken-vault", ROOT.parent / "shared" / "corpora"]
PATH = "contacts/ada.md"
REFUSAL = re.compile(r"contacts/ada\.md:[1-9]\d*: .+[^.]\. Nothing was written\.", re.DOTALL)

# One edit, tried


class Trial:
    """A file before an edit, and what it says."""

    def __init__(self, raw: bytes, random: Random) -> None:
        self.raw = raw
        self.random = random
        document, problems = read_document(raw, PATH)
        assert document is not None, problems
        self.document: Document = document
        root, problems = read_front_matter(document.front or "", PATH, 2)
        assert root is not None, problems
        self.root: Mapping = root
        self.tree: Any = plain_value(root)
        self.places = list(places(self.tree))
        self.composed = Composed(document.front or "")
        self.twice = bool(problems)  # a key stands twice, which readers take in their own ways
        self.texts = {node.text for node in nodes(root) if isinstance(node, Scalar)}

    def run(self, tame: bool = False) -> str:
        """What was done, or `refused`, which no change of a field in a tame file is, or `none` where nothing is."""
        changes = [self.set, self.set, self.set, self.insert, self.add, self.remove_values, self.remove_key]
        edit = self.random.choice([*changes, self.scalar_at, self.spans, self.task])
        try:
            return edit()
        except Refused as refused:
            found = refused
        assert REFUSAL.fullmatch(found.message), found.message
        assert found.hint == "notebook edit ada opens it."
        assert not (tame and edit in changes), found.message
        return "refused"

    def place(self, kind: type | tuple[type, ...] = object) -> Any:
        found = [one for one in self.places if isinstance(at(self.tree, one), kind)]
        return self.random.choice(found) if found else None

    def set(self) -> str:
        address = self.place()
        if address is None:
            return "none"
        old = at(self.tree, address)
        value = some_value(self.random)
        if isinstance(old, list) and old and self.random.random() < 0.6:
            value = [one for one in old if self.random.random() < 0.7] + [
                some_value(self.random, 1)
            ] * self.random.randint(0, 2)
        elif isinstance(old, dict) and old and self.random.random() < 0.6:
            value = {key: one for key, one in old.items() if self.random.random() < 0.7} | {"new": "Bea"}
        return self.set_to(address, value)

    def set_to(self, address: Any, value: Any) -> str:
        new = set_value(self.raw, PATH, address, value)
        expected = copy.deepcopy(self.tree)
        put(expected, address, value)
        again = self.check(new, address, [expected])
        if again:
            assert set_value(new, PATH, address, value) == new
            self.read_by_others(new, address)
            self.check_around(address, again)
            old = at(self.tree, address)
            if not isinstance(value, type(old)) or not isinstance(old, list | dict):
                assert comments(self.document) == comments(again)
            elif isinstance(old, list) and not any(isinstance(one, list | dict) for one in old):
                assert comments(self.document, of_their_own=True) == comments(again, of_their_own=True)
            return "set"
        assert expected == self.tree
        return "none"

    def insert(self) -> str:
        holder = self.random.choice([(), *[one for one in self.places if isinstance(at(self.tree, one), dict | None)]])
        rest = self.random.choice(
            [("new",), ("new key",), ("new", "deep"), ("no",), ("2026-01-02",), ("#",), ("über",)]
        )
        address = (*holder, *rest)
        inner = at(self.tree, holder)
        if inner and rest[0] in inner:
            return "none"
        value = some_value(self.random)
        order = self.random.sample([*self.tree, "new", "no"], len(self.tree) + 2)
        new = set_value(self.raw, PATH, address, value, order)
        deep = value
        expected = copy.deepcopy(self.tree)
        if inner is None and holder:
            put(expected, holder, {})
        for step in range(len(holder) + 1, len(address)):
            put(expected, address[:step], {})
        put(expected, address, deep)
        after = self.check(new, address, [expected])
        assert after is not None
        assert comments(self.document) == comments(after)
        self.read_by_others(new, address)
        if inner is not None:
            assert one_part_more(self.document.text, after.text)
            lines = after.text.count("\n") - self.document.text.count("\n")
            assert lines in ((0, 1) if self.document.front is not None else (3,))
        return "insert"

    def add(self) -> str:
        address = self.place((list, str))
        if address is None:
            return "none"
        values = [some_value(self.random, 1) for _ in range(self.random.randint(1, 3))]
        new = add_values(self.raw, PATH, address, values)
        expected = copy.deepcopy(self.tree)
        old = at(expected, address)
        put(expected, address, (old if isinstance(old, list) else [old]) + values)
        after = self.check(new, address, [expected])
        assert after is not None
        assert comments(self.document) == comments(after)
        self.read_by_others(new, address)
        if isinstance(old, list):
            assert one_part_more(self.document.text, after.text)
            assert after.text.count("\n") - self.document.text.count("\n") in (0, len(values))
        self.check_around(address, after)
        return "add"

    def remove_values(self) -> str:
        address = self.place(list)
        old = at(self.tree, address) if address else None
        if not old:
            return "none"
        gone = set(self.random.choices(range(len(old)), k=self.random.randint(1, len(old))))
        new = remove_values(self.raw, PATH, address, gone)
        if len(gone) == len(old):
            assert new == remove_key(self.raw, PATH, address)
            return "none"
        expected = copy.deepcopy(self.tree)
        put(expected, address, [one for place, one in enumerate(old) if place not in gone])
        after = self.check(new, address, [expected])
        assert after is not None
        self.check_around(address, after)
        self.check_lines(address, gone, after)
        return "remove values"

    def remove_key(self) -> str:
        address = self.place()
        if address is None:
            return "none"
        new = remove_key(self.raw, PATH, address)
        expected = copy.deepcopy(self.tree)
        holder = at(expected, address[:-1])
        del holder[address[-1]]
        emptied = copy.deepcopy(expected)
        if not holder and len(address) > 1:
            put(emptied, address[:-1], None)
        after = self.check(new, address, [expected, emptied])
        assert after is not None
        place = address[-1] if isinstance(address[-1], int) else list(at(self.tree, address[:-1])).index(address[-1])
        self.check_lines(address[:-1], {place}, after)
        return "remove key"

    def check_around(self, address: Any, after: Document) -> None:
        """Nothing but the value at the address may have changed."""
        if self.composed.root:
            before, behind = self.composed.around(address)
            assert (after.front or "").startswith(before)
            assert (after.front or "").endswith(behind)

    def check_lines(self, address: Any, gone: set[int], after: Document) -> None:
        """The lines of those members of the collection at the address have gone, and no other."""
        expected = self.composed.without(address, gone) if self.composed.root else None
        if expected:
            assert after.front in expected

    def scalar_at(self) -> str:
        scalars = [node for node in nodes(self.root) if isinstance(node, Scalar) and node.text]
        if not scalars:
            return "none"
        chosen = self.random.choice(scalars)
        text = self.random.choice([one for one in NEW if one])
        expected = plain_value(respelled(self.root, chosen, text))
        new = set_scalar_at(self.raw, PATH, chosen.line, chosen.column, text)
        document, _ = read_document(new, PATH)
        assert document is not None
        root, problems = read_front_matter(document.front or "", PATH, 2)
        assert root is not None, problems
        assert plain_value(root) == expected
        assert comments(self.document) == comments(document)
        assert document.body == self.document.body
        assert (document.text[: self.offset(chosen)]) == self.document.text[: self.offset(chosen)]
        for theirs in [] if self.twice else read_as(self.document.front or "", document.front or ""):
            assert alike(theirs, expected, self.texts), (theirs, expected)
        return "scalar"

    def offset(self, node: Scalar) -> int:
        return sum(len(line) + 1 for line in self.document.text.split("\n")[: node.line - 1]) + node.column - 1

    def spans(self) -> str:
        body = self.document.body
        ends = sorted(self.random.choices(range(len(body) + 1), k=2 * self.random.randint(1, 3)))
        spans = [
            (start, end, self.random.choice([*NEW, *BODY])) for start, end in zip(ends[::2], ends[1::2], strict=True)
        ]
        if any(one[0] == one[1] == other[0] for one, other in pairwise(spans)):
            return "none"
        new = replace_spans(self.raw, PATH, self.random.sample(spans, len(spans)))
        for start, end, text in reversed(spans):
            body = body[:start] + text + body[end:]
        document, _ = read_document(new, PATH)
        assert document is not None
        assert (document.front, document.body, document.bom) == (self.document.front, body, self.document.bom)
        return "spans"

    def task(self) -> str:
        before = read_body(self.document.body, self.document.body_line)
        still_open = [task for task in before.tasks if task.mark in " ?"]
        if not still_open:
            return "none"
        task = self.random.choice(still_open)
        day = self.random.choice([None, datetime.date(2026, 11, 21)])
        mark = self.random.choice("x-")
        new = close_task(self.raw, PATH, task.line, mark, day)
        document, _ = read_document(new, PATH)
        assert document is not None
        assert document.front == self.document.front
        old_lines, lines = self.document.text.split("\n"), document.text.split("\n")
        line, old_line = lines.pop(task.line - 1), old_lines.pop(task.line - 1)
        assert lines == old_lines
        assert len(line) - len(old_line) == (16 if day and not task.done else 0)
        assert line.replace(" done:2026-11-21", "", 1).replace(f"[{mark}]", f"[{task.mark}]", 1) == old_line
        after = next(one for one in read_body(document.body, document.body_line).tasks if one.line == task.line)
        assert (after.mark, after.text, after.due) == (mark, task.text, task.due)
        assert str(after.done or "") == str(task.done or day or "")
        return "task"

    def check(self, new: bytes, address: Any, expected: list[Any]) -> Document | None:
        """The document afterwards, once it has been found to say what is expected; None where no byte has changed."""
        if new == self.raw:
            return None
        document, _ = read_document(new, PATH)
        assert document is not None
        root, problems = read_front_matter(document.front or "", PATH, 2)
        assert root is not None, problems
        said = plain_value(root)
        assert said in expected
        assert isinstance(said, dict)
        kept = [key for key in self.tree if key in said]
        assert kept == [key for key in said if key in self.tree]
        assert (document.body, document.bom) == (self.document.body, self.document.bom)
        endings = {text.count("\r\n") / (text.count("\n") or 1) for text in (self.document.text, document.text)}
        assert endings in ({0}, {1}) or not endings <= {0, 1} or not self.document.front
        if address[0] in self.tree:
            first, end = self.chunk(address[0])
            old, lines = self.document.text.split("\n"), document.text.split("\n")
            assert old[:first] == lines[:first]
            assert old[end:] == lines[len(lines) - (len(old) - end) :]
        return document

    def chunk(self, key: str) -> tuple[int, int]:
        """The lines from a top-level key to the next one or the fence."""
        starts = [one.line - 1 for one, _ in self.root.pairs]
        place = [one.text for one, _ in self.root.pairs].index(key)
        end = 1 + (self.document.front or "").count("\n")
        return starts[place], ([*starts, end])[place + 1]

    def read_by_others(self, new: bytes, address: Any) -> None:
        """Other readers, if they could read the file before, find the same value at the address."""
        document, _ = read_document(new, PATH)
        assert document is not None
        root, _ = read_front_matter(document.front or "", PATH, 2)
        assert root is not None
        steps = []
        tree: Any = plain_value(root)
        for step in address:
            steps.append(list(tree).index(step) if isinstance(tree, dict) else step)
            tree = tree[step]
        for theirs in [] if self.twice else read_as(self.document.front or "", document.front or ""):
            for step in steps:
                theirs = (list(theirs.values()) if isinstance(theirs, dict) else theirs)[step]
            assert alike(theirs, tree, self.texts), (theirs, tree)


def places(tree: Any, address: tuple[str | int, ...] = ()) -> Any:
    if address:
        yield address
    if isinstance(tree, dict | list):
        for step, one in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places(one, (*address, step))


def nodes(node: Node) -> Any:
    yield node
    for one in node.nodes if isinstance(node, Sequence) else ():
        yield from nodes(one)
    for key, one in node.pairs if isinstance(node, Mapping) else ():
        yield key
        yield from nodes(one)


def respelled(node: Node, chosen: Scalar, text: str) -> Any:
    if node is chosen:
        return Scalar(text, node.line, node.column, plain=False)
    if isinstance(node, Sequence):
        return Sequence(tuple(respelled(one, chosen, text) for one in node.nodes), node.line, node.column)
    if isinstance(node, Mapping):
        pairs = tuple((respelled(key, chosen, text), respelled(one, chosen, text)) for key, one in node.pairs)
        return Mapping(pairs, node.line, node.column)
    return node


def at(tree: Any, address: Any) -> Any:
    for step in address:
        tree = tree[step]
    return tree


def put(tree: Any, address: Any, value: Any) -> None:
    at(tree, address[:-1])[address[-1]] = value


def comments(document: Document, of_their_own: bool = False) -> Counter[str]:
    """The comments, or those on lines of their own; each has a number."""
    before = r"(?m)^[ \t]*" if of_their_own else ""
    return Counter(re.findall(rf"{before}(#c\d+\.)", document.front or ""))


def one_part_more(old: str, new: str) -> bool:
    """True where the new text is the old one with something put in at one place."""
    start = next((place for place, both in enumerate(zip(old, new, strict=False)) if both[0] != both[1]), len(old))
    return new.endswith(old[start:]) or any(
        new.startswith(old[:cut]) and new.endswith(old[cut:]) for cut in range(start + 1)
    )


def read_as(old: str, new: str) -> list[Any]:
    """The new source as other readers see it: those that could read the old one must be able to."""
    found = []
    try:
        yaml.load(old, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, TypeError):
        pass
    else:
        found.append(yaml.load(new, Loader=yaml.CSafeLoader))
    try:
        YAML(typ="safe", pure=True).load(io.StringIO(old))
    except (YAMLError, ValueError, TypeError):
        pass
    else:
        found.append(YAML(typ="safe", pure=True).load(io.StringIO(new)))
    return found


def alike(theirs: Any, ours: Any, before: set[str]) -> bool:
    """True where the reader sees our text; it may see a type where the very text was in the file before."""
    if isinstance(ours, dict):
        if not isinstance(theirs, dict) or len(theirs) != len(ours):
            return False
        both = [*zip(theirs, ours, strict=True), *zip(theirs.values(), ours.values(), strict=True)]
        return all(alike(*one, before) for one in both)
    if isinstance(ours, list):
        if not isinstance(theirs, list) or len(theirs) != len(ours):
            return False
        return all(alike(*one, before) for one in zip(theirs, ours, strict=True))
    if ours is None:
        return theirs in (None, "null", "~")  # a tag may make text of it
    return theirs == ours or ours in before or (isinstance(theirs, datetime.date) and str(theirs) == ours)


def readable(raw: bytes) -> bool:
    document, problems = read_document(raw, PATH)
    if document is None or any(one.severity == "error" for one in problems):
        return False
    return read_front_matter(document.front or "", PATH, 2)[0] is not None


# The tests


@given(st.randoms(use_true_random=False))
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
def test_an_edit_changes_what_it_must_and_no_other_byte(random: Random) -> None:
    raw = some_file(random)
    assume(readable(raw))
    Trial(raw, random).run()


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_no_change_of_a_field_is_refused_where_there_are_no_comments_or_rarities(random: Random) -> None:
    raw = some_file(random, tame=True)
    assume(readable(raw))
    Trial(raw, random).run(tame=True)


@given(st.randoms(use_true_random=False))
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_the_parser_in_python_places_everything_alike(random: Random) -> None:
    raw = some_file(random)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_frontmatter, "_LOADER", yaml.BaseLoader)
        assume(readable(raw))
        Trial(raw, random).run()


def test_random_files_are_mostly_readable() -> None:
    assert sum(readable(some_file(Random(seed))) for seed in range(300)) > 240


@pytest.mark.slow
def test_twenty_thousand_edits_of_random_files_change_nothing_else() -> None:
    tally: Counter[str] = Counter()
    for seed in range(6000):
        random = Random(seed)
        tame = seed % 4 == 0
        raw = some_file(random, tame)
        if readable(raw):
            tally.update(tried(raw, random, f"seed {seed}", tame) for _ in range(5))
    print(f"done {done(tally)}, {tally}")
    assert done(tally) >= 20_000
    assert tally["refused"] < done(tally) / 10


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", [folder if folder.is_dir() else None for folder in FOLDERS], ids=[folder.name for folder in FOLDERS]
)
def test_edits_of_notes_that_people_wrote_change_nothing_else(folder: Path | None) -> None:
    tally: Counter[str] = Counter()
    for place in sorted(folder.rglob("*.md")) if folder else ():
        raw = place.read_bytes()
        if readable(raw):
            random = Random(place.name)
            tally.update(tried(raw, random, str(place)) for _ in range(20))
        else:
            with pytest.raises(Refused):
                set_value(raw, PATH, ("name",), "Bea")
    print(f"done {done(tally)}, {tally}")
    assert not folder or tally["refused"] < done(tally) / 10


def tried(raw: bytes, random: Random, name: str, tame: bool = False) -> str:
    try:
        return Trial(raw, random).run(tame)
    except Exception as wrong:
        wrong.add_note(f"{name}:\n{raw!r}")
        raise


def done(tally: Counter[str]) -> int:
    """How many edits were made and found right; `none` are those that had nothing to change."""
    return sum(tally.values()) - tally["none"] - tally["refused"]
