"""`notebook git sync`: the vault here and the vault at the remote become the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ...clashing import Clashing
from ...session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....git.sync.branch import Distance, Upstream
    from ....records import Kind

_TRIES = 4  # a push, and three more where someone else was faster


@click.command("sync")
@click.option(
    "--merge/--rebase", "merge", default=None, help="How both sides are brought together; else as git is set."
)
@click.option("-m", "--message", metavar="TEXT", help="The message of the commit; else it names what changed.")
@click.option("--dry-run", is_flag=True, help="Show what would be committed and sent, ask the remote nothing.")
@pass_session
def command(session: Session, merge: bool | None, message: str | None, dry_run: bool) -> None:
    """Commit the vault's changes, and bring it and the remote together.

    Commits what changed in the vault's folder, fetches, merges by meaning (or rebases), and pushes. At a clash it stops
    and says where you have to choose; called again, it goes on. It never forces anything on the remote, and what is
    committed is safe whatever happens: call it again.

    \b
    Examples:
      notebook git sync
      notebook git sync -m "Notes from the fair"
      notebook git sync --dry-run
    """
    if message is not None and not message.strip():
        raise click.UsageError("The message is empty.")
    from ....git.sync.alone import alone

    sync = _Sync(session, _folders(session), dry_run)
    sync.check()
    with alone(session.root):
        sync.clashing.go_on()
        sync.commit(message)
        sync.meet(None if merge is None else not merge)


def _folders(session: Session) -> Mapping[str, Kind]:
    """The folders of the kinds; the usual ones where the settings cannot be read, for they may clash as notes do."""
    from ....errors import NoVault
    from ....settings import Settings
    from ....vault.reading.load import load_settings

    root = session.root
    try:
        return load_settings(root)[0].folders
    except NoVault:
        return Settings().folders


class _Sync:
    """One sync, step by step; each step prints what it did."""

    def __init__(self, session: Session, folders: Mapping[str, Kind], dry_run: bool) -> None:
        self.session = session
        self.root = session.root
        self.folders = folders
        self.dry_run = dry_run
        self.clashing = Clashing(session, folders, self.say, dry_run=dry_run)
        self.branch = ""
        self.did_something = False
        self.pending = 0  # commits that a dry run would make

    def say(self, line: str) -> None:
        """Prints what was done."""
        self.did_something = True
        click.echo(line)

    def check(self) -> None:
        """Raises where there is no repository; sets this clone up where the vault asks for it."""
        from ....errors import NotebookError
        from ....git.program import tell
        from ....git.repository import in_repository
        from ...setting_up import say_clone_set_up

        tell(self.root, "--version")
        if not in_repository(self.root):
            raise NotebookError("The vault is in no git repository.", "notebook git setup --init makes it one.")
        if not self.dry_run:
            say_clone_set_up(self.session, self.root)

    def commit(self, message: str | None) -> None:
        """Commits what changed in the vault."""
        from ....git.sync.syncing import changed, check_no_markers, check_place
        from ....render.terminal import clean, clean_lines
        from ...syncing import described

        self.branch = check_place(self.root)
        changes = changed(self.root)
        inner = [path for path in changes if path.endswith("/")]
        for path in inner:
            self.session.say(f"{path} is a repository of its own and stays out.")
        changes = [path for path in changes if path not in inner]
        if not changes:
            return
        check_no_markers(self.root, changes)
        if not self.dry_run:
            self._commit(message, changes, inner)
            return
        self.pending = 1
        self.say(f"Would commit: {clean_lines(message or f'Sync: {described(self.root, changes, self.folders, {})}')}")
        for path in changes:
            click.echo(f"  {clean(path)}")

    def _commit(self, message: str | None, changes: list[str], inner: list[str]) -> None:
        from ....git.repository import check_git
        from ....git.sync.syncing import commit_all, renamed, stage_all
        from ....render.terminal import clean_lines
        from ...syncing import described

        check_git(self.root)
        if stage_all(self.root, inner):
            said = message or f"Sync: {described(self.root, changes, self.folders, renamed(self.root))}"
            commit_all(self.root, said)
            self.say(f"Committed: {clean_lines(said)}")

    def meet(self, rebase: bool | None) -> None:
        """Fetches, takes in and sends until both sides are the same."""
        from ....errors import NotebookError, ProgramFailed
        from ....git.sync.branch import distance, upstream_of
        from ....git.sync.remote import fetch, push

        upstream = upstream_of(self.root, self.branch)
        if upstream is None:
            raise NotebookError("There is no remote to sync with.", "git remote add origin URL names one.")
        if self.dry_run:
            self._would_send(upstream)
            return
        at_terminal = sys.stdin.isatty()
        for _ in range(_TRIES):
            fetch(self.root, upstream, at_terminal=at_terminal)
            self._take_in(upstream, rebase)
            count = distance(self.root, upstream).ahead
            if upstream.is_set and not count:
                break
            if push(self.root, self.branch, upstream, at_terminal=at_terminal):
                if count:
                    self.say(f"Sent {_commits(count)} to {upstream.shown}.")
                break
        else:
            raise ProgramFailed(
                f"{upstream.shown} changed again each time it was to be sent to.", "notebook git sync tries again."
            )
        if not self.did_something:
            self.session.say(f"Nothing to do: in step with {upstream.shown}.")

    def _take_in(self, upstream: Upstream, rebase: bool | None) -> None:
        from ....git.sync.branch import commit_of, distance
        from ....git.sync.syncing import check_can_meet, names_between, renamed
        from ...new_problems import problems_now, say_new_problems
        from ...setting_up import say_clone_set_up
        from ...syncing import described

        apart, before = distance(self.root, upstream), commit_of(self.root, "HEAD")
        check_can_meet(self.root, self.branch, upstream, apart)
        if not apart.behind:
            return
        problems = problems_now(self.session)
        self._bring_together(upstream, apart, rebase)
        names = names_between(self.root, before, "HEAD")
        what = described(self.root, names, self.folders, renamed(self.root, before, "HEAD"))
        self.say(f"Took in {_commits(apart.behind)} of {upstream.shown}{f': {what}' if what else ''}")
        say_clone_set_up(self.session, self.root)
        say_new_problems(self.session, problems)

    def _bring_together(self, upstream: Upstream, apart: Distance, rebase: bool | None) -> None:
        from ....git.sync.branch import commit_of
        from ....git.sync.syncing import Stopped, integrate
        from ....git.sync.unfinished import unfinished

        stash = commit_of(self.root, "refs/stash")
        aside: tuple[str, ...] = ()
        try:
            aside = integrate(self.root, self.branch, upstream, apart, rebase)
            self.clashing.say_aside(aside)
        except Stopped:
            while not self.clashing.end(unfinished(self.root) or "merge"):
                pass
        if commit_of(self.root, "refs/stash") != stash and not aside:
            self.session.say("What you had changed and not committed is in git stash: git stash pop brings it back.")

    def _would_send(self, upstream: Upstream) -> None:
        from ....git.sync.branch import distance

        apart = distance(self.root, upstream)
        if apart.behind:
            self.say(f"Would take in {_commits(apart.behind)} of {upstream.shown}, and what is new there.")
        if count := apart.ahead + self.pending:
            self.say(f"Would send {_commits(count)} to {upstream.shown}.")
        if not self.did_something:
            self.session.say(f"Nothing to commit or send; {upstream.shown} was not asked.")


def _commits(count: int) -> str:
    return f"{count} commit{'' if count == 1 else 's'}"
