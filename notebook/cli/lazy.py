"""A group of commands that are imported when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import ClassVar

import click

# Command: (module, what it does). The sentences stand in the table so that --help imports no command; a test holds
# them against the commands' own.
Table = Mapping[str, tuple[str, str]]


class LazyGroup(click.Group):
    """A group that has a table of commands instead of the commands; `package` is where their modules are."""

    table: ClassVar[Table] = {}
    package: ClassVar[str] = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help page."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(f"{self.package}.{self.table[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command an argument names; an unknown one is refused with the nearest name."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from ..schema.suggest import nearest

            close = nearest(args[0], self.table)
            hint = f"Did you mean {close}?" if close else f"{ctx.command_path} --help lists the commands."
            raise click.UsageError(f'There is no command "{args[0]}". {hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, doc) for name, (_, doc) in self.table.items()])
