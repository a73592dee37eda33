"""`notebook undo` gives every file the bytes it had, or says why not and writes nothing."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from conftest import Runner

from notebook.changes import ChangeSet, FileChange
from notebook.places import state_folder
from notebook.vault.writing.apply import apply
from notebook.vault.writing.steps import steps

ADA, SAM, REX = "contacts/ada-lovelace.md", "contacts/sam-okafor.md", "contacts/dogs/rex.md"


def everything(vault: Path) -> dict[str, bytes | None]:
    """Every file's bytes, and every folder."""
    return {
        path.relative_to(vault).as_posix(): path.read_bytes() if path.is_file() else None
        for path in vault.rglob("*")
        if ".git" not in path.relative_to(vault).parts
    }


def change_three(vault: Path) -> None:
    """Edits a file, deletes one and makes one in a new folder."""
    ada, sam = (vault / ADA).read_bytes(), (vault / SAM).read_bytes()
    changes = FileChange(ADA, ada, ada + b"More.\n"), FileChange(SAM, sam, None), FileChange(REX, None, b"Rex\n")
    apply(vault, ChangeSet(changes, "Change three"), state_folder(vault))


def test_every_file_gets_back_what_it_had(vault: Path, run: Runner) -> None:
    before = everything(vault)
    change_three(vault)
    assert everything(vault) != before
    ran = run("undo", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.lines == [
        "Taken back: Change three.",
        f"  {ADA}  as it was",
        f"  {SAM}  is there again",
        f"  {REX}  deleted",
    ]
    assert everything(vault) == before


def test_called_again_it_takes_back_the_change_before(vault: Path, run: Runner) -> None:
    states = [everything(vault)]
    for name in ("Rita", "Grace", "Mary"):
        assert run("new", "contact", name, cwd=vault).code == 0
        states.append(everything(vault))
    for before in reversed(states[:-1]):
        assert run("undo", cwd=vault).code == 0
        assert everything(vault) == before
    ran = run("undo", cwd=vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: There is nothing to take back.\n")


def test_where_a_file_was_edited_since_nothing_is_written_and_each_is_named(vault: Path, run: Runner) -> None:
    change_three(vault)
    (vault / ADA).write_bytes(b"mine\n")
    (vault / SAM).write_bytes(b"mine too\n")
    (vault / REX).unlink()
    before = everything(vault)
    ran = run("undo", cwd=vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert ran.stderr.splitlines() == [
        f"Error: {ADA} was edited since, {SAM} is there again, {REX} is gone. Nothing was written.",
        "Hint: notebook undo 1 --dry-run shows what can be taken back by hand.",
    ]
    assert everything(vault) == before


def test_a_refused_undo_can_be_called_again_when_the_file_is_as_it_was(vault: Path, run: Runner) -> None:
    before = everything(vault)
    change_three(vault)
    (vault / REX).write_bytes(b"Rex, a good dog\n")
    assert run("undo", cwd=vault).code == 5
    (vault / REX).write_bytes(b"Rex\n")
    assert run("undo", cwd=vault).code == 0
    assert everything(vault) == before


def test_a_numbered_change_is_taken_back_out_of_turn(vault: Path, run: Runner) -> None:
    for name in ("Rita", "Grace"):
        run("new", "contact", name, cwd=vault)
    assert run("undo", "1", cwd=vault).code == 0
    assert sorted(path.stem for path in (vault / "contacts").iterdir() if path.stem in ("rita", "grace")) == ["grace"]


def test_a_change_that_a_later_one_wrote_over_names_the_later_one(vault: Path, run: Runner) -> None:
    state = state_folder(vault)
    start = (vault / ADA).read_bytes()
    for number, (old, new) in enumerate([(start, b"one\n"), (b"one\n", b"two\n"), (b"two\n", b"three\n")], 1):
        apply(vault, ChangeSet((FileChange(ADA, old, new),), f"Change {number}"), state)
    ran = run("undo", "1", cwd=vault)
    assert ran.code == 5
    assert ran.stderr.endswith('Hint: A later change wrote there: notebook undo 3 takes back "Change 3".\n')


def test_a_folder_the_change_made_goes_again_unless_something_else_is_in_it(vault: Path, run: Runner) -> None:
    change_three(vault)
    (vault / REX).with_name("fido.md").write_text("Fido\n")
    assert run("undo", cwd=vault).code == 0
    assert [path.name for path in (vault / "contacts/dogs").iterdir()] == ["fido.md"]


def test_a_dry_run_shows_the_way_back_and_writes_nothing(vault: Path, run: Runner) -> None:
    change_three(vault)
    before = everything(vault)
    ran = run("undo", "--dry-run", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert "-More.\n" in ran.stdout
    assert everything(vault) == before
    assert len(list(steps(state_folder(vault)))) == 1


def test_a_dry_run_of_what_cannot_be_taken_back_shows_it_and_fails(vault: Path, run: Runner) -> None:
    change_three(vault)
    (vault / ADA).write_bytes(b"mine\n")
    ran = run("undo", "--dry-run", cwd=vault)
    assert ran.code == 5
    assert "-More.\n" in ran.stdout
    assert f"{ADA} was edited since" in ran.stderr


def test_the_list_shows_what_can_be_taken_back_newest_first(vault: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    change_three(vault)
    run("new", "contact", "Grace", cwd=vault)
    ages = {"000001": 3 * 24 * 3600, "000002": 2 * 3600 + 5, "000003": 200}
    for number, age in ages.items():
        file = state_folder(vault) / f"{number}.step"
        os.utime(file, (time.time() - age,) * 2)
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(time.time() - ages["000001"]))
    assert [" ".join(line.split()) for line in run("undo", "--list", cwd=vault).lines] == [
        "3 3 min ago New contact: Grace 1 file",
        "2 2 h ago Change three 3 files",
        f"1 {day} New contact: Rita 1 file",
    ]


def test_the_list_of_nothing_is_empty(vault: Path, run: Runner) -> None:
    ran = run("undo", "--list", cwd=vault)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "There is nothing to take back.\n")


def test_a_number_that_is_none_is_refused(vault: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    ran = run("undo", "7", cwd=vault)
    assert (ran.code, ran.stderr.splitlines()[0]) == (1, "Error: There is no change 7 to take back.")
    assert run("undo", "last", cwd=vault).code == 2
    assert run("undo", "--list", "1", cwd=vault).code == 2


def test_a_damaged_step_is_said_and_left_out(vault: Path, run: Runner) -> None:
    for name in ("Rita", "Grace"):
        run("new", "contact", name, cwd=vault)
    file = state_folder(vault) / "000002.step"
    file.write_bytes(file.read_bytes()[:-4])
    ran = run("undo", cwd=vault)
    assert (ran.code, ran.lines[0]) == (0, "Taken back: New contact: Rita.")
    assert ran.stderr == f"Change 2 cannot be taken back: {file} cannot be read.\n"
    assert (vault / "contacts/grace.md").exists()


def test_what_init_made_is_not_taken_back(home: Path, run: Runner) -> None:
    assert run("init", "fresh", cwd=home).code == 0
    assert run("undo", cwd=home / "fresh").code == 1


def test_a_new_vault_in_an_old_ones_place_has_nothing_to_take_back(vault: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    (vault / "notebook.toml").unlink()
    assert run("init", str(vault), cwd=vault).code == 0
    assert run("undo", cwd=vault).code == 1


def test_each_vault_has_its_own_steps(vault: Path, example_vault: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    assert run("undo", cwd=example_vault).code == 1
    assert run("undo", cwd=vault).code == 0


def test_a_change_of_one_file_that_cannot_be_kept_is_made_and_said(vault: Path, run: Runner) -> None:
    state = state_folder(vault)
    state.parent.mkdir()
    state.write_text("in the way")
    ran = run("new", "contact", "Rita", cwd=vault)
    assert (ran.code, ran.stdout) == (0, "contacts/rita.md\n")
    assert ran.stderr == f"This cannot be taken back later: {state} cannot be written (Not a directory).\n"


def test_taking_back_is_committed_where_the_settings_ask_for_it(vault: Path, run: Runner) -> None:
    (vault / "notebook.toml").write_text('me = "clara"\n[git]\ncommit = true\n')
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=vault, check=True)
    (vault / "contacts/clara.md").write_text("Mine.\n")
    run("new", "contact", "Rita", cwd=vault)
    assert run("undo", cwd=vault).stderr == ""
    log = ["git", "log", "--format=%s", "--name-status", "-2"]
    assert subprocess.run(log, cwd=vault, check=True, capture_output=True, text=True).stdout.split("\n") == [
        "Undo: New contact: Rita", "", "D\tcontacts/rita.md",
        "New contact: Rita", "", "A\tcontacts/rita.md", "",
    ]  # fmt: skip


def test_what_git_never_knew_is_taken_back_without_a_commit(vault: Path, run: Runner) -> None:
    run("new", "contact", "Rita", cwd=vault)
    (vault / "notebook.toml").write_text('me = "clara"\n[git]\ncommit = true\n')
    subprocess.run(["git", "init", "-q"], cwd=vault, check=True)
    ran = run("undo", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert not (vault / "contacts/rita.md").exists()


@pytest.mark.parametrize("number", ["1", "2"])
def test_of_two_who_take_back_the_same_one_finds_it_done(vault: Path, run: Runner, number: str) -> None:
    for name in ("Rita", "Grace"):
        run("new", "contact", name, cwd=vault)
    both = [run.start("undo", number, cwd=vault) for _ in range(2)]
    said = [one.communicate() for one in both]
    codes = sorted(one.returncode for one in both)
    assert codes in ([0, 1], [0, 5]), said
    assert len(list(steps(state_folder(vault)))) == 1
