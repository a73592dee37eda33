"""Whom next, as lines and as JSON, and what came of the lists of past weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..practice.follow_up.backtest import Backtest, Tested, total
from ..practice.follow_up.cadence import Standing
from ..practice.follow_up.reasons import Reason
from ..practice.follow_up.who_next import Next
from ..records import Contact
from .due import reason_words
from .shapes import last_channel
from .tables import Cell, Span, table
from .terminal import Style, clean, cut, paint, steady, width_of, wrap

NEXT_KEYS = frozenset(
    ("id", "kind", "path", "name", "reach", "last_contact", "last_channel", "cadence_days", "rule", "due",
     "days_overdue", "reasons")
)  # fmt: skip
_INDENT, _DEEPER, _HANGING = 2, 4, 6
_NAME = 32  # columns, after which how to reach somebody stands out of line
_OF_ONE_KIND = {"promise": 3, "thread": 2, "date": 2}  # reasons shown; the others are a number
_STYLES: dict[str, Style] = {"last-talk": "dim", "met": "dim"}


def next_lines(rows: Sequence[Next], width: int) -> list[str]:
    """Each person on a line, with how to reach them where there is room, and one reason a line below."""
    wide = max((min(_NAME, width_of(clean(row.contact.name))) for row in rows), default=0)
    return [line for row in rows for line in _person(row, wide, width)]


def _person(row: Next, wide: int, width: int) -> Iterator[str]:
    name = cut(clean(row.contact.name), width - _INDENT)
    reach = clean(reach_of(row.contact) or "")
    gap = max(wide - width_of(name), 0) + 3
    head = " " * _INDENT + paint(steady(name), "bold")
    if reach and _INDENT + width_of(name) + gap + width_of(reach) <= width:
        head += " " * gap + paint(steady(reach), "dim")
    yield head
    for kind, text in _shown(row.reasons):
        style, text = _STYLES.get(kind, ""), clean(text)
        lines = [cut(text, width - _DEEPER)] if kind == "last-talk" else wrap(text, width - _HANGING)
        for number, line in enumerate(lines):
            yield " " * (_HANGING if number else _DEEPER) + paint(steady(line), style)


def _shown(reasons: Iterable[Reason]) -> Iterator[tuple[str, str]]:
    """The kind and the words of each reason shown; of many of one kind the first, and how many more there are."""
    reasons = list(reasons)
    count, seen = Counter(one.kind for one in reasons), Counter[str]()
    for one in reasons:
        seen[one.kind] += 1
        most = _OF_ONE_KIND.get(one.kind, len(reasons))
        if seen[one.kind] > most:
            continue
        text = reason_words(one)
        more = count[one.kind] - most
        yield one.kind, f"{text} (+{more} more)" if more > 0 and seen[one.kind] == most else text


def reach_of(contact: Contact) -> str | None:
    """The first address or number that is noted, where there is one."""
    return next((one.text for one in (*contact.emails, *contact.phones)), None)


def next_shape(contact: Contact, stands: Standing, reasons: Sequence[Reason]) -> dict[str, Any]:
    """The JSON object of somebody to be in touch with."""
    return {
        "id": contact.id,
        "kind": contact.kind,
        "path": contact.path,
        "name": contact.name,
        "reach": reach_of(contact),
        "last_contact": str(stands.last_contact) if stands.last_contact else None,
        "last_channel": last_channel(stands),
        "cadence_days": stands.cadence_days,
        "rule": stands.rule,
        "due": str(stands.due) if stands.due else None,
        "days_overdue": stands.days_overdue,
        "reasons": [{"kind": one.kind, "text": one.text, "path": one.path, "line": one.line} for one in reasons],
    }


# What came of the lists of past weeks


def backtest_lines(found: Backtest, width: int) -> list[str]:
    """The answer in a sentence, then quarter by quarter."""
    whole = total(found.weeks)
    weeks = "1 week" if len(found.weeks) == 1 else f"{len(found.weeks):,} weeks"
    sentence = (
        f"Of those you were in touch with in {weeks} since {_day(whole.since)} ({whole.met:,}, each once a week), "
        f"{_share(whole.listed, whole)} were on the list of that week. A list of as many names by the longest silence "
        f"would have had {_share(whole.silence, whole)} of them, one by chance {_share(whole.chance, whole)}."
    )
    head: list[Cell] = ["", *(Span(one, "dim") for one in ("in touch", "on the list", "longest silence", "by chance"))]
    rows: list[list[Cell]] = [head]
    for one in found.quarters():
        shares = [_share(part, one) for part in (one.listed, one.silence, one.chance)]
        rows.append([f"{one.since.year} Q{(one.since.month + 2) // 3}", str(one.met), *shares])
    how = (
        "Each list is made as it stood that Monday: by the talks and promises noted until then, and the cards as they "
        "are today. What was planned is left out, and so are those not in the notebook yet."
    )
    return [*wrap(sentence, width), "", *table(rows, width), "", *(paint(line, "dim") for line in wrap(how, width))]


def backtest_shape(found: Backtest) -> dict[str, Any]:
    """The JSON object of the whole, with its quarters and weeks."""
    whole = _counts(total(found.weeks)) if found.weeks else {}
    return {
        "enough": found.enough,
        "weeks": len(found.weeks),
        "since": whole.get("since"),
        "names": whole.get("names", 0),
        "met": whole.get("met", 0),
        "listed": whole.get("listed", 0),
        "longest_silence": whole.get("longest_silence", 0),
        "chance": whole.get("chance", 0),
        "quarters": [_counts(one) for one in found.quarters()],
        "by_week": [week_shape(one) for one in found.weeks],
    }


def week_shape(week: Tested) -> dict[str, Any]:
    """The JSON object of one week."""
    return {"since": str(week.since), "known": week.known, **_counts(week)}


def _counts(one: Tested) -> dict[str, Any]:
    return {
        "since": str(one.since),
        "names": one.names,
        "met": one.met,
        "listed": one.listed,
        "longest_silence": one.silence,
        "chance": round(one.chance, 2),
    }


def _share(part: float, whole: Tested) -> str:
    share = 100 * part / whole.met
    return f"{share:.1f} %" if 0 < share < 9.95 else f"{share:.0f} %"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
