"""The commits in the cache: a folder each, of which those used last are kept."""

from __future__ import annotations

import os
import re
import shutil
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...records import Problem
from ...records.packing import BadPack, pack, unpacker
from ..posix import locked

_KEPT = 4
_PROBLEMS = "scan"  # the file with the problems that the scan found; written last, so that all else is there with it
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")

_read_problems = unpacker(list[Problem])


def commit_folder(cache: Path, commit: str) -> Path:
    """The part of a vault's cache for one of its commits."""
    return cache / "as-of" / commit


def touch(folder: Path) -> None:
    """Makes the commit the one that was used last."""
    with suppress(OSError):
        os.utime(folder)


def latest_others(folder: Path) -> list[Path]:
    """The folders of the other commits, the one used last first."""
    found = []
    with suppress(OSError), os.scandir(folder.parent) as entries:
        for entry in entries:
            if _COMMIT.fullmatch(entry.name) and entry.name != folder.name and entry.is_dir(follow_symlinks=False):
                found.append((-entry.stat().st_mtime_ns, entry.name))
    return [folder.parent / name for _, name in sorted(found)]


def sweep(folder: Path) -> None:
    """Deletes the commits used longest ago, and none that another notebook is reading."""
    for old in latest_others(folder)[_KEPT - 1 :]:
        with suppress(OSError), locked(os.fspath(old), wait=False) as ours:
            if ours:
                shutil.rmtree(old, ignore_errors=True)


def forget_commits(cache: Path) -> None:
    """Deletes what the cache has of every commit."""
    shutil.rmtree(cache / "as-of", ignore_errors=True)


def kept_problems(folder: Path) -> list[Problem] | None:
    """The problems that the scan found; None where the commit is not known."""
    try:
        raw = (folder / _PROBLEMS).read_bytes()
        return _read_problems(raw[4:]) if raw[:4] == _checksum(raw[4:]) else None
    except (OSError, *BadPack):
        return None


def keep_problems(folder: Path, problems: Sequence[Problem]) -> None:
    """Keeps them, where that can be done."""
    packed = pack(list(problems))
    new = folder / f"{_PROBLEMS}.{os.getpid()}"
    with suppress(OSError):
        new.write_bytes(_checksum(packed) + packed)
        new.replace(folder / _PROBLEMS)


def _checksum(packed: bytes) -> bytes:
    return zlib.crc32(packed).to_bytes(4)
