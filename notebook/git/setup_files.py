"""The two files by which a vault tells git what it wants: what they say in a new vault, and what an old one lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..changes import FileChange
from ..errors import Refused

ATTRIBUTES, IGNORE = ".gitattributes", ".gitignore"
GIT_ATTRIBUTES = """\
# Git keeps the notes byte for byte on every computer, merges them by meaning, and says in a diff whose card it is.
# Each clone is told how, once: notebook git setup
*.md -text merge=notebook diff=notebook
"""
IGNORED = (".*.notebook-tmp", "*~", "*.orig", ".merge_file_*", ".*.swp", ".DS_Store")
GIT_IGNORE = "\n".join(
    ("# what a write that was cut off leaves behind, and what editors, merges and systems do", *IGNORED, "")
)
# Attribute -> as it is written, in the order of the line.
_WANTED = {"text": "-text", "merge": "merge=notebook", "diff": "diff=notebook"}


def attributes_change(vault: Path, values: Mapping[str, str]) -> FileChange | None:
    """What the vault's attributes lack, as one more line; None where it is nothing.

    `values` are those that git knows for a note. One that is set to something else is the user's own, and stays.
    Raises Refused as `read_plain` does.
    """
    wanted = [word for name, word in _WANTED.items() if values.get(name, "unspecified") == "unspecified"]
    before = read_plain(vault, ATTRIBUTES)
    if not wanted:
        return None
    if before is None:
        line = f"*.md {' '.join(wanted)}"
        return FileChange(ATTRIBUTES, None, GIT_ATTRIBUTES.replace(GIT_ATTRIBUTES.splitlines()[-1], line).encode())
    return FileChange(ATTRIBUTES, before, with_lines(before, [f"*.md {' '.join(wanted)}"]))


def ignore_change(vault: Path) -> FileChange | None:
    """What the vault's ignore rules lack, as more lines; None where it is nothing. Raises Refused as `read_plain`."""
    before = read_plain(vault, IGNORE)
    if before is None:
        return FileChange(IGNORE, None, GIT_IGNORE.encode())
    there = {line.strip() for line in before.decode().splitlines()}
    lacking = [rule for rule in IGNORED if rule not in there]
    return FileChange(IGNORE, before, with_lines(before, lacking)) if lacking else None


def with_lines(before: bytes, lines: Sequence[str]) -> bytes:
    """The bytes with more lines at the end, which end as the lines before them do."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    start = end if before and not before.endswith(b"\n") else b""
    return before + start + b"".join(line.encode() + end for line in lines)


def read_plain(vault: Path, name: str) -> bytes | None:
    """The file's bytes; None where there is none. Raises Refused for one that is no plain text file of the vault."""
    file = vault / name
    if file.is_symlink():  # git does not follow it either
        raise Refused(f"{name} is a link, so it is not written.", "Git wants a plain file here: put one in its place.")
    if not file.exists():
        return None
    if not file.is_file():
        raise Refused(f"{name} is no file, so it is not written.", "Git wants a plain file here: move it.")
    try:
        raw = file.read_bytes()
        raw.decode()
    except UnicodeDecodeError:
        raise Refused(f"{name} is not UTF-8, so it is not written.", "Save it as UTF-8 in your editor.") from None
    except OSError as fault:
        raise Refused(f"{name} cannot be read: {fault.strerror}.") from fault
    return raw


def asking_line(vault: Path) -> int | None:
    """The line of the vault's attributes that asks for our merge driver, counted from 1; None where none does."""
    try:
        lines = (vault / ATTRIBUTES).read_text("utf-8", "replace").split("\n")
    except OSError:
        return None
    asking = [number for number, line in enumerate(lines, 1) if "merge=notebook" in line.split("#")[0].split()[1:]]
    return asking[-1] if asking else None


def written_attributes(vault: Path) -> dict[str, str]:
    """Attribute -> its value for notes by the vault's own file, where there is no repository to ask."""
    values: dict[str, str] = {}
    for line in (read_plain(vault, ATTRIBUTES) or b"").decode().splitlines():
        pattern, *words = line.split() or [""]
        if pattern == "*.md":
            for word in words:
                name, _, value = word.removeprefix("-").partition("=")
                values[name] = value or ("unset" if word.startswith("-") else "set")
    return values
