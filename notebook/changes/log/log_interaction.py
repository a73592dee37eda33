"""A new interaction as files: its own, and one for each of the people who are new."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from ...errors import NotebookError, Refused
from ...records import AnyRecord, Contact
from ...schema.fields import FIELDS, known_channel
from ...schema.read import read_file
from ...snapshot import Snapshot
from ...text.body import Body, read_body
from ...text.folding import fold, slug
from ..change_set import ChangeSet, FileChange
from ..compose import compose
from ..names import cut_stem, numbered
from ..new_record import new_record
from .owners import settle_owners
from .prefill import NOTHING, BadTemplate, Prefill
from .promise_lines import as_kept
from .talk import Talk
from .unread_day import unread_due
from .which_one import namesakes

_NO_COLON = re.compile(r"@(?P<name>[^\s:@]+)\s+(?P<word>[^\s:]+)(?!\S*:)")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where new files go, relative to the vault; an interaction in the folder of its year."""

    interactions: str
    contacts: str


def log_interaction(
    talk: Talk,
    prefill: Prefill = NOTHING,
    *,
    snapshot: Snapshot,
    folders: Folders,
    today: date,
    also_taken: Container[str] = (),
) -> ChangeSet:
    """The file of the interaction, then those of people who are new.

    `also_taken` are ids that another program has taken since the snapshot. The text is kept but for what promises are
    written with: names become ids, and words like `due:friday` days. Raises NoSuchRecord where a promise is nobody's or
    could be that of two, Refused where the name or id of somebody new is taken, UsageFault for a value that is none.
    """
    newcomers = [_newcomer(name, snapshot, folders.contacts, today) for name in talk.newcomers.values()]
    people = _with(snapshot, [record for _, record in newcomers])
    fields = _filled(talk, prefill)
    channel = fields.get("channel")
    stem = numbered(_stem(talk, channel), snapshot, also_taken)
    path = "/".join(part for part in (folders.interactions, f"{talk.day.year:04d}", f"{stem}.md") if part)
    text = _kept(settle_owners(talk.text, talk.people, people), people, today, talk.day.earliest)
    body = "\n\n".join(part for part in (text, _added(prefill, talk, people, today)) if part)
    raw, _ = compose("interaction", path, fields, body)
    names = ", ".join(people.by_id[one].name for one in talk.people)
    remarks = [f'channel "{channel}" is kept as your own word.'] if channel and not known_channel(str(channel)) else []
    written = read_body(body, 1)
    remarks += _archived(talk, snapshot) + _promise_remarks(read_body(text, 1), people, today)
    remarks += _broken_links(written, snapshot, people)
    changes = (FileChange(path, None, raw), *(change for change, _ in newcomers))
    return ChangeSet(changes, f"Log {channel or 'talk'} with {names}", tuple(remarks))


def _filled(talk: Talk, prefill: Prefill) -> dict[str, object]:
    """The fields in the order of the field table, then the template's own keys."""
    kept = str(talk.day).replace("T", " ")
    added = {name: value for name, value in prefill.fields.items() if name not in talk.left_out}
    said: dict[str, object] = added | dict(talk.fields) | {"date": kept, "with": list(talk.people)}
    order = [known.name for known in FIELDS["interaction"] if known.name in said]
    return {name: said[name] for name in dict.fromkeys([*order, *said])}


def _stem(talk: Talk, channel: object) -> str:
    """The day, the channel and the first of the people."""
    words = (str(talk.day)[:10].rstrip("~"), slug(str(channel)) if channel else "talk", slug(talk.people[0]))
    return cut_stem("-".join(words))


def _kept(text: str, people: Snapshot, today: date, held: date | None = None) -> str:
    return as_kept(text, read_body(text, 1).tasks, people, today, held)


def _added(prefill: Prefill, talk: Talk, people: Snapshot, today: date) -> str:
    """The template's text, its words for days counted from the talk's day, or from today where that is later."""
    try:
        return _kept(prefill.body, people, max(today, talk.day.earliest or today))
    except NotebookError as fault:
        raise BadTemplate(f"{prefill.source}: {fault.message}", fault.hint) from None


def _newcomer(name: str, snapshot: Snapshot, folder: str, today: date) -> tuple[FileChange, AnyRecord]:
    """The file of a new contact and what it says."""
    try:
        (change,) = new_record("contact", name, (), snapshot=snapshot, folder=folder, today=today).changes
    except Refused as fault:
        raise Refused(
            f"{fault.message} Nothing was written.",
            f'Leave out the + if you mean the same one. For another: notebook new contact "{name}" --id ….',
        ) from None
    record, _ = read_file(change.after or b"", change.path, "contact")
    assert record is not None  # `compose` has read it already
    return change, record


def _with(snapshot: Snapshot, newcomers: list[AnyRecord]) -> Snapshot:
    """A snapshot in which promises find the new people too; only people are named there."""
    if not newcomers:
        return snapshot
    return Snapshot((*snapshot.contacts, *newcomers), snapshot.file_problems, snapshot.me, snapshot.notes)


def namesake_remarks(talk: Talk, snapshot: Snapshot) -> list[str]:
    """A line for each new name that others already go by in part: `+Ada` where there is an Ada Lovelace."""
    return [
        f"{name} is a contact of their own now, beside {others[0].name}; notebook undo takes it back."
        for name in talk.newcomers.values()
        if (others := namesakes(name, snapshot))
    ]


def _archived(talk: Talk, snapshot: Snapshot) -> list[str]:
    found = [snapshot.by_id.get(one) for one in talk.people]
    return [f"{one.name} is archived." for one in found if isinstance(one, Contact) and one.status == "archived"]


def _promise_remarks(body: Body, people: Snapshot, today: date) -> list[str]:
    """A line for each promise whose day was not read, or whose `@name` lacks the colon that would make it theirs."""
    remarks = []
    for task in body.tasks:
        if task.mark != " ":
            continue
        named = _NO_COLON.match(task.text)
        if task.owner is None and named and _is_one(named["name"], people):
            name = f"@{named['name']}"
            remarks.append(
                f'"{name} {named["word"]}…" is noted as your promise; with a colon ({name}: …) it is theirs.'
            )
        unread = unread_due(task.text, today) if task.due is None else None
        remarks += [unread] if unread else []
    return remarks


def _is_one(name: str, people: Snapshot) -> bool:
    return len(people.resolve(name, "contact") or people.by_part(name, "contact")) == 1


def _broken_links(body: Body, *snapshots: Snapshot) -> list[str]:
    """A line for each link in the text that leads to no note yet."""
    names = dict.fromkeys(link.text for link in body.references)
    broken = [name for name in names
              if not any(one.resolve(name) or fold(name) in one.notes for one in snapshots)]  # fmt: skip
    return [f"[[{name}]] leads to no note yet." for name in broken]
