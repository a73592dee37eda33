"""Killed or refused at any of its calls of the system, a change of several files is there wholly or not at all."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Runner

from notebook.changes import ChangeSet, FileChange
from notebook.vault.writing.apply import apply
from notebook.vault.writing.steps import steps

WITH_NEW, WITHOUT = ["contacts", "interactions", "interactions/2026"], ["contacts"]
FINISHED = {"change": "Finished what was interrupted: Three at once (3 files).",
            "undo": "Finished what was interrupted: Undo: Three at once (3 files)."}  # fmt: skip


def points(folder: Path, what: str, how: str) -> list[dict[str, Any]]:
    """How the vault stands for each point at which the change was stopped, after the next command."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "journal_points.py"), str(folder), what, how],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("how", ["kill", "kill-twice"])
@pytest.mark.parametrize("what", ["change", "undo"])
def test_killed_at_any_point_all_files_are_changed_or_none(tmp_path: Path, what: str, how: str) -> None:
    found = points(tmp_path, what, how)
    assert len(found) > 40
    assert {one["stands"] for one in found} == {"before", "after"}
    for one in found:
        assert one["left"] == [], one
        assert one["said"] in ([], [FINISHED[what]]), one
        assert one["steps"] == (["Three at once"] if one["stands"] == "after" else []), one
        assert one["folders"] == (WITH_NEW if one["stands"] == "after" else WITHOUT), one


@pytest.mark.parametrize("what", ["change", "undo"])
def test_refused_once_at_any_point_the_change_is_made_or_taken_back_at_once(tmp_path: Path, what: str) -> None:
    found = points(tmp_path, what, "fault")
    assert len(found) > 20
    untouched, made = ("before", "after") if what == "change" else ("after", "before")
    for one in found:
        assert one["at_once"] == (untouched if one["error"] else made), one
        assert one["stands"] == one["at_once"], one
        assert one["left"] == [], one
        assert one["error"] == [] or one["error"][0].endswith((" Nothing was changed.", " Nothing was written.")), one
        assert one["steps"] == (["Three at once"] if one["stands"] == "after" else []), one


@pytest.mark.parametrize("what", ["change", "undo"])
def test_refused_from_any_point_on_the_next_command_makes_it_whole(tmp_path: Path, what: str) -> None:
    found = points(tmp_path, what, "full")
    assert len(found) > 20
    for one in found:
        assert one["stands"] in ("before", "after"), one
        assert one["at_once"] == one["stands"] or "could not be put back" in one["error"][0], one
        assert one["left"] == [], one


# Writes two files; between them it says so, and waits.
PAUSING_WRITER = """
import os, sys
from pathlib import Path
from notebook.changes import ChangeSet, FileChange
from notebook.vault.writing.apply import apply

def replace(*names, real=os.replace, seen=[]):
    real(*names)
    seen.append(names)
    if [str(name).endswith(".notebook-tmp") for name, _ in seen] == [False, True]:  # the journal and the first file
        print("between", flush=True)
        sys.stdin.readline()

os.replace = replace
root, state = Path(sys.argv[1]), Path(sys.argv[2])
change = lambda path: FileChange(path, (root / path).read_bytes(), (root / path).read_bytes() + b"More.\\n")
apply(root, ChangeSet((change("contacts/ada-lovelace.md"), change("contacts/sam-okafor.md")), "Two"), state)
"""


def between(vault: Path, state: Path) -> subprocess.Popen[str]:
    writer = subprocess.Popen(
        [sys.executable, "-c", PAUSING_WRITER, str(vault), str(state)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "between\n"
    return writer


def state_of(vault: Path) -> Path:
    from notebook.places import state_folder

    return state_folder(vault)


def changed(vault: Path) -> list[str]:
    return [path.stem for path in sorted(vault.glob("contacts/*.md")) if path.read_bytes().endswith(b"More.\n")]


def test_who_reads_while_another_writes_waits_for_nobody_and_touches_nothing(vault: Path, run: Runner) -> None:
    writer = between(vault, state_of(vault))
    ran = run("list", cwd=vault)
    assert (ran.code, len(ran.lines), ran.stderr) == (0, 4, "")
    assert changed(vault) == ["ada-lovelace"]
    writer.communicate("\n")
    assert writer.returncode == 0
    assert changed(vault) == ["ada-lovelace", "sam-okafor"]
    assert [step.changes.summary for step in steps(state_of(vault))] == ["Two"]


@pytest.mark.parametrize(
    "command", [["list"], ["show", "ada"], ["due"], ["check"], ["log", "hello", "--with", "ada"], ["undo", "--list"]]
)
def test_the_next_command_finishes_what_a_killed_one_left(vault: Path, run: Runner, command: list[str]) -> None:
    writer = between(vault, state_of(vault))
    writer.kill()
    writer.communicate()
    ran = run(*command, cwd=vault)
    assert (ran.code, ran.stderr.splitlines()[:1]) == (0, ["Finished what was interrupted: Two (2 files)."])
    assert changed(vault) == ["ada-lovelace", "sam-okafor"]
    assert run("list", cwd=vault).stderr == ""


def test_the_shells_tab_key_mends_nothing(vault: Path, run: Runner) -> None:
    writer = between(vault, state_of(vault))
    writer.kill()
    writer.communicate()
    environment = {"_NOTEBOOK_COMPLETE": "bash_complete", "COMP_WORDS": "notebook show ad", "COMP_CWORD": "2"}
    ran = run.program(cwd=vault, env=environment)
    assert ("ada-lovelace" in ran.stdout, ran.stderr) == (True, "")
    assert changed(vault) == ["ada-lovelace"]


def wait_until(true: Callable[[], bool], command: subprocess.Popen[str]) -> None:
    while not true() and command.poll() is None:
        time.sleep(0.0005)


def time_there(file: Path, command: subprocess.Popen[str]) -> float:
    """How long the file is there while the command runs, in seconds."""
    wait_until(file.exists, command)
    started = time.monotonic()
    while file.exists():
        time.sleep(0.001)
    taken = time.monotonic() - started
    command.communicate()
    return taken


@pytest.mark.slow
def test_commands_killed_often_change_all_files_or_none(vault: Path, run: Runner) -> None:
    names = [f"contacts/person-{number}.md" for number in range(150)]
    old, new = (f"---\nname: Person\n---\n{text}\n".encode() for text in ("old", "new"))
    for name in names:
        (vault / name).write_bytes(old)
    change = ChangeSet(tuple(FileChange(name, old, new) for name in names), "A hundred and fifty")
    chance = random.Random(7)
    journal = state_of(vault) / "journal"
    apply(vault, change, state_of(vault))
    command = run.start("undo", cwd=vault)
    takes = time_there(journal, command)
    ends = []
    for number in range(50):
        apply(vault, change, state_of(vault))
        command = run.start("undo", cwd=vault)
        wait_until(journal.exists, command)
        if number % 2:
            time.sleep(chance.uniform(0, 1.1) * takes)
        else:  # the files are put in place in a small part of the time: wait for the first
            wait_until(lambda: (vault / names[0]).read_bytes() == old, command)
            time.sleep(chance.uniform(0, 0.1) * takes)
        command.kill()
        command.communicate()
        ran = run.program("list", cwd=vault)
        assert ran.code == 0
        texts = {(vault / name).read_bytes() for name in names}
        assert texts in ({old}, {new})
        assert list(vault.rglob(".*.notebook-tmp")) == []
        ends.append((texts == {old}, bool(ran.stderr)))
        if texts == {new}:
            assert run.program("undo", cwd=vault).code == 0
    assert {done for done, _ in ends} == {True, False}
    assert any(said for _, said in ends)
    print(f"{sum(said for _, said in ends)} of {len(ends)} were finished by the next command")
