"""What git has of the vault's notes, told as changes of what they say: of one record, or of the whole vault."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from ..errors import NotebookError
from ..git import history, objects, work_tree
from ..practice.field_changes import (
    FieldChange,
    Told,
    Version,
    changes_in_all,
    field_changes,
    same_record,
)
from ..records import KINDS, AnyRecord, Kind
from ..text.document import SIZE_CAP
from ..text.names import stem_of
from ..vault.reading.load import kind_of

if TYPE_CHECKING:
    from .session import Session

_LASTING = tuple(kind for kind in KINDS if kind != "interaction")
_CAREER_KINDS: tuple[Kind, ...] = ("contact",)
_RENAMED = 0.4
_TOO_MANY = 40_000  # pairs of notes of one commit to be compared
_NOT_YET = history.Made("", date.min, "", "")  # the work tree in the place of a commit


def history_of(session: Session) -> History:
    """The history of the session's vault; raises NotebookError where git has none."""
    history.check_history(session.root)
    return History(session)


def contact_changes(session: Session, since: date) -> list[Told]:
    """What was committed of the contacts since a day, newest first; nothing where git has none of it."""
    try:
        return History(session).of_vault(_CAREER_KINDS, since, None, committed=True)
    except NotebookError:
        return []


class History:
    """The history of one session's vault, up to the commit of --as-of."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tip = session.as_of.id if session.as_of else "HEAD"
        self._raw: dict[str, bytes] = {}
        self._not_in_git: set[str] = set()
        self._versions: dict[tuple[str, str], Version | None] = {}

    def of_record(self, record: AnyRecord) -> list[Told]:
        """The changes of one record, newest first, with those that are not committed."""
        ahead = [] if self._session.as_of else self._ahead_of_record(record)
        path = ahead[-1].before_path if ahead else record.path
        if ahead and not ahead[-1].before:
            return self._told(ahead)
        without = self._elsewhere(_LASTING)
        if any(record.path.startswith(f"{folder}/") for folder in without):
            without = []
        found = history.file_history(self._session.root, path, self._tip, self._is_same, without)
        return self._told([*ahead, *found])

    def of_deleted(self, stem: str) -> list[Told]:
        """The changes of the record of that id that was deleted last; none where there was no such one."""
        path = history.deleted_file(self._session.root, stem, self._tip)
        if path is None:
            return []
        return self._told(history.file_history(self._session.root, path, self._tip, self._is_same))

    def of_vault(
        self, kinds: Collection[Kind], since: date | None, after: str | None, *, committed: bool = False
    ) -> list[Told]:
        """The changes of records of these kinds, newest first: since a day, or a commit; with those not committed."""
        without = self._elsewhere(kinds)
        found = history.changed_files(self._session.root, self._tip, since=since, after=after, without=without)
        turns = [turn for turn in history.notes_only(found) if self._is_of(turn.path, kinds)]
        ahead = [] if committed or self._session.as_of else self._ahead_of_vault(kinds)
        told = self._told([*ahead, *self._paired(turns)])
        return [one for one in told if one.kind in kinds]

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
        raw = self._session.bytes_of(record.path)
        blob = history.blob_at(self._session.root, self._tip, record.path)
        if blob is not None:
            return self._ahead(record.path, raw, record.path, blob)
        gone = [one for one in self._leaves() if _folder(one.path) == _folder(record.path)]
        gone = [one for one in gone if not (self._session.root / one.path).exists()]
        turns = [history.Turn(_NOT_YET, one.path, one.path, (one.id,), None) for one in gone]
        paired = self._paired([*self._ahead(record.path, raw, record.path, None), *turns])
        return [turn for turn in paired if turn.path == record.path]

    def _ahead_of_vault(self, kinds: Collection[Kind]) -> list[history.Turn]:
        """What the work tree changes in any note, but for those that git is told to ignore."""
        root = self._session.root
        leaves = {leaf.path: leaf.id for leaf in self._leaves() if self._is_of(leaf.path, kinds)}
        loose = work_tree.loose_files(root)
        paths = [path for path in self._session.vault.files if self._is_of(path, kinds)]
        ignored = work_tree.ignored_files(root) if any(path not in leaves for path in paths) else frozenset()
        turns = []
        for path in paths:
            blob = leaves.pop(path, None)
            if path in ignored or (blob and loose is not None and path not in loose):
                continue
            with suppress(OSError):  # gone since, or not to be read
                turns += self._ahead(path, self._session.bytes_of(path), path, blob)
        gone = [history.Turn(_NOT_YET, path, path, (blob,), None) for path, blob in leaves.items()]
        gone = [turn for turn in history.notes_only(gone) if not (root / turn.path).exists()]
        return self._paired([*turns, *gone])

    def _ahead(self, path: str, raw: bytes, before_path: str, blob: str | None) -> list[history.Turn]:
        now = _blob_id(raw, blob)
        if now == blob:
            return []
        self._raw[now] = raw
        self._not_in_git.add(now)
        return [history.Turn(_NOT_YET, path, before_path, (blob,) if blob else (), now)]

    def _leaves(self) -> list[objects.Leaf]:
        leaves = objects.tree(self._session.root, self._tip)
        return [one for one in leaves if one.path.lower().endswith(".md") and one.mode in objects.FILES]

    # Versions

    def _fetch(self, turns: Iterable[history.Turn]) -> None:
        """Reads the blobs that are not known yet, all at once."""
        ids = {blob for turn in turns for blob in (*turn.before, turn.after) if blob and blob not in self._raw}
        wanted = sorted(ids)
        found = objects.blobs(self._session.root, wanted, SIZE_CAP + 1)
        self._raw |= {blob: one.raw for blob, one in zip(wanted, found, strict=True)} if wanted else {}

    def _version(self, path: str, blob: str, now: str = "") -> Version | None:
        """What the file said; `now` is its path today, whose folder says what it is where the old one does not."""
        key = path, blob
        if key not in self._versions:
            from ..practice.versions import read_version  # brings in YAML, which a digest without changes does not need

            folders = self._session.settings.folders
            kind = kind_of(path, folders) or kind_of(now, folders)
            self._versions[key] = read_version(self._raw[blob], path, kind)
        return self._versions[key]

    def _is_same(self, old_path: str, old: str, new_path: str, new: str, alike: int) -> bool:
        self._fetch([history.Turn(_NOT_YET, new_path, old_path, (old,), new)])
        if not alike and new in self._not_in_git:  # of what is in git, git has said how alike it is
            alike = _alike(self._raw[old], self._raw[new])
        before, after = self._version(old_path, old, new_path), self._version(new_path, new)
        return before is not None and after is not None and same_record(before, after, alike)

    def _paired(self, turns: Sequence[history.Turn]) -> list[history.Turn]:
        """What went and came in one commit as one note that was renamed, where it is the same, and only there."""
        self._fetch(turns)
        found: list[history.Turn] = []
        for _, group in groupby(turns, key=lambda turn: turn.made.id):
            together = [part for turn in group for part in self._apart(turn)]
            gone = [turn for turn in together if turn.after is None and len(turn.before) == 1]
            if len(gone) * len(together) > _TOO_MANY:
                found += together
                continue
            for turn in tuple(together):
                came = turn.after if turn.after and not turn.before and not turn.edge else ""
                near = (one for one in gone if came and _folder(one.path) == _folder(turn.path))
                old = next((one for one in near if self._is_same(one.path, one.before[0], turn.path, came, 0)), None)
                if old:
                    together.remove(old)
                    gone.remove(old)
                    together[together.index(turn)] = replace(turn, before_path=old.path, before=old.before)
            renamed = {stem_of(one.before_path): stem_of(one.path) for one in together if one.before_path != one.path}
            found += [replace(turn, renamed=renamed) for turn in together]
        return found

    def _apart(self, turn: history.Turn) -> list[history.Turn]:
        """A rename that git sees in two notes which are not one, as two changes."""
        if turn.before_path == turn.path or not turn.after or len(turn.before) != 1:
            return [turn]
        if self._is_same(turn.before_path, turn.before[0], turn.path, turn.after, turn.alike):
            return [turn]
        gone = replace(turn, path=turn.before_path, after=None)
        return [replace(turn, before_path=turn.path, before=()), gone]

    # Changes

    def _told(self, turns: Sequence[history.Turn]) -> list[Told]:
        """What the turns, newest first, changed in what the notes say."""
        self._fetch(turns)
        now: dict[str, str] = {}  # each path a note had by the path it has
        paths = []
        for turn in turns:
            paths.append(now.setdefault(turn.path, turn.path))
            now[turn.before_path] = paths[-1]
        last: dict[str, Version] = {}
        told: list[list[Told]] = []
        for turn, path in zip(reversed(turns), reversed(paths), strict=True):
            told.append(list(self._told_of(turn, path, last)))
        return [one for found in reversed(told) for one in found]

    def _told_of(self, turn: history.Turn, path: str, last: dict[str, Version]) -> Iterator[Told]:
        """The changes of one turn; `last` has what each note said when it could be read last."""
        new = self._version(turn.path, turn.after, path) if turn.after else None
        olds = [self._version(turn.before_path, blob, path) for blob in turn.before]
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

    def _record_at(self, path: str) -> AnyRecord | None:
        """The record that the vault has at this path now."""
        record = self._session.snapshot.by_id.get(stem_of(path))
        if record is not None and record.path == path:
            return record
        return next((one for one in self._session.snapshot.resolve(stem_of(path)) if one.path == path), None)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _alike(old: bytes, new: bytes) -> int:
    """How much of two files is the same, in percent of their lines; 0 for less than git takes for a rename."""
    ratio = SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False).quick_ratio()
    return int(100 * ratio) if ratio >= _RENAMED else 0


def _blob_id(raw: bytes, like: str | None) -> str:
    """The id that git gives to a file with these bytes, by the kind of hash that another id has."""
    made = hashlib.new("sha256" if like and len(like) == 64 else "sha1", usedforsecurity=False)
    made.update(b"blob %d\0" % len(raw))
    made.update(raw)
    return made.hexdigest()


def say_edge(session: Session, told: Iterable[Told]) -> None:
    """Says where the history of a shallow clone ends, if it was met with."""
    from ..practice.words import day_words

    days = [one.day for one in told if one.edge and one.day]
    if days:
        day = day_words(min(days), session.today)
        session.say(f"This clone has no history before {day}: git fetch --unshallow brings it.")
