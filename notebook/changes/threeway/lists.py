"""The lines of a list, merged as a set in order: additions stay, removals count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .texts import lines_of
from .versions import Apart, Part, flipped, joined
from .wordings import successors

BULLET = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FORM = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?|\b(?:due|done):\S+")
_AGAIN = "\0"  # no text has it
_COMPARED = 2000  # pairs of lines; a list that was written anew has no wordings to compare

# The words of a list line, after those of the lines it is nested in; with a number where it stands above too.
Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list with the lines that go on with it."""

    name: Name
    text: str


def merged_points(base: list[Point], ours: list[Point], theirs: list[Point]) -> list[Part] | None:
    """The merged list; None where its nesting would change, or where points are nested in a line that stands twice."""
    if any(_AGAIN in name for points in (base, ours, theirs) for point in points for name in point.name[:-1]):
        return None  # points below a line that stands twice: below which one of them?
    merged = _Merge(base, ours, theirs).parts()
    if merged is None:  # the other way round, a line may stay nested where ours first would not let it
        turned = _Merge(base, theirs, ours).parts()
        merged = None if turned is None else flipped(turned)
    return merged


def points_of(text: str) -> list[Point] | None:
    """The lines of a list; None where something else stands among them."""
    groups: list[tuple[int, str]] = []
    for line in lines_of(text):
        bullet = BULLET.match(line)
        if bullet:
            groups.append((len(bullet[1].expandtabs(4)), line))
        elif groups and (not line.strip() or line[0] in " \t"):
            groups[-1] = (groups[-1][0], groups[-1][1] + line)
        else:
            return None
    points: list[Point] = []
    counts: Counter[Name] = Counter()
    open_points: list[tuple[int, Name]] = []
    for indent, lines in groups:
        while open_points and open_points[-1][0] >= indent:
            open_points.pop()
        parents = open_points[-1][1] if open_points else ()
        words = (*parents, lines.strip())
        name = (*parents, f"{words[-1]}{_AGAIN}{counts[words]}") if counts[words] else words
        counts[words] += 1
        open_points.append((indent, name))
        points.append(Point(name, lines))
    return points


class _Merge:
    """One list on its way to be merged."""

    def __init__(self, base: list[Point], ours: list[Point], theirs: list[Point]) -> None:
        self._base = base
        self._ours = ours
        self._theirs = theirs
        self._known = {point.name for point in base}
        self._mine = {point.name for point in ours}
        self._other = {point.name for point in theirs}
        self._texts = [{point.name: point.text for point in points} for points in (base, ours, theirs)]
        self._names: list[Name] = []  # of the result, and its parts
        self._result: list[Part] = []
        self._there: set[Name] = set()
        self._asked = 0
        self._successors = [_successors(base, side) for side in (ours, theirs)]

    def parts(self) -> list[Part] | None:
        """The merged lines, with what both reworded apart; None where a line would lose the one it is nested in."""
        apart = self._reworded()
        nested_in = {point.name[0] for point in (*self._base, *self._ours, *self._theirs) if len(point.name) > 1}
        if apart is None or any(name and name[0] in nested_in for names in apart for name in names):
            return None
        others = self._successors[1] or {}
        settled = self._known | self._mine | {other for _, _, other in apart if other}
        mine_of = {mine: self._apart(base, mine, other) for base, mine, other in apart if mine}
        others_of = {other: self._apart(base, mine, other) for base, mine, other in apart if not mine}
        for point in self._ours:
            if point.name in mine_of:
                self._put(point.name, mine_of[point.name])
            elif point.name in self._other or point.name not in self._known:
                self._put(point.name, point.text)
            elif point.name in others and others[point.name] not in self._mine:  # where theirs reworded it
                settled.add(others[point.name])
                self._put(others[point.name], self._texts[2][others[point.name]])
        for at, point in enumerate(self._theirs):
            if point.name in others_of:
                self._insert(at, others_of[point.name])
            elif point.name not in settled:
                self._insert(at, point.text)
        return joined(self._result) if self._nested_right() else None

    def _reworded(self) -> list[tuple[Name, Name | None, Name | None]] | None:
        """Lines of the base that are on neither side, with the lines that stand for them now, which differ.

        None where there are too many to tell.
        """
        mine, other = self._successors
        if mine is None or other is None:
            return None
        found = []
        for point in self._base:
            if point.name in self._mine or point.name in self._other:
                continue
            pair = mine.get(point.name), other.get(point.name)
            if pair[0] != pair[1]:
                found.append((point.name, *pair))
        return found

    def _apart(self, base: Name, mine: Name | None, other: Name | None) -> Apart:
        texts = self._texts
        return Apart(texts[0][base], texts[1][mine] if mine else "", texts[2][other] if other else "")

    def _insert(self, at: int, part: Part) -> None:
        """Puts a part of theirs below the line that stands before it there, and below what we added."""
        point = self._theirs[at]
        above = (self._theirs[place].name for place in range(at - 1, -1, -1))
        before = next((name for name in above if name in self._there), None)
        place = self._place_of(before) + 1 if before else 0
        if len(point.name) == 1:
            while place < len(self._names) and self._is_ours_below(self._names[place]):
                place += 1
        self._put(point.name, part, place)

    def _place_of(self, name: Name) -> int:
        """Where a line stands; the next one asked for mostly stands below the last one."""
        try:
            self._asked = self._names.index(name, self._asked)
        except ValueError:
            self._asked = self._names.index(name)
        return self._asked

    def _is_ours_below(self, name: Name) -> bool:
        """True for a line that a new line of theirs comes after: a nested one, or one that we added."""
        return len(name) > 1 or not (name in self._known or name in self._other)

    def _put(self, name: Name, part: Part, place: int | None = None) -> None:
        place = len(self._names) if place is None else place
        self._names.insert(place, name)
        self._result.insert(place, part)
        self._there.add(name)

    def _nested_right(self) -> bool:
        """True where every line is still nested in the one it was."""
        read = points_of("".join(part if isinstance(part, str) else part.ours or part.theirs for part in self._result))
        return read is not None and [point.name for point in read] == self._names


def _successors(base: Sequence[Point], side: Sequence[Point]) -> dict[Name, Name] | None:
    """By a line that is gone, the new one that is another wording of it; None where there are too many to compare."""
    found: dict[Name, Name] = {}
    known = {point.name for point in base}
    kept = {point.name for point in side}
    names = [point.name for point in base], [point.name for point in side]
    for _, start, end, new_start, new_end in SequenceMatcher(None, *names, False).get_opcodes():
        gone = [name for name in names[0][start:end] if name not in kept]
        new = [name for name in names[1][new_start:new_end] if name not in known]
        if len(gone) * len(new) > _COMPARED:
            return None
        wordings = successors([_words(name) for name in gone], [_words(name) for name in new])
        if wordings is None:
            return None
        found.update((gone[at], new[there]) for at, there in wordings.items())
    return found


def _words(name: Name) -> str:
    """What a line is about: marks and dates say nothing of that."""
    return _FORM.sub("", name[-1].partition(_AGAIN)[0]).strip()
