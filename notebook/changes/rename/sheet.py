"""A record's file as it is now: its bytes, its text, its front matter as a tree, and the record it is read into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...errors import Refused
from ...records import AnyRecord, Kind
from ...schema.read import read_file
from ...schema.values import names_of
from ...text.document import Document, read_document
from ...text.nodes import Mapping, Node, Scalar, Sequence
from ..edit.field_places import front_of

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file, read; the path is relative to the vault."""

    raw: bytes
    path: str
    kind: Kind
    record: AnyRecord
    document: Document
    root: Mapping


def sheet_of(raw: bytes, path: str, kind: Kind) -> Sheet:
    """The file with these bytes, which holds a record of that kind; raises Refused where it does not."""
    root = front_of(raw, path)
    document, _ = read_document(raw, path)
    record, _ = read_file(raw, path, kind)
    if document is None or record is None or record.kind != kind:
        raise _changed(path)
    return Sheet(raw, path, kind, record, document, root)


def sheet_for(record: AnyRecord, read: Read) -> Sheet:
    """The record's file; raises Refused where it is called otherwise now than when the vault was read."""
    sheet = sheet_of(read(record.path), record.path, record.kind)
    if names_of(sheet.record) != names_of(record):
        raise _changed(record.path)
    return sheet


def _changed(path: str) -> Refused:
    return Refused(f"{path} has changed meanwhile. Nothing was written.", "Run the command again.")


def scalars(node: Node) -> Iterator[Scalar]:
    """The texts in a node, keys too."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Sequence):
            stack.extend(reversed(node.nodes))
        else:
            stack.extend(part for pair in reversed(node.pairs) for part in reversed(pair))


def newline_of(document: Document) -> str:
    """How the file's first line ends."""
    return "\r\n" if document.text.partition("\n")[0].endswith("\r") else "\n"
