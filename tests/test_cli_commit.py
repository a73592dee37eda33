"""`[git] commit = true`: a command commits what it wrote, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def kept(vault: Path) -> Path:
    """The small vault with the setting, in a repository of its own."""
    with (vault / "notebook.toml").open("a", encoding="utf-8") as settings:
        settings.write("[git]\ncommit = true\n")
    git(vault, "init", "-q")
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "all")
    return vault


def git(vault: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=vault, check=True, capture_output=True, text=True).stdout


def test_what_a_command_wrote_is_committed_and_the_users_staged_work_is_not(run, kept):
    (kept / "contacts/ada-lovelace.md").write_text("---\nname: Ada\n---\nMine.\n", encoding="utf-8")
    git(kept, "add", "contacts/ada-lovelace.md")
    done = run("log", "hello", "--with", "sam-okafor", "--channel", "call", cwd=kept)
    assert (done.code, "not committed" in done.stderr) == (0, False)
    assert git(kept, "show", "--name-only", "--format=").split() == ["interactions/2026/2026-11-21-call-sam-okafor.md"]
    assert git(kept, "status", "--porcelain") == "M  contacts/ada-lovelace.md\n"


def test_a_saved_digest_is_committed(run, kept):
    run("digest", "--save", cwd=kept)
    assert git(kept, "show", "--name-only", "--format=").split() == ["digests/2026-W47.md"]


def test_a_dry_run_commits_nothing(run, kept):
    before = git(kept, "rev-parse", "HEAD")
    run("log", "hello", "--with", "ada-lovelace", "--dry-run", cwd=kept)
    assert git(kept, "rev-parse", "HEAD") == before


def test_without_a_repository_it_is_saved_and_said(run, vault):
    (vault / "notebook.toml").write_text("[git]\ncommit = true\n", encoding="utf-8")
    done = run("new", "contact", "Rita", cwd=vault)
    assert (done.code, (vault / "contacts/rita.md").exists()) == (0, True)
    assert done.stderr == "Saved, not committed: the vault is in no git repository.\n"


def test_in_the_middle_of_a_merge_it_is_saved_and_said(run, kept):
    git(kept, "checkout", "-qb", "other")
    git(kept, "commit", "-q", "--allow-empty", "-m", "other")
    git(kept, "checkout", "-q", "-")
    git(kept, "merge", "-q", "--no-ff", "--no-commit", "other")
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, (kept / "contacts/rita.md").exists()) == (0, True)
    assert done.stderr.startswith("Saved, not committed: ")


def test_without_the_setting_nothing_is_committed(run, vault):
    git(vault, "init", "-q")
    run("new", "contact", "Rita", cwd=vault)
    assert "?? contacts/" in git(vault, "status", "--porcelain")


def edit(vault: Path, path: str, more: str) -> None:
    (vault / path).write_text((vault / path).read_text(encoding="utf-8") + more, encoding="utf-8")


def committed(vault: Path) -> list[str]:
    return git(vault, "show", "--name-only", "--format=").split()


def test_a_file_with_changes_of_the_users_own_is_not_committed(run, kept):
    before = git(kept, "rev-parse", "HEAD")
    edit(kept, "contacts/ada-lovelace.md", "Mine.\n")
    done = run("add", "ada-lovelace", "tags=chess", cwd=kept)
    assert done.code == 0
    assert "Saved, not committed: contacts/ada-lovelace.md had changes of yours.\n" in done.stderr
    assert git(kept, "rev-parse", "HEAD") == before
    assert git(kept, "status", "--porcelain") == " M contacts/ada-lovelace.md\n"


def test_beside_a_file_with_changes_of_the_users_own_the_others_are_committed(run, kept):
    run("log", "hello", "--with", "ada-lovelace", cwd=kept)
    note = committed(kept)[0]
    edit(kept, note, "Mine.\n")
    done = run("rename", "ada-lovelace", "Ada King", "--yes", cwd=kept)
    assert done.code == 0, done.stderr
    assert f"{note} had changes of yours and was not committed.\n" in done.stderr
    assert "contacts/ada-king.md" in committed(kept)
    assert git(kept, "status", "--porcelain") == f" M {note}\n"


def test_a_file_renamed_with_changes_of_the_users_own_is_not_committed(run, kept):
    edit(kept, "contacts/ada-lovelace.md", "Mine.\n")
    done = run("rename", "ada-lovelace", "Ada King", "--yes", cwd=kept)
    assert done.code == 0, done.stderr
    assert "had changes of yours" in done.stderr
    assert git(kept, "ls-files", "contacts/ada-king.md") == ""


def test_in_a_vault_below_the_repository_the_users_own_changes_are_seen(run, vault):
    with (vault / "notebook.toml").open("a", encoding="utf-8") as settings:
        settings.write("[git]\ncommit = true\n")
    git(vault.parent, "init", "-q")
    git(vault.parent, "add", vault.name)
    git(vault.parent, "commit", "-qm", "all")
    edit(vault, "contacts/ada-lovelace.md", "Mine.\n")
    done = run("add", "ada-lovelace", "tags=chess", cwd=vault)
    assert "contacts/ada-lovelace.md had changes of yours" in done.stderr


def test_an_ignored_file_stays_out_and_the_others_are_committed(run, kept):
    (kept / ".gitignore").write_text("contacts/rita.md\n", encoding="utf-8")
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, (kept / "contacts/rita.md").exists()) == (0, True)
    assert "contacts/rita.md is ignored by git and stays out.\n" in done.stderr
    run("log", "hello", "--with", "rita", cwd=kept)
    done = run("rename", "rita", "Rita Levi", "--yes", cwd=kept)
    assert "not committed" not in done.stderr
    assert "contacts/rita-levi.md" in committed(kept)


def test_what_could_not_be_committed_is_staged_no_more_and_the_reason_is_said(run, kept):
    stopping_hook(kept)
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, done.stderr) == (
        0,
        (
            "Saved, not committed: a hook stopped the commit:\n  error: no commits today\n  Try tomorrow.\n"
            "To commit it: git add contacts/rita.md && git commit -m 'New contact: Rita' -- contacts/rita.md\n"
        ),
    )
    assert git(kept, "status", "--porcelain") == "?? contacts/rita.md\n"


def stopping_hook(vault: Path, script: str = "echo 'error: no commits today' >&2; echo 'Try tomorrow.'") -> Path:
    hook = vault / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\nexit 1\n")
    hook.chmod(0o755)
    return hook


def test_what_it_says_of_committing_later_commits_it(run, kept):
    stopping_hook(kept)
    run("set", "ada-lovelace", "location=Porto", cwd=kept)
    said = run("new", "contact", "Rita", cwd=kept).stderr
    stopping_hook(kept).unlink()
    subprocess.run(["sh", "-c", said.split("To commit it: ")[1]], cwd=kept, check=True, capture_output=True)
    assert committed(kept) == ["contacts/rita.md"]
    said = run("tag", "ada-lovelace", "chess", cwd=kept).stderr
    subprocess.run(["sh", "-c", said.split("To commit it: ")[1]], cwd=kept, check=True, capture_output=True)
    assert git(kept, "status", "--porcelain") == ""


def test_of_a_hook_that_says_a_lot_ten_lines_are_shown_and_no_escapes(run, kept):
    stopping_hook(kept, "printf '\\033[31mred\\n'; seq 20")
    said = run("new", "contact", "Rita", cwd=kept).stderr
    assert ("\x1b" in said, "  9\n  … and 11 more lines\n" in said) == (False, True)


def test_a_hook_that_says_nothing_is_named_all_the_same(run, kept):
    stopping_hook(kept, "")
    assert (
        "Saved, not committed: a hook stopped the commit, and said nothing.\n"
        in run("new", "contact", "Rita", cwd=kept).stderr
    )


def test_where_the_index_is_locked_git_says_so(run, kept):
    (kept / ".git/index.lock").touch()
    done = run("new", "contact", "Rita", cwd=kept)
    assert done.code == 0
    assert "fatal: Unable to create" in done.stderr


def start_a_rebase(vault: Path) -> None:
    edit(vault, "contacts/ada-lovelace.md", "One.\n")
    git(vault, "commit", "-qam", "one")
    git(vault, "checkout", "-qb", "other", "HEAD~1")
    edit(vault, "contacts/ada-lovelace.md", "Two.\n")
    git(vault, "commit", "-qam", "two")
    subprocess.run(["git", "rebase", "main"], cwd=vault, check=False, capture_output=True)


def start_a_cherry_pick(vault: Path) -> None:
    start_a_rebase(vault)
    git(vault, "rebase", "--abort")
    subprocess.run(["git", "cherry-pick", "main"], cwd=vault, check=False, capture_output=True)


def start_a_bisect(vault: Path) -> None:
    git(vault, "commit", "-q", "--allow-empty", "-m", "two")
    git(vault, "bisect", "start", "HEAD", "HEAD~1")


@pytest.mark.parametrize(
    ("start", "what"), [(start_a_rebase, "rebase"), (start_a_cherry_pick, "cherry-pick"), (start_a_bisect, "bisect")]
)
def test_in_the_middle_of_something_else_of_gits_it_is_saved_and_said(run, kept, start, what):
    start(kept)
    before = git(kept, "rev-parse", "HEAD")
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, done.stderr) == (0, f"Saved, not committed: a {what} is not finished.\n")
    assert git(kept, "rev-parse", "HEAD") == before
    assert "?? contacts/rita.md\n" in git(kept, "status", "--porcelain")


def test_on_no_branch_it_is_committed_and_said(run, kept):
    git(kept, "checkout", "-q", "--detach")
    done = run("new", "contact", "Rita", cwd=kept)
    assert (committed(kept), done.stderr) == (
        ["contacts/rita.md"],
        "Committed on no branch, for HEAD is detached: git switch -c NAME keeps it.\n",
    )


def test_where_a_commit_cannot_be_signed_it_is_saved_and_said(run, kept):
    git(kept, "config", "commit.gpgSign", "true")
    git(kept, "config", "gpg.program", "false")
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, done.stderr) == (
        0,
        (
            "Saved, not committed: git commit failed: error: gpg failed to sign the data\n"
            "To commit it: git add contacts/rita.md && git commit -m 'New contact: Rita' -- contacts/rita.md\n"
        ),
    )
    assert git(kept, "status", "--porcelain") == "?? contacts/rita.md\n"


def test_a_hook_may_rewrite_what_is_committed(run, kept):
    hook = kept / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Seen.' >> contacts/rita.md\ngit add contacts/rita.md\n")
    hook.chmod(0o755)
    done = run("new", "contact", "Rita", cwd=kept)
    assert (done.code, done.stderr) == (0, "")
    assert git(kept, "show", "HEAD:contacts/rita.md") == (kept / "contacts/rita.md").read_text()


def test_a_rename_is_one_commit_of_both_names(run, kept):
    run("rename", "ada-lovelace", "Ada King", "--yes", cwd=kept)
    assert sorted(git(kept, "show", "--name-only", "--no-renames", "--format=").split()) == [
        "contacts/ada-king.md", "contacts/ada-lovelace.md"
    ]  # fmt: skip
    assert git(kept, "status", "--porcelain") == ""


def test_what_is_taken_back_is_committed(run, kept):
    run("new", "contact", "Rita", cwd=kept)
    run("undo", cwd=kept)
    assert git(kept, "log", "-1", "--format=%s") == "Undo: New contact: Rita\n"
    assert git(kept, "status", "--porcelain") == ""


def test_below_the_repository_other_staged_work_is_not_committed(run, vault):
    with (vault / "notebook.toml").open("a", encoding="utf-8") as settings:
        settings.write("[git]\ncommit = true\n")
    git(vault.parent, "init", "-q")
    (vault.parent / "thesis.tex").write_text("one\n")
    git(vault.parent, "add", "thesis.tex")
    run("new", "contact", "Rita", cwd=vault)
    assert committed(vault) == [f"{vault.name}/contacts/rita.md"]
    assert "A  thesis.tex\n" in git(vault.parent, "status", "--porcelain")


def test_a_name_that_begins_like_an_option_or_a_pattern_is_a_name(run, kept):
    for name in ("--all", ":(top)x", "a*"):
        (kept / f"contacts/{name}.md").write_text(f"---\nname: {name}\n---\n", encoding="utf-8")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "names")
    edit(kept, "contacts/ada-lovelace.md", "Mine.\n")
    run("set", "a*", "location=Porto", cwd=kept)
    assert committed(kept) == ["contacts/a*.md"]


def typing(text: str) -> dict[str, str]:
    """An editor that writes a line below the note."""
    return {"EDITOR": f"""sh -c 'echo "{text}" >> "$1"' typing"""}


def test_what_the_editor_saved_is_committed(run, kept):
    done = run("edit", "ada", cwd=kept, env=typing("She plays chess."))
    assert (done.code, done.stderr) == (0, "")
    assert git(kept, "log", "-1", "--format=%s", "--name-only").split() == ["Edit", "ada-lovelace",
                                                                           "contacts/ada-lovelace.md"]  # fmt: skip
    assert git(kept, "status", "--porcelain") == ""


def test_what_the_editor_left_alone_is_no_commit(run, kept):
    before = git(kept, "rev-parse", "HEAD")
    assert run("edit", "ada", cwd=kept, env={"EDITOR": "true"}).code == 0
    assert git(kept, "rev-parse", "HEAD") == before


def test_what_is_typed_into_a_new_note_is_committed(run, kept):
    done = run("log", "call with Ada", "--edit", cwd=kept, env=typing("About chess."))
    assert done.code == 0, done.stderr
    assert git(kept, "log", "-2", "--format=%s").splitlines() == ["Edit 2026-11-21-call-ada-lovelace",
                                                                  "Log call with Ada Lovelace"]  # fmt: skip
    assert git(kept, "status", "--porcelain") == ""


def test_the_editor_in_a_file_with_changes_of_the_users_own_commits_nothing(run, kept):
    card = kept / "contacts/ada-lovelace.md"
    card.write_text(card.read_text() + "Mine.\n")
    done = run("edit", "ada", cwd=kept, env=typing("More."))
    assert "contacts/ada-lovelace.md had changes of yours" in done.stderr
    assert git(kept, "log", "--format=%s") == "all\n"
