"""Collaboration: who takes part in a project, since when, who of them fell silent, and who offers what it seeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Contact, PartialDate, Project
from ..snapshot import Snapshot
from .giving import Help, helps

_QUIET_DAYS = 60


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who takes part: `id` is None for a name that is no contact's; `line` is where the project says so.

    `quiet` is true where there was no contact for two months, of a project that goes on.
    """

    id: str | None
    written: str
    role: str | None
    last_contact: date | None
    quiet: bool
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Collaboration:
    """A project's people, those spoken to longest ago first; when it began; who could help by what they offer."""

    partners: tuple[Partner, ...]
    since: PartialDate | None
    helps: tuple[Help, ...]


def collaboration(snapshot: Snapshot, project: Project, today: date) -> Collaboration:
    """How a project stands today; the owner is not among its people."""
    mine = snapshot.owner.id if snapshot.owner else None
    goes_on = project.status != "done" and project.ended is None
    partners = []
    for tie in project.with_:
        person = snapshot.contact_id(tie.who)
        if person is not None and person == mine:
            continue
        last = snapshot.last_contact(person, today) if person else None
        contact = snapshot.by_id[person] if person else None
        waits = isinstance(contact, Contact) and contact.status != "archived" and goes_on
        quiet = waits and (last is None or today - last > timedelta(days=_QUIET_DAYS))
        partners.append(Partner(person, tie.who.text, tie.role, last, quiet, project.path, tie.who.line))
    partners.sort(key=lambda one: (one.id is None, one.last_contact or date.min))
    return Collaboration(tuple(partners), project.started, tuple(helps(snapshot, [project.id])))
