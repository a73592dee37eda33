"""Two contacts with a reason to meet: what one seeks and the other offers, or an interest that few have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ...records import Contact, Phrase
from ..common_ground import private_fields
from ..evidence import Evidence
from ..phrases import Phrases, wording_key

_RARE = 3  # people who have an interest, at most, for which two of them should meet

Pair = tuple[str, str]  # the ids of two contacts in order
Side = tuple[Contact, str, Phrase]  # who seeks, offers or is into what


@dataclass(frozen=True, slots=True)
class Match:
    """One reason for two to meet: `one` seeks what `other` offers, or both have the interest.

    `share` is how much of what is sought is offered, or how rare the interest is, up to 1.
    """

    one: str
    other: str
    share: float
    sides: tuple[Side, Side]

    @property
    def lines(self) -> tuple[Evidence, ...]:
        """What each of them says, and where."""
        return tuple(Evidence(f"{one.name} {how} {said.text}", one.path, said.line) for one, how, said in self.sides)


def pair_of(one: str, other: str) -> Pair:
    """The two in the order by which they are looked up."""
    return (one, other) if one < other else (other, one)


def sought_and_offered(contacts: Iterable[Contact], seekers: Collection[str] | None = None) -> dict[Pair, list[Match]]:
    """By pair, each thing that one of them seeks and the other offers, what fits most first.

    With `seekers` (ids), only what these seek. What is private is left out. Only texts that share a telling word are
    held against each other, so many contacts cost what their words cost, not their pairs.
    """
    contacts = list(contacts)
    people = {contact.id: contact for contact in contacts}
    offers = Phrases(((contact, offer), offer.text) for contact in contacts for offer in _phrases(contact, "offers"))
    found: dict[Pair, list[Match]] = defaultdict(list)
    for seeker in people.values() if seekers is None else [people[one] for one in seekers if one in people]:
        for seek in _phrases(seeker, "seeks"):
            for alike in offers.alike(seek.text):
                giver, offer = alike.key
                if giver.id != seeker.id:
                    sides = ((seeker, "seeks", seek), (giver, "offers", offer))
                    match = Match(seeker.id, giver.id, alike.share, sides)
                    found[pair_of(seeker.id, giver.id)].append(match)
    return {pair: sorted(matches, key=lambda one: (-one.share, one.one)) for pair, matches in found.items()}


def rare_interests(contacts: Iterable[Contact], among: Collection[str]) -> dict[Pair, list[Match]]:
    """By pair of those `among` them (ids), each interest that they and hardly anybody else of the contacts has."""
    held: dict[frozenset[str], dict[str, Side]] = defaultdict(dict)
    for contact in contacts:
        for interest in _phrases(contact, "interests"):
            held[wording_key(interest.text)].setdefault(contact.id, (contact, "is into", interest))
    found: dict[Pair, list[Match]] = defaultdict(list)
    for holders in held.values():
        if not 1 < len(holders) <= _RARE:
            continue
        for one, other in combinations(sorted(one for one in holders if one in among), 2):
            found[one, other].append(Match(one, other, 2 / len(holders), (holders[one], holders[other])))
    return {pair: sorted(matches, key=lambda one: -one.share) for pair, matches in found.items()}


def why(matches: Iterable[Match]) -> tuple[Evidence, ...]:
    """The lines of the first match of each who seeks; they are ordered."""
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.one, match)
    return tuple(line for match in first.values() for line in match.lines)


def _phrases(contact: Contact, field: Literal["offers", "seeks", "interests"]) -> Iterator[Phrase]:
    if not (contact.private and field in private_fields(contact)):
        yield from getattr(contact, field)
