"""What is open between you and people: promises both ways, threads, talks ahead, in lines of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ...records import Contact, Event, Interaction, Met, Reference
from ...schema import channel_group
from ...snapshot import Snapshot, happened
from .. import promises as promising
from .. import threads as threading
from ..events import EventAhead, events_ahead
from ..follow_up.cadence import Rules, cadence_of
from ..promises import Promise, summary_words
from ..questions import BankQuestion
from ..said import TextOf
from ..threads import Thread
from ..words import ago_words, day_words, days_between, every_words, with_article
from .page import Line

_EVENTS_AHEAD = 90  # days


@dataclass(frozen=True)
class Matters:
    """The vault on a day, as a brief looks at it; what is common to several people is looked up once.

    `text_of` gives the words of a note's file, `bank` is the question bank. With `shared`, the snapshot is one that
    others may see, and what is yours alone is left out.
    """

    snapshot: Snapshot
    today: date
    rules: Rules
    look_ahead: int
    bank: tuple[BankQuestion, ...] = ()
    text_of: TextOf | None = None
    shared: bool = False

    @cached_property
    def promises(self) -> dict[str, list[Promise]]:
        """The open promises noted by the day, by person, in the order of `practice.promises`."""
        found = promising.promises(self.snapshot, only_open=True)
        return promising.by_person(one for one in found if one.since is None or one.since <= self.today)

    @cached_property
    def threads(self) -> dict[str, list[Thread]]:
        """The open threads noted by the day that can be asked by then, by person, newest first."""
        return threading.by_person(
            one
            for one in threading.threads(self.snapshot)
            if one.since is None or one.since <= self.today
            if not threading.rests(one.text, one.since, self.today)
        )

    @cached_property
    def events(self) -> list[EventAhead]:
        """The events of the next three months, today's among them."""
        return events_ahead(self.snapshot, self.today, self.today + timedelta(days=_EVENTS_AHEAD))

    @property
    def mine(self) -> str | None:
        """The owner's id."""
        return self.snapshot.owner.id if self.snapshot.owner else None

    @property
    def you(self) -> str:
        """What the owner is called on the page."""
        owner = self.snapshot.owner
        return owner.name if self.shared and owner else "you"

    def promised(self, person: str, *, mine: bool) -> list[Promise]:
        """What you promised the person, or they promised."""
        return [one for one in self.promises.get(person, ()) if (one.owner == "me") is mine]

    def held(self, person: str) -> Iterator[Interaction]:
        """The person's talks that have happened, newest first; one that is planned for today is still ahead."""
        for talk in self.snapshot.talks(person):
            if happened(talk, self.today) and not (talk.status == "planned" and self.is_today(talk)):
                yield talk

    def is_today(self, talk: Interaction) -> bool:
        """True for a talk of today."""
        return talk.date is not None and talk.date.whole == self.today

    def last_contact(self, person: str) -> date | None:
        """The day of the last contact before what is planned for today: of a talk, or by `last_contact:`."""
        talk = next(self.held(person), None)
        last = talk.date.earliest if talk and talk.date else None
        contact = self.snapshot.by_id.get(person)
        floor = contact.last_contact.earliest if isinstance(contact, Contact) and contact.last_contact else None
        return max((day for day in (last, floor) if day and day <= self.today), default=None)

    def planned(self, person: str) -> list[Interaction]:
        """The talks with the person that are planned, the next first; today's only where they say so."""
        found = []
        for talk in self.snapshot.talks(person):
            day = talk.date.whole if talk.date else None
            if day is None or talk.status == "cancelled":
                continue
            if day < self.today:
                break
            if day > self.today or talk.status == "planned":
                found.append(talk)
        return sorted(found, key=lambda talk: (str(talk.date), talk.path))


def promise_line(one: Promise, today: date, person: str, snapshot: Snapshot) -> Line:
    """A promise: its words, and when it is due, or how old it is."""
    others = [who for who in dict.fromkeys((one.owner, *one.with_)) if who not in ("me", person)]
    beside = f" (with {names_of(snapshot, others)})" if others else ""
    return Line(one.text + beside, one.path, one.line, when=promise_when(one, today), date=one.due)


def promise_when(one: Promise, today: date) -> str:
    """`due Fri 20 Nov`, `was due Fri 20 Nov, 2 days ago`; without a day how old it is."""
    if one.due is None:
        return f"{days_between(one.since, today)} old" if one.since and one.since < today else ""
    if one.due >= today:
        return f"due {day_words(one.due, today)}"
    ago = "" if (today - one.due).days == 1 else f", {ago_words(one.due, today)}"
    return f"was due {day_words(one.due, today)}{ago}"


def talk_words(snapshot: Snapshot, talk: Interaction) -> str:
    """What a talk was about: its first words, else what was heard, else its topics."""
    if talk.summary:
        return summary_words(snapshot, talk)
    if talk.quotes:
        return f"“{talk.quotes[0].text}”"
    return ", ".join(topic.text for topic in talk.topics)


def talk_line_number(snapshot: Snapshot, talk: Interaction) -> int:
    """The line on which those words stand, that of the day where there are none."""
    if talk.summary:
        return talk.summary.line
    first = next(iter((*talk.quotes, *talk.topics)), None)
    return first.line if first else snapshot.line_of(talk, "date")


def names_of(snapshot: Snapshot, ids: Iterable[str]) -> str:
    """The names of these records, with commas."""
    known = snapshot.by_id
    return ", ".join(known[one].name if one in known else one for one in ids)


def name_of(snapshot: Snapshot, reference: Reference, *kinds: str) -> str:
    """The name of what a reference means, as written where it means nothing of the vault or two."""
    found = snapshot.resolve(reference.text, *kinds)
    return found[0].name if len(found) == 1 else reference.text


def met_words(snapshot: Snapshot, met: Met, today: date) -> str:
    """`Mary introduced you, at the party, Wed 5 Jun: a demonstration`."""
    parts = [f"{name_of(snapshot, met.through, 'contact')} introduced you"] if met.through else []
    if met.at:
        parts.append(f"at {name_of(snapshot, met.at, 'event', 'organization', 'contact')}")
    if met.date:
        day = met.date.whole
        parts.append(day_words(day, today) if day else f"in {met.date}" if met.date.year else str(met.date))
    words = ", ".join(parts)
    return ": ".join(part for part in (words, met.how) if part)


def about_event(event: Event) -> str:
    """`conference · Porto`."""
    return " · ".join(part for part in (event.type, event.place) if part)


def standing_words(contact: Contact, matters: Matters) -> str:
    """When you spoke last and how often you mean to: `last contact 13 days ago; to be in touch every 3 weeks`."""
    last = matters.last_contact(contact.id)
    parts = ["no talk yet"]
    if last is not None:
        talk = next(matters.held(contact.id), None)
        here = talk.channel if talk and talk.date and talk.date.earliest == last else None
        parts = [f"last contact {ago_words(last, matters.today)}" + (f", {with_article(here)}" if here else "")]
        in_person = (talk for talk in matters.held(contact.id) if channel_group(talk.channel) == "in person")
        seen = next(in_person, None)
        day = seen.date.earliest if seen and seen.date else None
        parts += [f"last seen {ago_words(day, matters.today)}"] if day and day != last else []
    every, _ = cadence_of(contact, matters.rules)
    parts += [f"to be in touch {every_words(every)}"] if every else []
    return "; ".join(parts)
