"""History in words, as rows and as JSON: what changed in a record, and since when a field says what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ..practice.history.field_changes import FieldChange, Told
from ..practice.history.since_when import Origin
from ..practice.words import day_words
from ..records import Cadence, Labelled, Milestone, PartialDate, Phrase, Reference, Task, Tie
from ..schema.fields import Field
from ..snapshot import Snapshot
from .changed import NONE, OLD, value_words
from .formats import Part
from .rows import date_words, reference_name
from .tables import Span
from .terminal import cut

TOLD_KEYS = frozenset(
    ("date", "commit", "author", "kind", "id", "name", "path", "field", "part", "old", "new", "change")
)  # fmt: skip
ORIGIN_KEYS = frozenset(
    ("value", "date", "commit", "author", "before", "kind", "id", "name", "path", "field", "part", "exact")
)  # fmt: skip
_SHORT_ID = 7
_TEXT = 160  # columns for a line of the text
_MANY = 10  # records added by one commit, as by the first of a vault
_MARKS = {"x": "done", "-": "dropped", " ": "open again", "?": "to ask"}


Rows = list[list[str | Span]]


def change_words(change: FieldChange, snapshot: Snapshot) -> str:
    """What changed, on one line: `role: Analyst → Head of Research`, `interests: + chess, − horses`."""
    match change.what:
        case "added":
            return f"added: {', '.join(change.added)}" if change.added else "added"
        case "deleted":
            return "deleted"
        case "renamed":
            return f"{'renamed' if change.field == 'id' else 'moved'} from {change.old}"
        case "unread":
            return "could not be read"
        case "promise":
            return _promise_words(change.old, change.new, change.field == "thread", snapshot)
        case "text":
            return _text_words(change.removed, change.added)
    return f"{f'{change.field} {change.part}'.rstrip()}: {_value_change(change, snapshot)}"


def _value_change(change: FieldChange, snapshot: Snapshot) -> str:
    lists = isinstance(change.new, tuple) or isinstance(change.old, tuple)
    if lists and max(len(change.old or ()), len(change.new or ())) > 1:
        come = [f"+ {_words(change, one, snapshot)}" for one in change.added]
        gone = [f"− {cut(_words(change, one, snapshot), OLD)}" for one in change.removed]
        return ", ".join([*come, *gone])
    old, new = (_words(change, value or None, snapshot) for value in (change.old, change.new))
    return f"{cut(old, OLD)} → {new or NONE}" if old else new


def _words(change: FieldChange, value: Any, snapshot: Snapshot) -> str:
    return value_words(change.table, value, snapshot)


def _promise_words(old: Task | None, new: Task | None, asked: bool, snapshot: Snapshot) -> str:
    task = new or old
    assert task is not None
    owner = f" by {reference_name(snapshot, task.owner, 'contact')}" if task.owner else ""
    if new is None:
        return f"{'question' if asked else 'promise'}{owner} taken out: {task.text}"
    day = new.done if new.mark == "x" else new.due
    when = f", {date_words(day)}" if day else ""
    if old is None:
        verb = {" ": f"promised{owner}", "?": "to ask"}.get(new.mark, _MARKS.get(new.mark, "noted") + owner)
        return f"{verb}: {new.text}{when}"
    if old.mark != new.mark:
        verb = "asked" if asked and new.mark == "x" else _MARKS.get(new.mark, "noted")
        return f"{verb}{owner}: {new.text}{when if new.mark in 'x ' else ''}"
    if old.due != new.due:
        return f"due {date_words(old.due) or NONE} → {date_words(new.due) or NONE}: {new.text}"
    return f"{'to ask' if asked else f'promised{owner}'}: {cut(old.text, OLD)} → {new.text}"


def _text_words(gone: Sequence[str], come: Sequence[str]) -> str:
    """A line that came in its own words, more of them as a number."""
    if len(come) == 1 and not gone:
        return f"text: + “{come[0]}”"
    parts = [f"{sign} {len(lines)} line{'s' if len(lines) > 1 else ''}"
             for sign, lines in (("+", come), ("−", gone)) if lines]  # fmt: skip
    return f"text: {', '.join(parts)}"


def log_rows(told: Sequence[Told], snapshot: Snapshot, today: date) -> Rows:
    """One change of a record a row: the day, what changed, the commit, and who made it where that is not always one."""
    several = len({one.author for one in told if one.commit}) > 1
    return [
        [
            _day(one, today),
            _in_table(one.change, snapshot),
            Span((one.commit or "")[:_SHORT_ID], "dim"),
            Span((one.author or "") if several else "", "dim"),
        ]
        for one in told
    ]


def changed_rows(told: Iterable[Told], snapshot: Snapshot, today: date) -> Rows:
    """One change of the vault a row: the day, whose record, what changed; many records that came at once are one."""
    rows: Rows = []
    for (commit, what), group in groupby(told, key=lambda one: (one.commit, one.change.what)):
        together = list(group)
        if what == "added" and commit and len(together) > _MANY:
            rows.append([_day(together[0], today), Span(f"{len(together)} records", "bold"), "added"])
            continue
        for one in together:
            words = what if what == "added" else _in_table(one.change, snapshot)
            rows.append([_day(one, today), Span(one.name, "bold"), words])
    return rows


def _in_table(change: FieldChange, snapshot: Snapshot) -> str:
    words = change_words(change, snapshot)
    return cut(words, _TEXT) if change.what == "text" else words


def origin_rows(origins: Iterable[Origin], snapshot: Snapshot, today: date) -> Rows:
    """One value a row: the value, since when, the commit, and what stood there before."""
    rows: Rows = []
    for one in origins:
        value = _words(one.told.change, one.value, snapshot) or NONE
        before = _words(one.told.change, one.before, snapshot)
        day = _day(one.told, today)
        rows.append(
            [
                f"{one.part}: {value}" if one.part else value,
                Span(f"{day.text} or before", day.style) if one.told.edge else day,
                Span((one.told.commit or "")[:_SHORT_ID], "dim"),
                f"before: {before}" if before else "",
            ]
        )
    return rows


def _day(told: Told, today: date) -> Span:
    return Span(day_words(told.day, today)) if told.day else Span("not committed", "yellow")


def told_shape(one: Told, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of a change."""
    change = one.change
    return {
        **_place(one),
        "old": _value_shape(change, change.old, snapshot),
        "new": _value_shape(change, change.new, snapshot),
        "change": change_words(change, snapshot),
    }


def origin_shape(one: Origin, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of one value of a field."""
    change = one.told.change
    return {
        **_place(one.told),
        "value": _one_shape(one.value, change.table, snapshot),
        "before": None if one.before is None else _value_shape(change, one.before, snapshot),
        "exact": not one.told.edge,
    }


def _place(one: Told) -> dict[str, Any]:
    return {
        "date": str(one.day) if one.day else None,
        "commit": one.commit,
        "author": one.author,
        "kind": one.kind,
        "id": one.id,
        "name": one.name,
        "path": one.path,
        "field": one.change.field,
        "part": one.change.part or None,
    }


def _value_shape(change: FieldChange, value: Any, snapshot: Snapshot) -> Any:
    """A value as `list` has it; a list stays one, also where nothing is in it."""
    if isinstance(value, tuple):
        return [_one_shape(one, change.table, snapshot) for one in value]
    if value is None and change.table and isinstance(change.new or change.old, tuple):
        return []
    return _one_shape(value, change.table, snapshot)


def _one_shape(value: Any, table: Field | None, snapshot: Snapshot) -> Any:
    match value:
        case Phrase() | Cadence():
            return value.text
        case Labelled():
            return Part(value.text, label=value.label, value=value.text)
        case Reference():
            return _id_of(value, table, snapshot)
        case Tie():
            who = _id_of(value.who, table, snapshot)
            return Part(f"{who} ({value.role})" if value.role else who, **{"who": who, "as": value.role})
        case Milestone():
            return Part(f"{value.date} {value.what}", date=str(value.date), what=value.what)
        case Task():
            status = {" ": "open", "x": "done", "-": "dropped", "?": "open"}.get(value.mark, "open")
            return Part(value.text, text=value.text, status=status, due=str(value.due) if value.due else None)
        case PartialDate():
            return str(value)
        case _:
            return value


def _id_of(reference: Reference, table: Field | None, snapshot: Snapshot) -> str:
    found = snapshot.resolve(reference.text, *(table.to if table else ()))
    return found[0].id if len(found) == 1 else reference.text
