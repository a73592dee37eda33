"""The files of a vault as a commit has them: listed, followed and read as the scan does it on the disk.

Their bytes are those that git keeps: what a checkout would make of them (`eol=crlf`, a filter) is not asked for, since
filters are programs.
"""

from __future__ import annotations

import errno
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeGuard

from ...records import Problem
from ...settings import SETTINGS_FILE
from ...text.document import SIZE_CAP
from .scan import DEPTH_CAP, OWN_FOLDERS, Scan, Stamp, leads_nowhere, leads_out, not_utf8, too_deep

_FILE = "100"  # how the mode of a file starts
_LINK = "120000"
_HOPS = 40  # links on the way to a file, as many as systems follow

Leaf = tuple[str, str, str]  # a path below the vault, its mode, and its blob
Blob = tuple[int, bytes]  # its size, and its first bytes


class Objects(Protocol):
    """What the files are taken from."""

    def leaves(self, *below: str) -> Sequence[Leaf]:
        """Every file and link of the commit in the vault's folder, or below some of its folders."""

    def leaf(self, path: str) -> Leaf | None:
        """One of them."""

    def blob(self, name: str, cap: int) -> Blob:
        """What is in a blob, up to `cap` bytes."""

    def blobs(self, names: Iterable[str], cap: int) -> Iterator[Blob]:
        """What is in many, in their order."""


class _Folder(dict[str, "_Folder | Leaf"]):
    """What a folder has in it, by name."""


class Committed:
    """The vault's files in one commit; what is read is read when it is first asked for.

    `root` is where the vault's folder is today: a link with a whole path may lead into it. With the names of folders,
    there are no files but those below them.
    """

    def __init__(self, root: Path, objects: Objects, *below: str) -> None:
        self._root = os.path.join(os.path.realpath(root), "")
        self._objects = objects
        self._below = below

    @cached_property
    def _top(self) -> _Folder:
        top = _Folder()
        folders = {"": top}

        def folder(path: str) -> _Folder:
            there = folders.get(path)
            if there is None:
                above, _, name = path.rpartition("/")
                there = folders[path] = _Folder()
                folder(above)[name] = there
            return there

        for leaf in self._objects.leaves(*self._below):
            above, _, name = leaf[0].rpartition("/")
            folder(above).setdefault(name, leaf)
        return top

    def scan(self) -> Scan:
        """The Markdown files, in the order and with the problems of a scan of the commit checked out."""
        walk = _Walk(self)
        walk.folder(self._top, "")
        listing = "".join([f"\0{path}" for path in walk.paths]).encode()
        return Scan(listing, array("q", walk.stamps).tobytes(), walk.problems)

    def blob_of(self, path: str) -> str | None:
        """The blob of a file, behind links within the vault; None where there is no file."""
        found = self.follow(path)[1]
        return found[2] if is_file(found) else None

    def read(self, path: str, cap: int | None = None) -> bytes:
        """The bytes of a file, no more than `cap`; raises FileNotFoundError where there is none."""
        name = self.blob_of(path)
        if name is None:
            raise FileNotFoundError(errno.ENOENT, "it is not in that commit", path)
        return self._objects.blob(name, cap or 1 << 62)[1]

    def settings(self) -> bytes | None:
        """The bytes of the settings; None where there are none. The other files are not listed for them."""
        leaf = self._objects.leaf(SETTINGS_FILE)
        name = leaf[2] if is_file(leaf) else self.blob_of(SETTINGS_FILE) if is_link(leaf) else None
        return self._objects.blob(name, SIZE_CAP)[1] if name else None

    def read_each(self, paths: Sequence[str], cap: int) -> Iterator[tuple[Stamp, Blob]]:
        """The stamp of each of these files, its size and its first bytes."""
        names = [self.blob_of(path) or "" for path in paths]
        return zip(map(stamp_of_blob, names), self._objects.blobs(names, cap), strict=True)

    def read_one(self, path: str, cap: int) -> tuple[Stamp, Blob]:
        """The same of one file."""
        name = self.blob_of(path) or ""
        return stamp_of_blob(name), self._objects.blob(name, cap)

    def follow(self, path: str) -> tuple[str, _Folder | Leaf | None]:
        """Where a path leads when all links are followed, as a place on the disk, and what is there in the commit."""
        todo = path.split("/")[::-1]
        at: list[str] = []
        nodes: list[_Folder | Leaf | None] = [self._top]
        hops = 0
        while todo:
            part = todo.pop()
            if part in ("", "."):
                continue
            if part == ".." and at:
                at.pop()
                nodes.pop()
                continue
            above = nodes[-1]
            found = above.get(part) if isinstance(above, _Folder) and part != ".." else None
            leads = self._objects.blob(found[2], 4096)[1] if is_link(found) else None
            if leads is None and part != "..":
                at.append(part)
                nodes.append(found)
                continue
            hops += 1
            if hops > _HOPS:
                return os.path.join(self._root, *at, part), None
            target = os.fsdecode(leads) if leads is not None else part
            if target.startswith("/") or part == "..":
                place = os.path.realpath(os.path.join(self._root, *at, target, *todo[::-1]))
                if not os.path.join(place, "").startswith(self._root):
                    return place, None
                target, todo, at, nodes = place[len(self._root) :], [], [], [self._top]
            todo += target.split("/")[::-1]
        return os.path.join(self._root, *at), nodes[-1]

    def is_inside(self, place: str) -> bool:
        """True for a place in the vault."""
        return os.path.join(place, "").startswith(self._root)


class _Walk:
    """One walk through the folders: the files of a folder, then the folders in it, names in order."""

    def __init__(self, files: Committed) -> None:
        self._files = files
        self.paths: list[str] = []
        self.stamps: list[Stamp] = []
        self.problems: list[Problem] = []

    def folder(self, folder: _Folder, prefix: str) -> None:
        """Takes in a folder and those below it."""
        if prefix.count("/") > DEPTH_CAP:
            self.problems.append(too_deep(prefix))
            return
        below = []
        for name in sorted(folder, key=lambda name: (not name.endswith(".md"), name)):
            there, path = folder[name], prefix + name
            if name[:1] in ("", "."):
                continue
            if isinstance(there, _Folder):
                below.append((name, there))
                continue
            blob = self._linked(path) if is_link(there) else there[2] if is_file(there) else None
            if blob is None or name[-3:].lower() != ".md":
                continue
            if not path.isascii() and (problem := not_utf8(path)):
                self.problems.append(problem)
                continue
            self.paths.append(path)
            self.stamps.append(stamp_of_blob(blob))
        for name, inner in below:
            if prefix or name not in OWN_FOLDERS:
                self.folder(inner, f"{prefix}{name}/")

    def _linked(self, path: str) -> str | None:
        """The blob of the note that a link leads to; None, with a problem where that is one, for any other link."""
        place, found = self._files.follow(path)
        markdown = path[-3:].lower() == ".md"
        if not self._files.is_inside(place):
            if markdown or os.path.isdir(place):
                self.problems.append(leads_out(path))
            return None
        if markdown and found is None:
            self.problems.append(leads_nowhere(path))
        return found[2] if is_file(found) else None


def is_file(node: _Folder | Leaf | None) -> TypeGuard[Leaf]:
    """True for a file of its own."""
    return isinstance(node, tuple) and node[1].startswith(_FILE)


def is_link(node: _Folder | Leaf | None) -> TypeGuard[Leaf]:
    """True for a link."""
    return isinstance(node, tuple) and node[1] == _LINK


def stamp_of_blob(name: str) -> Stamp:
    """The stamp of a file with this blob: another one than of any other blob, by a chance of 2 to the -64; never 0."""
    return int(name[:16] or "0", 16) - (1 << 63) or 1
