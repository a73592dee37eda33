"""The day a line is about: `yesterday`, `last friday at 3pm`, `on 12 Nov`, `on the 18th`, `last night`.

The first clause comes first. There, words that look back (`yesterday`, `3 days ago`, `last week`) count wherever they
stand; another day may be part of what was said (`about the meeting on Friday`), and does not count after `about` and
the like, nor where the clause tells of somebody else. A clause with `will` or `going to` is about a day to come. In
later clauses only words that look back count, and not in one about somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...errors import UsageFault
from ...records import PartialDate
from ...text.dates import Lean, read_date
from .grammar import clause_before, is_person, word_at
from .time_of_day import time_at, times_said
from .units import Unit
from .words import AND, CHANNEL_NOUNS, DEEDS, DESCRIBING, ME, MONTHS_AND_DAYS, MY_DEEDS, THIRD, WITH

_MOST_WORDS = 6
_PARTS_OF_DAY = frozenset("morning afternoon evening night noon lunchtime midday".split())
_NOON = frozenset(("noon", "midday"))  # a time as well
_STARTS = MONTHS_AND_DAYS | frozenset(
    """yesterday today tomorrow tonight last this on in the a an one two three four five six seven eight nine ten
    eleven twelve earlier just couple day few first second third early late mid end start beginning""".split()
)
_NOT_AFTER = frozenset(
    "every each by before until till next since for after from of than due through between any".split()
)
_CONTENT = frozenset("about re regarding for of that if whether when to plan planning because".split())
_PLACING = frozenset("at in on from to for then both all".split())
_GOES_ON = CHANNEL_NOUNS | WITH | AND | ME | MY_DEEDS | MONTHS_AND_DAYS | _PLACING
_TO_COME = frozenset("will shall going off tomorrow coming arriving leaving moving flying starts begins opens".split())
_DAYS_AWAY = {
    "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "this lunchtime": 0, "earlier today": 0,
    "just now": 0, "last night": -1, "last evening": -1, "day before yesterday": -2, "couple of days ago": -2,
    "few days ago": -3, "fortnight ago": -14, "a fortnight ago": -14, "a couple of days ago": -2, "a few days ago": -3,
    "the day before yesterday": -2,
}  # fmt: skip
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SHORT = frozenset("sun sat mon wed thu fri tue".split())
_WEEKENDS = frozenset(("last weekend", "this weekend", "the weekend"))
_ORDINAL = re.compile(
    r"(?:on )?(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\w* )?(?:the )?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)"
)
_PART_OF_MONTH = re.compile(
    r"(?:in )?(?:(?:the )?(?:first|second|third|last) week of|early|late|mid|(?:the )?(?:end|start|beginning) of)[ -]"
    r"(?P<month>[a-z]{3,9}(?: \d{4})?)"
)
_DOTTED = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>(?:19|20)\d\d)(?![\w.]\d)")
_NUMBERED = frozenset("version release build v chapter section no".split())
_SHORT_MONTH = re.compile(r"(?<=[^\W\d_])\.(?= \d)")
_ISO_MONTH = re.compile(r"\d{4}-\d{2}")
_BACK = frozenset(("yesterday", "today", "tonight", "last", "earlier"))


@dataclass(frozen=True, slots=True)
class When:
    """A day, where the words for it stand, and whether they can only look back."""

    start: int
    end: int
    day: PartialDate
    looks_back: bool


def find_day(line: str, units: Sequence[Unit], today: date) -> When | None:
    """The day of the line, with the time of day where it is said; None where no day is."""
    found = list(_days(line, units, today))
    first = _first_clause(units)
    day = next(
        (when for place, when in found if units[place].clause <= first and _is_free(units, place, when, today)), None
    )
    if day is None:
        later = (when for place, when in found if when.looks_back and not _is_theirs(units, place))
        day = next(later, None)
    return _with_time(line, units, day, today)


def _first_clause(units: Sequence[Unit]) -> int:
    """The first clause that says more than a heading before a colon: `19 Nov: Ada, by phone`."""
    return next((unit.clause for unit in units if unit.person), 0)


def _days(line: str, units: Sequence[Unit], today: date) -> Iterator[tuple[int, When]]:
    """Each day that is no part of `every friday` and the like, with the place of its first unit."""
    place = 0
    while place < len(units):
        found = _window(line, units, place, today) if _may_start(units, place) else None
        if found is None:
            place += 1
            continue
        when, length = found
        if not _is_bound(units, place):
            yield place, when
        place += length


def _may_start(units: Sequence[Unit], place: int) -> bool:
    unit = units[place]
    if unit.word == "next":
        return _lean(units, place) == "future" or _is_plan(units, place)
    return unit.is_word and (unit.word.removesuffix("'s") in _STARTS or unit.word[:1].isdigit())


def _is_plan(units: Sequence[Unit], place: int) -> bool:
    """True for `lunch with Ada next friday`: a day of the week, and nothing yet done in its clause."""
    if word_at(units, place + 1) not in _WEEKDAYS or units[place].clause != units[0].clause:
        return False
    before = [unit.word for unit in clause_before(units, place)]
    done = any(word in DEEDS or word in THIRD or word in _TO_COME or word == "," for word in before)
    after = [word_at(units, at) for at in (place + 2, place + 3)]
    ways = CHANNEL_NOUNS | {"seeing", "meeting"}
    if not before:
        return bool(ways.intersection(after))
    return bool(ways.intersection(before)) and (not done or before[0] in ("seeing", "meeting"))


def _dotted(line: str, units: Sequence[Unit], place: int) -> tuple[When, int] | None:
    """A day as most of Europe writes it: `12.11.2026`."""
    found = _DOTTED.match(line, units[place].start)
    if found is None or word_at(units, place - 1) in _NUMBERED:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return When(*found.span(), _whole(day), False), sum(found.start() <= unit.start < found.end() for unit in units)


def _window(line: str, units: Sequence[Unit], place: int, today: date) -> tuple[When, int] | None:
    """The longest run of words from here on that is a day."""
    dotted = _dotted(line, units, place)
    if dotted:
        return dotted
    lean = _lean(units, place)
    for length in range(_MOST_WORDS, 0, -1):
        run = units[place : place + length]
        if len(run) < length or not run[-1].is_word or any(unit.person or unit.stops for unit in run):
            continue
        start, end = run[0].start, run[-1].end
        said = " ".join(_SHORT_MONTH.sub("", line[start:end].replace("’", "'").removesuffix("'s")).split())
        day = _read(said, today, lean)
        if day is not None and _is_day(said, day, units, place):
            part = length + int(word_at(units, place + length) in _PARTS_OF_DAY - _NOON)
            back = said.casefold().split()
            looks_back = (back[0] in _BACK or back[-1] in ("ago", "yesterday", "now")) and lean == "past"
            return When(start, units[place + part - 1].end, day, looks_back), part
    return None


def _lean(units: Sequence[Unit], place: int) -> Lean:
    """Into the future where the clause is about what is to come: `I will call Ada on monday`."""
    clause = [unit.word for unit in units if unit.clause == units[place].clause and unit.is_word]
    planned = (
        units[0].word in ("planned", "plan", "planning") or "tomorrow" in clause or clause[:1] in (["off"], ["going"])
    )
    return "future" if planned or "will" in clause or "shall" in clause else "past"


def _read(said: str, today: date, lean: Lean) -> PartialDate | None:
    words = said.casefold()
    if words in _DAYS_AWAY:
        return _whole(today + timedelta(days=_DAYS_AWAY[words]))
    if words in _WEEKENDS:
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        last = words == "last weekend" and today.weekday() >= 5
        return _uncertain(_whole(saturday - timedelta(days=7 * last)))
    part = _PART_OF_MONTH.fullmatch(words)
    if part:
        words = said = part["month"]
    if words.startswith("in ") and words[3:].isdigit():
        said = words[3:]
    ordinal = _ORDINAL.fullmatch(words)
    if ordinal:
        return _day_of_some_month(int(ordinal["day"]), today, lean)
    try:
        return read_date(said, today, lean)
    except (UsageFault, OverflowError):
        return None


def _uncertain(day: PartialDate) -> PartialDate:
    """The day, marked as uncertain."""
    return PartialDate(day.year, day.month, day.day, uncertain=True)


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _day_of_some_month(number: int, today: date, lean: Lean) -> PartialDate | None:
    """The nearest such day of a month on that side of today."""
    step = timedelta(days=-1 if lean == "past" else 1)
    day = today
    for _ in range(92):  # of three months in a row, one has 31 days
        if day.day == number:
            return _whole(day)
        day += step
    return None


def _is_day(said: str, day: PartialDate, units: Sequence[Unit], place: int) -> bool:
    """False for what is a day by accident: a bare month or year, a bare number, `a mon`, `in may` after a plan."""
    words = said.casefold().split()
    clause = " ".join(unit.word for unit in units if unit.clause == units[place].clause)
    if _ORDINAL.fullmatch(said.casefold()) and "next month" in clause:
        return False
    if day.year is None or said.isdigit() or said.startswith(("-", "+")) or (words[0] == "in" and "ago" in words):
        return False
    if place == 0 and _ISO_MONTH.fullmatch(said):
        return True
    if len(words) == 1:
        heads = place == 0 and word_at(units, 1) in (":", "–", ",")
        return day.day is not None and (words[0] not in _SHORT or heads or _is_short_day(said, units, place))
    if _PART_OF_MONTH.fullmatch(" ".join(words)):
        return True
    if words[0] == "in" and day.day is None:
        return _is_past_month(words, units, place)
    return day.day is not None or words[0] == "last" or len(words) > 2


def _is_short_day(said: str, units: Sequence[Unit], place: int) -> bool:
    """True for `Sat` where it is no verb: `Sat coffee with Ada`, `coffee on sat`, not `Sat next to Ada`."""
    before, after = word_at(units, place - 1), word_at(units, place + 1)
    if before in ("on", "last", "this") or after in _PARTS_OF_DAY or after in CHANNEL_NOUNS or after[:1].isdigit():
        return True
    return place > 0 and said[0].isupper() and not after.isalpha()


def _is_past_month(words: Sequence[str], units: Sequence[Unit], place: int) -> bool:
    """True for `in June` where it says when something was done: `June called in June`, `in 2024 I met Zoe`."""
    if place == 0:
        return word_at(units, 2) in ("i", "we", ":", ",") or len(words) > 2
    before = clause_before(units, place)
    if any(unit.word in THIRD or unit.word in _CONTENT or unit.word in _TO_COME for unit in before):
        return False
    if word_at(units, place - 1) in MY_DEEDS:
        return True
    met = any(unit.word in CHANNEL_NOUNS or unit.word in MY_DEEDS for unit in before)
    return is_person(units, place - 1) and met and all(unit.person or unit.word in _GOES_ON for unit in before)


def _is_bound(units: Sequence[Unit], place: int) -> bool:
    """True where the day belongs to another word: `every friday`, `by friday`, `until the 5th`."""
    before = word_at(units, place - 1)
    if before in ("on", "the"):
        before = word_at(units, place - 2) if word_at(units, place - 2) in _NOT_AFTER else before
    return before in _NOT_AFTER


def _is_free(units: Sequence[Unit], place: int, when: When, today: date) -> bool:
    """True where the day is the day of what passed, not part of what was said."""
    if when.looks_back:
        return True
    before = clause_before(units, place)
    travels = bool(before) and before[0].word in ("off", "going", "planning")
    if any((unit.word in _CONTENT and not travels) or unit.word in THIRD for unit in before):
        return False
    if when.day.earliest and when.day.earliest <= today and any(unit.word in _TO_COME for unit in before):
        return False
    commas = [at for at, unit in enumerate(before) if unit.word == ","]
    said = before[commas[-1] + 1 :] if commas else []
    said = [unit for unit in said if not unit.person and unit.word not in DESCRIBING]
    # `she wrote, recital on 12 December`: the second comma tells of something else.
    return not said or not said[0].is_word or said[0].word in _GOES_ON


def _is_theirs(units: Sequence[Unit], place: int) -> bool:
    """True where the day's clause is about what somebody else did."""
    return any(unit.word in THIRD or unit.person for unit in clause_before(units, place))


def _with_time(line: str, units: Sequence[Unit], day: When | None, today: date) -> When | None:
    """The day with the time of day that is said right after it, or with `at` in the first clause."""
    first = _first_clause(units)
    limit = next((unit.start for unit in units if unit.clause > first), len(line))
    places = [day.end] if day else []
    places += times_said(line, limit)
    for at in places:
        found = time_at(line, at)
        if found is None:
            continue
        time, start, end = found
        if day is None:
            return When(start, end, PartialDate(today.year, today.month, today.day, time), False)
        if day.day.whole is None:
            return day
        end = end if at == day.end else day.end
        timed = PartialDate(day.day.year, day.day.month, day.day.day, time, uncertain=day.day.uncertain)
        return replace(day, end=end, day=timed)
    return day
