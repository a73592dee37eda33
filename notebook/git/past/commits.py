"""`git log` read: each commit with the notes it changed, from which bytes to which.

Reading it runs no code: no text conversion, no diff program, and the work tree is not looked at, since a repository may
have git run a filter on what stands there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...errors import ProgramFailed
from ...text.names import stem_of
from ..program import ask, conversation

# One record a commit: id, parents, author's time, committer's time, author, subject; then what it changed.
_HEADER = "--format=%H%x00%P%x00%aI%x00%cI%x00%an%x00%s"
_HEADER_LENGTH = 6
# Whatever the repository's settings say. With -c, a merge has the files in which it differs from all its parents.
_LOG = ("-c", "log.follow=false", "log", "--raw", "-z", "--no-abbrev", "-M40%", "-c", "--root", "--no-relative",
        "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--ignore-submodules=all",
        "--encoding=UTF-8", _HEADER)  # fmt: skip
_LINK = "120000"
_UNKNOWN_DAY = datetime.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Made:
    """A commit: its full id, the author's day and name, and the first line of its message."""

    id: str
    day: datetime.date
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One commit's change of one file: the blobs before it, of each parent that has one, and the one after.

    `after` is None for a file that was deleted, `before_path` is another path than `path` for one that was renamed.
    `alike` is how much of it stayed, in percent; `edge` is true where the clone knows nothing of what was before;
    `renamed` has the stems of the notes that the commit renamed, the new by the old one.
    """

    made: Made
    path: str
    before_path: str
    before: tuple[str, ...]
    after: str | None
    edge: bool = False
    alike: int = 100
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passed:
    """A commit in the order of the history, its parents, and the files it changed."""

    made: Made
    parents: tuple[str, ...]
    turns: tuple[Turn, ...]


def read_log(vault: Path, arguments: Sequence[str]) -> Iterator[Passed]:
    """The commits of a `git log` with the notes they changed; raises ProgramFailed."""
    with conversation(vault, *_LOG, *arguments) as git:
        assert git.stdin
        assert git.stdout
        git.stdin.close()
        printed = git.stdout.read()
        if git.wait() != 0:
            raise ProgramFailed("git cannot read the vault's history.", "git fsck says what is wrong with it.")
    if printed:
        prefix = (ask(vault, "rev-parse", "--show-prefix") or "").encode()
        yield from _read_log(printed, prefix, _edges(vault))


def _read_log(printed: bytes, prefix: bytes, edges: frozenset[str]) -> Iterator[Passed]:
    words = iter(printed.split(b"\0"))
    word = next(words, b"")
    while word:
        header = [word, *(next(words, b"") for _ in range(_HEADER_LENGTH - 1))]
        commit, parents, authored, committed, author, subject = (part.decode("utf-8", "replace") for part in header)
        made = Made(commit, _day(authored) or _day(committed) or _UNKNOWN_DAY, author, subject)
        turns = []
        word = _next_word(words)
        while word.startswith(b":"):
            turn = _turn(made, word.decode(), words, prefix, commit in edges)
            turns += [turn] if turn else []
            word = _next_word(words)
        renamed = {stem_of(turn.before_path): stem_of(turn.path) for turn in turns if turn.before_path != turn.path}
        turns = [replace(turn, renamed=renamed) for turn in turns] if renamed else turns
        yield Passed(made, tuple(parents.split()), tuple(turns))


def _next_word(words: Iterator[bytes]) -> bytes:
    """The next one that says something: before what a commit changed, git puts a line break or nothing."""
    return next((found for word in words if (found := word.lstrip(b"\n"))), b"")


def _turn(made: Made, told: str, words: Iterator[bytes], prefix: bytes, edge: bool) -> Turn | None:
    """The change of one file, if it is a note: `:100644 100644 BEFORE AFTER M`, of a merge a colon for each parent."""
    parents = len(told) - len(told.lstrip(":"))
    parts = told[parents:].split(" ")
    modes, ids, status = parts[: parents + 1], parts[parents + 1 : -1], parts[-1]
    first = next(words, b"")
    path = next(words, b"") if parents == 1 and status[0] in "RC" else first
    if not (path.startswith(prefix) and path.lower().endswith(b".md")) or _LINK in modes:
        return None
    before = tuple(id for id in ids[:-1] if id.strip("0"))
    name, old = (found.removeprefix(prefix).decode("utf-8", "surrogateescape") for found in (path, first))
    alike = int(status[1:]) if path is not first and status[1:].isdigit() else 100
    return Turn(made, name, old, before, ids[-1] if ids[-1].strip("0") else None, edge and not before, alike)


def _day(written: str) -> datetime.date | None:
    """The day of a time in ISO 8601, in the time zone it was written in; None for what git makes of a bad one."""
    try:
        return datetime.date.fromisoformat(written[:10])
    except ValueError:
        return None


def _edges(vault: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends."""
    if ask(vault, "rev-parse", "--is-shallow-repository") != "true":
        return frozenset()
    file = ask(vault, "rev-parse", "--git-path", "shallow")
    try:
        return frozenset((vault / file).read_text("ascii").split()) if file else frozenset()
    except (OSError, ValueError):
        return frozenset()
