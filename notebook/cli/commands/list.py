"""`notebook list`: records."""

from __future__ import annotations

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, kind_named, query_options
from ..session import Session, pass_session, width


@click.command("list", cls=QueryCommand)
@query_options
@click.option("--kind", metavar="KIND", shell_complete=completing.kinds, help="Only this kind of record.")
@click.option("--all", "everything", is_flag=True, help="Archived contacts too.")
@pass_session
def command(session: Session, listing: Listing, kind: str | None, everything: bool) -> None:
    """List records.

    Without a query and a kind, the contacts; with a query, whatever fits it. Archived contacts are left out, unless
    the query asks for a status:.

    \b
    Examples:
      notebook list tag:close in:lisbon
      notebook list --kind event --sort -start
      notebook list last:never --format '{{ name }} <{{ emails[0] }}>'
    """
    from ...render.rows import in_order, record_table
    from ..finding import Finder, without_archived

    finder = Finder(session)
    node = finder.parse(listing.query) if listing.query else None
    wanted = kind_named(kind) if kind else None if node else "contact"
    found = [match.record for match in finder.matches(node)] if node else list(session.snapshot.records)
    found = [record for record in found if wanted is None or record.kind == wanted]
    records = in_order(without_archived(found, node, everything))
    records = listing.arranged(records, finder.shapes.value, finder.shapes.keys(session.snapshot.records))
    if listing.is_table:
        if not records:
            session.say("No record fits.")
        echo_lines(record_table(records, finder.shapes, session.snapshot, session.today, width()))
    else:
        listing.write([finder.shapes.of(record) for record in records])
