"""Introductions as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..practice.common_ground import Ground
from ..practice.evidence import Evidence
from ..practice.introducing.introduction_lines import Line
from ..practice.introducing.introductions import Introduction
from ..practice.words import ago_words
from ..snapshot import Snapshot
from ..text.typed import typed_command
from .blocks import lead
from .rows import name_of
from .tables import Span, facts, table
from .terminal import clean, paint, steady, wrap

INTRODUCTION_KEYS = frozenset(
    ("one", "other", "names", "state", "why", "next_step", "since", "lines", "outcome", "id", "path", "line")
)
_DEEPER = "    "
_GROUNDS = 5
_BEFORE = ("idea", "proposed", "asking")
_STATES = {
    "idea": "nothing is written yet",
    "proposed": "proposed, nobody asked yet",
    "asking": "one of them asked",
    "agreed": "both would like to",
    "introduced": "introduced",
    "outcome": "introduced, and what came of it is noted",
    "declined": "declined",
}


def underway_lines(found: Iterable[Introduction], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """Introductions that something is written of: the two, how far it is, what to do next, and the lines."""
    lines: list[str] = []
    for one in found:
        since = ago_words(one.since, today) if one.since and one.since <= today else ""
        lines += table([[_pair(one, snapshot), one.state, Span(since, "dim")]], width, keeps=(1, 2))
        lines += _wrapped(one.next_step, width)
        open_lines = (_marked(line) for line in one.lines if line.mark in " ?")
        for said in [*open_lines, *map(_placed, one.why)][:1]:
            lines += _wrapped(said, width, "dim")
    return lines


def idea_lines(found: Iterable[Introduction], snapshot: Snapshot, width: int) -> list[str]:
    """Pairs who might meet: the two, and why in the user's own words, each with its place."""
    lines: list[str] = []
    for one in found:
        lines += table([[_pair(one, snapshot)]], width)
        for why in one.why:
            lines += _wrapped(_placed(why), width)
    return lines


def pair_lines(
    one: Introduction, grounds: Sequence[Ground], known: Evidence | None, snapshot: Snapshot, today: date, width: int
) -> list[str]:
    """One pair: how far it is, why, what they share, the lines about it, and what to do next.

    `known` is where the notes say that they know each other.
    """
    wanted = known is None or one.state != "idea"
    rows = [
        *_labelled("why", map(_placed, one.why)),
        ("known", f"they know each other: {_placed(known)}" if known else ""),
        *_labelled("common", (f"{ground.text} ({ground.kind})" for ground in grounds[:_GROUNDS])),
        *_labelled("lines", (_marked(line) for line in one.lines)),
        ("outcome", one.outcome or ""),
        ("next", one.next_step if wanted else ""),
        ("draft", typed_command("draft introduce", one.one, one.other) if wanted and one.state in _BEFORE else ""),
    ]
    since = f" ({ago_words(one.since, today)})" if one.since and one.since <= today else ""
    names = " and ".join(name_of(snapshot, person) for person in (one.one, one.other))
    return [*lead(f"{names}: {_STATES[one.state]}{since}", width), *facts(rows, width)]


def introduction_shape(one: Introduction, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of an introduction."""
    place = one.lines[0] if one.lines else one.why[0] if one.why else None
    return {
        "one": one.one,
        "other": one.other,
        "names": [name_of(snapshot, person) for person in (one.one, one.other)],
        "state": one.state,
        "why": [{"text": line.text, "path": line.path, "line": line.line} for line in one.why],
        "next_step": one.next_step or None,
        "since": str(one.since) if one.since else None,
        "lines": [_line_shape(line) for line in one.lines],
        "outcome": one.outcome,
        "id": one.one,
        "path": place.path if place else snapshot.by_id[one.one].path,
        "line": place.line if place else 1,
    }


def _line_shape(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "step": line.step,
        "who": list(line.who),
        "mark": line.mark,
        "text": line.text,
        "path": line.path,
        "line": line.line,
        "since": str(line.since) if line.since else None,
        "done": str(line.done) if line.done else None,
    }


def _pair(one: Introduction, snapshot: Snapshot) -> Span:
    return Span(f"{name_of(snapshot, one.one)} · {name_of(snapshot, one.other)}", "bold")


def _marked(line: Line) -> str:
    ticked = f"{line.id}, " if line.mark in " ?" else ""
    return f"[{line.mark}] {line.text} ({ticked}{line.path}:{line.line})"


def _placed(line: Evidence) -> str:
    return f"{line.text} ({line.path}:{line.line})"


def _labelled(label: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        yield label, value
        label = ""


def _wrapped(text: str, width: int, style: Any = "") -> list[str]:
    return [_DEEPER + paint(steady(line), style) for line in wrap(clean(text), max(20, width - len(_DEEPER)))]
