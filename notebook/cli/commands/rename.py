"""`notebook rename`: another name for a record, with everything that refers to it."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("rename")
@click.argument("name", shell_complete=completing.names)
@click.argument("new")
@click.option("--id", "record_id", metavar="ID", help="The file's new name, where the one made from NEW is not wanted.")
@click.option("--alias", is_flag=True, help="Keep the old name as an alias.")
@click.option("--dry-run", is_flag=True, help="Show the changes, write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def command(
    session: Session, name: str, new: str, record_id: str | None, alias: bool, dry_run: bool, yes: bool
) -> None:
    """Rename a record, and everything that refers to it.

    The file gets the new name and is named after it; an event keeps the date before its file's name, an interaction
    its file. Every field, promise and [[link]] that meant the record means it afterwards. The changes are shown, and
    you are asked.

    \b
    Examples:
      notebook rename ada "Ada Byron"
      notebook rename "PyCon PT" "PyCon Portugal" --alias --dry-run
    """
    from ...changes.rename.rename import rename
    from ..editing import find_to_edit
    from ..renaming import finish, linking

    record = find_to_edit(session, name)
    changes = rename(
        record,
        new,
        snapshot=session.snapshot,
        read=session.read,
        linking=linking(session, record),
        record_id=record_id,
        keep_alias=alias,
    )
    finish(session, changes, record.path, dry_run=dry_run, yes=yes)
