"""The commands that rename and merge: what they show, ask, print and write, and that `undo` takes it back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Runner
from test_cli_write import files, git, problems

TALK = "interactions/2026/2026-11-18-tea.md"
RENAME = ("rename", "ada", "Ada Byron")
MERGE = ("merge", "sam-haddad", "sam-okafor")


@pytest.fixture
def told(vault: Path) -> Path:
    """The small vault with a talk and a card that refer to Ada and to both Sams."""
    (vault / TALK).parent.mkdir(parents=True)
    (vault / TALK).write_text(
        "---\ndate: 2026-11-18\nwith: [ada-lovelace, sam-haddad, sam-okafor]\n---\n- [ ] @ada-lovelace: write\n"
    )
    (vault / "contacts" / "clara.md").write_text("---\nname: Clara\n---\n![[ada-lovelace]]\n")
    return vault


def test_rename_prints_the_new_path_and_says_how_many_refer_to_it(told: Path, run: Runner) -> None:
    ran = run(*RENAME, "--yes", cwd=told)
    said = "2 notes refer to it now as ada-byron.\n"
    assert (ran.code, ran.stdout, ran.stderr) == (0, "contacts/ada-byron.md\n", said)
    assert not (told / "contacts/ada-lovelace.md").exists()
    assert (told / "contacts/clara.md").read_text().endswith("![[ada-byron]]\n")
    assert (told / TALK).read_text() == (
        "---\ndate: 2026-11-18\nwith: [ada-byron, sam-haddad, sam-okafor]\n---\n- [ ] @ada-byron: write\n"
    )
    assert problems(told) == []


def test_merge_prints_the_path_that_is_left(told: Path, run: Runner) -> None:
    ran = run(*MERGE, "--yes", cwd=told)
    said = "1 note refers to it now as sam-okafor.\n"
    assert (ran.code, ran.stdout, ran.stderr) == (0, "contacts/sam-okafor.md\n", said)
    assert not (told / "contacts/sam-haddad.md").exists()
    assert "with: [ada-lovelace, sam-okafor]\n" in (told / TALK).read_text()
    assert problems(told) == []


@pytest.mark.parametrize("command", [RENAME, MERGE], ids=["rename", "merge"])
def test_undo_takes_it_back_to_the_byte(told: Path, run: Runner, command: tuple[str, ...]) -> None:
    before = files(told)
    run(*command, "--yes", cwd=told)
    assert files(told) != before
    assert run("undo", cwd=told).code == 0
    assert files(told) == before


@pytest.mark.parametrize("command", [RENAME, MERGE], ids=["rename", "merge"])
def test_a_dry_run_writes_nothing_and_git_applies_what_it_shows(
    told: Path, run: Runner, command: tuple[str, ...]
) -> None:
    before = files(told)
    shown = run(*command, "--dry-run", cwd=told)
    assert (shown.code, files(told)) == (0, before)
    copy = told.parent / "copy"
    shutil.copytree(told, copy)
    subprocess.run(["git", "apply", "-"], cwd=copy, input=shown.stdout.encode(), check=True)
    run(*command, "--yes", cwd=told)
    assert files(copy) == files(told)


@pytest.mark.parametrize("command", [RENAME, MERGE], ids=["rename", "merge"])
def test_where_nobody_can_be_asked_nothing_is_written(told: Path, run: Runner, command: tuple[str, ...]) -> None:
    before = files(told)
    ran = run(*command, cwd=told)
    assert (ran.code, ran.stdout) == (2, "")
    assert "--dry-run shows" in ran.stderr
    assert "--yes" in ran.stderr
    assert files(told) == before


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("", False), ("n", False)])
def test_on_a_terminal_the_changes_are_shown_and_asked_for(told: Path, run: Runner, answer: str, written: bool) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "notebook", *RENAME],
        cwd=told,
        env=run.environment(),
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    os.write(master, f"{answer}\n".encode())
    stdout, _ = process.communicate(timeout=60)
    os.close(master)
    assert process.returncode == 0
    assert b"+name: Ada Byron\n" in stdout
    assert (told / "contacts/ada-byron.md").exists() is written
    assert stdout.endswith(b"contacts/ada-byron.md\n") is written


def test_the_name_it_has_already_changes_nothing(told: Path, run: Runner) -> None:
    before = files(told)
    ran = run("rename", "ada", "Ada Lovelace", "--yes", cwd=told)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "Ada Lovelace is called so already: nothing to do.\n")
    assert files(told) == before


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("rename", "ada", "Clara"), 5, "Clara (contacts/clara.md) is called so already."),
        (("rename", "ada", "Ada B", "--id", "acm"), 5, "is there already"),
        (("rename", "ada", "Ada B", "--id", "a/b"), 2, "cannot be an id"),
        (("rename", "ada", ""), 2, "empty"),
        (("rename", "nobody at all", "X"), 4, "No record is called"),
        (("rename", "Sam", "X"), 4, "could be"),
        (("merge", "ada", "countess"), 2, "Both names mean Ada Lovelace"),
        (("merge", "ada", "acm"), 2, "Ada Lovelace (contact) and ACM (organization) are of two kinds"),
        (("merge", "acm", "Nobody"), 4, "No organization is called"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    told: Path, run: Runner, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = files(told)
    ran = run(*arguments, "--yes", cwd=told)
    assert (ran.code, ran.stdout) == (code, "")
    assert says in ran.stderr
    assert files(told) == before


def test_a_link_in_a_note_that_is_no_record_is_said(told: Path, run: Runner) -> None:
    (told / "daily").mkdir()
    (told / "daily" / "monday.md").write_text("Saw [[Countess]] and [[ada-lovelace]].\n")
    ran = run(*RENAME, "--yes", cwd=told)
    assert ran.stderr.splitlines()[0].startswith("daily/monday.md is no record, and is left as before")
    assert "[[ada-lovelace]]" in (told / "daily" / "monday.md").read_text()


def test_the_owner_stays_the_owner(told: Path, run: Runner) -> None:
    assert run("rename", "clara", "Clara V", "--yes", cwd=told).lines == ["contacts/clara-v.md"]
    assert (told / "notebook.toml").read_text() == 'me = "clara-v"\n'
    assert problems(told) == []


def test_what_was_renamed_is_one_commit_where_the_settings_ask_for_it(told: Path, run: Runner) -> None:
    (told / "notebook.toml").write_text('me = "clara"\n[git]\ncommit = true\n')
    git(told, "init", "-q", ".")
    git(told, "add", ".")
    git(told, "commit", "-q", "-m", "start")
    assert run(*RENAME, "--yes", cwd=told).code == 0
    assert git(told, "log", "--format=%s").splitlines()[0] == "Rename Ada Lovelace to Ada Byron"
    assert git(told, "status", "--short") == ""


def test_quiet_says_the_path_alone(told: Path, run: Runner) -> None:
    ran = run("--quiet", *RENAME, "--yes", cwd=told)
    assert (ran.stdout, ran.stderr) == ("contacts/ada-byron.md\n", "")
