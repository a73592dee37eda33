"""A change made from a vault in which a name has been given or taken since is refused; any other one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Runner

from notebook.changes import ChangeSet, FileChange
from notebook.cli.session import Session
from notebook.cli.writing import carry_out
from notebook.errors import Refused
from notebook.places import state_folder
from notebook.vault.writing.finishing import finish
from notebook.vault.writing.naming import names_mark
from notebook.vault.writing.steps import Record, write_journal

LOG = ChangeSet((FileChange("interactions/x.md", None, b"---\nwith: [ada-lovelace]\n---\n"),), "Log a coffee")


@pytest.fixture
def reading(home: Path, vault: Path) -> Session:
    """A command that has read the vault, and has not written yet."""
    session = Session(str(vault), None, quiet=False, verbose=False)
    assert session.snapshot.find("ada-lovelace")
    return session


@pytest.mark.parametrize(
    ("others", "done"),
    [
        ([("rename", "ada-lovelace", "Zed Lovelace", "--yes")], "Rename"),
        ([("new", "contact", "Rita")], "Rita"),
        ([("new", "organization", "Acme Works")], "Acme Works"),
        ([("add", "sam-okafor", "aliases=Chip")], "Sam Okafor"),
        ([("new", "contact", "Rita"), ("log", "hello", "--with", "sam-okafor")], "Rita"),
        ([("new", "contact", "Rita"), ("undo",)], "Undo"),
    ],
)
def test_what_was_made_before_somebody_was_named_is_refused(
    run: Runner, vault: Path, reading: Session, others: list[tuple[str, ...]], done: str
) -> None:
    for other in others:
        assert run(*other, cwd=vault).code == 0
    with pytest.raises(Refused, match=rf'^".*{done}.*" was done meanwhile\. Nothing was written\.$') as refused:
        carry_out(reading, LOG, dry_run=False)
    assert refused.value.hint == "Run the command again."
    assert not (vault / "interactions/x.md").exists()


@pytest.mark.parametrize(
    "other",
    [
        ("log", "hello", "--with", "sam-okafor"),
        ("add", "sam-okafor", "tags=chess"),
        ("set", "sam-okafor", "city=Lisbon"),
        ("digest", "--save"),
    ],
)
def test_what_names_nobody_stops_nobody(run: Runner, vault: Path, reading: Session, other: tuple[str, ...]) -> None:
    assert run(*other, cwd=vault).code == 0
    carry_out(reading, LOG, dry_run=False)
    assert (vault / "interactions/x.md").exists()


def test_more_logs_than_are_kept_stop_nobody(run: Runner, vault: Path, reading: Session) -> None:
    for number in range(60):
        other = Session(str(vault), None, quiet=False, verbose=False)
        change = FileChange(f"interactions/y{number}.md", None, b"---\nwith: [sam-okafor]\n---\n")
        carry_out(other, ChangeSet((change,), "Log"), dry_run=False)
    carry_out(reading, LOG, dry_run=False)
    assert (vault / "interactions/x.md").exists()


@pytest.mark.parametrize("begun", [True, False])
def test_a_rename_that_was_killed_counts_when_the_next_command_has_mended_it(
    vault: Path, reading: Session, begun: bool
) -> None:
    old = (vault / "contacts/ada-lovelace.md").read_bytes()
    made = FileChange("contacts/zed.md", None, old.replace(b"Ada", b"Zed"))
    gone = FileChange("contacts/ada-lovelace.md", old, None)
    write_journal(state_folder(vault), Record(ChangeSet((made, gone), "Rename Ada to Zed"), token="0000000a"))
    if begun:
        (vault / made.path).write_bytes(made.after or b"")
    with pytest.raises(Refused, match="Rename Ada to Zed"):
        carry_out(reading, LOG, dry_run=False)


def test_a_mark_that_cannot_be_read_is_none(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    assert names_mark(tmp_path) == b""
    finish(str(vault), tmp_path, pytest.fail)
