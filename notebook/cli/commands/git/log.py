"""`notebook git log`: what changed in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ... import completing
from ...listing import Listing, echo_lines, options
from ...session import Session, pass_session, width

if TYPE_CHECKING:
    from ....practice.history.field_changes import Told

_CHANGE_NEEDS = 30  # columns; with less, what changed goes on a line of its own


@click.command("log")
@click.argument("name", shell_complete=completing.names)
@options
@click.option("--field", "fields", multiple=True, metavar="FIELD", shell_complete=completing.sort_keys,
              help="Only this field; also promise, thread, text. Give it once for each.")  # fmt: skip
@pass_session
def command(session: Session, name: str, listing: Listing, fields: tuple[str, ...]) -> None:
    """What changed in a record, and when.

    One line a change, the newest first, through every rename: what the fields, the promises and the text say else than
    before. Another spelling or order of the same is no change. What is not committed yet comes first. A NAME that is no
    record any more is looked for among those that were deleted.

    \b
    Examples:
      notebook git log ada
      notebook git log ada --field role
      notebook git log ada --format '{{ date }} {{ change }}'
    """
    from ....render.history import TOLD_KEYS, log_rows, told_shape
    from ....render.wrapped import wrapped

    told, ends = _fitting(session, _told(session, name), fields)
    snapshot = session.snapshot
    told = listing.arranged(told, lambda one, key: told_shape(one, snapshot)[key], TOLD_KEYS)
    if not listing.is_table:
        listing.write([told_shape(one, snapshot) for one in told])
        return
    if not told:
        nothing = "It has not changed since." if ends else "Git has nothing of that yet."
        session.say("That has not changed." if fields and not ends else nothing)
    echo_lines(wrapped(log_rows(told, snapshot, session.today), width(), wraps=[1], needs=_CHANGE_NEEDS))


def _told(session: Session, name: str) -> list[Told]:
    """The changes of the record, or of the one that was deleted last under that name.

    Raises NoSuchRecord, for a name that was given up with whom it means now.
    """
    from ....errors import NoSuchRecord
    from ...history import history_of

    history = history_of(session)
    try:
        return history.of_record(session.snapshot.find(name))
    except NoSuchRecord as fault:
        told = [] if fault.candidates and session.snapshot.resolve(name) else history.of_gone(name)
    return told or history.of_record(session.find(name))


def _fitting(session: Session, told: list[Told], fields: tuple[str, ...]) -> tuple[list[Told], bool]:
    """The changes of the fields that were asked for; without any, all, those of a new file in one line.

    And whether the clone's history ends among them.
    """
    from ....practice.history.named_changes import in_brief, named
    from ...history import say_edge

    ends = say_edge(session, told)
    told = [one for one in told if not one.edge]
    if not fields:
        return [one for one in told if in_brief(one.change)], ends
    wanted = named(fields, {one.kind for one in told}, told)
    return [one for one in told if (one.kind, one.change.field) in wanted], ends
