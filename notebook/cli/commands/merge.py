"""`notebook merge`: two records of one kind made one."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("merge")
@click.argument("name", shell_complete=completing.names)
@click.argument("into", shell_complete=completing.names)
@click.option("--dry-run", is_flag=True, help="Show the changes, write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def command(session: Session, name: str, into: str, dry_run: bool, yes: bool) -> None:
    """Make one record of two.

    NAME goes into the file of INTO, and its own file away. Lists are joined and gaps filled; where both say something
    else, what INTO says stays, and what NAME says is kept below the text. NAME's names become aliases, and everything
    that refers to it means INTO. The changes are shown, and you are asked.

    \b
    Examples:
      notebook merge ada-byron ada-lovelace --dry-run
      notebook merge "Ada Byron" ada
    """
    from ...changes.merge.merge import merge
    from ..editing import find_to_edit
    from ..renaming import finish, linking

    record = find_to_edit(session, name)
    # Of two with the same name, the one of the right kind is meant.
    of_kind = session.snapshot.resolve(into, record.kind) or not session.snapshot.resolve(into)
    other = find_to_edit(session, into, *([record.kind] if of_kind else []))
    changes = merge(
        record,
        other,
        snapshot=session.snapshot,
        read=session.read,
        today=session.today,
        linking=linking(session, record),
    )
    finish(session, changes, other.path, dry_run=dry_run, yes=yes)
