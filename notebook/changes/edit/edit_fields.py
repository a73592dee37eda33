"""Requests that edit a record's fields: set, add, remove, tag; each changes the bytes it must and no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...errors import UsageFault
from ...records import AnyRecord, Interaction
from ...snapshot import Snapshot
from ...text.names import name_words
from ..change_set import ChangeSet, FileChange
from ..values import is_list, joined, parts
from .checks import check_no_worse
from .file_edit import FileEdit, Read, Target

Pairs = Iterable[tuple[str, str]]


def set_fields(record: AnyRecord, pairs: Pairs, *, read: Read, snapshot: Snapshot, today: date) -> ChangeSet:
    """The record's file with these fields set, each where it stands and in the form that stands there.

    Raises UsageFault for a value that cannot be used, NoSuchRecord for a name of nobody or of two, and Refused where a
    field stands in two places or cannot be edited safely.
    """
    edit = FileEdit(record, read, snapshot, today)
    wanted: dict[tuple[str, str | None], tuple[Target, Any]] = {}
    for key, text in pairs:
        target = edit.target(key)
        if text.strip() in ("", "[]", "{}"):
            raise UsageFault(f"{key}= has no value.", f"To take it out: notebook remove {record.id} {key}")
        value = edit.value(target, text)
        place = (target.name, target.part)
        if place in wanted:
            value = _both(target, wanted[place][1], value)
        wanted[place] = (target, value)
    for target, value in wanted.values():
        edit.set_to(target, value)
    return _changes(edit, f"Set {_listed(wanted)}: {_title(record, snapshot)}")


def add_to_fields(record: AnyRecord, pairs: Pairs, *, read: Read, snapshot: Snapshot, today: date) -> ChangeSet:
    """The record's file with these values at the end of its lists; what is there already is a remark.

    Raises UsageFault for a field of one value, and what `set_fields` raises.
    """
    edit = FileEdit(record, read, snapshot, today)
    names: list[tuple[str, str | None]] = []
    for key, text in pairs:
        target = edit.target(key)
        if not text.strip():
            raise UsageFault(f"{key}= has no value.", f"Say what to add: notebook add {record.id} {key}=…")
        if target.field and not is_list(target.field):
            one = f'"{key}={text}"' if " " in text else f"{key}={text}"
            raise UsageFault(f"{target.name} holds one value, no list.", f"notebook set {record.id} {one}")
        value = edit.value(target, text)
        edit.add(target, parts(value) if target.field is None and isinstance(value, str) else value)
        names.append((target.name, None))
    return _changes(edit, f"Add to {_listed(names)}: {_title(record, snapshot)}")


def remove_fields(
    record: AnyRecord, asked: Iterable[tuple[str, str | None]], *, read: Read, snapshot: Snapshot, today: date
) -> ChangeSet:
    """The record's file without these fields, or without a value of theirs; the last value takes its key along.

    Raises NoSuchRecord, saying what is there, for what is not, and Refused where it cannot be taken out safely.
    """
    edit = FileEdit(record, read, snapshot, today)
    said: list[str] = []
    for key, text in asked:
        target = edit.target(key)
        if text is None:
            edit.remove(target)
        elif text.strip():
            edit.remove_value(target, text)
        else:
            raise UsageFault(f"{key}= has no value.", f"To remove all of it: notebook remove {record.id} {key}")
        place = _listed([(target.name, target.part)])
        said.append(place if text is None else f"{text.strip()} from {place}")
    return _changes(edit, f"Remove {', '.join(dict.fromkeys(said))}: {_title(record, snapshot)}")


def tag_record(
    record: AnyRecord, tags: Sequence[str], gone: Sequence[str], *, read: Read, snapshot: Snapshot, today: date
) -> ChangeSet:
    """The record's file with some tags more and some less; a leading # is left out.

    Raises UsageFault where a tag is to come and to go, and NoSuchRecord for one that is to go and is not there.
    """
    edit = FileEdit(record, read, snapshot, today)
    target = edit.target("tags")
    coming, going = _words(tags), _words(gone)
    both = next((word for word in coming if word in going), None)
    if both:
        raise UsageFault(f'The tag "{both}" cannot both come and go.')
    if not coming and not going:
        raise UsageFault("No tag is named.", f"notebook tag {record.id} close")
    edit.add(target, coming)
    for word in going:
        edit.remove_value(target, word)
    said = [", ".join(coming), *(f"without {word}" for word in going)]
    return _changes(edit, f"Tag {_title(record, snapshot)}: {', '.join(part for part in said if part)}")


def _title(record: AnyRecord, snapshot: Snapshot) -> str:
    """What a record is called in the title of a change; a talk without a name by its people and its day."""
    if not isinstance(record, Interaction) or name_words(record.name) != name_words(record.id):
        return record.name
    people = [snapshot.by_id[one].name for one in snapshot.people(record)]
    if not people:
        return record.id
    names = f"{people[0]} and {len(people) - 1} more" if len(people) > 2 else " and ".join(people)
    return f"{record.channel or 'talk'} with {names}" + (f", {record.date}" if record.date else "")


def _words(tags: Sequence[str]) -> list[str]:
    words = [word.strip().removeprefix("#").strip() for tag in tags for word in tag.split(",")]
    return list(dict.fromkeys(word for word in words if word))


def _both(target: Target, before: Any, value: Any) -> Any:
    """A field's value of two that were typed; raises UsageFault where it holds one."""
    if target.field is None or target.part:
        raise UsageFault(f"{target.key} is given twice.", f"Several are written {target.key}=[one, another].")
    return joined(target.field, before, value)


def _listed(names: Iterable[tuple[str, str | None]]) -> str:
    return ", ".join(dict.fromkeys(f"{name}.{part}" if part else name for name, part in names))


def _changes(edit: FileEdit, summary: str) -> ChangeSet:
    """The change set of an edited file; raises UsageFault where what was written is wrong in itself."""
    record = edit.record
    if edit.raw == edit.before:
        return ChangeSet((), summary, tuple(edit.remarks or [f"{record.path} says so already."]))
    check_no_worse(edit.before, edit.raw, record)
    return ChangeSet((FileChange(record.path, edit.before, edit.raw),), summary, tuple(edit.remarks))
