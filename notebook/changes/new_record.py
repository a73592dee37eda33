"""A new contact, event, organization or project."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..errors import UsageFault
from ..records import Interaction, Kind
from ..snapshot import Snapshot
from ..text.dates import read_partial_date
from .change_set import ChangeSet, FileChange
from .compose import compose
from .names import check_id_is_free, check_names_are_free, checked_id, stem_for
from .values import Values, read_values


def new_record(
    kind: Kind,
    name: str,
    pairs: Iterable[tuple[str, str]],
    *,
    snapshot: Snapshot,
    folder: str,
    today: date,
    record_id: str | None = None,
) -> ChangeSet:
    """The file of a new record in the folder; `record_id` is an id the user chose, for a name that is taken.

    Raises UsageFault for a value that cannot be used, NoSuchRecord for a name of nobody or of two, and Refused where
    the id, the name or an alias is taken.
    """
    name = " ".join(name.split())
    if not name:
        raise UsageFault("The name is empty.", f'notebook new {kind} "Ada Lovelace"')
    values = read_values(kind, pairs, snapshot, today)
    fields: Values = {"name": name} | _dated(kind, values, today)
    stem = checked_id(record_id) if record_id else _stem(kind, name, fields)
    path = f"{folder}/{stem}.md" if folder else f"{stem}.md"
    raw, record = compose(kind, path, fields)
    if record.name != name:
        raise UsageFault(f'"{name}" would be read as {record.name}.', "Leave the brackets out.")
    aliases = () if isinstance(record, Interaction) else record.aliases
    remarks = []
    # Two events of one name are two years of it, and an id the user chose says that this is another one.
    if not record_id and kind != "event":
        check_names_are_free(kind, name, aliases, stem, snapshot)
    elif kind != "event" and snapshot.resolve(name, kind):
        remarks.append(f"{len(snapshot.resolve(name, kind)) + 1} are now called {name}; links say which by the id.")
    check_id_is_free(stem, snapshot)
    remarks += [f'"{key}" is no field of the notebook; it is kept as your own key.' for key in record.extra]
    return ChangeSet((FileChange(path, None, raw),), f"New {kind}: {name}", tuple(remarks))


def _dated(kind: Kind, values: Values, today: date) -> Values:
    """The values; an event without a date is today's."""
    if kind == "event" and not values.get("start"):
        return {"start": today.isoformat()} | {key: value for key, value in values.items() if key != "start"}
    return values


def _stem(kind: Kind, name: str, fields: Values) -> str:
    """The file's stem: of the name, and for an event with its first day before it."""
    stem = stem_for(name, kind)
    if kind != "event":
        return stem
    day = read_partial_date(str(fields["start"]))
    if day is None or day.year is None:
        return stem  # the reader of the field says what is wrong with the date
    parts = (f"{day.year:04d}", f"{day.month:02d}" if day.month else "", f"{day.day:02d}" if day.day else "")
    return "-".join([part for part in parts if part] + [stem])
