"""Calling cards: who somebody is in a line or two, as others may see it, and what two of them have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ...records import Contact, Phrase
from ...snapshot import Snapshot
from ...text.folding import fold
from ..common_ground import GroundKind, common_ground
from ..evidence import Evidence
from ..introducing.matches import Match
from ..introducing.sought import Sought
from ..phrases import word_keys
from ..sharing import shared_record, shared_view
from .unspoken import Unspoken

# What two of them may be told that they share; where they live and what they spoke of with the owner they are not.
_GROUNDS: tuple[GroundKind, ...] = ("organization", "event", "person")
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
class InCommon:
    """An organization, an event or a person that both of two have to do with, by its name."""

    kind: GroundKind
    text: Said


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

    def line(text: str | None, number: int) -> Said | None:
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
        line(seen.role, snapshot.line_of(contact, "role")),
        works_at,
        line(seen.location, snapshot.line_of(contact, "location")),
        _first(contact, seen.interests, other.interests if other else ()),
        _first(contact, seen.offers, other.seeks if other else ()),
        _first(contact, seen.seeks, other.offers if other else ()),
    )


def handed_on(card: Card, contact: Contact, unspoken: Unspoken) -> Card:
    """The card as it goes to somebody else: without where they live and what weighs on them, under no private name."""

    def kept(said: tuple[Said, ...]) -> tuple[Said, ...]:
        return tuple(one for one in said if not unspoken.touched_by(one.text))

    return replace(
        card,
        called=called(shared_record(contact)),
        role=card.role if card.role and kept((card.role,)) else None,
        location=None,
        interests=kept(card.interests),
        offers=kept(card.offers),
        seeks=kept(card.seeks),
    )


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


def fits(snapshot: Snapshot, one: Contact, other: Contact) -> tuple[Fit, ...]:
    """What one of the two seeks and the other offers, each thing once, what fits most first; none of it private.

    The first of each who seeks comes before what else they seek.
    """
    others = (contact for contact in snapshot.contacts if contact is not snapshot.owner)
    found: dict[tuple[str, str], Match] = {}
    for match in Sought(others).of(one.id, other.id):
        found.setdefault((match.one, match.sides[0][2].text), match)
    seeks: Counter[str] = Counter()
    ordered: list[tuple[int, Match]] = []
    for match in found.values():
        ordered.append((seeks[match.one], match))
        seeks[match.one] += 1
    return tuple(_fit(match, one) for _, match in sorted(ordered, key=lambda pair: pair[0]))


def _fit(match: Match, one: Contact) -> Fit:
    (seeker, _, seek), (giver, _, offer) = match.sides
    sought = Said(seek.text, Evidence(seek.text, seeker.path, seek.line))
    offered = Said(offer.text, Evidence(offer.text, giver.path, offer.line))
    return Fit(seeker.name, sought, giver.name, offered, seeker.id == one.id)


def in_common(snapshot: Snapshot, one: Contact, other: Contact, today: date) -> tuple[InCommon, ...]:
    """What else the two share that each of them may be told, the rarest first."""
    found = common_ground(shared_view(snapshot), (one.id, other.id), today, for_others=True, kinds=_GROUNDS)
    return tuple(
        InCommon(ground.kind, Said(ground.text, ground.lines[0][1]))
        for ground in found
        if snapshot.owner is None or ground.id != snapshot.owner.id
    )


def _first(contact: Contact, phrases: tuple[Phrase, ...], wanted: Iterable[Phrase]) -> tuple[Said, ...]:
    """The phrases, those first that have to do with what is wanted."""
    words = {word for one in wanted for word in word_keys(one.text)}
    ordered = sorted(phrases, key=lambda one: words.isdisjoint(word_keys(one.text)))
    return tuple(Said(one.text, Evidence(one.text, contact.path, one.line)) for one in ordered)
