"""git log, git blame, git changed and the digest's congratulations, over real histories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Runner

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


def test_who_comes_when_another_goes_is_somebody_else(run, repository):
    front = "location: Faro\nrole: Potter\nlanguages: [pt]\n"
    repository.commit("2026-01-01", bob=f"name: Bob\n{front}")
    repository.commit("2026-11-01", bob=None, zoe=f"name: Zoe\n{front}")
    assert changes(run, repository, "zoe") == ["2026-11-01 added: role, location, languages"]
    assert changes(run, repository, command="changed") == [
        "2026-11-01 added: role, location, languages",
        "2026-11-01 deleted",
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
    grace.commit("2026-11-17", ada="name: Ada\n", bob="name: Bob\n")
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
    assert ran.stderr.startswith("Error: The vault is in no git repository, so it has no history.\nHint: git init")
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


def test_a_talk_that_is_planned_is_none_yet(run, grace):
    grace.put("interactions/2026-11-25-call.md", "---\nwith: [grace-hopper]\nchannel: call\n---\n")
    assert len(congratulations(run, grace)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "role: Admiral\n"),
        ("role: Admiral\n", ""),
        ("role: admiral\n", "role: Admiral\n"),
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
    assert "  + 2 more: notebook git changed --field role --field organization\n" in run(
        "digest", cwd=repository.vault).stdout  # fmt: skip
