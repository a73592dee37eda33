"""On which line of its file a record's field stands: records keep no line of most of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from ..records import AnyRecord, Kind
from ..text.front_keys import FrontKey, front_keys
from .fields import field_keys, find_field, key_form, look_up

if TYPE_CHECKING:
    from ..text.document import Document


class LineOf(Protocol):
    """Says where a field of a record stands, of several values the one that has these `words`.

    The line is 1-based, that of the key where the words are spread over lines; 1 where nobody knows.
    """

    def __call__(self, record: AnyRecord, field: str, words: str = "") -> int:
        """The line."""


def no_line(record: AnyRecord, field: str, words: str = "") -> int:
    """Where there is no file to look into."""
    return 1


def key_lines(kind: Kind, document: Document) -> Iterator[tuple[str, int]]:
    """Each key's field, or the key itself, and its line."""
    for key in front_keys(document.front or "", document.front_line):
        known = find_field(kind, key.text)
        yield (known.name if known else key.text), key.line


def field_line(document: Document, kind: Kind, field: str, words: str = "") -> int:
    """What `LineOf` says, by the file's text."""
    keys = _keys_of(document, kind, field)
    if words:
        wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        for key in keys:
            for at, line in enumerate(key.value):
                if wanted.search(line):
                    return key.line + at
    told = [key for key in keys if any(line.strip() for line in key.value)]
    return next((key.line for key in (*told, *keys)), 1)


def _keys_of(document: Document, kind: Kind, field: str) -> list[FrontKey]:
    """The keys that are read as the field: that of its own name, then its synonyms; of two alike the first."""
    known = field_keys(kind)
    found: dict[str, FrontKey] = {}
    for key in front_keys(document.front or "", document.front_line):
        meant, _ = look_up(key.text, key_form(key.text), known)
        if meant and field in (meant.name, meant.slot):
            found.setdefault(key.text, key)
    return sorted(found.values(), key=lambda key: find_field(kind, key.text) is None or key_form(key.text) != field)
