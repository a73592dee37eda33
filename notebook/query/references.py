"""The filters that name another record: with whom, of which organization, at which event, for which project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..records import AnyRecord, Contact, Event, Interaction, Kind, Project, Reference
from ..schema.values import names_of
from ..snapshot import Snapshot
from .nodes import Filter
from .scope import Scope, Test, TextTest, one_value, text_test


def with_person(condition: Filter, scope: Scope) -> Test:
    """`with:`: what is with that person; of contacts, those who were in an interaction together with them."""
    value = one_value(condition)
    named = _reference_test(value, scope.snapshot, "contact")
    companions = _companions(ids_meant(value, scope.snapshot, "contact"), scope.snapshot)

    def test(record: AnyRecord) -> bool:
        if isinstance(record, Contact):
            return record.id in companions
        if isinstance(record, Project):
            return any(named(tie.who.text) for tie in record.with_)
        return isinstance(record, (Interaction, Event)) and _any_of(record.with_, named)

    return test


def of_organization(condition: Filter, scope: Scope) -> Test:
    """`org:`: the contacts and projects of an organization, by its id, name or alias, or by plain text."""
    named = _reference_test(one_value(condition), scope.snapshot, "organization")
    return lambda record: isinstance(record, (Contact, Project)) and _any_of(record.organization, named)


def at_event(condition: Filter, scope: Scope) -> Test:
    """`event:`: the interactions at an event, and the contacts who were there."""
    value = one_value(condition)
    named = _reference_test(value, scope.snapshot, "event")
    held = [talk for talk in scope.snapshot.interactions if talk.event and named(talk.event.text)]
    return _part_of(value, scope.snapshot, "event", held)


def for_project(condition: Filter, scope: Scope) -> Test:
    """`project:`: the interactions about a project, and the contacts who take part."""
    value = one_value(condition)
    named = _reference_test(value, scope.snapshot, "project")
    held = [talk for talk in scope.snapshot.interactions if talk.project and named(talk.project.text)]
    return _part_of(value, scope.snapshot, "project", held)


def _part_of(value: str, snapshot: Snapshot, kind: Kind, held: list[Interaction]) -> Test:
    """True for these interactions, their people, and the people named in the records that the value means."""
    paths = {talk.path for talk in held}
    meant = ids_meant(value, snapshot, kind)
    records: list[AnyRecord] = [*held, *(record for record in snapshot.records if record.id in meant)]
    people = {person for record in records for person in snapshot.people(record)}
    return lambda record: record.id in people if isinstance(record, Contact) else record.path in paths


def _any_of(references: Iterable[Reference], named: TextTest) -> bool:
    return any(named(reference.text) for reference in references)


def _reference_test(value: str, snapshot: Snapshot, kind: Kind) -> TextTest:
    """Whether the text of a reference means what the value means; a name that is nobody's is compared by its words."""
    meant = ids_meant(value, snapshot, kind)
    has_words = text_test(value)

    def test(text: str) -> bool:
        found = snapshot.resolve(text, kind)
        return found[0].id in meant if len(found) == 1 else has_words(text)

    return cache(test)


def ids_meant(value: str, snapshot: Snapshot, kind: Kind) -> frozenset[str]:
    """The ids of all records the value can mean: by id, name or alias, else by whole words of one of them."""
    found: Iterable[AnyRecord] = snapshot.resolve(value, kind)
    if not found:
        has_words = text_test(value)
        found = (record for record in _of_kind(snapshot, kind) if any(has_words(name) for name in names_of(record)))
    return frozenset(record.id for record in found)


def _of_kind(snapshot: Snapshot, kind: Kind) -> Iterable[AnyRecord]:
    return (record for record in snapshot.records if record.kind == kind)


def _companions(ids: Iterable[str], snapshot: Snapshot) -> set[str]:
    """The contacts who were in some interaction together with one of these."""
    return {
        other for person in ids for talk in snapshot.talks(person) for other in snapshot.people(talk) if other != person
    }
