"""Many notebooks at once on one vault: what a command said it did is there, what it did not do it refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import Runner

from notebook.crosscheck import all_problems
from notebook.places import cache_folder
from notebook.records import Contact
from notebook.vault.reading.load import load

CONTACTS = 8


def storm_vault(folder: Path) -> Path:
    (folder / "contacts").mkdir(parents=True)
    (folder / "notebook.toml").write_text('me = "clara"\n')
    (folder / "contacts/clara.md").write_text("---\nname: Clara\n---\n")
    for number in range(CONTACTS):
        text = f"---\nname: Person{number} Storm{number}  # keep\ntags:\n  - first\n---\nA note.\n"
        (folder / f"contacts/person{number}.md").write_text(text)
    return folder


def commands(count: int) -> list[tuple[str, ...]]:
    """As many commands, of three sorts, spread over the contacts."""
    found: list[tuple[str, ...]] = []
    for number in range(count):
        person = number % CONTACTS
        sorts: tuple[tuple[str, ...], ...] = (
            ("log", f"coffee with @person{person} mark{number}x; [ ] send her list{number}x by friday"),
            ("add", f"person{person}", f"tags=tag{number}x"),
            ("set", f"person{person}", f"own{number}x=value{number}x"),
        )
        found.append(sorts[number % 3])
    return found


def sources(vault: Path) -> dict[str, str]:
    return {str(file.relative_to(vault)): file.read_text() for file in sorted(vault.rglob("*.md"))}


@pytest.mark.slow
def test_of_two_hundred_commands_at_once_each_is_there_or_was_refused(home: Path, run: Runner) -> None:
    vault = storm_vault(home / "vault")
    given = commands(200)
    started = [run.start(*command, cwd=vault) for command in given]
    ended = [(process.communicate(), process.returncode) for process in started]

    codes = [code for _, code in ended]
    assert set(codes) <= {0, 5}, [output for output, code in ended if code not in (0, 5)]
    assert all(code == 0 for command, code in zip(given, codes, strict=True) if command[0] == "log")
    files = sources(vault)
    everything = "\n".join(files.values())
    for number, (command, code) in enumerate(zip(given, codes, strict=True)):
        marks = {
            "log": (f"mark{number}x", f"list{number}x due:"),
            "add": (f"tag{number}x",),
            "set": (f"own{number}x:",),
        }
        for mark in marks[command[0]]:
            assert everything.count(mark) == (1 if code == 0 else 0), (command, code)
    for person in range(CONTACTS):
        text = files[f"contacts/person{person}.md"]
        assert text.startswith(f"---\nname: Person{person} Storm{person}  # keep\n")
        assert text.endswith("---\nA note.\n")
    assert [] == [file for file in vault.rglob("*") if file.name.startswith(".") or "tmp" in file.name]

    cached = load(vault, cache=cache_folder(vault), now_ns=time.time_ns(), say=print)
    fresh = load(vault, cache=None, now_ns=time.time_ns(), say=print)
    assert list(fresh.snapshot.records) == list(cached.snapshot.records)
    assert () == all_problems(fresh.snapshot)
    assert CONTACTS + 1 == sum(isinstance(record, Contact) for record in fresh.snapshot.records)
    assert len(fresh.snapshot.interactions) == sum(command[0] == "log" for command in given)
    assert run("list", "--format", "ids", cwd=vault).lines == run("list", "--format", "ids", cwd=vault).lines
