"""What to ask about."""

from __future__ import annotations

from ...practice.threads import Thread
from ...practice.words import ago_words
from ..context import Context, Found
from ..model import ThreadLine


def threads_section(context: Context) -> Found:
    """Threads of people you see soon, then the newest."""
    threads = [thread for thread in context.reasons.threads if not context.is_rested(thread.with_)]
    found = sorted(threads, key=lambda thread: not any(who in context.soon for who in thread.with_))
    lines = tuple(_line(context, thread) for thread in found)
    return Found(lines, "notebook promises --ask")


def _line(context: Context, thread: Thread) -> ThreadLine:
    return ThreadLine(
        context.people(thread.with_),
        thread.text,
        ago_words(thread.since, context.day) if thread.since and thread.since < context.day else "",
        next((context.soon[person] for person in thread.with_ if person in context.soon), ""),
        thread.path,
        thread.line,
    )
