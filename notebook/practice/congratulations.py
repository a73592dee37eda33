"""Whom to congratulate: contacts with a new role or organization, with whom nothing was talked about since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..records import Contact, Reference
from ..snapshot import Snapshot
from .field_changes import Told

CAREER_FIELDS = ("role", "organization")


@dataclass(frozen=True, slots=True)
class Congratulation:
    """Somebody's new job: what it was and is, in words, the day it was noted, and where it stands in the file."""

    id: str
    name: str
    old: str
    new: str
    date: date
    path: str
    line: int


def congratulations(told: Iterable[Told], snapshot: Snapshot, since: date, until: date) -> list[Congratulation]:
    """One a person, the latest first, for what was noted within both days; `told` are changes, the latest first.

    A first role or organization is no new job, nor is one that was taken back or given up. Nobody is named who is
    archived, who is the vault's owner, or with whom there was a talk after the change, by the last of the days.
    """
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        change = one.change
        of_career = change.what == "field" and change.field in CAREER_FIELDS and not change.first
        if of_career and one.day is not None and since <= one.day <= until:
            found[one.path][change.field].append(one)
    people = [
        person
        for contact in snapshot.contacts
        if contact.path in found and contact.status != "archived" and contact is not snapshot.owner
        if (person := _congratulation(contact, found[contact.path], snapshot, until))
    ]
    return sorted(people, key=lambda one: (-one.date.toordinal(), one.name, one.id))


def _congratulation(
    contact: Contact, changes: dict[str, list[Told]], snapshot: Snapshot, until: date
) -> Congratulation | None:
    old, new, kept = [], [], []
    for field in CAREER_FIELDS:
        if not changes.get(field):
            continue
        first, last = changes[field][-1], changes[field][0]
        was, now = _words(first.change.old, snapshot), _words(last.change.new, snapshot)
        is_now = now.casefold() == _words(getattr(contact, field), snapshot).casefold()
        if was and now and is_now and was.casefold() != now.casefold() and (field == "role" or last.change.added):
            old.append(was)
            new.append(now)
            kept.append(last)
    if not kept:
        return None
    day = max(one.day for one in kept if one.day)
    talked = snapshot.last_contact(contact.id, until)
    if talked is not None and talked > day:
        return None
    line = kept[0].change.line or 1
    return Congratulation(contact.id, contact.name, ", ".join(old), ", ".join(new), day, contact.path, line)


def _words(value: object, snapshot: Snapshot) -> str:
    """A role, or the names of organizations."""
    if isinstance(value, tuple):
        return ", ".join(_words(one, snapshot) for one in value)
    if isinstance(value, Reference):
        found = snapshot.resolve(value.text, "organization")
        return found[0].name if len(found) == 1 else value.text
    return str(value or "")
