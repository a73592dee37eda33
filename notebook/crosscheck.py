"""Problems between files: names that mean nobody or two, and files that share an id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from .records import AnyRecord, Fix, Interaction, Problem
from .schema.fields import FIELDS
from .schema.problems import CODES
from .schema.referring import LINK, Mention, mentions
from .schema.suggest import nearest, one_edit_apart
from .schema.values import names_of
from .snapshot import Snapshot
from .text.body import reference_name
from .text.folding import fold
from .text.names import bare_name

# By kind and name, the fields that may name what is not in the vault.
_LOOSE = {(kind, field.name) for kind, fields in FIELDS.items() for field in fields if not field.must_exist}
_LISTS = {field.name for fields in FIELDS.values() for field in fields if field.type in ("references", "ties")}
# What names a file that is no note; the notebook does not know which of those there are.
_OTHER_FILE = re.compile(r"\.(?!md$)[a-z0-9]{2,5}$", re.IGNORECASE)
_LONG_ENOUGH = 5  # letters: Ana is no slip for Anna
_GUESSES = 300  # how many names are looked for among all the others before it takes too long
# The start of a dated stem: there may be a hundred thousand, and a slip is seldom in the year or the month.
_MONTH = re.compile(r"\d{4}-\d\d")


def all_problems(snapshot: Snapshot, *, hints: bool = True) -> tuple[Problem, ...]:
    """Every problem of the vault, by place: those within files and those between them.

    `hints` on what may have been meant take a while where many names are wrong.
    """
    found = (*snapshot.file_problems, *_problems_between(snapshot, hints))
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line, problem.column, problem.code)))


def _problems_between(snapshot: Snapshot, hints: bool) -> Iterator[Problem]:
    """The problems that no file shows alone, in no particular order."""
    names = _Names(snapshot, hints)
    yield from _shared_ids(snapshot)
    yield from _nobody(snapshot)
    for row in range(len(snapshot.records)) if snapshot.between is None else snapshot.between:
        record = snapshot.records[row]
        for mention in mentions(record):
            if not names.fit(record, mention):
                yield _bad_link(names, record, mention) if mention.where == LINK else _bad_name(names, record, mention)


def rows_between(snapshot: Snapshot, rows: Iterable[int]) -> list[int]:
    """Those of these rows whose records name nobody or two: the ones with problems between files, but for shared ids.

    For a record it depends on nothing but its own mentions and on what the names in them mean; see `names_used`.
    """
    names = _Names(snapshot, hints=False)
    found = ((row, snapshot.records[row]) for row in rows)
    return [row for row, record in found if not all(names.fit(record, mention) for mention in mentions(record))]


def names_used(records: Iterable[AnyRecord]) -> Counter[str]:
    """The folded names that are looked up for what these records mention, and how often."""
    texts = Counter(mention.reference.text for record in records for mention in mentions(record))
    names: Counter[str] = Counter()
    for text, count in texts.items():
        for name in lookups(text):
            names[name] += count
    return names


def lookups(text: str) -> set[str]:
    """The folded names under which what a reference means is looked up."""
    return {fold(text), fold(bare_name(text))}


def names_given(record: AnyRecord) -> set[str]:
    """The folded names that mean this record: all by which it is found."""
    return {fold(name) for name in ((record.id,) if isinstance(record, Interaction) else names_of(record))}


class _Names:
    """Remembers which names are in order, since the same few thousand stand in all the references of a vault."""

    def __init__(self, snapshot: Snapshot, hints: bool) -> None:
        self.snapshot = snapshot
        self.hints = hints
        self._guesses: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._parts: dict[tuple[str, tuple[str, ...]], tuple[AnyRecord, ...]] = {}
        self._known: dict[tuple[str, ...], dict[str, set[str]]] = {}
        self._good: dict[tuple[str, ...], set[str]] = {("contact",): {contact.id for contact in snapshot.contacts}}

    def fit(self, record: AnyRecord, mention: Mention) -> bool:
        """True where the name means one record, a note that is no record, or nothing that has to be there."""
        text, kinds = mention.reference.text, mention.kinds
        good = self._good.setdefault(kinds, set())
        if text in good:
            return True
        count = len(self.snapshot.resolve(text, *kinds)) or int(fold(text) in self.snapshot.notes)
        if count == 1:
            good.add(text)
        loose = _OTHER_FILE.search(text) if mention.where == LINK else (record.kind, mention.where) in _LOOSE
        return count == 1 or (count == 0 and bool(loose))

    def guess(self, text: str, kinds: tuple[str, ...]) -> str | None:
        """The name of these kinds (none: any) that is most like this one, of those with the same start."""
        key = (text, kinds)
        if key not in self._guesses:
            if len(self._guesses) >= _GUESSES:
                return None
            known = self._known.get(kinds)
            if known is None:
                known = self._known[kinds] = self._by_start(kinds)
            self._guesses[key] = nearest(text, known.get(_start(text), ()))
        return self._guesses[key]

    def slip(self, text: str, close: str, kinds: tuple[str, ...]) -> str | None:
        """The id of the one record that the close name means, where the text is most likely a slip for it."""
        found = self.snapshot.resolve(close, *kinds)
        near = len(text) >= _LONG_ENOUGH and one_edit_apart(fold(text), fold(close))
        return found[0].id if near and len(found) == 1 else None

    def could_be(self, text: str, kinds: tuple[str, ...]) -> tuple[AnyRecord, ...]:
        """The records of these kinds that the text names, in whole or by a part."""
        key = (text, kinds)
        if key not in self._parts:
            if len(self._parts) >= _GUESSES:
                return ()
            self._parts[key] = self.snapshot.resolve(text, *kinds) or self.snapshot.by_part(text, *kinds)
        return self._parts[key]

    def _by_start(self, kinds: tuple[str, ...]) -> dict[str, set[str]]:
        """The names of these kinds by their start; interactions have none but their ids."""
        whole = self.snapshot
        lasting = (*whole.contacts, *whole.events, *whole.organizations, *whole.projects)
        names = {name for one in lasting if not kinds or one.kind in kinds for name in (one.id, one.name)}
        known: dict[str, set[str]] = defaultdict(set)
        for name in names.union(() if kinds else whole.by_id):
            known[_start(name)].add(name)
        return known


def _start(name: str) -> str:
    """What a name and a slip for it have in common: the first letter, or the year and the month."""
    folded = fold(name)
    month = _MONTH.match(folded)
    return month[0] if month else folded[:1]


def _bad_name(names: _Names, record: AnyRecord, mention: Mention) -> Problem:
    text, kinds = mention.reference.text, mention.kinds
    found = names.snapshot.resolve(text, *kinds)
    if found:
        return _ambiguous(record, mention, found)
    person = kinds == ("contact",)
    code = "unknown-person" if person else "unknown-reference"
    what = "contact" if person else " or ".join(kinds)
    hint, meant = _hint(names, text, kinds, mention.where) if names.hints else ("", None)
    return _problem(code, record, mention, f'{mention.where}: "{text}" is the name of no {what}.', hint, meant)


def _hint(names: _Names, text: str, kinds: tuple[str, ...], where: str) -> tuple[str, str | None]:
    """What may be meant by a name of nobody: several names, a part of one, one like it, or somebody new.

    And the id, where it can be only one.
    """
    parts = [reference_name(part) for part in text.split(",") if part.strip()] if where in _LISTS else []
    several = f"If these are several, write a list: {where}: [{', '.join(parts)}]."
    found = names.could_be(text, kinds)
    if len(parts) > 1 and not found:
        meant = [names.could_be(part, kinds) for part in parts]
        # `Lovelace, Ada` is one person, the last name first.
        found = tuple(one for one in meant[0] if all(one in others for others in meant))
        if all(meant) and not found:
            return several, None
    if len(found) == 1:
        return f"Did you mean {found[0].id}?", found[0].id
    if found:
        return f"{text} could be {_any_of(found)}: write the id.", None
    close = names.guess(text, kinds)
    if close:
        return f"Did you mean {close}?", names.slip(text, close, kinds)
    if len(parts) > 1:
        return several, None
    return f'To add {"them" if kinds == ("contact",) else "it"}: notebook new {kinds[0]} "{text}"', None


def _any_of(found: tuple[AnyRecord, ...]) -> str:
    """`a, b or c`, or the first five ids and how many others there are."""
    ids = [record.id for record in found[:5]]
    last = f"{len(found) - 5} others" if len(found) > 5 else ids.pop()
    return f"{', '.join(ids)} or {last}"


def _bad_link(names: _Names, record: AnyRecord, mention: Mention) -> Problem:
    text = mention.reference.text
    found = names.snapshot.resolve(text)
    if found:
        return _ambiguous(record, mention, found)
    close = names.guess(text, ()) if names.hints else None
    hint = f"Did you mean {close}?" if close else ""
    meant = names.slip(text, close, ()) if close else None
    return _problem("broken-link", record, mention, f"[[{text}]] leads to no note.", hint, meant)


def _ambiguous(record: AnyRecord, mention: Mention, found: tuple[AnyRecord, ...]) -> Problem:
    listed = " and ".join(other.id for other in found[:5])
    return _problem("ambiguous-reference", record, mention, f'"{mention.reference.text}" fits {listed}.',
                    "Write the id of the one you mean.")  # fmt: skip


def _problem(
    code: str, record: AnyRecord, mention: Mention, message: str, hint: str = "", meant: str | None = None
) -> Problem:
    reference = mention.reference
    fix = Fix(reference.text, meant) if meant else None
    return Problem(code, CODES[code].severity, record.path, reference.line, reference.column, message, hint, fix)


def _nobody(snapshot: Snapshot) -> Iterator[Problem]:
    """The setting `me` that names nobody; left as it is by default, it needs no card."""
    me = snapshot.me
    if me and me != "me" and snapshot.owner is None and fold(me) not in snapshot.notes:
        message = f'me = "{me}" is the name of no contact, or of two.'
        hint = "Write the id of your own card."
        yield Problem("bad-setting", CODES["bad-setting"].severity, "notebook.toml", 1, 1, message, hint)


def _shared_ids(snapshot: Snapshot) -> Iterator[Problem]:
    overview = snapshot.overview
    if not overview.twins:
        return
    first: dict[str, int] = {}
    for row, stem in enumerate(overview.ids.split("\0")[1:]):
        earlier = first.setdefault(fold(stem), row)
        if earlier != row:
            record, other = snapshot.records[row], snapshot.records[earlier]
            yield Problem("duplicate-id", CODES["duplicate-id"].severity, record.path, 1, 1,
                          f"{other.path} has the same id, {other.id}.",
                          "Rename one of the two files, so that [[links]] mean one note.")  # fmt: skip
