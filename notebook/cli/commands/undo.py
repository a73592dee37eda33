"""`notebook undo`: the last change the notebook made, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...errors import Refused
    from ...vault.writing.steps import Step

_HOUR = 60 * 60  # seconds


@click.command("undo")
@click.argument("number", metavar="[NUMBER]", type=click.IntRange(min=1), required=False)
@click.option("--list", "listing", is_flag=True, help="Show what can be taken back, the newest first.")
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
@pass_session
def command(session: Session, number: int | None, listing: bool, dry_run: bool) -> None:
    """Take back the last change the notebook made.

    Files get back the bytes they had; called again, the change before it is taken back. Where a file was edited since,
    nothing is written.

    \b
    Examples:
      notebook undo --list
      notebook undo --dry-run
      notebook undo 12
    """
    if listing and (number is not None or dry_run):
        raise click.UsageError("--list only shows what can be taken back.")
    from ...vault.writing.steps import steps

    root = session.root
    found = steps(session.state, session.say)
    if listing:
        _list(session, list(found))
        return
    newer = []
    for step in found:
        if number in (None, step.number):
            break
        newer.append(step)
    else:
        raise _nothing(number)
    from ...vault.writing.apply import edited_since
    from ..writing import carry_out, show

    edited = edited_since(root, step.back)
    if dry_run:
        show(step.back)
    if edited:
        raise _refused(step, edited, newer, dry_run)
    if not dry_run:
        carry_out(session, step.back, dry_run=False, undoes=step)
        _echo(step)


def _echo(step: Step) -> None:
    from ...render.terminal import clean

    click.echo(f"Taken back: {clean(step.changes.summary.removesuffix('.'))}.")
    for change in step.changes.changes:
        what = "deleted" if change.before is None else "is there again" if change.after is None else "as it was"
        click.echo(f"  {clean(change.path)}  {what}")


def _list(session: Session, found: Sequence[Step]) -> None:
    from ...render.tables import table
    from .. import clock
    from ..listing import echo_lines

    if not found:
        session.say("There is nothing to take back.")
    now = clock.now_ns() / 1e9
    rows = [(str(step.number), _when(step.when, now), step.changes.summary, _files(step)) for step in found]
    echo_lines(table(rows, width(), gives=2))


def _files(step: Step) -> str:
    count = len(step.changes.changes)
    return f"{count} file{'' if count == 1 else 's'}"


def _when(when: float, now: float) -> str:
    """`just now`, `5 min ago`, `2 h ago`; from the next day on, the day and the time."""
    from datetime import datetime

    seconds = now - when
    if not 0 <= seconds < 24 * _HOUR:
        return f"{datetime.fromtimestamp(when):%Y-%m-%d %H:%M}"
    if seconds < 60:
        return "just now"
    return f"{seconds // 60:.0f} min ago" if seconds < _HOUR else f"{seconds // _HOUR:.0f} h ago"


def _nothing(number: int | None) -> Exception:
    from ...errors import NotebookError

    if number is None:
        return NotebookError("There is nothing to take back.", "The notebook keeps the last 50 changes it made itself.")
    return NotebookError(f"There is no change {number} to take back.", "notebook undo --list shows those there are.")


def _refused(step: Step, edited: dict[str, str], newer: Sequence[Step], shown: bool) -> Refused:
    """Why the step cannot be taken back, with each file that is not as the step left it."""
    from ...errors import Refused

    what = ", ".join(f"{path} {words}" for path, words in edited.items())
    later = next((one for one in newer if edited.keys() & set(one.changes.paths)), None)
    if later is not None:
        hint = f'A later change wrote there: notebook undo {later.number} takes back "{later.changes.summary}".'
    elif shown:
        hint = "What is shown above can be taken back by hand."
    else:
        hint = f"notebook undo {step.number} --dry-run shows what can be taken back by hand."
    return Refused(f"{what}. Nothing was written.", hint)
