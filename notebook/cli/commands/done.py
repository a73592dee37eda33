"""`notebook done`: a promise kept, or a thread taken up."""

from __future__ import annotations

import datetime

import click

from .. import completing_edits
from ..session import Session, pass_session


@click.command("done")
@click.argument("said", metavar="ID|WORDS", nargs=-1, required=True, shell_complete=completing_edits.task_ids)
@click.option("--date", "day", metavar="DATE", help="When it was done: yesterday, friday, 2026-11-18. Else today.")
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, said: tuple[str, ...], day: str | None, dry_run: bool) -> None:
    """Tick off a promise, or close a thread.

    The ID is the last column of notebook promises; WORDS are some of the words of one open promise or thread, or of the
    names of those it concerns. The [ ] or [?] of its line becomes an [x], and the day is written after it.

    \b
    Examples:
      notebook done pk3v7qa
      notebook done grant list
      notebook done spot heights --date yesterday
    """
    from ..closing import close

    close(session, " ".join(said), "done", _day(day, session.today), dry_run=dry_run)


def _day(said: str | None, today: datetime.date) -> datetime.date:
    """The day it was done; raises UsageFault for one that is none, or still to come."""
    from ...errors import UsageFault
    from ...text.dates import read_date

    if said is None:
        return today
    day = read_date(said, today, "past").whole
    if day is None or day > today:
        raise UsageFault(f'"{said}" is no day that has come.', "Say when it was done: yesterday, friday, 2026-11-18.")
    return day
