"""Mentors: what to bring to the next talk, the advice they gave, and what to report back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..records import Contact, Interaction
from ..snapshot import Snapshot
from ..text.blocks import read_blocks
from ..text.folding import fold
from .advice import NAMED, Advice, advice
from .phrases import Phrases
from .promises import Promise, promises, summary_words, wording
from .said import TextOf, enough, name_words, telling_words
from .threads import Thread, rests, threads
from .words import day_words, days_between

__all__ = ["Advice", "Mentoring", "Point", "ReportBack", "advice", "mentoring_with", "mentors", "report_backs"]

PointKind = Literal["planned", "promise", "thread", "seek", "theirs"]
Side = Literal["mentor", "mentee"]

REPORT_AFTER = 28  # days after which it is time to say what came of a piece of advice
REPORT_UNTIL = 365  # days after which nobody waits for it any more
_SIDES: dict[Side, frozenset[str]] = {
    "mentor": frozenset("mentor mentora mentore mentorin mentors role-model role-models modelo vorbild modele".split()),
    "mentee": frozenset("mentee mentees protege protegee mentorado mentorada mentorando mentoranda".split()),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing for the next talk, and where it stands; `date` is that of a plan, or the day the rest is from."""

    kind: PointKind
    text: str
    date: date | None
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ReportBack:
    """Something a mentor has not heard back about: advice of some weeks ago, or a promise to tell them."""

    person: str
    text: str
    why: str
    since: date | None
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Mentoring:
    """What there is between you and a mentor or, the other way round, a mentee."""

    contact: Contact
    side: Side | None
    agenda: tuple[Point, ...]
    advice: tuple[Advice, ...]
    report: tuple[ReportBack, ...]


def mentors(
    snapshot: Snapshot, today: date, *, side: Side = "mentor", text_of: TextOf | None = None
) -> list[Mentoring]:
    """Your mentors and role models, or with `side` your mentees, in the order of their files."""
    return mentoring_with(snapshot, list(_people(snapshot, side)), today, text_of=text_of)


def mentoring_with(
    snapshot: Snapshot, people: Sequence[Contact], today: date, *, text_of: TextOf | None = None
) -> list[Mentoring]:
    """The same for any people."""
    promised, asked = promises(snapshot, only_open=True), threads(snapshot)
    mine = [one for one in promised if one.owner == "me"]
    found = []
    for contact in people:
        given = tuple(advice(snapshot, contact, today, text_of=text_of))
        agenda = tuple(_agenda(snapshot, contact, today, promised, asked, text_of))
        report = tuple(_report(snapshot, contact, given, mine, today))
        found.append(Mentoring(contact, _side(contact), agenda, given, report))
    return found


def report_backs(
    snapshot: Snapshot, today: date, *, text_of: TextOf | None = None, promised: Iterable[Promise] | None = None
) -> list[ReportBack]:
    """What your mentors have not heard back about, the oldest first; only talks with them are looked at.

    `promised` are the open promises, where they are at hand.
    """
    promised = promises(snapshot, only_open=True) if promised is None else promised
    mine = [one for one in promised if one.owner == "me"]
    found: list[ReportBack] = []
    for contact in _people(snapshot, "mentor"):
        found += _report(snapshot, contact, advice(snapshot, contact, today, text_of=text_of), mine, today)
    return sorted(found, key=lambda one: (one.since or date.max, one.path, one.line))


def _people(snapshot: Snapshot, side: Side) -> Iterator[Contact]:
    mine = snapshot.owner.id if snapshot.owner else None
    for contact in snapshot.contacts:
        if contact.relationship and contact.id != mine and contact.status != "archived" and _is(contact, side):
            yield contact


def _is(contact: Contact, side: Side) -> bool:
    return any(fold(word).replace(" ", "-") in _SIDES[side] for word in contact.relationship)


def _side(contact: Contact) -> Side | None:
    return "mentor" if _is(contact, "mentor") else "mentee" if _is(contact, "mentee") else None


# What to bring.


def _agenda(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    promised: Sequence[Promise],
    asked: Sequence[Thread],
    text_of: TextOf | None,
) -> Iterator[Point]:
    """What to bring, the next planned talk and what its note lists first, what they promised you last."""
    planned = [talk for talk in snapshot.talks(contact.id) if _is_ahead(talk, today)]
    for talk in planned[-1:]:  # the newest stands first, so the next one last
        day = talk.date.whole if talk.date else None
        line = talk.summary.line if talk.summary else snapshot.line_of(talk, "date")
        text = summary_words(snapshot, talk) or f"{talk.channel or 'talk'} {day_words(day, today) if day else ''}"
        yield Point("planned", text.strip(), day, talk.path, line)
        for number, content in _points_noted(talk, text_of):
            yield Point("planned", wording(snapshot, content), day, talk.path, number)
    for one in promised:
        if one.owner == "me" and contact.id in one.with_ and _known(one.since, today):
            yield Point("promise", one.text, one.since, one.path, one.line)
    for thread in asked:
        known = contact.id in thread.with_ and _known(thread.since, today)
        if known and not rests(thread.text, thread.since, today):
            yield Point("thread", thread.text, thread.since, thread.path, thread.line)
    offers = Phrases((offer, offer.text) for offer in contact.offers)
    for seek in snapshot.owner.seeks if snapshot.owner else ():
        for offer in offers.alike(seek.text)[:1]:
            yield Point("seek", f"you seek {seek.text}, they offer {offer.text}", None, contact.path, offer.key.line)
    for one in promised:
        if one.owner == contact.id and _known(one.since, today):
            yield Point("theirs", one.text, one.since, one.path, one.line)


def _points_noted(talk: Interaction, text_of: TextOf | None) -> Iterator[tuple[int, str]]:
    """The points of the lists in a note, without tasks, which are promises and threads of their own."""
    for number, role, content, _ in read_blocks(text_of(talk), 1) if text_of else ():
        if role == "item" and not content.startswith("["):
            yield number, content


def _known(day: date | None, today: date) -> bool:
    return day is None or day <= today


def _is_ahead(talk: Interaction, today: date) -> bool:
    day = talk.date.latest if talk.date else None
    return (
        day is not None and talk.status != "cancelled" and (day > today or (day == today and talk.status == "planned"))
    )


# What to report back.


def _report(
    snapshot: Snapshot, contact: Contact, given: Sequence[Advice], mine: Sequence[Promise], today: date
) -> Iterator[ReportBack]:
    """Promises to tell them of advice, and advice of weeks ago of which they have not heard, newest first.

    Advice that a promise speaks of, or that stands in the note of one, is told with it; the same advice is named once.
    """
    promised = [one for one in mine if contact.id in one.with_ and NAMED.search(one.text) and _known(one.since, today)]
    found = [ReportBack(contact.id, one.text, "you promised", one.since, one.path, one.line) for one in promised]
    covered = {promise.path for promise in promised}
    told = [telling_words(promise.text) for promise in promised]
    for one in given:
        words = telling_words(one.text, name_words(snapshot, [contact.id]))
        waits = one.told is None and REPORT_AFTER <= (today - one.date).days <= REPORT_UNTIL
        if waits and one.path not in covered and not any(words and enough(words & other, words) for other in told):
            noted = "you noted what you did" if one.did else "no talk since speaks of it"
            why = f"{days_between(one.date, today)} ago; {noted}"
            found.append(ReportBack(contact.id, one.text, why, one.date, one.path, one.line))
            told += [words] if words else []
    return iter(sorted(found, key=lambda one: one.since or today, reverse=True))
