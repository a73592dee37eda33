"""The folder of the index: whether it may be used, which of its files are ours, and the state kept beside them.

Whoosh's files hold pickles, and reading a pickle can run code: a folder is used only when nobody else can write there.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Raised whenever the same note would give other terms, or a file of the index another content: the index is then built
# anew. A new Whoosh or a new analyzer is such a change.
FORMAT = 1

STATE = "notebook-index.json"

_OURS = re.compile(r"_MAIN_\d+\.toc(\.[\d.]+)?|MAIN_[0-9a-z]+\.[A-Za-z0-9_.]+|notebook-index\.json(\.new)?")
_TOC = re.compile(r"_MAIN_(\d+)\.toc")
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

Signature = dict[str, tuple[int, int]]  # file name → size in bytes, time of the last change in nanoseconds


class Unusable(Exception):
    """No index can be kept in the folder, for the reason given."""


@dataclass(frozen=True, slots=True)
class State:
    """What was true after a commit: the generation of the vault, if the index was whole, and the files of the index."""

    generation: str | None
    files: Signature


def claim(folder: Path) -> None:
    """Make the folder, for this user only; raises Unusable where it is not a folder of the user's own."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise Unusable(error.strerror or str(error)) from error
    if not stat.S_ISDIR(found.st_mode):
        raise Unusable("it is a link")
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise Unusable("it belongs to another user")
    if found.st_mode & _OTHERS_WRITE:
        raise Unusable("other users can write there")
    with suppress(OSError):
        folder.chmod(0o700)


def our_files(folder: Path) -> list[Path]:
    """The files of the index and its state; the lock and whatever else is there are not among them."""
    return sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))


def size_of(folder: Path) -> int:
    """The bytes that the files of the index take; 0 where there is no folder."""
    return sum(size for size, _ in _signature(folder).values()) if folder.is_dir() else 0


def wipe(folder: Path) -> None:
    """Delete the files of the index."""
    for path in our_files(folder):
        path.unlink(missing_ok=True)


def read_state(folder: Path) -> State | None:
    """The state of the last commit; None where it is missing, unreadable or of another format."""
    try:
        raw = json.loads((folder / STATE).read_bytes())
        if raw["format"] != FORMAT:
            return None
        generation = raw["generation"]
        files = {str(name): (int(size), int(changed)) for name, (size, changed) in raw["files"].items()}
        return State(None if generation is None else str(generation), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write_state(folder: Path, generation: str | None) -> None:
    """Keep the state of the commit just made; another process sees the old state or the new one, never half of it."""
    raw = {"format": FORMAT, "generation": generation, "files": _signature(folder)}
    new = folder / f"{STATE}.new"
    new.write_text(json.dumps(raw), "utf-8")
    new.replace(folder / STATE)


def is_settled(folder: Path, state: State) -> bool:
    """True where the files are those of the state: nothing was committed, deleted or written to since."""
    found = _signature(folder)
    return _newest(found) in state.files and all(found.get(name) == known for name, known in state.files.items())


def is_whole(folder: Path, state: State) -> bool:
    """True where no file of the index has been deleted, cut, or written to by anyone but a later commit.

    After a kill between a commit and its state there is a newer table of contents than the state knows. Files may then
    have gone with the commit, but those that are left must still be the same.
    """
    found = _signature(folder)
    newest = _newest(found)
    if newest is None or newest in state.files:
        return is_settled(folder, state)
    return all(found.get(name, known) == known for name, known in state.files.items())


def _newest(found: Signature) -> str | None:
    """The table of contents that Whoosh reads."""
    return max(filter(_TOC.fullmatch, found), key=_toc_number, default=None)


def _toc_number(name: str) -> int:
    found = _TOC.fullmatch(name)
    return int(found[1]) if found else -1


def _signature(folder: Path) -> Signature:
    found = {}
    for path in our_files(folder):
        if not path.name.startswith(STATE):
            with suppress(FileNotFoundError):  # another process is writing
                status = path.lstat()
                found[path.name] = (status.st_size, status.st_mtime_ns)
    return found
