"""Running git: in a given folder, without questions, and with its complaints in words."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..errors import ProgramFailed

# Set while git runs a hook or an alias; they would point a command at another repository than the vault's.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")


def ask(folder: Path, *arguments: str) -> str | None:
    """What git prints, without the last newline; None where it fails or is not installed."""
    try:
        done = _run(folder, arguments)
    except OSError:
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None


def tell(folder: Path, *arguments: str) -> str:
    """What git prints; raises ProgramFailed with git's own words where it fails."""
    try:
        done = _run(folder, arguments)
    except FileNotFoundError:
        raise ProgramFailed("git is not installed.", "Install git, or leave --git out.") from None
    except OSError as fault:
        raise ProgramFailed(f"git cannot be run: {fault.strerror}.") from fault
    if done.returncode != 0:
        said = _complaint((done.stderr or done.stdout).strip().splitlines())
        raise ProgramFailed(f"git {arguments[0]} failed: {said or f'exit code {done.returncode}'}")
    return done.stdout


def _complaint(lines: Sequence[str]) -> str:
    """The line that says what is wrong: git's advice comes after it, and a hook says what it likes."""
    return next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")


def _run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    # A vault may come from a stranger: its settings may not make git start a file system monitor.
    return subprocess.run(
        ["git", "-c", "core.fsmonitor=false", *arguments],
        cwd=folder,
        env=kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
