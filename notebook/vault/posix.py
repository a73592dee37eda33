"""What only POSIX systems offer to a careful writer; on another system this is the module to give a twin."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# What a file system without hard links (FAT, some network shares) says to os.link.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Keeps other notebooks that write in this vault waiting; the system lets go when the program ends in any way.

    An editor does not know of the lock: what it writes is noticed by comparing bytes, not prevented.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems have no locks; the comparison of bytes is left
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def sync_folder(folder: str) -> None:
    """Brings the folder's names to the disk, where the file system can."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system lets a folder be synced
            os.fsync(opened)
    finally:
        os.close(opened)


def give_name(temporary: str, target: str) -> None:
    """Gives a complete file its name, at once and for good; raises FileExistsError where the name is taken."""
    try:
        os.link(temporary, target)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        # Without hard links nothing names a file only if the name is free, but the lock keeps other notebooks out.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        os.rename(temporary, target)
    else:
        with suppress(OSError):  # the file has its name; the other one is swept up later
            os.unlink(temporary)


def take_mode(opened: int, like: os.stat_result) -> None:
    """Gives an open file the permissions of another."""
    os.fchmod(opened, like.st_mode & 0o7777)


def beside(work: Callable[[], bytes]) -> Callable[[], bytes | None]:
    """Starts the work in a process of its own and gives a function that waits for its answer; None where it failed.

    To be called before there are threads. A caller that never asks leaves a process that ends by itself.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            with open(write_end, "wb") as pipe:
                pipe.write(work())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write_end)

    def answer() -> bytes | None:
        with open(read_end, "rb") as pipe:
            found = pipe.read()
        _, status = os.waitpid(child, 0)
        return found if status == 0 else None

    return answer
