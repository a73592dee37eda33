"""The merge driver as git calls it, and the merge of three files by hand."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Runner

from notebook.changes.threeway import Apart
from notebook.errors import ProgramFailed
from notebook.git.text_merge import merge_text

NOTE = "---\nname: Ada\nrole: Analyst\ntags: [a]\n---\nText.\n\n- [ ] send it\n"
OURS = NOTE.replace("[a]", "[a, b]").replace("[ ]", "[x]")
THEIRS = NOTE.replace("[a]", "[c]").replace("- [ ] send it", "- [ ] send it due:2026-12-01")
BOTH = "---\nname: Ada\nrole: Analyst\ntags: [b, c]\n---\nText.\n\n- [x] send it due:2026-12-01\n"


@pytest.fixture
def repository(home: Path, run: Runner) -> Path:
    """A vault in git whose notes are merged by the driver, with one contact that `ours` and `theirs` changed."""
    vault = home / "vault"
    (vault / "contacts").mkdir(parents=True)
    git(run, vault, "init", "-q", "-b", "main")
    driver = f"{sys.executable} -m notebook git merge-driver %O %A %B --marker-size %L --path %P"
    git(run, vault, "config", "merge.notebook.driver", f"{driver}; code=$?; [ $code = 10 ] && exit 1; exit $code")
    (vault / "notebook.toml").write_text("")
    (vault / ".gitattributes").write_text("*.md merge=notebook\n")
    commit(run, vault, NOTE)
    git(run, vault, "switch", "-q", "-c", "theirs")
    commit(run, vault, THEIRS)
    git(run, vault, "switch", "-q", "main")
    commit(run, vault, OURS)
    return vault


def git(run: Runner, folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=run.environment({"GIT_EDITOR": "true"}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert code == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


def commit(run: Runner, vault: Path, text: str) -> None:
    note(vault).write_text(text)
    git(run, vault, "add", "-A")
    git(run, vault, "commit", "-q", "-m", "a change")


def note(vault: Path) -> Path:
    return vault / "contacts" / "ada.md"


def three(folder: Path, base: str, ours: str, theirs: str) -> list[str]:
    """The names of three files with these texts."""
    names = ["base.md", "ours.md", "theirs.md"]
    for name, text in zip(names, (base, ours, theirs), strict=True):
        (folder / name).write_bytes(text.encode())
    return names


# In git


def test_git_merges_by_meaning(repository: Path, run: Runner) -> None:
    git(run, repository, "merge", "-q", "--no-edit", "theirs")
    assert BOTH == note(repository).read_text()
    assert "" == git(run, repository, "status", "--porcelain")


@pytest.mark.parametrize("how", [("rebase", "-q", "theirs"), ("cherry-pick", "theirs")])
def test_git_merges_by_meaning_whichever_side_it_takes_for_ours(
    repository: Path, run: Runner, how: tuple[str, ...]
) -> None:
    git(run, repository, *how)
    assert sorted(BOTH) == sorted(note(repository).read_text())


def test_a_stash_is_merged_as_well(repository: Path, run: Runner) -> None:
    note(repository).write_text(OURS.replace("role: Analyst", "role: Head"))
    git(run, repository, "stash", "-q")
    commit(run, repository, OURS.replace("name: Ada", "name: Ada Lovelace"))
    git(run, repository, "stash", "pop")
    assert "name: Ada Lovelace\nrole: Head\n" in note(repository).read_text()


def test_a_clash_stops_the_merge_and_is_said(repository: Path, run: Runner) -> None:
    commit(run, repository, OURS.replace("Analyst", "Head"))
    git(run, repository, "switch", "-q", "theirs")
    commit(run, repository, THEIRS.replace("Analyst", "Boss"))
    said = git(run, repository, "merge", "--no-edit", "main", code=1)
    assert 'contacts/ada.md: both sides changed role: "Boss" and "Head"' in said
    assert "<<<<<<< ours\nrole: Boss\n=======\nrole: Head\n>>>>>>> theirs\n" in note(repository).read_text()
    assert "UU contacts/ada.md\n" in git(run, repository, "status", "--porcelain")


def test_a_note_that_both_added_is_merged(repository: Path, run: Runner) -> None:
    for branch, tags in (("theirs", "[x]"), ("main", "[y]")):
        git(run, repository, "switch", "-q", branch)
        (repository / "contacts" / "bob.md").write_text(f"---\nname: Bob\ntags: {tags}\n---\n")
        git(run, repository, "add", "-A")
        git(run, repository, "commit", "-q", "-m", "Bob")
    git(run, repository, "merge", "-q", "--no-edit", "theirs")
    assert "---\nname: Bob\ntags: [y, x]\n---\n" == (repository / "contacts" / "bob.md").read_text()


def test_mergetool_merges_what_git_left(repository: Path, run: Runner) -> None:
    (repository / ".gitattributes").write_text("")
    git(run, repository, "commit", "-qam", "merge as text")
    tool = f'{sys.executable} -m notebook git merge-file "$LOCAL" "$BASE" "$REMOTE" --output "$MERGED"'
    git(run, repository, "config", "mergetool.notebook.cmd", tool)
    git(run, repository, "config", "mergetool.notebook.trustExitCode", "true")
    git(run, repository, "merge", "--no-edit", "theirs", code=1)
    git(run, repository, "mergetool", "--no-prompt", "--tool=notebook")
    assert BOTH == note(repository).read_text()


# The driver


def test_the_driver_writes_over_ours_and_says_nothing(home: Path, run: Runner) -> None:
    names = three(home, NOTE, OURS, THEIRS)
    ran = run("git", "merge-driver", *names, "--path", "contacts/ada.md", cwd=home)
    assert (0, "", "", BOTH) == (ran.code, ran.stdout, ran.stderr, (home / "ours.md").read_text())
    assert (NOTE, THEIRS) == ((home / "base.md").read_text(), (home / "theirs.md").read_text())


def test_a_clash_ends_the_driver_with_a_code_of_its_own(home: Path, run: Runner) -> None:
    ran = run("git", "merge-driver", *three(home, "a\n", "b\n", "c\n"), "--marker-size", "9", cwd=home)
    assert (10, "") == (ran.code, ran.stdout)
    assert 'ours.md: both sides changed the text: "b" and "c"\n' == ran.stderr
    assert "<<<<<<<<< ours\nb\n=========\nc\n>>>>>>>>> theirs\n" == (home / "ours.md").read_text()


def test_a_marker_size_of_nothing_is_the_usual_one(home: Path, run: Runner) -> None:
    run("git", "merge-driver", *three(home, "a\n", "b\n", "c\n"), "--marker-size", "0", cwd=home)
    assert (home / "ours.md").read_text().startswith("<<<<<<< ours\n")


def test_the_kind_is_that_of_the_vaults_folders(home: Path, run: Runner) -> None:
    vault = home / "notes"
    vault.mkdir()
    names = three(home, "---\nmail: a\n---\n", "---\nmail: [a, b]\n---\n", "---\nmail: a, c\n---\n")
    run("git", "merge-driver", *names, "--path", "notes/People/ada.md", cwd=home)
    assert "<<<" in (home / "ours.md").read_text()
    (vault / "notebook.toml").write_text('[folders]\ncontact = "People"\n')
    names = three(home, "---\nmail: a\n---\n", "---\nmail: [a, b]\n---\n", "---\nmail: [c]\n---\n")
    ran = run("git", "merge-driver", *names, "--path", "notes/People/ada.md", cwd=home)
    assert (0, "---\nmail: [b, c]\n---\n") == (ran.code, (home / "ours.md").read_text())


@pytest.mark.parametrize("settings", ["[", "folders = 3\n"])
def test_settings_that_cannot_be_used_do_not_stop_the_driver(home: Path, run: Runner, settings: str) -> None:
    (home / "notebook.toml").write_text(settings)
    names = three(home, "---\nmail: a\n---\n", "---\nmail: [a, b]\n---\n", "---\nmail: [c]\n---\n")
    assert 0 == run("git", "merge-driver", *names, "--path", "contacts/ada.md", cwd=home).code


def test_a_fault_within_the_driver_leaves_the_text_merge(
    home: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr("notebook.changes.threeway.merge_three", breaks)
    ran = run("git", "merge-driver", *three(home, NOTE, OURS, NOTE.replace("name: Ada", "name: Eve")), cwd=home)
    assert (0, OURS.replace("name: Ada", "name: Eve")) == (ran.code, (home / "ours.md").read_text())


def test_what_is_no_text_is_left_as_it_is(home: Path, run: Runner) -> None:
    ran = run("git", "merge-driver", *three(home, "\0", "\0a", "\0b"), cwd=home)
    assert ran.code not in (0, 1, 10)
    assert "\0a" == (home / "ours.md").read_text()


def test_a_missing_file_is_no_merge(home: Path, run: Runner) -> None:
    assert run("git", "merge-driver", "no", "nothing", "none", cwd=home).code not in (0, 10)


def test_the_files_permissions_stay(home: Path, run: Runner) -> None:
    names = three(home, NOTE, OURS, THEIRS)
    (home / "ours.md").chmod(0o640)
    run("git", "merge-driver", *names, cwd=home)
    assert 0o640 == stat.S_IMODE((home / "ours.md").stat().st_mode)
    assert [] == [file.name for file in home.iterdir() if "tmp" in file.name]


def test_the_repository_that_git_names_is_not_asked(home: Path, run: Runner) -> None:
    names = three(home, NOTE, OURS, THEIRS)
    assert 0 == run("git", "merge-driver", *names, cwd=home, env={"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "x"}).code


# By hand


def test_three_files_are_merged_into_another(home: Path, run: Runner) -> None:
    base, ours, theirs = three(home, NOTE, OURS, THEIRS)
    ran = run("git", "merge-file", ours, base, theirs, "--output", "out.md", cwd=home)
    assert (0, BOTH, OURS) == (ran.code, (home / "out.md").read_text(), (home / "ours.md").read_text())


def test_the_merged_note_can_be_printed(home: Path, run: Runner) -> None:
    base, ours, theirs = three(home, NOTE, OURS, THEIRS)
    ran = run("git", "merge-file", ours, base, theirs, "-p", cwd=home)
    assert (0, BOTH, OURS) == (ran.code, ran.stdout, (home / "ours.md").read_text())


@pytest.mark.parametrize("base", ["missing.md", os.devnull])
def test_without_a_base_both_were_added(home: Path, run: Runner, base: str) -> None:
    _, ours, theirs = three(home, "", "---\ntags: [a]\n---\n", "---\ntags: [b]\n---\n")
    ran = run("git", "merge-file", ours, base, theirs, "-p", cwd=home)
    assert (0, "---\ntags: [a, b]\n---\n") == (ran.code, ran.stdout)


def test_a_clash_ends_with_one_and_is_said(home: Path, run: Runner) -> None:
    base, ours, theirs = three(home, "---\nrole: A\n---\n", "---\nrole: B\n---\n", "---\n---\n")
    ran = run("git", "merge-file", ours, base, theirs, cwd=home)
    assert (1, 'ours.md: both sides changed role: "B" and nothing\n') == (ran.code, ran.stderr)


# Git's merge of texts


def test_texts_are_merged_as_git_does() -> None:
    assert ["A\nb\nc\nD\n"] == [part for part in merge_text("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n") if part]


def test_a_conflict_is_a_value() -> None:
    assert ["a\n", Apart("b\n", "c\n", "d\n"), "e\n"] == [
        part for part in merge_text("a\nb\ne\n", "a\nc\ne\n", "a\nd\ne\n") if part
    ]


@pytest.mark.parametrize("line", ["<<<<<<< ours", "=======", "||||||||||| base", ">" * 40, "=" * 400 + " x"])
def test_lines_like_markers_are_text(line: str) -> None:
    found = merge_text(f"{line}\na\n", f"{line}\nb\n{line}\n", f"{line}\nc\n")
    assert [f"{line}\n", Apart("a\n", f"b\n{line}\n", "c\n")] == [part for part in found if part]


def test_lines_that_end_with_a_return_are_told_from_markers() -> None:
    found = merge_text("a\r\n", "b\r\n", "c\r\n")
    assert [Apart("a\r\n", "b\r\n", "c\r\n")] == [part for part in found if part]


def test_what_git_does_not_merge_is_a_failure() -> None:
    with pytest.raises(ProgramFailed):
        merge_text("\0", "\0a", "\0b")
