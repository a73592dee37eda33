"""What a question about the whole vault has to know of every record, so that it looks at few of them.

All of it follows from the files alone, so it can be kept beside the records it was made from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from .records import KINDS, AnyRecord, Event, Interaction, Reference, Value
from .text.folding import fold

LETTERS = {kind: kind[0] for kind in KINDS}
# An id of these characters alone is its own folded form.
_FOLDED = re.compile(r"[a-z0-9._-]*")
_UNFOLDED = re.compile(r"[^a-z0-9._\0-]")
_SOUGHT = 10  # ids that are sought one by one among all of them, which takes a millisecond each where there are many

T = TypeVar("T")
Values = TypeVar("Values", bound=MutableSequence[Any])
Rows = Mapping[int, AnyRecord]


class Overview(Value, frozen=True):
    """Facts by row, a row being a place in the snapshot's records.

    `kinds` has the first letter of each record's kind; `ids` has their ids, each after a NUL; `days` the day of each
    interaction that counts as contact, as the number 20261118, of each that is planned as -20261118, and 0 for all
    else; `talks` the interactions with each
    contact, oldest first; `open` the records with an open promise or thread; `at_events` the interactions at an event;
    `linking` the records with a link in the body; `twins` those with the id of an earlier one; `places` how many
    interactions have each place, as it is written.
    """

    kinds: str
    ids: str
    days: list[int]
    talks: dict[str, list[int]]
    open: list[int]
    at_events: list[int]
    linking: list[int]
    twins: list[int]
    places: dict[str, int]

    @property
    def talk_rows(self) -> dict[str, int]:
        """The row of each interaction by its id; of two with one id the first."""
        ids = self.ids.split("\0")[1:]
        rows = [match.start() for match in re.finditer("i", self.kinds)]
        return {ids[row]: row for row in reversed(rows)}


def kinds_of(records: Sequence[AnyRecord]) -> str:
    """The first letter of each record's kind."""
    return "".join(LETTERS[record.kind] for record in records)


def overview_of(
    records: Sequence[AnyRecord],
    contacts: Iterable[str],
    contact_id: Callable[[Reference], str | None],
    mine: str | None,
) -> Overview:
    """The overview of these records; `contacts` are the contacts' ids, `mine` the owner's."""
    nothing = Overview("", "", [], {contact: [] for contact in contacts if contact != mine}, [], [], [], [], {})
    everything = dict(enumerate(records))
    overview = followed(nothing, Turnover(0, {}, everything))
    add_talks(overview, everything, records, contact_id)
    return overview


class Turnover:
    """Some records went (by the rows they had), some came (by the rows they have); all others stay, in their order.

    A record that changed is among both. `count` is how many there were.
    """

    def __init__(self, count: int, gone: Rows, fresh: Rows) -> None:
        self.gone = gone
        self.fresh = fresh
        self._went = sorted(gone)
        self._came = sorted(fresh)
        self.keeps_ids = {row: one.id for row, one in gone.items()} == {row: one.id for row, one in fresh.items()}
        self._moved: list[int] = []
        if self._went != self._came:
            self._first = min([*self._went[:1], *self._came[:1]])  # that moves
            self._moved = list(range(count - len(gone) + len(fresh)))
            spliced(self._moved, self._came, [(row, -1) for row in self._went])

    def column(self, values: Iterable[T], value: Callable[[AnyRecord], T]) -> list[T]:
        """A value of each record, where it was `values` before."""
        return spliced(list(values), self._went, [(row, value(self.fresh[row])) for row in self._came])

    def kept(self, rows: list[int]) -> list[int]:
        """The rows that these records have now, without those that went."""
        if not self.gone.keys().isdisjoint(rows):
            rows = [row for row in rows if row not in self.gone]
        return [self._moved[row] for row in rows] if self._moved and rows and max(rows) >= self._first else rows

    def rows(self, rows: list[int], fits: Callable[[AnyRecord], object]) -> list[int]:
        """The rows of the records that fit, in order, where they were these before."""
        return sorted([*self.kept(rows), *(row for row in self._came if fits(self.fresh[row]))])


def spliced(values: Values, gone: Sequence[int], fresh: Iterable[tuple[int, Any]]) -> Values:
    """The values, changed in place: some taken out by the places they had, others put in by those they have now."""
    for place in reversed(gone):
        del values[place]
    for place, value in fresh:
        values.insert(place, value)
    return values


def followed(old: Overview, turn: Turnover) -> Overview:
    """The overview after a turnover, but for the talks that came, which `add_talks` puts in."""
    ids, twins = (old.ids, old.twins) if turn.keeps_ids else _ids_after(old, turn)
    return Overview(
        "".join(turn.column(old.kinds, lambda record: LETTERS[record.kind])),
        ids,
        turn.column(old.days, _day),
        {contact: turn.kept(rows) for contact, rows in old.talks.items()},
        turn.rows(old.open, lambda record: any(task.mark in " ?" for task in record.tasks)),
        turn.rows(old.at_events, lambda record: isinstance(record, Interaction) and record.event),
        turn.rows(old.linking, lambda record: record.references),
        twins,
        _places(old.places, turn),
    )


def add_talks(
    overview: Overview, fresh: Rows, records: Sequence[AnyRecord], contact_id: Callable[[Reference], str | None]
) -> None:
    """Puts those of the fresh records that are interactions into `talks`; `records` are all there are."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, record in fresh.items():
        if isinstance(record, Interaction):
            for person in {contact_id(reference) for reference in record.with_}:
                if person in overview.talks:
                    found[person].append(row)
    for person, rows in found.items():
        overview.talks[person] = sorted([*overview.talks[person], *rows], key=lambda row: (when(records[row]), row))


def _ids_after(old: Overview, turn: Turnover) -> tuple[str, list[int]]:
    """`ids` and `twins`."""
    ids = turn.column(old.ids.split("\0")[1:], lambda record: record.id)
    text = "".join([f"\0{one}" for one in ids])
    folded = not _UNFOLDED.search(text)
    if folded and not old.twins and len(turn.fresh) <= _SOUGHT:
        new = [f"\0{record.id}\0" for record in turn.fresh.values()]
        whole = f"{text}\0"
        if all(whole.find(one, whole.index(one) + 1) < 0 for one in new):
            return text, []
    return text, _twins(ids if folded else [one if _FOLDED.fullmatch(one) else fold(one) for one in ids])


def _twins(ids: Sequence[str]) -> list[int]:
    """The rows with the id of an earlier row."""
    if len(set(ids)) == len(ids):
        return []
    first: dict[str, int] = {}
    return [row for row, stem in enumerate(ids) if first.setdefault(stem, row) != row]


def _places(old: Mapping[str, int], turn: Turnover) -> dict[str, int]:
    counts = Counter(old)
    counts.update(_places_in(turn.fresh))
    counts.subtract(_places_in(turn.gone))
    return {place: count for place, count in counts.items() if count}


def _places_in(rows: Rows) -> Iterator[str]:
    return (record.place for record in rows.values() if isinstance(record, Interaction) and record.place)


def when(record: AnyRecord) -> tuple[int, int, int, str]:
    """What interactions and events are ordered by; before all days where the date is unknown."""
    day = record.date if isinstance(record, Interaction) else record.start if isinstance(record, Event) else None
    if day is None or day.year is None:
        return 0, 0, 0, ""
    return day.year, day.month or 1, day.day or 1, day.time or ""


def happened(interaction: Interaction, today: date) -> bool:
    """True for an interaction that was held by `today`: dated, not in the future, neither planned nor cancelled."""
    return 0 < _day(interaction) <= day_number(today)


def day_number(day: date) -> int:
    """The day as a number: 20261118."""
    return (day.year * 100 + day.month) * 100 + day.day


def _day(record: AnyRecord) -> int:
    """The day of an interaction as a number, negative for a plan; 0 for all else, and without a day or cancelled."""
    if not isinstance(record, Interaction) or record.status == "cancelled":
        return 0
    year, month, day, _ = when(record)
    number = (year * 100 + month) * 100 + day
    return -number if record.status == "planned" else number


class Talks:
    """What passed between the owner and people, as a snapshot says it; few of all interactions are looked at."""

    records: Sequence[AnyRecord]

    @cached_property
    def overview(self) -> Overview:
        """What is worth knowing of all records at once."""
        raise NotImplementedError

    def _at(self, rows: Iterable[int]) -> tuple[AnyRecord, ...]:
        return tuple(self.records[row] for row in rows)

    def _talks_at(self, rows: Iterable[int]) -> tuple[Interaction, ...]:
        return cast("tuple[Interaction, ...]", self._at(rows))  # the overview has only interactions in these rows

    def talks(self, contact_id: str) -> tuple[Interaction, ...]:
        """The person's interactions, newest first, also those that are planned or cancelled."""
        return self._talks_at(reversed(self.overview.talks.get(contact_id, ())))

    def last_talk(self, contact_id: str, today: date) -> Interaction | None:
        """The latest interaction with the person that has happened by `today`."""
        days, limit = self.overview.days, day_number(today)
        row = next((row for row in reversed(self.overview.talks.get(contact_id, ())) if 0 < days[row] <= limit), None)
        return None if row is None else self._talks_at((row,))[0]

    def held(self, since: date, until: date) -> tuple[Interaction, ...]:
        """The interactions of these days, both included, in the order of their paths; none planned or cancelled."""
        first, last = day_number(since), day_number(until)
        return self._talks_at(row for row, day in enumerate(self.overview.days) if first <= day <= last)

    def ahead(self, today: date, until: date, *, now: date | None = None) -> tuple[Interaction, ...]:
        """The interactions to come until that day, in the order of their paths: after `today`, or planned from it on.

        `now` is given where `today` is past: what was held since then without being planned was not known to come.
        """
        first, last, known = day_number(today), day_number(until), day_number(max(today, now or today))
        # Nearly all rows were held before, and need no more than one look.
        rows = [(row, day) for row, day in enumerate(self.overview.days) if not 0 <= day <= known]
        return self._talks_at(row for row, day in rows if known < day <= last or first <= -day <= last)

    def planned(self, since: date, until: date) -> tuple[Interaction, ...]:
        """The interactions of these days, both included, whose note still says that they are planned, in that order."""
        first, last = -day_number(until), -day_number(since)
        return self._talks_at(row for row, day in enumerate(self.overview.days) if first <= day <= last)

    @cached_property
    def at_events(self) -> tuple[Interaction, ...]:
        """The interactions that happened at an event."""
        return self._talks_at(self.overview.at_events)

    @cached_property
    def open_notes(self) -> tuple[AnyRecord, ...]:
        """The records with an open promise or thread."""
        return self._at(self.overview.open)


class RecordsById(Mapping[str, AnyRecord]):
    """Records by id; those of interactions are looked at only for an id that is no other's."""

    def __init__(
        self, lasting: Mapping[str, AnyRecord], talk_rows: Callable[[], Mapping[str, int]], records: Sequence[AnyRecord]
    ) -> None:
        self._lasting = lasting
        self._talk_rows = talk_rows
        self._records = records

    def __getitem__(self, stem: str) -> AnyRecord:
        """The record with exactly this id."""
        found = self._lasting.get(stem)
        return self._records[self._talk_rows()[stem]] if found is None else found

    def __iter__(self) -> Iterator[str]:
        """Every id."""
        yield from self._lasting
        yield from (stem for stem in self._talk_rows() if stem not in self._lasting)

    def __len__(self) -> int:
        """The number of ids."""
        return sum(1 for _ in self)
