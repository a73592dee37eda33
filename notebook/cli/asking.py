"""A line read as far as its words go, and then with the answers of the user to what they leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .session import Session

if TYPE_CHECKING:
    from ..changes.log.talk import Options, Talk
    from ..changes.prose import Unclear, Understood

_LINK = re.compile(r"\[\[([^\[\]|#\n]+)(\|[^\[\]\n]*)?\]\]")


def understand(session: Session, line: str, people: Sequence[str]) -> tuple[Understood, tuple[str, ...]]:
    """The line as it is understood, and the people named by options as ids where that could be settled.

    A name in the line that fits several contacts is the one of them whom an option names, or whom the user picks.
    Raises NoSuchRecord where it stays open, click.Abort where the user picks none.
    """
    from ..changes.log.talk import read_text
    from ..changes.log.which_one import bare_name, which_one
    from ..text.folding import fold

    named = tuple(_found(session, name) for name in _each(session, people))
    chosen: dict[str, str] = {}
    while True:
        understood = read_text(line, named, session.snapshot, session.today, chosen)
        if not understood.unclear:
            return _with_ids(understood, chosen), named
        unclear = understood.unclear[0]
        name = bare_name(unclear.text)
        meant = _named_already(unclear, named) or _picked(session, name, unclear.candidates)
        if meant is None or fold(name) in chosen:
            raise which_one(unclear, session.snapshot, session.today)
        chosen[fold(name)] = meant


def _with_ids(understood: Understood, chosen: Mapping[str, str]) -> Understood:
    """The same, with the id in each link whose name was settled; in a file it would still fit several."""
    from ..text.folding import fold

    def link(found: re.Match[str]) -> str:
        meant = chosen.get(fold(found[1]))
        return f"[[{meant}{found[2] or '|' + found[1]}]]" if meant else found[0]

    prose = _LINK.sub(link, understood.prose)
    return replace(understood, prose=prose, tasks=tuple(_LINK.sub(link, task) for task in understood.tasks))


def settled(session: Session, understood: Understood, options: Options) -> Talk:
    """The talk; where nobody is named in it, the user is asked who it was.

    Raises NobodyNamed where nobody can be asked, and what `settle` raises.
    """
    from ..changes.log.owners import settle_owners
    from ..changes.log.talk import NobodyNamed, settle

    try:
        talk = settle(understood, options, session.snapshot, session.today)
    except NobodyNamed:
        who = _anybody(session, understood)
        if who is None:
            raise
        talk = settle(understood, replace(options, people=(who,)), session.snapshot, session.today)
    text = settle_owners(talk.text, talk.people, session.snapshot, lambda name, ids: _picked(session, name, ids))
    return replace(talk, text=text)


def _each(session: Session, people: Sequence[str]) -> list[str]:
    from ..changes.log.talk import each_name

    return [name for several in people for name in each_name(several, session.snapshot)]


def _found(session: Session, name: str) -> str:
    """The id of the contact that an option names; the name itself where it is of nobody or somebody new."""
    from ..errors import NoSuchRecord

    if name.startswith("+"):
        return name
    try:
        return session.find(name, "contact").id
    except NoSuchRecord:
        return name  # `settle` says what is wrong with it


def _named_already(unclear: Unclear, named: Sequence[str]) -> str | None:
    fitting = [one for one in dict.fromkeys(named) if one in unclear.candidates]
    return fitting[0] if len(fitting) == 1 else None


def _picked(session: Session, name: str, ids: Sequence[str]) -> str | None:
    return _pick(session, f'Which "{name}" is meant?', ids)


def _pick(session: Session, title: str, ids: Sequence[str], first: Sequence[tuple[str, str]] = ()) -> str | None:
    """What `pick_record` gives; where the user picks none, it is said that nothing was written."""
    from .picking import pick_record

    try:
        return pick_record(session, title, ids, first)
    except click.Abort:
        session.say("Nothing was written.")
        raise


def _anybody(session: Session, understood: Understood) -> str | None:
    """The contact whom the user picks of all: a name that is new first, those the line mentions, then those seen last.

    None where nobody can be asked.
    """
    from datetime import date

    from ..changes.log.which_one import new_name
    from .picking import can_ask

    if not can_ask():
        return None
    snapshot, today = session.snapshot, session.today
    owner = snapshot.owner.id if snapshot.owner else None
    seen = {one.id: snapshot.last_contact(one.id, today) for one in snapshot.contacts if one.id != owner}
    mentioned = [one.meaning for one in understood.stretches if one.role == "mentioned" and one.meaning in seen]
    latest = sorted(seen, key=lambda one: (one in mentioned, seen[one] or date.min), reverse=True)
    new = new_name(understood, snapshot)
    first = [(f"+{new}", f"+ {new}: somebody new")] if new else []
    return _pick(session, "Nobody is named. Who was it?", latest, first)
