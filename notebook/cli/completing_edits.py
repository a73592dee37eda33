"""What the shell offers for commands that edit: fields with `=`, their values, tags, promises and threads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from .completing import keyed, session_of, silent, starting, values

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..records import AnyRecord, Kind
    from .session import Session


@silent
def fields_to_set(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The fields of the record that is named, and its own keys, with `=`; after it the values that the vault has."""
    record = _record(ctx)
    return _fields(ctx, param, incomplete, [*_field_names(record.kind), *record.extra])


@silent
def fields_to_add(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The same for the fields that hold a list."""
    from ..changes.values import is_list
    from ..schema import FIELDS

    record = _record(ctx)
    lists = [field.name for field in FIELDS[record.kind] if is_list(field)]
    return _fields(ctx, param, incomplete, [*lists, *record.extra])


@silent
def fields_there(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The fields that the record has; after `=` the values that stand in them."""
    from ..schema.values import texts

    record = _record(ctx)
    there = [name for name in (*_field_names(record.kind), *record.extra) if texts(record, name)]
    return keyed(ctx, param, incomplete, "=", there, lambda key: texts(record, key), bare=True)


@silent
def tags(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The tags there are."""
    return starting(values(session_of(ctx), "tag"), incomplete.removeprefix("#"))


@silent
def task_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of open promises and threads, each with its words where the shell shows them."""
    from click.shell_completion import CompletionItem

    from ..practice.promises import Promise, promises
    from ..practice.threads import Thread, threads

    snapshot = session_of(ctx).snapshot
    found: list[Promise | Thread] = [*promises(snapshot, only_open=True), *threads(snapshot)]
    return [CompletionItem(one.id, help=one.text) for one in found if one.id.startswith(incomplete.lower())]


def _fields(ctx: click.Context, param: click.Parameter, incomplete: str, keys: Iterable[str]) -> list[str]:
    session = session_of(ctx)
    kind = _record(ctx).kind
    return keyed(ctx, param, incomplete, "=", keys, lambda key: _field_values(session, kind, key))


def _field_values(session: Session, kind: Kind, key: str) -> list[str]:
    """What a field of this kind can hold: its choices, the records it can name, else what it holds elsewhere."""
    from ..schema import find_field

    field = find_field(kind, key)
    if field and field.to:
        return sorted(record.id for record in session.snapshot.records if record.kind in field.to)
    if field and field.choices:
        return list(field.choices)
    if field and field.name == "cadence":
        return ["weekly", "monthly", "quarterly", "yearly", "none"]
    return values(session, key)


def _field_names(kind: Kind) -> list[str]:
    from ..schema import FIELDS

    return [field.name for field in FIELDS[kind] if field.name != "name"]


def _record(ctx: click.Context) -> AnyRecord:
    """The record that is named before."""
    return session_of(ctx).snapshot.find(ctx.params["name"])
