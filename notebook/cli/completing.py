"""What the shell offers when the tab key is pressed: names, query keys and their values, formats.

Nothing here may fail or speak: the user is in the middle of a line.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..records import AnyRecord
    from ..snapshot import Snapshot
    from .session import Session

Completer = Callable[[click.Context, click.Parameter, str], list[str]]


def _silent(complete: Completer) -> Completer:
    @functools.wraps(complete)
    def completer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        try:
            return complete(ctx, param, incomplete)
        except Exception:  # noqa: BLE001 - a message here would land in the line that is being typed
            return []

    return completer


def _session(ctx: click.Context) -> Session:
    """The session the command will have; the group has not run yet, but its options are read."""
    from .session import Session

    given = ctx.find_root().params
    return Session(given.get("vault"), given.get("today"), quiet=True, verbose=False)


@_silent
def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The names of the formats."""
    from ..render.formats import FORMATS

    return _starting(FORMATS, incomplete)


@_silent
def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The kinds of record."""
    from ..records import KINDS

    return _starting(KINDS, incomplete)


@_silent
def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The codes of problems."""
    from ..schema import CODES

    return _starting(CODES, incomplete)


@_silent
def channels(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The channels the notebook knows."""
    from ..schema import CHANNELS

    return _starting([word for words in CHANNELS.values() for word in words], incomplete)


@_silent
def templates(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The templates of the vault and the built-in ones."""
    from ..render.environment import BUILT_IN

    folders = (_session(ctx).root / "templates", BUILT_IN)
    found = {file.name.removesuffix(".j2") for folder in folders for file in folder.glob("*.j2")}
    return _starting(sorted(found), incomplete)


@_silent
def sort_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The keys of the JSON."""
    from ..records import KINDS
    from ..schema import FIELDS

    derived = ("id", "kind", "path", "next_due", "cadence_days", "last_channel")
    return _starting(dict.fromkeys([*derived, *(field.name for kind in KINDS for field in FIELDS[kind])]), incomplete)


@_silent
def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids; where capitals, accents or another script are typed, first names and aliases that fit one person."""
    return _names(_session(ctx).snapshot, incomplete)


@_silent
def query_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Keys of the query language with their colon, and after the colon the values there are in the vault."""
    before = [word.lstrip("\0") for word in ctx.params.get(param.name or "") or ()]
    key, colon, value = incomplete.rpartition(":")
    shown = f"{key}:"
    if _in_bash() and ":" in (incomplete, before[-1] if before else ""):
        # To bash a colon is a word of its own, and what is offered stands after it.
        key, colon, shown = before[-1 if incomplete == ":" else -2], ":", ""
        value = incomplete.removeprefix(":")
    session = _session(ctx)
    if colon:
        return [shown + found for found in _starting(_values(session, key.lstrip("(")), value)]
    if incomplete.startswith("@"):
        return [f"@{name}" for name in _starting(session.settings.queries, incomplete[1:])]
    keys = _starting(_keys(), incomplete)
    if len(keys) == 1:  # one offer alone would be closed by a space, and the value would start a new word
        return [f"{keys[0]}:{value}" for value in _values(session, keys[0])] or [f"{keys[0]}:"]
    return [f"{key}:" for key in keys]


def _in_bash() -> bool:
    return os.environ.get("_NOTEBOOK_COMPLETE", "").startswith("bash")


def _starting(candidates: Iterable[str], incomplete: str) -> list[str]:
    """The candidates that start like that, without case and accents."""
    from ..text.folding import fold

    typed = fold(incomplete)
    return [candidate for candidate in candidates if fold(candidate).startswith(typed)]


def _keys() -> list[str]:
    from ..query.filters import FILTERS
    from ..records import KINDS
    from ..schema import FIELDS

    return sorted({*FILTERS, "status", *(field.name for kind in KINDS for field in FIELDS[kind])})


def _names(snapshot: Snapshot, incomplete: str) -> list[str]:
    from ..text.folding import fold

    records = [record for record in snapshot.records if record.kind != "interaction" or incomplete[:1].isdigit()]
    if incomplete != fold(incomplete) or not incomplete.isascii():
        known = {word for record in records for word in _single_words(record)}
        fitting = [word for word in known if word.casefold().startswith(incomplete.casefold())]
        unique = sorted(word for word in fitting if _means_one(snapshot, word))
        if unique:
            return unique
    return _starting((record.id for record in records), incomplete)


def _single_words(record: AnyRecord) -> list[str]:
    """The first name, and those aliases that the shell takes as one word."""
    aliases = getattr(record, "aliases", ())
    first = record.name.split()[:1] if record.kind == "contact" else []
    return first + [alias for alias in aliases if " " not in alias]


def _means_one(snapshot: Snapshot, name: str) -> bool:
    from ..errors import NoSuchRecord

    try:
        snapshot.find(name)
    except NoSuchRecord:
        return False
    return True


def _values(session: Session, key: str) -> list[str]:
    """What can stand after a key of the query language; values with spaces are left out, since they need quotes."""
    from ..records import KINDS
    from ..schema import CHANNELS, find_field, key_form
    from ..schema.values import texts

    form = key_form(key)
    snapshot = session.snapshot
    referring = {"with": "contact", "org": "organization", "organization": "organization"}
    referring |= {"event": "event", "project": "project"}
    if form in referring:
        return sorted(record.id for record in snapshot.records if record.kind == referring[form])
    fixed: dict[str, list[str]] = {
        "kind": list(KINDS),
        "channel": [word for words in CHANNELS.values() for word in words],
        "has": ["promise", "thread"],
        "last": ["never"],
        "due": ["overdue", "never"],
        "cadence": ["none"],
    }
    if form in fixed:
        return fixed[form]
    field_key = {"in": "location", "tag": "tags"}.get(form, form)
    fields = [field for kind in KINDS if (field := find_field(kind, field_key))]
    choices = {choice for field in fields for choice in field.choices}
    held = {text for record in snapshot.records for text in texts(record, field_key)}
    return sorted(text for text in choices | held if text and " " not in text)
