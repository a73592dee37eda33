"""Which notes a query finds, and what each scores: the tree of the query, worked out over one segment at a time.

Whoosh's own queries are not used: their phrases take seconds where both words are common, what they return at the
border of a limit depends on the history of the index, and importing them costs as much as a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..query.nodes import And, Filter, Node, Not, Or, Words
from .leaf import Leaf
from .leaves import Leaves
from .schema import BOOSTS, STEM_WEIGHT, STEMMED
from .wanted import Wanted, wanted

Scores = dict[int, float]


class Finding:
    """Answers queries over the index as it is opened."""

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._near: dict[tuple[str, int], dict[str, int]] = {}

    def find(self, query: Node) -> Iterator[tuple[float, Leaf, int]]:
        """The score, the leaf and the number of every note that the query finds, in no order."""
        for leaf in self._leaves.leaves:
            for number, score in (self._node(query, leaf) or {}).items():
                if number not in leaf.deleted:
                    yield score, leaf, number

    def _node(self, query: Node, leaf: Leaf) -> Scores | None:
        """What the query finds, deleted notes among them; None for a query that says nothing."""
        match query:
            case Words():
                want = wanted(query)
                return None if want is None else _summed(self._field(want, leaf, field) for field in BOOSTS)
            case And(parts):
                return self._all(parts, leaf)
            case Or(parts):
                found = [scores for part in parts if (scores := self._node(part, leaf)) is not None]
                return _summed(found) if found else None
            case Not():
                return self._all((query,), leaf)
            case Filter():
                raise ValueError("the index answers free text, no filter")

    def _all(self, parts: tuple[Node, ...], leaf: Leaf) -> Scores | None:
        wanted_parts = [self._node(part, leaf) for part in parts if not isinstance(part, Not)]
        denied_parts = [self._node(part.part, leaf) for part in parts if isinstance(part, Not)]
        said = [scores for scores in wanted_parts if scores is not None]
        denied = [scores for scores in denied_parts if scores is not None]
        if parts and not said and not denied:
            return None
        fewest = min(said, key=len) if said else dict.fromkeys(leaf.living(), 0.0)
        return {
            number: sum(scores[number] for scores in said)
            for number in fewest
            if all(number in scores for scores in said) and not any(number in scores for scores in denied)
        }

    def _field(self, want: Wanted, leaf: Leaf, field: str) -> Scores:
        boost = BOOSTS[field]
        found = [self._leaves.scores(leaf, field, term, boost) for term in want.exact]
        if field in STEMMED:
            found += [self._leaves.scores(leaf, field, term, boost * STEM_WEIGHT) for term in want.kin]
        if want.phrase:
            found.append(self._phrase(want.phrase, leaf, field, boost))
        if want.near:
            for term, errors in self._known(want.near, want.errors).items():
                found.append(self._leaves.scores(leaf, field, term, boost / (1 + errors)))
        for prefix in want.prefix:
            # Thousands of words may start so: they all count alike, and a note with several of them counts once.
            terms = leaf.starting(field, prefix)
            found.append(dict.fromkeys((number for term in terms for number, _ in leaf.postings(field, term)), boost))
        return _summed(found)

    def _phrase(self, steps: tuple[tuple[str, int], ...], leaf: Leaf, field: str, boost: float) -> Scores:
        """The notes that have the terms at their places, from the rarest term on."""
        rarest_first = sorted(set(steps), key=lambda step: (-self._leaves.weight(field, step[0]), step))
        lengths = leaf.lengths(field)
        starts: dict[int, set[int]] = {}
        scores: Scores = {}
        for turn, (term, offset) in enumerate(rarest_first):
            weight = self._leaves.weight(field, term)
            candidates = list(starts) if turn else [number for number, _ in leaf.postings(field, term)]
            before, starts = starts, {}
            for number, times, places in leaf.places(field, term, candidates):
                here = {place - offset for place in places}
                if turn:
                    here &= before[number]
                if here:
                    starts[number] = here
                    score = boost * self._leaves.score(field, weight, times, lengths[number])
                    scores[number] = scores.get(number, 0.0) + score
        return {number: scores[number] for number in starts}

    def _known(self, word: str, errors: int) -> dict[str, int]:
        asked = (word, errors)
        if asked not in self._near:
            self._near[asked] = self._leaves.near(word, errors)
        return self._near[asked]


def _summed(found: Iterable[Scores]) -> Scores:
    """The notes of any, with their scores added, in the order given: equal notes then have equal scores."""
    total: Scores = {}
    for scores in found:
        if not total:
            total = dict(scores)
            continue
        for number, score in scores.items():
            total[number] = total.get(number, 0.0) + score
    return total
