"""Help for one record: who offers what it seeks, who seeks what it offers, what was promised, and what passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..records import Contact, Organization, Phrase, Project
from ..snapshot import Snapshot
from .collaboration import Collaboration, collaboration
from .giving import Gift, Help, gifts, helps
from .promises import Promise, open_promises, promises


@dataclass(frozen=True, slots=True)
class HelpFor:
    """All that bears on helping a contact, an organization or a project.

    `helps` are offers for what it seeks, the owner's own first; `could_help` what others seek and it offers; `promises`
    the owner's open ones; `gifts` what passed both ways, newest first; `collaboration` is None but for a project.
    """

    seeks: tuple[Phrase, ...]
    helps: tuple[Help, ...]
    could_help: tuple[Help, ...]
    promises: tuple[Promise, ...]
    gifts: tuple[Gift, ...]
    collaboration: Collaboration | None


def help_for(snapshot: Snapshot, record: Contact | Organization | Project, today: date) -> HelpFor:
    """What could be done for this record, as of today."""
    if isinstance(record, Project):
        joined = collaboration(snapshot, record, today)
        return HelpFor(record.seeks, joined.helps, (), _promised(snapshot, record, today), (), joined)
    is_mine = record is snapshot.owner
    return HelpFor(
        record.seeks,
        tuple(helps(snapshot, [record.id])),
        tuple(helps(snapshot, None, offerer=record.id)) if record.offers else (),
        () if is_mine else _promised(snapshot, record, today),
        tuple(gifts(snapshot, record.id, today)) if isinstance(record, Contact) else (),
        None,
    )


def _promised(snapshot: Snapshot, record: Contact | Organization | Project, today: date) -> tuple[Promise, ...]:
    """What the owner promised and has not done: to a contact; of another record, what stands in its note."""
    mine = open_promises(promises(snapshot, only_open=True), mine=True)
    noted = (one for one in mine if one.since is None or one.since <= today)
    if isinstance(record, Contact):
        return tuple(one for one in noted if record.id in one.with_)
    return tuple(one for one in noted if one.path == record.path)
