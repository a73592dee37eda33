"""Edits of the body: some parts of it replaced, the front matter untouched."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Document
from .page import encoded, opened, refusal, reread, with_splices


def replace_spans(raw: bytes, path: str, spans: Sequence[tuple[int, int, str]]) -> bytes:
    """The file with the parts of its body replaced, given by offsets into `Document.body`. Raises Refused."""
    document = opened(raw, path)
    at = 0
    for start, end, _ in sorted(spans):
        if not at <= start <= end <= len(document.body):
            raise refusal(path, document.body_line, "the parts to be replaced lie over each other or outside the text")
        at = end
    return with_body(document, path, with_splices(document.body, sorted(spans)))


def with_body(document: Document, path: str, body: str) -> bytes:
    """The document's bytes with another body; raises Refused where that would be read as more than a body."""
    head = document.text[: len(document.text) - len(document.body)]
    if body and document.front is not None and not head.endswith("\n"):
        head += "\r\n" if document.text.partition("\n")[0].endswith("\r") else "\n"
    raw = encoded(document, head + body, path)
    reread(raw, path, document.body_line, document.front, body, document.bom)
    return raw
