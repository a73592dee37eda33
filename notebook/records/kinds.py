"""The five kinds of record. A record is what one file of the vault says, frozen."""

from __future__ import annotations

from typing import Any, Literal, cast

from msgspec import Struct

from .values import Cadence, Labelled, Met, Milestone, PartialDate, Phrase, Reference, Task, Tie

Kind = Literal["contact", "interaction", "event", "organization", "project"]
KINDS: tuple[Kind, ...] = ("contact", "interaction", "event", "organization", "project")


class Record(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False, kw_only=True, tag_field="record"):
    """What every kind has. `path` is relative to the vault, with `/`; `id` is the file's stem.

    `summary` is the first line of prose in the body; `quotes` are their own words (block quotes and what stands under
    a heading `Heard`); `references` are the `[[links]]` of the body; `extra` holds the keys that are the user's own.
    """

    id: str
    path: str
    name: str
    tags: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    references: tuple[Reference, ...] = ()
    summary: Phrase | None = None
    quotes: tuple[Phrase, ...] = ()
    extra: dict[str, Any] = {}

    @property
    def kind(self) -> Kind:
        """The kind's name in the singular."""
        return cast(Kind, type(self).__name__.lower())  # each kind is called as its class


class Contact(Record, frozen=True, tag="contact", kw_only=True):
    """A person."""

    aliases: tuple[str, ...] = ()
    pronouns: str | None = None
    relationship: tuple[str, ...] = ()
    organization: tuple[Reference, ...] = ()
    role: str | None = None
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    links: tuple[Labelled, ...] = ()
    addresses: tuple[Labelled, ...] = ()
    location: str | None = None
    timezone: str | None = None
    languages: tuple[str, ...] = ()
    birthday: PartialDate | None = None
    dates: tuple[Milestone, ...] = ()
    interests: tuple[Phrase, ...] = ()
    offers: tuple[Phrase, ...] = ()
    seeks: tuple[Phrase, ...] = ()
    care: tuple[Phrase, ...] = ()
    knows: tuple[Tie, ...] = ()
    met: Met | None = None
    last_contact: PartialDate | None = None
    cadence: Cadence | None = None
    snooze: PartialDate | None = None
    status: str = "active"
    private: tuple[str, ...] = ()
    uid: str | None = None


class Interaction(Record, frozen=True, tag="interaction", kw_only=True):
    """Something that passed between the vault's owner and people."""

    date: PartialDate | None = None
    with_: tuple[Reference, ...] = ()
    channel: str | None = None
    initiated: str | None = None
    place: str | None = None
    event: Reference | None = None
    project: Reference | None = None
    purpose: str | None = None
    topics: tuple[Phrase, ...] = ()
    depth: str | None = None
    gave: tuple[Phrase, ...] = ()
    received: tuple[Phrase, ...] = ()
    introduced: tuple[Reference, ...] = ()
    status: str | None = None


class Event(Record, frozen=True, tag="event", kw_only=True):
    """An occasion where people meet. `type` is the front matter's `kind`: conference, workshop, dinner."""

    aliases: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    type: str | None = None
    place: str | None = None
    url: str | None = None
    organizer: Reference | None = None
    status: str | None = None
    with_: tuple[Reference, ...] = ()
    goals: tuple[Phrase, ...] = ()
    learned: tuple[Phrase, ...] = ()


class Organization(Record, frozen=True, tag="organization", kw_only=True):
    """A company, association, school or team. `role` is the owner's own; `type` is the front matter's `kind`."""

    aliases: tuple[str, ...] = ()
    type: str | None = None
    url: str | None = None
    location: str | None = None
    role: str | None = None
    member_since: PartialDate | None = None
    renews: PartialDate | None = None
    seeks: tuple[Phrase, ...] = ()
    offers: tuple[Phrase, ...] = ()


class Project(Record, frozen=True, tag="project", kw_only=True):
    """Something made together."""

    aliases: tuple[str, ...] = ()
    status: str | None = None
    with_: tuple[Tie, ...] = ()
    started: PartialDate | None = None
    ended: PartialDate | None = None
    organization: tuple[Reference, ...] = ()
    seeks: tuple[Phrase, ...] = ()
    url: str | None = None


AnyRecord = Contact | Interaction | Event | Organization | Project
KIND_CLASSES: dict[str, type[Record]] = {
    "contact": Contact,
    "interaction": Interaction,
    "event": Event,
    "organization": Organization,
    "project": Project,
}
