"""What a question about the whole vault has to know of every record, so that it looks at few of them.

All of it follows from the files alone, so it can be kept beside the records it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from .records import KINDS, AnyRecord, Event, Interaction, Reference, Value

LETTERS = {kind: kind[0] for kind in KINDS}


class Overview(Value, frozen=True):
    """Facts by row, a row being a place in the snapshot's records.

    `kinds` has the first letter of each record's kind; `talk_ids` the ids of the interactions, each after a NUL;
    `days` the day of each interaction that counts as contact, as the number 20261118, and 0 for all else; `talks` the
    interactions with each contact, oldest first; `open` the records with an open promise or thread; `at_events` the
    interactions at an event; `linking` the records with a link in the body.
    """

    kinds: str
    talk_ids: str
    days: list[int]
    talks: dict[str, list[int]]
    open: list[int]
    at_events: list[int]
    linking: list[int]


def kinds_of(records: Sequence[AnyRecord]) -> str:
    """The first letter of each record's kind."""
    return "".join(LETTERS[record.kind] for record in records)


def overview_of(
    records: Sequence[AnyRecord],
    contacts: Sequence[str],
    contact_id: Callable[[Reference], str | None],
    mine: str | None,
) -> Overview:
    """The overview of these records; `contacts` are the contacts' ids, `mine` the owner's."""
    talks: dict[str, list[int]] = {contact: [] for contact in contacts if contact != mine}
    days, open_rows, at_events, linking, talk_ids = [], [], [], [], []
    for row, record in enumerate(records):
        day = 0
        if isinstance(record, Interaction):
            day = _day(record)
            talk_ids.append(record.id)
            people = {contact_id(reference) for reference in record.with_}
            for person in people:
                if person in talks:
                    talks[person].append(row)
            if record.event:
                at_events.append(row)
        days.append(day)
        if any(task.mark in " ?" for task in record.tasks):
            open_rows.append(row)
        if record.references:
            linking.append(row)
    for rows in talks.values():
        rows.sort(key=lambda row: when(records[row]))
    return Overview(
        kinds_of(records), "".join(f"\0{one}" for one in talk_ids), days, talks, open_rows, at_events, linking
    )


def when(record: AnyRecord) -> tuple[int, int, int, str]:
    """What interactions and events are ordered by; before all days where the date is unknown."""
    day = record.date if isinstance(record, Interaction) else record.start if isinstance(record, Event) else None
    if day is None or day.year is None:
        return 0, 0, 0, ""
    return day.year, day.month or 1, day.day or 1, day.time or ""


def happened(interaction: Interaction, today: date) -> bool:
    """True for an interaction that was held by `today`: dated, not in the future, not cancelled."""
    return 0 < _day(interaction) <= day_number(today)


def day_number(day: date) -> int:
    """The day as a number: 20261118."""
    return (day.year * 100 + day.month) * 100 + day.day


def _day(talk: Interaction) -> int:
    """The day as a number, 0 for a talk that has none or was cancelled."""
    if talk.status == "cancelled":
        return 0
    year, month, day, _ = when(talk)
    return (year * 100 + month) * 100 + day


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
