"""What was given and what to thank for, as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ..practice.giving import Gift
from ..practice.words import ago_words
from ..snapshot import Snapshot
from ..text.names import stem_of
from .rows import few_names, name_of
from .tables import Span
from .terminal import paint
from .wrapped import wrapped

THANKS_KEYS = frozenset(("id", "path", "line", "date", "with", "names", "what", "thanked", "to_thank"))
_WHAT_NEEDS = 30


@dataclass(frozen=True, slots=True)
class Received:
    """Something that was received, whether it was thanked for, and whether that is still to be done."""

    gift: Gift
    thanked: bool
    to_thank: bool


def received_table(found: Iterable[Received], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """What was received from the same people in one talk in one row, from whom first."""
    rows: list[list[str | Span]] = []
    for _, group in groupby(found, key=lambda one: one.gift.path):
        together = list(group)
        gift = together[0].gift
        what = ", ".join(one.gift.what for one in together)
        thanks = "thanked" if together[0].thanked else ""
        who = Span(few_names(snapshot, gift.who), "bold")
        rows.append([who, what, Span(ago_words(gift.date, today), "dim"), Span(thanks, "dim")])
    return wrapped(rows, width, wraps=(1,), needs=_WHAT_NEEDS)


def gift_table(found: Sequence[Gift], today: date, width: int) -> list[str]:
    """What passed between the owner and one person, both ways, a talk a row."""
    rows: list[list[str | Span]] = []
    for (_, given), group in groupby(found, key=lambda gift: (gift.path, gift.given)):
        together = list(group)
        what = ", ".join(gift.what for gift in together)
        which = "you gave" if given else "you were given"
        when = Span(ago_words(together[0].date, today), "dim")
        rows.append([when, Span(which, "dim"), what])
    return wrapped(rows, width, wraps=(2,), needs=_WHAT_NEEDS)


def thanks_lines(to_thank: list[str], remembered: list[str]) -> list[str]:
    """Both parts under their titles."""
    lines = [paint("To thank for", "bold"), *to_thank] if to_thank else []
    return [*lines, *([paint("Remembered", "bold"), *remembered] if remembered else [])]


def received_shape(one: Received, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of something that was received."""
    return gift_shape(one.gift, snapshot) | {"thanked": one.thanked, "to_thank": one.to_thank}


def gift_shape(gift: Gift, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of something that was given or received; `id` is that of the note it stands in."""
    return {
        "id": stem_of(gift.path),
        "path": gift.path,
        "line": gift.line,
        "date": str(gift.date),
        "with": list(gift.who),
        "names": [name_of(snapshot, person) for person in gift.who],
        "what": gift.what,
    }
