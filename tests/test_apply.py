"""A change set is applied wholly or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import errno
import os
import signal
import stat
from pathlib import Path

import pytest

from notebook.changes import ChangeSet, FileChange
from notebook.errors import NotebookError, Refused
from notebook.vault import posix
from notebook.vault.writing import putting
from notebook.vault.writing.apply import AlreadyThere, apply
from notebook.vault.writing.steps import steps


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / "contacts").mkdir(parents=True)
    (folder / "contacts" / "ada.md").write_bytes(b"old\n")
    return folder


def change(path: str, before: bytes | None, after: bytes | None) -> FileChange:
    return FileChange(path, before, after)


def write(root: Path, *changes: FileChange) -> None:
    apply(root, ChangeSet(changes, "a change"), root.parent / "state")


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_file_is_made_with_its_folders(root: Path) -> None:
    write(root, change("interactions/2026/a.md", None, b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n", "interactions/2026/a.md": b"new\n"}


def test_a_file_is_changed(root: Path) -> None:
    write(root, change("contacts/ada.md", b"old\n", b"new\r\n"))
    assert everything(root) == {"contacts/ada.md": b"new\r\n"}


def test_a_file_is_deleted(root: Path) -> None:
    write(root, change("contacts/ada.md", b"old\n", None))
    assert everything(root) == {}


def test_a_file_that_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    with pytest.raises(Refused, match=r"contacts/ada\.md has changed meanwhile"):
        write(root, change("contacts/ada.md", b"older\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_a_file_that_is_gone_is_not_made_again(root: Path) -> None:
    with pytest.raises(Refused, match=r"contacts/eva\.md is gone"):
        write(root, change("contacts/eva.md", b"old\n", b"new\n"))


def test_a_file_that_appeared_meanwhile_is_not_overwritten(root: Path) -> None:
    with pytest.raises(AlreadyThere, match=r"contacts/ada\.md is there already") as fault:
        write(root, change("contacts/ada.md", None, b"new\n"))
    assert (fault.value.path, fault.value.exit_code) == ("contacts/ada.md", 5)
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_a_file_that_appears_in_the_last_moment_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def come_first(temporary: str, target: str) -> None:
        Path(target).write_bytes(b"theirs\n")
        posix.give_name(temporary, target)

    monkeypatch.setattr(putting, "give_name", come_first)
    with pytest.raises(AlreadyThere):
        write(root, change("contacts/eva.md", None, b"ours\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n", "contacts/eva.md": b"theirs\n"}


def test_one_refused_file_keeps_all_from_being_written(root: Path) -> None:
    with pytest.raises(Refused):
        write(root, change("contacts/new.md", None, b"new\n"), change("contacts/ada.md", b"older\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_a_fault_half_way_takes_back_what_was_done(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "contacts" / "eva.md").write_bytes(b"eva\n")
    before = everything(root)

    def no_eva(path: str | Path) -> None:
        if str(path).endswith("eva.md"):
            raise OSError(errno.EIO, "Input/output error")
        real(path)

    real = os.unlink
    monkeypatch.setattr(os, "unlink", no_eva)
    with pytest.raises(NotebookError, match=r"contacts/eva\.md cannot be written: Input/output error"):
        write(
            root,
            change("contacts/eva.md", b"eva\n", None),
            change("contacts/ada.md", b"old\n", b"new\n"),
            change("contacts/new.md", None, b"new\n"),
        )
    assert everything(root) == before


def test_the_permissions_of_a_changed_file_stay(root: Path) -> None:
    file = root / "contacts" / "ada.md"
    file.chmod(0o640)
    write(root, change("contacts/ada.md", b"old\n", b"new\n"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(root: Path) -> None:
    before = os.umask(0o027)
    try:
        write(root, change("contacts/eva.md", None, b"new\n"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / "contacts" / "eva.md").stat().st_mode) == 0o640


def test_a_file_made_read_only_is_not_replaced(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked of the system, since the user of the tests may be root, who may write everything.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Refused, match="read-only"):
        write(root, change("contacts/ada.md", b"old\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n"}


@pytest.mark.parametrize(
    "path", ["../out.md", "/etc/out.md", "contacts/../../out.md", "", "a//b.md", "./a.md", "a\0.md"]
)
def test_a_path_out_of_the_vault_is_refused(root: Path, path: str) -> None:
    with pytest.raises(Refused, match="no path inside the vault"):
        write(root, change(path, None, b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n"}
    assert sorted(file.name for file in root.parent.iterdir() if file.name != "state") == ["vault"]


@pytest.mark.parametrize("target", ["outside", "vault/contacts"])
def test_nothing_is_written_through_a_linked_folder(root: Path, target: str) -> None:
    (root.parent / "outside").mkdir()
    (root / "events").symlink_to(root.parent / target)
    with pytest.raises(Refused, match="events is a link to another folder"):
        write(root, change("events/2026/a.md", None, b"new\n"))
    assert list((root.parent / "outside").iterdir()) == []
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_a_linked_file_is_changed_where_it_lies(root: Path) -> None:
    link = root / "contacts" / "countess.md"
    link.symlink_to("ada.md")
    write(root, change("contacts/countess.md", b"old\n", b"new\n"))
    assert link.is_symlink()
    assert (root / "contacts" / "ada.md").read_bytes() == b"new\n"


def test_a_file_linked_from_outside_is_not_changed(root: Path) -> None:
    outside = root.parent / "outside.md"
    outside.write_bytes(b"old\n")
    (root / "contacts" / "eva.md").symlink_to(outside)
    with pytest.raises(Refused, match="leads out of the vault"):
        write(root, change("contacts/eva.md", b"old\n", b"new\n"))
    assert outside.read_bytes() == b"old\n"


def test_a_link_to_nothing_is_not_overwritten(root: Path) -> None:
    (root / "contacts" / "eva.md").symlink_to("nothing.md")
    with pytest.raises(AlreadyThere):
        write(root, change("contacts/eva.md", None, b"new\n"))
    assert not (root / "contacts" / "nothing.md").exists()


def test_the_vault_itself_may_be_a_link(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    write(link, change("contacts/eva.md", None, b"new\n"))
    assert (root / "contacts" / "eva.md").read_bytes() == b"new\n"


def test_without_hard_links_files_are_made_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write(root, change("contacts/eva.md", None, b"new\n"))
    with pytest.raises(AlreadyThere):
        write(root, change("contacts/eva.md", None, b"newer\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n", "contacts/eva.md": b"new\n"}


def test_what_a_killed_program_left_is_swept_up_after_a_day(root: Path) -> None:
    stale, fresh = (root / "contacts" / f".ada.{name}.notebook-tmp" for name in ("stale", "fresh"))
    other = root / "contacts" / ".keep"
    for file in (stale, fresh, other):
        file.write_bytes(b"half")
    long_ago = fresh.stat().st_mtime - 2 * 24 * 60 * 60
    os.utime(stale, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    write(root, change("contacts/ada.md", b"old\n", b"new\n"))
    assert sorted(file.name for file in (root / "contacts").iterdir()) == [".ada.fresh.notebook-tmp", ".keep", "ada.md"]


@pytest.mark.parametrize(
    "changes", [change("contacts/eva.md", None, b"new\n"), change("contacts/ada.md", b"old\n", b"n")]
)
@pytest.mark.parametrize("call", ["fsync", "open"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_when_the_system_does_not_let_it_be_written_nothing_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch, changes: FileChange, call: str, fault: int
) -> None:
    real = os.open

    def failing_open(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(fault, os.strerror(fault), path)
        return real(path, flags, mode)

    def failing_fsync(opened: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, call, failing_open if call == "open" else failing_fsync)
    with pytest.raises(NotebookError) as said:
        write(root, changes)
    monkeypatch.undo()
    assert said.value.message == f"{changes.path} cannot be written: {os.strerror(fault)}. Nothing was changed."
    assert said.value.exit_code == 1
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_a_link_is_not_deleted(root: Path) -> None:
    (root / "contacts" / "countess.md").symlink_to("ada.md")
    with pytest.raises(Refused, match="is a link to another file"):
        write(root, change("contacts/countess.md", b"old\n", None))
    assert everything(root) == {"contacts/ada.md": b"old\n", "contacts/countess.md": b"old\n"}


def test_a_file_with_two_names_is_changed_once(root: Path) -> None:
    (root / "contacts" / "countess.md").symlink_to("ada.md")
    write(root, change("contacts/countess.md", b"old\n", b"new\n"), change("contacts/ada.md", b"old\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"new\n", "contacts/countess.md": b"new\n"}


def test_a_file_with_two_names_is_not_changed_in_two_ways(root: Path) -> None:
    (root / "contacts" / "countess.md").symlink_to("ada.md")
    with pytest.raises(Refused, match=r"countess\.md and contacts/ada\.md are one file"):
        write(root, change("contacts/countess.md", b"old\n", b"a\n"), change("contacts/ada.md", b"old\n", b"b\n"))
    assert everything(root)["contacts/ada.md"] == b"old\n"


def test_folders_made_for_nothing_go_again(root: Path) -> None:
    with pytest.raises(AlreadyThere):
        write(root, change("events/2026/a.md", None, b"new\n"), change("contacts/ada.md", None, b"new\n"))
    assert not (root / "events").exists()


def test_without_a_record_several_files_are_not_changed(root: Path) -> None:
    state = root.parent / "state"
    state.write_text("in the way")
    with pytest.raises(NotebookError, match=r"state cannot be written: Not a directory\. .*Nothing was written\."):
        write(root, change("contacts/eva.md", None, b"new\n"), change("contacts/ada.md", b"old\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"old\n"}


def test_without_a_state_folder_nothing_is_kept(root: Path) -> None:
    both = change("contacts/eva.md", None, b"new\n"), change("contacts/ada.md", b"old\n", b"new\n")
    apply(root, ChangeSet(both, "a change"), None)
    assert everything(root.parent) == {"vault/contacts/ada.md": b"new\n", "vault/contacts/eva.md": b"new\n"}


def test_ctrl_c_between_two_files_waits_until_both_are_in_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(temporary: str, target: str) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        posix.give_name(temporary, target)

    monkeypatch.setattr(putting, "give_name", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(root, change("contacts/eva.md", None, b"new\n"), change("contacts/ada.md", b"old\n", b"new\n"))
    assert everything(root) == {"contacts/ada.md": b"new\n", "contacts/eva.md": b"new\n"}
    assert [step.changes.summary for step in steps(root.parent / "state")] == ["a change"]


def test_ctrl_c_while_the_files_are_written_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def interrupted(opened: int) -> None:
        synced.append(opened)
        if len(synced) == 4:  # after those of the journal
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(root, change("contacts/eva.md", None, b"new\n"), change("contacts/ada.md", b"old\n", b"new\n"))
    assert everything(root.parent) == {"vault/contacts/ada.md": b"old\n"}
