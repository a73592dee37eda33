"""How text becomes terms: one analyzer for notes, queries and snippets, so that all three agree.

Text is cut into chunks, without white space and most punctuation; a chunk is one word, or a compound such as
`ada@society.example`, `O'Brien`, `Jean-Luc`. Of a compound both the whole and its parts are terms. Nothing is too
short and nothing is a stop word: people are called Will, May, An and Can.

Scripts written without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) give every character and every pair of
neighbours: one character is looked up as it is, more are a phrase of pairs, so a name is found inside running text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..text.folding import fold
from .stems import stem_term

_LONGEST = 64  # A longer word is cut, a longer whole left out: nobody types it, and it may be an encoded picture.

_JOINERS = "'’‘‐‑–@.&+-"
# Joiners of letters and hints of direction and hyphenation: written, but not part of the word.
_SILENT = "\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff\u0640"
_UNHEARD = str.maketrans("", "", _SILENT)

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_BY_SCRIPT = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)

# A number in groups that is not a date: +44 (0)20 7946 0000, 020-7946-0000. E.164 allows 15 digits; fewer than 7 are
# no number to call.
_PHONE = re.compile(r"(?<![\w.-])(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[ \u00a0()./-]{0,2}\d){6,15}(?![\w-])", re.ASCII)
_TRUNK_ZERO = re.compile(r"^(\+.*?)\(0\)")


class Step(NamedTuple):
    """One term, its place in words and its span in characters, both counted from the start of its chunk or text."""

    term: str
    place: int
    start: int
    end: int


class Chunk(NamedTuple):
    """What a piece of text without white space says.

    `steps` are its words or pairs of characters in order, `single` the characters of scripts without spaces, `wholes`
    the spellings of a compound as one term, `stems` the stems that are not the word itself. `terms` is all but the
    stems, as term and place. `size` is the number of places it takes; `first` and `last` are its outer steps of one
    character where the script has no spaces.
    """

    steps: tuple[Step, ...]
    single: tuple[Step, ...]
    wholes: tuple[str, ...]
    stems: tuple[tuple[str, Step], ...]
    terms: tuple[tuple[str, int], ...]
    size: int
    first: Step | None
    last: Step | None


class Piece(NamedTuple):
    """A chunk where it stands: `place` counts words, `start` and `end` count characters of the text."""

    chunk: Chunk
    place: int
    start: int
    end: int


@lru_cache(maxsize=1)
def _any_script() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of a chunk and of a word in it. `\\w` has no marks, and would cut Devanagari and Thai at a vowel."""
    marks = "".join(chr(point) for point in range(0x300, 0x1F000) if unicodedata.category(chr(point))[0] == "M")
    return _patterns(rf"\w{_SILENT}{marks}")


def _patterns(letters: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"[{letters}]+(?:[{_JOINERS}][{letters}]+)*"), re.compile(f"[{letters}]+")


_ASCII_CHUNK, _ASCII_WORD = _patterns("a-zA-Z0-9")


def chunks(text: str) -> list[Chunk]:
    """The chunks of the text in order."""
    prepared = _prepared(text)
    return list(map(analyze, _chunk_pattern(prepared).findall(prepared)))


def pieces(text: str) -> Iterator[Piece]:
    """The chunks of the text in order, and where each stands."""
    prepared = _prepared(text)
    place = 0
    for found in _chunk_pattern(prepared).finditer(prepared):
        chunk = analyze(found.group())
        yield Piece(chunk, place, found.start(), found.end())
        place += chunk.size


def _prepared(text: str) -> str:
    """The text with emphasis gone and one apostrophe for two: a character for a character, so places stay."""
    return text.replace("_", " ").replace("ʼ", "'")


def _chunk_pattern(text: str) -> re.Pattern[str]:
    return _ASCII_CHUNK if text.isascii() else _any_script()[0]


@lru_cache(maxsize=65536)
def analyze(raw: str) -> Chunk:
    """What the chunk says; cached, because most words of a vault are used often."""
    if raw.isascii() and raw.isalnum():
        step = Step(raw.lower()[:_LONGEST], 0, 0, len(raw))
        return Chunk((step,), (), (), _stems([step]), ((step.term, 0),), 1, None, None)
    return _compound(raw)


def _stems(steps: list[Step]) -> tuple[tuple[str, Step], ...]:
    return tuple((term, step) for step in steps if (term := stem_term(step.term)))


def _compound(raw: str) -> Chunk:
    owned = _POSSESSIVE.sub("", raw)
    steps: list[Step] = []
    single: list[Step] = []
    spelled: list[str] = []
    size = 0
    for found in (_ASCII_WORD if owned.isascii() else _any_script()[1]).finditer(owned):
        word = fold(found.group().translate(_UNHEARD))
        spelled.append(word)
        for run, start, end in _runs(word, found.start(), found.end()):
            if _IS_UNSPACED.match(run):
                ones = _characters(run, size, start, end)
                single += ones
                steps += list(map(paired, ones, ones[1:])) or ones
                size += len(ones)
            else:
                steps.append(Step(run[:_LONGEST], size, start, end))
                size += 1
    wholes = _wholes(owned, spelled)
    places = [(step.term, step.place) for step in (*steps, *single)] + [(whole, 0) for whole in wholes]
    return Chunk(
        steps=tuple(steps),
        single=tuple(single),
        wholes=wholes,
        stems=_stems(steps),
        terms=tuple(dict.fromkeys(places)),
        size=size,
        first=single[0] if single and single[0].place == 0 else None,
        last=single[-1] if single and single[-1].place == size - 1 else None,
    )


def paired(one: Step, other: Step) -> Step:
    """Two neighbouring characters of a script without spaces as one term."""
    return Step(one.term + other.term, one.place, one.start, other.end)


def _runs(word: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The word cut where a script with spaces meets one without, with the span each part has in the chunk."""
    same_length = len(word) == end - start
    for run in _BY_SCRIPT.finditer(word):
        if same_length:
            yield run.group(), start + run.start(), start + run.end()
        else:
            yield run.group(), start, end


def _characters(run: str, place: int, start: int, end: int) -> list[Step]:
    """One step a character. Where folding changed the length, each has the span of the whole."""
    if len(run) == end - start:
        return [Step(char, place + at, start + at, start + at + 1) for at, char in enumerate(run)]
    return [Step(char, place + at, start, end) for at, char in enumerate(run)]


def _wholes(chunk: str, words: list[str]) -> tuple[str, ...]:
    """A compound as one term: as it is written, and closed up where people write it so (obrien, jeanluc, usa)."""
    if len(words) < 2:
        return ()
    whole = fold(chunk.translate(_UNHEARD))
    closed = "".join(words)
    joiners = set(whole) - set(closed)
    closes_up = joiners <= {"'", "-"} or (joiners == {"."} and len(closed) == len(words))
    return tuple(term for term in ((whole, closed) if closes_up else (whole,)) if len(term) <= _LONGEST)


def phones(text: str) -> Iterator[Step]:
    """The telephone numbers that are written in groups, as one term of digits each; `place` says nothing."""
    for found in _PHONE.finditer(text):
        raw = found.group()
        digits = "".join(char for char in _TRUNK_ZERO.sub(r"\1", raw) if char.isdigit())
        if len(digits) < len(raw.lstrip("+")):
            yield Step(digits, 0, found.start(), found.end())
