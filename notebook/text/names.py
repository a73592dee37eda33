"""The words of a name: by which part of it a person may be called."""

from __future__ import annotations

import re

from .body import reference_name
from .folding import fold

_BETWEEN = re.compile(r"[\s'’‘‐‑-]+")


def words_of(name: str) -> list[str]:
    """The words of a name as they are written; hyphens and apostrophes end one."""
    return [word for word in _BETWEEN.split(name) if word]


def name_words(name: str) -> str:
    """The folded words of a name, one space between them: `Siobhán O'Hara-D'Angelo` is `siobhan o hara d angelo`."""
    return " ".join(words_of(fold(name)))


def has_part(name: str, part: str) -> bool:
    """True where the words of a name start with the part, or have it as words of their own; both as `name_words`."""
    return bool(part) and (name.startswith(part) or f" {part} " in f" {name} ")


def bare_name(text: str) -> str:
    """The name in a reference as it is looked up: without `@`, and without the brackets of a link."""
    return reference_name(text.strip().removeprefix("@"))


def stem_of(path: str) -> str:
    """The stem of a Markdown file's path."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")
