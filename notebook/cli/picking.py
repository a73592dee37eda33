"""Asking which of several is meant: with fzf where it is installed, else by number; never without a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .session import Session

_SHOWN = 20  # choices; of more, a part of the name brings the others
_NAMES = "a part of the name"
_LEFT = 130  # the exit code, as for Ctrl-C
_MARGIN = 8  # columns, for the number before a line
_ESCAPE = "\x1b"
# The user's own settings for fzf stay; these it needs, or the answer could not be read.
_FZF = ("--no-multi", "--height=50%", "--min-height=10", "--layout=reverse", "--delimiter=\t", "--with-nth=2..",
        "--no-print-query", "--no-expect", "--preview=")  # fmt: skip


def can_ask() -> bool:
    """True where somebody sits at a terminal and sees what stderr says."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def pick(
    title: str, choices: Sequence[tuple[str, str]], *, typing: str = _NAMES, also: Sequence[str] = ()
) -> str | None:
    """The id of the choice (id, line) that the user picks; None where nobody can be asked.

    `typing` is what may be typed but the number; `also` has for each choice other words that it is found by.
    Raises click.Abort where the user picks none.
    """
    from ..render.terminal import clean

    if not choices or not can_ask():
        return None
    lines = [clean(line) for _, line in choices]
    program = shutil.which("fzf")
    at = _with_fzf(program, clean(title), lines) if program else None
    return choices[_by_number(clean(title), lines, typing, also or lines) if at is None else at][0]


def pick_record(session: Session, title: str, ids: Iterable[str], first: Sequence[tuple[str, str]] = ()) -> str | None:
    """The id of the record that the user picks of these, after the choices that come `first`; None without a user."""
    if not can_ask():
        return None
    from ..render.choices import choice_lines
    from ..schema.values import names_of

    by_id = session.snapshot.by_id
    records = [record for one in ids if (record := by_id.get(one))]
    lines = choice_lines(records, session.snapshot, session.today, _columns() - _MARGIN)
    choices = [*first, *((record.id, line) for record, line in zip(records, lines, strict=True))]
    also = [*(line for _, line in first), *("\n".join(names_of(record)) for record in records)]
    return pick(title, choices, also=also)


def _with_fzf(program: str, title: str, lines: Sequence[str]) -> int | None:
    """The place of the line that is chosen in fzf; None where fzf cannot run here."""
    numbered = "\n".join(f"{at}\t{line}" for at, line in enumerate(lines))
    command = [program, *_FZF, f"--header={title}"]
    try:
        done = subprocess.run(
            command, input=numbered.encode("utf-8", "replace"), stdout=subprocess.PIPE, stderr=None, check=False
        )
    except OSError:
        return None
    if done.returncode in (1, 130):  # nothing fitted what was typed, or it was left
        raise click.Abort
    chosen = done.stdout.decode("utf-8", "replace").partition("\t")[0]
    return int(chosen) if done.returncode == 0 and chosen.isdecimal() and int(chosen) < len(lines) else None


def _by_number(title: str, lines: Sequence[str], typing: str, also: Sequence[str]) -> int:
    """The place of the line whose number is typed, or of the only one that has what is typed."""
    from ..text.folding import fold

    shown = list(range(len(lines)))
    click.echo(title, err=True)
    while True:
        _show(lines, shown, typing)
        answer = _answer(typing)
        while answer.isdecimal() and not 0 < int(answer) <= len(shown):
            click.echo(f"There is no {answer}.", err=True)
            answer = _answer(typing)
        if answer.isdecimal():
            return shown[int(answer) - 1]
        fitting = [at for at, line in enumerate(lines) if fold(answer) in fold(f"{line}\n{also[at]}")]
        if len(fitting) == 1:
            click.echo(f"  {lines[fitting[0]]}", err=True)
            return fitting[0]
        if fitting:
            shown = fitting
        else:
            click.echo(f'None of them has "{answer}".', err=True)


def _show(lines: Sequence[str], shown: Sequence[int], typing: str) -> None:
    """The first choices with their numbers, and how many more there are."""
    from ..render.terminal import cut

    wide = len(str(min(len(shown), _SHOWN)))
    room = _columns() - wide - 4
    for number, at in enumerate(shown[:_SHOWN], 1):
        click.echo(f"  {number:>{wide}}  {cut(lines[at], room)}", err=True)
    if len(shown) > _SHOWN:
        click.echo(f"  and {len(shown) - _SHOWN} more: type {typing}.", err=True)


def _columns() -> int:
    try:
        return max(40, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):
        return 100


def _answer(typing: str) -> str:
    """What is typed at the prompt; raises click.Abort for Ctrl-C, Ctrl-D and the escape key, Exit for an empty line."""
    click.echo(f"Number, or {typing} (Enter leaves): ", nl=False, err=True)
    try:
        typed = sys.stdin.readline()
    except KeyboardInterrupt:
        click.echo(err=True)
        raise click.Abort from None
    if not typed:
        click.echo(err=True)
    if not typed or _ESCAPE in typed:
        raise click.Abort
    if not typed.strip():
        click.echo("Nothing was chosen.", err=True)
        raise click.exceptions.Exit(_LEFT)
    return typed.strip()
