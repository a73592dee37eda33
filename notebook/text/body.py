"""What a note's body says beside its prose: promises, threads, links, quotes and its first words.

Block by block as CommonMark reads them; the inline rule for code spans looks at one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..records import PartialDate, Phrase, Reference, Task
from .blocks import Role, read_blocks
from .dates import read_partial_date
from .links import LINK, links_in, target_name, without_code

_SUMMARY_LENGTH = 160

_SENTENCES = re.compile(r".{40,}[.!?…][\"'”’)]*(?=\s)|.{20,}[。！？]", re.DOTALL)
_MARKED = re.compile(r"[\[`*_~=\0]")
_LIST_MARK = re.compile(r"^(?:[-*+]|\d{1,9}[.)])\s+")
_TASK = re.compile(r"\[(.)\]\s+(?=\S)")
_DUE = re.compile(r"(?:\bdue:\s?|📅\s*)(\"[^\"]+\"|\S+)|\(by (\d{4}\S*?)\)|\bby (\d{4}-\d\d-\d\d)\b")
_DONE = re.compile(r"(?:\bdone:\s?|✅\s*)(\"[^\"]+\"|\S+)")
_OWNER = re.compile(r"@(?:\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]|([^\s:\[\]]+)):\s*")
# Each scans no further than the next mark of its kind, so that a line of a million asterisks costs little.
_MARKUP = tuple(re.compile(rf"{mark}([^{mark[-1]}]+){mark}") for mark in (r"\*\*", "__", "~~", "=="))
_CODE_PLACE = re.compile(r"\0(\d+)\0")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]*)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]*)(?<=\S)_(?!\w)")
_HYPERLINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


@dataclass(frozen=True, slots=True)
class BadDate:
    """A due or done date that is none: its key (`due` or `done`), what was written, and its 1-based place."""

    key: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """What `read_body` finds; `title` is the first level-one heading."""

    title: str | None
    summary: Phrase | None
    tasks: tuple[Task, ...]
    references: tuple[Reference, ...]
    quotes: tuple[Phrase, ...]
    bad_dates: tuple[BadDate, ...]


def read_body(text: str, first_line: int) -> Body:
    """What the body says; line numbers count from `first_line`."""
    reading = _Reading()
    for number, role, content, line in read_blocks(text, first_line):
        reading.take(number, role, content, line)
    return Body(
        reading.title,
        reading.summary(),
        tuple(reading.tasks),
        tuple(reading.references),
        tuple(reading.quotes),
        tuple(reading.bad_dates),
    )


class _Reading:
    """Gathers what the lines of one body say."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.tasks: list[Task] = []
        self.references: list[Reference] = []
        self.quotes: list[Phrase] = []
        self.bad_dates: list[BadDate] = []
        self._opening: list[str] = []
        self._opening_line = 0
        self._opening_done = False
        self._under_heard = False
        self._last = ""

    def take(self, number: int, role: Role, content: str, line: str) -> None:
        """One line of prose: its content without marks, and the whole line."""
        links = tuple(_links(line, number)) if "[[" in line else ()
        self.references.extend(links)
        task = _TASK.match(content) if role == "item" else None
        if role == "text" or (role == "item" and not task):
            if self._under_heard:
                self._quote(number, content)
            else:
                self._prose(number, content, new_point=role == "item")
            self._last = content
            return
        if role == "underline":
            self._underline(content)
        elif role == "quote":
            self._quote(number, content)
        elif role == "heading":
            self._heading(content)
        elif task:
            self._task(number, line, len(line) - len(content) + task.end(), task[1], links)
        self._opening_done = bool(self._opening)

    def _heading(self, content: str) -> None:
        words = content.lstrip("#")
        level = len(content) - len(words)
        words = plain_text(words.rstrip(" \t#"))
        if level == 1 and self.title is None:
            self.title = words or None
        self._under_heard = words.casefold() == "heard"

    def _underline(self, content: str) -> None:
        """The line above is a heading; one of dashes more often stands for a ruler, and the text for itself."""
        if content[0] == "=":
            if self.title is None:
                self.title = plain_text(self._last) or None
            if not self._opening_done:
                self._opening.clear()

    def _quote(self, number: int, content: str) -> None:
        words = plain_text(content)
        if words and not words.startswith("[!"):  # a callout's title line is no quote
            self.quotes.append(Phrase(words, number))

    def _prose(self, number: int, content: str, new_point: bool) -> None:
        if self._opening_done:
            return
        words = plain_text(content, keep_links=True)
        if new_point and self._opening:
            self._opening_done = True
        elif words and words[0] not in "<#":  # HTML, or a line of tags
            self._opening_line = number if not self._opening else self._opening_line
            self._opening.append(words)

    def summary(self) -> Phrase | None:
        """The first paragraph on one line with its links as they stand, cut at a word."""
        words = " ".join(self._opening)
        return Phrase(_shortened(words), self._opening_line) if words else None

    def _task(self, number: int, line: str, start: int, mark: str, links: tuple[Reference, ...]) -> None:
        """A task item whose text starts at that offset of the line."""
        mark = mark.lower()
        if mark not in " x-?":
            return
        text = line[start:].rstrip()
        named = _OWNER.match(text)
        owner = None
        if named:
            group = 1 if named[1] else 2
            owner = Reference(named[group].strip(), number, start + named.start(group) + 1)
            text = text[named.end() :]
            links = tuple(link for link in links if link.column > start + named.end())
        due, text = self._dated(_DUE, text, number, line)
        done, text = self._dated(_DONE, text, number, line)
        if text:
            self.tasks.append(Task(mark, text, number, due, done, owner, links))

    def _dated(self, pattern: re.Pattern[str], text: str, number: int, line: str) -> tuple[PartialDate | None, str]:
        """The date the pattern finds and the text without it; a date that is none stays in the text and is noted."""
        match = pattern.search(text)
        if not match:
            return None, text
        written = next(group for group in match.groups() if group).rstrip(".,;)").strip('"')
        found = read_partial_date(written)
        if found is None or found.earliest is None:
            column = line.find(match[0]) + match[0].find(written) + 1
            self.bad_dates.append(BadDate("due" if pattern is _DUE else "done", written, number, column))
            return None, text
        rest = text[match.end() :]
        joined = f"{text[: match.start()].rstrip()} {rest.lstrip()}".strip()
        return found, re.sub(r" ([.,;])", r"\1", joined)


def _links(line: str, number: int) -> Iterator[Reference]:
    """The `[[links]]` of a line that are outside code spans and are no embedded files."""
    for link in links_in(line):
        if not link.embedded:
            yield Reference(link.name, number, link.start + 1)


def _shortened(words: str) -> str:
    """As many whole sentences as fit a summary; where not one does, as many words. No link is cut in two."""
    if len(words) <= _SUMMARY_LENGTH:
        return words
    veiled = LINK.sub(lambda link: "\0" * len(link[0]), words)
    sentences = _SENTENCES.match(veiled[: _SUMMARY_LENGTH + 1])
    if sentences:
        return words[: len(sentences[0].rstrip())]
    kept = len(veiled[: _SUMMARY_LENGTH - 1].rsplit(" ", 1)[0])
    cut = next((link for link in LINK.finditer(words) if link.start() < kept < link.end()), None)
    if cut:
        kept = cut.start() or cut.end()
    return words[:kept].rstrip(" ,;:") + "…"


def reference_name(text: str) -> str:
    """The name in a field that refers to a record, with `[[ ]]` or without: `[[People/Ana.md#Work|Ana]]` is `Ana`."""
    match = LINK.fullmatch(text.strip())
    return target_name(match[2]) if match else text.strip()


def with_names(text: str, name: Callable[[str], str | None]) -> str:
    """A text with each link by its label, else by the name that `name` gives for what it leads to, else as written."""
    if "[[" not in text:
        return text
    return LINK.sub(lambda link: _label(link) or name(target_name(link[2])) or _written(link), text)


def _label(link: re.Match[str]) -> str:
    return link[3].partition("|")[2]


def _written(link: re.Match[str]) -> str:
    return link[2].rsplit("/", 1)[-1]


def plain_text(line: str, *, keep_links: bool = False) -> str:
    """A line without Markdown's marks: emphasis and code by their words, links by their label where they are not kept.

    An embedded file is its name.
    """
    if not _MARKED.search(line):
        return " ".join(line.split())
    line = line.replace("\0", "")
    code: list[str] = []

    def set_aside(span: str) -> str:  # out of reach of the marks
        code.append(span)
        return f"\0{len(code) - 1}\0"

    if "`" in line:
        line = without_code(line, lambda span: set_aside(span.strip("`")))
    if keep_links:
        line = LINK.sub(lambda link: link[0] if link[1] or "\0" in link[0] else set_aside(link[0]), line)
    line = LINK.sub(lambda link: _label(link) or _written(link), line)
    line = _HYPERLINK.sub(r"\1", line)
    for mark in _MARKUP:
        line = mark.sub(r"\1", line)
    line = _EMPHASIS.sub(lambda span: span[1] or span[2] or "", line)
    if code:
        line = _CODE_PLACE.sub(lambda place: code[int(place[1])], line)
    return " ".join(line.split())
