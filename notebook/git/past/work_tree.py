"""Where the work tree may say something else than the last commit; what it says is for others to read.

Git compares a file by its size and times, and reads it only where these do not tell. It would have filters run then,
which a stranger's repository may have set: they are switched off by name.
"""

from __future__ import annotations

from pathlib import Path

from ..program import ask


def loose_files(vault: Path) -> frozenset[str] | None:
    """The paths of committed files that may be other than they were; None where git could not tell without a filter."""
    settings = _without_filters(vault)
    if settings is None:
        return None
    options = ("--name-only", "-z", "--no-renames", "--ignore-submodules=all", "--no-ext-diff", "--relative")
    changed = ask(vault, *settings, "diff-files", *options, "--", ".")
    staged = ask(vault, *settings, "diff-index", "--cached", *options, "HEAD", "--", ".")
    if changed is None or staged is None:
        return None
    return frozenset(path for said in (changed, staged) for path in said.split("\0") if path)


def ignored_files(vault: Path) -> frozenset[str]:
    """The paths of files that git does not know and is told to ignore."""
    said = ask(vault, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", ".") or ""
    return frozenset(said.split("\0"))


def _without_filters(vault: Path) -> list[str] | None:
    """The options that switch every filter off; None where one has a name that no option can have."""
    said = ask(vault, "config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process)$") or ""
    names = {key.removeprefix("filter.").rpartition(".")[0] for key in said.split("\0") if key}
    if any("=" in name or "\n" in name for name in names):
        return None
    kinds = ("clean=", "process=", "required=false")
    return [part for name in sorted(names) for kind in kinds for part in ("-c", f"filter.{name}.{kind}")]
