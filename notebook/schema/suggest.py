"""Did you mean: the nearest known word, or the records that a name could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..text.folding import fold

if TYPE_CHECKING:
    from ..records import AnyRecord

_LISTED = 8
_NEAR = 6


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, without case and accents, or None where none is near."""
    return next(iter(near(word, known, 1)), None)


def near(word: str, known: Iterable[str], count: int = _NEAR) -> list[str]:
    """The known words that are like this one, without case and accents, the nearest first."""
    folded = {fold(candidate): candidate for candidate in sorted(known, reverse=True)}
    return [folded[close] for close in get_close_matches(fold(word), folded, n=count, cutoff=0.75)]


def one_edit_apart(left: str, right: str) -> bool:
    """True where one letter inserted, left out, changed or two neighbours swapped make one of the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    short, long = sorted((left, right), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[:start] + short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long


def slip_for(key: str, known: Iterable[str]) -> str | None:
    """The known key that this one is most likely a slip for; both have at least four letters, the first the same."""
    if len(key) < 4:
        return None
    # Slips leave the first letter alone: cost is no host.
    return next((name for name in known if len(name) > 3 and key[0] == name[0] and one_edit_apart(key, name)), None)


def listed(records: Sequence[AnyRecord]) -> str:
    """The first of several records by their names and ids, and how many more there are."""
    more = f" and {len(records) - _LISTED} more" if len(records) > _LISTED else ""
    return ", ".join(f"{record.name} ({record.id})" for record in records[:_LISTED]) + more
