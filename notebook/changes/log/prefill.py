"""What a template adds to a logged talk: fields for what is not said, and the text that follows the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...errors import NotebookError
from ...records import Contact
from ...schema.fields import Field, field_keys, key_form
from ...snapshot import Snapshot
from ...text.document import read_document
from ...text.folding import fold
from ...text.frontmatter import read_front_matter
from ...text.nodes import plain_value
from ..compose import compose
from ..names import find_id
from ..prose import Understood
from .talk import Talk
from .which_one import bare_name

_SAID_ELSEWHERE = ("date", "with", "name")  # who and when, the template is told


class BadTemplate(NotebookError):
    """A template whose page is no note."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """Fields by name, a text in Markdown, and the template they come from."""

    fields: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    source: str = ""


NOTHING = Prefill()


def read_prefill(page: str, source: str, snapshot: Snapshot) -> Prefill:
    """What a template's page says; `source` is the template's path. Raises BadTemplate where it is no note."""
    document, problems = read_document(page.encode(), source)
    fields = None
    if document is not None:
        fields, more = read_front_matter(document.front or "", source, document.front_line)
        problems += more
    if problems or document is None or fields is None:
        raise BadTemplate(f"{source}: {problems[0].message}", problems[0].hint or None)
    known = field_keys("interaction")
    said: dict[str, object] = {}
    for key, node in fields.pairs:
        found = known.get(key_form(key.text))
        name, value = found[0].name if found else key.text, plain_value(node)
        if name in _SAID_ELSEWHERE:
            raise BadTemplate(f"{source}: a template is told {name}, and cannot say it.", f"Leave {key.text}: out.")
        if value:
            said[name] = value
    try:
        for name in said:
            said[name] = _with_ids(known.get(name), said[name], snapshot)
        compose("interaction", "2026-01-01-talk.md", said | {"with": "somebody"})
    except NotebookError as fault:
        raise BadTemplate(f"{source}: {fault.message}", fault.hint) from None
    return Prefill(said, document.body.strip("\n"), source)


def _with_ids(found: tuple[Field, str | None] | None, value: object, snapshot: Snapshot) -> object:
    """The value with the ids of the records it names; raises NoSuchRecord."""
    if found is None or found[0].type not in ("reference", "references"):
        return value
    names = value if isinstance(value, list) else [value]
    ids = [find_id(str(name), found[0].to, snapshot) for name in names]
    return ids if found[0].type == "references" else ids[0]


def template_model(talk: Talk, called: Mapping[str, str], snapshot: Snapshot, today: date) -> dict[str, Any]:
    """What a template for `log` sees, as docs/templates.md describes it: dicts, lists and texts.

    `called` is what the line calls people, by id.
    """
    people = [_person(one, talk, called.get(one, ""), snapshot) for one in talk.people]
    model: dict[str, Any] = {name: talk.fields.get(name) for name in ("channel", "place", "purpose", "depth")}
    for name in ("event", "project"):
        found = talk.fields.get(name)
        model[name] = {"id": found, "name": snapshot.by_id[str(found)].name} if found else None
    return model | {
        "people": people,
        "first_names": _and([person["first"] for person in people]),
        "date": str(talk.day)[:10].rstrip("~"),
        "today": today.isoformat(),
        "topics": list(_texts(talk.fields.get("topics"))),
    }


def names_in(line: str, understood: Understood) -> dict[str, str]:
    """What the line calls the contacts who took part, by id."""
    return {one.meaning: bare_name(line[one.start : one.end]) for one in understood.stretches if one.role == "with"}


def _person(contact_id: str, talk: Talk, called: str, snapshot: Snapshot) -> dict[str, Any]:
    contact = snapshot.by_id.get(contact_id)
    name = talk.newcomers.get(contact_id) or (contact.name if contact else contact_id)
    relationship = list(contact.relationship) if isinstance(contact, Contact) else []
    first = name.split()[0]
    if called and fold(called) not in (fold(name), fold(first), fold(contact_id)):
        first = called  # a nickname is what they are called
    return {"id": contact_id, "name": name, "first": first, "relationship": relationship}


def _and(names: list[str]) -> str:
    """`Ada`, `Ada and Sam`, `Ada, Sam and Grace`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()
