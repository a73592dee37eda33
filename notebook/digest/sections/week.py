"""What happened."""

from __future__ import annotations

from datetime import timedelta

from ...practice.timeline import happenings, weekly_counts
from ..context import Context, Found
from ..model import WeekLine
from ..period import week_of

_WEEKS = 12


def week_section(context: Context) -> Found:
    """The days of the digest; early in a week, when little of it has happened, the week before."""
    period = context.spec.period
    since, until, label = period.since, period.until, "This week"
    if (since, until) != week_of(since, context.spec.week_starts):
        label = "These days"
    elif (context.day - since).days < 2:
        since, until, label = since - timedelta(days=7), since - timedelta(days=1), "Last week"
    found = happenings(context.snapshot, since, until, context.day)
    if not found.talks and not found.new:
        return Found(())
    new = context.people(contact.id for contact in found.new)
    weeks = weekly_counts(context.snapshot, until, _WEEKS, context.day)
    line = WeekLine(label, len(found.talks), len(found.people), found.in_person, found.channels, new, weeks)
    return Found((line,), title=label)
