"""Which records are the notebook's own: one that says what the notebook never writes is damaged or planted."""

from __future__ import annotations

import re
import secrets

from ...changes import ChangeSet

_TOKEN = re.compile(r"[0-9a-f]{8}")
_HIGHEST = 999_999_999  # the number of a step
_MODES = 0o777  # a note is never setuid
_SETUP = (".gitattributes", ".gitignore")  # the hidden files that `git setup` writes


def new_token() -> str:
    """A token for the names of temporary files."""
    return secrets.token_hex(4)


def is_sound(
    changes: ChangeSet, folders: tuple[str, ...], modes: dict[str, int], token: str, undoes: int | None
) -> bool:
    """True for what the notebook could have written down itself.

    Every path lies in the vault and is not hidden: hidden files, such as a repository's hooks, are none of ours, but
    for the two at the top that tell git about the notes.
    """
    paths = (*changes.paths, *folders, *modes)
    return (
        _TOKEN.fullmatch(token) is not None
        and (undoes is None or 1 <= undoes <= _HIGHEST)
        and all(_is_plain(path) for path in paths)
        and all(0 <= mode <= _MODES for mode in modes.values())
    )


def _is_plain(path: str) -> bool:
    """False for an absolute path and an empty one, too, for their first part is empty."""
    return path in _SETUP or (
        "\0" not in path and not any(part == "" or part.startswith(".") for part in path.split("/"))
    )
