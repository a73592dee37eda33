"""Two notes of one name, made on both sides: each is kept as its side had it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ...errors import ProgramFailed
from ..program import ask, tell, told
from .clashes import Clash


def keep_both(top: Path, clash: Clash) -> str:
    """Keeps ours at the path and theirs at the next free name beside it, which is given; both are added.

    Raises ProgramFailed. Cut off on the way, it finds theirs kept already when it is done once more.
    """
    ours, theirs = (_as_file(top, clash.path, clash.blobs[side]) for side in (2, 3))
    other = next(path for path in _numbered(clash.path) if _is_free(top, path, theirs))
    _put(top / other, theirs)
    tell(top, "add", "--force", "--", f":(literal){other}")
    _put(top / clash.path, ours)
    tell(top, "add", "--force", "--", f":(literal){clash.path}")
    return other


def _as_file(top: Path, path: str, blob: str) -> bytes:
    """What the file of this blob has in it, with the line ends that git gives it here."""
    done = told(top, "cat-file", "--filters", f"--path={path}", blob)
    if done.code != 0:
        raise ProgramFailed(f"{path} cannot be read in git: {done.complaint}")
    return done.stdout


def _numbered(path: str) -> Iterator[str]:
    file, number = PurePosixPath(path), 2
    while True:
        yield str(file.with_name(f"{file.stem}-{number}{file.suffix}"))
        number += 1


def _is_free(top: Path, path: str, wanted: bytes) -> bool:
    """True where nothing has the name, whatever its case, or what has it is just what is to be kept."""
    file = top / path
    if file.is_file() and not file.is_symlink() and file.read_bytes() == wanted:
        return True
    name = file.name.casefold()
    there = file.parent.is_dir() and any(one.name.casefold() == name for one in file.parent.iterdir())
    return not there and ask(top, "ls-files", "--", f":(icase,literal){path}") == ""


def _put(file: Path, raw: bytes) -> None:
    beside = file.with_name(f".{file.stem[:40]}.sync.notebook-tmp")
    try:
        beside.write_bytes(raw)
        beside.replace(file)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise ProgramFailed(f"{file.name} cannot be written: {fault.strerror}.") from fault
