"""What `git setup`, `git sync` and `init --git` share: this clone of a vault is told what to call."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from .session import Session


def program() -> str | None:
    """The path of this program, by which git is to call it; None where only its name is known.

    Programs with windows start git without the PATH of a shell. A name on PATH alone may be Jupyter's.
    """
    from ..git.setup import answers

    called = Path(sys.argv[0]).absolute()
    if os.sep in sys.argv[0] and called.name == "notebook" and os.access(called, os.X_OK) and called.is_file():
        return str(called)
    others = (str(Path(sys.executable).parent / "notebook"), shutil.which("notebook"))
    return next((one for one in others if one and answers(one)), None)


def set_clone_up(vault: Path) -> str | None:
    """Sets the clone up where it is not; what was done, in one line, or None. Raises ProgramFailed."""
    from ..git.setup import clone_settings, lacking_settings, set_settings

    settings = clone_settings(program())
    lacking = lacking_settings(vault, settings)
    set_settings(vault, settings, lacking)
    if not lacking:
        return None
    if len(lacking) == len(settings):
        return "This clone: git knows how to merge notes by meaning, and how to name the contact in a diff."
    return f"This clone: renewed {', '.join(lacking)}."


def say_clone_set_up(session: Session, vault: Path) -> None:
    """Sets the clone up where the vault asks for it and it is not, and says so."""
    from ..git.setup import driver_missing

    if driver_missing(vault) is not None:
        line = set_clone_up(vault)
        if line:
            session.say(line)
