"""Who may be meant by a name that fits several contacts, or nobody: when each was last seen, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ...errors import NoSuchRecord
from ...records import Contact
from ...schema.fields import channel_group
from ...schema.suggest import nearest
from ...schema.values import names_of
from ...snapshot import Snapshot
from ...text.folding import fold
from ...text.names import has_part, name_words, words_of
from ..prose import Unclear, Understood
from ..prose.words import EVERYDAY

_NAMED = 5
_NAMES_TRIED = 8
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w'’-]+")
NAME = rf"{_CAPITALISED.pattern}(?: {_CAPITALISED.pattern})*"
_LONG_ENOUGH = 4  # letters: Ben is no slip for Bea


def which_one(unclear: Unclear, snapshot: Snapshot, today: date) -> NoSuchRecord:
    """The fault of a name that fits several contacts: who they are, when each was last seen, and how to say which."""
    found = [_contact(one, snapshot) for one in unclear.candidates]
    name = bare_name(unclear.text)
    shown = [f"{contact.name} ({last_seen(contact.id, snapshot, today)})" for contact in found[:_NAMED]]
    more = len(found) - _NAMED
    shown += [f"{more} more"] if more > 0 else []
    listed = f"{', '.join(shown[:-1])} or {shown[-1]}"
    return NoSuchRecord(
        f'"{name}" could be {listed}. Nothing was written.',
        f"Say {_ways_to_say(name, found, snapshot)}.",
        unclear.candidates,
    )


def bare_name(typed: str) -> str:
    """A name as typed, without what marks it as one: `[[Sam]]` and `@Sam` are `Sam`."""
    return typed.strip("[]@+* ").partition("|")[0]


def namesakes(name: str, snapshot: Snapshot) -> list[Contact]:
    """The contacts who go by a name or have it as a part of theirs."""
    folded, words = fold(name), name_words(name)
    near = (one for one in snapshot.contacts if any(folded in fold(other) for other in names_of(one)))
    return [one for one in near if any(has_part(name_words(other), words) for other in names_of(one))]


def last_seen(contact_id: str, snapshot: Snapshot, today: date) -> str:
    """When and how somebody was last in touch: `met 3 Nov`, `call 3 Nov`, `letter 3 Nov 2024`, `no talk yet`."""
    day = snapshot.last_contact(contact_id, today)
    if day is None:
        return "no talk yet"
    talk = snapshot.last_talk(contact_id, today)
    channel = talk.channel if talk and talk.date and talk.date.earliest == day else None
    how = "met" if channel_group(channel) == "in person" else channel or "last contact"
    return f"{how} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def _contact(contact_id: str, snapshot: Snapshot) -> Contact:
    found = snapshot.by_id[contact_id]
    assert isinstance(found, Contact)  # the reader of the line looks among contacts alone
    return found


def _ways_to_say(typed: str, found: list[Contact], snapshot: Snapshot) -> str:
    """What to write for the likeliest of them: as much of the name as is needed, an alias, the id."""
    first, others = found[0], found[1:]
    ways = [f'"{start}"' for start in _start_of(first, typed, snapshot)[:1]]
    aliases = [alias for alias in first.aliases if len(snapshot.resolve(alias, "contact")) == 1]
    ways += [f'"{aliases[0]}"'] if aliases and f'"{aliases[0]}"' not in ways else ["an alias"] if others else []
    return f"{', '.join(ways)} or @{first.id}" if ways else f"@{first.id}"


def _start_of(contact: Contact, typed: str, snapshot: Snapshot) -> list[str]:
    """The starts of the name, shortest first, that are longer than what was typed and mean this contact alone."""
    name = contact.name
    ends = [at for at, char in enumerate(name) if char == " " and at > len(typed)] + [len(name)]
    if fold(name).startswith(f"{fold(typed)} "):
        ends.insert(0, len(typed) + 2)  # one letter of the next word
    starts = [name[:end] for end in ends if end == len(name) or not name[:end].split()[-1].islower()]
    return [start for start in starts if [one.id for one in _meant(start, snapshot)] == [contact.id]]


def _meant(name: str, snapshot: Snapshot) -> Iterable[Contact]:
    found = snapshot.resolve(name, "contact") or snapshot.by_part(name, "contact")
    return (one for one in found if isinstance(one, Contact))


def who_hint(understood: Understood, snapshot: Snapshot, today: date) -> str:
    """How to say who it was: whom the line mentions, or whose name a word of it is like."""
    for stretch in understood.stretches:
        if stretch.role == "mentioned" and stretch.meaning in snapshot.by_id:
            name = snapshot.by_id[stretch.meaning].name
            return f"{name} is only mentioned. If that is who it was: --with {stretch.meaning}."
    promised = None if understood.prose.strip() else _promised_to(understood, snapshot)
    if promised:
        return f"To note a promise alone, write it into the card of {promised.name}: notebook edit {promised.id}."
    names = re.findall(NAME, understood.prose)[:_NAMES_TRIED]
    for name in names:
        close = None if _unreadable(name, snapshot) else like(name, snapshot)
        if close and fold(close) != fold(name):
            return f"Did you mean {close}? For somebody new: +{name}."
    new = new_name(understood, snapshot)
    unreadable = _unreadable(new, snapshot) if new else None
    if unreadable:
        return unreadable
    somebody = _seen_last(snapshot, today)
    if new:
        have = f" For somebody you have: --with {somebody.id}." if somebody else ""
        return f"{new} is no contact of yours. For somebody new: +{new}.{have}"
    if somebody is None:
        return "Say who: +Maria, or +Maria Silva, in the text is somebody new."
    first = somebody.name.split()[0]
    ways = f'"coffee with {first}", --with {somebody.id}, [[{somebody.id}]] in the text'
    return f"Say who: {ways}, or +Maria for somebody new."


def new_name(understood: Understood, snapshot: Snapshot) -> str | None:
    """The first name in the prose that is nobody's yet."""
    names = re.findall(NAME, understood.prose)[:_NAMES_TRIED]
    return next((name for name in names if may_be_new(name, understood.prose, snapshot)), None)


def _promised_to(understood: Understood, snapshot: Snapshot) -> Contact | None:
    """The contact whom the promises name, where it is one alone."""
    for name in [word for task in understood.tasks for word in _CAPITALISED.findall(task)][:_NAMES_TRIED]:
        found = list(_meant(name, snapshot))
        if len(found) == 1:
            return found[0]
    return None


def _unreadable(name: str, snapshot: Snapshot) -> str | None:
    """What is wrong with the file that the name fits, where that cannot be read."""
    try:
        snapshot.find(name, "contact")
    except NoSuchRecord as fault:
        if not fault.candidates and "notebook edit" in (fault.hint or ""):
            return f"{fault.message} {fault.hint}"
    return None


def _seen_last(snapshot: Snapshot, today: date) -> Contact | None:
    """Whom you saw last; anybody, where you saw nobody yet."""
    owner = snapshot.owner.id if snapshot.owner else None
    others = [one for one in snapshot.contacts if one.id != owner]
    return max(others, key=lambda one: snapshot.last_contact(one.id, today) or date.min, default=None)


def may_be_new(name: str, prose: str, snapshot: Snapshot) -> bool:
    """True for a capitalised word that is not just the start of the line, a town, a month or known already."""
    at_start = prose.startswith(name) and " " not in name
    return name[0].isupper() and not at_start and fold(name) not in EVERYDAY and not snapshot.resolve(name)


def like(word: str, snapshot: Snapshot) -> str | None:
    """The word of a contact's name that this one is most likely a slip for."""
    known = {part for contact in snapshot.contacts for name in (contact.name, *contact.aliases)
             for part in (name, *words_of(name)) if len(part) >= _LONG_ENOUGH}  # fmt: skip
    return nearest(word, known) if len(word) >= _LONG_ENOUGH else None
