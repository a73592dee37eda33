"""Two contacts with a reason to meet: what one seeks and the other offers, or an interest that few have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ...records import Contact, Phrase
from ..evidence import Evidence
from ..phrases import wording_key
from ..sharing import private_fields

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


def rare_interests(contacts: Iterable[Contact], among: Collection[str]) -> dict[Pair, list[Match]]:
    """By pair of those `among` them (ids), each interest that they and hardly anybody else of the contacts has."""
    held: dict[frozenset[str], dict[str, Side]] = defaultdict(dict)
    for contact in contacts:
        for interest in phrases_of(contact, "interests"):
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


def phrases_of(contact: Contact, field: Literal["offers", "seeks", "interests"]) -> Iterator[Phrase]:
    """What the contact seeks, offers or is into, but for what is private."""
    if not (contact.private and field in private_fields(contact)):
        yield from getattr(contact, field)
