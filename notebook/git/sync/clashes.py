"""The files that git could not bring together, and whether the user has settled them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..program import ask, tell

_MARKER = re.compile(rb"^(<{7,}|>{7,})( .*)?\r?$", re.MULTILINE)
_KEY = re.compile(r"^[\"']?([^\s:#\"'\-{\[][^:\"']*)[\"']?:(\s|$)")


@dataclass(frozen=True, slots=True)
class Clash:
    """One file that git could not bring together; `spots` are its lines with markers and what clashes in each.

    `blobs` are the versions there are: 1 the common one, 2 and 3 the two sides. The path is from the repository's top.
    """

    path: str
    blobs: Mapping[int, str]
    spots: tuple[tuple[int, str], ...]
    exists: bool
    is_untouched: bool  # there, byte for byte as git left it

    @property
    def sides(self) -> frozenset[int]:
        """Which versions there are."""
        return frozenset(self.blobs)

    @property
    def is_open(self) -> bool:
        """True where nobody has chosen: markers are left, or the file is as git left it and was not added."""
        return bool(self.spots) or self.is_untouched


def top(vault: Path) -> Path:
    """The folder at the top of the repository's work tree."""
    return Path(tell(vault, "rev-parse", "--show-toplevel").rstrip("\n"))


def clashes(vault: Path) -> list[Clash]:
    """Every file of the repository that git could not bring together and the user has not marked as done."""
    folder = top(vault)
    sides: dict[str, dict[int, str]] = {}
    for line in (ask(folder, "ls-files", "--unmerged", "-z") or "").split("\0"):
        if line:
            words, _, path = line.partition("\t")
            _, blob, side = words.split()
            sides.setdefault(path, {})[int(side)] = blob
    touched = _touched(folder) if sides else None
    return [_clash(folder, path, blobs, touched) for path, blobs in sorted(sides.items())]


def _clash(folder: Path, path: str, blobs: dict[int, str], touched: Collection[str] | None) -> Clash:
    file = folder / path
    there = file.is_symlink() or file.exists()
    raw = file.read_bytes() if there and file.is_file() and not file.is_symlink() else b""
    # What one side has deleted gets no markers: what looks like one is the text's own.
    spots = () if blobs.keys() in ({1, 2}, {1, 3}) else marked(raw)
    untouched = there and len(blobs.keys() & {2, 3}) > 0 and _is_untouched(folder, path, blobs, touched)
    return Clash(path, blobs, spots, there, untouched)


def _is_untouched(folder: Path, path: str, blobs: dict[int, str], touched: Collection[str] | None) -> bool:
    if touched is not None:
        return path not in touched
    # What cannot be marked is left as it is on our side.
    return ask(folder, "hash-object", f"--path={path}", "--", path) == (blobs.get(2) or blobs.get(3))


def _touched(folder: Path) -> frozenset[str] | None:
    """The files that are not as the merge left them; None where git has not kept that (an older way to merge)."""
    if ask(folder, "rev-parse", "--verify", "--quiet", "AUTO_MERGE^{tree}") is None:
        return None
    said = ask(folder, "diff", "--name-only", "--no-renames", "--diff-filter=AMDT", "-z", "AUTO_MERGE", "--")
    return None if said is None else frozenset(said.split("\0"))


def marked(raw: bytes) -> tuple[tuple[int, str], ...]:
    """The line of each place with conflict markers, from 1, and what clashes there: `role`, or `text`."""
    if not (b"<<<<<<<" in raw or b">>>>>>>" in raw):
        return ()
    starts = [found.start() for found in _MARKER.finditer(raw) if found[1].startswith(b"<")]
    if not starts:  # a half of it is left
        left = _MARKER.search(raw)
        return ((raw.count(b"\n", 0, left.start()) + 1, "text"),) if left else ()
    return tuple((raw.count(b"\n", 0, at) + 1, _what(raw, at)) for at in starts)


def _what(raw: bytes, at: int) -> str:
    """The keys of the front matter between the markers that begin here; `text` in the body."""
    before = raw[:at].decode("utf-8", "replace").splitlines()
    in_front = before and before[0].lstrip("\ufeff").startswith("---")
    if not in_front or any(line.rstrip() == "---" for line in before[1:]):
        return "text"
    end = re.compile(rb"^>{7,}", re.MULTILINE).search(raw, at)
    lines = raw[at : end.start() if end else len(raw)].decode("utf-8", "replace").splitlines()
    keys = dict.fromkeys(found[1] for line in lines if (found := _KEY.match(line)))
    above = next((found[1] for line in reversed(before) if (found := _KEY.match(line))), "")
    return ", ".join(keys) or above or "text"
