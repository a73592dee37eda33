"""Who knows whom: the people of the vault, the ties between them, and where each tie is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..records import Contact, Interaction, Reference
from ..schema import channel_group
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .bridges import Bridge, bridges_of, groups_of
from .evidence import Evidence
from .follow_up.reasons import met_line
from .sharing import private_fields, shared_record

# What a tie can rest on; the first says most.
KINDS = ("knows", "introduced", "met", "talk", "project", "event")

_COMPANY = 8  # people; in a larger one, not everybody talks with everybody
_OCCASION = 40  # people; of a longer list, being on it says nothing of who knows whom


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people by id, `one` before `other`; what their tie rests on, in the order of KINDS; the line that says so."""

    one: str
    other: str
    kinds: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ties:
    """The people by name and their ties by ids.

    `groups` are the ids of those tied to each other, directly or through others, the largest group first; `alone` of
    those without a tie; `bridges` are those who alone tie parts of a group together. All of them are by name.
    """

    people: tuple[Contact, ...]
    ties: tuple[Tie, ...]
    groups: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]
    bridges: tuple[Bridge, ...]


def ties(
    snapshot: Snapshot,
    today: date,
    *,
    people: Collection[str] | None = None,
    with_me: bool = False,
    occasions: bool = False,
    for_others: bool = False,
) -> Ties:
    """The ties between these people, None being all but archived ones; the owner is among them with `with_me` alone.

    Two are tied where one `knows` the other, was met through the other, was introduced to the other, or talked with
    the owner in the same company of a few: not in writing, since two names on a letter need not know each other. With
    `occasions`, also where they share a project, an event, a letter or a larger company. With `for_others`, without the
    ties that stand in a field which the contact's `private:` names.
    """
    asked = _people(snapshot, people, with_me)
    ids = {contact.id for contact in asked}
    found: dict[tuple[str, str], dict[str, Evidence]] = defaultdict(dict)
    for kind, one, other, evidence in _said(snapshot, today, with_me, occasions, for_others):
        if one != other and one in ids and other in ids:
            found[min(one, other), max(one, other)][kind] = evidence
    pairs = [_tie(pair, found[pair]) for pair in sorted(found)]
    neighbours = neighbours_of([contact.id for contact in asked], pairs)
    groups = groups_of(neighbours)
    return Ties(
        asked,
        tuple(pairs),
        tuple(tuple(group) for group in sorted(groups, key=len, reverse=True) if len(group) > 1),
        tuple(group[0] for group in groups if len(group) == 1),
        tuple(bridges_of(neighbours)),
    )


def neighbours_of(ids: Sequence[str], pairs: Iterable[Tie]) -> dict[str, list[str]]:
    """Whom each is tied to, all in the order of the ids."""
    place = {one: at for at, one in enumerate(ids)}
    found: dict[str, list[str]] = {one: [] for one in ids}
    for tie in pairs:
        found[tie.one].append(tie.other)
        found[tie.other].append(tie.one)
    return {one: sorted(others, key=place.__getitem__) for one, others in found.items()}


def _people(snapshot: Snapshot, people: Collection[str] | None, with_me: bool) -> tuple[Contact, ...]:
    mine = snapshot.owner.id if snapshot.owner else None
    asked = {
        contact.id: contact
        for contact in reversed(snapshot.contacts)  # of two with one id, the first counts
        if (contact.status != "archived" if people is None else contact.id in people) and contact.id != mine
    }
    if with_me and snapshot.owner:
        asked[snapshot.owner.id] = snapshot.owner
    return tuple(sorted(asked.values(), key=lambda contact: (fold(contact.name), contact.path)))


def _tie(pair: tuple[str, str], said: dict[str, Evidence]) -> Tie:
    kinds = tuple(kind for kind in KINDS if kind in said)
    return Tie(*pair, kinds, said[kinds[0]])


Said = Iterator[tuple[str, str, str, Evidence]]  # the kind, both ids, and where it stands


def _said(snapshot: Snapshot, today: date, with_me: bool, occasions: bool, for_others: bool) -> Said:
    """All that the vault says of two people; where it says the same again, the later talk comes later."""
    for contact in snapshot.contacts:
        yield from _of_contact(snapshot, shared_record(contact) if for_others and contact.private else contact)
    talks = [talk for talk in snapshot.interactions if happened(talk, today)]
    for talk in sorted(talks, key=lambda talk: (str(talk.date), talk.path)):
        yield from _of_talk(snapshot, talk, occasions)
    if occasions:
        yield from _of_occasions(snapshot)
    if with_me and snapshot.owner:
        yield from _of_owner(snapshot, snapshot.owner.id, today, for_others)


def _of_contact(snapshot: Snapshot, contact: Contact) -> Said:
    for tie in contact.knows:
        other = snapshot.contact_id(tie.who)
        if other:
            words = f"{tie.who.text}: {tie.role}" if tie.role else tie.who.text
            yield "knows", contact.id, other, Evidence(words, contact.path, tie.who.line)
    through = contact.met.through if contact.met else None
    other = snapshot.contact_id(through) if through else None
    if through and contact.met and other:
        words = f"met through {through.text}" + (f": {contact.met.how}" if contact.met.how else "")
        yield "met", contact.id, other, Evidence(words, contact.path, through.line)


def _of_talk(snapshot: Snapshot, talk: Interaction, occasions: bool) -> Said:
    if talk.introduced:
        evidence = _talk_evidence(talk, talk.introduced[0])
        named = (snapshot.contact_id(reference) for reference in talk.introduced)
        for one, other in _pairs([person for person in named if person], _COMPANY):
            yield "introduced", one, other, evidence
    if len(talk.with_) > 1 and (occasions or channel_group(talk.channel) != "written"):
        evidence = _talk_evidence(talk, talk.with_[0])
        for one, other in _pairs(snapshot.people(talk), _OCCASION if occasions else _COMPANY):
            yield "talk", one, other, evidence


def _talk_evidence(talk: Interaction, reference: Reference) -> Evidence:
    """The talk's first words, or the line that names the people where it has none."""
    if talk.summary:
        return Evidence(talk.summary.text, talk.path, talk.summary.line)
    return Evidence(talk.channel or talk.name, talk.path, reference.line)


def _of_occasions(snapshot: Snapshot) -> Said:
    for project in snapshot.projects:
        for one, other in _pairs(snapshot.people(project), _OCCASION):
            yield "project", one, other, Evidence(project.name, project.path, project.with_[0].who.line)
    for event in snapshot.events:
        if event.status not in ("skipped", "cancelled", "considering"):
            for one, other in _pairs(snapshot.people(event), _OCCASION):
                yield "event", one, other, Evidence(event.name, event.path, event.with_[0].line)


def _of_owner(snapshot: Snapshot, mine: str, today: date, for_others: bool) -> Said:
    for contact in snapshot.contacts:
        talk = snapshot.last_talk(contact.id, today)
        if talk and talk.with_:
            yield "talk", mine, contact.id, _talk_evidence(talk, talk.with_[0])
        elif contact.met and not (for_others and "met" in private_fields(contact)):
            line = met_line(snapshot, contact, contact.met)
            yield "met", mine, contact.id, Evidence(contact.met.how or "met", contact.path, line)


def _pairs(ids: Sequence[str], most: int) -> Iterator[tuple[str, str]]:
    """Each two of them; none where there are too many for each to know each."""
    if len(ids) <= most:
        yield from combinations(ids, 2)
