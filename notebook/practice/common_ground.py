"""Common ground: what people have in common by the user's own notes, what few others have first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from ..records import AnyRecord, Contact, Event, Interaction, Phrase, Reference
from ..snapshot import Snapshot, happened
from ..text.folding import fold
from .drafting.unspoken import Unspoken, unspoken_of
from .evidence import Evidence
from .hard_words import is_hard
from .introducing.acquaintance import Acquaintance, contact_of, day_of
from .phrases import wording_key, wording_order
from .sharing import private_fields

GroundKind = Literal["interest", "organization", "event", "person", "place", "topic"]

_KINDS: tuple[GroundKind, ...] = ("interest", "organization", "event", "person", "place", "topic")
_LATER = 0  # in the place of a line that is looked up for what is shared alone
_ABSENT = ("skipped", "cancelled", "considering")

K = TypeVar("K", bound=Hashable)
Words = frozenset[str]
Lines = list[tuple[str, Evidence]]  # who, and where it stands
Shared = tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that people share. `text` has each of its wordings; `id` is the record it is, where it is one.

    `lines` are those asked for who share it, in the order they were asked for, each with a line of the notes. `count`
    is how many people of the vault have it; of a topic it is how many of those in `lines` and of those with that
    interest, for not every talk of the vault is looked at.
    """

    kind: GroundKind
    text: str
    count: int
    lines: tuple[tuple[str, Evidence], ...]
    id: str | None = None


def common_ground(
    snapshot: Snapshot,
    people: Sequence[str],
    today: date,
    *,
    for_others: bool = False,
    kinds: Sequence[GroundKind] = _KINDS,
) -> list[Ground]:
    """What at least two of these contacts (ids, the owner's too) share: what the fewest people have first, topics last.

    Only what happened by today counts. With `for_others`, what a contact's `private:` names is left out; with `kinds`,
    only these are looked for.
    """
    found = (contact_of(snapshot, one) for one in dict.fromkeys(people))
    asked = {contact.id: contact for contact in found if contact}
    if len(asked) < 2:
        return []
    grounds = _Search(snapshot, asked, today, for_others).all(kinds)
    return sorted(grounds, key=lambda one: (one.kind == "topic", one.count, _KINDS.index(one.kind), fold(one.text)))


def organization_key(snapshot: Snapshot, reference: Reference) -> str:
    """Equal for references to one organization: its id, or the folded name of one without a note."""
    found = snapshot.resolve(reference.text, "organization")
    return found[0].id if len(found) == 1 else fold(reference.text)


class _Search:
    """Finds what the contacts who were asked for share, kind by kind."""

    def __init__(self, snapshot: Snapshot, asked: Mapping[str, Contact], today: date, for_others: bool) -> None:
        self._snapshot = snapshot
        self._asked = asked
        self._today = today
        self._for_others = for_others
        mine = snapshot.owner.id if snapshot.owner else None
        self._mine = mine if mine in asked else None
        self._others = [one for one in asked if one != mine]
        self._unspoken_of: dict[str, Unspoken] = {}

    def all(self, kinds: Iterable[GroundKind]) -> Iterator[Ground]:
        """All of these kinds that at least two share; a topic that is an interest of the same people is said once."""
        found: dict[GroundKind, Callable[[], Iterator[Ground]]] = {
            "interest": self._interests,
            "organization": self._organizations,
            "event": self._events,
            "person": self._people,
            "place": self._places,
            "topic": self._topics,
        }
        for kind in kinds:
            yield from found[kind]()

    # What stands on the cards

    def _seen(self, contact: Contact, field: str) -> bool:
        return not (self._for_others and field in private_fields(contact))

    @cached_property
    def _wordings(self) -> dict[Words, Lines]:
        """The interests of those asked for."""
        found: dict[Words, Lines] = defaultdict(list)
        for contact in self._asked.values():
            for phrase in contact.interests if self._seen(contact, "interests") else ():
                found[wording_key(phrase.text)].append((contact.id, _evidence(phrase, contact.path)))
        return found

    @cached_property
    def _interested(self) -> dict[Words, set[str]]:
        """Everybody with an interest."""
        found: dict[Words, set[str]] = defaultdict(set)
        for contact in self._snapshot.contacts:
            for phrase in contact.interests:
                found[wording_key(phrase.text)].add(contact.id)
        return found

    def _interests(self) -> Iterator[Ground]:
        for key, lines in self._shared(self._wordings):
            if not self._weighs(lines):
                yield Ground("interest", _texts(lines), len(self._interested[key]), lines)

    def _organizations(self) -> Iterator[Ground]:
        found: dict[str, Lines] = defaultdict(list)
        for contact in self._asked.values():
            for reference in contact.organization if self._seen(contact, "organization") else ():
                found[organization_key(self._snapshot, reference)].append(
                    (contact.id, _evidence(reference, contact.path))
                )
        for one in self._snapshot.organizations if self._mine else ():
            if self._mine and (one.role or one.member_since):
                found[one.id].append((self._mine, Evidence(one.role or one.name, one.path, _LATER)))
        shared = list(self._shared(found))
        members: dict[str, set[str]] = defaultdict(set)
        for contact in self._snapshot.contacts if shared else ():
            for reference in contact.organization:
                members[organization_key(self._snapshot, reference)].add(contact.id)
        for key, lines in shared:
            named = self._snapshot.resolve(key, "organization")
            text = named[0].name if len(named) == 1 else _texts(lines)
            count = len(members[key] | {who for who, _ in lines})
            lines = self._placed(lines, self._snapshot.organizations, "role", "member_since")
            yield Ground("organization", text, count, lines, named[0].id if len(named) == 1 else None)

    def _places(self) -> Iterator[Ground]:
        """Towns; `Porto, Portugal` is `Porto` unless there is another Porto among those asked for."""
        living = [one for one in self._asked.values() if one.location and self._seen(one, "location")]
        regions: dict[str, set[str]] = defaultdict(set)
        for contact in living:
            town, region = _town(contact.location)
            regions[town] |= {region} - {""}
        found: dict[tuple[str, str], Lines] = defaultdict(list)
        for contact in living:
            town, region = _town(contact.location)
            key = (town, region if len(regions[town]) > 1 else "")
            found[key].append((contact.id, Evidence(contact.location or "", contact.path, _LATER)))
        for (town, region), lines in self._shared(found):
            region = region or next(iter(regions[town]), "")
            here = [_town(one.location) for one in self._snapshot.contacts if one.location]
            count = sum(where == town and (not which or not region or which == region) for where, which in here)
            yield Ground("place", _texts(lines), count, self._placed(lines, living, "location"))

    # What happened

    @cached_property
    def _talks(self) -> dict[str, list[Interaction]]:
        """What passed with each, newest first; with the owner, all that passed with the others."""
        return {
            one: [talk for talk in self._snapshot.talks(one) if happened(talk, self._today)] for one in self._others
        }

    def _topics(self) -> Iterator[Ground]:
        """What was talked about with each apart from the other, or with one and is the other's interest.

        The owner shares what is an interest on their card alone: whatever was talked about, they talked about it too.
        Illness, grief and the like are nothing in common.
        """
        found: dict[Words, Lines] = defaultdict(list)
        for one in self._others:
            for talk in self._talks[one]:
                if talk.topics and len(self._asked.keys() & set(self._snapshot.people(talk))) == 1:
                    for topic in talk.topics:
                        found[wording_key(topic.text)].append((one, _evidence(topic, talk.path)))
        for key, lines in found.items():
            lines += self._wordings.get(key, ())
        for key, sharing in self._shared(found):
            who_share = {who for who, _ in sharing}
            said_already = who_share <= {who for who, _ in self._wordings.get(key, ())}
            if not (said_already or any(is_hard(line.text) for _, line in sharing) or self._weighs(sharing)):
                count = len(self._interested.get(key, set()) | who_share)
                yield Ground("topic", _texts(sharing), count, sharing)

    def _weighs(self, lines: Iterable[tuple[str, Evidence]]) -> bool:
        """True for what has to do with what weighs on one of them, by their card."""
        people = [who for who, _ in lines]
        return any(self._unspoken(who).touched_by(line.text) for who in people for _, line in lines)

    def _unspoken(self, person: str) -> Unspoken:
        found = self._unspoken_of.get(person)
        if found is None:
            found = self._unspoken_of[person] = unspoken_of(self._asked[person])
        return found

    def _events(self) -> Iterator[Ground]:
        """Events that were, by who is named in them and by the talks at them."""
        found: dict[str, Lines] = defaultdict(list)
        guests: dict[str, set[str]] = defaultdict(set)
        for event in self._snapshot.events:
            if event.status in _ABSENT or not self._began(event):
                continue
            if self._mine and event.status == "went":
                found[event.id].append((self._mine, Evidence(event.name, event.path, _LATER)))
            for reference in event.with_:
                who = self._snapshot.contact_id(reference)
                if who:
                    guests[event.id].add(who)
                    if who in self._asked:
                        found[event.id].append((who, _evidence(reference, event.path)))
        for talk in self._snapshot.at_events:
            at = self._event_of(talk)
            if at is None or not happened(talk, self._today):
                continue
            people = self._snapshot.people(talk)
            guests[at].update(people)
            for who in (*people, *([self._mine] if self._mine else [])):
                if who in self._asked and talk.event:
                    found[at].append((who, _evidence(talk.event, talk.path)))
        for event_id, lines in self._shared(found):
            count = len(guests[event_id] | {who for who, _ in lines})
            lines = self._placed(lines, self._snapshot.events, "status")
            yield Ground("event", self._snapshot.by_id[event_id].name, count, lines, event_id)

    def _began(self, event: Event) -> bool:
        first = event.start.earliest if event.start else None
        return first is not None and first <= self._today

    def _event_of(self, talk: Interaction) -> str | None:
        named = self._snapshot.resolve(talk.event.text, "event") if talk.event else ()
        return named[0].id if len(named) == 1 else None

    def _people(self) -> Iterator[Ground]:
        """Whom at least two know; whom the owner knows is whoever they spoke with."""
        acquaintance = Acquaintance(self._snapshot, self._today, for_others=self._for_others)
        found: dict[str, Lines] = defaultdict(list)
        for one in self._others:
            for other, line in acquaintance.of(one, self._talks[one]).items():
                if other not in self._asked and getattr(contact_of(self._snapshot, other), "status", "") != "archived":
                    found[other].append((one, line))
        for other, lines in found.items():
            talk = self._snapshot.last_talk(other, self._today) if self._mine else None
            if self._mine and talk and talk.with_:
                lines.append((self._mine, Evidence(f"talk on {day_of(talk)}", talk.path, talk.with_[0].line)))
        for other, sharing in self._shared(found):
            known = acquaintance.of(other).keys() | {who for who, _ in sharing}
            yield Ground("person", self._snapshot.by_id[other].name, len(known), sharing, other)

    def _placed(self, lines: Shared, records: Iterable[AnyRecord], *fields: str) -> Shared:
        """The lines; each that is to be looked up is where the first of the fields stands that its record has."""
        wanted = {line.path for _, line in lines if line.line == _LATER}
        known = {record.path: self._line(record, fields) for record in records if record.path in wanted}
        return tuple((who, replace(line, line=line.line or known[line.path])) for who, line in lines)

    def _line(self, record: AnyRecord, fields: Iterable[str]) -> int:
        field = next((one for one in fields if getattr(record, one)), "")
        return self._snapshot.line_of(record, field) if field else 1

    def _shared(self, found: Mapping[K, Lines]) -> list[tuple[K, Shared]]:
        """What at least two have: each of them once, in the order they were asked for."""
        shared = []
        for key, lines in found.items():
            first = dict(reversed(lines))
            if len(first) > 1:
                shared.append((key, tuple((who, first[who]) for who in self._asked if who in first)))
        return shared


def _evidence(written: Phrase | Reference, path: str) -> Evidence:
    return Evidence(written.text, path, written.line)


def _texts(lines: Iterable[tuple[str, Evidence]]) -> str:
    """The wordings, each once; those that differ by an ending or an article are one."""
    wordings: dict[tuple[str, ...], str] = {}
    for _, line in lines:
        wordings.setdefault(wording_order(line.text), line.text)
    return " / ".join(wordings.values())


def _town(location: str | None) -> tuple[str, str]:
    town, _, region = fold(location or "").partition(",")
    return town.strip(), region.strip()
