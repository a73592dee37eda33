"""`notebook log`: an interaction from one line of prose."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from .. import completing
from ..session import Session, pass_session

if TYPE_CHECKING:
    from pathlib import Path

    from ...changes import ChangeSet
    from ...changes.log.prefill import Prefill
    from ...changes.log.talk import Talk
    from ..echoing import Heard

_TRIES = 1000  # of as many notebooks at once, each but one finds its name taken
# The options that say enough for a note without a text.
_SAYING = ("channel", "topics", "gave", "received")

# A blank before any `=`: no option looks like that, but `- [ ] send her the list` does.
_PROSE = re.compile(r"-[^=\s]*\s")
_GUARD = "\0"  # no argument of a program can hold it


class ProseCommand(click.Command):
    """A command whose text may start with a hyphen: `notebook log "- [ ] send her the list" --with ada`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments; those that are prose are no options."""
        rest = super().parse_args(ctx, [_GUARD + arg if _PROSE.match(arg) else arg for arg in args])
        ctx.params = {name: _unguarded(value) for name, value in ctx.params.items()}
        return rest


def _unguarded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_unguarded(one) for one in value)
    return value.removeprefix(_GUARD) if isinstance(value, str) else value


@click.command("log", cls=ProseCommand)
@click.argument("text", nargs=-1)
@click.option(
    "--with",
    "people",
    metavar="NAME",
    multiple=True,
    shell_complete=completing.names,
    help="Who else: an id, a name, an alias or part of one; +NAME for somebody new.",
)
@click.option(
    "--date",
    "day",
    metavar="DATE",
    help="When: yesterday, friday, 3d ago, 2026-11-18 14:30. Else as the text says, or today.",
)
@click.option("--channel", metavar="WORD", shell_complete=completing.channels,
              help="How: coffee, meal, walk, visit, call, video, message, email, letter…")  # fmt: skip
@click.option("--place", metavar="TEXT", help="Where.")
@click.option("--event", metavar="EVENT", help="At which event of the notebook; its day counts where no other is said.")
@click.option("--project", metavar="PROJECT", help="About which project of the notebook.")
@click.option("--purpose", metavar="WORD", help="What for: catch-up, mentoring, thanks…")
@click.option("--topic", "topics", metavar="TEXT", multiple=True, help="What you talked about; may be repeated.")
@click.option("--initiated", metavar="me|them|both", help="Who took the first step.")
@click.option("--depth", metavar="small-talk|personal|deep", help="How far the talk went.")
@click.option("--gave", metavar="TEXT", multiple=True, help="What you gave; may be repeated.")
@click.option("--received", metavar="TEXT", multiple=True, help="What you were given; may be repeated.")
@click.option("--template", metavar="NAME", shell_complete=completing.log_templates,
              help="Add a template's text: informational-interview, mentoring, event, call, or your own.")  # fmt: skip
@click.option("--edit", is_flag=True, help="Open the new file in your editor.")
@click.option("--explain", is_flag=True, help="Say of each word that was read as more than text how, and why.")
@click.option("--dry-run", is_flag=True, help="Show the files, write nothing.")
@pass_session
def command(
    session: Session,
    /,
    text: tuple[str, ...],
    people: tuple[str, ...],
    day: str | None,
    template: str | None,
    edit: bool,
    explain: bool,
    dry_run: bool,
    **values: str | tuple[str, ...] | None,
) -> int:
    """Note an interaction.

    Say it in a sentence: with whom, when, how, where, about what. The text is kept as you type it, and what was
    understood of it is written into the fields and printed, with the path of the new file. A - reads the text from
    standard input. --explain tells where each field comes from; with --dry-run nothing is written.

    People are known by their names, aliases, ids (@ada-lovelace) and [[links]]. Where a name fits several, the rest of
    the line may say which; else you are asked, and where nobody can be asked, nothing is written. +Maria
    Silva, or the name in **bold**, is somebody new, who gets a contact of their own.

    After "[ ]" stands what you promise, after "[ ] @ada:" what she promised, after "[?]" what to ask next time, each
    up to the next ; or the end of the line. Words for a day ("by friday", "due:tomorrow") are written as the day.

    An option counts more than the words: --place "the park" is the place whatever the line says, and --place "" leaves
    it out. --with adds people to those who took part by the words; beside them, a lone name ("Charles is well")
    counts as talked about.

    \b
    Examples:
      notebook log "coffee with Ada yesterday at the Society, she is worried about funding"
      notebook log "call with Charles about the drawings; [ ] @charles: send them by friday; [?] his trip"
      notebook log "lunch with +Maria Silva, who prints maps; she gave me a proof" --date "last friday"
      notebook log "walk with Sam and Grace" --explain --dry-run
      notebook log "met Ada at the press" --template informational-interview --edit
      notebook log - --with ada --channel meeting < minutes.md
    """
    from ...changes.log.log_interaction import namesake_remarks
    from ...changes.log.talk import Options, spaced_tasks
    from ...changes.log.unread_day import unread_day
    from ...text.dates import read_date
    from ..asking import settled, understand
    from ..echoing import Heard
    from ..editor import edit_and_check, editor_command

    if edit and not dry_run:
        editor_command()  # without an editor, say so before anything is written
    _check_template(session, template)
    line = spaced_tasks((_standard_input() if text == ("-",) else " ".join(text)).lstrip("\n"))
    said = {name: value for name, value in values.items() if value is not None and value != ()}
    _check_that_something_is_said(line, said, edit or template is not None)
    when = None if day is None else read_date(day, session.today, "past")
    understood, named = understand(session, line, people)
    talk = settled(session, understood, Options(named, when, said))
    of_event = when is None and understood.day is None and talk.day.whole != session.today
    heard = Heard(line, understood, _in_words(day, said), of_event)
    unread = None if when else unread_day(line, understood, session.today, talk.day.whole)
    changes = _write(session, talk, _prefill(session, talk, heard, template), dry_run)
    _answer(session, changes, heard, explain, dry_run)
    for sentence in ([unread] if unread else []) + ([] if dry_run else namesake_remarks(talk, session.snapshot)):
        session.say(sentence)
    return edit_and_check(session, changes.paths[0]) if edit and not dry_run else 0


def _answer(session: Session, changes: ChangeSet, heard: Heard, explained: bool, dry_run: bool) -> None:
    """Says what was written and what was understood."""
    from ...changes.log.strangers import strangers
    from ..echoing import echo_talk, explain
    from ..writing import say_remarks

    if not dry_run:
        click.echo(changes.paths[0])
    echo_talk(session, changes, heard, err=dry_run)  # a dry run prints a patch alone
    if explained:
        click.echo()
        explain(session, heard)
    say_remarks(session, changes)
    for sentence in strangers(heard.line, heard.understood, session.snapshot):
        session.say(sentence)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        from ...errors import UsageFault

        raise UsageFault("The text on standard input is not UTF-8.", "Convert it: iconv -t UTF-8.") from None


def _check_that_something_is_said(text: str, said: Mapping[str, object], more: bool) -> None:
    """Raises UsageFault for an interaction without a text, unless an option says something or more is to come."""
    if not text.strip() and not more and not any(said.get(name) for name in _SAYING):
        from ...errors import UsageFault

        raise UsageFault("The text is empty. Nothing was written.", "Say what passed, or how: --channel call.")


def _in_words(day: str | None, said: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    """What options say, as typed, by field."""
    words = {name: value if isinstance(value, str) else ", ".join(value) for name, value in said.items()}
    return words if day is None else {"date": day, **words}


def _check_template(session: Session, template: str | None) -> None:
    """Raises UsageFault for the name of a template that is not there."""
    if template is not None:
        from ...render.log_page import check_template

        check_template(template, _own_templates(session))


def _prefill(session: Session, talk: Talk, heard: Heard, template: str | None) -> Prefill:
    """What the template adds to the talk."""
    from ...changes.log.prefill import NOTHING, names_in, read_prefill, template_model

    if template is None:
        return NOTHING
    from ...render.log_page import log_page, template_path

    model = template_model(talk, names_in(heard.line, heard.understood), session.snapshot, session.today)
    page = log_page(template, _own_templates(session), model)
    return read_prefill(page, template_path(template), session.snapshot)


def _own_templates(session: Session) -> Path:
    return session.root / "templates"


def _write(session: Session, talk: Talk, prefill: Prefill, dry_run: bool) -> ChangeSet:
    """Writes the interaction; where another program takes its name first, under the next one."""
    from ...changes.log.log_interaction import Folders, log_interaction
    from ...vault.writing.apply import AlreadyThere
    from ..writing import carry_out

    folder_of = session.settings.folder_of
    taken: set[str] = set()
    while True:
        changes = log_interaction(
            talk,
            prefill,
            snapshot=session.snapshot,
            folders=Folders(folder_of("interaction"), folder_of("contact")),
            today=session.today,
            also_taken=taken,
        )
        try:
            carry_out(session, changes, dry_run=dry_run)
        except AlreadyThere as fault:
            if len(taken) == _TRIES or fault.path != changes.paths[0]:
                raise
            taken.add(fault.path.rsplit("/", 1)[-1].removesuffix(".md"))
        else:
            return changes
