"""What a search found, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..query import Match
from ..records import AnyRecord, Event, Interaction, PartialDate
from ..snapshot import Snapshot
from .rows import date_words, few_names
from .tables import Cell, Span

HIT_KEYS = frozenset(("id", "kind", "path", "name", "score", "snippet", "line", "date"))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of a file, its number from 1, and where the query's words stand in it."""

    text: str
    line: int
    spans: tuple[tuple[int, int], ...]


def hit_rows(found: Iterable[tuple[Match, Snippet | None]], snapshot: Snapshot) -> list[list[Cell]]:
    """One hit a row: name, date or kind, and the line that matches."""
    rows: list[list[Cell]] = []
    for match, snippet in found:
        record = match.record
        day = _day(record)
        name = record.name
        if isinstance(record, Interaction):
            name = few_names(snapshot, snapshot.people(record)) or name
        kind = record.channel or "interaction" if isinstance(record, Interaction) else record.kind
        rows.append(
            [Span(name, "bold"), Span(kind, "dim"), Span(date_words(day, time=False), "dim"), emphasised(snippet)]
        )
    return rows


def emphasised(snippet: Snippet | None) -> tuple[Span, ...]:
    """The line with the words that match in bold."""
    if snippet is None:
        return (Span(""),)
    spans, at = [], 0
    for start, end in snippet.spans:
        spans += [Span(snippet.text[at:start]), Span(snippet.text[start:end], "bold")]
        at = end
    return (*spans, Span(snippet.text[at:]))


def hit_shape(match: Match, snippet: Snippet | None) -> dict[str, Any]:
    """The JSON object of a hit."""
    record = match.record
    day = _day(record)
    return {
        "id": record.id,
        "kind": record.kind,
        "path": record.path,
        "name": record.name,
        "score": round(match.score, 4),
        "snippet": snippet.text if snippet else None,
        "line": snippet.line if snippet else None,
        "date": str(day) if day else None,
    }


def _day(record: AnyRecord) -> PartialDate | None:
    if isinstance(record, Interaction):
        return record.date
    return record.start if isinstance(record, Event) else None
