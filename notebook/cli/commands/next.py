"""`notebook next`: whom to be in touch with this week, with every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.congratulations import Congratulation
    from ...practice.follow_up.pressing import Pressed
    from ...practice.follow_up.who_next import Desk
    from ...records import Contact

_NEWS = 14  # days, for which a new job is news


@click.command("next", cls=QueryCommand)
@query_options
@click.option("--all", "everything", is_flag=True, help="Everybody with a reason, not this week's ten alone.")
@click.option("--backtest", is_flag=True, help="How many of those you were in touch with were on the lists before.")
@click.option("--weeks", type=click.IntRange(1, 2600), metavar="N",
              help="With --backtest: how many weeks back; else 104.")  # fmt: skip
@pass_session
def command(session: Session, listing: Listing, everything: bool, backtest: bool, weeks: int | None) -> None:
    """Whom next, with every reason.

    Ten people for this week. Promises and dates that are near come first, then those whose time it is: by their
    cadence, or by how often you usually talk. A few whom you never spoke to, or not for long, come last, others each
    week. --backtest makes the lists of past weeks from what was noted by then, and counts whom they would have named.

    \b
    Examples:
      notebook next
      notebook next tag:close --all
      notebook next --backtest
    """
    if backtest:
        if listing.query or everything:
            raise click.UsageError("--backtest is about everybody; leave the query and --all out.")
        _backtest(session, listing, weeks)
        return
    if weeks is not None:
        raise click.UsageError("--weeks goes with --backtest.")
    from ...render.next import next_lines, next_shape

    desk = _desk(session, listing)
    rows = [desk.explained(contact) for contact in _chosen(desk, listing, everything)]
    if listing.is_table:
        if not rows:
            of = " of these" if listing.query else ""
            session.say(f"Nobody{of} is waiting: no promise or date is near, and it is nobody's time.")
        echo_lines([*next_lines(rows, width()), *_closing(desk.pressed, len(rows))])
    else:
        listing.write([next_shape(row.contact, row.standing, row.reasons) for row in rows])


def _desk(session: Session, listing: Listing) -> Desk:
    from ...practice.follow_up.who_next import Desk

    session.shows_lines = not listing.is_table
    people = None
    if listing.query:
        from ..finding import Finder

        people = Finder(session).paths(listing.query) or frozenset()
    settings = session.settings
    return Desk(
        session.snapshot, session.today, settings.cadence, settings.look_ahead, congratulations=_news(session),
        people=people,
    )  # fmt: skip


def _news(session: Session) -> list[Congratulation]:
    """The new jobs that git has of the last days."""
    from datetime import timedelta

    from ...practice.congratulations import congratulations
    from ..news import career_news

    since = session.today - timedelta(days=_NEWS)
    return congratulations(career_news(session, since), session.snapshot, since, session.today)


def _chosen(desk: Desk, listing: Listing, everything: bool) -> list[Contact]:
    """The people to be shown: this week's, or as many more as the limit says, or all."""
    from ...render.next import NEXT_KEYS, next_shape

    pressed = desk.pressed
    found = [*pressed.named, *pressed.others]
    if not everything:
        found = found[: max(len(pressed.named), listing.limit or 0)]
    return listing.arranged(
        found, lambda contact, key: next_shape(contact, desk.standing(contact), ()).get(key), NEXT_KEYS - {"reasons"}
    )


def _closing(pressed: Pressed, shown: int) -> list[str]:
    """The last line: how many more there are, and how many were never spoken to."""
    left = len(pressed.named) + len(pressed.others) - shown
    if not shown or not left:
        return []
    from ...render.blocks import closing

    parts = []
    if left > pressed.never:
        parts.append(f"{left - pressed.never:,} more")
    if pressed.never:
        parts.append(f"{pressed.never:,} you never spoke to")
    return list(closing(f"{shown} for this week, {' and '.join(parts)}", "notebook next --all", width()))


def _backtest(session: Session, listing: Listing, weeks: int | None) -> None:
    from ...practice.follow_up.backtest import WEEKS, backtest
    from ...render.next import backtest_lines, backtest_shape, week_shape

    settings = session.settings
    found = backtest(
        session.snapshot, session.today, settings.cadence, weeks=weeks or WEEKS, look_ahead=settings.look_ahead,
        progress=session.progress("Replaying week"),
    )  # fmt: skip
    if listing.form == "json":
        from ...render.formats import json_page

        echo_lines([json_page(backtest_shape(found))])
    elif not listing.is_table:
        rows = listing.arranged([week_shape(week) for week in found.weeks], lambda week, key: week[key],
                                ("since", "known", "names", "met", "listed", "longest_silence", "chance"))  # fmt: skip
        listing.write(rows)
    elif found.enough:
        echo_lines(backtest_lines(found, width()))
    else:
        met = f"you were in touch with {found.met}, each counted once a week"
        session.say(f"The log is too short to judge by: {met}, and {found.least} are needed.")
