"""What was understood of a line of prose: the fields of an interaction, and for each stretch of the line why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...records import PartialDate

Role = Literal[
    "with", "new", "mentioned", "unclear", "date", "channel", "initiated", "place", "event", "project", "topic",
    "gave", "received", "introduced", "promise", "thread",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the line (offsets in characters), what it was read as, what that means, and why, in a few words.

    The meaning of a person, an event or a project is its id (of an unclear or unsettled one, the ids with commas
    between them); of a day, its ISO form; of anything else, the words that go into the file.
    """

    start: int
    end: int
    role: Role
    meaning: str
    why: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that could mean several contacts: as typed, where it starts, and their ids, the likeliest first."""

    text: str
    start: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """One line, read. `prose` is the sentence as it was typed, without its tasks; `tasks` are these as Markdown lines.

    `people` are the ids of those who took part, in the order of the line, `new_people` names that have no card yet;
    `event` and `project` are ids, the other fields are as an interaction holds them.
    """

    prose: str
    tasks: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    new_people: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    day: PartialDate | None = None
    channel: str | None = None
    initiated: str | None = None
    place: str | None = None
    event: str | None = None
    project: str | None = None
    topics: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
