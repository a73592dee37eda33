"""`notebook git setup`: what git must be told to merge notes by meaning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...session import Session, pass_session

if TYPE_CHECKING:
    from ....changes import ChangeSet


@click.command("setup")
@click.option("--init", "make", is_flag=True, help="Make the vault a repository, where it is in none.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, do nothing.")
@pass_session
def command(session: Session, make: bool, dry_run: bool) -> None:
    """Set this clone up: merges by meaning, names in diffs.

    Two files of the vault say what is wanted, .gitattributes and .gitignore; they get what they lack, and go with the
    vault. Which program git calls is a setting of this clone alone: on each computer, call this once. Where that
    program is missing, git merges as it always does. Called again, it renews what is out of date.

    \b
    Examples:
      notebook git setup
      notebook git setup --init
      notebook git setup --dry-run
    """
    from ....git.program import tell
    from ....git.repository import in_repository, make_repository
    from ....git.setup import file_changes
    from ....vault.reading.load import load_settings
    from ...writing import say_remarks

    root = session.root
    tell(root, "--version")
    is_there = in_repository(root)
    if not is_there:
        _check_wanted(make)
        if dry_run:
            click.echo("git init")
        else:
            make_repository(root)
            click.echo("The vault is a git repository now.")
    changes = file_changes(root, load_settings(root)[0].folders)
    say_remarks(session, changes)
    if dry_run:
        _show(root, changes, is_there)
    else:
        _set_up(session, changes)


def _check_wanted(make: bool) -> None:
    from ....errors import NotebookError

    if not make:
        raise NotebookError(
            "The vault is in no git repository.", "notebook git setup --init makes it one; git clone brings one here."
        )


def _show(root: Path, changes: ChangeSet, is_there: bool) -> None:
    """Prints the files as a diff, and on stderr the settings as commands of git."""
    import shlex

    from ....git.setup import clone_settings, lacking_settings
    from ...setting_up import program
    from ...writing import show

    show(changes)
    settings = clone_settings(program())
    for name in lacking_settings(root, settings) if is_there else settings:
        click.echo(f"git config --local {name} {shlex.quote(settings[name])}", err=True)


def _set_up(session: Session, changes: ChangeSet) -> None:
    from ....git.repository import is_committed, there_or_known
    from ....git.setup import files_to_commit
    from ....settings import SETTINGS_FILE
    from ...setting_up import set_clone_up
    from ...writing import carry_out

    carry_out(session, changes, dry_run=False)
    for change in changes.changes:
        added = (change.after or b"").removeprefix(change.before or b"").decode()
        rules = [line.strip() for line in added.splitlines() if line.strip() and not line.startswith("#")]
        click.echo(f"{change.path}: {', '.join(rules)}")
    line = set_clone_up(session.root)
    if line:
        click.echo(line)
    elif not changes.changes:
        click.echo("Everything is in place.")
    there = _way_to(session.root)
    left = there_or_known(session.root, files_to_commit(session.root))
    if not is_committed(session.root, SETTINGS_FILE):
        session.say(f'Next: {there}git add . && git commit -m "Start a contact notebook"')
    elif left:
        named = " ".join(left)
        session.say(f'Next: {there}git add {named} && git commit -m "{changes.summary}" -- {named}')


def _way_to(root: Path) -> str:
    import shlex

    return "" if root.resolve() == Path.cwd() else f"cd {shlex.quote(str(root))} && "
