"""What each filter means: from a condition on a key to a test of one record.

Each filter has a function that takes the condition and the scope, does once per query what can be done once, and
gives the test. A key without a filter of its own is a front matter key, the notebook's or the user's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from ..records import KIND_CLASSES, KINDS, AnyRecord, Contact, Event, Interaction, Kind, Organization, Project
from ..schema import FIELDS, channel_group, find_field, key_form, known_channel
from ..schema.fields import field_keys
from ..schema.suggest import nearest
from ..snapshot import Snapshot
from ..text.folding import fold
from .birthdays import birthday
from .faults import filter_fault
from .keys import front_matter
from .moments import cadence, due, last, on_date, since, until
from .nodes import Filter
from .references import at_event, for_project, of_organization, with_person
from .scope import Scope, Test, one_value, text_test

Meaning: TypeAlias = Callable[[Filter, Scope], Test]

_KIND_WORDS: dict[str, Kind] = {"person": "contact", "people": "contact", "organisation": "organization"}
_MARKS = {"promise": " ", "thread": "?"}


def filter_test(condition: Filter, scope: Scope) -> Test:
    """The test of a record that the condition stands for.

    Raises QueryFault for a key that the notebook does not know and no record has, and for a value the key cannot take.
    """
    meaning = meaning_of(condition.key)
    if meaning is None:
        return front_matter(condition, scope, FILTERS)
    return meaning(condition, scope)


def meaning_of(key: str) -> Meaning | None:
    """The filter for a key, or for a field by one of its synonyms: `company:` is `org:`, `bday:` is `birthday:`."""
    form = key_form(key)
    if form in FILTERS:
        return FILTERS[form]
    names = {field.name for kind in KINDS if (field := find_field(kind, form)) and field.name != "kind"}
    return next((FILTERS[name] for name in sorted(names) if name in FILTERS), None)


def is_key(word: str) -> bool:
    """True for the key of a filter, or of a field under any of its names."""
    form = key_form(fold(word))
    return form in FILTERS or any(form in field_keys(kind) for kind in KINDS)


def kind(condition: Filter, scope: Scope) -> Test:
    """`kind:`: the kind of record, also in the plural or cut short; or the kind of an event or organization."""
    word = fold(one_value(condition)).removesuffix("*")
    classes = tuple(KIND_CLASSES[kind] for kind in KINDS if f"{kind}s".startswith(_KIND_WORDS.get(word, word)))
    if classes:
        return lambda record: isinstance(record, classes)
    types = _types(scope.snapshot)
    is_type = text_test(condition.value)
    if not any(is_type(name) for name in types):
        near = nearest(word, (*KINDS, *types))
        hint = f"Did you mean {near}?" if near else f"The kinds are {', '.join(KINDS)}."
        raise filter_fault(condition, f'There is no kind "{condition.value}".', hint)
    return lambda record: isinstance(record, (Event, Organization)) and record.type is not None and is_type(record.type)


def _types(snapshot: Snapshot) -> set[str]:
    """The kinds of events and organizations: those that the fields suggest, and those in the records."""
    kinds: tuple[Kind, ...] = ("event", "organization")
    suggested = {choice for kind in kinds for field in FIELDS[kind] if field.name == "kind" for choice in field.choices}
    return (
        suggested
        | {event.type for event in snapshot.events if event.type}
        | {organization.type for organization in snapshot.organizations if organization.type}
    )


def tag(condition: Filter, scope: Scope) -> Test:
    """`tag:`: a tag, with those nested under it (`work` finds `work/atlas`)."""
    wanted = fold(one_value(condition).removeprefix("#"))
    if wanted.endswith("*"):
        start = wanted.removesuffix("*")
        return lambda record: any(fold(tag).startswith(start) for tag in record.tags)
    nested = f"{wanted}/"
    return lambda record: any((tag := fold(written)) == wanted or tag.startswith(nested) for written in record.tags)


def place(condition: Filter, scope: Scope) -> Test:
    """`in:`: a contact's location or addresses, an interaction's or event's place, an organization's location."""
    has_words = text_test(one_value(condition))
    return lambda record: any(has_words(place) for place in _places(record))


def _places(record: AnyRecord) -> Iterable[str]:
    if isinstance(record, (Interaction, Event)):
        return (record.place,) if record.place else ()
    if isinstance(record, Project):
        return ()
    addresses = (address.text for address in record.addresses) if isinstance(record, Contact) else ()
    return (*((record.location,) if record.location else ()), *addresses)


def channel(condition: Filter, scope: Scope) -> Test:
    """`channel:`: how an interaction was held, or the last one with a contact; or one of the groups of channels."""
    group = fold(one_value(condition)).replace("-", " ")
    has_words = text_test(condition.value)

    def test(record: AnyRecord) -> bool:
        talk = scope.snapshot.last_talk(record.id, scope.today) if isinstance(record, Contact) else record
        if not isinstance(talk, Interaction) or talk.channel is None:
            return False
        written = talk.channel, known_channel(talk.channel) or ""
        return channel_group(talk.channel) == group or any(map(has_words, written))

    return test


def has(condition: Filter, scope: Scope) -> Test:
    """`has:`: an open promise, a thread to ask about, or a value under any other key."""
    key = one_value(condition)
    mark = _MARKS.get(fold(key).removesuffix("s"))
    if mark is None:
        return filter_test(replace(condition, key=fold(key), value="*"), scope)
    return _marked(mark, scope.snapshot)


def _marked(mark: str, snapshot: Snapshot) -> Test:
    """The records with such a task, and the contacts it concerns: those it names, else those its record is with."""
    paths: set[str] = set()
    people: set[str] = set()
    for record in snapshot.records:
        for task in record.tasks:
            if task.mark == mark:
                paths.add(record.path)
                written = (*task.references, *((task.owner,) if task.owner else ()))
                named = {person for name in written if (person := snapshot.contact_id(name))}
                people.update(named or snapshot.people(record))
    return lambda record: record.path in paths or (isinstance(record, Contact) and record.id in people)


def name(condition: Filter, scope: Scope) -> Test:
    """`name:`: whole words of the name or of an alias."""
    has_words = text_test(one_value(condition))

    def test(record: AnyRecord) -> bool:
        aliases = () if isinstance(record, Interaction) else record.aliases
        return has_words(record.name) or any(has_words(alias) for alias in aliases)

    return test


def record_id(condition: Filter, scope: Scope) -> Test:
    """`id:`: the whole id, or its start with `*`."""
    wanted = fold(one_value(condition))
    if wanted.endswith("*"):
        start = wanted.removesuffix("*")
        return lambda record: fold(record.id).startswith(start)
    return lambda record: fold(record.id) == wanted


def path(condition: Filter, scope: Scope) -> Test:
    """`path:`: the start of the path in the vault."""
    start = fold(one_value(condition)).removesuffix("*").removeprefix("./")
    return lambda record: fold(record.path).startswith(start)


FILTERS: Mapping[str, Meaning] = {
    "kind": kind,
    "tag": tag,
    "tags": tag,
    "with": with_person,
    "org": of_organization,
    "organization": of_organization,
    "in": place,
    "channel": channel,
    "event": at_event,
    "project": for_project,
    "last": last,
    "last_contact": last,
    "date": on_date,
    "since": since,
    "until": until,
    "birthday": birthday,
    "due": due,
    "cadence": cadence,
    "has": has,
    "id": record_id,
    "path": path,
    "name": name,
}
