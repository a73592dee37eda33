"""Which Markdown files a vault holds, and what the file system says of each."""

from __future__ import annotations

import errno
import os
import stat
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from ...records import Problem, Value
from ...records.packing import pack, unpacker
from ...schema.problems import CODES
from ..posix import beside

# What changes whenever a file does, in one number: of mtime, ctime (it betrays an edit that keeps size and mtime),
# size and inode. Two states of one file have the same one by a chance of 2 to the -61.
Stamp = int

# Folders of the vault whose Markdown is made by or for the notebook.
OWN_FOLDERS = frozenset({"templates", "digests"})


DEPTH_CAP = 64  # folders in each other: each costs a call and an open file

# From an open folder, each stat looks up one name instead of a whole path: a third less time for a large vault.
_BY_DESCRIPTOR = os.listdir in os.supports_fd and os.stat in os.supports_dir_fd


class Scan(Value, frozen=True):
    """Every Markdown file: the paths, folder by folder, names in order, each after a NUL; their stamps in 64 bits each.

    Both are bytes, so that two scans are compared at once. `problems` are what could not be looked at.
    """

    listing: bytes
    stamped: bytes
    problems: list[Problem]

    @property
    def paths(self) -> list[str]:
        """The paths."""
        return self.listing.decode().split("\0")[1:]

    @property
    def stamps(self) -> array[int]:
        """The stamp of each path."""
        return array("q", self.stamped)


def scan(root: Path) -> Scan:
    """The Markdown files under the root; hidden files and folders, `templates/` and `digests/` are left out."""
    return _joined([_walked(root, 0.0, 1.0)])


def start_scan(root: Path, *, apart: bool) -> Callable[[], Scan]:
    """A function that gives the scan; `apart` has another process do part of it, from now on."""
    if not apart:
        return lambda: scan(root)
    answer = beside(lambda: pack(_walked(root, 0.0, _CHILDS_PART)))

    def result() -> Scan:
        mine = _walked(root, _CHILDS_PART, 1.0)
        packed = answer()
        parts = [_read_walked(packed), mine] if packed else []
        # A folder that came or went between the two walks: they do not fit together, so it is walked once more.
        return _joined(parts) if len({len(part.folders) for part in parts}) == 1 else scan(root)

    return result


_CHILDS_PART = 0.6  # of each folder's files; this process has the catalog to read as well


class _Walked(Value, frozen=True):
    """A part of each folder's files: the paths, each after a NUL, and their stamps."""

    folders: list[tuple[bytes, bytes]]
    problems: list[Problem]


_read_walked = unpacker(_Walked)


def _joined(parts: list[_Walked]) -> Scan:
    """The parts of each folder put together again."""
    chunks = [chunk for folder in zip(*(part.folders for part in parts), strict=True) for chunk in folder]
    problems = list(dict.fromkeys(problem for part in parts for problem in part.problems))
    return Scan(b"".join(listing for listing, _ in chunks), b"".join(stamped for _, stamped in chunks), problems)


def _walked(root: Path, start: float, end: float) -> _Walked:
    """From `start` to `end` of each folder's files, both as a part of one."""
    walk = _Walk(os.path.join(os.path.realpath(root), ""), start, end)
    walk.folder(os.fspath(root), "")
    return _Walked(walk.folders, walk.problems)


class _Walk:
    """One walk through a vault's folders: the files of a folder, then the folders in it, names in order."""

    def __init__(self, root: str, start: float, end: float) -> None:
        self._root = root
        self._start = start
        self._end = end
        self.folders: list[tuple[bytes, bytes]] = []
        self.problems: list[Problem] = []

    def folder(self, folder: str, prefix: str) -> None:
        """Takes in a folder and those below it."""
        if prefix.count("/") > DEPTH_CAP:
            self.problems.append(too_deep(prefix))
            return
        try:
            opened = os.open(folder, os.O_RDONLY) if _BY_DESCRIPTOR else None
        except OSError as fault:
            self.problems.append(unreadable(prefix.rstrip("/") or ".", fault))
            return
        try:
            below = self._open_folder(folder, prefix, opened)
        except OSError as fault:
            self.problems.append(unreadable(prefix.rstrip("/") or ".", fault))
            return
        finally:
            if opened is not None:
                os.close(opened)
        for name in below:
            self.folder(os.path.join(folder, name), f"{prefix}{name}/")

    def _open_folder(self, folder: str, prefix: str, opened: int | None) -> list[str]:
        """Takes in the folder's own files; the names of the folders in it."""
        names = [name for name in os.listdir(folder if opened is None else opened) if name[0] != "."]
        notes = sorted(name for name in names if name.endswith(".md"))
        others = [name for name in names if not name.endswith(".md")]
        look = _Look(folder, opened)
        below: list[str] = []
        part = notes[round(len(notes) * self._start) : round(len(notes) * self._end)]
        found = list(self._stamped(part, prefix, look, below))
        odd = list(
            self._stamped(sorted(others), prefix, look, below)
        )  # `.MD`; every part of the walk needs the folders
        found += odd if self._end == 1 else []
        listing = "".join([f"\0{path}" for path, _ in found]).encode()
        self.folders.append((listing, array("q", [stamp for _, stamp in found]).tobytes()))
        return [name for name in below if prefix or name not in OWN_FOLDERS]

    def _stamped(self, names: list[str], prefix: str, look: _Look, below: list[str]) -> Iterator[tuple[str, Stamp]]:
        """The path and stamp of each name that is a note; folders go to `below`."""
        for name in names:
            try:
                status = look(name)
            except OSError as fault:
                self.problems.append(unreadable(prefix + name, fault))
                continue
            kind = stat.S_IFMT(status.st_mode)
            if kind == stat.S_IFDIR:
                below.append(name)
                continue
            if kind == stat.S_IFLNK:
                if not self._is_note(look.place(name), prefix + name):
                    continue
                status = os.stat(look.place(name))
            elif name[-3:].lower() != ".md":
                continue
            elif kind != stat.S_IFREG:
                what = "It is no file but a pipe or a device."
                self.problems.append(_problem("unreadable-file", prefix + name, what))
                continue
            path = prefix + name
            if not path.isascii() and (problem := not_utf8(path)):
                self.problems.append(problem)
                continue
            yield path, stamp_of(status)

    def _is_note(self, place: str, path: str) -> bool:
        """True for a link to a file inside the vault; a linked folder would stand in the vault twice."""
        target = os.path.realpath(place)
        inside = (target + os.sep).startswith(self._root)
        markdown = path[-3:].lower() == ".md"
        if not inside and (markdown or os.path.isdir(target)):
            self.problems.append(leads_out(path))
        elif markdown and not os.path.exists(target):
            self.problems.append(leads_nowhere(path))
        return inside and markdown and os.path.isfile(target)


class _Look:
    """What the file system says of a name in one folder, links not followed."""

    def __init__(self, folder: str, opened: int | None) -> None:
        self._folder = folder
        self._opened = opened

    def __call__(self, name: str) -> os.stat_result:
        """Raises OSError where it says nothing."""
        if self._opened is None:
            return os.lstat(self.place(name))
        return os.stat(name, dir_fd=self._opened, follow_symlinks=False)

    def place(self, name: str) -> str:
        """Where the name is."""
        return os.path.join(self._folder, name)


def open_note(root: Path, path: str) -> BinaryIO:
    """The file of a path opened to be read; raises OSError where it has become anything but a file inside the vault."""
    place = os.path.realpath(root / path)
    if not place.startswith(os.path.join(os.path.realpath(root), "")):
        raise OSError(errno.ELOOP, "it is a link out of the vault")
    # Not blocking, for a pipe would wait for its writer; no link, for the place has just been found to be none.
    opened = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no file")
    return open(opened, "rb")


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp in a stat result; never 0."""
    return hash((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)) or 1


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the system does not let us read."""
    return _problem("unreadable-file", path, f"It cannot be read: {fault.strerror or fault}.")


def leads_out(path: str) -> Problem:
    """The problem of a link that is not followed."""
    what = "This link leads out of the vault; it is not followed."
    return _problem("symlink-outside", path, what, "Put a copy of what it leads to into the vault.")


def leads_nowhere(path: str) -> Problem:
    """The problem of a link to what is not there."""
    return _problem("unreadable-file", path, "This link leads to no file.", "Delete it.")


def too_deep(prefix: str) -> Problem:
    """The problem of a folder that is not looked into."""
    return _problem("unreadable-file", prefix, "There are too many folders in each other here.")


def not_utf8(path: str) -> Problem | None:
    """The problem of a path with bytes that are no UTF-8, which Python holds as lone surrogates; None for any other."""
    if not any("\ud800" <= char <= "\udfff" for char in path):
        return None
    return _problem("unreadable-file", path, "The file's name is not UTF-8.", "Rename it.")


def _problem(code: str, path: str, message: str, hint: str = "") -> Problem:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Problem(code, CODES[code].severity, shown, 1, 1, message, hint)
