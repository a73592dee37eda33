"""Whom next: one list of those to be in touch with this week, each with every reason from the user's own notes.

The order is that of `pressing`; the reasons are care first, which is to be kept in mind and puts nobody on the list
unless its day is near, then what has a date, then how it stands with the time that passes between two talks.
"""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ...records import Contact, Interaction, PartialDate
from ...snapshot import Snapshot
from ..care import care_of, days_in, is_hard
from ..congratulations import Congratulation
from ..giving import Gift, to_thank_for
from ..promises import Promise, by_person, open_promises, summary_words
from ..threads import by_person as threads_by_person
from ..words import ago_words, day_words, days_between, every_words, length_words
from .cadence import Rules, Standing, cadence_line, standing
from .drift import drifts
from .pressing import WEEK, Pressed, Pressing
from .reasons import Reason, Reasons

UNDATED = 29  # days off, at least, of a promise without a day: it does not press by its date
_THANK = 30  # days, after which thanks come late
_AFTER = 3  # days, for which a hard day is near once it was


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody to be in touch with, how it stands with their cadence, and why, what to keep in mind first."""

    contact: Contact
    standing: Standing
    reasons: tuple[Reason, ...]


def who_next(
    snapshot: Snapshot, today: date, rules: Rules, look_ahead: int, *, congratulations: Iterable[Congratulation] = ()
) -> list[Next]:
    """Those named this week, the most pressing first: no more than ten. See `Desk` for the others.

    `look_ahead` is how many days ahead dates count; `congratulations` are for news of somebody's job.
    """
    desk = Desk(snapshot, today, rules, look_ahead, congratulations=congratulations)
    return [desk.explained(contact) for contact in desk.pressed.named]


class Desk:
    """The list of one day, whole, of which people are explained one after another.

    `people` are the paths of those it is about, everybody where it is None; `reasons` are those of the same day, where
    they are at hand.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        rules: Rules,
        look_ahead: int,
        *,
        congratulations: Iterable[Congratulation] = (),
        people: Collection[str] | None = None,
        reasons: Reasons | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._today = today
        self._rules = rules
        self._reasons = reasons or Reasons(snapshot, today, look_ahead)
        self._news = {one.id: one for one in congratulations}
        self._pressing = Pressing(snapshot, today, rules, people=people)
        self._mine = by_person(open_promises(self._reasons.promises, mine=True))
        self._theirs = by_person(open_promises(self._reasons.promises, mine=False))
        self._threads = threads_by_person(self._reasons.threads)
        dated = Dates(self._pressing.contacts, look_ahead).near(today)
        for one in self._news.values():
            days = (one.date - today).days
            dated[one.id] = min(days, dated.get(one.id, days), key=abs)
        self.pressed: Pressed = self._pressing.on(today.toordinal(), promised_near(self._mine, today), dated)

    @cached_property
    def _unthanked(self) -> dict[str, list[Gift]]:
        """What each person gave lately and was not thanked for."""
        found: dict[str, list[Gift]] = defaultdict(list)
        for gift in to_thank_for(self._snapshot, self._today, self._today - timedelta(days=_THANK)):
            for person in gift.who:
                found[person].append(gift)
        return found

    def standing(self, contact: Contact) -> Standing:
        """How it stands with the contact's cadence."""
        return standing(self._snapshot, contact, self._today, self._rules)

    def explained(self, contact: Contact) -> Next:
        """The contact with every reason."""
        stands = standing(self._snapshot, contact, self._today, self._rules)
        return Next(contact, stands, tuple(self._all(contact, stands)))

    def _all(self, contact: Contact, stands: Standing) -> Iterator[Reason]:
        for care in care_of(contact, self._today):
            yield Reason("care", care.text, care.path, care.line)
        yield from self._reasons.planned(contact)
        for promise in self._mine.get(contact.id, ()):
            yield Reason("promise", f"you promised: {self._promised(promise)}", promise.path, promise.line)
        news = self._news.get(contact.id)
        if news:
            yield Reason("new-job", f"new job: {news.new}, was {news.old}", news.path, news.line)
        yield from self._reasons.dates(contact)
        yield from self._time(contact, stands)
        for gift in self._unthanked.get(contact.id, ()):
            yield Reason("thank", f"thank for: {gift.what}, {ago_words(gift.date, self._today)}", gift.path, gift.line)
        for promise in self._theirs.get(contact.id, ()):
            if promise.due and promise.due < self._today:
                who = "promised you" if promise.owner == contact.id else f"{self._name(promise.owner)} promised you"
                yield Reason("promise", f"{who}: {self._promised(promise)}", promise.path, promise.line)
        for thread in self._threads.get(contact.id, ()):
            yield Reason("thread", f"ask: {thread.text}", thread.path, thread.line)
        yield from self._last(contact, stands)

    def _promised(self, promise: Promise) -> str:
        if promise.due:
            return f"{promise.text}, due {day_words(promise.due, self._today)}"
        aged = promise.since and promise.since < self._today
        return f"{promise.text}, {ago_words(promise.since, self._today)}" if aged and promise.since else promise.text

    def _time(self, contact: Contact, stands: Standing) -> Iterator[Reason]:
        """How it stands with the cadence, and with the person's own pace."""
        path, talk = contact.path, stands.last_talk
        if stands.due and stands.cadence_days is not None and (stands.due - self._today).days <= WEEK:
            every = every_words(stands.cadence_days) + (f" ({stands.rule})" if stands.rule else "")
            line = cadence_line(self._snapshot, contact, stands.rule)
            yield Reason("due", f"{every}, {self._when(stands)}", path, line)
        found = self._pressing.paces.drift(contact, self._today) if drifts(contact, self._today) else None
        pace = self._pressing.usual(contact, self._today.toordinal())
        if found:
            silent, usual = length_words(found.silent_days), length_words(found.usual_days)
            words = f"quiet for {silent}; before, it was usually {usual}"
            yield Reason("drift", words, found.last.path, self._day_line(found.last))
        elif pace and talk:
            usual = length_words(round(pace.usual))
            yield Reason("rhythm", f"usually {usual} between two talks", talk.path, self._day_line(talk))

    def _when(self, stands: Standing) -> str:
        if stands.due is None or stands.days_overdue is None:
            return "no talk yet"
        if stands.days_overdue > 0:
            return f"{days_between(stands.due, self._today)} over"
        return f"due {day_words(stands.due, self._today)}"

    def _last(self, contact: Contact, stands: Standing) -> Iterator[Reason]:
        """When the last talk was, how it was held and what about; how they met where there was none."""
        talk, last = stands.last_talk, stands.last_contact
        if talk is None:
            met = self._reasons.met(contact)
            if last:
                line = self._snapshot.line_of(contact, "last_contact")
                yield Reason("last-talk", f"last contact {ago_words(last, self._today)}", contact.path, line)
            elif met:
                yield from met
            else:
                yield Reason("met", "no talk yet", contact.path, 1)
            return
        day = talk.date.earliest if talk.date else None
        words = summary_words(self._snapshot, talk)
        line = talk.summary.line if talk.summary else self._day_line(talk)
        if not words and (talk.quotes or talk.topics):
            said = (talk.quotes or talk.topics)[0]
            words, line = said.text, said.line
        head = f"{talk.channel or 'talk'} {ago_words(day, self._today)}" if day else talk.channel or "talk"
        yield Reason("last-talk", f"{head}: {words}" if words else f"last talk: {head}", talk.path, line)

    def _day_line(self, talk: Interaction) -> int:
        return self._snapshot.line_of(talk, "date")

    def _name(self, contact_id: str) -> str:
        record = self._snapshot.by_id.get(contact_id)
        return record.name if record else contact_id


class Dates:
    """The days of people's lives that come back: birthdays, other dates, and those in what weighs on them."""

    def __init__(self, contacts: Iterable[Contact], look_ahead: int) -> None:
        self._look_ahead = look_ahead
        self._on: dict[tuple[int | None, int | None], list[tuple[str, int, bool]]] = defaultdict(list)
        for contact in contacts:
            for day, hard in _dates_of(contact):
                self._on[day.month, day.day].append((contact.id, day.year or 0, hard))

    def near(self, day: date) -> dict[str, int]:
        """For the id of each contact with such a day near, the days until the nearest.

        A hard day is near until three days after, which are negative; 29 February falls on 28 in common years.
        """
        near: dict[str, int] = {}
        for away in range(-_AFTER, self._look_ahead + 1):
            found = day + timedelta(days=away)
            on = [*self._on.get((found.month, found.day), ())]
            if (found.month, found.day) == (2, 28) and not isleap(found.year):
                on += self._on.get((2, 29), ())
            for person, since, hard in on:
                if since <= found.year and (hard or away >= 0):
                    near[person] = min(away, near.get(person, away), key=abs)
        return near


def _dates_of(contact: Contact) -> Iterator[tuple[PartialDate, bool]]:
    """Their days, and whether each is a hard one."""
    if contact.birthday:
        yield contact.birthday, False
    for one in contact.dates:
        yield one.date, is_hard(one.what)
    for care in contact.care:
        yield from ((day, True) for day in days_in(care.text))


def promised_near(mine: Mapping[str, Iterable[Promise]], day: date) -> dict[str, int]:
    """For each person's id the days until the nearest of these promises is due, negative once it is late."""
    return {person: min((days_off(one, day) for one in found), key=abs) for person, found in mine.items() if found}


def days_off(promise: Promise, day: date) -> int:
    """The days until a promise is due; one without a day is as far off as it is old."""
    if promise.due:
        return (promise.due - day).days
    return -max(UNDATED, (day - promise.since).days if promise.since else 0)
