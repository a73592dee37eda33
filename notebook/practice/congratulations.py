"""Whom to congratulate: contacts with a new role or organization, with whom nothing was talked about since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from ..records import Contact, Reference
from ..snapshot import Snapshot
from ..text.folding import slug
from ..text.names import name_words
from .deaths import has_died
from .hard_words import is_no_job
from .history.field_changes import Told

CAREER_FIELDS = ("role", "organization")
_SLIP = 5  # letters of a word from which on one other letter is a slip: Chef and Chief are two


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

    A first role or organization is no new job, nor is one that was taken back or given up, another spelling, what came
    with quite another name, or words for none: laid off, retired, on leave. Nobody is named who is archived, who has
    died, who is the vault's owner, or with whom there was a talk after the change, by the last of the days; one on the
    same day may be where it was heard of.
    """
    told = list(told)
    others = {(one.path, one.commit) for one in told if one.change.field == "name" and _is_another(one)}
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        change = one.change
        of_career = change.what == "field" and change.field in CAREER_FIELDS and not change.first
        if (one.path, one.commit) in others:
            continue
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
        if was and now and is_now and not _same_words(was, now) and (field == "role" or last.change.added):
            old.append(was)
            new.append(now)
            kept.append(last)
    if not kept or has_died(contact) or any(map(is_no_job, new)):
        return None
    day = max(one.day for one in kept if one.day)
    talked = snapshot.last_contact(contact.id, until)
    if talked is not None and talked > day:
        return None
    line = kept[0].change.line or 1
    return Congratulation(contact.id, contact.name, ", ".join(old), ", ".join(new), day, contact.path, line)


def _is_another(told: Told) -> bool:
    """True for a name of which no word is left: it may be somebody else under the same file."""
    old, new = (set(name_words(str(name or "")).split()) for name in (told.change.old, told.change.new))
    return not told.change.first and old.isdisjoint(new)


def _same_words(was: str, now: str) -> bool:
    """True for one wording in two spellings, a slip of the keys that was mended among them."""
    words = [slug(text).split("-") for text in (was, now)]
    return "".join(words[0]) == "".join(words[1]) or (len(words[0]) == len(words[1]) and all(map(_is_slip, *words)))


def _is_slip(one: str, other: str) -> bool:
    """True for the same word, also with one letter that is another, missing or changed with the next."""
    if one == other:
        return True
    if not (one + other).isalpha() or min(len(one), len(other)) < _SLIP or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other) and sorted(one) == sorted(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 2
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return same == max(len(one), len(other)) - 1


def _words(value: object, snapshot: Snapshot) -> str:
    """A role, or the names of organizations."""
    if isinstance(value, tuple):
        return ", ".join(_words(one, snapshot) for one in value)
    if isinstance(value, Reference):
        found = snapshot.resolve(value.text, "organization")
        return found[0].name if len(found) == 1 else value.text
    return str(value or "")
