"""One file to one record: which kind it is, its fields, what its body says, and every problem on the way."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from ..records import (
    KIND_CLASSES,
    KINDS,
    AnyRecord,
    Contact,
    Event,
    Interaction,
    Kind,
    Met,
    PartialDate,
    Problem,
    Project,
)
from ..text.body import read_body
from ..text.dates import read_partial_date
from ..text.document import Document, read_document
from ..text.frontmatter import read_front_matter
from ..text.nodes import Mapping, Node, Scalar, plain_value
from .fields import Field, field_keys, key_form, look_up
from .private import is_understood, private_words
from .suggest import nearest, slip_for
from .types import READERS, Reading, date_hint

_KIND_WORDS: dict[str, Kind] = {
    **{kind: kind for kind in KINDS},
    **{f"{kind}s": kind for kind in KINDS},
    "person": "contact",
    "people": "contact",
    "individual": "contact",
    "org": "organization",
    "organisation": "organization",
}
_DAY_SLOTS = {"interaction": "date", "event": "start"}
_DATED_STEM = re.compile(r"^(\d{4}-\d\d-\d\d)(?:[ _T-]+(.*))?$")


def read_file(raw: bytes, path: str, folder_kind: Kind | None) -> tuple[AnyRecord | None, tuple[Problem, ...]]:
    """The record in a file's bytes, or None where it holds none or cannot be read, with its problems.

    `folder_kind` is the kind its folder stands for; a file in no such folder is a record only with a `kind:` of its
    own, and has no problems without it.
    """
    document, problems = read_document(raw, path)
    if document is None:
        return None, problems if folder_kind else ()
    fields: Mapping | None = Mapping((), 1, 1)
    if document.front is not None:
        fields, more = read_front_matter(document.front, path, document.front_line)
        problems += more
    if fields is None:
        return None, problems if folder_kind else ()
    kind = _stated_kind(fields) or folder_kind
    if kind is None:
        return None, ()
    record, more = _read_record(kind, fields, document, path)
    return record, tuple(sorted((*problems, *more), key=lambda problem: (problem.line, problem.column)))


def _stated_kind(fields: Mapping) -> Kind | None:
    """The kind that `kind:` names; other words there (`kind: workshop`) are no record kind."""
    for key, value in fields.pairs:
        if key_form(key.text) == "kind" and isinstance(value, Scalar):
            return _KIND_WORDS.get(value.text.strip().casefold())
    return None


def _read_record(kind: Kind, fields: Mapping, document: Document, path: str) -> tuple[AnyRecord, tuple[Problem, ...]]:
    reading = Reading(path)
    values, extra = _read_fields(kind, fields, reading)
    body = read_body(document.body, document.body_line)
    for bad in body.bad_dates:
        written = Scalar(bad.text, bad.line, bad.column)
        mended = date_hint(bad.text)[1]
        hint = f"Write the day: {bad.key}:{mended or 'YYYY-MM-DD'}."
        reading.report("bad-date", written, f'"{bad.text}" is not a date.', hint, mended)
    stem = PurePosixPath(path).stem
    dated = _DATED_STEM.match(stem)
    values["name"] = values.get("name") or body.title or _name_from_stem(kind, stem, dated)
    day = _DAY_SLOTS.get(kind)
    if day and dated and not values.get(day):
        values[day] = read_partial_date(dated[1])
    # The table of the kind has filled the attributes of its class, which mypy cannot follow.
    record: AnyRecord = KIND_CLASSES[kind](  # type: ignore[assignment]
        id=stem,
        path=path,
        tasks=body.tasks,
        references=body.references,
        summary=body.summary,
        quotes=body.quotes,
        extra=extra,
        **{slot: value for slot, value in values.items() if value is not None},
    )
    _check_whole(record, fields, reading)
    return record, tuple(reading.problems)


def _read_fields(kind: Kind, fields: Mapping, reading: Reading) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values of the kind's fields by attribute, and the keys that are the user's own.

    A field's own name wins over its synonyms; lists from several keys are joined.
    """
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    known = field_keys(kind)
    seen: set[str] = set()
    for key, node in sorted(fields.pairs, key=lambda pair: _rank(pair[0], known)):
        form = key_form(key.text)
        if key.text in seen and form != "private":  # of two lists of what is private, both are meant
            continue
        seen.add(key.text)
        if form == "kind" and states_kind(key, node):
            continue
        field, label = look_up(key.text, form, known)
        if field is None:
            _hint_near_key(key, form, known, reading)
            extra[key.text] = plain_value(node)
            continue
        node = _as_named(form, node)
        value = READERS[field.type](node, field, reading, label)
        held = values.get(field.slot)
        if not held:
            values[field.slot] = value
        elif isinstance(held, tuple):
            values[field.slot] = held + tuple(one for one in value if one not in held)
        elif isinstance(held, Met) and value:
            values[field.slot] = Met(*(getattr(held, part) or getattr(value, part) for part in Met.__struct_fields__))
        elif value:
            extra[key.text] = plain_value(node)
    return values, extra


def _rank(key: Scalar, known: dict[str, tuple[Field, str | None]]) -> int:
    found = known.get(key_form(key.text))
    return 0 if found and found[0].name == key_form(key.text) else 1


def states_kind(key: Scalar, node: Node) -> bool:
    """True for a key that says which kind of record the file is, and so is no field."""
    return key_form(key.text) == "kind" and isinstance(node, Scalar) and node.text.strip().casefold() in _KIND_WORDS


def _as_named(form: str, node: Node) -> Node:
    """`met_through: Ana` and `met_at: PyCon` as the mapping they stand for."""
    if form in ("met_through", "met_at") and not isinstance(node, Mapping):
        return Mapping(((Scalar(form.removeprefix("met_"), node.line, node.column), node),), node.line, node.column)
    return node


def _hint_near_key(key: Scalar, form: str, known: dict[str, tuple[Field, str | None]], reading: Reading) -> None:
    near = slip_for(form, known)
    if near:
        reading.report("unknown-key", key, f'"{key.text}" is no field, so it is kept as your own key.',
                       f"Did you mean {near}?")  # fmt: skip


def _name_from_stem(kind: Kind, stem: str, dated: re.Match[str] | None) -> str:
    """The words of a file's name: `ada-lovelace` is Ada Lovelace; a stem with spaces or capitals is a name as it is."""
    words = (dated[2] or stem) if dated and kind in ("interaction", "event") else stem
    if not words.isascii() or " " in words or words != words.lower():
        return words
    spaced = " ".join(words.replace("_", "-").replace("-", " ").split())
    return spaced.title() if kind == "contact" else spaced[:1].upper() + spaced[1:]


def _check_whole(record: AnyRecord, fields: Mapping, reading: Reading) -> None:
    """Problems that no single field shows."""
    if isinstance(record, Interaction):
        _check_day(record, "date", record.date, fields, reading)
        if not record.with_:
            reading.report("missing-people", _TOP, "The interaction names nobody.", "Add with: [id].")
    elif isinstance(record, Event):
        _check_day(record, "start", record.start, fields, reading)
        _check_order(record, record.start, "end", record.end, fields, reading)
    elif isinstance(record, Contact):
        _check_private(record, fields, reading)
    elif isinstance(record, Project):
        _check_order(record, record.started, "ended", record.ended, fields, reading)


_TOP = Scalar("", 1, 1)


def _check_private(contact: Contact, fields: Mapping, reading: Reading) -> None:
    """A problem for each word of `private:` that names nothing there could be on the card."""
    for key, node in fields.pairs if contact.private else ():
        for word, scalar in private_words(node) if key_form(key.text) == "private" else ():
            if not is_understood(word, contact.extra):
                near = nearest(key_form(word), field_keys("contact"))
                hint = f"Did you mean {field_keys('contact')[near][0].name}? " if near else ""
                reading.report("unknown-private", scalar, f'private: "{word}" is no field and no key of this card.',
                               f"{hint}notebook fields contact lists them.")  # fmt: skip


def _check_day(record: AnyRecord, name: str, day: PartialDate | None, fields: Mapping, reading: Reading) -> None:
    """A problem where there is no day with a year, unless one is written and a problem already."""
    key = _key_of(name, record, fields)
    if day is None and key and not (isinstance(key[1], Scalar) and key[1].empty):
        return
    if day is None or day.earliest is None:
        reading.report("missing-date", _TOP, f"The {record.kind} has no date.", f"Add {name}: 2026-11-18.")


def _check_order(
    record: AnyRecord, start: PartialDate | None, name: str, end: PartialDate | None, fields: Mapping, reading: Reading
) -> None:
    first = start and start.earliest
    last = end and end.latest
    key = _key_of(name, record, fields)
    if key and first and last and last < first:
        reading.report("end-before-start", key[0], f"{name} {end} lies before the start, {start}.",
                       "Correct one of the two dates.")  # fmt: skip


def _key_of(name: str, record: AnyRecord, fields: Mapping) -> tuple[Scalar, Node] | None:
    """The first key, own name or synonym, that is read as this field."""
    known = field_keys(record.kind)
    return next(
        (pair for pair in fields.pairs if (found := known.get(key_form(pair[0].text))) and found[0].name == name), None
    )
