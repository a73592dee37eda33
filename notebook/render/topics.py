"""The topic ladder as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..practice.questions import Question
from ..practice.topics import Ladder, Topic, Untouched, UntouchedKind, rungs_of
from ..practice.words import ago_words, day_words
from .blocks import block, heading, placed_lines, pointing
from .rows import dotted
from .tables import Cell, Span, table

_SHOWN = 6  # topics of one rung
_PLACES_FROM = 120  # columns; on a narrower terminal a topic needs the room that its place would take
_TITLES = {"small-talk": "Small talk", "personal": "Personal", "deep": "Deep", None: "Talked about, depth not noted"}
_LABELS: dict[UntouchedKind, str] = {
    "interest": "interest",
    "shared-interest": "interest you share",
    "seeks": "seeks",
    "offers": "offers",
    "date": "date",
}


def topics_page(
    ladder: Ladder, question: Question | None, today: date, width: int, *, everything: bool
) -> Iterator[str]:
    """The page: what weighs on them, what to ask, what never came up, and then the rungs."""
    yield from heading(ladder.contact.name, _talks(ladder, today), width)
    care = [one for one in ladder.never if one.kind == "care"]
    yield from block("With care; it came up in no talk", _never(care, width))
    if question:
        place = f"{question.why} · {question.path}:{question.line}"
        yield from block("Ask next", placed_lines([(question.text, (place,))], width))
    yield from block("Never came up", _never([one for one in ladder.never if one.kind != "care"], width))
    for depth in rungs_of(ladder.topics):
        found = [topic for topic in ladder.topics if topic.depth == depth]
        shown = found if everything else found[:_SHOWN]
        lines = _topics(shown, today, width)
        if len(shown) < len(found):
            command = f"notebook topics {ladder.contact.id} --all"
            lines += pointing(f"{len(found) - len(shown)} more", command, width)
        yield from block(_TITLES.get(depth) or str(depth), lines)


def _talks(ladder: Ladder, today: date) -> str:
    if not ladder.talks:
        return "no talk yet"
    last = f", the last {ago_words(ladder.last, today)}" if ladder.last else ""
    return f"{ladder.talks} talk{'s' if ladder.talks > 1 else ''}{last}"


def _never(found: Sequence[Untouched], width: int) -> list[str]:
    rows = [(one.text, (dotted(_LABELS.get(one.kind), f"{one.path}:{one.line}"),)) for one in found]
    return placed_lines(rows, width)


def _topics(found: Sequence[Topic], today: date, width: int) -> list[str]:
    rows: list[list[Cell]] = []
    for topic in found:
        place = f"{topic.path}:{topic.line}" if width >= _PLACES_FROM else ""
        times = "once" if topic.count == 1 else f"{topic.count} times"
        rows.append([topic.text, times, Span(day_words(topic.last, today), "dim"), Span(place, "dim")])
    return table(rows, width, gives=0, keeps=(1, 2, 3))


def topics_shape(ladder: Ladder, question: Question | None) -> dict[str, Any]:
    """The JSON object of a person's ladder."""
    return {
        "id": ladder.contact.id,
        "kind": ladder.contact.kind,
        "path": ladder.contact.path,
        "name": ladder.contact.name,
        "talks": ladder.talks,
        "last_talk": str(ladder.last) if ladder.last else None,
        "rungs": [
            {"depth": depth, "topics": [_topic_shape(topic) for topic in ladder.topics if topic.depth == depth]}
            for depth in rungs_of(ladder.topics)
        ],
        "never": [{"kind": one.kind, "text": one.text, "path": one.path, "line": one.line} for one in ladder.never],
        "question": question_shape(question),
    }


def _topic_shape(topic: Topic) -> dict[str, Any]:
    return {
        "text": topic.text,
        "count": topic.count,
        "last": str(topic.last),
        "path": topic.path,
        "line": topic.line,
    }


def question_shape(question: Question | None) -> dict[str, Any] | None:
    """The JSON object of a question to ask."""
    if question is None:
        return None
    return {"text": question.text, "why": question.why, "path": question.path, "line": question.line}
