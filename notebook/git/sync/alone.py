"""One sync at a time in a clone: two would end each other's merges."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...errors import NotebookError
from ..program import ask


@contextmanager
def alone(vault: Path) -> Iterator[None]:
    """Keeps other syncs out of this clone; the system lets go when the program ends in any way.

    Raises NotebookError where another one is at work.
    """
    place = ask(vault, "rev-parse", "--git-dir")
    opened = os.open(vault / (place or "."), os.O_RDONLY)
    try:
        with suppress(OSError):  # a network file system without locks
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                if fault.errno in (errno.EWOULDBLOCK, errno.EACCES):
                    raise NotebookError("Another sync is at work in this clone.", "Wait until it is done.") from None
                raise
        yield
    finally:
        os.close(opened)
