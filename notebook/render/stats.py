"""Rhythm, channels, new and faded ties: as lines, as JSON and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..practice.new_and_faded import FadedTie, NewTie
from ..practice.rhythm import GROUPS, Acquaintance, By, Counts, Rhythm, Stretch
from ..practice.words import ago_words, every_words
from ..records import Contact, Interaction, PartialDate
from . import plots
from .charts import chart
from .formats import Part
from .rows import date_words, dotted
from .tables import Cell, Span, facts, table
from .terminal import clean, wrap

_NAMED = 9  # of places, channels, topics and ties in the lines; JSON has all of them
_TOPICS = 3  # beside a bar, and in the JSON of a stretch
_BAR, _BAR_NEEDS = 30, 62  # columns at the most, and what stands beside it
_SHORTEST = 8  # on a narrow terminal
_LONGEST = 3  # for one talk
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is to say of all talks, or of some; `vault` are the numbers of all records by kind."""

    rhythm: Rhythm
    new: Sequence[NewTie]
    faded: Sequence[FadedTie]
    vault: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PersonStats:
    """What there is to say of one person: the stretches asked for, and all that passed."""

    contact: Contact
    rhythm: Rhythm
    acquaintance: Acquaintance
    today: date


# As lines


def stats_lines(stats: Stats, width: int, plot: bool) -> list[str]:
    """The answer in a sentence, a bar or a column a stretch, and what the talks were like."""
    rhythm = stats.rhythm
    new = [f"{tie.contact.name} ({_day(tie.date)})" for tie in stats.new]
    faded = [f"{tie.contact.name} (was {every_words(tie.usual_days)}, last {_day(tie.date)})" for tie in stats.faded]
    return [
        *wrap(_sentence(rhythm), width),
        *_drawn(rhythm, width, plot),
        "",
        *facts(
            [
                *_facts(rhythm.counts),
                ("new ties", _few(new)),
                ("faded ties", _few(faded)),
                ("in the vault", " · ".join(_many(count, kind) for kind, count in stats.vault)),
            ],
            width,
        ),
    ]


def person_lines(stats: PersonStats, width: int, plot: bool) -> list[str]:
    """What passed with one person: the answer in a sentence, the days that matter, the stretches, and the years."""
    known, rhythm, today = stats.acquaintance, stats.rhythm, stats.today
    years = known.by_year
    if years is None:
        return []
    rows = [
        ("in person", _talk_words(known.last_in_person, today) or "never yet"),
        ("last talk", _talk_words(known.last, today)),
        ("first talk", _talk_words(known.first, today)),
        ("usually", every_words(known.usual_days) if known.usual_days else ""),
    ]
    drawn = _drawn(rhythm, width, plot) if rhythm.counts.talks else []
    if len(years.stretches) > 1:
        drawn += ["", *_bars(years, width), *([] if drawn else [_legend(years.counts)])]
    groups = dotted(*(f"{count:,} {group}" for group, count in _groups(years.counts)))
    said = f"{clean(stats.contact.name)}: {_many(years.counts.talks, 'talk')}, {groups}."
    return [*wrap(said, width), *facts(rows, width), *drawn, "", *facts(_facts(years.counts), width)]


def _sentence(rhythm: Rhythm) -> str:
    counts = rhythm.counts
    groups = ", ".join(f"{count:,} {group}" for group, count in _groups(counts))
    span = f"{_day(rhythm.since)} – {_day(rhythm.until)}"
    return f"{_many(counts.talks, 'talk')} with {_people(counts.people)}, {span}: {groups}."


def _drawn(rhythm: Rhythm, width: int, plot: bool) -> list[str]:
    if not plot:
        return ["", *_bars(rhythm, width), _legend(rhythm.counts)]
    shown = shown_stretches(rhythm, width)
    stacks = [stretch.counts.groups for stretch in shown]
    return ["", *plots.plot(stacks, _labels(shown, rhythm.by), width), _legend(rhythm.counts)]


def shown_stretches(rhythm: Rhythm, width: int) -> Sequence[Stretch]:
    """The last stretches, as many as have room in a plot."""
    most = max((stretch.counts.talks for stretch in rhythm.stretches), default=0)
    return rhythm.stretches[-plots.fitting(len(rhythm.stretches), width, most) :]


def _bars(rhythm: Rhythm, width: int) -> list[str]:
    most = max(stretch.counts.talks for stretch in rhythm.stretches)
    room = min(max(_SHORTEST, min(_BAR, width - _BAR_NEEDS)), _LONGEST * most)
    people = max(stretch.counts.people for stretch in rhythm.stretches) > 1
    rows: list[list[Cell]] = []
    for stretch in rhythm.stretches:
        counts = stretch.counts
        rows.append(
            [
                _label(stretch, rhythm.by),
                plots.bar(counts.groups, most, room),
                _many(counts.talks, "talk") if counts.talks else Span("none", "dim"),
                _people(counts.people) if counts.talks and people else "",
                Span(", ".join(topic for topic, _ in counts.topics[:_TOPICS]), "dim"),
            ]
        )
    return table(rows, width, keeps=(0, 1, 2, 3))


def _legend(counts: Counts) -> str:
    return plots.legend(GROUPS, counts.groups)


def _facts(counts: Counts) -> list[tuple[str, str]]:
    return [
        ("how", _numbered(counts.channels)),
        ("how far", _numbered(counts.depths)),
        ("often talked about", _numbered([pair for pair in counts.topics if pair[1] > 1])),
        ("places", _numbered(counts.places)),
    ]


def _numbered(pairs: Sequence[tuple[str, int]]) -> str:
    return _few([f"{text} {count:,}" for text, count in pairs])


def _few(texts: Sequence[str]) -> str:
    if len(texts) <= _NAMED + 1:
        return " · ".join(texts)
    return " · ".join([*texts[:_NAMED], f"{len(texts) - _NAMED:,} more"])


def _talk_words(talk: Interaction | None, today: date) -> str:
    day = talk.date.earliest if talk and talk.date else None
    if talk is None or day is None:
        return ""
    return dotted(date_words(talk.date, time=False), ago_words(day, today), talk.channel, talk.path)


def _groups(counts: Counts) -> list[tuple[str, int]]:
    return [(group, count) for group, count in zip(GROUPS, counts.groups, strict=True) if count]


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _day(day: date) -> str:
    return date_words(PartialDate(day.year, day.month, day.day), weekday=False)


def _label(stretch: Stretch, by: By) -> str:
    since = stretch.since
    if by == "week":
        return _day(since)
    return str(since.year) if by == "year" else f"{_MONTHS[since.month - 1]} {since.year}"


def _labels(stretches: Sequence[Stretch], by: By) -> list[tuple[str, str]]:
    """What stands under each column: the month, and the year under the first one of each."""
    found, month, year = [], 0, 0
    for stretch in stretches:
        last = stretch.until
        under = str(last.year) if last.year != year else ""
        words = _MONTHS[last.month - 1] if last.month != month or under else ""
        found.append((under, "") if by == "year" else (words, under))
        month, year = last.month, last.year
    return found


# As JSON


def stats_shape(stats: Stats) -> dict[str, Any]:
    """The JSON object of the whole vault or of some people."""
    return {
        **_rhythm_shape(stats.rhythm),
        "new": [_tie_shape(tie.contact, tie.first, tie.date) for tie in stats.new],
        "faded": [
            _tie_shape(tie.contact, tie.last, tie.date) | {"usual_days": tie.usual_days, "talks": tie.talks}
            for tie in stats.faded
        ],
        "vault": {f"{kind}s": count for kind, count in stats.vault},
    }


def person_shape(stats: PersonStats) -> dict[str, Any]:
    """The JSON object of one person."""
    contact, known = stats.contact, stats.acquaintance
    years = known.by_year
    return {
        "id": contact.id,
        "kind": contact.kind,
        "path": contact.path,
        "name": contact.name,
        "first_talk": _talk_shape(known.first),
        "last_talk": _talk_shape(known.last),
        "last_in_person": _talk_shape(known.last_in_person),
        "usual_days": known.usual_days,
        **_rhythm_shape(stats.rhythm),
        "years": [stretch_shape(stretch, "year") for stretch in years.stretches] if years else [],
    }


def _rhythm_shape(rhythm: Rhythm) -> dict[str, Any]:
    counts = rhythm.counts
    return {
        "since": str(rhythm.since),
        "until": str(rhythm.until),
        "by": rhythm.by,
        **_counts_shape(counts),
        "channels": _pairs("channel", counts.channels),
        "depths": _pairs("depth", counts.depths),
        "topics": _pairs("topic", counts.topics),
        "places": _pairs("place", counts.places),
        "periods": [stretch_shape(stretch, rhythm.by) for stretch in rhythm.stretches],
    }


def stretch_shape(stretch: Stretch, by: By) -> dict[str, Any]:
    """The JSON object of a week, month or year."""
    since, until = stretch.since, stretch.until
    year, week, _ = (since + (until - since) / 2).isocalendar()
    named = {"week": f"{year}-W{week:02d}", "month": f"{since:%Y-%m}", "year": str(since.year)}
    counts = stretch.counts
    return {
        "period": named[by],
        "since": str(since),
        "until": str(until),
        **_counts_shape(counts),
        "depths": _pairs("depth", counts.depths),
        "topics": [topic for topic, _ in counts.topics[:_TOPICS]],
    }


def _counts_shape(counts: Counts) -> dict[str, int]:
    groups = {group.replace(" ", "_"): count for group, count in zip(GROUPS, counts.groups, strict=True)}
    return {"talks": counts.talks, "people": counts.people, **groups}


def _pairs(key: str, pairs: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [Part(f"{text} {count}", **{key: text, "talks": count}) for text, count in pairs]


def _tie_shape(contact: Contact, talk: Interaction, day: date) -> dict[str, Any]:
    return {"id": contact.id, "name": contact.name, "date": str(day), "path": talk.path, "line": 1}


def _talk_shape(talk: Interaction | None) -> dict[str, Any] | None:
    if talk is None:
        return None
    return {"id": talk.id, "path": talk.path, "date": str(talk.date), "channel": talk.channel}


# As a drawing


def stats_svg(rhythm: Rhythm, who: str) -> str:
    """The stretches as columns."""
    columns = [(_said(stretch, rhythm.by), stretch.counts.groups) for stretch in rhythm.stretches]
    title = f"Talks by {rhythm.by}" + (f": {who}" if who else "")
    return chart(title, _sentence(rhythm), columns, _labels(rhythm.stretches, rhythm.by), GROUPS)


def _said(stretch: Stretch, by: By) -> str:
    groups = ", ".join(f"{count:,} {group}" for group, count in _groups(stretch.counts))
    return f"{_label(stretch, by)}: {_many(stretch.counts.talks, 'talk')}" + (f" ({groups})" if groups else "")
