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
