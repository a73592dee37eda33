"""`notebook tag`: tags of a record, put on and taken off."""

from __future__ import annotations

import click

from .. import completing, completing_edits
from ..session import Session, pass_session


@click.command("tag")
@click.argument("name", shell_complete=completing.names)
@click.argument("tags", metavar="[TAG]...", nargs=-1, shell_complete=completing_edits.tags)
@click.option(
    "--remove", "gone", metavar="TAG", multiple=True, shell_complete=completing_edits.tags, help="Take this tag off."
)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, tags: tuple[str, ...], gone: tuple[str, ...], dry_run: bool) -> None:
    """Tag a record, or take tags off it.

    A # before a tag is left out. A tag that is there already is not added again.

    \b
    Examples:
      notebook tag ada close mentor
      notebook tag ada close --remove dormant
    """
    from ...changes.edit.edit_fields import tag_record
    from ..editing import find_to_edit, finish

    record = find_to_edit(session, name)
    changes = tag_record(record, tags, gone, read=session.read, snapshot=session.snapshot, today=session.today)
    finish(session, record, changes, dry_run=dry_run)
