"""A change set: for each file the bytes before and after. The preview, the write and the commit are made from it."""

from __future__ import annotations

import re
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
        """The changes as a unified diff, which `git apply` and `patch -p1` take; empty where nothing changes."""
        return "".join(line for change in self.changes for line in _diff(change))


def _diff(change: FileChange) -> Iterator[str]:
    before, after = _lines(change.before), _lines(change.after)
    old = _shown("a", change.path) if change.before is not None else "/dev/null"
    new = _shown("b", change.path) if change.after is not None else "/dev/null"
    for line in unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: bytes | None) -> list[str]:
    """The lines with their ends; only `\\n` ends one, so that a changed `\\r` is seen as a change."""
    lines = (raw or b"").decode("utf-8", "backslashreplace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _shown(side: str, path: str) -> str:
    """The path in a diff's header as git writes it: quoted where it would break the line, a tab after blanks."""
    path = f"{side}/{path}"
    if _NEEDS_QUOTES.search(path):
        return '"' + "".join(_ESCAPES.get(char) or _octal(char) for char in path) + '"'
    return f"{path}\t" if " " in path else path


def _octal(char: str) -> str:
    return f"\\{ord(char):03o}" if ord(char) < 0x20 or ord(char) == 0x7F else char
