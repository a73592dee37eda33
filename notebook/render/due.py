"""Who is due, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..practice.follow_up.cadence import Standing
from ..practice.follow_up.reasons import Reason
from ..practice.words import days_between, every_words
from ..records import Contact
from .rows import last_words
from .shapes import last_channel
from .tables import Cell, Span, table

Due = tuple[Contact, Standing, Sequence[Reason]]

DUE_KEYS = frozenset(
    ("id", "kind", "path", "name", "last_contact", "last_channel", "cadence_days", "rule", "due", "days_overdue",
     "reason", "reasons")
)  # fmt: skip
_REASONS_SHOWN = 2
_REASON_NEEDS = 45  # columns; with less, the reason goes on a line of its own


def due_table(rows: Iterable[Due], today: date, width: int) -> list[str]:
    """One person a row, with the two most telling reasons."""
    cells: list[list[Cell]] = []
    for contact, stands, reasons in rows:
        over = stands.days_overdue
        late = Span(overdue_words(stands, today), "red" if over and over > 0 else "")
        cells.append(
            [
                Span(contact.name, "bold"),
                last_words(stands, today),
                Span(cadence_words(stands), "dim"),
                late,
                joined(reasons),
            ]
        )
    return table(cells, width, needs=_REASON_NEEDS)


def due_shape(contact: Contact, stands: Standing, reasons: Sequence[Reason]) -> dict[str, Any]:
    """The JSON object of someone who is due."""
    return {
        "id": contact.id,
        "kind": contact.kind,
        "path": contact.path,
        "name": contact.name,
        "last_contact": str(stands.last_contact) if stands.last_contact else None,
        "last_channel": last_channel(stands),
        "cadence_days": stands.cadence_days,
        "rule": stands.rule,
        "due": str(stands.due) if stands.due else None,
        "days_overdue": stands.days_overdue,
        "reason": joined(reasons) or None,
        "reasons": [{"kind": one.kind, "text": one.text, "path": one.path, "line": one.line} for one in reasons],
    }


def joined(reasons: Sequence[Reason]) -> str:
    """The two most telling reasons on one line."""
    return " · ".join(reason_words(reason) for reason in reasons[:_REASONS_SHOWN])


def reason_words(reason: Reason) -> str:
    """A reason as it is shown: care is no reason to write, and says so."""
    return f"keep in mind: {reason.text}" if reason.kind == "care" else reason.text


def cadence_words(stands: Standing) -> str:
    """How often, and the tag or relationship that says so: `every month (mentor)`."""
    if stands.cadence_days is None:
        return ""
    return every_words(stands.cadence_days) + (f" ({stands.rule})" if stands.rule else "")


def overdue_words(stands: Standing, today: date) -> str:
    """`3 weeks over`, `today`, `in 4 days`; a dash for someone never spoken to."""
    if stands.due is None or stands.days_overdue is None:
        return "–"
    if stands.days_overdue == 0:
        return "today"
    length = days_between(stands.due, today)
    return f"{length} over" if stands.days_overdue > 0 else f"in {length}"
