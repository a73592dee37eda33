"""The front matter of one version as blocks, one a key: the lines above it, and the key with its value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...text.comments import comments
from ...text.document import Document, read_document
from ...text.edits.layout import pieces, read_layout
from ...text.edits.model import Model, model_of
from ...text.frontmatter import read_front_matter


@dataclass(frozen=True, slots=True)
class Block:
    """A key of the front matter: its lines with the value, and the comments and blank lines above (`lead`)."""

    key: str
    lead: str
    core: str
    value: Model


@dataclass(frozen=True, slots=True)
class Side:
    """One version that could be read. `blocks` is None where its front matter cannot be taken apart by lines."""

    document: Document
    fields: dict[str, Model] = field(default_factory=dict)
    blocks: tuple[Block, ...] | None = ()
    tail: str = ""

    @property
    def opening(self) -> str:
        """The line of the first fence."""
        return "" if self.document.front is None else self.document.text.partition("\n")[0] + "\n"

    @property
    def closing(self) -> str:
        """The line of the second fence, as it ends in the file."""
        text, body = self.document.text, self.document.body
        head = text[: len(text) - len(body)]
        return head[len(self.opening) + len(self.document.front or "") :]


def read_side(text: str, path: str) -> Side | None:
    """The version with this text; None where it cannot be read, or not without an error."""
    document, problems = read_document(text.encode("utf-8", "surrogatepass"), path)
    if document is None or any(problem.severity == "error" for problem in problems):
        return None
    source = document.front or ""
    root, problems = read_front_matter(source, path, 1)
    if root is None or any(problem.severity == "error" for problem in problems):
        return None
    fields = {key.text: model_of(value) for key, value in root.pairs}
    blocks, tail = _split(source, fields)
    return Side(document, fields, blocks, tail)


def keys_of(text: str, path: str) -> Counter[str] | None:
    """The keys of a version, one that stands twice twice; None where its front matter cannot be read."""
    document, _ = read_document(text.encode("utf-8", "surrogatepass"), path)
    root = read_front_matter(document.front or "", path, 1)[0] if document else None
    return None if root is None else Counter(key.text for key, _ in root.pairs)


def comment_words(text: str) -> Counter[str]:
    """The comments in front matter source, or in a block of it."""
    return Counter(_comments(text))


def _comments(text: str) -> list[str]:
    """The words of its comments; most text has none, which is seen without reading it as YAML."""
    return [comment.text for comment in comments(text)] if "#" in text else []


def new_comments(base: Iterable[str], side: Iterable[str]) -> list[str]:
    """The comments that one side has more of than the base, in the order of the texts."""
    known: Counter[str] = Counter()
    for text in base:
        known += comment_words(text)
    found = []
    for text in side:
        for comment in _comments(text):
            if known[comment] > 0:
                known[comment] -= 1
            else:
                found.append(comment)
    return found


def _split(source: str, fields: dict[str, Model]) -> tuple[tuple[Block, ...] | None, str]:
    """The blocks and what stands below the last; None where keys cannot be told apart by lines."""
    root = read_layout(source)
    if root is None or root.kind != "mapping":
        return (), source
    if root.flow or any(piece.marked or piece.kind == "alias" for piece in pieces(root)):
        return None, ""
    blocks = []
    at = 0
    for key, value in root.pairs:
        start = source.rfind("\n", 0, key.start) + 1
        if key.kind != "scalar" or start < at or key.text == "<<":
            return None, ""
        end = _core_end(source, max(key.end, value.end))
        blocks.append(Block(key.text, source[at:start], source[start:end], fields[key.text]))
        at = end
    return tuple(blocks), source[at:]


def _core_end(source: str, at: int) -> int:
    """Where the lines of a value end; comments that are indented below it belong to it."""
    end = source.find("\n", at) + 1 or len(source)
    at = end
    while at < len(source):
        line_end = source.find("\n", at) + 1 or len(source)
        line = source[at:line_end]
        if not line.strip():
            at = line_end
        elif line[0] in " \t" and line.lstrip(" \t").startswith("#"):
            at = end = line_end
        else:
            break
    return end
