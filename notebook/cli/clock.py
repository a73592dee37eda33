"""The only reader of the clock."""

from __future__ import annotations

import datetime
import time


def today() -> datetime.date:
    """The current day, local time."""
    return datetime.date.today()


def now_ns() -> int:
    """Nanoseconds since the epoch."""
    return time.time_ns()
