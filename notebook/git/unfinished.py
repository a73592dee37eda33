"""What git was doing in a repository when it stopped for the user: a merge or a rebase with clashes, and the like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .program import ask, tell

# A file of git's folder -> what is not finished while it is there, the inner one first: a rebase picks commits.
_SIGNS = {
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}
_NOTES = "notebook-sync"
_MARKER = re.compile(rb"^(<{7,}|>{7,})( .*)?\r?$", re.MULTILINE)
_MIDDLE = re.compile(rb"^={7,}\r?$", re.MULTILINE)
_KEY = re.compile(r"^[\"']?([^\s:#\"'\-{\[][^:\"']*)[\"']?:(\s|$)")


@dataclass(frozen=True, slots=True)
class Clash:
    """One file that git could not bring together; `spots` are its lines with markers and what clashes in each.

    `sides` are the versions there are: 1 the common one, 2 and 3 the two sides. The path is from the repository's top.
    """

    path: str
    sides: frozenset[int]
    spots: tuple[tuple[int, str], ...]
    exists: bool
    is_one_side: bool  # byte for byte as on one of the sides, as where git could not put markers

    @property
    def needs_telling(self) -> bool:
        """True where the file does not show by itself whether the user has chosen: one side's deletion, a picture."""
        return not self.spots and (self.is_one_side or not self.exists or not {2, 3} <= self.sides)


def unfinished(vault: Path) -> str | None:
    """What git is in the middle of: `merge`, `rebase`, `cherry-pick`, `revert`, `bisect`; None where nothing is."""
    flags = [word for sign in _SIGNS for word in ("--git-path", sign)]
    said = ask(vault, "rev-parse", *flags)
    for sign, path in zip(_SIGNS.values(), (said or "").split("\n"), strict=False):
        if path and (vault / path).exists():
            return sign
    return None


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
    return [_clash(folder, path, blobs) for path, blobs in sorted(sides.items())]


def _clash(folder: Path, path: str, blobs: dict[int, str]) -> Clash:
    file = folder / path
    there = file.is_symlink() or file.exists()
    raw = file.read_bytes() if there and file.is_file() and not file.is_symlink() else b""
    spots = marked(raw)
    one_side = there and not spots and _is_one_of(folder, path, (blobs.get(2), blobs.get(3)))
    return Clash(path, frozenset(blobs), spots, there, one_side)


def _is_one_of(folder: Path, path: str, blobs: Collection[str | None]) -> bool:
    return ask(folder, "hash-object", f"--path={path}", "--", path) in blobs


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


def begin(vault: Path) -> None:
    """Writes down in git's folder that what git does from here is the sync's own, which the next one may end."""
    _write_notes(vault, ask(vault, "rev-parse", "HEAD") or "", "", [])


def is_begun(vault: Path) -> bool:
    """True where the rebase that is under way is one that a sync began.

    The user's own may have been stopped on purpose.
    """
    begun_at = _notes(vault)[0]
    return begun_at != "" and begun_at == _rebased(vault)


def is_told(vault: Path) -> bool:
    """True where git still stands where a sync left it to the user; else it was killed on the way."""
    return _notes(vault)[1] == _stop(vault)


def lost_by_going_back(vault: Path) -> list[str]:
    """The files that giving up the rebase would overwrite, and whose text git has nowhere else: the user's changes."""
    folder, before = top(vault), _rebased(vault)
    said = ask(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all") or ""
    found = []
    for line in said.split("\0"):
        state, path = line[:2], line[3:]
        if not path or not (folder / path).is_file():
            continue
        if state == "??" and ask(folder, "cat-file", "-e", f"{before}:{path}") is None:
            continue  # it would stay as it is
        blob = ask(folder, "hash-object", f"--path={path}", "--", path)
        if blob is None or ask(folder, "cat-file", "-e", blob) is None:
            found.append(path)
    return found


def _rebased(vault: Path) -> str:
    """The commit that the rebase under way began at."""
    for name in ("rebase-merge/orig-head", "rebase-apply/orig-head"):
        place = _place(vault, name)
        if place is not None and place.is_file():
            return place.read_text("ascii", "replace").strip()
    return ""


def remember_told(vault: Path, found: Iterable[Clash]) -> None:
    """Writes down which clashes of this stop were told, so that the next sync takes what is then in their place.

    Best effort: where it cannot be written, they are told once more.
    """
    _write_notes(vault, _notes(vault)[0], _stop(vault), [clash.path for clash in found])


def told_before(vault: Path) -> frozenset[str]:
    """The paths of the clashes of this stop that were told."""
    _, stop, *paths = _notes(vault)
    return frozenset(paths) if stop == _stop(vault) else frozenset()


def forget_told(vault: Path) -> None:
    """Takes the notes of a sync away, for nothing of it is left to be ended."""
    place = _place(vault, _NOTES)
    if place is not None:
        place.unlink(missing_ok=True)


def _notes(vault: Path) -> list[str]:
    """The commit a sync began at, the stop it has told of, and the paths it told."""
    place = _place(vault, _NOTES)
    try:
        return [*place.read_bytes().decode("utf-8", "replace").split("\0"), "", ""] if place else ["", ""]
    except OSError:
        return ["", ""]


def _write_notes(vault: Path, begun_at: str, stop: str, paths: Iterable[str]) -> None:
    place = _place(vault, _NOTES)
    if place is not None:
        with suppress(OSError):
            place.write_bytes("\0".join((begun_at, stop, *paths)).encode())


def _place(vault: Path, name: str) -> Path | None:
    """Where git has a file of this name in its folder."""
    path = ask(vault, "rev-parse", "--git-path", name)
    return vault / path if path else None


def _stop(vault: Path) -> str:
    """What tells this stop from another: the commits that are being brought together."""
    commits = (ask(vault, "rev-parse", "--verify", "--quiet", name) for name in ("HEAD", "MERGE_HEAD", "REBASE_HEAD"))
    return " ".join(commit or "-" for commit in commits)
