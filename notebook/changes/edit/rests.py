"""A field that is only there for a while, such as the status of somebody who rests, taken out again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ...records import AnyRecord
from ...schema.lines import field_line
from ...snapshot import Snapshot
from ...text.document import read_document
from ..change_set import ChangeSet
from .edit_fields import remove_fields, set_fields
from .file_edit import Read

# Front matter without a field.
_BARE = re.compile(rb"\A(\xef\xbb\xbf)?-{3,}[ \t]*\r?\n\s*-{3,}[ \t]*(?:\r?\n|\Z)")


def no_longer(
    record: AnyRecord, field: str, usual: str, *, read: Read, snapshot: Snapshot, today: date
) -> ChangeSet:  # fmt: skip
    """The record's file without the field, as it was before it was put there.

    A line with a comment was there before: it stays, with what is `usual`. Front matter that has nothing else goes.
    """
    if _has_comment(read(record.path), record, field):
        return set_fields(record, [(field, usual)], read=read, snapshot=snapshot, today=today)
    changes = remove_fields(record, [(field, None)], read=read, snapshot=snapshot, today=today)
    bare = tuple(replace(one, after=_BARE.sub(rb"\1", one.after or b"")) for one in changes.changes)
    return replace(changes, changes=bare)


def _has_comment(raw: bytes, record: AnyRecord, field: str) -> bool:
    document, _ = read_document(raw, record.path)
    if document is None:
        return False
    line = document.text.split("\n")[field_line(document, record.kind, field) - 1]
    return re.search(r"\s#", line) is not None
