"""What your mentors have not heard back about."""

from __future__ import annotations

from datetime import date

from ...practice.mentoring import ReportBack, report_backs
from ...practice.words import ago_words
from ..context import Context, Found
from ..model import PlainLine


def report_back_section(context: Context) -> Found:
    """Advice of some weeks ago that no talk since speaks of, and promises to tell of it, the newest first."""
    found = report_backs(context.snapshot, context.day, promised=context.reasons.promises)
    newest = sorted(found, key=lambda one: one.since or date.min, reverse=True)
    lines = tuple(_line(context, one) for one in newest)
    return Found(lines, "notebook mentors")


def _line(context: Context, one: ReportBack) -> PlainLine:
    when = ago_words(one.since, context.day) if one.since else ""
    return PlainLine("advice", (context.person(one.person),), one.text, when, one.since, one.path, one.line)
