"""The last step of every command that writes: show the change set, or carry it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from ..vault.writing.steps import Step
    from .session import Session


def carry_out(session: Session, changes: ChangeSet, *, dry_run: bool, undoes: Step | None = None) -> bool:
    """Writes the change set, or prints it as a diff with `dry_run`; True where it was written.

    It becomes a step that `notebook undo` takes back; `undoes` is the step that this one takes back.
    With `commit = true` in the vault's [git] settings, what was written is committed, and nothing else.
    """
    if dry_run:
        show(changes)
    else:
        from ..vault.writing.apply import apply

        apply(session.root, changes, session.state, session.say, undoes=undoes)
        _commit(session.root, changes)
    return not dry_run


def show(changes: ChangeSet) -> None:
    """Prints the change set as a diff."""
    from ..render.terminal import clean_lines

    click.echo(clean_lines(changes.diff()), nl=False)


def _commit(root: Path, changes: ChangeSet) -> None:
    """Commits the files of the change set where the settings ask for it; what stands against it is said, not raised."""
    from ..errors import NotebookError
    from ..vault.reading.load import load_settings

    if not changes.paths or not load_settings(root)[0].git_commit:
        return
    from ..git.repository import commit_files, in_repository

    try:
        if not in_repository(root):
            raise NotebookError("the vault is in no git repository.")
        commit_files(root, changes.paths, changes.summary)
    except NotebookError as fault:
        click.echo(f"Saved, not committed: {fault.message}", err=True)


def confirmed(changes: ChangeSet, yes: bool, question: str) -> bool:
    """True where the change set may be written: with `yes`, or where the user says so, having seen the diff.

    Raises UsageFault where there is nobody to ask.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        from ..errors import UsageFault

        raise UsageFault("Nobody can be asked here. Nothing was written.",
                         "--dry-run shows what would be changed; --yes changes it.")  # fmt: skip
    show(changes)
    return click.confirm(question, err=True)


def say_remarks(session: Session, changes: ChangeSet) -> None:
    """Says on stderr what the user should know beside what was written."""
    for remark in changes.remarks:
        session.say(remark)
