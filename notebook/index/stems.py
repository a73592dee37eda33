"""The stem of an English word: `running`, `runs` and `run` find each other."""

from __future__ import annotations

from functools import lru_cache

MARK = "~"  # Starts a stem in the index; no word has it, so a stem is never taken for a word.


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word by Porter2; a word that is not of the letters a to z is its own stem.

    Whoosh's default, the first Porter stemmer, makes `runn` of `running`.
    """
    if not _has_stem(word):
        return word
    from .door import porter2

    return str(porter2(word))


def stem_term(word: str) -> str:
    """The stem as a term of its own, or nothing where it is the word itself."""
    found = stem(word)
    return "" if found == word else MARK + found


def kin(word: str) -> tuple[str, ...]:
    """The terms, other than the word itself, that words of its stem have: the stem written as a word, and as a stem."""
    if not _has_stem(word):
        return ()
    found = stem(word)
    # `univers` is the stem of university but, written as a word, may have a stem of its own.
    written = (found,) if found != word and stem(found) == found else ()
    return (*written, MARK + found)


def _has_stem(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word.isalpha()
