"""A vault in a few lines of a test: paths and texts, without a disk."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from textwrap import dedent

from notebook.records import KINDS, AnyRecord, Contact, Kind
from notebook.schema.lines import field_line
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot
from notebook.text.document import read_document
from notebook.text.folding import fold

TODAY = datetime.date(2026, 11, 21)  # a Saturday


def vault_of(files: Mapping[str, str], me: str | None = None) -> Snapshot:
    """The snapshot of these files: `contacts/ada` is a path, its text is what stands in the file."""
    records, problems, notes = [], [], set()
    for path in sorted(files):
        record, found = read_file(dedent(files[path]).encode(), f"{path}.md", kind_of(path))
        problems += found
        if record is None:
            notes.add(fold(path.rsplit("/", 1)[-1]))
        else:
            records.append(record)
    texts = {f"{path}.md": dedent(text).encode() for path, text in files.items()}

    def line_of(record: AnyRecord, field: str, words: str = "") -> int:
        document = read_document(texts[record.path], record.path)[0]
        return field_line(document, record.kind, field, words) if document else 1

    return Snapshot(tuple(records), tuple(problems), me, frozenset(notes), line_of=line_of)


def kind_of(path: str) -> Kind | None:
    return next((kind for kind in KINDS if path.startswith(f"{kind}s/")), None)


def note(body: str = "", **fields: str) -> str:
    """A file's text: fields and body; `with_` is `with`."""
    lines = "\n".join(f"{key.rstrip('_')}: {value}" for key, value in fields.items())
    return f"---\n{lines}\n---\n{body}"


def contact(snapshot: Snapshot, contact_id: str) -> Contact:
    found = snapshot.by_id[contact_id]
    assert isinstance(found, Contact)
    return found
