"""What an edit changed in a record, a line a field: `cadence  6 weeks → monthly`, a list as it now is."""

from __future__ import annotations

from typing import Any

from ..records import AnyRecord, Cadence, Labelled, Met, Milestone, PartialDate, Phrase, Reference, Tie
from ..schema.fields import FIELDS, Field
from ..snapshot import Snapshot
from .formats import plain
from .rows import date_words, dotted, reference_name
from .tables import facts
from .terminal import cut

NONE = "–"
OLD = 60  # columns for what is there no more
_OF_A_LIFE = ("birthday", "met", "member_since", "started", "ended")  # dates whose weekday says nothing


def changed_lines(before: AnyRecord, after: AnyRecord, snapshot: Snapshot, width: int) -> list[str]:
    """The fields that say something else than before, in the order of the field table, the user's own keys last."""
    rows = []
    for field in FIELDS[after.kind]:
        old, new = (value_words(field, getattr(record, field.slot), snapshot) for record in (before, after))
        if old != new:
            kept = _is_kept(*(_parts(field, getattr(record, field.slot), snapshot) for record in (before, after)))
            rows.append((field.name, _said(old, new, kept)))
    for key in dict.fromkeys([*before.extra, *after.extra]):
        own = before.extra.get(key), after.extra.get(key)
        if own[0] != own[1]:
            rows.append((key, _said(plain(own[0]), plain(own[1]), _is_kept(*own))))
    return facts(rows, width)


def _is_kept(old: Any, new: Any) -> bool:
    """True where all that stood there stands there still, as in a list that has grown."""
    lists = isinstance(old, list | tuple) and isinstance(new, list | tuple)
    return lists and all(one in new for one in old)


def _parts(field: Field, value: Any, snapshot: Snapshot) -> Any:
    """The words of each value in a list, of each part of `met`."""
    if isinstance(value, Met):
        return [part for part in (value.date, value.how, *map(_text, (value.at, value.through))) if part]
    return [value_words(field, one, snapshot) for one in value] if isinstance(value, tuple) else value


def _text(reference: Reference | None) -> str:
    return reference.text if reference else ""


def _said(old: str, new: str, kept: bool) -> str:
    """What is there now where it is all of the old and more; else what comes in the place of what."""
    return (new or NONE) if kept or not old else f"{cut(old, OLD)} → {new or NONE}"


def value_words(field: Field | None, value: Any, snapshot: Snapshot) -> str:
    """A value of a field, or of a key of the user's own, for a person to read: names for references, readable dates."""
    match value:
        case _ if field is None:
            return plain(value)
        case None:
            return ""
        case tuple():
            texts = [value_words(field, one, snapshot) for one in value]
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
