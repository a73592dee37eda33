"""`notebook git changed`: what changed in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ... import completing
from ...listing import Listing, QueryCommand, echo_lines, query_options
from ...session import Session, pass_session, width

if TYPE_CHECKING:
    from datetime import date

    from ....practice.history.field_changes import Told
    from ....records import Kind

_CHANGE_NEEDS = 30  # columns; with less, what changed goes on a line of its own
_DAYS = 28


@click.command("changed", cls=QueryCommand)
@query_options
@click.option("--since", metavar="DATE|REV", help="Since a day, or since what git calls a commit; else four weeks ago.")
@click.option("--field", "fields", multiple=True, metavar="FIELD", shell_complete=completing.sort_keys,
              help="Only this field; also promise, thread, text. Give it once for each.")  # fmt: skip
@pass_session
def command(session: Session, listing: Listing, since: str | None, fields: tuple[str, ...]) -> None:
    """What changed in the vault: new jobs, new places.

    One line a change, the newest first, as notebook git log tells them; what is not committed yet comes first. The day
    is the one on which a change was made, also where it was sent later or moved onto other commits. The QUERY picks
    among the records as they are now. Interactions are left out, unless the query says kind:interaction.

    \b
    Examples:
      notebook git changed
      notebook git changed --since 2026-10-01 --field role --field organization
      notebook git changed tag:close --since HEAD~10
    """
    from ....render.history import TOLD_KEYS, changed_rows, told_shape
    from ....render.wrapped import wrapped

    told = _told(session, listing.query, since, fields)
    snapshot = session.snapshot
    told = listing.arranged(told, lambda one, key: told_shape(one, snapshot)[key], TOLD_KEYS)
    if not listing.is_table:
        listing.write([told_shape(one, snapshot) for one in told])
        return
    if not told:
        session.say("Nothing changed." if since else "Nothing changed in four weeks. --since looks further back.")
    echo_lines(wrapped(changed_rows(told, snapshot, session.today), width(), wraps=[2], needs=_CHANGE_NEEDS))


def _told(session: Session, query: str, since: str | None, fields: tuple[str, ...]) -> list[Told]:
    """The changes of the records that fit the query, or of all; raises UsageFault for a field that is none."""
    from ....practice.history.named_changes import in_brief, named
    from ...history import history_of, say_edge

    history = history_of(session)
    kinds, paths = _asked_for(session, query)
    told = history.of_vault(kinds, *_start(session, since))
    say_edge(session, told)
    told = [one for one in told if not one.edge and in_brief(one.change)]
    if fields:
        wanted = named(fields, kinds, told)
        told = [one for one in told if (one.kind, one.change.field) in wanted]
    return [one for one in told if paths is None or one.path in paths]


def _asked_for(session: Session, query: str) -> tuple[set[Kind], frozenset[str] | None]:
    """The kinds of record to look at, and the paths that fit the query; None for no condition."""
    from ....records import KINDS
    from ...finding import Finder, asks

    kinds = set(KINDS)
    if not query:
        return kinds - {"interaction"}, None
    finder = Finder(session)
    node = finder.parse(query)
    found = [match.record for match in finder.matches(node)]
    return kinds if asks(node, "kind") else kinds - {"interaction"}, frozenset(record.path for record in found)


def _start(session: Session, since: str | None) -> tuple[date | None, str | None]:
    """The first day, or the commit after which to look; raises UsageFault for what is neither."""
    from datetime import timedelta

    from ....errors import UsageFault
    from ....git.past.objects import resolve
    from ....text.dates import read_span

    if since is None:
        return session.today - timedelta(days=_DAYS), None
    try:
        return read_span(since, session.today, "past")[0], None
    except UsageFault as fault:
        commit = resolve(session.root, since)
        if commit is None:
            raise UsageFault(f'--since "{since}" is no day, and no commit that git knows.', fault.hint) from None
        return None, commit.id
