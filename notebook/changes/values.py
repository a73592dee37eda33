"""What a user types as `key=value`, turned into the fields of a new file: known keys by their table, names as ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..errors import NoSuchRecord, UsageFault
from ..records import Kind
from ..schema.fields import FIELDS, Field, field_keys, key_form
from ..schema.suggest import listed, slip_for
from ..snapshot import Snapshot
from ..text.body import reference_name
from ..text.dates import Lean, read_date, read_partial_date
from ..text.frontmatter import read_front_matter
from ..text.nodes import plain_value
from .names import find_id

Values = dict[str, Any]

_A = {kind: f"an {kind}" if kind[0] in "eio" else f"a {kind}" for kind in FIELDS}
_LISTS = ("words", "phrases", "labelled", "references", "ties")
_AHEAD = ("start", "end", "snooze", "renews")  # where `friday` is the coming one
# python-frontmatter's own words: a file with such a key cannot be opened by many programs that read front matter.
_UNUSABLE = ("content", "handler")


def read_values(kind: Kind, pairs: Iterable[tuple[str, str]], snapshot: Snapshot, today: date) -> Values:
    """The fields in the order of the kind's table, then the user's own keys as they came.

    A list may be written with commas or by repeating the key, and any value that starts with `[` or `{` as in a file.
    Raises UsageFault for a key that looks like a slip, and NoSuchRecord for a name of nobody or of two.
    """
    known: Values = {}
    own: Values = {}
    keys = field_keys(kind)
    for key, text in pairs:
        field, label = keys.get(key_form(key), (None, None))
        if field is None:
            _check_own_key(kind, key)
            own[key.strip()] = _as_in_file(text) if text.startswith(("[", "{")) else text.strip() or None
        elif field.name == "name":
            raise UsageFault("The name stands before the options.", f'notebook new {kind} "Ada Lovelace" --set …')
        else:
            found = _value(field, key_form(key), label, text.strip(), snapshot, today)
            _join(known, field, found)
    return {field.name: _simple(field, known[field.name]) for field in FIELDS[kind] if field.name in known} | own


def _simple(field: Field, value: Any) -> Any:
    """The value in the form that reads best: one alone without brackets, labels that differ as one mapping.

    Which form that is, the field's example shows.
    """
    if not isinstance(value, list) or field.example.startswith("["):
        return value
    if field.example.startswith("{") and all(isinstance(one, dict) for one in value):
        merged = {label: text for one in value for label, text in one.items()}
        return merged if len(merged) == len(value) else value
    return value[0] if len(value) == 1 and isinstance(value[0], str) else value


def _check_own_key(kind: Kind, key: str) -> None:
    """Raises UsageFault for a key that cannot be the user's own, or is more likely a slip for a field."""
    form = key_form(key)
    keys = field_keys(kind)
    close = slip_for(form, keys)
    if close:
        field, label = keys[close]
        hint = f"Did you mean {label or field.name}? A key of your own can be added with --edit."
        raise UsageFault(f'"{key}" is no field of {_A[kind]}.', hint)
    if not form or form in _UNUSABLE or not form.isprintable():
        raise UsageFault(f'"{key}" cannot be a key in a file.', f"notebook fields {kind} lists the fields.")


def _value(field: Field, form: str, label: str | None, text: str, snapshot: Snapshot, today: date) -> Any:
    if not text:
        return [] if field.type in _LISTS else None
    if text[0] in "[{" and field.type in (*_LISTS, "dates", "met", "reference"):
        return _with_ids(field, _as_in_file(text), snapshot)
    if form in ("met_through", "met_at"):
        return _with_ids(field, {form.removeprefix("met_"): text}, snapshot)
    if label:
        return [{label: text}]
    if field.type == "date":
        return _date(text, today, "future" if field.name in _AHEAD else "past")
    if field.type in _LISTS:
        # A postal address has commas of its own.
        parts = [text] if field.name == "addresses" else [part.strip() for part in text.split(",")]
        return _with_ids(field, [part for part in parts if part], snapshot)
    return _with_ids(field, text, snapshot)


def _as_in_file(text: str) -> Any:
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


def _with_ids(field: Field, value: Any, snapshot: Snapshot) -> Any:
    """The value with every name in it replaced by the id it means."""
    match field.type:
        case "reference":
            return _id(field, _flat(value)[0] if _flat(value) else "", snapshot)
        case "references":
            return [_id(field, name, snapshot) for name in _flat(value)]
        case "ties":
            return [_tie(field, one, snapshot) for one in (value if isinstance(value, list) else [value])]
        case "met" if isinstance(value, dict):
            return {key: _id(field, str(name), snapshot) if key in ("at", "through") else name
                    for key, name in value.items()}  # fmt: skip
        case "labelled" if isinstance(value, dict):
            return [{label: text} for label, text in value.items()]
        case _:
            return value


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
    if field.must_exist:
        return find_id(name, field.to, snapshot)
    found = snapshot.resolve(name, *field.to)
    if len(found) > 1:
        raise NoSuchRecord(
            f'{field.name}: "{name}" could be {listed(found)}. Nothing was written.', "Say which by its id."
        )
    return found[0].id if found else name


def _join(known: Values, field: Field, value: Any) -> None:
    """Adds a value to what was said of the field before; only lists and `met` can be said in parts."""
    before = known.get(field.name)
    if not before:
        known[field.name] = value
    elif isinstance(before, list) and isinstance(value, list):
        known[field.name] = before + [one for one in value if one not in before]
    elif isinstance(before, dict) and isinstance(value, dict):
        known[field.name] = before | value
    else:
        raise UsageFault(f"{field.name} is given twice.", f"It holds one value. For example: {field.example}")
