"""`notebook set`: fields of a record, set where they stand."""

from __future__ import annotations

import click

from .. import completing, completing_edits
from ..session import Session, pass_session


@click.command("set")
@click.argument("name", shell_complete=completing.names)
@click.argument(
    "fields", metavar="KEY=VALUE...", nargs=-1, required=True, shell_complete=completing_edits.fields_to_set
)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: str, fields: tuple[str, ...], dry_run: bool) -> None:
    """Set fields of a record.

    NAME is a contact, an event, an organization, a project or an interaction: an id, a name, an alias, or a part of a
    name. KEY is a field (notebook fields lists them) or a key of your own. It is changed where it stands in the file,
    under the word you use for it there (mail for emails), and nothing else is; a new field comes to its place.

    A VALUE may have commas where the field is a list, names of people where it means people, and words for a date; one
    that starts with [ or { is read as it would stand in a file. One part of a field is set with a dot: met.date=2019.

    \b
    Examples:
      notebook set ada cadence=monthly
      notebook set ada email=ada@example.org linkedin=ada-l
      notebook set ada organization="Analytical Society" birthday=1815-12-10
      notebook set ada met.through=mary met.date="5 June 1833"
      notebook set 2026-10-19-pycon-pt status=went learned="ask for the slides first"
    """
    from ...changes.edit.edit_fields import set_fields
    from ..editing import find_to_edit, finish, name_and_pairs

    name, said = name_and_pairs(name, fields, "notebook set ada cadence=monthly")
    record = find_to_edit(session, name)
    changes = set_fields(record, said, read=session.read, snapshot=session.snapshot, today=session.today)
    finish(session, record, changes, dry_run=dry_run)
