"""`notebook git`: the vault's life in git. One module a command, imported when it is called."""

from __future__ import annotations

import click

from ...lazy import LazyGroup, Table

COMMANDS: Table = {
    "setup": ("setup", "Set this clone up: merges by meaning, names in diffs."),
    "sync": ("sync", "Commit the vault's changes, and bring it and the remote together."),
    "log": ("log", "What changed in a record, and when."),
    "blame": ("blame", "Since when a field says what it says."),
    "changed": ("changed", "What changed in the vault: new jobs, new places."),
    "merge-file": ("merge_file", "Merge three versions of a note by meaning."),
    "merge-driver": ("merge_driver", "What git calls to merge a note."),
}


class _Git(LazyGroup):
    """The commands below `notebook git`."""

    table = COMMANDS
    package = __name__


@click.group("git", cls=_Git)
def command() -> None:
    """The vault in git: setup, history and sync.

    \b
    Examples:
      notebook git setup
      notebook git log ada
      notebook git sync
    """
