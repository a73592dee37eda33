"""Made-up logs of several kinds of people, the same for the same seed."""

from __future__ import annotations

import datetime
import random

from small_vault import TODAY, note, vault_of

from notebook.snapshot import Snapshot

DAYS = 750
KINDS = ("regular", "irregular", "bursts", "faded", "cold", "none")
_EVERY = (7, 14, 21, 30, 45, 60, 90)  # days


def log_of(seed: int, people: int = 60, *, with_cadence: bool = False) -> Snapshot:
    """A vault with a log of two years: one kind of person in turn with another.

    Some keep a time, some keep none, some come in bursts, some stopped long ago, some were met and never spoken to, and
    of some there is nothing but a card. With a cadence, it is near the time that usually passes.
    """
    source = random.Random(seed)
    files = {}
    for number in range(people):
        kind, every = KINDS[number % len(KINDS)], source.choice(_EVERY)
        person = f"p{number:03}"
        fields = {"cadence": f"{every} days"} if with_cadence and source.random() < 0.7 else {}
        if kind == "cold":
            fields["met"] = f"{{date: {_day(source.randint(300, DAYS))}}}"
        files[f"contacts/{person}"] = note(**fields)
        for number_of, day in enumerate(_days(kind, every, source)):
            files[f"interactions/{_day(day)}-{person}-{number_of}"] = note(with_=person, date=_day(day))
    return vault_of(files)


def _days(kind: str, every: int, source: random.Random) -> list[int]:
    """The days with a talk, as days before today."""
    if kind in ("cold", "none"):
        return []
    days, at = [], DAYS - source.randrange(60)
    end = source.randrange(100, 500) if kind == "faded" else 0
    while at > end:
        days.append(at)
        if kind == "irregular":
            at -= 1 + round(source.expovariate(1 / every))
        elif kind == "bursts":
            days += [max(end, at - more) for more in range(1, source.randrange(1, 5))]
            at -= 4 + max(3, round(source.gauss(every, every * 0.4)))
        else:
            at -= max(1, round(source.gauss(every, every * 0.2)))
    return days


def _day(ago: int) -> str:
    return str(TODAY - datetime.timedelta(ago))
