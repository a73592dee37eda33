"""Comparing and spelling names: without case and accents, in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole, with the spelling people type for them.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s", "ə": "e", "ɛ": "e", "ɔ": "o", "ƒ": "f",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
    }
)  # fmt: skip

# Variation selectors: an emoji's or a character's dress.
_UNSEEN = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_DASHES = re.compile(r"-{2,}")
_SLUG_BYTES = 200  # of the 255 that file systems take


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case, accents and typographic variants, its spaces single: equal for names a person calls equal.

    Uses Unicode casefolding and NFKD (UAX #15) without combining marks, plus a table for letters such as ł and ø.
    Marks that are letters of their own script (Devanagari vowels, Thai tones, kana voicing) stay.
    """
    if text.isascii():
        return " ".join(text.lower().split()).replace("`", "'")
    plain = unicodedata.normalize("NFKD", text).casefold()  # some letters have a case only when taken apart
    folded = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    kept = "".join(char for char in folded if not _is_accent(char))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _is_accent(char: str) -> bool:
    """True for what Latin, Greek, Cyrillic, Hebrew and Arabic writers leave out, and for what nobody sees."""
    if char in _UNSEEN or unicodedata.category(char) == "Cf":
        return True
    if not unicodedata.combining(char):
        return False
    point = ord(char)
    return point < 0x0900 or 0x1AB0 <= point <= 0x1AFF or 0x1DC0 <= point <= 0x1DFF or 0x20D0 <= point <= 0x20FF


def slug(text: str) -> str:
    """A file stem for a name: lower case, accents off where the script is Latin, words joined by `-`; never empty."""
    plain = fold(text).replace("'", "")
    # Vowel signs are marks to Unicode, and letters to those who write them.
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else "-" for char in plain)
    stem = _DASHES.sub("-", kept).strip("-")[:80]
    return stem.encode()[:_SLUG_BYTES].decode(errors="ignore").rstrip("-") or "unnamed"
