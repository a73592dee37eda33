"""`notebook drop`: a promise given up, or a thread let go."""

from __future__ import annotations

import click

from .. import completing_edits
from ..session import Session, pass_session


@click.command("drop")
@click.argument("said", metavar="ID|WORDS", nargs=-1, required=True, shell_complete=completing_edits.task_ids)
@click.option("--dry-run", is_flag=True, help="Show the diff, write nothing.")
@pass_session
def command(session: Session, said: tuple[str, ...], dry_run: bool) -> None:
    """Give up a promise, or a thread.

    The ID is the last column of notebook promises; WORDS are some of the words of one open promise or thread, or of the
    names of those it concerns. The [ ] or [?] of its line becomes a [-].

    \b
    Examples:
      notebook drop pk3v7qa
      notebook drop grant list
    """
    from ..closing import close

    close(session, " ".join(said), "dropped", None, dry_run=dry_run)
