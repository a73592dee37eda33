"""A line as a row of words, marks and people, cut into clauses: what the rules of grammar look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .marked import Person
from .tokens import Token, is_unspaced
from .words import AND, CLAUSE_STARTS, JOINING

_STOPS = frozenset(";.!?:—–()。！？；：…")
_ABBREVIATED = frozenset("approx no vs etc ca".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_LONG_FORMS = {"s": "is", "ll": "will", "d": "had", "re": "are", "ve": "have"}


@dataclass(slots=True, eq=False)
class Unit:
    """A word, a mark or a person, and the numbers of the clause and the sentence it stands in."""

    start: int
    end: int
    word: str
    is_word: bool = True
    person: Person | None = None
    clause: int = 0
    sentence: int = 0
    capital: bool = False

    @property
    def stops(self) -> bool:
        """True for a mark between sentences."""
        return not self.is_word and self.person is None and self.word in _STOPS


def units_of(tokens: Sequence[Token], people: Sequence[Person]) -> list[Unit]:
    """The row of a line's units; what apostrophes and hyphens join is one word, and a person's `'s` is dropped."""
    units: list[Unit] = []
    waiting = sorted(people, key=lambda person: person.start)
    at = 0
    for token in tokens:
        while at < len(waiting) and waiting[at].start < token.end:
            units.append(_person_unit(waiting[at]))
            at += 1
        last = units[-1] if units else None
        if token.end - token.start > 1 and is_unspaced(token.text) and last and last.person and token.start < last.end:
            units += _rest_of(token, units)
        elif last is None or not _belongs_to(last, token):
            units.append(Unit(token.start, token.end, token.folded, token.is_word, capital=token.text[:1].isupper()))
        elif last.person is None:
            last.word = _joined(last.word, token)
            last.end = token.end
        elif token.joiner and not last.person.possessive and token.folded in _LONG_FORMS:
            units.append(Unit(token.start, token.end, _LONG_FORMS[token.folded]))
    units += map(_person_unit, waiting[at:])
    units = _without_explained(units)
    _number_clauses(units)
    return units


def _rest_of(token: Token, units: list[Unit]) -> list[Unit]:
    """The words around the people inside a text without spaces; they take the place of those people's units."""
    inside: list[Unit] = []
    while units and units[-1].person and units[-1].end > token.start:
        inside.insert(0, units.pop())
    found: list[Unit] = []
    at = token.start
    for unit in inside:
        if unit.start > at:
            found.append(Unit(at, unit.start, token.text[at - token.start : unit.start - token.start]))
        found.append(unit)
        at = unit.end
    if at < token.end:
        found.append(Unit(at, token.end, token.text[at - token.start :]))
    return found


def _without_explained(units: list[Unit]) -> list[Unit]:
    """The units without a name in brackets after a name: `Sam (Okafor)`."""
    kept: list[Unit] = []
    skip = 0
    for number, unit in enumerate(units):
        if skip:
            skip -= 1
        elif unit.word == "(" and kept and kept[-1].person and [one.word for one in units[number + 1 : number + 3]] == [
            "", ")"
        ]:  # fmt: skip
            skip = 2
        elif unit.word == "(" and kept and kept[-1].person:
            skip = _length_of_aside(units, number)
            if not skip:
                kept.append(unit)
        else:
            kept.append(unit)
    return kept


def _length_of_aside(units: Sequence[Unit], at: int) -> int:
    """How many units after this bracket are capitalised words and the closing one, before others of a list."""
    inside = at + 1
    while inside < len(units) and units[inside].is_word and units[inside].capital and units[inside].person is None:
        inside += 1
    after = units[inside + 1].word if inside + 1 < len(units) else ""
    closed = inside < len(units) and units[inside].word == ")" and inside > at + 1
    return inside - at if closed and after in JOINING else 0


def _person_unit(person: Person) -> Unit:
    return Unit(person.start, person.end, "", False, person, capital=True)


def _belongs_to(last: Unit, token: Token) -> bool:
    """True for a token that is part of the unit before it: of a name, of `couldn't`, of `w/`."""
    if last.person:
        ties = token.joiner and token.start <= last.end + 1
        apostrophe = last.person.possessive and token.text in ("'", "’") and token.start == last.end
        return token.start < last.end or bool(ties) or apostrophe
    if last.word == "w" and last.is_word and token.text == "/" and token.start == last.end:
        return True
    return bool(token.joiner) and last.is_word and last.end + len(token.joiner) == token.start


def _joined(word: str, token: Token) -> str:
    if not token.joiner:
        return "with"
    return f"{word}{'-' if token.joiner in '-‐‑' else chr(39)}{token.folded}"


def _number_clauses(units: list[Unit]) -> None:
    """Sentences end at full stops and the like; clauses also at a comma before a pronoun or a joining word."""
    clause = sentence = 0
    for number, unit in enumerate(units):
        last = units[number - 1] if number else None
        after = units[number + 1] if number + 1 < len(units) else None
        if unit.is_word and unit.word == "w":
            unit.word = "with"
        dash = unit.word == "-" and not unit.is_word and _spaced(last, unit, after)
        if (unit.stops and not _is_month(last, unit, after) and not _is_inner_stop(last, unit, after)) or dash:
            clause += 1
            sentence += 1
            unit.word = "–" if dash else unit.word
        elif unit.word == "." and _is_month(last, unit, after):
            unit.word = ""  # `Nov. 2nd`
        elif last and last.word == "," and not last.is_word and _starts_clause(units, number):
            clause += 1
        unit.clause, unit.sentence = clause, sentence


def _is_inner_stop(last: Unit | None, unit: Unit, after: Unit | None) -> bool:
    """True for a mark inside a word or a number: `3.5`, `approx. 5`, `10:30`."""
    if last is None or last.end != unit.start:
        return False
    if unit.word == "." and last.word in _ABBREVIATED:
        return True
    tight = after is not None and after.start == unit.end
    return tight and (unit.word == "." or (unit.word == ":" and last.word.isdigit()))


def _is_month(last: Unit | None, unit: Unit, after: Unit | None) -> bool:
    """True for the full stop in `Nov. 2nd`."""
    tight = last is not None and last.word in _MONTHS and last.end == unit.start
    return tight and unit.word == "." and after is not None and after.word[:1].isdigit()


def _spaced(last: Unit | None, unit: Unit, after: Unit | None) -> bool:
    return last is not None and after is not None and last.end < unit.start and unit.end < after.start


def _starts_clause(units: Sequence[Unit], number: int) -> bool:
    unit = units[number]
    if unit.word in AND and number + 1 < len(units):
        unit = units[number + 1]
    return unit.person is None and unit.word.split("'")[0] in CLAUSE_STARTS
