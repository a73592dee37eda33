"""Records that are no more, or have another name now, found in git by what they were called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import NoSuchRecord
from ..git.past import history
from ..records import AnyRecord
from ..schema.values import names_of
from ..text.folding import slug
from ..text.names import has_part, name_words, stem_of
from ..vault.reading.load import kind_of

if TYPE_CHECKING:
    from .past import Past
    from .session import Session


class Gone:
    """The files that are gone, each with the change that it went with: `ahead` is what is not committed yet."""

    def __init__(self, session: Session, past: Past, tip: str, ahead: Sequence[history.Turn]) -> None:
        self._session = session
        self._past = past
        self._ahead = [*ahead]
        self._turns: dict[str, history.Turn] = {}
        for turn in (*ahead, *history.notes_only(history.gone_files(session.root, tip))):
            path = turn.path if turn.after is None else turn.before_path
            if turn.before and path not in session.vault.files:
                self._turns.setdefault(path, turn)

    def find(self, name: str) -> str | None:
        """The path of the deleted file that is meant, the last of those with that id; None for none.

        Raises NoSuchRecord where what was called so has another name now, or where part of a name fits several.
        """
        ends = list(dict.fromkeys(self._end(path) for path in self._fitting(name)))
        if len(ends) > 1:
            stems = ", ".join(stem_of(path) for path in ends[:5]) + (" …" if len(ends) > 5 else "")
            raise NoSuchRecord(f'"{name}" could be one of these, which are no more: {stems}.', "Say which by its id.")
        record = self._record_at(ends[0]) if ends else None
        if record is not None:
            raise NoSuchRecord(
                f'No record is called "{name}" any more.', f"It is {record.name} now: notebook git log {record.id}"
            )
        return ends[0] if ends else None

    def _fitting(self, name: str) -> list[str]:
        """The paths that the name fits: the last one with just that id, else those with a part of the id or a name."""
        exact = [path for path in self._turns if slug(stem_of(path)) == slug(name)]
        if exact:
            return exact[:1]
        part = name_words(name)
        lasting = [path for path in self._turns if kind_of(path, self._session.settings.folders) != "interaction"]
        by_id = [path for path in lasting if has_part(name_words(stem_of(path)), part)]
        return by_id or [path for path in lasting if any(has_part(one, part) for one in self._names(path))]

    def _names(self, path: str) -> Iterator[str]:
        self._past.fetch(self._turns.values())
        version = self._past.version(path, self._turns[path].before[0])
        if version is not None and version.record is not None:
            yield from map(name_words, names_of(version.record))

    def _end(self, path: str) -> str:
        """The path of the file in the end: that of the record it became, or the one it was deleted at."""
        seen = set()
        while path in self._turns and path not in seen:
            seen.add(path)
            made = self._turns[path].made
            turns = self._past.paired(history.commit_files(self._session.root, made.id)) if made.id else self._ahead
            came = (turn.path for turn in turns if turn.before_path == path != turn.path)
            path = next(came, path)
        return path

    def _record_at(self, path: str) -> AnyRecord | None:
        found = self._session.snapshot.resolve(stem_of(path))
        return next((one for one in found if one.path == path), None)
