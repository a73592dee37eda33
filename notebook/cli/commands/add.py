"""`notebook add`: values at the end of a record's lists."""

from __future__ import annotations

import click

from .. import completing, completing_edits
from ..session import Session, pass_session


@click.command("add")
@click.argument("name", shell_complete=completing.names)
@click.argument(
    "fields", metavar="KEY=VALUE...", nargs=-1, required=True, shell_complete=completing_edits.fields_to_add
)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, fields: tuple[str, ...], dry_run: bool) -> None:
    """Add values to the lists of a record.

    KEY is a field that holds a list, or a key of your own. A value that is there already is not added again, however it
    is written; a single value becomes a list. A label stands before a colon. A field of one value is set instead:
    notebook set.

    \b
    Examples:
      notebook add ada interests="steam engines, chess"
      notebook add ada email=work:ada@society.example mobile="+44 20 7946 0000"
      notebook add ada knows=charles care="mother ill since 2026-09"
      notebook add ada 'dates={date: --05-08, what: wedding anniversary}'
    """
    from ...changes.edit.edit_fields import add_to_fields
    from ..editing import find_to_edit, finish, name_and_pairs

    name, said = name_and_pairs(name, fields, "notebook add ada interests=chess")
    record = find_to_edit(session, name)
    changes = add_to_fields(record, said, read=session.read, snapshot=session.snapshot, today=session.today)
    finish(session, record, changes, dry_run=dry_run)
