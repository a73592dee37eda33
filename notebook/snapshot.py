"""The whole vault as one immutable value: every record, who is meant by a name, and what is wrong across files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from .errors import NoSuchRecord
from .overview import Overview, RecordsById, Talks, happened, kinds_of, overview_of
from .records import AnyRecord, Contact, Event, Interaction, Organization, Problem, Project, Reference
from .schema.lines import LineOf, no_line
from .schema.suggest import listed, near
from .schema.values import names_of
from .text.folding import fold
from .text.names import bare_name, has_part, name_words, stem_of, words_of

__all__ = ["Snapshot", "happened"]

R = TypeVar("R", bound=AnyRecord)
Lasting = Contact | Event | Organization | Project

# Stems of these characters alone are their own folded form.
_FOLDED = re.compile(r"[a-z0-9._-]+")


@dataclass(frozen=True)
class Snapshot(Talks):
    """Records in the order of their paths; `notes` are the folded stems of Markdown files that are no records.

    What follows from them may be given where it is known: `known`, and `between`, the rows of the records with names
    in them that mean nobody or two. `line_of` says where a field stands, for what is about to be shown: it reads.
    """

    records: Sequence[AnyRecord]
    file_problems: tuple[Problem, ...] = ()
    me: str | None = None
    notes: frozenset[str] = field(default_factory=frozenset)
    known: Overview | None = field(default=None, compare=False)
    between: Sequence[int] | None = field(default=None, compare=False)
    line_of: LineOf = field(default=no_line, compare=False)

    @cached_property
    def overview(self) -> Overview:
        """What is worth knowing of all records at once."""
        return self.known or overview_of(self.records, tuple(self._contact_ids), self.contact_id, self._my_id)

    @cached_property
    def _kinds(self) -> str:
        return self.known.kinds if self.known else kinds_of(self.records)

    def _of_kind(self, kind: type[R]) -> tuple[R, ...]:
        letter = kind.__name__[0].lower()
        rows = (match.start() for match in re.finditer(letter, self._kinds))
        return tuple(cast(R, self.records[row]) for row in rows)  # the letter is that of the kind

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The people."""
        return self._of_kind(Contact)

    @cached_property
    def interactions(self) -> tuple[Interaction, ...]:
        """What passed between the owner and people: all of it, which is a lot; see `held` and `talks`."""
        return self._of_kind(Interaction)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The occasions."""
        return self._of_kind(Event)

    @cached_property
    def organizations(self) -> tuple[Organization, ...]:
        """The organizations."""
        return self._of_kind(Organization)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """The projects."""
        return self._of_kind(Project)

    @cached_property
    def by_id(self) -> Mapping[str, AnyRecord]:
        """Each record by its id as the file spells it; of two with one id the first, interactions after all others."""
        return RecordsById(self._lasting_ids, lambda: self._talk_rows, self.records)

    @cached_property
    def owner(self) -> Contact | None:
        """The contact that is the vault's owner."""
        if self.me in self._contact_ids:
            return self._contact_ids[self.me]
        found = self.resolve(self.me, "contact") if self.me else ()
        return found[0] if len(found) == 1 and isinstance(found[0], Contact) else None

    @cached_property
    def _my_id(self) -> str | None:
        return self.owner.id if self.owner else None

    # Names. Contacts, events, organizations and projects last; interactions are many, and are seldom named.

    @cached_property
    def _lasting(self) -> tuple[Lasting, ...]:
        return (*self.contacts, *self.events, *self.organizations, *self.projects)

    @cached_property
    def _lasting_ids(self) -> dict[str, AnyRecord]:
        return {record.id: record for record in reversed(self._lasting)}

    @cached_property
    def _contact_ids(self) -> dict[str, Contact]:
        return {contact.id: contact for contact in reversed(self.contacts)}

    @cached_property
    def _talk_rows(self) -> dict[str, int]:
        return self.overview.talk_rows

    @cached_property
    def _talks_named(self) -> dict[str, list[AnyRecord]]:
        """The interactions with an id that is not its own folded form."""
        named: dict[str, list[AnyRecord]] = defaultdict(list)
        for stem, row in self._talk_rows.items():
            if not _FOLDED.fullmatch(stem):
                named[fold(stem)].append(self.records[row])
        return named

    @cached_property
    def _named(self) -> dict[str, list[AnyRecord]]:
        """Records but interactions by folded id, name and alias."""
        named: dict[str, list[AnyRecord]] = defaultdict(list)
        for record in self._lasting:
            for name in {fold(name) for name in (record.id, record.name, *record.aliases)}:
                named[name].append(record)
        return named

    @cached_property
    def _resolved(self) -> dict[tuple[str, tuple[str, ...]], tuple[AnyRecord, ...]]:
        return {}

    def resolve(self, text: str, *kinds: str) -> tuple[AnyRecord, ...]:
        """The records this id, name or alias can mean, of the given kinds (none given: any). An exact id is alone."""
        key = (text, kinds)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(text, kinds)
        return found

    def _resolve(self, text: str, kinds: tuple[str, ...]) -> tuple[AnyRecord, ...]:
        name = bare_name(text)
        talks_too = not kinds or "interaction" in kinds
        exact = self.by_id.get(name) if talks_too else self._lasting_ids.get(name)
        if exact is not None and (not kinds or exact.kind in kinds):
            return (exact,)
        folded = fold(name)
        found = [record for record in self._named.get(folded, ()) if not kinds or record.kind in kinds]
        if talks_too:
            row = self._talk_rows.get(folded)
            found += [self.records[row]] if row is not None else []
            found += self._talks_named.get(folded, ())
        return tuple(sorted(found, key=lambda record: record.path))

    def contact_id(self, reference: Reference) -> str | None:
        """The id of the contact a reference means, None where it means none or more than one."""
        text = reference.text
        if text in self._contact_ids:
            return text
        found = self.resolve(text, "contact")
        return found[0].id if len(found) == 1 else None

    def find(self, name: str, *kinds: str) -> AnyRecord:
        """The one record a person means by a name; a part of a name serves where only one fits.

        Raises NoSuchRecord with the file that cannot be read, with the candidates, or with the nearest name.
        """
        found = self.resolve(name, *kinds)
        if not found:
            self._refuse_unread(name, str.__eq__)
            found = self.by_part(name, *kinds)
        if len(found) == 1:
            return found[0]
        if found:
            ids = tuple(record.id for record in found)
            raise NoSuchRecord(f'"{name}" could be {listed(found)}.', "Say which by its id.", ids)
        self._refuse_unread(name, has_part)
        raise self._missed(name, kinds)

    def by_part(self, name: str, *kinds: str) -> tuple[AnyRecord, ...]:
        """The records of which some name starts with these words, or has them as words of its own.

        They are of the given kinds; none given, of any, and interactions only where nothing else fits.
        """
        part = name_words(name)
        found: tuple[AnyRecord, ...] = tuple(
            record
            for record, names in self._worded
            if part in names and (not kinds or record.kind in kinds)
            if any(has_part(other, part) for other in names.split("\n"))
        )
        if "interaction" in kinds or not (kinds or found):
            found += tuple(
                talk for talk in self.interactions if any(has_part(name_words(other), part) for other in names_of(talk))
            )
        return found

    @cached_property
    def _worded(self) -> list[tuple[Lasting, str]]:
        """The records but interactions, each with the words of its names, a line for each name."""
        return [(record, "\n".join(map(name_words, names_of(record)))) for record in self._lasting]

    def _refuse_unread(self, name: str, fits: Callable[[str, str], bool]) -> None:
        """Raises NoSuchRecord where the name fits the stem of a file that should be a record and cannot be read."""
        part = name_words(name)
        for problem in self.file_problems:
            stem = stem_of(problem.path)
            if problem.severity == "error" and fold(stem) in self.notes and fits(name_words(stem), part):
                what = f"{problem.path} cannot be read (line {problem.line}): {problem.message}"
                raise NoSuchRecord(what, f"{problem.hint} notebook edit {stem} opens it.".strip())

    def _missed(self, name: str, kinds: tuple[str, ...]) -> NoSuchRecord:
        """The fault of a name that is nowhere, with what may have been meant, by names that are understood."""
        known = {other for record in self._lasting if not kinds or record.kind in kinds for other in names_of(record)}
        close = near(name, known) or near(name, {word for other in known for word in words_of(other)})
        found = [self.resolve(other, *kinds) or self.by_part(other, *kinds) for other in close]
        ids = tuple(dict.fromkeys(record.id for records in found for record in records))
        meant = close[0] if found and len(found[0]) == 1 else listed(found[0]) if found else ""
        hint = f"Did you mean {meant}?" if meant else "notebook list shows who is there."
        return NoSuchRecord(f'No {" or ".join(kinds) or "record"} is called "{name}".', hint, ids)

    def people(self, record: AnyRecord) -> tuple[str, ...]:
        """The ids of the contacts an interaction, event or project is with, the owner left out, each once."""
        if isinstance(record, Project):
            references: Iterable[Reference] = (tie.who for tie in record.with_)
        elif isinstance(record, (Interaction, Event)):
            references = record.with_
        else:
            return ()
        mine = self._my_id
        ids = (self.contact_id(reference) for reference in references)
        return tuple(dict.fromkeys(found for found in ids if found and found != mine))

    def last_contact(self, contact_id: str, today: date) -> date | None:
        """The day of the last contact: of the latest talk, or `last_contact:` where that is later."""
        talk = self.last_talk(contact_id, today)
        last = talk.date.earliest if talk and talk.date else None
        contact = self._contact_ids.get(contact_id)
        floor = contact.last_contact.earliest if contact and contact.last_contact else None
        if floor and floor <= today and (last is None or floor > last):
            return floor
        return last

    # Links

    @cached_property
    def _backlinks(self) -> dict[str, list[tuple[AnyRecord, Reference]]]:
        links: dict[str, list[tuple[AnyRecord, Reference]]] = defaultdict(list)
        for record in self._at(self.overview.linking):
            for reference in record.references:
                found = self.resolve(reference.text)
                if len(found) == 1:
                    links[found[0].id].append((record, reference))
        return links

    def backlinks(self, record_id: str) -> tuple[tuple[AnyRecord, Reference], ...]:
        """Every `[[link]]` in a body that means this record, with the record it stands in."""
        return tuple(self._backlinks.get(record_id, ()))
