"""A line as words and marks with their places, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...text.folding import fold

# Vowel signs, tones and joiners that belong to a word and are no letters to `\w`.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    "\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0fbc\u1029-\u109d\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W_]|[{_SIGNS}])"
_TOKEN = re.compile(rf"{_LETTER}+|\S")
_WORD = re.compile(_LETTER)
_JOINERS = "'’‘‐‑-"
_DRESS = frozenset('*_~"“”„«»')  # around words, and no part of the sentence
_ABBREVIATED = frozenset("dr mr mrs ms prof st jr sr w".split())
# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han; Hangul ties particles to a name.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `joiner` is the hyphen or apostrophe that ties a word to the one before, if one does."""

    start: int
    end: int
    text: str
    folded: str
    joiner: str = ""
    is_word: bool = True


def tokens_of(line: str) -> list[Token]:
    """The words and marks of a line, but for quotes and emphasis.

    The full stop of an initial or a title belongs to it, and a joiner between two words is no mark.
    """
    found: list[Token] = []
    joiner = ""
    for match in _TOKEN.finditer(line):
        start, end = match.span()
        text = match[0]
        if _WORD.match(text):
            folded = fold(text)
            if line[end : end + 1] == "." and _is_short_form(text, folded, line, end):
                end += 1
            found.append(Token(start, end, text, folded, joiner))
            joiner = ""
        elif text in _JOINERS and _joins(line, start):
            joiner = text
        elif text not in _DRESS and not (found and found[-1].end > start):
            found.append(Token(start, end, text, text, is_word=False))
    return found


def _is_short_form(text: str, folded: str, line: str, end: int) -> bool:
    """True where a full stop marks an initial or a title, not the end of a sentence."""
    if folded in _ABBREVIATED:
        return True
    after = line[end + 1 : end + 2]
    if len(text) != 1:
        return False
    if text.isupper():
        return after.isalpha() or after in (" ", ",")
    # `maria s. called`
    return text.islower() and text not in "aio" and after == " " and line[end + 2 : end + 3].islower()


def _joins(line: str, at: int) -> bool:
    return at > 0 and bool(_WORD.match(line[at - 1])) and bool(_WORD.match(line[at + 1 : at + 2]))


def is_unspaced(text: str) -> bool:
    """True for a text with a letter of a script that is written without spaces around a name."""
    return bool(_UNSPACED.search(text))


def is_capital(text: str) -> bool:
    """True where a word starts as names do: with a capital, or in a script that has none."""
    return not text[:1].islower()


def hidden(line: str, spans: Iterable[tuple[int, int]], by: str = " ") -> str:
    """The line with other characters in these places, each place as long as before."""
    for start, end in spans:
        if start < len(line):
            end = min(end, len(line))
            line = line[:start] + by * (end - start) + line[end:]
    return line
