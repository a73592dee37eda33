"""`notebook due`: whom to be in touch with, and why."""

from __future__ import annotations

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

_SOON = 7  # days


@click.command("due", cls=QueryCommand)
@query_options
@click.option("--all", "everything", is_flag=True, help="Those who are not due yet, too.")
@pass_session
def command(session: Session, listing: Listing, everything: bool) -> None:
    """Whom to be in touch with, and why.

    The most overdue come first, those you never spoke to last. How often is in a contact's cadence:, or in
    [cadence] of notebook.toml for a tag or a relationship.

    \b
    Examples:
      notebook due
      notebook due tag:close --all
      notebook due --format ids
    """
    from ...practice.follow_up.cadence import due_contacts
    from ...practice.follow_up.reasons import Reasons
    from ...render.blocks import closing
    from ...render.due import DUE_KEYS, due_shape, due_table

    session.shows_lines = not listing.is_table
    found = due_contacts(session.snapshot, session.today, session.settings.cadence, ahead=None)
    if listing.query:
        from ..finding import Finder

        paths = Finder(session).paths(listing.query) or frozenset()
        found = [pair for pair in found if pair[0].path in paths]
    today = session.today
    now = [pair for pair in found if pair[1].due and pair[1].due <= today]
    soon = sum(1 for _, stands in found if stands.due and 0 < (stands.due - today).days <= _SOON)
    reasons = Reasons(session.snapshot, today, session.settings.look_ahead)
    rows = listing.arranged(
        found if everything else now, lambda pair, key: due_shape(*pair, ()).get(key), DUE_KEYS - {"reason", "reasons"}
    )
    explained = [(contact, stands, reasons.of(contact)) for contact, stands in rows]
    if listing.is_table:
        counts = closing(*_counts(len(now), soon, everything), width())
        echo_lines([*due_table(explained, today, width()), *counts])
    else:
        listing.write([due_shape(*row) for row in explained])


def _counts(now: int, soon: int, everything: bool) -> tuple[str, str]:
    """The closing line: how many are due, how many will be within a week, and the command that shows those."""
    first = f"{now} due" if now else "Nobody is due"
    if not soon:
        return f"{first}.", ""
    more = f"{soon} more within a week" if now else f"{soon} within a week"
    return (f"{first}, {more}.", "") if everything else (f"{first}, {more}", "notebook due --all")
