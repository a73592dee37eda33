"""`check`, `fields` and `index`: what is wrong, what there is, what is derived."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Runner

from notebook.schema import CODES, FIELDS

Ask = Callable[..., Ran]


@pytest.fixture
def ask(run: Runner, vault: Path) -> Ask:
    return lambda *arguments: run("--vault", str(vault), *arguments)


@pytest.fixture
def broken(vault: Path) -> Path:
    """The small vault with an error, a warning and a note in it."""
    (vault / "contacts" / "rui.md").write_text("---\nname: Rui\nbirthday: 1815-13-10\n---\nSee [[nobody-here]].\n")
    (vault / "contacts" / "zed.md").write_text("---\nname: [Zed\n---\n")
    return vault


def test_a_vault_without_problems_says_so(ask: Ask) -> None:
    ran = ask("check")
    assert (ran.code, ran.stdout) == (0, "No problems in 7 files.\n")


def test_problems_are_shown_by_place(ask: Ask, broken: Path) -> None:
    ran = ask("check")
    assert ran.code == 1
    assert ran.lines == [
        'contacts/rui.md:3:11  bad-date  birthday "1815-13-10" is not a date.',
        "    Write 1815-10-13, if the month and the day are swapped.",
        "contacts/rui.md:5:5  broken-link  [[nobody-here]] leads to no note.",
        "contacts/zed.md:2:7  bad-yaml  A list is opened with [ here and never closed.",
        "    Close it with ], and put values that hold [ ] or , in quotes.",
        "3 problems (1 note) in 2 of 9 files",
    ]


def test_mere_notes_fail_only_when_strict(ask: Ask, vault: Path) -> None:
    (vault / "contacts" / "rui.md").write_text("---\nname: Rui\n---\nSee [[nobody-here]].\n")
    assert ask("check").code == 0
    assert ask("check", "--strict").code == 1
    assert ask("check", "--format", "json").code == 0


@pytest.mark.parametrize("name", ["rui", "Rui", "contacts/rui.md"])
def test_one_file_can_be_checked(ask: Ask, broken: Path, name: str) -> None:
    assert ask("check", name).lines[-1] == "2 problems (1 note) in 1 of 1 file"


def test_a_file_that_cannot_be_read_can_be_checked(ask: Ask, broken: Path) -> None:
    assert ask("check", "zed").lines[-1] == "1 problem in 1 of 1 file"
    assert ask("check", "ada").stdout == "No problems in 1 file.\n"


def test_a_path_from_here_can_be_checked(run: Runner, broken: Path) -> None:
    assert run("check", "rui.md", cwd=broken / "contacts").lines[-1] == "2 problems (1 note) in 1 of 1 file"


def test_an_unknown_name_cannot_be_checked(ask: Ask, broken: Path) -> None:
    assert ask("check", "nobody").code == 4


def test_problems_have_formats(ask: Ask, broken: Path) -> None:
    assert ask("check", "--format", "paths").lines == ["contacts/rui.md", "contacts/zed.md"]
    assert ask("check", "--format", "{{ line }}:{{ code }}").lines == ["3:bad-date", "5:broken-link", "2:bad-yaml"]
    assert len(ask("check", "--format", "csv").lines) == 4
    assert ask("check", "--format", "ids").code == 2


def test_settings_have_problems_too(ask: Ask, vault: Path) -> None:
    (vault / "notebook.toml").write_text('me = "clara"\ncolour = "red"\n')
    ran = ask("check")
    assert (ran.code, ran.lines[0]) == (1, "notebook.toml:2:1  unknown-setting  colour is no setting of the notebook.")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained_without_a_vault(run: Runner, code: str) -> None:
    ran = run("check", "--explain", code)
    assert ran.code == 0
    assert ran.lines[0] == f"{code}: {CODES[code].title} ({CODES[code].severity})"
    assert " ".join(" ".join(ran.lines[1:]).split()) == " ".join(CODES[code].text.split())


def test_an_unknown_code_is_refused(run: Runner) -> None:
    ran = run("check", "--explain", "bad-dates")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Did you mean bad-date?" in ran.stderr


def test_fields_need_no_vault(run: Runner) -> None:
    ran = run("fields", "project")
    assert ran.code == 0
    assert ran.lines[:3] == [
        "project",
        "  name          The project's name.",
        "                name: Open Atlas",
    ]


def test_fields_of_all_kinds(run: Runner) -> None:
    found = json.loads(run("fields", "--format", "json").stdout)
    assert [(field["kind"], field["name"]) for field in found] == [
        (kind, field.name) for kind, fields in FIELDS.items() for field in fields
    ]


def test_fields_of_an_unknown_kind_are_refused(run: Runner) -> None:
    ran = run("fields", "contct")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Did you mean contact?" in ran.stderr


def test_the_index_is_built_shown_and_cleared(ask: Ask) -> None:
    def state() -> object:
        return json.loads(ask("index", "status", "--format", "json").stdout)["index"]["state"]

    assert state() == "none"
    assert ask("index", "rebuild").stdout == "Read 7 files and indexed 7 notes.\n"
    assert state() == "current"
    assert ask("index", "clear").code == 0
    assert state() == "none"


def test_an_index_that_is_behind_says_so(ask: Ask, vault: Path) -> None:
    ask("search", "ada")
    (vault / "contacts" / "rui.md").write_text("---\nname: Rui\n---\n")
    assert "behind; the next search brings it up to date" in ask("index", "status").stdout
    assert ask("search", "rui", "--format", "ids").lines == ["rui"]


def test_an_index_can_be_cleared_where_there_is_none(ask: Ask) -> None:
    assert ask("index", "clear").code == 0


# What a merge left

MARKED = "---\nname: Rui\n<<<<<<< HEAD\ntags: [a]\n=======\ntags: [b]\n>>>>>>> laptop\n---\n"


def found(ran: Ran) -> list[tuple[str, str, bool]]:
    return [(one["path"], one["code"], one["fixable"]) for one in json.loads(ran.stdout)]


def test_what_a_merge_left_is_fixable_where_it_can_be_mended(ask: Ask, vault: Path) -> None:
    contacts = vault / "contacts"
    (contacts / "rui.md").write_text(MARKED)
    (contacts / "eva.md").write_text(MARKED.replace("tags: [a]", "role: a").replace("tags: [b]", "role: b"))
    (contacts / "kim.md").write_text("---\ntags: [a]\ntags: [b]\nrole: a\nrole: b\nbirthday: 1990/3/5\n---\n")
    (contacts / "zoe.md").write_text("---\nbirthday: 1990/3/5\n---\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> x\n")
    assert found(ask("check", "--format", "json")) == [
        ("contacts/eva.md", "conflict-markers", False),
        ("contacts/kim.md", "duplicate-key", True),
        ("contacts/kim.md", "duplicate-key", False),
        ("contacts/kim.md", "bad-date", True),
        ("contacts/rui.md", "conflict-markers", True),
        ("contacts/zoe.md", "bad-date", False),  # nothing is written into a file with markers
        ("contacts/zoe.md", "conflict-markers", False),
    ]


def test_a_hint_says_what_can_be_mended_and_what_cannot(ask: Ask, vault: Path) -> None:
    (vault / "contacts" / "rui.md").write_text(MARKED)
    (vault / "contacts" / "kim.md").write_text("---\nrole: a\nrole: b\n---\n")
    assert ask("check").lines[:-1] == [
        'contacts/kim.md:3:1  duplicate-key  "role" stands twice: the first is on line 2.',
        '    Line 2 says "a", line 3 says "b". Keep one of the two; until then the first one counts.',
        "contacts/rui.md:3:1  conflict-markers  A merge left conflict markers here.",
        "    Keep the lines you want and delete the markers (<<<<<<<, =======, >>>>>>>).  (check --fix)",
    ]


@pytest.fixture
def clone(vault: Path) -> Path:
    """The small vault in a repository, which asks for the merge driver."""
    (vault / ".gitattributes").write_text("* text=auto\n*.md merge=notebook\n")
    subprocess.run(["git", "init", "-q"], cwd=vault, check=True)
    return vault


def test_a_clone_without_the_merge_driver_is_a_note(ask: Ask, clone: Path) -> None:
    ran = ask("check")
    assert ran.code == 0
    assert ran.lines == [
        ".gitattributes:2:1  no-merge-driver  This vault asks for the notebook's merge driver; this clone has none.",
        "    notebook git setup",
        "1 problem (1 note) in 1 of 8 files",
    ]


def test_a_clone_with_the_merge_driver_has_no_problem(ask: Ask, clone: Path) -> None:
    subprocess.run(["git", "config", "merge.notebook.driver", "true"], cwd=clone, check=True)
    assert ask("check").stdout == "No problems in 7 files.\n"


@pytest.mark.parametrize("arguments", [["--as-of", "HEAD", "check"], ["check", "ada"]])
def test_the_merge_driver_is_no_matter_of_a_note_or_of_the_past(ask: Ask, clone: Path, arguments: list[str]) -> None:
    subprocess.run(["git", "add", "."], cwd=clone, check=True)
    subprocess.run(["git", "commit", "-qm", "All"], cwd=clone, check=True)
    assert ask(*arguments).lines[-1].startswith("No problems in ")


def test_a_vault_that_asks_for_the_merge_driver_outside_of_a_repository_has_no_problem(ask: Ask, vault: Path) -> None:
    (vault / ".gitattributes").write_text("*.md merge=notebook\n")
    assert ask("check").stdout == "No problems in 7 files.\n"
