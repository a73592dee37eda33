"""The line of a note that shows best why a query found it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..query.nodes import Node
from .wanted import Wanted, in_order, moved, positive, wanted
from .words import Step, phones, pieces

_WIDTH = 120
_BEFORE = 40  # characters shown before the first match in a long line
_CUT = "…"

Span = tuple[int, int]
Snippet = tuple[int, str, list[Span]]


class _Line(NamedTuple):
    """A line as the index sees it: `steps` in order make phrases, `terms` are all its words, `stems` theirs."""

    steps: list[Step]
    terms: list[Step]
    stems: list[Step]


def match_line(query: Node, text: str) -> Snippet | None:
    """The number of the line with most of the query's words, that line cut to 120 characters, and the matches in it.

    Lines count from 0, and the first of the best wins. None where no line has a word: the match is in another field.
    Where a phrase runs over the end of a line, a line with a part of it will do.
    """
    wants = [want for words in dict.fromkeys(positive(query)) if (want := wanted(words)) is not None]
    lines = text.splitlines()
    return _best(wants, lines) or _best([part for want in wants for part in _parts(want)], lines)


def _best(wants: list[Wanted], lines: list[str]) -> Snippet | None:
    most: tuple[int, list[list[Span]]] = (0, [])
    for number, line in enumerate(lines):
        seen = _seen(line)
        found = [spans for want in wants if (spans := list(_spans(want, seen)))]
        if len(found) > len(most[1]):
            most = number, found
    number, found = most
    if not found:
        return None
    return number, *_cut(lines[number], _merged([span for spans in found for span in spans]))


def _seen(line: str) -> _Line:
    found = list(pieces(line))
    steps = list(in_order(found))
    terms = list(steps)
    stems = []
    for chunk, place, start, end in found:
        terms += [moved(step, place, start) for step in chunk.single]
        terms += [Step(whole, place, start, end) for whole in chunk.wholes]
        for term, step in chunk.stems:
            stems.append(Step(term, place, start + step.start, start + step.end))
    return _Line(steps, [*terms, *phones(line)], stems)


def _spans(want: Wanted, line: _Line) -> Iterator[Span]:
    """Where the line has what is wanted."""
    alike = {*want.exact, *want.kin}
    for step in (*line.terms, *line.stems):
        if step.term in alike:
            yield step.start, step.end
    if want.prefix:
        yield from ((step.start, step.end) for step in line.terms if step.term.startswith(want.prefix))
    if want.near:
        yield from ((step.start, step.end) for step in line.terms if _is_near(step.term, want))
    if want.phrase:
        yield from _phrases(want.phrase, line.steps)


def _is_near(term: str, want: Wanted) -> bool:
    if abs(len(term) - len(want.near)) > want.errors:
        return False
    from .door import levenshtein

    return bool(levenshtein(want.near, term, want.errors) <= want.errors)


def _phrases(phrase: tuple[tuple[str, int], ...], steps: list[Step]) -> Iterator[Span]:
    there = {(step.term, step.place): step for step in steps}
    for step in steps:
        if step.term == phrase[0][0]:
            found = [there.get((term, step.place + offset)) for term, offset in phrase]
            if all(found):
                yield step.start, max(part.end for part in found if part)


def _parts(want: Wanted) -> list[Wanted]:
    """A phrase as words of their own."""
    return [Wanted(exact=(term,)) for term, _ in want.phrase] or [want]


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _cut(line: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The line without white space around it, cut to the width around its first match, and the spans moved along."""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    before = after = ""
    if end - start > _WIDTH:
        first = max(start, min(spans[0][0] - _BEFORE, end - _WIDTH + len(_CUT)))
        if first > start:
            start, before = first, _CUT
        room = _WIDTH - len(before)
        if end - start > room:
            end, after = start + room - len(_CUT), _CUT
    shift = len(before) - start
    shown = [(max(left, start) + shift, min(right, end) + shift) for left, right in spans if left < end]
    return before + line[start:end] + after, shown
