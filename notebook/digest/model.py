"""The shape of a digest: what is here, and nothing else, is what templates and JSON see (docs/templates.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days the digest is for, both included, and the day it looks from, which `seen` has in words."""

    since: date
    until: date
    label: str
    day: date
    seen: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the vault."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the user's own, and where it stands."""

    kind: str
    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class PlainLine:
    """Whom it concerns, what it is, and when in words; what is unknown is empty.

    `kind` tells the lines of a section apart; `date` is the day behind `when`. It stands at `path:line`; `notes` are
    the lines of the user's own that it comes from where they are several, and `command` says what to do about it.
    """

    kind: str
    who: tuple[Person, ...]
    text: str
    when: str
    date: date | None
    path: str
    line: int
    notes: tuple[Note, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """Somebody to write to. `status` says how long it has been; `reasons` why, `last` the last talk, `ask` a thread.

    `reach` is a mail address or a phone number, `both` what you share with them.
    """

    id: str
    name: str
    status: str
    last_contact: date | None
    days_overdue: int | None
    reasons: tuple[Note, ...]
    last: Note | None
    ask: Note | None
    reach: str | None
    both: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CongratulationLine:
    """Somebody with a new job: what it was and is, the day that was noted, and `when` that was in words.

    `who` and `text` say the same as a plain line does.
    """

    id: str
    name: str
    old: str
    new: str
    date: date
    when: str
    path: str
    line: int
    who: tuple[Person, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """An open promise. `who` are those it concerns; `when` is its day and age in words."""

    id: str
    text: str
    who: tuple[Person, ...]
    due: date | None
    when: str
    overdue: bool
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """Something to ask next time; `when` is how long ago it came up, `soon` when you see them, where that is known."""

    who: tuple[Person, ...]
    text: str
    when: str
    soon: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class CareLine:
    """What weighs on somebody you are about to write to or meet, and who that is; `when` it has a day that is near."""

    id: str
    name: str
    text: str
    path: str
    line: int
    who: tuple[Person, ...]
    when: str


@dataclass(frozen=True, slots=True)
class UpcomingLine:
    """A day ahead. `kind` is birthday, date, event, renewal or planned; `detail` says more, `who` you know there."""

    date: date
    day: str
    kind: str
    id: str
    name: str
    what: str
    years: int | None
    detail: str
    who: tuple[Person, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """An event that was, and those met there who have not heard from you since; `command` follows it up."""

    id: str
    name: str
    date: date
    when: str
    who: tuple[Person, ...]
    path: str
    line: int
    command: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What happened: numbers, channels by frequency, new contacts, and talks a week over twelve weeks, oldest first."""

    label: str
    talks: int
    people: int
    in_person: int
    channels: tuple[tuple[str, int], ...]
    new: tuple[Person, ...]
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NeedsLine:
    """What the vault needs: the number of problems and files, and the first of them."""

    problems: int
    files: int
    first: tuple[Note, ...]


Line = (
    PlainLine
    | DueLine
    | CongratulationLine
    | PromiseLine
    | ThreadLine
    | CareLine
    | UpcomingLine
    | FollowUpLine
    | WeekLine
    | NeedsLine
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the digest; `more` lines are left out, and `command` shows them all. A query's key is `@name`."""

    key: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0
    command: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest; sections without lines are left out. `commit` is the vault's git revision, where it has one."""

    period: Period
    sections: tuple[Section, ...]
    commit: str | None = None
