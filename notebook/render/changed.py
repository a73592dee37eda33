"""What an edit changed in a record, a line a field: `cadence  6 weeks → monthly`, a list as it now is."""

from __future__ import annotations

from typing import Any

from ..records import AnyRecord, Cadence, Labelled, Met, Milestone, PartialDate, Phrase, Reference, Tie
from ..schema.fields import FIELDS, Field
from ..snapshot import Snapshot
from .formats import plain
from .rows import date_words, dotted, reference_name
from .tables import facts

_NONE = "–"
_OF_A_LIFE = ("birthday", "member_since", "started", "ended")  # dates whose weekday says nothing


def changed_lines(before: AnyRecord, after: AnyRecord, snapshot: Snapshot, width: int) -> list[str]:
    """The fields that say something else than before, in the order of the field table, the user's own keys last."""
    rows = []
    for field in FIELDS[after.kind]:
        old, new = (_words(field, getattr(record, field.slot), snapshot) for record in (before, after))
        if old != new:
            rows.append((field.name, _said(old, new, isinstance(getattr(after, field.slot), tuple | Met))))
    for key in dict.fromkeys([*before.extra, *after.extra]):
        own = before.extra.get(key), after.extra.get(key)
        if own[0] != own[1]:
            rows.append((key, _said(plain(own[0]), plain(own[1]), any(isinstance(one, list) for one in own))))
    return facts(rows, width)


def _said(old: str, new: str, is_list: bool) -> str:
    """A list as it now is, or what comes in the place of what."""
    return (new or _NONE) if is_list or not old else f"{old} → {new or _NONE}"


def _words(field: Field, value: Any, snapshot: Snapshot) -> str:
    match value:
        case None:
            return ""
        case tuple():
            texts = [_words(field, one, snapshot) for one in value]
            return (" · " if any("," in text or text.endswith(".") for text in texts) else ", ").join(texts)
        case Phrase() | Cadence():
            return value.text
        case Labelled():
            return f"{value.label}: {value.text}" if value.label else value.text
        case Reference():
            return reference_name(snapshot, value, *field.to)
        case Tie():
            return reference_name(snapshot, value.who, *field.to) + (f" ({value.role})" if value.role else "")
        case Milestone():
            return f"{date_words(value.date, weekday=False)} {value.what}"
        case PartialDate():
            return date_words(value, weekday=field.name not in _OF_A_LIFE)
        case Met():
            at = f"at {reference_name(snapshot, value.at, *field.to)}" if value.at else ""
            through = f"through {reference_name(snapshot, value.through, 'contact')}" if value.through else ""
            said = " ".join(part for part in (date_words(value.date, weekday=False), at, through) if part)
            return dotted(said, value.how)
        case _:
            return str(value)
