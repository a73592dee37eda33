"""Three versions of a file to one: by meaning where all can be read, else as text, and proven before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import Refused
from ...records import Kind
from ...schema.read import read_file
from ...text.edits.model import Model
from .blocks import Side, keys_of, new_comments, read_side
from .body import keeps_lines, merge_body
from .front import meant_fields, merge_front, says_one_of
from .line_ends import LineEnds
from .texts import all_apart, merge_lines
from .values import canon
from .versions import Apart, Clash, Merged, MergeText, Part, Versions, half_of, joined, one_sided, with_markers
from .words import clash_in_text


@dataclass(frozen=True, slots=True)
class _Three:
    """The texts of three versions, and what could be read of them."""

    texts: tuple[str, str, str]
    sides: tuple[Side, Side, Side] | None
    kind: Kind | None


def merge_three(
    versions: Versions, path: str, kind: Kind | None, merge_text: MergeText, marker_size: int = 7
) -> Merged:
    """The merged file. Nothing of either side is lost: what cannot be merged is marked.

    `kind` is the one its folder stands for; `kind:` in the file overrides it. Raises Refused for what is no text.
    """
    base, ours, theirs = versions.base, versions.ours, versions.theirs
    if ours == theirs or theirs == base:
        return Merged(ours, ())
    if ours == base:
        return Merged(theirs, ())
    if b"\0" in base + ours + theirs:
        raise Refused(f"{path} is no text.", "Choose one of the versions.")
    ends = LineEnds.of(base, ours, theirs)
    texts, encoding = _decoded(ends, versions)
    three = _read(texts, path, kind) if encoding == "utf-8" else _Three(texts, None, kind)
    parts, clashes = _by_meaning(three, path, merge_text) or _as_text(three, path, merge_text)
    text = ends.restored(with_markers(parts, marker_size))
    return Merged(text.encode(encoding), tuple(clashes))


def merge_as_text(versions: Versions, merge_text: MergeText, marker_size: int = 7) -> Merged:
    """The file merged as text, whatever it is about."""
    ends = LineEnds.of(versions.base, versions.ours, versions.theirs)
    texts, encoding = _decoded(ends, versions)
    parts, clashes = _as_text(_Three(texts, None, None), "", merge_text)
    return Merged(ends.restored(with_markers(parts, marker_size)).encode(encoding), tuple(clashes))


def _decoded(ends: LineEnds, versions: Versions) -> tuple[tuple[str, str, str], str]:
    """The texts, and how they are written again; what is not UTF-8 keeps its bytes."""
    base, ours, theirs = (ends.unified(raw) for raw in (versions.base, versions.ours, versions.theirs))
    for encoding in ("utf-8", "latin-1"):
        try:
            return (base.decode(encoding), ours.decode(encoding), theirs.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads every byte")


def _read(texts: tuple[str, str, str], path: str, kind: Kind | None) -> _Three:
    base, ours, theirs = (read_side(text, path) for text in texts)
    if base is None or ours is None or theirs is None:
        return _Three(texts, None, kind)
    kinds = []
    for text in texts:
        record, _ = read_file(text.encode(), path, kind)
        kinds.append(record.kind if record else None)
    return _Three(texts, (base, ours, theirs), one_sided(kinds[0], kinds[1], kinds[2]))


def _by_meaning(three: _Three, path: str, merge_text: MergeText) -> tuple[list[Part], list[Clash]] | None:
    """The file merged field by field and line by line; None where that cannot be, or does not say what it should."""
    if three.sides is None or any(side.blocks is None for side in three.sides):
        return None
    base, ours, theirs = three.sides
    body = merge_body(base.document.body, ours.document.body, theirs.document.body, merge_text)
    if body is None:
        return None
    front = merge_front(three.sides, three.kind)
    parts = _fenced(three.sides, front.parts, body)
    read = [_says(half_of(parts, "ours"), path, front.ours, half_of(body, "ours")),
            _says(half_of(parts, "theirs"), path, front.theirs, half_of(body, "theirs"))]  # fmt: skip
    if not all(read) or not _keeps_comments(
        three.sides, [half_of(front.parts, "ours"), half_of(front.parts, "theirs")]
    ):
        return None
    return parts, [*front.clashes, *(clash_in_text(part) for part in body if isinstance(part, Apart))]


def _as_text(three: _Three, path: str, merge_text: MergeText) -> tuple[list[Part], list[Clash]]:
    """The whole file merged as text; where all versions can be read and the merged one could not be, all is apart."""
    base, ours, theirs = three.texts
    parts = merge_lines(base, ours, theirs, merge_text)
    if not _is_sound(three, path, parts):
        parts = all_apart(base, ours, theirs)
    return parts, [clash_in_text(part) for part in parts if isinstance(part, Apart)]


def _is_sound(three: _Three, path: str, parts: list[Part]) -> bool:
    """True where each half holds the keys that both sides have; and where all can be read, says what they say.

    The whole, if nothing is apart, has to say what both sides said.
    """
    texts = [half_of(parts, "ours"), half_of(parts, "theirs")]
    keys = [keys_of(text, path) for text in (*three.texts[1:], *texts)]
    if not all(_holds_keys(keys[0], keys[1], half) for half in keys[2:]):
        return False
    if three.sides is None:
        return True
    halves = [read_side(text, path) for text in texts]
    if halves[0] is None or halves[1] is None or not keeps_lines(*three.texts, parts):
        return False
    if any(isinstance(part, Apart) for part in parts):
        return all(says_one_of(half.fields, three.sides, three.kind) for half in halves if half)
    meant = meant_fields(three.sides, three.kind)
    return meant is not None and _same(halves[0].fields, meant)


def _holds_keys(ours: Counter[str] | None, theirs: Counter[str] | None, half: Counter[str] | None) -> bool:
    """True where a half has each key that both sides have, none that neither has, and none more often than they."""
    if ours is None or theirs is None:
        return True
    return half is not None and ours & theirs <= half <= ours | theirs


def _says(text: str, path: str, fields: Mapping[str, Model], body: str) -> bool:
    """True where the text is read as a file with these fields and this body."""
    side = read_side(text, path)
    return side is not None and _same(side.fields, fields) and side.document.body == body


def _same(fields: Mapping[str, Model], others: Mapping[str, Model]) -> bool:
    return canon(tuple(fields.items())) == canon(tuple(others.items()))


def _keeps_comments(sides: tuple[Side, Side, Side], halves: list[str]) -> bool:
    """True where every comment that a side added to the fields is in one half at least."""
    base, ours, theirs = (side.document.front or "" for side in sides)
    there = {comment for half in halves for comment in new_comments([], [half])}
    return all(comment in there for side in (ours, theirs) for comment in new_comments([base], [side]))


def _fenced(sides: tuple[Side, Side, Side], front: list[Part], body: list[Part]) -> list[Part]:
    """The whole file: a byte order mark, fences and body as the side has them that changed them."""
    base, ours, theirs = sides
    bom = "\ufeff" if one_sided(*(side.document.bom for side in sides)) else ""
    fences = one_sided(*(side.document.front is not None for side in sides))
    if not joined(front) and not fences:
        return joined([bom, *body])
    opening, closing = (
        one_sided(known, mine or other, other or mine) or "---\n"
        for known, mine, other in (
            (base.opening, ours.opening, theirs.opening),
            (base.closing, ours.closing, theirs.closing),
        )
    )
    if joined(body) and not closing.endswith("\n"):
        closing += "\n"
    return joined([bom, opening, *front, closing, *body])
