"""A brief for one person: what to have read before you meet them, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from ...records import Contact, Labelled
from ..answered import maybe_answered
from ..care import care_of, is_hard
from ..follow_up.reasons import met_line
from ..milestones import occurrences
from ..words import ago_words, day_words
from .facing import common_lines, giving_lines, help_sections, mentoring_of, question_lines, report_lines
from .matters import (
    Matters,
    about_event,
    met_words,
    name_of,
    names_of,
    promise_line,
    standing_words,
    talk_line_number,
    talk_words,
)
from .page import Brief, Line, Section, section

_TALKS, _PROMISES, _THREADS, _NEXT, _DATES, _CARE, _COMMON = 3, 3, 3, 2, 3, 5, 5  # lines of each that are shown
_DATES_BEFORE, _DATES_AFTER = 7, 30  # days around today
_WAYS = 4  # to reach somebody
# Groups, in the order of the page: what to keep in mind, what passed and what is open, what you share, how to begin.
_FIRST, _OPEN, _SHARED, _LAST = range(4)


def person_brief(matters: Matters, contact: Contact) -> Brief:
    """The brief; a section without anything to say is left out."""
    about = tuple(line for line in _about(matters, contact) if line)
    sections = _sections_shared if matters.shared else _sections
    found = tuple(one for one in sections(matters, contact) if one.lines)
    return Brief(contact.id, contact.kind, contact.path, contact.name, about, found)


def _about(matters: Matters, contact: Contact) -> Iterator[str]:
    organizations = ", ".join(name_of(matters.snapshot, one, "organization") for one in contact.organization)
    yield _dotted(contact.role, organizations, contact.location)
    yield _dotted(contact.pronouns, ", ".join(contact.relationship))
    yield "archived" if contact.status == "archived" else ""
    if not matters.shared:
        yield standing_words(contact, matters)


def _sections(matters: Matters, contact: Contact) -> Iterator[Section]:
    show = f"notebook show {contact.id}"
    yield section("care", "Keep in mind", _care(matters, contact), _FIRST, _CARE, show)
    yield section("next", "You meet", _next(matters, contact), _FIRST, _NEXT, show)
    yield _talks(matters, contact)
    yield section("heard", "In their words", _heard(matters, contact), _OPEN, 1)
    yield from _open_matters(matters, contact)
    yield section("dates", "Dates near", _dates(matters, contact), _OPEN, _DATES, show)
    common = common_lines(matters, contact)
    yield section("common", "You share", common, _SHARED, _COMMON, f"notebook common {contact.id}", inline=True)
    yield from help_sections(matters, contact, _SHARED)
    yield section("met", "How you met", _met(matters, contact), _SHARED, 1)
    yield from _giving_and_asking(matters, contact)
    yield section("reach", "To reach", _reach(matters, contact), _LAST, _WAYS, show, inline=True)


def _sections_shared(matters: Matters, contact: Contact) -> Iterator[Section]:
    """What others may read: the card, the dates that are near, and what the owner has in common with them."""
    yield section("next", "Expected at", _next(matters, contact), _FIRST, _NEXT)
    yield section("dates", "Dates near", _dates(matters, contact), _FIRST, _DATES)
    for key, found in (("interests", contact.interests), ("offers", contact.offers), ("seeks", contact.seeks)):
        lines = (Line(one.text, contact.path, one.line) for one in found)
        yield section(key, key.capitalize(), lines, _SHARED, _COMMON * 2, inline=True)
    common = common_lines(matters, contact)
    yield section("common", f"With {matters.you.split()[0]}", common, _SHARED, _COMMON, inline=True)
    yield section("reach", "To reach", _reach(matters, contact), _LAST, _WAYS * 2, inline=True)


def _giving_and_asking(matters: Matters, contact: Contact) -> Iterator[Section]:
    """What to thank for, what to report back, and a question; advice and a promise are said in one place."""
    mentoring = mentoring_of(matters, contact)
    advice = {(one.path, one.line) for one in mentoring.advice}
    thanks = (line for line in giving_lines(matters, contact) if (line.path, line.line) not in advice)
    yield section("thank", "To thank for", thanks, _SHARED, 2, "notebook thanks")
    promised = {(one.path, one.line) for one in matters.promised(contact.id, mine=True)}
    report = (line for line in report_lines(mentoring) if (line.path, line.line) not in promised)
    yield section("report", "Report back", report, _LAST, 2, f"notebook mentors {contact.id}")
    yield section("question", "One question", question_lines(matters, contact), _LAST, 1)


def _care(matters: Matters, contact: Contact) -> Iterator[Line]:
    for care in care_of(contact, matters.today):
        when = day_words(care.day, matters.today) if care.day else ""
        yield Line(care.text, care.path, care.line, when=when, date=care.day)


def _next(matters: Matters, contact: Contact) -> Iterator[Line]:
    """Where and when you see them next: talks that are planned, events where both are expected."""
    found = []
    for talk in () if matters.shared else matters.planned(contact.id):
        day = talk.date.whole if talk.date else None
        if day is None or talk.date is None:
            continue
        others = names_of(matters.snapshot, (one for one in matters.snapshot.people(talk) if one != contact.id))
        clock = talk.date.time[:5] if talk.date.time else ""
        about = ", ".join(topic.text for topic in talk.topics) or talk_words(matters.snapshot, talk)
        words = _dotted(talk.channel or "talk", clock, talk.place, f"with {others}" if others else "", about)
        line = matters.snapshot.line_of(talk, "date")
        found.append(Line(words, talk.path, line, label=day_words(day, matters.today), date=day))
    for ahead in matters.events:
        if contact.id in ahead.people:
            event = ahead.event
            words = _dotted(
                event.name,
                about_event(event),
                "not decided" if event.status == "considering" and not matters.shared else "",
            )
            line = matters.snapshot.line_of(event, "start")
            found.append(Line(words, event.path, line, label=day_words(ahead.start, matters.today), date=ahead.start))
    yield from sorted(found, key=lambda line: (line.date, line.path))


def _talks(matters: Matters, contact: Contact) -> Section:
    snapshot = matters.snapshot
    lines = []
    for talk in islice(matters.held(contact.id), _TALKS):
        assert talk.date is not None  # it has happened
        day = talk.date.earliest
        words = _dotted(talk.channel, talk_words(snapshot, talk))
        label = day_words(day, matters.today) if day else str(talk.date)
        lines.append(Line(words, talk.path, talk_line_number(snapshot, talk), label=label, date=day))
    more = max(0, len(snapshot.talks(contact.id)) - len(lines) - len(matters.planned(contact.id)))
    return Section("talks", "Last talks", tuple(lines), _OPEN, more, f"notebook show {contact.id}")


def _heard(matters: Matters, contact: Contact) -> Iterator[Line]:
    """What they said last, in a talk with them alone: in a company, nobody knows whose words they are."""
    for talk in islice(matters.held(contact.id), _TALKS * 2):
        if talk.quotes and matters.snapshot.people(talk) == (contact.id,):
            quote, day = talk.quotes[0], talk.date.earliest if talk.date else None
            when = ago_words(day, matters.today) if day else ""
            yield Line(f"“{quote.text}”", talk.path, quote.line, when=when, date=day)
            return


def _open_matters(matters: Matters, contact: Contact) -> Iterator[Section]:
    asked = f"notebook promises with:{contact.id}"
    for key, title, mine in (("promises-mine", "You promised", True), ("promises-theirs", "They promised", False)):
        promised = matters.promised(contact.id, mine=mine)
        lines = (promise_line(one, matters.today, contact.id, matters.snapshot) for one in promised)
        yield section(key, title, lines, _OPEN, _PROMISES, f"{asked} {'--mine' if mine else '--theirs'}")
    yield _threads(matters, contact)


def _threads(matters: Matters, contact: Contact) -> Section:
    """What to ask about, each with the later line that may have answered it under it."""
    snapshot, today = matters.snapshot, matters.today
    found = matters.threads.get(contact.id, [])
    shown = found[:_THREADS]
    answered = maybe_answered(snapshot, shown, matters.text_of, today)
    lines = []
    for one in shown:
        when = ago_words(one.since, today) if one.since and one.since < today else ""
        lines.append(Line(one.text, one.path, one.line, when=when, date=one.since))
        if answer := answered.get(one.id):
            lines.append(Line(f"maybe answered: {answer.text}", answer.path, answer.line))
    command = f"notebook promises with:{contact.id} --ask"
    return Section("threads", "Ask about", tuple(lines), _OPEN, len(found) - len(shown), command)


def _dates(matters: Matters, contact: Contact) -> Iterator[Line]:
    """Birthdays and other days, from a week ago to a month ahead; what is kept in mind already is left out."""
    today = matters.today
    ahead = today + timedelta(days=max(_DATES_AFTER, matters.look_ahead))
    since = today - timedelta(days=_DATES_BEFORE)
    hard = {care.day for care in care_of(contact, today)} if contact.dates else set()
    found = []
    for day, years in occurrences(contact.birthday, since, ahead) if contact.birthday else ():
        words = "birthday" + (f", {years}" if years else "")
        line = matters.snapshot.line_of(contact, "birthday")
        found.append(Line(words, contact.path, line, label=day_words(day, today), date=day))
    for one in contact.dates:
        for day, years in occurrences(one.date, since, ahead):
            if day in hard and is_hard(one.what):
                continue
            counted = f", {years} year{'s' if years > 1 else ''}" if years and not is_hard(one.what) else ""
            found.append(Line(one.what + counted, contact.path, one.line, label=day_words(day, today), date=day))
    yield from sorted(found, key=lambda line: (line.date, line.line))


def _met(matters: Matters, contact: Contact) -> Iterator[Line]:
    words = met_words(matters.snapshot, contact.met, matters.today) if contact.met else ""
    if contact.met and words:
        yield Line(words, contact.path, met_line(matters.snapshot, contact, contact.met))


def _reach(matters: Matters, contact: Contact) -> Iterator[Line]:
    def shown(value: Labelled, name: str = "") -> str:
        label = value.label or name
        return f"{label} {value.text}" if label else value.text

    line_of = matters.snapshot.line_of
    for field, values in (("emails", contact.emails), ("phones", contact.phones), ("links", contact.links)):
        for value in values:
            yield Line(shown(value), contact.path, line_of(contact, field, value.text))
    if contact.timezone:
        yield Line(contact.timezone, contact.path, line_of(contact, "timezone"))
    if contact.languages:
        yield Line(f"speaks {', '.join(contact.languages)}", contact.path, line_of(contact, "languages"))


def _dotted(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
