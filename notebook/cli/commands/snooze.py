"""`notebook snooze`: a contact left out of `due` until a day."""

from __future__ import annotations

import datetime

import click

from .. import completing
from ..session import Session, pass_session

_OFF = ("none", "off", "never")


@click.command("snooze")
@click.argument("name", shell_complete=completing.names)
@click.argument("day", metavar="DATE", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, day: tuple[str, ...], dry_run: bool) -> None:
    """Let a contact rest until a day.

    Until then notebook due leaves them out. DATE is a day that is still to come, in figures or in words; none takes the
    rest back.

    \b
    Examples:
      notebook snooze ada in 2 weeks
      notebook snooze ada 2027-01-15
      notebook snooze ada none
    """
    from ...changes.edit.edit_fields import remove_fields, set_fields
    from ...records import Contact
    from ..editing import finish

    words = " ".join(day).strip()
    until = None if words.casefold() in _OFF else _ahead(words, session.today)
    record = session.find(name, "contact")
    assert isinstance(record, Contact)
    if until is None and record.snooze is None:
        session.say(f"{record.name} is not snoozed.")
        return
    if until is None:
        changes = remove_fields(
            record, [("snooze", None)], read=session.read, snapshot=session.snapshot, today=session.today
        )
    else:
        pairs = [("snooze", until.isoformat())]
        changes = set_fields(record, pairs, read=session.read, snapshot=session.snapshot, today=session.today)
    finish(session, record, changes, dry_run=dry_run)
    if until and not dry_run:
        _tell(session, record.id, until)


def _ahead(words: str, today: datetime.date) -> datetime.date:
    """The day that is meant, of several the first; raises UsageFault where it is not ahead."""
    from ...errors import UsageFault
    from ...text.dates import read_span

    day = read_span(words, today, "future")[0]
    if day <= today:
        raise UsageFault(f'"{words}" is not ahead: {day}.', "Say a day to come: in 2 weeks, next month, 2027-01-15.")
    return day


def _tell(session: Session, record_id: str, until: datetime.date) -> None:
    """Says what the rest means for this contact."""
    from ...practice.cadence import cadence_of
    from ...practice.words import day_words
    from ...records import Contact

    contact = session.snapshot.by_id[record_id]
    assert isinstance(contact, Contact)
    if cadence_of(contact, session.settings.cadence)[0] is None:
        session.say(f"{contact.name} has no cadence, and is never due anyway.")
    else:
        session.say(f"notebook due leaves {contact.name} out until {day_words(until, session.today)}.")
