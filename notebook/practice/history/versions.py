"""The bytes a file had at one time, read as a version of its record."""

from __future__ import annotations

from ...records import Kind
from ...schema.lines import key_lines
from ...schema.read import read_file
from ...text.document import read_document
from .field_changes import Version


def read_version(raw: bytes, path: str, folder_kind: Kind | None) -> Version | None:
    """What a file with these bytes says; None for one that is no record, and has nothing to do with the notebook."""
    record, problems = read_file(raw, path, folder_kind)
    if record is None:
        return Version(path, None) if problems else None
    document = read_document(raw, path)[0]
    assert document is not None  # it has a record
    at = {task.line - document.body_line for task in record.tasks}
    prose = (line.strip() for row, line in enumerate(document.body.splitlines()) if row not in at)
    lines = dict(key_lines(record.kind, document))
    return Version(path, record, tuple(line for line in prose if line), lines)
