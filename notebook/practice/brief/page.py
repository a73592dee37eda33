"""What a brief is made of: a heading, and sections of a few lines each, every line with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...records import Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, what stands before them (a day, a name) and after them (how old it is), and its place.

    `date` is the day that is meant, `person` the contact it is about where that is not the one the brief is for.
    """

    text: str
    path: str
    line: int
    label: str = ""
    when: str = ""
    date: date | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one title; `more` are left out, and `command` shows them. `group` numbers what stands together.

    `inline` is for short lines that are read as one.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    group: int
    more: int = 0
    command: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief for a person or for a company of people; `about` are the lines under the name."""

    id: str
    kind: Kind
    path: str
    name: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]


def section(
    key: str, title: str, found: Iterable[Line], group: int, most: int, command: str = "", *, inline: bool = False
) -> Section:
    """A section with as many of the lines as it may have; the others are counted."""
    lines = tuple(found)
    return Section(key, title, lines[:most], group, max(0, len(lines) - most), command, inline)
