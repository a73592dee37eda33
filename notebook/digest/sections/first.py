"""What comes first: what has its day today or tomorrow, and what is just late."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...practice.care import is_hard
from ...practice.events import end_line
from ...practice.interviews import thank_yous_due
from ...practice.promises import Promise, open_promises
from ...practice.upcoming import overdue_plans
from ...practice.words import day_words
from ...records import Interaction
from ...text.folding import fold
from ..context import Context, Found, shown_command
from ..model import PlainLine
from .promises import promise_when
from .upcoming import years_words

_DAY = timedelta(days=1)
_LATE = timedelta(days=30)  # after that, nothing about it is a matter of today
_TRIAGE = timedelta(days=2)  # days after an event in which to follow it up
_THANK = re.compile(r"\bthank")
_EACH = 3  # lines of one kind: five birthdays on one day leave room for what else is on


def first_section(context: Context) -> Found:
    """What is on today, then what has to be done, then what is on tomorrow; no more than a few of each kind."""
    found = sorted(_found(context), key=lambda one: one.turn)
    # What is left out stands further down, in the section that it is of.
    seen: Counter[str] = Counter()
    lines = []
    for one in found:
        seen[one.line.kind] += 1
        if seen[one.line.kind] <= _EACH:
            lines.append(one.line)
    return Found(tuple(lines[: context.limit("first")]))


@dataclass(frozen=True, slots=True)
class _Found:
    """A line, and when its turn is: 0 today, 1 to be done today, 2 tomorrow, 3 late."""

    turn: int
    line: PlainLine


def _found(context: Context) -> Iterator[_Found]:
    yield from _talks(context)
    yield from _events(context)
    yield from _dates(context)
    thanks = list(_thanks(context))
    yield from thanks
    yield from _triage(context)
    yield from _promises(context, {(one.line.path, one.line.line) for one in thanks})
    yield from _plans(context)


def _on(context: Context, day: date) -> int:
    """The turn of what is on that day."""
    return 0 if day <= context.day else 2


def _talks(context: Context) -> Iterator[_Found]:
    for talk, day in context.planned:
        if day > context.day + _DAY:
            continue
        people = context.snapshot.people(talk)
        time = talk.date.time[:5] if talk.date and talk.date.time else ""
        text = ", ".join(part for part in (talk.channel or "talk", talk.place, time) if part)
        command = shown_command("brief", people[0]) if len(people) == 1 else ""
        line = PlainLine("planned", context.people(people), text, day_words(day, context.day), day, talk.path,
                         context.snapshot.line_of(talk, "date"),
                         command=command)  # fmt: skip
        yield _Found(_on(context, day), line)


def _events(context: Context) -> Iterator[_Found]:
    for ahead in context.events:
        on = max(ahead.start, context.day)  # one that goes on is today
        if on <= context.day + _DAY:
            event = ahead.event
            parts = (event.type or "event", event.place, f"you know {len(ahead.people)} there" if ahead.people else "")
            line = PlainLine(
                "event", (context.person(event.id),), ", ".join(part for part in parts if part),
                day_words(on, context.day), on, event.path,
                context.snapshot.line_of(event, "start"), command=shown_command("brief", event.id),
            )  # fmt: skip
            yield _Found(_on(context, on), line)


def _dates(context: Context) -> Iterator[_Found]:
    """Birthdays and dates; the hard ones are for the section on care."""
    for one in context.dates:
        if one.date <= context.day + _DAY and not is_hard(one.what):
            text = ", ".join(part for part in (one.what, years_words(one)) if part)
            command = shown_command("draft", "congratulate", one.id) if one.kind == "birthday" else ""
            line = PlainLine(one.kind, (context.person(one.id),), text, day_words(one.date, context.day), one.date,
                             one.path, one.line, command=command)  # fmt: skip
            yield _Found(_on(context, one.date), line)


def _thanks(context: Context) -> Iterator[_Found]:
    """Those who told you about their work and have no word of thanks yet: it is due the same day."""
    for one in thank_yous_due(context.snapshot, context.day, days=_LATE.days):
        if context.is_rested(one.people):
            continue
        command = shown_command("draft", "thank-you", one.people[0])
        promise = _promise_to_thank(context, one.talk)
        if promise:
            yield _Found(1, replace(_promise_line(context, promise), kind="thanks", command=command))
            continue
        line = PlainLine(
            "thanks", context.people(one.people), "a thank-you for the interview", day_words(one.day, context.day),
            one.day, one.talk.path, context.snapshot.line_of(one.talk, "purpose"), command=command,
        )  # fmt: skip
        yield _Found(1, line)


def _promise_to_thank(context: Context, talk: Interaction) -> Promise | None:
    """The open promise in the note of an interview to thank for it: it says the same, in the user's words."""
    found = (one for one in open_promises(context.reasons.promises, mine=True) if one.path == talk.path)
    return next((one for one in found if _THANK.search(fold(one.text))), None)


def _triage(context: Context) -> Iterator[_Found]:
    for behind in context.events_behind:
        if behind.end >= context.day - _TRIAGE:
            people = "1 person" if len(behind.people) == 1 else f"{len(behind.people)} people"
            line = PlainLine(
                "follow-up", (context.person(behind.event.id),), f"follow up with {people}",
                day_words(behind.end, context.day), behind.end, behind.event.path,
                end_line(context.snapshot, behind.event), command=shown_command("triage", behind.event.id),
            )  # fmt: skip
            yield _Found(1, line)


def _promises(context: Context, said: Collection[tuple[str, int]]) -> Iterator[_Found]:
    """Promises for today, then those that are late, the latest first; not those at places that are said already."""
    found = [one for one in open_promises(context.reasons.promises, mine=True) if one.due]
    found = [one for one in found if not context.is_rested(one.with_) and (one.path, one.line) not in said]
    near = [one for one in found if one.due and context.day - _LATE <= one.due <= context.day]
    for promise in sorted(near, key=lambda one: one.due or date.min, reverse=True):
        yield _Found(1 if promise.due == context.day else 3, _promise_line(context, promise))


def _promise_line(context: Context, promise: Promise) -> PlainLine:
    when = promise_when(promise, context.day)
    who = context.people(promise.with_)
    return PlainLine("promise", who, promise.text, f"due {when}" if promise.due else when, promise.due, promise.path,
                     promise.line)  # fmt: skip


def _plans(context: Context) -> Iterator[_Found]:
    """Talks that were planned for a day that has passed, of which no note says that they happened."""
    for one in overdue_plans(context.snapshot, context.day):
        talk = context.snapshot.by_id[one.id]
        people = context.people(context.snapshot.people(talk))
        line = PlainLine("planned", people, one.what, "", one.date, one.path, one.line)
        yield _Found(3, line)
