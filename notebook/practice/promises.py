"""Promises both ways: what the notes say was promised, by whom, to whom, by when."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..records import AnyRecord, Contact, Event, Interaction, PartialDate, Project, Task
from ..schema.values import names_of
from ..snapshot import Snapshot
from ..text.body import plain_text, with_names
from ..text.names import words_of

Status = Literal["open", "done", "dropped"]
_WORD = re.compile(r"\w+")
_STATUS: dict[str, Status] = {" ": "open", "x": "done", "-": "dropped"}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `owner` is "me" or a contact's id, or what was written where that is nobody.

    `with_` are the contacts it concerns, `due` is the last day it can mean, `since` the day of the note; `id` stays
    while the line's words do.
    """

    id: str
    text: str
    owner: str
    with_: tuple[str, ...]
    due: date | None
    since: date | None
    done: date | None
    status: Status
    path: str
    line: int


def promises(snapshot: Snapshot, *, only_open: bool = False) -> tuple[Promise, ...]:
    """Every promise of the vault, or every open one, by due date, those without one last, then by age."""
    found = [
        _promise(snapshot, record, task, task_id(record, task, before))
        for record in (snapshot.open_notes if only_open else snapshot.records)
        for task, before in numbered(record)
        if task.mark == " " or (not only_open and task.mark != "?")
    ]
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.since or date.max, one.path, one.line)))


def open_promises(found: Iterable[Promise], *, mine: bool | None = None) -> tuple[Promise, ...]:
    """The open ones; with `mine`, those of the vault's owner or those of the others."""
    return tuple(one for one in found if one.status == "open" and (mine is None or (one.owner == "me") is mine))


def by_person(found: Iterable[Promise]) -> dict[str, list[Promise]]:
    """Promises by the id of each person they concern."""
    people: dict[str, list[Promise]] = defaultdict(list)
    for promise in found:
        for person in promise.with_:
            people[person].append(promise)
    return people


def concerned(snapshot: Snapshot, record: AnyRecord, task: Task) -> tuple[str, ...]:
    """Whom a task is about: the people linked in its line, else the note's people, else the contact it stands with.

    Of several people in a note, it is about those whom the line calls by name, where it does.
    """
    linked = [snapshot.contact_id(reference) for reference in task.references]
    mine = snapshot.owner.id if snapshot.owner else None
    people = tuple(dict.fromkeys(person for person in linked if person and person != mine))
    if people:
        return people
    if isinstance(record, Contact):
        return () if record.id == mine else (record.id,)
    there = snapshot.people(record)
    return (len(there) > 1 and _called(snapshot, there, task.text)) or there


def _called(snapshot: Snapshot, people: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of the people whom a line calls by the first word of a name or alias, as it is written and no other's."""
    words = set(_WORD.findall(text))
    begun = {person: {words_of(name)[0] for name in names_of(snapshot.by_id[person])[1:]} for person in people}
    shared = Counter(word for mine in begun.values() for word in mine)
    return tuple(person for person in people if any(shared[word] == 1 for word in begun[person] & words))


def note_day(record: AnyRecord) -> date | None:
    """The day a note is about, where it has one."""
    if isinstance(record, Interaction):
        day: PartialDate | None = record.date
    elif isinstance(record, Event):
        day = record.start
    else:
        day = record.started if isinstance(record, Project) else None
    return day.earliest if day else None


def _promise(snapshot: Snapshot, record: AnyRecord, task: Task, id: str) -> Promise:
    people = concerned(snapshot, record, task)
    owner = "me"
    if task.owner:
        named = snapshot.contact_id(task.owner)
        if snapshot.owner is None or named != snapshot.owner.id:
            owner = named or task.owner.text
            linked = [person for person in people if task.references and person != named]
            people = (named, *linked) if named else tuple(linked)
    text = wording(snapshot, task.text)
    return Promise(
        id,
        text,
        owner,
        people,
        task.due.latest if task.due else None,
        note_day(record),
        task.done.latest if task.done else None,
        _STATUS[task.mark],
        record.path,
        task.line,
    )


def numbered(record: AnyRecord) -> Iterator[tuple[Task, int]]:
    """The record's tasks, each with the number of those before it that have the same words."""
    seen: Counter[str] = Counter()
    for task in record.tasks:
        yield task, seen[task.text]
        seen[task.text] += 1


def task_id(record: AnyRecord, task: Task, before: int) -> str:
    """`p` and six characters from the note's id and the line's words; the second of two equal lines has its own."""
    key = f"{record.id}\n{task.text}" + (f"\n{before}" if before else "")
    digest = hashlib.blake2b(key.encode(), digest_size=5).digest()
    return "p" + base64.b32encode(digest).decode().lower()[:6]


def wording(snapshot: Snapshot, text: str) -> str:
    """A line's words as a person reads them: links by their label, or by the name of what they mean."""
    return with_names(plain_text(text, keep_links=True), lambda target: _name(snapshot, target))


def summary_words(snapshot: Snapshot, record: AnyRecord) -> str:
    """A note's first words as a person reads them; empty where it has none."""
    return with_names(record.summary.text, lambda target: _name(snapshot, target)) if record.summary else ""


def _name(snapshot: Snapshot, target: str) -> str | None:
    found = snapshot.resolve(target)
    return found[0].name if len(found) == 1 else None
