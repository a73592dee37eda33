"""Records to choose between: one line each, in straight columns, with what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..practice.words import ago_words
from ..records import AnyRecord, Contact, Event, Interaction, Organization, Project
from ..snapshot import Snapshot
from .rows import date_words, dotted, few_names, first_words, reference_names, span_words
from .tables import fitted
from .terminal import clean, cut, steady, width_of

_GAP = 2
_ABOUT = 2  # the column that is cut first


def choice_lines(records: Sequence[AnyRecord], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """A line of the width for each record: its name, its kind, what it is, the last contact.

    The kind stands there where there are several, the id where two would look the same.
    """
    rows = [[clean(cell) for cell in _cells(record, snapshot, today)] for record in records]
    if len({record.kind for record in records}) < 2:
        rows = [[name, "", *rest] for name, _, *rest in rows]
    seen = Counter(map(tuple, rows))
    rows = [[*row, record.id if seen[tuple(row)] > 1 else ""] for row, record in zip(rows, records, strict=True)]
    columns = [[width_of(cell) for cell in column] for column in zip(*rows, strict=True)]
    gaps = _GAP * (sum(map(any, columns)) - 1)
    widths = fitted(columns, width - gaps, _ABOUT)
    lines = [[_padded(cell, wide) for cell, wide in zip(row, widths, strict=True) if wide] for row in rows]
    return [(" " * _GAP).join(line).rstrip() for line in lines]


def _padded(cell: str, wide: int) -> str:
    shown = cut(cell, wide)
    return steady(shown) + " " * (wide - width_of(shown))


def _cells(record: AnyRecord, snapshot: Snapshot, today: date) -> list[str]:
    """The name, the kind, what it is and the last contact."""
    name, about, last = record.name, "", ""
    match record:
        case Contact():
            about = dotted(record.role, reference_names(snapshot, record.organization, "organization"))
            day = snapshot.last_contact(record.id, today)
            last = ago_words(day, today) if day else "no contact yet"
        case Interaction():
            name = few_names(snapshot, snapshot.people(record)) or record.name
            about = dotted(date_words(record.date, time=False), record.channel, first_words(snapshot, record))
        case Event():
            about = dotted(span_words(record.start, record.end, time=False), record.type, record.place)
        case Organization():
            about = dotted(record.type, record.location)
        case Project():
            about = record.status or ""
    return [name, record.kind, about, last]
