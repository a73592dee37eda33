"""How a new value is spelled: in the quotes that stand there, plain where plain is text to every reader of YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType

from ..writing import key_text, scalar
from .layout import Piece

# A letter first is no number, date or indicator. Beyond what `scalar` allows, a text on a line of its own may hold
# commas, brackets and quotes, and colons that no blank follows.
_ON_ITS_OWN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff:#]|:(?=[^\s])|(?<=[^\s])#)*")
_WORDS = frozenset("y n yes no on off true false null none nan inf infinity".split())
# An event's id is a text to every reader of YAML, for no date goes on with a hyphen.
_DATED_ID = re.compile(r"\d{4}-\d\d-\d\d-[^\W\d_][\w-]*")
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def respelled(text: str, old: Piece) -> str:
    """The text in the place of a scalar, quoted as that is where the text allows it."""
    if old.style == "'" and not _ODD.search(text):
        return "'" + text.replace("'", "''") + "'"
    if old.style == '"':
        return quoted(text)
    if old.style == "" and not old.empty and not old.within_flow and _stands_plain(text):
        return text
    if old.style == "" and not old.empty and _DATED_ID.fullmatch(text):
        return text
    return scalar(text)


def rekeyed(text: str, old: Piece) -> str:
    """The text in the place of a key."""
    if old.style:
        return respelled(text, old)
    return text if not old.within_flow and _stands_plain(text) else key_text(text)


def quoted(text: str) -> str:
    """The text in double quotes."""
    spelled = scalar(text)
    return spelled if spelled.startswith('"') else f'"{spelled}"'


def flow(value: object) -> str:
    """A value on one line as it can stand in brackets too; `null` for none."""
    if isinstance(value, MappingType):
        return "{" + ", ".join(f"{key_text(str(key))}: {flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "null" if value is None else scalar(str(value))


def spelled(value: object, in_flow: bool = False) -> str:
    """A value on one line; none leaves nothing where no brackets are."""
    return "" if value is None and not in_flow else flow(value)


def literal(text: str, indent: str, newline: str) -> str | None:
    """A text of several lines after `|`, without the last newline; None where it needs quotes."""
    lines = text.removesuffix("\n").split("\n")
    if any(_ODD.search(line) for line in lines) or not lines[0] or lines[0][0] == " " or not lines[-1].strip():
        return None
    chomp = "" if text.endswith("\n") else "-"
    return newline.join([f"|{chomp}", *(indent + line if line else "" for line in lines)])


def pair(key: str, value: object, in_flow: bool = False) -> str:
    """A key with its value on one line."""
    return f"{key_text(key)}: {spelled(value, in_flow)}".rstrip(" ")


def as_listed(piece: Piece, source: str) -> str:
    """A scalar that becomes the first value of a list, in its own quotes."""
    typed = source[piece.start : piece.end]
    if piece.style in ("'", '"') and "\n" not in typed:
        return typed
    return scalar(piece.text)


def _stands_plain(text: str) -> bool:
    return bool(_ON_ITS_OWN.fullmatch(text)) and text == text.strip() and text.casefold() not in _WORDS
