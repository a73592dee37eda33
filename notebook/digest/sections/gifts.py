"""What you were given and have not thanked for."""

from __future__ import annotations

from datetime import timedelta

from ...practice.giving import THANKS_DAYS, to_thank_for
from ...practice.words import ago_words
from ..context import Context, Found
from ..model import PlainLine

_DAYS = timedelta(days=THANKS_DAYS)


def thank_section(context: Context) -> Found:
    """What was received in the last weeks, the latest first."""
    lines = tuple(
        PlainLine("gift", context.people(gift.who), gift.what, ago_words(gift.date, context.day), gift.date,
                  gift.path, gift.line)
        for gift in to_thank_for(context.snapshot, context.day, context.day - _DAYS)
    )  # fmt: skip
    return Found(lines, "notebook thanks")
