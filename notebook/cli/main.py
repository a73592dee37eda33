"""The root command: a group that imports a command only when it is called, and the one place that maps errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

import notebook

from ..errors import NotebookError
from .lazy import LazyGroup, Table
from .session import Session, no_writing

# By what they are for, in the order of the help page.
GROUPS: dict[str, Table] = {
    "Write": {
        "log": ("log", "Note an interaction."),
        "new": ("new", "Make a contact, event, organization or project."),
        "edit": ("edit", "Open a record in your editor, then check it."),
        "set": ("set", "Set fields of a record."),
        "add": ("add", "Add values to the lists of a record."),
        "remove": ("remove", "Remove fields of a record, or values from its lists."),
        "tag": ("tag", "Tag a record, or take tags off it."),
        "done": ("done", "Tick off a promise, or close a thread."),
        "drop": ("drop", "Give up a promise, or a thread."),
    },
    "See": {
        "digest": ("digest", "The week on one page."),
        "next": ("next", "Whom next, with every reason."),
        "due": ("due", "Whom to be in touch with, and why."),
        "upcoming": ("upcoming", "Birthdays, dates, events, renewals and promises ahead."),
        "promises": ("promises", "What was promised, by you and to you; what to ask."),
        "show": ("show", "Show one record with all that belongs to it."),
        "list": ("list", "List records."),
        "search": ("search", "Search names, fields and notes."),
    },
    "Meet and give": {
        "brief": ("brief", "What to read before you meet."),
        "triage": ("triage", "After an event: whom to follow up with."),
        "common": ("common", "What people have in common."),
        "introduce": ("introduce", "Who should meet whom, and how far it is."),
        "help-for": ("help_for", "What you could offer somebody, or somebody you know could."),
        "thanks": ("thanks", "What you were given, and what to thank for."),
        "topics": ("topics", "What you talked about, and what never."),
        "mentors": ("mentors", "Advice you were given, and what to report back."),
        "interviews": ("interviews", "Informational interviews, and who led to whom."),
        "who": ("who", "Whom to see in a place."),
        "path": ("path", "Who can introduce you."),
        "draft": ("draft", "Draft a message."),
        "bio": ("bio", "Who you are, in three lines."),
    },
    "Look back": {
        "stats": ("stats", "Rhythm, channels, new and faded ties."),
        "graph": ("graph", "Who knows whom."),
    },
    "Keep": {
        "snooze": ("snooze", "Let a contact rest until a day."),
        "pause": ("pause", "Let a contact rest until you take it up again."),
        "archive": ("archive", "Take a contact out of the lists, and keep the file."),
        "rename": ("rename", "Rename a record, and everything that refers to it."),
        "merge": ("merge", "Make one record of two."),
        "undo": ("undo", "Take back the last change the notebook made."),
        "check": ("check", "Show what is wrong in the vault."),
        "git": ("git", "The vault in git: setup, history and sync."),
        "init": ("init", "Make a folder a vault."),
        "fields": ("fields", "The fields each kind of record has."),
        "index": ("index", "Show, rebuild or clear what is derived from the vault."),
        "completion": ("completion", "Print the shell completion script."),
    },
}
COMMANDS: Table = {name: row for group in GROUPS.values() for name, row in group.items()}

# What --as-of goes with: commands that read, of a group those below it that do, but not these options, which write.
_READS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("show", "list", "search", "due", "upcoming", "promises", "digest", "check"), ()),
    **dict.fromkeys(("next", "brief", "triage", "common", "introduce", "help-for", "thanks", "topics", "mentors"), ()),
    **dict.fromkeys(("interviews", "who", "path", "draft", "bio", "stats", "graph"), ()),
    **dict.fromkeys(("fields", "completion"), ()),
    "git": ("log", "blame", "changed"),
    "index": ("status",),
}
_WRITES_WITH = {"digest": ("--save",), "check": ("--fix", "--dry-run"), "introduce": ("--note",)}


class _Root(LazyGroup):
    """The commands of the notebook."""

    table = COMMANDS
    package = f"{__package__}.commands"

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; with --as-of, one that writes is refused before anything happens."""
        if ctx.params.get("as_of") is not None and not ctx.resilient_parsing:
            _check_reads(args)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for, in straight columns over all groups."""
        widest = max(map(len, COMMANDS))
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), doc) for name, (_, doc) in group.items()])


def _check_reads(words: Sequence[str]) -> None:
    """Raises UsageFault for the words of a command that writes."""
    options = words[: words.index("--")] if "--" in words else words
    name, *rest = [word for word in words if word != "--"] or [""]
    below = _READS.get(name)
    if name not in COMMANDS or "--help" in options or "-h" in options:
        return
    if below is None:
        raise no_writing(name)
    if below and rest and not rest[0].startswith("-") and rest[0] not in below:
        raise no_writing(f"{name} {rest[0]}")
    for option in _WRITES_WITH.get(name, ()):
        if option in rest:
            raise no_writing(f"{name} {option}")


@click.group(cls=_Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--vault", metavar="DIR", envvar="NOTEBOOK_VAULT", help="The vault; else the one around this folder.")
@click.option("--today", metavar="DATE", envvar="NOTEBOOK_TODAY", help="Take this day for today.")
@click.option("--as-of", metavar="DATE|REV", help="Read the vault as git had it: by a day, or at a commit.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Colours in the output.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the answer.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")
@click.version_option(notebook.__version__, prog_name="notebook", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    ctx: click.Context,
    vault: str | None,
    today: str | None,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """A contact notebook in plain text: people, and what passed between you and them, as Markdown files.

    \b
    Example:
      notebook init my-vault --example
      notebook --vault my-vault due
    """
    if color == "never" or (color == "auto" and os.environ.get("NO_COLOR")):
        ctx.color = False
    elif color == "always":
        ctx.color = True
    ctx.obj = Session(vault, today, quiet, verbose, as_of=as_of)
    ctx.call_on_close(ctx.obj.close)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; every expected failure becomes two lines on stderr."""
    _open_streams()
    try:
        if getattr(notebook, "DISTRIBUTION", None) != "contact-notebook":
            raise NotebookError(
                "This Python has Jupyter's package `notebook` in the place of the contact notebook's.",
                "Install the contact notebook by itself: pipx install contact-notebook.",
            )
        given = list(arguments) if arguments is not None else None
        result = cli.main(args=given, prog_name="notebook", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except NotebookError as fault:
        _complain(fault.message, fault.hint)
        return fault.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message())
        return 0
    except click.ClickException as fault:
        ctx = getattr(fault, "ctx", None)
        _complain(fault.format_message(), f"{ctx.command_path} --help shows how." if ctx else None)
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except BrokenPipeError:
        # The reader (head, less) has gone: point stdout at nothing, so that the interpreter's last flush is silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UnicodeError:
        _complain("The text given is not UTF-8.", "Nothing was written.")
        return 2
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        _complain(f"{where}{fault.strerror or fault}.", None)
        return 1


def _open_streams() -> None:
    """Gives every stream that was closed on the way here (`>&-`) to nobody, and lets none stop at a character."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def _complain(message: str, hint: str | None) -> None:
    from ..render.terminal import clean_lines  # names in a message come from files, and could command the terminal

    click.echo(f"Error: {clean_lines(message)}", err=True)
    if hint:
        click.echo(f"Hint: {clean_lines(hint)}", err=True)
