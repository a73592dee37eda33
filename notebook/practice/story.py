"""The story of one record: what is promised and to be asked, what passed, who belongs to it, where it is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..records import AnyRecord, Contact, Event, Interaction, Organization, Project, Reference
from ..snapshot import Snapshot
from .promises import Promise, open_promises, promises
from .threads import Thread, threads


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who belongs to an event, a project or an organization; `id` is None where it is no contact."""

    id: str | None
    written: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """All that belongs to a record beside its fields; `promises` are the open ones, `talks` are newest first."""

    promises: tuple[Promise, ...]
    threads: tuple[Thread, ...]
    talks: tuple[Interaction, ...]
    people: tuple[Member, ...]
    backlinks: tuple[tuple[AnyRecord, Reference], ...]


def story_of(snapshot: Snapshot, record: AnyRecord) -> Story:
    """The record's story: what concerns a contact; of another record, what stands in its note or names it."""
    promised = open_promises(promises(snapshot, only_open=True))
    asked = threads(snapshot)
    if not isinstance(record, Contact):
        promised = tuple(one for one in promised if one.path == record.path)
        asked = tuple(one for one in asked if one.path == record.path)
    elif snapshot.owner is None or record.id != snapshot.owner.id:
        promised = tuple(one for one in promised if record.id in (*one.with_, one.owner))
        asked = tuple(one for one in asked if record.id in one.with_)
    backlinks = snapshot.backlinks(record.id)
    return Story(promised, asked, _talks(snapshot, record), tuple(_people(snapshot, record)), backlinks)


def _talks(snapshot: Snapshot, record: AnyRecord) -> tuple[Interaction, ...]:
    """What passed with a contact, at an event, for a project."""
    if isinstance(record, Contact):
        return snapshot.talks(record.id)
    found = []
    if isinstance(record, (Event, Project)):
        for talk in snapshot.interactions:
            about = talk.event if isinstance(record, Event) else talk.project
            if about and snapshot.resolve(about.text, record.kind) == (record,):
                found.append(talk)
    return tuple(sorted(found, key=lambda talk: (str(talk.date or ""), talk.path), reverse=True))


def _people(snapshot: Snapshot, record: AnyRecord) -> Iterator[Member]:
    """Who is expected at an event, takes part in a project, or works in an organization; the owner left out."""
    mine = snapshot.owner.id if snapshot.owner else None
    if isinstance(record, Project):
        for tie in record.with_:
            yield Member(snapshot.contact_id(tie.who), tie.who.text, tie.role)
    elif isinstance(record, Event):
        for reference in record.with_:
            person = snapshot.contact_id(reference)
            if person is None or person != mine:
                yield Member(person, reference.text, None)
    elif isinstance(record, Organization):
        for contact in snapshot.contacts:
            named = (snapshot.resolve(one.text, "organization") for one in contact.organization)
            if contact.id != mine and (record,) in named:
                yield Member(contact.id, contact.name, contact.role)
