"""The commands that write: what they make, print, refuse and leave alone."""

from __future__ import annotations

import os
import re
import subprocess
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import frontmatter
import pytest
from conftest import EXAMPLE, Runner

from notebook.cli.starting import settings_text
from notebook.crosscheck import all_problems
from notebook.git.repository import head_commit
from notebook.settings import Settings, read_settings
from notebook.vault.reading.load import load


def files(folder: Path) -> dict[str, bytes]:
    """Every file by its path, git's own left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts[:-1])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def problems(vault: Path) -> list[str]:
    loaded = load(vault, cache=None, now_ns=time.time_ns(), say=print)
    return [f"{problem.path}: {problem.message}" for problem in all_problems(loaded.snapshot)]


# init


def test_init_makes_a_vault_without_problems(run: Runner) -> None:
    ran = run("init", "people")
    made = ["people/notebook.toml", "people/contacts/me.md", "people/.gitignore", "people/.gitattributes"]
    assert (ran.code, ran.lines) == (0, made)
    assert len(ran.stderr.splitlines()) == 3
    assert problems(run.home / "people") == []
    assert load(run.home / "people", cache=None, now_ns=0, say=print).snapshot.owner is not None


def test_init_without_a_folder_takes_this_one(run: Runner) -> None:
    assert run("init").lines[0] == "notebook.toml"
    assert (run.home / "notebook.toml").is_file()


def test_init_takes_the_vault_that_is_named_but_not_the_one_of_the_environment(run: Runner) -> None:
    assert run("--vault", "people", "init").lines[0] == "people/notebook.toml"
    (run.home / "here").mkdir()
    assert run("init", cwd=run.home / "here", env={"NOTEBOOK_VAULT": str(run.home / "other")}).code == 0
    assert (run.home / "here" / "notebook.toml").is_file()
    assert not (run.home / "other").exists()


def uncommented(text: str) -> str:
    """The settings file with every line that is a setting put into force."""
    return re.sub(r'^# (?=\w+ = (?:"[^"]*"|false)$)', "", text, flags=re.MULTILINE)


def test_the_settings_file_changes_no_default() -> None:
    assert read_settings(settings_text({})) == (Settings(), ())


def test_what_the_settings_file_comments_out_are_the_defaults() -> None:
    settings, found = read_settings(uncommented(settings_text({})))
    assert found == ()
    assert settings == replace(Settings(), cadence=settings.cadence, queries=settings.queries)


def test_every_example_in_the_settings_file_can_be_used() -> None:
    tables = tomllib.loads(uncommented(settings_text({})))
    assert {table for table, keys in tables.items() if not keys} == set()
    settings, _ = read_settings(uncommented(settings_text({})))
    assert settings.cadence == {"mentor": 30, "close": 14}


def test_init_refuses_a_vault(run: Runner) -> None:
    run("init", "people")
    before = files(run.home / "people")
    ran = run("init", "people")
    assert (ran.code, ran.stdout) == (5, "")
    assert "people/notebook.toml is there already" in ran.stderr
    assert files(run.home / "people") == before


def test_init_refuses_a_folder_inside_a_vault(vault: Path, run: Runner) -> None:
    assert run("init", "more", cwd=vault).code == 5
    assert not (vault / "more").exists()


def test_init_overwrites_nothing_in_a_folder_with_files(run: Runner) -> None:
    theirs = {
        "People/Grace Hopper.md": b"Met at the fair.\n",
        "People/Me.md": b"That is me.\n",
        "Meetings/2026-11-18 Lunch.md": b"---\nwith: Grace Hopper\n---\n",
        ".gitignore": b".trash\n",
        "Recipes/Soup.md": b"---\ntitle: x: y\n---\n",
    }
    folder = run.home / "notes"
    for path, raw in theirs.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    ran = run("init", "notes")
    assert ran.lines == ["notes/notebook.toml", "notes/.gitattributes"]
    assert "People/ is read as the folder of your contacts." in ran.stderr
    assert ".gitignore is there already and stays as it is; it lacks the line .*.notebook-tmp" in ran.stderr
    assert theirs.items() <= files(folder).items()
    snapshot = load(folder, cache=None, now_ns=0, say=print).snapshot
    assert snapshot.owner is not None
    assert [snapshot.people(talk) for talk in snapshot.interactions] == [("Grace Hopper",)]
    assert run("new", "contact", "Eva", cwd=folder).lines == ["People/eva.md"]


def test_init_says_which_notes_it_would_leave_alone(run: Runner) -> None:
    notes = run.home / "notes"
    for path in ("Notes/ada.md", "Notes/deep/bob.md", "People/eve.md", ".obsidian/x.md", "templates/t.md", "readme.md"):
        (notes / path).parent.mkdir(parents=True, exist_ok=True)
        (notes / path).write_text("# A note\n")
    ran = run("init", "notes")
    assert (
        "Notes in Notes/ (2) are left alone. To have a folder read, name it in [folders] of notebook.toml: "
        'contacts = "Notes"'
    ) in ran.stderr.splitlines()


def test_init_in_a_file_is_refused(run: Runner) -> None:
    (run.home / "people").write_text("")
    assert run("init", "people").code == 2


def test_the_example_is_a_copy_of_the_example_vault(run: Runner) -> None:
    assert run("init", "demo", "--example").code == 0
    ours = {path: raw for path, raw in files(run.home / "demo").items() if not path.startswith(".git")}
    assert ours == {path: raw for path, raw in files(EXAMPLE).items() if not path.startswith(".git")}


def test_the_example_wants_an_empty_folder(run: Runner) -> None:
    (run.home / "demo").mkdir()
    (run.home / "demo" / "mine.md").write_text("mine")
    ran = run("init", "demo", "--example")
    assert (ran.code, list(files(run.home / "demo"))) == (5, ["mine.md"])


def test_init_writes_nothing_with_dry_run(run: Runner) -> None:
    ran = run("init", "people", "--git", "--dry-run")
    assert ran.code == 0
    assert "+++ b/notebook.toml" in ran.lines
    assert not (run.home / "people").exists()


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


def test_init_with_git_commits_the_new_files(run: Runner) -> None:
    ran = run("init", "people", "--git")
    assert ran.code == 0
    people = run.home / "people"
    assert git(people, "status", "--short") == ""
    assert git(people, "log", "--format=%s") == "Start a contact notebook\n"
    assert sorted(git(people, "ls-files").split()) == [
        ".gitattributes",
        ".gitignore",
        "contacts/me.md",
        "notebook.toml",
    ]


def test_init_with_git_in_a_repository_leaves_other_work_alone(run: Runner) -> None:
    git(run.home, "init", "-q", "repo")
    repo = run.home / "repo"
    (repo / "other.txt").write_text("staged")
    git(repo, "add", "other.txt")
    assert run("init", "repo/people", "--git").code == 0
    assert not (repo / "people" / ".git").exists()
    assert git(repo, "status", "--short") == "A  other.txt\n"


def test_init_with_git_in_a_folder_that_is_ignored_makes_a_repository_of_its_own(run: Runner) -> None:
    git(run.home, "init", "-q", ".")
    (run.home / ".gitignore").write_text("*\n")
    assert run("init", "people", "--git").code == 0
    assert (run.home / "people" / ".git").is_dir()


def test_init_without_a_name_for_git_writes_nothing(run: Runner) -> None:
    (run.home / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    ran = run("init", "people", "--git")
    assert ran.code == 6
    assert "git does not know who you are" in ran.stderr
    assert not (run.home / "people").exists()


def test_init_without_git_writes_nothing(run: Runner) -> None:
    ran = run("init", "people", "--git", env={"PATH": str(run.home)})
    assert ran.code == 6
    assert ran.stderr == "Error: git is not installed.\nHint: Install git, or leave --git out.\n"
    assert not (run.home / "people").exists()


def test_the_head_commit_is_that_of_the_vaults_repository(run: Runner) -> None:
    assert head_commit(run.home) is None
    run("init", "people", "--git")
    people = run.home / "people"
    assert head_commit(people) == git(people, "rev-parse", "HEAD").strip()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_DIR", str(run.home / "elsewhere"))
        assert head_commit(people) is not None
        patch.setenv("PATH", str(run.home))
        assert head_commit(people) is None


def test_a_repository_without_a_commit_has_no_head(run: Runner) -> None:
    git(run.home, "init", "-q", "repo")
    assert head_commit(run.home / "repo") is None


# new


def test_new_prints_the_path_alone(vault: Path, run: Runner) -> None:
    ran = run("new", "contact", "Grace Hopper", "--set", "tags=navy", cwd=vault)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "contacts/grace-hopper.md\n", "")
    assert frontmatter.load(str(vault / "contacts/grace-hopper.md")).metadata == {
        "name": "Grace Hopper",
        "tags": ["navy"],
    }


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("new", "contact", "Grace"), ""),
        (("log", "hello", "--with", "ada"), "  with  Ada Lovelace\n  date  Sat 21 Nov 2026\n"),
    ],
)
def test_a_dry_run_prints_a_diff_and_writes_nothing(
    vault: Path, run: Runner, command: tuple[str, ...], said: str
) -> None:
    before = files(vault)
    ran = run(*command, "--dry-run", cwd=vault)
    assert (ran.code, ran.lines[0], ran.stderr) == (0, "--- /dev/null", said)
    assert files(vault) == before


def test_a_dry_run_says_what_is_the_users_own(vault: Path, run: Runner) -> None:
    ran = run("new", "contact", "Grace", "--set", "shoe_size=38", "--dry-run", cwd=vault)
    assert '"shoe_size" is no field' in ran.stderr


def test_a_dry_run_shows_no_command_to_the_terminal(vault: Path, run: Runner) -> None:
    ran = run("new", "contact", "Grace", "--set", "role=a\u009bb", "--dry-run", cwd=vault)
    assert "\u009b" not in ran.stdout


def test_new_writes_into_the_folder_of_the_settings(vault: Path, run: Runner) -> None:
    (vault / "notebook.toml").write_text('[folders]\nevents = ["Meetings/big", "events"]\n')
    assert run("new", "event", "Fair", cwd=vault).lines == ["Meetings/big/2026-11-21-fair.md"]


def test_new_says_which_file_has_the_name(vault: Path, run: Runner) -> None:
    ran = run("new", "contact", "Ada Lovelace", cwd=vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert "contacts/ada-lovelace.md" in ran.stderr


def test_new_says_that_a_key_is_the_users_own(vault: Path, run: Runner) -> None:
    ran = run("new", "contact", "Grace", "--set", "shoe_size=38", cwd=vault)
    assert ran.stderr == '"shoe_size" is no field of the notebook; it is kept as your own key.\n'


@pytest.mark.parametrize("kind", ["interaction", "person"])
def test_new_makes_four_kinds(vault: Path, run: Runner, kind: str) -> None:
    assert run("new", kind, "Grace", cwd=vault).code == 2


def test_new_over_a_file_that_is_no_record_is_refused(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "grace.md").write_text("---\nname: [\n---\n")
    assert run("new", "contact", "Grace", cwd=vault).code == 5
    assert (vault / "contacts" / "grace.md").read_text() == "---\nname: [\n---\n"


def test_outside_a_vault_there_is_nothing_to_write(run: Runner) -> None:
    assert run("new", "contact", "Grace").code == 3


# log


def test_log_echoes_what_it_understood(vault: Path, run: Runner) -> None:
    ran = run("log", "long", "talk", "--with", "Countess", "--channel", "coffee", "--date", "yesterday", cwd=vault)
    assert ran.lines == [
        "interactions/2026/2026-11-20-coffee-ada-lovelace.md",
        "  with     Ada Lovelace",
        '  date     Fri 20 Nov 2026  "yesterday"',
        "  channel  coffee",
    ]
    assert (vault / ran.lines[0]).read_text().endswith("---\nlong talk\n")


def test_log_says_what_was_promised_by_whom(vault: Path, run: Runner) -> None:
    text = "- [ ] write due:2026-11-30\n- [ ] @sam-okafor: call her\n- [?] the exam\n- [x] done already\n"
    ran = run("log", "-", "--with", "ada", cwd=vault, stdin=text)
    assert ran.lines[3:] == [
        "  promise        write, due Mon 30 Nov",
        "  promise        Sam Okafor: call her",
        "  ask next time  the exam",
    ]


def test_log_of_a_day_to_come_says_that_it_is_planned(vault: Path, run: Runner) -> None:
    ran = run("log", "lunch", "--with", "ada", "--date", "2026-11-28", cwd=vault)
    assert ran.lines[2] == "  date     Sat 28 Nov 2026, planned"


def test_log_says_whose_promise_it_wrote_and_for_which_day(vault: Path, run: Runner) -> None:
    ran = run("log", "- [ ] @ada: the draft by friday", "--with", "ada", "--channel", "dinner", cwd=vault)
    assert ran.lines[3:] == ['  channel  meal  "dinner"', "  promise  Ada Lovelace: the draft, due Fri 27 Nov"]
    assert (vault / ran.lines[0]).read_text().endswith("---\n- [ ] @ada-lovelace: the draft due:2026-11-27\n")
    assert problems(vault) == []


def test_log_says_that_a_channel_is_the_users_own(vault: Path, run: Runner) -> None:
    for more in ((), ("--dry-run",)):
        ran = run("log", "sit-ups", "--with", "ada", "--channel", "gym", *more, cwd=vault)
        assert (ran.code, ran.stderr.splitlines()[-1]) == (0, 'channel "gym" is kept as your own word.')


@pytest.mark.parametrize(
    "more", [("--gave", "tea"), ("--received", "tea"), ("--topic", "tea"), ("--channel", "call")], ids=" ".join
)
def test_log_needs_no_text_where_an_option_says_something(vault: Path, run: Runner, more: tuple[str, ...]) -> None:
    assert run("log", "--with", "ada", *more, cwd=vault).code == 0


def test_log_with_an_editor_needs_no_text(vault: Path, run: Runner) -> None:
    ran = run("log", "--with", "ada", "--edit", cwd=vault, env=editor(run.home, 'echo "Tea." >> "$2"'))
    assert (ran.code, (vault / ran.lines[0]).read_text().endswith("---\nTea.\n")) == (0, True)


def test_log_with_somebody_whose_file_cannot_be_read_says_so(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "dave.md").write_text("---\nname: Dave\n\n\nemail: d@x.example\nrole: a: b\n---\n")
    for arguments in (("log", "hello", "--with", "dave"), ("show", "dave")):
        ran = run(*arguments, cwd=vault)
        assert ran.code == 4
        assert ran.stderr.startswith('Error: contacts/dave.md cannot be read (line 6): There is a ": "')
        assert "notebook edit dave opens it." in ran.stderr
        assert "notebook new" not in ran.stderr


def test_log_reads_standard_input(vault: Path, run: Runner) -> None:
    ran = run("log", "-", "--with", "ada", cwd=vault, stdin="\ufeffTea.\r\n\r\n> Good.\r\n".encode())
    assert (vault / ran.lines[0]).read_bytes().endswith(b"---\nTea.\n\n> Good.\n")


def test_log_refuses_standard_input_that_is_not_utf8(vault: Path, run: Runner) -> None:
    ran = run("log", "-", "--with", "ada", cwd=vault, stdin=b"caf\xe9")
    assert (ran.code, ran.stdout) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["hello"], 2),
        (["hello", "--with", "Sam"], 4),
        (["hello", "--with", "Charles"], 4),
        (["hello", "--with", "ada", "--event", "Fair"], 4),
        (["hello", "--with", "ada", "--date", "someday"], 2),
        (["hello", "--with", "ada", "--date", ""], 2),
        (["hello", "--with", "ada", "--depth", "very"], 2),
        (["hello", "--with", ""], 4),
        (["", "--with", "ada"], 2),
        (["--with", "ada"], 2),
        ([" \n", "--with", "ada", "--place", "home"], 2),
        (["- [ ] @Sam: write", "--with", "ada"], 4),
        (["- [ ] write due:soon", "--with", "ada"], 2),
    ],
)
def test_log_refuses_what_it_does_not_understand(vault: Path, run: Runner, arguments: list[str], code: int) -> None:
    ran = run("log", *arguments, cwd=vault)
    assert (ran.code, ran.stdout) == (code, "")
    assert ran.stderr.startswith("Error: ")
    assert not (vault / "interactions").exists()


def test_whatever_is_written_has_no_problems(vault: Path, run: Runner) -> None:
    for arguments in (
        ("new", "contact", "José Álvares", "--set", "knows=ada, sam okafor", "--set", "org=ACM", "--set", "born=1970~"),
        ("new", "event", "Fair", "--set", "with=José Álvares", "--set", "organizer=ACM"),
        ("new", "project", "Map", "--set", "with=[{who: ada, as: editor}]", "--set", "organization=ACM"),
        ("log", "a talk", "--with", "José Álvares", "--event", "Fair", "--project", "Map"),
        ("log", "again", "--with", "jose", "--date", "2026-11-18 9:30"),
        ("log", "", "--with", "jose", "--date", "2026-W40", "--channel", "dinner"),
        ("log", "- [ ] @jose: write by friday\n- [x] call due:tomorrow", "--with", "ada"),
    ):
        assert run(*arguments, cwd=vault).code == 0
    assert problems(vault) == []


@pytest.mark.parametrize("text", ["- [ ] send the list", "-- so she said --", "-5 degrees, a=b"])
def test_text_may_start_with_a_hyphen(vault: Path, run: Runner, text: str) -> None:
    ran = run("log", text, "--with", "ada", "--gave", "- a list", cwd=vault)
    assert (vault / ran.lines[0]).read_text().endswith(f"---\n{text}\n")
    assert frontmatter.load(str(vault / ran.lines[0]))["gave"] == ["- a list"]


@pytest.mark.parametrize("option", ["--chanel", "--chanel=long walk", "-x"])
def test_a_slip_in_an_option_is_no_text(vault: Path, run: Runner, option: str) -> None:
    assert run("log", "hello", "--with", "ada", option, "coffee", cwd=vault).code == 2


# edit


def editor(folder: Path, script: str) -> dict[str, str]:
    """An $EDITOR that runs a shell script with the file as its argument."""
    program = folder / "an editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"EDITOR": f"'{program}' --wait"}


def test_edit_waits_for_the_editor_and_finds_nothing_wrong(vault: Path, run: Runner) -> None:
    env = editor(run.home, 'echo "role: Admiral" >> "$2.note"; [ "$1" = --wait ]')
    ran = run("edit", "countess", cwd=vault, env=env)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "")
    assert (vault / "contacts" / "ada-lovelace.md.note").is_file()


def test_edit_prints_the_problems_of_that_file(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "eva.md").write_text("---\nname: Eva\nbirthday: soon\n---\n")
    env = editor(run.home, r'printf -- "---\nname: Ada\ncadence: often\nknows: Charles\n---\n" > "$2"')
    ran = run("edit", "ada-lovelace", cwd=vault, env=env)
    assert ran.code == 1
    assert [line.split("  ")[:2] for line in ran.lines if line.startswith("contacts")] == [
        ["contacts/ada-lovelace.md:3:10", "bad-cadence"],
        ["contacts/ada-lovelace.md:4:8", "unknown-person"],
    ]


def test_a_mere_note_is_printed_and_is_no_failure(vault: Path, run: Runner) -> None:
    ran = run("edit", "ada", cwd=vault, env=editor(run.home, 'echo "See [[nowhere]]." >> "$2"'))
    assert ran.code == 0
    assert "broken-link" in ran.stdout


def test_edit_prefers_visual(vault: Path, run: Runner) -> None:
    env = {**editor(run.home, "exit 0"), "VISUAL": "false"}
    assert run("edit", "ada", cwd=vault, env=env).code == 6


def test_edit_opens_a_file_that_cannot_be_read_as_a_record(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "eva.md").write_text("---\nname: [\n---\n")
    env = editor(run.home, r'printf -- "---\nname: Eva\n---\n" > "$2"')
    assert run("edit", "eva", cwd=vault, env=env).code == 0
    assert run("edit", "contacts/eva.md", cwd=vault, env=env).code == 0


@pytest.mark.parametrize(
    ("editor_is", "says"),
    [
        ("", "No editor is set."),
        ("  ", "No editor is set."),
        ("no-such-program", "There is no program no-such-program."),
        ("'", "$EDITOR cannot be read"),
        ("false", "The editor false stopped with code 1."),
        ("sh -c 'kill -9 $$'", "The editor sh was stopped."),
        (os.devnull, "cannot be run: Permission denied."),
    ],
)
def test_an_editor_that_fails_is_named(vault: Path, run: Runner, editor_is: str, says: str) -> None:
    ran = run("edit", "ada", cwd=vault, env={"EDITOR": editor_is})
    assert (ran.code, ran.stdout) == (6, "")
    assert says in ran.stderr
    assert "Hint: " in ran.stderr


def test_edit_lists_both_whom_a_name_fits(vault: Path, run: Runner) -> None:
    ran = run("edit", "Sam", cwd=vault, env={"EDITOR": "true"})
    assert ran.code == 4
    assert "sam-haddad" in ran.stderr
    assert "sam-okafor" in ran.stderr


def test_a_file_that_the_editor_took_away_is_said_to_be_gone(vault: Path, run: Runner) -> None:
    ran = run("edit", "ada", cwd=vault, env=editor(run.home, 'rm "$2"'))
    assert ran.code == 1
    assert "contacts/ada-lovelace.md is gone" in ran.stderr


@pytest.mark.parametrize("command", [("new", "contact", "Grace"), ("log", "hello", "--with", "ada")])
def test_with_edit_the_editor_is_looked_for_before_anything_is_written(
    vault: Path, run: Runner, command: tuple[str, ...]
) -> None:
    before = files(vault)
    assert run(*command, "--edit", cwd=vault).code == 6
    assert files(vault) == before


def test_new_with_edit_opens_the_new_file(vault: Path, run: Runner) -> None:
    env = editor(run.home, 'echo "Met at the fair." >> "$2"')
    ran = run("new", "contact", "Grace", "--edit", cwd=vault, env=env)
    assert (ran.code, ran.lines) == (0, ["contacts/grace.md"])
    assert (vault / "contacts" / "grace.md").read_text().endswith("---\nMet at the fair.\n")
