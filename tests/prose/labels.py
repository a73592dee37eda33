"""Labelled lines of prose: how their files are read, and how an answer is compared with a label.

A file is a list of lines as people type them, each with what a careful secretary who knows the vault would write down:

    coffee with ada yesterday, she lent me her good scissors
      with: ada-brightwell
      date: 2026-11-20
      channel: coffee
      received: her good scissors

What is not there is not expected, and is wrong when found. A line that starts with `# ` is a remark. Ids and names have
commas between them, other texts semicolons; `|` stands between spellings that are all right; a key may stand twice.
A key with a question mark (`place?: the park`) is what a secretary may write or leave out: it is neither missed nor
wrong; `*` there is anything. A promise is `@id: text due:2026-11-27`, owner and day only where there are some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from notebook.text.folding import fold

HERE = Path(__file__).resolve().parent
FILES = {"development": HERE / "development.txt", "held-out": HERE / "held-out.txt"}
KEYS = ("with", "unclear", "new", "date", "channel", "initiated", "place", "event", "project", "topics", "gave",
        "received", "introduced", "promise", "ask")  # fmt: skip

_BY_COMMA = frozenset(("with", "unclear", "new", "introduced"))
_BY_SEMICOLON = frozenset(("place", "topics", "gave", "received", "ask"))
_AS_IT_STANDS = frozenset(("with", "introduced", "event", "project", "date", "channel", "initiated"))
_LABEL = re.compile(r" +(?P<key>[a-z]+)(?P<maybe>\?)?: (?P<value>.+)")
_DETERMINERS = re.compile(r"^(?:(?:a|an|the|my|his|her|their|our|your|some|#)\s+)+")
_DUE = re.compile(r" due:(\S+)$")
_OWNER = re.compile(r"^@(\S+): ")

Spellings = frozenset[str]
ANYTHING = frozenset("*")


@dataclass(frozen=True)
class Labelled:
    """A line, where it stands, and what is expected of it; `maybe` is neither missed nor wrong."""

    text: str
    place: str
    expected: Mapping[str, tuple[Spellings, ...]] = field(default_factory=dict)
    maybe: Mapping[str, tuple[Spellings, ...]] = field(default_factory=dict)

    def wants(self, key: str) -> tuple[Spellings, ...]:
        """What must be found under the key."""
        return self.expected.get(key, ())


def labelled_lines(name: str) -> list[Labelled]:
    """The lines of a file; raises ValueError with the place of what is no label."""
    path = FILES[name]
    found: list[Labelled] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"tests/prose/{path.name}:{number}"
        if not line.strip() or line.startswith("# "):
            continue
        if not line.startswith(" "):
            found.append(Labelled(line, place, {}, {}))
            continue
        label = _LABEL.fullmatch(line)
        if not label or label["key"] not in KEYS or not found:
            raise ValueError(f"{place}: no label: {line.strip()}")
        kept = found[-1].maybe if label["maybe"] else found[-1].expected
        assert isinstance(kept, dict)
        kept[label["key"]] = (*kept.get(label["key"], ()), *_spellings(label["key"], label["value"]))
    return found


def _spellings(key: str, value: str) -> Iterator[Spellings]:
    separator = "," if key in _BY_COMMA else ";" if key in _BY_SEMICOLON else "\n"
    for part in value.split(separator):
        if part.strip() == "*":
            yield ANYTHING
            continue
        due = _DUE.search(part) if key == "promise" else None
        owner = _OWNER.match(part) if key == "promise" else None
        words = part[owner.end() if owner else 0 : due.start() if due else len(part)]
        spellings = [word.strip() for word in words.split(" | ")]
        if key == "promise":
            yield frozenset(promise(word, owner[1] if owner else None, due[1] if due else None) for word in spellings)
        else:
            yield frozenset(spelled(key, word) for word in spellings)


def spelled(key: str, value: str) -> str:
    """The value as it is compared: ids, dates and channels as they stand, words without article, case and full stop."""
    if key in _AS_IT_STANDS:
        return value
    words = re.sub(r"[-_]", " ", fold(value)) if key == "topics" else fold(value)
    words = words.strip(" .,;:!?\"'“”’#*")
    if key == "unclear":
        words = words.removesuffix("'s")
    return words if key in ("unclear", "new") else _DETERMINERS.sub("", words)


def promise(text: str, owner: str | None, due: str | None) -> str:
    """A promise as it is compared: who made it, its words, its day."""
    return f"@{owner or 'me'} {spelled('promise', text)} due:{due or 'none'}"


@dataclass(frozen=True)
class Compared:
    """One key of one line: what was rightly found, what wrongly, and what was missed."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[Spellings, ...]


def compare(found: tuple[str, ...], expected: tuple[Spellings, ...], maybe: tuple[Spellings, ...]) -> Compared:
    """Each value found is right once for a label, wrong where no label has it."""
    missed, left = list(expected), list(maybe)
    right, wrong = [], []
    for value in found:
        fits = next((label for label in missed if value in label), None)
        if fits is not None:
            missed.remove(fits)
            right.append(value)
            continue
        fits = next((label for label in left if value in label), None)
        if fits is not None:
            left.remove(fits)
        elif ANYTHING not in left:
            wrong.append(value)
    return Compared(tuple(right), tuple(wrong), tuple(missed))
