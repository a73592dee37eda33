"""The last step of every command that writes: show the change set, or carry it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from .session import Session


def carry_out(root: Path, changes: ChangeSet, *, dry_run: bool) -> bool:
    """Writes the change set, or prints it as a diff with `dry_run`; True where it was written.

    With `commit = true` in the vault's [git] settings, what was written is committed, and nothing else.
    """
    if dry_run:
        from ..render.terminal import clean_lines

        click.echo(clean_lines(changes.diff()), nl=False)
    else:
        from ..vault.apply import apply

        apply(root, changes)
        _commit(root, changes)
    return not dry_run


def _commit(root: Path, changes: ChangeSet) -> None:
    """Commits the files of the change set where the settings ask for it; what stands against it is said, not raised."""
    from ..errors import NotebookError
    from ..vault.load import load_settings

    if not changes.paths or not load_settings(root)[0].git_commit:
        return
    from ..git.repository import commit_files, in_repository

    try:
        if not in_repository(root):
            raise NotebookError("the vault is in no git repository.")
        commit_files(root, changes.paths, changes.summary)
    except NotebookError as fault:
        click.echo(f"Saved, not committed: {fault.message}", err=True)


def say_remarks(session: Session, changes: ChangeSet) -> None:
    """Says on stderr what the user should know beside what was written."""
    for remark in changes.remarks:
        session.say(remark)
