"""Finishing what a killed command left half done, or taking it back: every file is compared before it is touched."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ...changes import ChangeSet
from ...errors import NotebookError, Refused
from ..posix import undisturbed
from .naming import mark_names
from .putting import (
    Placing,
    Standing,
    in_order,
    placing,
    plain,
    put_all,
    remove_folders,
    remove_temporaries,
    standing,
    write_all,
)
from .steps import Record, Say, drop_journal, read_journal, settle, write_journal


def finish(top: str, state: Path, say: Say) -> None:
    """Finishes or takes back what a killed command left in the vault at `top`, whose lock is held, and says so.

    Raises NotebookError where it is half done and neither is possible now.
    """
    record = read_journal(state, say)
    if record is None:
        return
    left = _Left(top, state, record, say)
    if not left.done:
        left.forget()
    elif left.may_go_on:
        left.go_on()
    else:
        left.go_back()


@dataclass(frozen=True, slots=True)
class _File:
    placing: Placing
    stands: Standing


class _Left:
    """A change set that was interrupted, and how each of its files stands now, in the order they were written."""

    def __init__(self, top: str, state: Path, record: Record, say: Say) -> None:
        self._top, self._state, self._record, self._say = top, state, record, say
        self._files, self.edited = _found(top, record)
        remove_temporaries([file.placing for file in self._files])

    @property
    def done(self) -> list[Placing]:
        """The files that were written, and are as they were written."""
        return [file.placing for file in self._files if file.stands == "after"]

    @property
    def _waiting(self) -> list[Placing]:
        return [file.placing for file in self._files if file.stands == "before"]

    @property
    def may_go_on(self) -> bool:
        """False where a file was edited before it was written: then the rest must not be written, either.

        One that was edited before the last written file had been written itself, since there is an order.
        """
        stands = [file.stands for file in self._files]
        last = max(number for number, one in enumerate(stands) if one == "after")
        return "other" in stands[:last] or "other" not in stands[last:]

    @property
    def _name(self) -> str:
        count = len(self._record.changes.changes)
        return f"{self._record.changes.summary} ({count} file{'' if count == 1 else 's'})"

    def forget(self) -> None:
        """Nothing of it is there: then it never was. It is only said where that is not quite certain."""
        if self.edited and self._waiting:
            self._say(f"Interrupted before it was done: {self._name}. Edited since: {', '.join(self.edited)}.")
        self._drop()

    def go_on(self) -> None:
        """Writes the files that are still to be written; where that fails, takes all back."""
        waiting = self._waiting
        try:
            _write(waiting)
        except NotebookError as fault:
            self.go_back(fault)
            return
        if self._settled() or waiting:
            self._say(f"Finished what was interrupted: {self._name}.{self._left_alone}")

    def go_back(self, why: NotebookError | None = None) -> None:
        """Puts back the files that were written."""
        try:
            _write([one.back for one in reversed(self.done)])
        except NotebookError as fault:
            raise NotebookError(
                f"Interrupted half-way, and it can be neither finished nor taken back: {self._name}. {plain(fault)}",
                "Put that right, and the next command finishes it.",
            ) from fault
        reason = f" {plain(why)}" if why else ""
        self._say(f"Took back what was interrupted: {self._name}.{reason}{self._left_alone}")
        self._drop()

    @property
    def _left_alone(self) -> str:
        return f" Edited since, and left alone: {', '.join(self.edited)}." if self.edited else ""

    def _drop(self) -> None:
        mark_names(self._top, self._state, self._record.changes)
        if self._record.undoes is None:
            remove_folders(self._top, self._record.folders)
        drop_journal(self._state)

    def _settled(self) -> bool:
        """Makes a step of what is written now; one that leaves out the files that were edited."""
        record = self._record
        mark_names(self._top, self._state, record.changes)
        if record.undoes is not None:
            remove_folders(self._top, record.folders)
        elif self.edited:
            ours = tuple(change for change in record.changes.changes if change.path not in self.edited)
            record = replace(record, changes=ChangeSet(ours, record.changes.summary))
            with suppress(OSError):
                write_journal(self._state, record)
        return settle(self._state, record)


def _found(top: str, record: Record) -> tuple[list[_File], list[str]]:
    """The files as they stand, and the paths of those that are neither as before nor as after."""
    found: list[Placing] = []
    edited = []
    for number, change in enumerate(record.changes.changes):
        try:
            found.append(placing(top, change, f"{record.token}-{number}", record.modes.get(change.path)))
        except Refused:  # its folder has become a link, or its path was never one
            edited.append(change.path)
    files = [_File(one, standing(one)) for one in in_order(found)]
    edited += [file.placing.change.path for file in files if file.stands == "other"]
    return files, edited


def _write(ones: Sequence[Placing]) -> None:
    """Raises NotebookError, having left everything as it was or, for HalfDone, nearly so."""
    try:
        write_all(ones)
        with undisturbed():
            put_all(ones)
    finally:
        remove_temporaries(ones)
