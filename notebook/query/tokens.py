"""The pieces of a query: operators, parentheses, words, phrases and filters, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..text.folding import fold
from .nodes import Filter, Form, Operator, Words

# What closes each opening quote; keyboards and phones mix them.
_CLOSING = {'"': '"', "“": '”“"', "”": '”"', "„": '“”"', "«": "»"}
_RUN = re.compile(r"[^\s()]+")
_END = re.compile(r"(?:(?!\.\.)[^\s()])*")
_SIGN = re.compile(r">=|<=|>|<|")
_FUZZY = re.compile(r"~[12]?$")
_OPERATOR_OF: dict[str, Operator] = {"": ":", ">": ">", ">=": ">=", "<": "<", "<=": "<="}
_CONNECTIVES = ("AND", "OR", "NOT")
_AROUND = '"“”„«»,;'


class Fault(Protocol):
    """Makes the exception for a place in the text being read."""

    def __call__(self, sentence: str, column: int, width: int = 1, hint: str | None = None) -> Exception:
        """The exception, to be raised."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: `sign` is `(`, `)`, `-`, `AND`, `OR`, `NOT`, `@` or, for a leaf, empty."""

    sign: str
    column: int
    width: int
    leaf: Words | Filter | None = None
    name: str = ""


def tokens(text: str, fault: Fault) -> Iterator[Token]:
    """The pieces of the text in order; punctuation that stands alone is left out. Raises what `fault` makes."""
    at = 0
    while at < len(text):
        run = _RUN.match(text, at)
        if text[at] in "()":
            token = Token(text[at], at, 1)
        elif run is None:
            at += 1
            continue
        elif text[at] in _CLOSING:
            words, end = _quoted(text, at, fault)
            token = Token("", at, end - at, Words(words, "phrase", at))
        else:
            token = _read_run(text, at, run[0], fault)
        at += token.width
        if token.leaf is None or isinstance(token.leaf, Filter) or _says_something(token.leaf.text):
            yield token


def _read_run(text: str, at: int, run: str, fault: Fault) -> Token:
    """The token at the start of some characters without spaces and parentheses."""
    if run in _CONNECTIVES:
        return Token(run, at, len(run))
    if run[0] == "@" and _key_end(run, 1) == len(run) > 1:
        return Token("@", at, len(run), name=run[1:])
    if run in ("@", "-@"):
        hint = "A saved query is @name. Leave the @ out to search without it."
        raise fault("After this @ the name of a saved query is missing.", at + len(run) - 1, 1, hint)
    if run[0] == "-" and run[1:2] != "-" and _can_be_negated(text, at + 1):
        return Token("-", at, 1)
    return _read_filter(text, at, run, fault) or _read_word(at, run, fault)


def _can_be_negated(text: str, at: int) -> bool:
    """True where a minus right before this place means NOT, and is no dash between words."""
    run = _RUN.match(text, at)
    return (run is not None and (run[0][0] in _CLOSING or _says_something(run[0]))) or text[at : at + 1] == "("


def _read_word(at: int, run: str, fault: Fault) -> Token:
    word = run.strip(_AROUND)
    form: Form = "word"
    fuzzy = _FUZZY.search(word)
    if _says_something(word):
        if fuzzy:
            word, form = word[: fuzzy.start()], "fuzzy"
        elif word.endswith("*"):
            word, form = word[:-1], "prefix"
        if "*" in word:
            hint = 'Write the start of the word and then *, or put it in quotes: "a*b".'
            raise fault("A * stands at the end of a word only.", at + word.index("*"), 1, hint)
    return Token("", at, len(run), Words(word, form, at))


def _read_filter(text: str, start: int, run: str, fault: Fault) -> Token | None:
    """The filter that starts here; None where the characters before the colon are no key or no value follows."""
    key_length = _key_end(run, 0)
    key = run[:key_length]
    colon = start + key_length
    if text[colon : colon + 1] != ":" or not any(char.isalpha() for char in key):
        return None
    if text[colon + 1 : colon + 2] == ":" or text.startswith("//", colon + 1):
        return None
    sign = _SIGN.match(text, colon + 1)
    assert sign
    value, end, is_range = _read_value(text, sign.end(), fault)
    if end == colon + 1:
        return None
    if sign[0] and is_range:
        raise fault("A comparison takes one value, not a range.", sign.end(), end - sign.end())
    if value in ("", ".."):
        raise fault("This filter has no value.", start, end - start, f"{key}:* finds whatever has one.")
    operator = ".." if is_range else _OPERATOR_OF[sign[0]]
    return Token("", start, end - start, Filter(fold(key), operator, value, start))


def _read_value(text: str, at: int, fault: Fault) -> tuple[str, int, bool]:
    """The value that starts here, the place after it, and whether it is a range."""
    low, at = _read_end(text, at, fault)
    if not text.startswith("..", at):
        return low, at, False
    high, end = _read_end(text, at + 2, fault)
    if ".." in low or ".." in high or text.startswith("..", end):
        raise fault("A range has two ends: a..b.", at, 2)
    return f"{low}..{high}", end, True


def _read_end(text: str, at: int, fault: Fault) -> tuple[str, int]:
    """One value, in quotes or up to the next space, parenthesis or `..`, and the place after it."""
    if text[at : at + 1] in _CLOSING:
        return _quoted(text, at, fault)
    found = _END.match(text, at)
    assert found
    return found[0], found.end()


def _quoted(text: str, start: int, fault: Fault) -> tuple[str, int]:
    r"""What stands between the quotes, and the place after them; `\"` is a quote in it, `\\` a backslash."""
    closing = _CLOSING[text[start]]
    words = []
    at = start + 1
    while at < len(text) and text[at] not in closing:
        if text[at] == "\\" and text[at + 1 : at + 2] in ("\\", *closing):
            at += 1
        words.append(text[at])
        at += 1
    if at >= len(text):
        raise fault("This quote is not closed.", start)
    return " ".join("".join(words).split()), at + 1


def _key_end(run: str, at: int) -> int:
    """The place after the letters, marks, digits, `_` and `-` that start here."""
    while at < len(run) and (run[at].isalnum() or run[at] in "_-" or unicodedata.category(run[at])[0] == "M"):
        at += 1
    return at


def _says_something(words: str) -> bool:
    """False for punctuation and signs alone, which no search can find: a dash, an ampersand."""
    # "So" are the signs that are pictures: emoji.
    return any(char.isalnum() or unicodedata.category(char) == "So" for char in words)
