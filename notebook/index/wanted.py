"""What a word, phrase, prefix or fuzzy word of a query looks for, said in terms of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..query.nodes import And, Filter, Node, Not, Or, Words
from .stems import kin
from .words import Piece, Step, paired, phones, pieces

_LONG = 6  # From this many letters on, a fuzzy word may have two typing errors.


@dataclass(frozen=True, slots=True)
class Wanted:
    """Any of these in one field of a note is a match.

    `exact` are terms, `kin` terms of the same stem (in fields that have stems), `phrase` terms in order with their
    distance in words from the first, `prefix` and `near` what a term starts with or is within `errors` edits of.
    """

    exact: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    phrase: tuple[tuple[str, int], ...] = ()
    prefix: tuple[str, ...] = ()
    near: str = ""
    errors: int = 0


@lru_cache(maxsize=256)
def wanted(words: Words) -> Wanted | None:
    """What the words look for; None where they say nothing, being made of punctuation only."""
    found = list(pieces(words.text))
    steps = list(in_order(found))
    if not steps:
        return None
    spaced = len(found) == 1 and not (found[0].chunk.single)
    if spaced and words.form == "prefix":
        return Wanted(prefix=found[0].chunk.wholes or (steps[0].term,))
    if spaced and words.form == "fuzzy":
        # A compound is compared closed up, as people leave out the hyphen or the apostrophe.
        near = found[0].chunk.wholes[-1] if found[0].chunk.wholes else steps[0].term
        return Wanted(near=near, errors=2 if len(near) >= _LONG else 1)
    if len(steps) == 1:
        return Wanted(exact=(steps[0].term,), kin=() if words.form == "phrase" else kin(steps[0].term))
    numbers = tuple(phone.term for phone in phones(words.text) if _spans(phone, words.text))
    wholes = found[0].chunk.wholes if len(found) == 1 else ()
    exact = tuple(dict.fromkeys(wholes + numbers))
    return Wanted(exact=exact, phrase=tuple((step.term, step.place - steps[0].place) for step in steps))


def in_order(found: list[Piece]) -> Iterator[Step]:
    """The steps of the chunks, placed in the text, with the pairs of characters that a space divides.

    山田太郎 and 山田 太郎 are one name.
    """
    before: Step | None = None
    for chunk, place, start, _end in found:
        if before and chunk.first:
            yield paired(before, moved(chunk.first, place, start))
        for step in chunk.steps:
            yield moved(step, place, start)
        before = moved(chunk.last, place, start) if chunk.last else None


def moved(step: Step, place: int, start: int) -> Step:
    """A step of a chunk where it stands in the text."""
    return Step(step.term, step.place + place, step.start + start, step.end + start)


def positive(query: Node) -> Iterator[Words]:
    """The words that a match may hold: those that are not denied."""
    match query:
        case Words():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive(part)
        case Not() | Filter():
            return


def _spans(step: Step, text: str) -> bool:
    """True where nothing but punctuation is outside the step."""
    return not any(char.isalnum() for char in text[: step.start] + text[step.end :])
