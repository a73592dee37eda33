"""`notebook check`: what is wrong in the vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import echo_lines, format_option, line_of
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...records import Problem


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completing.names)
@click.option("--strict", is_flag=True, help="Fail for mere notes, too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended for certain; the diff is shown first.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the diff, write nothing.")
@click.option("--explain", metavar="CODE", shell_complete=completing.codes, help="What a code means; no check.")
@format_option("ids")
@pass_session
def command(
    session: Session,
    names: Sequence[str],
    strict: bool,
    fix: bool,
    yes: bool,
    dry_run: bool,
    explain: str | None,
    form: str,
) -> int:
    """Show what is wrong in the vault.

    Ends with 1 where there are errors or warnings. With a NAME, or the path of a file, only what is wrong there. With
    --fix, what was certainly meant is written for what is wrong: a date in another order, a name one letter off, a word
    that the field does not know. The diff is shown, and nothing is written before you say yes.

    \b
    Examples:
      notebook check
      notebook check --fix
      notebook check --explain bad-date
      notebook check --format '{{ path }}:{{ line }}:{{ column }}: {{ message }}'
    """
    if explain is not None:
        echo_lines(_explained(explain))
        return 0
    line = line_of(form)
    from ...crosscheck import all_problems
    from ...render.problems import problem_lines, problem_shape, summary

    problems = all_problems(session.snapshot)
    files = {record.path for record in session.snapshot.records} | {problem.path for problem in problems}
    if names:
        files = {_path(session, name, files) for name in names}
        problems = tuple(problem for problem in problems if problem.path in files)
    if fix or dry_run:
        return _fix(session, problems, yes, dry_run)
    if form == "table":
        echo_lines([*problem_lines(problems, width()), summary(problems, len(files))])
    else:
        from ...render.formats import lines

        echo_lines(lines([problem_shape(problem) for problem in problems], form, line))
    return _exit_code(problems, strict)


def _fix(session: Session, problems: Sequence[Problem], yes: bool, dry_run: bool) -> int:
    """Mends what can be mended, when the diff is agreed to, and prints what is left for the user."""
    from ...changes.edit.fix import fix_problems
    from ...vault.reading.load import kind_of
    from ..writing import carry_out, confirmed, say_remarks

    folders = session.settings.folders
    changes = fix_problems(problems, session.read, lambda path: kind_of(path, folders))
    say_remarks(session, changes)
    if not changes.changes:
        session.say("Nothing here can be mended without asking you what you meant.")
        return _exit_code(problems, strict=False)
    if not dry_run and not confirmed(changes, yes, "Write this?"):
        return _exit_code(problems, strict=False)
    carry_out(session, changes, dry_run=dry_run)
    left = [problem for problem in problems if problem.fix is None]
    if not dry_run:
        from ...render.problems import problem_lines

        click.echo(f"{changes.summary.replace('Fix', 'Fixed', 1)}.")
        echo_lines(problem_lines(left, width()))
    return _exit_code(left, strict=False)


def _exit_code(problems: Sequence[Problem], strict: bool) -> int:
    return int(any(strict or problem.severity != "note" for problem in problems))


def _explained(word: str) -> list[str]:
    from ...errors import UsageFault
    from ...render.terminal import paint, wrap
    from ...schema import CODES
    from ...schema.suggest import nearest

    found = CODES.get(word.strip().casefold())
    if found is None:
        close = nearest(word, CODES)
        hint = f"Did you mean {close}?" if close else f"The codes are {', '.join(CODES)}."
        raise UsageFault(f'There is no problem with the code "{word}".', hint)
    head = f"{paint(found.code, 'bold')}: {found.title} ({found.severity})"
    return [head, "", *(f"  {line}" for line in wrap(found.text, min(width(), 90) - 2))]


def _path(session: Session, name: str, files: set[str]) -> str:
    """The file of the vault that is meant: by its path from here or in the vault, its stem, or a record's name."""
    from ...text.folding import fold

    try:
        here = Path(name).resolve().relative_to(session.root.resolve()).as_posix()
    except ValueError:
        here = name
    for path in (here, name):
        if path in files:
            return path
    # A file that cannot be read is no record, but its problem is what is asked for.
    stems = [path for path in sorted(files) if fold(Path(path).stem) == fold(name)]
    return stems[0] if len(stems) == 1 else session.snapshot.find(name).path
