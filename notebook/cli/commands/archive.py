"""`notebook archive`: a contact out of the lists, and back."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("archive")
@click.argument("name", metavar="NAME", nargs=-1, required=True, shell_complete=completing.names)
@click.option("--back", is_flag=True, help="Bring the contact back into the lists.")
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: tuple[str, ...], back: bool, dry_run: bool) -> None:
    """Take a contact out of the lists, and keep the file.

    The contact is never due again, and is in no list without --all. Notes that name it stay as they are, and notebook
    show still shows it.

    \b
    Examples:
      notebook archive ada
      notebook archive ada --back
    """
    from ...changes.edit.edit_fields import set_fields
    from ...changes.edit.rests import no_longer
    from ...errors import UsageFault
    from ...records import Contact
    from ..editing import find_to_edit, finish, titled

    record = find_to_edit(session, " ".join(name), "contact")
    assert isinstance(record, Contact)
    if record == session.snapshot.owner and not back:
        raise UsageFault(f"{record.name} is you: your own card stays in the lists. Nothing was written.")
    if (record.status == "archived") is not back:
        session.say(f"{record.name} is {'not ' if back else ''}archived{'' if back else ' already'}.")
        return
    if back:
        changes = no_longer(
            record, "status", "active", read=session.read, snapshot=session.snapshot, today=session.today
        )
    else:
        changes = set_fields(
            record, [("status", "archived")], read=session.read, snapshot=session.snapshot, today=session.today
        )
    changes = titled(changes, f"Bring {record.name} back" if back else f"Archive {record.name}")
    finish(session, record, changes, dry_run=dry_run)
