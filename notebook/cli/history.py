"""What git has of the vault's notes, told as changes of what they say: of one record, or of the whole vault."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from ..errors import NotebookError
from ..git.past import history, objects, work_tree
from ..practice.history.field_changes import FieldChange, Told, Version, changes_in_all, field_changes
from ..records import KINDS, AnyRecord, Kind
from ..text.names import stem_of
from ..vault.reading.load import kind_of
from .past import Past

if TYPE_CHECKING:
    from .session import Session

_LASTING = tuple(kind for kind in KINDS if kind != "interaction")
_CAREER_KINDS: tuple[Kind, ...] = ("contact", "organization")  # of whom a job is told, and what it is told with
_DAY = timedelta(days=1)
_FIRST = date(1970, 1, 2)
_SEARCHES = 20  # in the history of notes that cannot be read
_NOT_YET = history.Made("", date.min, "", "")  # the work tree in the place of a commit


def history_of(session: Session) -> History:
    """The history of the session's vault; raises NotebookError where git has none."""
    history.check_history(session.root)
    return History(session)


def contact_changes(session: Session, since: date) -> list[Told]:
    """What was committed of the contacts since a day, newest first; nothing where git has none of it."""
    try:
        told = History(session).of_vault(_CAREER_KINDS, since, None, committed=True)
    except NotebookError:
        return []
    return [one for one in told if one.kind == "contact"]


class History:
    """The history of one session's vault, up to the commit of --as-of."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tip = session.as_of.id if session.as_of else "HEAD"
        self._past = Past(session)
        self._searched = 0

    def of_record(self, record: AnyRecord) -> list[Told]:
        """The changes of one record, newest first, with those that are not committed."""
        ahead = [] if self._session.as_of else self._ahead_of_record(record)
        path = ahead[-1].before_path if ahead else record.path
        if ahead and not ahead[-1].before:
            return self._told(ahead)
        without = self._elsewhere(_LASTING)
        if any(record.path.startswith(f"{folder}/") for folder in without):
            without = []
        return self._told([*ahead, *self._of_file(path, without)])

    def of_gone(self, name: str) -> list[Told]:
        """The changes of the record of that name that was deleted last; none where there was no such one.

        Raises NoSuchRecord where the name was given up and the record is there, or where it fits several.
        """
        from .gone import Gone

        ahead = [] if self._session.as_of else self._past.paired(self._loose())
        gone = Gone(self._session, self._past, self._tip, ahead)
        path = gone.find(name)
        if path is None:
            return []
        last = [turn for turn in ahead if turn.path == path]
        return self._told([*last, *self._of_file(path, [])])

    def of_vault(
        self, kinds: Collection[Kind], since: date | None, after: str | None, *, committed: bool = False
    ) -> list[Told]:
        """The changes of records of these kinds, newest first: since a day, or a commit; with those not committed.

        With `committed` set, the last are left out, and so are new records that stand for no other one.
        The day is the author's, on which the change was made: git asks for the committer's, which may be a later one.
        """
        without = self._elsewhere(kinds)
        early = max(since, _FIRST) - _DAY if since else None  # the day may have begun elsewhere by then
        found = history.changed_files(self._session.root, self._tip, since=early, after=after, without=without)
        turns = [turn for turn in history.notes_only(found) if self._is_of(turn.path, kinds)]
        turns = list(_not_new(turns)) if committed else turns
        ahead = [] if committed or self._session.as_of else self._past.paired(self._loose())
        ahead = [turn for turn in ahead if self._is_of(turn.path, kinds)]
        self._past.fetch(turns)
        for _, together in groupby(turns, key=lambda turn: turn.made.id):
            ahead += self._past.paired([*together])
        told = self._told([turn for turn in ahead if since is None or turn.made is _NOT_YET or turn.made.day >= since])
        return [one for one in told if one.kind in kinds]

    def _of_file(self, path: str, without: Sequence[str], tip: str = "") -> list[history.Turn]:
        return history.file_history(self._session.root, path, tip or self._tip, self._past.paired, without)

    def _elsewhere(self, kinds: Collection[Kind]) -> list[str]:
        """The folders in which there is nothing of these kinds, so that git need not look there."""
        folders = self._session.settings.folders
        wanted = [f"{folder}/" for folder, kind in folders.items() if kind in kinds]
        others = [folder for folder, kind in folders.items() if kind not in kinds and folder]
        return [folder for folder in others if not any(one.startswith(f"{folder}/") for one in wanted)]

    def _is_of(self, path: str, kinds: Collection[Kind]) -> bool:
        kind = kind_of(path, self._session.settings.folders)
        return kind is None or kind in kinds

    # What is not committed

    def _ahead_of_record(self, record: AnyRecord) -> list[history.Turn]:
        """What the work tree changes in the record's file since the last commit."""
        leaf = objects.leaf(self._session.root, self._tip, record.path)
        if leaf is not None:
            raw = self._session.bytes_of(record.path)
            return self._ahead(record.path, raw, leaf.id) if leaf.mode in objects.FILES else []
        if record.path in work_tree.ignored_files(self._session.root):
            return []
        return [turn for turn in self._past.paired(self._loose()) if turn.path == record.path]

    def _loose(self) -> list[history.Turn]:
        """What the work tree changes in any note, but for those that git is told to ignore."""
        root = self._session.root
        leaves = {leaf.path: leaf for leaf in objects.tree(root, self._tip) if leaf.path.lower().endswith(".md")}
        loose = work_tree.loose_files(root)
        paths = [*self._session.vault.files]
        ignored = work_tree.ignored_files(root) if any(path not in leaves for path in paths) else frozenset()
        turns = []
        for path in paths:
            leaf = leaves.pop(path, None)
            if path in ignored or (
                leaf and (leaf.mode not in objects.FILES or (loose is not None and path not in loose))
            ):
                continue
            with suppress(OSError):  # gone since, or not to be read
                turns += self._ahead(path, self._session.bytes_of(path), leaf.id if leaf else None)
        left = (leaf for leaf in leaves.values() if leaf.mode in objects.FILES)
        gone = [history.Turn(_NOT_YET, leaf.path, leaf.path, (leaf.id,), None) for leaf in left]
        return [*turns, *(turn for turn in history.notes_only(gone) if not (root / turn.path).exists())]

    def _ahead(self, path: str, raw: bytes, blob: str | None) -> list[history.Turn]:
        now = self._past.keep(raw, blob)
        return [] if now == blob else [history.Turn(_NOT_YET, path, path, (blob,) if blob else (), now)]

    # Changes

    def _told(self, turns: Sequence[history.Turn]) -> list[Told]:
        """What the turns changed in what the notes say, by the day, those of one day as the turns are."""
        self._past.fetch(turns)
        now: dict[str, str] = {}  # each path a note had by the path it has
        paths = []
        for turn in turns:
            paths.append(now.setdefault(turn.path, turn.path))
            now[turn.before_path] = paths[-1]
        last: dict[str, Version] = {}
        told: list[list[Told]] = []
        for turn, path in zip(reversed(turns), reversed(paths), strict=True):
            told.append(list(self._told_of(turn, path, last)))
        names: dict[str, str] = {}  # of a record that is no more, its last
        newest = [replace(one, name=names.setdefault(one.path, one.name)) for found in reversed(told) for one in found]
        return sorted(newest, key=lambda one: one.day or date.max, reverse=True)

    def _told_of(self, turn: history.Turn, path: str, last: dict[str, Version]) -> Iterator[Told]:
        """The changes of one turn; `last` has what each note said when it could be read last."""
        new = self._past.version(turn.path, turn.after, path) if turn.after else None
        olds = [self._past.version(turn.before_path, blob, path) for blob in turn.before]
        if path not in last and (was := self._readable(turn, olds)):
            last[path] = was
        unread = bool(olds) and all(old is not None and old.record is None for old in olds)
        olds = [last.get(path, old) if old is not None and old.record is None else old for old in olds]
        if new is not None and new.record is not None:
            last[path] = new
        changes = self._changes(olds, new, turn)
        known = next((one for one in (new, *olds) if one is not None and one.record is not None), None)
        kind = known.record.kind if known and known.record else kind_of(turn.path, self._session.settings.folders)
        if kind is None or (unread and [one.what for one in changes] == ["unread"]):
            return
        record = self._record_at(path)
        name = record.name if record else known.record.name if known and known.record else stem_of(path)
        made = turn.made if turn.made is not _NOT_YET else None
        for one in changes:
            yield Told(
                one,
                record.kind if record else kind,
                stem_of(path),
                name,
                path,
                made.day if made else None,
                made.id if made else None,
                made.author if made else None,
                turn.edge,
            )

    def _changes(self, olds: Sequence[Version | None], new: Version | None, turn: history.Turn) -> list[FieldChange]:
        snapshot = self._session.snapshot
        each = [field_changes(old, new, snapshot, turn.renamed) for old in olds or [None]]
        return changes_in_all(each, snapshot) if len(each) > 1 else each[0]

    def _readable(self, turn: history.Turn, olds: Sequence[Version | None]) -> Version | None:
        """What the note said when it could be read last, where what it said before this cannot be."""
        if self._searched == _SEARCHES or not olds or any(old is None or old.record is not None for old in olds):
            return None
        self._searched += 1
        path, own = (turn.before_path, 0) if turn.made is _NOT_YET else (turn.path, 1)
        earlier = self._of_file(path, [], turn.made.id)[own:]
        self._past.fetch(earlier)
        found = (self._past.version(one.path, one.after, turn.path) for one in earlier if one.after)
        return next((one for one in found if one is not None and one.record is not None), None)

    def _record_at(self, path: str) -> AnyRecord | None:
        """The record that the vault has at this path now."""
        record = self._session.snapshot.by_id.get(stem_of(path))
        if record is not None and record.path == path:
            return record
        return next((one for one in self._session.snapshot.resolve(stem_of(path)) if one.path == path), None)


def _not_new(turns: Iterable[history.Turn]) -> Iterator[history.Turn]:
    """Without the files that commits only added: where none went, none of them is another one renamed."""
    for _, together in groupby(turns, key=lambda turn: turn.made.id):
        ones = list(together)
        yield from ones if any(one.after is None for one in ones) else (one for one in ones if one.before)


def say_edge(session: Session, told: Iterable[Told]) -> bool:
    """Says where the history of a shallow clone ends, and is true, if it was met with."""
    from ..practice.words import day_words

    days = [one.day for one in told if one.edge and one.day]
    if days:
        day = day_words(min(days), session.today)
        session.say(f"This clone has no history before {day}: git fetch --unshallow brings it.")
    return bool(days)
