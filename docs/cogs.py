"""The program's real output, for the documentation: `cog -r -I docs README.md` in the checkout puts it there."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

ROOT = Path(__file__).resolve().parent.parent
GLOBAL_OPTIONS = ("--vault", "example-vault", "--today", "2026-11-21")


def shown(*arguments: str) -> str:
    """A console block: the command on the example vault, and what it answers."""
    command = " ".join(["notebook", *GLOBAL_OPTIONS, *arguments])
    return "\n```console\n$ " + command + "\n" + answer(*arguments).rstrip("\n") + "\n```\n"


def answer(*arguments: str) -> str:
    """What the program prints, in a home of its own, so that the reader's settings do not show."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "notebook", *GLOBAL_OPTIONS, *arguments],
            cwd=ROOT,
            env=_environment(home),
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
    if done.returncode != 0:
        raise RuntimeError(f"notebook {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def _environment(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NOTEBOOK_", "XDG_"))}
    return kept | {"HOME": home, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def command_pages() -> str:
    """Every command with its options and an example, from what `--help` says."""
    import click

    from notebook.cli.main import COMMANDS, cli

    top = click.Context(cli, info_name="notebook")
    pages = ["\n## Before the command\n\n" + _options_of(cli, top)]
    for name in COMMANDS:
        command = cli.get_command(top, name)
        assert command is not None
        pages.append(_page_of(command, click.Context(command, info_name=name, parent=top), 2))
    return "\n".join(pages)


def _page_of(command: click.Command, ctx: click.Context, level: int) -> str:
    """One command: its usage, its help, its options, and its subcommands one level deeper."""
    import click

    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    head = f"{'#' * level} {ctx.command_path}\n\n```\n{usage}\n```\n\n"
    page = f"{head}{_prose(command.help or '')}\n{_options_of(command, ctx)}".rstrip("\n") + "\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            page += "\n" + _page_of(inner, click.Context(inner, info_name=name, parent=ctx), level + 1)
    return page


def _prose(text: str) -> str:
    """A help text as Markdown: paragraphs on one line each, examples as a console block."""
    paragraphs = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if not paragraph.startswith("\b"):
            paragraphs.append(" ".join(paragraph.split()).replace("[[", "`[[").replace("]]", "]]`"))
            continue
        lines = [line.strip() for line in paragraph.splitlines()[1:]]
        if lines[0].endswith(":"):
            lines = lines[1:]
        paragraphs.append("\n".join(["```console", *(f"$ {line}" for line in lines), "```"]))
    return "\n\n".join(paragraphs) + "\n"


def _options_of(command: click.Command, ctx: click.Context) -> str:
    """The table of a command's options; nothing where there is only --help."""
    import click

    rows = [
        record
        for param in command.get_params(ctx)
        if isinstance(param, click.Option) and "--help" not in param.opts and (record := param.get_help_record(ctx))
    ]
    if not rows:
        return ""
    lines = [f"| `{_in_table(option)}` | {_in_table(text)} |" for option, text in rows]
    return "\n".join(["| option | what it does |", "| --- | --- |", *lines]) + "\n"


def _in_table(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def field_tables() -> str:
    """The field table of each kind of record."""
    from notebook.render.field_list import TYPES, also_read
    from notebook.schema import FIELDS

    pages = []
    for kind, fields in FIELDS.items():
        head = "| field | what it says | written | type | also read from |"
        lines = [f"\n## {kind}\n", head, "| --- | --- | --- | --- | --- |"]
        for field in fields:
            also = ", ".join(f"`{key}`" for key in also_read(field))
            lines.append(f"| `{field.name}` | {field.doc} | `{field.example}` | {TYPES[field.type]} | {also} |")
        pages.append("\n".join(lines) + "\n")
    return "".join(pages)
