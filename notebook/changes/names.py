"""Names and ids of records to be: which file name a name gets, and whether it is free."""

from __future__ import annotations

import re
from collections.abc import Container

from ..errors import NoSuchRecord, Refused, UsageFault
from ..records import AnyRecord, Kind
from ..snapshot import Snapshot
from ..text.folding import fold, slug

_STEM_BYTES = 160  # a file name has at most 255, and the date, the suffix and a temporary file's name come on top
_BAD_IN_STEM = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#^\[\]]')
# Windows has no file of these names, with any suffix, so a clone there could not check them out.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(1, 10))))


def stem_for(name: str, kind: Kind) -> str:
    """The file stem a name gets; raises UsageFault for a name of which nothing is left."""
    stem = slug(name)
    if stem == "unnamed" and fold(name) != "unnamed":
        raise UsageFault(f'"{name}" has no letters to name a file by.', "Choose the file's name: --id some-name.")
    return f"{stem}-{kind}" if stem in _DEVICES else cut_stem(stem)


def cut_stem(stem: str) -> str:
    """The stem, or as much of its start as a file name has room for."""
    while len(stem.encode()) > _STEM_BYTES:
        stem = stem[:-1]
    return stem.rstrip("-")


def checked_id(chosen: str) -> str:
    """An id that the user chose, where it can be a file's name and stand in a [[link]]; raises UsageFault."""
    if not chosen.strip() or chosen != chosen.strip() or chosen[0] in ".-@" or _BAD_IN_STEM.search(chosen):
        raise UsageFault(f'"{chosen}" cannot be an id.', "Write one like ada-lovelace-2: letters, digits and hyphens.")
    if len(chosen.encode()) > _STEM_BYTES:
        raise UsageFault("The id is too long for a file's name.", f"At most {_STEM_BYTES} letters.")
    return chosen


def is_free(stem: str, snapshot: Snapshot, also_taken: Container[str] = ()) -> bool:
    """True where no file has this id and a link to it would mean nothing else."""
    return not snapshot.resolve(stem) and fold(stem) not in snapshot.notes and stem not in also_taken


def numbered(stem: str, snapshot: Snapshot, also_taken: Container[str] = ()) -> str:
    """The stem, or with `-2`, `-3` and so on the first that is free."""
    found, number = stem, 1
    while not is_free(found, snapshot, also_taken):
        number += 1
        found = f"{stem}-{number}"
    return found


def check_id_is_free(stem: str, snapshot: Snapshot) -> None:
    """Raises Refused where the id is taken, saying by which file."""
    if is_free(stem, snapshot):
        return
    other_id = f"--id {numbered(stem, snapshot)}"
    found = snapshot.resolve(stem)
    if found:
        how = "is there already" if fold(found[0].id) == fold(stem) else f"goes by {stem} already"
        raise Refused(f"{_who(found[0])} {how}.", f"To make another file beside it: {other_id}.")
    raise Refused(
        f"There is a file {stem}.md already, which is not read as a record.",
        f"notebook check may say why; to make another file beside it: {other_id}.",
    )


def check_names_are_free(kind: Kind, name: str, aliases: tuple[str, ...], stem: str, snapshot: Snapshot) -> None:
    """Raises Refused where a record of the kind has one of the names already, saying which."""
    for wanted in (name, *aliases):
        found = snapshot.resolve(wanted, kind)
        if not found:
            continue
        other = found[0]
        called = "" if fold(other.name) == fold(wanted) else f', known as "{wanted}",'
        if wanted == name:
            another = f"If this is another {kind}, say so: --id {numbered(stem, snapshot)}."
        else:
            another = "Leave the alias out: a name that means two is never guessed."
        raise Refused(f"{_who(other)}{called} is there already.", f"notebook edit {other.id} opens the file. {another}")


def refuse_taken_alias(alias: str, record: AnyRecord, snapshot: Snapshot) -> None:
    """Raises Refused where another record of the kind goes by the alias already."""
    others = [other for other in snapshot.resolve(alias, record.kind) if other.id != record.id]
    if others:
        raise Refused(
            f'{_who(others[0])} goes by "{alias}" already. Nothing was written.',
            "Leave the alias out: a name that means two is never guessed.",
        )


def find_contact(name: str, snapshot: Snapshot) -> str:
    """The id of the contact meant by a name or part of one; raises NoSuchRecord for none and for several."""
    return find_id(name, ("contact",), snapshot)


def find_id(name: str, kinds: tuple[Kind, ...], snapshot: Snapshot) -> str:
    """The id of the record of these kinds meant by a name; raises NoSuchRecord for none and for several."""
    try:
        return snapshot.find(name, *kinds).id
    except NoSuchRecord as fault:
        hint = fault.hint or ""
        if fault.message.startswith("No "):
            hint += f' To add it: notebook new {kinds[0]} "{name}".'
        raise NoSuchRecord(f"{fault.message} Nothing was written.", hint, fault.candidates) from None


def _who(record: AnyRecord) -> str:
    return f"{record.name} ({record.path})"
