"""`notebook thanks`: what you were given, and what to thank for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...render.giving import Received

_YEAR = 365  # days that are looked back on
_REMEMBERED = 10  # things


@click.command("thanks", cls=QueryCommand)
@query_options
@click.option("--all", "everything", is_flag=True, help="All that is noted, not the last year's alone.")
@pass_session
def command(session: Session, listing: Listing, everything: bool) -> None:
    """What you were given, and what to thank for.

    It is read from received: of your notes, the newest first. What came in the last eight weeks is to thank for until
    a later note says that you did: purpose: thanks, words such as "Thanked her for it" at its start, thanks in gave: or
    topics:, or a ticked promise, - [x] thank Ada. A QUERY picks the people, or the notes.

    \b
    Examples:
      notebook thanks
      notebook log "thanked ada for the map"
      notebook thanks tag:close --all
    """
    from ...render.giving import THANKS_KEYS, received_shape

    found = _received(session, listing.query, everything)
    snapshot = session.snapshot
    arranged = listing.arranged(found, lambda one, key: received_shape(one, snapshot)[key], THANKS_KEYS)
    if not listing.is_table:
        listing.write([received_shape(one, snapshot) for one in arranged])
    elif arranged:
        _echo(session, arranged, everything or bool(listing.limit or listing.query))
    else:
        session.say("Nothing that you were given is noted: it stands in received: of a note.")


def _received(session: Session, query: str, everything: bool) -> list[Received]:
    """What was received, what is to thank for first."""
    from ...practice.giving import THANKS_DAYS, received, unthanked
    from ...render.giving import Received

    snapshot, today = session.snapshot, session.today
    long_ago = datetime.date.min if everything or query else today - datetime.timedelta(days=_YEAR)
    gifts = received(snapshot, today, long_ago)
    if query:
        from ..finding import Finder

        records = Finder(session).records(query)
        paths = {record.path for record in records}
        people = {record.id for record in records if record.kind == "contact"}
        gifts = [gift for gift in gifts if gift.path in paths or not people.isdisjoint(gift.who)]
    fresh = today - datetime.timedelta(days=THANKS_DAYS)
    open_ = set(unthanked(snapshot, gifts, today))
    found = []
    for gift in gifts:
        done = gift not in open_
        found.append(Received(gift, done, bool(gift.who) and not done and gift.date >= fresh))
    return sorted(found, key=lambda one: not one.to_thank)


def _echo(session: Session, found: Sequence[Received], everything: bool) -> None:
    from ...render.giving import received_table, thanks_lines

    waiting = [one for one in found if one.to_thank]
    older = [one for one in found if not one.to_thank]
    shown = older if everything else older[:_REMEMBERED]
    snapshot, today, wide = session.snapshot, session.today, width()
    echo_lines(
        thanks_lines(received_table(waiting, snapshot, today, wide), received_table(shown, snapshot, today, wide))
    )
    if not waiting:
        session.say("Nothing of the last eight weeks waits for thanks.")
    if not everything:
        more = len(older) - len(shown)
        session.say(f"{more} more of the last year, and what is older: notebook thanks --all" if more else
                    "What is older: notebook thanks --all")  # fmt: skip
