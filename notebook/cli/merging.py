"""Three versions of a note merged for git or for a person: read, merged, told, and put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .session import Session

if TYPE_CHECKING:
    from ..changes.threeway import Clash, Merged
    from ..records import Kind

_SHOWN = 60  # characters of what a side says in a message


def merged(base: Path, ours: Path, theirs: Path, note: Path, top: Path | None, marker_size: int) -> Merged:
    """The three files as one; `note` is where it will stand, `top` the outermost folder its vault is looked for in.

    Raises Refused for what is no text, and OSError where one cannot be read; a missing base is an empty one.
    """
    from ..changes.threeway import Versions, merge_as_text, merge_three
    from ..errors import Refused
    from ..git.text_merge import merge_text

    before = base.read_bytes() if base.exists() else b""
    versions = Versions(before, ours.read_bytes(), theirs.read_bytes())
    try:
        name, kind = _place_of(note, top)
        return merge_three(versions, name, kind, merge_text, marker_size)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - git would keep one side and say nothing; the text merge loses neither
        return merge_as_text(versions, merge_text, marker_size)


def _place_of(note: Path, top: Path | None) -> tuple[str, Kind | None]:
    """The note's path in the vault around it and the kind its folder stands for, by the vault's settings if any."""
    from ..errors import NoVault
    from ..settings import SETTINGS_FILE, Settings
    from ..vault.reading.load import kind_of, load_settings

    note = note.absolute()
    for folder in note.parents:
        if (folder / SETTINGS_FILE).is_file():
            path = note.relative_to(folder).as_posix()
            try:
                return path, kind_of(path, load_settings(folder)[0].folders)
            except NoVault:
                return path, kind_of(path, Settings().folders)
        if folder == top:
            break
    # Without its settings (git merges in a bare repository too), a vault is where the usual folders are.
    folders = Settings().folders
    near = "/".join(note.parts[-1:])
    for part in reversed(note.parts[1:-1]):
        near = f"{part}/{near}"
        kind = kind_of(near, folders)
        if kind:
            return near, kind
    return note.name, None


def put(file: Path, raw: bytes) -> None:
    """Puts the bytes in the place of the file in one step; its permissions stay."""
    file = file.resolve()
    number, name = tempfile.mkstemp(prefix=".", suffix=".notebook-tmp", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as temporary:
            temporary.write(raw)
            temporary.flush()
            os.fsync(temporary.fileno())
        if file.exists():
            shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def tell(session: Session, path: str, clashes: Sequence[Clash]) -> None:
    """Says what both sides changed differently, one line each."""
    from ..render.terminal import clean_lines

    for clash in clashes:
        where = "the text" if clash.where == "text" else clash.where
        session.say(clean_lines(f"{path}: both sides changed {where}: {_shown(clash.ours)} and {_shown(clash.theirs)}"))


def _shown(text: str) -> str:
    if not text:
        return "nothing"
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[: _SHOWN - 1]}…"'
