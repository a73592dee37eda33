"""Answering a query: which records fit, the best first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ..records import AnyRecord, Contact
from ..snapshot import Snapshot
from .filters import filter_test
from .nodes import And, Filter, Node, Not, Or, Words
from .scope import Scope, Standing, Test

FindText: TypeAlias = Callable[[Node, int | None], Mapping[str, float]]
_Records: TypeAlias = Sequence[AnyRecord]
_Scores: TypeAlias = dict[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that fits a query, and how well: the score of its text, 0 where no text was asked for."""

    record: AnyRecord
    score: float


def select(
    node: Node,
    snapshot: Snapshot,
    today: date,
    *,
    standing: Callable[[Contact], Standing],
    find_text: FindText,
    limit: int | None = None,
) -> list[Match]:
    """The records that fit, best score first and then by path; no more than `limit` of them.

    `find_text` answers a tree of words, with at most so many paths and their scores; it is given the limit where the
    whole query is text, and is not called where there is none. Raises QueryFault for a filter that cannot be answered.
    """
    answer = _Answer(node, Scope(snapshot, today, standing), find_text)
    scores = find_text(node, limit) if is_text(node) else answer.scores(node, snapshot.records)
    matches = [Match(record, scores[record.path]) for record in _records_at(snapshot, scores, limit)]
    matches.sort(key=lambda match: (-match.score, match.record.path))
    return matches[:limit]


def _records_at(snapshot: Snapshot, paths: Mapping[str, float], limit: int | None) -> _Records:
    """The records of these paths; where they are a few, found by their ids, so that no other one is read."""
    if limit is not None and len(paths) <= limit:
        found = [snapshot.by_id.get(path.rsplit("/", 1)[-1].removesuffix(".md")) for path in paths]
        few = [record for record in found if record is not None and record.path in paths]
        if len({record.path for record in few}) == len(paths):
            return few
    return [record for record in snapshot.records if record.path in paths]


class _Answer:
    """One query against one snapshot; every filter is understood before the first record is looked at."""

    def __init__(self, node: Node, scope: Scope, find_text: FindText) -> None:
        self.find_text = find_text
        self.tests: dict[Filter, Test] = {}
        self._understand(node, scope)

    def _understand(self, node: Node, scope: Scope) -> None:
        match node:
            case Filter():
                self.tests[node] = filter_test(node, scope)
            case And(parts) | Or(parts):
                for part in parts:
                    self._understand(part, scope)
            case Not(part):
                self._understand(part, scope)
            case Words():
                pass

    def scores(self, node: Node, among: _Records) -> _Scores:
        """Those among the records that fit, by path, each with the sum of the scores of the text in the node."""
        if is_text(node):
            found = self.find_text(node, None)
            return {record.path: found[record.path] for record in among if record.path in found}
        match node:
            case Filter():
                test = self.tests[node]
                return {record.path: 0.0 for record in among if test(record)}
            case And(parts):
                return self._scores_of_all(parts, among)
            case Or(parts):
                return self._scores_of_any(parts, among)
            case Not(part):
                found = self.scores(part, among)
                return {record.path: 0.0 for record in among if record.path not in found}
            case Words():
                raise AssertionError("words are text")

    def _scores_of_all(self, parts: tuple[Node, ...], among: _Records) -> _Scores:
        """Cheap filters first, text last: each part is asked only about what the ones before it left."""
        text = tuple(part for part in parts if is_text(part) or (isinstance(part, Not) and is_text(part.part)))
        if any(is_text(part) for part in text):
            parts = (*(part for part in parts if part not in text), _one_of(And(text)))
        totals: _Scores = {} if parts else {record.path: 0.0 for record in among}
        for part in sorted(parts, key=_cost):
            if not among:
                break
            found = self.scores(part, among)
            among = [record for record in among if record.path in found]
            totals = {record.path: totals.get(record.path, 0.0) + found[record.path] for record in among}
        return totals

    def _scores_of_any(self, parts: tuple[Node, ...], among: _Records) -> _Scores:
        text = tuple(part for part in parts if is_text(part))
        if text:
            parts = (*(part for part in parts if part not in text), _one_of(Or(text)))
        totals: _Scores = {}
        for part in parts:
            for path, score in self.scores(part, among).items():
                totals[path] = totals.get(path, 0.0) + score
        return totals


def is_text(node: Node) -> bool:
    """True for a tree that the index answers by looking words up; a NOT alone would be everything but some words."""
    match node:
        case Words():
            return True
        case And(parts):
            return any(is_text(part) for part in parts) and all(
                is_text(part.part if isinstance(part, Not) else part) for part in parts
            )
        case Or(parts):
            return bool(parts) and all(is_text(part) for part in parts)
        case _:
            return False


def _one_of(node: And | Or) -> Node:
    """The node, or its only part."""
    return node.parts[0] if len(node.parts) == 1 else node


def _cost(node: Node) -> int:
    """How long it takes to answer, roughly: filters on what every record holds, other filters, trees, text."""
    if is_text(node):
        return 3
    if isinstance(node, Filter):
        return 0 if node.key in ("kind", "id", "path", "tag") else 1
    return 2
