"""Who presses: the order in which people are named to be in touch with, on any day.

What has a date of its own comes first, the nearest day before others: your promises that are due within a week or were
within the last four, birthdays and other dates within the week, news to congratulate on; for dates alone, half of the
names at most. Then come those whose time it is, by the share of it that has passed: of their cadence, or without one of
the longest gap that is usual with them (see `drift`); so a weekly contact one week over comes before a yearly one three
weeks over. Then what has a date further off, and promises without one. Last, a few a week, those with whom there is no
hurry: never spoken to, or silent for so long that one week more says nothing. Which of them are named moves on from
week to week. But of those who fell silent within the year though there were talks often enough, the one with the
mildest silence has a place in every week, before those whose time only comes this week.

Talks that are planned move nobody. So the list can be made as it stood on a day that is past, and `backtest` does so.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ...records import Contact
from ...snapshot import Snapshot
from .cadence import Rules, cadence_of
from .drift import Pace, Paces

NAMES = 10  # people named in a week
PORTION = 3  # of them, those with whom there is no hurry, where there is room
KEPT = 2  # places kept for them where there is none
DRIFTED = 1  # of these, for somebody who fell silent
WEEK = 7  # days, within which a time is this week's
_DATES = NAMES // 2  # people named for a date alone; with thousands in the notebook, every day is somebody's birthday
_STALE = 28  # days, after which a promise that is late does not press by its date any more
_QUIET_CADENCES = 3.0  # after so many cadences of silence, a week more says nothing
_QUIET_GAPS = 2.0  # after so many of the longest gaps that are usual
_IN_TOUCH = 366  # days since the last contact, after which a date of theirs waits behind those whose time it is
_JUST_MET = 60  # days, within which a meeting waits for its first talk
_BY_PROMISE, _BY_DATE = 0.0, 1.0
_DATED, _TIME, _FURTHER, _NO_HURRY, _NO_WORD = range(5)
_OVERDUE = (_TIME, -1.0, 0.0, "")  # those before it have had more than their time
_GOLDEN = 0.618033988749895  # its multiples spread over the circle evenly (Weyl; Knuth, TAOCP 3, 6.4)

_Turn = tuple[int, float, float, str]


@dataclass(frozen=True, slots=True)
class Pressed:
    """The contacts named this week, the most pressing first; all others with a reason, in order; and how many of those
    were never spoken to."""

    named: tuple[Contact, ...]
    others: tuple[Contact, ...]
    never: int


class _Row(NamedTuple):
    """A contact with what the order goes by: days with a talk, the cadence, whether they are to rest for good, the days
    of the first meeting, of `last_contact:` and of the end of a rest (0 where there is none)."""

    contact: Contact
    days: list[int]
    cadence: int | None
    rests: bool
    met: int
    floor: int
    rested: int

    def last(self, until: int) -> tuple[int, int]:
        """The last day of contact up to that day, 0 for never, and how many days of talks there were by then."""
        count = bisect_right(self.days, until)
        last = self.days[count - 1] if count else 0
        return (self.floor if last < self.floor <= until else last), count


class Pressing:
    """Makes the list of one day after another; a day is a number here, as `date.toordinal` gives it.

    `people` are the paths of those it is about, everybody where it is None. Without `resting`, who is snoozed today is
    taken as if they were not: on a day that is past they may not have been.
    """

    def __init__(
        self, snapshot: Snapshot, today: date, rules: Rules, *, people: Collection[str] | None = None,
        resting: bool = True,
    ) -> None:  # fmt: skip
        self.paces = Paces(snapshot)
        mine = snapshot.owner.id if snapshot.owner else None
        self.contacts = tuple(
            contact
            for contact in snapshot.contacts
            if contact.status == "active" and contact.id != mine and (people is None or contact.path in people)
            if not (resting and _snoozed(contact, today))
        )
        self._rows = {contact.path: self._row(contact, rules, resting) for contact in self.contacts}

    def _row(self, contact: Contact, rules: Rules, resting: bool) -> _Row:
        met = contact.met.date.earliest if contact.met and contact.met.date else None
        floor = contact.last_contact.earliest if contact.last_contact else None
        rested = contact.snooze.earliest if contact.snooze else None
        return _Row(
            contact,
            self.paces.days(contact.id),
            cadence_of(contact, rules)[0],
            contact.cadence is not None and contact.cadence.days is None,
            met.toordinal() if met else 0,
            floor.toordinal() if floor else 0,
            rested.toordinal() if rested and resting else 0,
        )

    def known(self, day: int) -> dict[str, int]:
        """Those who were in the notebook before a day, as far as it says so, and the day of the last contact by then.

        That is the day of the meeting where there was no contact yet.
        """
        found = {}
        for row in self._rows.values():
            since = row.last(day - 1)[0] or (row.met if row.met < day else 0)
            if since:
                found[row.contact.id] = since
        return found

    def met(self, since: int, until: int) -> set[str]:
        """Those there was a talk with within both days."""
        found = set()
        for row in self._rows.values():
            at = bisect_left(row.days, since)
            if at < len(row.days) and row.days[at] <= until:
                found.add(row.contact.id)
        return found

    def on(
        self,
        day: int,
        promised: Mapping[str, int],
        dated: Mapping[str, int],
        *,
        known: Collection[str] | None = None,
    ) -> Pressed:
        """The list of a day; with `known`, as it stood that morning, with these alone.

        `promised` and `dated` have, for a contact's id, the days until the nearest promise or date, negative once it
        is over.
        """
        first: list[tuple[_Turn, Contact]] = []
        silent: list[tuple[_Turn, Contact]] = []
        waiting: list[tuple[_Turn, Contact]] = []
        never = set()
        turn = (day - 1) // WEEK * _GOLDEN  # day 1 of all was a Monday
        for row in self._rows.values():
            contact = row.contact
            if known is not None and contact.id not in known:
                continue
            last, count = row.last(day if known is None else day - 1)
            order = self._order(row, day, last, count, promised.get(contact.id), dated.get(contact.id))
            if order is None:
                continue
            if not last:
                never.add(contact.path)
            if order[0] < _NO_HURRY:
                first.append((order, contact))
            elif order[1]:
                silent.append((order, contact))
            else:
                waiting.append(((order[0], (_place(contact.id) - turn) % 1.0, 0.0, contact.path), contact))
        silent.sort(key=_turn)
        for (tier, _, _, path), contact in silent[DRIFTED:]:
            waiting.append(((tier, (_place(contact.id) - turn) % 1.0, 0.0, path), contact))
        return self._joined(first, silent[:DRIFTED], waiting, never)

    def _order(
        self, row: _Row, day: int, last: int, count: int, promised: int | None, dated: int | None
    ) -> _Turn | None:
        """What a contact is ordered by; None for one who has no reason to be named. The first number is the tier."""
        path = row.contact.path
        share, quiet = self._share(row, day, last, count)
        near = []
        if promised is not None and -_STALE <= promised <= WEEK:
            near.append((abs(promised), _BY_PROMISE))
        if dated is not None and dated <= WEEK and (share or (last and day - last <= _IN_TOUCH)):
            near.append((abs(dated), _BY_DATE))
        if near:
            return _DATED, *min(near), path
        if share and not quiet and last:
            return _TIME, -share, 0.0, path
        if promised is not None or dated is not None:
            return _FURTHER, min(abs(days) for days in (promised, dated) if days is not None), 0.0, path
        if share:
            return _NO_HURRY, self._drifted(row, day - last, count), 0.0, path
        if last or row.rests:
            return None
        is_met = 0 < row.met <= day
        if row.cadence is not None:  # it counts from the meeting, where that is known
            return None if is_met else (_NO_HURRY, 0.0, 0.0, path)
        return (_NO_HURRY if is_met and day - row.met <= _JUST_MET else _NO_WORD), 0.0, 0.0, path

    def _share(self, row: _Row, day: int, last: int, count: int) -> tuple[float, bool]:
        """The share of their time that has passed, 0 where it is not this week's; and whether that is long ago."""
        since = last or (row.met if row.met <= day else 0)
        if not since or row.rests:
            return 0.0, False
        silent = day - since
        cadence, pace = row.cadence, self.paces.pace(row.contact.id, count)
        share, quiet = 0.0, True
        if cadence is not None:
            waited = min(silent, day - row.rested + cadence)  # after a rest it is their time at once
            if waited + WEEK >= cadence:
                share, quiet = waited / cadence, waited > _QUIET_CADENCES * cadence
        if pace is not None and (silent > pace.longest if cadence is not None else silent + WEEK >= pace.usual):
            share = max(share, silent / pace.longest)
            quiet = quiet and silent > _QUIET_GAPS * pace.longest
        return share, quiet

    def _drifted(self, row: _Row, silent: int, count: int) -> float:
        """How many times the longest usual gap they have been silent; 0 where it is shorter, or more than a year."""
        pace = self.paces.pace(row.contact.id, count) if silent <= _IN_TOUCH else None
        return silent / pace.longest if pace and silent > pace.longest else 0.0

    def usual(self, contact: Contact, day: int) -> Pace | None:
        """The pace of somebody without a cadence, where by it their time is this week's; None otherwise."""
        row = self._rows[contact.path]
        if row.cadence is not None or row.rests:
            return None
        last, count = row.last(day)
        pace = self.paces.pace(contact.id, count)
        return pace if pace and day - last + WEEK >= pace.usual else None

    def _joined(
        self, first: list[tuple[_Turn, Contact]], silent: list[tuple[_Turn, Contact]],
        waiting: list[tuple[_Turn, Contact]], never: Collection[str],
    ) -> Pressed:  # fmt: skip
        """All as one list: who fell silent, and a few of those who wait, have a place in every week."""
        dates = sorted((pair for pair in first if pair[0][0] == _DATED and pair[0][2] == _BY_DATE), key=_turn)
        many = {turn[-1] for turn, _ in dates[_DATES:]}
        first = [((_FURTHER, *turn[1:]) if turn[-1] in many else turn, contact) for turn, contact in first]
        first.sort(key=_turn)
        ordered = [contact for _, contact in first]
        turns = sorted(waiting, key=_turn)
        wanted = sum(turn[0] == _NO_HURRY for turn, _ in turns)
        few = min(PORTION, len(turns), max(min(wanted, KEPT - len(silent)), NAMES - len(ordered) - len(silent)))
        portion, later = [contact for _, contact in turns[:few]], [contact for _, contact in turns[few:]]
        at = NAMES - few
        before = min(sum(turn < _OVERDUE for turn, _ in first), at - len(silent))
        ordered[before:before] = [contact for _, contact in silent]
        others = (*ordered[at:], *later)
        return Pressed((*ordered[:at], *portion), others, sum(contact.path in never for contact in others))


def _turn(pair: tuple[_Turn, Contact]) -> _Turn:
    return pair[0]


def _snoozed(contact: Contact, today: date) -> bool:
    day = contact.snooze.earliest if contact.snooze else None
    return day is not None and day > today


@lru_cache(maxsize=65536)
def _place(contact_id: str) -> float:
    """Where somebody stands on a circle, by their id: the same on every day and on every machine."""
    return int.from_bytes(hashlib.blake2b(contact_id.encode(), digest_size=4).digest()) / 2**32
