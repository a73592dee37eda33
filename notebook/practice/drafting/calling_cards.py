"""Calling cards: who somebody is in a line or two, as others may see it, and what two of them have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...records import Contact, Phrase
from ...snapshot import Snapshot
from ...text.folding import fold
from ..evidence import Evidence
from ..phrases import Phrases, word_keys
from ..sharing import shared_record

_ADDRESS = re.compile(r"[^\s<>,;?&\x00-\x1f\x7f]+@[^\s<>,;?&\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a message, and the user's own line they come from."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Fit:
    """What one of two seeks and the other offers; `first` is true where the first of them seeks."""

    seeker: str
    seek: Said
    offerer: str
    offer: Said
    first: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Who somebody is, as others may see it; `called` is how to address them."""

    id: str
    name: str
    called: str
    role: Said | None
    organization: Said | None
    location: Said | None
    interests: tuple[Said, ...]
    offers: tuple[Said, ...]
    seeks: tuple[Said, ...]


def card_of(snapshot: Snapshot, contact: Contact, guest: Contact | None = None) -> Card:
    """The card without what is private; for a guest, what they share and what fits what they seek or offer comes first.

    What to call them is there whatever is private, for a letter to themselves; `handed_on` goes to others.
    """
    seen = shared_record(contact)

    def line(text: str | None, number: int = 1) -> Said | None:
        return Said(text, Evidence(text, contact.path, number)) if text else None

    organization = seen.organization[0] if seen.organization else None
    found = snapshot.resolve(organization.text, "organization") if organization else ()
    works_at = None
    if organization:
        works_at = line(found[0].name if len(found) == 1 else organization.text, organization.line)
    other = shared_record(guest) if guest else None
    return Card(
        contact.id,
        contact.name,
        called(contact),
        line(seen.role),
        works_at,
        line(seen.location),
        _first(contact, seen.interests, other.interests if other else ()),
        _first(contact, seen.offers, other.seeks if other else ()),
        _first(contact, seen.seeks, other.offers if other else ()),
    )


def handed_on(card: Card, contact: Contact) -> Card:
    """The card as it goes to somebody else: without where they live, and under no name that is private."""
    return replace(card, called=called(shared_record(contact)), location=None)


def called(contact: Contact) -> str:
    """What they are called: the first alias of one word, else the whole name, for nobody can tell its parts."""
    return next((alias for alias in contact.aliases if alias and not re.search(r"[\s@\d]", alias)), contact.name)


def address_of(contact: Contact) -> str | None:
    """The e-mail address for a personal letter: the one labelled home, else the first that can be one."""
    fit = [one for one in contact.emails if _ADDRESS.fullmatch(one.text.strip())]
    home = [one for one in fit if one.label and fold(one.label) in ("home", "personal", "private")]
    return next((one.text.strip() for one in (*home, *fit)), None)


def common_interests(contact: Contact, other: Contact) -> tuple[Said, ...]:
    """The interests of the one that the other has too, in the order of the first, none of them private."""
    theirs = {word_keys(one.text) or (fold(one.text),) for one in shared_record(other).interests}
    return tuple(
        Said(one.text, Evidence(one.text, contact.path, one.line))
        for one in shared_record(contact).interests
        if (word_keys(one.text) or (fold(one.text),)) in theirs
    )


def rare_first(snapshot: Snapshot, interests: tuple[Said, ...]) -> tuple[Said, ...]:
    """The interests, those first that the fewest people of the vault have."""
    if len(interests) < 2:
        return interests
    wanted = {fold(one.text) for one in interests}
    counts = Counter(
        folded for contact in snapshot.contacts for one in contact.interests if (folded := fold(one.text)) in wanted
    )
    return tuple(sorted(interests, key=lambda one: counts[fold(one.text)]))


def fits(one: Contact, other: Contact) -> tuple[Fit, ...]:
    """What the first seeks and the second offers, then the other way round; none of it private."""
    return (*_fits(one, other, True), *_fits(other, one, False))


def _fits(seeker: Contact, offerer: Contact, first: bool) -> Iterator[Fit]:
    known = Phrases((offer.line, offer.text) for offer in shared_record(offerer).offers)
    for seek in shared_record(seeker).seeks:
        for alike in known.alike(seek.text)[:1]:
            sought = Said(seek.text, Evidence(seek.text, seeker.path, seek.line))
            offered = Said(alike.text, Evidence(alike.text, offerer.path, alike.key))
            yield Fit(seeker.name, sought, offerer.name, offered, first)


def _first(contact: Contact, phrases: tuple[Phrase, ...], wanted: Iterable[Phrase]) -> tuple[Said, ...]:
    """The phrases, those first that have to do with what is wanted."""
    words = {word for one in wanted for word in word_keys(one.text)}
    ordered = sorted(phrases, key=lambda one: words.isdisjoint(word_keys(one.text)))
    return tuple(Said(one.text, Evidence(one.text, contact.path, one.line)) for one in ordered)
