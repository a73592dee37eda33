"""`notebook mentors`: what to bring to a mentor, the advice there was, and what to report back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.mentoring import Mentoring


@click.command("mentors", cls=QueryCommand)
@click.argument("name", nargs=-1, shell_complete=completing.names)
@options
@click.option("--mentees", is_flag=True, help="Those you are a mentor to.")
@click.option("--all", "everything", is_flag=True, help="All advice, not the newest alone.")
@pass_session
def command(session: Session, listing: Listing, name: Sequence[str], mentees: bool, everything: bool) -> None:
    """Advice you were given, and what to report back.

    Of those whose relationship: is mentor or role-model, or of the one NAME says: what they have not heard back about,
    what to bring next time, and the advice they gave, which is what was received: as "advice: …", or stands under a
    heading ## Advice.

    \b
    Examples:
      notebook mentors
      notebook mentors ada lovelace
      notebook mentors --mentees
    """
    from ...render.mentors import MENTOR_KEYS, mentor_shape, mentors_page

    if name and mentees:
        raise click.UsageError("--mentees goes without a name.")
    found = _found(session, words(name), mentees)
    found = listing.arranged(found, lambda one, key: mentor_shape(one)[key], MENTOR_KEYS)
    if not listing.is_table:
        listing.write([mentor_shape(one) for one in found])
        return
    if not found:
        session.say(f"No contact has relationship: {'mentee' if mentees else 'mentor or role-model'} yet.")
    echo_lines(mentors_page(found, session.today, width(), everything=everything or bool(name)))


def _found(session: Session, name: str, mentees: bool) -> list[Mentoring]:
    from ...practice.mentoring import Side, mentoring_with, mentors
    from ...records import Contact

    if not name:
        side: Side = "mentee" if mentees else "mentor"
        return mentors(session.snapshot, session.today, side=side, text_of=session.words_of)
    contact = session.find(name, "contact")
    assert isinstance(contact, Contact)
    return mentoring_with(session.snapshot, [contact], session.today, text_of=session.words_of)
