"""The last step of every command that writes: show the change set, or carry it out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from ..vault.writing.steps import Step
    from .session import Session


def carry_out(session: Session, changes: ChangeSet, *, dry_run: bool, undoes: Step | None = None) -> bool:
    """Writes the change set, or prints it as a diff with `dry_run`; True where it was written.

    It becomes a step that `notebook undo` takes back; `undoes` is the step that this one takes back.
    With `commit = true` in the vault's [git] settings, what was written is committed, and nothing else:
    a file that had changes of the user's own is not.
    """
    session.check_writes()
    if dry_run:
        show(changes)
    else:
        from ..vault.writing.apply import apply

        left_out = _yours(session.root, changes)
        apply(session.root, changes, session.state, session.say, undoes=undoes, since=session.names_mark)
        if left_out is not None:
            _commit(session, changes, left_out)
    return not dry_run


@contextmanager
def committing(session: Session, path: str) -> Iterator[None]:
    """Commits what the user's editor does to one file meanwhile, where `carry_out` would commit what it wrote."""
    from ..changes import ChangeSet, FileChange

    place = session.root / path
    before = place.read_bytes()
    left_out = _yours(session.root, ChangeSet((FileChange(path, before, before),), ""))
    try:
        yield
    finally:
        after = place.read_bytes() if place.is_file() else None
        if left_out is not None and after not in (before, None):
            _commit(session, ChangeSet((FileChange(path, before, after),), f"Edit {place.stem}"), left_out)


def show(changes: ChangeSet) -> None:
    """Prints the change set as a diff without what a terminal obeys; in a file or a pipe, CRLF line ends stay.

    So `git apply` takes it there.
    """
    from ..render.terminal import clean_lines

    ends = "\n" if sys.stdout.isatty() else "\r\n"
    click.echo(ends.join(map(clean_lines, changes.diff().split(ends))), nl=False)


def _yours(root: Path, changes: ChangeSet) -> tuple[str, ...] | None:
    """The files not to be committed, for they have changes of the user's own; None where nothing is to be committed.

    A file that comes in the place of such a one holds its changes, and stays out with it.
    """
    from ..vault.reading.load import load_settings

    if not changes.paths or not load_settings(root)[0].git_commit:
        return None
    from ..git.repository import uncommitted

    found = uncommitted(root, changes.paths)
    moved = any(change.after is None and change.path in found for change in changes.changes)
    return tuple(change.path for change in changes.changes if change.path in found or (moved and change.before is None))


def _commit(session: Session, changes: ChangeSet, left_out: tuple[str, ...]) -> None:
    """Commits the files of the change set but those left out; what stands against it is said, not raised."""
    from ..errors import NotebookError
    from ..git.repository import commit_files, in_repository, on_branch, there_or_known
    from ..render.terminal import clean_lines

    root = session.root
    ours = [path for path in changes.paths if path not in left_out]
    later: tuple[str, ...] = ()
    try:
        if not in_repository(root):
            raise NotebookError("the vault is in no git repository.")
        left_out = there_or_known(root, left_out)
        later = there_or_known(root, changes.paths)
        if left_out and not ours:
            raise NotebookError(f"{_listed(left_out)} had changes of yours.")
        ignored = commit_files(root, ours, changes.summary)
    except NotebookError as fault:
        click.echo(f"Saved, not committed: {clean_lines(fault.message)}", err=True)
        if later and fault.hint is None:  # with one, a merge or the like is to be ended first
            session.say(_how_to_commit(root, later, changes.summary))
        return
    if ours and not on_branch(root):
        session.say("Committed on no branch, for HEAD is detached: git switch -c NAME keeps it.")
    if ignored:
        session.say(f"{_listed(ignored)} {'is' if len(ignored) == 1 else 'are'} ignored by git and "
                    f"{'stays' if len(ignored) == 1 else 'stay'} out.")  # fmt: skip
    if left_out:
        were = "was" if len(left_out) == 1 else "were"
        session.say(f"{_listed(left_out)} had changes of yours and {were} not committed.")


def _how_to_commit(root: Path, paths: tuple[str, ...], summary: str) -> str:
    """The next step: else the files would have changes of the user's for ever, and no command would commit them."""
    import shlex

    from ..git.repository import unknown

    git = "git" if root.resolve() == Path.cwd() else f"git -C {shlex.quote(str(root))}"
    new = " ".join(map(shlex.quote, unknown(root, paths)))
    first = f"{git} add {new} && " if new else ""
    return f"To commit it: {first}{git} commit -m {shlex.quote(summary)} -- {' '.join(map(shlex.quote, paths))}"


def _listed(paths: tuple[str, ...]) -> str:
    return " and ".join([part for part in (", ".join(paths[:-1]), paths[-1]) if part])


def confirmed(changes: ChangeSet, yes: bool, question: str) -> bool:
    """True where the change set may be written: with `yes`, or where the user says so, having seen the diff.

    Raises UsageFault where there is nobody to ask.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        from ..errors import UsageFault

        raise UsageFault("Nobody can be asked here. Nothing was written.",
                         "--dry-run shows what would be changed; --yes changes it.")  # fmt: skip
    show(changes)
    return click.confirm(question, err=True)


def say_remarks(session: Session, changes: ChangeSet) -> None:
    """Says on stderr what the user should know beside what was written."""
    for remark in changes.remarks:
        session.say(remark)
