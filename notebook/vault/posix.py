"""What only POSIX systems offer to a careful writer; on another system this is the module to give a twin."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

# What a file system without hard links (FAT, some network shares) says to os.link.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


@contextmanager
def locked(folder: str, *, wait: bool = True) -> Iterator[bool]:
    """Keeps other notebooks that write in this vault waiting; the system lets go when the program ends in any way.

    Gives True; without `wait`, False where another one may be writing. An editor does not know of the lock: what it
    writes is noticed by comparing bytes, not prevented.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = True
        except OSError:  # held, or a network file system without locks, where the comparison of bytes is left
            ours = wait
        yield ours
    finally:
        os.close(opened)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Lets Ctrl-C and other polite requests to end wait until this is done."""
    came: list[int] = []
    before = {}
    try:
        with suppress(ValueError):  # in another thread than the first, where no signal is heard
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) not in (signal.SIG_IGN, None):
                    before[number] = signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, heard in before.items():
            signal.signal(number, heard)
        for late in came[:1]:
            signal.raise_signal(late)


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


def give_mode(opened: int, mode: int) -> None:
    """Gives an open file these permissions."""
    os.fchmod(opened, mode & 0o7777)


def make_private(folder: str) -> None:
    """Makes the folder, for the user alone and on the disk; raises OSError where it cannot be made or is not theirs."""
    if not os.path.isdir(folder):
        above = os.path.dirname(folder)
        if not os.path.isdir(above):
            make_private(above)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        sync_folder(above)
    found = os.stat(folder)
    if found.st_uid != os.getuid():
        raise OSError(errno.EPERM, "it belongs to somebody else", folder)
    if found.st_mode & 0o077:
        os.chmod(folder, 0o700)


def is_private(found: os.stat_result) -> bool:
    """True for what belongs to the user, and nobody else may write to."""
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def open_file(path: str, *, follow: bool = True) -> int:
    """A descriptor to read a regular file by; raises OSError for anything else, and for a link not to `follow`."""
    # Not blocking, for a pipe would wait for its writer.
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no file", path)
    return opened


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
