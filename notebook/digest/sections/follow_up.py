"""Events that were, and who has not heard from you since."""

from __future__ import annotations

from ...practice.events import end_line
from ...practice.words import day_words
from ..context import Context, Found, shown_command
from ..model import FollowUpLine


def follow_up_section(context: Context) -> Found:
    """The events of the last three weeks, the latest first."""
    lines = tuple(
        FollowUpLine(
            behind.event.id,
            behind.event.name,
            behind.end,
            day_words(behind.end, context.day),
            context.people(behind.people),
            behind.event.path,
            end_line(context.snapshot, behind.event),
            shown_command("triage", behind.event.id),
        )
        for behind in context.events_behind
    )
    return Found(lines, "notebook list kind:event status:went")
