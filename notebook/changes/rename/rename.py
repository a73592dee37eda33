"""A record under another name, with everything that refers to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress

from ...errors import Refused, UsageFault
from ...records import AnyRecord, Interaction
from ...snapshot import Snapshot
from ...text.folding import fold
from ..change_set import ChangeSet, FileChange
from ..names import checked_id, numbered, stem_for
from .called import heading_remark, with_aliases, with_day, with_name
from .following import follow, link_remarks, taken_along
from .move import Move, with_records
from .sheet import Read, Sheet, sheet_for, sheet_of

_DATED = re.compile(r"(\d{4}(?:-\d\d){0,2}[ _T-]+)(.+)", re.DOTALL)


def rename(
    record: AnyRecord,
    name: str,
    *,
    snapshot: Snapshot,
    read: Read,
    linking: Collection[str] = (),
    record_id: str | None = None,
    keep_alias: bool = False,
) -> ChangeSet:
    """The record's file with its new name, under the file name that goes with it, and all that refers to it.

    `record_id` is an id the user chose; `linking` are the files with a `[[link]]` to the record; `keep_alias` keeps the
    old name as an alias. Empty where nothing is to be done. Raises UsageFault for a name that cannot be used, Refused
    where the name or the id is another's, or where a file cannot be changed safely.
    """
    name = _checked_name(record, name)
    if keep_alias and isinstance(record, Interaction):
        raise UsageFault("An interaction has no aliases.", "Leave --alias out.")
    stem = checked_id(record_id) if record_id else _stem(record, name)
    remarks = _check_free(record, name, stem, bool(record_id), snapshot)
    sheet = sheet_for(record, read)
    path = record.path if stem == record.id else _beside(record.path, stem)
    raw = _own_file(sheet, path, name, keep_alias)
    if raw == sheet.raw and path == record.path:
        return ChangeSet((), f"{record.name} is called so already")
    new = sheet_of(raw, path, record.kind).record
    move = Move(record, new, snapshot, with_records(snapshot, {record.path: new}))
    others, more = follow(move, read, linking)
    after = taken_along(sheet_of(raw, record.path, record.kind), move)
    own = [FileChange(path, sheet.raw, after)]
    if path != record.path:
        own = [FileChange(record.path, sheet.raw, None), FileChange(path, None, after)]
    remarks += [*(heading_remark(sheet) if name != record.name else ()), *link_remarks(sheet, move), *more]
    said = f"{record.name} to {name}" if name != record.name else f"{record.id} to {stem}"
    return ChangeSet((*own, *others), f"Rename {said}", tuple(dict.fromkeys(remarks)))


def _own_file(sheet: Sheet, path: str, name: str, keep_alias: bool) -> bytes:
    """The record's file with its new name, to lie at the path; what its file's name said stands in it now.

    Raises UsageFault for a name that would be read as another.
    """
    old, kind = sheet.record, sheet.kind
    raw = with_name(sheet, name) if name != old.name else sheet.raw
    if sheet_of(raw, path, kind).record.name != name:
        raw = with_name(sheet_of(raw, sheet.path, kind), name)
    raw = with_day(sheet_of(raw, sheet.path, kind), sheet_of(raw, path, kind).record)
    new = sheet_of(raw, path, kind).record
    if new.name != name:
        raise UsageFault(f'"{name}" would be read as {new.name}.', "Leave the brackets out.")
    return with_aliases(sheet_of(raw, sheet.path, kind), [old.name], new) if keep_alias else raw


def _beside(path: str, stem: str) -> str:
    """The path of a Markdown file in the same folder."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}{stem}.md"


def _checked_name(record: AnyRecord, name: str) -> str:
    """The name with single spaces; raises UsageFault for an empty one."""
    name = " ".join(name.split())
    if not name:
        raise UsageFault("The new name is empty.", f'notebook rename {record.id} "Ada Byron"')
    return name


def _stem(record: AnyRecord, name: str) -> str:
    """The file's name for the new name: a date at its start stays, and a file called just like the record stays so."""
    if isinstance(record, Interaction):
        return record.id
    dated = _DATED.fullmatch(record.id) if record.kind == "event" else None
    prefix, rest = dated.groups() if dated else ("", record.id)
    if rest == record.name and rest != stem_for(rest, record.kind):
        with suppress(UsageFault):
            return prefix + checked_id(name)
    return prefix + stem_for(name, record.kind)


def _check_free(record: AnyRecord, name: str, stem: str, chosen: bool, snapshot: Snapshot) -> list[str]:
    """Remarks on who else has the name; raises Refused where the id or the name is another record's."""
    others = [one for one in snapshot.resolve(name, record.kind) if one.path != record.path]
    remarks = []
    if others and record.kind not in ("event", "interaction"):
        if not chosen:
            other = others[0]
            raise Refused(
                f"{other.name} ({other.path}) is called so already.",
                f"If they are one, notebook merge {record.id} {other.id}. If not, say so with an id of its own: "
                f"--id {numbered(stem, snapshot)}.",
            )
        remarks.append(f"{len(others) + 1} are now called {name}; links say which by the id.")
    another = f"Choose another id: --id {numbered(stem, snapshot)}."
    taken = [one for one in snapshot.resolve(stem) if one.path != record.path]
    if taken:
        how = "is there already" if fold(taken[0].id) == fold(stem) else f"goes by {stem} already"
        raise Refused(f"{taken[0].name} ({taken[0].path}) {how}.", another)
    if fold(stem) != fold(record.id) and fold(stem) in snapshot.notes:
        raise Refused(f"There is a file {stem}.md already, which is not read as a record.", another)
    return remarks
