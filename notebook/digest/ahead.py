"""What lies ahead of a digest's day: dates of people's lives, events, renewals and talks that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..practice.events import events_ahead
from ..practice.memberships import renewals
from ..practice.milestones import milestones
from ..practice.words import day_words
from ..records import AnyRecord, Interaction
from ..snapshot import Snapshot
from .model import Person, UpcomingLine


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days after one, as many as it looks ahead; `planned` are the talks of those days."""

    snapshot: Snapshot
    day: date
    days: int
    planned: Iterable[Interaction]

    def lines(self) -> Iterator[UpcomingLine]:
        """One line for each, in no order."""
        until = self.day + timedelta(days=self.days)
        for one in milestones(self.snapshot, self.day, until):
            detail = f"{one.years}" if one.years and one.kind == "birthday" else ""
            if one.years and one.kind == "date":
                detail = f"{one.years} year{'s' if one.years > 1 else ''}"
            day = day_words(one.date, self.day)
            yield UpcomingLine(one.date, day, one.kind, one.id, one.name, one.what, one.years, detail, ())
        for ahead in events_ahead(self.snapshot, self.day, until):
            event = ahead.event
            parts = ", ".join(part for part in (event.type, event.place, event.status) if part)
            yield self._line(ahead.start, "event", event, event.type or "event", parts, ahead.people)
        for organization, day_on in renewals(self.snapshot, self.day, self.days):
            what = "membership renews" if day_on >= self.day else "membership was to renew"
            yield self._line(day_on, "renewal", organization, what, "", ())
        for talk in self.planned:
            if talk.date and (on := talk.date.whole):
                people = self.snapshot.people(talk)
                yield self._line(on, "planned", talk, talk.channel or "talk", talk.place or "", people)

    def _line(
        self, day: date, kind: str, record: AnyRecord, what: str, detail: str, people: Iterable[str]
    ) -> UpcomingLine:
        known = self.snapshot.by_id
        who = tuple(Person(one, known[one].name if one in known else one) for one in people)
        return UpcomingLine(day, day_words(day, self.day), kind, record.id, record.name, what, None, detail, who)
