"""What the user has staged for a commit of their own, kept staged where git unstages it to merge or rebase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..program import ask

_NOTHING = "000000"  # the mode of a file that is not there


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is staged: the blob it has in the commit, and mode and blob it is to have in the next one."""

    path: str  # from the repository's top
    committed: str
    mode: str
    blob: str


def staged(top: Path) -> list[Staged]:
    """What is staged now in the repository with this folder at its top."""
    return _read(ask(top, "diff", "--cached", "--raw", "--no-abbrev", "--no-renames", "-z", "HEAD"))


def put_aside(top: Path) -> list[Staged]:
    """What was staged when the merge or rebase that has stopped began: git has put it aside until it ends."""
    for name in ("MERGE_AUTOSTASH", "rebase-merge/autostash", "rebase-apply/autostash"):
        place = ask(top, "rev-parse", "--git-path", name)
        try:
            stash = (top / place).read_text("ascii").strip() if place else ""
        except (OSError, UnicodeDecodeError):
            continue
        # A stash is a commit with the index as its second parent.
        return _read(
            ask(top, "diff-tree", "-r", "--raw", "--no-abbrev", "--no-renames", "-z", f"{stash}^1", f"{stash}^2")
        )
    return []


def stage_again(top: Path, ones: Sequence[Staged]) -> None:
    """Stages them as they were, but for files that the commit has otherwise now."""
    for one in ones:
        here = ask(top, "rev-parse", "--verify", "--quiet", f"HEAD:{one.path}") or "0" * len(one.committed)
        if here != one.committed:
            continue
        if one.mode == _NOTHING:
            ask(top, "update-index", "--force-remove", "--", one.path)
        else:
            ask(top, "update-index", "--add", "--cacheinfo", f"{one.mode},{one.blob},{one.path}")


def _read(said: str | None) -> list[Staged]:
    """The lines of `git diff --raw -z`: `:old-mode new-mode old-blob new-blob letter`, then the path."""
    parts = (said or "").split("\0")
    found = []
    for words, path in zip(parts[::2], parts[1::2], strict=False):
        _, mode, committed, blob, _ = words.split()
        found.append(Staged(path, committed, mode, blob))
    return found
