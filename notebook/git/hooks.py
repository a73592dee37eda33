"""A commit as the user's hooks let it pass, and what they said where they did not."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import ProgramFailed
from .program import Done, told

_AT_COMMIT = ("pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit")
_LINES = 10


class HookFailed(ProgramFailed):
    """A hook of the user's stopped what git was told to do; the message has what it said."""


def commit(vault: Path, *arguments: str) -> None:
    """Commits; raises ProgramFailed in git's words, HookFailed in the hook's."""
    done = told(vault, "commit", *arguments)
    if done.code == 0:
        return
    # Where it fails itself, git ends with 128.
    if done.code == 1 and has_hook(vault, *_AT_COMMIT):
        said = spoken(done)
        raise HookFailed("\n  ".join(["a hook stopped the commit" + (":" if said else ", and said nothing."), *said]))
    raise ProgramFailed(f"git commit failed: {done.complaint}")


def explained(vault: Path, done: Done) -> str:
    """What stopped git at a merge or a rebase: all that was said where a hook may have said it, else the complaint."""
    if not has_hook(vault, *_AT_COMMIT, "pre-rebase"):
        return done.complaint
    said = spoken(done)
    return "\n  ".join(["", *said]) if len(said) > 1 else done.complaint


def has_hook(vault: Path, *names: str) -> bool:
    """True where git runs one of these hooks here."""
    for name in names:
        said = told(vault, "rev-parse", "--git-path", f"hooks/{name}")  # told: when asked, git has no hooks
        hook = vault / said.text.rstrip("\n")
        if said.code == 0 and hook.is_file() and os.access(hook, os.X_OK):
            return True
    return False


def spoken(done: Done) -> list[str]:
    """What was said, at most ten lines of it."""
    lines = [line.rstrip() for line in (done.stderr or done.text).splitlines() if line.strip()]
    more = len(lines) - _LINES
    return lines if more <= 0 else [*lines[:_LINES], f"… and {more} more {'line' if more == 1 else 'lines'}"]
