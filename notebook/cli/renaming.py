"""What `rename` and `merge` share: which files may refer to a record, and the end, where the user is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .session import Session

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from ..records import AnyRecord


def linking(session: Session, record: AnyRecord) -> list[str]:
    """The Markdown files of the vault, records or not, with a `[[link]]` to the record."""
    from ..schema.values import names_of
    from ..vault.reading.linking import files_linking

    reading = session.progress("Looking for links")
    return files_linking(session.root, session.vault.files, names_of(record), reading)


def finish(session: Session, changes: ChangeSet, path: str, *, dry_run: bool, yes: bool) -> None:
    """Carries the changes out where the user wants them, and says where the record is now and how many refer to it."""
    from .writing import carry_out, confirmed, say_remarks

    say_remarks(session, changes)
    if not changes.changes:
        session.say(f"{changes.summary}: nothing to do.")
        return
    if not dry_run and not confirmed(changes, yes, "Write this?"):
        session.say("Nothing was written.")
        return
    if not carry_out(session, changes, dry_run=dry_run):
        return
    new = next((one.path for one in changes.changes if one.before is None), path)
    click.echo(new)
    others = [
        one for one in changes.changes if one.before and one.after and one.path.endswith(".md") and one.path != new
    ]
    if others:
        stem = new.rsplit("/", 1)[-1].removesuffix(".md")
        session.say(f"{len(others)} {'note refers' if len(others) == 1 else 'notes refer'} to it now as {stem}.")
