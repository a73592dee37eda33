"""A day that a line or a promise names and that was not read: it is said, never taken for today in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ...errors import UsageFault
from ...text.dates import Lean, read_date
from ..prose import Understood

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ENDS = r"(?=\s*(?:$|[,.;:!?)]|(?:with|at|about|to|in|and|over|by|for|of)\b))"
_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
# Figures that look like a day, wherever they stand in the first sentence.
_FIGURES = re.compile(
    rf"(?<![\w/.:,€$£-])(?P<day>{_ISO}|\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{4}}|\d\d))?"
    rf"|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?|(?:on )?the \d{{1,2}}(?:st|nd|rd|th){_ENDS})(?![\w/%€$£-])",
    re.IGNORECASE,
)
_BACK = {
    "gestern": 1, "ontem": 1, "hier": 1, "ayer": 1, "ieri": 1, "gisteren": 1, "vorgestern": 2, "anteontem": 2,
    "avant-hier": 2, "anteayer": 2, "eergisteren": 2, "demain": -1, "amanhã": -1, "domani": -1, "mañana": -1,
}  # fmt: skip
# Words that look like a day, in what the line says first.
_WORDS = re.compile(
    rf"(?<!\w)(?P<day>(?:(?:an?|some|few|couple of|\d+|two|three|four|five|six) ){{0,2}}(?:day|week|fortnight|month"
    rf"|year)s? (?:ago|back)|the other (?:day|week|night|evening)|(?:next|last|this) (?:{_WEEKDAY}|week|weekend|month"
    rf"|year|spring|summer|autumn|winter)|(?:{'|'.join(_BACK)}))(?!\w)"
    rf"|(?<!\w)(?P<month>(?i:in) (?:{_MONTH})(?: \d{{4}})?)(?!\w)",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"in (?:{_MONTH})(?: \d{{4}})?")  # `in may` may be no month
_CONTENT = re.compile(
    r"[,;:.!?—–]\s|\b(?:about|re|regarding|because|who|that|since|until|every|before|after|for|may|might|should|could|would|moved)\b"
)
_BOUND = re.compile(r"\b(?:to|by|before|until|till|since|every) (?:the )?$", re.IGNORECASE)  # `moved to the 3rd`
_SENTENCE = re.compile(r"[!?;]|\.\s+(?=[^\W\d_a-z])|\n")
_FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4", "24/7"))
_SCORE = re.compile(r"\d/(?:5|10)")
_DUE = re.compile(
    r"(?<!\w)(?P<said>(?:by|before|until|till|within|no later than) (?:the )?(?P<what>[^;,]{1,40}?))[ .!?…)]*",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: (?:{_MONTH}))?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{0,4}})?"
    rf"|(?:{_MONTH})(?: \d{{1,2}})?"
    rf"|(?:\d+|an?|one|two|three|four|five|six) (?:day|week|month)s?|{_WEEKDAY}|eow|eod|eom|cob"
    r"|tomorrow|tonight|weekend"
    rf"|\d{{1,2}}(?::\d\d)?\s?(?:am|pm)?(?: (?:on )?(?:{_WEEKDAY}|tomorrow|today))?|(?:next|this) \w+"
    rf"|(?:the )?end of (?:the |next |this )?\w+|{_ISO}|(?:{_WEEKDAY}|tomorrow) (?:noon|morning|afternoon|evening)",
    re.IGNORECASE,
)
_BARE = re.compile(rf".*\s(?P<said>{_WEEKDAY}|tomorrow|tonight|eow|eod|eom|cob)[ .!?…)]*", re.IGNORECASE)
_NEVER = "YYYY-MM-DD"


def unread_day(line: str, understood: Understood, today: date, noted: date | None = None) -> str | None:
    """What to say of a day that the line names and that was not read; None where it names none.

    `noted` is the day it is noted for, where that is not today. Raises UsageFault for a day not in the calendar.
    """
    if understood.day is not None:
        return None
    said = next(_said(_shown(line, understood)), None)
    if said is None:
        return None
    day = _likeliest(said, today, "future" if said.casefold().startswith("next ") else "past")
    if day == today.isoformat():
        return None
    kept = noted.isoformat() if noted and noted != today else "today"
    return f'"{said}" was not read as a day; this is noted for {kept}. To say the day: --date {day or _NEVER}.'


def _shown(line: str, understood: Understood) -> str:
    """The first line without what was read as something else."""
    shown = line
    for one in understood.stretches:
        shown = f"{shown[: one.start]}{'_' * (one.end - one.start)}{shown[one.end :]}"
    end = _SENTENCE.search(shown.lstrip("\n"))
    return shown.lstrip("\n")[: end.start() if end else None]


def _said(shown: str) -> Iterator[str]:
    """The words that look like a day: those at the start first, then figures."""
    first = _CONTENT.search(shown)
    for match in _WORDS.finditer(shown, 0, first.start() if first else len(shown)):
        if match["day"] or _IN_MONTH.fullmatch(match["month"]):
            yield match[0]
    for match in _FIGURES.finditer(shown):
        if _BOUND.search(shown, 0, match.start()):
            continue
        figures, on = match["day"], shown[: match.start()].endswith(("on ", "On "))
        scored = _SCORE.fullmatch(figures) and first and match.start() > first.start()
        if on or not (figures in _FRACTIONS or scored):
            if figures[0].isdigit() and "-" not in figures and not _possible(figures):
                continue
            yield figures


def _possible(figures: str) -> bool:
    """True where the figures have a day and a month, in whatever order."""
    one, two = (int(part) for part in re.split(r"[/.]", figures)[:2])
    return 0 < one <= 31 and 0 < two <= 31 and min(one, two) <= 12


def _likeliest(said: str, today: date, lean: Lean) -> str | None:
    """The ISO form of the day that the words most likely mean; None where that is not sure.

    Raises UsageFault for figures with a year that are in no calendar.
    """
    if re.fullmatch(_ISO, said):
        return str(read_date(said, today, lean))
    away = _BACK.get(said.casefold())
    if away is not None:
        return (today - timedelta(days=away)).isoformat()
    figures = [int(part) for part in re.findall(r"\d+", said)]
    if re.fullmatch(r"[\d/.]+", said):
        return _of_figures(said, figures, today, lean)
    if re.fullmatch(r"(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)", said, re.IGNORECASE):
        return _in_some_month(figures[0], today, lean)
    try:
        return str(read_date(said.removeprefix("in ").removeprefix("In "), today, lean))
    except UsageFault:
        return None


def _of_figures(said: str, figures: list[int], today: date, lean: Lean) -> str | None:
    """The day of `18/11` or `15.11.2026`: the day first, where that can be; without a year the nearest one."""
    if len(figures) == 3:
        year = figures[2] + (2000 if figures[2] < 100 else 0)
        found = _day(year, figures[1], figures[0]) or _day(year, figures[0], figures[1])
        if found is None:
            raise UsageFault(f'"{said}" is not in the calendar. Nothing was written.', "Write --date YYYY-MM-DD.")
        return found.isoformat()
    years = (today.year - 1, today.year, today.year + 1)
    for day, month in (figures, reversed(figures)):
        days = [found for year in years if (found := _day(year, month, day))]
        days = [one for one in days if lean == "past" or one >= today]
        if days:
            return min(days, key=lambda one: abs(one - today)).isoformat()
    return None


def _in_some_month(day: int, today: date, lean: Lean) -> str | None:
    """The last such day up to today, or the next one."""
    step = -1 if lean == "past" else 1
    for away in range(62):
        found = today + timedelta(days=step * away)
        if found.day == day:
            return found.isoformat()
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def unread_due(text: str, today: date) -> str | None:
    """What to say of a promise without a day that ends in words for one: `the slides by the 30th`."""
    found = next((match for start in reversed([one.start() for one in _DUE.finditer(text)])
                  if (match := _DUE.fullmatch(text, start)) and _DAY_WORD.fullmatch(match["what"])), None)  # fmt: skip
    bare = None if found else _BARE.fullmatch(text)
    if found is None and bare is None:
        return None
    said = found["said"] if found else bare["said"] if bare else ""
    day = _due_day(said, found["what"], today) if found else None
    return f'no day was read in "{said}"; write due:{day or _NEVER}.'


def _due_day(said: str, what: str, today: date) -> str | None:
    within = re.fullmatch(r"within (\d+) days?", said, re.IGNORECASE)
    if within:
        return (today + timedelta(days=int(within[1]))).isoformat() if len(within[1]) < 4 else None
    weekday = re.search(rf"{_WEEKDAY}|tomorrow", what, re.IGNORECASE)
    try:
        return _likeliest(weekday[0] if weekday else what, today, "future")
    except UsageFault:
        return None
