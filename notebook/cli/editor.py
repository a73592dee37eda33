"""The user's editor: which one it is, opening a file in it, and what is wrong in the file afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from ..errors import NotebookError, ProgramFailed

if TYPE_CHECKING:
    from .session import Session

_HINT = "Say which editor to use, for example: export EDITOR=nano"


def editor_command() -> list[str]:
    """The program of $VISUAL or $EDITOR with its arguments; raises ProgramFailed where there is none."""
    for variable in ("VISUAL", "EDITOR"):
        said = os.environ.get(variable, "").strip()
        if not said:
            continue
        try:
            return shlex.split(said)
        except ValueError:
            raise ProgramFailed(f"${variable} cannot be read: {said}.", _HINT) from None
    raise ProgramFailed("No editor is set.", _HINT)


def edit_and_check(session: Session, path: str) -> int:
    """Opens the vault's file in the editor, waits, and prints what is wrong in it then; 1 for more than notes."""
    from .writing import committing

    command = editor_command()
    with committing(session, path):
        _open(command, str(session.root / path))
    return _report(session, path)


def _open(command: list[str], file: str) -> None:
    try:
        done = subprocess.run([*command, file], check=False)
    except FileNotFoundError:
        raise ProgramFailed(f"There is no program {command[0]}.", _HINT) from None
    except OSError as fault:
        raise ProgramFailed(f"{command[0]} cannot be run: {fault.strerror}.", _HINT) from None
    if done.returncode != 0:
        how = f"stopped with code {done.returncode}" if done.returncode > 0 else "was stopped"
        raise ProgramFailed(f"The editor {command[0]} {how}.", "What it saved is in the file.")


def _report(session: Session, path: str) -> int:
    """Reads the vault again and prints the problems of this file, as `check` does."""
    from ..crosscheck import all_problems
    from ..render.problems import problem_lines
    from ..vault.reading.load import load
    from . import clock
    from .listing import echo_lines
    from .session import width

    if not (session.root / path).exists():
        raise NotebookError(f"{path} is gone.", "If the editor saved it under another name, notebook list shows it.")
    vault = load(session.root, cache=session.cache, now_ns=clock.now_ns(), say=session.say)
    found = [problem for problem in all_problems(vault.snapshot) if problem.path == path]
    echo_lines(problem_lines(found, width()))
    return int(any(problem.severity != "note" for problem in found))
