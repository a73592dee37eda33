"""A writer that is killed at any moment leaves each file whole, the old one or the new; two writers lose nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Runner

from notebook.vault.reading.load import load
from notebook.vault.writing.journal import recover

# Makes one new contact after the other and rewrites one file each time, until it is killed.
BUSY_WRITER = """
import itertools, sys
from pathlib import Path
from notebook.changes import ChangeSet, FileChange
from notebook.vault.writing.apply import apply

root = Path(sys.argv[1])
text = lambda number: f"---\\nname: Person {number}\\n---\\n{'x' * 5000}\\nend\\n".encode()
before = None
for number in itertools.count():
    new = FileChange(f"contacts/person-{number}.md", None, text(number))
    apply(root, ChangeSet((new, FileChange("contacts/latest.md", before, text(number))), ""), root / ".state")
    before = text(number)
    print(number, flush=True)
"""


def read(vault: Path) -> dict[str, str]:
    """Every contact's name by its path; the vault must load without any problem."""
    loaded = load(vault, cache=None, now_ns=time.time_ns(), say=print)
    assert loaded.snapshot.file_problems == ()
    return {record.path: record.name for record in loaded.snapshot.records}


@pytest.mark.parametrize("seed", range(8))
def test_killed_between_two_bytes_every_file_is_whole_and_the_next_command_makes_them_fit(
    seed: int, tmp_path: Path
) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "notebook.toml").write_text("")
    writer = subprocess.Popen(
        [sys.executable, "-c", BUSY_WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "0\n"
    time.sleep(random.Random(seed).uniform(0, 0.05))
    writer.kill()
    rest = writer.stdout.read().splitlines()
    writer.wait()
    writer.stdout.close()

    last = int(rest[-1]) if rest else 0
    names = read(tmp_path)
    assert {f"contacts/person-{number}.md" for number in range(last + 1)} <= names.keys()
    for path in names:
        assert (tmp_path / path).read_bytes().endswith(b"x\nend\n")

    recover(tmp_path, tmp_path / ".state", lambda line: None)
    names = read(tmp_path)
    newest = max(int(path[len("contacts/person-") : -3]) for path in names if path != "contacts/latest.md")
    assert names["contacts/latest.md"] == names[f"contacts/person-{newest}.md"] == f"Person {newest}"
    assert not [path for path in (tmp_path / "contacts").iterdir() if path.suffix != ".md"]


def killed_while_logging(vault: Path, run: Runner, times: int, seed: int) -> None:
    chance = random.Random(seed)
    started = time.monotonic()
    assert run.program("log", "the first", "--with", "ada", cwd=vault).code == 0
    takes = time.monotonic() - started
    before = {path: path.read_bytes() for path in vault.rglob("*.md")}
    for number in range(times):
        command = ("log", f"number {number}", "--with", "ada") if number % 2 else ("new", "contact", f"Person {number}")
        writer = run.start(*command, cwd=vault)
        time.sleep(chance.uniform(0.3, 1.1) * takes)
        writer.kill()
        said, _ = writer.communicate()
        if said:
            assert (vault / said.splitlines()[0]).is_file()
    read(vault)
    assert {path: path.read_bytes() for path in before} == before
    for path in vault.rglob("*.md"):
        assert path.read_bytes().startswith(b"---\n")
        assert b"\n---\n" in path.read_bytes()
    assert run("new", "contact", "Afterwards", cwd=vault).code == 0


def test_killed_commands_lose_nothing(vault: Path, run: Runner) -> None:
    killed_while_logging(vault, run, times=5, seed=1)


@pytest.mark.slow
def test_commands_killed_often_lose_nothing(vault: Path, run: Runner) -> None:
    killed_while_logging(vault, run, times=50, seed=2)


def test_of_two_who_make_the_same_contact_one_wins(vault: Path, run: Runner) -> None:
    writers = [run.start("new", "contact", "Grace Hopper", "--set", f"role=number {at}", cwd=vault) for at in (1, 2)]
    said = [writer.communicate() for writer in writers]
    codes = [writer.returncode for writer in writers]
    assert sorted(codes) == [0, 5]
    winner = codes.index(0) + 1
    assert f"role: number {winner}\n" in (vault / "contacts" / "grace-hopper.md").read_text().replace('"', "")
    assert "is there already" in said[codes.index(5)][1]


def test_those_who_log_at_once_all_get_a_file(vault: Path, run: Runner) -> None:
    writers = [run.start("log", f"said {at}", "--with", "ada", cwd=vault) for at in range(4)]
    paths = {writer.communicate()[0].splitlines()[0] for writer in writers}
    assert len(paths) == 4
    assert sorted((vault / path).read_text().splitlines()[-1] for path in paths) == [f"said {at}" for at in range(4)]


def test_on_a_full_disk_the_command_says_so_and_nothing_is_lost(vault: Path, run: Runner) -> None:
    run("list", cwd=vault)
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", sys.executable, "-m", "notebook", "log", "hello", "--with", "ada"],
        cwd=vault,
        env=run.environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "2026-11-21-talk-ada-lovelace.md cannot be written: File too large. Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before
