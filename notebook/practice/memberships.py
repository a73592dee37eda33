"""Memberships: what renews, and when."""

from __future__ import annotations

from datetime import date, timedelta

from ..records import Organization
from ..snapshot import Snapshot

_GRACE_DAYS = 30  # a renewal day that has passed stays in sight this long


def renewals(snapshot: Snapshot, today: date, days: int) -> list[tuple[Organization, date]]:
    """Memberships whose renewal day is at most `days` ahead or a month behind, by day."""
    found = []
    for organization in snapshot.organizations:
        day = organization.renews.latest if organization.renews else None
        if day and today - timedelta(days=_GRACE_DAYS) <= day <= today + timedelta(days=days):
            found.append((organization, day))
    return sorted(found, key=lambda pair: (pair[1], pair[0].path))
