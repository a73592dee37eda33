"""What every command line shares: the vault's files, its state folder, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Runner

from notebook.cli.session import Session
from notebook.errors import Refused
from notebook.places import state_folder


@pytest.fixture
def session(vault: Path) -> Session:
    return Session(str(vault), None, quiet=False, verbose=False)


def test_a_file_is_read_as_it_is_now(session: Session, vault: Path) -> None:
    assert session.read("contacts/clara.md") == b"---\nname: Clara\n---\n"
    (vault / "contacts/clara.md").write_bytes(b"new\r\n")
    assert session.read("contacts/clara.md") == b"new\r\n"


def test_a_file_that_is_gone_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match=r"^contacts/nobody\.md is gone\. Nothing was written\.$"):
        session.read("contacts/nobody.md")


def test_a_link_out_of_the_vault_is_not_read(session: Session, vault: Path) -> None:
    (vault.parent / "secret.md").write_text("secret")
    (vault / "contacts/out.md").symlink_to(vault.parent / "secret.md")
    with pytest.raises(Refused, match="link out of the vault"):
        session.read("contacts/out.md")


def test_what_is_said_commands_no_terminal(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    session.say("Ada \x1b[31mLovelace")
    assert capsys.readouterr().err == "Ada \u241b[31mLovelace\n"


def test_the_state_lies_in_the_users_state_folder(home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTEBOOK_STATE")
    assert state_folder(vault).parent == home / ".local/state/contact-notebook"
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "elsewhere"))
    assert state_folder(vault).parent == home / "elsewhere/contact-notebook"
    monkeypatch.setenv("NOTEBOOK_STATE", str(home / "chosen"))
    assert state_folder(vault).parent == home / "chosen"
    assert state_folder(vault).name.startswith("vault-")


def test_a_command_leaves_nothing_in_the_home_but_what_it_was_told(vault: Path, home: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    assert sorted(path.name for path in home.iterdir()) == [".gitconfig", "vault"]
    assert sorted(path.name for path in state_folder(vault).iterdir()) == ["000001.step", "names"]
