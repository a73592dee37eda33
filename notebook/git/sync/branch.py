"""The branch a repository is on, and the one of a remote that it is to be in step with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...errors import NotebookError
from ..program import ask, told

_FIELDS = ("upstream", "upstream:short", "upstream:remotename", "upstream:remoteref")


@dataclass(frozen=True, slots=True)
class Upstream:
    """A branch of a remote, and what is known of it here: `tracking` is the name of the commit it was last seen at.

    `is_set`: the branch here knows that it belongs there.
    """

    remote: str
    ref: str  # refs/heads/main, as the remote calls it
    tracking: str  # refs/remotes/origin/main
    shown: str  # origin/main
    is_set: bool


@dataclass(frozen=True, slots=True)
class Distance:
    """How many commits are only here, and how many only there."""

    ahead: int
    behind: int


def branch_of(vault: Path) -> str:
    """The short name of the branch, which may have no commit yet; raises NotebookError where it is none."""
    name = ask(vault, "symbolic-ref", "--quiet", "--short", "HEAD")
    if name is None:
        raise NotebookError(
            "The repository is on no branch (its HEAD is detached).",
            "git switch main goes back to a branch; git switch -c NAME makes one here.",
        )
    return name


def upstream_of(vault: Path, branch: str) -> Upstream | None:
    """The upstream that is set; else the branch of the same name at `origin` or the only remote; None without a remote.

    Raises NotebookError where there are several remotes and none is chosen.
    """
    form = "%00".join(f"%({field})" for field in _FIELDS)
    said = ask(vault, "for-each-ref", f"--format={form}", f"refs/heads/{branch}") or ""
    tracking, shown, remote, ref = (*said.split("\0"), "", "", "", "")[:4]
    if not tracking:  # a branch without a commit is no ref, but may have its settings
        remote = ask(vault, "config", "--get", f"branch.{branch}.remote") or ""
        ref = ask(vault, "config", "--get", f"branch.{branch}.merge") or ""
        tracking = f"refs/remotes/{remote}/{ref.removeprefix('refs/heads/')}"
        shown = tracking.removeprefix("refs/remotes/")
    if remote and ref:
        return Upstream(remote, ref, tracking, shown, is_set=True)
    remotes = (ask(vault, "remote") or "").split()
    if not remotes:
        return None
    if len(remotes) > 1 and "origin" not in remotes:
        raise NotebookError(
            f"There are several remotes ({', '.join(remotes)}), and {branch} belongs to none of them.",
            f"git push -u {remotes[0]} {branch} chooses one.",
        )
    chosen = "origin" if "origin" in remotes else remotes[0]
    return Upstream(
        chosen, f"refs/heads/{branch}", f"refs/remotes/{chosen}/{branch}", f"{chosen}/{branch}", is_set=False
    )


def commit_of(vault: Path, name: str) -> str | None:
    """The full id of the commit a name stands for now; None where there is none."""
    return ask(vault, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def distance(vault: Path, upstream: Upstream) -> Distance:
    """How far HEAD and the upstream, as it was last seen, are apart; one of them may have no commit."""
    here, there = commit_of(vault, "HEAD"), commit_of(vault, upstream.tracking)
    if here and there:
        said = ask(vault, "rev-list", "--left-right", "--count", f"{here}...{there}") or "0 0"
        ahead, behind = map(int, said.split())
        return Distance(ahead, behind)
    return Distance(_count(vault, here), _count(vault, there))


def _count(vault: Path, commit: str | None) -> int:
    return int(ask(vault, "rev-list", "--count", commit) or 0) if commit else 0


def are_related(vault: Path, upstream: Upstream) -> bool:
    """True where the two have a commit in common."""
    return told(vault, "merge-base", "HEAD", upstream.tracking).code == 0


def other_branches(vault: Path, upstream: Upstream) -> tuple[str, ...]:
    """The names of the remote's branches, as they were last seen."""
    start = f"refs/remotes/{upstream.remote}/"
    found = (ask(vault, "for-each-ref", "--format=%(refname)", start) or "").split("\n")
    return tuple(name.removeprefix(start) for name in found if name and name != f"{start}HEAD")


def rebases(vault: Path, branch: str) -> str | None:
    """`--rebase-merges` or `` where git itself is told to rebase this branch in a pull; None where it is not."""
    said = ask(vault, "config", "--get", f"branch.{branch}.rebase") or ask(vault, "config", "--get", "pull.rebase")
    if said in (None, "", "false", "no", "off", "0"):
        return None
    return "--rebase-merges" if said in ("merges", "m") else ""
