"""A new interaction: who, when, how, and the text as it was typed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date

from ..errors import UsageFault
from ..records import PartialDate
from ..schema.fields import FIELDS, known_channel
from ..snapshot import Snapshot
from ..text.body import Body, read_body
from ..text.folding import fold, slug
from .change_set import ChangeSet, FileChange
from .compose import compose
from .names import cut_stem, find_contact, find_id, numbered
from .promise_lines import as_kept


def log_interaction(
    text: str,
    people: Sequence[str],
    day: PartialDate,
    values: Mapping[str, object],
    *,
    snapshot: Snapshot,
    folder: str,
    today: date,
    also_taken: Container[str] = (),
) -> ChangeSet:
    """The file of a new interaction, in the folder's folder of its year.

    The people are those named and those whom a `[[link]]` outside the promises means; `values` are other fields by
    name; `also_taken` are ids that another program has taken since the snapshot. The text is kept but for what promises
    are written with: names become ids, and words like `due:friday` days. Raises UsageFault where there is nobody,
    NoSuchRecord for a name of nobody or of two.
    """
    text = text.rstrip()
    if day.year is None:
        raise UsageFault(f"{day} has no year.", "Write the whole date: --date 2026-11-18.")
    body = read_body(text, 1)
    with_ = _people(people, body, snapshot)
    fields = _fields(day, with_, values, snapshot)
    channel = fields.get("channel")
    words = (str(day)[:10].rstrip("~"), slug(str(channel)) if channel else "talk", slug(with_[0]))
    stem = numbered(cut_stem("-".join(words)), snapshot, also_taken)
    parts = (folder, f"{day.year:04d}", f"{stem}.md")
    path = "/".join(part for part in parts if part)
    raw, _ = compose("interaction", path, fields, as_kept(text, body.tasks, snapshot, today))
    names = ", ".join(snapshot.by_id[one].name for one in with_)
    remarks = [f'channel "{channel}" is kept as your own word.'] if channel and not known_channel(str(channel)) else []
    remarks += _broken_links(body, snapshot)
    return ChangeSet((FileChange(path, None, raw),), f"Log {channel or 'talk'} with {names}", tuple(remarks))


def _fields(
    day: PartialDate, with_: Sequence[str], values: Mapping[str, object], snapshot: Snapshot
) -> dict[str, object]:
    """The fields that are said, in the order of the field table: names as ids, everyday words as known channels."""
    said = {name: value for name, value in values.items() if value}
    said |= {"date": str(day).replace("T", " "), "with": list(with_)}
    if "channel" in said:
        said["channel"] = known_channel(str(said["channel"])) or said["channel"]
    for field in FIELDS["interaction"]:
        if field.type == "reference" and field.name in said:
            said[field.name] = find_id(str(said[field.name]), field.to, snapshot)
    return {field.name: said[field.name] for field in FIELDS["interaction"] if field.name in said}


def _people(named: Sequence[str], body: Body, snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of those who took part, each once, the owner left out."""
    found = [person for name in named for person in _named(name, snapshot)]
    in_tasks = {(link.line, link.column) for task in body.tasks for link in task.references}
    for link in body.references:
        meant = snapshot.resolve(link.text)
        if len(meant) > 1:
            find_id(link.text, (), snapshot)  # says which they are
        if meant and meant[0].kind == "contact" and (link.line, link.column) not in in_tasks:
            found.append(meant[0].id)
    owner = snapshot.owner
    people = tuple(one for one in dict.fromkeys(found) if owner is None or one != owner.id)
    if not people:
        raise UsageFault(
            "Nobody is named, so this would be in nobody's story. Nothing was written.",
            "Say who: --with ada, or [[ada-lovelace]] in the text.",
        )
    return people


def _named(name: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The contacts a name means: one, or each of several with commas between them."""
    if "," in name and not snapshot.resolve(name, "contact"):
        return tuple(find_contact(part.strip(), snapshot) for part in name.split(",") if part.strip())
    return (find_contact(name, snapshot),)


def _broken_links(body: Body, snapshot: Snapshot) -> list[str]:
    """A line for each link in the text that leads to no note yet."""
    names = dict.fromkeys(link.text for link in body.references)
    broken = [name for name in names if not snapshot.resolve(name) and fold(name) not in snapshot.notes]
    return [f"[[{name}]] leads to no note yet." for name in broken]
