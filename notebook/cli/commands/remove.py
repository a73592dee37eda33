"""`notebook remove`: fields of a record, or values of its lists, taken out."""

from __future__ import annotations

import click

from .. import completing, completing_edits
from ..session import Session, pass_session


@click.command("remove")
@click.argument("name", shell_complete=completing.names)
@click.argument(
    "fields", metavar="KEY[=VALUE]...", nargs=-1, required=True, shell_complete=completing_edits.fields_there
)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, fields: tuple[str, ...], dry_run: bool) -> None:
    """Remove fields of a record, or values from its lists.

    With a VALUE, that value goes and the others stay; the last one takes its key along. A value is found in any case,
    without its accents, by a name of whom it means, or by its label. What is not there is an error that says what is.

    \b
    Examples:
      notebook remove ada snooze
      notebook remove ada interests=chess knows=charles
      notebook remove ada email=ada@example.org links.mastodon
    """
    from ...changes.edit.edit_fields import remove_fields
    from ..editing import find_to_edit, finish, maybe_pairs

    said = maybe_pairs(fields, "notebook remove ada interests=chess")
    record = find_to_edit(session, name)
    changes = remove_fields(record, said, read=session.read, snapshot=session.snapshot, today=session.today)
    finish(session, record, changes, dry_run=dry_run)
