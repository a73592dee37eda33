"""What the notebook did in a vault: its last steps, each with every file's bytes before and after.

They lie in the user's state folder, not in the vault, in a folder for the user alone. A record is MessagePack behind a
checksum; what it says is checked like any change set, so that a damaged or planted one writes nothing out of place.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ...changes import ChangeSet, FileChange
from ...records.packing import BadPack, pack, unpacker
from ..posix import is_private, make_private, open_file, sync_folder
from .checking import is_sound
from .journal import JOURNAL
from .naming import NAMES

_KEPT = 50  # steps
_ROOM = 64 * 1024 * 1024  # bytes for all of them; the newest is kept whatever its size
_MARK = b"contact-notebook record 1\n"
_SUM = 16  # bytes
_STEP = re.compile(r"([0-9]{6,9})\.(step|gone)")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Record:
    """A change set on its way.

    `folders` are the vault's folders it makes, `modes` the permissions of the files it makes or deletes, `token` is in
    the names of its temporary files, `undoes` the number of the step it takes back.
    """

    changes: ChangeSet
    folders: tuple[str, ...] = ()
    modes: dict[str, int] = field(default_factory=dict)
    token: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, what it changed, when (seconds since the epoch), and its record."""

    number: int
    changes: ChangeSet
    when: float
    record: Record

    @property
    def back(self) -> ChangeSet:
        """The change set that takes it back."""
        changes = tuple(FileChange(change.path, change.after, change.before) for change in self.changes.changes)
        return ChangeSet(changes, f"Undo: {self.changes.summary}")


class _Damaged(Exception):
    """No record, or not the one that was written."""


def _sum(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_SUM).digest()


def write_journal(state: Path, record: Record) -> None:
    """Writes down what is about to be done, down to the disk for more than one file; raises OSError.

    One file is put in its place in one step, so nothing has to be finished after a power failure.
    """
    folder = os.path.abspath(state)
    make_private(folder)
    packed = pack(record)
    new, several = os.path.join(folder, f"{JOURNAL}.new"), len(record.changes.changes) > 1
    with suppress(FileNotFoundError):
        os.unlink(new)
    try:
        opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(opened, "wb") as file:
            file.write(_MARK + _sum(packed) + packed)
            file.flush()
            if several:
                os.fsync(opened)
        os.replace(new, os.path.join(folder, JOURNAL))
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        raise
    if several:
        sync_folder(folder)


def read_journal(state: Path, say: Say) -> Record | None:
    """What was about to be done; None where there is no journal, or, said and put aside, one that cannot be read."""
    file = state / JOURNAL
    if not os.path.lexists(file) or not _is_ours(state, say):
        return None
    try:
        return _read(file)
    except _Damaged:
        say(f"A command was interrupted, and what it was doing cannot be read: {file} is damaged and put aside.")
    except OSError as fault:
        say(f"A command was interrupted, and what it was doing cannot be read: {file}: {fault.strerror}.")
    with suppress(OSError):
        os.replace(file, state / f"{JOURNAL}.damaged")
    return None


def drop_journal(state: Path) -> None:
    """Forgets what was about to be done."""
    with suppress(OSError):
        os.unlink(state / JOURNAL)


def settle(state: Path, record: Record) -> bool:
    """Makes the journal the newest step, or forgets it with the step it took back; False where that is not possible."""
    try:
        if record.undoes is None:
            newest = max(_numbers(state), default=0)
            os.replace(state / JOURNAL, state / f"{newest + 1:06}.step")
        else:
            # The number stays taken, so that no other step is ever meant by it.
            os.close(os.open(state / f"{record.undoes:06}.gone", os.O_WRONLY | os.O_CREAT, 0o600))
            with suppress(FileNotFoundError):
                os.unlink(state / f"{record.undoes:06}.step")
            os.unlink(state / JOURNAL)
        if len(record.changes.changes) > 1:
            sync_folder(os.path.abspath(state))
        _trim(state)
    except OSError:
        return False
    return True


def steps(state: Path, say: Say = lambda line: None) -> Iterator[Step]:
    """The steps that can be taken back, the newest first; one that cannot be read is left out with a sentence."""
    if not _is_ours(state, say):
        return
    for number, name in sorted(_numbers(state).items(), reverse=True):
        file = state / name
        if file.suffix == ".step":
            try:
                record = _read(file)
                yield Step(number, record.changes, file.stat().st_mtime, record)
            except (_Damaged, OSError):
                say(f"Change {number} cannot be taken back: {file} cannot be read.")


def forget(state: Path) -> None:
    """Deletes every step and the journal: what was done in a vault that was in this folder before."""
    with suppress(OSError):
        for name in [*_numbers(state).values(), JOURNAL, f"{JOURNAL}.damaged", NAMES]:
            with suppress(FileNotFoundError):
                os.unlink(state / name)


def _numbers(state: Path) -> dict[int, str]:
    """The file of each number that was given to a step."""
    return {int(found[1]): name for name in sorted(os.listdir(state)) if (found := _STEP.fullmatch(name))}


def _trim(state: Path) -> None:
    """Deletes the oldest steps where there are too many or too large ones."""
    numbers = _numbers(state)
    size = kept = 0
    for number in sorted(numbers, reverse=True):
        file = state / numbers[number]
        if file.suffix == ".step":
            size += file.stat().st_size
            kept += 1
        if kept > 1 and (kept > _KEPT or size > _ROOM):
            file.unlink()
    for number in sorted(numbers)[:-1]:
        if numbers[number].endswith(".gone"):
            (state / numbers[number]).unlink()


def _is_ours(state: Path, say: Say) -> bool:
    """True for a folder that nobody but the user can have written to; another one is no reason to write anything."""
    try:
        if is_private(os.stat(state)):
            return True
    except FileNotFoundError:
        return False
    say(f"{state} is not yours alone, so nothing in it is used.")
    return False


def _read(file: Path) -> Record:
    """Raises _Damaged and OSError."""
    with open(open_file(os.fspath(file), follow=False), "rb") as opened:
        if not is_private(os.fstat(opened.fileno())):
            raise _Damaged
        raw = opened.read()
    start = len(_MARK) + _SUM
    if not raw.startswith(_MARK) or _sum(raw[start:]) != raw[len(_MARK) : start]:
        raise _Damaged
    try:
        record = _unpack(raw[start:])
    except BadPack:
        raise _Damaged from None
    if not is_sound(record.changes, record.folders, record.modes, record.token, record.undoes):
        raise _Damaged
    return record


_unpack = unpacker(Record)
