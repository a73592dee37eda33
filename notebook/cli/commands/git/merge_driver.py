"""`notebook git merge-driver`: what git calls for a note that both sides changed."""

from __future__ import annotations

from pathlib import Path

import click

from ...session import Session, pass_session

_FILE = click.Path(path_type=Path)
_MARKED = 10  # not 1, which a program that cannot start ends with as well


@click.command("merge-driver", hidden=True)
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("--marker-size", type=int, default=7, metavar="N", help="The length of conflict markers.")
@click.option("--path", metavar="PATH", help="Where the note stands in the work tree.")
@pass_session
def command(session: Session, base: Path, ours: Path, theirs: Path, marker_size: int, path: str | None) -> None:
    """What git calls to merge a note.

    Writes the merged note over OURS. The exit code is 0 where nothing clashes and 10 where a clash is marked; with any
    other, nothing was written. notebook git setup has git call it.

    \b
    Examples:
      notebook git merge-driver %O %A %B --marker-size %L --path %P
    """
    from ...merging import merged, put, tell

    top = Path.cwd()  # git runs a merge driver there
    result = merged(base, ours, theirs, top / (path or ours), top, marker_size if marker_size > 0 else 7)
    put(ours, result.raw)
    tell(session, path or str(ours), result.clashes)
    if result.clashes:
        raise click.exceptions.Exit(_MARKED)
