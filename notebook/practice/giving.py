"""Giving: what passed between you and somebody, what is still to thank for, and who could help whom with what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from ..records import AnyRecord, Contact, Interaction, Organization, Phrase, Project
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .evidence import Evidence
from .phrases import Phrases, word_keys
from .thanks import thanks_to

THANKS_DAYS = 56  # after that, what was given is remembered, and thanks would come out of the blue
_SHORT = 3  # letters
_FEW_WORDS = 40  # with more that are sought, it is quicker to take every offer apart than to look for them
_OFFERS_EACH = 8  # others' offers for one thing that is sought: more could not be asked anyway


@dataclass(frozen=True, slots=True)
class Gift:
    """What was given to or received from the people of one talk; `who` are their ids, `line` is where it stands."""

    what: str
    given: bool
    who: tuple[str, ...]
    date: date
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Help:
    """What one seeks and another offers, by the ids of both: the offerer may be the owner, or an organization."""

    seeker: str
    seek: Evidence
    offerer: str
    offer: Evidence


Seeker = Contact | Organization | Project
Offerer = Contact | Organization


def gifts(snapshot: Snapshot, person_id: str, today: date) -> list[Gift]:
    """What passed between the owner and the person by today, both ways, newest first."""
    return [gift for talk in snapshot.talks(person_id) if happened(talk, today) for gift in _of(snapshot, talk)]


def to_thank_for(snapshot: Snapshot, today: date, since: date) -> list[Gift]:
    """What was received since that day from people who were not thanked for it yet, newest first."""
    return unthanked(snapshot, [gift for gift in received(snapshot, today, since) if gift.who], today)


def received(snapshot: Snapshot, today: date, since: date) -> list[Gift]:
    """What was received since that day from people who are not archived, newest first."""
    talks = sorted(snapshot.held(since, today), key=lambda talk: (str(talk.date), talk.path), reverse=True)
    found = [gift for talk in talks if talk.received for gift in _of(snapshot, talk) if not gift.given]
    return [gift for gift in found if not gift.who or not all(_is_archived(snapshot, person) for person in gift.who)]


def thanked(snapshot: Snapshot, gift: Gift, today: date) -> bool:
    """True where one of those it came from was thanked on that day or later, by a note or by a ticked promise."""
    return not unthanked(snapshot, [gift], today)


def unthanked(snapshot: Snapshot, found: Sequence[Gift], today: date) -> list[Gift]:
    """Those of these gifts for which nobody they came from was thanked; each person's notes are looked at once."""
    oldest: dict[str, date] = {}
    for gift in found:
        for person in gift.who:
            oldest[person] = min(gift.date, oldest.get(person, gift.date))
    last = {person: _last_thanks(snapshot, person, since, today) for person, since in oldest.items()}
    return [gift for gift in found if not any(last[person] >= gift.date for person in gift.who)]


def _last_thanks(snapshot: Snapshot, person: str, since: date, today: date) -> date:
    """The latest day for whose gifts the person was thanked: that of the thanks and of its note, the earlier."""
    return max((min(one.day, one.noted) for one in thanks_to(snapshot, person, since, today)), default=date.min)


def _of(snapshot: Snapshot, talk: Interaction) -> Iterator[Gift]:
    day = talk.date.earliest if talk.date else None
    if day is None or not (talk.gave or talk.received):
        return
    who = snapshot.people(talk)
    for given, phrases in ((False, talk.received), (True, talk.gave)):
        for phrase in phrases:
            yield Gift(phrase.text, given, who, day, talk.path, phrase.line)


def _is_archived(snapshot: Snapshot, person: str) -> bool:
    return _status(snapshot.by_id[person]) == "archived"


# Who seeks what another offers


def helps(snapshot: Snapshot, record_ids: Collection[str] | None, *, offerer: str | None = None) -> list[Help]:
    """What these contacts, organizations and projects seek and others offer: the owner's own offers first, for each.

    None stands for all but the owner. Nobody is named who is archived, who is the seeker, who belongs to it, or whom
    the seeker knows already by what the cards say; of others' offers no more than eight for one thing, the nearest in
    words first, but of one `offerer`, where it is asked for, all. With None, what an organization and one of its people
    seek in the same words is given for the person.
    """
    seekers = _seekers(snapshot, record_ids)
    everybody: Iterable[Offerer] = (*snapshot.contacts, *snapshot.organizations)
    offerers = [one for one in everybody if one.offers and _status(one) != "archived"]
    offerers.sort(key=lambda one: one is not snapshot.owner)  # of many that fit alike, those given first are found
    within = None
    if offerer is not None:
        theirs = (offer for one in offerers if one.id == offerer for offer in one.offers)
        within = {word for offer in theirs for word in word_keys(offer.text)}
    asked = {seek.text for seeker in seekers for seek in seeker.seeks}
    asked = {text for text in asked if within is None or not within.isdisjoint(word_keys(text))}
    if not asked:
        return []
    offers = _Offers(offerers, asked, snapshot.owner, offerer)
    said = _said_by_members(snapshot, seekers) if record_ids is None else frozenset()
    found: list[Help] = []
    for seeker in seekers:
        known = _Known(snapshot, seeker)
        for seek in seeker.seeks:
            if seek.text in asked and (seeker.id, fold(seek.text)) not in said:
                found += _helps_with(seeker, seek, offers, known)
    return found


_Offer = tuple[Offerer, Phrase]


class _Offers:
    """Whose offers fit what is sought; what many seek is looked up once.

    Offers that share no word with anything that is `asked` only have a part in how rare the words are, and need not be
    taken apart.
    """

    def __init__(self, offerers: Iterable[Offerer], asked: Iterable[str], mine: Contact | None, only: str | None
                 ) -> None:  # fmt: skip
        self.mine = mine
        self.most = _OFFERS_EACH if only is None else None
        self._only = only
        # A word may end in another letter than its key does: library, libraries.
        words = {word for text in asked for word in word_keys(text)}
        starts = sorted({word[:-1] if len(word) > _SHORT else word for word in words})
        few = len(starts) <= _FEW_WORDS
        speaks = re.compile("|".join(map(re.escape, starts))).search if few else re.compile("").search
        texts = ((one, offer) for one in offerers for offer in one.offers)
        self._phrases: Phrases[_Offer] = Phrases(
            (pair, pair[1].text if speaks(fold(pair[1].text)) else "") for pair in texts
        )
        self._found: dict[str, tuple[list[_Offer], list[_Offer]]] = {}

    def fitting(self, text: str) -> tuple[list[_Offer], list[_Offer]]:
        """The owner's offers, and those of others, the nearest in words first."""
        if text not in self._found:
            pairs = [alike.key for alike in self._phrases.alike(text)]
            pairs = [pair for pair in pairs if self._only is None or pair[0].id == self._only]
            mine = self.mine
            self._found[text] = [one for one in pairs if one[0] is mine], [one for one in pairs if one[0] is not mine]
        return self._found[text]


def _helps_with(seeker: Seeker, seek: Phrase, offers: _Offers, known: _Known) -> Iterator[Help]:
    """The helps for one thing that is sought, the owner's first."""
    own, others = offers.fitting(seek.text)
    mine = (pair for pair in own if pair[0] is not seeker)
    unknown = (pair for pair in others if not known.has(pair[0]))
    for offerer, offer in (*mine, *islice(unknown, offers.most)):
        sought, offered = (
            Evidence(one.text, record.path, one.line) for one, record in ((seek, seeker), (offer, offerer))
        )
        yield Help(seeker.id, sought, offerer.id, offered)


def _seekers(snapshot: Snapshot, record_ids: Collection[str] | None) -> list[Seeker]:
    """The records asked for that can seek something; of all, those that are neither archived nor done nor the owner."""
    if record_ids is not None:
        asked = (snapshot.by_id.get(record_id) for record_id in dict.fromkeys(record_ids))
        return [record for record in asked if isinstance(record, (Contact, Organization, Project)) and record.seeks]
    everybody: Iterable[Seeker] = (*snapshot.contacts, *snapshot.projects, *snapshot.organizations)
    return [
        record
        for record in everybody
        if record.seeks and record is not snapshot.owner and _status(record) not in ("archived", "done")
    ]


def _said_by_members(snapshot: Snapshot, seekers: Iterable[Seeker]) -> frozenset[tuple[str, str]]:
    """What people seek in the name of their organization too, by its id: it is named once, with the person to ask."""
    return frozenset(
        (found[0].id, fold(seek.text))
        for seeker in seekers
        if isinstance(seeker, Contact)
        for reference in seeker.organization
        if len(found := snapshot.resolve(reference.text, "organization")) == 1
        for seek in seeker.seeks
    )


class _Known:
    """Whom a seeker knows already by what the cards and the notes of introductions say."""

    def __init__(self, snapshot: Snapshot, seeker: Seeker) -> None:
        self._snapshot = snapshot
        self._seeker = seeker

    def has(self, other: Offerer) -> bool:
        """True for the seeker's own card, company and people, and for whom the owner made them known to."""
        seeker, id_of = self._seeker, self._snapshot.contact_id
        if other is seeker:
            return True
        if isinstance(other, Organization):
            return not isinstance(seeker, Organization) and self._works_at(seeker, other)
        if isinstance(seeker, Organization):
            return self._works_at(other, seeker)
        if isinstance(seeker, Project):
            return any(id_of(tie.who) == other.id for tie in seeker.with_)
        ties = (*((tie, other) for tie in seeker.knows), *((tie, seeker) for tie in other.knows))
        return any(id_of(tie.who) == meant.id for tie, meant in ties) or other.id in self._introduced

    def _works_at(self, record: Contact | Project, organization: Organization) -> bool:
        found = (self._snapshot.resolve(one.text, "organization") for one in record.organization)
        return (organization,) in found

    @cached_property
    def _introduced(self) -> frozenset[str]:
        """Those who were introduced in one note with the seeker."""
        talks = self._snapshot.talks(self._seeker.id)
        notes = ([self._snapshot.contact_id(one) for one in talk.introduced] for talk in talks if talk.introduced)
        return frozenset(person for note in notes if self._seeker.id in note for person in note if person)


def _status(record: AnyRecord) -> str | None:
    return getattr(record, "status", None)
