"""What a catalog holds, and how it is brought up to date after a few files changed, at little cost."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...overview import Turnover, spliced
from ...records import Problem
from ...snapshot import Snapshot
from .differences import Listed, changes_between
from .facts import Facts, facts_after
from .filed import Columns, Filed, Kept, Pile
from .scan import Scan

Read = Callable[[str, Kept | None], Kept]


@dataclass(frozen=True)
class Contents:
    """What is known of each file of a scan, and of all at once."""

    filed: Filed
    facts: Facts

    def snapshot(self, problems: tuple[Problem, ...], me: str) -> Snapshot:
        """The snapshot of these files; `problems` are those of no file that was read."""
        facts = self.facts
        found = (*problems, *facts.problems)
        return Snapshot(self.filed.records, found, me, frozenset(facts.notes), facts.overview, facts.between)


Standing = dict[str, tuple[int, Kept]]  # by path: its place in a listing, and what is known of it
ValueOf = Callable[[str, Kept], int]


def brought_up_to_date(old: Contents, scan: Scan, read: Read, me: str) -> Contents | None:
    """The contents of the vault as it was scanned, the old ones where nothing changed; None where much did.

    `read` says what is in a file, given what was known of it; `me` is the owner's name in the settings.
    """
    filed = old.filed
    if (filed.listing, filed.stamped) == (scan.listing, scan.stamped):
        return old
    paths = filed.paths if filed.listing == scan.listing else scan.paths
    changes = changes_between(Listed(filed.paths, array("q", filed.stamped)), Listed(paths, scan.stamps))
    if changes is None or filed.is_wasteful:
        return None
    before = {path: (was, filed.at(was)) for path, was, _ in changes if was is not None}
    after = {path: (now, read(path, before[path][1] if path in before else None))
             for path, _, now in changes if now is not None}  # fmt: skip
    stamped = _column(filed.stamped, "q", before, after, lambda _, kept: kept.stamp)
    same = {path for path in before.keys() & after.keys() if before[path][1].says_as(after[path][1])}
    if len(same) == len(changes):  # nothing but stamps
        return old if stamped == filed.stamped else replace(old, filed=replace(filed, stamped=stamped))
    for path in same:
        del before[path], after[path]
    new = _filed_after(filed, scan.listing, stamped, before, after)
    return Contents(new, _facts_after(old, new, before, after, me))


def _column(packed: bytes, typecode: str, before: Standing, after: Standing, value: ValueOf) -> bytes:
    """A value of each file, where it was `packed` before."""
    went = sorted(file for file, _ in before.values())
    came = sorted((file, value(path, kept)) for path, (file, kept) in after.items())
    return spliced(array(typecode, packed), went, came).tobytes()


def _filed_after(old: Filed, listing: bytes, stamped: bytes, before: Standing, after: Standing) -> Filed:
    """What is known of each file, after some changed."""
    pile = Pile(old.blobs)
    places = {path: pile.add(kept) for path, (_, kept) in after.items()}

    def column(packed: bytes, typecode: str, value: ValueOf) -> bytes:
        return _column(packed, typecode, before, after, value)

    columns = Columns(
        column(old.columns.versions, "Q", lambda _, kept: kept.version),
        column(old.columns.recorded, "B", lambda _, kept: kept.record is not None),
        column(old.columns.numbers, "H", lambda path, _: places[path][0]),
        column(old.columns.starts, "I", lambda path, _: places[path][1]),
        column(old.columns.ends, "I", lambda path, _: places[path][2]),
    )
    return Filed(listing, stamped, columns, pile.blobs())


def _facts_after(old: Contents, new: Filed, before: Standing, after: Standing, me: str) -> Facts:
    """What is known of all files at once, after some changed."""
    gone = {old.filed.row(file): kept.record for file, kept in before.values() if kept.record}
    fresh = {new.row(file): kept.record for file, kept in after.values() if kept.record}
    all_records = all(kept.record for _, kept in (*before.values(), *after.values()))
    notes = frozenset(old.facts.notes) if all_records else new.notes
    return facts_after(
        old.facts,
        {path: kept for path, (_, kept) in before.items()},
        {path: kept for path, (_, kept) in after.items()},
        Turnover(len(old.filed.records), gone, fresh),
        Snapshot(new.records, me=me, notes=notes),
    )
