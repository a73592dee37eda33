"""Where, at which event and about which project: names the notebook knows, and parts of them.

Of several events of a name it is the one whose year or day the line says, else the nearest to the day of the talk: at
most 200 days away, at most half as far as the next; one to come only where the line is of its day, or of a plan. A
project or an organization is known by its own name only.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...records import AnyRecord, Event, Organization
from ...snapshot import Snapshot
from ...text.folding import fold
from ...text.names import name_words
from .happenings import KINDS, STARTS, events_after_at, is_name
from .matching import Lasting, Match, Names
from .name_words import shares_word, sharing
from .tokens import Token, is_capital
from .when import When
from .words import MONTHS_AND_DAYS

NEAR = 200  # days
_TIMES_NEARER = 2
_MOST_WORDS = 7
_PLANNING = frozenset("going will plan planned planning plans tickets booked registered coming soon before".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A place, event, project or organization: the tokens and the stretch that name it, and what that means."""

    first: int
    last: int
    start: int
    end: int
    meaning: str
    why: str
    record: AnyRecord | None = None


class Places:
    """The places a notebook knows, as far as they share a word with a line."""

    def __init__(self, snapshot: Snapshot, tokens: Sequence[Token]) -> None:
        said = {token.folded for token in tokens if token.is_word}
        self._organizations = [one for one in snapshot.organizations
                               if any(shares_word(name, said) for name in (one.name, *one.aliases))]  # fmt: skip
        self._known: dict[str, tuple[str, Organization | None]] = {}
        every = list(dict.fromkeys(_places_of(snapshot)))
        texts = [every[place] for place in sharing(every, said)]
        for text in texts:
            self._known.setdefault(_plain(text), (text, None))
        for text in texts:
            self._known.setdefault(_plain(text.partition(",")[0]), (text, None))
        for one in self._organizations:
            for name in (one.name, *one.aliases):
                self._known[_plain(name)] = (one.name, one)
        self._known.pop("", None)

    @property
    def words(self) -> frozenset[str]:
        """The folded words of all places."""
        return frozenset(word for words in self._known for word in words.split())

    def find(self, line: str, tokens: Sequence[Token], busy: set[int]) -> Iterator[Named]:
        """The known places after `at` and `in`, in the order of the line; tokens in `busy` name something else."""
        for at, token in enumerate(tokens):
            tight = at + 1 < len(tokens) and tokens[at + 1].start == token.end
            if token.folded in ("at", "in", "@") and at not in busy and not tight:
                first = at + 2 if at + 1 < len(tokens) and tokens[at + 1].folded == "the" else at + 1
                found = self._longest(line, tokens, at, first, busy)
                if found:
                    yield found

    def _longest(self, line: str, tokens: Sequence[Token], at: int, first: int, busy: set[int]) -> Named | None:
        for last in range(min(first + _MOST_WORDS, len(tokens)) - 1, first - 1, -1):
            if busy.intersection(range(first, last + 1)) or not tokens[last].is_word:
                continue
            words = _plain(line[tokens[first].start : tokens[last].end])
            found = self._known.get(words)
            if found and found[0][:1].islower() and tokens[at].folded == "in" and first == at + 1:
                found = None if words != _plain(found[0]) else found  # `in hospital`
            if found is None and tokens[at].folded != "in" and not _goes_on(tokens, first, last):
                found = self._by_part(words)
            if found:
                said = fold(line[tokens[first].start : tokens[last].end])
                why = "a place you know" if said in fold(found[0]) else "an alias of the place"
                return Named(first, last, tokens[at].start, tokens[last].end, found[0], why, found[1])
        return None

    def _by_part(self, words: str) -> tuple[str, Organization] | None:
        """The one organization with a name of which these words are a part."""
        if len(words) < 3 or words in ("the", "and"):
            return None
        found = {one.id: one for one in self._organizations for name in (one.name, *one.aliases)
                 if f" {words} " in f" {_plain(name)} "}  # fmt: skip
        return next(((one.name, one) for one in found.values()), None) if len(found) == 1 else None


def _goes_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where the stretch is no name by itself: in lower case, or with more of the name behind it."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if not is_capital(tokens[first].text):
        return True
    if after is None or after.start > tokens[last].end + 1:
        return False
    return after.text == "&" or (after.is_word and after.text[:1].isupper() and after.folded not in MONTHS_AND_DAYS)


def _places_of(snapshot: Snapshot) -> Iterator[str]:
    yield from snapshot.overview.places
    yield from (one.location for one in snapshot.contacts if one.location)
    yield from (one.location for one in snapshot.organizations if one.location)
    yield from (one.place for one in snapshot.events if one.place)


def _plain(text: str) -> str:
    """The folded words of a place, without marks and without an article before them."""
    return " ".join(name_words(re.sub(r"[,.&/()]", " ", text)).split()).removeprefix("the ")


def find_records(
    tokens: Sequence[Token],
    records: Sequence[Lasting],
    today: date,
    day: When | None = None,
    shared: Container[str] = frozenset(),
) -> list[Named]:
    """The events, projects or organizations that are named in the line, each stretch with the one it means.

    `day` is the day of the line; a single word in `shared` says too little, being part of other names too.
    """
    names = Names(records, tokens)
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        match = names.at(at) if tokens[at].is_word else None
        if match and match.first == match.last and not match.is_whole and tokens[at].folded in shared:
            match = None
        one = _meant(match, tokens, day, today) if match else None
        if match and one:
            found.append(Named(match.first, match.last, match.start, match.end, one.id, f"name of {one.name}", one))
            at = match.last + 1
        else:
            at += 1
    return found


def find_events(
    tokens: Sequence[Token], events: Sequence[Event], today: date, day: When | None, shared: Container[str]
) -> list[Named]:
    """The events that are named, by their names or by some of their words after `at` and the like."""
    found = find_records(tokens, events, today, day, shared)
    for first, last, fits in events_after_at(tokens, events, shared):
        if any(one.first <= last and first <= one.last for one in found):
            continue
        match = Match(first, last, tokens[first].start, tokens[last].end, ())
        event = _nearest(fits, tokens, match, day, today)
        if event:
            found.append(Named(first, last, match.start, match.end, event.id, f"name of {event.name}", event))
    return sorted(found, key=lambda one: one.start)


def _meant(match: Match, tokens: Sequence[Token], day: When | None, today: date) -> Lasting | None:
    """The one record that a stretch means, None where it is no name or could mean several."""
    words = tokens[match.first : match.last + 1]
    if match.is_whole:
        fits = [fit.record for fit in match.fits if fit.how in ("id", "name", "alias", "short alias")]
        heads = match.first == 0 and match.last + 1 < len(tokens) and tokens[match.last + 1].text == ":"
        if len(words) == 1 and not is_capital(words[0].text) and not heads:
            return None
        fits = [one for one in fits if not isinstance(one, Event) or _is_said(words, tokens, match)]
    else:
        fits = [fit.record for fit in match.fits if _is_telling(fit.name, fit.record, words, tokens, match.first)]
    events = [one for one in fits if isinstance(one, Event)]
    if events:
        return _nearest(events, tokens, match, day, today)
    return fits[0] if len(fits) == 1 else None


def _nearest(
    events: Sequence[Event], tokens: Sequence[Token], match: Match, day: When | None, today: date
) -> Event | None:
    after = tokens[match.last + 1].text if match.last + 1 < len(tokens) else ""
    year = int(after) if _YEAR.fullmatch(after) else day.day.year if day and day.day.month is None else None
    if year:
        of_year = [one for one in events if one.start and one.start.year == year]
        return of_year[0] if len(of_year) == 1 else None
    around = (day.day.earliest if day else None) or today
    until = max((day.day.latest if day else None) or today, today)
    if any(token.folded in _PLANNING for token in tokens[: match.first]):
        until = date.max
    away = sorted((abs((one.start.earliest - around).days), one.id, one) for one in events
                  if one.start and one.start.earliest and one.start.earliest <= until)  # fmt: skip
    if not away or away[0][0] > NEAR or (len(away) > 1 and away[1][0] < away[0][0] * _TIMES_NEARER):
        return None
    return away[0][2]


def _is_said(words: Sequence[Token], tokens: Sequence[Token], match: Match) -> bool:
    """True for an event's name, but not for its words in lower case: `a workshop on paper and plate`."""
    if len(words) < 2 or is_name(words[0]) or is_name(words[-1]) or match.first == 0:
        return True
    if KINDS.intersection(token.folded for token in words):
        return True
    before = match.first - 2 if tokens[match.first - 1].folded == "the" else match.first - 1
    after = tokens[match.last + 1].folded if match.last + 1 < len(tokens) else ""
    return (before >= 0 and tokens[before].folded in STARTS) or after in KINDS


def _is_telling(name: str, record: AnyRecord, words: Sequence[Token], tokens: Sequence[Token], first: int) -> bool:
    """True where a part of a name says enough: all of it but the year, or of a project a part."""
    said = " ".join(token.folded for token in words)
    if said == _plain(_YEAR.sub(" ", name)):
        return True
    if isinstance(record, (Organization, Event)):
        return False
    before = tokens[first - 1].folded if first else ""
    return len(words) > 1 or (words[0].text[:1].isupper() and before in ("the", "about", "on"))
