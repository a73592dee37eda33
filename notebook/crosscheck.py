"""Problems between files: names that mean nobody or two, and files that share an id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from .records import AnyRecord, Met, Problem, Reference, Tie
from .schema.fields import FIELDS
from .schema.problems import CODES
from .schema.suggest import nearest
from .snapshot import Snapshot
from .text.body import reference_name
from .text.folding import fold

# Of each kind, the fields that name other records: name, attribute, the kinds they may mean, whether they must exist.
_REFERRING = {
    kind: tuple(
        (field.name, field.slot, field.to, field.must_exist)
        for field in fields
        if field.type in ("reference", "references", "ties", "met")
    )
    for kind, fields in FIELDS.items()
}
_LISTS = {field.name for fields in FIELDS.values() for field in fields if field.type in ("references", "ties")}
# What names a file that is no note; the notebook does not know which of those there are.
_OTHER_FILE = re.compile(r"\.(?!md$)[a-z0-9]{2,5}$", re.IGNORECASE)
_GUESSES = 300  # how many names are looked for among all the others before it takes too long
# A stem with other characters than these may not be its own folded form.
_UNFOLDED = re.compile(r"[^a-z0-9._\n-]")


def all_problems(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Every problem of the vault, by place: those within files and those between them."""
    between = problems_between(snapshot) if snapshot.between is None else snapshot.between
    found = (*snapshot.file_problems, *between)
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line, problem.column, problem.code)))


def problems_between(snapshot: Snapshot) -> Iterator[Problem]:
    """The problems that no file shows alone, in no particular order."""
    names = _Names(snapshot)
    yield from _shared_ids(snapshot)
    yield from _nobody(snapshot)
    for record in snapshot.records:
        for name, slot, kinds, must_exist in _REFERRING[record.kind]:
            value = getattr(record, slot)
            for reference in _references(value) if value else ():
                if not names.fit_one(reference.text, kinds, must_exist):
                    yield _bad_reference(names, record, reference, kinds, name)
        for task in record.tasks:
            if task.owner and not names.fit_one(task.owner.text, ("contact",), True):
                yield _bad_reference(names, record, task.owner, ("contact",), "a promise")
        for reference in record.references:
            if not names.fit_one(reference.text, (), not _OTHER_FILE.search(reference.text)):
                yield _bad_link(names, record, reference)


class _Names:
    """Remembers which names are in order, since the same few thousand stand in all the references of a vault."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._guesses: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._parts: dict[tuple[str, tuple[str, ...]], tuple[AnyRecord, ...]] = {}
        self._known: dict[tuple[str, ...], dict[str, set[str]]] = {}
        self._good: dict[tuple[str, ...], set[str]] = {("contact",): {contact.id for contact in snapshot.contacts}}

    def fit_one(self, text: str, kinds: tuple[str, ...], must_exist: bool) -> bool:
        """True where the name means one record, a note that is no record, or nothing that has to be there."""
        good = self._good.setdefault(kinds, set())
        if text in good:
            return True
        count = len(self.snapshot.resolve(text, *kinds)) or int(fold(text) in self.snapshot.notes)
        if count == 1 or (count == 0 and not must_exist):
            good.add(text)
            return True
        return False

    def guess(self, text: str, kinds: tuple[str, ...]) -> str | None:
        """The name of these kinds (none: any) that is most like this one, of those with its first letter."""
        key = (text, kinds)
        if key not in self._guesses:
            if len(self._guesses) >= _GUESSES:
                return None
            known = self._known.get(kinds)
            if known is None:
                known = self._known[kinds] = self._by_letter(kinds)
            self._guesses[key] = nearest(text, known.get(fold(text)[:1], ()))
        return self._guesses[key]

    def could_be(self, text: str, kinds: tuple[str, ...]) -> tuple[AnyRecord, ...]:
        """The records of these kinds that the text names, in whole or by a part."""
        key = (text, kinds)
        if key not in self._parts:
            if len(self._parts) >= _GUESSES:
                return ()
            self._parts[key] = self.snapshot.resolve(text, *kinds) or self.snapshot.by_part(text, *kinds)
        return self._parts[key]

    def _by_letter(self, kinds: tuple[str, ...]) -> dict[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for record in self.snapshot.records:
            if not kinds or record.kind in kinds:
                for name in (record.id, record.name):
                    known[fold(name)[:1]].add(name)
        return known


def _references(value: Any) -> Iterable[Reference]:
    if isinstance(value, Reference):
        return (value,)
    if isinstance(value, Met):
        return tuple(one for one in (value.at, value.through) if one)
    return (one.who if isinstance(one, Tie) else one for one in value)


def _bad_reference(
    names: _Names, record: AnyRecord, reference: Reference, kinds: tuple[str, ...], where: str
) -> Problem:
    found = names.snapshot.resolve(reference.text, *kinds)
    if found:
        return _ambiguous(record, reference, found)
    person = kinds == ("contact",)
    code = "unknown-person" if person else "unknown-reference"
    what = "contact" if person else " or ".join(kinds)
    hint = _hint(names, reference.text, kinds, where)
    return _problem(code, record, reference, f'{where}: "{reference.text}" is the name of no {what}.', hint)


def _hint(names: _Names, text: str, kinds: tuple[str, ...], where: str) -> str:
    """What may be meant by a name of nobody: several names, a part of one, one like it, or somebody new."""
    parts = [reference_name(part) for part in text.split(",") if part.strip()] if where in _LISTS else []
    several = f"If these are several, write a list: {where}: [{', '.join(parts)}]."
    found = names.could_be(text, kinds)
    if len(parts) > 1 and not found:
        meant = [names.could_be(part, kinds) for part in parts]
        # `Lovelace, Ada` is one person, the last name first.
        found = tuple(one for one in meant[0] if all(one in others for others in meant))
        if all(meant) and not found:
            return several
    if len(found) == 1:
        return f"Did you mean {found[0].id}?"
    if found:
        return f"{text} could be {_any_of(found)}: write the id."
    close = names.guess(text, kinds)
    if close:
        return f"Did you mean {close}?"
    if len(parts) > 1:
        return several
    return f'To add {"them" if kinds == ("contact",) else "it"}: notebook new {kinds[0]} "{text}"'


def _any_of(found: tuple[AnyRecord, ...]) -> str:
    """`a, b or c`, or the first five ids and how many others there are."""
    ids = [record.id for record in found[:5]]
    last = f"{len(found) - 5} others" if len(found) > 5 else ids.pop()
    return f"{', '.join(ids)} or {last}"


def _bad_link(names: _Names, record: AnyRecord, reference: Reference) -> Problem:
    found = names.snapshot.resolve(reference.text)
    if found:
        return _ambiguous(record, reference, found)
    close = names.guess(reference.text, ())
    hint = f"Did you mean {close}?" if close else ""
    return _problem("broken-link", record, reference, f"[[{reference.text}]] leads to no note.", hint)


def _ambiguous(record: AnyRecord, reference: Reference, found: tuple[AnyRecord, ...]) -> Problem:
    listed = " and ".join(other.id for other in found[:5])
    return _problem("ambiguous-reference", record, reference, f'"{reference.text}" fits {listed}.',
                    "Write the id of the one you mean.")  # fmt: skip


def _problem(code: str, record: AnyRecord, reference: Reference, message: str, hint: str = "") -> Problem:
    return Problem(code, CODES[code].severity, record.path, reference.line, reference.column, message, hint)


def _nobody(snapshot: Snapshot) -> Iterator[Problem]:
    """The setting `me` that names nobody; left as it is by default, it needs no card."""
    me = snapshot.me
    if me and me != "me" and snapshot.owner is None and fold(me) not in snapshot.notes:
        message = f'me = "{me}" is the name of no contact, or of two.'
        hint = "Write the id of your own card."
        yield Problem("bad-setting", CODES["bad-setting"].severity, "notebook.toml", 1, 1, message, hint)


def _shared_ids(snapshot: Snapshot) -> Iterator[Problem]:
    ids = [record.id for record in snapshot.records]
    if _UNFOLDED.search("\n".join(ids)):
        ids = [fold(stem) for stem in ids]
    if len(set(ids)) == len(ids):
        return
    first: dict[str, AnyRecord] = {}
    for stem, record in zip(ids, snapshot.records, strict=True):
        other = first.setdefault(stem, record)
        if other is not record:
            yield Problem("duplicate-id", CODES["duplicate-id"].severity, record.path, 1, 1,
                          f"{other.path} has the same id, {other.id}.",
                          "Rename one of the two files, so that [[links]] mean one note.")  # fmt: skip
