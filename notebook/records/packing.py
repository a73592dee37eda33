"""Records to bytes and back: the only door to msgspec's MessagePack."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

import msgspec

from .kinds import AnyRecord

T = TypeVar("T")

BadPack = (msgspec.MsgspecError, UnicodeDecodeError)

pack: Callable[[Any], bytes] = msgspec.msgpack.Encoder().encode


def unpacker(type_: type[T]) -> Callable[[bytes | memoryview], T]:
    """A function that reads bytes into this type; it raises one of `BadPack` where they are anything else."""
    return msgspec.msgpack.Decoder(type_).decode


def shape(*others: type[msgspec.Struct]) -> str:
    """A text that changes whenever a record, a value or one of the others gets, loses or moves a field."""
    from . import kinds, problem, values

    structs = [
        thing
        for module in (values, problem, kinds)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, msgspec.Struct)
    ]
    return ";".join(f"{struct.__name__}({','.join(struct.__struct_fields__)})" for struct in (*structs, *others))


class PackedRecords(Sequence[AnyRecord]):
    """Records that are read from their bytes when they are asked for, since most commands look at few of them.

    Row by row: the number of the blob, and where in it the record's bytes start and end; `read` makes a record of them.
    """

    def __init__(
        self,
        blobs: Sequence[bytes],
        places: tuple[array[int], array[int], array[int]],
        read: Callable[[memoryview], AnyRecord],
    ) -> None:
        self._blobs = [memoryview(blob) for blob in blobs]
        self._numbers, self._starts, self._ends = places
        self._read = read
        self._held: list[AnyRecord | None] = [None] * len(self._numbers)

    def __len__(self) -> int:
        """The number of records."""
        return len(self._held)

    @overload
    def __getitem__(self, row: int) -> AnyRecord: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[AnyRecord, ...]: ...
    def __getitem__(self, row: int | slice) -> AnyRecord | tuple[AnyRecord, ...]:
        """The record in that row, the same one each time."""
        if isinstance(row, slice):
            return tuple(self[number] for number in range(*row.indices(len(self))))
        record = self._held[row]
        if record is None:
            blob = self._blobs[self._numbers[row]]
            record = self._held[row] = self._read(blob[self._starts[row] : self._ends[row]])
        return record

    def __eq__(self, other: object) -> bool:
        """True for a sequence of the same records."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none
