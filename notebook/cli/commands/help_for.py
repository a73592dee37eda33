"""`notebook help-for`: what you could offer somebody, or somebody you know could."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.giving import Help

_SHOWN = 12  # of what others could do
_SHOWN_MINE = 40  # of what the owner could


@click.command("help-for", cls=QueryCommand)
@click.argument("name", nargs=-1, metavar="[NAME|QUERY]", shell_complete=completing.names)
@options
@click.option("--all", "everything", is_flag=True, help="All that you or others could do, and all that passed.")
@pass_session
def command(session: Session, listing: Listing, name: Sequence[str], everything: bool) -> None:
    """What you could offer somebody, or somebody you know could.

    It is what they seek: beside what you and others offer: on your cards. NAME is a contact, a project or an
    organization, and its page also has what you promised them and what passed between you. Without NAME, everybody you
    could help, then whom others could; a QUERY with a colon, such as tag:close, picks among them.

    \b
    Examples:
      notebook help-for
      notebook help-for ada
      notebook help-for tide atlas
      notebook help-for tag:close
    """
    text = words(name)
    if text and not (":" in text or text.startswith("@")):
        if listing.limit or listing.sort:
            raise click.UsageError("--limit and --sort go with the list, not with the page of one.")
        _page(session, listing, text, everything)
        return
    from ...render.helps import HELP_KEYS, help_shape

    snapshot = session.snapshot
    found = listing.arranged(_helps(session, text), lambda one, key: help_shape(one, snapshot)[key], HELP_KEYS)
    if not listing.is_table:
        listing.write([help_shape(one, snapshot) for one in found])
    elif found:
        _echo(session, found, everything or bool(listing.limit))
    else:
        session.say("Nobody offers what somebody seeks: both stand on cards, in offers: and seeks:.")


def _page(session: Session, listing: Listing, text: str, everything: bool) -> None:
    from ...practice.help_for import help_for
    from ...records import Contact, Organization, Project
    from ...render.helps import help_for_shape, help_page

    record = session.find(text, "contact", "organization", "project")
    assert isinstance(record, (Contact, Organization, Project))
    facts = help_for(session.snapshot, record, session.today)
    if listing.is_table:
        page = help_page(record, facts, session.snapshot, session.today, width(), everything=everything)
        echo_lines(page)
        if not record.seeks:
            session.say(f"What is sought stands in seeks: notebook add {record.id} seeks=...")
        return
    from ...render.formats import json_page, lines

    row = help_for_shape(record, facts, session.snapshot)
    echo_lines([json_page(row)] if listing.form == "json" else lines([row], listing.form, listing.line))


def _helps(session: Session, query: str) -> list[Help]:
    """Every fit: those of the owner's offers first, then the others', and last what the owner seeks."""
    from ...practice.giving import helps

    snapshot = session.snapshot
    asked = None
    if query:
        from ..finding import Finder

        asked = [record.id for record in Finder(session).records(query) if getattr(record, "status", "") != "archived"]
    mine = snapshot.owner.id if snapshot.owner else ""
    found = helps(snapshot, asked)
    if mine and asked is None:
        found += helps(snapshot, [mine])
    return sorted(found, key=lambda one: 2 if one.seeker == mine else one.offerer != mine)


def _echo(session: Session, found: Sequence[Help], everything: bool) -> None:
    from ...render.helps import help_table
    from ...render.terminal import paint

    snapshot = session.snapshot
    mine = snapshot.owner.id if snapshot.owner else ""
    parts = {
        "You could help": [one for one in found if one.offerer == mine],
        "Others could help": [one for one in found if mine not in (one.offerer, one.seeker)],
        "Could help you": [one for one in found if one.seeker == mine],
    }
    left = 0
    for title, part in parts.items():
        shown = part if everything else part[: _SHOWN_MINE if title == "You could help" else _SHOWN]
        left += len(part) - len(shown)
        if shown:
            echo_lines([paint(title, "bold"), *help_table(shown, snapshot, width())])
    if left:
        session.say(f"{left} more: notebook help-for --all")
