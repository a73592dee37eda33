"""`notebook topics`: what was talked about with somebody, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .. import completing
from ..listing import QueryCommand, echo_lines, format_option, line_of, words
from ..session import Session, pass_session, width


@click.command("topics", cls=QueryCommand)
@click.argument("name", nargs=-1, required=True, shell_complete=completing.names)
@format_option()
@click.option("--all", "everything", is_flag=True, help="Every topic, not the last six of each depth alone.")
@pass_session
def command(session: Session, name: Sequence[str], form: str, everything: bool) -> None:
    """What you talked about, and what never.

    The topics by the depth: of their talks, what stands on the card and came up in no talk, and one question to ask
    next: the oldest [?] that is open and whose day has come, else about what never came up, else from
    templates/questions.md; never about their care.

    \b
    Examples:
      notebook topics ada
      notebook topics ada lovelace --all
      notebook topics ada --format '{{ question.text }}'
    """
    line = line_of(form)
    from ...practice.questions import next_question
    from ...practice.topics import ladder
    from ...records import Contact
    from ...render.topics import topics_page, topics_shape
    from ..question_bank import question_bank

    contact = session.find(words(name), "contact")
    assert isinstance(contact, Contact)
    snapshot, today, read = session.snapshot, session.today, session.words_of
    found = ladder(snapshot, contact, today, text_of=read)
    question = None
    if snapshot.owner and contact.id == snapshot.owner.id:
        session.say("That is you; talks are with others.")
    else:
        question = next_question(snapshot, contact, today, question_bank(session), text_of=read)
    if form == "table":
        echo_lines(topics_page(found, question, today, width(), everything=everything))
        return
    from ...render.formats import json_page, lines

    row = topics_shape(found, question)
    echo_lines([json_page(row)] if form == "json" else lines([row], form, line))
