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
_NAME = rf"(?P<name>{_CAPITALISED.pattern}(?: {_CAPITALISED.pattern})*)"
_AND_NAME = re.compile(rf",? (?:and|&|plus) {_NAME}")
_NAME_AND = re.compile(rf"\bwith {_NAME},? (?:and|&|plus) $")
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
    starts = [name[:end] for end in ends]
    return [start for start in starts if [one.id for one in _meant(start, snapshot)] == [contact.id]]


def _meant(name: str, snapshot: Snapshot) -> Iterable[Contact]:
    found = snapshot.resolve(name, "contact") or snapshot.by_part(name, "contact")
    return (one for one in found if isinstance(one, Contact))


def who_hint(understood: Understood, snapshot: Snapshot) -> str:
    """How to say who it was: whom the line mentions, or whose name a word of it is like."""
    for stretch in understood.stretches:
        if stretch.role == "mentioned" and stretch.meaning in snapshot.by_id:
            name = snapshot.by_id[stretch.meaning].name
            return f"{name} is only mentioned. If that is who it was: --with {stretch.meaning}."
    names = [match["name"] for match in re.finditer(_NAME, understood.prose)][:_NAMES_TRIED]
    for name in names:
        close = _like(name, snapshot)
        if close:
            return f"Did you mean {close}? For somebody new: +{name}."
    new = next((name for name in names if _may_be_new(name, understood.prose, snapshot)), None)
    if new:
        return f"{new} is no contact of yours. For somebody new: +{new}. For somebody you have: --with ada."
    return 'Say who: "coffee with Ada", --with ada, [[ada-lovelace]] in the text, or +Maria for somebody new.'


def _may_be_new(name: str, prose: str, snapshot: Snapshot) -> bool:
    """True for a capitalised word that is not just the start of the line, a town, a month or known already."""
    at_start = prose.startswith(name) and " " not in name
    return name[0].isupper() and not at_start and fold(name) not in EVERYDAY and not snapshot.resolve(name)


def strangers(line: str, understood: Understood, snapshot: Snapshot) -> list[str]:
    """A sentence for each name that stands beside those who took part and is nobody's: `with Ada and Grcae`."""
    taken = [(one.start, one.end) for one in understood.stretches]
    found = []
    for one in understood.stretches:
        if one.role in ("with", "new"):
            after, before = _AND_NAME.match(line, one.end), _NAME_AND.search(line, 0, one.start)
            found += [match.span("name") for match in (after, before) if match]
    names = [line[start:end] for start, end in found if not any(start < right and left < end for left, right in taken)]
    sentences = []
    for name in dict.fromkeys(names):
        if _may_be_new(name, "", snapshot):
            close = _like(name, snapshot)
            meant = f" Did you mean {close}?" if close else ""
            sentences.append(f"{name} is no contact of yours and was left out.{meant} For somebody new: +{name}.")
    return sentences


def _like(word: str, snapshot: Snapshot) -> str | None:
    """The word of a contact's name that this one is most likely a slip for."""
    known = {part for contact in snapshot.contacts for name in (contact.name, *contact.aliases)
             for part in (name, *words_of(name)) if len(part) >= _LONG_ENOUGH}  # fmt: skip
    return nearest(word, known) if len(word) >= _LONG_ENOUGH else None
