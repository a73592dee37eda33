"""What `log` says it understood: a line a field, with the words it was read from; and the line stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from .session import Session, width

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from ..changes.prose import Stretch, Understood
    from ..changes.prose.understood import Role
    from ..records import Interaction, PartialDate, Task
    from ..snapshot import Snapshot

_WIDEST = 44  # columns of a value that still moves the quotes of the others
_LABELS: Mapping[Role, str] = {
    "new": "new contact",
    "mentioned": "mentioned only",
    "topic": "topics",
    "thread": "ask next time",
}
# Columns at most of the words that are explained, what they were read as, what that means, and why.
_WIDTHS = (26, 14, 30, 200)
_NARROWEST = 24
_AS_THEY_STAND = ("new contact", "promise", "ask next time")  # their words are in the note


@dataclass(frozen=True)
class Heard:
    """What a talk was made of: the line, how it is understood, and what options say, as typed, by field.

    `on_the_events_day` is true where neither says a day, and the event does.
    """

    line: str
    understood: Understood
    typed: Mapping[str, str]
    on_the_events_day: bool = False

    def words(self, snapshot: Snapshot, label: str, value: str) -> str:
        """The words, in quotes, that a field was read from; nothing where they say what the value says."""
        from ..schema.fields import word_form
        from ..text.dates import read_partial_date

        said = self.typed.get(label)
        if said is not None:
            plain = label == "date" and read_partial_date(said.strip()) is not None
            return "" if plain or word_form(said) == word_form(value) else f'"{said}"'
        if label in _AS_THEY_STAND:
            return ""
        if label == "date" and self.on_the_events_day:
            return "the event's day"
        if label == "with":
            return self._names(snapshot, value)
        found = [self.line[one.start : one.end].strip() for one in self.understood.stretches if _label(one) == label]
        found = [words for words in found if not _say_the_same(words, value)]
        return ", ".join(f'"{words}"' for words in dict.fromkeys(found))

    def _names(self, snapshot: Snapshot, value: str) -> str:
        """The names that say otherwise than the cards, and those that fit others too, with why they mean this one."""
        from ..changes.log.which_one import bare_name, namesakes

        shown = []
        for one in self.understood.stretches:
            words = self.line[one.start : one.end].strip()
            if one.role != "with":
                continue
            if not snapshot.resolve(words, "contact") and len(namesakes(bare_name(words), snapshot)) > 1:
                shown.append(f'"{words}": {one.why}')
            elif not any(_say_the_same(words, other) for other in (value, one.meaning)):
                shown.append(f'"{words}"')
        return ", ".join(dict.fromkeys(shown))


def _say_the_same(words: str, value: str) -> bool:
    """True where one says what the other says, as `at the kiosk` and `the kiosk` do."""
    from ..text.folding import fold

    words, value = fold(words.strip("@+*#[]")), fold(value)
    return value in words or words in value


def _label(stretch: Stretch) -> str:
    return _LABELS.get(stretch.role, stretch.role)


def echo_talk(session: Session, changes: ChangeSet, heard: Heard, *, err: bool = False) -> None:
    """Prints what is in the new files, and whom the line only mentions; on stderr with `err`."""
    from ..records import Interaction
    from ..render.terminal import clean, steady, width_of
    from ..schema.read import read_file

    change, *newcomers = changes.changes
    record, _ = read_file(change.after or b"", change.path, "interaction")
    assert isinstance(record, Interaction)
    names = {one.path: read_file(one.after or b"", one.path, "contact")[0] for one in newcomers}
    new = {found.id: found.name for found in names.values() if found}
    rows = [
        (label, clean(value), clean(heard.words(session.snapshot, label, value)))
        for label, value in (*_rows(session, record, new, list(names)), _mentioned(session, record, heard))
        if value
    ]
    wide = max(width_of(label) for label, _, _ in rows)
    quoted = [width_of(value) for _, value, words in rows if words]
    column = max((found for found in quoted if found <= _WIDEST), default=0)
    for label, value, words in rows:
        line = f"  {label}{' ' * (wide - width_of(label))}  {steady(value)}"
        click.echo(f"{line}{' ' * max(0, column - width_of(value))}  {words}" if words else line, err=err)


def _mentioned(session: Session, record: Interaction, heard: Heard) -> tuple[str, str]:
    """The known contacts whom the line names and who are not taken as there."""
    by_id = session.snapshot.by_id
    there = {one.text for one in (*record.with_, *record.introduced)}
    ids = dict.fromkeys(one.meaning for one in heard.understood.stretches if one.role == "mentioned")
    return "mentioned", ", ".join(by_id[one].name for one in ids if one in by_id and one not in there)


def _rows(session: Session, record: Interaction, new: Mapping[str, str], paths: list[str]) -> Iterator[tuple[str, str]]:
    """The label and the words of each field, promise and thread; some without words."""
    snapshot = session.snapshot
    assert record.date is not None

    def name(text: str) -> str:
        return new.get(text) or snapshot.by_id[text].name

    yield "with", ", ".join(name(one.text) for one in record.with_)
    for path in paths:
        yield "new contact", path
    yield "date", _day_in_words(record.date, session)
    yield "status", record.status or ""
    for field in ("channel", "initiated", "place"):
        yield field, getattr(record, field) or ""
    yield "event", name(record.event.text) if record.event else ""
    yield "project", name(record.project.text) if record.project else ""
    yield "purpose", record.purpose or ""
    yield "depth", record.depth or ""
    for field in ("topics", "gave", "received"):
        yield field, ", ".join(phrase.text for phrase in getattr(record, field))
    yield "introduced", ", ".join(name(one.text) for one in record.introduced)
    for task in record.tasks:
        if task.mark in " ?":
            yield _task_line(task, session, new)


def _task_line(task: Task, session: Session, new: Mapping[str, str]) -> tuple[str, str]:
    """A promise with whose it is and when it is due, or a thread."""
    from ..practice.words import day_words

    words = task.text
    if task.owner:
        owner = new.get(task.owner.text) or session.snapshot.find(task.owner.text, "contact").name
        words = f"{owner}: {words}"
    if task.due:
        words += f", due {day_words(task.due.whole, session.today) if task.due.whole else task.due}"
    return "promise" if task.mark == " " else "ask next time", words


def _day_in_words(day: PartialDate, session: Session) -> str:
    """`Fri 20 Nov 2026`, and whether it is still to come."""
    whole = day.whole
    words = f"{whole:%a} {whole.day} {whole:%b %Y}" if whole else str(day)
    if whole and day.time:
        words += f", {day.time}"
    if day.uncertain:
        words += ", more or less"
    if day.earliest and day.earliest > session.today:
        words += ", planned"
    return words


def explain(session: Session, heard: Heard) -> None:
    """Prints the line stretch by stretch: the words, what they were read as, what that means, and why."""
    from ..render.terminal import clean
    from .listing import echo_lines

    rows: list[tuple[str, ...]] = []
    for one in heard.understood.stretches:
        label, words = _label(one), clean(heard.line[one.start : one.end].strip())
        why = f"{one.why}; the option says otherwise" if label in heard.typed else one.why
        rows.append((f'"{words}"', label, clean(_meaning(session, one)), clean(why)))
    echo_lines(_explained(rows, width()) if rows else ["  No words of the line were read as more than text."])


def _explained(rows: Sequence[tuple[str, ...]], room: int) -> list[str]:
    """The rows in straight columns, each cell over as many lines as it needs."""
    from ..render.terminal import steady, width_of, wrap

    lines: list[str] = []
    widths = [
        min(most, max(map(width_of, column))) for most, column in zip(_WIDTHS, zip(*rows, strict=True), strict=True)
    ]
    widths[-1] = max(_NARROWEST, room - sum(widths[:-1]) - 2 * len(widths))
    for row in rows:
        for parts in zip_longest(*map(wrap, row, widths), fillvalue=""):
            cells = (
                f"  {steady(part)}{' ' * (wide - width_of(part))}" for part, wide in zip(parts, widths, strict=True)
            )
            lines.append("".join(cells).rstrip())
    return lines


def _meaning(session: Session, stretch: Stretch) -> str:
    """What the words mean, ids as names; nothing where the words say it themselves."""
    if stretch.role in ("promise", "thread"):
        return ""
    by_id = session.snapshot.by_id
    found = [by_id.get(one) for one in stretch.meaning.split(", ")]
    return ", ".join(one.name for one in found if one) if all(found) else stretch.meaning
