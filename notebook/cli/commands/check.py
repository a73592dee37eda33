"""`notebook check`: what is wrong in the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import echo_lines, format_option, line_of
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...changes.threeway import MergeText
    from ...records import Kind, Problem


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
    that the field does not know. What a merge left, conflict markers and keys that stand twice, is made one where
    nothing is lost by it. The diff is shown, and nothing is written before you say yes.

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
    from ...render.problems import problem_lines, problem_shape, summary

    if fix or dry_run:
        return _fix(session, names, yes, dry_run)
    problems, fixable, files = _found(session, names)
    if form == "table":
        echo_lines([*problem_lines(problems, width(), fixable), summary(problems, len(files))])
    else:
        from ...render.formats import lines

        echo_lines(lines([problem_shape(problem, fixable) for problem in problems], form, line))
    return _exit_code(problems, strict)


def _found(session: Session, names: Sequence[str]) -> tuple[tuple[Problem, ...], frozenset[Problem], set[str]]:
    """The problems, those that can be mended, and the files they were looked for in: those of the names, or all."""
    from ...crosscheck import all_problems

    problems = all_problems(session.snapshot)
    files = {record.path for record in session.snapshot.records}
    if names:
        files |= {problem.path for problem in problems}
        files = {_path(session, name, files) for name in names}
        problems = tuple(problem for problem in problems if problem.path in files)
    else:
        problems = (*_of_git(session), *problems)
        files |= {problem.path for problem in problems}
    if not any(problem.code in ("conflict-markers", "duplicate-key") for problem in problems):
        return problems, frozenset(problem for problem in problems if problem.fix), files
    from ...changes.mend.trying import tried

    return *tried(problems, session.read, *_means(session)), files


def _of_git(session: Session) -> Iterator[Problem]:
    """The note that this clone merges notes as text, where the vault asks for more."""
    if session.as_of or not (session.root / ".gitattributes").is_file():
        return
    from ...git.setup import driver_missing
    from ...records import Problem
    from ...schema.problems import CODES

    line = driver_missing(session.root)
    if line is not None:
        code = CODES["no-merge-driver"]
        yield Problem(
            code.code, code.severity, ".gitattributes", line, 1,
            "This vault asks for the notebook's merge driver; this clone has none.",
            "notebook git setup",
        )  # fmt: skip


def _means(session: Session) -> tuple[Callable[[str], Kind | None], MergeText]:
    """What mending has to know of the vault, and the program it needs."""
    from ...git.text_merge import merge_text
    from ...vault.reading.load import kind_of

    folders = session.settings.folders
    return lambda path: kind_of(path, folders), merge_text


def _fix(session: Session, names: Sequence[str], yes: bool, dry_run: bool) -> int:
    """Mends what can be mended, when the diff is agreed to, and prints what is left for the user."""
    from ...changes.edit.fix import fix_problems
    from ..writing import carry_out, confirmed, say_remarks

    problems, fixable, _ = _found(session, names)
    changes = fix_problems(problems, session.read, *_means(session))
    say_remarks(session, changes)
    if not changes.changes:
        session.say("Nothing here can be mended without asking you what you meant.")
        return _exit_code(problems, strict=False)
    if not dry_run and not confirmed(changes, yes, "Write this?"):
        return _exit_code(problems, strict=False)
    carry_out(session, changes, dry_run=dry_run)
    if dry_run:
        return _exit_code([problem for problem in problems if problem not in fixable], strict=False)
    from ...render.problems import problem_lines

    click.echo(f"{changes.summary.replace('Fix', 'Fixed', 1)}.")
    del session.vault  # what is left is found in what stands there now
    problems, fixable, _ = _found(session, names)
    echo_lines(problem_lines(problems, width(), fixable))
    return _exit_code(problems, strict=False)


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
