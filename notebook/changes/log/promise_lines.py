"""The promises in a text as files keep them: ids for the names of who promised, days for the words that say when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from ...errors import UsageFault
from ...records import Task
from ...snapshot import Snapshot
from ...text.dates import Lean, Span, read_partial_date, read_span
from ..names import find_contact

_MARKS: tuple[tuple[str, re.Pattern[str], Lean], ...] = (
    ("due", re.compile(r"\bdue:\s?|📅\s*"), "future"),
    ("done", re.compile(r"\bdone:\s?|✅\s*"), "past"),
)
_QUOTED = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"\S+")
_ENDING = " .,;!?…)"
_BY = re.compile(r"(?P<before>.*[\s(])(?:by|until|till|no later than)\s+(?P<said>[^;]{1,60})", re.IGNORECASE)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# Words at the end of a promise that can mean nothing but a day.
_PLAIN_DAY = re.compile(
    rf"(?P<before>.*?[\s(])(?P<said>today|tonight|tomorrow|(?:next\s)?{_WEEKDAY}|next\s(?:week|month)"
    r"|in\s(?:\d+|an?|one|two|three|four|five|six)\s(?:day|week|month)s?|\d{4}-\d\d-\d\d)[ .,;!?…)]*",
    re.IGNORECASE,
)
_ON_DAY = re.compile(
    rf"(?P<before>.*[\s(])on\s+(?P<said>{_WEEKDAY}|(?=\S*\d|\S+\s\d|\S+day\b)\S+(?:\s\S+){{0,3}})", re.IGNORECASE
)
# Words to which the day after them belongs.
_TIED = frozenset(
    """by before for about of from since every each on at last the a an this next to until till and or with than after
    like standby in not re regarding during usa good bad black any one these those his my our their no""".split()
)
_PAST = frozenset("what did was were had said happened went".split())
_GOING_ON = frozenset("work working carry go going keep focus based decide depends report read".split())
_ONE_WORD = re.compile(r"[^\s:\[\]]+")
_END_OF = re.compile(r"(?:the )?end of (?P<what>.+)")
_UNCLEAR_ENDS = ("next week", "day", "the day")
_MOST_WORDS = 5  # Friday, the 27th of November 2026 has one more, and nobody writes it


def as_kept(text: str, tasks: Iterable[Task], snapshot: Snapshot, today: date, held: date | None = None) -> str:
    """The text with these tasks of it as files keep them; a day without its year is the first since the talk (`held`).

    Raises NoSuchRecord where a promise is nobody's or could be that of two, UsageFault where its day is none.
    """
    lines = text.split("\n")
    for task in tasks:
        line = _with_id(lines[task.line - 1], task, snapshot)
        for key, mark, lean in _MARKS:
            line = _with_day(line, key, mark, today, lean)
        lines[task.line - 1] = _with_due(line, task, snapshot, today, held)
    return "\n".join(lines)


def _with_id(line: str, task: Task, snapshot: Snapshot) -> str:
    """The line with the id of who promised in the place of a name, as a link where the id is more than one word."""
    if task.owner is None:
        return line
    start = task.owner.column - 1
    found = find_contact(task.owner.text, snapshot)
    is_link = "[[" in line[max(0, start - 2) : start + len("@[[")]
    written = found if is_link or _ONE_WORD.fullmatch(found) else f"[[{found}]]"
    return line[:start] + line[start:].replace(task.owner.text, written, 1)


def _with_day(line: str, key: str, mark: re.Pattern[str], today: date, lean: Lean) -> str:
    """The line with the day that the words after the mark mean; raises UsageFault where they mean none."""
    found = mark.search(line)
    rest = line[found.end() :] if found else ""
    if not found or not rest.strip():
        return line
    start = line[: found.end()]
    quoted = _QUOTED.match(rest)
    if quoted:
        day = _day(quoted[1], today, lean)
        if day:
            return f"{start}{day}{rest[quoted.end() :]}"
        raise _no_day(quoted[1], key)
    words = [word.end() for word in _WORD.finditer(rest)][:_MOST_WORDS]
    first = rest[: words[0]].strip(_ENDING)
    kept = read_partial_date(first)
    if kept and kept.earliest:
        return line
    for end in reversed(words):
        said = rest[:end].rstrip(_ENDING)
        day = _day(said, today, lean)
        if not day:
            continue
        after = rest[len(said) :]
        if end == words[0] or not after.strip(_ENDING):
            return f"{start}{day}{after}"
        # `due:may 5 copies`: a day and a number look alike.
        raise _no_day(first, key, f'Write {key}:{day}, or {key}:"{said}".')
    raise _no_day(first, key)


def _with_due(line: str, task: Task, snapshot: Snapshot, today: date, held: date | None) -> str:
    """An open promise that ends in words for a day with that day; the same line where its day is said otherwise.

    After `by` and `until` any day counts, elsewhere only words that can be nothing else: `tomorrow`, `in 2 weeks`.
    """
    if task.mark != " " or task.due or _MARKS[0][1].search(line):
        return line
    for pattern, meant in ((_BY, _due_day), (_ON_DAY, _whole_day), (_PLAIN_DAY, _plain_day)):
        found = pattern.fullmatch(line)
        if found is None or not _is_promised(line, found, task):
            continue
        if pattern is not _BY and _is_content(found, _GOING_ON if pattern is _ON_DAY else _TIED):
            continue
        if pattern is _PLAIN_DAY and _is_somebody(found["said"], snapshot):
            continue  # `visit Sunday`
        day = meant(found["said"].rstrip(_ENDING), today)
        if day:
            return f"{found['before'].rstrip(' (,')} due:{_after(held, day, found['said'].rstrip(_ENDING), today)}"
    return line


def _after(held: date | None, day: date, said: str, today: date) -> date:
    """The day that was said; of one without its year, said in a talk of the past, the first one after the talk."""
    first = _due_day(said, held) if held and held < today else None
    is_same = first is not None and (first.month, first.day) == (day.month, day.day)
    return first if first and is_same else day


def _is_promised(line: str, found: re.Match[str], task: Task) -> bool:
    """True where something is left to be done before the words for the day."""
    return bool(task.text[: -(len(line) - found.end("before"))].strip(" (,"))


def _is_somebody(word: str, snapshot: Snapshot) -> bool:
    return any(word.casefold() in one.name.casefold().split() for one in snapshot.contacts)


def _is_content(found: re.Match[str], tied: frozenset[str]) -> bool:
    """True where the day is a part of what is promised: `plan for tomorrow`, `read Black Friday`, `ask what was on`."""
    *words, last = found["before"].strip(" (").split()
    title = found["said"][:1].isupper() and last[:1].isupper()
    return title or last.casefold() in tied or any(word.casefold() in _PAST for word in words)


def _whole_day(words: str, today: date) -> date | None:
    """The day that the words mean, where they mean one day alone that is not past."""
    span = _span(words, today)
    return span[1] if span and span[0] == span[1] >= today else None


def _plain_day(words: str, today: date) -> date | None:
    """The last of the days that the words mean, where it is not past."""
    span = _span(words, today)
    return span[1] if span and span[1] >= today else None


def _due_day(words: str, today: date) -> date | None:
    """The day that a promise is for; the last day of a month where it says `the end of november`."""
    end = _END_OF.fullmatch(words.casefold())
    if end is None:
        return _day(words, today, "future")
    if end["what"] in ("the week", "this week"):
        return today + timedelta(days=(6 - today.weekday()) % 7)
    if end["what"] in ("the month", "this month"):
        return _last_of_month(today)
    if end["what"] in ("the year", "this year"):
        return date(today.year, 12, 31)
    return _day(end["what"], today, "future") if end["what"] not in _UNCLEAR_ENDS else None


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _day(words: str, today: date, lean: Lean) -> date | None:
    """The day that the words mean, of several the last."""
    span = _span(words, today, lean)
    return span[1] if span else None


def _span(words: str, today: date, lean: Lean = "future") -> Span | None:
    try:
        return read_span("today" if words.casefold() == "tonight" else words, today, lean)
    except UsageFault:
        return None


def _no_day(said: str, key: str, hint: str | None = None) -> UsageFault:
    example = "due:tomorrow, due:friday" if key == "due" else "done:yesterday"
    return UsageFault(f'"{said}" is not a date.', hint or f"Write {example} or {key}:YYYY-MM-DD.")
