"""The line that shows why a record was found, and the words that were meant where nothing was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..query import Node, Words
    from ..records import AnyRecord
    from ..render.hits import Snippet
    from .finding import Finder
    from .session import Session

# Line ends to Python, but no lines to an editor.
_NO_LINE_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")


def snippet(session: Session, node: Node, record: AnyRecord) -> Snippet | None:
    """The line of the record's file that has most of the query's words, one of its text before one of its fields.

    Without any, the note's first words; None where it has none.
    """
    from ..index import match_line
    from ..practice.promises import summary_words
    from ..render.hits import Snippet
    from .finding import document_of

    document = document_of(session, record.path) if any(_words(node)) else None
    if document:
        for text, first_line in ((document.body, document.body_line), (document.text, 1)):
            found = match_line(node, _NO_LINE_ENDS.sub(" ", text))
            if found:
                return Snippet(found[1], found[0] + first_line, tuple(found[2]))
    if record.summary is None:
        return None
    return Snippet(summary_words(session.snapshot, record), record.summary.line, ())


def corrected(finder: Finder, query: str, node: Node) -> str | None:
    """The query with each word that no note has replaced by the nearest one that some note has; None without any."""
    better = query
    for words in sorted(_words(node), key=lambda words: words.column, reverse=True):
        end = words.column + len(words.text)
        # A word of a saved query has its place in that query, not in this one.
        if words.form == "word" and query[words.column : end] == words.text:
            known = finder.index.suggest(words.text)
            better = better[: words.column] + (known or words.text) + better[end:]
    return better if better != query else None


def _words(node: Node) -> Iterator[Words]:
    from ..query import And, Not, Or, Words

    match node:
        case Words():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case Not(part):
            yield from _words(part)
