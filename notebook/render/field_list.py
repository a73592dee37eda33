"""The field table as lines, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..records import Kind
from ..schema import FIELDS, Field
from .terminal import paint, width_of, wrap

TYPES = {
    "text": "a line of text",
    "words": "a list of words",
    "phrases": "a list of words",
    "labelled": "a list, each with a label or without",
    "reference": "a name",
    "references": "a list of names",
    "ties": "a list of names, each with a role or without",
    "date": "a date",
    "dates": "a list of dates, each with what it is",
    "met": "a line of text, or its parts",
    "cadence": "a length of time",
    "choice": "one word of a few",
}


def field_lines(kinds: Iterable[Kind], width: int) -> Iterator[str]:
    """Each field with what it means, how it is written and from which other keys it is read."""
    kinds = tuple(kinds)
    wide = max(width_of(field.name) for kind in kinds for field in FIELDS[kind])
    for number, kind in enumerate(kinds):
        if number:
            yield ""
        yield paint(kind, "bold")
        for field in FIELDS[kind]:
            head = f"  {paint(field.name, 'bold')}{' ' * (wide - width_of(field.name) + 2)}"
            texts = [(field.doc, False), (f"{field.name}: {field.example}", True)]
            if also := also_read(field):
                texts.append((f"also read from {', '.join(also)}", True))
            for text, dim in texts:
                for line in wrap(text, max(20, width - wide - 4)):
                    yield head + (paint(line, "dim") if dim else line)
                    head = " " * (wide + 4)


def also_read(field: Field) -> tuple[str, ...]:
    """The other keys a field is read from."""
    return (*field.synonyms, *field.labels)


def field_shape(kind: Kind, field: Field) -> dict[str, Any]:
    """The JSON object of a field."""
    return {
        "kind": kind,
        "name": field.name,
        "type": field.type,
        "doc": field.doc,
        "example": field.example,
        "synonyms": list(also_read(field)),
        "choices": list(field.choices),
        "open": field.type != "choice" or field.open_choice,
        "to": list(field.to),
    }
