"""A change set's diff is what `--dry-run` prints: a unified diff that git applies to give exactly the bytes after."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notebook.changes import ChangeSet, FileChange


def diff(before: bytes | None, after: bytes | None, path: str = "contacts/ada.md") -> str:
    return ChangeSet((FileChange(path, before, after),), "a change").diff()


def test_a_new_file_comes_from_nowhere() -> None:
    assert diff(None, b"a\nb\n") == "--- /dev/null\n+++ b/contacts/ada.md\n@@ -0,0 +1,2 @@\n+a\n+b\n"


def test_a_file_that_goes_away_goes_nowhere() -> None:
    assert diff(b"a\n", None) == "--- a/contacts/ada.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"


def test_a_changed_line_stands_among_its_neighbours() -> None:
    before, after = b"1\n2\n3\n4\n5\n6\n7\n8\n", b"1\n2\n3\n4\nfive\n6\n7\n8\n"
    assert diff(before, after).splitlines()[2:] == [
        "@@ -2,7 +2,7 @@",
        " 2",
        " 3",
        " 4",
        "-5",
        "+five",
        " 6",
        " 7",
        " 8",
    ]


def test_a_missing_newline_at_the_end_is_said_on_the_side_that_lacks_it() -> None:
    assert diff(b"a", b"a\n").splitlines()[2:] == ["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"]
    assert diff(b"a\n", b"a").splitlines()[2:] == ["@@ -1 +1 @@", "-a", "+a", "\\ No newline at end of file"]


def test_the_same_bytes_have_no_diff() -> None:
    assert diff(b"a\n", b"a\n") == ""


def test_a_changed_line_end_is_a_changed_line() -> None:
    assert diff(b"a\r\n", b"a\n").splitlines(keepends=True)[3:] == ["-a\r\n", "+a\n"]


def test_files_stand_one_after_the_other() -> None:
    changes = ChangeSet((FileChange("a.md", None, b"a\n"), FileChange("b.md", None, b"b\n")), "two files")
    assert [line for line in changes.diff().splitlines() if line.startswith("+++")] == ["+++ b/a.md", "+++ b/b.md"]
    assert changes.paths == ("a.md", "b.md")


@pytest.mark.parametrize(
    "name", ["two words.md", "José.md", 'a "quote".md', "line\nbreak.md", "back\\slash.md", "\x01.md"]
)
def test_any_file_name_makes_a_header_that_git_reads(name: str, tmp_path: Path) -> None:
    assert applied(diff(None, b"text\n", name), tmp_path) == b""
    assert (tmp_path / name).read_bytes() == b"text\n"


LINES = st.lists(st.sampled_from(["", "a", "b", "c c", "- [ ] a", "\r", "+x", "-x", "\\ No newline at end of file"]))
TEXT = st.builds(lambda lines, end: ("\n".join(lines) + end).encode(), LINES, st.sampled_from(["", "\n"]))


@settings(max_examples=60)
@given(TEXT, TEXT)
def test_git_applies_every_diff_to_the_same_bytes(before: bytes, after: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "note.md"
        file.write_bytes(before)
        said = diff(before, after, "note.md")
        if said:
            assert applied(said, folder) == b""
        assert file.read_bytes() == after


def moved(before: bytes, after: bytes, old: str = "a.md", new: str = "b.md") -> ChangeSet:
    return ChangeSet((FileChange(old, before, None), FileChange(new, None, after)), "a rename")


def test_a_file_under_another_name_is_shown_as_renamed() -> None:
    assert moved(b"1\n2\n3\n", b"1\ntwo\n3\n").diff() == (
        "diff --git a/a.md b/b.md\nrename from a.md\nrename to b.md\n"
        "--- a/a.md\n+++ b/b.md\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n"
    )
    back = ChangeSet(tuple(reversed(moved(b"a\n", b"a\n").changes)), "undone")
    assert back.diff() == "diff --git a/a.md b/b.md\nrename from a.md\nrename to b.md\n"


def test_a_file_that_goes_away_beside_an_unlike_new_one_is_not_renamed() -> None:
    assert "rename" not in moved(b"1\n2\n3\n", b"4\n2\n5\n").diff()
    assert "rename" not in moved(b"", b"").diff()


@pytest.mark.parametrize(("old", "new"), [("a.md", "b.md"), ("two words.md", "José.md"), ('a "q".md', "x/y z.md")])
def test_git_applies_a_rename_between_other_changes(old: str, new: str, tmp_path: Path) -> None:
    texts = {old: b"1\n2\n3\n", "z.md": b"z\n", "0.md": b"0\n"}
    for name, raw in texts.items():
        (tmp_path / name).write_bytes(raw)
    rename = moved(texts[old], b"1\ntwo\n3", old, new).changes
    changes = (FileChange("0.md", b"0\n", b"o\n"), *rename, FileChange("z.md", b"z\n", b"y\n"))
    assert applied(ChangeSet(changes, "x").diff(), tmp_path) == b""
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.md")}
    assert found == {new: b"1\ntwo\n3", "z.md": b"y\n", "0.md": b"o\n"}


def applied(said: str, folder: Path) -> bytes:
    """What git complains of while it applies the diff in the folder."""
    done = subprocess.run(
        ["git", "-c", "core.autocrlf=false", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
        cwd=folder,
        input=said.encode(),
        capture_output=True,
        check=False,
    )
    return done.stderr
