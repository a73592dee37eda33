"""Several records named on one command line: quoted or not, with commas between them or without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .listing import words
from .session import Session

if TYPE_CHECKING:
    from ..records import AnyRecord, Contact

_WORDS = 6  # of one name without quotes, at most


def records_named(session: Session, arguments: Sequence[str], *kinds: str) -> list[AnyRecord]:
    """The records that the arguments name, each once; as many words as make a name are one.

    Raises NoSuchRecord: for one name as `session.find`, for several with those that cannot be resolved.
    """
    text = words(arguments)
    if not text.strip(" ,"):
        return [session.find(text, *kinds)]
    if "," in text:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return _each(session, parts, kinds)
    typed = text.split() if len(arguments) > 1 else [text]
    if len(arguments) > 1 and any(" " in argument for argument in arguments):
        typed = [words([argument]) for argument in arguments]
    found: list[str] = []
    at = 0
    while at < len(typed):
        long = next(
            (end for end in range(min(len(typed), at + _WORDS), at, -1) if _one(session, typed[at:end], kinds)), at + 1
        )
        found.append(" ".join(typed[at:long]))
        at = long
    return _each(session, found, kinds)


def contacts_named(session: Session, arguments: Sequence[str]) -> list[Contact]:
    """The contacts that the arguments name, each once; raises NoSuchRecord as `records_named`."""
    from ..records import Contact

    return [record for record in records_named(session, arguments, "contact") if isinstance(record, Contact)]


def _one(session: Session, typed: Sequence[str], kinds: Sequence[str]) -> bool:
    name = " ".join(typed)
    vault = session.snapshot
    return len(vault.resolve(name, *kinds) or vault.by_part(name, *kinds)) == 1


def _each(session: Session, found: Sequence[str], kinds: Sequence[str]) -> list[AnyRecord]:
    from ..errors import NoSuchRecord

    if len(found) == 1:
        return [session.find(found[0], *kinds)]
    missed: list[str] = []
    records: dict[str, AnyRecord] = {}
    faults: list[NoSuchRecord] = []
    for name in found:
        try:
            record = session.snapshot.find(name, *kinds)
            records[record.path] = record
        except NoSuchRecord as fault:
            missed.append(name)
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        names = ", ".join(f'"{name}"' for name in missed)
        hint = "Put quotes around a name of several words, or commas between names."
        raise NoSuchRecord(f"These are nobody, or more than one: {names}.", hint, faults[0].candidates)
    return list(records.values())
