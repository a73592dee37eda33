"""The comments in the lines of one key: as the side has them that alone changed them, or gone where it took them out.

Changed only where the line can be told that a comment belongs to, and gone only where it can be told from others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ...text.comments import comments
from .blocks import comment_words
from .texts import lines_of

# What a comment belongs to: beside a line of this text or above it.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment and its line, counted from 0; without words, the line has none."""

    line: int
    text: str


def with_comments_of(base: str, ours: str, theirs: str) -> str:
    """Our lines, with each comment that theirs alone changed as it stands there, without those it took out."""
    if "#" not in base or "#" not in ours:
        return ours
    known, mine, other = (_places(text) for text in (base, ours, theirs))
    words = [comment_words(text) for text in (base, ours, theirs)]
    lines = lines_of(ours)
    for place, remark in mine.items():
        before = known.get(place)
        if remark is None or not remark.text:
            continue
        is_here = before is not None and before.text == remark.text
        there = other.get(place, _Remark(0, "")) if place in other or ("beside", place[1]) in other else None
        if is_here and there is not None and there.text != remark.text:
            lines[remark.line] = _said(lines[remark.line], remark.text, there.text)
        elif (words[0][remark.text], words[1][remark.text], words[2][remark.text]) == (1, 1, 0):
            lines[remark.line] = _said(lines[remark.line], remark.text, "")
    return "".join(lines)


def _places(core: str) -> dict[_Place, _Remark | None]:
    """The comments by what they belong to; None where that stands twice."""
    remarks = {comment.line: comment for comment in comments(core)} if "#" in core else {}
    found: dict[_Place, list[_Remark]] = defaultdict(list)
    above: list[_Remark] = []
    lines = lines_of(core)
    own = {at for at, line in enumerate(lines) if at not in remarks or remarks[at].beside}
    alone = len([at for at in own if lines[at].strip()]) == 1
    for at, line in enumerate(lines):
        if at not in own:
            above.append(_Remark(at, remarks[at].text))
            continue
        text = remarks[at].text if at in remarks else ""
        bare = "" if alone else _said(line, text, "").strip()
        found["beside", bare].append(_Remark(at, text))
        found["above", bare] += above
        above = []
    found["above", "\n"] += above  # no line is that
    return {place: here[0] if len(here) == 1 else None for place, here in found.items() if here}


def _said(line: str, old: str, new: str) -> str:
    """The line with another comment; without words, with none."""
    end = line.rstrip(" \t\n")
    rest, mark, blank = end.removesuffix(old).rpartition("#")
    if not old or not end.endswith(old) or not mark or blank.strip(" \t") or rest[-1:] not in ("", " ", "\t"):
        return line
    if new:
        return line[: len(end) - len(old)] + new + line[len(end) :]
    rest = rest.rstrip(" \t")
    return rest + "\n" * line.endswith("\n") if rest else ""
