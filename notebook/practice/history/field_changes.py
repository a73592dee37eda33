"""What came to say something else from one version of a record to the next: by meaning, not by bytes.

Another spelling of a key, quotes, the order of a list, a comment, `6w` for `6 weeks`, capitals: none of it is a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from ...records import AnyRecord, Cadence, Kind, Labelled, Met, Milestone, Phrase, Reference, Tie
from ...schema.fields import FIELDS, Field, key_form
from ...snapshot import Snapshot
from ...text.folding import fold
from ...text.names import bare_name, stem_of
from .task_changes import TaskChange, task_changes

What = Literal["added", "deleted", "renamed", "field", "promise", "text", "unread"]
_MET_PARTS = ("date", "at", "through", "how")
_USUAL = {"status": "active"}  # what a field says where nobody wrote it


@dataclass(frozen=True, slots=True)
class Version:
    """What a file said at one time: its record, None where it could not be read, and its text.

    `prose` are the lines of the text with words in them, promises left out; `lines` the lines of the keys, by field.
    """

    path: str
    record: AnyRecord | None
    prose: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that says something else than before.

    `field` is the field's name or the user's own key, `id` of what was renamed, `record` of what came or went, else
    `promise`, `thread` or `text`; `part` is the part of `met`. `old` and `new` are values as a record has them, of a
    list the whole of it, with what was `added` to it and `removed`; of a promise, tasks. `first` is true for what a
    file said when it came, whose names are `added` in the change that says so; `line` is where the new value stands.
    """

    what: What
    field: str
    old: Any = None
    new: Any = None
    added: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()
    table: Field | None = None
    part: str = ""
    first: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A change with its place in the history; `commit`, `day` and `author` are None for what is not committed yet.

    `kind`, `id`, `name` and `path` are those of the record now, where it is there still. `edge` is true where the
    clone knows nothing of what was before.
    """

    change: FieldChange
    kind: Kind
    id: str
    name: str
    path: str
    day: date | None = None
    commit: str | None = None
    author: str | None = None
    edge: bool = False


def field_changes(
    old: Version | None, new: Version | None, snapshot: Snapshot, renamed: Mapping[str, str] | None = None
) -> list[FieldChange]:
    """The changes in the order of the field table, own keys after it, then promises and the text.

    None is a file that was not there; in a version that could not be read, nothing is compared. `renamed` has the new
    id of each record whose references were changed with its name, by the old one.
    """
    if new is None:
        return [] if old is None else [FieldChange("deleted", "record", old=_name_of(old))]
    if new.record is None:
        return [FieldChange("unread", "record")]
    changes = []
    if old is None:
        changes.append(FieldChange("added", "record", new=new.record.name, first=True))
    elif old.path != new.path:
        changes.append(_renamed(old.path, new.path))
    before = old.record if old else None
    if old is not None and before is None:
        return changes
    meaning = Meaning(snapshot, renamed)
    of_fields = list(_of_fields(before, new, meaning))
    if old is None:
        said = tuple(dict.fromkeys(one.field for one in of_fields if one.field != "name"))
        changes[0] = replace(changes[0], added=said)
    changes += of_fields
    if old is not None and before is not None:
        changes += [_of_task(one) for one in task_changes(before.tasks, new.record.tasks)]
        gone, come = _lines_apart(old.prose, new.prose)
        if gone or come:
            changes.append(FieldChange("text", "text", added=come, removed=gone))
    return changes


def _name_of(version: Version) -> str:
    return version.record.name if version.record else version.path


def _renamed(old: str, new: str) -> FieldChange:
    """What a file that moved is called now, or where it is where it kept its name."""
    if stem_of(old) != stem_of(new):
        return FieldChange("renamed", "id", stem_of(old), stem_of(new))
    return FieldChange("renamed", "path", old, new)


def _of_fields(before: AnyRecord | None, now: Version, meaning: Meaning) -> Iterator[FieldChange]:
    record = now.record
    assert record is not None
    first = before is None
    for table in FIELDS[record.kind]:
        old, new = (getattr(one, table.slot, None) or None for one in (before, record))
        if first and new == _USUAL.get(table.name, ...):
            continue
        for part, was, value in _parts(old, new):
            yield from _change(table.name, part, was, value, table, meaning, first, now.lines.get(table.name))
    own = before.extra if before else {}
    for key in dict.fromkeys([*own, *record.extra]):
        line = now.lines.get(key)
        yield from _change(key, "", _own(own.get(key)), _own(record.extra.get(key)), None, meaning, first, line)


def _parts(old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """The parts of `met`, each a value of its own; any other value whole."""
    if not isinstance(old or new, Met):
        yield "", old, new
        return
    for part in _MET_PARTS:
        yield part, getattr(old, part, None), getattr(new, part, None)


def _own(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value or None


def _change(
    name: str, part: str, old: Any, new: Any, table: Field | None, meaning: Meaning, first: bool, line: int | None
) -> Iterator[FieldChange]:
    """The change from one value to another, if they mean different things."""
    if isinstance(old, tuple) or isinstance(new, tuple):
        lists = [value if isinstance(value, tuple) else (value,) if value else () for value in (old, new)]
        keys = [Counter(meaning.of(one, table) for one in members) for members in lists]
        removed = tuple(one for one in lists[0] if meaning.of(one, table) not in keys[1])
        added = tuple(one for one in lists[1] if meaning.of(one, table) not in keys[0])
        if removed or added:
            yield FieldChange("field", name, lists[0], lists[1], added, removed, table, part, first, line)
    elif meaning.of(old, table) != meaning.of(new, table):
        yield FieldChange("field", name, old, new, (), (), table, part, first, line)


def changes_in_all(parents: Sequence[Sequence[FieldChange]], snapshot: Snapshot) -> list[FieldChange]:
    """What a merge says anew: the changes from its first parent that are changes from every other one as well."""
    meaning = Meaning(snapshot)
    first, *others = parents
    for changes in others:
        known = {(one.what, one.field, one.part, _task_text(one)): one for one in changes}
        pairs = [(one, known.get((one.what, one.field, one.part, _task_text(one)))) for one in first]
        first = [kept for one, other in pairs if other and (kept := _in_both(one, other, meaning))]
    return list(first)


def _task_text(change: FieldChange) -> str:
    task = (change.new or change.old) if change.what == "promise" else None
    return plainly(task.text) if task else ""


def _in_both(one: FieldChange, other: FieldChange, meaning: Meaning) -> FieldChange | None:
    if not (one.added or one.removed):
        return one
    lists = [(one.added, other.added), (one.removed, other.removed)]
    added, removed = (
        tuple(value for value in mine if meaning.of(value, one.table) in [meaning.of(own, one.table) for own in theirs])
        for mine, theirs in lists
    )
    return replace(one, added=added, removed=removed) if added or removed else None


class Meaning:
    """What a value means, for comparing: equal for two spellings of one thing."""

    def __init__(self, snapshot: Snapshot, renamed: Mapping[str, str] | None = None) -> None:
        self._snapshot = snapshot
        self._renamed = renamed or {}

    def of(self, value: Any, table: Field | None) -> Any:
        """The meaning of a value, of one member where it is a list's."""
        match value:
            case None:
                return None
            case Phrase():
                return plainly(value.text)
            case Labelled():
                digits = "".join(filter(str.isdigit, value.text)) if table and table.name == "phones" else ""
                return plainly(value.label or ""), digits or plainly(value.text)
            case Reference():
                return self._who(value, table)
            case Tie():
                return self._who(value.who, table), plainly(value.role or "")
            case Milestone():
                return str(value.date), plainly(value.what)
            case Cadence():
                return plainly(value.text) if value.days is None else value.days
            case dict():
                return tuple(sorted((key_form(key), self.of(one, None)) for key, one in value.items()))
            case tuple() | list():
                return tuple(self.of(one, table) for one in value)
            case _:
                return plainly(str(value))

    def _who(self, reference: Reference, table: Field | None) -> str:
        name = bare_name(reference.text)
        name = self._renamed.get(name, name)
        found = self._snapshot.resolve(name, *(table.to if table else ()))
        return found[0].id if len(found) == 1 else fold(name)


def plainly(text: str) -> str:
    """The text without case, its spaces single."""
    return " ".join(text.casefold().split())


def _of_task(one: TaskChange) -> FieldChange:
    task = one.new or one.old
    assert task is not None
    asked = "?" in (one.old.mark if one.old else "", one.new.mark if one.new else "")
    line = one.new.line if one.new else None
    return FieldChange("promise", "thread" if asked else "promise", one.old, one.new, line=line)


def _lines_apart(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that went and those that came; none where only the line breaks are others."""
    if " ".join(old).split() == " ".join(new).split():
        return (), ()
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not come:  # their order is another one
        return tuple(old[:1]), tuple(old[:1])
    return tuple(gone.elements()), tuple(come.elements())
