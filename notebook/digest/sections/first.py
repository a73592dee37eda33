"""What comes first: what has its day today or tomorrow, and what is just late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...practice.care import is_hard
from ...practice.interviews import thank_yous_due
from ...practice.promises import open_promises
from ...practice.words import day_words
from ..context import Context, Found, shown_command
from ..model import PlainLine
from .promises import promise_when
from .upcoming import years_words

_DAY = timedelta(days=1)
_LATE = timedelta(days=30)  # after that, nothing about it is a matter of today
_TRIAGE = timedelta(days=2)  # days after an event in which to follow it up
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
    yield from _thanks(context)
    yield from _triage(context)
    yield from _promises(context)


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
        line = PlainLine("planned", context.people(people), text, day_words(day, context.day), day, talk.path, 1,
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
                day_words(on, context.day), on, event.path, 1, command=shown_command("brief", event.id),
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
        line = PlainLine(
            "thanks", context.people(one.people), "a thank-you for the interview", day_words(one.day, context.day),
            one.day, one.talk.path, 1, command=shown_command("draft", "thank-you", one.people[0]),
        )  # fmt: skip
        yield _Found(1, line)


def _triage(context: Context) -> Iterator[_Found]:
    for behind in context.events_behind:
        if behind.end >= context.day - _TRIAGE:
            people = "1 person" if len(behind.people) == 1 else f"{len(behind.people)} people"
            line = PlainLine(
                "follow-up", (context.person(behind.event.id),), f"follow up with {people}",
                day_words(behind.end, context.day), behind.end, behind.event.path, 1,
                command=shown_command("triage", behind.event.id),
            )  # fmt: skip
            yield _Found(1, line)


def _promises(context: Context) -> Iterator[_Found]:
    """Promises for today, then those that are late, the latest first."""
    found = [one for one in open_promises(context.reasons.promises, mine=True) if one.due]
    near = [one for one in found if one.due and context.day - _LATE <= one.due <= context.day]
    for promise in sorted(near, key=lambda one: one.due or date.min, reverse=True):
        line = PlainLine("promise", context.people(promise.with_), promise.text, promise_when(promise, context.day),
                         promise.due, promise.path, promise.line)  # fmt: skip
        yield _Found(1 if promise.due == context.day else 3, line)
