"""What the index is told of one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One file of the vault as text to search: the same `path` and `version` always mean the same content.

    `names` holds the name and the aliases, `fields` the values of the front matter, one a line; `body` is Markdown.
    """

    path: str
    version: str
    kind: str
    names: str
    fields: str
    body: str
