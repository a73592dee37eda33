"""The files a vault starts with. The settings file is written from the table of settings, so that it cannot lie."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from ..changes import ChangeSet, FileChange
from ..errors import NotebookError, Refused
from ..git.setup import file_changes
from ..git.setup_files import ATTRIBUTES, GIT_ATTRIBUTES, GIT_IGNORE, IGNORE
from ..records import Kind
from ..settings import OPEN_TABLES, SETTINGS, SETTINGS_FILE, Settings
from ..text.folding import fold
from ..text.writing import note

# Folders that other note programs' users have for these kinds; read as they are called.
_OTHER_NAMES: dict[Kind, tuple[str, ...]] = {"contact": ("people", "persons"), "interaction": ("meetings",)}
_EXAMPLES = {"cadence": ('mentor = "1 month"', 'close = "2 weeks"'), "queries": ('lisbon = "kind:contact in:Lisbon"',)}
_NAMED = 4  # folders; of more, the others are a number
_NO_FILES = frozenset({".git", ".DS_Store"})

_ME = """\
This card is you. Write your name above, what you are interested in, what you can offer and what you are looking for:
it is held against what others like, seek and offer.
"""


def check_place(folder: Path, example: bool) -> None:
    """Raises Refused where a vault cannot be started: in a vault, inside one, or, for the example, among files."""
    if (folder / SETTINGS_FILE).exists():
        raise Refused(
            f"{folder / SETTINGS_FILE} is there already.", "This folder is a vault: notebook check looks it over."
        )
    around = folder.absolute()
    above = next((one for one in around.parents if (one / SETTINGS_FILE).is_file()), None)
    if above:
        raise Refused(
            f"{folder} lies inside the vault {above}.", "A note belongs to one vault: choose a folder outside."
        )
    if example and not _is_empty(folder):
        raise Refused(
            f"{folder} has files in it.", "The example wants a folder of its own: notebook init demo --example"
        )


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or all(one.name in _NO_FILES for one in folder.iterdir())


def starting_files(folder: Path, *, with_git: bool = False) -> ChangeSet:
    """What the folder lacks of a vault's first files; `with_git`, files for git that are there get what they lack."""
    chosen = _folders_there(folder)
    contacts = chosen.get("contact", "contacts")
    me = note({"name": "Me", "interests": [], "offers": [], "seeks": []}, _ME)
    files = {
        SETTINGS_FILE: settings_text(chosen),
        f"{contacts}/me.md": me,
        IGNORE: GIT_IGNORE,
        ATTRIBUTES: GIT_ATTRIBUTES,
    }
    if any(folder.rglob("[mM][eE].md")):
        del files[f"{contacts}/me.md"]
    remarks = [f"{name}/ is read as the folder of your {kind}s." for kind, name in chosen.items()]
    remarks += _left_alone(folder, chosen)
    missing = tuple(
        FileChange(path, None, text.encode()) for path, text in files.items() if not os.path.lexists(folder / path)
    )
    if with_git:
        lacking = file_changes(folder, chosen.values())
        added = tuple(change for change in lacking.changes if change.before is not None)
        return ChangeSet((*missing, *added), "Start a contact notebook", (*remarks, *lacking.remarks))
    for name, line in ((IGNORE, ".*.notebook-tmp"), (ATTRIBUTES, "*.md -text")):
        if (folder / name).exists() and line not in (folder / name).read_text("utf-8", "replace"):
            remarks.append(f"{name} is there already and stays as it is; it lacks the line {line}")
    return ChangeSet(missing, "Start a contact notebook", tuple(remarks))


def _folders_there(folder: Path) -> dict[Kind, str]:
    """Folders that hold a kind under another name, where the usual one is not there."""
    if not folder.is_dir():
        return {}
    there = {fold(one.name): one.name for one in sorted(folder.iterdir()) if one.is_dir()}
    return {
        kind: there[name]
        for kind, names in _OTHER_NAMES.items()
        for name in names[:1]
        if f"{kind}s" not in there and name in there
    }


def _left_alone(folder: Path, chosen: dict[Kind, str]) -> list[str]:
    """What to say of notes that are there already, in folders that the notebook would not read."""
    kinds = Settings().folders
    read = {*chosen.values(), *(name for name, kind in kinds.items() if kind not in chosen)}
    counts: Counter[str] = Counter()
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        top = Path(place).relative_to(folder).parts[:1]
        if top and top[0] not in (*read, "templates", "digests"):
            counts[top[0]] += sum(name.endswith(".md") for name in files)
    found = [f"{name}/ ({count})" for name, count in sorted(counts.items()) if count]
    if not found:
        return []
    more = f" and {len(found) - _NAMED} more folders" if len(found) > _NAMED else ""
    first = _quoted(found[0].rpartition("/")[0])
    there = f"Notes in {', '.join(found[:_NAMED])}{more} are left alone."
    return [f'{there} To have a folder read, name it in [folders] of {SETTINGS_FILE}: contacts = "{first}"']


def settings_text(folders: dict[Kind, str]) -> str:
    """The settings file: every setting with its meaning and its default, commented out but for what is chosen."""
    lines = ["# The settings of this notebook. This file marks the folder as a vault."]
    tables = dict.fromkeys(["", *OPEN_TABLES, *(setting.table for setting in SETTINGS)])
    for table in tables:
        if table:
            lines += ["", f"[{table}]"]
        if table in OPEN_TABLES:
            lines.append(f"# {OPEN_TABLES[table]}")
            lines += _open_lines(table, folders)
        for setting in SETTINGS:
            if setting.table == table:
                active = "" if setting.key == "me" else "# "
                lines += [f"# {setting.doc}", f"{active}{setting.example}"]
    return "\n".join(lines) + "\n"


def _open_lines(table: str, folders: dict[Kind, str]) -> list[str]:
    if table != "folders":
        return [f"# {example}" for example in _EXAMPLES.get(table, ())]
    kinds = Settings().folders.items()
    return [
        f'{kind}s = "{_quoted(folders[kind])}"' if kind in folders else f'# {kind}s = "{folder}"'
        for folder, kind in kinds
    ]


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def example_files() -> ChangeSet:
    """The example vault, from the installed package or from the checkout."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "_example_vault", package.parent / "example-vault")
    source = next((place for place in places if (place / SETTINGS_FILE).is_file()), None)
    if source is None:
        raise NotebookError(
            "The example vault is not part of this installation.", "notebook init DIR makes an empty one."
        )
    files = {
        path.relative_to(source).as_posix(): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()
    }
    # The copy in the package asks for nothing that a checkout of the program would have to be set up for.
    files |= {IGNORE: GIT_IGNORE.encode(), ATTRIBUTES: GIT_ATTRIBUTES.encode()}
    return ChangeSet(
        tuple(FileChange(path, None, raw) for path, raw in files.items()), "Start with the example notebook"
    )


def next_steps(folder: Path, example: bool) -> tuple[str, ...]:
    """What to do now, in three lines at most."""
    there = f"cd {_shell_word(folder)} && " if folder.resolve() != Path.cwd() else ""
    if example:
        return (
            f"Next: {there}notebook --today 2026-11-21 due",
            "      notebook show zulmira-castanheiro",
            '      notebook search "tide tables"',
        )
    return (
        f"Next: {there}notebook edit me",
        '      notebook new contact "Ada Lovelace" --set cadence="6 weeks"',
        '      notebook log "coffee with Ada, she is worried about funding"',
    )


def _shell_word(folder: Path) -> str:
    import shlex

    return shlex.quote(str(folder))
