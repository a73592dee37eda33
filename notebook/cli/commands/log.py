"""`notebook log`: an interaction from one line."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from .. import completing
from ..session import Session, pass_session

if TYPE_CHECKING:
    from ...changes import ChangeSet
    from ...records import PartialDate, Task

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
    help="Who: an id, a name, an alias or part of one.",
)
@click.option("--date", "day", metavar="DATE", help="When: yesterday, friday, 3d ago, 2026-11-18 14:30. Else today.")
@click.option("--channel", metavar="WORD", shell_complete=completing.channels,
              help="How: coffee, meal, walk, visit, call, video, message, email, letter…")  # fmt: skip
@click.option("--place", metavar="TEXT", help="Where.")
@click.option("--event", metavar="EVENT", help="At which event of the notebook.")
@click.option("--project", metavar="PROJECT", help="About which project of the notebook.")
@click.option("--purpose", metavar="WORD", help="What for: catch-up, mentoring, thanks…")
@click.option("--topic", "topics", metavar="TEXT", multiple=True, help="What you talked about; may be repeated.")
@click.option("--initiated", metavar="me|them|both", help="Who took the first step.")
@click.option("--depth", metavar="small-talk|personal|deep", help="How far the talk went.")
@click.option("--gave", metavar="TEXT", multiple=True, help="What you gave; may be repeated.")
@click.option("--received", metavar="TEXT", multiple=True, help="What you were given; may be repeated.")
@click.option("--edit", is_flag=True, help="Open the new file in your editor.")
@click.option("--dry-run", is_flag=True, help="Show the file, write nothing.")
@pass_session
def command(
    session: Session,
    /,
    text: tuple[str, ...],
    people: tuple[str, ...],
    day: str | None,
    edit: bool,
    dry_run: bool,
    **values: str | tuple[str, ...] | None,
) -> int:
    """Note an interaction.

    The text is kept as you type it; a - reads it from standard input. Who took part is said with --with, or with
    [[links]] in the text. The new file's path is printed, then what was understood.

    In a promise (a line "- [ ] send her the list by friday"), words for a day are written as the day, and who
    promised (@ada:) by the id.

    \b
    Examples:
      notebook log "she is worried about funding" --with ada --channel coffee --date yesterday
      notebook log "call with [[charles-babbage]] about the drawings" --channel call
      notebook log - --with ada < minutes.md
    """
    from ...text.dates import read_date
    from ..editor import edit_and_check, editor_command
    from ..writing import say_remarks

    if edit and not dry_run:
        editor_command()  # without an editor, say so before anything is written
    body = _standard_input() if text == ("-",) else " ".join(text)
    _check_that_something_is_said(body, values, edit)
    when = read_date("today" if day is None else day, session.today, "past")
    changes = _write(session, body, people, when, values, dry_run)
    if dry_run:
        say_remarks(session, changes)
        return 0
    (path,) = changes.paths
    click.echo(path)
    _echo(session, changes, day, values["channel"])
    say_remarks(session, changes)
    return edit_and_check(session, path) if edit else 0


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        from ...errors import UsageFault

        raise UsageFault("The text on standard input is not UTF-8.", "Convert it: iconv -t UTF-8.") from None


def _check_that_something_is_said(text: str, values: Mapping[str, str | tuple[str, ...] | None], edit: bool) -> None:
    """Raises UsageFault for an interaction without a text, unless an option says something or the editor will."""
    if not text.strip() and not edit and not any(values[name] for name in _SAYING):
        from ...errors import UsageFault

        raise UsageFault("The text is empty. Nothing was written.", "Say what passed, or how: --channel call.")


def _write(
    session: Session,
    text: str,
    people: tuple[str, ...],
    when: PartialDate,
    values: dict[str, str | tuple[str, ...] | None],
    dry_run: bool,
) -> ChangeSet:
    """Writes the interaction; where another program takes its name first, under the next one."""
    from ...changes.log_interaction import log_interaction
    from ...vault.apply import AlreadyThere
    from ..writing import carry_out

    taken: set[str] = set()
    while True:
        changes = log_interaction(
            text,
            people,
            when,
            values,
            snapshot=session.snapshot,
            folder=session.settings.folder_of("interaction"),
            today=session.today,
            also_taken=taken,
        )
        try:
            carry_out(session.root, changes, dry_run=dry_run)
        except AlreadyThere as fault:
            if len(taken) == _TRIES:
                raise
            taken.add(fault.path.rsplit("/", 1)[-1].removesuffix(".md"))
        else:
            return changes


def _echo(session: Session, changes: ChangeSet, day: str | None, channel: str | tuple[str, ...] | None) -> None:
    """What was understood, a line a field; with the day and the channel as typed, where they are other words."""
    from ...records import Interaction
    from ...render.terminal import clean
    from ...schema.read import read_file

    (change,) = changes.changes
    record, _ = read_file(change.after or b"", change.path, "interaction")
    assert isinstance(record, Interaction)
    assert record.date is not None
    by_id = session.snapshot.by_id
    name = {reference.text: by_id[reference.text].name for reference in (*record.with_, record.event, record.project)
            if reference}  # fmt: skip
    lines = [("with", ", ".join(name[reference.text] for reference in record.with_))]
    lines.append(("date", _day_in_words(record.date, session, day)))
    lines.append(("channel", _channel_in_words(record.channel or "", channel)))
    lines += [(field, getattr(record, field) or "") for field in ("initiated", "place")]
    lines += [("event", name[record.event.text] if record.event else "")]
    lines += [("project", name[record.project.text] if record.project else "")]
    lines += [("purpose", record.purpose or ""), ("depth", record.depth or "")]
    lines += [(field, ", ".join(phrase.text for phrase in getattr(record, field)))
              for field in ("topics", "gave", "received")]  # fmt: skip
    lines += [_task_line(task, session) for task in record.tasks if task.mark in " ?"]
    wide = max(len(label) for label, value in lines if value)
    for label, value in lines:
        if value:
            click.echo(f"  {label:{wide}}  {clean(value)}")


def _task_line(task: Task, session: Session) -> tuple[str, str]:
    """A promise with whose it is and when it is due, or a thread."""
    from ...practice.words import day_words

    words = task.text
    if task.owner:
        words = f"{session.snapshot.find(task.owner.text, 'contact').name}: {words}"
    if task.due:
        words += f", due {day_words(task.due.whole, session.today) if task.due.whole else task.due}"
    return "promise" if task.mark == " " else "ask next time", words


def _channel_in_words(channel: str, typed: object) -> str:
    """The channel, and the word it was read from."""
    from ...schema.fields import word_form

    return f'{channel}  "{typed}"' if typed and word_form(str(typed)) != word_form(channel) else channel


def _day_in_words(day: PartialDate, session: Session, typed: str | None) -> str:
    """`Fri 20 Nov 2026`, whether it is still to come, and the words it was read from."""
    from ...text.dates import read_partial_date

    whole = day.whole
    words = f"{whole:%a} {whole.day} {whole:%b %Y}" if whole else str(day)
    if whole and day.time:
        words += f", {day.time}"
    if day.uncertain:
        words += ", more or less"
    if day.earliest and day.earliest > session.today:
        words += ", planned"
    return f'{words}  "{typed}"' if typed and read_partial_date(typed.strip()) is None else words
