"""How each type of field is read: a node of front matter to a value, with problems where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ..errors import UsageFault
from ..records import Cadence, Fix, Labelled, Met, Milestone, PartialDate, Phrase, Problem, Reference, Tie
from ..text.body import reference_name
from ..text.dates import read_date, read_duration, read_partial_date
from ..text.nodes import Mapping, Node, Scalar, Sequence
from .fields import Field, key_form, known_channel, word_form
from .private import private_words
from .problems import CODES
from .suggest import nearest, one_edit_apart

_LINKS = re.compile(r"\[\[[^\[\]]+\]\]")


class Reading:
    """The reading of one file: its path, and the problems found so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def report(self, code: str, node: Node, message: str, hint: str = "", mended: str | None = None) -> None:
        """Adds a problem at the node's place; `mended` is what the scalar there certainly means."""
        severity = CODES[code].severity
        fix = Fix(node.text, mended) if mended and isinstance(node, Scalar) else None
        self.problems.append(Problem(code, severity, self.path, node.line, node.column, message, hint, fix))

    def wrong_type(self, node: Node, field: Field, wanted: str) -> None:
        """Adds the problem of a value with the wrong shape."""
        self.report("wrong-type", node, f"{field.name} wants {wanted}.", f"For example: {field.name}: {field.example}")


def _line(scalar: Scalar) -> str:
    """The scalar's words on one line; a link by the name it means."""
    text = scalar.text
    return reference_name(" ".join(text.split()) if "\n" in text else text)


def _unwrapped(node: Node) -> Node:
    """The node, or the scalar inside `[[Ana]]`, which YAML reads as a list in a list; or the one value of a list."""
    while isinstance(node, Sequence) and len(node.nodes) == 1:
        node = node.nodes[0]
    return node


def _scalars(node: Node, field: Field, reading: Reading) -> Iterator[Scalar]:
    """The scalars of a list; a scalar is a list of one, an empty one a list of none."""
    if isinstance(node, Scalar):
        if not node.empty and node.text.strip():
            yield node
    elif isinstance(node, Sequence):
        for child in node.nodes:
            inner = _unwrapped(child)
            if isinstance(inner, Scalar):
                if not inner.empty and inner.text.strip():
                    yield inner
            elif not (isinstance(inner, Sequence) and not inner.nodes):
                reading.wrong_type(child, field, "a list of words here")
    else:
        reading.wrong_type(node, field, "words or a list of words")


def _text(node: Node, field: Field, reading: Reading, label: str | None) -> str | None:
    node = _unwrapped(node)
    if isinstance(node, Scalar):
        return None if node.empty else _line(node) or None
    if isinstance(node, Sequence) and all(isinstance(child, Scalar) for child in node.nodes):
        return ", ".join(_line(scalar) for scalar in _scalars(node, field, reading)) or None
    reading.wrong_type(node, field, "one line of text")
    return None


def _words(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[str, ...]:
    words: dict[str, None] = {}
    scalars = tuple(_scalars(node, field, reading))
    if field.name == "private":
        return tuple(dict.fromkeys(word for word, _ in private_words(node)))
    for scalar in scalars:
        # `tags: a, b` is one scalar to YAML and two tags to everybody who writes it.
        parts = scalar.text.split(",") if field.name == "tags" else [scalar.text]
        for part in parts:
            word = reference_name(part)
            if field.name == "tags":
                word = word.removeprefix("#").strip()
            if word:
                words[word] = None
    return tuple(words)


def _phrases(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[Phrase, ...]:
    phrases = (Phrase(_line(scalar), scalar.line) for scalar in _scalars(node, field, reading))
    return tuple(phrase for phrase in phrases if phrase.text)


def _labelled(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[Labelled, ...]:
    found: list[Labelled] = []
    stack: list[tuple[Node, str | None]] = [(node, label)]
    while stack:
        node, name = stack.pop()
        if isinstance(node, Scalar):
            if not node.empty and node.text.strip():
                found.extend(Labelled(text, name) for text in _addresses(node.text.strip(), field))
        elif isinstance(node, Sequence):
            stack.extend((child, name) for child in reversed(node.nodes))
        else:
            stack.extend((value, key.text) for key, value in reversed(node.pairs))
    return tuple(found)


def _addresses(text: str, field: Field) -> list[str]:
    """The e-mail addresses that stand in one text with commas between them; any other text is one value."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return parts if field.name == "emails" and parts and all("@" in part for part in parts) else [text]


def _references(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[Reference, ...]:
    found = []
    for scalar in _scalars(node, field, reading):
        # Several links in one scalar are several references; any other text, even with a comma, is one name.
        links = _LINKS.findall(scalar.text)
        for name in links if len(links) > 1 else [scalar.text]:
            found.append(Reference(" ".join(reference_name(name).split()), scalar.line, scalar.column))
    return tuple(reference for reference in found if reference.text)


def _reference(node: Node, field: Field, reading: Reading, label: str | None) -> Reference | None:
    found = _references(node, field, reading, label)
    if len(found) > 1:
        reading.wrong_type(node, field, "one name")
    return found[0] if found else None


def _ties(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[Tie, ...]:
    ties: list[Tie] = []
    for child in node.nodes if isinstance(node, Sequence) else [node]:
        inner = _unwrapped(child)
        if isinstance(inner, Mapping):
            values = _by_key(inner)
            one = values.get("who") or values.get("name")
            for who, role in [(one, values.get("as") or values.get("role"))] if one else inner.pairs:
                ties.extend(
                    Tie(reference, _text(role, field, reading, None) if role else None)
                    for reference in _references(who, field, reading, None)
                )
        else:
            ties.extend(Tie(reference) for reference in _references(inner, field, reading, None))
    return tuple(ties)


def _date(node: Node, field: Field, reading: Reading, label: str | None) -> PartialDate | None:
    node = _unwrapped(node)
    if not isinstance(node, Scalar):
        if not (isinstance(node, Sequence) and not node.nodes):
            reading.wrong_type(node, field, "one date")
        return None
    if node.empty or not node.text.strip():
        return None
    found = read_partial_date(reference_name(node.text))
    if found is None:
        hint, mended = date_hint(node.text)
        reading.report("bad-date", node, f'{field.name} "{node.text}" is not a date.', hint, mended)
    return found


def date_hint(text: str) -> tuple[str, str | None]:
    """How to write the date that was meant, as far as the text tells; and that date, where it can be no other."""
    iso = re.match(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)", text)
    if iso:
        return _iso_hint(int(iso[1]), int(iso[2]), int(iso[3]), text[iso.end() :])
    other = re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text)
    if other:
        first, second, year = (int(part) for part in other.groups())
        days = {f"{year}-{month:02d}-{day:02d}" for day, month in ((first, second), (second, first))}
        written = sorted(day for day in days if read_partial_date(day))
        return _year_first(written), written[0] if len(written) == 1 else None
    try:
        meant = str(read_date(text, date(2000, 1, 1), "past")) if re.search(r"\d{4}", text) else None
    except UsageFault:
        meant = None
    if meant is None:
        return "Write 2026-11-18, 2026-11, 2026, or --11-18 without a year.", None
    return f"Write {meant}.", None if meant.endswith("~") else meant


def _year_first(written: list[str]) -> str:
    return f"Write the year first: {' or '.join(written or ['2026-11-18'])}."


def _iso_hint(year: int, month: int, day: int, rest: str) -> tuple[str, str | None]:
    written = f"{year:04d}-{month:02d}-{day:02d}"
    if read_partial_date(written):
        return (f"Write {written} 14:30 if a time follows.", None) if rest else (f"Write {written}.", written)
    if 12 < month <= 31 and 1 <= day <= 12:
        return f"Write {year:04d}-{day:02d}-{month:02d}, if the month and the day are swapped.", None
    if 1 <= month <= 12:
        return f"Write {year:04d}-{month:02d} if the day is unknown.", None
    return f"Write {year:04d} if only the year is known.", None


def _dates(node: Node, field: Field, reading: Reading, label: str | None) -> tuple[Milestone, ...]:
    milestones = []
    for child in node.nodes if isinstance(node, Sequence) else [node]:
        if not isinstance(child, Mapping):
            if not (isinstance(child, Scalar) and child.empty):
                reading.wrong_type(child, field, "a date and what it is")
            continue
        values = _by_key(child)
        swapped: list[tuple[Node, Node | None]] = [(value, key) for key, value in child.pairs]
        for when, what in [(values["date"], values.get("what"))] if "date" in values else swapped:
            found = _date(when, field, reading, None)
            if found:
                words = _text(what, field, reading, None) if what else None
                milestones.append(Milestone(found, words or "a date", when.line))
    return tuple(milestones)


def _met(node: Node, field: Field, reading: Reading, label: str | None) -> Met | None:
    if not isinstance(node, Mapping):
        how = _text(node, field, reading, None)
        return Met(how=how) if how else None
    values = _by_key(node)
    unknown = [key for key, _ in node.pairs if key_form(key.text) not in ("date", "at", "through", "how")]
    if unknown:
        reading.wrong_type(unknown[0], field, f"date, at, through and how, not {unknown[0].text}")
    when = _date(values["date"], field, reading, None) if "date" in values else None
    at = _reference(values["at"], field, reading, None) if "at" in values else None
    through = _reference(values["through"], field, reading, None) if "through" in values else None
    how = _text(values["how"], field, reading, None) if "how" in values else None
    return Met(when, at, through, how) if when or at or through or how else None


def _by_key(node: Mapping) -> dict[str, Node]:
    """The values by the form their keys are compared in; of a key that stands twice, the first."""
    return {key_form(key.text): value for key, value in reversed(node.pairs)}


def _cadence(node: Node, field: Field, reading: Reading, label: str | None) -> Cadence | None:
    text = _text(node, field, reading, None)
    if text is None:
        return None
    if text.casefold() in ("none", "never", "no", "off"):
        return Cadence(None, text)
    days = read_duration(text)
    if not days:
        reading.report("bad-cadence", node, f'cadence "{text}" is not a length of time.',
                       f"Write {text} days, if days are meant." if text.isdecimal() else
                       "Write 6 weeks, 45 days, monthly, quarterly, yearly or none.")  # fmt: skip
        return None
    return Cadence(days, text)


def _choice(node: Node, field: Field, reading: Reading, label: str | None) -> str | None:
    text = _text(node, field, reading, None)
    if text is None:
        return None
    word = word_form(text)
    if word in field.choices:
        return word
    if field.name == "channel" and known_channel(word):
        return text  # as it was typed: what it stands for is asked with `known_channel`
    if field.open_choice:
        close = next((choice for choice in field.choices if len(word) > 3 and one_edit_apart(word, choice)), None)
        if close and close + "s" != word:
            reading.report("unknown-choice", node, f'{field.name} "{text}" is kept as your own word.',
                           f"Did you mean {close}?")  # fmt: skip
        return text
    guess = nearest(word, field.choices)
    listed = ", ".join(field.choices)
    reading.report("unknown-choice", node, f'{field.name} "{text}" is none of {listed}.',
                   f"Did you mean {guess}?" if guess else "", guess)  # fmt: skip
    return None


Reader = Callable[[Node, Field, Reading, str | None], Any]
READERS: dict[str, Reader] = {
    "text": _text,
    "words": _words,
    "phrases": _phrases,
    "labelled": _labelled,
    "reference": _reference,
    "references": _references,
    "ties": _ties,
    "date": _date,
    "dates": _dates,
    "met": _met,
    "cadence": _cadence,
    "choice": _choice,
}
