"""A change set: for each file the bytes before and after. The preview, the write and the commit are made from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

_NEEDS_QUOTES = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's bytes before and after; `before` is None for a new file, `after` for one that goes away.

    The path is relative to the vault, with `/`.
    """

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one request changes, in one sentence and in bytes; `remarks` are what the user should know beside it."""

    changes: tuple[FileChange, ...]
    summary: str
    remarks: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each file."""
        return tuple(change.path for change in self.changes)

    def diff(self) -> str:
        """The changes as a unified diff, which `git apply` and `patch -p1` take; empty where nothing changes.

        A file that goes away beside one that comes with much the same text is shown as renamed.
        """
        lines: list[str] = []
        left = list(self.changes)
        while left:
            change = left.pop(0)
            other = left[0] if left else change
            gone, made = (change, other) if change.after is None else (other, change)
            if gone.after is None and made.before is None and _much_the_same(gone.before, made.after):
                left.pop(0)
                lines += _renamed(gone, made)
            else:
                lines += _diff(change)
        return "".join(lines)


def _diff(change: FileChange) -> Iterator[str]:
    old = _shown("a", change.path) if change.before is not None else "/dev/null"
    new = _shown("b", change.path) if change.after is not None else "/dev/null"
    yield from _hunks(change.before, change.after, old, new)


def _renamed(gone: FileChange, made: FileChange) -> Iterator[str]:
    """The two as git shows a rename."""
    old, new = _shown("a", gone.path), _shown("b", made.path)
    yield f"diff --git {old.rstrip()} {new.rstrip()}\n"
    yield f"rename from {_quoted(gone.path)}\n"
    yield f"rename to {_quoted(made.path)}\n"
    yield from _hunks(gone.before, made.after, old, new)


def _hunks(before: bytes | None, after: bytes | None, old: str, new: str) -> Iterator[str]:
    for line in unified_diff(_lines(before), _lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _much_the_same(before: bytes | None, after: bytes | None) -> bool:
    """True where the two texts have half of their lines in common."""
    old, new = Counter(_lines(before)), Counter(_lines(after))
    return 2 * (old & new).total() >= max(old.total(), new.total()) > 0


def _lines(raw: bytes | None) -> list[str]:
    """The lines with their ends; only `\\n` ends one, so that a changed `\\r` is seen as a change."""
    lines = (raw or b"").decode("utf-8", "backslashreplace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _shown(side: str, path: str) -> str:
    """The path in a diff's header as git writes it: quoted where it would break the line, a tab after blanks."""
    shown = _quoted(f"{side}/{path}")
    return f"{shown}\t" if " " in shown and shown[0] != '"' else shown


def _quoted(path: str) -> str:
    if _NEEDS_QUOTES.search(path):
        return '"' + "".join(_ESCAPES.get(char) or _octal(char) for char in path) + '"'
    return path


def _octal(char: str) -> str:
    return f"\\{ord(char):03o}" if ord(char) < 0x20 or ord(char) == 0x7F else char
