"""`notebook triage`: after an event, whom to follow up with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.events import EventBehind, FollowUp, Triage
    from ...records import AnyRecord


@click.command("triage", cls=QueryCommand)
@click.argument("event", nargs=-1, shell_complete=completing.events)
@options
@click.option("--drafts", is_flag=True, help="A draft for each, not the command that writes it.")
@pass_session
def command(session: Session, listing: Listing, event: Sequence[str], drafts: bool) -> None:
    """After an event: whom to follow up with.

    Those you met there and were not in touch with since, what you talked about, what you promised; what you learned,
    and what came of your goals. Without EVENT, the events of the last three weeks after which somebody still waits.

    \b
    Examples:
      notebook triage
      notebook triage 2026-10-19-pycon-pt
      notebook triage pycon --drafts
      notebook triage pycon --format ids
    """
    from ...practice.events import events_to_follow_up

    behind = events_to_follow_up(session.snapshot, session.today)
    if words(event):
        found = [one for one in [_triage(session, session.find(words(event), "event"))] if one]
    elif listing.is_table and not drafts and len(behind) != 1:
        _summary(session, behind[: listing.limit])
        return
    else:
        found = [one for one in (_triage(session, one.event) for one in behind) if one]
    rows = _arranged(listing, found)
    if not listing.is_table:
        _write(listing, found, rows)
    elif drafts:
        _drafts(session, [one for _, one in rows])
    else:
        from ...render.triage import triage_lines

        for one in found:
            waiting = [follow_up for of, follow_up in rows if of is one]
            echo_lines(triage_lines(one, waiting, session.today, width()))


def _triage(session: Session, event: AnyRecord) -> Triage | None:
    """The triage of the event; None, with a sentence that says why, where there is nothing to look back on yet."""
    from ...practice.events import OFF, event_days, triage
    from ...practice.words import day_words
    from ...records import Event

    assert isinstance(event, Event)  # no other kind was asked for
    found = triage(session.snapshot, event, session.today, text_of=session.words_of)
    days = event_days(event)
    if found is None and days:
        when = day_words(days[0], session.today)
        session.say(f"{event.name} is still to come, {when}. Before it: notebook brief {event.id}")
    elif found is None:
        session.say(f"{event.name} has no date: notebook set {event.id} date={session.today}")
    elif event.status in (*OFF, "considering") and not any(one.talk for one in found.waiting):
        known = "under consideration" if event.status == "considering" else event.status
        session.say(f"{event.name} is noted as {known}. If you went: notebook set {event.id} status=went")
        return None
    return found


def _summary(session: Session, behind: Sequence[EventBehind]) -> None:
    """The events after which somebody still waits, one a line."""
    from ...render.triage import behind_table

    if not behind:
        session.say("There is nobody to follow up with after the events of the last three weeks.")
    echo_lines(behind_table(behind, session.snapshot, session.today, width()))


def _arranged(listing: Listing, found: Sequence[Triage]) -> list[tuple[Triage, FollowUp]]:
    """Everybody to follow up with, in the order and number that were asked for, each with the event."""
    from ...render.triage import ROW_KEYS, row_shape

    rows = [(one, follow_up) for one in found for follow_up in one.waiting]
    return listing.arranged(rows, lambda row, key: row_shape(row[1], row[0])[key], ROW_KEYS)


def _write(listing: Listing, found: Sequence[Triage], rows: Sequence[tuple[Triage, FollowUp]]) -> None:
    """All that there is as JSON; in the other formats a row for each person."""
    from ...render.formats import json_page
    from ...render.triage import row_shape, triage_shape

    if listing.form != "json":
        listing.write([row_shape(follow_up, one) for one, follow_up in rows])
        return
    shapes = [triage_shape(one, [follow_up for of, follow_up in rows if of is one]) for one in found]
    echo_lines([json_page(shapes)])


def _drafts(session: Session, waiting: Sequence[FollowUp]) -> None:
    """A message to each, one after the other, under the name; what to keep in mind goes to stderr."""
    from ...practice.drafting.letters import letter
    from ...render.letters import letter_text
    from ...render.terminal import clean, paint, steady
    from ..drafting import keep_in_mind, language_of, show

    for number, one in enumerate(waiting):
        people = [one.contact]
        found = letter(session.snapshot, "follow-up", people, session.today)
        message = letter_text("follow-up", found, session.own_templates, language_of(people))
        click.echo(("\n" if number else "") + paint(f"To {steady(clean(one.contact.name))}", "bold"))
        keep_in_mind(session, found, people)
        show(session, message)
