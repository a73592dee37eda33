"""What the sections of one digest share: the vault, the days, and what several of them need, found once."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice

from ..practice.congratulations import Congratulation, congratulations
from ..practice.events import EventAhead, EventBehind, events_ahead, events_to_follow_up
from ..practice.follow_up.pressing import NAMES
from ..practice.follow_up.reasons import Reasons
from ..practice.follow_up.who_next import Desk, Next
from ..practice.giving import Help, helps
from ..practice.history.field_changes import Told
from ..practice.milestones import Upcoming, milestones, placed
from ..practice.words import day_words, for_later
from ..records import AnyRecord, Contact, Interaction
from ..snapshot import Snapshot
from .kinds import Choice
from .model import Line, Period, Person

_NEWS_DAYS = 14  # before the days of the digest, in which a new job is still news
_TIME = ("due", "drift")  # reasons of somebody whose time has come

Find = Callable[[str], Sequence[AnyRecord]]


@dataclass(frozen=True)
class DigestSpec:
    """What a digest is to be made with: its days, the cadence rules, the lead time in days, the week's first day.

    `choice` has the sections that are wanted; `find` gives the records that fit a saved query, by its name. With
    `later` set, the page is read on another day than it is made for, and no day on it is called yesterday or today.
    `now` is the day on which it is made, where its own day is past: what is only known since then is left out.
    """

    period: Period
    rules: Mapping[str, int]
    look_ahead: int
    week_starts: int
    choice: Choice = field(default_factory=Choice)
    find: Find | None = None
    later: bool = False
    now: date | None = None


@dataclass(frozen=True)
class Context:
    """What every section is made of; `changes` are those git has, latest first."""

    snapshot: Snapshot
    spec: DigestSpec
    changes: tuple[Told, ...]

    @cached_property
    def day(self) -> date:
        """The day the digest looks from."""
        day = self.spec.period.day
        return for_later(day) if self.spec.later else day

    @cached_property
    def until(self) -> date:
        """The last day it looks ahead to."""
        return self.day + timedelta(days=self.spec.look_ahead)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The sections of this digest."""
        return tuple(self.spec.choice.keys())

    def limit(self, key: str) -> int:
        """How many lines a section shows; 0 for one that is not on the page."""
        return self.spec.choice.limit(key) if key in self.keys else 0

    @cached_property
    def reasons(self) -> Reasons:
        """Why to be in touch with somebody."""
        return Reasons(self.snapshot, self.day, self.spec.look_ahead, now=self.spec.now)

    @cached_property
    def planned(self) -> tuple[tuple[Interaction, date], ...]:
        """The talks of the days ahead, and those of this day that are still to come, each with its day."""
        talks = self.snapshot.ahead(self.day, self.until, now=self.spec.now)
        return tuple((talk, talk.date.whole) for talk in talks if talk.date and talk.date.whole)

    @cached_property
    def dates(self) -> list[Upcoming]:
        """The birthdays and dates of this day and the days ahead."""
        # Those that are first have their line at once: by it what is said of somebody is not said again.
        near = self.day + timedelta(days=1)
        found = milestones(self.snapshot, self.day, self.until)
        return [placed(self.snapshot, one) if one.date <= near else one for one in found]

    @cached_property
    def events(self) -> list[EventAhead]:
        """The events of this day and the days ahead."""
        return events_ahead(self.snapshot, self.day, self.until)

    @cached_property
    def soon(self) -> dict[str, str]:
        """Whom you see within the lead time, and when: talks that are planned, events that are near."""
        soon: dict[str, tuple[date, str]] = {}
        for talk, day in self.planned:
            for person in self.snapshot.people(talk):
                soon[person] = min(soon.get(person, (date.max, "")), (day, talk.channel or "talk"))
        for ahead in self.events:
            for person in ahead.people:
                soon[person] = min(soon.get(person, (date.max, "")), (ahead.start, ahead.event.name))
        return {person: f"{what}, {day_words(day, self.day)}" for person, (day, what) in sorted(soon.items())}

    @cached_property
    def events_behind(self) -> list[EventBehind]:
        """The events of the last weeks with somebody who has not heard from you since."""
        return events_to_follow_up(self.snapshot, self.day)

    @cached_property
    def news(self) -> list[Congratulation]:
        """The new jobs of the days of the digest and the two weeks before, as far as today knows."""
        return congratulations(self.changes, self.snapshot, news_since(self.spec.period), self.day)

    @cached_property
    def desk(self) -> Desk:
        """The list of whom next, as `notebook next` has it."""
        spec = self.spec
        return Desk(
            self.snapshot, self.day, spec.rules, spec.look_ahead, congratulations=self.news, reasons=self.reasons
        )

    @cached_property
    def due(self) -> tuple[Next, ...]:
        """Whom the page says to write to: those whose time has come or who have drifted, in the order of the desk.

        Where the week's names are taken, for dates and promises among other things, those after them count as well.
        """
        if not self.limit("due"):
            return ()
        pressed = self.desk.pressed
        waiting = pressed.others if len(pressed.named) >= NAMES else ()
        explained = (self.desk.explained(contact) for contact in (*pressed.named, *waiting))
        fitting = (one for one in explained if any(reason.kind in _TIME for reason in one.reasons))
        return tuple(islice(fitting, self.limit("due")))

    @cached_property
    def near(self) -> dict[str, None]:
        """The ids of those the page says to write to, and of those you see soon."""
        return dict.fromkeys([*(one.contact.id for one in self.due), *self.soon])

    @cached_property
    def helps(self) -> list[Help]:
        """What people on the page seek, or you do, and others offer."""
        owner = self.snapshot.owner
        return helps(self.snapshot, [*self.near, *([owner.id] if owner else [])])

    def contact(self, contact_id: str) -> Contact | None:
        """The contact with this id."""
        found = self.snapshot.by_id.get(contact_id)
        return found if isinstance(found, Contact) else None

    def is_rested(self, ids: Iterable[str]) -> bool:
        """True where everybody of these is archived: nothing is suggested then. False for nobody."""
        found = [self.contact(one) for one in ids]
        return bool(found) and all(one is not None and one.status == "archived" for one in found)

    def person(self, record_id: str) -> Person:
        """Somebody, or something, by its id; one that is nobody in the vault by what was written."""
        record = self.snapshot.by_id.get(record_id)
        return Person(record_id, record.name if record else record_id)

    def people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """Several, each by the id."""
        return tuple(self.person(one) for one in ids)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is for a section: its lines, how many more there are, and the command that shows them all.

    `title` is a heading for what was found, where that is not the section's own. Lines of the kind `crowd` leave half
    the room to others: on some days, everybody's birthday would fill the page.
    """

    lines: tuple[Line, ...]
    command: str = ""
    more: int = 0
    title: str = ""
    crowd: str = ""


def shown_command(*words: str) -> str:
    """A command of the notebook as it is typed, with quotes where the shell needs them."""
    return shlex.join(("notebook", *words))


def news_since(period: Period) -> date:
    """The day since when a change of somebody's job is news to the digest of these days."""
    return period.since - timedelta(days=_NEWS_DAYS)
