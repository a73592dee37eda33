"""Conflict markers that a merge left behind: where they stand, and the versions of the text they keep apart.

A set is `<<<<<<<`, in diff3 style `|||||||`, `=======` and `>>>>>>>`, each at the start of a line of its own and of one
size, which is seven or more. In a block of code that ends they are an example.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"^(?:(<{7,}|\|{7,}|>{7,})(?: .*)?|(={7,}))\r?$", re.MULTILINE)
_SOME = ("<<<<<<<", "|||||||", ">>>>>>>", "=======")  # finds nothing in most files, and that fast
_SIZE = 7
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_FIELD = re.compile(r"-{3}|[ \t]*(?:-[ \t]|[^\s#:][^\n:]*:\s|#)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One marker line, from its first character to the start of the next line."""

    kind: str
    size: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The versions of a text with conflict markers; `based` where every set says what was there before the two.

    Without, `base` holds what the two have in common. `common` is what stands outside of the markers, in order.
    """

    base: str
    ours: str
    theirs: str
    based: bool
    common: tuple[str, ...]


def first_marker(text: str, body_start: int) -> int | None:
    """Where the first line stands that certainly is a conflict marker; before `body_start` are the fields."""
    if not any(mark in text for mark in _SOME):
        return None
    return next((mark.start for mark, certain in _judged(text, body_start) if certain), None)


def sides(text: str, body_start: int) -> Sides | None:
    """The versions that whole sets of markers keep apart; None where a set is not whole, or can be read in two ways."""
    versions: tuple[list[str], list[str], list[str]] = ([], [], [])  # base, ours, theirs
    common: list[str] = []
    at = 0
    based = True
    judged = iter(_judged(text, body_start))
    for mark, certain in judged:
        if not certain:
            continue
        found = _set_from(mark, judged)
        if found is None:
            return None
        opening, *bars, middle, closing = found
        common.append(text[at : opening.start])
        before = text[bars[0].end : middle.start] if bars else ""
        if not bars or _MARK.search(before):  # in the place of a base, git can put a conflict between two of them
            before, based = "", False
        ours = text[opening.end : (bars[0] if bars else middle).start]
        for version, part in zip(versions, (before, ours, text[middle.end : closing.start]), strict=True):
            version += [common[-1], part]
        at = closing.end
    common.append(text[at:])
    base, mine, other = ("".join([*version, common[-1]]) for version in versions)
    return Sides(base, mine, other, based, tuple(common)) if len(common) > 1 else None


def _set_from(first: _Mark, later: Iterator[tuple[_Mark, bool]]) -> list[_Mark] | None:
    """The marks of the set that starts with this one; None where one is missing or there twice."""
    found = [first]
    for mark, _ in later:
        if mark.size == first.size:
            found.append(mark)
            if mark.kind == ">":
                break
    kinds = "".join(mark.kind for mark in found)
    return found if kinds in ("<=>", "<|=>") else None


def _judged(text: str, body_start: int) -> list[tuple[_Mark, bool]]:
    """Every line that may be a marker, but for those in blocks of code, and whether it certainly is one.

    It is none where it can be a heading's underline, a quote in a quote, or a row of a table.
    """
    found = []
    later: dict[int, set[str]] = {}
    for mark in reversed(list(_marks(text, body_start))):
        kinds = later.setdefault(mark.size, set())
        if mark.kind == "=":
            certain = mark.size == _SIZE and mark.start < body_start and _among_fields(text, mark)
        else:
            certain = mark.size == _SIZE or (mark.kind == "<" and {"=", ">"} <= kinds)
        kinds.add(mark.kind)
        found.append((mark, certain))
    return found[::-1]


def _marks(text: str, body_start: int) -> Iterator[_Mark]:
    code = list(_code(text, body_start)) if _FENCE.search(text, body_start) else []
    starts = [start for start, _ in code]
    for line in _MARK.finditer(text):
        block = bisect_right(starts, line.start()) - 1
        if block < 0 or line.start() > code[block][1]:
            run = line[1] or line[2]
            yield _Mark(run[0], len(run), line.start(), min(line.end() + 1, len(text)))


def _code(text: str, body_start: int) -> Iterator[tuple[int, int]]:
    """Where each block of code that ends starts and ends."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, body_start):
        if opened is None:
            opened = fence
            continue
        line = text[fence.start(1) : _line_end(text, fence.start())].rstrip()
        if line[0] == opened[1][0] and not line.strip(line[0]) and len(line) >= len(opened[1]):
            yield opened.start(), fence.start()
            opened = None


def _among_fields(text: str, mark: _Mark) -> bool:
    """True where the lines around are those of fields, and so this one underlines no heading."""
    before = text.rfind("\n", 0, max(0, mark.start - 1)) + 1
    return bool(_FIELD.match(text, before) and _FIELD.match(text, mark.end))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
