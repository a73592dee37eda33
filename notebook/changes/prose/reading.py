"""One line of prose, read: every rule in its turn, and the stretches of the line with what each was read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from ...schema.fields import channel_group
from ...snapshot import Snapshot
from .giving import Thing, find_things
from .grammar import is_talked_about
from .groups import Group
from .how import FirstStep, How, find_channel, first_step
from .marked import Person, marked_people, with_bold
from .matching import Lasting
from .name_words import parts_of
from .new_places import unknown_place
from .people import Finding
from .settling import Settling
from .taking_part import ALONE, SUBJECT, groups_of
from .tasks import InlineTask, split_tasks
from .tokens import Token, hidden, tokens_of
from .understood import Role, Stretch, Unclear, Understood
from .units import Unit, units_of
from .when import When, find_day
from .where import Named, Places, find_events, find_records
from .words import CHANNEL_NOUNS

_LONGEST = 4000  # characters of the line that are read; a line of prose has a few hundred
_TOPIC = re.compile(r"(?<![\w/#&])#(?P<topic>\d*[^\W\d_][\w/-]*|\d{4}\b)")
_NO_PROSE = re.compile(r"`[^`]*`|https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\]\([^)\s]*\)")
_NOBODY: Mapping[str, str] = MappingProxyType({})


def read_line(text: str, snapshot: Snapshot, today: date, chosen: Mapping[str, str] = _NOBODY) -> Understood:
    """The first line of a text, read as an interaction; further lines are kept as they stand.

    `chosen` says whom a name means, by the name as typed. Never raises.
    """
    lines = text.lstrip("\n")
    line, newline, rest = lines.partition("\n")
    line = " " * (len(text) - len(lines)) + line  # so that places in it are places in the text
    prose, tasks = split_tasks(line)
    reading = _Reading(line[:_LONGEST], tasks, snapshot, today, chosen)
    return reading.understood(f"{prose}{newline}{rest}".strip("\n").rstrip())


class _Reading:
    """The reading of one line; what one rule needs of another is read when it is asked for."""

    def __init__(
        self, line: str, tasks: Sequence[InlineTask], snapshot: Snapshot, today: date, chosen: Mapping[str, str]
    ) -> None:
        self.snapshot = snapshot
        self.today = today
        self.chosen = chosen
        self.tasks = tasks
        shown = hidden(line, [(task.start, task.end) for task in self.tasks], ";")
        shown = hidden(shown, [match.span() for match in _NO_PROSE.finditer(shown)])
        self.topics = list(_TOPIC.finditer(shown))
        self.shown = hidden(shown, [match.span() for match in self.topics])
        self.marked = marked_people(self.shown, snapshot)
        self.tokens: list[Token] = tokens_of(self.shown)

    # Who

    @cached_property
    def people(self) -> list[Person]:
        """Everybody the line names, settled as far as that goes."""
        certain = [person for person in self.marked if person.sure or person.fits]
        others = (*self.events, *self.projects, *self.organizations, *self.places)
        busy = {at for one in others for at in range(one.first, one.last + 1)}
        marked = {at for at, token in enumerate(self.tokens) if any(_covers(person, token) for person in certain)}
        found = Finding(self.shown, self.tokens, self.snapshot, self._other_words()).people(busy | marked, marked)
        bold, found = with_bold([person for person in self.marked if person not in certain], found)
        people = sorted([*certain, *bold, *found], key=lambda person: person.start)
        around = [one.record for one in others if one.record]
        words = [token.folded for token in self.tokens if not any(_covers(person, token) for person in people)]
        Settling(self.snapshot, self.today, self.chosen).settle(people, around, words)
        return people

    def _other_words(self) -> frozenset[str]:
        snapshot = self.snapshot
        return self._words_of(*snapshot.organizations, *snapshot.events, *snapshot.projects) | self._places.words

    def _words_of(self, *records: Lasting) -> frozenset[str]:
        """The words of these records' names, as far as they are in the line."""
        said = {token.folded for token in self.tokens}
        names = (name for record in records for name in (record.name, *record.aliases))
        return frozenset(word for name in names for word in parts_of(name) if word in said)

    @cached_property
    def units(self) -> list[Unit]:
        """The line as grammar sees it."""
        return units_of(self.tokens, self.people)

    @cached_property
    def groups(self) -> list[Group]:
        """The groups of people, with their parts."""
        return groups_of(self.units)

    # When

    @cached_property
    def day(self) -> When | None:
        """The day of the line."""
        return find_day(self.shown, self.units, self.today)

    @cached_property
    def _first_day(self) -> When | None:
        """The day of the line, as far as it is known before the people are."""
        return find_day(self.shown, units_of(self.tokens, self.marked), self.today)

    # Where, and what about

    @cached_property
    def _places(self) -> Places:
        return Places(self.snapshot, self.tokens)

    @cached_property
    def events(self) -> list[Named]:
        """The events that are named."""
        named = self._words_of(*self.snapshot.organizations, *self.snapshot.projects)
        shared = named | CHANNEL_NOUNS | self._places.words
        return find_events(self.tokens, self.snapshot.events, self.today, self._first_day, shared)

    @cached_property
    def projects(self) -> list[Named]:
        """The projects that are named."""
        return find_records(self.tokens, self.snapshot.projects, self.today)

    @cached_property
    def organizations(self) -> list[Named]:
        """The organizations that are named, at whatever place."""
        return find_records(self.tokens, self.snapshot.organizations, self.today)

    @cached_property
    def places(self) -> list[Named]:
        """The known places that are named after `at` and `in`."""
        busy = {at for one in self.events for at in range(one.first, one.last + 1)}
        return list(self._places.find(self.shown, self.tokens, busy))

    @cached_property
    def place(self) -> Named | None:
        """The place of the line: the first that is no part of what was said."""
        first = {unit.start for unit in self.units if unit.clause == self.units[0].clause}
        here = (one for one in self.places if one.start in first)
        known = next((one for one in here if not is_talked_about(self.units, one.start)), None)
        return known or self._unknown_place()

    def _unknown_place(self) -> Named | None:
        """A place of a name that is new to the notebook; not of a call or a letter, which have none."""
        named = (*self.events, *self.projects, *self.organizations, self.day)
        found = unknown_place(self.shown, self.units, [(one.start, one.end) for one in named if one])
        if found is None or is_talked_about(self.units, found.start):
            return None
        how = find_channel(self.units, set())
        return found if how is None or channel_group(how.channel) == "in person" else None

    @cached_property
    def event(self) -> Named | None:
        """The event of the line: the first that is not only talked about."""
        return next((one for one in self.events if not is_talked_about(self.units, one.start)), None)

    @cached_property
    def project(self) -> Named | None:
        """The project of the line, where it names one alone."""
        return self.projects[0] if len({one.meaning for one in self.projects}) == 1 else None

    # How, and what was given

    @cached_property
    def how(self) -> How | None:
        """The channel of the line."""
        named = [one for one in (*self.events, *self.projects, *self.organizations, self.place) if one]
        busy = {at for at, unit in enumerate(self.units) if any(one.start <= unit.start < one.end for one in named)}
        return find_channel(self.units, busy)

    @cached_property
    def step(self) -> tuple[int, FirstStep] | None:
        """Who took the first step, and where it says so."""
        return first_step(self.units)

    @cached_property
    def things(self) -> list[Thing]:
        """What was given and received."""
        busy = [(one.start, one.end) for one in (self.day, self.place, self.event) if one]
        return find_things(self.shown, self.units, busy)

    # The answer

    def understood(self, prose: str) -> Understood:
        """What the line says."""
        there = self._persons(group for group in self.groups if group.part == "with")
        unclear = [Unclear(one.text, one.start, tuple(other.id for other in one.candidates))
                   for one in there if one.candidates]  # fmt: skip
        return Understood(
            prose,
            tasks=tuple(task.markdown for task in self.tasks),
            people=self._ids(there),
            new_people=_each_once(one.new for one in there if one.new),
            unclear=tuple(unclear),
            day=self.day.day if self.day else None,
            channel=self.how.channel if self.how else "event" if self.event else None,
            initiated=self.step[1] if self.step else None,
            place=self.place.meaning if self.place else None,
            event=self.event.meaning if self.event else None,
            project=self.project.meaning if self.project else None,
            topics=_each_once(match["topic"] for match in self.topics),
            gave=tuple(thing.text for thing in self.things if thing.role == "gave"),
            received=tuple(thing.text for thing in self.things if thing.role == "received"),
            introduced=self._ids(self._persons(group for group in self.groups if group.introduced)),
            stretches=tuple(sorted(self._stretches(), key=lambda one: (one.start, one.end))),
        )

    def _persons(self, groups: Iterator[Group]) -> list[Person]:
        persons = (self.units[place].person for group in groups for place in group.places)
        return [person for person in persons if person is not None]

    def _ids(self, persons: Sequence[Person]) -> tuple[str, ...]:
        owner = self.snapshot.owner
        ids = (contact.id for person in persons for contact in person.contacts)
        return _each_once(one for one in ids if owner is None or one != owner.id)

    def _stretches(self) -> Iterator[Stretch]:
        for group in self.groups:
            for person in self._persons(iter((group,))):
                yield from self._stretches_of(person, group)
        if self.day:
            yield Stretch(self.day.start, self.day.end, "date", str(self.day.day), "the day of the talk")
        if self.how:
            unit = self.units[self.how.place]
            yield Stretch(unit.start, unit.end, "channel", self.how.channel, f"{unit.word} says how")
        if self.step:
            unit = self.units[self.step[0]]
            yield Stretch(unit.start, unit.end, "initiated", self.step[1], f"{unit.word} says who began")
        named: tuple[tuple[Role, Named | None], ...] = (
            ("place", self.place), ("event", self.event), ("project", self.project)
        )  # fmt: skip
        yield from (Stretch(one.start, one.end, role, one.meaning, one.why) for role, one in named if one)
        yield from (Stretch(*match.span(), "topic", match["topic"], "marked with #") for match in self.topics)
        yield from (Stretch(one.start, one.end, one.role, one.text, one.why) for one in self.things)
        for task in self.tasks:
            yield Stretch(
                task.start, task.end, "thread" if task.mark == "?" else "promise", task.text, f"after [{task.mark}]"
            )

    def _stretches_of(self, person: Person, group: Group) -> Iterator[Stretch]:
        took_part = group.part == "with"
        if person.new:
            yield Stretch(person.start, person.end, "new" if took_part else "mentioned", person.new, "no card yet")
        for one in self._ids([person]):
            why = (
                f"{person.why}; {group.why}"
                if took_part and group.why and (not person.likeliest or group.why in (ALONE, SUBJECT))
                else person.why
            )
            yield Stretch(person.start, person.end, "with" if took_part else "mentioned", one, why)
            if group.introduced:
                yield Stretch(person.start, person.end, "introduced", one, "introduced by me")
        if person.candidates:
            ids = ", ".join(one.id for one in person.candidates)
            yield Stretch(
                person.start, person.end, "unclear" if took_part else "mentioned", ids, "could be any of them"
            )


def _covers(person: Person, token: Token) -> bool:
    return person.start <= token.start < person.end


def _each_once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
