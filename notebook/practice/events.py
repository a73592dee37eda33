"""Events: those ahead, with whom you know there, and those behind, with whom to follow up and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

from ..records import Contact, Event, Interaction
from ..snapshot import Snapshot
from ..text.blocks import read_blocks
from ..text.body import plain_text
from . import promises as promising
from . import threads as threading
from .after_events import first_since, met_at, talks_at
from .evidence import Evidence
from .phrases import word_keys
from .promises import Promise, summary_words, wording
from .said import TextOf, mention, name_words, passages, telling_words
from .threads import Thread

FOLLOW_UP_DAYS = 21  # after that, a message "nice to meet you" has no occasion
OFF = ("skipped", "cancelled")  # of an event that is not ahead, and has nobody to follow up with
FRESH_DAYS = 2  # the 48 hours in which it is fresh
_LEARNED = ("learned", "learnt", "what i learned", "what i learnt", "lessons")


@dataclass(frozen=True, slots=True)
class EventAhead:
    """An event to come and the people of the vault expected there."""

    event: Event
    start: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventBehind:
    """An event that was, and the people met there with whom there was no contact since."""

    event: Event
    end: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Someone to follow up with: what you talked about there, and what is open; `talk` is None where none is noted."""

    contact: Contact
    talk: Interaction | None
    said: Evidence
    promises: tuple[Promise, ...]
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal you went with, and the note that speaks of it, if one does."""

    goal: Evidence
    spoken: Evidence | None


@dataclass(frozen=True, slots=True)
class Triage:
    """An event that was, from the first of its evenings on.

    `end` is its last day so far, `days_left` how many of the two days after it are left, negative when they are over;
    `waiting` are those not in touch since, those first to whom you promised something; `since` are the others, each
    with the first talk after it; `strangers` are the names that are in no contact; `learned` is what you wrote down.
    """

    event: Event
    end: date
    days_left: int
    waiting: tuple[FollowUp, ...]
    since: tuple[tuple[Contact, Interaction], ...]
    strangers: tuple[Evidence, ...]
    learned: tuple[Evidence, ...]
    goals: tuple[Goal, ...]


def events_ahead(snapshot: Snapshot, since: date, until: date) -> list[EventAhead]:
    """Events that touch these days, neither skipped nor cancelled, by start."""
    found = []
    for event in snapshot.events:
        days = event_days(event)
        if days and event.status not in OFF and days[0] <= until and days[1] >= since:
            found.append(EventAhead(event, days[0], snapshot.people(event)))
    return sorted(found, key=lambda one: (one.start, one.event.path))


def events_to_follow_up(snapshot: Snapshot, today: date) -> list[EventBehind]:
    """Events you went to in the last three weeks with people not written or spoken to since, the latest first."""
    recent = [event for event in snapshot.events if _is_recent(event, today)]
    talks = talks_at(snapshot, today) if recent else {}
    found = []
    for event in recent:
        days = event_days(event)
        assert days is not None  # it is recent
        there = met_at(snapshot, event, talks.get(event.id, ()))
        waiting = tuple(person for person in there if _waits(snapshot, person, event, days, today))
        if waiting:
            found.append(EventBehind(event, days[1], waiting))
    return sorted(found, key=lambda one: (one.end, one.event.path), reverse=True)


def triage(snapshot: Snapshot, event: Event, today: date, *, text_of: TextOf | None = None) -> Triage | None:
    """What is left to do after an event you went to; None for one that has not begun, or whose days nobody knows.

    An event without a day has those of the talks at it. `text_of` gives the words of a note's file.
    """
    talks = talks_at(snapshot, today).get(event.id, [])
    days = event_days(event) or _days_of(talks)
    if days is None or days[0] > today:
        return None
    return _Triage(snapshot, event, (days[0], min(days[1], today)), today, talks, text_of).made()


def event_days(event: Event) -> tuple[date, date] | None:
    """The event's first and last day; None where it has none."""
    if event.start is None or event.start.earliest is None:
        return None
    last = (event.end or event.start).latest or event.start.earliest
    return event.start.earliest, max(last, event.start.earliest)


def end_line(snapshot: Snapshot, event: Event) -> int:
    """The line of the event's last day."""
    return snapshot.line_of(event, "end" if event.end else "start")


class _Triage:
    """Makes one triage; what is open is looked up once."""

    def __init__(
        self,
        snapshot: Snapshot,
        event: Event,
        days: tuple[date, date],
        today: date,
        talks: list[Interaction],
        text_of: TextOf | None,
    ) -> None:
        self._snapshot = snapshot
        self._event = event
        self._days = days
        self._end = days[1]
        self._today = today
        # What is noted as of the event days after it is the follow-up.
        self._there = [talk for talk in talks if not _after(talk, self._end)]
        self._notes: list[Event | Interaction] = [event, *self._there]
        self._talks = talks
        self._text_of = text_of

    def made(self) -> Triage:
        """The triage."""
        waiting, since = [], []
        for person in met_at(self._snapshot, self._event, self._talks):
            contact = self._snapshot.by_id[person]
            if not isinstance(contact, Contact) or contact.status == "archived":
                continue
            after = first_since(self._snapshot, person, self._event, self._days, self._today)
            if after:
                since.append((contact, after))
            else:
                waiting.append(self._follow_up(contact))
        waiting.sort(key=lambda one: (not any(promise.owner == "me" for promise in one.promises), one.talk is None))
        left = (self._end + timedelta(days=FRESH_DAYS) - self._today).days
        return Triage(
            self._event,
            self._end,
            left,
            tuple(waiting),
            tuple(since),
            tuple(self._strangers()),
            tuple(self._learned()),
            tuple(self._goals()),
        )

    @cached_property
    def _promises(self) -> dict[str, list[Promise]]:
        return promising.by_person(promising.promises(self._snapshot, only_open=True))

    @cached_property
    def _threads(self) -> dict[str, list[Thread]]:
        asked = threading.threads(self._snapshot)
        return threading.by_person(one for one in asked if not threading.rests(one.text, one.since, self._today))

    def _follow_up(self, contact: Contact) -> FollowUp:
        talks = [talk for talk in self._there if contact.id in self._snapshot.people(talk)]
        talks.sort(key=lambda talk: len(self._snapshot.people(talk)))
        talk = talks[0] if talks else None
        said = Evidence("", self._event.path, self._line_of(contact))
        if talk:
            line = talk.summary.line if talk.summary else self._snapshot.line_of(talk, "date")
            said = Evidence(summary_words(self._snapshot, talk), talk.path, line)
            if len(self._snapshot.people(talk)) > 1:
                said = next(filter(None, (self._named_in(one, contact) for one in talks)), said)
        promised = self._promises.get(contact.id, ())
        asked = self._threads.get(contact.id, ())
        return FollowUp(contact, talk, said, tuple(promised), tuple(asked))

    def _named_in(self, talk: Interaction, contact: Contact) -> Evidence | None:
        """The first sentence of a talk with several people that names this one."""
        names = name_words(self._snapshot, (contact.id,))
        for passage in passages(talk, self._text_of):
            sentences = list(passage.sentences())
            for at, (sentence, line) in enumerate(sentences):
                if not names.isdisjoint(word_keys(sentence)):
                    # What goes on with a small letter, as after a question that somebody asked, is one sentence.
                    rest = [words for words, _ in takewhile(lambda one: one[0][:1].islower(), sentences[at + 1 :])]
                    start = passage.text.index(sentence)
                    last = rest[-1] if rest else sentence
                    end = passage.text.index(last, start) + len(last)
                    return Evidence(wording(self._snapshot, passage.text[start:end]), talk.path, line)
        return None

    def _line_of(self, contact: Contact) -> int:
        """Where the event's note names somebody."""
        named = (one.line for one in self._event.with_ if self._snapshot.contact_id(one) == contact.id)
        return next(named, 1)

    def _strangers(self) -> Iterator[Evidence]:
        seen: set[str] = set()
        for record in self._notes:
            for reference in record.with_:
                if reference.text not in seen and not self._snapshot.resolve(reference.text, "contact"):
                    seen.add(reference.text)
                    yield Evidence(reference.text, record.path, reference.line)

    def _learned(self) -> Iterator[Evidence]:
        """What the event's note says you learned, then what notes have under such a heading, then what was heard."""
        event = self._event
        yield from (Evidence(one.text, event.path, one.line) for one in event.learned)
        for record in self._notes:
            yield from self._under_heading(record)
        for record in self._notes:
            quotes = record.quotes
            yield from (Evidence(wording(self._snapshot, one.text), record.path, one.line) for one in quotes)

    def _under_heading(self, record: Event | Interaction) -> Iterator[Evidence]:
        under = False
        for number, role, content, _ in read_blocks(self._text_of(record), 1) if self._text_of else ():
            if role == "heading":
                under = plain_text(content.strip("# \t")).casefold() in _LEARNED
            elif under and role in ("text", "item") and content.strip():
                yield Evidence(wording(self._snapshot, content.strip()), record.path, number)

    def _goals(self) -> Iterator[Goal]:
        """Each goal, and the first note that speaks of it: what you learned, what was said there, and afterwards."""
        event = self._event
        for goal in event.goals:
            words = telling_words(goal.text)
            learned = (one for one in event.learned if len(words & telling_words(one.text)) > 1)
            spoken = next((Evidence(one.text, event.path, one.line) for one in learned), None)
            for talk in self._talks if spoken is None and words else ():
                spoken = spoken or mention(self._snapshot, talk, words, self._text_of)
            yield Goal(Evidence(goal.text, event.path, goal.line), spoken)


def _is_recent(event: Event, today: date) -> bool:
    """True for an event you went to that ended in the last three weeks."""
    days = event_days(event)
    if days is None or event.status in (*OFF, "considering"):
        return False
    return days[1] < today <= days[1] + timedelta(days=FOLLOW_UP_DAYS)


def _days_of(talks: Iterable[Interaction]) -> tuple[date, date] | None:
    days = [talk.date.earliest for talk in talks if talk.date and talk.date.earliest]
    return (min(days), min(days)) if days else None


def _waits(snapshot: Snapshot, person: str, event: Event, days: tuple[date, date], today: date) -> bool:
    """True where there was no contact with the person since, and they are not archived."""
    archived = getattr(snapshot.by_id[person], "status", None) == "archived"
    return not archived and first_since(snapshot, person, event, days, today) is None


def _after(talk: Interaction, day: date) -> bool:
    return bool(talk.date and talk.date.earliest and talk.date.earliest > day)
