"""Running git: in a given folder, without questions, and with its complaints in words.

A vault may come from a stranger with its repository, whose settings can name programs. What is asked here runs none of
them; what is told does what the user asked for, as git does it for them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import ProgramFailed

# Set while git runs a hook or an alias; they would point a command at another repository than the vault's.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
# They would have `:(literal)` be a part of a name.
_PATTERNS = ("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")
_ALWAYS = ("core.fsmonitor=false",)
# No hook (git status has one), no signature to be checked by a program, nothing fetched for what a partial clone lacks.
_ASKED = (*_ALWAYS, "core.hooksPath=/dev/null", "log.showSignature=false", "protocol.allow=never")
# A repository's settings may allow a protocol by its name (`protocol.ext.allow`), but not against the environment.
_NO_FETCH = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


@dataclass(frozen=True, slots=True)
class Done:
    """How a run of git ended."""

    code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        """What it printed, with a mark in the place of bytes that are not UTF-8."""
        return self.stdout.decode("utf-8", "replace")

    @property
    def complaint(self) -> str:
        """The line that says what is wrong: git's advice comes after it, and a hook says what it likes."""
        lines = (self.stderr or self.text).strip().splitlines()
        named = (line for line in lines if line.startswith(("fatal:", "error:", "! [")))
        return next(named, lines[-1] if lines else f"exit code {self.code}")


def ask(folder: Path, *arguments: str) -> str | None:
    """What git prints, without the last newline; None where it fails or is not installed. Runs no other program."""
    try:
        done = _run(folder, arguments, _ASKED)
    except OSError:
        return None
    return done.text.rstrip("\n") if done.code == 0 else None


def tell(folder: Path, *arguments: str) -> str:
    """What git prints; raises ProgramFailed with git's own words where it fails."""
    done = told(folder, *arguments)
    if done.code != 0:
        raise ProgramFailed(f"git {arguments[0]} failed: {done.complaint}")
    return done.text


def told(folder: Path, *arguments: str, at_terminal: bool = False) -> Done:
    """How git ended; raises ProgramFailed where it cannot be run. `at_terminal`: it may ask the user for a password."""
    try:
        return _run(folder, arguments, _ALWAYS, at_terminal=at_terminal)
    except OSError as fault:
        raise _not_run(fault) from fault


@contextmanager
def conversation(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Git as a program to write to and to read from, which is ended afterwards; it runs no other program.

    Raises ProgramFailed where it cannot be run.
    """
    try:
        process = subprocess.Popen(
            _command(arguments, _ASKED),
            cwd=folder,
            env=_environment(at_terminal=False) | _NO_FETCH,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as fault:
        raise _not_run(fault) from fault
    with process:
        try:
            yield process
        finally:
            process.kill()


def _run(folder: Path, arguments: Sequence[str], settings: Sequence[str], *, at_terminal: bool = False) -> Done:
    done = subprocess.run(
        _command(arguments, settings),
        cwd=folder,
        env=_environment(at_terminal=at_terminal) | (_NO_FETCH if settings is _ASKED else {}),
        stdin=None if at_terminal else subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def _command(arguments: Sequence[str], settings: Sequence[str]) -> list[str]:
    return ["git", *(part for setting in settings for part in ("-c", setting)), *arguments]


def _environment(*, at_terminal: bool) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in (*_ELSEWHERE, *_PATTERNS)}
    # A message is always given, so there is nothing to open an editor for.
    kept |= {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_EDITOR": "true", "GIT_SEQUENCE_EDITOR": "true"}
    return kept if at_terminal else kept | {"GIT_TERMINAL_PROMPT": "0"}


def _not_run(fault: OSError) -> ProgramFailed:
    if isinstance(fault, FileNotFoundError):
        return ProgramFailed("git is not installed.", "Install git to keep the vault in it.")
    return ProgramFailed(f"git cannot be run: {fault.strerror}.")
