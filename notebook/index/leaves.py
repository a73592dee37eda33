"""All segments of the index, opened for reading, with what scoring must know of them together."""

from __future__ import annotations

from math import log

from .door import NAME, TOC, bm25, byte_to_length, levenshtein
from .leaf import Leaf, Storage
from .schema import TEXT_FIELDS, make_schema

# BM25F as Whoosh has it: its formula, its inverse document frequency, its usual parameters.
_B, _K1 = 0.75, 1.2


class Leaves:
    """The index as its last commit left it."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        schema = make_schema()
        try:
            segments = TOC.read(storage, NAME, schema=schema).segments
            self.leaves = [Leaf(storage, segment, schema) for segment in segments]
        except BaseException:
            storage.release()
            raise
        self._size = sum(leaf.size for leaf in self.leaves)
        self._weights: dict[tuple[str, str], float] = {}
        self._averages: dict[str, float] = {}
        self._words: set[str] | None = None

    def close(self) -> None:
        """Close the files; the leaves cannot be read any more."""
        self._storage.release()

    def __del__(self) -> None:
        self.close()

    def count(self) -> int:
        """The number of notes."""
        return sum(leaf.size - len(leaf.deleted) for leaf in self.leaves)

    def scores(self, leaf: Leaf, field: str, term: str, boost: float) -> dict[int, float]:
        """The notes of the leaf with the term in the field, and what each scores."""
        weight = self.weight(field, term)
        if not weight:
            return {}
        lengths = leaf.lengths(field)
        known: dict[tuple[float, int], float] = {}
        found: dict[int, float] = {}
        for number, times in leaf.postings(field, term):
            case = (times, lengths[number])
            if case not in known:
                known[case] = boost * self.score(field, weight, *case)
            found[number] = known[case]
        return found

    def score(self, field: str, weight: float, times: float, length: int) -> float:
        """BM25 of one term in one field of one note, from its weight, its count and the coded length of the field."""
        return float(bm25(weight, times, byte_to_length(length), self._average(field), _B, _K1))

    def weight(self, field: str, term: str) -> float:
        """The inverse document frequency of the term in the field; 0 where no note has it."""
        asked = (field, term)
        if asked not in self._weights:
            count = sum(leaf.count(field, term) for leaf in self.leaves)
            self._weights[asked] = log(self._size / (count + 1)) + 1 if count else 0.0
        return self._weights[asked]

    def near(self, word: str, errors: int) -> dict[str, int]:
        """The known words within so many edits of the word, and how many edits each is away."""
        letters = set(word)
        found = {}
        for known in self._vocabulary():
            # An edit changes the length by one at most, and the set of letters by two.
            if abs(len(known) - len(word)) <= errors and len(letters.symmetric_difference(known)) <= 2 * errors:
                distance = levenshtein(word, known, errors)
                if distance <= errors:
                    found[known] = distance
        return found

    def rarity(self, word: str) -> float:
        """The fewer notes have the word, in the field where it is commonest, the higher."""
        return min(weight for field in TEXT_FIELDS if (weight := self.weight(field, word)))

    def has(self, word: str) -> bool:
        """True where a note that is not deleted has the word."""
        return any(
            number not in leaf.deleted
            for leaf in self.leaves
            for field in TEXT_FIELDS
            for number, _ in leaf.postings(field, word)
        )

    def _vocabulary(self) -> set[str]:
        if self._words is None:
            self._words = set().union(*(leaf.vocabulary() for leaf in self.leaves))
        return self._words

    def _average(self, field: str) -> float:
        if field not in self._averages:
            length = sum(leaf.total_length(field) for leaf in self.leaves)
            self._averages[field] = (length / self._size if self._size else 0) or 1.0
        return self._averages[field]
