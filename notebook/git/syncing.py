"""The steps of a sync: commit the vault, fetch, bring both sides together, push. Nothing here is forced.

Each step leaves the repository in a state that the next sync understands: a commit that is not sent yet, or a merge or
rebase that git has stopped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..errors import NotebookError, ProgramFailed, Refused
from .branch import Distance, Upstream, are_related, branch_of, other_branches, rebases
from .program import Done, ask, tell, told
from .staged import Staged, put_aside, stage_again, staged
from .unfinished import begin, clashes, forget_told, lost_by_going_back, marked, top, unfinished

_MAY_HAVE_MARKERS = (".md", ".toml")
# Someone else was faster, or is just now writing there.
_FASTER = re.compile(r"\((fetch first|non-fast-forward|.*failed to update ref|.*cannot lock ref|.*incorrect old value)")


class Stopped(Exception):
    """A merge or a rebase has stopped for the user: there are clashes."""


def changed(vault: Path) -> list[str]:
    """The files of the vault that are new, changed or gone, but those git ignores; relative to the vault.

    One that ends with a slash is a repository of its own. Raises ProgramFailed.
    """
    prefix = ask(vault, "rev-parse", "--show-prefix") or ""
    flags = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")
    said = tell(vault, "status", *flags, "--", ".")
    return [line[3:].removeprefix(prefix) for line in said.split("\0") if line]


def check_no_markers(vault: Path, changes: Sequence[str]) -> None:
    """Raises Refused where one of the files has conflict markers: they would be in the notes of every computer."""
    for path in changes:
        file = vault / path
        if path.endswith(_MAY_HAVE_MARKERS) and file.is_file():
            raw = file.read_bytes()
            spots = marked(raw) if b"<<<<<<<" in raw else ()  # the other end alone may be a mail quoted seven times
            if spots:
                raise Refused(
                    f"{path}:{spots[0][0]} has the markers of a merge in it. Nothing was committed.",
                    "Keep what is right, delete the lines <<<<<<<, ======= and >>>>>>>, then: notebook git sync",
                )


def commit_all(vault: Path, message: str, without: Sequence[str] = ()) -> bool:
    """Commits the vault's folder and nothing outside it, whatever else is staged; False where git sees no change.

    `without` are paths that are new and stay out. Where the commit fails, with ProgramFailed, the next one does it.
    """
    try:
        tell(vault, "add", "--all", "--", ".", *(f":(exclude,literal){path.rstrip('/')}" for path in without))
        if ask(vault, "diff", "--cached", "--quiet", "--", ".") is not None:
            return False
        tell(vault, "commit", "--quiet", "--only", "--message", message, "--", ".")
    except ProgramFailed as fault:
        raise ProgramFailed(fault.message, _hint(fault.message, "When that is mended: notebook git sync")) from fault
    return True


def _hint(complaint: str, otherwise: str) -> str:
    if "index.lock" in complaint:
        return "Where no other git is at work, one was killed: delete that file, then notebook git sync"
    return otherwise


def fetch(vault: Path, upstream: Upstream, *, at_terminal: bool) -> None:
    """Asks the remote what it has; raises ProgramFailed in git's words where it cannot be reached."""
    if upstream.remote == ".":  # the upstream is a branch of this repository
        return
    done = told(vault, "fetch", "--quiet", upstream.remote, at_terminal=at_terminal)
    if done.code != 0:
        raise ProgramFailed(
            f"{upstream.remote} cannot be reached: {done.complaint}",
            "What was committed is safe here. Run notebook git sync again when you are online.",
        )


def check_can_meet(vault: Path, branch: str, upstream: Upstream, apart: Distance) -> None:
    """Raises NotebookError where the remote has another vault, or other branches alone."""
    if apart.ahead and apart.behind and not are_related(vault, upstream):
        if ask(vault, "rev-parse", "--is-shallow-repository") == "true":
            raise NotebookError(
                f"This clone has only the last commits, and none that {upstream.shown} came from.",
                f"git fetch --unshallow {upstream.remote} brings the others.",
            )
        raise NotebookError(
            f"{branch} and {upstream.shown} have no commit in common: they are two vaults, not two copies of one.",
            "git clone brings a copy here. To make one of two: "
            f"git merge --allow-unrelated-histories {upstream.shown}, then notebook git sync",
        )
    others = other_branches(vault, upstream)
    if not upstream.is_set and others and not apart.behind and branch not in others:
        raise NotebookError(
            f'{upstream.remote} has no branch "{branch}", but {", ".join(others)}. Nothing was sent.',
            f"git branch -m {others[0]} names yours so; git push -u {upstream.remote} {branch} makes one more there.",
        )


def integrate(vault: Path, branch: str, upstream: Upstream, apart: Distance, rebase: bool | None) -> tuple[str, ...]:
    """Brings what the remote has into the branch; raises Stopped at a clash, ProgramFailed where git cannot.

    `rebase` is None where git's own settings choose between a merge and a rebase. What the user has not committed
    outside the vault is put aside and back; the paths are those where that clashed.
    """
    before = staged(top(vault))
    begin(vault)
    if not apart.ahead:
        done = told(vault, "merge", "--ff-only", "--quiet", "--autostash", "--no-overwrite-ignore", upstream.tracking)
    else:
        flag = rebases(vault, branch) if rebase is None else "" if rebase else None
        if flag is None:
            message = f"Sync: merge {upstream.shown}"
            done = told(vault, "merge", "--ff", "--commit", "--no-squash", "--no-edit", "--autostash", "-m", message,
                        upstream.tracking)  # fmt: skip
        else:
            flags = [flag] if flag else []
            done = told(vault, "rebase", "--autostash", *flags, upstream.tracking)
    return _ended(vault, done, "what came cannot be taken in", before)


def go_on(vault: Path, doing: str) -> tuple[str, ...]:
    """Ends a merge, or the next commits of a rebase, whose clashes are all settled; the paths are as of `integrate`.

    Raises Stopped at the next clash, ProgramFailed where git cannot.
    """
    before = put_aside(top(vault))
    if doing == "merge":
        done = told(vault, "commit", "--quiet", "--no-edit", "--cleanup=strip")
    else:
        done = told(vault, doing, "--continue")
    return _ended(vault, done, f"the {doing} cannot go on", before)


def go_back(vault: Path) -> None:
    """Gives up a rebase that was killed in the middle of a commit, which git would leave out if it went on.

    Raises Refused where that would cost the user something, ProgramFailed where git cannot.
    """
    lost = lost_by_going_back(vault)
    if lost:
        raise Refused(
            f"A rebase was cut off, and {lost[0]} was changed since.",
            "Keep a copy of it elsewhere, then: git rebase --abort, and notebook git sync",
        )
    done = told(vault, "rebase", "--abort")
    if done.code != 0:
        why = f"The rebase that was cut off cannot be given up: {done.complaint}"
        raise ProgramFailed(why, _hint(why, "git rebase --abort gives it up; then: notebook git sync"))


def _ended(vault: Path, done: Done, what: str, before: Sequence[Staged]) -> tuple[str, ...]:
    found = clashes(vault)
    if not unfinished(vault):
        forget_told(vault)
    elif found:
        raise Stopped
    if done.code != 0:
        named = [line.strip() for line in done.stderr.splitlines() if line.startswith("\t")]  # git lists files so
        why = " ".join([done.complaint, ", ".join(named)]) if done.complaint.endswith(":") else done.complaint
        raise ProgramFailed(f"{what[0].upper()}{what[1:]}: {why}", _hint(why, _next_step(vault)))
    if not found:
        stage_again(top(vault), before)
    return tuple(clash.path for clash in found)


def _next_step(vault: Path) -> str:
    doing = unfinished(vault)
    if doing in ("merge", "rebase"):
        return f"notebook git sync tries it again; git {doing} --abort gives up the {doing}."
    return "What was committed is safe here. When that is mended: notebook git sync"


def settle(vault: Path, paths: Sequence[str]) -> None:
    """Tells git that these files, from the repository's top, are as they should be; one that is gone stays gone."""
    folder = top(vault)
    for path in paths:
        tell(folder, "add", "--all", "--force", "--", f":(literal){path}")


def push(vault: Path, branch: str, upstream: Upstream, *, at_terminal: bool) -> bool:
    """Sends the branch; False where someone was faster. Raises ProgramFailed in git's words where it is refused."""
    if upstream.remote == ".":
        return True
    flags = () if upstream.is_set else ("--set-upstream",)
    spec = f"refs/heads/{branch}:{upstream.ref}"
    done = told(vault, "push", "--porcelain", *flags, upstream.remote, spec, at_terminal=at_terminal)
    if done.code == 0:
        return True
    refused = next((line for line in done.text.splitlines() if line.startswith("!")), "")
    if _FASTER.search(refused):
        return False
    why = refused.rpartition("\t")[2] or done.complaint
    raise ProgramFailed(
        f"{upstream.remote} did not take what was sent: {why}",
        "What was committed is safe here. When that is mended: notebook git sync",
    )


def names_between(vault: Path, old: str | None, new: str) -> list[str]:
    """The vault's files that differ between two commits, relative to the vault."""
    empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    said = ask(vault, "diff", "--name-only", "--no-renames", "--relative", "-z", old or empty, new) or ""
    return [path for path in said.split("\0") if path]


def check_place(vault: Path) -> str:
    """The branch to sync; raises NotebookError where nothing can be synced: no branch, or another thing unfinished."""
    doing = unfinished(vault)
    if doing is not None:
        raise NotebookError(f"A {doing} is not finished here.", "Finish it first: git status says how.")
    found = clashes(vault)
    if found:
        raise NotebookError(
            f"{found[0].path} clashes in git, though no merge is under way.",
            "Put there what is right, then git add it; git status lists them all.",
        )
    return branch_of(vault)
