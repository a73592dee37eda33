"""What `git sync` says: of the files it commits and takes in, and of where it had to stop."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..errors import NotebookError
    from ..git.unfinished import Clash
    from ..records import Kind

_FEW = 3


def described(root: Path, paths: Sequence[str], folders: Mapping[str, Kind]) -> str:
    """The files in a few words: the names of three, or `3 contacts, 2 interactions, 1 other file`."""
    from ..render.terminal import clean
    from ..vault.reading.load import kind_of

    if len(paths) <= _FEW:
        return ", ".join(clean(_name(path)) + ("" if os.path.lexists(root / path) else " deleted") for path in paths)
    kinds = Counter(kind_of(path, folders) if path.endswith(".md") else None for path in paths)
    counts = sorted(((kind, count) for kind, count in kinds.items() if kind), key=lambda pair: -pair[1])
    words = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts]
    if other := kinds[None]:
        words.append(f"{other} {'other ' if words else ''}file{'' if other == 1 else 's'}")
    return ", ".join(words)


def _name(path: str) -> str:
    file = PurePosixPath(path)
    return file.stem if file.suffix == ".md" else file.name


def clash_lines(root: Path, top: Path, found: Sequence[Clash]) -> list[str]:
    """A line for each place where the user has to choose: `contacts/ada-lovelace.md:5  role`."""
    from ..render.terminal import clean

    lines = []
    for clash in found:
        path = clean(os.path.relpath(top / clash.path, root.resolve()))
        lines += [f"{path}:{line}  {clean(what)}" for line, what in clash.spots] or [f"{path}  {_choice(clash)}"]
    return lines


def _choice(clash: Clash) -> str:
    if {2, 3} <= clash.sides:
        return "changed on both sides, and cannot be marked: put there what is right"
    if clash.sides == {1}:
        return "renamed on both sides: leave it gone, and keep the names below that are right"
    if 1 not in clash.sides:
        return "came by a rename on one side: keep it, or delete it"
    kept = "keep it, or delete it" if clash.exists else "leave it gone, or put it back"
    return f"deleted on one side, changed on the other: {kept}"


def stopped(doing: str, count: int) -> NotebookError:
    """The fault that ends a sync at a clash, with both ways out of it."""
    from ..errors import NotebookError

    files = "One file clashes" if count == 1 else f"{count} files clash"
    return NotebookError(
        f"{files}: both sides changed the same. Nothing was sent.",
        "Choose in each place above: keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>. "
        f"Then: notebook git sync\n      Or go back to before: git {doing} --abort",
    )


def unreadable(root: Path, paths: Sequence[str], folders: Mapping[str, Kind]) -> list[str]:
    """Those of the vault's notes that cannot be read as records."""
    from ..schema.read import read_file
    from ..vault.reading.load import kind_of

    found = []
    for path in paths:
        kind = kind_of(path, folders)
        if kind and path.endswith(".md") and (root / path).is_file():
            record, problems = read_file((root / path).read_bytes(), path, kind)
            if record is None or any(problem.code == "conflict-markers" for problem in problems):
                found.append(path)
    return found
