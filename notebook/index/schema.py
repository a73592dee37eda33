"""The fields of the index, and how much a match in each counts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from .door import COLUMN, FieldType, Positions, Schema, VarBytesColumn
from .words import chunks, phones

# A query that names a person should bring up the person, then who works or lives there, then who is talked about.
# BM25F sums the fields' scores; a name is short and rare, so its own score is high already: 5 and 2 keep a name ahead
# of a long body that repeats it (whose score saturates near 2.2 idf), and a tag ahead of one mention.
BOOSTS = {"names": 5.0, "fields": 2.0, "body": 1.0}
TEXT_FIELDS = tuple(BOOSTS)
STEMMED = ("fields", "body")
STEM_WEIGHT = 0.5  # of a word of the same stem, against 1 for the word itself

NO_PLACE = b"\0"  # Whoosh drops empty values, and with them the order of the others.


class Text(FieldType):  # type: ignore[misc]  # Whoosh has no type information
    """A field of words with their places, and their stems where `stemmed`; a line is a value unless `flowing`."""

    def __init__(self, stemmed: bool, flowing: bool) -> None:
        super().__init__(Positions(), None, scorable=True)
        self.stemmed = stemmed
        self.flowing = flowing

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Every term once: its bytes, its part of the field's length, its count and its places."""
        places, stems, length = _terms(value, self.flowing)
        # Whoosh sums the lengths of the terms: the first brings the number of words, as wholes and stems are no words.
        for term, where in places.items():
            yield term.encode(), length, float(len(where)), array("I", where).tobytes()
            length = 0
        if self.stemmed:
            for term, count in stems.items():
                yield term.encode(), 0, float(count), NO_PLACE


def _terms(text: str, flowing: bool) -> tuple[dict[str, list[int]], dict[str, int], int]:
    places: dict[str, list[int]] = {}
    stems: dict[str, int] = {}
    base = length = 0
    for line in [text] if flowing else text.splitlines():
        before = None
        start = base
        for chunk in chunks(line):
            for term, offset in chunk.terms:
                if term in places:
                    places[term].append(base + offset)
                else:
                    places[term] = [base + offset]
            for term, _step in chunk.stems:
                stems[term] = stems.get(term, 0) + 1
            if before and chunk.first:
                places.setdefault(before.term + chunk.first.term, []).append(base - 1)
            before = chunk.last
            base += chunk.size
        length += base - start
        base += 1  # A gap, so that no phrase runs from one value into the next.
    for number, phone in enumerate(phones(text)):
        places.setdefault(phone.term, []).append(base + 2 * number)
    return places, stems, length


def places_of(value: bytes) -> array[int]:
    """The places that `Text` has written for a term in a note."""
    return array("I", value)


def make_schema() -> Schema:
    """The fields of a note in the index. `note` is its version and path, kept to be read back, not to be searched."""
    return Schema(
        names=Text(stemmed=False, flowing=False),
        fields=Text(stemmed=True, flowing=False),
        body=Text(stemmed=True, flowing=True),
        note=COLUMN(VarBytesColumn()),
    )


def join_key(version: str, path: str) -> bytes:
    """The version and the path of a note as one value, each with a zero byte after it, which neither has.

    Paths may hold bytes that are not UTF-8.
    """
    return f"{version}\0{path}\0".encode("utf-8", "surrogateescape")


def split_keys(keys: bytes, count: int) -> list[tuple[str, str]]:
    """The versions and the paths that `join_key` has joined, of `count` notes; what follows them is left out."""
    parts = keys.split(b"\0", 2 * count)
    if len(parts) <= 2 * count:
        raise ValueError("the keys of the notes are cut short")
    text = keys[: len(keys) - len(parts[-1])].decode("utf-8", "surrogateescape")  # at once: five times faster
    decoded = text.split("\0")
    return list(zip(decoded[0:-1:2], decoded[1::2], strict=True))
