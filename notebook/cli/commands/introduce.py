"""`notebook introduce`: who should meet whom, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.introducing.introductions import Introduction
    from ...records import Contact

_SHOWN = 6  # ideas


@click.command("introduce", cls=QueryCommand)
@click.argument("names", nargs=-1, metavar="[NAME [NAME]]", shell_complete=completing.names)
@options
@click.option("--note", is_flag=True, help="Write the lines to tick off on the card of the first of two.")
@click.option("--dry-run", is_flag=True, help="With --note: show the diff, write nothing.")
@pass_session
def command(session: Session, listing: Listing, names: Sequence[str], note: bool, dry_run: bool) -> None:
    """Who should meet whom, and how far it is.

    Those underway come first, with what to do next; then pairs of whom one seeks what the other offers, or who share an
    interest that few have, and who do not know each other by the notes. One NAME: those with that person. Two: that
    pair, with all there is to know.

    How far it is stands in the notes as promises: ask one, ask the other, introduce them. Once they are ticked, --note
    adds a line to ask what came of it. A line that is dropped [-] says no, and the two are not suggested again.

    \b
    Examples:
      notebook introduce
      notebook introduce ada
      notebook introduce ada mary-somerville --note
    """
    from ...errors import UsageFault
    from ..people import contacts_named

    people = contacts_named(session, names) if names else []
    owner = session.snapshot.owner
    if any(person is owner for person in people):
        raise UsageFault(
            "You are one of them.", "Name the two who should meet; notebook common NAME is for you and one."
        )
    if len(people) > 2:
        raise UsageFault("Two can be introduced at a time.", "Name one person, or two.")
    if (note or dry_run) and (len(people) != 2 or not note):
        raise UsageFault("--note is for two people.", "notebook introduce ada mary --note")
    if note:
        _note(session, people, dry_run)
    elif len(people) == 2:
        _pair(session, listing, people)
    else:
        _list(session, listing, people)


def _list(session: Session, listing: Listing, people: Sequence[Contact]) -> None:
    """What is underway, and ideas, of everybody or of one person."""
    from ...practice.introducing.introductions import MOST, introductions, underway
    from ...render.blocks import closing
    from ...render.introductions import INTRODUCTION_KEYS, idea_lines, introduction_shape, underway_lines
    from ...text.typed import typed_command

    snapshot, today = session.snapshot, session.today
    wanted = {person.id for person in people}
    going = [one for one in underway(snapshot, today) if not wanted or wanted & {one.one, one.other}]
    ideas = introductions(snapshot, today, people=wanted or None)
    rows = listing.arranged(
        [*going, *ideas],
        lambda one, key: introduction_shape(one, snapshot)[key],
        INTRODUCTION_KEYS - {"why", "lines", "names"},
    )
    if not listing.is_table:
        listing.write([introduction_shape(one, snapshot) for one in rows])
    if not rows:
        whom = f"{people[0].name} to anybody" if people else "anybody"
        session.say(
            f"The notes give no reason yet to introduce {whom}: what one seeks: and another offers:, or an interest "
            "that three have at most, of two who do not know each other."
        )
    if not rows or not listing.is_table:
        return
    underway_shown = [one for one in rows if one.state != "idea"]
    shown = [one for one in rows if one.state == "idea"]
    shown = shown if listing.limit else shown[:_SHOWN]
    lines = [_counts(going, ideas, MOST)]
    if underway_shown:
        lines += ["Underway", *underway_lines(underway_shown, snapshot, today, width())]
    if shown:
        lines += ["Might meet", *idea_lines(shown, snapshot, width())]
    left = len(ideas) - len(shown)
    if left > 0:
        command = typed_command("introduce", *(person.id for person in people), option=f"--limit {len(rows)}")
        lines += closing(f"+ {left} more", "" if listing.limit else command, width())
    echo_lines(lines)


def _counts(going: Sequence[Introduction], ideas: Sequence[Introduction], most: int) -> str:
    """The first line: how many are underway, and how many pairs might meet."""
    pairs = "1 pair" if len(ideas) == 1 else f"{len(ideas)} pairs" if len(ideas) < most else f"{most} pairs or more"
    parts = [f"{len(going)} underway"] if going else []
    parts += [f"{pairs} might meet"] if ideas else []
    return ", ".join(parts)


def _pair(session: Session, listing: Listing, people: Sequence[Contact]) -> None:
    """All there is to know of one pair."""
    from ...practice.common_ground import common_ground
    from ...practice.introducing.introductions import acquainted, between
    from ...render.common import common_shape
    from ...render.introductions import introduction_shape, pair_lines

    snapshot, today = session.snapshot, session.today
    one, other = (person.id for person in people)
    found = between(snapshot, one, other, today)
    grounds = common_ground(snapshot, (found.one, found.other), today, for_others=True)
    if not listing.is_table:
        shape = introduction_shape(found, snapshot) | {"common": [common_shape(ground) for ground in grounds]}
        listing.write([shape])
        return
    known = acquainted(snapshot, one, other, today)
    echo_lines(pair_lines(found, grounds, known, snapshot, today, width()))


def _note(session: Session, people: Sequence[Contact], dry_run: bool) -> None:
    """Writes the lines on the first one's card, and says what to do next."""
    from ...changes.introduce import note_introduction
    from ...practice.introducing.introductions import between
    from ...text.typed import typed_command
    from ..writing import carry_out

    card, other = people
    found = between(session.snapshot, card.id, other.id, session.today)
    changes = note_introduction(card, other, found, read=session.read, snapshot=session.snapshot)
    if carry_out(session, changes, dry_run=dry_run):
        click.echo(card.path)
        if found.state == "introduced":
            session.say("notebook promises --ask shows it. Once you know, write it after a colon there, and tick it.")
        else:
            how = typed_command("introduce", card.id, other.id)
            session.say(f"Ask both first; {how} shows how far it is.")
