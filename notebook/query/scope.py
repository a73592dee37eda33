"""What a filter is asked about, and the comparisons that filters share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf, nextafter
from typing import Protocol, TypeAlias

from ..errors import UsageFault
from ..records import AnyRecord, Contact, PartialDate
from ..snapshot import Snapshot
from ..text.dates import Lean, read_duration, read_span
from ..text.folding import fold
from .faults import filter_fault
from .nodes import Filter

Test: TypeAlias = Callable[[AnyRecord], bool]
TextTest: TypeAlias = Callable[[str], bool]
Bounds: TypeAlias = tuple[float, float]


class Standing(Protocol):
    """How it stands with a contact: the last contact, the cadence in days, and the day the next is due."""

    @property
    def last_contact(self) -> date | None:
        """The day of the last contact; None where there was none."""

    @property
    def cadence_days(self) -> int | None:
        """How often to be in touch; None where no cadence is kept."""

    @property
    def due(self) -> date | None:
        """The day the next contact is due; None where it never is."""


@dataclass(frozen=True)
class Scope:
    """The records a query is asked of, and the day it is asked on."""

    snapshot: Snapshot
    today: date
    standing: Callable[[Contact], Standing]


def one_value(condition: Filter) -> str:
    """The value of a filter that takes no comparison and no range; raises QueryFault where it has one."""
    if condition.operator != ":":
        raise filter_fault(condition, f"{condition.key}: takes a value, not a comparison or a range.")
    return condition.value


def bounds(condition: Filter, read: Callable[[str], Bounds]) -> Bounds:
    """The first and last number the condition allows, both included; `read` gives those that a value stands for.

    Raises QueryFault where a value cannot be read, or a range ends before it starts.
    """
    try:
        if condition.operator == "..":
            low, _, high = condition.value.partition("..")
            first, last = read(low)[0] if low else -inf, read(high)[1] if high else inf
        else:
            first, last = read(condition.value)
    except UsageFault as fault:
        raise filter_fault(condition, fault.message, fault.hint) from fault
    if first > last:
        raise filter_fault(condition, "This range ends before it starts.")
    match condition.operator:
        case ">":
            return nextafter(last, inf), inf
        case ">=":
            return first, inf
        case "<":
            return -inf, nextafter(first, -inf)
        case "<=":
            return -inf, last
        case _:
            return first, last


def date_bounds(condition: Filter, today: date, lean: Lean) -> Bounds:
    """The days the condition allows, as ordinals; raises QueryFault where it holds no date."""
    return bounds(condition, lambda text: day_numbers(text, today, lean))


def day_numbers(text: str, today: date, lean: Lean) -> Bounds:
    """The first and last day the text means, as ordinals; raises UsageFault where it is no date."""
    first, last = read_span(text, today, lean)
    return first.toordinal(), last.toordinal()


def ends(condition: Filter) -> list[str]:
    """The value, or those ends of its range that are given."""
    return [end for end in condition.value.split("..") if end] if condition.operator == ".." else [condition.value]


def duration_bounds(condition: Filter) -> Bounds | None:
    """The days a comparison or range of lengths of time allows; None where it has none.

    Raises QueryFault for a length of time alone, which would mean that one day and hardly ever be meant.
    """
    if any(read_duration(end) is None for end in ends(condition)):
        return None
    if condition.operator == ":":
        hint = f"Write {condition.key}:<{condition.value} or {condition.key}:>{condition.value}."
        raise filter_fault(condition, "Less than this length of time, or more?", hint)
    return bounds(condition, length_of_time)


def length_of_time(text: str) -> Bounds:
    """The days of a length of time, twice; raises UsageFault where the text is none."""
    days = read_duration(text)
    if days is None:
        raise UsageFault(f'"{text}" is not a length of time.', "Write 6 weeks, 45d, 3m or monthly.")
    return days, days


def overlaps(start: PartialDate | None, end: PartialDate | None, allowed: Bounds) -> bool:
    """True where some day from `start` to `end` is allowed; a partial date means each of its days."""
    first = start.earliest if start else None
    last = (end.latest if end else None) or (start.latest if start else None)
    if first is None or last is None:
        return False
    return first.toordinal() <= allowed[1] and allowed[0] <= last.toordinal()


# Between two words written in other ways: open-atlas, Open Atlas.
_GAP = re.compile(r"(?<=\w)[\W_]+(?=\w)")
# Scripts that are written without spaces, or join endings to a word: Thai to Khmer, kana, Chinese characters, hangul.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def text_test(value: str) -> TextTest:
    """Whether a text has the value's words, whole and one after the other, without case and accents.

    `pre*` asks for words that start so, `*` for any text at all.
    """
    words = fold(value)
    is_prefix = words.endswith("*")
    words = words.removesuffix("*").strip()
    if not words:
        return lambda text: True
    start = "" if _SPACELESS.match(words[0]) else r"(?<!\w)"
    end = "" if is_prefix or _SPACELESS.match(words[-1]) else r"(?!\w)"
    search = re.compile(start + r"[\W_]+".join(re.escape(part) for part in _GAP.split(words)) + end).search
    return cache(lambda text: search(fold(text)) is not None)
