"""Informational interviews: with whom, whether you thanked, and who led you to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Interaction
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from ..text.names import name_words
from .evidence import Evidence
from .promises import note_day, summary_words, wording

THANK_WITHIN = 56  # days after which a thank-you is no longer due
_THANKED_WITHIN = 90  # days in which a thank-you is looked for
_PURPOSES = frozenset(("informational interview", "information interview", "info interview", "informational"))
_THANKS = re.compile(
    r"\b(?:thank\w*|obrigad\w+|agradec\w+|gracias|merci|remerci\w+|danke\w*|gedankt|grazie|ringrazi\w+|bedankt)\b"
    r"(?! (?:me|us)\b)"
)
_INTRODUCTION = re.compile(r"(?:an? )?(?:introduction|intro) to (?P<name>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview; `people` are contact ids. `thanked` is the thank-you, `due` its day where there is none yet.

    An interview still ahead is neither thanked for nor due.
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
    """True where the purpose says so; `interview` alone is one that you asked for."""
    purpose = fold(talk.purpose or "").replace("-", " ").replace("_", " ")
    return purpose in _PURPOSES or (purpose == "interview" and talk.initiated == "me")


def _interview(snapshot: Snapshot, talk: Interaction, today: date) -> Interview | None:
    day = talk.date.earliest if talk.date else None
    if day is None or talk.status == "cancelled":
        return None
    people = snapshot.people(talk)
    if not happened(talk, today) or (day == today and talk.status == "planned"):
        return Interview(talk, people, day, True, None, None, None)
    thanks = min(_thanks(snapshot, talk, people, day, today), default=None, key=lambda one: (one[0], one[1].path))
    waits = thanks is None and (today - day).days <= THANK_WITHIN
    return Interview(
        talk, people, day, False, thanks[1] if thanks else None, thanks[0] if thanks else None, day if waits else None
    )


def _thanks(
    snapshot: Snapshot, talk: Interaction, people: Sequence[str], day: date, today: date
) -> Iterator[tuple[date, Evidence]]:
    """Each thank-you to one of the people: a talk that is one, or a promise of one that is kept."""
    until = min(today, day + timedelta(days=_THANKED_WITHIN))
    near = {other.path: other for person in people for other in _between(snapshot, person, day, until)}
    later = [one for path, one in near.items() if path != talk.path]
    for other in later:
        evidence = _spoken(snapshot, other)
        if evidence:
            yield note_day(other) or day, evidence
    for record in (talk, *later, *(snapshot.by_id[person] for person in people)):
        for task in record.tasks:
            done = (task.done.latest if task.done else None) or note_day(record)
            if (
                task.mark == "x"
                and not task.owner
                and _THANKS.search(fold(task.text))
                and done
                and day <= done <= until
            ):
                yield done, Evidence(wording(snapshot, task.text), record.path, task.line)


def _spoken(snapshot: Snapshot, talk: Interaction) -> Evidence | None:
    """What makes a talk a thank-you: its purpose, or a word of thanks in its opening, topics or gifts."""
    words = summary_words(snapshot, talk)
    if talk.purpose and _THANKS.search(fold(talk.purpose)):
        return Evidence(words or talk.purpose, talk.path, talk.summary.line if talk.summary else 1)
    phrases = (*((talk.summary,) if talk.summary else ()), *talk.topics, *talk.gave)
    said = next((phrase for phrase in phrases if _THANKS.search(fold(phrase.text))), None)
    return Evidence(words if said is talk.summary else said.text, talk.path, said.line) if said else None


def _between(snapshot: Snapshot, person: str, since: date, until: date) -> Iterator[Interaction]:
    for talk in snapshot.talks(person):
        day = talk.date.earliest if talk.date else None
        if day is None or day < since:
            return
        if day <= until and talk.status != "cancelled":
            yield talk


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
