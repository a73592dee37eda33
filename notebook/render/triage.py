"""What is left to do after an event, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..practice.brief.matters import promise_when
from ..practice.events import EventBehind, FollowUp, Goal, Triage
from ..practice.evidence import Evidence
from ..practice.words import ago_words, day_words, length_words
from ..records import Contact, Interaction
from ..snapshot import Snapshot
from .blocks import lead, pointing
from .formats import Part
from .rows import dotted, few_names, span_words
from .stories import promise_shape, thread_shape
from .tables import Cell, Span, table
from .terminal import paint
from .wrapped import wrapped

ROW_KEYS = frozenset(("id", "kind", "path", "name", "event", "days_left", "said", "promises", "threads", "draft"))
_WORDS_NEED = 34  # columns; with less, the words go below the name
_LEARNED = 6  # lines that are shown
_OPEN = 4  # promises and threads of one person that are


def triage_lines(found: Triage, waiting: Sequence[FollowUp], today: date, width: int) -> Iterator[str]:
    """The event, whom to follow up with and what about, who is in touch already, what you learned, and the goals.

    `waiting` are those of the triage that are shown.
    """
    event = found.event
    yield from lead(event.name, width, "bold")
    yield from lead(dotted(span_words(event.start, event.end, time=False), event.type, event.place), width)
    yield from lead(_answer(found), width)
    rows = [row for one in waiting for row in _person_rows(one, today)]
    yield from _block("Follow up with", rows, width)
    more = len(found.waiting) - len(waiting)
    if more:
        yield paint(f"  + {more} more", "dim")
    since: list[list[str | Span]] = [
        [Span(contact.name, "bold"), _since_words(talk, today)] for contact, talk in found.since
    ]
    yield from _block("In touch since", since, width)
    strangers: list[list[str | Span]] = [
        [Span(one.text, "bold"), f'notebook new contact "{one.text}"'] for one in found.strangers
    ]
    yield from _block("In no contact yet", strangers, width)
    learned = [[one.text] for one in found.learned[:_LEARNED]]
    yield from _block("Learned and heard", learned, width, wraps=0)
    if len(found.learned) > _LEARNED:
        yield from pointing(f"+ {len(found.learned) - _LEARNED} more", f"notebook show {event.id}", width)
    yield from _block("Your goals", [[goal.goal.text, _spoken(goal)] for goal in found.goals], width, wraps=(0, 1))


def _answer(found: Triage) -> str:
    """How many are still to follow up with, and how it stands with the 48 hours."""
    if not found.waiting:
        return "You have been in touch with everybody." if found.since else "Nobody is noted as met there."
    everybody = len(found.waiting) + len(found.since)
    return f"{len(found.waiting)} of {everybody} still to follow up with: {left_words(found.days_left)}"


def left_words(days: int) -> str:
    """How it stands with the 48 hours after an event, by the days that are left of them."""
    if days < 0:
        return f"{length_words(-days)} past the 48 hours"
    return ("the last day of the 48 hours", "one day left of the 48 hours", "the 48 hours have begun")[min(days, 2)]


def _block(
    title: str, rows: Sequence[Sequence[str | Span]], width: int, *, wraps: int | tuple[int, ...] = 1
) -> Iterator[str]:
    if rows:
        yield ""
        yield paint(title, "bold")
        columns = (wraps,) if isinstance(wraps, int) else wraps
        yield from wrapped(rows, width, wraps=columns, needs=_WORDS_NEED if columns == (1,) else 20)


def _person_rows(one: FollowUp, today: date) -> Iterator[Sequence[str | Span]]:
    opened = []
    for promise in one.promises:
        who = "you promised" if promise.owner == "me" else "they promised"
        when = promise_when(promise, today)
        opened.append(f"{who}: {promise.text}" + (f" · {when}" if when else ""))
    opened += [f"ask: {thread.text}" for thread in one.threads]
    yield [Span(one.contact.name, "bold"), one.said.text or "no talk noted there"]
    for line in opened[:_OPEN]:
        yield ["", line]
    if len(opened) > _OPEN:
        yield ["", Span(f"+ {len(opened) - _OPEN} more: notebook brief {one.contact.id}", "dim")]
    yield ["", Span(draft_command(one.contact), "dim")]


def draft_command(contact: Contact) -> str:
    """The command that drafts the message."""
    return f"notebook draft follow-up {contact.id}"


def _since_words(talk: Interaction, today: date) -> str:
    day = talk.date.earliest if talk.date else None
    return dotted(talk.channel, day_words(day, today) if day else "")


def _spoken(goal: Goal) -> Span:
    return Span(goal.spoken.text if goal.spoken else "in no note of it yet", "" if goal.spoken else "dim")


def behind_table(found: Sequence[EventBehind], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """One event a row, with those who wait and the command that says more."""
    rows: list[list[Cell]] = [
        [
            Span(one.event.name, "bold"),
            Span(ago_words(one.end, today), "dim"),
            few_names(snapshot, one.people),
            Span(f"notebook triage {one.event.id}", "dim"),
        ]
        for one in found
    ]
    return table(rows, width, gives=2, needs=24, keeps=(1, 3))


def triage_shape(found: Triage, waiting: Sequence[FollowUp]) -> dict[str, Any]:
    """The JSON object of an event that was."""
    event = found.event
    return {
        "id": event.id,
        "kind": event.kind,
        "path": event.path,
        "name": event.name,
        "end": found.end.isoformat(),
        "days_left": found.days_left,
        "waiting": [row_shape(one, found) for one in waiting],
        "since": [
            {"id": contact.id, "name": contact.name, "date": str(talk.date), "channel": talk.channel, "path": talk.path}
            for contact, talk in found.since
        ],
        "strangers": [_evidence(one) for one in found.strangers],
        "learned": [_evidence(one) for one in found.learned],
        "goals": [
            _evidence(goal.goal) | {"spoken": _evidence(goal.spoken) if goal.spoken else None} for goal in found.goals
        ],
    }


def row_shape(one: FollowUp, found: Triage) -> dict[str, Any]:
    """The JSON object of somebody to follow up with."""
    return {
        "id": one.contact.id,
        "kind": one.contact.kind,
        "path": one.contact.path,
        "name": one.contact.name,
        "event": found.event.id,
        "days_left": found.days_left,
        "said": Part(one.said.text, **_evidence(one.said)),
        "promises": [Part(promise.text, **promise_shape(promise)) for promise in one.promises],
        "threads": [Part(thread.text, **thread_shape(thread)) for thread in one.threads],
        "draft": draft_command(one.contact),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"text": one.text, "path": one.path, "line": one.line}
