"""What a card says of each kind of record: its subtitle, its fields, its people, its talks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..practice.face_to_face import last_in_person
from ..practice.memberships import events_of
from ..practice.milestones import occurrences
from ..practice.promises import summary_words
from ..practice.words import ago_words, day_words, days_between
from ..records import (
    AnyRecord,
    Contact,
    Event,
    Interaction,
    Labelled,
    Milestone,
    Organization,
    PartialDate,
    Phrase,
    Project,
)
from ..snapshot import Snapshot
from ..text.folding import fold
from .due import cadence_words
from .formats import plain
from .rows import (
    date_words,
    dotted,
    first_words,
    last_words,
    names,
    reference_name,
    reference_names,
    span_words,
)
from .shapes import Shapes
from .tables import Fact, Span

_YEAR = 366
_EVENTS_SHOWN = 4


@dataclass(frozen=True)
class Desk:
    """What a card is made with: the vault, the day, the width, and whether every talk is shown."""

    snapshot: Snapshot
    shapes: Shapes
    today: date
    width: int
    all_talks: bool

    @property
    def mine(self) -> str | None:
        """The id of the vault's owner."""
        return self.snapshot.owner.id if self.snapshot.owner else None


def subtitle(record: AnyRecord, desk: Desk) -> list[str]:
    """The lines under the name."""
    match record:
        case Contact():
            organizations = reference_names(desk.snapshot, record.organization, "organization")
            lines = [dotted(record.role, organizations, record.location)]
            lines.append(dotted(", ".join(record.relationship), " ".join(f"#{tag}" for tag in record.tags)))
        case Interaction():
            people = names(desk.snapshot, desk.snapshot.people(record))
            lines = [dotted(date_words(record.date), record.channel, people), first_words(desk.snapshot, record)]
        case Event():
            when = span_words(record.start, record.end)
            lines = [dotted(when, record.type, record.place), " ".join(f"#{tag}" for tag in record.tags)]
        case Organization():
            lines = [dotted(record.type, record.location), " ".join(f"#{tag}" for tag in record.tags)]
        case Project():
            where = reference_names(desk.snapshot, record.organization, "organization")
            lines = [dotted(record.status, where), " ".join(f"#{tag}" for tag in record.tags)]
    return [line for line in lines if line]


def known(record: AnyRecord, desk: Desk) -> list[Fact]:
    """The fields, and what the note says first."""
    match record:
        case Contact():
            rows = [*_story(record, desk), *_reach(record), *_person(record, desk)]
        case Interaction():
            rows = _interaction(record, desk)
        case Event():
            rows = _event(record, desk)
        case Organization():
            rows = _organization(record, desk)
        case Project():
            rows = [("since", _plain_date(record.started)), ("ended", _plain_date(record.ended)),
                    ("seeks", _phrases(record.seeks)), ("url", record.url or "")]  # fmt: skip
    if not isinstance(record, Interaction) and record.summary:
        rows.append(("note", summary_words(desk.snapshot, record)))
    if not isinstance(record, Interaction):
        rows.append(("also called", ", ".join(record.aliases)))
    return rows


def own(record: AnyRecord) -> list[Fact]:
    """The keys of the user's own."""
    return [(name, plain(value)) for name, value in record.extra.items()]


def _story(contact: Contact, desk: Desk) -> list[Fact]:
    """How it stands between the owner and a contact."""
    if contact.id == desk.mine:
        return []
    stands = desk.shapes.standing(contact)
    last = last_words(stands, desk.today)
    if stands.last_contact:
        last += (
            f" ({day_words(stands.last_contact, desk.today)})" if (desk.today - stands.last_contact).days > 1 else ""
        )
    rows: list[Fact] = [("last contact", last), ("in person", _in_person(contact, stands.last_talk, desk))]
    if stands.cadence_days:
        rows.append(("cadence", cadence_words(stands)))
    elif contact.cadence:
        rows.append(("cadence", "none kept"))
    if stands.due:
        over = stands.days_overdue or 0
        words = day_words(stands.due, desk.today)
        rows.append(
            ("due", Span(f"{words}, {days_between(stands.due, desk.today)} over", "red") if over > 0 else words)
        )
    if contact.status != "active":
        rows.append(("status", contact.status))
    if contact.snooze and (contact.snooze.earliest or desk.today) > desk.today:
        rows.append(("snoozed", f"until {date_words(contact.snooze)}"))
    return [*rows, ("met", _met(contact, desk))]


def _in_person(contact: Contact, talk: Interaction | None, desk: Desk) -> str:
    """When they were last seen, where the last talk was another one."""
    seen = last_in_person(desk.snapshot, contact.id, desk.today)
    if seen is None or seen is talk or seen.date is None or seen.date.earliest is None:
        return ""
    return dotted(ago_words(seen.date.earliest, desk.today), seen.channel)


def _met(contact: Contact, desk: Desk) -> str:
    met = contact.met
    if met is None:
        return ""
    parts = [_plain_date(met.date)]
    if met.at:
        parts.append(f"at {reference_name(desk.snapshot, met.at, 'event', 'organization', 'contact')}")
    if met.through:
        parts.append(f"through {reference_name(desk.snapshot, met.through, 'contact')}")
    return dotted(" ".join(part for part in parts if part), met.how)


def _reach(contact: Contact) -> list[Fact]:
    return [
        ("email", _labelled(contact.emails)),
        ("phone", _labelled(contact.phones)),
        ("links", _labelled(contact.links)),
        ("address", _labelled(contact.addresses)),
        ("time zone", contact.timezone or ""),
        ("speaks", ", ".join(contact.languages)),
    ]


def _person(contact: Contact, desk: Desk) -> list[Fact]:
    ties = (
        f"{reference_name(desk.snapshot, tie.who, 'contact')}{f' ({tie.role})' if tie.role else ''}"
        for tie in contact.knows
    )
    return [
        ("birthday", _birthday(contact.birthday, desk)),
        ("dates", _milestones(contact.dates)),
        ("interests", _phrases(contact.interests)),
        ("offers", _phrases(contact.offers)),
        ("seeks", _phrases(contact.seeks)),
        ("knows", ", ".join(ties)),
        ("you both", _shared(contact, desk)),
        ("private", ", ".join(contact.private)),
    ]


def _shared(contact: Contact, desk: Desk) -> str:
    """The interests that the owner has as well."""
    owner = desk.snapshot.owner
    if owner is None or owner.id == contact.id:
        return ""
    mine = {fold(phrase.text) for phrase in owner.interests}
    both = [phrase.text for phrase in contact.interests if fold(phrase.text) in mine]
    return ", ".join(both)


def _birthday(born: PartialDate | None, desk: Desk) -> str:
    """The birthday, and when the next one is with the age it brings."""
    if born is None:
        return ""
    ahead = list(occurrences(born, desk.today, desk.today + timedelta(days=_YEAR)))
    if not ahead:
        return _plain_date(born)
    day, years = ahead[0]
    turns = f"{years} on " if years else ""
    return f"{_plain_date(born)} · {turns}{day_words(day, desk.today)}"


def _plain_date(day: PartialDate | None) -> str:
    """A date of someone's life, of which the weekday says nothing."""
    return date_words(day, weekday=False)


def _interaction(record: Interaction, desk: Desk) -> list[Fact]:
    kinds = {"event": record.event, "project": record.project}
    linked = [(kind, reference_name(desk.snapshot, one)) for kind, one in kinds.items() if one]
    return [
        ("place", record.place or ""),
        *linked,
        ("purpose", record.purpose or ""),
        ("topics", _phrases(record.topics)),
        ("depth", record.depth or ""),
        ("begun by", record.initiated or ""),
        ("gave", _phrases(record.gave)),
        ("received", _phrases(record.received)),
        ("introduced", reference_names(desk.snapshot, record.introduced, "contact")),
        ("status", record.status or ""),
        ("tags", ", ".join(record.tags)),
    ]


def _event(record: Event, desk: Desk) -> list[Fact]:
    organizer = reference_name(desk.snapshot, record.organizer, "organization", "contact") if record.organizer else ""
    return [
        ("status", record.status or ""),
        ("organizer", organizer),
        ("url", record.url or ""),
        ("goals", _phrases(record.goals)),
        ("learned", _phrases(record.learned)),
    ]


def _organization(record: Organization, desk: Desk) -> list[Fact]:
    events = events_of(desk.snapshot, record)[:_EVENTS_SHOWN]
    return [
        ("your role", record.role or ""),
        ("member since", _plain_date(record.member_since)),
        ("renews", _renews(record.renews, desk)),
        ("seeks", _phrases(record.seeks)),
        ("offers", _phrases(record.offers)),
        ("organizes", " · ".join(f"{event.name}, {date_words(event.start, time=False)}" for event in events)),
        ("url", record.url or ""),
    ]


def _renews(renews: PartialDate | None, desk: Desk) -> str:
    """The day a membership renews, and how far it is; how long ago where it has passed."""
    day = renews.latest if renews else None
    if day is None:
        return date_words(renews)
    far = f"in {days_between(desk.today, day)}" if day > desk.today else ago_words(day, desk.today)
    return f"{date_words(renews)} · {far}"


def _phrases(phrases: Iterable[Phrase]) -> str:
    return ", ".join(phrase.text for phrase in phrases)


def _labelled(values: Iterable[Labelled]) -> str:
    return " · ".join(f"{value.label}: {value.text}" if value.label else value.text for value in values)


def _milestones(milestones: Iterable[Milestone]) -> str:
    return " · ".join(f"{_plain_date(one.date)} {one.what}" for one in milestones)
