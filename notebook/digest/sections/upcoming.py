"""What lies ahead: dates of people's lives, events, renewals and talks that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...practice.care import is_hard
from ...practice.memberships import renewals
from ...practice.milestones import Upcoming
from ...practice.words import day_words
from ...records import AnyRecord
from ..context import Context, Found
from ..model import UpcomingLine


def upcoming_section(context: Context) -> Found:
    """Everything within the lead time, by day."""
    lines = sorted(_lines(context), key=lambda line: (line.date, line.name, line.what))
    return Found(tuple(lines), "notebook upcoming", crowd="birthday")


def _lines(context: Context) -> Iterator[UpcomingLine]:
    for one in context.dates:
        if is_hard(one.what):  # it stands with what weighs on people
            continue
        day = day_words(one.date, context.day)
        yield UpcomingLine(
            one.date, day, one.kind, one.id, one.name, one.what, one.years, years_words(one), (), one.path, one.line
        )
    for ahead in context.events:
        event = ahead.event
        status = event.status if event.status != "going" else None
        parts = ", ".join(part for part in (event.type, event.place, status) if part)
        yield _line(context, ahead.start, "event", event, "start", event.type or "event", parts, ahead.people)
    for organization, day_on in renewals(context.snapshot, context.day, context.spec.look_ahead):
        what = "membership renews" if day_on >= context.day else "membership was to renew"
        yield _line(context, day_on, "renewal", organization, "renews", what, "", ())
    for talk, on in context.planned:
        people = context.snapshot.people(talk)
        yield _line(context, on, "planned", talk, "date", talk.channel or "talk", talk.place or "", people)


def years_words(one: Upcoming) -> str:
    """How old somebody gets, or how many years ago the date was; empty where nobody knows."""
    if not one.years:
        return ""
    return f"{one.years}" if one.kind == "birthday" else f"{one.years} year{'s' if one.years > 1 else ''}"


def _line(
    context: Context, day: date, kind: str, record: AnyRecord, field: str, what: str, detail: str, people: Iterable[str]
) -> UpcomingLine:
    who = context.people(people)
    when = day_words(day, context.day)
    line = context.snapshot.line_of(record, field)
    return UpcomingLine(day, when, kind, record.id, record.name, what, None, detail, who, record.path, line)
