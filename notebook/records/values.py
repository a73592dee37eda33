"""The values that fields hold: frozen, comparable, without behaviour beyond their own meaning."""

from __future__ import annotations

import calendar
from datetime import date

from msgspec import Struct


class Value(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """A frozen value; packs as an array."""


class PartialDate(Value, frozen=True):
    """A date of which parts may be missing: `2026-11-18`, `1988-02`, `1988`, `--02-29` (no year), `1990~` (uncertain).

    `time` is `HH:MM` or `HH:MM:SS`, `offset` is `Z` or `+HH:MM`, both as written.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str | None = None
    offset: str | None = None
    uncertain: bool = False

    def __str__(self) -> str:
        """The ISO 8601 form, year-less dates as in RFC 6350 (`--02-29`), uncertain ones with `~`."""
        if self.year is None:
            text = f"--{self.month:02d}-{self.day:02d}"
        else:
            text = f"{self.year:04d}"
            if self.month is not None:
                text += f"-{self.month:02d}"
                if self.day is not None:
                    text += f"-{self.day:02d}"
        if self.time:
            text += f"T{self.time}{self.offset or ''}"
        return text + ("~" if self.uncertain else "")

    @property
    def whole(self) -> date | None:
        """The calendar day, or None where a part is missing."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None without a year."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def in_year(self, year: int) -> date | None:
        """The anniversary in that year; 29 February falls on 28 February in common years; None without a day."""
        if self.month is None or self.day is None:
            return None
        if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)


class Reference(Value, frozen=True):
    """What someone wrote to name another record (an id, a name or an alias), and where: 1-based line and column."""

    text: str
    line: int
    column: int = 1


class Phrase(Value, frozen=True):
    """A few words of the user's and the line they stand on."""

    text: str
    line: int


class Labelled(Value, frozen=True):
    """A value with an optional label: `{work: ada@society.example}`."""

    text: str
    label: str | None = None


class Milestone(Value, frozen=True):
    """A date that matters in someone's life, and what it is."""

    date: PartialDate
    what: str
    line: int


class Tie(Value, frozen=True):
    """Someone, and in which role: `{who: charles-babbage, as: colleague}`."""

    who: Reference
    role: str | None = None


class Met(Value, frozen=True):
    """How two people met: when, at what, through whom."""

    date: PartialDate | None = None
    at: Reference | None = None
    through: Reference | None = None
    how: str | None = None


class Cadence(Value, frozen=True):
    """How often to be in touch: a number of days, or `None` for never, and the words it was written in."""

    days: int | None
    text: str


class Task(Value, frozen=True):
    """A Markdown task item: an open (` `), done (`x`) or dropped (`-`) promise, or a thread (`?`) to ask about.

    `owner` is who promised, None for the vault's owner; `references` are the people named in the line.
    """

    mark: str
    text: str
    line: int
    due: PartialDate | None = None
    done: PartialDate | None = None
    owner: Reference | None = None
    references: tuple[Reference, ...] = ()
