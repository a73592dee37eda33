"""All files of the vault that follow a record to its new names, and what the user should know of those that do not."""

from __future__ import annotations

from collections.abc import Collection

from ...errors import Refused
from ...text.folding import fold
from ...text.names import stem_of
from ..change_set import FileChange
from ..merge.doubles import without_doubles
from .leftover import file_links_left, links_in_html, untouched_links
from .move import Move
from .own_card import SETTINGS, owner_change
from .proof import check_taken_along, meaning_remarks
from .references import naming, rewritten
from .sheet import Read, Sheet, sheet_of

Changes = tuple[list[FileChange], list[str]]

_SHOWN = 5


def follow(move: Move, read: Read, linking: Collection[str]) -> Changes:
    """The changes of all files but those of the two records, with remarks; `linking` are files with a link to the old.

    Raises Refused where a file cannot be edited, or a name that meant something else would mean another thing.
    """
    found = naming(move.before, move.names)
    remarks = meaning_remarks(found, move)
    _check_owner(move)
    saying = {
        path for path, (_, said) in found.items() if any(move.is_old(one.reference.text, one.kinds) for one in said)
    }
    wanted = (saying | set(linking)) - {move.old.path, move.new.path}
    records = {record.path: record for record in move.before.records if record.path in wanted}
    changes = []
    for path in sorted(wanted & records.keys()):
        sheet = sheet_of(read(path), path, records[path].kind)
        after = taken_along(sheet, move)
        if after != sheet.raw:
            changes.append(FileChange(path, sheet.raw, after))
        remarks += link_remarks(sheet, move)
    settings, more = owner_change(read(SETTINGS), move)
    changes += [settings] if settings else []
    unread = _unread(move, read)
    others = sorted(wanted - records.keys() - unread.keys())
    return changes, [*remarks, *more, *_left_alone(others), *unread.values()]


def taken_along(sheet: Sheet, move: Move) -> bytes:
    """The file with its references to the old record as references to the new; raises Refused."""
    single = without_doubles(sheet, move)
    after = rewritten(sheet if single == sheet.raw else sheet_of(single, sheet.path, sheet.kind), move)
    new = sheet if after == sheet.raw else sheet_of(after, sheet.path, sheet.kind)
    check_taken_along(sheet.record, new.record, move)
    return after


def link_remarks(sheet: Sheet, move: Move) -> list[str]:
    """A remark for each link to the old record that stays as it is, since no reference is read there."""
    nowhere = "" if move.is_new(move.old.id, ()) else ", and leads nowhere now"
    remarks = [
        f"{sheet.path}:{line}: {where} links to {move.old.id}; it is left as it is{nowhere}."
        for line, where in (*untouched_links(sheet, move), *links_in_html(sheet, move))
    ]
    if stem_of(move.old.path) != stem_of(move.new.path):
        remarks += [
            f"{sheet.path}:{line}: the link {written} still leads to {stem_of(move.old.path)}.md; it is left as it is."
            for line, written in file_links_left(sheet, move)
        ]
    return remarks


def _check_owner(move: Move) -> None:
    """Raises Refused where the owner would be somebody else."""
    was, now = move.before.owner, move.after.owner
    if was and was.path not in (move.old.path, move.new.path) and (now is None or now.path != was.path):
        raise Refused(
            f'{SETTINGS}: me = "{move.before.me}" means {was.name}, and would mean another then. Nothing was written.',
            f'Write me = "{was.id}" there.',
        )


def _left_alone(paths: list[str]) -> list[str]:
    """A remark about the files with a link that are no records."""
    if not paths:
        return []
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    files = "is no record, and is" if len(paths) == 1 else "are no records, and are"
    return [f"{', '.join(paths[:_SHOWN])}{more} {files} left as before: a link there still has the old name."]


def _unread(move: Move, read: Read) -> dict[str, str]:
    """A remark for each file that cannot be read as a record and has one of the old names in it, or may have."""
    names = [fold(move.old.id), fold(move.old.name)]
    said: dict[str, str] = {}
    for path in dict.fromkeys(problem.path for problem in move.before.file_problems if problem.severity == "error"):
        if fold(stem_of(path)) not in move.before.notes:
            continue
        try:
            text = fold(read(path).decode("utf-8", "replace"))
        except Refused:
            said[path] = f"{path} cannot be read, so it may still say {move.old.id}."
            continue
        if any(name in text for name in names):
            said[path] = f"{path} cannot be read (notebook check says why), so it still says {move.old.id}."
    return said
