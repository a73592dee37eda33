"""Occasions: what there is to congratulate somebody on near a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ...records import Contact, Milestone
from ...snapshot import Snapshot
from ...text.folding import fold
from ..care import is_hard
from ..congratulations import Congratulation
from ..evidence import Evidence
from ..milestones import occurrences

BEHIND = timedelta(days=21)  # after that, it is no longer late but odd
AHEAD = timedelta(days=14)
# A date of somebody's life is an occasion where its words are glad, and none of them sad: where nobody can tell, a
# congratulation does more harm than its absence.
_GLAD = re.compile(
    r"\b(?:award\w*|baby|born|bachelor|certified|chair|chief|citizen\w*|defended|degree|diploma|director|doctor\w*|"
    r"editor|elected|engaged|engagement|exhibition|founded|founder|graduat\w+|head of|hired|joined|launch\w*|lead|"
    r"licen[cs]e\w*|marathon|master|medal|name ?day|opened|opening|opens|partner|passed the|phd|president|"
    r"prize|professor|promot\w+|published|release\w*|tenure\w*|thesis|won|"
    r"new (?:book|company|flat|home|house|job|office|position|post|practice|restaurant|role|school|shop|studio))\b"
)
_YEARLY = re.compile(r"\b(?:anniversary|birthday|jubilee|name ?day|wedding|marri\w+)\b")

OccasionKind = Literal["birthday", "anniversary", "job", "date"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What to congratulate on, and in how many days it is; fewer than none: it has been."""

    kind: OccasionKind
    what: str
    days: int
    evidence: Evidence


def occasion_of(
    snapshot: Snapshot, contact: Contact, today: date, news: Sequence[Congratulation] = ()
) -> Occasion | None:
    """The nearest occasion of the last three weeks and the next two: a birthday, a date of their life, a new job.

    A date counts where its words are glad; one that is no anniversary, in its own year alone. `news` are the new jobs
    that the vault's history knows of.
    """
    found = [*_birthdays(contact, today), *_dates(contact, today)]
    found += [
        Occasion("job", one.new, (one.date - today).days, Evidence(one.new, one.path, one.line))
        for one in news
        if one.id == contact.id and today - BEHIND <= one.date <= today and not is_hard(one.new)
    ]
    return min(found, key=lambda one: (abs(one.days), one.kind, one.what), default=None)


def _birthdays(contact: Contact, today: date) -> list[Occasion]:
    if contact.birthday is None:
        return []
    evidence = Evidence(f"birthday {contact.birthday}", contact.path, 1)
    days = occurrences(contact.birthday, today - BEHIND, today + AHEAD)
    return [Occasion("birthday", "birthday", (day - today).days, evidence) for day, _ in days]


def _dates(contact: Contact, today: date) -> list[Occasion]:
    found = []
    for milestone in contact.dates:
        yearly = bool(_YEARLY.search(fold(milestone.what)))
        if is_hard(milestone.what) or not (yearly or _GLAD.search(fold(milestone.what))):
            continue
        for day, years in occurrences(milestone.date, today - BEHIND, today + AHEAD):
            if yearly or years == 0:
                found.append(_of_date(milestone, contact, (day - today).days, yearly and years != 0))
    return found


def _of_date(milestone: Milestone, contact: Contact, days: int, again: bool) -> Occasion:
    evidence = Evidence(f"{milestone.date} {milestone.what}", contact.path, milestone.line)
    return Occasion("anniversary" if again else "date", milestone.what, days, evidence)
