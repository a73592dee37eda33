"""The block structure of Markdown, line by line: what is code, what is quoted, where a list item starts.

The rules are CommonMark's (spec.commonmark.org); a test holds them against markdown-it. Left out are link reference
definitions, which read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

# `item` is the first line of a list item, outside quotes; `quote` any line in a block quote; `text` all other prose.
# Code, HTML and rulers are left out.
Role: TypeAlias = Literal["blank", "heading", "underline", "item", "quote", "text"]

_LEAD = re.compile(r"[ \t>*+.)0-9-]*")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_MARKER = re.compile(r"(?:[-*+]|([0-9]{1,9})[.)])(?= |$)")
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_ATTRIBUTES = r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
# How a block of HTML starts, and what its last line holds; None: it ends before a blank line.
_HTML = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE) if end else None)
    for start, end in (
        (r"<(?:script|pre|style|textarea)(?:\s|>|$)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![A-Z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", None),
        (rf"(?:<[A-Z][A-Z0-9-]*{_ATTRIBUTES}\s*/?>|</[A-Z][A-Z0-9-]*\s*>)\s*$", None),
    )
)

_DEPTH = 64  # quotes and lists within each other; what is deeper is text
_QUOTE = -1  # stands for a block quote among the open containers; a list item stands as its content's indentation


def read_blocks(text: str, first_line: int) -> Iterator[tuple[int, Role, str, str]]:
    """Each line that is prose: its number, role, content without the marks of quotes and lists, and the whole line."""
    state = _State()
    for number, line in enumerate(text.split("\n"), first_line):
        line = line.rstrip("\r")
        role = state.take(_with_spaces(line) if "\t" in line else line)
        if role is not None:
            yield number, role, state.rest, line


def html_lines(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each line of a block of HTML, comments too: its number and the line."""
    state = _State()
    for number, line in enumerate(text.split("\n"), first_line):
        line = line.rstrip("\r")
        if state.takes_as_html(_with_spaces(line) if "\t" in line else line):
            yield number, line


class _State:
    """What is open at the end of a line."""

    def __init__(self) -> None:
        self.rest = ""
        self._containers: list[int] = []
        self._paragraph = False
        self._empty_item = False  # the innermost item has only its marker so far
        self._fence = ""
        self._html: re.Pattern[str] | Literal[False] | None = False

    def take(self, line: str) -> Role | None:
        """The line's role, None for code, HTML and rulers; `rest` becomes its content."""
        self.rest = line
        if line[:1].isalpha() and not self._containers and not self._fence and self._html is False:
            self._paragraph = True  # most lines of most notes
            return "text"
        matched = self._match_containers()
        if matched == len(self._containers):
            if self._fence:
                self._close_fence()
                return None
            if self._html is not False:
                return self._take_html()
        else:
            self._fence, self._html = "", False
        if not self.rest.strip():
            self._paragraph = False
            if matched < len(self._containers):
                self._close(matched)
            return "blank"
        return self._open_blocks(matched)

    def takes_as_html(self, line: str) -> bool:
        """True where the line, which is taken, is of a block of HTML."""
        inside = self._html is not False
        prose = self.take(line) is not None
        starts = self.rest.lstrip(" ").startswith("<") and _indent_of(self.rest) < 4
        return not prose and not self._fence and (inside or starts)

    def _match_containers(self) -> int:
        """How many of the open quotes and items the line goes on with; takes their marks off `rest`."""
        for depth, container in enumerate(self._containers):
            indent = _indent_of(self.rest)
            if container == _QUOTE:
                if indent > 3 or self.rest[indent : indent + 1] != ">":
                    return depth
                self.rest = _without_mark(self.rest, indent)
            elif indent >= len(self.rest):  # blank: an item that is empty so far ends here
                if depth == len(self._containers) - 1 and self._empty_item:
                    return depth
                self.rest = ""
            elif indent >= container:
                self.rest = self.rest[container:]
            else:
                return depth
        self._empty_item = self._empty_item and not self.rest.strip()
        return len(self._containers)

    def _open_blocks(self, matched: int) -> Role | None:
        """Opens the quotes, items and blocks that start on this line; what is left is a paragraph's text."""
        opened: Role | None = None  # the mark the line has been read past
        while True:
            indent = _indent_of(self.rest)
            content = self.rest[indent:]
            if not content:
                self._empty_item = opened == "item"
                return "blank"
            if indent > 3:
                if self._paragraph:
                    break
                self._begin(matched, opened)
                return None
            if len(self._containers) >= _DEPTH:
                break
            if content[0] == ">":
                self._begin(matched, opened)
                self._containers.append(_QUOTE)
                self.rest, opened = _without_mark(self.rest, indent), "quote"
                continue
            lazy = matched < len(self._containers) and opened is None
            if self._paragraph and not lazy and _UNDERLINE.match(content):
                self._paragraph, self.rest = False, content
                return "quote" if _QUOTE in self._containers else "underline"
            if _is_ruler(content):
                self._begin(matched, opened)
                return None
            leaf = self._leaf(content)
            if leaf:
                self._begin(matched, opened)
                return self._start_leaf(leaf, content)
            marker = _MARKER.match(content)
            if marker is None or (self._paragraph and not lazy and not _interrupts(marker, content)):
                break
            self._begin(matched, opened)
            self._start_item(indent, marker.end())
            opened = "item"
        return self._text(matched, opened)

    def _text(self, matched: int, opened: Role | None) -> Role:
        """A line of a paragraph, which goes on also where the marks of its quotes and items are left out."""
        if not self._paragraph:
            self._close(matched if opened is None else len(self._containers))
            self._paragraph = True
        self.rest = self.rest.lstrip(" ")
        if _QUOTE in self._containers:
            return "quote"
        return opened or "text"

    def _leaf(self, content: str) -> re.Match[str] | None:
        """The start of a heading, fence or block of HTML."""
        first = content[0]
        if first == "#":
            return _HEADING.match(content)
        if first in "`~":
            fence = _FENCE.match(content)
            return None if fence and first == "`" and "`" in fence[2] else fence
        if first == "<":
            starts = _HTML[:-1] if self._paragraph else _HTML
            return next((found for start, _ in starts if (found := start.match(content))), None)
        return None

    def _start_leaf(self, leaf: re.Match[str], content: str) -> Role | None:
        if content[0] == "#":
            self.rest = content
            return "quote" if _QUOTE in self._containers else "heading"
        if content[0] in "`~":
            self._fence = leaf[1]
        else:
            end = next(end for start, end in _HTML if start is leaf.re)
            self._html = False if end and end.search(content) else end
        return None

    def _start_item(self, indent: int, width: int) -> None:
        after = self.rest[indent + width :]
        spaces = _indent_of(after)
        content = indent + width + (spaces if 0 < spaces < 5 and after.strip() else 1)
        self._containers.append(content)
        self.rest = self.rest[content:]

    def _begin(self, matched: int, opened: Role | None) -> None:
        """Before a new block: what the line does not go on with is closed."""
        if opened is None:
            self._close(matched)
        self._paragraph = self._empty_item = False

    def _close(self, depth: int) -> None:
        if depth < len(self._containers):
            del self._containers[depth:]
            self._paragraph = self._empty_item = False

    def _close_fence(self) -> None:
        run = self.rest.strip()
        if len(run) >= len(self._fence) and set(run) == {self._fence[0]} and _indent_of(self.rest) < 4:
            self._fence = ""

    def _take_html(self) -> Role | None:
        if self._html is None:
            if self.rest.strip():
                return None
            self._html = False
            return "blank"
        if self._html and self._html.search(self.rest):
            self._html = False
        return None


def _with_spaces(line: str) -> str:
    """The line with spaces for the tabs before its text."""
    lead = _LEAD.match(line)
    return lead[0].expandtabs(4) + line[lead.end() :] if lead else line


def _is_ruler(content: str) -> bool:
    """True for three or more of `*`, `-` or `_` and nothing else but spaces."""
    mark = content[0]
    return mark in "*-_" and not content.strip(f"{mark} \t") and content.count(mark) >= 3


def _indent_of(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _without_mark(text: str, indent: int) -> str:
    """The text after a quote's `>` and the space that belongs to it."""
    return text[indent + 2 :] if text[indent + 1 : indent + 2] == " " else text[indent + 1 :]


def _interrupts(marker: re.Match[str], content: str) -> bool:
    """True for a list item that may end a paragraph: it has content, and its number is 1."""
    return bool(content[marker.end() :].strip()) and (marker[1] is None or int(marker[1]) == 1)
