"""`notebook git setup`: a vault asks git to merge notes by meaning, and each clone is told how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from notebook.git.setup import clone_settings, driver_missing, set_settings

BOTH = "*.md -text merge=notebook diff=notebook\n"
CARD = "---\nname: Ada Lovelace\nrole: {}\nlocation: London\n---\n"


def git(folder: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout


def attribute(folder: Path, name: str, path: str = "contacts/ada-lovelace.md") -> str:
    return git(folder, "check-attr", name, "--", path).rsplit(": ", 1)[1].strip()


def setting(folder: Path, name: str) -> str:
    return git(folder, "config", "--get", name, check=False).rstrip("\n")


def stub(place: Path, script: str) -> Path:
    """A program of the shell; it is called with `git merge-driver BASE OURS THEIRS …`."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return place


@pytest.fixture
def kept(vault: Path) -> Path:
    """The small vault in a repository."""
    git(vault, "init", "-q")
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "all")
    return vault


# The files


def test_a_vault_without_the_two_files_gets_them(run, kept):
    done = run("git", "setup", cwd=kept)
    assert done.code == 0, done.stderr
    assert done.lines[:2] == [
        ".gitattributes: *.md -text merge=notebook diff=notebook",
        ".gitignore: .*.notebook-tmp, *~, *.orig, .merge_file_*, .*.swp, .DS_Store",
    ]
    assert (kept / ".gitattributes").read_text().endswith(BOTH)
    assert [attribute(kept, name) for name in ("text", "merge", "diff")] == ["unset", "notebook", "notebook"]


def test_it_says_how_to_commit_them(run, kept):
    said = run("git", "setup", cwd=kept).stderr
    command = (
        'git add .gitattributes .gitignore && git commit -m "Set up git for the notebook" -- .gitattributes .gitignore'
    )
    assert said == f"Next: {command}\n"
    subprocess.run(["sh", "-c", command], cwd=kept, check=True, capture_output=True)
    assert git(kept, "status", "--porcelain") == ""


def test_the_second_time_nothing_changes(run, kept):
    run("git", "setup", cwd=kept)
    before = {path: path.read_bytes() for path in (kept / ".gitattributes", kept / ".gitignore", kept / ".git/config")}
    done = run("git", "setup", cwd=kept)
    assert done.stdout == "Everything is in place.\n"
    assert before == {path: path.read_bytes() for path in before}


def test_a_committed_setup_says_nothing_more(run, kept):
    run("git", "setup", cwd=kept)
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "setup")
    assert run("git", "setup", cwd=kept).stderr == ""


@pytest.mark.parametrize("line", ["*.md -text\n", "*.md text eol=lf\n"])
def test_a_rule_for_line_ends_stays_and_the_rest_is_added(run, kept, line):
    (kept / ".gitattributes").write_text(line)
    run("git", "setup", cwd=kept)
    assert (kept / ".gitattributes").read_text() == f"{line}*.md merge=notebook diff=notebook\n"


def test_a_file_without_a_newline_at_its_end_keeps_its_bytes(run, kept):
    (kept / ".gitignore").write_bytes(b"*.pdf\r\n.trash")
    run("git", "setup", cwd=kept)
    assert (kept / ".gitignore").read_bytes() == (
        b"*.pdf\r\n.trash\r\n.*.notebook-tmp\r\n*~\r\n*.orig\r\n.merge_file_*\r\n.*.swp\r\n.DS_Store\r\n"
    )


def test_what_is_ignored_already_is_not_written_again(run, kept):
    (kept / ".gitignore").write_text("*~\n.DS_Store\n")
    run("git", "setup", cwd=kept)
    assert (kept / ".gitignore").read_text() == "*~\n.DS_Store\n.*.notebook-tmp\n*.orig\n.merge_file_*\n.*.swp\n"


def test_another_merge_of_the_users_own_stays_and_is_named(run, kept):
    (kept / ".gitattributes").write_text("*.md merge=union diff=markdown\n")
    done = run("git", "setup", cwd=kept)
    assert attribute(kept, "merge") == "union"
    assert attribute(kept, "diff") == "markdown"
    assert done.stderr.splitlines()[0] == (
        "*.md has merge=union by a rule of yours, which stays: such notes are not merged by meaning."
    )
    assert done.stderr.count("which stays") == 1


def test_a_rule_of_the_users_own_for_one_folder_is_named_with_it(run, kept):
    (kept / "events/.gitattributes").write_text("*.md -merge\n")
    done = run("git", "setup", cwd=kept)
    assert "events/*.md has -merge by a rule of yours" in done.stderr
    assert attribute(kept, "merge") == "notebook"


def test_a_rule_above_the_vault_counts(run, home, vault):
    git(home, "init", "-q")
    (home / ".gitattributes").write_text("*.md merge=notebook diff=notebook -text\n")
    run("git", "setup", cwd=vault)
    assert not (vault / ".gitattributes").exists()
    assert setting(vault, "merge.notebook.driver")


@pytest.mark.parametrize("name", [".gitattributes", ".gitignore"])
def test_a_linked_file_is_refused(run, kept, name):
    (kept / "elsewhere").write_text("")
    (kept / name).symlink_to("elsewhere")
    done = run("git", "setup", cwd=kept)
    assert (done.code, f"{name} is a link" in done.stderr, (kept / "elsewhere").read_text()) == (5, True, "")


def test_a_file_in_another_encoding_is_refused(run, kept):
    (kept / ".gitignore").write_bytes("*.pdf\n".encode("utf-16"))
    done = run("git", "setup", cwd=kept)
    assert (done.code, done.stderr) == (
        5,
        "Error: .gitignore is not UTF-8, so it is not written.\nHint: Save it as UTF-8 in your editor.\n",
    )
    assert not (kept / ".gitattributes").exists()


def test_a_dry_run_shows_the_files_and_the_settings_and_writes_nothing(run, kept):
    config = (kept / ".git/config").read_bytes()
    done = run("git", "setup", "--dry-run", cwd=kept)
    assert "+++ b/.gitattributes\n" in done.stdout
    assert "git config --local merge.notebook.driver " in done.stderr
    assert git(kept, "status", "--porcelain") == ""
    assert (kept / ".git/config").read_bytes() == config
    subprocess.run(["git", "apply"], cwd=kept, input=done.stdout.encode(), check=True)
    assert attribute(kept, "merge") == "notebook"


def test_with_the_setting_the_files_are_committed(run, kept):
    with (kept / "notebook.toml").open("a") as file:
        file.write("[git]\ncommit = true\n")
    git(kept, "commit", "-qam", "settings")
    assert run("git", "setup", cwd=kept).stderr == ""
    assert git(kept, "log", "-1", "--format=%s", "--name-only").split("\n") == [
        "Set up git for the notebook", "", ".gitattributes", ".gitignore", ""
    ]  # fmt: skip


# The repository


def test_outside_a_repository_it_says_how_to_make_one(run, vault):
    done = run("git", "setup", cwd=vault)
    assert (done.code, done.stderr.splitlines()[0]) == (1, "Error: The vault is in no git repository.")
    assert not (vault / ".gitattributes").exists()


def test_it_makes_a_repository_where_it_is_asked_to(run, vault):
    assert run("git", "setup", "--init", "--dry-run", cwd=vault).lines[0] == "git init"
    assert not (vault / ".git").exists()
    done = run("git", "setup", "--init", cwd=vault)
    assert (done.code, done.lines[0]) == (0, "The vault is a git repository now.")
    assert attribute(vault, "merge") == "notebook"


def test_an_old_vault_is_committed_whole_at_first(run, vault):
    said = run("git", "setup", "--init", cwd=vault).stderr
    assert said == 'Next: git add . && git commit -m "Start a contact notebook"\n'
    subprocess.run(["sh", "-c", said.removeprefix("Next: ")], cwd=vault, check=True, capture_output=True)
    assert git(vault, "status", "--porcelain") == ""
    assert run("--as-of", "HEAD", "show", "ada-lovelace", cwd=vault).code == 0


def test_from_another_folder_the_next_step_goes_there(run, vault, home):
    said = run("--vault", str(vault), "git", "setup", "--init", cwd=home).stderr
    assert said == f'Next: cd {vault} && git add . && git commit -m "Start a contact notebook"\n'


def test_without_git_it_says_so(run, vault, tmp_path):
    assert run("git", "setup", cwd=vault, env={"PATH": str(tmp_path)}).code == 6


def test_another_worktree_and_a_vault_below_its_repository_are_set_up(run, home, vault):
    git(home, "init", "-q")
    git(home, "add", "vault")
    git(home, "commit", "-qm", "all")
    git(home, "worktree", "add", "-q", str(home.parent / "tree"), "-b", "other")
    other = home.parent / "tree/vault"
    assert run("git", "setup", cwd=other).code == 0
    assert attribute(other, "merge") == "notebook"
    assert setting(vault, "merge.notebook.driver")


# What the clone is told


def test_an_outdated_setting_is_renewed_and_named(run, kept):
    run("git", "setup", cwd=kept)
    git(kept, "config", "merge.notebook.driver", "notebook-of-old %A %O %B")
    assert run("git", "setup", cwd=kept).stdout == "This clone: renewed merge.notebook.driver.\n"
    assert "merge-driver" in setting(kept, "merge.notebook.driver")


def test_a_clone_that_was_not_told_is_seen_by_the_line_that_asks(run, kept):
    assert driver_missing(kept) is None
    (kept / ".gitattributes").write_text("# merge=notebook\n*.pdf binary\n" + BOTH)
    assert driver_missing(kept) == 3
    run("git", "setup", cwd=kept)
    assert driver_missing(kept) is None


def test_outside_a_repository_and_without_git_nothing_is_missing(vault, monkeypatch, tmp_path):
    (vault / ".gitattributes").write_text(BOTH)
    assert driver_missing(vault) is None
    git(vault, "init", "-q")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert driver_missing(vault) is None


def test_the_program_is_called_by_its_path(run, kept, tmp_path, monkeypatch):
    place = stub(tmp_path / "it's a %A/notebook", 'echo "notebook 1"')
    monkeypatch.setattr(sys, "executable", str(place.parent / "python"))
    run("git", "setup", cwd=kept)
    merged(kept, 'cat > /dev/null; echo by its path > "$4"', place)
    assert (kept / "contacts/ada-lovelace.md").read_text() == "by its path\n"


def test_a_program_of_this_name_that_is_none_of_ours_is_not_taken(run, kept, tmp_path, monkeypatch):
    stub(tmp_path / "bin/notebook", "echo 7.0.6")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none/python"))
    run("git", "setup", cwd=kept, env={"PATH": f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}"})
    assert setting(kept, "merge.notebook.driver").startswith('n=; test -x "$n"')


# The merge driver


def merged(vault: Path, script: str, place: Path | None = None) -> int:
    """Merges two versions of Ada's card, with a program that does what the script says; git's exit code."""
    program = stub(place or vault.parent.parent / "programs/notebook", script)
    if place is None:
        set_settings(vault, settings := clone_settings(str(program)), settings)
    return diverge(vault)


def diverge(vault: Path, ours: str = CARD.format("Poet"), theirs: str = CARD.format("Coder")) -> int:
    card = vault / "contacts/ada-lovelace.md"
    (vault / ".gitattributes").write_text(BOTH)
    card.write_text(CARD.format("Mathematician"))
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "base")
    git(vault, "checkout", "-qb", "other")
    card.write_text(theirs)
    git(vault, "commit", "-qam", "theirs")
    git(vault, "checkout", "-q", "main")
    card.write_text(ours)
    git(vault, "commit", "-qam", "ours")
    done = subprocess.run(["git", "merge", "-q", "other"], cwd=vault, capture_output=True, check=False, timeout=60)
    return done.returncode


def test_what_the_program_merges_is_taken(kept):
    assert merged(kept, 'echo merged > "$4"') == 0
    assert (kept / "contacts/ada-lovelace.md").read_text() == "merged\n"


def test_the_program_is_told_the_path_and_the_size_of_markers(kept):
    merged(kept, 'shift 5; echo "$*" > said')
    assert (kept / "said").read_text() == "--marker-size 7 --path=contacts/ada-lovelace.md\n"


def test_clashes_that_the_program_marked_are_left_to_the_user(kept):
    assert merged(kept, 'echo "<<<<<<< marked" > "$4"; exit 10') == 1
    assert (kept / "contacts/ada-lovelace.md").read_text() == "<<<<<<< marked\n"
    assert git(kept, "status", "--porcelain") == "UU contacts/ada-lovelace.md\n"


@pytest.mark.parametrize("script", ["echo Traceback >&2; exit 1", "kill -9 $$", "exit 127", "exit 255"])
def test_where_the_program_fails_git_merges_as_text(kept, script):
    assert merged(kept, script) == 1
    clash = "<<<<<<< ours\nrole: Poet\n=======\nrole: Coder\n>>>>>>> theirs"
    assert (kept / "contacts/ada-lovelace.md").read_text() == CARD.replace("role: {}", clash)


def test_where_the_program_fails_and_the_text_agrees_it_is_merged(kept):
    set_settings(kept, settings := clone_settings(str(stub(kept.parent / "p/notebook", "exit 1"))), settings)
    base = CARD.format("Mathematician")
    assert diverge(kept, f"{base}Mine.\n", base.replace("Ada Lovelace", "Ada King")) == 0
    assert (kept / "contacts/ada-lovelace.md").read_text() == f"{base}Mine.\n".replace("Ada Lovelace", "Ada King")


def test_a_missing_program_is_looked_for_on_path(kept, tmp_path, monkeypatch):
    stub(tmp_path / "bin/notebook", 'test "$1" = --version && echo "notebook 1" || echo moved > "$4"')
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    set_settings(kept, settings := clone_settings("/nowhere/notebook"), settings)
    assert diverge(kept) == 0
    assert (kept / "contacts/ada-lovelace.md").read_text() == "moved\n"


def test_where_there_is_no_program_git_merges_as_text(kept, tmp_path, monkeypatch):
    only_git(tmp_path / "bin", monkeypatch)
    set_settings(kept, settings := clone_settings(None), settings)
    assert diverge(kept) == 1
    assert "<<<<<<< ours\nrole: Poet\n" in (kept / "contacts/ada-lovelace.md").read_text()


def test_jupyters_program_is_not_started(kept, tmp_path, monkeypatch):
    stub(tmp_path / "bin/notebook", 'test "$1" = --version && echo 7.0.6 && exit; touch started; cat; sleep 100')
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    set_settings(kept, settings := clone_settings("/nowhere/notebook"), settings)
    assert diverge(kept) == 1
    assert not (kept / "started").exists()
    assert "<<<<<<< ours\nrole: Poet\n" in (kept / "contacts/ada-lovelace.md").read_text()


def only_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves git and the shell on PATH, and nothing else."""
    folder.mkdir()
    for name in ("git", "sh"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))


def test_a_card_with_blanks_and_quotes_in_its_name_is_merged(kept):
    card = kept / 'contacts/zoë\'s "best" $HOME.md'
    card.write_text("---\nname: Zoë\n---\n")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "zoë")
    set_settings(kept, settings := clone_settings(str(stub(kept.parent / "p/notebook", 'echo "$8" > said'))), settings)
    git(kept, "checkout", "-qb", "one")
    (kept / ".gitattributes").write_text(BOTH)
    card.write_text("---\nname: Zoë A\n---\n")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "one")
    git(kept, "checkout", "-q", "main")
    (kept / ".gitattributes").write_text(BOTH)
    card.write_text("---\nname: Zoë B\n---\n")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "two")
    git(kept, "merge", "-q", "one", check=False)
    assert (kept / "said").read_text() == '--path=contacts/zoë\'s "best" $HOME.md\n'


# Names in diffs, and the merge tool


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("name: Margaret", "Margaret"),
        ('name: "Zoë Martinet"', "Zoë Martinet"),
        ("name: 'Ada Lovelace'\r", "Ada Lovelace"),
        ("name:\tAda", "Ada"),
        ("fn: Ada", "Ada"),
    ],
)
def test_a_diff_names_the_contact(run, kept, line, shown):
    run("git", "setup", cwd=kept)
    card = kept / "contacts/ada-lovelace.md"
    lines = [f"tags{number}: [a, b]" for number in range(9)]
    card.write_bytes("\n".join(["---", line, *lines, "role: Poet", "---", ""]).encode())
    git(kept, "add", "-A")
    card.write_bytes(card.read_bytes().replace(b"Poet", b"Coder"))
    (header,) = (one for one in git(kept, "diff").splitlines() if one.startswith("@@"))
    assert header.rsplit("@@ ", 1)[1] == shown


def test_the_merge_tool_is_called_with_the_three_versions(kept):
    script = 'test "$2" = merge-driver && exit 1; cat "$3" "$4" "$5" > three; echo chosen > "$7"'
    assert merged(kept, script) == 1
    git(kept, "mergetool", "--no-prompt", "--tool=notebook")
    assert (kept / "contacts/ada-lovelace.md").read_text() == "chosen\n"
    roles = [line for line in (kept / "three").read_text().splitlines() if line.startswith("role")]
    assert roles == ["role: Poet", "role: Mathematician", "role: Coder"]


def test_what_the_merge_tool_leaves_behind_is_ignored(run, kept):
    run("git", "setup", cwd=kept)
    assert merged(kept, 'test "$2" = merge-driver && exit 1; echo chosen > "$7"') == 1
    git(kept, "mergetool", "--no-prompt", "--tool=notebook")
    assert (kept / "contacts/ada-lovelace.md.orig").exists()
    assert git(kept, "ls-files", "--others", "--exclude-standard") == ""


def test_attributes_that_another_clone_has_renewed_are_in_place(run, kept, home):
    (kept / ".gitattributes").write_text("*.md -text\n")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "old")
    git(home, "clone", "-q", str(kept), "two")
    run("git", "setup", cwd=home / "two")
    git(home / "two", "commit", "-qam", "renewed")
    run("git", "setup", cwd=kept)
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "renewed here")
    git(kept, "pull", "-q", "--no-rebase", "--no-edit", str(home / "two"), "main")
    assert run("git", "setup", cwd=kept).stdout == "Everything is in place.\n"


def test_two_setups_at_once_are_as_one(run, kept):
    both = [run.start("git", "setup", cwd=kept) for _ in range(2)]
    codes = [one.wait(60) for one in both]
    for one in both:
        one.communicate()
    assert (0 in codes, run("git", "setup", cwd=kept).stdout) == (True, "Everything is in place.\n")
    assert (kept / ".gitattributes").read_text().endswith(BOTH)
    assert (kept / ".gitignore").read_text().count("*.orig") == 1


# A new vault


def test_a_new_vault_in_git_is_set_up_from_its_first_commit(run, home):
    assert run("init", "people", "--git").code == 0
    done = run("git", "setup", cwd=home / "people")
    assert (done.stdout, done.stderr) == ("Everything is in place.\n", "")


def test_a_new_vault_in_git_keeps_the_users_files_and_adds_to_them(run, home):
    git(home, "init", "-q", "people")
    (home / "people/.gitignore").write_text("*.pdf\n")
    git(home / "people", "add", "-A")
    git(home / "people", "commit", "-qm", "first")
    run("init", "people", "--git")
    assert run("git", "setup", cwd=home / "people").stdout == "Everything is in place.\n"
    assert (home / "people/.gitignore").read_text().startswith("*.pdf\n")
    assert git(home / "people", "status", "--porcelain") == ""


def test_a_new_vault_leaves_changes_of_the_users_own_uncommitted(run, home):
    git(home, "init", "-q", "people")
    (home / "people/.gitignore").write_text("*.pdf\n")
    done = run("init", "people", "--git")
    assert ".gitignore had changes of yours and was not committed.\n" in done.stderr
    assert git(home / "people", "status", "--porcelain") == "?? .gitignore\n"


def test_the_example_in_git_is_set_up_from_its_first_commit(run, home):
    run("init", "demo", "--example", "--git")
    assert run("git", "setup", cwd=home / "demo").stdout == "Everything is in place.\n"


def test_a_new_vault_in_a_repository_is_told_of_the_setup(run, home):
    git(home, "init", "-q", "people")
    assert "notebook git setup" in run("init", "people").stderr
    assert "notebook git setup" not in run("init", "other").stderr


def test_the_example_of_the_checkout_does_not_ask_for_the_driver():
    assert (ROOT / "example-vault/.gitattributes").read_text() == "*.md -text\n"


def test_what_setup_wrote_into_the_vault_can_be_taken_back(run, kept):
    (kept / ".gitignore").write_text("*.bak\n")
    run("git", "setup", cwd=kept)
    done = run("undo", cwd=kept)
    assert done.code == 0, done.stderr
    assert ((kept / ".gitattributes").exists(), (kept / ".gitignore").read_text()) == (False, "*.bak\n")
