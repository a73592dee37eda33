"""`notebook who`: whom to see in a place."""

from __future__ import annotations

import datetime

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width


@click.command("who", cls=QueryCommand)
@query_options
@click.option("--in", "place", metavar="PLACE", required=True, shell_complete=completing.places,
              help="A town, a country, a part of an address.")  # fmt: skip
@click.option("--from", "--since", "since", metavar="DATE", help="The first day of a trip, or a span: next week.")
@click.option("--until", "until", metavar="DATE", help="The last day of the trip.")
@pass_session
def command(session: Session, listing: Listing, place: str, since: str | None, until: str | None) -> None:
    """Whom to see in a place.

    Those whose location: or addresses: name it, as a whole part between commas: those you have not seen in person for
    the longest first, those you never spoke to last; with what is open between you. With the days of a trip, also who
    is there for an event or for a talk you have planned. A QUERY picks among them.

    \b
    Examples:
      notebook who --in lisbon
      notebook who --in lisbon --from 2026-12-01 --until 2026-12-05
      notebook who --in porto --from 'next week' tag:close
    """
    from ...practice.face_to_face import who_in
    from ...render.face_to_face import WHO_KEYS, who_shape, who_table

    if not place.strip():
        raise click.BadParameter("a place has a name.", param_hint="--in")
    snapshot, today = session.snapshot, session.today
    first, last = _days(since, until, today)
    found = who_in(snapshot, place, today, since=first, until=last)
    if listing.query:
        from ..finding import Finder

        paths = Finder(session).paths(listing.query) or frozenset()
        found = [one for one in found if one.contact.path in paths]
    found = listing.arranged(found, lambda one, key: who_shape(one, snapshot)[key], WHO_KEYS)
    if not listing.is_table:
        listing.write([who_shape(one, snapshot) for one in found])
        return
    echo_lines(who_table(found, today, width()))
    if not found:
        session.say(f"Nobody is noted in {place}: it stands in location: and addresses: of a card.")
    if first and last:
        _echo_events(session, place, first, last)


def _echo_events(session: Session, place: str, first: datetime.date, last: datetime.date) -> None:
    from ...practice.face_to_face import events_in
    from ...render.face_to_face import event_rows
    from ...render.terminal import paint

    rows = event_rows(events_in(session.snapshot, place, first, last), session.today, width())
    if rows:
        echo_lines([paint("On in these days", "bold"), *rows])


def _days(
    since: str | None, until: str | None, today: datetime.date
) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day; a span alone stands for both. Raises UsageFault for days the wrong way round."""
    from ...errors import UsageFault
    from ...text.dates import read_span

    first = read_span(since, today, "future") if since else None
    last = read_span(until, today, "future") if until else None
    start = first[0] if first else last and min(today, last[0])
    end = last[1] if last else first and first[1]
    if start and end and end < start:
        raise UsageFault(f"The trip ends on {end}, before it begins on {start}.", "Turn --from and --until round.")
    return start or None, end or None
