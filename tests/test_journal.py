"""What a killed command left half done is finished or taken back by the next, and never over somebody's work."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from journal_points import AFTER, BEFORE, CHANGES

from notebook.changes import ChangeSet, FileChange
from notebook.errors import NotebookError
from notebook.vault.posix import locked
from notebook.vault.writing.apply import apply
from notebook.vault.writing.journal import recover
from notebook.vault.writing.steps import Record, forget, steps, write_journal

# In the order in which a command puts them in place.
NEW, ADA, BEA = "interactions/2026/a.md", "contacts/ada.md", "contacts/bea.md"
FINISHED = "Finished what was interrupted: Three at once (3 files)."
TAKEN_BACK = "Took back what was interrupted: Three at once (3 files)."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / "interactions/2026").mkdir(parents=True)
    put(folder, BEFORE)
    return folder


@pytest.fixture
def state(root: Path) -> Path:
    """The state folder, with the journal of a command that was killed."""
    folder = root.parent / "state"
    write_journal(folder, Record(CHANGES, ("interactions", "interactions/2026"), token="0000000a"))
    return folder


def put(root: Path, files: dict[str, bytes | None] | dict[str, bytes]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(text)


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def mend(root: Path, state: Path) -> list[str]:
    """Recovers; what it said. Afterwards there is nothing left to recover."""
    said: list[str] = []
    recover(root, state, said.append)
    again: list[str] = []
    recover(root, state, again.append)
    assert again == []
    return said


def test_without_a_journal_nothing_is_done(root: Path) -> None:
    assert mend(root, root.parent / "state") == []
    assert not (root.parent / "state").exists()


def test_what_was_not_begun_never_was(root: Path, state: Path) -> None:
    (root / "contacts/.ada.0000000a-0.notebook-tmp").write_bytes(b"half")
    assert mend(root, state) == []
    assert everything(root) == BEFORE
    assert not (root / "interactions").exists()
    assert list(steps(state)) == []


def test_what_was_begun_is_finished(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW]})
    assert mend(root, state) == [FINISHED]
    assert everything(root) == AFTER
    assert [step.changes for step in steps(state)] == [CHANGES]


def test_what_was_done_becomes_a_step(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW], ADA: AFTER[ADA], BEA: None})
    assert mend(root, state) == [FINISHED]
    assert everything(root) == AFTER
    assert [step.changes for step in steps(state)] == [CHANGES]


def test_temporary_files_of_the_killed_command_are_deleted(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW]})
    left, other = root / "contacts/.ada.0000000a-0.notebook-tmp", root / "contacts/.ada.0000000b-0.notebook-tmp"
    left.write_bytes(b"half")
    other.write_bytes(b"of another command")
    mend(root, state)
    assert (left.exists(), other.exists()) == (False, True)


def test_where_a_file_still_to_be_written_was_edited_the_rest_is_taken_back(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW], ADA: AFTER[ADA], BEA: b"mine\n"})
    assert mend(root, state) == [f"{TAKEN_BACK} Edited since, and left alone: {BEA}."]
    assert everything(root) == {**BEFORE, BEA: b"mine\n"}
    assert list(steps(state)) == []


def test_where_a_written_file_was_edited_the_rest_is_finished(root: Path, state: Path) -> None:
    put(root, {NEW: b"hello, and more\n", ADA: AFTER[ADA]})
    assert mend(root, state) == [f"{FINISHED} Edited since, and left alone: {NEW}."]
    assert everything(root) == {ADA: AFTER[ADA], NEW: b"hello, and more\n"}


def test_what_is_finished_without_an_edited_file_can_be_taken_back_without_it(root: Path, state: Path) -> None:
    put(root, {NEW: b"hello, and more\n", ADA: AFTER[ADA]})
    mend(root, state)
    (step,) = steps(state)
    apply(root, step.back, state, undoes=step)
    assert everything(root) == {**BEFORE, NEW: b"hello, and more\n"}


def test_where_nothing_certain_was_done_nothing_is_done_and_the_edited_file_named(root: Path, state: Path) -> None:
    put(root, {NEW: b"mine\n"})
    (said,) = mend(root, state)
    assert said == f"Interrupted before it was done: Three at once (3 files). Edited since: {NEW}."
    assert everything(root) == {**BEFORE, NEW: b"mine\n"}


def test_one_file_edited_since_is_no_news(root: Path) -> None:
    state = root.parent / "state"
    write_journal(state, Record(ChangeSet((FileChange(ADA, b"ada\n", b"lovelace\n"),), "One"), token="0000000a"))
    put(root, {ADA: b"mine\n"})
    assert mend(root, state) == []
    assert everything(root)[ADA] == b"mine\n"


@pytest.mark.parametrize("files", [{}, {NEW: AFTER[NEW]}, {NEW: AFTER[NEW], ADA: AFTER[ADA], BEA: None}])
def test_a_command_that_writes_mends_first(root: Path, state: Path, files: dict[str, bytes | None]) -> None:
    put(root, files)
    said: list[str] = []
    apply(root, ChangeSet((FileChange("contacts/eva.md", None, b"eva\n"),), "One"), state, said.append)
    assert said == ([FINISHED] if files else [])
    assert everything(root) == {**(AFTER if files else BEFORE), "contacts/eva.md": b"eva\n"}


def test_while_another_command_writes_nothing_is_mended(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW]})
    before = everything(root), everything(state)
    with locked(os.fspath(root)):
        assert mend(root, state) == []
        assert (everything(root), everything(state)) == before
    assert mend(root, state) == [FINISHED]


def test_where_locks_are_not_to_be_had_a_reading_command_mends_nothing(
    root: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(opened: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    put(root, {NEW: AFTER[NEW]})
    monkeypatch.setattr("fcntl.flock", no_locks)
    assert mend(root, state) == []
    apply(root, ChangeSet((FileChange("contacts/eva.md", None, b"eva\n"),), "One"), state)
    assert everything(root) == {**AFTER, "contacts/eva.md": b"eva\n"}


@pytest.mark.parametrize("fault", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_where_nothing_can_be_written_it_is_said_and_the_next_command_tries_again(
    root: Path, state: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def failing(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(fault, os.strerror(fault), path)
        return real(path, flags, mode)

    real_unlink = os.unlink

    def keeping(path: str) -> None:
        if str(path).startswith(os.fspath(root)):
            raise OSError(fault, os.strerror(fault), path)
        real_unlink(path)

    real = os.open
    put(root, {NEW: AFTER[NEW]})
    before = everything(root)
    monkeypatch.setattr(os, "open", failing)
    monkeypatch.setattr(os, "unlink", keeping)
    said: list[str] = []
    recover(root, state, said.append)
    with pytest.raises(NotebookError, match="can be neither finished nor taken back"):
        apply(root, ChangeSet((FileChange("contacts/eva.md", None, b"eva\n"),), "One"), state)
    monkeypatch.undo()
    stuck = "Interrupted half-way, and it can be neither finished nor taken back: Three at once (3 files)."
    assert said == [f"{stuck} {NEW} cannot be written: {os.strerror(fault)}."]
    assert everything(root) == before
    assert mend(root, state) == [FINISHED]


def test_what_cannot_be_finished_is_taken_back(root: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and "ada" in str(path):
            raise OSError(errno.EACCES, "Permission denied", path)
        return real(path, flags, mode)

    real = os.open
    put(root, {NEW: AFTER[NEW]})
    monkeypatch.setattr(os, "open", failing)
    assert mend(root, state) == [f"{TAKEN_BACK} {ADA} cannot be written: Permission denied."]
    assert everything(root) == BEFORE


@pytest.mark.parametrize("damage", ["empty", "cut", "turned", "other", "longer"])
def test_a_damaged_journal_is_said_and_put_aside(root: Path, state: Path, damage: str) -> None:
    file = state / "journal"
    raw = file.read_bytes()
    file.write_bytes({
        "empty": b"",
        "cut": raw[:-1],
        "turned": raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:],
        "other": b"contact-notebook record 9\n" + raw,
        "longer": raw + b"\0",
    }[damage])  # fmt: skip
    put(root, {NEW: AFTER[NEW]})
    before = everything(root)
    (said,) = mend(root, state)
    assert said == f"A command was interrupted, and what it was doing cannot be read: {file} is damaged and put aside."
    assert everything(root) == before
    assert [path.name for path in state.iterdir()] == ["journal.damaged"]


@pytest.mark.parametrize("path", ["../out.md", "/etc/passwd", "contacts/../../out.md", "linked/out.md", "out.md"])
def test_a_journal_writes_nothing_out_of_the_vault(root: Path, path: str) -> None:
    outside = root.parent / "out.md"
    outside.write_bytes(b"old\n")
    (root / "linked").symlink_to(root.parent)
    (root / "out.md").symlink_to(outside)
    changes = (FileChange(path, b"old\n", b"new\n"), FileChange(ADA, b"ada\n", b"x\n"), FileChange(BEA, b"bea\n", None))
    write_journal(root.parent / "state", Record(ChangeSet(changes, "Planted"), token="0000000a"))
    put(root, {ADA: b"x\n"})
    mend(root, root.parent / "state")
    assert outside.read_bytes() == b"old\n"


def test_a_journal_others_may_write_to_is_not_used(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW]})
    before = everything(root)
    (state / "journal").chmod(0o666)
    assert "is damaged" in mend(root, state)[0]
    assert everything(root) == before


def test_a_state_folder_others_may_write_to_is_not_used(root: Path, state: Path) -> None:
    put(root, {NEW: AFTER[NEW]})
    before = everything(root)
    state.chmod(0o777)
    said: list[str] = []
    recover(root, state, said.append)
    assert said == [f"{state} is not yours alone, so nothing in it is used."]
    assert everything(root) == before


def test_the_state_folder_and_what_is_in_it_are_the_users_alone(root: Path) -> None:
    state = root.parent / "some" / "state"
    apply(root, CHANGES, state)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (state.parent, state, *state.iterdir())}
    assert modes == {"some": 0o700, "state": 0o700, "000001.step": 0o600, "names": 0o600}


def test_a_deleted_file_put_back_has_the_permissions_it_had(root: Path) -> None:
    state = root.parent / "state"
    (root / BEA).chmod(0o600)
    apply(root, CHANGES, state)
    (step,) = steps(state)
    apply(root, step.back, state, undoes=step)
    assert stat.S_IMODE((root / BEA).stat().st_mode) == 0o600


def test_a_renamed_file_keeps_its_permissions(root: Path) -> None:
    (root / BEA).chmod(0o600)
    moved = (FileChange(BEA, b"bea\n", None), FileChange("contacts/beatrice.md", None, b"bea\n"))
    apply(root, ChangeSet(moved, "Rename"), root.parent / "state")
    assert stat.S_IMODE((root / "contacts/beatrice.md").stat().st_mode) == 0o600


def test_only_the_last_fifty_steps_are_kept(root: Path) -> None:
    state = root.parent / "state"
    for number in range(55):
        before = b"ada\n" if number == 0 else b"%d\n" % (number - 1)
        apply(root, ChangeSet((FileChange(ADA, before, b"%d\n" % number),), str(number)), state)
    assert [(step.number, step.changes.summary) for step in steps(state)] == [
        (number + 1, str(number)) for number in range(54, 4, -1)
    ]
    assert len(list(state.iterdir())) == 50


def test_large_steps_push_older_ones_out_but_the_newest_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notebook.vault.writing.steps._ROOM", 2700)
    state = root.parent / "state"
    sizes = (10, 600, 700, 800, 5000)
    kept = []
    for number, size in enumerate(sizes):
        path = f"contacts/{number}.md"
        apply(root, ChangeSet((FileChange(path, None, b"x" * size),), str(number)), state)
        kept.append([step.changes.summary for step in steps(state)])
    assert kept == [["0"], ["1", "0"], ["2", "1", "0"], ["3", "2", "1"], ["4"]]


def test_a_number_is_given_once(root: Path) -> None:
    state = root.parent / "state"

    def numbers() -> list[int]:
        return [step.number for step in steps(state)]

    for name in "abc":
        apply(root, ChangeSet((FileChange(f"contacts/{name}.md", None, b"x"),), name), state)
    for _ in range(2):
        step = next(iter(steps(state)))
        apply(root, step.back, state, undoes=step)
    assert numbers() == [1]
    apply(root, ChangeSet((FileChange("contacts/d.md", None, b"x"),), "d"), state)
    assert numbers() == [4, 1]


def test_a_change_that_changes_nothing_is_no_step(root: Path) -> None:
    state = root.parent / "state"
    apply(root, ChangeSet((FileChange(ADA, b"ada\n", b"ada\n"),), "Nothing"), state)
    assert not state.exists()


def test_what_was_done_before_can_be_forgotten(root: Path, state: Path) -> None:
    apply(root, CHANGES, state)
    forget(state)
    assert list(state.iterdir()) == []


@pytest.mark.parametrize("token", ["/../../../out/y", "x", "0000000A", "a" * 300, "a\0aaaaaa", ""])
def test_a_token_the_notebook_does_not_write_deletes_nothing(root: Path, state: Path, token: str) -> None:
    outside = root.parent / "out" / "y-0.notebook-tmp"
    outside.parent.mkdir()
    outside.touch()
    (root / "contacts/.ada.").mkdir()  # so that the path through it would lead somewhere
    write_journal(state, Record(CHANGES, token=token))
    assert "is damaged and put aside" in mend(root, state)[0]
    assert outside.exists()
    assert (state / "journal.damaged").exists()


@pytest.mark.parametrize("folder", ["../made", "/made", "a/../../made", "a\0b", ".git", ""])
def test_a_folder_that_is_none_of_ours_is_not_removed(root: Path, state: Path, folder: str) -> None:
    places = (root.parent / "made", root / ".git")
    for place in places:
        place.mkdir()
    named = str(root.parent / "made") if folder == "/made" else folder
    write_journal(state, Record(CHANGES, (named,), token="0000000a"))
    assert "is damaged and put aside" in mend(root, state)[0]
    assert all(place.is_dir() for place in places)


@pytest.mark.parametrize("path", [".git/hooks/post-checkout", "contacts/.hidden.md", ".notebook.toml"])
def test_a_journal_makes_no_hidden_file(root: Path, state: Path, path: str) -> None:
    change = FileChange(path, None, b"#!/bin/sh\n")
    write_journal(state, Record(ChangeSet((*CHANGES.changes, change), "Planted"), token="0000000a"))
    put(root, {ADA: AFTER[ADA]})
    assert "is damaged and put aside" in mend(root, state)[0]
    assert not (root / path).exists()


@pytest.mark.parametrize("mode", [0o4755, 0o2644, 0o1777, -1, 2**63])
def test_a_mode_no_note_can_have_is_not_given(root: Path, state: Path, mode: int) -> None:
    write_journal(state, Record(CHANGES, modes={NEW: mode}, token="0000000a"))
    put(root, {ADA: AFTER[ADA]})
    assert "is damaged and put aside" in mend(root, state)[0]
    assert not (root / NEW).exists()


@pytest.mark.parametrize("name", [f"{'9' * 400}.step", "9999999999.step", "\u0660\u0660\u0660\u0660\u0660\u0661.step"])
def test_a_step_file_with_a_number_the_notebook_does_not_give_is_none(root: Path, state: Path, name: str) -> None:
    folder = root.parent / "other"
    apply(root, ChangeSet((FileChange(ADA, b"ada\n", b"x\n"),), "One"), folder)
    if len(name) < 250:
        (folder / name).write_bytes((folder / "000001.step").read_bytes())
    else:
        (folder / name[:200]).touch()
    said: list[str] = []
    assert [step.number for step in steps(folder, said.append)] == [1]
    assert said == []


def test_a_planted_step_is_left_out_with_a_sentence(root: Path) -> None:
    folder = root.parent / "other"
    write_journal(folder, Record(CHANGES, ("a\0b",), token="0000000a"))
    (folder / "journal").rename(folder / "000001.step")
    said: list[str] = []
    assert list(steps(folder, said.append)) == []
    assert said == [f"Change 1 cannot be taken back: {folder / '000001.step'} cannot be read."]
