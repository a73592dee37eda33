"""`notebook brief`: what to read before you meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import click

from .. import completing
from ..listing import QueryCommand, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.brief import Brief
    from ...records import AnyRecord
    from ...render.filters import Form


@click.command("brief", cls=QueryCommand)
@click.argument("name", nargs=-1, shell_complete=completing.names)
@click.option("--format", "form", type=click.Choice(["text", "md", "html", "json"]), default="text",
              show_default=True, help="How to print it.")  # fmt: skip
@click.option("--shared", is_flag=True, help="For others' eyes: without care, private fields and your notes.")
@pass_session
def command(session: Session, name: Sequence[str], form: str, shared: bool) -> None:
    """What to read before you meet.

    NAME is a person, an event, a talk that is planned or a project; without a name it is what comes next. One screen:
    what to keep in mind, the last talks, promises both ways, what to ask, what you share, and one question.

    \b
    Examples:
      notebook brief ada lovelace
      notebook brief 2026-11-28-engine-builders
      notebook brief
      notebook brief ada --shared --format md
    """
    record = _meant(session, words(name)) if words(name) else _next(session)
    if record is None:
        session.say(f"Nothing is planned in the next {session.settings.look_ahead} days.")
        return
    if record is session.snapshot.owner:
        session.say(f"{record.name} is you. Who you are in three lines: notebook bio")
        return
    from ...render.brief import PAGE_WIDTH, brief_json, brief_page

    brief = _brief(session, record, shared)
    if form == "json":
        click.echo(brief_json(brief))
        return
    columns = min(width(), PAGE_WIDTH)
    page = brief_page(brief, cast("Form", form), own=session.own_templates, width=columns, color=True)
    click.echo(page, nl=False)


def _meant(session: Session, name: str) -> AnyRecord:
    """The record a name means: a part of one person's name is theirs, even where an event or a talk has it too."""
    if not session.snapshot.resolve(name):
        people = session.snapshot.by_part(name, "contact")
        if len(people) == 1:
            return people[0]
    return session.find(name)


def _next(session: Session) -> AnyRecord | None:
    from ...practice.brief import next_meeting

    return next_meeting(session.snapshot, session.today, session.settings.look_ahead)


def _brief(session: Session, record: AnyRecord, shared: bool) -> Brief:
    """The brief for a person, or for the people of anything else; raises UsageFault for an organization."""
    from ...errors import UsageFault
    from ...practice.brief import brief_of, event_brief
    from ...records import Contact, Interaction, Organization
    from ..question_bank import question_bank

    if isinstance(record, Organization):
        raise UsageFault(
            f"{record.name} is an organization; a brief is for people, an event, a planned talk or a project.",
            f"notebook show {record.id} has the people you know there.",
        )
    settings, snapshot = session.settings, session.snapshot
    people = snapshot.people(record)
    if isinstance(record, Interaction) and len(people) == 1:
        record = snapshot.by_id[people[0]]
    if isinstance(record, Contact):
        bank, text_of = question_bank(session), session.words_of
        return brief_of(snapshot, record, session.today, rules=settings.cadence, look_ahead=settings.look_ahead,
                        bank=bank, text_of=text_of, shared=shared)  # fmt: skip
    assert not isinstance(record, Organization)
    return event_brief(
        snapshot, record, session.today, rules=settings.cadence, look_ahead=settings.look_ahead, shared=shared
    )
