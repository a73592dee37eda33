"""What some contacts seek and others offer: for a pair, for somebody, and for everybody without trying each pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from ...records import Contact
from ..phrases import Phrases, word_keys
from .matches import Match, Pair, pair_of, phrases_of

_EACH = 3  # pairs for one thing that is sought, where everybody's are looked for; one, where they are very many
_MANY = 1000
_TRIED = 12  # of those who offer it for each pair, who may all know the seeker
_SOUGHT_BY = 200
_NEAR = 24  # wordings that are like one
_FEW = 20  # people of whom every pair is given

Apart = Callable[[Pair], bool]  # whether nothing says that the two know each other


class Sought:
    """What these contacts seek and offer, looked up by its text; what is private is left out.

    Equal texts are held against the others once, so many contacts cost what their words cost, not their pairs.
    """

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._people = {contact.id: contact for contact in contacts}
        self._place = {person: place for place, person in enumerate(self._people)}
        said = [(one, offer) for one in self._people.values() for offer in phrases_of(one, "offers")]
        self._offers = Phrases((one.id, offer.text) for one, offer in said)
        self._givers: dict[str, list[str]] = {}
        self._offerers: dict[str, frozenset[str]] = {}
        self._near: dict[str, dict[str, float]] = {}

    def of(self, one: str, other: str) -> list[Match]:
        """What each of the two seeks and the other offers, what fits most first."""
        found = [*self._between(one, other), *self._between(other, one)]
        return sorted(found, key=lambda match: (-match.share, match.one))

    def _between(self, seeking: str, offering: str) -> Iterator[Match]:
        seeker, giver = self._people.get(seeking), self._people.get(offering)
        if seeker and giver and seeker.seeks and giver.offers:
            for seek in phrases_of(seeker, "seeks"):
                near = self._like(seek.text)
                for offer in phrases_of(giver, "offers"):
                    if offer.text in near:
                        sides = ((seeker, "seeks", seek), (giver, "offers", offer))
                        yield Match(seeking, offering, near[offer.text], sides)

    def pairs(
        self, among: Collection[str], apart: Apart, people: Collection[str] | None = None
    ) -> dict[Pair, tuple[bool, float]]:
        """The pairs `among` these who are apart and of whom one seeks what the other offers.

        Each with whether both do, and how much of it is offered. With a few `people`, every pair with one of them. Of
        more there are three for one thing that somebody seeks, or one, so that what many offer stays a list to read:
        first those who seek something back, then the nearest in words.
        """
        asked = [one for one in (among if people is None else dict.fromkeys(people)) if one in among]
        most = None if people is not None and len(people) <= _FEW else _EACH if len(asked) < _MANY else 1
        tried = most and most * _TRIED
        wanting = self._wanting(None if people is None else asked)
        found: dict[Pair, tuple[bool, float]] = {}
        for person in asked:
            wanted = [wanting.get(offer.text, frozenset()) for offer in phrases_of(self._people[person], "offers")]
            if most:  # what very many seek is no reason to name one of them first
                wanted = [seekers for seekers in wanted if len(seekers) <= _SOUGHT_BY]
            back = frozenset[str]().union(*wanted)
            seeks = phrases_of(self._people[person], "seeks")
            lists = [self._who_offer(person, seek.text, back, tried) for seek in seeks]
            theirs = {one: self._share(one, person) for one in islice(sorted(back), tried)} if people else {}
            for others in (*lists, theirs):
                left = most or len(others)
                for other, share in others.items():
                    pair = pair_of(person, other)
                    if other != person and other in among and (pair in found or apart(pair)):
                        both = other in back and others is not theirs
                        found[pair] = max(found.get(pair, (False, 0.0)), (both, share))
                        left -= 1
                        if not left:
                            break
        return found

    def _share(self, seeking: str, offering: str) -> float:
        return max((match.share for match in self._between(seeking, offering)), default=0.0)

    def _like(self, text: str) -> dict[str, float]:
        """The offers that are like this text, the most alike first, each with how much of it is offered."""
        found = self._near.get(text)
        if found is None:
            near = self._offers.near(text, _NEAR)
            found = self._near[text] = dict(sorted(near, key=lambda one: (-one[1], one[0])))
        return found

    def _who_offer(self, seeker: str, text: str, back: frozenset[str], most: int | None) -> dict[str, float]:
        """Who offers what is sought, with how much of it: those who seek something back, then the nearest in words.

        Of one offer they stand in a circle from the seeker, so that it is not the same few who are named to everybody.
        """
        near = self._like(text)
        found = {one: near[offer] for offer in near for one in sorted(self._offering(offer) & back)} if back else {}
        for offer, share in near.items():
            givers = self._in_order(offer)
            start = bisect_left(givers, self._place[seeker], key=self._place.__getitem__)
            for one in chain(givers[start:][:most], givers[:start][:most]):
                found.setdefault(one, share)
            if most and len(found) >= most:
                break
        return found

    def _in_order(self, text: str) -> list[str]:
        found = self._givers.get(text)
        if found is None:
            found = self._givers[text] = list(dict.fromkeys(self._offers.having(text)))
        return found

    def _offering(self, text: str) -> frozenset[str]:
        found = self._offerers.get(text)
        if found is None:
            found = self._offerers[text] = frozenset(self._in_order(text))
        return found

    def _wanting(self, people: Collection[str] | None) -> Mapping[str, Collection[str]]:
        """Who seeks it, by the text of each offer of these people, or of everybody."""
        seeking: dict[str, list[str]] = defaultdict(list)
        for contact in self._people.values():
            for seek in phrases_of(contact, "seeks"):
                seeking[seek.text].append(contact.id)
        texts = set(seeking)
        if people is not None:
            offers = {offer.text for one in people for offer in phrases_of(self._people[one], "offers")}
            words = {word for offer in offers for word in word_keys(offer)}
            texts = {text for text in seeking if text in offers or not words.isdisjoint(word_keys(text))}
        found: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for offer in self._like(text):
                found[offer].update(seeking[text])
        return found
