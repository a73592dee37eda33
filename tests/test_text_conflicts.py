"""Conflict markers: which lines are some for certain, and which versions they keep apart."""

from __future__ import annotations

import pytest

from notebook.text.conflicts import Sides, first_marker, sides
from notebook.text.document import fences, read_document

MERGE = "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\nd\n"
DIFF3 = "a\n<<<<<<< ours\nb\n||||||| base\nx\n=======\nc\n>>>>>>> theirs\nd\n"
NINE = "a\n<<<<<<<<< ours\n{}=========\nc\n>>>>>>>>> theirs\nd\n"


def body_start(text: str) -> int:
    closing = fences(text)[1]
    return closing.end() if closing else 0


def found(text: str) -> int | None:
    """The line of the first marker."""
    at = first_marker(text, body_start(text))
    return None if at is None else text.count("\n", 0, at) + 1


def apart(text: str) -> tuple[str, str, str, bool] | None:
    one = sides(text, body_start(text))
    return one and (one.base, one.ours, one.theirs, one.based)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MERGE, 2),
        (DIFF3, 2),
        (MERGE.replace("\n", "\r\n"), 2),
        (DIFF3.replace("<" * 7, "<" * 9).replace("|" * 7, "|" * 9).replace("=" * 7, "=" * 9), 8),  # what is left
        (MERGE.replace("<" * 7, "<" * 32).replace("=" * 7, "=" * 32).replace(">" * 7, ">" * 32), 2),
        # What is left of a set.
        ("a\n>>>>>>> theirs\n", 2),
        ("a\n||||||| base\n", 2),
        ("---\na: b\n=======\na: c\n---\n", 3),
        ("---\n=======\na: c\n---\n", 2),
        ("---\nwith:\n  - a\n=======\n  - b\n---\n", 4),
        ("---\r\na: b\r\n=======\r\na: c\r\n---\r\n", 3),
        # What is no marker, or may be none.
        ("My heading\n=======\n", None),
        ("---\na: b\n---\nMy heading\n=======\n", None),
        ("---\nMy heading\n=======\nMore words\n---\nText\n", None),
        ("=======\n", None),
        ("---\na: b\n========\na: c\n---\n", None),
        ("<<<<<<<< eight\n", None),
        (">>>>>>>> deep in a talk by mail\n", None),
        ("========\n>>>>>>>> x\n", None),
        ("|||||||||\n", None),
        # In a block of code that ends.
        (f"How git shows it:\n\n```\n{DIFF3}```\n", None),
        (f"---\na: b\n---\n~~~~ diff\n{MERGE}~~~\n~~~~\nText.\n", None),
        (f"```\n{MERGE}", 3),
        (f"```\ncode\n```\n{MERGE}```\ncode\n```\n", 5),
        (f"---\nnote: |\n  ```\n---\n{MERGE}\n```\n", 6),
    ],
)
def test_markers_are_found_where_they_are_certain(text: str, line: int | None) -> None:
    assert line == found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MERGE, ("a\nd\n", "a\nb\nd\n", "a\nc\nd\n", False)),
        (DIFF3, ("a\nx\nd\n", "a\nb\nd\n", "a\nc\nd\n", True)),
        (DIFF3.replace("\n", "\r\n"), ("a\r\nx\r\nd\r\n", "a\r\nb\r\nd\r\n", "a\r\nc\r\nd\r\n", True)),
        (MERGE + DIFF3, ("a\nd\na\nx\nd\n", "a\nb\nd\na\nb\nd\n", "a\nc\nd\na\nc\nd\n", False)),
        ("<<<<<<< o\n=======\nc\n>>>>>>> t", ("", "", "c\n", False)),
        # Two bases that contradict each other, as git writes them: as if there was none.
        (
            "<<<<<<< o\nb\n||||||| m\n<<<<<<<<< 1\nx\n=========\ny\n>>>>>>>>> 2\n=======\nc\n>>>>>>> t\n",
            ("", "b\n", "c\n", False),
        ),
        (
            f"```\n{MERGE}```\n{DIFF3}",
            (f"```\n{MERGE}```\na\nx\nd\n", *[f"```\n{MERGE}```\na\n{x}\nd\n" for x in "bc"], True),
        ),
        # Not whole, or not to be told from a heading.
        ("<<<<<<< o\nb\n>>>>>>> t\n", None),
        ("b\n=======\nc\n>>>>>>> t\n", None),
        ("<<<<<<< o\nb\n=======\nc\n", None),
        ("<<<<<<< o\nHeading\n=======\nb\n=======\nc\n>>>>>>> t\n", None),
        ("<<<<<<< o\n<<<<<<< o\nb\n=======\nc\n>>>>>>> t\n", None),
        ("Text.\n", None),
        (MERGE + ">>>>>>> t\n", None),
        # A heading's underline is no marker where no other marker has its size.
        (NINE.format("Title\n=======\n"), ("a\nd\n", "a\nTitle\n=======\nd\n", "a\nc\nd\n", False)),
        (DIFF3.replace("x\n", "x\n=====\n"), ("a\nx\n=====\nd\n", "a\nb\nd\n", "a\nc\nd\n", True)),
        (DIFF3.replace("x\n", "x\n=========\n"), ("a\nx\n=========\nd\n", "a\nb\nd\n", "a\nc\nd\n", True)),
        (NINE.format("Title\n=======\n<<<<<<< o\n"), None),
        # Lines in a block of code beside the markers stay what they are.
        (f"{MERGE}```\ncode", ("a\nd\n```\ncode", "a\nb\nd\n```\ncode", "a\nc\nd\n```\ncode", False)),
        (f"{MERGE}```\n{MERGE}```\n", (*(f"a\n{x}d\n```\n{MERGE}```\n" for x in ("", "b\n", "c\n")), False)),
        # What are markers and what is code can be read in two ways.
        (f"```\n{MERGE}", None),
        (f"{MERGE}```\n{MERGE}", None),
        (MERGE.replace("b\n", "```\nb\n") + "```\n", None),
        (MERGE.replace("b\n", f"```\n{MERGE}```\n"), None),
        (f"```\n<<<<<<< o\n```\n{MERGE}", None),
        (f"```\n<<<<<<<<< o\n```\n{MERGE}```\n>>>>>>>>> t\n```\n", None),
        (f"{MERGE}{NINE.format('b')}", None),
        (f"- ```\n  b\n  ```\n{MERGE}\n- ```\n{MERGE}  ```\n", None),
    ],
)
def test_whole_sets_keep_versions_apart(text: str, expected: tuple[str, str, str, bool] | None) -> None:
    assert expected == apart(text)


def test_what_both_have_in_common_is_kept_in_order() -> None:
    one = sides(MERGE + DIFF3, 0)
    assert isinstance(one, Sides)
    assert ("a\n", "d\na\n", "d\n") == one.common


def test_a_copy_that_mergetool_left_is_named() -> None:
    _, (one,) = read_document(MERGE.encode(), "contacts/ada_BACKUP_1234.md")
    assert "git mergetool left this copy of a file. Delete it when the merge is done." == one.hint
