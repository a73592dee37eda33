"""The sections of a digest, from the snapshot: each is a function, in the order they stand on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..crosscheck import all_problems
from ..practice.follow_up.cadence import Standing, due_contacts
from ..practice.congratulations import congratulations
from ..practice.events import events_ahead, events_to_follow_up
from ..practice.history.field_changes import Told
from ..practice.promises import Promise, open_promises
from ..practice.follow_up.reasons import Reason, Reasons
from ..practice.timeline import happenings, weekly_counts
from ..practice.words import ago_words, day_words, days_between, every_words, length_words, with_article
from ..records import Contact, Interaction, Problem
from ..snapshot import Snapshot
from .ahead import Ahead
from .model import (
    CareLine,
    CongratulationLine,
    Digest,
    DueLine,
    FollowUpLine,
    Line,
    NeedsLine,
    Note,
    Period,
    Person,
    PromiseLine,
    Section,
    ThreadLine,
    WeekLine,
)
from .period import week_of

# How many lines of a section are shown; the rest is a number and the command that shows all. A digest stays one or
# two screens for four thousand contacts.
_LIMITS = {"due": 6, "congratulations": 5, "promises": 6, "threads": 5, "care": 8, "upcoming": 10, "follow-up": 3}
_WEEKS = 12
_CAREER = "notebook git changed --field role --field organization"
_NEWS_DAYS = 14  # before the days of the digest, in which a new job is still news


@dataclass(frozen=True)
class DigestSpec:
    """What a digest is to be made with: its days, the cadence rules, the lead time in days, the week's first day."""

    period: Period
    rules: Mapping[str, int]
    look_ahead: int
    week_starts: int


def build_digest(
    snapshot: Snapshot, spec: DigestSpec, *, commit: str | None = None, changes: Iterable[Told] = ()
) -> Digest:
    """The digest: every section that has lines, the most useful first; `changes` are those git has, latest first."""
    sections = _Builder(snapshot, spec, tuple(changes)).sections()
    return Digest(spec.period, tuple(section for section in sections if section.lines), commit)


def news_since(period: Period) -> date:
    """The day since when a change of somebody's job is news to the digest of these days."""
    return period.since - timedelta(days=_NEWS_DAYS)


class _Builder:
    """Builds one digest; what several sections need is found once."""

    def __init__(self, snapshot: Snapshot, spec: DigestSpec, changes: tuple[Told, ...]) -> None:
        self._snapshot = snapshot
        self._spec = spec
        self._changes = changes
        self._day = spec.period.day
        self._until = self._day + timedelta(days=spec.look_ahead)
        self._reasons = Reasons(snapshot, self._day, spec.look_ahead)

    def sections(self) -> Iterator[Section]:
        """Every section, also the empty ones."""
        yield self._due_section()
        yield self._congratulations_section()
        mine = open_promises(self._reasons.promises, mine=True)
        theirs = open_promises(self._reasons.promises, mine=False)
        yield self._promise_section("promises-mine", "You promised", mine, "notebook promises --mine")
        yield self._promise_section("promises-theirs", "Others promised you", theirs, "notebook promises --theirs")
        yield self._care_section()
        yield self._thread_section()
        yield self._upcoming_section()
        yield self._follow_up_section()
        yield self._week_section()
        yield self._needs_section()

    @cached_property
    def _due(self) -> list[tuple[Contact, Standing]]:
        return due_contacts(self._snapshot, self._day, self._spec.rules)

    @cached_property
    def _due_shown(self) -> list[tuple[Contact, Standing, tuple[Reason, ...]]]:
        return [(contact, stands, self._reasons.of(contact)) for contact, stands in self._due[: _LIMITS["due"]]]

    @cached_property
    def _planned(self) -> tuple[Interaction, ...]:
        return self._snapshot.held(self._day + timedelta(days=1), self._until)

    @cached_property
    def _soon(self) -> dict[str, str]:
        """Whom you see within the lead time, and when: talks that are planned, events that are near."""
        soon: dict[str, tuple[date, str]] = {}
        for talk in self._planned:
            if talk.date and (day := talk.date.whole):
                for person in self._snapshot.people(talk):
                    soon[person] = min(soon.get(person, (date.max, "")), (day, talk.channel or "talk"))
        for ahead in events_ahead(self._snapshot, self._day, self._until):
            for person in ahead.people:
                soon[person] = min(soon.get(person, (date.max, "")), (ahead.start, ahead.event.name))
        return {person: f"{what}, {day_words(day, self._day)}" for person, (day, what) in sorted(soon.items())}

    def _person(self, contact_id: str) -> Person:
        record = self._snapshot.by_id.get(contact_id)
        return Person(contact_id, record.name if record else contact_id)

    def _people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        return tuple(self._person(one) for one in ids)

    def _section(self, key: str, title: str, lines: Iterable[Line], limit: str, command: str) -> Section:
        found = tuple(lines)
        shown = found[: _LIMITS[limit]]
        return Section(key, title, shown, len(found) - len(shown), command)

    def _due_section(self) -> Section:
        lines = tuple(self._due_line(*one) for one in self._due_shown)
        return Section("due", "Write to", lines, len(self._due) - len(lines), "notebook due")

    def _due_line(self, contact: Contact, stands: Standing, reasons: tuple[Reason, ...]) -> DueLine:
        notes = [Note(reason.kind, reason.text, reason.path, reason.line) for reason in reasons]
        return DueLine(
            contact.id,
            contact.name,
            self._status(stands),
            stands.last_contact,
            stands.days_overdue,
            tuple(note for note in notes if note.kind in ("planned", "promise", "date")),
            next((note for note in notes if note.kind in ("last-talk", "met")), None),
            next((note for note in notes if note.kind == "thread"), None),
        )

    def _status(self, stands: Standing) -> str:
        """`9 weeks since a call, every 6 weeks: 3 weeks over`, or as much of it as is known."""
        assert stands.cadence_days is not None
        every = every_words(stands.cadence_days)
        if stands.last_contact is None:
            return f"no talk yet, {every}"
        channel = stands.last_talk.channel if stands.last_talk else None
        what = with_article(channel) if channel else "the last talk"
        since = f"{days_between(stands.last_contact, self._day)} since {what}, {every}"
        return f"{since}: {length_words(stands.days_overdue)} over" if stands.days_overdue else f"{since}: due today"

    def _congratulations_section(self) -> Section:
        """New jobs noted in the days of the digest and the two weeks before, as far as today knows."""
        since = news_since(self._spec.period)
        lines = (
            CongratulationLine(one.id, one.name, one.old, one.new, one.date, day_words(one.date, self._day),
                               one.path, one.line)
            for one in congratulations(self._changes, self._snapshot, since, self._day)
        )  # fmt: skip
        return self._section("congratulations", "To congratulate", lines, "congratulations", _CAREER)

    def _promise_section(self, key: str, title: str, found: tuple[Promise, ...], command: str) -> Section:
        lines = (
            PromiseLine(
                promise.id,
                promise.text,
                self._people(_between(promise)),
                promise.due,
                self._promise_when(promise),
                promise.due is not None and promise.due < self._day,
                promise.path,
                promise.line,
            )
            for promise in found
        )
        return self._section(key, title, lines, "promises", command)

    def _promise_when(self, promise: Promise) -> str:
        if promise.due is None:
            age = (
                f", {days_between(promise.since, self._day)} old" if promise.since and promise.since < self._day else ""
            )
            return f"no date{age}"
        if promise.due >= self._day:
            return day_words(promise.due, self._day)
        late = "" if (self._day - promise.due).days == 1 else f", {days_between(promise.due, self._day)} late"
        return day_words(promise.due, self._day) + late

    def _care_section(self) -> Section:
        near = dict.fromkeys([contact.id for contact, _, _ in self._due_shown] + list(self._soon))
        lines = []
        for person in near:
            contact = self._snapshot.by_id[person]
            if isinstance(contact, Contact):
                lines += [CareLine(person, contact.name, care.text, contact.path, care.line) for care in contact.care]
        return self._section("care", "With care", lines, "care", "notebook list 'care:*'")

    def _thread_section(self) -> Section:
        """Threads of people you see soon, then the newest; those that stand with somebody to write to are left out."""
        shown = {
            (note.path, note.line) for _, _, reasons in self._due_shown for note in reasons if note.kind == "thread"
        }
        found = [thread for thread in self._reasons.threads if (thread.path, thread.line) not in shown]
        found.sort(key=lambda thread: not any(person in self._soon for person in thread.with_))
        lines = (
            ThreadLine(
                self._people(thread.with_),
                thread.text,
                ago_words(thread.since, self._day) if thread.since and thread.since < self._day else "",
                next((self._soon[person] for person in thread.with_ if person in self._soon), ""),
                thread.path,
                thread.line,
            )
            for thread in found
        )
        return self._section("threads", "Ask about", lines, "threads", "notebook promises --ask")

    def _upcoming_section(self) -> Section:
        ahead = Ahead(self._snapshot, self._day, self._spec.look_ahead, self._planned)
        lines = sorted(ahead.lines(), key=lambda line: (line.date, line.name, line.what))
        return self._section("upcoming", "Coming up", lines, "upcoming", "notebook upcoming")

    def _follow_up_section(self) -> Section:
        lines = (
            FollowUpLine(behind.event.id, behind.event.name, behind.end, day_words(behind.end, self._day),
                         self._people(behind.people))
            for behind in events_to_follow_up(self._snapshot, self._day)
        )  # fmt: skip
        return self._section(
            "follow-up", "Still to follow up", lines, "follow-up", "notebook list kind:event status:went"
        )

    def _week_section(self) -> Section:
        """The days of the digest; early in a week, when little of it has happened, the week before."""
        period = self._spec.period
        since, until, label = period.since, period.until, "This week"
        if (since, until) != week_of(since, self._spec.week_starts):
            label = "These days"
        elif (self._day - since).days < 2:
            since, until, label = since - timedelta(days=7), since - timedelta(days=1), "Last week"
        found = happenings(self._snapshot, since, until, self._day)
        if not found.talks and not found.new:
            return Section("week", label, ())
        new = self._people(contact.id for contact in found.new)
        weeks = weekly_counts(self._snapshot, until, _WEEKS, self._day)
        line = WeekLine(label, len(found.talks), len(found.people), found.in_person, found.channels, new, weeks)
        return Section("week", label, (line,))

    def _needs_section(self) -> Section:
        problems = [problem for problem in all_problems(self._snapshot, hints=False) if problem.severity != "note"]
        if not problems:
            return Section("needs", "The notebook", ())
        files = len({problem.path for problem in problems})
        line = NeedsLine(len(problems), files, tuple(_problem_note(problem) for problem in problems[:3]))
        return Section("needs", "The notebook", (line,), 0, "notebook check")


def _between(promise: Promise) -> tuple[str, ...]:
    """Those a promise concerns; first, as it is written, the name of who promised where that is nobody in the vault."""
    known = promise.owner == "me" or promise.owner in promise.with_
    return promise.with_ if known else (promise.owner, *promise.with_)


def _problem_note(problem: Problem) -> Note:
    return Note(problem.code, problem.message, problem.path, problem.line)
