"""Whom to congratulate on a new job."""

from __future__ import annotations

from ...practice.congratulations import Congratulation
from ...practice.words import day_words
from ..context import Context, Found
from ..model import CongratulationLine

_CAREER = "notebook git changed --field role --field organization"


def congratulations_section(context: Context) -> Found:
    """The new jobs, the latest first."""
    lines = tuple(_line(context, one) for one in context.news)
    return Found(lines, _CAREER)


def _line(context: Context, one: Congratulation) -> CongratulationLine:
    when = day_words(one.date, context.day)
    who = (context.person(one.id),)
    text = f"{one.old} → {one.new}"
    return CongratulationLine(one.id, one.name, one.old, one.new, one.date, when, one.path, one.line, who, text)
