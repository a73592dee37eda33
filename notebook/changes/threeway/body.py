"""The bodies of three versions to one: promises part by part, text as git merges it, lists line by line."""

from __future__ import annotations

from collections import Counter

from .beside_prose import settle_stretches
from .tasks import settle_tasks
from .texts import merge_lines
from .versions import MergeText, Part, half_of


def merge_body(base: str, ours: str, theirs: str, merge_text: MergeText) -> list[Part] | None:
    """The merged body; None where a line that a side added would not be in it."""
    if ours == theirs or base in (ours, theirs):
        return [theirs if ours == base else ours]
    settled = settle_tasks(base, ours, theirs)
    parts = settle_stretches(merge_lines(*settled, merge_text))
    if keeps_lines(*settled, parts):
        return parts
    parts = merge_lines(base, ours, theirs, merge_text)
    return parts if keeps_lines(base, ours, theirs, parts) else None


def keeps_lines(base: str, ours: str, theirs: str, parts: list[Part]) -> bool:
    """True where each line that a side added is there, as often as it has to be where none was taken away."""
    known, mine, other = (_lines(text) for text in (base, ours, theirs))
    halves = [_lines(half_of(parts, "ours")), _lines(half_of(parts, "theirs"))]
    there = halves[0] | halves[1]
    added = (mine - known) | (other - known)
    gone = (known - mine) | (known - other)
    return all(there[line] >= max(1, known[line] + more - gone[line]) for line, more in added.items())


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())
