"""The two homes of an index: the folder in the user's cache, and memory where no folder will do."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import sleep
from typing import NamedTuple

from .door import NAME, DiskStorage, MemoryStorage, try_for
from .leaves import Leaves
from .note import Note
from .place import State, Unusable, claim, is_settled, is_whole, our_files, read_state, wipe, write_state
from .storing import create, refresh

_LOCK_SECONDS = 2.0
_OPENINGS = 3  # Another process may delete a file of the last commit but one just when it is to be opened.
# What the system says where no index can be written, however whole it is.
_NO_PLACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.EIO}

REBUILT = "The search index was damaged, or made by another version: it is built again."
BEHIND = "Another notebook is updating the search index: what changed lately may not be found yet."


class Source(NamedTuple):
    """Where the notes come from: what the index was last told to hold."""

    versions: Mapping[str, str]
    read: Callable[[str], Note | None]
    generation: str
    progress: Callable[[int, int], None]


class CallerFailed(Exception):
    """What a function of the caller raised, carried past the net for Whoosh's errors."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class InMemory:
    """An index that lives as long as the program."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._generation: str | None = None
        self._opened: Leaves | None = None
        create(self._storage)

    def update(self, source: Source) -> None:
        """Hold the notes of the source."""
        if self._generation != source.generation:
            self._opened = self._generation = None
            refresh(self._storage, source.versions, source.read, source.progress, lambda: None)
            self._generation = source.generation

    def open(self) -> Leaves:
        """The index to search."""
        if self._opened is None:
            self._opened = Leaves(self._storage)
        return self._opened

    def close(self) -> None:
        """Nothing is open."""


class InFolder:
    """An index in a folder, shared with other processes of this user and version."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._opened: Leaves | None = None
        self._opened_as: State | None = None

    def update(self, source: Source) -> None:
        """Hold the notes of the source; raises Unusable or OSError where that cannot be."""
        claim(self._folder)
        if self._is_current(source):
            return
        with self.locked() as locked:
            if locked:
                if not self._is_current(source):
                    self._refresh(source)
            elif read_state(self._folder) is None:
                raise Unusable("another notebook is building it")
            else:
                self._tell(BEHIND)
        self.close()

    def rebuild(self, source: Source) -> None:
        """Hold the notes of the source, and trust nothing that is there; raises what `update` does."""
        self.close()
        self._tell(REBUILT)
        with self.locked() as locked:
            if not locked:
                raise Unusable("it is damaged, and another notebook is at it")
            wipe(self._folder)
            self._refresh(source)

    def open(self) -> Leaves:
        """The index to search, as its last commit left it; raises whatever Whoosh does where it is damaged."""
        state = read_state(self._folder)
        if self._opened is None or state != self._opened_as:
            self.close()
            claim(self._folder)
            if state is None:
                raise Unusable("there is none")
            self._opened = self._open()
            self._opened_as = state
        return self._opened

    def close(self) -> None:
        """Close the files."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Hold Whoosh's lock over all steps of an update; False where another process keeps it too long."""
        lock = DiskStorage(str(self._folder)).lock(f"{NAME}_WRITELOCK")
        locked = bool(try_for(lock.acquire, timeout=_LOCK_SECONDS, delay=0.05))
        try:
            yield locked
        finally:
            if locked:
                lock.release()

    def _is_current(self, source: Source) -> bool:
        state = read_state(self._folder)
        return state is not None and state.generation == source.generation and is_settled(self._folder, state)

    def _open(self) -> Leaves:
        for _ in range(_OPENINGS - 1):
            try:
                return Leaves(DiskStorage(str(self._folder)))
            except FileNotFoundError:
                sleep(0.05)
        return Leaves(DiskStorage(str(self._folder)))

    def _refresh(self, source: Source) -> None:
        """Update, and where Whoosh cannot, build from nothing, once. The lock is held."""
        try:
            self._attempt(source)
        except CallerFailed:
            raise
        except Exception as error:  # a damaged index shows itself in a dozen types, KeyError and OSError among them
            if isinstance(error, OSError) and error.errno in _NO_PLACE:
                raise
            self._tell(REBUILT)
            wipe(self._folder)
            self._attempt(source)

    def _attempt(self, source: Source) -> None:
        storage = DiskStorage(str(self._folder))
        state = read_state(self._folder)
        if state is None or not is_whole(self._folder, state):
            if our_files(self._folder):
                self._tell(REBUILT)
            wipe(self._folder)
            create(storage)
            write_state(self._folder, None)
        committed = partial(write_state, self._folder, None)
        refresh(storage, source.versions, source.read, source.progress, committed)
        write_state(self._folder, source.generation)
