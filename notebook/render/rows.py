"""One line a record: what a list shows of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..practice.follow_up.cadence import Standing
from ..practice.promises import summary_words
from ..practice.words import ago_words
from ..records import KINDS, AnyRecord, Contact, Event, Interaction, Kind, Organization, PartialDate, Project, Reference
from ..snapshot import Snapshot
from ..text.folding import fold
from .shapes import Shapes, last_channel
from .tables import Cell, Span, table

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# Of a list of one kind: the column that gives way where the width is short, the columns it needs lest it goes below
# the others, and those that are kept whole.
_LAYOUT: dict[Kind, tuple[int, int, tuple[int, ...]]] = {
    "contact": (1, 20, (3,)),
    "interaction": (3, 40, (0, 2)),
    "event": (3, 16, (1, 4)),
    "organization": (3, 30, ()),
    "project": (2, 30, (1,)),
}
_ABOUT_NEEDS = 40
_TAGS_FROM = 120  # columns; on a narrower terminal the names and places need the room
_NAMED = 2  # people; of more, the others are a number


def record_table(
    records: Sequence[AnyRecord], shapes: Shapes, snapshot: Snapshot, today: date, width: int
) -> list[str]:
    """The lines of a list; where there is more than one kind in it, each says which."""
    rows = _Rows(shapes, snapshot, today)
    kinds = {record.kind for record in records}
    if len(kinds) != 1:
        return table([rows.mixed(record) for record in records], width, needs=_ABOUT_NEEDS, keeps=(1,))
    cells: list[list[Cell]] = [rows.alone(record) for record in records]
    if width >= _TAGS_FROM:
        cells = [[*row, Span(", ".join(record.tags), "dim")] for row, record in zip(cells, records, strict=True)]
    gives, needs, keeps = _LAYOUT[kinds.pop()]
    return table(cells, width, gives=gives, needs=needs, keeps=keeps)


class _Rows:
    def __init__(self, shapes: Shapes, snapshot: Snapshot, today: date) -> None:
        self._shapes = shapes
        self._snapshot = snapshot
        self._today = today

    def alone(self, record: AnyRecord) -> list[Cell]:
        """The columns of a list of this kind alone."""
        name = Span(record.name, "bold")
        match record:
            case Contact():
                return [name, self._about(record), record.location or "", self._last(record)]
            case Interaction():
                when = Span(date_words(record.date, time=False), "dim")
                return [when, self._people(record), record.channel or "", first_words(self._snapshot, record)]
            case Event():
                when = Span(span_words(record.start, record.end, time=False), "dim")
                return [name, when, record.type or "", record.place or "", record.status or ""]
            case Organization():
                mine = f"you: {record.role}" if record.role else ""
                return [name, record.type or "", record.location or "", mine]
            case Project():
                people = names(self._snapshot, self._snapshot.people(record))
                return [name, record.status or "", Span(people, "dim")]

    def mixed(self, record: AnyRecord) -> list[Cell]:
        """The columns of a list of several kinds."""
        name = Span(record.name, "bold")
        match record:
            case Contact():
                about = dotted(self._about(record), record.location)
            case Interaction():
                name = self._people(record)
                about = dotted(date_words(record.date, time=False), record.channel, first_words(self._snapshot, record))
            case Event():
                about = dotted(span_words(record.start, record.end, time=False), record.type, record.place)
            case Organization():
                about = dotted(record.type, record.location)
            case Project():
                about = dotted(record.status)
        return [name, Span(record.kind, "dim"), about]

    def _people(self, record: Interaction) -> Span:
        return Span(few_names(self._snapshot, self._snapshot.people(record)) or record.name, "bold")

    def _about(self, record: Contact) -> str:
        return dotted(record.role, reference_names(self._snapshot, record.organization, "organization"))

    def _last(self, record: Contact) -> Span | str:
        if record is self._snapshot.owner:
            return Span("you", "dim")
        return last_words(self._shapes.standing(record), self._today)


def in_order(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Kind by kind: people, organizations and projects by name; interactions and events from the newest."""
    dated: dict[Kind, list[AnyRecord]] = {kind: [] for kind in KINDS}
    for record in records:
        dated[record.kind].append(record)
    ordered: list[AnyRecord] = []
    for kind, found in dated.items():
        if kind in ("interaction", "event"):
            ordered += sorted(found, key=lambda one: (_day(one), one.path), reverse=True)
        else:
            ordered += sorted(found, key=lambda one: (fold(one.name), one.path))
    return ordered


def _day(record: AnyRecord) -> str:
    if isinstance(record, Interaction):
        return str(record.date or "")
    return str(record.start or "") if isinstance(record, Event) else ""


def dotted(*parts: str | None) -> str:
    """The parts that say something, with a dot between them."""
    return " · ".join(part for part in parts if part)


def first_words(snapshot: Snapshot, record: AnyRecord) -> str:
    """What a note says first: its opening, else what was heard, else what it was about."""
    if record.summary:
        return summary_words(snapshot, record)
    if record.quotes:
        return f"“{record.quotes[0].text}”"
    return ", ".join(topic.text for topic in record.topics) if isinstance(record, Interaction) else ""


def names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    """The names of these records, with commas."""
    return ", ".join(name_of(snapshot, found) for found in ids)


def few_names(snapshot: Snapshot, ids: Sequence[str]) -> str:
    """The names of the first two, and how many more there are."""
    more = f" +{len(ids) - _NAMED}" if len(ids) > _NAMED else ""
    return names(snapshot, ids[:_NAMED]) + more


def name_of(snapshot: Snapshot, record_id: str) -> str:
    """The name of a record, or what was written where there is none."""
    record = snapshot.by_id.get(record_id)
    return record.name if record else record_id


def reference_names(snapshot: Snapshot, references: Iterable[Reference], *kinds: Kind) -> str:
    """The names of what is referred to, as written where that is nothing of the vault."""
    return ", ".join(reference_name(snapshot, reference, *kinds) for reference in references)


def reference_name(snapshot: Snapshot, reference: Reference, *kinds: Kind) -> str:
    """The name of what a reference means, as written where it means nothing of the vault."""
    found = snapshot.resolve(reference.text, *kinds)
    return found[0].name if len(found) == 1 else reference.text


def last_words(stands: Standing, today: date) -> str:
    """When the last contact was and how it was held."""
    if stands.last_contact is None:
        return "never"
    return dotted(ago_words(stands.last_contact, today), last_channel(stands))


def date_words(day: PartialDate | None, *, time: bool = True, weekday: bool = True) -> str:
    """`Fri 20 Nov 2026`, and as much of it as is known; `20 Nov` without a year."""
    if day is None:
        return ""
    known = [str(day.day)] if day.day else []
    known += [_MONTHS[day.month - 1]] if day.month else []
    known += [str(day.year)] if day.year else []
    if day.whole and weekday:
        known.insert(0, _WEEKDAYS[day.whole.weekday()])
    return " ".join(known) + (f", {day.time[:5]}" if day.time and time else "") + ("?" if day.uncertain else "")


def span_words(start: PartialDate | None, end: PartialDate | None, *, time: bool = True) -> str:
    """The first and the last day of something: `Thu 12 – Fri 13 Nov 2026`."""
    if start is None or end is None or end == start:
        return date_words(start or end, time=time)
    first, last = start.whole, end.whole
    if first is None or last is None:
        return f"{date_words(start, time=time)} – {date_words(end, time=time)}"
    begins = f"{_WEEKDAYS[first.weekday()]} {first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begins += f" {_MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{begins} – {_WEEKDAYS[last.weekday()]} {last.day} {_MONTHS[last.month - 1]} {last.year}"
