"""What differs between two listings of a vault's files, found fast where it is little."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

_MANY = 1000  # changes, from which on nothing is gained by going through them one by one
_SHORT = 500  # files that are compared by their names
_TRIES = 8


class Listed(NamedTuple):
    """Files in the order of a scan, and the stamp of each."""

    paths: Sequence[str]
    stamps: array[int]


class Change(NamedTuple):
    """A file that came, went or has another stamp, and its places in the two listings; None where it is in none."""

    path: str
    was: int | None
    now: int | None


class _Stretch(NamedTuple):
    """A part of each listing: from and to, in the old one and in the new one."""

    start: int
    end: int
    first: int
    last: int


def changes_between(old: Listed, new: Listed) -> list[Change] | None:
    """The changes from one listing to the other; None where they are many, or the files have another order.

    What is alike at the start and at the end is passed over; what lies between is cut in two at a file of both.
    """
    found: list[Change] = []
    todo = [_Stretch(0, len(old.paths), 0, len(new.paths))]
    while todo:
        part = _trimmed(old, new, todo.pop())
        cut = _cut(old, new, part) if part.last - part.first + part.end - part.start > _SHORT else None
        if cut:
            start, first = cut
            todo += [_Stretch(part.start, start, part.first, first), _Stretch(start, part.end, first, part.last)]
            continue
        changes = _changes_in(old, new, part)
        if changes is None or len(found) + len(changes) > _MANY:
            return None
        found += changes
    return found


def _trimmed(old: Listed, new: Listed, part: _Stretch) -> _Stretch:
    """The stretch without what is alike at its start and at its end."""
    start, end, first, last = part
    alike = _halving(lambda at, count: _alike(old, start + at, new, first + at, count), min(end - start, last - first))
    start, first = start + alike, first + alike
    alike = _halving(
        lambda at, count: _alike(old, end - at - count, new, last - at - count, count), min(end - start, last - first)
    )
    return _Stretch(start, end - alike, first, last - alike)


def _halving(alike: Callable[[int, int], bool], most: int) -> int:
    """How many are alike, of `most`: `alike` says it for a number of them from some place on."""
    known = 0
    while known < most:
        count = (most - known + 1) // 2
        if alike(known, count):
            known += count
        else:
            most = known + count - 1
    return known


def _alike(old: Listed, start: int, new: Listed, first: int, count: int) -> bool:
    paths = old.paths[start : start + count] == new.paths[first : first + count]
    return paths and old.stamps[start : start + count] == new.stamps[first : first + count]


def _cut(old: Listed, new: Listed, part: _Stretch) -> tuple[int, int] | None:
    """The places of a file of both, near the middle of the new stretch and not the first; None where none is found."""
    middle = max((part.first + part.last) // 2, part.first + 1)
    for place in range(middle, min(middle + _TRIES, part.last)):
        try:
            return old.paths.index(new.paths[place], part.start, part.end), place
        except ValueError:
            continue
    return None


def _changes_in(old: Listed, new: Listed, part: _Stretch) -> list[Change] | None:
    """The changes in a stretch, by the names of its files; None where these have another order."""
    was = {path: place for place, path in enumerate(old.paths[part.start : part.end], part.start)}
    now = {path: place for place, path in enumerate(new.paths[part.first : part.last], part.first)}
    if [path for path in was if path in now] != [path for path in now if path in was]:
        return None
    gone = [Change(path, place, None) for path, place in was.items() if path not in now]
    came = [Change(path, None, place) for path, place in now.items() if path not in was]
    both = ((path, was[path], place) for path, place in now.items() if path in was)
    return [*gone, *came, *(Change(*one) for one in both if old.stamps[one[1]] != new.stamps[one[2]])]
