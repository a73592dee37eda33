"""Text three-way: by git's own merge, its conflicts made as small as they are; and remarks, where none may be lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from ...errors import NotebookError
from .versions import Apart, MergeText, Part, flipped, half_of, joined, one_sided

_COMPARED = 4_000_000  # pairs of lines; beyond that, looking for what two new texts have in common takes too long
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w")


def merge_lines(base: str, ours: str, theirs: str, merge_text: MergeText) -> list[Part]:
    """The merged text, what is apart without the lines both sides have in common."""
    if ours == theirs or base in (ours, theirs):
        return [theirs if ours == base else ours]
    ends = [not text or text.endswith("\n") for text in (base, ours, theirs)]
    three = [text + "\n" if text and not text.endswith("\n") else text for text in (base, ours, theirs)]
    try:
        merged = merge_text(three[0], three[1], three[2])
    except NotebookError:  # git says no; all of it is apart, which loses nothing
        merged = [Apart(*three)]
    parts = joined([small for part in merged for small in ([part] if isinstance(part, str) else narrowed(part))])
    if not (one_sided(ends[0], ends[1], ends[2]) if base else any(ends)) and parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].removesuffix("\n")
    return parts


def lines_of(text: str) -> list[str]:
    """The lines with their ends; a line ends where git ends it, at a newline alone."""
    return _LINE.findall(text)


def narrowed(part: Apart) -> list[Part]:
    """The lines that both sides have in common as text, the rest apart; what one side alone added is text as well."""
    base, ours, theirs = lines_of(part.base), lines_of(part.ours), lines_of(part.theirs)
    first, last = _in_common(ours, theirs)
    above, below = ours[:first], ours[len(ours) - last :]
    shared = Counter(above + below)
    rest = []
    for line in base:
        shared[line] -= 1
        if shared[line] < 0:
            rest.append(line)
    inner = _settled(rest, ours[first : len(ours) - last], theirs[first : len(theirs) - last])
    return joined(["".join(above), *inner, "".join(below)])


def all_apart(base: str, ours: str, theirs: str) -> list[Part]:
    """Everything between the first and the last line that the sides differ in, apart."""
    mine, other = lines_of(ours), lines_of(theirs)
    first, last = _in_common(mine, other)
    apart = ["".join(lines[first : len(lines) - last]) for lines in (mine, other)]
    return joined(["".join(mine[:first]), Apart(base, apart[0], apart[1]), "".join(mine[len(mine) - last :])])


def _in_common(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    """How many of the first and of the last lines are the same."""
    shorter = min(len(ours), len(theirs))
    first = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    last = next((at for at in range(shorter - first) if ours[-1 - at] != theirs[-1 - at]), shorter - first)
    return first, last


def _settled(base: list[str], ours: list[str], theirs: list[str]) -> list[Part]:
    if ours == theirs or base in (ours, theirs):
        return ["".join(theirs if ours == base else ours)]
    if base or len(ours) * len(theirs) > _COMPARED or not {line for line in ours if line.strip()}.intersection(theirs):
        return [Apart("".join(base), "".join(ours), "".join(theirs))]
    if ours > theirs:  # what they are found to have in common must not hang on which is which
        return flipped(_settled([], theirs, ours))
    parts: list[Part] = []
    for what, start, end, their_start, their_end in _opcodes(ours, theirs):
        parts += (
            ["".join(ours[start:end])] if what == "equal" else _added(ours[start:end], theirs[their_start:their_end])
        )
    whole = Apart("", "".join(ours), "".join(theirs))
    return [whole] if says_twice(parts, whole) else joined(parts)


def says_twice(parts: Sequence[Part], before: Apart) -> bool:
    """True where a half holds a line with words more often than each version had it: both have it, in another place."""
    most = _spoken(before.base) | _spoken(before.ours) | _spoken(before.theirs)
    return not (_spoken(half_of(parts, "ours")) <= most and _spoken(half_of(parts, "theirs")) <= most)


def _spoken(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if _WORD.search(line))


def _opcodes(ours: list[str], theirs: list[str]) -> list[tuple[str, int, int, int, int]]:
    """How one new text becomes the other; blank lines are nothing that they have in common."""
    keys: list[list[str | tuple[int, int]]] = [
        [line if line.strip() else (side, at) for at, line in enumerate(lines)]
        for side, lines in enumerate((ours, theirs))
    ]
    return list(SequenceMatcher(None, keys[0], keys[1], False).get_opcodes())


def _added(ours: list[str], theirs: list[str]) -> list[Part]:
    """What two new texts say between two lines that they have in common."""
    mine, other = "".join(ours), "".join(theirs)
    settled = changed_by_one("", mine, other)
    if settled is not None:
        return [settled]
    first, last = _in_common(ours, theirs)
    inner = ("".join(lines[first : len(lines) - last]) for lines in (ours, theirs))
    return ["".join(ours[:first]), Apart("", *inner), "".join(ours[len(ours) - last :])]


def changed_by_one(base: str, ours: str, theirs: str) -> str | None:
    """What the side says that alone changed a stretch, blank lines apart; None where both did, and not alike."""
    known, mine, other = (_said(text) for text in (base, ours, theirs))
    if mine == other:
        return max(ours, theirs, key=len) if base not in (ours, theirs) else one_sided(base, ours, theirs)
    if known not in (mine, other):
        return None
    return theirs if mine == known else ours


def _said(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def merge_remarks(base: str, ours: str, theirs: str) -> str:
    """Comment lines between fields: what one side took away goes, what either added stays."""
    if ours == theirs or base in (ours, theirs):
        return one_sided(base, ours, theirs)
    known, mine, other = lines_of(base), lines_of(ours), lines_of(theirs)
    kept = [line for line in mine if not line.strip() or line not in known or line in other]
    return "".join(kept + [line for line in other if line.strip() and line not in known and line not in mine])
