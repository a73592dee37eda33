"""The last command that gave, changed or took a name: what was made from a vault read before it may mean another one.

The mark is a small file in the user's state folder, new with each such command; two that are equal mean that nobody
was named anew in between.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...changes import ChangeSet
    from ...records import Kind

NAMES = "names"
_MOST = 4096  # bytes


def names_mark(state: Path) -> bytes:
    """The mark as it is now; to be taken before the vault is read."""
    from ..posix import open_file

    try:
        with open(open_file(os.fspath(state / NAMES), follow=False), "rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""


def check_names(state: Path, since: bytes) -> None:
    """Raises Refused where a command named something anew since the mark was this; the vault's lock is held."""
    now = names_mark(state)
    if now == since:
        return
    from ...errors import Refused

    summary = now.partition(b"\n")[2].decode("utf-8", "replace").removesuffix(".")
    what = f'"{summary}" was done' if summary else "Names were changed"
    raise Refused(f"{what} meanwhile. Nothing was written.", "Run the command again.")


def mark_names(top: str, state: Path, changes: ChangeSet) -> None:
    """Sets a new mark where these changes, which are in place now, bear on a name.

    It is set before the journal goes, so that a command killed in between has its mark set by the next.
    """
    if not _bears_on_names(top, changes):
        return
    new = state / f"{NAMES}.new"
    summary = " ".join(changes.summary.split()).encode("utf-8", "replace")[: _MOST // 2]
    # Without the mark, another command at this moment is not stopped: no reason to stop this one.
    with suppress(OSError):
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(secrets.token_hex(8).encode() + b"\n" + summary)
        os.replace(new, state / NAMES)


def _bears_on_names(top: str, changes: ChangeSet) -> bool:
    from ...errors import NoVault
    from ...settings import Settings
    from ..reading.load import load_settings

    try:
        folders = load_settings(Path(top))[0].folders
    except NoVault:
        folders = Settings().folders
    from ..reading.load import kind_of

    kinds = {change.path: kind_of(change.path, folders) for change in changes.changes}
    before = _names((change.before, change.path, kinds[change.path]) for change in changes.changes)
    return before != _names((change.after, change.path, kinds[change.path]) for change in changes.changes)


def _names(files: Iterable[tuple[bytes | None, str, Kind | None]]) -> set[tuple[str, ...]]:
    """What the files' records can be called, an interaction's record left out, for nobody calls it by a name."""
    from ...records import Interaction
    from ...schema.read import read_file

    found = set()
    for raw, path, kind in files:
        record = read_file(raw, path, kind)[0] if raw is not None and path.endswith(".md") else None
        if record is not None and not isinstance(record, Interaction):
            found.add((record.kind, record.id, record.name, *record.aliases))
    return found
