"""The history of the vault's notes: of one through its renames, or of all of them since a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ...errors import NotebookError
from ..program import ask, conversation
from ..repository import head_commit, in_repository
from .commits import Made, Passed, Turn, read_log

__all__ = ["Made", "Turn", "changed_files", "check_history", "commit_files", "file_history", "gone_files", "notes_only"]

# What one commit changed, with the renames that are some, which git does not always see or sees where there is none.
Paired = Callable[[Sequence[Turn]], Sequence[Turn]]


def check_history(vault: Path) -> None:
    """Raises NotebookError where there is no history to tell: without git, a repository or a commit."""
    if ask(vault, "--version") is None:
        raise NotebookError(
            "git is not installed, so there is no history to tell.", "Install git to keep the vault in it."
        )
    if not in_repository(vault):
        raise NotebookError("The vault is in no git repository, so it has no history.",
                            "notebook git setup --init makes one.")  # fmt: skip
    if head_commit(vault) is None:
        raise NotebookError("The vault's repository has no commit yet, so there is no history.",
                            "git add . and git commit begin it.")  # fmt: skip


def changed_files(
    vault: Path,
    tip: str,
    *,
    since: datetime.date | None = None,
    after: str | None = None,
    without: Sequence[str] = (),
) -> Iterator[Turn]:
    """The notes that commits up to the tip changed, newest first: those committed since a day, or not in `after`.

    The folders `without` are not looked into. Raises ProgramFailed.
    """
    limits = [f"--since={_start_of(since)}"] if since else []
    span = f"{after}..{tip}" if after else tip
    for passed in read_log(vault, (*limits, "--end-of-options", span, "--", *_places(without))):
        yield from passed.turns


def _places(without: Sequence[str]) -> list[str]:
    return [".", *(f":(exclude,literal){folder}" for folder in without)]


def file_history(vault: Path, path: str, tip: str, paired: Paired, without: Sequence[str] = ()) -> list[Turn]:
    """The commits that changed the file, newest first, through its renames; raises ProgramFailed.

    They are in the order of the history: of two lines that were merged, first all of one. The folders `without` are not
    looked into.
    """
    order = ("--topo-order", "--parents", "--end-of-options", tip)
    passed = list(read_log(vault, (*order, "--", *_places(without))))
    names = [path]
    with _Places(vault) as places:
        while True:
            # A branch may go on with a name that was given up on the other side of a merge, seen only further back.
            walk = _Walk(passed, places, names, paired)
            if walk.names == names:
                return walk.turns
            names = walk.names


def gone_files(vault: Path, tip: str) -> Iterator[Turn]:
    """What was deleted or renamed, as git sees it, newest first; raises ProgramFailed."""
    for passed in read_log(vault, ("--diff-filter=DR", "--end-of-options", tip, "--", ".")):
        yield from passed.turns


def commit_files(vault: Path, commit: str) -> list[Turn]:
    """The notes that one commit changed; raises ProgramFailed."""
    found = read_log(vault, ("-1", "--end-of-options", commit, "--", "."))
    return [turn for passed in found for turn in passed.turns]


class _Walk:
    """One walk from the newest commit back, with the names and blobs the file has at each."""

    def __init__(self, passed: Sequence[Passed], places: _Places, names: Sequence[str], paired: Paired) -> None:
        self.turns: list[Turn] = []
        self.names = list(names)
        self._places = places
        self._paired = paired
        tip = passed[0].made.id if passed else ""
        self._wanted: dict[str, dict[str, str | None]] = {tip: {names[0]: places.blob(tip, names[0])}}
        for one in passed:
            for path, blob in self._wanted.pop(one.made.id, {}).items():
                self._pass(one, path, blob)

    def _pass(self, passed: Passed, path: str, blob: str | None) -> None:
        turns = passed.turns
        if len(passed.parents) < 2 and any(path in (one.path, one.before_path) for one in turns):
            turns = tuple(self._paired(turns))
        turn = next((turn for turn in turns if turn.path == path), None)
        if turn and turn not in self.turns:
            self.turns.append(turn)
        if len(passed.parents) > 1:
            self._part(passed, path, blob, turn)
            return
        before = turn.before_path if turn else path
        if before not in self.names:
            self.names.append(before)
        for parent in passed.parents:
            self._want(parent, before, (turn.before[0] if turn.before else None) if turn else blob)

    def _part(self, merge: Passed, path: str, blob: str | None, turn: Turn | None) -> None:
        """Goes on to the parent that has the file as the merge has it; where none has it so, to all that have it."""
        names = [path, *(name for name in self.names if name != path)]
        found = [(parent, name, self._places.blob(parent, name)) for parent in merge.parents for name in names]
        alike = [one for one in found if one[2] == blob and (blob or one[1] == path)]
        followed = alike[:1] if alike and turn is None else [one for one in found if one[2]]
        for parent, name, held in followed:
            self._want(parent, name, held)

    def _want(self, commit: str, path: str, blob: str | None) -> None:
        self._wanted.setdefault(commit, {}).setdefault(path, blob)


class _Places:
    """Which blob stands at a path in a commit, asked of one git that stays."""

    def __init__(self, vault: Path) -> None:
        self._prefix = ask(vault, "rev-parse", "--show-prefix") or ""
        self._talk = conversation(vault, "cat-file", "--batch-check")
        self._known: dict[tuple[str, str], str | None] = {}

    def __enter__(self) -> _Places:
        self._git = self._talk.__enter__()
        return self

    def __exit__(self, *fault: object) -> None:
        self._talk.__exit__(None, None, None)

    def blob(self, commit: str, path: str) -> str | None:
        """The blob's id; None where there is no such file, or its name has a line break in it."""
        if (commit, path) not in self._known:
            self._known[commit, path] = self._ask(commit, path)
        return self._known[commit, path]

    def _ask(self, commit: str, path: str) -> str | None:
        if not commit or "\n" in path:
            return None
        assert self._git.stdin
        assert self._git.stdout
        self._git.stdin.write(f"{commit}:{self._prefix}{path}\n".encode("utf-8", "surrogateescape"))
        self._git.stdin.flush()
        words = self._git.stdout.readline().rsplit(b" ", 2)
        return words[0].decode() if len(words) == 3 and words[1] == b"blob" else None


def notes_only(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Those of files that the vault reads: hidden ones, and those in `templates/` and `digests/`, are none."""
    for turn in turns:
        parts = turn.path.split("/")
        if parts[0] not in ("templates", "digests") and not any(part.startswith(".") for part in parts):
            yield turn


def _start_of(day: datetime.date) -> str:
    """The first second of a day in the user's time zone, as git takes it."""
    try:
        return f"@{max(0, int(datetime.datetime.combine(day, datetime.time()).timestamp()))} +0000"
    except (OverflowError, OSError, ValueError):
        return "@0 +0000"
