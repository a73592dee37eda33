"""Closing a promise or a thread: which one is meant by an id or by words, and what is said of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .session import Session, width

if TYPE_CHECKING:
    from ..changes.edit.close_task import How
    from ..practice.promises import Promise
    from ..practice.threads import Thread

_LISTED = 8
_TEXT_NEEDS = 40  # columns; with less, the words go on a line of their own


def close(session: Session, said: str, how: How, day: datetime.date | None, *, dry_run: bool) -> None:
    """Closes the one promise or thread that is meant, and says which; raises NoSuchRecord, Refused."""
    from ..changes.edit.close_task import close_task
    from ..render.tables import facts
    from .listing import echo_lines
    from .writing import carry_out

    found = _meant(session, said, "done" if how == "done" else "drop")
    changes = close_task(found, how, day, read=session.read, snapshot=session.snapshot)
    if carry_out(session, changes, dry_run=dry_run):
        click.echo(found.path)
        echo_lines(facts(_facts(session, found, how, day), width()))


def _facts(session: Session, found: Promise | Thread, how: How, day: datetime.date | None) -> list[tuple[str, str]]:
    """What was closed, and whom it concerns; the day where it is not today."""
    from ..practice.promises import Promise
    from ..practice.words import day_words
    from ..render.rows import names

    owner = found.owner if isinstance(found, Promise) and found.owner != "me" else None
    others = [person for person in found.with_ if person != owner]
    return [
        (how, found.text),
        ("by", names(session.snapshot, [owner] if owner else [])),
        ("with", names(session.snapshot, others)),
        ("on", day_words(day, session.today) if day and day != session.today else ""),
    ]


def _meant(session: Session, said: str, command: str) -> Promise | Thread:
    """The open promise or thread with this id, or the one with these words; where several fit, the user picks one.

    Raises NoSuchRecord, with those that fit, where nobody can be asked.
    """
    from ..errors import NoSuchRecord
    from ..practice.promises import promises
    from ..practice.threads import threads

    there: list[Promise | Thread] = [*promises(session.snapshot, only_open=True), *threads(session.snapshot)]
    found = [one for one in there if one.id == said.strip().lower()] or _with_words(session, there, said)
    if len(found) == 1:
        return found[0]
    if not found:
        raise _nothing(session, said)
    from .picking import pick

    same = len({one.id for one in found}) == 1
    title = f"{len(found)} lines have the id {found[0].id}." if same else f'"{said}" fits {len(found)} lines.'
    lines = enumerate(_lines(session, found, where=same))
    chosen = pick(title, [(str(at), line) for at, line in lines], typing="some of the words")
    if chosen is not None:
        return found[int(chosen)]
    listed = "\n".join(_listed(session, found))
    hint = f"Say which by its id: notebook {command} {found[0].id}"
    if same:
        hint = f"Say it in other words, or mark the line yourself: notebook edit {found[0].path}"
    raise NoSuchRecord(f"{title} Nothing was written.\n{listed}", hint)


def _with_words(session: Session, there: Sequence[Promise | Thread], said: str) -> list[Promise | Thread]:
    """Those that say these words one after the other; without any, those that have all of them, names included."""
    from ..text.folding import fold

    wanted = fold(said)
    found = [one for one in there if wanted and wanted in fold(one.text)]
    if found or not wanted:
        return found
    words = wanted.split()
    texts = {
        (one.path, one.line): fold(f"{one.text} {_called(session, [*one.with_, getattr(one, 'owner', '')])}")
        for one in there
    }
    return [one for one in there if all(word in texts[one.path, one.line] for word in words)]


def _called(session: Session, ids: Sequence[str]) -> str:
    """All that these people go by."""
    from ..schema.values import names_of

    by_id = session.snapshot.by_id
    return " ".join(name for one in ids for name in (names_of(by_id[one]) if one in by_id else (one,)))


def _nothing(session: Session, said: str) -> Exception:
    """The fault of an id or words that no open promise and no thread has."""
    from ..errors import NoSuchRecord
    from ..practice.promises import promises

    closed = [one for one in promises(session.snapshot) if one.id == said.strip().lower()]
    if closed:
        return NoSuchRecord(f'"{closed[0].text}" is {closed[0].status} already: {closed[0].path}:{closed[0].line}.')
    hint = "notebook promises and notebook promises --ask show them."
    return NoSuchRecord(f'No open promise or thread has "{said}".', hint)


def _lines(session: Session, found: Sequence[Promise | Thread], *, where: bool) -> list[str]:
    """A line for each to choose by: its words, and when it is due, or where it stands."""
    lines = []
    for one in found:
        beside = f"{one.path}:{one.line}" if where else _due(session, one)
        lines.append(f"{one.text}  ({beside})")
    return lines


def _listed(session: Session, found: Sequence[Promise | Thread]) -> list[str]:
    """The first of several with their ids, and how many more there are."""
    from ..render.tables import table

    rows = [[one.id, one.text, _due(session, one), f"{one.path}:{one.line}"] for one in found[:_LISTED]]
    lines = table(rows, width(), gives=1, needs=_TEXT_NEEDS, keeps=(0, 2, 3))
    return lines + ([f"  and {len(found) - _LISTED} more"] if len(found) > _LISTED else [])


def _due(session: Session, one: Promise | Thread) -> str:
    from ..practice.promises import Promise
    from ..render.stories import due_words

    return due_words(one, session.today).text if isinstance(one, Promise) else "to ask"
