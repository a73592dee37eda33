"""What ties a contact to the rest of a line: to the others in it, and to what else it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...records import AnyRecord, Contact, Event, Organization, Project
from ...snapshot import Snapshot
from ...text.folding import fold
from ...text.names import name_words

_SHORTEST = 4  # letters of a word that can tell an organization or a role
_COMMON = frozenset("from with here that this team group company society works work head lead senior junior".split())

TOLD = frozenset("about re regarding concerning".split())


@dataclass(frozen=True)
class Line:
    """What there is to be tied to: people who are certain, records that are named, and the line's other words."""

    others: Sequence[Contact]
    around: Sequence[AnyRecord]
    words: frozenset[str]
    here: frozenset[str]  # the words before `about` and the like: no place after it is where anybody was


class Ties:
    """The ties of one contact."""

    def __init__(self, one: Contact, line: Line, snapshot: Snapshot) -> None:
        self._one = one
        self._others = [other for other in line.others if other.id != one.id]
        self._line = line
        self._snapshot = snapshot

    @cached_property
    def talks(self) -> int:
        """How many past talks were with both this contact and one of the others."""
        rows = self._snapshot.overview.talks
        mine = set(rows.get(self._one.id, ()))
        return len({row for other in self._others for row in rows.get(other.id, ()) if row in mine})

    @cached_property
    def firm(self) -> tuple[str, ...]:
        """The ties that are written down, in words."""
        found = [why for record in self._line.around for why in self._to_record(record)]
        found += [
            f"{self._one.name} and {other.name} {why}" for other in self._others for why in self._to_person(other)
        ]
        return tuple(dict.fromkeys((*found, *self._to_words())))

    @property
    def why(self) -> str:
        """The strongest tie in words."""
        if self.firm:
            return self.firm[0]
        names = " and ".join(other.name for other in self._others)
        return f"{self._one.name} has been in {self.talks} talk{'s' * (self.talks > 1)} with {names}"

    def _to_record(self, record: AnyRecord) -> Iterable[str]:
        if isinstance(record, Organization) and record.id in self._organizations(self._one):
            yield f"{self._one.name} is with {record.name}"
        if isinstance(record, (Event, Project)) and self._one.id in self._snapshot.people(record):
            yield f"{self._one.name} is part of {record.name}"

    def _to_person(self, other: Contact) -> Iterable[str]:
        if self._knows(self._one, other) or self._knows(other, self._one):
            yield "know each other"
        if self._organizations(self._one) & self._organizations(other):
            yield "are of one organization"

    def _to_words(self) -> Iterable[str]:
        """Ties to the words of the line: a place, a role, a relationship, an organization."""
        one, words = self._one, self._line.words
        place = name_words(one.location.partition(",")[0]).split() if one.location else []
        if place and self._line.here.issuperset(place):
            yield f"{one.name} lives in {one.location}"
        for text in (one.role or "", *one.relationship):
            if any(word in words for word in _telling(text)):
                yield f"{one.name}: {text}"
        for text in self._organization_names():
            if any(word in words for word in _telling(text)):
                yield f"{one.name} is with {text}"

    def _organization_names(self) -> Iterable[str]:
        for reference in self._one.organization:
            meant = self._snapshot.resolve(reference.text, "organization")
            yield meant[0].name if len(meant) == 1 else reference.text

    def _knows(self, one: Contact, other: Contact) -> bool:
        return any(self._snapshot.contact_id(tie.who) == other.id for tie in one.knows)

    def _organizations(self, one: Contact) -> set[str]:
        found: set[str] = set()
        for reference in one.organization:
            meant = self._snapshot.resolve(reference.text, "organization")
            found.add(meant[0].id if len(meant) == 1 else fold(reference.text))
        return found


def _telling(text: str) -> list[str]:
    return [word for word in name_words(text).split() if len(word) >= _SHORTEST and word not in _COMMON]
