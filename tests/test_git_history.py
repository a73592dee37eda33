"""git log, git blame, git changed and the digest's congratulations, over real histories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Runner
from wcwidth import wcswidth

TOML = 'me = "clara"\n'
CLARA = "---\nname: Clara\n---\n"


class Repository:
    """A git repository with a vault in it, whose commits are made on given days."""

    def __init__(self, folder: Path, inside: str = "") -> None:
        self.folder = folder
        self.vault = folder / inside
        self.vault.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q")

    def git(self, *words: str, day: str = "2026-01-01", author: str = "Clara") -> str:
        time = f"{day}T12:00:00+00:00"
        env = {**os.environ, "GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_NAME": author}
        done = subprocess.run(["git", *words], cwd=self.folder, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "replace").strip()

    def write(self, **files: str | None) -> None:
        for name, front in files.items():
            self.put(f"contacts/{name.replace('_', '-')}.md", None if front is None else f"---\n{front}---\n")

    def put(self, path: str, text: str | None) -> None:
        file = self.vault / path
        if text is None:
            file.unlink()
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, day: str, *, author: str = "Clara", message: str = "Notes", **files: str | None) -> str:
        self.write(**files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day, author=author)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(home: Path) -> Repository:
    made = Repository(home / "vault")
    made.put("notebook.toml", TOML)
    made.put("contacts/clara.md", CLARA)
    return made


@pytest.fixture
def grace(repository: Repository) -> Repository:
    """Grace is added, becomes head of research, gets other interests, and is renamed."""
    repository.commit("2025-03-02", grace="name: Grace\nrole: Analyst\ninterests: [chess, horses]\n")
    repository.commit("2026-11-12", grace="name: Grace\nrole: Head of Research\ninterests: [chess, horses]\n")
    repository.commit("2026-11-14", grace="name: Grace\nrole: Head of Research\ninterests: [sailing, horses]\n")
    repository.git("mv", "contacts/grace.md", "contacts/grace-hopper.md")
    front = "name: Grace Hopper\naliases: [Grace]\nrole: Head of Research\ninterests: [sailing, horses]\n"
    repository.commit("2026-11-16", grace_hopper=front)
    return repository


def changes(run: Runner, repository: Repository, *words: str, command: str = "log") -> list[str]:
    ran = run("git", command, *words, "--format", "{{ date }} {{ change }}", cwd=repository.vault)
    assert ran.code == 0, ran.stderr
    return ran.lines


def test_log_goes_through_a_rename_newest_first(run, grace):
    assert changes(run, grace, "grace") == [
        "2026-11-16 renamed from grace",
        "2026-11-16 name: Grace → Grace Hopper",
        "2026-11-16 aliases: Grace",
        "2026-11-14 interests: + sailing, − chess",
        "2026-11-12 role: Analyst → Head of Research",
        "2025-03-02 added: role, interests",
    ]


def test_log_is_a_table_with_days_and_commits(run, grace):
    (line,) = [line for line in run("git", "log", "grace", cwd=grace.vault).lines if "role: " in line]
    commit = grace.git("rev-parse", "--short=7", "HEAD~2")
    assert line.split("  ") == ["", "Thu 12 Nov", "", "role: Analyst → Head of Research", "", commit] or commit in line
    assert line.startswith("  Thu 12 Nov   role: Analyst → Head of Research")


def test_a_short_note_that_is_renamed_is_followed(run, repository):
    repository.commit("2026-01-01", babbage="name: Babbage\n")
    repository.commit("2026-02-01", babbage=None, charles_babbage="name: Charles Babbage\naliases: [Babbage]\n")
    assert changes(run, repository, "charles") == [
        "2026-02-01 renamed from babbage",
        "2026-02-01 name: Babbage → Charles Babbage",
        "2026-02-01 aliases: Babbage",
        "2026-01-01 added",
    ]


def test_who_comes_when_another_goes_is_somebody_else_where_they_say_other_things(run, repository):
    repository.commit("2026-01-01", bob="name: Bob\nlocation: Faro\nrole: Potter\ntags: [new]\n")
    repository.commit("2026-11-01", bob=None, zoe="name: Zoe\nlocation: Porto\nrole: Cook\ntags: [new]\n")
    assert changes(run, repository, "zoe") == ["2026-11-01 added: role, location, tags"]
    assert sorted(changes(run, repository, command="changed")) == [
        "2026-11-01 added: role, location, tags",
        "2026-11-01 deleted",
    ]


def test_of_several_who_came_and_went_none_is_taken_for_another(run, repository):
    repository.commit("2026-01-01", bob="name: Bob\ntags: [new]\n", ann="name: Ann\ntags: [new]\n")
    repository.commit("2026-11-01", bob=None, ann=None, zoe="name: Zoe\ntags: [new]\n", eve="name: Eve\ntags: [new]\n")
    assert changes(run, repository, "zoe") == ["2026-11-01 added: tags"]


AL = {"al-fox": "name: Al Fox\n"}
CY = {"cy-doe": "name: Cy Doe\ntags: [a]\ncadence: monthly\nrole: Cook\n"}
CYRUS = "name: Cyrus Donizetti\ntags: [a]\ncadence: monthly\nrole: Chef\nlocation: Rio\n"


@pytest.mark.parametrize("committed", [True, False])
def test_a_card_with_a_name_alone_that_the_notebook_renames_keeps_its_past(run, repository, committed):
    repository.commit("2026-11-01", **AL)
    run("rename", "al", "Barbara Wolfenstein", "--yes", cwd=repository.vault)
    if committed:
        repository.commit("2026-11-02")
    day = "2026-11-02" if committed else ""
    told = [f"{day} renamed from al-fox", f"{day} name: Al Fox → Barbara Wolfenstein"]
    assert changes(run, repository, command="changed")[:2] == told
    assert changes(run, repository, "barbara") == [*told, "2026-11-01 added"]


@pytest.mark.parametrize("committed", [True, False])
def test_a_short_card_that_is_renamed_and_edited_at_once_keeps_its_past(run, repository, committed):
    repository.commit("2026-11-01", **CY)
    repository.write(cy_doe=None, cyrus_donizetti=CYRUS)
    if committed:
        repository.commit("2026-11-02")
    assert changes(run, repository, "cyrus", "--field", "role") == [
        f"{'2026-11-02' if committed else ''} role: Cook → Chef",
        "2026-11-01 role: Cook",
    ]


def test_the_subject_of_the_notebooks_own_commit_says_what_was_renamed(run, repository):
    others = {f"p{at}": f"name: P{at}\n" for at in range(3)}
    repository.commit("2026-11-01", **AL, **others)
    gone = dict.fromkeys(["al-fox", "p0", "p1"])
    front = "name: Zed\nrole: Cook\n"
    repository.commit("2026-11-02", message="Rename Al Fox to Zed", **gone, zed=front, p9="name: P9\n")
    assert changes(run, repository, "zed")[0] == "2026-11-02 renamed from al-fox"


@pytest.mark.parametrize("committed", [True, False])
def test_notes_that_name_the_new_one_instead_say_what_was_renamed(run, repository, committed):
    talk = "interactions/2026-10-01-call.md"
    repository.put(talk, "---\nwith: [al-fox]\nchannel: call\n---\n")
    repository.commit("2026-11-01", **AL, bob="name: Bob\n")
    repository.put(talk, "---\nwith: [zed]\nchannel: call\n---\n")
    repository.write(al_fox=None, bob=None, zed="name: Zed\n", eve="name: Eve\n")
    if committed:
        repository.commit("2026-11-02")
    day = "2026-11-02" if committed else ""
    assert changes(run, repository, "zed")[0] == f"{day} renamed from al-fox"
    assert f"{day} renamed from al-fox" in changes(run, repository, command="changed")


def test_two_short_cards_renamed_in_one_commit_are_told_apart_by_what_they_say(run, repository):
    front = {"a": "role: Cook\ntags: [a]\nlocation: Rio\n", "b": "role: Poet\ntags: [b]\nlocation: Bonn\n"}
    repository.commit("2026-11-01", xo=f"name: Xo\n{front['a']}", yu=f"name: Yu\n{front['b']}")
    repository.commit("2026-11-02", xo=None, yu=None, al=f"name: Al\n{front['b']}", bo=f"name: Bo\n{front['a']}")
    assert changes(run, repository, "bo")[0] == "2026-11-02 renamed from xo"
    assert changes(run, repository, "al")[0] == "2026-11-02 renamed from yu"


def test_references_to_a_short_card_that_was_renamed_have_not_changed(run, repository):
    repository.commit("2026-11-01", **AL, ada="name: Ada\nknows: [al-fox]\n")
    repository.commit("2026-11-02", **{"al-fox": None}, zed="name: Zed\n", ada="name: Ada\nknows: [zed]\n")
    assert changes(run, repository, "ada") == ["2026-11-01 added: knows"]


def test_after_a_merge_the_history_is_newest_first_by_day(run, repository):
    repository.commit("2026-11-01", grace="name: Grace\nrole: A\n\n\n\nlocation: Rome\n")
    repository.git("checkout", "-qb", "side")
    repository.commit("2026-11-10", grace="name: Grace\nrole: A\n\n\n\nlocation: Oslo\n")
    repository.commit("2026-11-14", grace="name: Grace\nrole: A\n\n\n\nlocation: Bonn\n")
    repository.git("checkout", "-q", "main")
    repository.commit("2026-11-12", grace="name: Grace\nrole: B\n\n\n\nlocation: Rome\n")
    repository.git("merge", "-q", "side", day="2026-11-15")
    repository.commit("2026-11-16", grace="name: Grace\nrole: C\n\n\n\nlocation: Bonn\n")
    days = [line.split()[0] for line in changes(run, repository, "grace")]
    assert days == ["2026-11-16", "2026-11-14", "2026-11-12", "2026-11-10", "2026-11-01"]


@pytest.mark.parametrize("side", ["role: Head\n", ""])
def test_blame_after_a_merge_is_of_the_value_that_was_kept(run, repository, side):
    repository.commit("2026-01-01", grace="name: Grace\nrole: Analyst\n")
    repository.git("checkout", "-qb", "side")
    repository.put("contacts/grace.md", f"---\nname: Grace\n{side}---\nOne.\n")
    repository.commit("2026-11-10")
    repository.git("checkout", "-q", "main")
    repository.put("contacts/grace.md", "---\nname: Grace\nrole: Clerk\n---\nTwo.\n")
    repository.commit("2026-11-08")
    repository.git("merge", "-q", "--no-commit", "-X", "ours", "side")
    repository.put("contacts/grace.md", "---\nname: Grace\nrole: Clerk\n---\nOne.\nTwo.\n")
    repository.commit("2026-11-12")
    ran = run("git", "blame", "grace", "role", "--format", "{{ value }} {{ date }} {{ before }}", cwd=repository.vault)
    assert ran.lines == ["Clerk 2026-11-08 Analyst"]


NEW = "Federação das Bibliotecas Públicas da Baixa Mondego"
WIDE = "数据分析与可视化研究中心副主任兼首席科学家和高级顾问以及荣誉教授和名誉院长先生"


@pytest.fixture
def long_values(repository):
    repository.commit("2026-11-01", grace="name: Grace Hopper\nrole: A\norganization: Instituto Maré Viva\n")
    repository.write(林晓岚="name: 林晓岚\nrole: 副主任\n")
    repository.commit("2026-11-10", grace=f"name: Grace Hopper\nrole: A\norganization: {NEW}\n")
    repository.commit("2026-11-12", 林晓岚=f"name: 林晓岚\nrole: {WIDE}\n")
    return repository


@pytest.mark.parametrize("width", [40, 70, 71, 100, 200])
@pytest.mark.parametrize(
    "command",
    [
        ("changed",),
        ("log", "grace"),
        ("log", "林晓岚"),
        ("blame", "林晓岚", "role"),
        ("blame", "grace", "organization"),
    ],
)
def test_tables_fit_the_terminal_and_no_new_value_is_cut(run, long_values, width, command):
    lines = run("git", *command, cwd=long_values.vault, env={"COLUMNS": str(width)}).lines
    assert max(map(wcswidth, lines)) <= width
    words = "".join("".join(lines).split())
    assert "…" not in words
    assert set(WIDE) <= set(words) or "grace" in command
    assert all(word in words for word in NEW.split()) or "林晓岚" in command


def test_a_change_goes_on_under_its_own_start(run, long_values):
    ran = run("git", "log", "grace", "--field", "organization", cwd=long_values.vault, env={"COLUMNS": "70"})
    commit = long_values.git("rev-parse", "--short=7", "HEAD~1")
    assert ran.lines[:2] == [
        f"  Tue 10 Nov  organization: Instituto Maré Viva → Federação    {commit}",
        "              das Bibliotecas Públicas da Baixa Mondego",
    ]


def test_who_takes_another_last_name_is_the_same(run, repository):
    front = "location: Faro\nrole: Potter\nlanguages: [pt]\n"
    repository.commit("2026-01-01", berta_quintal=f"name: Berta Quintal\n{front}")
    repository.commit("2026-11-01", berta_quintal=None, berta_moura=f"name: Berta Moura\n{front}")
    told = ["2026-11-01 renamed from berta-quintal", "2026-11-01 name: Berta Quintal → Berta Moura"]
    assert changes(run, repository, "berta") == [*told, "2026-01-01 added: role, location, languages"]
    assert changes(run, repository, command="changed") == told


def test_a_folder_that_was_called_something_else_was_one_of_contacts(run, repository):
    repository.put("People/ada.md", "---\nname: Ada\nrole: A\n---\n")
    repository.commit("2026-01-01")
    repository.put("People/ada.md", "---\nname: Ada\nrole: B\n---\n")
    repository.commit("2026-02-01")
    repository.git("mv", "People/ada.md", "contacts/ada.md")
    repository.commit("2026-03-01")
    assert changes(run, repository, "ada") == [
        "2026-03-01 moved from People/ada.md",
        "2026-02-01 role: A → B",
        "2026-01-01 added: role",
    ]


def test_a_repository_that_ignores_the_vault_has_no_history_of_it(run, vault, home):
    subprocess.run(["git", "init", "-q"], cwd=home, check=True)
    (home / ".gitignore").write_text("*\n")
    assert run("git", "changed", cwd=vault).stderr.startswith("Error: The vault is in no git repository")


def test_log_of_one_field_has_its_first_value(run, grace):
    assert changes(run, grace, "grace", "--field", "title") == [
        "2026-11-12 role: Analyst → Head of Research",
        "2025-03-02 role: Analyst",
    ]


def test_log_refuses_a_field_that_is_none(run, grace):
    ran = run("git", "log", "grace", "--field", "rolle", cwd=grace.vault)
    assert (ran.code, ran.stderr) == (2, 'Error: There is no field called "rolle".\nHint: Did you mean role?\n')


def test_log_of_an_own_key(run, grace):
    grace.commit("2026-11-17", grace_hopper="name: Grace Hopper\nkids: [Ana]\n")
    assert changes(run, grace, "grace", "--field", "kids") == ["2026-11-17 kids: Ana"]


def test_what_is_not_committed_comes_first(run, grace):
    grace.write(grace_hopper="name: Grace Hopper\naliases: [Grace]\nrole: Admiral\ninterests: [sailing, horses]\n")
    lines = run("git", "log", "grace", cwd=grace.vault).lines
    assert lines[0].split("   ")[:2] == ["  not committed", "role: Head of Research → Admiral"]
    assert lines[1].startswith("  Mon 16 Nov ")


def test_a_rename_that_is_not_committed_is_followed(run, grace):
    run("rename", "grace", "Grace Murray Hopper", "--yes", cwd=grace.vault)
    lines = run("git", "log", "grace-murray-hopper", cwd=grace.vault).lines
    assert lines[0].strip() == "not committed   renamed from grace-hopper"
    assert len(lines) == 8


def test_a_rename_to_another_last_name_that_is_not_committed_is_followed(run, repository):
    front = "location: Faro\nrole: Potter\nlanguages: [pt]\n"
    repository.commit("2026-11-01", berta_quintal=f"name: Berta Quintal\n{front}")
    repository.write(berta_quintal=None, berta_moura=f"name: Berta Moura\n{front}")
    told = [" renamed from berta-quintal", " name: Berta Quintal → Berta Moura"]
    assert changes(run, repository, "berta")[:2] == told
    assert changes(run, repository, command="changed")[:2] == told


def test_an_untracked_note_is_not_committed(run, grace):
    grace.write(zoe="name: Zoe\nrole: Potter\n")
    assert changes(run, grace, "zoe") == [" added: role"]


def test_who_made_it_is_told_where_there_are_several(run, grace):
    assert not any("Clara" in line for line in run("git", "log", "grace", cwd=grace.vault).lines)
    grace.commit("2026-11-18", author="Sam; \x1b[31mO", grace_hopper="name: Grace Hopper\nrole: Admiral\n")
    lines = run("git", "log", "grace", cwd=grace.vault).lines
    assert lines[-1].endswith("Clara")
    assert lines[0].endswith("Sam; ␛[31mO")


def test_a_deleted_record_is_found_by_its_name(run, grace):
    grace.commit("2026-11-18", grace_hopper=None)
    lines = changes(run, grace, "Grace Hopper")
    assert (lines[0], lines[-1]) == ("2026-11-18 deleted", "2025-03-02 added: role, interests")


@pytest.mark.parametrize("name", ["hopper", "grace-hopper", "Grace", "murray"])
def test_a_deleted_record_is_found_by_a_part_of_its_name(run, grace, name):
    grace.commit("2026-11-17", grace_hopper="name: Grace Murray Hopper\n")
    grace.commit("2026-11-18", grace_hopper=None)
    assert changes(run, grace, name)[0] == "2026-11-18 deleted"


def test_a_record_whose_deletion_is_not_committed_has_a_history(run, grace):
    grace.write(grace_hopper=None)
    assert changes(run, grace, "hopper")[:2] == [" deleted", "2026-11-16 renamed from grace"]


def test_of_several_that_were_deleted_one_is_asked_for(run, grace):
    grace.commit("2026-11-17", grace_kelly="name: Grace Kelly\n")
    grace.commit("2026-11-18", grace_hopper=None, grace_kelly=None)
    grace.commit("2026-11-19", message="nothing")
    ran = run("git", "log", "kelly", cwd=grace.vault)
    assert ran.code == 0
    ran = run("git", "log", "gra", cwd=grace.vault)
    named = "grace-hopper, grace-kelly.\nHint: Say which by its id.\n"
    assert (ran.code, ran.stderr) == (4, f'Error: "gra" could be one of these, which are no more: {named}')


@pytest.mark.parametrize("committed", [True, False])
def test_a_name_that_was_given_up_says_whom_it_is_now(run, repository, committed):
    repository.commit("2026-11-01", **AL)
    run("rename", "al", "Barbara Wolfenstein", "--yes", cwd=repository.vault)
    run("rename", "barbara", "Zed", "--yes", cwd=repository.vault) if committed else None
    if committed:
        repository.commit("2026-11-02")
    name = (
        "Zed now: notebook git log zed"
        if committed
        else "Barbara Wolfenstein now: notebook git log barbara-wolfenstein"
    )
    for words in ("al-fox", "Al Fox", "fox"):
        ran = run("git", "log", words, cwd=repository.vault)
        assert (ran.code, ran.stdout) == (4, "")
        assert ran.stderr == f'Error: No record is called "{words}" any more.\nHint: It is {name}\n'


def test_a_name_that_was_given_up_twice_says_whom_it_is_now(run, repository):
    repository.commit("2026-11-01", **AL)
    repository.commit("2026-11-02", **{"al-fox": None}, zed="name: Zed\n")
    repository.commit("2026-11-03", zed=None, quin="name: Quin\n")
    assert run("git", "log", "al-fox", cwd=repository.vault).stderr.endswith("It is Quin now: notebook git log quin\n")


def test_a_name_that_never_was_is_no_record(run, grace):
    assert run("git", "log", "nobody-at-all", cwd=grace.vault).code == 4


def test_a_side_branch_is_told_once_and_its_merge_only_for_what_is_new_in_it(run, repository):
    repository.commit("2026-01-01", grace="name: Grace\nrole: A\n\n\n\nlocation: Rome\n")
    repository.git("checkout", "-qb", "side")
    repository.commit("2026-02-01", grace="name: Grace\nrole: A\n\n\n\nlocation: Oslo\n")
    repository.git("checkout", "-q", "main")
    repository.commit("2026-03-01", grace="name: Grace\nrole: B\n\n\n\nlocation: Rome\n")
    repository.git("merge", "-q", "--no-commit", "side")
    repository.commit("2026-04-01", grace="name: Grace\nrole: B\n\n\nseeks: [a boat]\nlocation: Oslo\n")
    assert sorted(changes(run, repository, "grace"), reverse=True) == [
        "2026-04-01 seeks: a boat",
        "2026-03-01 role: A → B",
        "2026-02-01 location: Rome → Oslo",
        "2026-01-01 added: role, location",
    ]
    assert sorted(changes(run, repository, "--since", "2026-01-15", command="changed")) == [
        "2026-02-01 location: Rome → Oslo",
        "2026-03-01 role: A → B",
        "2026-04-01 seeks: a boat",
    ]


def test_what_a_merge_threw_away_was_never_said(run, repository):
    repository.commit("2026-01-01", grace="name: Grace\nrole: A\n", ada="name: Ada\n")
    repository.git("checkout", "-qb", "side")
    repository.commit("2026-02-01", grace="name: Grace\nrole: C\n", ada="name: Ada\nrole: X\n")
    repository.git("checkout", "-q", "main")
    repository.commit("2026-03-01", grace="name: Grace\nrole: B\n")
    repository.git("merge", "-q", "-X", "ours", "side", day="2026-04-01")
    assert changes(run, repository, "grace") == ["2026-03-01 role: A → B", "2026-01-01 added: role"]


def test_a_branch_that_kept_the_old_name_is_followed(run, repository):
    front = "name: Grace\nrole: A\ninterests: [one, two, three]\nseeks: [four, five, six]\n\n\nlocation: Rome\n"
    repository.commit("2026-01-01", grace=front)
    repository.git("checkout", "-qb", "side")
    repository.commit("2026-02-01", grace=front.replace("Rome", "Oslo"))
    repository.git("checkout", "-q", "main")
    repository.git("mv", "contacts/grace.md", "contacts/grace-hopper.md")
    repository.commit("2026-03-01")
    repository.git("merge", "-q", "side", day="2026-04-01")
    assert sorted(changes(run, repository, "grace"), reverse=True) == [
        "2026-03-01 renamed from grace",
        "2026-02-01 location: Rome → Oslo",
        "2026-01-01 added: role, location, interests, seeks",
    ]


def test_a_vault_in_a_folder_of_the_repository_has_its_own_history(run, home):
    repository = Repository(home / "all", "my notes/vault")
    repository.put("notebook.toml", TOML)
    repository.commit("2026-01-01", grace="name: Grace\n")
    (repository.folder / "other.md").write_text("---\nkind: contact\nname: Other\n---\n")
    repository.commit("2026-11-02", grace="name: Grace\nrole: A\n")
    assert changes(run, repository, "grace") == ["2026-11-02 role: A", "2026-01-01 added"]
    assert changes(run, repository, command="changed") == ["2026-11-02 role: A"]


@pytest.mark.parametrize("name", ["Gráça d'Abreu", 'a "b" c', "two\nlines", ":(top)x", "宮崎"])
def test_odd_file_names_have_a_history(run, repository, name):
    repository.put(f"contacts/{name}.md", "---\nname: Odd Fellow\nrole: A\n---\n")
    repository.commit("2026-01-01")
    repository.put(f"contacts/{name}.md", "---\nname: Odd Fellow\nrole: B\n---\n")
    repository.commit("2026-11-02")
    assert changes(run, repository, "Odd Fellow") == ["2026-11-02 role: A → B", "2026-01-01 added: role"]
    assert changes(run, repository, command="changed") == ["2026-11-02 role: A → B"]


def test_a_shallow_clone_says_where_its_history_ends(run, grace, home):
    clone = home / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", grace.folder.as_uri(), str(clone)], check=True)
    ran = run("git", "log", "grace", "--field", "role", cwd=clone)
    assert (ran.code, ran.stdout) == (0, "")
    assert "This clone has no history before Sat 14 Nov: git fetch --unshallow brings it." in ran.stderr
    (line,) = run("git", "blame", "grace", "role", cwd=clone).lines
    assert "Sat 14 Nov or before" in line


def test_in_a_shallow_clone_what_did_not_change_since_is_said_to_be_so(run, grace, home):
    clone = home / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", grace.folder.as_uri(), str(clone)], check=True)
    ran = run("git", "log", "grace", cwd=clone)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == (
        "This clone has no history before Mon 16 Nov: git fetch --unshallow brings it.\nIt has not changed since.\n"
    )


def test_after_a_rebase_the_day_on_which_a_change_was_made_counts(run, grace):
    time = {"GIT_AUTHOR_DATE": "2026-09-01T12:00:00+00:00", "GIT_COMMITTER_DATE": "2026-11-18T12:00:00+00:00"}
    grace.write(ada="name: Ada\n")
    grace.git("add", "-A")
    subprocess.run(["git", "commit", "-qm", "Ada"], cwd=grace.folder, env=os.environ | time, check=True)
    assert not any("added" in line for line in changes(run, grace, command="changed"))
    assert changes(run, grace, "--since", "2026-08-31", command="changed")[-2:] == [
        "2026-11-12 role: Analyst → Head of Research",
        "2026-09-01 added",
    ]


def test_what_changed_while_a_note_could_not_be_read_is_told_also_since_then(run, repository):
    repository.commit("2026-09-01", ada="name: Ada\nrole: A\n")
    repository.commit("2026-11-10", ada="name: [Ada\nrole: A\n")
    repository.commit("2026-11-12", ada="name: Ada\nrole: B\n")
    assert changes(run, repository, "--since", "2026-11-12", command="changed") == ["2026-11-12 role: A → B"]


def test_what_changed_since_a_note_could_be_read_is_told_before_it_is_committed(run, repository):
    repository.commit("2026-01-01", ada="name: Ada\nrole: A\n")
    repository.commit("2026-02-01", ada="name: [Ada\nrole: A\n")
    repository.write(ada="name: Ada\nrole: B\n")
    assert changes(run, repository, command="changed") == [" role: A → B"]


def test_a_record_that_is_no_more_has_its_last_name_throughout(run, repository):
    repository.commit("2026-11-01", **CY)
    repository.commit("2026-11-02", cy_doe=None, cyrus_donizetti=CYRUS)
    repository.commit("2026-11-03", cyrus_donizetti=None)
    ran = run("git", "changed", "--field", "record", "--format", "{{ name }}", cwd=repository.vault)
    assert ran.lines == ["Cyrus Donizetti", "Clara", "Cyrus Donizetti"]


def test_a_link_that_is_committed_is_no_change(run, grace):
    (grace.vault / "contacts/link.md").symlink_to("grace-hopper.md")
    grace.commit("2026-11-17", message="a link")
    assert changes(run, grace, command="changed")[0].startswith("2026-11-16 ")


def test_an_ignored_note_has_no_history(run, grace):
    grace.put(".gitignore", "secret.md\n")
    grace.commit("2026-11-18", message="ignore")
    grace.write(secret="name: Secret\nrole: A\n")
    assert changes(run, grace, "secret") == []
    assert run("git", "blame", "secret", "role", cwd=grace.vault).stderr == (
        "Error: Git has nothing of that yet: contacts/secret.md is not in it.\n"
    )


def test_a_detached_head_has_the_history_up_to_it(run, grace):
    grace.git("checkout", "-q", "HEAD~2")
    assert changes(run, grace, "grace")[0] == "2026-11-12 role: Analyst → Head of Research"


def test_as_of_a_commit_the_history_ends_there(run, grace):
    ran = run("--as-of", "2026-11-13", "git", "log", "grace", "--format", "{{ change }}", cwd=grace.vault)
    assert ran.lines == ["role: Analyst → Head of Research", "added: role, interests"]


def test_the_29_of_february_is_a_day(run, repository):
    repository.commit("2028-02-29", ada="name: Ada\n")
    assert changes(run, repository, "ada") == ["2028-02-29 added"]


@pytest.mark.parametrize("date", ["0 +0000", "99999999999999999 +0000", "1700000000 +9999"])
def test_a_commit_with_a_date_that_is_none_is_told_all_the_same(run, repository, date):
    repository.commit("2026-01-01", ada="name: Ada\n")
    raw = repository.git("cat-file", "commit", "HEAD").replace("1767268800 +0000", date)
    words = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    done = subprocess.run(words, cwd=repository.folder, input=f"{raw}\n".encode(), capture_output=True, check=True)
    repository.git("reset", "-q", "--hard", done.stdout.decode().strip())
    ran = run("git", "log", "ada", cwd=repository.vault)
    assert (ran.code, ran.stdout.split()[3:4]) == (0, ["added"])


def test_a_note_that_could_not_be_read_for_a_while(run, repository):
    repository.commit("2026-01-01", ada="name: Ada\nrole: A\n")
    repository.commit("2026-02-01", ada="name: [Ada\nrole: A\n")
    repository.commit("2026-03-01", ada="name: [Ada\nrole: B\n")
    repository.commit("2026-04-01", ada="name: Ada\nrole: B\n")
    assert changes(run, repository, "ada") == [
        "2026-04-01 role: A → B",
        "2026-02-01 could not be read",
        "2026-01-01 added: role",
    ]


def test_no_setting_of_the_repository_changes_what_is_read(run, grace):
    before = changes(run, grace, "grace")
    hostile = grace.folder / "ran"
    for name, value in {
        "log.follow": "true", "log.showRoot": "false", "diff.renames": "false", "diff.relative": "true",
        "color.ui": "always", "log.showSignature": "true", "core.quotePath": "true", "diff.noprefix": "true",
        "log.diffMerges": "off", "diff.external": f"touch {hostile}", "diff.x.textconv": f"touch {hostile};cat",
        "filter.x.clean": f"touch {hostile};cat", "core.fsmonitor": f"touch {hostile}", "format.notes": "true",
    }.items():  # fmt: skip
        grace.git("config", name, value)
    (grace.folder / ".git/info/attributes").write_text("*.md diff=x filter=x\n")
    (grace.vault / "contacts/grace-hopper.md").touch()
    assert changes(run, grace, "grace") == before
    changes(run, grace, command="changed")
    assert not hostile.exists()


def test_blame_of_a_value_says_since_when_and_what_was_before(run, grace):
    (line,) = run("git", "blame", "grace", "title", cwd=grace.vault).lines
    commit = grace.git("rev-parse", "--short=7", "HEAD~2")
    assert line == f"  Head of Research   Thu 12 Nov   {commit}   before: Analyst"


def test_blame_of_a_list_has_a_line_for_each_value(run, grace):
    ran = run("git", "blame", "grace", "interests", "--format", "{{ value }} {{ date }}", cwd=grace.vault)
    assert ran.lines == ["sailing 2026-11-14", "horses 2025-03-02"]


def test_blame_of_a_value_in_a_list_has_what_went_as_it_came(run, grace):
    first, second = run("git", "blame", "grace", "interests", cwd=grace.vault).lines
    assert first.endswith("   before: chess")
    assert second.endswith(grace.git("rev-parse", "--short=7", "HEAD~3"))


def test_blame_of_met_has_a_line_for_each_part(run, repository):
    repository.commit("2026-01-01", ada="name: Ada\nmet: {date: 2020-05-01, how: by letter}\n")
    repository.commit("2026-02-01", ada="name: Ada\nmet: {date: 2020-05-02, how: by letter}\n")
    ran = run("git", "blame", "ada", "met", "--format", "{{ part }} {{ value }} {{ date }} {{ before }}",
              cwd=repository.vault)  # fmt: skip
    assert ran.lines == ["date 2020-05-02 2026-02-01 2020-05-01", "how by letter 2026-01-01 "]


def test_blame_of_what_is_not_committed_says_so(run, grace):
    grace.write(grace_hopper="name: Grace Hopper\nrole: Admiral\nkids: [Ana]\n")
    (line,) = run("git", "blame", "grace", "role", cwd=grace.vault).lines
    assert line == "  Admiral   not committed   before: Head of Research"
    (line,) = run("git", "blame", "grace", "Kids", cwd=grace.vault).lines
    assert line == "  Ana   not committed"


def test_blame_of_a_field_that_was_taken_out_says_when(run, grace):
    grace.commit("2026-11-18", grace_hopper="name: Grace Hopper\n")
    (line,) = run("git", "blame", "grace", "role", cwd=grace.vault).lines
    assert line.startswith("  –   Wed 18 Nov ")
    assert line.endswith("before: Head of Research")


def test_blame_of_a_list_that_was_taken_out_has_what_it_was(run, grace):
    grace.commit("2026-11-18", grace_hopper="name: Grace Hopper\n")
    (line,) = json.loads(run("git", "blame", "grace", "interests", "--format", "json", cwd=grace.vault).stdout)
    assert (line["value"], line["before"]) == (None, ["sailing", "horses"])


def test_blame_of_a_field_that_never_was_set_fails(run, grace):
    ran = run("git", "blame", "grace", "birthday", cwd=grace.vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: Grace Hopper has no birthday, and git knows of none.\nHint: notebook set ")


def test_blame_of_an_unknown_field_names_the_nearest(run, grace):
    ran = run("git", "blame", "grace", "intrests", cwd=grace.vault)
    assert (ran.code, ran.stderr) == (2, 'Error: There is no field called "intrests".\nHint: Did you mean interests?\n')


def test_changed_looks_four_weeks_back_and_names_records_as_they_are_now(run, grace):
    lines = run("git", "changed", cwd=grace.vault).lines
    assert [line.split("   ", 2)[:2] for line in lines] == [["  Mon 16 Nov", "Grace Hopper"]] * 3 + [
        ["  Sat 14 Nov", "Grace Hopper"], ["  Thu 12 Nov", "Grace Hopper"],
    ]  # fmt: skip


def test_changed_since_a_day_or_a_revision(run, grace):
    assert len(changes(run, grace, "--since", "2026-11-14", command="changed")) == 4
    assert len(changes(run, grace, "--since", "HEAD~1", command="changed")) == 3
    assert changes(run, grace, "--since", "HEAD", command="changed") == []
    ran = run("git", "changed", "--since", "neither", cwd=grace.vault)
    assert ran.code == 2
    assert ran.stderr.startswith('Error: --since "neither" is no day, and no commit that git knows.')


def test_changed_gives_the_career_changes_by_field(run, grace):
    assert changes(run, grace, "--field", "role", "--field", "organization", command="changed") == [
        "2026-11-12 role: Analyst → Head of Research"
    ]


def test_changed_of_a_query_is_of_the_records_that_fit_now(run, grace):
    grace.commit("2026-11-17", ada="name: Ada\ntags: [close]\n")
    grace.commit("2026-11-18", ada="name: Ada\ntags: [close]\nrole: A\n")
    assert changes(run, grace, "tag:close", command="changed") == ["2026-11-18 role: A", "2026-11-17 added: tags"]


def test_changed_has_interactions_only_where_they_are_asked_for(run, grace):
    grace.put("interactions/2026-11-18-call.md", "---\nwith: [grace]\nchannel: call\n---\n")
    grace.commit("2026-11-18")
    assert len(changes(run, grace, command="changed")) == 5
    assert changes(run, grace, "kind:interaction", command="changed") == ["2026-11-18 added: date, with, channel"]


def test_many_records_that_came_at_once_are_one_line(run, repository):
    repository.commit("2026-11-12", **{f"p{at}": f"name: P{at}\n" for at in range(20)})
    assert run("git", "changed", cwd=repository.vault).lines == ["  Thu 12 Nov   21 records   added"]


def test_changed_tells_what_was_deleted_and_what_is_not_committed(run, grace):
    grace.commit("2026-11-17", ada="name: Ada\n", bob="name: Bob\nrole: Cook\n")
    grace.commit("2026-11-18", ada=None)
    grace.write(bob=None, zoe="name: Zoe\n")
    lines = run("git", "changed", "--field", "record", cwd=grace.vault).lines
    assert [line.split()[:-1] for line in lines] == [
        ["not", "committed", "Zoe"], ["not", "committed", "Bob"], ["Wed", "18", "Nov", "Ada"],
        ["Tue", "17", "Nov", "Ada"], ["Tue", "17", "Nov", "Bob"],
    ]  # fmt: skip


def test_references_that_followed_a_rename_are_no_change_of_their_records(run, repository):
    repository.commit("2026-11-01", ada="name: Ada\nknows: [babbage]\n", babbage="name: Babbage\n")
    run("rename", "babbage", "Charles Babbage", "--yes", cwd=repository.vault)
    repository.commit("2026-11-02")
    found = changes(run, repository, "--since", "2026-11-02", command="changed")
    assert found == ["2026-11-02 renamed from babbage", "2026-11-02 name: Babbage → Charles Babbage"]


def test_an_ignored_note_is_not_said_to_be_uncommitted(run, grace):
    grace.put(".gitignore", "secret.md\n")
    grace.commit("2026-11-18", message="ignore")
    grace.write(secret="name: Secret\n")
    assert "Secret" not in run("git", "changed", cwd=grace.vault).stdout


def test_what_is_staged_is_not_committed(run, grace):
    grace.write(ada="name: Ada\n")
    grace.git("add", "-A")
    assert run("git", "changed", cwd=grace.vault).lines[0] == "  not committed   Ada            added"


def test_a_filter_with_a_name_that_no_option_takes_runs_no_more_than_others(run, grace):
    ran = grace.folder / "ran"
    grace.git("config", "filter.a=b.clean", f"touch {ran}; cat")
    (grace.folder / ".git/info/attributes").write_text("*.md filter=a=b\n")
    grace.write(grace_hopper="name: Grace Hopper\nrole: Admiral\n")
    assert "role: Head of Research → Admiral" in run("git", "changed", cwd=grace.vault).stdout
    assert not ran.exists()


def test_json_is_as_the_golden_files_say(run, grace, golden):
    grace.write(grace_hopper="name: Grace Hopper\naliases: [Grace]\nrole: Admiral\ninterests: [sailing, horses]\n")
    for name, words in {
        "git-log": ("log", "grace"),
        "git-changed": ("changed", "--field", "role"),
        "git-blame": ("blame", "grace", "interests"),
    }.items():
        ran = run("git", *words, "--format", "json", cwd=grace.vault)
        assert ran.code == 0, ran.stderr
        golden(f"json/{name}.json", ran.stdout)


def test_csv_and_ids_and_sort_and_limit_work_as_in_every_listing(run, grace):
    assert run("git", "changed", "--format", "ids", cwd=grace.vault).stdout == "grace-hopper\n"
    assert run("git", "log", "grace", "--format", "csv", "--limit", "1", cwd=grace.vault).lines[0].startswith("date,")
    assert changes(run, grace, "grace", "--sort", "date", "--limit", "1") == ["2025-03-02 added: role, interests"]


@pytest.mark.parametrize("command", [("log", "clara"), ("blame", "clara", "name"), ("changed",)])
def test_without_a_repository_or_a_commit_there_is_no_history(run, vault, command, monkeypatch):
    ran = run("git", *command, cwd=vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: The vault is in no git repository, so it has no history.\nHint: ")
    subprocess.run(["git", "init", "-q"], cwd=vault, check=True)
    ran = run("git", *command, cwd=vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: The vault's repository has no commit yet, so there is no history.\n")
    monkeypatch.setenv("PATH", "")
    ran = run("git", *command, cwd=vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: git is not installed, so there is no history to tell.\n")


# The digest


def congratulations(run: Runner, repository: Repository, *words: str) -> list[tuple[str, str, str]]:
    ran = run(*words, "digest", "--format", "json", cwd=repository.vault)
    assert ran.code == 0, ran.stderr
    sections = {one["key"]: one["entries"] for one in json.loads(ran.stdout)["sections"]}
    return [(one["name"], f"{one['old']} → {one['new']}", one["when"]) for one in sections.get("congratulations", [])]


def test_the_digest_congratulates_on_a_new_job(run, grace):
    assert congratulations(run, grace) == [("Grace Hopper", "Analyst → Head of Research", "Thu 12 Nov")]
    page = run("digest", cwd=grace.vault).stdout
    assert "To congratulate\n  Grace Hopper  Analyst → Head of Research · Thu 12 Nov\n" in page
    assert "- [[grace-hopper|Grace Hopper]]: Analyst → Head of Research · Thu 12 Nov" in run(
        "digest", "--format", "md", cwd=grace.vault).stdout  # fmt: skip
    assert (
        "<bdi>Analyst</bdi> → <bdi>Head of Research</bdi>" in run("digest", "--format", "html", cwd=grace.vault).stdout
    )


def test_a_congratulation_says_where_it_stands(run, grace):
    ran = run("digest", "--format", "json", cwd=grace.vault)
    (line,) = next(one for one in json.loads(ran.stdout)["sections"] if one["key"] == "congratulations")["entries"]
    assert (line["path"], line["line"], line["date"]) == ("contacts/grace-hopper.md", 3, "2026-11-12")


def test_after_a_talk_there_is_nothing_to_congratulate_on(run, grace):
    grace.put("interactions/2026-11-13-call.md", "---\nwith: [grace-hopper]\nchannel: call\n---\n")
    assert congratulations(run, grace) == []


def test_a_talk_on_the_day_of_the_change_may_be_where_it_was_heard_of(run, grace):
    grace.put("interactions/2026-11-12-call.md", "---\nwith: [grace-hopper]\nchannel: call\n---\n")
    assert len(congratulations(run, grace)) == 1


def test_an_organization_that_is_called_something_else_is_no_new_job(run, repository):
    repository.put("organizations/acme.md", "---\nname: Acme\n---\n")
    repository.commit("2026-11-01", grace="name: Grace\norganization: acme\n")
    run("rename", "acme", "Zenith Corp", "--yes", cwd=repository.vault)
    repository.commit("2026-11-12")
    assert congratulations(run, repository) == []


def test_somebody_else_under_the_same_file_has_no_new_job(run, repository):
    repository.commit("2026-11-01", grace="name: Grace\nrole: A\n")
    repository.commit("2026-11-12", grace="name: Zoe\nrole: B\n")
    assert congratulations(run, repository) == []


def test_a_talk_that_is_planned_is_none_yet(run, grace):
    grace.put("interactions/2026-11-25-call.md", "---\nwith: [grace-hopper]\nchannel: call\n---\n")
    assert len(congratulations(run, grace)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "role: Admiral\n"),
        ("role: Admiral\n", ""),
        ("role: admiral\n", "role: Admiral\n"),
        ("role: Anaylst\n", "role: Analyst\n"),
        ("role: Redactrice\n", "role: Re\u0301dactrice\n"),
        ("role: Co founder\n", "role: Co-founder\n"),
        ("role: A\n", "role: B\nstatus: archived\n"),
        ("organization: [navy, acm]\n", "organization: [navy]\n"),
    ],
)
def test_these_are_no_new_job(run, repository, before, after):
    repository.commit("2026-11-01", grace=f"name: Grace\n{before}")
    repository.commit("2026-11-12", grace=f"name: Grace\n{after}")
    assert congratulations(run, repository) == []


def test_your_own_new_job_and_an_old_one_are_left_out(run, repository):
    repository.commit("2026-09-01", clara="name: Clara\nrole: A\n", grace="name: Grace\nrole: A\n")
    repository.commit("2026-10-20", grace="name: Grace\nrole: B\n")
    repository.commit("2026-11-12", clara="name: Clara\nrole: B\n")
    assert congratulations(run, repository) == []


def test_a_job_that_was_taken_back_is_none_and_two_steps_are_one(run, repository):
    repository.commit("2026-09-01", grace="name: Grace\nrole: A\n", ada="name: Ada\nrole: A\n")
    repository.commit("2026-11-10", grace="name: Grace\nrole: B\n", ada="name: Ada\nrole: B\n")
    repository.commit("2026-11-11", grace="name: Grace\nrole: A\n", ada="name: Ada\nrole: C\n")
    assert congratulations(run, repository) == [("Ada", "A → C", "Wed 11 Nov")]


def test_role_and_organization_together_are_one_line(run, repository):
    repository.put("organizations/navy.md", "---\nname: The Navy\n---\n")
    repository.commit("2026-09-01", grace="name: Grace\nrole: A\norg: ACM\n")
    repository.commit("2026-11-10", grace="name: Grace\nrole: B\norg: navy\n")
    assert congratulations(run, repository) == [("Grace", "A, ACM → B, The Navy", "Tue 10 Nov")]


def test_as_of_a_day_the_digest_knows_what_was_committed_by_then(run, grace):
    assert congratulations(run, grace, "--as-of", "2026-11-11") == []
    assert congratulations(run, grace, "--as-of", "2026-11-13") == [
        ("Grace", "Analyst → Head of Research", "Thu 12 Nov")
    ]


def test_without_git_the_digest_is_as_ever(run, grace):
    shutil.rmtree(grace.folder / ".git")
    assert congratulations(run, grace) == []


def test_a_long_list_of_congratulations_is_cut_and_says_how_to_see_all(run, repository):
    repository.commit("2026-11-01", **{f"p{at}": f"name: P{at}\nrole: A\n" for at in range(7)})
    repository.commit("2026-11-12", **{f"p{at}": f"name: P{at}\nrole: B\n" for at in range(7)})
    assert "\nTo congratulate   2 more: notebook git changed --field role --field organization\n" in run(
        "digest", cwd=repository.vault).stdout  # fmt: skip
