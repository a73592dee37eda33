"""What is known of each file of a vault, as bytes that are read only where a question looks.

What a file says is packed by itself, one file after the other in blobs that only grow: where it changed, what it says
now is put at the end, and what it said before stays as waste until everything is packed anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from ...records import AnyRecord, Problem, Value
from ...records.packing import PackedRecords, pack, unpacker
from ...text.folding import fold
from .scan import Stamp

_FULL = 1024 * 1024  # bytes, from which on a blob gets no more

# A stamp that no file has: what was read so soon after a change that another change could hide behind its stamp.
UNSETTLED: Stamp = 0

Place = tuple[int, int, int]  # the number of a blob, and where in it the bytes start and end


class Kept(Value, frozen=True):
    """What is known of one file: its stamp, the hash of its content, and what it was read into."""

    stamp: Stamp
    version: int
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()

    def says_as(self, other: Kept) -> bool:
        """True where both were read from the same content, and into the same."""
        return (self.version, self.record, self.problems) == (other.version, other.record, other.problems)


Files = dict[str, Kept]  # by path


class _Said(Value, frozen=True):
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()


_read_said = unpacker(_Said)


class Columns(Value, frozen=True):
    """What is known of each file, in the order of the listing.

    `versions` are the hashes of the content, in 64 bits each; `recorded` has 1 for a record and 0 for another file;
    `numbers`, `starts` and `ends` are the places in the blobs.
    """

    versions: bytes
    recorded: bytes
    numbers: bytes
    starts: bytes
    ends: bytes


@dataclass(frozen=True)
class Filed:
    """What is known of each file: the listing of the scan, the stamps as they were read, the columns and the blobs."""

    listing: bytes
    stamped: bytes
    columns: Columns
    blobs: Sequence[bytes]

    @cached_property
    def paths(self) -> list[str]:
        """The files, in the order of the scan."""
        return self.listing.decode().split("\0")[1:]

    @cached_property
    def _places(self) -> tuple[array[int], array[int], array[int]]:
        columns = self.columns
        return array("H", columns.numbers), array("I", columns.starts), array("I", columns.ends)

    @property
    def is_wasteful(self) -> bool:
        """True where more than half of the blobs is what files said once."""
        _, starts, ends = self._places
        return sum(map(len, self.blobs)) > 2 * (sum(ends) - sum(starts)) + _FULL

    def place(self, file: int) -> Place:
        """Where in the blobs the file at this place of the listing is."""
        numbers, starts, ends = self._places
        return numbers[file], starts[file], ends[file]

    def at(self, file: int) -> Kept:
        """What is known of the file at this place of the listing."""
        number, start, end = self.place(file)
        said = _read_said(memoryview(self.blobs[number])[start:end])
        stamp, version = memoryview(self.stamped).cast("q")[file], memoryview(self.columns.versions).cast("Q")[file]
        return Kept(stamp, version, said.record, said.problems)

    def row(self, file: int) -> int:
        """The row of the record in the file at this place of the listing."""
        return self.columns.recorded.count(1, 0, file)

    @cached_property
    def records(self) -> Sequence[AnyRecord]:
        """The records, each read when it is looked at."""
        numbers, starts, ends = self._places
        recorded = self.columns.recorded
        if 0 in recorded:
            numbers, starts = array("H", compress(numbers, recorded)), array("I", compress(starts, recorded))
            ends = array("I", compress(ends, recorded))
        return PackedRecords(self.blobs, (numbers, starts, ends), _record)

    @property
    def notes(self) -> frozenset[str]:
        """The folded stems of the files that are no records."""
        files = zip(self.paths, self.columns.recorded, strict=True)
        return frozenset(folded_stem(path) for path, is_record in files if not is_record)

    def files(self) -> Files:
        """What is known of each file, by path."""
        blobs = [memoryview(blob) for blob in self.blobs]
        said = (_read_said(blobs[number][start:end]) for number, start, end in zip(*self._places, strict=True))
        rows = zip(self.paths, array("q", self.stamped), array("Q", self.columns.versions), said, strict=True)
        return {path: Kept(stamp, version, one.record, one.problems) for path, stamp, version, one in rows}

    def versions(self) -> dict[str, int]:
        """The hash of the content of every record's file."""
        recorded = self.columns.recorded
        versions = compress(array("Q", self.columns.versions), recorded)
        return dict(zip(compress(self.paths, recorded), versions, strict=True))


def _record(packed: memoryview) -> AnyRecord:
    record = _read_said(packed).record
    assert record is not None
    return record


def folded_stem(path: str) -> str:
    """What a file that is no record is called in links."""
    return fold(path.rsplit("/", 1)[-1][:-3])


def filed_from(listing: bytes, files: Files) -> Filed:
    """What is known of these files, packed; the listing is theirs."""
    pile = Pile(())
    numbers, starts, ends = array("H"), array("I"), array("I")
    for kept in files.values():
        number, start, end = pile.add(kept)
        numbers.append(number)
        starts.append(start)
        ends.append(end)
    columns = Columns(
        array("Q", [kept.version for kept in files.values()]).tobytes(),
        bytes(kept.record is not None for kept in files.values()),
        numbers.tobytes(),
        starts.tobytes(),
        ends.tobytes(),
    )
    stamped = array("q", [kept.stamp for kept in files.values()]).tobytes()
    return Filed(listing, stamped, columns, pile.blobs())


class Pile:
    """Blobs that grow at the end, from those that are there already."""

    def __init__(self, blobs: Sequence[bytes]) -> None:
        self._full = list(blobs[:-1])
        self._last = [*blobs[-1:]]
        self._size = sum(map(len, self._last))

    def add(self, kept: Kept) -> Place:
        """Packs what a file says; gives the place."""
        if self._size >= _FULL:
            self._full.append(b"".join(self._last))
            self._last, self._size = [], 0
        packed = pack(_Said(kept.record, kept.problems))
        start = self._size
        self._last.append(packed)
        self._size += len(packed)
        return len(self._full), start, self._size

    def blobs(self) -> list[bytes]:
        """All of them; those that have not grown are the very ones that were there."""
        return [*self._full, self._last[0] if len(self._last) == 1 else b"".join(self._last)]
