"""Which new line is another wording of one that is gone, by the words they share in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

_FEW = 3  # words; a line with fewer, or one written without blanks, is compared by its characters
_SHORT = 80  # characters
_LIKE = 0.6  # from here on, a line is another wording of one that is gone
_MOST = 4_000_000_000  # pairs of words that are laid side by side, some of a thousand at a time


def successors(gone: Sequence[str], new: Sequence[str]) -> dict[int, int] | None:
    """By the place of a line that is gone, the place of the new one that is another wording of it.

    None where the lines are too long to tell.
    """
    known, fresh = [_Line(text) for text in gone], [_Line(text) for text in new]
    free = list(range(len(fresh)))
    found: dict[int, int] = {}
    left = _MOST
    for at, line in enumerate(known):
        best, most = None, 0.0
        for there in free:
            tokens = _tokens(line, fresh[there])
            if tokens is not None and _most_in_common(*tokens) < max(_LIKE, most):
                continue
            left -= len(tokens[0].all) * len(tokens[1].all) if tokens else 0
            if left < 0:
                return None
            like = _likeness(line, fresh[there]) if tokens is None else _in_one_order(*tokens)
            if like > most:
                best, most = there, like
        if best is not None and most >= _LIKE:
            found[at] = best
            free.remove(best)
    return found


def certain_successors(gone: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Those that are another wording of one line alone, where no other is one of it; none where they are too long."""
    known, fresh = [_Line(text) for text in gone], [_Line(text) for text in new]
    found: list[tuple[int, int]] = []
    left = _MOST
    for at, line in enumerate(known):
        for there, other in enumerate(fresh):
            tokens = _tokens(line, other)
            left -= len(tokens[0].all) * len(tokens[1].all) if tokens else 0
            if left < 0:
                return {}
            if (_likeness(line, other) if tokens is None else _in_one_order(*tokens)) >= _LIKE:
                found.append((at, there))
    counts = Counter(at for at, _ in found), Counter(there for _, there in found)
    return {at: there for at, there in found if counts[0][at] == counts[1][there] == 1}


@dataclass(frozen=True)
class _Tokens:
    """What lines are compared by, in order."""

    all: Sequence[Hashable]

    @cached_property
    def counts(self) -> Counter[Hashable]:
        """How often each stands there."""
        return Counter(self.all)


@dataclass(frozen=True)
class _Line:
    """A line without its mark."""

    text: str

    @cached_property
    def words(self) -> _Tokens:
        """Its words."""
        return _Tokens(self.text.split())

    @cached_property
    def pairs(self) -> _Tokens:
        """Its characters, each with the next."""
        return _Tokens(list(zip(self.text, self.text[1:], strict=False)))


def _tokens(one: _Line, other: _Line) -> tuple[_Tokens, _Tokens] | None:
    """What the two are compared by; None for their characters one by one."""
    if min(len(one.words.all), len(other.words.all)) >= _FEW:
        return one.words, other.words
    return None if max(len(one.text), len(other.text)) <= _SHORT else (one.pairs, other.pairs)


def _likeness(one: _Line, other: _Line) -> float:
    return SequenceMatcher(None, one.text, other.text, False).ratio()


def _most_in_common(one: _Tokens, other: _Tokens) -> float:
    """What the likeness cannot be above, from 0 to 1."""
    shared = sum(min(count, other.counts[token]) for token, count in one.counts.items() if token in other.counts)
    return 2 * shared / (len(one.all) + len(other.all))


def _in_one_order(one: _Tokens, other: _Tokens) -> float:
    """How much of the two is the same in one order, from 0 to 1: their longest common subsequence, bit by bit."""
    places: dict[Hashable, int] = {}
    for at, token in enumerate(one.all):
        places[token] = places.get(token, 0) | 1 << at
    every = (1 << len(one.all)) - 1
    row = every  # a zero bit where the subsequence gets longer
    for token in other.all:
        here = places.get(token)
        if here:
            both = row & here
            row = (row + both | row - both) & every
    shared = len(one.all) - row.bit_count()
    return 2 * shared / (len(one.all) + len(other.all))
