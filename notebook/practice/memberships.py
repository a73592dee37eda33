"""Memberships: what renews and when, whom you know in an organization, and the events it organizes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Contact, Event, Organization
from ..snapshot import Snapshot
from ..text.folding import fold

_GRACE_DAYS = 30  # a renewal day that has passed stays in sight this long


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of an organization: the role, the day of the last contact, and where their card says so."""

    contact: Contact
    role: str | None
    last_contact: date | None
    path: str
    line: int


def renewals(snapshot: Snapshot, today: date, days: int) -> list[tuple[Organization, date]]:
    """Memberships whose renewal day is at most `days` ahead or a month behind, by day."""
    found = []
    for organization in snapshot.organizations:
        day = organization.renews.latest if organization.renews else None
        if day and today - timedelta(days=_GRACE_DAYS) <= day <= today + timedelta(days=days):
            found.append((organization, day))
    return sorted(found, key=lambda pair: (pair[1], pair[0].path))


def members(snapshot: Snapshot, organization_id: str, today: date) -> list[Member]:
    """The people of an organization, those spoken to last first; without the owner and who is archived."""
    organization = snapshot.by_id.get(organization_id)
    found = []
    for contact in snapshot.contacts:
        for reference in contact.organization:
            if (organization,) == snapshot.resolve(reference.text, "organization"):
                found.append((contact, reference.line))
                break
    return _members(snapshot, found, today)


def members_by_name(snapshot: Snapshot, name: str, today: date) -> list[Member]:
    """The same for an organization without a note of its own, whose name stands on cards, in any case and accents."""
    wanted = fold(name)
    found = []
    for contact in snapshot.contacts:
        for reference in contact.organization:
            if wanted == fold(reference.text) and not snapshot.resolve(reference.text, "organization"):
                found.append((contact, reference.line))
                break
    return _members(snapshot, found, today)


def events_of(snapshot: Snapshot, organization: Organization) -> list[Event]:
    """The events that the organization organizes, the latest first."""
    found = [
        event
        for event in snapshot.events
        if event.organizer and (organization,) == snapshot.resolve(event.organizer.text, "organization")
    ]
    return sorted(found, key=lambda event: (str(event.start or ""), event.path), reverse=True)


def _members(snapshot: Snapshot, found: list[tuple[Contact, int]], today: date) -> list[Member]:
    people = [
        Member(contact, contact.role, snapshot.last_contact(contact.id, today), contact.path, line)
        for contact, line in found
        if contact is not snapshot.owner and contact.status != "archived"
    ]
    return sorted(people, key=lambda one: (-(one.last_contact or date.min).toordinal(), one.path))
