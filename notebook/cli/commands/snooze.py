"""`notebook snooze`: a contact left out of `due` and `next` until a day."""

from __future__ import annotations

import datetime

import click

from .. import completing
from ..session import Session, pass_session

_OFF = ("none", "off", "never")
_HINT = "Say a day to come: in 2 weeks, next month, 2027-01-15."


@click.command("snooze")
@click.argument("name", shell_complete=completing.names)
@click.argument("day", metavar="DATE", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, day: tuple[str, ...], dry_run: bool) -> None:
    """Let a contact rest until a day.

    Until then notebook due and notebook next leave them out. DATE is a day that is still to come, in figures or in
    words, or how long the rest is; none takes it back.

    \b
    Examples:
      notebook snooze ada 2 weeks
      notebook snooze ada 2027-01-15
      notebook snooze ada none
    """
    from ...changes.edit.edit_fields import remove_fields, set_fields
    from ...records import Contact
    from ..editing import find_to_edit, finish, titled

    words = " ".join(day).strip()
    until = None if words.casefold() in _OFF else _ahead(words, session.today)
    record = find_to_edit(session, name, "contact")
    assert isinstance(record, Contact)
    if until is None and record.snooze is None:
        session.say(f"{record.name} is not snoozed.")
        return
    if until is None:
        changes = remove_fields(
            record, [("snooze", None)], read=session.read, snapshot=session.snapshot, today=session.today
        )
        changes = titled(changes, f"Snooze {record.name} no more")
    else:
        pairs = [("snooze", until.isoformat())]
        changes = set_fields(record, pairs, read=session.read, snapshot=session.snapshot, today=session.today)
        changes = titled(changes, f"Snooze {record.name} until {until.day} {until:%b %Y}")
    finish(session, record, changes, dry_run=dry_run)
    if until and not dry_run:
        _tell(session, record.id, until)


def _ahead(words: str, today: datetime.date) -> datetime.date:
    """The day that is meant, of several the first, or so far ahead; raises UsageFault where it is not ahead."""
    from ...errors import UsageFault
    from ...text.dates import read_span

    try:
        day = read_span(words, today, "future")[0]
    except UsageFault as fault:
        later = _later(words, today)
        if later is None:
            raise UsageFault(fault.message, _HINT) from None
        return later
    if day <= today:
        raise UsageFault(f'"{words}" is not ahead: {day}.', _HINT)
    return day


def _later(words: str, today: datetime.date) -> datetime.date | None:
    """The day that is a length of time away, `3 months` or `2w`; None where it is none."""
    from ...errors import UsageFault
    from ...text.dates import read_duration, read_span

    days = read_duration(words)
    if days is None:
        return None
    try:
        return read_span(f"in {words}", today, "future")[0]  # a month is a month here, not 30 days
    except UsageFault:
        return today + datetime.timedelta(days)


def _tell(session: Session, record_id: str, until: datetime.date) -> None:
    """Says what the rest means for this contact."""
    from ...practice.follow_up.cadence import cadence_of
    from ...practice.words import day_words
    from ...records import Contact

    contact = session.snapshot.by_id[record_id]
    assert isinstance(contact, Contact)
    if cadence_of(contact, session.settings.cadence)[0] is None:
        session.say(f"{contact.name} has no cadence, and is never due anyway.")
    else:
        session.say(f"notebook due and notebook next leave {contact.name} out until {day_words(until, session.today)}.")
