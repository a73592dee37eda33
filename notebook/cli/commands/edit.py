"""`notebook edit`: a record in the user's editor."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("edit")
@click.argument("name", shell_complete=completing.names)
@pass_session
def command(session: Session, name: str) -> int:
    """Open a record in your editor, then check it.

    The editor is $VISUAL or $EDITOR. When it is done, problems in the file are printed as `notebook check` prints
    them. A file that cannot be read as a record is opened by its name: notebook edit ada-lovelace.

    \b
    Example:
      notebook edit ada
    """
    from ..editor import edit_and_check

    return edit_and_check(session, _path_of(session, name))


def _path_of(session: Session, name: str) -> str:
    """The path of the record a name means, or of a file with that stem that is no record; raises NoSuchRecord."""
    from contextlib import suppress
    from pathlib import Path

    from ...errors import NoSuchRecord
    from ...text.folding import fold

    files = session.vault.files
    with suppress(ValueError):
        here = Path(name).resolve().relative_to(session.root.resolve()).as_posix()
        if here in files:
            return here
    if name in files:
        return name
    try:
        return session.snapshot.find(name).path
    except NoSuchRecord:
        unread = [path for path in files if fold(path.rsplit("/", 1)[-1][:-3]) == fold(name)]
        if len(unread) == 1 and not session.snapshot.resolve(name):
            return unread[0]
    return session.find(name).path
