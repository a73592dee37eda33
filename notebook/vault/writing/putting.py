"""Files on their way to their places: each is looked at, written whole beside its place, and put there in one step."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from ...changes import FileChange
from ...errors import NotebookError, Refused
from ..posix import give_mode, give_name, open_file, sync_folder

SUFFIX = ".notebook-tmp"
_ABANDONED = 24 * 60 * 60  # seconds; a temporary file this much older than a new one belongs to no running program

Standing = Literal["before", "after", "other"]


class AlreadyThere(Refused):
    """A file to be made is there already; `path` is the file's."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already. Nothing was written.", "Choose another name, or edit that file.")
        self.path = path


class HalfDone(NotebookError):
    """A fault half-way, and what was done could not be put back; only the journal can help now."""


@dataclass(frozen=True, slots=True)
class Placing:
    """One file: what changes, where it really lies, its temporary file, and the permissions it gets if it is made."""

    change: FileChange
    target: str
    temporary: str
    mode: int | None = None

    @property
    def back(self) -> Placing:
        """The way back."""
        change = self.change
        return Placing(FileChange(change.path, change.after, change.before), self.target, self.temporary, self.mode)


def placing(top: str, change: FileChange, name: str, mode: int | None) -> Placing:
    """The placing of one change in the vault at `top`; `name` makes its temporary file's name its own.

    Raises Refused for a path that leads out of the vault, or through a linked folder.
    """
    target = _target(top, change)
    folder, file = os.path.split(target)
    # A dot at the start, so that no scan takes it for a note. The name is short whatever the file's length.
    temporary = os.path.join(folder, f".{file.removesuffix('.md')[:40]}.{name}{SUFFIX}")
    return Placing(change, target, temporary, mode)


def placings(top: str, changes: Sequence[FileChange], token: str, modes: Mapping[str, int]) -> list[Placing]:
    """The placings in the order in which the files are put in place.

    A file that is changed by two names, one of them a link, is one placing. Raises Refused as `placing` does.
    """
    found: dict[str, Placing] = {}
    for number, change in enumerate(changes):
        one = placing(top, change, f"{token}-{number}", modes.get(change.path))
        known = found.setdefault(one.target, one)
        if (known.change.before, known.change.after) != (change.before, change.after):
            raise Refused(
                f"{known.change.path} and {change.path} are one file. Nothing was written.", "Make one of them a copy."
            )
    return in_order(found.values())


def in_order(ones: Iterable[Placing]) -> list[Placing]:
    """The placings, new files first, for only they can still be refused, and deletions last."""
    return sorted(ones, key=lambda one: (one.change.before is not None, one.change.after is None))


def _target(top: str, change: FileChange) -> str:
    """Where the file of a path lies: a linked file is changed at its target."""
    path = change.path
    *folders, name = parts = path.split("/")
    if path.startswith("/") or any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise Refused(f'"{path}" is no path inside the vault.')
    folder = top
    for part in folders:
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            shown = os.path.relpath(folder, top)
            raise Refused(
                f"{shown} is a link to another folder, so {path} is not written.",
                "The notebook reads and writes nothing through linked folders: make it a folder of the vault.",
            )
    place = os.path.join(folder, name)
    real = os.path.realpath(place)
    if not real.startswith(top.rstrip(os.sep) + os.sep):
        raise Refused(f"{path} is a link that leads out of the vault, so it is not written.")
    if change.after is None and os.path.islink(place):
        raise Refused(f"{path} is a link to another file, so it is not deleted.", "Delete the link by hand.")
    return real if os.path.exists(real) else place


def standing(one: Placing) -> Standing:
    """What is in the file's place now: what was there before, what is there after, or something else."""
    try:
        now = _content(one.target) if os.path.lexists(one.target) else None
    except OSError:
        return "other"
    if now == one.change.after:
        return "after"
    return "before" if now == one.change.before else "other"


def _content(target: str) -> bytes:
    with open(open_file(target), "rb") as file:
        return file.read()


def check_unchanged(one: Placing) -> None:
    """Raises Refused where the file is not what the change was made from, and OSError where that cannot be known."""
    path, before = one.change.path, one.change.before
    if before is None:
        if os.path.lexists(one.target):
            raise AlreadyThere(path)
        return
    try:
        now = _content(one.target)
    except FileNotFoundError:
        raise Refused(f"{path} is gone. Nothing was written.", "Run the command again.") from None
    if now != before:
        raise Refused(f"{path} has changed meanwhile. Nothing was written.", "Run the command again.")
    if not os.access(one.target, os.W_OK):
        raise Refused(f"{path} is read-only. Nothing was written.", f"chmod u+w {path} lets it be changed.")


def write_all(ones: Sequence[Placing]) -> float:
    """Writes each new content to its temporary file, down to the disk; the time of the last by the file system's clock.

    Raises NotebookError or Refused, having put nothing in place.
    """
    last = 0.0
    for one in ones:
        with in_words(one.change.path):
            check_unchanged(one)
            if one.change.after is not None:
                last = max(last, _write(one, one.change.after))
    return last


def _write(one: Placing, content: bytes) -> float:
    _make_folders(os.path.dirname(one.target))
    opened = os.open(one.temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(opened, "wb") as file:
        mode = one.mode if one.change.before is None else os.stat(one.target).st_mode
        if mode is not None:
            give_mode(opened, mode)
        file.write(content)
        file.flush()
        os.fsync(opened)
        return os.fstat(opened).st_mtime


def _make_folders(folder: str) -> None:
    """Makes the folder and those above it, each on the disk before anything lies in it."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    _make_folders(above)
    with suppress(FileExistsError):
        os.mkdir(folder)
    sync_folder(above)


def put_all(ones: Sequence[Placing]) -> None:
    """Puts each file in its place, in this order, and brings the names to the disk; at a fault all go back.

    Raises NotebookError or Refused where all went back, and HalfDone where one could not.
    """
    done: list[Placing] = []
    try:
        for one in ones:
            with in_words(one.change.path):
                check_unchanged(one)
                _put(one)
            done.append(one)
    except NotebookError as fault:
        stuck = [one.change.path for one in reversed(done) if not _put_back(one)]
        if stuck:
            raise HalfDone(
                f"{plain(fault)} These were written before, and could not be put back: {', '.join(stuck)}.",
                "The next command finishes the change or takes it back.",
            ) from fault
        raise
    finally:
        for folder in folders_of(ones):
            with suppress(OSError):
                sync_folder(folder)


def _put(one: Placing) -> None:
    if one.change.after is None:
        os.unlink(one.target)
    elif one.change.before is None:
        give_name(one.temporary, one.target)
    else:
        os.replace(one.temporary, one.target)


def _put_back(one: Placing) -> bool:
    """Undoes what `_put` did; False where that is not possible."""
    back = one.back
    try:
        check_unchanged(back)
        if back.change.after is not None:
            _write(back, back.change.after)
        _put(back)
    except (NotebookError, OSError):
        return False
    return True


def folders_of(ones: Sequence[Placing]) -> set[str]:
    """The folders the files lie in."""
    return {os.path.dirname(one.target) for one in ones}


def remove_temporaries(ones: Sequence[Placing]) -> None:
    """Deletes the temporary files that are there."""
    for one in ones:
        with suppress(OSError):
            os.unlink(one.temporary)


def remove_folders(top: str, folders: Sequence[str]) -> None:
    """Deletes those of the vault's folders that are empty, the innermost first."""
    for folder in sorted(folders, key=len, reverse=True):
        place = os.path.join(top, folder)
        if os.path.realpath(place) == place != top:  # not what a link leads to, and not what `..` does
            with suppress(OSError):
                os.rmdir(place)


def sweep(folder: str, now: float) -> None:
    """Deletes what a killed program left behind long ago."""
    with os.scandir(folder) as listing:
        left = [one for one in listing if one.name.startswith(".") and one.name.endswith(SUFFIX)]
    for one in left:
        with suppress(OSError):
            found = one.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _ABANDONED:
                os.unlink(one.path)


@contextmanager
def in_words(path: str) -> Iterator[None]:
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


def plain(fault: NotebookError) -> str:
    """What went wrong, without the assurance that all is as it was."""
    return fault.message.removesuffix(" Nothing was written.").removesuffix(" Nothing was changed.")
