"""Front matter source for new files: text that YAML 1.1 and 1.2 readers and a person read alike."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType

from .dates import read_partial_date

# Plain only where no dialect could see anything but a string: letters first, no indicator that ends a scalar early.
_ESCAPED = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_SAFE = re.compile(rf"[^\W\d_][^{_ESCAPED}:#,\[\]{{}}&*!|>%@?`\"\\]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2}( [0-9]{2}:[0-9]{2})?)?|--[0-9]{2}-[0-9]{2}")
_LENGTH = re.compile(r"[0-9]{1,3} [a-z]{3,}")  # `6 weeks`: a space makes it text in every dialect
_WORDS = frozenset("y n yes no on off true false null none nan inf infinity".split())
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = re.compile(rf"[\"\\{_ESCAPED}]")


def scalar(text: str) -> str:
    """The text as a YAML scalar: plain where that is safe in a list too, else double-quoted on one line."""
    # A date that is none must be quoted: PyYAML would stop at it.
    if _DATE.fullmatch(text) and read_partial_date(text):
        return text
    if _LENGTH.fullmatch(text):
        return text
    if _SAFE.fullmatch(text) and text == text.strip() and text.casefold() not in _WORDS:
        return text
    return '"' + _TO_ESCAPE.sub(_escaped, text) + '"'


def _escaped(char: re.Match[str]) -> str:
    return _ESCAPES.get(char[0]) or f"\\u{ord(char[0]):04x}"


def key_text(key: str) -> str:
    """The text as a key; one that others could take for a date or a number is quoted."""
    text = scalar(key)
    return text if text[0].isalpha() or text[0] == '"' else f'"{text}"'


def _flow(value: object) -> str:
    if isinstance(value, MappingType):
        return "{" + ", ".join(f"{key_text(str(key))}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(child) for child in value) + "]"
    return scalar(str(value)) if value is not None else '""'


def front_matter(fields: MappingType[str, object]) -> str:
    """One line a field, lists and mappings in flow style; a value of None leaves the key empty."""
    lines = [f"{key_text(key)}:" + ("" if value is None else f" {_flow(value)}") for key, value in fields.items()]
    return "\n".join(lines)


def note(fields: MappingType[str, object], body: str = "") -> str:
    """A whole file: fences, fields, body, a final newline."""
    text = f"---\n{front_matter(fields)}\n---\n"
    if body:
        text += body if body.endswith("\n") else body + "\n"
    return text
