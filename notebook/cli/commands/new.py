"""`notebook new`: a new file for a contact, an event, an organization or a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..session import Session, pass_session

if TYPE_CHECKING:
    from ...records import Kind


@click.command("new")
@click.argument("kind", metavar="KIND", type=click.Choice(["contact", "event", "organization", "project"]))
@click.argument("name")
@click.option("--set", "said", metavar="KEY=VALUE", multiple=True, help="A field; lists take commas, or --set again.")
@click.option("--id", "record_id", metavar="ID", help="The file's name, where the one made from NAME is taken.")
@click.option("--edit", is_flag=True, help="Open the new file in your editor.")
@click.option("--dry-run", is_flag=True, help="Show the file, write nothing.")
@pass_session
def command(
    session: Session, kind: Kind, name: str, said: tuple[str, ...], record_id: str | None, edit: bool, dry_run: bool
) -> int:
    """Make a contact, event, organization or project.

    KIND is contact, event, organization or project. The file is named after NAME and never replaces another; its path
    is printed. An event without --set start=… is today's.

    \b
    Examples:
      notebook new contact "Ada Lovelace" --set cadence="6 weeks" --set tags=computing,close
      notebook new event "Engine Builders' meetup" --set start="28 Nov" --set with=ada
      notebook new contact "Ada Byron" --set 'emails={work: ada@society.example}' --edit
    """
    from ...changes.new_record import new_record
    from ..editor import edit_and_check, editor_command
    from ..writing import carry_out, say_remarks

    if edit and not dry_run:
        editor_command()  # without an editor, say so before anything is written
    changes = new_record(
        kind,
        name,
        [_pair(text) for text in said],
        snapshot=session.snapshot,
        folder=session.settings.folder_of(kind),
        today=session.today,
        record_id=record_id,
    )
    (path,) = changes.paths
    if carry_out(session, changes, dry_run=dry_run):
        click.echo(path)
    say_remarks(session, changes)
    return edit_and_check(session, path) if edit and not dry_run else 0


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        from ...errors import UsageFault

        raise UsageFault(f'--set "{text}" has no key and value.', "Write --set location=London.")
    return key, value
