"""The vault's place in git: its repository, its head commit, and a commit of named files alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import ProgramFailed
from .program import ask, tell


def head_commit(vault: Path) -> str | None:
    """The full name of the commit the vault's repository stands at; None without git, a repository or a commit."""
    return ask(vault, "rev-parse", "--verify", "--quiet", "HEAD")


def in_repository(vault: Path) -> bool:
    """True where a repository keeps this folder; one that ignores the folder (a home under git) does not."""
    return ask(vault, "rev-parse", "--is-inside-work-tree") == "true" and ask(vault, "check-ignore", "-q", ".") is None


def check_git(folder: Path) -> None:
    """Raises ProgramFailed where git is not installed or does not know in whose name to commit."""
    tell(folder, "--version")
    if ask(folder, "var", "GIT_COMMITTER_IDENT") is None or ask(folder, "var", "GIT_AUTHOR_IDENT") is None:
        raise ProgramFailed(
            "git does not know who you are. Nothing was written.",
            'git config --global user.name "…" tells it; the same with user.email. Or leave --git out.',
        )


def make_repository(vault: Path) -> None:
    """Makes the folder a repository; raises ProgramFailed."""
    tell(vault, "init", "--quiet")


def commit_files(vault: Path, paths: Sequence[str], message: str) -> None:
    """Commits these files and nothing else, whatever else is staged, if git sees a change; raises ProgramFailed."""
    names = [f":(literal){path}" for path in paths if os.path.lexists(vault / path) or _is_known(vault, path)]
    if not names:
        return
    tell(vault, "add", "--", *names)
    if ask(vault, "diff", "--cached", "--quiet", "--", *names) is not None:
        return
    try:
        tell(vault, "commit", "--quiet", "--only", "--message", message, "--", *names)
    except ProgramFailed as fault:
        raise ProgramFailed(
            f"The files are written but not committed. {fault.message}",
            f'To commit them later: git commit -m "{message}".',
        ) from fault


def _is_known(vault: Path, path: str) -> bool:
    """True for a file that is committed or staged; git does not take the name of any other that is gone."""
    return ask(vault, "ls-files", "--error-unmatch", "--", f":(literal){path}") is not None
