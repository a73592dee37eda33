"""What was read before, so that unchanged files are not read again: an SQLite file in the user's cache, disposable.

The contents are kept in parts: the stamps, the listing, the columns, the facts and each blob. Where a few files
changed, most parts are still true and stay as they are. The head has a checksum of every part, since SQLite does not
notice a changed byte in one; it also tells whether the parts are still those that were read.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ... import __version__
from ...overview import Overview
from ...records.packing import BadPack, pack, shape, unpacker
from .contents import Contents
from .facts import Facts
from .filed import Columns, Filed

_FORMAT = 8  # to be raised whenever the same file is read into a different record, or counted differently
_LARGE = 4 * 1024 * 1024  # bytes: some ten thousand notes
_PAGE = 65536  # bytes: megabytes are read and written in half the time

Head = list[int]  # the checksum of each part
Part = bytes | Columns | Facts

_read_head = unpacker(Head)
_read_columns = unpacker(Columns)
_read_facts = unpacker(Facts)
_FAULTS = (sqlite3.Error, MemoryError, *BadPack)  # a damaged length can ask for more memory than there is


class Catalog:
    """The catalog of one vault. Every fault makes it an empty one, said once; none reaches the caller."""

    def __init__(self, folder: Path, settings_key: str, say: Callable[[str], None]) -> None:
        self._file = folder / "catalog.sqlite"
        self._key = f"{__version__}|{_FORMAT}|{shape(Overview, Columns, Facts)}|{settings_key}"
        self._say = say
        self._usable = True
        self._head: Head | None = None  # of what was read
        if not _make_private(folder):
            self._give_up(f"The cache folder {folder} cannot be used; working without it.")

    @property
    def is_large(self) -> bool:
        """True where reading it takes long enough for something else to be done meanwhile."""
        try:
            return self._file.stat().st_size > _LARGE
        except OSError:
            return False

    def read(self) -> Contents | None:
        """What was written last; None where there is no catalog that can be used."""
        if not self._usable or not self._file.exists():
            return None
        try:
            with closing(sqlite3.connect(self._file, timeout=2)) as database:
                database.execute("BEGIN")  # the head and the parts of one writing
                self._head = self._head_in(database)
                return None if self._head is None else self._contents(database)
        except _FAULTS as fault:
            if "locked" in str(fault):  # another process writes it, so this one need not
                self._usable = False
            else:
                self._discard()
            return None

    def _head_in(self, database: sqlite3.Connection) -> Head | None:
        """The head; None in a catalog of other settings, or of another version of the program."""
        tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchall()
        meta = dict(database.execute("SELECT name, value FROM meta")) if tables else {}
        return _read_head(_bytes_of(meta.get("head"))) if meta.get("key") == self._key else None

    def _contents(self, database: sqlite3.Connection) -> Contents:
        parts = [_bytes_of(part) for (part,) in database.execute("SELECT bytes FROM part ORDER BY number")]
        if len(parts) < _LEAST or [zlib.crc32(part) for part in parts] != self._head:
            raise sqlite3.DatabaseError("a damaged row")
        stamped, listing, columns, facts, *blobs = parts
        return Contents(Filed(listing, stamped, _read_columns(columns), blobs), _read_facts(facts))

    def write(self, now: Contents, before: Contents | None = None) -> None:
        """Keeps what is known now; only what is not the same as in `before`, where that was read from here.

        Where another process has written since, nothing is written: the next command sees what differs.
        """
        if not self._usable:
            return
        old = dict(enumerate(_parts(before))) if before else {}
        fresh = {number: part for number, part in enumerate(_parts(now)) if not _same(part, old.get(number))}
        packed = {number: part if isinstance(part, bytes) else pack(part) for number, part in fresh.items()}
        try:
            with closing(sqlite3.connect(self._file, timeout=2, isolation_level=None)) as database:
                database.execute(f"PRAGMA page_size = {_PAGE}")
                database.execute("PRAGMA synchronous = OFF")  # a torn file is rebuilt, so speed is free
                database.execute("BEGIN IMMEDIATE")
                if before is None:
                    _create(database)
                elif self._head_in(database) != self._head:
                    return
                self._put(database, packed, self._head if before and self._head else [])
                database.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                self._give_up(f"The catalog cannot be kept ({fault}); the next command reads the files again.")
        except _FAULTS:
            self._discard()

    def _put(self, database: sqlite3.Connection, packed: dict[int, bytes], head: Head) -> None:
        """Writes these parts, and the head of them and of the others, which had this one."""
        checksums = dict(enumerate(head)) | {number: zlib.crc32(part) for number, part in packed.items()}
        database.executemany("REPLACE INTO part VALUES (?, ?)", packed.items())
        now = pack([checksums[number] for number in range(len(checksums))])
        database.executemany("REPLACE INTO meta VALUES (?, ?)", [("key", self._key), ("head", now)])

    def _discard(self) -> None:
        discard(self._file.parent)
        if self._file.exists():
            self._give_up(f"The catalog {self._file} cannot be used; working without it.")
        else:
            self._say("The catalog was damaged; it is built again.")

    def _give_up(self, line: str) -> None:
        self._usable = False
        self._say(line)


def discard(folder: Path) -> None:
    """Deletes the catalog in this cache folder, if there is one."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        try:
            os.unlink(folder / f"catalog.sqlite{suffix}")
        except OSError:
            continue


_LEAST = 4  # parts, and the blobs


def _parts(contents: Contents) -> list[Part]:
    filed = contents.filed
    return [filed.stamped, filed.listing, filed.columns, contents.facts, *filed.blobs]


def _same(part: Part, other: Part | None) -> bool:
    return part is other or (isinstance(part, bytes) and part == other)


def _bytes_of(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise sqlite3.DatabaseError("no bytes")
    return value


def _create(database: sqlite3.Connection) -> None:
    for table in ("meta", "part", "shard"):  # the last is an earlier version's
        database.execute(f"DROP TABLE IF EXISTS {table}")
    database.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value)")
    database.execute("CREATE TABLE part (number INTEGER PRIMARY KEY, bytes BLOB)")


def _make_private(folder: Path) -> bool:
    """Makes the folder for the user alone; False where it cannot be made, or belongs to somebody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stat = folder.stat()
        if hasattr(os, "getuid") and stat.st_uid != os.getuid():
            return False
        if stat.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
