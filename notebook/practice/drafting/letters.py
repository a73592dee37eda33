"""Letters: what the notes know that belongs in a message to somebody, each line of it with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from ...records import Contact
from ...snapshot import Snapshot, happened
from ..care import Care, care_of
from ..congratulations import Congratulation
from . import addressed
from .addressed import Addressed, LastTalk, Promised, Question
from .calling_cards import Card, Fit, InCommon, Said, card_of, common_interests, fits, handed_on, in_common, rare_first
from .occasions import Occasion, occasion_of
from .second_person import pronoun_of, said_to
from .unspoken import unspoken_of

_TALKS = 10  # of the newest, in which something worth a sentence may stand
_QUOTES = 4  # of the newest, in which their own words are looked for
_INTERESTS = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """All the notes know for a message; what they do not know is None or empty.

    `about` are the user's words for what it is for. `people` are those it speaks of, as others may see them; `fits`
    what one of the two seeks and the other offers; `common` what else they share. `care` is for the writer alone.
    """

    kind: str
    to: tuple[Card, ...]
    me: Card | None
    about: str | None
    last: LastTalk | None = None
    quote: Said | None = None
    promise: Promised | None = None
    question: Question | None = None
    gifts: tuple[Said, ...] = ()
    occasion: Occasion | None = None
    through: Said | None = None
    shared: tuple[Said, ...] = ()
    people: tuple[Card, ...] = ()
    fits: tuple[Fit, ...] = ()
    common: tuple[InCommon, ...] = ()
    care: tuple[Care, ...] = ()


def letter(
    snapshot: Snapshot,
    kind: str,
    people: Sequence[Contact],
    today: date,
    *,
    about: str = "",
    news: Sequence[Congratulation] = (),
) -> Letter:
    """What belongs in a message of this kind to the first of the people, or to both.

    A message to two, or about another, has nothing in it but what others may see of both; `news` are the new jobs that
    the vault's history knows of.
    """
    mine = card_of(snapshot, snapshot.owner) if snapshot.owner else None
    found = Letter(kind, (card_of(snapshot, people[0]),), mine, about.strip() or None)
    if len(people) > 1:
        return _between(snapshot, found, people[0], people[1], today)
    return _to_one(snapshot, found, people[0], today, news)


def _between(snapshot: Snapshot, found: Letter, one: Contact, other: Contact, today: date) -> Letter:
    """A message that brings two together: `introduce` is for both and about both, another to the first of the two.

    What weighs on either is in none of it.
    """
    unspoken = unspoken_of(one, other)
    cards = tuple(handed_on(card_of(snapshot, contact), contact, unspoken) for contact in (one, other))
    to_both = found.kind == "introduce"
    fit = [
        pair
        for pair in fits(snapshot, one, other)
        if not (unspoken.touched_by(pair.seek.text) or unspoken.touched_by(pair.offer.text))
    ]
    shared = (said for said in common_interests(one, other) if not unspoken.touched_by(said.text))
    return replace(
        found,
        to=cards if to_both else cards[:1],
        people=cards if to_both else cards[1:],
        fits=tuple(fit if to_both else _said_to_first(fit, one)),
        shared=rare_first(snapshot, tuple(shared)),
        common=in_common(snapshot, one, other, today),
        care=(*care_of(one, today), *care_of(other, today)),
    )


def _said_to_first(found: Sequence[Fit], one: Contact) -> Iterator[Fit]:
    """What the first of two seeks and offers, said to them; what nobody could tell how to say is left out."""
    for fit in found:
        own = fit.seek if fit.first else fit.offer
        words = said_to(own.text, one, pronoun_of(one, [own.text]), alone=True)
        if words:
            own = Said(words, own.evidence)
            yield replace(fit, seek=own) if fit.first else replace(fit, offer=own)


def _to_one(snapshot: Snapshot, found: Letter, contact: Contact, today: date, news: Sequence[Congratulation]) -> Letter:
    talks = [talk for talk in islice(snapshot.talks(contact.id), _TALKS * 2) if happened(talk, today)][:_TALKS]
    mine = snapshot.owner
    to = Addressed(snapshot, contact, talks, today)
    return replace(
        found,
        last=addressed.last_talk(to, talks if found.kind == "reconnect" else addressed.spoken_first(talks, today)),
        quote=addressed.quote(to, talks[:_QUOTES]),
        promise=addressed.promised(to),
        question=addressed.question(to),
        gifts=addressed.gifts_of(to),
        occasion=occasion_of(snapshot, contact, today, news, pronoun=to.pronoun),
        through=None if talks else addressed.through(snapshot, contact),
        shared=_light(snapshot, contact, mine) if mine else (),
        care=care_of(contact, today),
    )


def _light(snapshot: Snapshot, contact: Contact, mine: Contact) -> tuple[Said, ...]:
    """What they and the owner care about; nothing where something weighs on them, who may have no time for it now."""
    return () if contact.care else rare_first(snapshot, common_interests(contact, mine))[:_INTERESTS]
