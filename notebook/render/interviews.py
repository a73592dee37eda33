"""Informational interviews as rows and JSON, and who led to whom as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..practice.interviews import Branch, Interview, Referral
from ..practice.words import day_words
from ..snapshot import Snapshot
from .mentors import evidence_shape
from .rows import name_of, names
from .tables import Cell, Span, table

INTERVIEW_KEYS = frozenset(
    ("id", "kind", "path", "line", "date", "with", "channel", "ahead", "thanked", "thank_you", "due", "led_to")
)
REFERRAL_KEYS = frozenset(("from", "to", "date", "text", "path", "line"))
_PLACES_FROM = 120  # columns; on a narrower terminal the tree needs the room
_LED_NEEDS = 24

Led = Mapping[str, Sequence[Referral]]


def interview_table(found: Iterable[Interview], led: Led, snapshot: Snapshot, today: date, width: int) -> list[str]:
    """One interview a row: with whom, when, thanked or not, and whom they led you to."""
    rows: list[list[Cell]] = []
    for one in found:
        who = names(snapshot, one.people) or one.talk.name
        to = names(snapshot, _led(one, led))
        rows.append(
            [
                Span(who, "bold"),
                Span(day_words(one.day, today), "dim"),
                thanked_words(one, today),
                f"led you to {to}" if to else "",
            ]
        )
    return table(rows, width, needs=_LED_NEEDS, keeps=(1, 2))


def thanked_words(one: Interview, today: date) -> Span:
    """Whether a thank-you is due, since when, or the day of it."""
    if one.ahead:
        return Span("ahead" if one.day >= today else "planned", "dim")
    if one.due:
        when = "today" if one.due == today else f"since {day_words(one.due, today)}"
        return Span(f"thank-you due {when}", "" if one.due == today else "red")
    if one.thanked_on is None:
        return Span("no thank-you noted", "dim")
    if one.thanked_on <= one.day:
        return Span("thanked the same day")
    return Span(f"thanked {day_words(one.thanked_on, today)}")


def interview_shape(one: Interview, led: Led) -> dict[str, Any]:
    """The JSON object of an interview."""
    return {
        "id": one.talk.id,
        "kind": one.talk.kind,
        "path": one.talk.path,
        "line": 1,
        "date": str(one.talk.date),
        "with": list(one.people),
        "channel": one.talk.channel,
        "ahead": one.ahead,
        "thanked": str(one.thanked_on) if one.thanked_on else None,
        "thank_you": evidence_shape(one.thanked),
        "due": str(one.due) if one.due else None,
        "led_to": _led(one, led),
    }


def _led(one: Interview, led: Led) -> list[str]:
    """Those whom the people of an interview led you to, from that day on."""
    found = [referral for person in one.people for referral in led.get(person, ())]
    later = [referral.to for referral in found if referral.day and referral.day >= one.day]
    return [to for to in dict.fromkeys(later) if to not in one.people]


def referral_shape(one: Referral) -> dict[str, Any]:
    """The JSON object of one who led to another."""
    return {
        "from": one.from_,
        "to": one.to,
        "date": str(one.day) if one.day else None,
        "text": one.text,
        "path": one.path,
        "line": one.line,
    }


def referral_lines(trees: Sequence[Branch], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """The tree from you on; who was drawn above is not drawn out again."""
    rows: list[list[Cell]] = [["You", "", "", ""]]
    for guides, branch in _drawn(trees):
        name = name_of(snapshot, branch.person) + (" (see above)" if branch.above else "")
        one = branch.referral
        when = day_words(one.day, today) if one and one.day else ""
        place = f"{one.path}:{one.line}" if one and width >= _PLACES_FROM else ""
        text = one.text if one else ""
        rows.append([(Span(guides, "dim"), Span(name)), Span(when, "dim"), text, Span(place, "dim")])
    return table(rows, width, gives=2, keeps=(0, 1, 3))


def _drawn(trees: Sequence[Branch]) -> Iterator[tuple[str, Branch]]:
    """Each branch after the guides before its name, from above; without recursion, for a chain may be long."""
    pending = _below(trees, "")
    while pending:
        before, guide, branch = pending.pop()
        yield before + guide, branch
        pending += _below(branch.branches, before + ("│  " if guide.startswith("├") else "   "))


def _below(branches: Sequence[Branch], before: str) -> list[tuple[str, str, Branch]]:
    last = len(branches) - 1
    found = [(before, "└─ " if at == last else "├─ ", branch) for at, branch in enumerate(branches)]
    return found[::-1]
