"""A file's bytes as text: where its fields and its body are, and what keeps it from being read."""

from __future__ import annotations

import pytest

from notebook.text.document import SIZE_CAP, Document, read_document


def document(text: str) -> Document:
    found, problems = read_document(text.encode(), "note.md")
    assert problems == ()
    assert found is not None
    return found


def problem(raw: bytes) -> tuple[str, int, int]:
    found, (one,) = read_document(raw, "note.md")
    assert found is None
    return one.code, one.line, one.column


@pytest.mark.parametrize(
    ("text", "front", "body", "body_line"),
    [
        ("---\na: b\n---\nText.\n", "a: b\n", "Text.\n", 4),
        ("---\r\na: b\r\n---\r\nText.\r\n", "a: b\r\n", "Text.\r\n", 4),
        ("---\n---\nText.", "", "Text.", 3),
        ("---\na: b\n---", "a: b\n", "", 4),
        ("---\na: b\n---\n", "a: b\n", "", 4),
        ("--- \na: b\n-----\t\nText.", "a: b\n", "Text.", 4),
        ("---\na: |\n  ---\n---\nText.", "a: |\n  ---\n", "Text.", 5),
        ("---\na: b\n---\nText.\n---\nMore.", "a: b\n", "Text.\n---\nMore.", 4),
    ],
)
def test_the_fields_stand_between_two_fences(text: str, front: str, body: str, body_line: int) -> None:
    found = document(text)
    assert (front, 2, body, body_line) == (found.front, found.front_line, found.body, found.body_line)


@pytest.mark.parametrize("text", ["", "Text.\n", "-- -\na: b\n", " ---\na: b\n---\n", "\n---\na: b\n---\n", "--\n"])
def test_a_file_that_starts_otherwise_is_all_body(text: str) -> None:
    found = document(text)
    assert (None, text, 1) == (found.front, found.body, found.body_line)


def test_a_byte_order_mark_is_set_aside() -> None:
    found, _ = read_document(b"\xef\xbb\xbf---\na: b\n---\n", "note.md")
    assert found is not None
    assert (True, "a: b\n") == (found.bom, found.front)


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: b\n", "---\na: b\n --- \n", "---\na: b\n--\n"])
def test_a_fence_that_is_never_closed_is_a_problem(text: str) -> None:
    assert ("unclosed-fence", 1, 1) == problem(text.encode())


def test_bytes_that_are_not_utf8_are_a_problem_at_their_place() -> None:
    assert ("not-utf8", 2, 9) == problem(b"---\nname: Jo\xe3o\n---\n")


def test_the_place_of_bad_bytes_counts_characters() -> None:
    assert ("not-utf8", 1, 4) == problem("李é🎉".encode() + b"\xff")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_a_problem(encoding: str) -> None:
    assert "not-utf8" == problem("---\nname: João\n---\n".encode(encoding) + b"\xff")[0]


def test_a_file_of_the_size_cap_is_read_and_one_byte_more_is_not() -> None:
    assert read_document(b"x" * SIZE_CAP, "note.md")[1] == ()
    assert ("too-large", 1, 1) == problem(b"x" * (SIZE_CAP + 1))


@pytest.mark.parametrize("char", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x9c"])
def test_a_control_character_is_a_problem_and_the_file_is_read(char: str) -> None:
    found, (one,) = read_document(f"Text\n ab{char}".encode(), "note.md")
    assert found is not None
    assert ("control-character", "warning", 2, 4) == (one.code, one.severity, one.line, one.column)


@pytest.mark.parametrize("text", ["a\tb", "a\r\nb", "a\x85b", "a\u2028b", "a\u200bb"])
def test_what_is_no_control_character_of_note(text: str) -> None:
    assert text == document(text).body


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "<<<<<<<", ">>>>>>> laptop", "||||||| base"])
def test_conflict_markers_in_the_fields_keep_the_file_from_being_read(marker: str) -> None:
    assert ("conflict-markers", 3, 1) == problem(f"---\na: b\n{marker}\n---\n".encode())


def test_conflict_markers_in_the_text_are_a_problem_and_the_file_is_read() -> None:
    found, (one,) = read_document(b"---\na: b\n---\nText.\n<<<<<<< HEAD\r\n", "note.md")
    assert found is not None
    assert ("conflict-markers", 5, 1) == (one.code, one.line, one.column)


def test_a_file_that_was_added_on_both_sides_is_not_read() -> None:
    assert ("conflict-markers", 1, 1) == problem(b"<<<<<<< HEAD\n---\na: b\n---\n=======\n---\na: c\n---\n>>>>>>> x\n")


@pytest.mark.parametrize(
    "line", ["=======", "<<<<<< six", "<<<<<<<< eight", "<<<<<<<x", "a <<<<<<< b", "> > > > > > >"]
)
def test_what_is_no_conflict_marker(line: str) -> None:
    assert f"{line}\n" == document(f"{line}\n").body
