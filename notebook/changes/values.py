"""What a user types as `key=value`: which field the key means, and the value as a file holds it, names as ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from ..errors import NoSuchRecord, UsageFault
from ..records import Kind
from ..schema.fields import FIELDS, Field, field_keys, key_form, look_up
from ..schema.suggest import listed, slip_for
from ..snapshot import Snapshot
from ..text.body import reference_name
from ..text.dates import Lean, read_date, read_partial_date
from ..text.folding import fold
from ..text.frontmatter import read_front_matter
from ..text.nodes import plain_value
from .names import find_id

Values = dict[str, Any]

_A = {kind: f"an {kind}" if kind[0] in "eio" else f"a {kind}" for kind in FIELDS}
_LISTS = ("words", "phrases", "labelled", "references", "ties", "dates")
_MET = ("date", "at", "through", "how")
_AHEAD = ("start", "end", "snooze", "renews")  # where `friday` is the coming one
# `work:ada@society.example`, but neither `https://ada.example` nor `mailto:ada@example.org`.
_LABELLED = re.compile(r"(?!(?:mailto|tel|xmpp):)([^\W\d_][\w -]*):(?!//)(\S.*)", re.IGNORECASE)
# python-frontmatter's own words: a file with such a key cannot be opened by many programs that read front matter.
_UNUSABLE = ("content", "handler")


def read_values(kind: Kind, pairs: Iterable[tuple[str, str]], snapshot: Snapshot, today: date) -> Values:
    """The fields in the order of the kind's table, then the user's own keys as they came.

    A list may be written with commas or by repeating the key, and any value that starts with `[` or `{` as in a file.
    Raises UsageFault for a key that looks like a slip, and NoSuchRecord for a name of nobody or of two.
    """
    known: Values = {}
    own: Values = {}
    for key, text in pairs:
        field, part = meaning_of(kind, key)
        if field is None:
            check_own_key(kind, key, "A key of your own can be added with --edit.")
            own[key.strip()] = own_value(text)
        elif field.name == "name":
            raise UsageFault("The name stands before the options.", f'notebook new {kind} "Ada Lovelace" --set …')
        elif not text.strip():
            known.setdefault(field.name, [] if is_list(field) else None)
        else:
            known[field.name] = joined(field, known.get(field.name), read_value(field, part, text, snapshot, today))
    return {field.name: simple(field, known[field.name]) for field in FIELDS[kind] if field.name in known} | own


def meaning_of(kind: Kind, key: str) -> tuple[Field | None, str | None]:
    """The field that a typed key means and the part of it, a label or a part of `met`; no field for the user's own.

    `linkedin`, `links.linkedin`, `met_through` and `met.through` mean a part. Raises UsageFault for `birthday.day`.
    """
    keys = field_keys(kind)
    form = key_form(key)
    if form in keys and form in ("met_at", "met_through"):
        return keys[form][0], form.removeprefix("met_")
    field, label = look_up(key.strip(), form, keys)
    head, dot, part = key.strip().partition(".")
    if field is not None or not dot or key_form(head) not in keys:
        return field, label if field and field.type == "labelled" else None
    field, label = keys[key_form(head)]
    if field.type == "labelled" and part.strip() and label is None:
        return field, part.strip()
    if field.type == "met" and key_form(part) in _MET:
        return field, key_form(part)
    parts = f"It has {', '.join(_MET)}." if field.type == "met" else f"For example: {field.name}: {field.example}"
    raise UsageFault(f'{field.name} has no part "{part}".', parts)


def is_list(field: Field) -> bool:
    """True for a field that can hold more than one value."""
    return field.type in _LISTS


def simple(field: Field, value: Any) -> Any:
    """The value in the form that reads best: one alone without brackets, labels that differ as one mapping.

    Which form that is, the field's example shows.
    """
    if not isinstance(value, list) or field.example.startswith("["):
        return value
    if field.example.startswith("{"):
        return as_mapping(value) or value
    return value[0] if len(value) == 1 and isinstance(value[0], str) else value


def as_mapping(values: list[Any]) -> Values | None:
    """Labelled values as one mapping; None where one has no label, or two have the same."""
    if not all(isinstance(one, dict) for one in values):
        return None
    merged = {label: text for one in values for label, text in one.items()}
    return merged if len(merged) == sum(map(len, values)) else None


def check_own_key(kind: Kind, key: str, otherwise: str) -> None:
    """Raises UsageFault for a key that cannot be the user's own, or is more likely a slip for a field.

    `otherwise` is how it gets there all the same.
    """
    form = key_form(key)
    keys = field_keys(kind)
    close = slip_for(form, keys)
    if close:
        field, label = keys[close]
        raise UsageFault(f'"{key}" is no field of {_A[kind]}.', f"Did you mean {label or field.name}? {otherwise}")
    if not form or form in _UNUSABLE or not form.isprintable():
        raise UsageFault(f'"{key}" cannot be a key in a file.', f"notebook fields {kind} lists the fields.")


def own_value(text: str) -> Any:
    """The value of a user's own key: text, or as in a file where it starts with a bracket; None for nothing."""
    return as_in_file(text.strip()) if text.strip().startswith(("[", "{")) else text.strip() or None


def read_value(field: Field, part: str | None, text: str, snapshot: Snapshot, today: date) -> Any:
    """The value as a file holds it: a list where the field is one, a mapping of the part alone where there is a part.

    Raises UsageFault for a value in brackets that cannot be read, and NoSuchRecord for a name of nobody or of two.
    """
    text = text.strip()
    if part and field.type == "met":
        return _with_ids(field, {part: text}, snapshot, today)
    if part:
        return [{part: as_in_file(text) if text[0] in "[{" else text}]
    if text[0] in "[{" and (is_list(field) or field.type in ("met", "reference")):
        value = _with_ids(field, as_in_file(text), snapshot, today)
        return [value] if is_list(field) and not isinstance(value, list) else value
    if field.type == "date":
        return _date(text, today, "future" if field.name in _AHEAD else "past")
    if field.type == "labelled":
        return [_labelled(one) for one in _parts(field, text)]
    if is_list(field):
        return _with_ids(field, _parts(field, text), snapshot, today)
    return _with_ids(field, text, snapshot, today)


def _parts(field: Field, text: str) -> list[str]:
    # A postal address has commas of its own.
    found = [text] if field.name == "addresses" else parts(text)
    if field.name == "tags":
        found = [tag for part in found if (tag := part.removeprefix("#").strip())]
    return found


def parts(text: str) -> list[str]:
    """The texts between the commas, empty ones left out."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _labelled(text: str) -> Any:
    """`work:ada@society.example` as a value with a label."""
    found = _LABELLED.fullmatch(text)
    return {found[1].strip(): found[2]} if found else text


def as_in_file(text: str) -> Any:
    """The value of a text written as in a file; raises UsageFault where it cannot be read."""
    root, problems = read_front_matter(f"value: {text}", "", 1)
    if root is None or problems:
        raise UsageFault(f"{text} cannot be read. {problems[0].message}", problems[0].hint)
    return plain_value(root.pairs[0][1])


def _date(text: str, today: date, lean: Lean) -> str:
    """The date as files keep it; what is none is left as it is, for the field's own reader to say why."""
    if read_partial_date(text) is not None:
        return text
    try:
        return str(read_date(text, today, lean)).replace("T", " ")
    except UsageFault:
        return text


def _with_ids(field: Field, value: Any, snapshot: Snapshot, today: date) -> Any:
    """The value with every name in it replaced by the id it means."""
    match field.type:
        case "reference":
            return _id(field, _flat(value)[0] if _flat(value) else "", snapshot)
        case "references":
            return [_id(field, name, snapshot) for name in _flat(value)]
        case "ties":
            return [_tie(field, one, snapshot) for one in (value if isinstance(value, list) else [value])]
        case "met" if isinstance(value, dict):
            return {key: _met_part(field, key, one, snapshot, today) for key, one in value.items()}
        case "labelled" if isinstance(value, dict):
            return [{label: text} for label, text in value.items()]
        case _:
            return value


def _met_part(field: Field, part: str, value: Any, snapshot: Snapshot, today: date) -> Any:
    if part == "date" and isinstance(value, str):
        return _date(value, today, "past")
    if part not in ("at", "through"):
        return value
    found = _id(field, str(value), snapshot)
    # Any name may stand here, but a part of one that fits one record alone means that record.
    kinds = ("contact",) if part == "through" else ("event", "organization")
    fitting = () if snapshot.resolve(found) else snapshot.by_part(found, *kinds)
    return fitting[0].id if len(fitting) == 1 else found


def _tie(field: Field, value: Any, snapshot: Snapshot) -> Any:
    if isinstance(value, dict) and "who" in value:
        return {**value, "who": _id(field, str(value["who"]), snapshot)}
    if isinstance(value, dict):
        return {_id(field, str(who), snapshot): role for who, role in value.items()}
    names = _flat(value)
    return _id(field, names[0], snapshot) if names else ""


def _flat(value: Any) -> list[str]:
    """The texts in a list; `[[Ana]]` is a list in a list to YAML and one name to everybody else."""
    if isinstance(value, list):
        return [text for child in value for text in _flat(child)]
    return [str(value)] if value else []


def _id(field: Field, name: str, snapshot: Snapshot) -> str:
    """The id a name means; a name of nobody stays as it is where the field allows that."""
    name = reference_name(name)
    if fold(name) == "me" and "contact" in field.to and snapshot.owner and not snapshot.resolve(name, *field.to):
        return snapshot.owner.id
    if field.must_exist:
        return find_id(name, field.to, snapshot)
    found = snapshot.resolve(name, *field.to)
    if len(found) > 1:
        ids = tuple(record.id for record in found)
        message = f'{field.name}: "{name}" could be {listed(found)}. Nothing was written.'
        raise NoSuchRecord(message, "Say which by its id.", ids)
    return found[0].id if found else name


def joined(field: Field, before: Any, value: Any) -> Any:
    """The value with what was said of the field before; raises UsageFault where the field holds one value alone."""
    if not before:
        return value
    if isinstance(before, list) and isinstance(value, list):
        return before + [one for one in value if one not in before]
    if isinstance(before, dict) and isinstance(value, dict):
        return before | value
    raise UsageFault(f"{field.name} is given twice.", f"It holds one value. For example: {field.example}")
