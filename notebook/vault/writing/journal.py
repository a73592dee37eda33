"""What a killed command left half done: the next command, whichever it is, finishes it or takes it back.

Before a command puts its first file in place, it writes down what it is about to do. This record is the journal; when
all is in place it becomes a step that can be taken back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

JOURNAL = "journal"


def recover(root: Path, state: Path, say: Callable[[str], None]) -> None:
    """Finishes or takes back what a killed command left in the vault in this folder, and says so.

    Nothing happens while another command is writing. What cannot be mended now is said, not raised.
    """
    if not os.path.lexists(state / JOURNAL):  # nearly always: every command asks, so nothing is imported before
        return
    from ...errors import NotebookError
    from ..posix import locked
    from .finishing import finish

    top = os.path.realpath(root)
    try:
        with locked(top, wait=False) as ours:
            if ours:
                finish(top, state, say)
    except NotebookError as fault:
        say(fault.message)
