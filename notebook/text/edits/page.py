"""One file opened for an edit of its front matter; what comes out is read again before it counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ...errors import Refused
from ...records import Problem
from ..document import Document, read_document
from ..frontmatter import read_front_matter
from ..names import stem_of
from .layout import Piece, leaves, pieces, read_layout
from .model import Model, model_of

Splice = tuple[int, int, str]  # start and end in the source, and what stands there afterwards

_LONE_RETURN = re.compile(r"\r(?!\n)")


class Page:
    """The front matter of one file: its source, the pieces of it, and what it says."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Raises Refused for a file whose front matter cannot be read, or not be edited at all."""
        self.raw = raw
        self.path = path
        self.document = opened(raw, path)
        self.source = self.document.front or ""
        lone = _LONE_RETURN.search(self.source)
        if lone:
            raise self.refused(lone.start(), "a line ends with a lone carriage return")
        root, problems = read_front_matter(self.source, path, self.document.front_line)
        self.problems = problems
        if root is None:
            raise of_problem(problems[0])
        self.model: Model = model_of(root)
        self.root: Piece | None = read_layout(self.source)
        if self.root and self.root.kind != "mapping":
            raise self.refused(self.root.start, "the front matter has no fields")
        if self.root and (self.root.flow or self.root.marked):
            raise self.refused(self.root.start, "the front matter as a whole stands in { } or has an anchor or tag")
        self._leaves = list(leaves(self.root)) if self.root else []
        self._leaf_ends = [leaf.end for leaf in self._leaves]

    def refused(self, offset: int, reason: str) -> Refused:
        """The refusal for what stands at an offset of the source."""
        return refusal(self.path, self.document.front_line + self.source.count("\n", 0, offset), reason)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return self.source.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line after the one of an offset starts."""
        newline = self.source.find("\n", offset)
        return newline + 1 if newline >= 0 else len(self.source)

    def newline_of(self, offset: int) -> str:
        """How the line of an offset ends."""
        end = self.line_end(offset)
        return "\r\n" if self.source[max(0, end - 2) : end] == "\r\n" else "\n"

    def comment_in(self, start: int, end: int) -> bool:
        """True where a comment starts in that part of the source."""
        at = start
        for place in range(bisect_right(self._leaf_ends, start), len(self._leaves)):
            leaf = self._leaves[place]
            if leaf.start >= end:
                break
            if "#" in self.source[at : leaf.start]:
                return True
            if leaf.style in ("|", ">") and "#" in self.source[leaf.start : leaf.end].partition("\n")[0]:
                return True
            at = max(at, leaf.end)
        return "#" in self.source[at:end]

    def keep_comments(self, start: int, end: int) -> None:
        """Raises Refused where that part of the source, which is to be replaced, holds a comment."""
        if self.comment_in(start, end):
            raise self.refused(start, "a comment would be lost")

    def unmarked(self, piece: Piece) -> None:
        """Raises Refused where the piece is or holds an anchor, an alias or a tag."""
        for part in pieces(piece):
            if part.kind == "alias" or part.marked:
                raise self.refused(part.start, "a YAML anchor, alias or tag stands here")

    def spliced(self, splices: Iterable[Splice], intended: Model) -> bytes:
        """The file with the splices made; raises Refused where it would not say what is intended, and no more."""
        splices = sorted(splices)
        source = with_splices(self.source, splices)
        text = self.document.text
        start = text.index("\n") + 1
        text = text[:start] + source + text[start + len(self.source) :]
        return self.proven(text, source, intended, splices[0][0])

    def proven(self, text: str, source: str, intended: Model, at: int = 0) -> bytes:
        """The bytes of the file with this text, whose front matter is the source, changed at an offset of the old."""
        raw = encoded(self.document, text, self.path)
        line = self.document.front_line + self.source.count("\n", 0, at)
        reread(raw, self.path, line, source, self.document.body, self.document.bom)
        root, problems = read_front_matter(source, self.path, self.document.front_line)
        if root is None or model_of(root) != intended or len(problems) > len(self.problems):
            raise self.refused(at, "this cannot be written without changing something else")
        return raw


def opened(raw: bytes, path: str) -> Document:
    """The document; raises Refused where there is none, or a merge has left its markers in it."""
    document, problems = read_document(raw, path)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise of_problem(errors[0])
    assert document is not None  # what keeps it from being read is an error
    return document


def encoded(document: Document, text: str, path: str) -> bytes:
    """The document's bytes with another text; raises Refused for what UTF-8 has no bytes for."""
    try:
        return (("\ufeff" if document.bom else "") + text).encode("utf-8")
    except UnicodeEncodeError:
        raise refusal(path, 1, "the new text is not Unicode") from None


def reread(raw: bytes, path: str, line: int, front: str | None, body: str, bom: bool) -> None:
    """Raises Refused, for that line, where the bytes are not read as this front matter and body."""
    document, problems = read_document(raw, path)
    error = next((problem for problem in problems if problem.severity == "error"), None)
    if error:
        raise refusal(path, line, f"the new text could not be read again: {error.message.rstrip('.')}")
    if document is None or (document.front, document.body, document.bom) != (front, body, bom):
        raise refusal(path, line, "the file would no longer be split into fields and text as it is now")


def with_splices(text: str, splices: Sequence[Splice]) -> str:
    """The text with each part replaced; the parts are in order and do not overlap."""
    parts = []
    at = 0
    for start, end, new in splices:
        assert at <= start <= end <= len(text)
        parts += [text[at:start], new]
        at = end
    return "".join(parts) + text[at:]


def refusal(path: str, line: int, reason: str) -> Refused:
    """The error for an edit that is not made, with the way round it."""
    return Refused(f"{path}:{line}: {reason}. Nothing was written.", f"notebook edit {stem_of(path)} opens it.")


def of_problem(problem: Problem) -> Refused:
    """The refusal for a file that has this problem."""
    return refusal(problem.path, problem.line, problem.message.rstrip("."))
