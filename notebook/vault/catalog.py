"""What was read before, so that unchanged files are not read again: an SQLite file in the user's cache, disposable.

Two things are kept: what each file was read into, and, under the scan it is true of, what is known of all of them at
once. As long as the scan is the same, the first is only looked at where a question needs it. Each row carries a
checksum of its own, since SQLite does not notice a changed byte in it.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from .. import __version__
from ..overview import Overview
from ..records import AnyRecord, Problem, Value
from ..records.packing import BadPack, PackedRecords, pack, packed_map, shape, unpacker
from ..snapshot import Snapshot
from .scan import Scan, Stamp

_FORMAT = 4  # to be raised whenever the same file is read into a different record
_SHARDS = 64
_LARGE = 4 * 1024 * 1024  # bytes: some ten thousand notes

# A stamp that no file has: what was read so soon after a change that another change could hide behind its stamp.
UNSETTLED: Stamp = 0


class Kept(Value, frozen=True):
    """What is known of one file: its stamp, the hash of its content, and what it was read into."""

    stamp: Stamp
    version: int
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()


Files = dict[str, Kept]  # by path

_read_files = unpacker(Files)
_read_kept = unpacker(Kept)


class Columns(Value, frozen=True):
    """What is known of all files at once, under the scan it is true of.

    `numbers`, `starts` and `ends` are the places of the records in the shards; `problems` are those within files.
    """

    listing: bytes
    stamped: bytes
    generation: str
    numbers: bytes
    starts: bytes
    ends: bytes
    overview: Overview
    between: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


_read_columns = unpacker(Columns)


class Contents:
    """What a catalog holds: of all files at once, and file by file where that is asked for."""

    def __init__(self, columns: Columns, shards: Sequence[bytes]) -> None:
        self.columns = columns
        self._shards = shards

    def records(self) -> Sequence[AnyRecord]:
        """The records, each read when it is looked at."""
        columns = self.columns
        places = (array("B", columns.numbers), array("I", columns.starts), array("I", columns.ends))
        return PackedRecords(self._shards, places, _record)

    def files(self) -> Files:
        """What is known of each file, in the order of the scan."""
        files: Files = {}
        for shard in self._shards:
            files.update(_read_files(shard))
        return {path: files[path] for path in self.columns.listing.decode().split("\0")[1:]}


def _record(packed: memoryview) -> AnyRecord:
    record = _read_kept(packed).record
    assert record is not None
    return record


_FAULTS = (sqlite3.Error, MemoryError, *BadPack)  # a damaged length can ask for more memory than there is


class Catalog:
    """The catalog of one vault. Every fault makes it an empty one, said once; none reaches the caller."""

    def __init__(self, folder: Path, settings_key: str, say: Callable[[str], None]) -> None:
        self._file = folder / "catalog.sqlite"
        self._key = f"{__version__}|{_FORMAT}|{shape()}|{settings_key}"
        self._say = say
        self._usable = True
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
                database.execute("BEGIN")  # the shards and the columns of one writing
                return self._contents(database)
        except _FAULTS as fault:
            if "locked" in str(fault):  # another process writes it, so this one need not
                self._usable = False
            else:
                self._discard()
            return None

    def _contents(self, database: sqlite3.Connection) -> Contents | None:
        if not self._is_ours(database):
            return None
        rows = database.execute("SELECT bytes, checksum FROM shard ORDER BY number").fetchall()
        for blob, checksum in rows:
            if not isinstance(blob, bytes) or zlib.crc32(blob) != checksum:
                raise sqlite3.DatabaseError("a damaged row")
        if len(rows) != _SHARDS + 1:
            raise sqlite3.DatabaseError("a missing row")
        return Contents(_read_columns(rows[-1][0]), [blob for blob, _ in rows[:-1]])

    def _is_ours(self, database: sqlite3.Connection) -> bool:
        tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchall()
        key = database.execute("SELECT value FROM meta WHERE name = 'key'").fetchone() if tables else None
        return key is not None and key[0] == self._key

    def write(self, seen: Scan, files: Files, snapshot: Snapshot, generation: str) -> None:
        """Keeps what is known now."""
        if not self._usable:
            return
        try:
            with closing(sqlite3.connect(self._file, timeout=2, isolation_level=None)) as database:
                database.execute("PRAGMA synchronous = OFF")  # a torn file is rebuilt, so speed is free
                database.execute("BEGIN IMMEDIATE")
                if not self._is_ours(database):
                    _create(database, self._key)
                shards, columns = _packed(seen, files, snapshot, generation)
                rows = [*enumerate(shards), (_SHARDS, pack(columns))]
                database.executemany(
                    "REPLACE INTO shard VALUES (?, ?, ?)", ((number, blob, zlib.crc32(blob)) for number, blob in rows)
                )
                database.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                self._give_up(f"The catalog cannot be kept ({fault}); the next command reads the files again.")
        except _FAULTS:
            self._discard()

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


def _create(database: sqlite3.Connection, key: str) -> None:
    database.execute("DROP TABLE IF EXISTS meta")
    database.execute("DROP TABLE IF EXISTS shard")
    database.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
    database.execute("CREATE TABLE shard (number INTEGER PRIMARY KEY, bytes BLOB, checksum INTEGER)")
    database.execute("INSERT INTO meta VALUES ('key', ?)", (key,))


def _packed(seen: Scan, files: Files, snapshot: Snapshot, generation: str) -> tuple[list[bytes], Columns]:
    """The shards' bytes and the columns."""
    spread: list[Files] = [{} for _ in range(_SHARDS)]
    for path, kept in files.items():
        spread[zlib.crc32(path.encode()) % _SHARDS][path] = kept
    shards: list[bytes] = []
    place: dict[str, tuple[int, int, int]] = {}
    for number, shard in enumerate(spread):
        blob, places = packed_map(shard)
        shards.append(blob)
        place.update(zip(shard, ((number, start, end) for start, end in places), strict=True))
    placed = [place[path] for path, kept in files.items() if kept.record is not None]
    columns = Columns(
        seen.listing,
        array("q", [kept.stamp for kept in files.values()]).tobytes(),
        generation,
        array("B", [number for number, _, _ in placed]).tobytes(),
        array("I", [start for _, start, _ in placed]).tobytes(),
        array("I", [end for _, _, end in placed]).tobytes(),
        snapshot.overview,
        snapshot.between or (),
        tuple(problem for kept in files.values() for problem in kept.problems),
        tuple(sorted(snapshot.notes)),
    )
    return shards, columns


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
