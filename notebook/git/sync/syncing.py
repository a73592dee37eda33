"""The steps of a sync: commit the vault, fetch, bring both sides together, push. Nothing here is forced.

Each step leaves the repository in a state that the next sync understands: a commit that is not sent yet, or a merge or
rebase that git has stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...errors import NotebookError, ProgramFailed, Refused
from ..hooks import HookFailed, commit, explained
from ..program import Done, ask, tell, told
from .branch import Distance, Upstream, are_related, branch_of, other_branches, rebases
from .clashes import clashes, marked, top
from .in_the_way import NO_COMMIT, check_nothing_in_the_way
from .staged import Staged, put_aside, stage_again, staged
from .unfinished import begin, forget_told, lost_by_going_back, unfinished

_MAY_HAVE_MARKERS = (".md", ".toml")
_MENDED = "When that is mended: notebook git sync"
_PAST_HOOK = f"{_MENDED}; git commit --no-verify goes past the hook"


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
            if spots and len(spots) > len(marked(told(vault, "cat-file", "blob", f"HEAD:./{path}").stdout)):
                raise Refused(
                    f"{path}:{spots[0][0]} has the markers of a merge in it. Nothing was committed.",
                    "Keep what is right, delete the lines <<<<<<<, ======= and >>>>>>>, then: notebook git sync\n"
                    "      Where they belong to the text, commit the file yourself, once: git add and git commit.",
                )


def stage_all(vault: Path, without: Sequence[str] = ()) -> bool:
    """Stages the vault's folder and nothing outside it; False where git sees no change. Raises ProgramFailed.

    `without` are paths that are new and stay out.
    """
    try:
        tell(vault, "add", "--all", "--", ".", *(f":(exclude,literal){path.rstrip('/')}" for path in without))
    except ProgramFailed as fault:
        raise ProgramFailed(fault.message, _hint(fault.message, _MENDED)) from fault
    return ask(vault, "diff", "--cached", "--quiet", "--", ".") is None


def commit_all(vault: Path, message: str) -> None:
    """Commits the vault's folder and nothing else, whatever is staged; where it fails, the next sync does it.

    Raises ProgramFailed.
    """
    try:
        only = ("--only", "--", ".") if _staged_outside(vault) else ()
        commit(vault, "--quiet", "--message", message, *only)
    except HookFailed as fault:
        raise HookFailed(_sentence(fault.message), _PAST_HOOK) from fault
    except ProgramFailed as fault:
        raise ProgramFailed(fault.message, _hint(fault.message, _MENDED)) from fault


def _staged_outside(vault: Path) -> bool:
    """True where something outside the vault's folder is staged. Else all that is staged is to be committed.

    Git is not told the folder then, for by its name it cannot commit a file in whose place a folder has come.
    """
    prefix = ask(vault, "rev-parse", "--show-prefix") or ""
    said = ask(top(vault), "diff", "--cached", "--name-only", "--no-renames", "-z") or ""
    return any(path and not path.startswith(prefix) for path in said.split("\0"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hint(complaint: str, otherwise: str) -> str:
    if "index.lock" in complaint:
        return "Where no other git is at work, one was killed: delete that file, then notebook git sync"
    return otherwise


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
    flag = rebases(vault, branch) if rebase is None else "" if rebase else None
    check_nothing_in_the_way(vault, upstream.tracking, rebases=bool(apart.ahead) and flag is not None)
    before = staged(top(vault))
    aside = ("--autostash",) if _changed_outside(vault) else ()
    begin(vault)
    if not apart.ahead:
        done = told(vault, "merge", "--ff-only", "--quiet", *aside, "--no-overwrite-ignore", upstream.tracking)
    elif flag is None:
        message = f"Sync: merge {upstream.shown}"
        done = told(vault, "merge", "--ff", "--commit", "--no-squash", "--no-edit", *aside, "-m", message,
                    upstream.tracking)  # fmt: skip
    else:
        flags = [flag] if flag else []
        done = told(vault, "rebase", *aside, *flags, upstream.tracking)
    return _ended(vault, done, "what came cannot be taken in", before)


def _changed_outside(vault: Path) -> bool:
    """True where the user has changed something outside the vault's folder that git knows.

    Only then is anything put aside, for what an editor writes into the vault meanwhile would go with it.
    """
    prefix = ask(vault, "rev-parse", "--show-prefix") or ""
    if not prefix:
        return False
    said = ask(top(vault), "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no") or ""
    return any(line and not line[3:].startswith(prefix) for line in said.split("\0"))


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


def begin_anew(vault: Path, doing: str) -> bool:
    """Gives up a merge or rebase that was killed on the way: git would end it without what it had not come to.

    Of a merge nothing is taken back: what it has written already is committed as it is, and merged once more. True
    where what was changed outside the vault is in git's stash now, for it could not be put back. Raises Refused where
    giving a rebase up would cost the user something, ProgramFailed where git cannot.
    """
    if doing == "merge":
        return _quit_merge(vault)
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
    return False


def _quit_merge(vault: Path) -> bool:
    stash = ask(vault, "rev-parse", "--verify", "--quiet", "refs/stash")
    done = told(vault, "merge", "--quit")
    if done.code != 0:
        why = f"The merge that was cut off cannot be given up: {done.complaint}"
        raise ProgramFailed(why, _hint(why, "git merge --abort gives it up; then: notebook git sync"))
    put_there = ask(vault, "rev-parse", "--verify", "--quiet", "refs/stash")
    return put_there != stash and told(vault, "stash", "pop", "--quiet").code != 0


def _ended(vault: Path, done: Done, what: str, before: Sequence[Staged]) -> tuple[str, ...]:
    found = clashes(vault)
    if not unfinished(vault):
        forget_told(vault)
    elif found:
        raise Stopped
    if done.code != 0:
        named = [line.strip() for line in done.stderr.splitlines() if line.startswith("\t")]  # git lists files so
        why = " ".join([done.complaint, ", ".join(named)]) if done.complaint.endswith(":") else explained(vault, done)
        raise ProgramFailed(f"{_sentence(what)}: {why}", _hint(why, _next_step(vault)))
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


def renamed(vault: Path, *between: str | None) -> dict[str, str]:
    """New path -> old path of what git takes for renames in the vault: staged, or between two commits."""
    if None in between:  # there was no commit
        return {}
    which = [one for one in between if one] or ["--cached"]
    said = ask(vault, "diff", "-M", "--name-status", "--diff-filter=R", "--relative", "-z", *which)
    parts = (said or "").split("\0")
    return dict(zip(parts[2::3], parts[1::3], strict=False))


def names_between(vault: Path, old: str | None, new: str) -> list[str]:
    """The vault's files that differ between two commits, relative to the vault."""
    said = ask(vault, "diff", "--name-only", "--no-renames", "--relative", "-z", old or NO_COMMIT, new) or ""
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
