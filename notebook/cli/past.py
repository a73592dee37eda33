"""What the vault's notes said at other times, and which of them are one under two names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..git.past import history, objects
from ..practice.history.field_changes import Version
from ..text.document import SIZE_CAP
from ..text.folding import fold
from ..text.names import stem_of
from ..vault.reading.load import kind_of

if TYPE_CHECKING:
    from .session import Session

_RENAMED = 0.4
_ENOUGH = 1_000  # notes that a commit changed, to see whom they name


class Past:
    """The versions of the notes of one session's vault, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._raw: dict[str, bytes] = {}
        self._not_in_git: set[str] = set()
        self._versions: dict[tuple[str, str], Version | None] = {}
        self._whole: dict[str, list[history.Turn]] = {}

    def keep(self, raw: bytes, like: str | None) -> str:
        """Takes in what is not in git; the id it would have there, by the kind of hash that another id has."""
        made = hashlib.new("sha256" if like and len(like) == 64 else "sha1", usedforsecurity=False)
        made.update(b"blob %d\0" % len(raw))
        made.update(raw)
        blob = made.hexdigest()
        self._raw[blob] = raw
        if blob != like:
            self._not_in_git.add(blob)
        return blob

    def fetch(self, turns: Iterable[history.Turn]) -> None:
        """Reads the blobs that are not known yet, all at once."""
        ids = {blob for turn in turns for blob in (*turn.before, turn.after) if blob and blob not in self._raw}
        wanted = sorted(ids)
        found = objects.blobs(self._session.root, wanted, SIZE_CAP + 1)
        self._raw |= {blob: one.raw for blob, one in zip(wanted, found, strict=True)} if wanted else {}

    def version(self, path: str, blob: str, now: str = "") -> Version | None:
        """What the file said; `now` is its path today, whose folder says what it is where the old one does not."""
        key = path, blob
        if key not in self._versions:
            from ..practice.history.versions import (
                read_version,
            )  # brings in YAML, which a digest without changes does not need

            folders = self._session.settings.folders
            kind = kind_of(path, folders) or kind_of(now, folders)
            self._versions[key] = read_version(self._raw[blob], path, kind)
        return self._versions[key]

    def paired(self, turns: Sequence[history.Turn]) -> list[history.Turn]:
        """What one commit changed, with what went and came as one note that was renamed where it is the same."""
        alike = {
            (turn.before_path, turn.path): turn.alike
            for turn in turns
            if turn.before_path != turn.path and turn.after and len(turn.before) == 1
        }
        apart = [part for turn in turns for part in _apart(turn)]
        gone = {turn.path: turn for turn in apart if turn.after is None and len(turn.before) == 1}
        came = {turn.path: turn for turn in apart if turn.after and not turn.before and not turn.edge}
        if not gone or not came:
            return [replace(turn, renamed={}) if turn.renamed else turn for turn in apart]
        found = self._renames(gone, came, alike, turns)
        renamed = {stem_of(old): stem_of(new) for new, old in found.items()}
        was = set(found.values())
        told = []
        for turn in apart:
            if turn.path in gone and turn.path in was and turn.after is None:
                continue
            if turn.path in found and turn is came.get(turn.path):
                turn = replace(turn, before_path=found[turn.path], before=gone[found[turn.path]].before)
            told.append(replace(turn, renamed=renamed))
        return told

    def _renames(
        self,
        gone: dict[str, history.Turn],
        came: dict[str, history.Turn],
        alike: dict[tuple[str, str], int],
        turns: Sequence[history.Turn],
    ) -> dict[str, str]:
        from ..practice.history.renames import names_instead, renames

        self.fetch([*gone.values(), *came.values()])
        new = {path: said for path, turn in came.items() if (said := self.version(path, turn.after or ""))}
        now = next(iter(came))
        old = {path: said for path, turn in gone.items() if (said := self.version(path, turn.before[0], now))}
        loose = [(path, turn.after or "") for path, turn in came.items() if turn.after in self._not_in_git]
        for path, blob in loose:  # of what is in git, git has said how alike it is
            found = ((one, _alike(self._raw[turn.before[0]], self._raw[blob])) for one, turn in gone.items())
            alike = alike | {(one, path): percent for one, percent in found if percent}

        texts: list[tuple[str, str]] = []

        def follows(one: Version, other: Version) -> bool:
            texts[:] = texts or self._rewritten(turns)
            return any(names_instead(before, after, one, other) for before, after in texts)

        made = next(iter(came.values())).made
        return renames([*old.values()], [*new.values()], self._session.snapshot, made.subject, alike, follows)

    def _rewritten(self, turns: Sequence[history.Turn]) -> list[tuple[str, str]]:
        """The notes that the commit changed, before and after; of very many only some."""
        near = [turn for turn in self._all_of(turns) if turn.after and len(turn.before) == 1][:_ENOUGH]
        near = [turn for turn in near if turn.path == turn.before_path]
        self.fetch(near)
        blobs = ((turn.before[0], turn.after or "") for turn in near)
        return [(self._folded(before), self._folded(after)) for before, after in blobs]

    def _folded(self, blob: str) -> str:
        return fold(self._raw[blob].decode("utf-8", "replace"))

    def _all_of(self, turns: Sequence[history.Turn]) -> Sequence[history.Turn]:
        """All that the commit changed, also where not all of it was looked at."""
        commit = turns[0].made.id
        if commit and commit not in self._whole:
            self._whole[commit] = history.commit_files(self._session.root, commit)
        return self._whole[commit] if commit else turns


def _apart(turn: history.Turn) -> list[history.Turn]:
    """A rename that git sees as two changes."""
    if turn.before_path == turn.path or not turn.after or len(turn.before) != 1:
        return [turn]
    gone = replace(turn, path=turn.before_path, after=None)
    return [replace(turn, before_path=turn.path, before=()), gone]


def _alike(old: bytes, new: bytes) -> int:
    """How much of two files is the same, in percent of their lines; 0 for less than git takes for a rename."""
    ratio = SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False).quick_ratio()
    return int(100 * ratio) if ratio >= _RENAMED else 0
