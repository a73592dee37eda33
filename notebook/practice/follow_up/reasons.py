"""Why somebody is on a list: one line each, from the user's own notes, with the place it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from ...records import Contact, Interaction, Met
from ...snapshot import Snapshot
from .. import promises as promising
from .. import threads as threading
from ..care import care_of, is_hard
from ..milestones import Upcoming, milestones, placed
from ..words import ago_words, day_words

ReasonKind = Literal[
    "care", "planned", "promise", "date", "new-job", "due", "drift", "rhythm", "thank", "thread", "last-talk", "met"
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason and its place; `line` is 1-based."""

    kind: ReasonKind
    text: str
    path: str
    line: int


def met_line(snapshot: Snapshot, contact: Contact, met: Met) -> int:
    """The line of the card that says how they met."""
    named = met.at or met.through
    return named.line if named else snapshot.line_of(contact, "met", met.how or str(met.date or ""))


class Reasons:
    """Gives the reasons for one person after another; what is common to all is looked up once.

    `now` is the day on which they are read, where `today` is past: what was held since then was no plan.
    """

    def __init__(self, snapshot: Snapshot, today: date, look_ahead: int, *, now: date | None = None) -> None:
        self._snapshot = snapshot
        self._today = today
        self._now = now
        self._until = today + timedelta(days=look_ahead)

    @cached_property
    def promises(self) -> tuple[promising.Promise, ...]:
        """The open promises noted by the day, as `practice.promises` orders them."""
        found = promising.promises(self._snapshot, only_open=True)
        return tuple(one for one in found if one.since is None or one.since <= self._today)

    @cached_property
    def threads(self) -> tuple[threading.Thread, ...]:
        """The open threads noted by the day that can be asked by then, newest first."""
        return tuple(
            one
            for one in threading.threads(self._snapshot)
            if one.since is None or one.since <= self._today
            if not threading.rests(one.text, one.since, self._today)
        )

    @cached_property
    def _promises(self) -> dict[str, list[promising.Promise]]:
        return promising.by_person(promising.open_promises(self.promises, mine=True))

    @cached_property
    def _threads(self) -> dict[str, list[threading.Thread]]:
        return threading.by_person(self.threads)

    @cached_property
    def _plans(self) -> dict[str, Interaction]:
        """The next planned talk with each person, within the lead time."""
        plans: dict[str, Interaction] = {}
        talks = self._snapshot.ahead(self._today, self._until, now=self._now)
        for talk in sorted(talks, key=lambda talk: str(talk.date)):
            for person in self._snapshot.people(talk):
                plans.setdefault(person, talk)
        return plans

    @cached_property
    def _dates(self) -> dict[str, list[Upcoming]]:
        found: dict[str, list[Upcoming]] = {}
        for one in milestones(self._snapshot, self._today, self._until):
            found.setdefault(one.id, []).append(one)
        return found

    def of(self, contact: Contact) -> tuple[Reason, ...]:
        """The reasons to be in touch with this person, the most telling first."""
        found = [*self._care(contact), *self.planned(contact), *self._promised(contact), *self.dates(contact)]
        for thread in self._threads.get(contact.id, ())[:1]:
            found.append(Reason("thread", f"ask: {thread.text}", thread.path, thread.line))
        talk = self._snapshot.last_talk(contact.id, self._today)
        if talk:
            found.extend(self._last_talk(talk))
        else:
            found.extend(self.met(contact))
        return tuple(found)

    def _care(self, contact: Contact) -> list[Reason]:
        """What weighs on them and has its day near: to be kept in mind, and no reason to write."""
        near = care_of(contact, self._today) if contact.care or contact.dates else ()
        return [Reason("care", one.text, one.path, one.line) for one in near if one.day]

    def dates(self, contact: Contact) -> list[Reason]:
        """The dates of their life within the lead time, the nearest first; the hard ones are care, and not here."""
        found = [placed(self._snapshot, one) for one in self._dates.get(contact.id, ()) if not is_hard(one.what)]
        return [Reason("date", f"{one.what} {day_words(one.date, self._today)}", one.path, one.line) for one in found]

    def planned(self, contact: Contact) -> list[Reason]:
        """The next talk that is planned, within the lead time."""
        talk = self._plans.get(contact.id)
        day = talk.date.whole if talk and talk.date else None
        if talk is None or day is None:
            return []
        line = self._snapshot.line_of(talk, "date")
        return [Reason("planned", f"{talk.channel or 'talk'} planned {day_words(day, self._today)}", talk.path, line)]

    def _promised(self, contact: Contact) -> list[Reason]:
        found = self._promises.get(contact.id, [])
        if not found:
            return []
        first = found[0]
        when = ""
        if first.due:
            when = f", due {day_words(first.due, self._today)}"
        elif first.since:
            when = f", {ago_words(first.since, self._today)}" if first.since < self._today else ""
        more = f" (+{len(found) - 1} more)" if len(found) > 1 else ""
        return [Reason("promise", f"you promised: {first.text}{when}{more}", first.path, first.line)]

    def met(self, contact: Contact) -> list[Reason]:
        """How they met, where nothing passed between them since; none where that is not noted."""
        met = contact.met
        if met is None:
            return []
        parts = []
        if met.at:
            found = self._snapshot.resolve(met.at.text)
            parts.append(f"at {found[0].name if len(found) == 1 else met.at.text}")
        if met.through:
            found = self._snapshot.resolve(met.through.text, "contact")
            parts.append(f"through {found[0].name if len(found) == 1 else met.through.text}")
        if met.date and met.date.earliest:
            parts.append(f"on {day_words(met.date.earliest, self._today)}" if met.date.whole else f"in {met.date}")
        words = " ".join(parts) or met.how
        if not words:
            return []
        return [Reason("met", f"met {words}; no talk yet", contact.path, met_line(self._snapshot, contact, met))]

    def _last_talk(self, talk: Interaction) -> list[Reason]:
        """What the last talk was about: its first words, else what was heard, else its topics."""
        if talk.summary:
            words = promising.summary_words(self._snapshot, talk)
            return [Reason("last-talk", words, talk.path, talk.summary.line)]
        for phrases in (talk.quotes, talk.topics):
            if phrases:
                return [Reason("last-talk", phrases[0].text, talk.path, phrases[0].line)]
        return []
