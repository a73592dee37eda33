"""The keys of a front matter and their lines, without the YAML parser where every line says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A key at the start of a line, and its value; a key in quotes and what YAML has beside are left to the parser.
_KEY = re.compile(r"(?P<key>\w(?:[\w .\[\]/()-]*[\w\])])?)[^\S\n]*:(?P<value>[^\S\n].*|)")
# What begins with one of these may end on a later line.
_OPENED = re.compile(r"(?:^\s*|[:?-]\s+)(?P<value>[\"'\[{&!].*)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class FrontKey:
    """A key of the front matter, its 1-based line, and the lines of its value, of which the first may be empty."""

    text: str
    line: int
    value: tuple[str, ...]


def front_keys(front: str, first_line: int) -> tuple[FrontKey, ...]:
    """The keys in their order; lines count from `first_line`. None of a front matter that cannot be read."""
    lines = front.replace("\r\n", "\n").split("\n")
    starts = _plain_starts(lines)
    if starts is None:
        starts = _parsed_starts(front)
    ends = [*(at for _, at, _ in starts[1:]), len(lines)]
    return tuple(
        FrontKey(text, first_line + at, (lines[at][column:], *lines[at + 1 : end]))
        for (text, at, column), end in zip(starts, ends, strict=False)  # without a key, there is one end
    )


# A key, the index of its line, and the column after its colon.
_Starts = list[tuple[str, int, int]]


def _plain_starts(lines: list[str]) -> _Starts | None:
    """The keys where no value can reach over lines that look like keys; None where that takes a parser."""
    starts: _Starts = []
    for at, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        goes_on = starts and line.startswith((" ", "- "))
        key = None if goes_on else _KEY.fullmatch(line)
        if not _is_closed(line) or not (goes_on or key):
            return None
        if key is None:
            continue
        starts.append((key["key"], at, key.start("value")))
    return starts


def _is_closed(line: str) -> bool:
    """True where a value that begins on this line in quotes or brackets surely ends on it."""
    opened = _OPENED.search(line)
    if "\r" in line or opened is None:
        return "\r" not in line
    rest = _QUOTED.sub("", _APOSTROPHE.sub("", opened["value"])).partition(" #")[0].strip()
    if rest.startswith(("[", "{")):
        return all(rest.count(one) == rest.count(other) for one, other in ("[]", "{}")) and not set(rest) & {'"', "'"}
    return not rest


def _parsed_starts(front: str) -> _Starts:
    from .frontmatter import read_front_matter  # brings in YAML, which most front matters do not need here

    fields = read_front_matter(front, "", 0)[0]
    lines = front.replace("\r\n", "\n").split("\n")
    return [(key.text, key.line, _after_colon(lines, key.line)) for key, _ in (fields.pairs if fields else ())]


def _after_colon(lines: list[str], at: int) -> int:
    return lines[at].find(":") + 1 if at < len(lines) else 0
