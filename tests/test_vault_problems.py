"""The broken vault holds every problem there is; each has its place, a sentence and a hint, and hides no good file."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from conftest import Golden

from notebook.crosscheck import all_problems
from notebook.records import Problem
from notebook.schema.problems import CODES
from notebook.vault.reading.load import Vault, load

BROKEN = Path(__file__).resolve().parent / "broken-vault"


@pytest.fixture
def broken(tmp_path: Path) -> Vault:
    """The broken vault, with what git or an editor would not keep as it is."""
    root = tmp_path / "vault"
    shutil.copytree(BROKEN, root)
    contacts = root / "contacts"
    (tmp_path / "outside.md").write_text("---\nname: Outside\n---\n")
    (contacts / "not-utf8.md").write_bytes("---\nname: Jo\xe3o\n---\n".encode("latin-1"))
    (contacts / "utf16.md").write_bytes("---\nname: João\n---\n".encode("utf-16"))
    (contacts / "control-character.md").write_bytes(b"---\nname: Kim\nrole: pa\x0binter\n---\n")
    (contacts / "symlink-outside.md").symlink_to(tmp_path / "outside.md")
    (contacts / "linked-folder").symlink_to(tmp_path)
    (contacts / "symlink-to-nothing.md").symlink_to("gone.md")
    (contacts / "symlink-to-itself.md").symlink_to("symlink-to-itself.md")
    with (contacts / "too-large.md").open("wb") as file:
        file.truncate(1024 * 1024 + 1)
    return load(root, cache=None, now_ns=time.time_ns(), say=print)


def shown(problem: Problem) -> str:
    lines = [f"{problem.severity} {problem.code} {problem.path}:{problem.line}:{problem.column}", problem.message]
    return "\n  ".join([*lines, problem.hint] if problem.hint else lines)


def test_every_problem_has_its_place_and_its_words(broken: Vault, golden: Golden) -> None:
    golden("broken-vault.txt", "\n".join(shown(problem) for problem in all_problems(broken.snapshot)) + "\n")


def test_every_code_occurs(broken: Vault) -> None:
    of_the_clone = {"no-merge-driver"}  # in no file: `check` asks git
    found = {problem.code for problem in all_problems(broken.snapshot)}
    assert sorted(CODES) == sorted(found | of_the_clone)


def test_a_problem_is_as_grave_as_its_code(broken: Vault) -> None:
    found = all_problems(broken.snapshot)
    assert [] == [problem for problem in found if problem.severity != CODES[problem.code].severity]


def test_every_place_lies_in_its_file(broken: Vault) -> None:
    outside = []
    for problem in all_problems(broken.snapshot):
        file = broken.root / problem.path
        lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.suffix and file.exists() else [""]
        if not (1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1):
            outside.append(problem)
    assert [] == outside


def test_every_sentence_ends_like_one_and_names_no_part_of_the_program(broken: Vault) -> None:
    for problem in all_problems(broken.snapshot):
        assert problem.message.endswith(".")
        assert not any(word in problem.message for word in ("token", "scalar", "sequence", "None", "expected"))


def test_no_broken_file_hides_a_good_one(broken: Vault) -> None:
    good = {path.relative_to(BROKEN).as_posix() for path in BROKEN.rglob("*.md") if "good" in path.stem.casefold()}
    assert good == {record.path for record in broken.snapshot.records if "good" in record.id.casefold()}


def test_a_file_with_warnings_alone_is_a_record(broken: Vault) -> None:
    unread = {
        "bad-yaml-colon", "bad-yaml-quote", "unclosed-fence", "not-a-mapping", "too-deep", "bad-alias", "too-large",
        "not-utf8", "utf16", "conflict-in-fields", "symlink-outside", "symlink-to-nothing", "symlink-to-itself",
    }  # fmt: skip
    stems = {path.stem for path in (broken.root / "contacts").rglob("*.md")}
    assert stems - unread == {contact.id for contact in broken.snapshot.contacts}


def test_a_broken_file_that_is_no_record_is_left_alone(broken: Vault) -> None:
    assert [] == [problem for problem in all_problems(broken.snapshot) if problem.path.startswith("notes/")]


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    explained = CODES[code]
    assert (code, True, True) == (explained.code, len(explained.title) > 10, explained.text.endswith("."))
