"""One segment of the index, opened for reading: postings, lengths, the keys of its notes and the known words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .door import DiskStorage, MemoryStorage, TermNotFound, VarBytesColumn, W3Codec
from .schema import TEXT_FIELDS, places_of, split_keys
from .stems import MARK

Storage = DiskStorage | MemoryStorage
Posting = tuple[int, float]


class Leaf:
    """One segment. Its notes have numbers from 0 to `size`; `deleted` are those that no longer count."""

    def __init__(self, storage: Storage, segment: Any, schema: Any) -> None:
        codec = segment.codec()
        self._storage = storage
        self._schema = schema
        self._terms = codec.terms_reader(storage, segment)
        self._documents = codec.per_document_reader(storage, segment)
        self._key: Any = None
        self._keys: list[tuple[str, str]] | None = None
        self._lengths: dict[str, bytes] = {}
        self.segment = segment
        self.size: int = segment.doc_count_all()
        self.deleted: frozenset[int] = frozenset(self._documents.deleted_docs())

    def path(self, number: int) -> str:
        """The path of a note."""
        if self._keys is not None:
            return self._keys[number][1]
        if self._key is None:
            self._key = self._documents.column_reader("note", VarBytesColumn())
        return split_keys(self._key[number], 1)[0][1]

    def keys(self) -> list[tuple[str, str]]:
        """The version and the path of every note, the deleted ones among them.

        Read at once: Whoosh's reader of a column makes two system calls a note.
        """
        if self._keys is None:
            self._keys = split_keys(self._column("note"), self.size)
        return self._keys

    def living(self) -> Iterator[int]:
        """The numbers of the notes that are not deleted."""
        return (number for number in range(self.size) if number not in self.deleted)

    def count(self, field: str, term: str) -> int:
        """In how many notes the term is, the deleted ones among them."""
        try:
            return int(self._terms.term_info(field, term.encode()).doc_frequency())
        except TermNotFound:
            return 0

    def postings(self, field: str, term: str) -> Iterator[Posting]:
        """The notes with the term, ascending, and how often they have it."""
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()

    def places(self, field: str, term: str, numbers: list[int]) -> Iterator[tuple[int, float, frozenset[int]]]:
        """Of the notes asked for (ascending), those with the term: how often they have it, and at which words."""
        matcher = self._matcher(field, term)
        if matcher is None:
            return
        for number in numbers:
            if not matcher.is_active():
                return
            matcher.skip_to(number)
            if matcher.is_active() and matcher.id() == number:
                yield number, matcher.weight(), frozenset(places_of(matcher.value()))

    def starting(self, field: str, prefix: str) -> Iterator[str]:
        """The words of the field that start with the prefix."""
        start = prefix.encode()
        for name, term in self._terms.terms_from(field, start):
            if name != field or not term.startswith(start):
                return
            yield term.decode()

    def total_length(self, field: str) -> int:
        """The number of words in the field, over all notes."""
        return int(self._documents.field_length(field))

    def lengths(self, field: str) -> bytes:
        """The length of the field in every note, in Whoosh's one-byte coding."""
        if field not in self._lengths:
            self._lengths[field] = self._column(f"_{field}_len").ljust(self.size, b"\0")
        return self._lengths[field]

    def vocabulary(self) -> set[str]:
        """Every word of the segment: from its own file where there is one, else from the terms."""
        name = vocabulary_name(self.segment)
        if self._storage.file_exists(name):
            with self._storage.open_file(name) as file:
                return set(file.read().decode().split("\n"))
        return self.words()

    def words(self) -> set[str]:
        """Every word of the segment, from the terms; stems are not words."""
        stem = MARK.encode()
        return {term.decode() for field, term in self._terms.terms() if field in TEXT_FIELDS and term[:1] != stem}

    def _column(self, name: str) -> bytes:
        """A column as it is stored: the values in the order of the notes; nothing where no note has one."""
        file_name = W3Codec.column_filename(self.segment, name)
        if not self._storage.file_exists(file_name):
            return b""
        with self._storage.open_file(file_name) as file:
            return bytes(file.read())

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._terms.matcher(field, term.encode(), self._schema[field].format)
        except TermNotFound:
            return None


def vocabulary_name(segment: Any) -> str:
    """The file of the segment's words; Whoosh deletes it with the segment, for its name."""
    return str(segment.make_filename(".words"))
