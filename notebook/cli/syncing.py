"""What `git sync` says: of the files it commits and takes in, and of where it had to stop."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..errors import NotebookError
    from ..git.sync.clashes import Clash
    from ..records import Kind

_FEW = 3


def described(root: Path, paths: Sequence[str], folders: Mapping[str, Kind], renamed: Mapping[str, str]) -> str:
    """The files in a few words: the names of three, or `3 contacts, 2 interactions, 1 other file`.

    `renamed` has the old path by the new one.
    """
    from ..render.terminal import clean
    from ..vault.reading.load import kind_of

    old = {renamed[path] for path in paths if path in renamed}
    paths = [path for path in paths if path not in old]
    if len(paths) <= _FEW:
        return ", ".join(clean(_told(root, path, renamed)) for path in paths)
    kinds = Counter(kind_of(path, folders) if path.endswith(".md") else None for path in paths)
    counts = sorted(((kind, count) for kind, count in kinds.items() if kind), key=lambda pair: -pair[1])
    words = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts]
    if other := kinds[None]:
        words.append(f"{other} {'other ' if words else ''}file{'' if other == 1 else 's'}")
    return ", ".join(words)


def _told(root: Path, path: str, renamed: Mapping[str, str]) -> str:
    name = _name(path)
    if path in renamed:
        old = _name(renamed[path])
        return f"{name} moved" if name == old else f"{old} renamed to {name}"
    return name if os.path.lexists(root / path) else f"{name} deleted"


def _name(path: str) -> str:
    file = PurePosixPath(path)
    return file.stem if file.suffix == ".md" else file.name


def from_root(root: Path, top: Path, path: str) -> str:
    """A path of the repository as it is shown: from the vault's folder, on one line."""
    from ..render.terminal import clean

    return clean(_below(root, top, path))


def _below(root: Path, top: Path, path: str) -> str:
    return os.path.relpath(top / path, root.resolve())


def clash_lines(root: Path, top: Path, found: Sequence[Clash], doing: str) -> list[str]:
    """A line for each place where the user has to choose: `contacts/ada-lovelace.md:5  role`."""
    from ..render.terminal import clean

    lines = []
    for clash in found:
        path = from_root(root, top, clash.path)
        lines += [f"{path}:{line}  {clean(what)}" for line, what in clash.spots] or [f"{path}  {_choice(clash, doing)}"]
    return lines


def _choice(clash: Clash, doing: str) -> str:
    if {2, 3} <= clash.sides:
        return "changed on both sides, and cannot be marked"
    if clash.sides == {1}:
        return "renamed on both sides, to two names"
    if 1 not in clash.sides:
        return "came by a rename on one side"
    # A rebase stands on what came, and puts on it what is here.
    changed_here = (2 in clash.sides) == (doing == "merge")
    return "changed here, deleted on the other side" if changed_here else "deleted here, changed on the other side"


def stopped(root: Path, top: Path, found: Sequence[Clash], doing: str) -> NotebookError:
    """The fault that ends a sync at these clashes, with the ways out of them."""
    from ..errors import NotebookError

    found = [clash for clash in found if clash.is_open]
    count, marked = len(found), [clash for clash in found if clash.spots]
    files = "One file clashes" if count == 1 else f"{count} files clash"
    why = ": both sides changed the same" if len(marked) == count else ""
    git = "git" if root.resolve() == Path.cwd() else f"git -C {shlex.quote(str(root))}"
    steps = []
    if marked:
        steps.append(
            "Choose in each place above: keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>."
        )
    if len(marked) < count:
        steps.append(_whole(root, top, [clash for clash in found if not clash.spots], git, beside=bool(marked)))
    if doing == "rebase" and any({2, 3} <= clash.sides for clash in found):
        steps.append("In a rebase, ours is what came, theirs is yours.")
    return NotebookError(
        f"{files}{why}. Nothing was sent.",
        f"{' '.join(steps)} Then: notebook git sync\n      Or go back to before: {git} {doing} --abort",
    )


def _whole(root: Path, top: Path, found: Sequence[Clash], git: str, *, beside: bool) -> str:
    """How to keep a file that has no markers in it, or to let it go."""
    path = shlex.quote(_below(root, top, found[0].path)) if len(found) == 1 else "PATH"
    start = (
        "" if len(found) == 1 and not beside else f"Of {'each file' if len(found) > 1 else 'a file'} without a line: "
    )
    ways = [f"{git} add {path} keeps it", f"{git} rm {path} lets it go"]
    if any({2, 3} <= clash.sides for clash in found):
        ways = [
            f"{git} add {path} keeps it as it is now",
            f"{git} checkout --theirs {path} takes the other one",
            ways[1],
        ]
    return f"{start}{', '.join(ways)}."
