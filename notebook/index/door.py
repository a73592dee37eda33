"""The only door to Whoosh: what the index needs of it, imported without its warnings, and its storages made safe.

Importing this module costs about 50 ms, so the modules that a command imports at its start import it when they search.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from typing import Any

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes and `is 0`: Python says so when it compiles a module, on its first import. What
    # Whoosh itself imports late, inside its functions, is therefore imported here.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import whoosh.codec
    import whoosh.matching.wrappers
    import whoosh.reading
    import whoosh.writing  # noqa: F401 -- `writer()` imports it
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.formats import Positions
    from whoosh.index import TOC, FileIndex, clean_files
    from whoosh.lang.porter2 import stem as porter2
    from whoosh.reading import SegmentReader, TermNotFound
    from whoosh.scoring import bm25
    from whoosh.support.levenshtein import levenshtein
    from whoosh.util.filelock import try_for
    from whoosh.util.numeric import byte_to_length

__all__ = [
    "COLUMN",
    "NAME",
    "TOC",
    "DiskStorage",
    "FieldType",
    "FileIndex",
    "MemoryStorage",
    "Positions",
    "Schema",
    "SegmentReader",
    "TermNotFound",
    "VarBytesColumn",
    "W3Codec",
    "bm25",
    "byte_to_length",
    "clean_files",
    "levenshtein",
    "porter2",
    "try_for",
]

NAME = "MAIN"  # Whoosh's own name for the one index of a folder; its files start with it.


class MemoryStorage(RamStorage):  # type: ignore[misc]  # Whoosh has no type information
    """An index in memory, with its temporary files there too: Whoosh's own would put them into a shared folder."""

    def temp_storage(self, name: str | None = None) -> MemoryStorage:
        """Another storage in memory."""
        return MemoryStorage()

    def release(self) -> None:
        """Nothing is open."""


class DiskStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no type information
    """An index in a folder. Every file that was opened is closed by `release`, whatever went wrong in between."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def create_file(self, name: str, **options: Any) -> Any:
        """A new file, to be closed by its user or by `release`."""
        return self._kept(super().create_file(name, **options))

    def open_file(self, name: str, **options: Any) -> Any:
        """A file to read, to be closed by its user or by `release`."""
        return self._kept(super().open_file(name, **options))

    def temp_storage(self, name: str | None = None) -> MemoryStorage:
        """A storage in memory: what Whoosh puts there is small, and nothing is left behind by a kill."""
        return MemoryStorage()

    def release(self) -> None:
        """Close what is open. On a full disk closing fails too, and has nothing new to say."""
        for raw in self._opened:
            with suppress(OSError):
                raw.close()
        self._opened.clear()

    def _kept(self, file: Any) -> Any:
        self._opened.append(file.raw_file())
        return file
