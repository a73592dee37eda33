"""Briefs: what to read before you meet somebody, or go where several are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ...records import Contact
from ...snapshot import Snapshot
from ..follow_up.cadence import Rules
from ..questions import BankQuestion
from ..said import TextOf
from ..sharing import shared_record, shared_view
from .company import Company, company_brief, next_meeting
from .matters import Matters
from .page import Brief, Line, Section
from .person import person_brief

__all__ = ["Brief", "Company", "Line", "Section", "brief_of", "event_brief", "next_meeting"]


def brief_of(
    snapshot: Snapshot,
    contact: Contact,
    today: date,
    *,
    rules: Rules,
    look_ahead: int,
    bank: tuple[BankQuestion, ...] = (),
    text_of: TextOf | None = None,
    shared: bool = False,
) -> Brief:
    """What to read before you meet somebody; with `shared`, what others may read of it.

    `look_ahead` is in days, `bank` the question bank, `text_of` gives the words of a note's file.
    """
    matters = _matters(Matters(snapshot, today, rules, look_ahead, bank, text_of), shared)
    return person_brief(matters, shared_record(contact) if shared else contact)


def event_brief(
    snapshot: Snapshot, record: Company, today: date, *, rules: Rules, look_ahead: int, shared: bool = False
) -> Brief:
    """What to read before an event, a talk with several people, or a meeting of a project."""
    matters = _matters(Matters(snapshot, today, rules, look_ahead), shared)
    return company_brief(matters, shared_record(record) if shared else record)


def _matters(matters: Matters, shared: bool) -> Matters:
    return replace(matters, snapshot=shared_view(matters.snapshot), shared=True) if shared else matters
