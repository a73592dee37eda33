"""A change set to the disk: every file is checked, then written whole beside its place, then put there in one step.

Killed at any moment, each file is the old one or the new one. What changed on disk since it was read is never
overwritten, and neither is a file that appeared since.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..changes import ChangeSet, FileChange
from ..errors import NotebookError, Refused
from .posix import give_name, locked, sync_folder, take_mode

_SUFFIX = ".notebook-tmp"
_ABANDONED = 24 * 60 * 60  # seconds; a temporary file this much older than a new one belongs to no running program


class AlreadyThere(Refused):
    """A file to be made is there already; `path` is the file's."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already. Nothing was written.", "Choose another name, or edit that file.")
        self.path = path


@dataclass(slots=True)
class _Step:
    """One file on its way: where it really lies, its temporary file while there is one, and when that was written."""

    change: FileChange
    target: str
    temporary: str = ""
    written: float = 0.0


def apply(root: Path, changes: ChangeSet) -> None:
    """Writes the change set into the vault in this folder, wholly or not at all as far as the system lets it.

    Raises Refused where a file is not what was read any more, or a path leads out of the vault, and NotebookError
    where the system does not let it be written.
    """
    top = os.path.realpath(root)
    with locked(top):
        steps = [_Step(change, _target(top, change.path)) for change in changes.changes]
        try:
            for step in steps:
                with _in_words(step.change.path):
                    _check_unchanged(step)
                    _prepare(step)
            _put_all(steps)
        finally:
            for step in steps:
                if step.temporary:
                    with suppress(OSError):
                        os.unlink(step.temporary)
        now = max((step.written for step in steps), default=0.0)
        for folder in {os.path.dirname(step.target) for step in steps}:
            with suppress(OSError):
                sync_folder(folder)
                _sweep(folder, now)


def _put_all(steps: list[_Step]) -> None:
    """Puts each file in its place, new ones first, for only they can still be refused; at a fault all go back."""
    done: list[_Step] = []
    try:
        for step in sorted(steps, key=lambda step: (step.change.before is not None, step.change.after is None)):
            with _in_words(step.change.path):
                _check_unchanged(step)
                _put(step)
            done.append(step)
    except BaseException:
        for step in reversed(done):
            with suppress(OSError):
                _put_back(step)
        raise


def _put(step: _Step) -> None:
    if step.change.after is None:
        os.unlink(step.target)
    elif step.change.before is None:
        give_name(step.temporary, step.target)
    else:
        os.replace(step.temporary, step.target)
    step.temporary = ""


def _put_back(step: _Step) -> None:
    """Undoes what `_put` did."""
    back = _Step(FileChange(step.change.path, step.change.after, step.change.before), step.target)
    _prepare(back)
    _put(back)


def _target(top: str, path: str) -> str:
    """Where the file of a path lies: a linked file is changed at its target; raises Refused out of the vault."""
    parts = path.split("/")
    if not path or path.startswith("/") or any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise Refused(f'"{path}" is no path inside the vault.')
    folder = top
    for part in parts[:-1]:
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            shown = os.path.relpath(folder, top)
            raise Refused(
                f"{shown} is a link to another folder, so {path} is not written.",
                "The notebook reads and writes nothing through linked folders: make it a folder of the vault.",
            )
    place = os.path.join(folder, parts[-1])
    real = os.path.realpath(place)
    if not real.startswith(top.rstrip(os.sep) + os.sep):
        raise Refused(f"{path} is a link that leads out of the vault, so it is not written.")
    return real if os.path.exists(real) else place


def _check_unchanged(step: _Step) -> None:
    """Raises Refused where the file is not what the change set was made from."""
    path, before = step.change.path, step.change.before
    if before is None:
        if os.path.lexists(step.target):
            raise AlreadyThere(path)
        return
    try:
        with open(step.target, "rb") as file:
            now = file.read()
    except FileNotFoundError:
        raise Refused(f"{path} is gone. Nothing was written.", "Run the command again.") from None
    if now != before:
        raise Refused(f"{path} has changed meanwhile. Nothing was written.", "Run the command again.")
    if not os.access(step.target, os.W_OK):
        raise Refused(f"{path} is read-only. Nothing was written.", f"chmod u+w {path} lets it be changed.")


def _prepare(step: _Step) -> None:
    """Writes the new content to a temporary file in the same folder, down to the disk."""
    if step.change.after is None:
        return
    folder, name = os.path.split(step.target)
    _make_folders(folder)
    # A dot at the start, so that no scan takes it for a note. The name is short whatever the file's length.
    step.temporary = os.path.join(folder, f".{name.removesuffix('.md')[:40]}.{secrets.token_hex(4)}{_SUFFIX}")
    opened = os.open(step.temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(opened, "wb") as file:
        if step.change.before is not None:
            take_mode(opened, os.stat(step.target))
        file.write(step.change.after)
        file.flush()
        os.fsync(opened)
        step.written = os.fstat(opened).st_mtime


def _make_folders(folder: str) -> None:
    """Makes the folder and those above it, each on the disk before anything lies in it."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    _make_folders(above)
    with suppress(FileExistsError):
        os.mkdir(folder)
    sync_folder(above)


def _sweep(folder: str, now: float) -> None:
    """Deletes what a killed program left behind long ago."""
    with os.scandir(folder) as listing:
        left = [one for one in listing if one.name.startswith(".") and one.name.endswith(_SUFFIX)]
    for one in left:
        with suppress(OSError):
            found = one.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _ABANDONED:
                os.unlink(one.path)


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    """Turns what the system says into a sentence about the file the user knows."""
    try:
        yield
    except FileExistsError:
        raise AlreadyThere(path) from None
    except OSError as fault:
        raise NotebookError(
            f"{path} cannot be written: {fault.strerror or fault}. Nothing was changed.",
            "Check the disk's free space and the permissions of the folder.",
        ) from fault
