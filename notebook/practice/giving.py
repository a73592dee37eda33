"""Giving: what passed between you and somebody, what is still to thank for, and who could help whom with what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from ..records import AnyRecord, Contact, Interaction, Organization, Phrase, Project, Task
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .evidence import Evidence
from .phrases import Phrases, word_keys

THANKS_DAYS = 56  # after that, what was given is remembered, and thanks would come out of the blue
_PURPOSES = frozenset(("thanks", "thank you", "thankyou", "thank you note", "thank you letter"))
# What is said where somebody was thanked; what they thanked the owner for is no thanks of the owner's.
_THANKED = re.compile(r"\bthank(?:s|ed|ing|ful)?\b(?! (?:me|us)\b)|\bgrateful\b")
_SHORT = 3  # letters
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
    found = received(snapshot, today, since)
    return [gift for gift in found if gift.who and not thanked(snapshot, gift, today)]


def received(snapshot: Snapshot, today: date, since: date) -> list[Gift]:
    """What was received since that day from people who are not archived, newest first."""
    talks = sorted(snapshot.held(since, today), key=lambda talk: (str(talk.date), talk.path), reverse=True)
    found = [gift for talk in talks if talk.received for gift in _of(snapshot, talk) if not gift.given]
    return [gift for gift in found if not gift.who or not all(_is_archived(snapshot, person) for person in gift.who)]


def thanked(snapshot: Snapshot, gift: Gift, today: date) -> bool:
    """True where one of those it came from was thanked on that day or later, by a note or by a ticked promise."""
    return any(_thanked_since(snapshot, person, gift.date, today) for person in gift.who)


def _of(snapshot: Snapshot, talk: Interaction) -> Iterator[Gift]:
    day = talk.date.earliest if talk.date else None
    if day is None or not (talk.gave or talk.received):
        return
    who = snapshot.people(talk)
    for given, phrases in ((False, talk.received), (True, talk.gave)):
        for phrase in phrases:
            yield Gift(phrase.text, given, who, day, talk.path, phrase.line)


def _thanked_since(snapshot: Snapshot, person: str, day: date, today: date) -> bool:
    for talk in snapshot.talks(person):
        held = talk.date.earliest if talk.date else None
        if held is None or held < day:
            break  # they come newest first
        if happened(talk, today) and (_speaks_of_thanks(talk) or _ticked_thanks(talk, day)):
            return True
    contact = snapshot.by_id[person]
    return any(task.done and task.done.earliest and task.done.earliest >= day for task in _thanks_done(contact))


def _speaks_of_thanks(talk: Interaction) -> bool:
    if talk.purpose and " ".join(re.split(r"[\W_]+", fold(talk.purpose))) in _PURPOSES:
        return True
    phrases = (*talk.gave, *talk.topics, *((talk.summary,) if talk.summary else ()))
    return any(_THANKED.search(fold(phrase.text)) for phrase in phrases)


def _ticked_thanks(talk: Interaction, day: date) -> bool:
    """True where the talk holds a promise to thank that was kept on that day or later, or without a day."""
    return any(task.done is None or (task.done.latest or day) >= day for task in _thanks_done(talk))


def _thanks_done(record: AnyRecord) -> Iterator[Task]:
    return (task for task in record.tasks if task.mark == "x" and not task.owner and _THANKED.search(fold(task.text)))


def _is_archived(snapshot: Snapshot, person: str) -> bool:
    return _status(snapshot.by_id[person]) == "archived"


# Who seeks what another offers


def helps(snapshot: Snapshot, record_ids: Collection[str] | None) -> list[Help]:
    """What these contacts, organizations and projects seek and others offer: the owner's own offers first, for each.

    None stands for all but the owner. Nobody is named who is archived, who is the seeker, who belongs to it, or whom
    the seeker knows already by what the cards say; of others' offers no more than eight for one thing, the nearest in
    words first. With None, what an organization and one of its people seek in the same words is given for the person.
    What is sought and offered is looked at word by word, so that few seekers cost little.
    """
    seekers = _seekers(snapshot, record_ids)
    wanted = {word for seeker in seekers for seek in seeker.seeks for word in word_keys(seek.text)}
    if not wanted:
        return []
    everybody: Iterable[Offerer] = (*snapshot.contacts, *snapshot.organizations)
    offerers = [one for one in everybody if one.offers and _status(one) != "archived"]
    texts = [(one, offer) for one in offerers for offer in one.offers]
    # Offers that share no word only have a part in how rare the words are, and need not be taken apart. A word may end
    # in another letter than its key does: library, libraries.
    starts = sorted({word[:-1] if len(word) > _SHORT else word for word in wanted})
    speaks = re.compile("|".join(map(re.escape, starts))).search
    offers = Phrases(((one, offer), offer.text if speaks(fold(offer.text)) else "") for one, offer in texts)
    asked: dict[str, list[tuple[Offerer, Phrase]]] = {}
    found: list[Help] = []
    said = _said_by_members(snapshot, seekers) if record_ids is None else frozenset()
    for seeker in seekers:
        known = _Known(snapshot, seeker)
        for seek in seeker.seeks:
            if (seeker.id, fold(seek.text)) in said:
                continue
            if seek.text not in asked:
                asked[seek.text] = [alike.key for alike in offers.alike(seek.text)]
            found += _helps_with(snapshot, seeker, seek, asked[seek.text], known)
    return found


def _helps_with(
    snapshot: Snapshot, seeker: Seeker, seek: Phrase, offers: Sequence[tuple[Offerer, Phrase]], known: _Known
) -> Iterator[Help]:
    """The helps for one thing that is sought, the owner's first."""
    mine = snapshot.owner
    own = (pair for pair in offers if pair[0] is mine and pair[0] is not seeker)
    others = (pair for pair in offers if pair[0] is not mine and not known.has(pair[0]))
    for offerer, offer in (*own, *islice(others, _OFFERS_EACH)):
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
