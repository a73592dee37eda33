"""A small set of notes to index, and what an index was asked to read and has said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from notebook.index import Index, Note
from notebook.query.nodes import Node, Words


def note(path: str, body: str = "", *, names: str = "", fields: str = "") -> Note:
    """A note whose version is the hash of what it says."""
    version = hashlib.sha256(f"{names}\0{fields}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()
    return Note(path, version, "contact", names, fields, body)


@dataclass
class Notes:
    """Notes by path, and an index over them in `folder`."""

    folder: Path
    notes: dict[str, Note] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    index: Index = field(init=False)

    def __post_init__(self) -> None:
        self.reopen()

    def reopen(self) -> None:
        """Take a new index, as another run of the program does."""
        self.index = Index(self.folder, self.said.append)

    def put(self, *notes: Note) -> None:
        """Add or change notes."""
        self.notes.update({one.path: one for one in notes})

    @property
    def versions(self) -> dict[str, str]:
        """The version of each note by its path."""
        return {path: one.version for path, one in self.notes.items()}

    @property
    def generation(self) -> str:
        """A token that changes whenever a note does."""
        return hashlib.sha256(repr(sorted(self.versions.items())).encode("utf-8", "surrogatepass")).hexdigest()

    def read(self, path: str) -> Note | None:
        """A note, as the vault gives it; what is read is remembered in `asked`."""
        self.asked.append(path)
        return self.notes[path]

    def update(self) -> None:
        """Bring the index up to date; `asked` then holds what was read for it."""
        self.asked.clear()
        self.index.update(self.versions, self.read, self.generation)

    def find(self, query: Node | str) -> list[str]:
        """The paths that a query, or one word, finds in the index as it should now be."""
        self.update()
        return self.found(query)

    def found(self, query: Node | str) -> list[str]:
        """The paths that a query, or one word, finds in the index as it is."""
        node = Words(query) if isinstance(query, str) else query
        return [hit.path for hit in self.index.search(node, None)]


def raising(error: BaseException) -> Callable[..., None]:
    """A function that raises the error, whatever it is called with."""

    def call(*_: object) -> None:
        raise error

    return call
