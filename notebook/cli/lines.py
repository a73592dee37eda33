"""Where the fields stand that an answer shows: read from their files, of those that are shown alone."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..records import AnyRecord, Kind
    from ..schema.lines import LineOf
    from ..text.document import Document
    from .session import Session

_HELD = 32  # documents: of one person several fields are asked for


def lines_in(session: Session) -> LineOf:
    """A function that looks into the session's vault, or into the commit; 1 where a file cannot be read any more."""
    from ..schema.lines import field_line
    from .finding import document_of

    @lru_cache(_HELD)
    def document(path: str) -> Document | None:
        return document_of(session, path)

    @cache
    def line(path: str, kind: Kind, field: str, words: str) -> int:
        found = document(path)
        return field_line(found, kind, field, words) if found else 1

    def line_of(record: AnyRecord, field: str, words: str = "") -> int:
        return line(record.path, record.kind, field, words)

    return line_of
