"""The proof that a record took its references along: each means what it meant, and no other name means another now."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Refused
from ...records import AnyRecord
from ...schema.referring import LINK, Mention, mentions
from ...schema.suggest import listed
from ...snapshot import Snapshot
from ...text.folding import fold
from .move import Move
from .references import Found

Meaning = tuple[str, str]  # the field, and the path of the one record that is meant


def check_taken_along(before: AnyRecord, after: AnyRecord, move: Move) -> None:
    """Raises Refused where the rewritten record does not refer to all it referred to, or to more than that."""
    new = move.new.path
    meant = {(where, new if path == move.old.path else path) for where, path in _meanings(before, move.before)}
    means = set(_meanings(after, move.after))
    unclear = set(_meanings(before, move.before, alone=False))  # a name of two that has become the name of one
    gained = {where for where, path in means - meant - unclear if path != new}
    lost = {where for where, _ in meant - means}
    if gained or lost:
        where = ", ".join(sorted(gained | lost))
        raise Refused(f"{before.path}: {where} cannot be written so that it means what it means now. "
                      "Nothing was written.", f"notebook edit {before.id} opens it.")  # fmt: skip


def _meanings(record: AnyRecord, snapshot: Snapshot, alone: bool = True) -> Iterator[Meaning]:
    """Who is meant where; without `alone`, also by names that fit several."""
    for reference, where, kinds in mentions(record):
        found = snapshot.resolve(reference.text, *kinds)
        if len(found) == 1 or not alone:
            yield from ((where, one.path) for one in found)


def meaning_remarks(found: Found, move: Move) -> list[str]:
    """What else means the new record from now on; raises Refused where a name that meant something means another."""
    remarks = []
    for record, said in found.values():
        for mention in said:
            if not move.is_old(mention.reference.text, mention.kinds):
                remark = _remark(record, mention, move)
                remarks += [remark] if remark else []
    return _shortened(remarks)


_SHOWN = 5


def _shortened(remarks: list[str]) -> list[str]:
    more = len(remarks) - _SHOWN
    return remarks if more <= 0 else [*remarks[:_SHOWN], f"And {more} more places like these."]


def _remark(record: AnyRecord, mention: Mention, move: Move) -> str | None:
    """What changes for a name that did not mean the record that moves; None where nothing does."""
    text, kinds = mention.reference.text, mention.kinds
    was, now = move.before.resolve(text, *kinds), move.after.resolve(text, *kinds)
    before = {move.new.path if one.path == move.old.path else one.path for one in was}
    if before == {one.path for one in now}:
        return None
    place = f"{record.path}:{mention.reference.line}"
    said = f"[[{text}]]" if mention.where == LINK else f'{mention.where} "{text}"'
    note = not was and fold(text) in move.before.notes
    if len(was) == 1 or note:
        meant = f"the file {text}.md" if note else listed(was)
        raise Refused(
            f"{place}: {said} means {meant}, and could then be {listed(now) or 'nobody'}. Nothing was written.",
            "Write there whom you mean, by the id, and try again; or choose another name.",
        )
    if not now:
        return None
    return f"{place}: {said} means {listed(now)} now." if len(now) == 1 else None
