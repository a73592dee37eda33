"""`notebook git merge-file`: three versions of a note merged by hand, or for `git mergetool`."""

from __future__ import annotations

from pathlib import Path

import click

from ...session import Session, pass_session

_FILE = click.Path(path_type=Path)


@click.command("merge-file")
@click.argument("ours", type=_FILE)
@click.argument("base", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("--output", type=_FILE, metavar="FILE", help="Write there, not over OURS.")
@click.option("-p", "--stdout", is_flag=True, help="Print the merged note, write nothing.")
@click.option(
    "--marker-size", type=click.IntRange(min=1), default=7, metavar="N", help="The length of conflict markers."
)
@pass_session
def command(
    session: Session, ours: Path, base: Path, theirs: Path, output: Path | None, stdout: bool, marker_size: int
) -> None:
    """Merge three versions of a note by meaning.

    OURS and THEIRS both come from BASE, which may be empty or missing. The merged note is written over OURS. What both
    changed differently is marked, and said; then the exit code is 1.

    \b
    Examples:
      notebook git merge-file mine.md before.md other.md -p
      notebook git merge-file "$LOCAL" "$BASE" "$REMOTE" --output "$MERGED"
    """
    from ...merging import merged, put, tell

    target = output or ours
    result = merged(base, ours, theirs, target, None, marker_size)
    if stdout:
        click.echo(result.raw, nl=False)
    else:
        put(target, result.raw)
    tell(session, str(target), result.clashes)
    if result.clashes:
        raise click.exceptions.Exit(1)
