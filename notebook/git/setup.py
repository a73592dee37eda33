"""Setting a clone up: what git calls to merge a note, how it names one in a diff, and which files ask for it.

The files go with the vault. The settings are the clone's own, for git takes none that name a program from a repository.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..changes import ChangeSet
from ..errors import ProgramFailed
from .program import ask, tell
from .repository import in_repository, uncommitted
from .setup_files import ATTRIBUTES, IGNORE, asking_line, attributes_change, ignore_change, written_attributes

SUMMARY = "Set up git for the notebook"
# The driver's exit code for a merge that left markers; git knows any but 0 as that, so others must not reach it.
_CLASHED = 10
# In its first words it looks for the program: where it was, else on PATH, where it may be another of this name
# (Jupyter's, which would start a server). One that is missing, fails or crashes has written nothing; git's own text
# merge takes its place, for else git would keep one side and say nothing. It ends with 1 to 127 clashes, or 255.
_DRIVER = (
    'n=PROGRAM; test -x "$n" || { n=$(command -v notebook) && case $("$n" --version </dev/null 2>/dev/null) in '
    '"notebook "*) ;; *) n=;; esac; }; '
    'r=127; test -z "$n" || { "$n" git merge-driver %O %A %B --marker-size %L --path=%P </dev/null; r=$?; }; '
    f"case $r in 0) exit 0;; {_CLASHED}) exit 1;; esac; "
    "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; r=$?; "
    "test $r -lt 128 || r=1; exit $r"
)
_MERGE_TOOL = 'PROGRAM git merge-file "$LOCAL" "$BASE" "$REMOTE" --output "$MERGED"'
# A hunk's header shows the last line before it that fits one of these: the name, without quotes around it.
_NAME_LINES = "\n".join(f"^{key}:[ \t]*[\"']?(.*[^\"' \t])" for key in ("name", "full_name", "title_name", "fn"))


def driver_missing(vault: Path) -> int | None:
    """The line of the vault's .gitattributes that asks for our merge driver while this clone has none, else None.

    None without git and outside a repository, too.
    """
    line = asking_line(vault)
    if line is None or ask(vault, "config", "--get", "merge.notebook.driver") or not in_repository(vault):
        return None
    return line


def file_changes(vault: Path, folders: Iterable[str]) -> ChangeSet:
    """What the vault's files for git lack, and remarks on rules of the user's own that are kept; writes nothing.

    `folders` are those that hold notes. Raises Refused for a file that cannot be added to.
    """
    values, remarks = _attributes(vault, folders)
    changes = (attributes_change(vault, values), ignore_change(vault))
    return ChangeSet(tuple(change for change in changes if change is not None), SUMMARY, remarks)


def _attributes(vault: Path, folders: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Attribute -> what git knows of it for notes; what is unspecified for the notes of any folder is unspecified."""
    if not in_repository(vault):
        return written_attributes(vault), ()
    notes = ["note.md", *(f"{folder}/note.md" for folder in sorted(set(folders)) if folder)]
    said = ask(vault, "check-attr", "-z", "text", "merge", "diff", "--", *notes) or ""
    parts = said.split("\0")
    values: dict[str, str] = {}
    merges: dict[str, str] = {}
    for note, name, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        if value == "unspecified" or values.get(name) != "unspecified":
            values[name] = value
        if name == "merge" and value not in ("unspecified", "notebook"):
            merges[note] = {"set": "merge", "unset": "-merge"}.get(value, f"merge={value}")
    return values, tuple(
        _stays(note, rule) for note, rule in merges.items() if note == notes[0] or rule != merges.get(notes[0])
    )


def _stays(note: str, rule: str) -> str:
    shown = note.replace("note.md", "*.md")
    return f"{shown} has {rule} by a rule of yours, which stays: such notes are not merged by meaning."


def answers(program: str) -> bool:
    """True for a program that says that it is a notebook; Jupyter's says its number alone."""
    try:
        done = subprocess.run(
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.startswith(b"notebook ")


def clone_settings(program: str | None) -> dict[str, str]:
    """Setting of git -> value, for a notebook that is at this path, or that is to be looked for on PATH."""
    word = shlex.quote(program) if program else ""
    return {
        "merge.notebook.name": "contact notes, by meaning",
        # Git puts file names in the place of %A.
        "merge.notebook.driver": _DRIVER.replace("PROGRAM", word.replace("%", "%%")),
        "diff.notebook.xfuncname": _NAME_LINES,
        "mergetool.notebook.cmd": _MERGE_TOOL.replace("PROGRAM", word or "notebook"),
        "mergetool.notebook.trustExitCode": "true",
    }


def lacking_settings(vault: Path, settings: Mapping[str, str]) -> dict[str, str | None]:
    """Those of the settings that the clone has not, each with what it has in its place."""
    known = {name: ask(vault, "config", "--local", "--get-all", name) for name in settings}
    return {name: known[name] for name, value in settings.items() if known[name] != value}


def set_settings(vault: Path, settings: Mapping[str, str], names: Iterable[str]) -> None:
    """Gives the clone these of the settings; raises ProgramFailed."""
    for name in names:
        try:
            tell(vault, "config", "--local", "--replace-all", name, settings[name])
        except ProgramFailed as fault:
            hint = (
                "Where no other git is at work, one was killed: delete config.lock in git's folder, then call it again."
            )
            raise ProgramFailed(fault.message, hint if "lock" in fault.message else fault.hint) from fault


def files_to_commit(vault: Path) -> tuple[str, ...]:
    """Those of the two files that are not as they were last committed."""
    return tuple(sorted(uncommitted(vault, (ATTRIBUTES, IGNORE))))
