"""Closing a promise or a thread: its mark in the line, and the day it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from ...errors import Refused
from ...practice.promises import Promise, numbered, task_id
from ...practice.threads import Thread
from ...schema.read import read_file
from ...snapshot import Snapshot
from ...text.edits import close_task as with_task_closed
from ...text.names import stem_of
from ..change_set import ChangeSet, FileChange

How = Literal["done", "dropped"]

_MARKS = {"done": "x", "dropped": "-"}
_VERBS = {"done": "Done", "dropped": "Drop"}


def close_task(
    found: Promise | Thread, how: How, day: date | None, *, read: Callable[[str], bytes], snapshot: Snapshot
) -> ChangeSet:
    """The file with the task closed, found again by its words; `day` is written where it was done.

    Raises Refused where the file as it is now has no such line that is open.
    """
    raw = read(found.path)
    line = _line_now(raw, found, snapshot)
    after = with_task_closed(raw, found.path, line, _MARKS[how], day)
    return ChangeSet((FileChange(found.path, raw, after),), f"{_VERBS[how]}: {found.text}")


def _line_now(raw: bytes, found: Promise | Thread, snapshot: Snapshot) -> int:
    """The line on which the task stands now."""
    kind = next((one.kind for one in snapshot.resolve(stem_of(found.path)) if one.path == found.path), None)
    record, _ = read_file(raw, found.path, kind)
    same = [task for task, before in numbered(record) if task_id(record, task, before) == found.id] if record else []
    still = [task for task in same if task.mark in " ?"]
    if not still:
        how = "is closed already" if same else "stands there no more"
        raise Refused(
            f'{found.path}:{found.line}: "{found.text}" {how}. Nothing was written.', "Run the command again."
        )
    return still[0].line
