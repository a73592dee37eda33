"""What governs a name in a line, and who does what is told: the questions that several rules ask of a row of units."""

from __future__ import annotations

from collections.abc import Sequence

from .units import Unit
from .words import (
    ABOUT,
    ABSENT,
    ADVERBS,
    AND,
    BEING,
    CHANNEL_NOUNS,
    COMES,
    DAY_WORDS,
    DEEDS,
    DESCRIBING,
    HIM,
    ME,
    THIRD,
    WITH,
)  # fmt: skip

_PREPOSITIONS = WITH | ABOUT | frozenset("to from for at in on by into over of off up out as".split())
VERBS = DEEDS | BEING | ABSENT | COMES | frozenset(("did", "does", "do", "can", "could", "would", "should"))
_AUXILIARY = frozenset("have had has did didn't been be was were would should could must can can't couldn't me".split())
TELLING = frozenset("about re regarding concerning of that if whether".split())
_FAR = 8  # units over which a list of unknown people is followed


def word_at(units: Sequence[Unit], place: int) -> str:
    """The word at a place of the row; empty for people, and beyond its ends."""
    return units[place].word if 0 <= place < len(units) else ""


def is_person(units: Sequence[Unit], place: int) -> bool:
    """True where a person stands at this place of the row."""
    return 0 <= place < len(units) and units[place].person is not None


def governor(units: Sequence[Unit], first: int) -> int | None:
    """The place of the word that governs the person at `first`; None where a clause starts with that person.

    Describing words are passed over (`with my old friend Ada`), and so is somebody's relative (`with Zoe's sister
    Ada`) and those before in a list (`with a colleague and Ada`).
    """
    at = first - 1
    while at >= 0 and units[at].sentence == units[first].sentence and not units[at].stops:
        unit = units[at]
        if unit.clause != units[first].clause:
            return None
        relative = unit.person is not None and unit.person.possessive and at < first - 1
        if (unit.is_word and unit.word in DESCRIBING and unit.word not in WITH) or relative:
            at -= 1
        elif at == first - 1 and is_relative(units, first):
            at -= 2
        elif unit.word in AND or unit.word in (",", "/"):
            return _of_list(units, at, first)
        elif unit.word in ("but", "so"):
            return None
        elif is_aside(unit):
            return at if unit.word in ("not", "never") else _past_asides(units, at, first)
        else:
            return at
    return None


def is_possessive(units: Sequence[Unit], place: int) -> bool:
    """True for a person with `'s` at this place of the row."""
    person = units[place].person
    return person is not None and person.possessive


def is_aside(unit: Unit) -> bool:
    """True for an adverb or a word of a date, which may stand before any subject."""
    return unit.is_word and (unit.word in ADVERBS or unit.word in DAY_WORDS or unit.word[:1].isdigit())


def is_relative(units: Sequence[Unit], first: int) -> bool:
    """True for Mary in `Ada's sister Mary`."""
    noun = units[first - 1] if first > 1 else None
    if noun is None or not noun.is_word or noun.word in _PREPOSITIONS | AND:
        return False
    return is_person(units, first - 2) and is_possessive(units, first - 2)


def _past_asides(units: Sequence[Unit], at: int, first: int) -> int | None:
    """The governor before adverbs and days: nothing where the clause starts with them."""
    while at >= 0 and units[at].clause == units[first].clause and not units[at].stops:
        if not is_aside(units[at]) and (units[at].is_word or units[at].person) and units[at].word not in ("on", "the"):
            return at
        at -= 1
    return None


def _of_list(units: Sequence[Unit], at: int, first: int) -> int | None:
    """What governs a list that goes on at this `and` or comma after people the notebook does not know."""
    start = at
    if units[at].word == "," and (is_person(units, at - 1) or acts(units, first) in VERBS):
        return None
    while at >= 0 and start - at < _FAR and units[at].sentence == units[start].sentence and not units[at].stops:
        word = units[at].word
        if word in WITH:
            return at
        if units[at].is_word and (
            word in _PREPOSITIONS or word in DEEDS or word in BEING or word in THIRD or word in ME
        ):
            break
        at -= 1
    return None if units[start].word == "," else start


def clause_before(units: Sequence[Unit], place: int) -> list[Unit]:
    """The units of the same clause before this place."""
    return [unit for unit in units[:place] if unit.clause == units[place].clause and not unit.stops]


def is_mine(units: Sequence[Unit], place: int) -> bool:
    """True where the verb or preposition at this place tells what I did: no one else is its subject."""
    before = clause_before(units, place)
    if before and before[-1].word == "," and word_at(units, place + 1) in HIM:
        return True  # `Ada is ill, called her`
    for distance, unit in enumerate(reversed(before)):
        if unit.word in ME:
            return True
        if unit.word in THIRD or (unit.word == "that" and distance == 0):
            return False
        if unit.person and not unit.person.possessive and _is_subject_of(units, unit, place, distance):
            return False
    if units[place].word in WITH and not any(unit.word in DEEDS or unit.word in BEING for unit in before):
        return True
    said = [unit for unit in before if (unit.is_word or unit.person) and not is_aside(unit)]
    if said and (said[0].word in _PREPOSITIONS or before[-1].word == ","):
        return True  # `at the fair met Grace`, `her dog died, called her`
    return not (_noun_first(said) or (units[place].word in DEEDS and _noun_last(before)))


def _is_subject_of(units: Sequence[Unit], unit: Unit, place: int, distance: int) -> bool:
    """True where a person stands right before the verb, or starts the clause and has a verb before this place."""
    if all(other.word in ADVERBS or other.word in BEING for other in units[place - distance : place]):
        return units[place].word not in WITH or distance > 0
    start = units.index(unit)
    if not all(other.word in ADVERBS or not other.is_word for other in clause_before(units, start)):
        return False
    verb = units[start + 1]
    plain = verb.is_word and not is_aside(verb) and verb.word not in _PREPOSITIONS | AND | CHANNEL_NOUNS
    return plain or any(other.word in DEEDS or other.word in BEING for other in units[start:place])


def _noun_first(said: Sequence[Unit]) -> bool:
    """True where somebody's relative or a thing starts the clause: `Ada's brother called`, `the bank called`."""
    if not said:
        return False
    first = said[0]
    if first.person:
        return first.person.possessive
    return first.word in ("the", "my", "our", "his", "her", "their", "a", "an") and not any(
        unit.word in CHANNEL_NOUNS for unit in said
    )


def _noun_last(before: Sequence[Unit]) -> bool:
    """True where somebody the notebook does not know stands right before the verb: `Jackie called`."""
    for unit in reversed(before):
        if unit.word in ("then", "later", "afterwards") or not unit.is_word or unit.person:
            return False
        if is_aside(unit) or unit.word in _AUXILIARY or unit.word.endswith("ly"):
            continue
        return not (unit.word in AND or unit.word in CHANNEL_NOUNS or unit.word in _PREPOSITIONS or unit.word in DEEDS)
    return False


def subject_verb(units: Sequence[Unit], place: int) -> str:
    """What the person does who starts the clause of this place: `Ada came over with Sam`; empty where none does."""
    start = next((at for at in range(place) if units[at].clause == units[place].clause and is_person(units, at)), place)
    return acts(units, start) if start < place else ""


def words_after(units: Sequence[Unit], last: int) -> list[str]:
    """The words after a place in its clause, from the verb on."""
    rest = [unit for unit in units[last + 1 :] if unit.clause == units[last].clause and not unit.stops]
    while rest and rest[0].word in ADVERBS and rest[0].word != "not":
        rest = rest[1:]
    return [unit.word for unit in rest]


def is_talked_about(units: Sequence[Unit], start: int) -> bool:
    """True for what starts there in the line after `about` and the like."""
    place = next((at for at, unit in enumerate(units) if unit.start >= start), len(units) - 1)
    return any(unit.word in TELLING for unit in clause_before(units, place)) if units else False


def acts(units: Sequence[Unit], place: int) -> str:
    """The verb that follows the person at this place, adverbs left out; empty where none does."""
    at = place + 1
    while word_at(units, at) in ADVERBS and units[at].is_word:
        at += 1
    if at >= len(units) or units[at].clause != units[place].clause or units[at].person:
        return ""
    return word_at(units, at)
