"""`notebook pause`: a contact that is left out of `due` and `next` until it is taken up again."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("pause")
@click.argument("name", metavar="NAME", nargs=-1, required=True, shell_complete=completing.names)
@click.option("--back", is_flag=True, help="Take the contact up again.")
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, name: tuple[str, ...], back: bool, dry_run: bool) -> None:
    """Let a contact rest until you take it up again.

    notebook due and notebook next leave the contact out; it stays in the lists, and so do its birthday and what you
    promised. For a rest until a day there is notebook snooze.

    \b
    Examples:
      notebook pause ada
      notebook pause ada --back
    """
    from ...changes.edit.edit_fields import set_fields
    from ...changes.edit.rests import no_longer
    from ...errors import UsageFault
    from ...records import Contact
    from ..editing import find_to_edit, finish, titled

    record = find_to_edit(session, " ".join(name), "contact")
    assert isinstance(record, Contact)
    if record == session.snapshot.owner and not back:
        raise UsageFault(f"{record.name} is you, and is never due anyway. Nothing was written.")
    if record.status == "archived":
        raise UsageFault(f"{record.name} is archived. Nothing was written.",
                         f"notebook archive {record.id} --back brings it back.")  # fmt: skip
    if (record.status == "dormant") is not back:
        session.say(f"{record.name} is {'not paused' if back else 'paused already'}.")
        return
    read, snapshot, today = session.read, session.snapshot, session.today
    if back:
        changes = no_longer(record, "status", "active", read=read, snapshot=snapshot, today=today)
    else:
        changes = set_fields(record, [("status", "dormant")], read=read, snapshot=snapshot, today=today)
    changes = titled(changes, f"Take {record.name} up again" if back else f"Pause {record.name}")
    if finish(session, record, changes, dry_run=dry_run) and not back:
        session.say(f"notebook due and notebook next leave {record.name} out: notebook pause {record.id} --back")
