"""A brief for a company of people: those expected at an event, at a planned talk, those of a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ...records import Contact, Event, Interaction, Project
from ...snapshot import Snapshot
from ..care import care_of
from ..events import event_days, events_ahead
from ..giving import helps
from ..phrases import word_keys
from ..words import ago_words, day_words, days_between
from .facing import common_of_company, introduction_lines
from .matters import Matters, about_event, name_of, names_of, promise_when, talk_line_number, talk_words
from .page import Brief, Line, Section, section

Company = Event | Interaction | Project

_CARE, _GOALS, _KNOWN, _TO_MEET, _COMMON, _INTRODUCTIONS = 4, 3, 5, 4, 3, 2  # of each that are shown
_FIRST, _KNOWN_GROUP, _MEET_GROUP, _SHARED = range(4)


def company_brief(matters: Matters, record: Company) -> Brief:
    """The brief; a section without anything to say is left out."""
    people = _people(matters, record)
    known = [one for one in people if matters.last_contact(one.id)]
    strangers = [one for one in people if one not in known]
    about = tuple(line for line in _about(matters, record) if line)
    sections = _sections_shared if matters.shared else _sections
    found = tuple(one for one in sections(matters, record, known, strangers) if one.lines)
    return Brief(record.id, record.kind, record.path, _title(matters, record), about, found)


def _people(matters: Matters, record: Company) -> list[Contact]:
    """The people of the vault in it, those first with whom something is open, then those spoken to last."""
    found = [matters.snapshot.by_id[one] for one in matters.snapshot.people(record)]
    people = [one for one in found if isinstance(one, Contact)]

    def key(contact: Contact) -> tuple[bool, int, str]:
        last = matters.last_contact(contact.id) or date.min
        return not matters.promised(contact.id, mine=True), -last.toordinal(), contact.path

    return sorted(people, key=key)


def next_meeting(snapshot: Snapshot, today: date, days: int) -> Event | Interaction | None:
    """The next talk that is planned, or the next event you mean to go to, from today to so many days ahead."""
    until = today + timedelta(days=days)
    found: list[tuple[str, str, Event | Interaction]] = []
    for talk in snapshot.ahead(today, until):
        if talk.date and talk.date.whole and snapshot.people(talk):
            found.append((str(talk.date), talk.path, talk))
    for ahead in events_ahead(snapshot, today, until):
        if ahead.event.status != "considering":
            found.append((str(max(ahead.start, today)), ahead.event.path, ahead.event))
    return min(found, default=("", "", None))[2]


def _title(matters: Matters, record: Company) -> str:
    """The name; of a talk how it is held and with whom."""
    if not isinstance(record, Interaction):
        return record.name
    people = names_of(matters.snapshot, matters.snapshot.people(record))
    return " with ".join(part for part in ((record.channel or "talk").capitalize(), people) if part)


def _about(matters: Matters, record: Company) -> Iterator[str]:
    today = matters.today
    if isinstance(record, Event):
        days = event_days(record)
        decided = "" if matters.shared else _decided(record, days, today)
        yield _dotted(_when(days, today) if days else "no date yet", about_event(record), decided)
        if record.organizer:
            yield f"organized by {name_of(matters.snapshot, record.organizer, 'organization', 'contact')}"
        if days and days[1] < today and not matters.shared:
            yield f"over: notebook triage {record.id} says whom to follow up with"
    elif isinstance(record, Interaction):
        day = record.date.whole if record.date else None
        clock = record.date.time[:5] if record.date and record.date.time else ""
        yield _dotted(_when((day, day), today) if day else str(record.date or ""), clock, record.place)
        yield "" if matters.shared else talk_words(matters.snapshot, record)
    else:
        yield _dotted("project", record.status)


def _when(days: tuple[date, date], today: date) -> str:
    """`Thu 26 Nov, in 5 days`; `Thu 12 Nov to Fri 13 Nov`; `today`."""
    first, last = days
    words = day_words(first, today) + (f" to {day_words(last, today)}" if last > first else "")
    if first <= today <= last and first < last:
        return f"{words}, on now"
    away = (first - today).days
    return f"{words}, in {days_between(first, today)}" if away > 1 else words


def _decided(event: Event, days: tuple[date, date] | None, today: date) -> str:
    """Whether you go, where that is not as good as sure; what you were considering is over when the event is."""
    if event.status == "considering":
        return "not decided" if not days or days[1] >= today else ""
    return event.status if event.status in ("skipped", "cancelled") else ""


def _sections(
    matters: Matters, record: Company, known: Sequence[Contact], strangers: Sequence[Contact]
) -> Iterator[Section]:
    show = f"notebook show {record.id}"
    people = [*known, *strangers]
    goals = (Line(goal.text, record.path, goal.line) for goal in (record.goals if isinstance(record, Event) else ()))
    yield section("goals", "Your goals", goals, _FIRST, _GOALS, show)
    yield section("care", "Keep in mind", _care(matters, people), _FIRST, _CARE, show)
    there = "People of it" if isinstance(record, Project) else "Whom you know there"
    lines = [_known_lines(matters, contact) for contact in known]
    shown = tuple(line for found in lines[:_KNOWN] for line in found)
    yield Section("known", there, shown, _KNOWN_GROUP, max(0, len(known) - _KNOWN), show)
    yield section("meet", "Whom to meet", _to_meet(matters, record, known, strangers), _MEET_GROUP, _TO_MEET, show)
    asked = record.id if isinstance(record, Event) else " ".join(contact.id for contact in people[:5])
    common = _common(matters, record, people)
    yield section("common", "In common", common, _SHARED, _COMMON, f"notebook common {asked}")
    made = introduction_lines(matters, people)
    yield section("introduce", "Could introduce", made, _SHARED, _INTRODUCTIONS, "notebook introduce")


def _sections_shared(
    matters: Matters, record: Company, known: Sequence[Contact], strangers: Sequence[Contact]
) -> Iterator[Section]:
    """What others may read: who is expected, by their cards, and what they have in common."""
    people = [*known, *strangers]
    cards = (
        Line(_card_words(matters, one) or "–", one.path, _card_line(matters, one), one.name, person=one.id)
        for one in people
    )
    yield section("known", "Who is there", cards, _KNOWN_GROUP, 3 * _KNOWN)
    yield section("common", "In common", _common(matters, record, people), _SHARED, _COMMON)


def _common(matters: Matters, record: Company, people: Sequence[Contact]) -> Iterator[Line]:
    named = record.organizer if isinstance(record, Event) else None
    organizer = matters.snapshot.resolve(named.text) if named else ()
    return common_of_company(matters, people, {record.id, *(one.id for one in organizer)})


def _care(matters: Matters, people: Sequence[Contact]) -> Iterator[Line]:
    for contact in people:
        for care in care_of(contact, matters.today)[:1]:
            when = day_words(care.day, matters.today) if care.day else ""
            yield Line(care.text, care.path, care.line, contact.name, when, care.day, contact.id)


def _known_lines(matters: Matters, contact: Contact) -> list[Line]:
    """One or two lines: the last talk, and what is open."""
    snapshot, today = matters.snapshot, matters.today
    talk = next(matters.held(contact.id), None)
    last = matters.last_contact(contact.id)
    ago = ago_words(last, today) if last else ""
    words = _dotted(ago, talk.channel if talk else "", talk_words(snapshot, talk) if talk else "")
    floor = snapshot.line_of(contact, "last_contact") if last and not talk else 1
    place = (talk.path, talk_line_number(snapshot, talk)) if talk else (contact.path, floor)
    found = [Line(words, *place, contact.name, date=last, person=contact.id)]
    mine, theirs = (matters.promised(contact.id, mine=whose) for whose in (True, False))
    threads = matters.threads.get(contact.id, [])
    if mine or theirs:
        one = (mine or theirs)[0]
        who = "you promised" if mine else "they promised"
        when = _dotted(promise_when(one, today), _more(len(mine) + len(theirs) + len(threads) - 1))
        found.append(Line(f"{who}: {one.text}", one.path, one.line, when=when, person=contact.id))
    elif threads:
        asked = threads[0]
        when = _more(len(threads) - 1)
        found.append(Line(f"ask: {asked.text}", asked.path, asked.line, when=when, person=contact.id))
    return found


def _more(count: int) -> str:
    return f"+{count} more" if count else ""


def _card_words(matters: Matters, contact: Contact) -> str:
    organizations = ", ".join(name_of(matters.snapshot, one, "organization") for one in contact.organization)
    return _dotted(contact.role, organizations, contact.location)


def _card_line(matters: Matters, contact: Contact) -> int:
    """The line on which those words begin."""
    if contact.organization and not contact.role:
        return contact.organization[0].line
    field = "role" if contact.role else "location" if contact.location else ""
    return matters.snapshot.line_of(contact, field) if field else 1


def _to_meet(
    matters: Matters, record: Company, known: Sequence[Contact], strangers: Sequence[Contact]
) -> Iterator[Line]:
    """Those expected with whom there was no talk yet, and those whose offers are what you seek or go there for."""
    useful = dict(_offers_wanted(matters, record, [*strangers, *known]))
    for contact in strangers:
        found = useful.pop(contact.id, None)
        words = _dotted("no talk yet", found[0] if found else _card_words(matters, contact))
        line = found[1] if found else _card_line(matters, contact)
        yield Line(words, contact.path, line, contact.name, person=contact.id)
    for contact in known:
        if contact.id in useful:
            words, line = useful[contact.id]
            yield Line(words, contact.path, line, contact.name, person=contact.id)
    for reference in record.with_ if isinstance(record, (Event, Interaction)) else ():
        if not matters.snapshot.resolve(reference.text, "contact"):
            words = f'in no contact yet: notebook new contact "{reference.text}"'
            yield Line(words, record.path, reference.line, reference.text)


def _offers_wanted(
    matters: Matters, record: Company, people: Sequence[Contact]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """By contact, the most telling last: what they seek as you do, or offer that you seek or have for a goal."""
    there = {contact.id for contact in people}
    yield from _sought_by_both(matters, people)
    if matters.mine:
        for one in helps(matters.snapshot, (matters.mine,)):
            if one.offerer in there:
                yield one.offerer, (f"offers {one.offer.text}; you seek {one.seek.text}", one.offer.line)
    goals = record.goals if isinstance(record, Event) else ()
    offers = [((contact, offer), offer.text) for contact in people for offer in contact.offers]
    for goal in goals:
        words = set(word_keys(goal.text))
        for (contact, offer), text in offers:
            shared = words.intersection(word_keys(text))
            if len(shared) >= 2 or (shared and shared == set(word_keys(text))):
                yield contact.id, (f"offers {offer.text}; your goal: {goal.text}", offer.line)


def _sought_by_both(matters: Matters, people: Sequence[Contact]) -> Iterator[tuple[str, tuple[str, int]]]:
    """By contact: what they seek in the very words in which you seek it, and its line."""
    mine = matters.snapshot.by_id[matters.mine] if matters.mine else None
    sought = {frozenset(word_keys(seek.text)) for seek in mine.seeks} if isinstance(mine, Contact) else set()
    for contact in people:
        for seek in contact.seeks if contact is not mine else ():
            words = frozenset(word_keys(seek.text))
            if words and words in sought:
                yield contact.id, (f"seeks {seek.text}, as you do", seek.line)


def _dotted(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
