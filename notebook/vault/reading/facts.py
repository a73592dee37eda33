"""What is known of all files of a vault at once; after a few changed, from their records alone where that will do.

What follows from one record is taken out and put in for those that changed. What other records have to do with them
can only change through a name: as long as no name that an unchanged record mentions came to mean another record, or
one or none, all that was known of the unchanged records still holds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...crosscheck import lookups, names_given, names_used, rows_between
from ...overview import Overview, Turnover, add_talks, followed
from ...records import Contact, Problem, Value
from ...records.packing import pack, unpacker
from ...snapshot import Snapshot
from .filed import Kept, folded_stem

_read_used = unpacker(dict[str, int])


class Facts(Value, frozen=True):
    """What is known of all files at once; all of it follows from them.

    `between` are the rows of the records with names in them that mean nobody or two; `used`, packed since it is seldom
    looked into, how often each folded name is mentioned; `problems` are those within files; `notes` the folded stems of
    the files that are no records.
    """

    generation: str
    overview: Overview
    between: list[int]
    used: bytes
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def facts_of(generation: str, snapshot: Snapshot, problems: Iterable[Problem]) -> Facts:
    """The facts, from all records; `problems` are those within files."""
    records = snapshot.records
    used = names_used(records)
    used.update(lookups(snapshot.me or ""))
    between = rows_between(snapshot, range(len(records)))
    notes = tuple(sorted(snapshot.notes))
    return Facts(generation, snapshot.overview, between, pack(used), by_path(problems), notes)


Known = Mapping[str, Kept]  # by path


def facts_after(old: Facts, before: Known, after: Known, turn: Turnover, snapshot: Snapshot) -> Facts:
    """The facts after some files came, went or changed: those of these paths, which were so and are so now.

    `turn` is what came and went of the records, `snapshot` has those that are there now and nothing else.
    """
    generation = _generation_after(old.generation, before, after)
    problems = [problem for problem in old.problems if problem.path not in before]
    problems += [problem for kept in after.values() for problem in kept.problems]
    overview = followed(old.overview, turn)
    used = Counter(_read_used(old.used))  # by the records that did not change
    used.subtract(names_used(turn.gone.values()))
    if not _holds(old, overview, before, after, used):
        return facts_of(generation, snapshot, problems)
    known = replace(snapshot, known=overview)
    for left in _contacts(before) - _contacts(after):
        overview.talks.pop(left, None)
    for joined in _contacts(after) - _contacts(before):
        overview.talks[joined] = []
    add_talks(overview, turn.fresh, known.records, known.contact_id)
    between = sorted([*turn.kept(old.between), *rows_between(known, turn.fresh)])
    used.update(names_used(turn.fresh.values()))
    notes = tuple(sorted(snapshot.notes))
    return Facts(generation, overview, between, pack(+used), by_path(problems), notes)


def _holds(old: Facts, overview: Overview, before: Known, after: Known, used: Mapping[str, int]) -> bool:
    """True where what is known of the unchanged records still holds."""
    changed = _meanings(before) ^ _meanings(after)
    if any(used.get(name) for _, _, name in changed):
        return False
    # Where two records share an id, one contact of that id may be left when the other goes.
    return _contacts(before) == _contacts(after) or not (old.overview.twins or overview.twins)


def _meanings(files: Known) -> set[tuple[str, str, str]]:
    """Each file with the folded names that mean it and the kind of record they mean."""
    records = {(path, kept.record.kind, name)
               for path, kept in files.items() if kept.record for name in names_given(kept.record)}  # fmt: skip
    return records | {(path, "note", folded_stem(path)) for path, kept in files.items() if not kept.record}


def _contacts(files: Known) -> set[str]:
    return {kept.record.id for kept in files.values() if isinstance(kept.record, Contact)}


def by_path(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems within files, file by file in the order of their paths."""
    return tuple(sorted(problems, key=lambda problem: problem.path))


# The token of a vault's content: a sum over its files, so that for a change of one nothing is done for the others.


def generation_of(files: Iterable[tuple[str, int]]) -> str:
    """The token of these paths, each with the hash of its content, in whatever order."""
    return f"{_sum(files):032x}"


def _generation_after(old: str, before: Known, after: Known) -> str:
    gone = _sum((path, kept.version) for path, kept in before.items())
    came = _sum((path, kept.version) for path, kept in after.items())
    return f"{(int(old, 16) - gone + came) % _MODULUS:032x}"


_MODULUS = 2**128


def _sum(files: Iterable[tuple[str, int]]) -> int:
    digests = (hashlib.blake2b(f"{path}\0{version}".encode(), digest_size=16).digest() for path, version in files)
    return sum(map(int.from_bytes, digests)) % _MODULUS
