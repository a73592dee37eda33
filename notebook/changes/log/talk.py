"""What is to be noted of a talk: what options say, and for the rest what the words of the line were read as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ...errors import Refused, UsageFault
from ...records import Event, PartialDate
from ...schema.fields import FIELDS, known_channel
from ...snapshot import Snapshot
from ...text.body import read_body
from ...text.folding import fold
from ..names import find_contact, find_id, stem_for
from ..prose import Understood
from ..prose.reading import read_line
from .which_one import which_one, who_hint

_NEWLINE = "\n"
_TASK_ITEM = re.compile(r"\s*[-*+] \[.\] ")
# What a person has is a channel noun in the first clause, before or after the words that it did not take place.
_NOUN = r"(?:call|coffee|lunch|dinner|breakfast|brunch|meal|drinks?|tea|walk|visit|meeting|video|chat|beer)"
_OFF = r"(?:(?:was |were |is |got )?(?:cancell?ed|called off)|did(?: not|n['’]t) (?:come|show up|happen)|no[- ]show)"
_NOT_ABOUT = (
    r"(?:(?!\b(?:about|because|after|before|who|that|re|regarding|instead|not|almost|nearly|whose)\b)[^,;:.!?\n])*"
)
_CANCELLED = re.compile(
    rf"\s*{_NOT_ABOUT}\b(?:{_NOUN}\b{_NOT_ABOUT}\b{_OFF}|{_OFF}\b{_NOT_ABOUT}\b{_NOUN})\b", re.IGNORECASE
)
_UNSPACED = re.compile(r"(?P<before>(?:^|[;.\n])[ \t]*(?:[-*+][ \t]+)?)\[(?P<mark>[ ?]?)\](?=[^\s(\[:\]])")
_WORDED = ("channel", "initiated", "place", "event", "project", "topics", "gave", "received", "introduced")


class NobodyNamed(UsageFault):
    """Neither the line nor an option says who took part."""


@dataclass(frozen=True, slots=True)
class Options:
    """What options say: names (`+Name` is somebody new), the day, and fields by name; an empty one is left out."""

    people: tuple[str, ...] = ()
    day: PartialDate | None = None
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Talk:
    """An interaction that has no file yet.

    `people` are ids, also of the `newcomers`, who get a file of their own and stand there by id and name. `fields` are
    those that hold something, `left_out` those that shall hold nothing.
    """

    text: str
    people: tuple[str, ...]
    day: PartialDate
    fields: Mapping[str, object]
    newcomers: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def read_text(
    text: str, named: Sequence[str], snapshot: Snapshot, today: date, chosen: Mapping[str, str] = MappingProxyType({})
) -> Understood:
    """A text as it is understood where options name these people, by id or with a plus; `chosen` as for `read_line`.

    A lone name counts as that of somebody who was there, but not beside those whom an option names: `Charles is well`.
    A text of several lines whose first is a task keeps it there.
    """
    understood = read_line(text, snapshot, today, chosen)
    first, newline, _ = text.partition("\n")
    if newline and _TASK_ITEM.match(first):
        understood = replace(understood, prose=text.rstrip(), tasks=())
    if not named or not (understood.people or understood.unclear):
        return understood
    others = ", ".join(one if one.startswith("+") else f"[[{one}]]" for one in named)
    with_others = read_line(f"{understood.prose.partition(_NEWLINE)[0]}. With {others}.", snapshot, today, chosen)
    people = tuple(one for one in understood.people if one in with_others.people)
    open_names = {one.text for one in with_others.unclear}
    return replace(understood, people=people, unclear=tuple(x for x in understood.unclear if x.text in open_names))


def spaced_tasks(text: str) -> str:
    """The text with a blank in and after the brackets of its tasks: `; []send it` is `; [ ] send it`."""
    if "`" in text:
        return text  # code is kept as it is
    return _UNSPACED.sub(lambda found: f"{found['before']}[{found['mark'] or ' '}] ", text)


def did_not_happen(prose: str) -> bool:
    """True where the first clause says plainly that it did not take place: `coffee with Teo cancelled`."""
    return bool(_CANCELLED.match(prose))


def settle(understood: Understood, options: Options, snapshot: Snapshot, today: date) -> Talk:
    """The talk that the line and the options describe; where both say something, the option counts.

    The people are those named by an option, those whom the line says to have taken part, and those whom a `[[link]]`
    outside the promises means, unless the line only speaks of them. Raises NobodyNamed where there is none,
    NoSuchRecord for a name of nobody or of two, and UsageFault for a day without a year.
    """
    if understood.unclear:
        raise which_one(understood.unclear[0], snapshot, today)
    people, newcomers = _people(understood, options.people, snapshot, today)
    said: dict[str, object] = {name: getattr(understood, name) for name in _WORDED} | dict(options.values)
    fields = _fields(said, snapshot)
    if did_not_happen(understood.prose):
        fields["status"] = "cancelled"
    sure = "event" in options.values
    day = options.day or understood.day or _day_without_words(fields.get("event"), sure, snapshot, today)
    if day.year is None:
        raise UsageFault(f"{day} has no year.", "Write the whole date: --date 2026-11-18.")
    text = "\n\n".join(part for part in (understood.prose.rstrip(), "\n".join(understood.tasks)) if part)
    left_out = frozenset(name for name, value in options.values.items() if not value)
    return Talk(text, people, day, fields, newcomers, left_out)


def _day_without_words(event_id: object, sure: bool, snapshot: Snapshot, today: date) -> PartialDate:
    """Today; but what passed at an event of another time was on its day, or on one of its days.

    That it is to come is believed where it is `sure` which event is meant: a line mostly tells what has been.
    """
    event = snapshot.by_id.get(str(event_id))
    now = PartialDate(today.year, today.month, today.day)
    if not isinstance(event, Event) or event.start is None:
        return now
    start = event.start
    first, last = start.earliest, (event.end or start).latest
    if first is None or last is None or first <= today <= last or (first > today and not sure):
        return now
    return PartialDate(start.year, start.month, start.day, uncertain=start.day is not None and first != last)


def _fields(said: Mapping[str, object], snapshot: Snapshot) -> dict[str, object]:
    """The fields that say something, in the order of the field table: names as ids, everyday words as channels."""
    found: dict[str, object] = {}
    for known in FIELDS["interaction"]:
        value = said.get(known.name)
        if not value:
            continue
        if known.name == "channel":
            value = known_channel(str(value)) or value
        elif known.type == "reference":
            value = find_id(str(value), known.to, snapshot)
        found[known.name] = value
    return found


def _people(
    understood: Understood, named: Sequence[str], snapshot: Snapshot, today: date
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The ids of those who took part, each once, the owner left out; and the names of those who are new."""
    newcomers: dict[str, str] = {}
    found: list[str] = []
    for name in [name for given in named for name in each_name(given, snapshot)]:
        new = name.startswith("+") and not snapshot.resolve(name[1:], "contact")
        found.append(_newcomer(name[1:], newcomers) if new else find_contact(name.removeprefix("+"), snapshot))
    found += understood.people
    found += [_newcomer(name, newcomers) for name in understood.new_people]
    passing = {one.meaning for one in understood.stretches if one.role == "mentioned"} if found else set()
    found += [one for one in _linked(understood.prose, snapshot) if one not in passing]
    owner = snapshot.owner
    people = tuple(one for one in dict.fromkeys(found) if owner is None or one != owner.id)
    if not people:
        raise NobodyNamed(
            "Nobody is named, so this would be in nobody's story. Nothing was written.",
            who_hint(understood, snapshot, today),
        )
    return people, newcomers


def each_name(name: str, snapshot: Snapshot) -> Sequence[str]:
    """The names in what was given for one: itself, or those with commas between them."""
    if "," in name and not snapshot.resolve(name, "contact"):
        return [part.strip() for part in name.split(",") if part.strip()]
    return (name.strip(),)


def _newcomer(name: str, newcomers: dict[str, str]) -> str:
    """The id that a new name gets; raises UsageFault where none can be made of it, Refused where two names get one."""
    name = " ".join(name.split())
    if not name:
        raise UsageFault("The new contact has no name.", 'Write the name after the plus: +Maria, or "+Maria Silva".')
    stem = stem_for(name, "contact")
    other = newcomers.setdefault(stem, name)
    if fold(other) != fold(name):
        raise Refused(
            f"{other} and {name} would be one file. Nothing was written.",
            f'Make one of them first: notebook new contact "{name}" --id {stem}-2.',
        )
    return stem


def _linked(prose: str, snapshot: Snapshot) -> list[str]:
    """The contacts whom a link in the prose means; raises NoSuchRecord for a link that could mean two records."""
    body = read_body(prose, 1)
    in_tasks = {(link.line, link.column) for task in body.tasks for link in task.references}
    found = []
    for link in body.references:
        meant = snapshot.resolve(link.text)
        if len(meant) > 1:
            find_id(link.text, (), snapshot)  # says which they are
        if meant and meant[0].kind == "contact" and (link.line, link.column) not in in_tasks:
            found.append(meant[0].id)
    return found
