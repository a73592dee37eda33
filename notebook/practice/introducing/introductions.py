"""Introductions: who should meet whom and why, and how far each is by the lines of the notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from ...records import AnyRecord, Contact, Interaction
from ...snapshot import Snapshot, happened
from ...text.typed import typed_command
from ..common_ground import common_ground, organization_key
from ..evidence import Evidence
from .acquaintance import Acquaintance, Known, contact_of, day_of, introduced_in
from .introduction_lines import Line, State, last_try, lines_of_pairs, steps_of
from .matches import Match, Pair, pair_of, rare_interests, why
from .sought import Sought

__all__ = ["Introduction", "State", "acquainted", "between", "introductions", "underway"]

_GROUNDS = 2  # said of two people who are no match
MOST = 1000  # ideas, of everybody
_LATE_DAYS = 183  # whose talks are looked at, though nothing is open in them
_FRESH_DAYS = 90  # that an introduction is listed for what came of it, where no line asks


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two contacts, why they should meet (the user's own words, each with its place), and how far it is.

    Of two with no reason on their cards, `why` is what they share, else the first line about them, else empty.
    `one` seeks what `other` offers, where one of them does. `state` is "idea" where nothing is written yet; `lines` are
    the task lines about it, `since` the day of the note with the first of them, `outcome` what is written of it.
    """

    one: str
    other: str
    why: tuple[Evidence, ...]
    state: State
    next_step: str
    since: date | None
    lines: tuple[Line, ...] = ()
    outcome: str | None = None


def introductions(
    snapshot: Snapshot, today: date, *, people: Collection[str] | None = None, limit: int | None = None
) -> list[Introduction]:
    """Pairs who should meet and of whom nothing is written: one seeks what the other offers, or few share an interest.

    Those that help both come first, then by how much of what is sought is offered, then by how rare the interest is.
    With `people`, only pairs with one of them. With a `limit`, what was introduced already is looked up in the talks
    of those who would be named, else in every talk.
    """
    search = _Search(snapshot, today, everywhere=limit is None)
    found: list[Introduction] = []
    most = MOST if limit is None and people is None else limit
    for pair, reasons in search.ideas(people):
        if len(found) == most:
            break
        if not search.introduced(pair_of(*pair)) and not search.lines_of(pair_of(*pair)):
            found.append(Introduction(*pair, reasons, "idea", _next("idea", *pair, search.name), None))
    return found


def underway(snapshot: Snapshot, today: date) -> list[Introduction]:
    """The introductions that something is written of by today and that are not done, the nearest to done first.

    Looked at are the cards, the notes with anything open, and the talks of the last half year. One that was made is
    among them as long as a line asks what came of it, or for some weeks where none does.
    """
    search = _Search(snapshot, today)
    order = ("agreed", "asking", "proposed", "introduced")
    pairs = [pair for pair in dict.fromkeys((*search.pairs, *search.introduced_lately)) if search.in_practice(pair)]
    found = [search.written(*pair, until=today) for pair in pairs]
    found = [one for one in found if one.state in order and (one.state != "introduced" or _asks_still(one, today))]
    return sorted(found, key=lambda one: (order.index(one.state), one.since or date.max, one.one, one.other))


def between(snapshot: Snapshot, one: str, other: str, today: date) -> Introduction:
    """Why these two contacts (ids) should meet, else what they share, and how far it is."""
    return _Search(snapshot, today, everywhere=True).written(one, other)


def acquainted(snapshot: Snapshot, one: str, other: str, today: date) -> Evidence | None:
    """Where the notes say that the two know each other; None where they do not."""
    acquaintance = Acquaintance(snapshot, today)
    return acquaintance.of(one).get(other) or acquaintance.of(other).get(one)


class _Search:
    """Looks through one vault for pairs; `everywhere` looks at every talk, not those of the two and open ones alone."""

    def __init__(self, snapshot: Snapshot, today: date, *, everywhere: bool = False) -> None:
        self._snapshot = snapshot
        self._today = today
        self._everywhere = everywhere
        self._mine = snapshot.owner.id if snapshot.owner else None
        self._rows_of: dict[str, frozenset[int]] = {}

    def name(self, person: str) -> str:
        """The contact's name."""
        return self._snapshot.by_id[person].name

    # What is written

    @cached_property
    def pairs(self) -> dict[Pair, tuple[Line, ...]]:
        """The lines about each pair, by the cards, the notes with anything open and the talks of late; or by all."""
        return lines_of_pairs(self._snapshot, self._notes)

    @cached_property
    def _notes(self) -> list[AnyRecord]:
        vault = self._snapshot
        late = self._today - timedelta(days=_LATE_DAYS)
        few: tuple[AnyRecord, ...] = () if self._everywhere else (*vault.open_notes, *vault.held(late, self._today))
        talks: Sequence[AnyRecord] = vault.interactions if self._everywhere else few
        notes = [*vault.contacts, *vault.events, *vault.organizations, *vault.projects, *talks]
        return list({record.path: record for record in notes}.values())

    def _talks_of(self, pair: Pair) -> tuple[AnyRecord, ...]:
        return (*self._snapshot.talks(pair[0]), *self._snapshot.talks(pair[1]))

    def lines_of(self, pair: Pair) -> tuple[Line, ...]:
        """The lines about the two, by place."""
        if self._everywhere:
            return self.pairs.get(pair, ())
        beside = lines_of_pairs(self._snapshot, self._talks_of(pair)).get(pair, ())
        places = {(one.path, one.line): one for one in (*self.pairs.get(pair, ()), *beside)}
        return tuple(places[place] for place in sorted(places))

    @property
    def introduced_lately(self) -> Iterable[Pair]:
        """Those of whom a talk says that they were introduced in it."""
        return self._introduced

    @cached_property
    def _introduced(self) -> dict[Pair, Interaction]:
        return self._introductions_in(self._notes)

    def introduced(self, pair: Pair) -> Interaction | None:
        """The talk in which the two were introduced; None where there is none."""
        if self._everywhere:
            return self._introduced.get(pair)
        return self._introduced.get(pair) or self._introductions_in(self._talks_of(pair)).get(pair)

    def _introductions_in(self, records: Iterable[AnyRecord]) -> dict[Pair, Interaction]:
        found = {}
        for record in records:
            if isinstance(record, Interaction) and len(record.introduced) > 1 and happened(record, self._today):
                people = sorted(introduced_in(self._snapshot, record))
                found.update(dict.fromkeys(combinations(people, 2), record))
        return found

    def written(self, one: str, other: str, until: date = date.max) -> Introduction:
        """How far it is with the two by the notes of that day, and why."""
        pair = pair_of(one, other)
        talk = self.introduced(pair)
        lines = tuple(line for line in self.lines_of(pair) if line.since is None or line.since <= until)
        steps = steps_of(pair, lines, talk is not None)
        found = self._match(pair)
        first, second = (found[0].one, found[0].other) if found else (one, other)
        if found:
            reasons = why(found)
        elif talk:
            reasons = (Evidence(f"introduced on {day_of(talk)}", talk.path, talk.introduced[0].line),)
        else:
            reasons = self._shared(one, other)
        reasons = reasons or tuple(Evidence(line.text, line.path, line.line) for line in lines[:1])
        days = [line.since for line in last_try(lines) if line.since]
        days += [line.done for line in lines if line.done and line.step == "introduce"]
        days += [talk.date.earliest] if talk and talk.date and talk.date.earliest else []
        since = max(days, default=None) if steps.state == "introduced" else min(days, default=None)
        to_ask = [person for person in (first, second) if person in steps.to_ask]
        asks = any(line.step == "outcome" for line in lines)
        step = _next(steps.state, first, second, self.name, to_ask, asks)
        return Introduction(first, second, reasons, steps.state, step, since, lines, steps.outcome)

    def _shared(self, one: str, other: str) -> tuple[Evidence, ...]:
        """What two share who are no match, without what is private."""
        grounds = common_ground(self._snapshot, (one, other), self._today, for_others=True)[:_GROUNDS]
        return tuple(
            Evidence(f"both: {ground.text}", ground.lines[0][1].path, ground.lines[0][1].line) for ground in grounds
        )

    def in_practice(self, pair: Pair) -> bool:
        """True where neither is archived."""
        return all(getattr(self._snapshot.by_id[one], "status", "") != "archived" for one in pair)

    # Ideas

    @cached_property
    def _people(self) -> list[Contact]:
        """Everybody but the owner."""
        return [contact for contact in self._snapshot.contacts if contact.id != self._mine]

    @cached_property
    def _sought(self) -> Sought:
        return Sought(self._people)

    def _match(self, pair: Pair) -> list[Match]:
        """Why the two should meet."""
        return self._sought.of(*pair) or rare_interests(self._snapshot.contacts, pair).get(pair, [])

    def ideas(self, people: Collection[str] | None) -> Iterator[tuple[Pair, tuple[Evidence, ...]]]:
        """The pairs that have a reason to meet and do not know each other, as `introductions` orders them."""
        active = {contact.id for contact in self._people if contact.status == "active"}
        sought = self._sought.pairs(active, self._apart, people)
        rare = rare_interests(self._snapshot.contacts, active)
        ordered = [
            *sorted(sought, key=lambda pair: (not sought[pair][0], -sought[pair][1], pair)),
            *sorted(rare, key=lambda pair: (-rare[pair][0].share, pair)),
        ]
        wanted = None if people is None else set(people)
        for pair in dict.fromkeys(ordered):
            if (wanted is None or not wanted.isdisjoint(pair)) and (pair in sought or self._apart(pair)):
                matches = self._sought.of(*pair) or rare[pair]
                yield (matches[0].one, matches[0].other), why(matches)

    def _apart(self, pair: Pair) -> bool:
        """True where no note says that the two know each other."""
        one, other = pair
        return (
            other not in self._known.get(one, {})
            and self._rows(one).isdisjoint(self._rows(other))
            and self._circles(one).isdisjoint(self._circles(other))
        )

    @cached_property
    def _known(self) -> Mapping[str, Known]:
        return Acquaintance(self._snapshot, self._today).by_cards

    def _rows(self, person: str) -> frozenset[int]:
        """The talks with the person, planned ones too."""
        found = self._rows_of.get(person)
        if found is None:
            found = self._rows_of[person] = frozenset(self._snapshot.overview.talks.get(person, ()))
        return found

    def _circles(self, person: str) -> set[str]:
        """The organizations and projects of the person, in which one knows the others."""
        contact = contact_of(self._snapshot, person)
        organizations = contact.organization if contact else ()
        return {organization_key(self._snapshot, one) for one in organizations} | self._projects.get(person, set())

    @cached_property
    def _projects(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for project in self._snapshot.projects:
            for person in self._snapshot.people(project):
                found[person].add(project.path)
        return found


def _asks_still(found: Introduction, today: date) -> bool:
    """True for an introduction of which a line asks what came of it, or that is fresh."""
    fresh = found.since is not None and (today - found.since).days <= _FRESH_DAYS
    return fresh or any(one.step == "outcome" for one in found.lines)


def _next(
    state: State, one: str, other: str, name: Callable[[str], str], to_ask: Sequence[str] = (), asks: bool = False
) -> str:
    """What to do next, in words or as a command; empty where it is done. `asks` is whether a line asks of it."""
    if state == "idea":
        return typed_command("introduce", one, other, option="--note")
    if state == "agreed":
        return f"introduce them: {typed_command('draft introduce', one, other)}"
    if state == "introduced":
        note = typed_command("introduce", one, other, option="--note")
        return "ask what came of it" if asks else f"ask what came of it: {note}"
    return "ask " + " and ".join(name(person) for person in to_ask) if to_ask else ""
