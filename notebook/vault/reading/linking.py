"""Which files have a link to a record, also where the notebook reads none: embedded, in other keys and notes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ...text.document import SIZE_CAP
from ...text.folding import fold
from ...text.links import links_to

Progress = Callable[[int, int], None]

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def files_linking(root: Path, paths: Iterable[str], names: Iterable[str], progress: Progress | None) -> list[str]:
    """Those of the files with a link to one of the names, without case and accents; unreadable files have none."""
    wanted = {fold(name) for name in names}
    known: dict[str, bool] = {}

    def is_wanted(name: str) -> bool:
        said = known.get(name)
        if said is None:
            said = known[name] = fold(name.removeprefix("@")) in wanted
        return said

    found = []
    start = os.path.join(os.fspath(root), "")
    paths = list(paths)
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths))
        raw = _bytes(start + path)
        if (b"[[" in raw or b".md" in raw.lower()) and links_to(raw.decode("utf-8", "replace"), is_wanted):
            found.append(path)
    return found


def _bytes(place: str) -> bytes:
    """The start of a file, as much as a note can have; nothing where it cannot be read."""
    try:
        opened = os.open(place, _FLAGS)
    except OSError:
        return b""
    try:
        return os.read(opened, SIZE_CAP)
    except OSError:
        return b""
    finally:
        os.close(opened)
