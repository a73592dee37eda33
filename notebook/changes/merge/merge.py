"""Two records of one kind made one: what one says goes into the file of the other, and what refers to it follows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ...errors import Refused, UsageFault
from ...records import AnyRecord
from ...schema.referring import mentions
from ...schema.values import names_of
from ...snapshot import Snapshot
from ..change_set import ChangeSet, FileChange
from ..rename.called import with_aliases, with_name
from ..rename.following import follow, link_remarks
from ..rename.move import Move, with_records
from ..rename.references import rewritten, text_of, with_links
from ..rename.sheet import Read, Sheet, sheet_for, sheet_of
from .body import with_text
from .doubles import without_selves
from .fields import take_fields
from .intake import Intake


def merge(
    record: AnyRecord,
    into: AnyRecord,
    *,
    snapshot: Snapshot,
    read: Read,
    today: date,
    linking: Collection[str] = (),
) -> ChangeSet:
    """One file of the two, that of `into`, with all that both say, and with all that refers to either.

    `linking` are the files with a `[[link]]` to the record that goes. Raises UsageFault for records that cannot be one,
    and Refused where a file cannot be changed safely.
    """
    _check_pair(record, into)
    old, mine = sheet_for(record, read), sheet_for(into, read)
    named = sheet_of(with_aliases(mine, (*names_of(record)[1:], record.id), mine.record), into.path, into.kind)
    instead: dict[str, AnyRecord | None] = {record.path: None, into.path: named.record}
    move = Move(record, named.record, snapshot, with_records(snapshot, instead), names_stay=True)
    raw, remarks = without_selves(named, move)
    raw = rewritten(sheet_of(raw, into.path, into.kind), move)
    intake = Intake(sheet_of(raw, into.path, into.kind), old, move, today)
    take_fields(intake)
    others, more = follow(move, read, linking)
    left = [with_links(line, move) for line in intake.left]
    intake.now(with_text(intake.sheet, text_of(old, move), left, record))
    intake.now(_with_own_name(intake.sheet, mine))
    _check(intake.sheet, named, move)
    own = [FileChange(record.path, old.raw, None), FileChange(into.path, mine.raw, intake.sheet.raw)]
    remarks += [*intake.remarks, *link_remarks(mine, move), *more]
    return ChangeSet((*own, *others), f"Merge {record.name} into {into.name}", tuple(dict.fromkeys(remarks)))


def _check_pair(record: AnyRecord, into: AnyRecord) -> None:
    """Raises UsageFault for one record twice, and for two of different kinds."""
    if record.path == into.path:
        raise UsageFault(f"Both names mean {record.name} ({record.path}).", "Name the other of the two by its id.")
    if record.kind != into.kind:
        raise UsageFault(
            f"{record.name} ({record.kind}) and {into.name} ({into.kind}) are of two kinds and cannot be one.",
            "Only records of one kind are merged.",
        )


def _with_own_name(sheet: Sheet, mine: Sheet) -> bytes:
    """The file under the name it had, also where a heading of the other's text would give it another."""
    if mine.kind == "interaction" or sheet.record.name == mine.record.name:
        return sheet.raw
    return with_name(sheet, mine.record.name)


def _check(sheet: Sheet, named: Sheet, move: Move) -> None:
    """Raises Refused where a name in the merged file means another than it meant, or the file goes by other names."""
    wrong = [
        mention
        for mention in mentions(sheet.record)
        if (was := move.before.resolve(mention.reference.text, *mention.kinds))
        and len(was) == 1
        and {move.new.path if one.path == move.old.path else one.path for one in was}
        != {one.path for one in move.after.resolve(mention.reference.text, *mention.kinds)}
    ]
    if wrong or names_of(sheet.record) != names_of(named.record):
        place = f"{sheet.path}:{wrong[0].reference.line}" if wrong else sheet.path
        raise Refused(
            f"{place}: the two cannot be merged so that every name means what it means now. Nothing was written.",
            f"notebook edit {sheet.record.id} opens it.",
        )
