"""Conflict markers: the versions they keep apart are merged by what they say, where nothing of either is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...errors import Refused
from ...records import Kind
from ...schema.read import read_file
from ...text.conflicts import Sides, examples, first_marker, sides
from ...text.document import fences, is_merge_copy, read_document
from ..threeway import Clash, Merged, MergeText, Versions, merge_three
from .doubles import DOUBLE, too_large, without_doubles
from .loss import DIFFER, contradiction, lost
from .promises import with_shared

_KEEP = "Keep the lines you want and delete the markers (<<<<<<<, =======, >>>>>>>)."
_SHOWN = 40  # characters of a value in a hint


def without_markers(raw: bytes, path: str, kind: Kind | None, merge_text: MergeText) -> bytes:
    """The file with the versions between its markers made one. Raises Refused where they cannot, or not for certain."""
    text, bom = _text(raw, path)
    if is_merge_copy(path):
        raise _refused(path, "this is a copy that git mergetool left", "Delete it when the merge is done.")
    if too_large(raw):
        raise _refused(path, too_large(raw), _KEEP)
    closing = fences(text)[1]
    start = closing.end() if closing else 0
    found = sides(text, start)
    if found is None:
        raise _refused(path, "they do not come in whole sets, or can be read in two ways", _KEEP)
    refused: list[Refused] = []
    for versions in _tries(found, bom, path, kind):
        try:
            merged = _checked(merge_three(versions, path, kind, merge_text), found, versions, path, kind)
            _check_examples(text, start, merged, path)
            return merged
        except Refused as fault:
            refused.append(fault)
    raise refused[0]


def _tries(found: Sides, bom: bool, path: str, kind: Kind | None) -> Iterator[Versions]:
    """The versions as they stand, and in the other ways in which they can go together."""
    base, ours, theirs = (_encoded(text, bom) for text in (found.base, found.ours, found.theirs))
    large = too_large(ours) or too_large(theirs)
    if large:
        raise _refused(path, large, _KEEP)
    yield Versions(base, ours, theirs)
    if not found.based:  # what the two have in common can be no file of its own: as if both had made the file
        yield Versions(b"", ours, theirs)
        yield Versions(_shared(base, ours, theirs, path), ours, theirs)
    alone = [without_doubles(raw, path, kind)[0] for raw in (base, ours, theirs)]
    if alone != [base, ours, theirs]:  # fields in which a key stands twice are not merged by what they say
        yield Versions(*alone)


def _shared(base: bytes, ours: bytes, theirs: bytes, path: str) -> bytes:
    """The base with every line of the body that both sides have, where all three can be read."""
    before, mine, other = (read_document(raw, path)[0] for raw in (base, ours, theirs))
    if before is None or mine is None or other is None:
        return base
    front = base.removesuffix(before.body.encode("utf-8"))
    if len(front) == len(base) and before.body:
        return base
    return front + with_shared(before.body, mine.body, other.body).encode("utf-8")


def _check_examples(text: str, body_start: int, merged: bytes, path: str) -> None:
    """Raises Refused where a block of code that shows markers is not in the merged file as it was."""
    there = merged.decode("utf-8").replace("\r", "")
    if any(block.replace("\r", "") not in there for block in examples(text, body_start)):
        raise _refused(path, "an example of markers in a block of code would be lost", _KEEP)


def _checked(merged: Merged, found: Sides, versions: Versions, path: str, kind: Kind | None) -> bytes:
    """The merged file's bytes; raises Refused where it is not whole, or a line of either side is lost."""
    if merged.clashes:
        raise _refused(path, DIFFER, f"{_told(merged.clashes[0])}{_KEEP}")
    text, _ = _text(merged.raw, path)
    closing = fences(text)[1]
    if first_marker(text, closing.end() if closing else 0) is not None:
        raise _refused(path, "markers would be left", _KEEP)
    record, problems = read_file(merged.raw, path, kind)
    sides_have = [read_file(raw, path, kind)[1] for raw in (versions.ours, versions.theirs)]
    codes = {problem.code for side in sides_have for problem in side}
    worse = [one for one in problems if one.code not in codes or (one.severity == "error" and one.code != DOUBLE)]
    # A key that stands twice on both sides is no matter of the markers; one that they led to must be mendable.
    doubles = min(sum(problem.code == DOUBLE for problem in side) for side in sides_have)
    if record is None or worse or len(without_doubles(merged.raw, path, kind)[2]) > doubles:
        raise _refused(path, "of the two sides made one, not all could be read", _KEEP)
    field = None if found.based else contradiction(versions, path, record.kind)
    if field is not None:
        raise _refused(path, DIFFER, f"They differ in {field}. {_KEEP}")
    # Where not every set says what was there before, nothing counts as deleted, whatever base was tried.
    known = versions if found.based else replace(versions, base=b"")
    fault = lost(text, found, known, path, record.kind)
    if fault is not None:
        lead = "They differ in" if fault[0] == DIFFER else "It is:"
        raise _refused(path, fault[0], f"{lead} {_short(fault[1])}. {_KEEP}")
    return merged.raw


def _told(clash: Clash) -> str:
    """What the two sides say of the first thing on which they differ."""
    if clash.where == "text" or not clash.ours.strip() or not clash.theirs.strip():
        return f"They differ in {clash.where}. "
    return f"{clash.where} is {_short(clash.ours)} or {_short(clash.theirs)}. "


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words


def _refused(path: str, reason: str, hint: str) -> Refused:
    return Refused(f"{path}: the conflict markers are left to you: {reason}.", hint)


def _text(raw: bytes, path: str) -> tuple[str, bool]:
    """The text without its BOM, and whether it had one; raises Refused for bytes that are not UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _refused(path, "the file is not UTF-8", "Save the file as UTF-8 in your editor.") from None
    return text.removeprefix("\ufeff"), text.startswith("\ufeff")


def _encoded(text: str, bom: bool) -> bytes:
    return (("\ufeff" if bom and text else "") + text).encode("utf-8")
