"""Informational interviews: with whom, whether you thanked, and who led you to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Contact, Interaction
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from ..text.names import name_words
from .evidence import Evidence
from .promises import note_day
from .thanks import Thanks, thanks_to

THANK_WITHIN = 56  # days after which a thank-you is no longer due
_THANKED_WITHIN = 90  # days in which a thank-you is looked for
_PURPOSES = frozenset(("informationalinterview", "informationinterview", "infointerview", "informational"))
_INTRODUCTION = re.compile(r"(?:an? )?(?:introduction|intro) to (?P<name>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview; `people` are contact ids. `thanked` is the thank-you, `due` its day where there is none yet.

    An interview still ahead, or that was only planned, is neither thanked for nor due; to people who are all archived
    none is due.
    """

    talk: Interaction
    people: tuple[str, ...]
    day: date
    ahead: bool
    thanked: Evidence | None
    thanked_on: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """One led you to another: ids of contacts, the day where it is known, and the line that says so."""

    from_: str
    to: str
    day: date | None
    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A person of the referral tree with those they led you to; `above` where these have been drawn already."""

    person: str
    referral: Referral | None
    branches: tuple[Branch, ...]
    above: bool


def interviews(snapshot: Snapshot, today: date) -> list[Interview]:
    """Every interview, newest first, those still ahead among them; all interactions are looked at."""
    found = [_interview(snapshot, talk, today) for talk in snapshot.interactions if is_interview(talk)]
    dated = [one for one in found if one]
    return sorted(dated, key=lambda one: (one.day, one.talk.path), reverse=True)


def thank_yous_due(snapshot: Snapshot, today: date, *, days: int = THANK_WITHIN) -> list[Interview]:
    """The interviews of the last days without a thank-you, the oldest first; only the talks of these days are read."""
    talks = snapshot.held(today - timedelta(days=days), today)
    found = [_interview(snapshot, talk, today) for talk in talks if is_interview(talk)]
    return sorted((one for one in found if one and one.due and one.people), key=lambda one: (one.day, one.talk.path))


def is_interview(talk: Interaction) -> bool:
    """True where the purpose says so, in whatever spelling; `interview` alone is one that you asked for."""
    purpose = re.sub(r"[\W_]+", "", fold(talk.purpose or "")).removesuffix("s")
    return purpose in _PURPOSES or (purpose == "interview" and talk.initiated == "me")


def _interview(snapshot: Snapshot, talk: Interaction, today: date) -> Interview | None:
    day = note_day(talk)
    if day is None or talk.status == "cancelled":
        return None
    people = snapshot.people(talk)
    if not happened(talk, today) or talk.status == "planned":
        return Interview(talk, people, day, True, None, None, None)
    thanks = min(_thanks(snapshot, talk, people, day, today), default=None, key=lambda one: (one.day, one.path))
    evidence = Evidence(thanks.text, thanks.path, thanks.line) if thanks else None
    waits = thanks is None and (today - day).days <= THANK_WITHIN and not _are_archived(snapshot, people)
    return Interview(talk, people, day, False, evidence, thanks.day if thanks else None, day if waits else None)


def _thanks(snapshot: Snapshot, talk: Interaction, people: Sequence[str], day: date, today: date) -> Iterator[Thanks]:
    """Each thank-you to one of the people since that day; in the interview's own note only a promise that was kept."""
    until = min(today, day + timedelta(days=_THANKED_WITHIN))
    for person in people:
        for one in thanks_to(snapshot, person, day, today):
            if day <= one.day <= until and one.noted <= until and (one.kept or one.path != talk.path):
                yield one


def _are_archived(snapshot: Snapshot, people: Sequence[str]) -> bool:
    found = [snapshot.by_id[person] for person in people]
    return bool(found) and all(isinstance(one, Contact) and one.status == "archived" for one in found)


# Who led you to whom.


def referrals(snapshot: Snapshot, today: date) -> list[Referral]:
    """Who led you to whom, oldest first; of several lines that say so of the same two, the first.

    `met: {through: …}`, what was received as `an introduction to …`, and an `introduced:` of one alone, where one
    other was there. All interactions are looked at.
    """
    found: dict[tuple[str, str], Referral] = {}
    for one in (*_from_cards(snapshot), *_from_talks(snapshot, today)):
        if one.from_ != one.to:
            found.setdefault((one.from_, one.to), one)
    return sorted(found.values(), key=lambda one: (one.day or date.max, one.path, one.line, one.to))


def _from_cards(snapshot: Snapshot) -> Iterator[Referral]:
    mine = snapshot.owner.id if snapshot.owner else None
    for contact in snapshot.contacts:
        if contact.id == mine:
            continue
        met = contact.met
        if met and met.through:
            through = snapshot.contact_id(met.through)
            if through and through != mine:
                day = met.date.earliest if met.date else None
                at = snapshot.resolve(met.at.text, "event", "organization") if met.at else ()
                where = f"at {at[0].name}" if len(at) == 1 else f"met through {snapshot.by_id[through].name}"
                text = met.how or where
                yield Referral(through, contact.id, day, text, contact.path, met.through.line)


def _from_talks(snapshot: Snapshot, today: date) -> Iterator[Referral]:
    for talk in snapshot.interactions:
        if not (talk.received or talk.introduced) or not happened(talk, today):
            continue
        there = snapshot.people(talk)
        day = note_day(talk)
        for phrase in talk.received:
            to = _introduced_to(snapshot, phrase.text)
            by = [person for person in there if person != to]
            if to and len(by) == 1:  # with several there, who of them did it is not said
                yield Referral(by[0], to, day, phrase.text, talk.path, phrase.line)
        named = [(snapshot.contact_id(one), one) for one in talk.introduced]
        mine = snapshot.owner.id if snapshot.owner else None
        others = [(person, one) for person, one in named if person and person != mine]
        by = [person for person in there if person not in {person for person, _ in others}]
        if len(others) == 1 and len(by) == 1:
            person, reference = others[0]
            name = snapshot.by_id[person].name
            yield Referral(by[0], person, day, f"introduced {name}", talk.path, reference.line)


def _introduced_to(snapshot: Snapshot, words: str) -> str | None:
    """The contact of `an introduction to …`; a part of a name does where it fits one person alone."""
    said = _INTRODUCTION.match(words.strip())
    if said is None:
        return None
    name = said["name"].strip(" .,;")
    found = snapshot.resolve(name, "contact") or (snapshot.by_part(name, "contact") if name_words(name) else ())
    return found[0].id if len(found) == 1 else None


def referral_tree(snapshot: Snapshot, today: date) -> tuple[Branch, ...]:
    """The referrals as trees from those whom nobody led you to, oldest first.

    Who comes up a second time, as in a circle, stands there without the branches that are drawn above.
    """
    found = referrals(snapshot, today)
    led: dict[str, list[Referral]] = defaultdict(list)
    for one in found:
        led[one.from_].append(one)
    reached = {one.to for one in found}
    drawn: set[str] = set()
    roots = [one.from_ for one in found if one.from_ not in reached]
    trees = [_branch(root, None, led, drawn) for root in dict.fromkeys(roots)]
    for one in found:  # a circle has no beginning; the oldest of it serves
        if one.from_ not in drawn:
            trees.append(_branch(one.from_, None, led, drawn))
    return tuple(trees)


def _branch(person: str, referral: Referral | None, led: dict[str, list[Referral]], drawn: set[str]) -> Branch:
    """The tree from one person on, depth first; without recursion, for a chain may be long."""
    order: list[tuple[str, Referral | None, int]] = []
    seen_above: dict[int, bool] = {}
    pending = [(person, referral, -1)]
    while pending:
        who, by, parent = pending.pop()
        place = len(order)
        order.append((who, by, parent))
        seen_above[place] = who in drawn and bool(led.get(who))
        if who not in drawn:
            drawn.add(who)
            pending += [(one.to, one, place) for one in reversed(led.get(who, []))]
    children: dict[int, list[Branch]] = defaultdict(list)
    for place in range(len(order) - 1, -1, -1):
        who, by, parent = order[place]
        children[parent].append(Branch(who, by, tuple(reversed(children[place])), seen_above[place]))
    return children[-1][0]


def led_to(found: Iterable[Referral]) -> dict[str, list[Referral]]:
    """The referrals by who led you on."""
    people: dict[str, list[Referral]] = defaultdict(list)
    for one in found:
        people[one.from_].append(one)
    return people
