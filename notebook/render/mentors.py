"""What there is between you and your mentors, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..practice.advice import Advice
from ..practice.evidence import Evidence
from ..practice.mentoring import Mentoring, Point, PointKind, ReportBack
from ..practice.words import ago_words, day_words
from .blocks import Placed, block, heading, placed_lines, pointing
from .rows import dotted

MENTOR_KEYS = frozenset(("id", "kind", "path", "name", "relationship", "agenda", "advice", "report_back"))
_ADVICE_SHOWN = 4  # the newest; of somebody named, or with --all, every one
_REPORTS_SHOWN = 4
_LABELS: dict[PointKind, str] = {
    "planned": "planned",
    "promise": "you promised",
    "thread": "you wanted to ask",
    "seek": "they could help",
    "theirs": "they promised",
}


def mentors_page(found: Sequence[Mentoring], today: date, width: int, *, everything: bool) -> Iterator[str]:
    """One mentor after the other: what to report back, what to bring, and the advice there was."""
    for number, one in enumerate(found):
        if number:
            yield ""
        yield from heading(one.contact.name, _said_of(one), width)
        reports = one.report if everything else one.report[:_REPORTS_SHOWN]
        rows: list[Placed] = [(report.text, (dotted(_first(report, today), _place(report)),)) for report in reports]
        yield from block("Report back", _lines(rows, one, len(one.report), width))
        points: list[Placed] = [
            (point.text, (_of_point(point, today),)) for point in one.agenda if not _reported(point, one)
        ]
        yield from block("Next time", placed_lines(points, width))
        given = one.advice if everything else one.advice[:_ADVICE_SHOWN]
        yield from block("Advice", _lines([_advice(piece, today) for piece in given], one, len(one.advice), width))


def _said_of(one: Mentoring) -> str:
    if not (one.report or one.agenda or one.advice):
        return dotted(", ".join(one.contact.relationship), "nothing open, no advice noted")
    return ", ".join(one.contact.relationship)


def _lines(rows: Sequence[Placed], one: Mentoring, count: int, width: int) -> list[str]:
    lines = placed_lines(rows, width)
    if len(rows) < count:
        lines += pointing(f"{count - len(rows)} more", f"notebook mentors {one.contact.id}", width)
    return lines


def _reported(point: Point, one: Mentoring) -> bool:
    """True for a promise that stands among what is to be reported back."""
    return any((point.path, point.line) == (report.path, report.line) for report in one.report)


def _first(report: ReportBack, today: date) -> str:
    if report.why == "you promised" and report.since:
        return f"you promised {ago_words(report.since, today)}"
    return report.why


def _of_point(point: Point, today: date) -> str:
    when = ""
    if point.date:
        when = day_words(point.date, today) if point.date >= today else ago_words(point.date, today)
    return dotted(f"{_LABELS[point.kind]} {when}".strip(), _place(point))


def _advice(piece: Advice, today: date) -> Placed:
    below = [dotted(day_words(piece.date, today), _place(piece))]
    below += [f"you did: {_quoted(piece.did)}"] if piece.did else []
    below += [f"they know: {_quoted(piece.told)}"] if piece.told else []
    return piece.text, tuple(below)


def _quoted(evidence: Evidence) -> str:
    return f"“{evidence.text}” {_place(evidence)}"


def _place(one: Advice | Evidence | Point | ReportBack) -> str:
    return f"{one.path}:{one.line}"


def mentor_shape(one: Mentoring) -> dict[str, Any]:
    """The JSON object of a mentor."""
    return {
        "id": one.contact.id,
        "kind": one.contact.kind,
        "path": one.contact.path,
        "name": one.contact.name,
        "relationship": list(one.contact.relationship),
        "agenda": [
            {"kind": point.kind, "text": point.text, "date": _date(point.date), "path": point.path, "line": point.line}
            for point in one.agenda
        ],
        "advice": [
            {
                "text": piece.text,
                "date": str(piece.date),
                "path": piece.path,
                "line": piece.line,
                "did": evidence_shape(piece.did),
                "told": evidence_shape(piece.told),
            }
            for piece in one.advice
        ],
        "report_back": [
            {"text": back.text, "why": back.why, "since": _date(back.since), "path": back.path, "line": back.line}
            for back in one.report
        ],
    }


def evidence_shape(evidence: Evidence | None) -> dict[str, Any] | None:
    """The JSON object of a line of the user's own."""
    return {"text": evidence.text, "path": evidence.path, "line": evidence.line} if evidence else None


def _date(day: date | None) -> str | None:
    return str(day) if day else None
