"""What git keeps: which commit a revision or a day means, the files of a commit, and what is in them."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ...errors import NotebookError, ProgramFailed
from ..program import ask, conversation, told
from ..repository import head_commit

if TYPE_CHECKING:
    import subprocess

FILES = frozenset({"100644", "100755", "100664"})  # the modes of files; the last is from old versions of git
NO_CAP = 1 << 62  # bytes

_PARTIAL = (
    "A clone made with --filter lacks what it has not used yet: git checkout that commit once brings it. "
    "In any other, git fsck says what is damaged."
)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, and the day it was made, in the user's time zone."""

    id: str
    day: datetime.date


class Leaf(NamedTuple):
    """A file of a commit: its path below the vault, bytes that are not UTF-8 as surrogates, its mode and blob."""

    path: str
    mode: str
    id: str


class Blob(NamedTuple):
    """What is in a file: its size, and its bytes, or the first of them where there are more than were asked for."""

    size: int
    raw: bytes


def resolve(vault: Path, revision: str) -> Commit | None:
    """The commit a revision means; None where it means none, as where there is no repository. No option is one."""
    if not revision or revision.startswith("-") or "\0" in revision:
        return None
    name = ask(vault, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    return _commit(vault, f"{name}^{{commit}}") if name and name.isalnum() else None  # `^HEAD` is one, too, and no name


def commit_before(vault: Path, day: datetime.date) -> Commit | None:
    """The last commit by the end of that day, in the user's time zone; None where there is none.

    What counts is the line of first parents from HEAD. So a later day's commit always has an earlier day's among its
    ancestors, and no note comes and goes with the branches that were merged later.
    """
    try:
        end = datetime.datetime.combine(day + datetime.timedelta(1), datetime.time()).timestamp()
    except (OverflowError, OSError, ValueError):  # the last day of the calendar
        return None
    if end <= 0:
        return None
    name = ask(vault, "rev-list", "-1", "--first-parent", f"--until=@{int(end) - 1} +0000", "HEAD", "--")
    return _commit(vault, name) if name else None


def first_commit(vault: Path) -> Commit | None:
    """The commit that HEAD's line of first parents starts with; None where there is none."""
    names = ask(vault, "rev-list", "--first-parent", "--max-parents=0", "HEAD", "--")
    return _commit(vault, names.splitlines()[-1]) if names else None


def check_repository(vault: Path) -> None:
    """Raises NotebookError where the vault is in no repository, or in one without a commit or that git cannot read."""
    done = told(vault, "rev-parse", "--git-dir")
    if done.code != 0 and "not a git repository" in done.stderr:
        raise NotebookError("The vault is in no git repository, so it has no past to read.",
                            "notebook git setup --init begins one.")  # fmt: skip
    if done.code != 0:
        raise ProgramFailed(f"git cannot read the vault's repository: {done.complaint}")
    if head_commit(vault) is None:
        raise NotebookError("The vault's repository has no commit yet.", "git add . and git commit make the first.")


def tree(vault: Path, commit: str, *below: str) -> list[Leaf]:
    """The files of a commit in the vault's folder, links and submodules too, or those below some of its folders.

    Raises ProgramFailed where git does not have the commit.
    """
    return _leaves(_told(vault, "-r", commit, "--", *below))


def leaf(vault: Path, commit: str, path: str) -> Leaf | None:
    """One file of a commit, or the folder at that path; None where there is none; raises ProgramFailed."""
    return next(iter(_leaves(_told(vault, commit, "--", path))), None)


def _told(vault: Path, *asked: str) -> bytes:
    with conversation(vault, "ls-tree", "-z", *asked) as git:
        assert git.stdout
        printed = git.stdout.read()
        if git.wait() != 0:
            raise ProgramFailed("git does not have the files of that commit.", _PARTIAL)
    return printed


def _leaves(printed: bytes) -> list[Leaf]:
    lines = printed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    # MODE blob ID<tab>PATH
    return [Leaf(path, words[:6], words[12:]) for words, _, path in (line.partition("\t") for line in lines)]


def read_blobs(vault: Path, ids: Iterable[str]) -> Iterator[bytes]:
    """What is in these blobs, in the order asked for; raises ProgramFailed where git does not have one.

    The ids are taken ahead of what was given: they must not depend on it.
    """
    return (blob.raw for blob in blobs(vault, ids, NO_CAP))


def blobs(vault: Path, ids: Iterable[str], cap: int) -> Iterator[Blob]:
    """The same with no more than `cap` bytes of each."""
    asked = list(ids)
    with conversation(vault, "cat-file", "--batch", "--buffer") as git:
        assert git.stdin
        assert git.stdout
        # The pipes hold little, and git stops where nobody reads: one thread asks, the other hears the answers.
        asking = threading.Thread(target=_ask_for, args=(git.stdin, asked), daemon=True)
        asking.start()
        try:
            for name in asked:
                yield _answer(git.stdout, name, cap)
        finally:
            git.kill()
            asking.join()


def _ask_for(pipe: IO[bytes], ids: list[str]) -> None:
    with suppress(OSError), pipe:  # the reader has what it wants, and git was ended
        pipe.write("".join(f"{name}\n" for name in ids).encode())


class BlobReader:
    """One git that is asked for a blob at a time, for as long as it is wanted; started when it is first asked."""

    def __init__(self, vault: Path) -> None:
        self._vault = vault
        self._stack = ExitStack()
        self._git: subprocess.Popen[bytes] | None = None

    def read(self, name: str, cap: int = NO_CAP) -> Blob:
        """What is in this blob; raises ProgramFailed where git does not have it."""
        if self._git is None:
            self._git = self._stack.enter_context(conversation(self._vault, "cat-file", "--batch"))
        git = self._git
        assert git.stdin
        assert git.stdout
        with suppress(BrokenPipeError):  # git ended: its missing answer says so
            git.stdin.write(f"{name}\n".encode())
            git.stdin.flush()
        return _answer(git.stdout, name, cap)

    def close(self) -> None:
        """Ends that git."""
        self._git = None
        with suppress(BrokenPipeError):
            self._stack.close()


def _answer(pipe: IO[bytes], name: str, cap: int) -> Blob:
    """What git says of one object; raises ProgramFailed where it is none that it has."""
    words = pipe.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        raise ProgramFailed(
            f"git does not have {name[:12]}, which a commit of the vault holds.",
            _PARTIAL,
        )
    size = int(words[2])
    raw = pipe.read(min(size, cap))
    left = size - len(raw)
    while left > 0 and (part := pipe.read(min(left, 1 << 20))):
        left -= len(part)
    if left or pipe.read(1) != b"\n":
        raise ProgramFailed(f"git stopped in the middle of {name[:12]}.")
    return Blob(size, raw)


def _commit(vault: Path, name: str) -> Commit | None:
    """The commit of this name; None for another object."""
    said = ask(vault, "rev-list", "-1", "--date=format-local:%Y-%m-%d", "--format=%cd", name, "--")
    try:
        first, day = (said or "").splitlines()  # `commit ID`, and what was asked for
        return Commit(first.removeprefix("commit "), datetime.date.fromisoformat(day))
    except ValueError:  # no commit, or a year that is none
        return None
