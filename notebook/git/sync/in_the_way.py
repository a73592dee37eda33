"""Files that git does not keep, where what comes would be written: git overwrites one that it ignores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ...errors import Refused
from ..program import ask
from .clashes import top

NO_COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # the tree without files


def check_nothing_in_the_way(vault: Path, coming: str, *, rebases: bool) -> None:
    """Raises Refused where a file that is not in git would be overwritten by what comes from this commit.

    With a rebase, by a commit of one's own that is made once more, too.
    """
    folder = top(vault)
    tracked = set((ask(folder, "ls-files", "-z") or "").split("\0"))
    for path in _coming(folder, coming):
        for place in _in_the_way(folder, path, tracked):
            if place != path or not _is_same(folder, path, coming):
                raise Refused(
                    f"{place} is not in git here, and would be overwritten by {path}, which comes.",
                    "Move it or give it another name, then: notebook git sync",
                )
    for path in _made_anew(folder, coming) if rebases else ():
        for place in _in_the_way(folder, path, tracked):
            raise Refused(
                f"{place} is in git no more, but a rebase would make it anew and overwrite it.",
                "Move it or give it another name; or bring both together without a rebase: notebook git sync --merge",
            )


def _coming(folder: Path, coming: str) -> list[str]:
    """The files that the other side has written since both were the same."""
    base = ask(folder, "merge-base", "HEAD", coming) or NO_COMMIT
    said = ask(folder, "diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", base, coming)
    return [path for path in (said or "").split("\0") if path]


def _made_anew(folder: Path, coming: str) -> set[str]:
    """The files that the commits here, which the other side has not, have written."""
    said = ask(folder, "log", "--format=", "--name-only", "--no-renames", "--diff-filter=d", "-z", f"{coming}..HEAD")
    return {path.lstrip("\n") for path in (said or "").split("\0")} - {""}


def _in_the_way(folder: Path, path: str, tracked: set[str]) -> Iterator[str]:
    """What lies at this path and is not in git: a file, one that has the name of a folder, or those in a folder."""
    if path in tracked or not _is_below(folder, path):
        return
    place = path
    while place:
        file = folder / place
        if file.is_symlink() or file.is_file():
            if place not in tracked:
                yield place
            return
        if file.is_dir():
            if place == path:
                others = ask(folder, "ls-files", "--others", "-z", "--", f":(literal){path}") or ""
                yield from (other for other in others.split("\0") if other)
            return
        place = place.rpartition("/")[0]


def _is_below(folder: Path, path: str) -> bool:
    return os.path.lexists(folder / path.split("/")[0])


def _is_same(folder: Path, path: str, commit: str) -> bool:
    blob = ask(folder, "rev-parse", "--verify", "--quiet", f"{commit}:{path}")
    return blob is None or blob == ask(folder, "hash-object", f"--path={path}", "--", path)
