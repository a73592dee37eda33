"""The `[[links]]` of a note: what each names, and where it stands. Links in code are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .blocks import read_blocks

# Within a table, the bar before a label is written `\|`.
LINK = re.compile(r"(!?)\[\[([^\[\]|#^\n]*?)((?:[#^][^\[\]|\n]*)?(?:\\?\|[^\[\]\n]*)?)\]\]")

# A link to a note as Markdown writes it: `[Ada](../contacts/Ada%20Silva.md)`, `[Ada](<Ada Silva.md>)`.
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_FILE_LINK = re.compile(
    r"\[[^\[\]\n]*\]\((?:<([^<>\n]+\.md(?:#[^<>\n]*)?)>|([^()<>\s]+\.md(?:#[^()\s]*)?))(?:\s+\"[^\"\n]*\")?\)",
    re.IGNORECASE,
)

_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Link:
    """A `[[link]]`: the name in it, and the offsets of the link and of its target, which is the name's place.

    The target is what stands before `#`, `^` and `|`, so it may have a folder before the name and `.md` after it.
    """

    name: str
    start: int
    target_start: int
    target_end: int
    embedded: bool


def link_of(match: re.Match[str]) -> Link:
    """The link of a match of `LINK`."""
    inner = match[2]
    start = match.start(2) + len(inner) - len(inner.lstrip())
    return Link(target_name(inner), match.start(), start, start + len(inner.strip()), bool(match[1]))


def links_in(line: str) -> Iterator[Link]:
    """The links of a line of prose that name something, embedded files too; those in code spans are left out."""
    if "[[" not in line:
        return
    shown = without_code(line, lambda code: " " * len(code)) if "`" in line else line
    for match in LINK.finditer(shown):
        link = link_of(match)
        if link.name and not _is_escaped(match):
            yield link


def _is_escaped(match: re.Match[str]) -> bool:
    """True where a backslash takes the link's first bracket for a bracket: `\\[[Ada]]`."""
    before = match.string[: match.start()]
    return not match[1] and (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _unescaped(url: str) -> str:
    """The URL's text, `%20` being a blank (RFC 3986, percent-encoded UTF-8)."""
    raw = _PERCENT.sub(lambda found: bytes.fromhex(found[1].decode()), url.encode())
    return raw.decode("utf-8", "replace")


def file_links(text: str) -> Iterator[tuple[str, str]]:
    """Each Markdown link to a note of the vault as it is written, and the stem of the file it leads to."""
    for match in _FILE_LINK.finditer(text):
        target = match[1] or match[2]
        name = target_name(_unescaped(target.partition("#")[0]))
        if ":" not in target.partition("/")[0]:
            yield match[0], name


def links_in_body(body: str) -> Iterator[Link]:
    """The links of a note's body, with offsets into it."""
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for number, _, _, line in read_blocks(body, 0):
        at = starts[number]
        for link in links_in(line):
            yield replace(link, start=link.start + at, target_start=link.target_start + at,
                          target_end=link.target_end + at)  # fmt: skip


def links_to(text: str, named: Callable[[str], bool]) -> bool:
    """True where some link of the text to a note, in code or not, has a name that is `named`."""
    if any(named(target_name(match[2])) for match in LINK.finditer(text)):
        return True
    return any(named(name) for _, name in file_links(text))


def target_name(inner: str) -> str:
    """The name in a link's target: without folder and `.md`."""
    name = inner.strip().rsplit("/", 1)[-1]
    return name[:-3] if name.casefold().endswith(".md") else name


def without_code(line: str, instead: Callable[[str], str]) -> str:
    """The line with something else for each code span, backticks and all."""
    parts = []
    at = 0
    for start, end in _code_spans(line):
        parts += [line[at:start], instead(line[start:end])]
        at = end
    return "".join(parts) + line[at:]


def _code_spans(line: str) -> list[tuple[int, int]]:
    """Where the code spans of a line start and end: at the next run of as many backticks as they start with."""
    runs = [run.span() for run in _TICKS.finditer(line)]
    spans = []
    next_of: dict[int, int] = {}
    closing: list[int | None] = []
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        closing.append(next_of.get(length))
        next_of[length] = at
    closing.reverse()
    at = 0
    while at < len(runs):
        close = closing[at]
        if close is not None:
            spans.append((runs[at][0], runs[close][1]))
            at = close
        at += 1
    return spans
