"""A change set to the disk: every file is checked, then written whole beside its place, then put there in one step.

What changed on disk since it was read is never overwritten, and neither is a file that appeared since. Killed at any
moment, each file is the old one or the new one, and the journal says which are still to come.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ...changes import ChangeSet
from ...errors import NotebookError
from ..posix import locked, undisturbed
from .checking import new_token
from .finishing import finish
from .naming import check_names, mark_names
from .putting import (
    AlreadyThere,
    HalfDone,
    Placing,
    check_unchanged,
    folders_of,
    in_words,
    placings,
    put_all,
    remove_folders,
    remove_temporaries,
    standing,
    sweep,
    write_all,
)
from .steps import Record, Say, Step, drop_journal, settle, write_journal

__all__ = ["AlreadyThere", "apply", "edited_since"]


def apply(
    root: Path,
    changes: ChangeSet,
    state: Path | None,
    say: Say = lambda line: None,
    *,
    undoes: Step | None = None,
    since: bytes | None = None,
) -> None:
    """Writes the change set into the vault in this folder, wholly or not at all, and keeps it as a step in `state`.

    What an interrupted command left is finished first. Without `state` nothing is kept. `undoes` is the step that the
    change set takes back, `since` the mark of names from before the vault was read. Raises Refused where a file is not
    what was read any more, a name was given or taken since, or a path leads out of the vault, and NotebookError where
    the system does not let it be written.
    """
    top = os.path.realpath(root)
    with locked(top):
        if state is not None:
            finish(top, state, say)
        record, ones = _planned(top, changes, undoes)
        if not ones:
            return
        if state is not None and since is not None:
            check_names(state, since)
        fault = _keep(state, record)
        last = _carry_out(top, ones, record, None if fault else state)
        for folder in folders_of(ones):
            with suppress(OSError):
                sweep(folder, last)
    if fault:
        say(f"This cannot be taken back later: {state} cannot be written ({fault.strerror}).")


def edited_since(root: Path, changes: ChangeSet) -> dict[str, str]:
    """The files that are not as the change set wants to find them, and what has become of each: `was edited since`.

    Raises Refused for a path that leads out of the vault.
    """
    found = {}
    for one in placings(os.path.realpath(root), changes.changes, "", {}):
        if standing(one) != "before":
            there = os.path.lexists(one.target)
            words = (
                "is gone" if not there else "was edited since" if one.change.before is not None else "is there again"
            )
            found[one.change.path] = words
    return {path: found[path] for path in changes.paths if path in found}


def _planned(top: str, changes: ChangeSet, undoes: Step | None) -> tuple[Record, list[Placing]]:
    """What will be done, every file having been checked."""
    changing = tuple(change for change in changes.changes if change.before != change.after)
    token = new_token()
    ones = placings(top, changing, token, {})
    for one in ones:
        with in_words(one.change.path):
            check_unchanged(one)
    if undoes:
        folders, modes = undoes.record.folders, undoes.record.modes
    else:
        folders, modes = _missing_folders(top, ones), _modes(ones)
    record = Record(replace(changes, changes=changing), folders, modes, token, undoes.number if undoes else None)
    return record, placings(top, changing, token, modes)


def _missing_folders(top: str, ones: Sequence[Placing]) -> tuple[str, ...]:
    """The vault's folders that will be made."""
    missing = set()
    for folder in folders_of(ones):
        while not os.path.isdir(folder):
            missing.add(os.path.relpath(folder, top))
            folder = os.path.dirname(folder)
    return tuple(sorted(missing))


def _modes(ones: Sequence[Placing]) -> dict[str, int]:
    """The permissions of the files that go away; where one goes and one comes, it is a file with a new name."""
    going = [one for one in ones if one.change.after is None]
    coming = [one for one in ones if one.change.before is None]
    modes = {one.change.path: stat.S_IMODE(os.stat(one.target).st_mode) & 0o777 for one in going}
    if len(going) == len(coming) == 1:
        modes[coming[0].change.path] = modes[going[0].change.path]
    return modes


def _keep(state: Path | None, record: Record) -> OSError | None:
    """Writes the journal; what stands against it, where the change can do without. Raises NotebookError where not."""
    if state is None:
        return None
    try:
        write_journal(state, record)
    except OSError as fault:
        if len(record.changes.changes) == 1 and record.undoes is None:
            return fault
        raise NotebookError(
            f"{state} cannot be written: {fault.strerror}. Without the record there, a change of several files could "
            "be left half done. Nothing was written.",
            "Make room there, or name another folder in NOTEBOOK_STATE.",
        ) from fault
    return None


def _carry_out(top: str, ones: Sequence[Placing], record: Record, state: Path | None) -> float:
    """Writes the files and puts them in place; the journal stays only where that could not be done or undone."""
    try:
        last = write_all(ones)
        with undisturbed():
            put_all(ones)
            if record.undoes is not None:
                remove_folders(top, record.folders)
            if state is not None:
                mark_names(top, state, record.changes)
                settle(state, record)
    except HalfDone:
        raise
    except (NotebookError, KeyboardInterrupt):
        remove_temporaries(ones)
        if record.undoes is None:
            remove_folders(top, record.folders)
        if state is not None:
            drop_journal(state)
        raise
    finally:
        remove_temporaries(ones)
    return last
