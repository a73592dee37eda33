"""Text for a terminal: made harmless, measured in columns, cut, wrapped and coloured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Style = Literal["", "bold", "dim", "red", "yellow", "green"]

_CODES: dict[str, str] = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "green": "32"}

# One column each, and no need to ask wcwidth, whose import costs as much as click's.
_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*")
_LINE_ENDS = re.compile("\\s*[\t\n\v\f\r\x85\u2028\u2029]\\s*")
# What a terminal obeys instead of showing it, and what turns the direction of the text after it.
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_JOINER = "\u200d"
_LEFT_TO_RIGHT_MARK = "\u200e"


def clean(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys: an escape character is shown as `␛`."""
    if text.isprintable():
        return text
    return _COMMANDS.sub(_picture, _LINE_ENDS.sub(" ", text))


def clean_lines(text: str) -> str:
    """The text with nothing in it that a terminal obeys but tabs and newlines."""
    return _COMMANDS.sub(lambda found: found[0] if found[0] in "\t\n" else _picture(found), text)


def _picture(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "␡"
    return "�" if point < 0xA0 else ""


def width_of(text: str) -> int:
    """The columns a clean text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, int(wcswidth(text)))


def letters(text: str) -> Iterator[str]:
    """The text in pieces that must stay together: a letter with its marks, an emoji with what it is joined to."""
    start = 0
    for at in range(1, len(text)):
        if not _goes_on(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _goes_on(before: str, char: str) -> bool:
    if char < "\u0300":
        return False
    if _JOINER in (before, char) or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    # After a virama (combining class 9), the next consonant is part of the same letter.
    return unicodedata.category(char)[0] == "M" or unicodedata.combining(before) == 9


def cut(text: str, room: int) -> str:
    """The text, or as much of its start as fits the room with an ellipsis."""
    if width_of(text) <= room:
        return text
    kept = _start(text, room - 1)
    return kept.rstrip(" ,;:·") + "…" if room > 0 else ""


def _start(text: str, room: int) -> str:
    if _NARROW.fullmatch(text):
        return text[: max(0, room)]
    kept, used = "", 0
    for letter in letters(text):
        used += width_of(letter)
        if used > room:
            break
        kept += letter
    return kept


def wrap(text: str, room: int) -> list[str]:
    """The text in lines that fit the room, broken at spaces; a word longer than the room is broken inside."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        wide = width_of(word)
        if line and used + 1 + wide > room:
            lines.append(line)
            line, used = "", 0
        while wide > room and not line:
            start = _start(word, room) or next(letters(word))
            lines.append(start)
            word = word[len(start) :]
            wide = width_of(word)
        line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    return [*lines, line]


def steady(text: str) -> str:
    """The text, closed by an invisible mark where it ends from right to left, so that what follows keeps its place."""
    return text + _LEFT_TO_RIGHT_MARK if _RIGHT_TO_LEFT.search(text) else text


def paint(text: str, style: Style) -> str:
    """The text in a style; click takes the codes out again where there is no terminal."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and text else text
