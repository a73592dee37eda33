"""Promises, and the story of a record, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..practice.evidence import Evidence
from ..practice.promises import Promise
from ..practice.story import Story
from ..practice.threads import Thread, rests_until
from ..practice.words import ago_words, day_words, days_between
from ..records import Interaction
from ..snapshot import Snapshot
from .rows import first_words, names
from .tables import Cell, Span
from .terminal import Style, clean, paint, steady, wrap

PROMISE_KEYS = frozenset(("id", "text", "owner", "with", "due", "status", "path", "line", "since", "done"))
THREAD_KEYS = frozenset(("id", "text", "with", "since", "path", "line"))


def promise_rows(found: Iterable[Promise], snapshot: Snapshot, today: date, *, beside: str | None) -> list[list[Cell]]:
    """One promise a row: first whom it is between, and last the id by which an open one is closed.

    On the card of `beside` there is no id, and the others stand last.
    """
    rows: list[list[Cell]] = []
    for one in found:
        owner = () if one.owner in ("me", beside) else (one.owner,)
        who = names(snapshot, dict.fromkeys(person for person in (*owner, *one.with_) if person != beside))
        if beside is None:
            rows.append([Span(who, "bold"), one.text, due_words(one, today), _id(one)])
        else:
            rows.append([one.text, due_words(one, today), Span(who, "dim")])
    return rows


def _id(one: Promise) -> Span:
    return Span(one.id if one.status == "open" else "", "dim")


def due_words(one: Promise, today: date) -> Span:
    """When a promise is due, red where the day has passed; how old it is where it has no day."""
    if one.status != "open":
        return Span(f"{one.status} {day_words(one.done, today)}" if one.done else one.status, "dim")
    if one.due is None:
        old = one.since is not None and one.since < today
        return Span(f"no date, {days_between(one.since, today)} old" if one.since and old else "no date", "dim")
    if one.due < today:
        late = "" if (today - one.due).days == 1 else f", {days_between(one.due, today)} late"
        return Span(f"{day_words(one.due, today)}{late}", "red")
    return Span(day_words(one.due, today))


def promise_shape(one: Promise) -> dict[str, Any]:
    """The JSON object of a promise."""
    return {
        "id": one.id,
        "text": one.text,
        "owner": one.owner,
        "with": list(one.with_),
        "due": _date(one.due),
        "status": one.status,
        "path": one.path,
        "line": one.line,
        "since": _date(one.since),
        "done": _date(one.done),
    }


def thread_rows(found: Iterable[Thread], snapshot: Snapshot, today: date) -> list[list[Cell]]:
    """One thread a row: whom to ask, what, how long ago it came up or from when on, the id by which it is closed."""
    rows: list[list[Cell]] = []
    for one in found:
        until = rests_until(one.text, one.since, today)
        since = ago_words(one.since, today) if one.since and one.since <= today else ""
        when = f"from {day_words(until, today)}" if until else since
        rows.append([Span(names(snapshot, one.with_), "bold"), one.text, Span(when, "dim"), Span(one.id, "dim")])
    return rows


def thread_shape(one: Thread) -> dict[str, Any]:
    """The JSON object of a thread."""
    return {
        "id": one.id,
        "text": one.text,
        "with": list(one.with_),
        "since": _date(one.since),
        "path": one.path,
        "line": one.line,
    }


def asking_shape(one: Thread, answer: Evidence | None) -> dict[str, Any]:
    """The JSON object of a thread with the line of a later talk that may have answered it."""
    found = {"text": answer.text, "path": answer.path, "line": answer.line} if answer else None
    return thread_shape(one) | {"maybe_answered": found}


def answered_lines(found: Iterable[Thread], answers: Mapping[str, Evidence], width: int) -> Iterator[str]:
    """Of each thread that may be answered the question, the line that says so, and how to close it."""
    asked = {one.id: one for one in found if one.id in answers}
    if asked:
        yield paint("Maybe answered", "bold")
    for id, one in asked.items():
        answer = answers[id]
        said = f"“{answer.text}” {answer.path}:{answer.line}"
        shown: tuple[tuple[str, str, Style], ...] = (
            ("  ", one.text, ""),
            ("    ", said, ""),
            ("    ", f"notebook done {id}", "dim"),
        )
        for indent, text, style in shown:
            lines = wrap(clean(text), width - len(indent))
            yield from (indent + paint(steady(line), style) for line in lines)


def story_shape(story: Story, snapshot: Snapshot) -> dict[str, Any]:
    """What `show` adds to the JSON object of a record."""
    return {
        "promises": [promise_shape(one) for one in story.promises],
        "threads": [thread_shape(one) for one in story.threads],
        "talks": [_talk_shape(talk, snapshot) for talk in story.talks],
        "people": [
            {"id": one.id, "name": snapshot.by_id[one.id].name if one.id else one.written, "role": one.role}
            for one in story.people
        ],
        "backlinks": [
            {"id": source.id, "kind": source.kind, "path": source.path, "line": reference.line}
            for source, reference in story.backlinks
        ],
    }


def _talk_shape(talk: Interaction, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "id": talk.id,
        "path": talk.path,
        "date": _date(talk.date),
        "channel": talk.channel,
        "with": list(snapshot.people(talk)),
        "status": talk.status,
        "text": first_words(snapshot, talk),
    }


def _date(day: object) -> str | None:
    return None if day is None else str(day)
