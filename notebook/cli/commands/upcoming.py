"""`notebook upcoming`: what lies ahead."""

from __future__ import annotations

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

_QUESTIONS = 3  # talks that were planned, and are asked about
_WHAT_NEEDS = 40  # columns; with less, what lies ahead goes on a line of its own


@click.command("upcoming", cls=QueryCommand)
@query_options
@click.option("--days", type=click.IntRange(0, 3660), metavar="N",
              help="How far ahead; else look_ahead of notebook.toml, or 14.")  # fmt: skip
@pass_session
def command(session: Session, listing: Listing, days: int | None) -> None:
    """Birthdays, dates, events, renewals and promises ahead.

    A QUERY picks the people, events and organizations they belong to. Where a talk was planned for a day that is past
    and its note does not say that it happened, you are asked.

    \b
    Examples:
      notebook upcoming
      notebook upcoming --days 60 tag:close
    """
    from ...practice.milestones import placed
    from ...practice.upcoming import overdue_plans, upcoming
    from ...render.upcoming import UPCOMING_KEYS, plan_question, upcoming_rows, upcoming_shape

    ahead = session.settings.look_ahead if days is None else days
    found = upcoming(session.snapshot, session.today, ahead)
    if listing.query:
        from ..finding import Finder

        paths = Finder(session).paths(listing.query) or frozenset()
        chosen = {record.id for record in session.snapshot.records if record.path in paths}
        found = [one for one in found if one.id in chosen or one.path in paths]
    found = listing.arranged(found, lambda one, key: upcoming_shape(one)[key], UPCOMING_KEYS)
    if listing.is_table:
        from ...render.tables import table

        if not found:
            session.say(f"Nothing in the next {ahead} days.")
        for one in overdue_plans(session.snapshot, session.today)[:_QUESTIONS] if not listing.query else ():
            session.say(plan_question(one))
        echo_lines(table(upcoming_rows(found, session.today), width(), needs=_WHAT_NEEDS, keeps=(0, 1)))
    else:
        listing.write([upcoming_shape(placed(session.snapshot, one)) for one in found])
