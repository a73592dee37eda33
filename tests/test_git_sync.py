"""`notebook git sync`: two clones of a vault and what lies between them, on a disk and over git's own protocol."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Ran, Runner

MARKERS = "<<<<<<< ours\nrole: Poet\n=======\nrole: Coder\n>>>>>>> theirs\n"
ADA = "contacts/ada-lovelace.md"


def git(folder: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def _program(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout's program, for git to call."""
    place = home.parent / "bin/notebook"
    place.parent.mkdir()
    place.write_text(f"#!{sys.executable}\nfrom notebook.__main__ import main\n\nmain()\n")
    place.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr("notebook.cli.setting_up.program", lambda: str(place))


@pytest.fixture
def remote(home: Path) -> Path:
    """A bare repository with nothing in it."""
    folder = home.parent / "remotes/people.git"
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "--bare")
    return folder


@pytest.fixture
def one(run: Runner, vault: Path, remote: Path) -> Path:
    """The small vault, set up, committed, and sent to the remote."""
    git(vault, "init", "-q")
    git(vault, "remote", "add", "origin", str(remote))
    run("git", "setup", cwd=vault)
    assert sync(run, vault).code == 0
    return vault


@pytest.fixture
def two(home: Path, one: Path, remote: Path) -> Path:
    """A clone on another computer."""
    git(home, "clone", "-q", str(remote), "two")
    return home / "two"


def sync(run: Runner, folder: Path, *words: str) -> Ran:
    return run("git", "sync", *words, cwd=folder)


def write(vault: Path, path: str, text: str) -> None:
    (vault / path).parent.mkdir(parents=True, exist_ok=True)
    (vault / path).write_text(text, encoding="utf-8")


def card(role: str) -> str:
    return f"---\nname: Ada Lovelace\nrole: {role}\n---\n"


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


def status(folder: Path) -> str:
    return git(folder, "status", "--porcelain")


def clash(run: Runner, one: Path, two: Path, *words: str) -> Ran:
    """Ada is a coder at the remote and a poet in `one`; how the sync of `one` ended."""
    write(two, ADA, card("Coder"))
    assert sync(run, two).code == 0
    write(one, ADA, card("Poet"))
    return sync(run, one, *words)


# Commit, take in, send


def test_the_first_sync_commits_all_and_sends_it_to_an_empty_remote(run, vault, remote):
    git(vault, "init", "-q")
    git(vault, "remote", "add", "origin", str(remote))
    done = sync(run, vault)
    assert (done.code, done.lines) == (
        0,
        [
            "Committed: Sync: 4 contacts, 1 event, 1 organization, 1 project, 1 other file",
            "Sent 1 commit to origin/main.",
        ],
    )
    assert git(vault, "rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main\n"
    assert head(remote) == head(vault)


def test_in_step_there_is_nothing_to_do(run, one):
    done = sync(run, one)
    assert (done.code, done.stdout, done.stderr) == (0, "", "Nothing to do: in step with origin/main.\n")


def test_a_change_goes_from_one_clone_to_the_other(run, one, two):
    write(one, ADA, card("Poet"))
    assert sync(run, one).lines == ["Committed: Sync: ada-lovelace", "Sent 1 commit to origin/main."]
    assert sync(run, two).lines == ["Took in 1 commit of origin/main: ada-lovelace"]
    assert (two / ADA).read_text() == card("Poet")
    assert head(one) == head(two)


def test_what_is_gone_is_named_as_gone(run, one):
    (one / ADA).unlink()
    assert sync(run, one).lines[0] == "Committed: Sync: ada-lovelace deleted"


def test_a_message_of_the_users_own_is_taken(run, one):
    write(one, ADA, card("Poet"))
    sync(run, one, "-m", "After the fair")
    assert git(one, "log", "-1", "--format=%s") == "After the fair\n"


def test_names_with_blanks_quotes_and_other_scripts_are_committed(run, one, two):
    name = 'contacts/zoë "z" o\'hara 中.md'
    write(one, name, "---\nname: Zoë\n---\n")
    sync(run, one)
    sync(run, two)
    assert (two / name).read_text() == "---\nname: Zoë\n---\n"


def test_ignored_files_stay_out(run, one):
    write(one, "contacts/ada-lovelace.md~", "old")
    assert sync(run, one).stdout == ""
    assert "ada-lovelace.md~" not in git(one, "ls-files")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run, one, remote):
    before = head(one)
    write(one, ADA, card("Poet"))
    shutil.rmtree(remote)
    done = sync(run, one, "--dry-run")
    assert (done.code, done.lines) == (
        0,
        ["Would commit: Sync: ada-lovelace", f"  {ADA}", "Would send 1 commit to origin/main."],
    )
    assert (head(one), status(one)) == (before, f" M {ADA}\n")


def test_both_sides_changed_are_merged(run, one, two):
    write(one, ADA, card("Poet"))
    sync(run, one)
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    done = sync(run, two)
    assert done.lines == [
        "Committed: Sync: rita",
        "Took in 1 commit of origin/main: ada-lovelace",
        "Sent 2 commits to origin/main.",
    ]
    assert git(two, "log", "-1", "--format=%s%n%P").split("\n")[0] == "Sync: merge origin/main"
    sync(run, one)
    assert head(one) == head(two)


def test_one_card_changed_in_neighbouring_lines_is_merged_by_meaning(run, one, two):
    write(one, ADA, "---\nname: Ada Lovelace\nrole: Poet\ntags: [a]\nlocation: London\n---\n")
    sync(run, one)
    sync(run, two)
    write(one, ADA, "---\nname: Ada Lovelace\nrole: Coder\ntags: [a, b]\nlocation: London\n---\n")
    sync(run, one)
    write(two, ADA, "---\nname: Ada Lovelace\nrole: Poet\ntags: [a, c]\nlocation: Ockham\n---\n")
    done = sync(run, two)
    assert done.code == 0, done.stdout
    lines = (two / ADA).read_text().splitlines()
    assert ("role: Coder" in lines, "location: Ockham" in lines, "<<<<<<<" in "".join(lines)) == (True, True, False)


# A clone that was not set up


def test_a_fresh_clone_is_set_up_before_it_merges(run, one, two):
    done = sync(run, two)
    assert "This clone: git knows how to merge notes by meaning" in done.stderr
    assert "merge-driver" in git(two, "config", "merge.notebook.driver")
    assert "This clone" not in sync(run, two).stderr


def test_a_vault_that_does_not_ask_for_it_is_not_set_up(run, vault, remote):
    git(vault, "init", "-q")
    git(vault, "remote", "add", "origin", str(remote))
    sync(run, vault)
    assert git(vault, "config", "--get", "merge.notebook.driver", check=False) == ""


# The user's other work


@pytest.fixture
def below(run: Runner, home: Path, vault: Path, remote: Path) -> Path:
    """The small vault in a folder of a repository that has other files."""
    git(home, "init", "-q")
    git(home, "remote", "add", "origin", str(remote))
    write(home, "thesis.tex", "one\n")
    git(home, "add", "thesis.tex", "vault")
    git(home, "commit", "-qm", "all")
    git(home, "push", "-q", "-u", "origin", "main")
    return vault


def test_below_its_repository_only_the_vault_is_committed(run, below, home):
    write(home, "thesis.tex", "two\n")
    git(home, "add", "thesis.tex")
    write(home, "new.tex", "new\n")
    git(home, "add", "new.tex")
    write(below, ADA, card("Poet"))
    assert sync(run, below).lines[0] == "Committed: Sync: ada-lovelace"
    assert git(home, "show", "--name-only", "--format=") == f"vault/{ADA}\n"
    assert git(home, "status", "--porcelain", "--untracked-files=no") == "A  new.tex\nM  thesis.tex\n"


@pytest.mark.parametrize("way", ["--merge", "--rebase"])
def test_uncommitted_work_outside_the_vault_survives_what_is_taken_in(run, below, home, remote, way):
    git(home.parent, "clone", "-q", str(remote), "other")
    write(home.parent / "other", f"vault/{ADA}", card("Poet"))
    git(home.parent / "other", "commit", "-qam", "poet")
    git(home.parent / "other", "push", "-q")
    write(home, "thesis.tex", "two\n")
    git(home, "add", "thesis.tex")
    write(home, "thesis.tex", "three\n")
    write(below, "contacts/rita.md", "---\nname: Rita\n---\n")
    done = sync(run, below, way)
    assert done.code == 0, done.stderr
    assert (below / ADA).read_text() == card("Poet")
    assert (home / "thesis.tex").read_text() == "three\n"
    assert git(home, "show", ":thesis.tex") == "two\n"
    assert git(home, "stash", "list") == ""


def test_work_outside_the_vault_is_staged_as_before_when_a_clash_is_mended(run, below, home, remote):
    git(home.parent, "clone", "-q", str(remote), "other")
    write(home.parent / "other", f"vault/{ADA}", card("Coder"))
    git(home.parent / "other", "commit", "-qam", "coder")
    git(home.parent / "other", "push", "-q")
    write(home, "thesis.tex", "two\n")
    git(home, "add", "thesis.tex")
    write(home, "thesis.tex", "three\n")
    write(below, ADA, card("Poet"))
    assert sync(run, below).lines[1] == f"{ADA}:3  role"
    write(below, ADA, card("Both"))
    assert sync(run, below).code == 0
    assert ((home / "thesis.tex").read_text(), git(home, "show", ":thesis.tex")) == ("three\n", "two\n")
    assert git(home, "show", "--name-only", "--format=", "-m", "HEAD", "--first-parent") == f"vault/{ADA}\n"


def test_work_outside_the_vault_that_clashes_with_what_came_is_kept_and_said(run, below, home, remote):
    git(home.parent, "clone", "-q", str(remote), "other")
    write(home.parent / "other", "thesis.tex", "theirs\n")
    git(home.parent / "other", "commit", "-qam", "thesis")
    git(home.parent / "other", "push", "-q")
    write(home, "thesis.tex", "mine\n")
    write(below, ADA, card("Poet"))
    done = sync(run, below)
    assert (done.code, done.lines[-1]) == (0, "Sent 2 commits to origin/main.")
    assert done.stderr.startswith("thesis.tex has changes of yours that clash with what came")
    assert git(home, "show", "stash@{0}:thesis.tex") == "mine\n"
    assert "thesis.tex clashes in git, though no merge is under way." in sync(run, below).stderr


# A clash and its two ways out


def test_a_clash_stops_before_anything_is_sent(run, one, two, remote):
    done = clash(run, one, two)
    assert (done.code, done.lines) == (1, ["Committed: Sync: ada-lovelace", f"{ADA}:3  role"])
    assert done.stderr == (
        "Error: One file clashes: both sides changed the same. Nothing was sent.\n"
        "Hint: Choose in each place above: keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>. "
        "Then: notebook git sync\n      Or go back to before: git merge --abort\n"
    )
    assert head(remote) == head(two)
    assert "role: Poet\n=======\nrole: Coder\n" in (one / ADA).read_text()


def test_until_it_is_mended_it_says_the_same(run, one, two):
    first = clash(run, one, two)
    again = sync(run, one)
    assert (again.code, again.stderr, again.lines) == (1, first.stderr, [f"{ADA}:3  role"])


def test_where_it_is_mended_the_next_sync_goes_on(run, one, two):
    clash(run, one, two)
    write(one, ADA, card("Poet and coder"))
    done = sync(run, one)
    assert (done.code, done.lines) == (0, ["Finished the merge.", "Sent 2 commits to origin/main."])
    assert git(one, "log", "-1", "--format=%B").strip() == "Sync: merge origin/main"
    sync(run, two)
    assert (two / ADA).read_text() == card("Poet and coder")


@pytest.mark.parametrize("role", ["Poet", "Coder"])
def test_one_side_may_be_chosen_whole(run, one, two, role):
    clash(run, one, two)
    write(one, ADA, card(role))
    assert sync(run, one).code == 0
    assert git(one, "show", f"HEAD:{ADA}") == card(role)


def test_only_the_mended_files_are_added(run, one, two):
    clash(run, one, two)
    write(one, ADA, card("Both"))
    write(one, "contacts/rita.md", "---\nname: Rita\n---\n")
    assert sync(run, one).lines == [
        "Finished the merge.", "Committed: Sync: rita", "Sent 3 commits to origin/main."
    ]  # fmt: skip
    assert git(one, "diff", "--name-only", "HEAD~2", "HEAD~1") == f"{ADA}\n"


def test_a_merge_given_up_is_as_before_it(run, one, two):
    write(one, "contacts/rita.md", "---\nname: Rita\n---\n")
    clash(run, one, two)
    git(one, "merge", "--abort")
    assert (one / ADA).read_text() == card("Poet")
    assert status(one) == ""
    assert git(one, "log", "-1", "--format=%s") == "Sync: ada-lovelace, rita\n"
    assert sync(run, one).lines == [f"{ADA}:3  role"]


def test_a_rebase_stops_at_a_clash_and_goes_on(run, one, two):
    done = clash(run, one, two, "--rebase")
    assert (done.code, done.lines[1]) == (1, f"{ADA}:3  role")
    assert "git rebase --abort" in done.stderr
    assert sync(run, one).code == 1
    write(one, ADA, card("Both"))
    assert sync(run, one).lines == ["Finished the rebase.", "Sent 1 commit to origin/main."]
    assert git(one, "log", "--format=%s", "-2") == "Sync: ada-lovelace\nSync: ada-lovelace\n"


def test_a_rebase_given_up_is_as_before_it(run, one, two):
    clash(run, one, two, "--rebase")
    git(one, "rebase", "--abort")
    assert ((one / ADA).read_text(), status(one)) == (card("Poet"), "")


def test_a_rebase_may_stop_at_each_of_its_commits(run, one, two):
    write(two, ADA, card("Coder"))
    sync(run, two)
    for role in ("Poet", "Painter"):
        write(one, ADA, card(role))
        git(one, "commit", "-qam", role)
    assert sync(run, one, "--rebase").code == 1
    write(one, ADA, card("First"))
    assert sync(run, one).lines == [f"{ADA}:3  role"]
    write(one, ADA, card("Second"))
    assert sync(run, one).lines == ["Finished the rebase.", "Sent 2 commits to origin/main."]
    assert git(one, "show", "HEAD~1:" + ADA) == card("First")


@pytest.mark.parametrize("way", ["--merge", "--rebase"])
def test_a_card_deleted_on_one_side_stops_every_sync_until_it_is_answered(run, one, two, remote, way):
    (two / ADA).unlink()
    sync(run, two)
    write(one, ADA, card("Poet"))
    doing = way.removeprefix("--")
    for done in (sync(run, one, way), sync(run, one, way), sync(run, one)):
        assert (done.code, done.lines[-1]) == (1, f"{ADA}  changed here, deleted on the other side")
        assert done.stderr == (
            "Error: One file clashes. Nothing was sent.\n"
            f"Hint: git add {ADA} keeps it, git rm {ADA} lets it go. Then: notebook git sync\n"
            f"      Or go back to before: git {doing} --abort\n"
        )
    assert head(remote) == head(two)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (("add", ADA), f"Kept {ADA}"),
        (("rm", "-q", ADA), f"Deleted {ADA}"),
        (None, f"Deleted {ADA}"),
        (card("Poet and coder"), f"Kept {ADA}"),
    ],
)
def test_a_card_deleted_on_one_side_is_kept_or_let_go_as_it_is_answered(run, one, two, answer, said):
    (two / ADA).unlink()
    sync(run, two)
    write(one, ADA, card("Poet"))
    sync(run, one)
    if answer is None:
        (one / ADA).unlink()
    elif isinstance(answer, str):
        write(one, ADA, answer)
    else:
        git(one, *answer)
    done = sync(run, one)
    assert (done.code, done.lines[:2]) == (0, [said, "Finished the merge."])
    sync(run, two)
    assert (two / ADA).exists() == said.startswith("Kept")


def test_deleted_here_and_changed_there_is_said_so(run, one, two):
    write(two, ADA, card("Poet"))
    sync(run, two)
    (one / ADA).unlink()
    assert sync(run, one).lines[-1] == f"{ADA}  deleted here, changed on the other side"
    assert sync(run, one).code == 1


def test_a_quoted_mail_in_a_card_deleted_on_one_side_is_no_marker(run, one, two):
    (two / ADA).unlink()
    sync(run, two)
    write(one, ADA, card("Poet") + ">>>>>>> hello\n")
    assert sync(run, one).lines[-1] == f"{ADA}  changed here, deleted on the other side"


def test_a_card_renamed_on_both_sides_stops_until_both_names_are_answered(run, one, two):
    text = card("Poet") + "".join(f"Line {number}.\n" for number in range(20))
    write(one, ADA, text)
    sync(run, one)
    sync(run, two)
    git(two, "mv", ADA, "contacts/ada-king.md")
    sync(run, two)
    git(one, "mv", ADA, "contacts/ada-byron.md")
    sync(run, one)
    done = sync(run, one)
    assert (done.code, done.lines) == (
        1,
        [
            "contacts/ada-byron.md  came by a rename on one side",
            "contacts/ada-king.md  came by a rename on one side",
            f"{ADA}  renamed on both sides, to two names",
        ],
    )
    assert "git add PATH keeps it, git rm PATH lets it go." in done.stderr
    git(one, "rm", "-q", "contacts/ada-king.md")
    assert "git add contacts/ada-byron.md keeps it" in sync(run, one).stderr
    git(one, "add", "contacts/ada-byron.md")
    done = sync(run, one)
    assert (done.code, done.lines[:2]) == (0, ["Kept contacts/ada-byron.md", "Deleted contacts/ada-king.md"])
    assert (one / "contacts/ada-byron.md").read_text() == text


@pytest.fixture
def pictures(run: Runner, one: Path, two: Path) -> Path:
    """A picture that both sides have changed, after the sync of `one`."""
    (one / "ada.png").write_bytes(b"\0one")
    sync(run, one)
    sync(run, two)
    (two / "ada.png").write_bytes(b"\0two")
    sync(run, two)
    (one / "ada.png").write_bytes(b"\0three")
    assert sync(run, one).lines[1] == "ada.png  changed on both sides, and cannot be marked"
    return one


def test_a_picture_changed_on_both_sides_stops_until_it_is_answered(run, pictures):
    done = sync(run, pictures)
    assert done.code == 1
    assert (
        "Hint: git add ada.png keeps it as it is now, git checkout --theirs ada.png takes the other one, "
        "git rm ada.png lets it go. Then: notebook git sync\n"
    ) in done.stderr


@pytest.mark.parametrize(("answer", "kept"), [("add", b"\0three"), ("checkout --theirs", b"\0two")])
def test_a_picture_is_taken_as_it_is_answered(run, pictures, answer, kept):
    git(pictures, *answer.split(), "ada.png")
    done = sync(run, pictures)
    assert (done.code, done.lines[0], (pictures / "ada.png").read_bytes()) == (0, "Kept ada.png", kept)


def test_the_hint_speaks_of_markers_and_of_whole_files_where_there_are_both(run, one, two):
    write(two, ADA, card("Coder"))
    (two / "contacts/sam-okafor.md").unlink()
    sync(run, two)
    write(one, ADA, card("Poet"))
    write(one, "contacts/sam-okafor.md", "---\nname: Sam Okafor\nrole: Baker\n---\n")
    done = sync(run, one)
    assert done.stderr.startswith("Error: 2 files clash. Nothing was sent.\nHint: Choose in each place above: ")
    assert "Of a file without a line: git add contacts/sam-okafor.md keeps it" in done.stderr


def test_from_another_folder_the_hint_says_where(run, one, two, home):
    (two / ADA).unlink()
    sync(run, two)
    write(one, ADA, card("Poet"))
    done = run("--vault", str(one), "git", "sync", cwd=home)
    assert f"git -C {one} add {ADA} keeps it" in done.stderr


def test_in_a_rebase_it_is_said_which_side_is_which(run, one, two):
    done = clash(run, one, two, "--rebase")
    assert "In a rebase, ours is what came, theirs is yours." in done.stderr
    assert "In a rebase" not in clash(run, two, one).stderr


def test_a_merge_of_the_users_own_that_leaves_one_side_whole_is_told_first(run, one):
    git(one, "checkout", "-qb", "other")
    (one / ADA).unlink()
    git(one, "commit", "-qam", "gone")
    git(one, "checkout", "-q", "main")
    write(one, ADA, card("Poet"))
    git(one, "commit", "-qam", "poet")
    git(one, "merge", "-q", "other", check=False)
    assert sync(run, one).code == 1
    assert sync(run, one).code == 1
    git(one, "add", ADA)
    assert sync(run, one).code == 0
    assert (one / ADA).exists()


def test_markers_are_not_committed(run, one):
    write(one, ADA, f"---\nname: Ada Lovelace\n{MARKERS}---\n")
    done = sync(run, one)
    assert (done.code, done.stderr.splitlines()[0]) == (
        5, f"Error: {ADA}:3 has the markers of a merge in it. Nothing was committed."
    )  # fmt: skip
    assert status(one) == f" M {ADA}\n"


def test_a_mail_quoted_again_and_again_is_no_marker(run, one):
    write(one, ADA, "---\nname: Ada Lovelace\n---\n>>>>>>> hello\n>>>>>>>\n")
    assert sync(run, one).code == 0


def test_a_cherry_pick_under_way_is_the_users_own(run, one):
    write(one, ADA, card("Poet"))
    git(one, "commit", "-qam", "poet")
    git(one, "checkout", "-q", "-b", "other", "HEAD~1")
    write(one, ADA, card("Coder"))
    git(one, "commit", "-qam", "coder")
    git(one, "cherry-pick", "main", check=False)
    done = sync(run, one)
    assert (done.code, done.stderr.splitlines()[0]) == (1, "Error: A cherry-pick is not finished here.")


def test_a_rebase_of_the_users_own_that_was_stopped_on_purpose_stays(run, one):
    write(one, ADA, card("Poet"))
    git(one, "commit", "-qam", "poet")
    git(one, "-c", "sequence.editor=sed -i 1s/pick/edit/", "rebase", "-q", "-i", "HEAD~1")
    done = sync(run, one)
    assert (done.code, done.stderr.splitlines()[0]) == (1, "Error: A rebase is not finished here.")


def test_a_commit_of_which_nothing_is_left_is_no_more_in_a_rebase(run, one, two):
    clash(run, one, two, "--rebase")
    write(one, ADA, card("Coder"))
    assert sync(run, one).code == 0
    assert head(one) == head(two)


def test_another_repository_in_the_vault_stays_out(run, one):
    git(one, "init", "-q", "inner")
    write(one, "inner/a.md", "a\n")
    git(one / "inner", "add", "-A")
    git(one / "inner", "commit", "-qm", "inner")
    done = sync(run, one)
    assert (done.code, done.stdout, done.stderr.splitlines()[0]) == (
        0, "", "inner/ is a repository of its own and stays out."
    )  # fmt: skip
    write(one, ADA, card("Poet"))
    assert sync(run, one).lines[0] == "Committed: Sync: ada-lovelace"
    assert status(one) == "?? inner/\n"


def test_a_lock_that_a_killed_git_left_is_named(run, one):
    write(one, ADA, card("Poet"))
    (one / ".git/index.lock").touch()
    done = sync(run, one)
    assert (done.code, "delete that file" in done.stderr) == (6, True)
    (one / ".git/index.lock").unlink()
    assert sync(run, one).code == 0


def test_a_file_in_the_way_of_one_that_comes_is_named_and_kept(run, below, home, remote):
    git(home.parent, "clone", "-q", str(remote), "other")
    write(home.parent / "other", "notes.tex", "theirs\n")
    git(home.parent / "other", "add", "-A")
    git(home.parent / "other", "commit", "-qm", "notes")
    git(home.parent / "other", "push", "-q")
    write(home, "notes.tex", "mine\n")
    write(below, ADA, card("Poet"))
    done = sync(run, below)
    assert (done.code, "notes.tex" in done.stderr, (home / "notes.tex").read_text()) == (5, True, "mine\n")


def test_the_settings_may_clash_too(run, one, two):
    write(two, "notebook.toml", 'me = "sam-okafor"\n')
    sync(run, two)
    write(one, "notebook.toml", 'me = "ada-lovelace"\n')
    assert sync(run, one).lines[-1] == "notebook.toml:1  text"
    assert sync(run, one).code == 1
    write(one, "notebook.toml", 'me = "clara"\n')
    assert sync(run, one).code == 0


def test_where_markers_belong_to_the_text_the_user_commits_them_once(run, one):
    text = "---\nname: Ada Lovelace\n---\n```\n<<<<<<< HEAD\n```\n"
    write(one, ADA, text)
    done = sync(run, one)
    assert (done.code, "commit the file yourself, once" in done.stderr) == (5, True)
    git(one, "commit", "-qam", "example")
    write(one, ADA, f"{text}More.\n")
    assert sync(run, one).code == 0


def test_a_folder_in_the_place_of_a_file_is_committed(run, one, two):
    (one / ADA).unlink()
    write(one, f"{ADA}/ada.md", card("Poet"))
    assert sync(run, one).code == 0
    assert sync(run, two).code == 0
    assert (two / ADA / "ada.md").read_text() == card("Poet")


@pytest.mark.parametrize("between", ["", "contacts"])
def test_a_rename_is_named_as_one(run, one, two, between):
    git(one, "mv", ADA, f"{between or 'contacts'}/ada-king.md")
    assert sync(run, one).lines[0] == "Committed: Sync: ada-lovelace renamed to ada-king"
    assert sync(run, two).lines == ["Took in 1 commit of origin/main: ada-lovelace renamed to ada-king"]


# An interaction that both sides have made

TALK = "interactions/2026/2026-11-22-meal-ada-lovelace.md"


def talk(text: str) -> str:
    return f"---\nwith: [ada-lovelace]\nchannel: meal\n---\n{text}\n\n- [ ] write to {text}\n"


def both_talk(run: Runner, one: Path, two: Path, *words: str) -> Ran:
    write(two, TALK, talk("Clara"))
    sync(run, two)
    write(one, TALK, talk("Sam").replace("meal\n", "meal\nlocation: Porto\n").replace("\n", "\r\n"))
    # What no merge by meaning makes one of.
    git(one, "config", "merge.notebook.driver", "git merge-file -L ours -L base -L theirs %A %O %B")
    return sync(run, one, *words)


@pytest.mark.parametrize("way", ["--merge", "--rebase"])
def test_an_interaction_made_on_both_sides_is_kept_as_two(run, one, two, way):
    done = both_talk(run, one, two, way)
    other = TALK.replace(".md", "-2.md")
    name = TALK.rpartition("/")[2]
    assert (done.code, done.lines[1]) == (
        0, f"{name} was written on both sides: both are kept, the other as {name.replace('.md', '-2.md')}"
    )  # fmt: skip
    sync(run, two)
    mine = talk("Sam").replace("meal\n", "meal\nlocation: Porto\n").replace("\n", "\r\n").encode()
    found = [(two / path).read_bytes() for path in (TALK, other)]
    assert found == ([mine, talk("Clara").encode()] if way == "--merge" else [talk("Clara").encode(), mine])
    assert (head(one), status(one)) == (head(two), "")


def test_the_other_interaction_gets_the_next_name_that_is_free(run, one, two):
    write(one, TALK.replace(".md", "-2.md"), talk("Linus"))
    sync(run, one)
    sync(run, two)
    both_talk(run, one, two)
    assert [(one / TALK.replace(".md", end)).read_text() for end in ("-2.md", "-3.md")] == [
        talk("Linus"), talk("Clara")
    ]  # fmt: skip


def test_two_interactions_are_kept_also_where_something_else_clashes(run, one, two):
    write(two, ADA, card("Coder"))
    write(one, ADA, card("Poet"))
    done = both_talk(run, one, two)
    assert (done.code, done.lines[2:]) == (1, [f"{ADA}:3  role"])
    write(one, ADA, card("Both"))
    assert sync(run, one).code == 0
    assert (one / TALK.replace(".md", "-2.md")).read_text() == talk("Clara")


def test_an_interaction_on_which_the_user_is_at_work_stays_as_it_is(run, one, two):
    write(two, TALK, talk("Clara"))
    sync(run, two)
    write(one, TALK, talk("Sam"))
    git(one, "config", "merge.notebook.driver", "git merge-file -L ours -L base -L theirs %A %O %B")
    git(one, "add", "-A")
    git(one, "commit", "-qm", "talk")
    git(one, "fetch", "-q")
    git(one, "merge", "-q", "origin/main", check=False)
    with (one / TALK).open("a") as file:
        file.write("Mine.\n")
    assert sync(run, one).code == 1
    assert not (one / TALK.replace(".md", "-2.md")).exists()


def test_a_contact_made_on_both_sides_is_a_clash_as_before(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\nrole: Poet\n---\n")
    sync(run, two)
    write(one, "contacts/rita.md", "---\nname: Rita\nrole: Coder\n---\n")
    assert sync(run, one).code == 1


# Problems that are new


def test_a_problem_that_only_both_sides_together_make_is_said(run, one, two):
    run("rename", "ada-lovelace", "Ada King", "--id", "ada-king", "--yes", cwd=two)
    sync(run, two)
    write(one, "interactions/2026/2026-11-22-call.md", "---\nwith: [ada-lovelace]\n---\n")
    write(one, "contacts/broken.md", "---\nname: Broken\nbirthday: soon\n---\n")
    done = sync(run, one)
    (header, *lines) = done.stderr.splitlines()
    assert (header, lines[0].split(" ")[2]) == (
        "1 new problem: notebook check", "interactions/2026/2026-11-22-call.md:2"
    )  # fmt: skip


def test_a_problem_that_was_there_is_not_said_again_where_its_line_moves(run, one, two):
    write(one, ADA, card("Poet").replace("role", "birthday: soon\nrole"))
    sync(run, one)
    sync(run, two)
    write(two, ADA, card("Poet").replace("role", "tags: [a]\nbirthday: soon\nrole"))
    sync(run, two)
    assert sync(run, one).stderr == ""


def test_where_nothing_is_taken_in_the_vault_is_not_read(run, one, monkeypatch):
    monkeypatch.setattr("notebook.vault.reading.load.load", lambda *_, **__: pytest.fail("read"))
    write(one, ADA, "---\nname: [\n---\n")
    assert sync(run, one).stderr == ""


def test_after_a_clash_what_is_wrong_in_the_files_of_both_sides_is_said(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\nbirthday: soon\n---\n")
    clash(run, one, two)
    write(one, ADA, card("Both").replace("role", "birthday: later\nrole"))
    done = sync(run, one)
    assert done.stderr.splitlines()[0] == "2 problems: notebook check"


# The remote


def test_where_someone_is_faster_it_fetches_and_sends_again(run, one, two, remote):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    git(two, "add", "-A")
    git(two, "commit", "-qm", "rita")
    # The other clone pushes after this one has fetched, once.
    hook = one / ".git/hooks/pre-push"
    hook.write_text(f'#!/bin/sh\nrm "$0"\ncd "{two}" && env -u GIT_DIR git push -q\n')
    hook.chmod(0o755)
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, done.lines[1:]) == (
        0, ["Took in 1 commit of origin/main: rita", "Sent 2 commits to origin/main."]
    )  # fmt: skip
    assert head(remote) == head(one)


def test_where_someone_is_always_faster_it_gives_up(run, one, two, remote):
    hook = one / ".git/hooks/pre-push"
    hook.write_text(
        f'#!/bin/sh\ncd "{two}" && unset GIT_DIR && '
        "git pull -q && git commit -q --allow-empty -m again && git push -q\n"
    )
    hook.chmod(0o755)
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, done.stderr.splitlines()[-2]) == (
        6, "Error: origin/main changed again each time it was to be sent to."
    )  # fmt: skip
    assert head(remote) == head(two)


def test_what_a_remote_refuses_is_said_in_its_words(run, one, remote):
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, "pre-receive hook declined" in done.stderr) == (6, True)
    hook.unlink()
    assert sync(run, one).lines == ["Sent 1 commit to origin/main."]


def test_a_remote_that_is_rewritten_is_never_forced(run, one, two, remote):
    git(two, "commit", "-q", "--amend", "-m", "rewritten")
    git(two, "push", "-q", "--force")
    write(one, ADA, card("Poet"))
    before = head(remote)
    sync(run, one)
    assert git(remote, "merge-base", "--is-ancestor", before, "main") == ""


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("git@example.org: Permission denied (publickey).", "ssh-add -l"),
        ("Host key verification failed.", "ssh HOST"),
        ("ssh: Could not resolve hostname example.og: Name or service not known", "spelled right"),
    ],
)
def test_what_ssh_says_is_the_reason(run, one, said, hint, home, monkeypatch):
    ssh = home / "ssh"
    ssh.write_text(f"#!/bin/sh\necho 'Warning: Permanently added it.' >&2\necho '{said}' >&2\nexit 255\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    git(one, "remote", "set-url", "origin", "ssh://git@example.org/people.git")
    done = sync(run, one)
    error, hints = done.stderr.splitlines()
    assert (done.code, error, hint in hints) == (6, f"Error: origin cannot be reached: {said}", True)


def test_what_the_hook_of_a_server_says_is_said(run, one, remote):
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nprintf 'Too large: \\033[31mada.png\\n\\n'\necho 'Ask Clara.'\nexit 1\n")
    hook.chmod(0o755)
    write(one, ADA, card("Poet"))
    assert sync(run, one).stderr.splitlines()[:3] == [
        "Error: origin did not take what was sent: [remote rejected] (pre-receive hook declined)",
        "  remote: Too large: ␛[31mada.png",
        "  remote: Ask Clara.",
    ]


def hook_of(vault: Path, name: str, script: str = "echo 'Not today.'; exit 1") -> Path:
    hook = vault / f".git/hooks/{name}"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)
    return hook


def test_what_a_hook_that_stops_the_commit_says_is_said_with_the_way_on(run, one):
    hook_of(one, "pre-commit", "echo contacts/x.md:1:1 wrong; echo '1 problem in 1 of 9 files'; exit 1")
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, done.stderr) == (
        6,
        (
            "Error: A hook stopped the commit:\n  contacts/x.md:1:1 wrong\n  1 problem in 1 of 9 files\n"
            "Hint: When that is mended: notebook git sync; git commit --no-verify goes past the hook\n"
        ),
    )
    (one / ".git/hooks/pre-commit").unlink()
    assert sync(run, one).lines[0] == "Committed: Sync: ada-lovelace"


def test_what_a_hook_that_stops_the_push_says_is_said(run, one):
    hook_of(one, "pre-push")
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, "a hook stopped it:\n  Not today.\n" in done.stderr) == (6, True)


@pytest.mark.parametrize(("name", "way"), [("pre-merge-commit", "--merge"), ("pre-rebase", "--rebase")])
def test_what_a_hook_that_stops_the_merge_says_is_said_and_nothing_is_lost(run, one, two, name, way):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    write(one, ADA, card("Poet"))
    hook = hook_of(one, name)
    for _ in range(2):
        done = sync(run, one, way)
        assert (done.code, "Not today." in done.stderr) == (6, True)
    hook.unlink()
    assert sync(run, one).code == 0
    sync(run, two)
    assert ((two / ADA).read_text(), (one / "contacts/rita.md").exists(), status(one)) == (card("Poet"), True, "")


def test_offline_the_commit_is_kept_and_sent_the_next_time(run, one, remote):
    remote.rename(remote.parent / "away")
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, done.lines) == (6, ["Committed: Sync: ada-lovelace"])
    assert done.stderr.startswith("Error: origin cannot be reached: fatal: ")
    assert "again when you are online" in done.stderr
    (remote.parent / "away").rename(remote)
    assert sync(run, one).lines == ["Sent 1 commit to origin/main."]


def test_without_a_remote_it_is_committed_and_said(run, vault):
    git(vault, "init", "-q")
    done = sync(run, vault)
    assert (done.code, done.lines[0].startswith("Committed: ")) == (1, True)
    assert done.stderr.startswith("Error: There is no remote to sync with.\n")


def test_among_several_remotes_the_user_chooses(run, vault, remote):
    git(vault, "init", "-q")
    for name in ("first", "second"):
        git(vault, "remote", "add", name, str(remote))
    done = sync(run, vault)
    assert (done.code, "git push -u first main chooses one." in done.stderr) == (1, True)


def test_another_vault_at_the_remote_is_refused(run, one, home, remote):
    run("init", "other", "--git")
    git(home / "other", "remote", "add", "origin", str(remote))
    done = sync(run, home / "other")
    assert done.code == 1
    assert "main and origin/main have no commit in common" in done.stderr
    assert head(remote) == head(one)


def test_a_branch_of_another_name_is_not_sent_beside_the_remotes(run, one, home, remote):
    git(home, "clone", "-q", str(remote), "three")
    git(home / "three", "switch", "-q", "--no-track", "-c", "master")
    write(home / "three", ADA, card("Poet"))
    done = sync(run, home / "three")
    assert (done.code, 'origin has no branch "master", but main' in done.stderr) == (1, True)
    assert git(remote, "branch", "--format=%(refname:short)") == "main\n"


def test_an_upstream_of_another_name_is_kept(run, one, remote):
    git(one, "branch", "-m", "mine")
    git(one, "branch", "-u", "origin/main")
    write(one, ADA, card("Poet"))
    assert sync(run, one).lines[1] == "Sent 1 commit to origin/main."
    assert git(remote, "branch", "--format=%(refname:short)") == "main\n"


def test_gits_own_setting_chooses_a_rebase(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    git(one, "config", "pull.rebase", "true")
    write(one, ADA, card("Poet"))
    assert sync(run, one).code == 0
    assert git(one, "log", "--merges", "--format=%s") == ""


def test_the_option_counts_over_gits_setting(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    git(one, "config", "pull.rebase", "true")
    write(one, ADA, card("Poet"))
    assert sync(run, one, "--merge").code == 0
    assert git(one, "log", "--merges", "--format=%s") == "Sync: merge origin/main\n"


def test_a_note_that_cannot_be_read_after_it_is_named(run, one, two):
    write(two, ADA, "---\nname: [\n---\n")
    sync(run, two)
    assert sync(run, one).stderr == f"1 new problem: notebook check\n  {ADA}:3 A value is missing here.\n"


# What it cannot work with


def test_outside_a_repository_it_says_how_to_make_one(run, vault):
    done = sync(run, vault)
    assert (done.code, done.stderr.splitlines()[0]) == (1, "Error: The vault is in no git repository.")


def test_on_no_branch_it_says_how_to_get_to_one(run, one):
    git(one, "checkout", "-q", "--detach")
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, "on no branch" in done.stderr, status(one)) == (1, True, f" M {ADA}\n")


def test_where_git_does_not_know_the_user_nothing_is_committed(run, one, home):
    (home / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    write(one, ADA, card("Poet"))
    done = sync(run, one)
    assert (done.code, "git does not know who you are" in done.stderr) == (6, True)


# Over git's own protocol


@pytest.fixture
def served(remote: Path) -> Iterator[str]:
    """The address of the remote, served on this machine alone."""
    daemon = Path(subprocess.check_output(["git", "--exec-path"], text=True).strip()) / "git-daemon"
    if not daemon.exists():
        pytest.skip("git-daemon is not installed: some systems package it apart from git")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--export-all", "--enable=receive-pack", "--listen=127.0.0.1", f"--port={port}", "--reuseaddr")
    with subprocess.Popen(
        [daemon, *options, f"--base-path={remote.parent}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"git://127.0.0.1:{port}/people.git"
        finally:
            process.terminate()


def test_two_clones_meet_over_the_network(run, home, vault, served):
    git(vault, "init", "-q")
    git(vault, "remote", "add", "origin", served)
    run("git", "setup", cwd=vault)
    assert sync(run, vault).code == 0
    git(home, "clone", "-q", served, "two")
    two = home / "two"
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    assert sync(run, two).lines[1] == "Sent 1 commit to origin/main."
    done = clash(run, vault, two)
    assert (done.code, done.lines[1]) == (1, f"{ADA}:3  role")
    write(vault, ADA, card("Both"))
    assert sync(run, vault).code == 0
    assert sync(run, two).lines == ["Took in 2 commits of origin/main: ada-lovelace"]


# What is not in git


@pytest.mark.parametrize("way", ["--merge", "--rebase"])
@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize("path", ["private/s.md", "private", "private/s.md/t.md"])
def test_a_file_that_git_ignores_is_not_overwritten_by_one_that_comes(run, one, two, way, ahead, path):
    write(two, path, "theirs\n")
    sync(run, two)
    write(one, ".git/info/exclude", "private/\n")
    write(one, "private/s.md", "mine\n")
    if ahead:
        write(one, ADA, card("Poet"))
    done = sync(run, one, way)
    assert (done.code, done.stderr.splitlines()[0]) == (
        5, f"Error: private/s.md is not in git here, and would be overwritten by {path}, which comes."
    )  # fmt: skip
    assert (one / "private/s.md").read_text() == "mine\n"
    (one / "private").rename(one.parent / "away")
    assert sync(run, one, way).code == 0


def test_a_file_that_is_in_git_no_more_is_not_overwritten_by_a_change_of_it(run, one, two):
    write(one, "private/s.md", "first\n")
    sync(run, one)
    sync(run, two)
    write(two, "private/s.md", "theirs\n")
    sync(run, two)
    git(one, "rm", "-q", "--cached", "private/s.md")
    write(one, ".gitignore", (one / ".gitignore").read_text() + "private/\n")
    write(one, "private/s.md", "mine\n")
    assert sync(run, one).code == 5
    assert (one / "private/s.md").read_text() == "mine\n"


def test_a_rebase_does_not_overwrite_what_an_earlier_commit_had(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    write(one, "private/s.md", "first\n")
    git(one, "add", "-A")
    git(one, "commit", "-qm", "private")
    git(one, "rm", "-q", "--cached", "private/s.md")
    write(one, ".git/info/exclude", "private/\n")
    write(one, "private/s.md", "mine\n")
    done = sync(run, one, "--rebase")
    assert (done.code, "notebook git sync --merge" in done.stderr) == (5, True)
    assert sync(run, one, "--merge").code == 0
    assert (one / "private/s.md").read_text() == "mine\n"


@pytest.mark.parametrize("way", ["--merge", "--rebase"])
def test_what_an_editor_writes_meanwhile_is_not_put_aside(run, one, two, way, monkeypatch):
    from notebook.git.sync import syncing

    write(two, ADA, card("Poet"))
    sync(run, two)
    write(one, "contacts/rita.md", "---\nname: Rita\n---\n")
    really = syncing.begin

    def begin(vault: Path) -> None:
        write(one, "contacts/sam-okafor.md", "---\nname: Sam\n---\nTyped.\n")
        really(vault)

    with monkeypatch.context() as patch:
        patch.setattr(syncing, "begin", begin)
        sync(run, one, way)
    assert (git(one, "stash", "list"), (one / "contacts/sam-okafor.md").read_text()) == (
        "", "---\nname: Sam\n---\nTyped.\n"
    )  # fmt: skip
    assert sync(run, one, way).code == 0
    assert head(one) == git(one, "rev-parse", "origin/main").strip()


# Killed on the way


def test_only_one_sync_is_at_work_in_a_clone(run, one):
    from notebook.git.sync.alone import alone

    with alone(one):
        done = sync(run, one)
    assert (done.code, done.stderr.splitlines()[0]) == (1, "Error: Another sync is at work in this clone.")
    assert sync(run, one).code == 0


@pytest.mark.parametrize("adds", [True, False])
def test_a_merge_that_took_nothing_in_is_not_ended_as_one(run, one, two, remote, adds):
    write(two, ADA, card("Coder"))
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    write(one, "contacts/sam-okafor.md", "---\nname: Sam\n---\n")
    git(one, "commit", "-qam", "mine")
    (one / ".git/index.lock").touch()
    assert sync(run, one).code == 6
    (one / ".git/index.lock").unlink()
    if adds:
        git(one, "add", "contacts/sam-okafor.md", ADA)
    assert sync(run, one).code == 0
    sync(run, two)
    found = [(two / path).read_text() for path in (ADA, "contacts/rita.md", "contacts/sam-okafor.md")]
    assert found == [card("Coder"), "---\nname: Rita\n---\n", "---\nname: Sam\n---\n"]


def test_a_merge_of_the_users_own_that_takes_nothing_in_is_theirs_to_end(run, one, two):
    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    write(one, ADA, card("Poet"))
    git(one, "commit", "-qam", "mine")
    git(one, "fetch", "-q")
    git(one, "merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "origin/main")
    assert sync(run, one).stderr.splitlines()[0] == "Error: A merge is not finished here."


def test_a_sync_leaves_nothing_of_its_own_in_gits_folder(run, one, two):
    clash(run, one, two)
    assert (one / ".git/notebook-sync").exists()
    write(one, ADA, card("Both"))
    sync(run, one)
    assert not (one / ".git/notebook-sync").exists()


@pytest.mark.parametrize("words", [("merge", "--ff"), ("push",), ("commit", "--quiet"), ("fetch",)])
def test_a_sync_that_was_cut_off_is_ended_by_the_next(run, one, two, remote, words, monkeypatch):
    from notebook.git import program

    write(two, "contacts/rita.md", "---\nname: Rita\n---\n")
    sync(run, two)
    write(one, ADA, card("Poet"))
    really = program._run

    def cut_off(folder: Path, arguments: tuple[str, ...], *more: object, **named: object) -> program.Done:
        if arguments[: len(words)] == words:
            raise KeyboardInterrupt
        return really(folder, arguments, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(program, "_run", cut_off)
        sync(run, one)
    assert sync(run, one).code == 0
    assert head(remote) == head(one)
    assert ((one / ADA).read_text(), (one / "contacts/rita.md").exists()) == (card("Poet"), True)


LONG = "---\nname: Ada Lovelace\nrole: {}\ntags: [a]\nlocation: {}\n---\n"


@pytest.fixture
def cut_off(run: Runner, one: Path, two: Path, request: pytest.FixtureRequest) -> Path:
    """The vault after a sync whose git was killed while it brought Ada's card together."""
    write(one, ADA, LONG.format("Poet", "London"))
    sync(run, one)
    sync(run, two)
    write(two, ADA, LONG.format("Coder", "London"))
    sync(run, two)
    write(one, ADA, LONG.format("Poet", "Ockham"))
    git(one, "config", "merge.notebook.driver", "kill -9 $PPID")
    assert sync(run, one, request.param).code == 6
    (one / ".git/index.lock").unlink(missing_ok=True)
    run("git", "setup", cwd=one)
    return one


@pytest.mark.parametrize("cut_off", ["--merge", "--rebase"], indirect=True)
def test_a_merge_or_rebase_that_was_killed_is_begun_anew_and_nothing_is_lost(run, cut_off, remote):
    assert sync(run, cut_off).code == 0
    assert (cut_off / ADA).read_text() == LONG.format("Coder", "Ockham")
    assert head(remote) == head(cut_off)


@pytest.mark.parametrize("cut_off", ["--rebase"], indirect=True)
def test_what_was_changed_after_a_rebase_was_killed_is_not_overwritten(run, cut_off):
    write(cut_off, ADA, LONG.format("Poet", "Porto"))
    done = sync(run, cut_off)
    assert (done.code, done.stderr.splitlines()[0]) == (
        5, f"Error: A rebase was cut off, and {ADA} was changed since."
    )  # fmt: skip
    assert (cut_off / ADA).read_text() == LONG.format("Poet", "Porto")
