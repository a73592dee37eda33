"""Whom to see in a place, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..practice.events import EventAhead
from ..practice.face_to_face import There
from ..practice.words import ago_words, day_words
from ..records import Interaction
from ..snapshot import Snapshot
from .rows import dotted, span_words
from .tables import Cell, Span, table
from .wrapped import wrapped

WHO_KEYS = frozenset(
    ("id", "kind", "path", "line", "name", "location", "why", "last_in_person", "last_in_person_channel",
     "last_contact", "open", "addresses", "phones")
)  # fmt: skip
_REACH_FROM = 130  # columns; on a narrower terminal what is open needs the room
_CHANNEL_FROM = 120
_OPEN_NEEDS = 30


def who_table(found: Iterable[There], today: date, width: int) -> list[str]:
    """One person a row: when last seen and heard of, why they are there, and what is open with them."""
    rows: list[list[str | Span]] = []
    for one in found:
        guests = [presence.text for presence in one.why if presence.kind != "lives"]
        words = dotted(*guests, one.open.text if one.open else "")
        reach = [*(address.text for address in one.contact.addresses), *(phone.text for phone in one.contact.phones)]
        seen = in_person_words(one.in_person, today, channel=width >= _CHANNEL_FROM)
        home = Span(reach[0] if reach and width >= _REACH_FROM else "", "dim")
        rows.append([Span(one.contact.name, "bold"), seen, _heard(one, today), words, home])
    return wrapped(rows, width, wraps=(3,), needs=_OPEN_NEEDS)


def in_person_words(talk: Interaction | None, today: date, *, channel: bool = True) -> str:
    """When somebody was last seen and how: `seen 3 weeks ago · walk`; `not seen in person` where never."""
    day = talk.date.earliest if talk and talk.date else None
    if talk is None or day is None:
        return "not seen in person"
    return dotted(f"seen {ago_words(day, today)}", talk.channel if channel else None)


def _heard(one: There, today: date) -> Span:
    """When they were in touch since they were seen; nothing where they were not."""
    seen = one.in_person.date.earliest if one.in_person and one.in_person.date else None
    if one.last_contact is None:
        return Span("never spoken to", "dim")
    return Span("" if one.last_contact == seen else f"in touch {ago_words(one.last_contact, today)}", "dim")


def event_rows(found: Iterable[EventAhead], today: date, width: int) -> list[str]:
    """The events of a place, each with its days and how many people of the vault are expected."""
    rows: list[list[Cell]] = []
    for ahead in found:
        event = ahead.event
        when = span_words(event.start, event.end, time=False) if event.end else day_words(ahead.start, today)
        known = f"you know {len(ahead.people)} there" if ahead.people else ""
        rows.append([Span(event.name, "bold"), when, dotted(event.type, known), event.place or ""])
    return table(rows, width, keeps=(1,))


def who_shape(one: There, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of somebody to see in a place; `line` is where the first reason stands."""
    contact, seen = one.contact, one.in_person
    return {
        "id": contact.id,
        "kind": contact.kind,
        "path": contact.path,
        "line": one.why[0].line,
        "name": contact.name,
        "location": contact.location,
        "why": [
            {
                "kind": presence.kind,
                "text": presence.text,
                "path": presence.path,
                "line": presence.line,
                "since": str(presence.since) if presence.since else None,
                "until": str(presence.until) if presence.until else None,
            }
            for presence in one.why
        ],
        "last_in_person": str(seen.date.earliest) if seen and seen.date else None,
        "last_in_person_channel": seen.channel if seen else None,
        "last_contact": str(one.last_contact) if one.last_contact else None,
        "open": {"text": one.open.text, "path": one.open.path, "line": one.open.line} if one.open else None,
        "addresses": [address.text for address in contact.addresses],
        "phones": [phone.text for phone in contact.phones],
    }
