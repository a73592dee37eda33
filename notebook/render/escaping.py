"""The user's words made harmless for the page they land on."""

from __future__ import annotations

import re

from .terminal import clean

_MARKS = re.compile(r"[\\`*\[\]<>]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|=(?==)|(?<==)=|%(?=%)|(?<=%)%")
_AT_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|-+$|~{3,}|\|)")
_NUMBER_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def markdown_text(text: str) -> str:
    """The text on one line, with a backslash before what Markdown (CommonMark, Obsidian) would take for a mark."""
    line = clean(text)
    escaped = _MARKS.sub(lambda mark: "\\" + mark[0], line)
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(r"\\\1", escaped))


class MarkdownText(str):
    """Text that a page of Markdown shows as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja writes for it."""
        return markdown_text(self)


class TerminalText(str):
    """Text that a terminal shows on one line and never obeys."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja writes for it."""
        return clean(self)
