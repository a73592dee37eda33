"""The comments in front matter, which the reader leaves out: so that none is lost with a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .edits.layout import leaves, read_layout

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[ \t]*([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """The words of a comment and its line, counted from the source's first, 0; `beside`: something stands before it."""

    text: str
    line: int
    beside: bool


def comments(source: str) -> list[Comment]:
    """The comments of source that `read_front_matter` can read, without empty ones."""
    found = []
    for start, end in _gaps(source):
        for match in _COMMENT.finditer(source, start, end):
            if start < match.start() and not source[match.start() - 1].isspace():
                continue  # `^` also stands for the start of a gap
            line_start = source.rfind("\n", 0, match.start()) + 1
            beside = bool(source[line_start : match.start()].strip())
            if match[1].strip():
                found.append(Comment(match[1].strip(), source.count("\n", 0, match.start()), beside))
    return found


def _gaps(source: str) -> list[tuple[int, int]]:
    """The parts of the source between its texts; of a block of text, the rest of the line after `|`."""
    root = read_layout(source)
    gaps = []
    at = 0
    for leaf in leaves(root) if root else ():
        gaps.append((at, leaf.start))
        if leaf.style in ("|", ">"):
            gaps.append((leaf.start, min(leaf.end, source.find("\n", leaf.start) % (len(source) + 1))))
        at = max(at, leaf.end)
    return [*gaps, (at, len(source))]
