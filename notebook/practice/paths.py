"""Paths: who can introduce you to somebody, or to the people of an organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..records import Contact, Event, Interaction, Organization, Reference
from ..schema import channel_group
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .memberships import Member, members, members_by_name
from .words import ago_words, day_words, with_article

_EACH = 20  # ways over one other to one person; nobody asks a twenty-first
_FOLLOWED = 50  # strangers, and ties of one stranger, that are followed further


@dataclass(frozen=True, slots=True)
class Step:
    """One person on the way, and how they are known to the one before, who is first of all the owner."""

    person: str
    how: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Path:
    """The people on the way, from one the owner knows to the one who is sought; one alone is known already."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """That two people know each other: the other one, how, where that stands, of which sort it is, and its day."""

    other: str
    how: str
    path: str
    line: int
    sort: int
    day: date = date.min


# Sorts of ties, the closest first.
_SAID, _IN_PERSON, _TALKED, _TOGETHER, _EVENT = range(5)

_Way = tuple[tuple[str, _Tie | None], ...]


def paths_to(snapshot: Snapshot, target_id: str, today: date) -> list[Path]:
    """The ways to a contact, or to the people of an organization, a project or an event.

    A way is one person, two, or three where no shorter one is found. To a contact who is known to the owner there are
    also the ways over one other person. Shorter ways come first, and of one length those that start with whom the owner
    was in touch with last; a way by an event alone, where people need not have met, comes after the others. To one
    person there are at most twenty over one other.
    """
    target = snapshot.by_id.get(target_id)
    if isinstance(target, Contact):
        return _Ways(snapshot, today, None).to_all([(target.id, "")], beyond=True)
    if isinstance(target, Organization):
        return _Ways(snapshot, today, target.path).to_all(_with_roles(members(snapshot, target.id, today)))
    people = snapshot.people(target) if target else ()
    return _Ways(snapshot, today, target.path if target else None).to_all([(person, "") for person in people])


def paths_to_name(snapshot: Snapshot, name: str, today: date) -> list[Path]:
    """The ways to the people of an organization that has no note of its own and is only written on cards."""
    return _Ways(snapshot, today, fold(name)).to_all(_with_roles(members_by_name(snapshot, name, today)))


def _with_roles(found: Iterable[Member]) -> list[tuple[str, str]]:
    return [(one.contact.id, one.role or "") for one in found]


class _Ways:
    """Looks for ways from those who are sought to those the owner knows; what many ask for is looked up once.

    `target` is the path of the record, or the folded name, that they belong to: it is no tie between them, since
    somebody known there is a way already.
    """

    def __init__(self, snapshot: Snapshot, today: date, target: str | None) -> None:
        self._snapshot = snapshot
        self._today = today
        self._target = target
        self._mine = snapshot.owner.id if snapshot.owner else None
        self._people = {contact.id: contact for contact in reversed(snapshot.contacts)}
        self._lasts: dict[str, date | None] = {}
        self._begun: dict[str, Step] = {}

    def _last(self, person: str) -> date | None:
        if person not in self._lasts:
            self._lasts[person] = self._snapshot.last_contact(person, self._today)
        return self._lasts[person]

    def to_all(self, sought: Sequence[tuple[str, str]], *, beyond: bool = False) -> list[Path]:
        """The ways to each of these people, in order; the words of each stand with their step."""
        others = [(person, words) for person, words in sought if person != self._mine]
        found = [(way, words) for person, words in others for way in self._short(person, beyond=beyond)]
        if not found:
            found = [(way, words) for person, words in others[:_FOLLOWED] for way in self._long(person)]
        return [self._path(way, words) for way, words in sorted(found, key=lambda pair: self._order(pair[0]))]

    def _short(self, person: str, *, beyond: bool) -> list[_Way]:
        """The person where the owner knows them, else ways over one other; with `beyond`, both."""
        direct: list[_Way] = [((person, None),)] if self._knows(person) else []
        if direct and not beyond:
            return direct
        ties = [tie for tie in self._ties(person) if not (direct and tie.sort == _EVENT)]
        over: list[_Way] = [((tie.other, None), (person, tie)) for tie in ties if self._knows(tie.other)]
        return direct + sorted(over, key=self._order)[:_EACH]

    def _long(self, person: str) -> list[_Way]:
        """The ways over two others, of whom the owner knows the first."""
        return [
            ((first.other, None), (second.other, first), (person, second))
            for second in self._ties(person)[:_FOLLOWED]
            for first in self._ties(second.other)
            if first.other != person and self._knows(first.other)
        ]

    def _path(self, way: _Way, words: str) -> Path:
        steps = [self._first(way[0][0]), *(Step(who, tie.how, tie.path, tie.line) for who, tie in way if tie)]
        if words:
            last = steps[-1]
            steps[-1] = Step(last.person, f"{last.how} · {words}", last.path, last.line)
        return Path(tuple(steps))

    def _first(self, person: str) -> Step:
        """How the owner stands with the first one on the way."""
        if person not in self._begun:
            self._begun[person] = self._beginning(self._people[person])
        return self._begun[person]

    def _beginning(self, contact: Contact) -> Step:
        person, last = contact.id, self._last(contact.id)
        talk = self._snapshot.last_talk(person, self._today)
        if last is None:
            day = contact.met.date.earliest if contact.met and contact.met.date else None
            when = f"met {ago_words(day, self._today)}" if day else "met"
            return Step(person, f"{when}, no talk yet", contact.path, self._snapshot.line_of(contact, "met"))
        when = f"last in touch {ago_words(last, self._today)}"
        if talk and talk.date and talk.date.earliest == last:
            how = f"{when} · {talk.channel}" if talk.channel else when
            line = talk.summary.line if talk.summary else self._snapshot.line_of(talk, "date")
            return Step(person, how, talk.path, line)
        return Step(person, when, contact.path, self._snapshot.line_of(contact, "last_contact"))

    def _order(self, way: _Way) -> tuple[int, bool, int, list[int], list[str]]:
        ties = [tie for _, tie in way if tie]
        last = self._last(way[0][0]) or date.min
        by_event = any(tie.sort == _EVENT for tie in ties)
        return len(way), by_event, -last.toordinal(), [tie.sort for tie in ties], [person for person, _ in way]

    def _knows(self, person: str) -> bool:
        """True for somebody the owner has spoken to or met by today, and who is not archived."""
        contact = self._people[person]
        if contact.status == "archived":
            return False
        if self._last(person) is not None:
            return True
        day = contact.met.date.earliest if contact.met and contact.met.date else None
        return contact.met is not None and (day is None or day <= self._today)

    # Who knows whom

    def _ties(self, person: str) -> list[_Tie]:
        """One tie to each person who is known to this one: the closest, of those the latest; the owner left out."""
        found = [
            *self._said.get(person, ()),
            *self._talked(person),
            *self._beside(person, self._circles, _TOGETHER),
            *self._beside(person, self._events, _EVENT),
        ]
        closest: dict[str, _Tie] = {}
        for tie in sorted(found, key=lambda tie: (tie.sort, -tie.day.toordinal(), tie.other, tie.path, tie.line)):
            contact = self._people.get(tie.other)
            if contact and contact.status != "archived" and tie.other not in (person, self._mine):
                closest.setdefault(tie.other, tie)
        return list(closest.values())

    @cached_property
    def _said(self) -> dict[str, list[_Tie]]:
        """What cards say: whom somebody knows, and through whom they were met; from both sides."""
        found: dict[str, list[_Tie]] = defaultdict(list)

        def add(contact: Contact, reference: Reference, how: str) -> None:
            other = self._snapshot.contact_id(reference)
            if other is not None:
                found[contact.id].append(_Tie(other, how, contact.path, reference.line, _SAID))
                found[other].append(_Tie(contact.id, how, contact.path, reference.line, _SAID))

        for contact in self._snapshot.contacts:
            for tie in contact.knows:
                says = f"“{tie.role}” on" if tie.role else "they know each other, says"
                add(contact, tie.who, f"{says} {contact.name}'s card")
            if contact.met and contact.met.through:
                add(contact, contact.met.through, f"you met {contact.name} through {self._name(contact.met.through)}")
        return found

    def _talked(self, person: str) -> Iterator[_Tie]:
        """Those who were in one talk with the person, or introduced to them in it."""
        for talk in self._snapshot.talks(person):
            day = talk.date.earliest if talk.date else None
            if day is None or not happened(talk, self._today):
                continue
            met = {self._snapshot.contact_id(reference): reference.line for reference in talk.introduced}
            if person in met:
                how = f"introduced by you, {day_words(day, self._today)}"
                yield from (_Tie(other, how, talk.path, line, _SAID, day) for other, line in met.items() if other)
            sort = _IN_PERSON if channel_group(talk.channel) == "in person" else _TALKED
            how = f"{with_article(talk.channel or 'talk')} together with you, {ago_words(day, self._today)}"
            yield from (_Tie(other, how, talk.path, line, sort, day) for other, line in self._named_in(talk).items())

    def _named_in(self, record: Event | Interaction) -> dict[str, int]:
        """The contacts a record is with, each with the line that names them."""
        named = ((self._snapshot.contact_id(one), one.line) for one in reversed(record.with_))
        return {person: line for person, line in named if person and person != self._mine}

    @cached_property
    def _circles(self) -> dict[str, list[_Circle]]:
        """The organizations and projects of each person."""
        circles: dict[str, _Circle] = {}
        for contact in self._snapshot.contacts:
            for reference in contact.organization:
                named = self._snapshot.resolve(reference.text, "organization")
                written = fold(reference.text), reference.text
                key, name = (named[0].path, named[0].name) if len(named) == 1 else written
                circle = circles.setdefault(key, _Circle(f"both at {name}", date.min, {}))
                circle.people.setdefault(contact.id, (contact.path, reference.line))
        for project in self._snapshot.projects:
            ties = ((self._snapshot.contact_id(tie.who), tie.who.line) for tie in project.with_)
            people = {person: (project.path, line) for person, line in ties if person}
            circles[project.path] = _Circle(f"both in {project.name}", date.min, people)
        return _by_person(circle for key, circle in circles.items() if key != self._target)

    @cached_property
    def _events(self) -> dict[str, list[_Circle]]:
        """The events each person was expected or met at, that were held by today."""
        found = []
        for event in self._snapshot.events:
            day = event.start.earliest if event.start else None
            held = event.status not in ("skipped", "cancelled")
            if day and day <= self._today and held and event.path != self._target:
                people = {person: (event.path, line) for person, line in self._named_in(event).items()}
                found.append(_Circle(f"both at {event.name}, {day_words(day, self._today)}", day, people))
        return _by_person(found)

    @staticmethod
    def _beside(person: str, circles: dict[str, list[_Circle]], sort: int) -> Iterator[_Tie]:
        for circle in circles.get(person, ()):
            for other, (path, line) in circle.people.items():
                yield _Tie(other, circle.how, path, line, sort, circle.day)

    def _name(self, reference: Reference) -> str:
        person = self._snapshot.contact_id(reference)
        return self._people[person].name if person else reference.text


@dataclass(frozen=True, slots=True)
class _Circle:
    """People who belong together, each with the place where that stands."""

    how: str
    day: date
    people: dict[str, tuple[str, int]]


def _by_person(circles: Iterable[_Circle]) -> dict[str, list[_Circle]]:
    found: dict[str, list[_Circle]] = defaultdict(list)
    for circle in circles:
        for person in circle.people:
            found[person].append(circle)
    return found
