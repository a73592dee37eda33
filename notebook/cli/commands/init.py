"""`notebook init`: a folder becomes a vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..session import Session, pass_session

if TYPE_CHECKING:
    from ...changes import ChangeSet


@click.command("init")
@click.argument("named", metavar="[DIR]", required=False, type=click.Path(file_okay=False))
@click.option("--example", is_flag=True, help="Copy the example vault into a new or empty folder.")
@click.option("--git", "with_git", is_flag=True, help="Keep the vault in git, and commit the new files.")
@click.option("--dry-run", is_flag=True, help="Show the files, write nothing.")
@pass_session
def command(session: Session, named: str | None, example: bool, with_git: bool, dry_run: bool) -> int:
    """Make a folder a vault.

    A folder that has files already, say an Obsidian vault, gets what is missing; nothing is overwritten.

    \b
    Examples:
      notebook init ~/people --git
      notebook init demo --example
    """
    from ..starting import check_place, example_files, next_steps, starting_files
    from ..writing import say_remarks, show

    if named is not None and not named.strip():
        raise click.UsageError("The folder has no name.")
    try:
        folder = (Path(named) if named else _named_vault() or Path()).expanduser()
    except RuntimeError:
        raise click.UsageError(f"{named} names a home that there is not.") from None
    check_place(folder, example)
    changes = example_files() if example else starting_files(folder, with_git=with_git)
    if dry_run:
        show(changes)
        return 0
    if with_git:
        _check_git(folder)
    left_out = _yours(folder, changes) if with_git else frozenset()
    _make(folder, changes)
    if example:
        click.echo(f"{folder / 'notebook.toml'}\nand {len(changes.paths) - 1} other files")
    else:
        click.echo("\n".join(str(folder / path) for path in changes.paths))
    say_remarks(session, changes)
    if with_git:
        _commit(session, folder, changes, left_out)
    else:
        _say_in_repository(session, folder)
    for line in next_steps(folder, example):
        session.say(line)
    return 0


def _make(folder: Path, changes: ChangeSet) -> None:
    """Writes the files; what was done in a vault that was in this folder before is forgotten.

    This change alone is no step: taken back, it would leave notes without a vault.
    """
    from ...places import state_folder
    from ...vault.writing.apply import apply
    from ...vault.writing.steps import forget

    folder.mkdir(parents=True, exist_ok=True)
    forget(state_folder(folder))
    apply(folder, changes, None)


def _named_vault() -> Path | None:
    """The folder of a --vault on this command line; one in the environment means the vault of other days."""
    root = click.get_current_context().find_root()
    typed = root.get_parameter_source("vault") is click.core.ParameterSource.COMMANDLINE
    return Path(root.params["vault"]) if typed else None


def _check_git(folder: Path) -> None:
    """Raises ProgramFailed where git could not commit, before anything is written."""
    from ...git.repository import check_git

    there = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    check_git(there, without="leave --git out")


def _yours(folder: Path, changes: ChangeSet) -> frozenset[str]:
    """The files added to that had changes of the user's own, which are not to be committed."""
    from ...git.repository import in_repository, uncommitted

    added = [change.path for change in changes.changes if change.before is not None]
    return uncommitted(folder, added) if added and in_repository(folder) else frozenset()


def _commit(session: Session, folder: Path, changes: ChangeSet, left_out: frozenset[str]) -> None:
    """Commits the files in a repository, which is made where there is none, and whose clone is set up for the vault."""
    from ...errors import ProgramFailed
    from ...git.repository import commit_files, in_repository, make_repository
    from ..setting_up import set_clone_up

    if not in_repository(folder):
        make_repository(folder)
    set_clone_up(folder)
    try:
        commit_files(folder, [path for path in changes.paths if path not in left_out], changes.summary)
    except ProgramFailed as fault:
        hint = fault.hint or f'To commit them later: git commit -m "{changes.summary}"'
        raise ProgramFailed(f"The files are written but not committed: {fault.message}", hint) from fault
    session.say(f"Committed: {changes.summary}")
    for path in sorted(left_out):
        session.say(f"{path} had changes of yours and was not committed.")


def _say_in_repository(session: Session, folder: Path) -> None:
    from ...git.repository import in_repository

    if in_repository(folder):
        session.say("The folder is in a git repository: notebook git setup lets git merge the notes by meaning.")
