"""Random versions of random notes, merged by git alone: mended, nothing of either side is lost, or it is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from random_notes import BODY, some_file, some_value

from notebook.changes.mend.doubles import without_doubles
from notebook.changes.mend.markers import without_markers
from notebook.errors import NotebookError, Refused
from notebook.git.text_merge import merge_text
from notebook.schema.read import read_file
from notebook.text.document import Document, read_document
from notebook.text.edits import add_values, remove_key, replace_spans, set_value
from notebook.text.edits.model import Model, model_of
from notebook.text.frontmatter import read_front_matter

PATH = "contacts/ada.md"
KEYS = ["role", "tags", "emails", "knows", "links", "status", "cadence", "note", "shelf", "organization", "interests"]
VALUES = ["Bea", "Rui", ["a", "b"], ["c"], "2026-12-01", {"github": "x"}]


def read(raw: bytes) -> tuple[Model, Document] | None:
    """What a note says, as the reader of front matter has it; None where it cannot be read."""
    document, _ = read_document(raw, PATH)
    if document is None:
        return None
    root, _ = read_front_matter(document.front or "", PATH, 2)
    return (model_of(root), document) if root else None


def said(model: Model, top: str | None = None) -> Iterator[tuple[str | None, str]]:
    """Each text of the fields with the top key it stands under; of keys that stand twice, both."""
    if isinstance(model, tuple):
        for key, value in model:
            if top is not None:
                yield top, key
            yield from said(value, top if top is not None else key)
    elif isinstance(model, list):
        for value in model:
            yield from said(value, top)
    elif model is not None:
        yield top, model


def lines(document: Document) -> set[str]:
    return {line.strip() for line in document.body.split("\n")}


def edited(raw: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 3)):
        found = read(raw)
        if found is None:
            return raw
        model, document = found
        assert isinstance(model, tuple)
        with suppress(Refused):
            raw = one_edit(raw, random, dict(model), document)
    return raw


def one_edit(raw: bytes, random: Random, fields: dict[str, Model], document: Document) -> bytes:
    keys, lists = list(fields), [key for key, value in fields.items() if isinstance(value, list)]
    roll = random.random()
    if roll < 0.3:
        return set_value(raw, PATH, (random.choice(KEYS),), random.choice(VALUES))
    if roll < 0.5 and keys:
        return set_value(raw, PATH, (random.choice(keys),), some_value(random, 1))
    if roll < 0.65 and lists:
        return add_values(raw, PATH, (random.choice(lists),), [random.choice(["x", "y", "new one", "z: q"])])
    if roll < 0.72 and keys:
        return remove_key(raw, PATH, (random.choice(keys),))
    body = document.body.split("\n")
    at = random.randrange(len(body))
    start = sum(len(line) + 1 for line in body[:at])
    line = random.choice([*BODY, f"- [ ] more {random.randint(0, 9)}", f"More text {random.randint(0, 9)}."])
    end = start + len(body[at]) if random.random() < 0.3 else start
    newline = "" if end > start else "\r\n" if "\r\n" in document.body else "\n"
    return replace_spans(raw, PATH, [(start, end, line + newline)])


def merged_by_git(folder: Path, base: bytes, ours: bytes, theirs: bytes, style: str) -> bytes:
    for name, raw in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(raw)
    how = ["git", "merge-file", "-p", *style.split(), "ours", "base", "theirs"]
    return subprocess.run(how, cwd=folder, capture_output=True, check=False).stdout


def versions(random: Random) -> tuple[bytes, bytes, bytes] | None:
    """A base, which may be none, and two versions that were made of one note."""
    start = some_file(random, tame=random.random() < 0.5)
    if read(start) is None:
        return None
    return (start if random.random() < 0.9 else b""), edited(start, random), edited(start, random)


def markers_taken_out(folder: Path, seed: int, style: str) -> bool:
    """True where the markers that git left were taken out, after a look at what became of both sides."""
    made = versions(Random(seed))
    raw = merged_by_git(folder, *made, style) if made else b""
    problems = read_document(raw, PATH)[1]
    if not made or b"\n=======" not in raw or all(one.code != "conflict-markers" for one in problems):
        assert made is None or b"<<<<<<< ours" not in raw or b"```" in raw  # in code, they are an example
        return False
    try:
        got = without_markers(raw, PATH, "contact", merge_text)
    except NotebookError:
        return False
    found, before = read(got), read(made[0])
    assert found is not None
    errors = {one.code for one in read_file(got, PATH, "contact")[1] if one.severity == "error"}
    assert errors <= {"duplicate-key"}
    for side in map(read, made[1:]):
        assert side is not None
        assert set(said(side[0])) - set(said(before[0] if before else ())) <= set(said(found[0]))
        added = lines(side[1]) - (lines(before[1]) if before else set())
        assert {line for line in added - lines(found[1]) if not is_within(line, lines(found[1]))} == set()
    return True


def is_within(line: str, others: set[str]) -> bool:
    """True where one of the other lines has all words of this one, be its task open or done."""
    words = set(line.replace("[x]", "[ ]").split())
    return any(words <= set(other.replace("[x]", "[ ]").split()) for other in others)


def doubles_made_one(folder: Path, seed: int) -> int:
    """How many keys were made one of those that a union of both sides left twice, after a look at the rest."""
    made = versions(Random(seed))
    raw = merged_by_git(folder, *made, "--union") if made else b""
    before = read(raw)
    if before is None:
        return 0
    got, count, _ = without_doubles(raw, PATH, "contact")
    after = read(got)
    assert after is not None
    assert before[1].body == after[1].body
    assert set(said(before[0])) == set(said(after[0]))
    assert comments(before[1]) == comments(after[1])
    assert count or raw == got
    return count


def comments(document: Document) -> set[str]:
    return {word for word in (document.front or "").split() if word[:2] == "#c"}


@pytest.mark.parametrize("style", ["", "--diff3"])
@pytest.mark.parametrize("start", [0, 1000, 2000])
def test_nothing_of_either_side_is_lost_with_the_markers(tmp_path: Path, style: str, start: int) -> None:
    assert sum(markers_taken_out(tmp_path, seed, style) for seed in range(start, start + 30)) > 3


@pytest.mark.parametrize("start", [0, 1000])
def test_nothing_is_lost_with_a_key_that_stands_twice(tmp_path: Path, start: int) -> None:
    assert sum(doubles_made_one(tmp_path, seed) for seed in range(start, start + 60)) > 1


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 14_000, 1000))
def test_nothing_is_lost_in_many_merges(tmp_path: Path, start: int) -> None:
    for seed in range(start, start + 300):
        markers_taken_out(tmp_path, seed, "")
        markers_taken_out(tmp_path, seed, "--diff3")
        doubles_made_one(tmp_path, seed)
