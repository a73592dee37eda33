"""Cadence: how often to be in touch, and who is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...records import Contact, Interaction
from ...snapshot import Snapshot
from ...text.folding import fold

Rules = Mapping[str, int]  # days by tag or relationship


@dataclass(frozen=True, slots=True)
class Standing:
    """How someone stands against their cadence. `rule` is the tag or relationship the cadence is taken from, if any.

    `due` is None without a cadence; `days_overdue` is negative before the day, None for someone never met or spoken to.
    """

    cadence_days: int | None
    rule: str | None
    last_contact: date | None
    last_talk: Interaction | None
    due: date | None
    days_overdue: int | None


def standing(snapshot: Snapshot, contact: Contact, today: date, rules: Rules) -> Standing:
    """How the contact stands today."""
    days, rule = cadence_of(contact, rules)
    talk = snapshot.last_talk(contact.id, today)
    last = snapshot.last_contact(contact.id, today)
    if days is None or contact.status != "active":
        return Standing(days, rule, last, talk, None, None)
    met = contact.met.date.earliest if contact.met and contact.met.date else None
    since = last or (met if met and met <= today else None)
    due = since + timedelta(days=days) if since else today
    if contact.snooze and contact.snooze.earliest:
        due = max(due, contact.snooze.earliest)
    overdue = (today - due).days if since or due > today else None
    return Standing(days, rule, last, talk, due, overdue)


def cadence_of(contact: Contact, rules: Rules) -> tuple[int | None, str | None]:
    """The cadence in days and the tag or relationship it comes from: their own, else the shortest rule that fits."""
    if contact.cadence is not None:
        return contact.cadence.days, None
    if not rules:
        return None, None
    folded = {fold(name): name for name in rules}
    fitting = [folded[fold(word)] for word in (*contact.tags, *contact.relationship) if fold(word) in folded]
    if not fitting:
        return None, None
    rule = min(fitting, key=lambda name: rules[name])
    return rules[rule], rule


def cadence_line(snapshot: Snapshot, contact: Contact, rule: str | None) -> int:
    """The line of the card that says how often: the cadence, or the tag or relationship that a rule is for."""
    if rule is None:
        return snapshot.line_of(contact, "cadence")
    is_tag = fold(rule) in map(fold, contact.tags)
    return snapshot.line_of(contact, "tags" if is_tag else "relationship", rule)


def due_contacts(
    snapshot: Snapshot, today: date, rules: Rules, *, ahead: int | None = 0
) -> list[tuple[Contact, Standing]]:
    """Whom to be in touch with, most overdue first, those never spoken to last.

    `ahead` takes in who is due in so many days; None, everybody with a cadence.
    """
    mine = snapshot.owner.id if snapshot.owner else None
    found = []
    for contact in snapshot.contacts:
        if contact.id == mine or contact.status != "active" or cadence_of(contact, rules)[0] is None:
            continue
        stands = standing(snapshot, contact, today, rules)
        if stands.due is not None and (ahead is None or stands.due <= today + timedelta(days=ahead)):
            found.append((contact, stands))
    return sorted(found, key=_order)


def _order(pair: tuple[Contact, Standing]) -> tuple[bool, int, str]:
    contact, stands = pair
    overdue = stands.days_overdue
    return overdue is None, -(overdue or 0), contact.path
