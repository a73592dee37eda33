"""What git was doing in a repository when it stopped for the user: a merge or a rebase with clashes, and the like."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..program import ask
from .clashes import Clash, top

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


def unfinished(vault: Path) -> str | None:
    """What git is in the middle of: `merge`, `rebase`, `cherry-pick`, `revert`, `bisect`; None where nothing is."""
    flags = [word for sign in _SIGNS for word in ("--git-path", sign)]
    said = ask(vault, "rev-parse", *flags)
    for sign, path in zip(_SIGNS.values(), (said or "").split("\n"), strict=False):
        if path and (vault / path).exists():
            return sign
    return None


def begin(vault: Path) -> None:
    """Writes down in git's folder that what git does from here is the sync's own, which the next one may end."""
    _write_notes(vault, ask(vault, "rev-parse", "HEAD") or "", "", [])


def is_begun(vault: Path, doing: str) -> bool:
    """True where the merge or rebase that is under way is one that a sync began.

    The user's own may have been stopped on purpose.
    """
    begun_at = _notes(vault)[0]
    at = _rebased(vault) if doing == "rebase" else ask(vault, "rev-parse", "HEAD")
    return begun_at != "" and begun_at == at


def takes_nothing_in(vault: Path) -> bool:
    """True where the merge under way would be one of which nothing is left: what is staged is the commit here."""
    return ask(vault, "diff", "--cached", "--quiet", "HEAD", "--") is not None


def brought_together(vault: Path, doing: str) -> tuple[str, ...]:
    """The two commits that the merge or rebase under way brings together: the user's, and what came."""
    if doing == "merge":
        mine, other = ask(vault, "rev-parse", "HEAD"), ask(vault, "rev-parse", "--verify", "--quiet", "MERGE_HEAD")
        return tuple(one for one in (mine, other) if one)
    return tuple(one for one in (_rebased(vault), _read(vault, "rebase-merge/onto", "rebase-apply/onto")) if one)


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
    return _read(vault, "rebase-merge/orig-head", "rebase-apply/orig-head")


def _read(vault: Path, *names: str) -> str:
    """The commit that the first of these files in git's folder holds."""
    for name in names:
        place = _place(vault, name)
        if place is not None and place.is_file():
            return place.read_text("ascii", "replace").strip()
    return ""


def remember_told(vault: Path, found: Iterable[Clash]) -> None:
    """Writes down that this stop was told, and the files in it without markers, to say later what became of them.

    Best effort: where it cannot be written, a rebase may be begun anew.
    """
    paths = [clash.path for clash in found if clash.is_open and not clash.spots]
    _write_notes(vault, _notes(vault)[0], _stop(vault), [*paths, *(one for one in told(vault) if one not in paths)])


def told(vault: Path) -> tuple[str, ...]:
    """The files without markers that were told at this stop."""
    _, stop, *paths = _notes(vault)
    return tuple(path for path in paths if path) if stop == _stop(vault) else ()


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
