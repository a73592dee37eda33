"""Conflict markers that a merge left behind: where they stand, and the versions of the text they keep apart.

A set is `<<<<<<<`, in diff3 style `|||||||`, `=======` and `>>>>>>>`, each at the start of a line of its own and of one
size, which is seven or more. In a block of code that ends they are an example.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"^(?:(<{7,}|\|{7,}|>{7,})(?: .*)?|(={7,}))\r?$", re.MULTILINE)
_SOME = ("<<<<<<<", "|||||||", ">>>>>>>", "=======")  # finds nothing in most files, and that fast
_SIZE = 7
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
# Also in a list or a quote, where it depends on the lines above which block it is of.
_ANY_FENCE = re.compile(r"^[ \t>*+.)0-9-]*(?:`{3,}|~{3,})[^\n]*", re.MULTILINE)
_WHOLE = re.compile(r"(?:<\|?=>)+")
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
    sets = _sets(text, body_start)
    if not sets or not _is_plain(text, body_start, sets):
        return None
    versions: tuple[list[str], list[str], list[str]] = ([], [], [])  # base, ours, theirs
    common: list[str] = []
    at = 0
    based = True
    for one in sets:
        opening, *bars, middle, closing = one
        common.append(text[at : opening.start])
        before = text[bars[0].end : middle.start] if bars else ""
        if not bars or _holds_set(before, opening.size):
            before, based = "", False
        ours = text[opening.end : (bars[0] if bars else middle).start]
        for version, part in zip(versions, (before, ours, text[middle.end : closing.start]), strict=True):
            version += [common[-1], part]
        at = closing.end
    common.append(text[at:])
    base, mine, other = ("".join([*version, common[-1]]) for version in versions)
    return Sides(base, mine, other, based, tuple(common))


def examples(text: str, body_start: int) -> tuple[str, ...]:
    """The blocks of code that end and hold lines like markers, each as it stands."""
    blocks = (text[start : _line_end(text, end)] for start, end in _code(text, body_start) if end is not None)
    return tuple(block for block in blocks if _MARK.search(block))


def _sets(text: str, body_start: int) -> list[list[_Mark]] | None:
    """The sets of markers, in order; None where one is not whole."""
    sets = []
    judged = iter(_judged(text, body_start))
    for mark, certain in judged:
        if certain:
            found = _set_from(mark, judged)
            if found is None:
                return None
            sets.append(found)
    return sets


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


def _holds_set(base: str, size: int) -> bool:
    """True where git put a conflict between two bases in the place of one: its markers are longer."""
    inner = [mark for mark in _lines_like_marks(base) if mark.size > size]
    return {"<", ">"} <= {mark.kind for mark in inner}


def _is_plain(text: str, body_start: int, sets: list[list[_Mark]]) -> bool:
    """True where no line that looks like a marker, and no block of code, leaves open which lines are the markers."""
    like = list(_lines_like_marks(text))
    own = {mark.start for one in sets for mark in one}
    size = sets[0][0].size
    if any(one[0].size != size for one in sets):
        return False
    starts = [mark.start for mark in like]
    known = Counter((mark.size, mark.kind) for mark in like if mark.kind != "=")
    for opening, *bars, middle, closing in sets:
        within = like[bisect_right(starts, opening.start) : bisect_right(starts, closing.start)]
        inner = [mark for mark in within if mark.start not in own]
        if bars and _holds_set(text[bars[0].end : middle.start], size):
            inner = [mark for mark in inner if not bars[0].start < mark.start < middle.start]
        if any(
            mark.kind != "=" or mark.size == size or any(known[mark.size, kind] for kind in "<|>") for mark in inner
        ):
            return False
    openings = [one[0].start for one in sets]
    rest = [mark for mark in like if _is_outside(mark, sets, openings)]
    examples_are_whole = _are_examples(text, body_start, rest, known, size)
    return examples_are_whole and _is_code_apart(text, body_start, sets, only=not rest)


def _is_outside(mark: _Mark, sets: list[list[_Mark]], openings: list[int]) -> bool:
    before = bisect_right(openings, mark.start) - 1
    return before < 0 or mark.start >= sets[before][-1].end


def _are_examples(text: str, body_start: int, rest: list[_Mark], known: Counter[tuple[int, str]], size: int) -> bool:
    """True where what looks like markers outside of the sets is whole in a block of code, or can be none."""
    blocks = [(start, end) for start, end in _code(text, body_start) if end is not None]
    outside = set()
    within: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in rest:
        block = bisect_right(blocks, (mark.start, len(text))) - 1
        if block >= 0 and mark.start < blocks[block][1]:
            within[block, mark.size].append(mark.kind)
        else:
            outside.add((mark.size, mark.kind))
    if any((size, kind) in outside for kind in "<|>") or any(
        kind == "<" and (length, ">") in outside for length, kind in outside
    ):
        return False
    for (_, length), kinds in within.items():
        of_sets = [kind for kind in kinds if kind != "="]
        elsewhere = sum(known[length, kind] for kind in "<|>") - len(of_sets)
        if of_sets and elsewhere and not _WHOLE.fullmatch("".join(kinds)):
            return False
    return True


def _is_code_apart(text: str, body_start: int, sets: list[list[_Mark]], *, only: bool) -> bool:
    """True where each block of code is all in one version, or all outside of the sets.

    Where nothing else looks like a marker (`only`), a block below the sets may go on to the end of the text.
    """
    fences = _FENCE.search(text, body_start) is not None
    if fences and not only and any(not _FENCE.match(line[0]) for line in _ANY_FENCE.finditer(text, body_start)):
        return False
    at = 0
    for one in sets:
        if one[0].start < body_start < one[-1].end and _ANY_FENCE.search(text, one[0].start, one[-1].end):
            return False
        for mark in one:
            if _ends_in_code(text, max(at, body_start), mark.start):
                return False
            at = mark.end
    return only or not _ends_in_code(text, max(at, body_start), len(text))


def _ends_in_code(text: str, start: int, end: int) -> bool:
    return any(closing is None for _, closing in _code(text, start, end)) if start < end else False


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
    for mark in _lines_like_marks(text):
        block = bisect_right(starts, mark.start) - 1
        end = code[block][1] if block >= 0 else None
        if end is None or mark.start > end:
            yield mark


def _lines_like_marks(text: str) -> Iterator[_Mark]:
    for line in _MARK.finditer(text):
        run = line[1] or line[2]
        yield _Mark(run[0], len(run), line.start(), min(line.end() + 1, len(text)))


def _code(text: str, start: int, stop: int | None = None) -> Iterator[tuple[int, int | None]]:
    """Where each block of code in a part of the text starts, and where its last line does; None for one without end."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start, len(text) if stop is None else stop):
        if opened is None:
            opened = fence
            continue
        line = text[fence.start(1) : _line_end(text, fence.start())].rstrip()
        if line[0] == opened[1][0] and not line.strip(line[0]) and len(line) >= len(opened[1]):
            yield opened.start(), fence.start()
            opened = None
    if opened is not None:
        yield opened.start(), None


def _among_fields(text: str, mark: _Mark) -> bool:
    """True where the lines around are those of fields, and so this one underlines no heading."""
    before = text.rfind("\n", 0, max(0, mark.start - 1)) + 1
    return bool(_FIELD.match(text, before) and _FIELD.match(text, mark.end))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
