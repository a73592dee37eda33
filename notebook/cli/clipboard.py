"""The clipboard: by the first program of those for it that is installed and works."""

from __future__ import annotations

import shutil
import subprocess

from ..errors import ProgramFailed

# The program, its arguments, and the encoding it reads. macOS, Wayland, X11 twice, Windows from its Linux.
_PROGRAMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("pbcopy", (), "utf-8"),
    ("wl-copy", (), "utf-8"),
    ("xclip", ("-selection", "clipboard"), "utf-8"),
    ("xsel", ("--clipboard", "--input"), "utf-8"),
    ("clip.exe", (), "utf-16"),
)
_SECONDS = 10


def copy(text: str) -> str:
    """Puts the text on the clipboard and gives the program's name; raises ProgramFailed where none can do it."""
    failed = []
    for name, arguments, encoding in _PROGRAMS:
        program = shutil.which(name)
        if program:
            why = _run([program, *arguments], text.encode(encoding, "replace"))
            if why is None:
                return name
            failed.append(f"{name} {why}")
    if failed:
        raise ProgramFailed(f"Nothing is on the clipboard: {', '.join(failed)}.", "Without --copy it is printed alone.")
    names = ", ".join(name for name, _, _ in _PROGRAMS)
    raise ProgramFailed("There is no program for the clipboard.", f"Install one of {names}; or leave --copy out.")


def _run(command: list[str], text: bytes) -> str | None:
    """Runs the program with the text as its input; how it failed, or None.

    What it says is not waited for: some of these programs stay to serve the clipboard, and keep the stream open.
    """
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(command, input=text, stdout=nowhere, stderr=nowhere, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"is not done after {_SECONDS} seconds"
    except OSError as fault:
        return f"cannot be run ({fault.strerror})"
    return None if done.returncode == 0 else f"stopped with code {done.returncode}"
