"""The vault's place in git: its repository, its head commit, and a commit of named files alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import ProgramFailed
from .hooks import commit
from .program import ask, tell
from .sync.unfinished import unfinished


def head_commit(vault: Path) -> str | None:
    """The full name of the commit the vault's repository stands at; None without git, a repository or a commit."""
    return ask(vault, "rev-parse", "--verify", "--quiet", "HEAD")


def in_repository(vault: Path) -> bool:
    """True where a repository keeps this folder; one that ignores the folder (a home under git) does not."""
    return ask(vault, "rev-parse", "--is-inside-work-tree") == "true" and ask(vault, "check-ignore", "-q", ".") is None


def is_committed(vault: Path, path: str) -> bool:
    """True where the last commit has this file of the vault."""
    return ask(vault, "cat-file", "-e", f"HEAD:./{path}") is not None


def on_branch(vault: Path) -> bool:
    """False where a commit would belong to no branch, and be lost from sight when another one is taken up."""
    return ask(vault, "symbolic-ref", "--quiet", "HEAD") is not None


def check_git(folder: Path, without: str = "") -> None:
    """Raises ProgramFailed where git is not installed or does not know in whose name to commit.

    `without` says how the user can do without git.
    """
    try:
        tell(folder, "--version")
    except ProgramFailed as fault:
        raise ProgramFailed(fault.message, f"Install git, or {without}." if without else fault.hint) from fault
    if ask(folder, "var", "GIT_COMMITTER_IDENT") is None or ask(folder, "var", "GIT_AUTHOR_IDENT") is None:
        raise ProgramFailed(
            "git does not know who you are. Nothing was written.",
            'git config --global user.name "…" tells it; the same with user.email.'
            + (f" Or {without}." if without else ""),
        )


def make_repository(vault: Path) -> None:
    """Makes the folder a repository; raises ProgramFailed."""
    tell(vault, "init", "--quiet")


def uncommitted(vault: Path, paths: Sequence[str]) -> frozenset[str]:
    """Those of the files that are not as they were last committed; files that git ignores are not among them."""
    inside = ask(vault, "rev-parse", "--show-prefix")
    names = _named(paths)
    said = ask(vault, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *names)
    changed = {line[3:] for line in (said or "").split("\0")}  # two letters and a blank; the path is the repository's
    return frozenset(path for path in paths if f"{inside or ''}{path}" in changed)


def commit_files(vault: Path, paths: Sequence[str], message: str) -> tuple[str, ...]:
    """Commits these files and nothing else, whatever else is staged, if git sees a change; those that git ignores.

    Raises ProgramFailed, what was not staged before being staged no more. In the middle of a merge, a rebase and the
    like nothing is committed: it would become a part of that.
    """
    doing = unfinished(vault)
    if doing is not None:
        raise ProgramFailed(f"a {doing} is not finished.", "git status says how to finish it.")
    there = there_or_known(vault, paths)
    ignored = _ignored(vault, there)
    ours = [path for path in there if path not in ignored]
    if not ours:
        return ignored
    staged = (ask(vault, "diff", "--cached", "--name-only", "--no-renames", "--relative", "-z") or "").split("\0")
    try:
        _commit(vault, _named(ours), message)
    except ProgramFailed:
        fresh = [path for path in ours if path not in staged]
        if fresh:
            ask(vault, "reset", "--quiet", "--", *_named(fresh))
        raise
    return ignored


def _commit(vault: Path, names: Sequence[str], message: str) -> None:
    tell(vault, "add", "--", *names)
    if ask(vault, "diff", "--cached", "--quiet", "--", *names) is not None:
        return
    commit(vault, "--quiet", "--only", "--message", message, "--", *names)


def _named(paths: Sequence[str]) -> list[str]:
    """The paths as git takes them without finding a pattern in them."""
    return [f":(literal){path}" for path in paths]


def _ignored(vault: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of the paths that git ignores; one that is committed all the same is not."""
    # Before a path, `./` keeps a first colon from meaning more than a colon.
    names = [f"./{path}" for path in paths]
    said = ask(vault, "-c", "core.quotePath=false", "check-ignore", "--", *names) if names else None
    found = {name.removeprefix("./") for name in (said or "").split("\n")}
    return tuple(path for path in paths if path in found)


def there_or_known(vault: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The paths without those of files that are gone and git never knew."""
    return tuple(path for path in paths if os.path.lexists(vault / path) or _is_known(vault, path))


def unknown(vault: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of the files that are neither committed nor staged: git commits them only when they are added."""
    return tuple(path for path in paths if not _is_known(vault, path))


def _is_known(vault: Path, path: str) -> bool:
    """True for a file that is committed or staged; git does not take the name of any other that is gone."""
    return ask(vault, "ls-files", "--error-unmatch", "--", f":(literal){path}") is not None
