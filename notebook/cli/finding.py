"""Answering queries: filters from the snapshot, free text from the index, which is opened when words are asked for."""

from __future__ import annotations

import errno
import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ..index import Index, Note
    from ..query import Match, Node
    from ..records import AnyRecord
    from ..render.shapes import Shapes
    from ..text.document import Document
    from .session import Session


class Finder:
    """Queries on one session's vault, as of the session's day or another one."""

    def __init__(self, session: Session, today: date | None = None) -> None:
        from ..render.shapes import Shapes

        self._session = session
        self._today = today or session.today
        self.shapes: Shapes = Shapes(session.snapshot, self._today, session.settings.cadence)
        self._index: Index | None = None

    def parse(self, query: str) -> Node:
        """The query as a tree; raises QueryFault."""
        from ..query import parse

        return parse(query, self._session.settings.queries)

    def matches(self, node: Node, limit: int | None = None) -> list[Match]:
        """The records that fit, the best first, no more than `limit` of them; raises QueryFault.

        A name in the query that is nothing in the vault is said on stderr.
        """
        from ..query import Scope, select, unknown_names

        snapshot, today = self._session.snapshot, self._today
        standing = self.shapes.standing
        found = select(node, snapshot, today, standing=standing, find_text=self._text_scores, limit=limit)
        for sentence in unknown_names(node, Scope(snapshot, today, standing)):
            self._session.say(sentence)
        return found

    def records(self, query: str) -> list[AnyRecord]:
        """The records that fit the query; all of them, archived ones too, where it is empty."""
        if not query:
            return list(self._session.snapshot.records)
        return [match.record for match in self.matches(self.parse(query))]

    def paths(self, query: str) -> frozenset[str] | None:
        """The paths of the records that fit; None, for no condition, where the query is empty."""
        return frozenset(record.path for record in self.records(query)) if query else None

    @property
    def index(self) -> Index:
        """The index, brought up to date the first time it is asked for."""
        if self._index is None:
            self._index = open_index(self._session)
        return self._index

    def _text_scores(self, node: Node, limit: int | None) -> Mapping[str, float]:
        return {hit.path: hit.score for hit in self.index.search(node, limit)}


def open_index(session: Session) -> Index:
    """The index of the session's vault, up to date."""
    from ..index import Index

    vault = session.vault
    index = Index(session.cache / "index", session.say)
    index.update(vault.versions, reader(session), vault.generation, session.progress("Indexing"))
    return index


def reader(session: Session) -> Callable[[str], Note | None]:
    """A function that gives the note to index for a path."""
    from ..index import Note
    from ..schema.values import all_texts

    vault = session.vault

    @functools.cache
    def by_path() -> dict[str, AnyRecord]:  # an index that is up to date asks for none
        return {record.path: record for record in vault.snapshot.records}

    def note(path: str) -> Note | None:
        document = document_of(session, path)
        if document is None:
            return None
        record = by_path()[path]
        names = "\n".join((record.name, *getattr(record, "aliases", ())))
        fields = "\n".join(all_texts(record))
        return Note(path, vault.versions[path], record.kind, names, fields, document.body)

    return note


def document_of(session: Session, path: str) -> Document | None:
    """A file of the vault as text; None where it is gone or cannot be read any more.

    Raises OSError where it is the system that cannot go on, as without file descriptors.
    """
    from ..text.document import read_document

    try:
        return read_document(session.bytes_of(path), path)[0]
    except OSError as fault:
        if fault.errno in (errno.EMFILE, errno.ENFILE, errno.EIO):
            raise
        return None


def without_archived(records: list[AnyRecord], node: Node | None, everything: bool) -> list[AnyRecord]:
    """The records without archived contacts, unless all are wanted or the query names `status:`."""
    if everything or (node is not None and asks(node, "status")):
        return records
    from ..records import Contact

    return [record for record in records if not isinstance(record, Contact) or record.status != "archived"]


def asks(node: Node, key: str) -> bool:
    """True where the query has a filter on this key."""
    from ..query import And, Filter, Not, Or

    match node:
        case Filter():
            return node.key == key
        case And(parts) | Or(parts):
            return any(asks(part, key) for part in parts)
        case Not(part):
            return asks(part, key)
        case _:
            return False
