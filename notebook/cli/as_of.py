"""`--as-of`: which commit is meant, and what git has of it brought to those who read a vault."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import NotebookError, UsageFault
from ..git.past import objects
from ..vault.reading.committed import Committed
from ..vault.reading.kept_commits import commit_folder

if TYPE_CHECKING:
    from .session import Session

_TEMPLATES = "templates"
_HINT = "Write a day (2026-03-01, last friday) or a commit (HEAD~3, a tag, an id)."


def day_meant(text: str, today: datetime.date, latest: datetime.date) -> datetime.date | None:
    """The last day of what the text says, no later than `latest`; None where it is no date.

    Raises UsageFault for one that is yet to come.
    """
    from ..text.dates import read_span

    try:
        first, last = read_span(text, today, "past")
    except UsageFault:
        return None
    if first > latest:
        raise UsageFault(f'--as-of "{text}" is yet to come.', _HINT)
    return min(last, latest)


def commit_meant(vault: Path, text: str, day: datetime.date | None) -> objects.Commit:
    """The last commit by the end of the day, or else the one the text means to git; raises NotebookError."""
    found = objects.resolve(vault, text) if day is None else objects.commit_before(vault, day)
    if found:
        return found
    objects.check_repository(vault)
    first = objects.first_commit(vault)
    begins = f"The first commit is of {shown(first.day)}." if first else ""
    if day is not None:
        raise NotebookError(f"There was no commit by {shown(day)}.", begins or None)
    raise UsageFault(f'--as-of "{text}" is no day, and no commit that git knows.', f"{_HINT} {begins}".strip())


def shown(day: datetime.date) -> str:
    """The day with its weekday and year."""
    from ..records import PartialDate
    from ..render.rows import date_words

    return date_words(PartialDate(day.year, day.month, day.day))


class Past:
    """The vault of a session as a commit has it."""

    def __init__(self, session: Session, root: Path, text: str, day: datetime.date | None) -> None:
        self.commit = commit_meant(root, text, day)
        self.name = f"commit {self.commit.id[:7]}"
        self._root = root
        self._stack = ExitStack()
        self._reader = objects.BlobReader(root)
        self._stack.callback(self._reader.close)
        self.files = Committed(root, self)
        self._templates = Committed(root, self, _TEMPLATES)  # a link out of there leads nowhere
        session.say(f"As of {shown(day) if day else text}: {self.name} of {shown(self.commit.day)}.")

    def folder(self, cache: Path) -> Path:
        """The commit's part of the vault's cache, which no other notebook deletes before this one is done."""
        from ..vault.posix import locked, make_private

        folder = commit_folder(cache, self.commit.id)
        with suppress(OSError):
            make_private(str(folder))
            self._stack.enter_context(locked(str(folder), wait=False))
        return folder

    def template(self, name: str) -> bytes | None:
        """The bytes of one of the vault's own templates; None where there is none of that name."""
        found = self._templates.blob_of(f"{_TEMPLATES}/{name}")
        return self.blob(found, objects.NO_CAP).raw if found else None

    def close(self) -> None:
        """Ends what was begun."""
        self._stack.close()

    # What vault.reading asks of git:

    def leaves(self, *below: str) -> list[objects.Leaf]:
        """Every file of the commit in the vault's folder, or below some of its folders."""
        return objects.tree(self._root, self.commit.id, *below)

    def leaf(self, path: str) -> objects.Leaf | None:
        """One of them."""
        return objects.leaf(self._root, self.commit.id, path)

    def blob(self, name: str, cap: int) -> objects.Blob:
        """What is in a blob."""
        return self._reader.read(name, cap)

    def blobs(self, names: Iterable[str], cap: int) -> Iterator[objects.Blob]:
        """What is in many."""
        return objects.blobs(self._root, names, cap)
