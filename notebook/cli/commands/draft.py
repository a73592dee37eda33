"""`notebook draft`: a message from the notes, by a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import completing
from ..session import Session, pass_session

if TYPE_CHECKING:
    from ...practice.congratulations import Congratulation
    from ...practice.drafting.letters import Letter
    from ...records import Contact
    from ...render.letters import Message


@click.command("draft")
@click.argument("kind", required=False, shell_complete=completing.letter_kinds)
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=completing.names)
@click.option("--for", "about", metavar="WORDS", default="", help="What for: the new job, the book you were lent.")
@click.option("--language", metavar="LANG", help="Take the template for this language; else the first they have.")
@click.option("--copy", is_flag=True, help="Put the text on the clipboard as well.")
@click.option("--mailto", is_flag=True, help="Print an address that opens it in your mail program.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print it.")  # fmt: skip
@pass_session
def command(
    session: Session,
    kind: str | None,
    names: tuple[str, ...],
    about: str,
    language: str | None,
    copy: bool,
    mailto: bool,
    form: str,
) -> None:
    """Draft a message.

    It is filled from your notes, and the lines of them it says are named below it: check each before you send it.
    Nothing is sent. Without a KIND, the kinds are listed. introduce and ask-introduction take two names; what goes to
    somebody else has nothing in it that a contact's private: names. Where the notes know nothing to congratulate on,
    there is no draft. Your own kinds, or the same in your words or another language, stand in templates/letters/.

    \b
    Examples:
      notebook draft
      notebook draft follow-up ada --copy
      notebook draft congratulate ada --for "the new job"
      notebook draft introduce ada "sam okafor"
      notebook draft thank-you ada --mailto
    """
    if mailto and (copy or form == "json"):
        raise click.UsageError("--mailto prints the address alone; the JSON has it too.")
    if kind is None:
        _list_kinds(session, form)
        return
    from ...practice.drafting.letters import letter
    from ...render.letters import check_kind, letter_text
    from ..drafting import keep_in_mind, language_of, people_meant, put_on_clipboard

    chosen = check_kind(kind, session.own_templates)
    people = people_meant(session, kind, names, chosen.names)
    news = _news(session) if kind == "congratulate" and not about else []
    found = letter(session.snapshot, kind, people, session.today, about=about, news=news)
    keep_in_mind(session, found, people)
    if kind == "congratulate" and not found.occasion and not found.about:
        return  # said by keep_in_mind: a congratulation on nothing is worse than none
    message = letter_text(kind, found, session.own_templates, language or language_of(people))
    if copy:
        put_on_clipboard(session, message)
    _print(session, found, people, message, "mailto" if mailto else form)


def _list_kinds(session: Session, form: str) -> None:
    from ...render.formats import json_page
    from ...render.letters import letter_kinds

    kinds = letter_kinds(session.own_templates)
    if form == "json":
        rows = [{"kind": one.name, "what": one.what, "names": one.names, "template": one.template} for one in kinds]
        click.echo(json_page(rows))
        return
    from ...render.wrapped import wrapped
    from ..listing import echo_lines
    from ..session import width

    echo_lines(wrapped([(one.name, one.what) for one in kinds], width(), wraps=(1,), needs=30))


def _news(session: Session) -> list[Congratulation]:
    """Who has a new job, as far as git knows."""
    from ...practice.congratulations import congratulations
    from ...practice.drafting.occasions import BEHIND
    from ..news import career_news

    since = session.today - BEHIND
    return congratulations(career_news(session, since), session.snapshot, since, session.today)


def _print(session: Session, found: Letter, people: list[Contact], message: Message, form: str) -> None:
    from ...practice.drafting.calling_cards import address_of
    from ...practice.sharing import shared_record
    from ...render.letters import letter_shape, mailto
    from ..drafting import point_out, show

    if form == "json":
        from ...render.formats import json_page

        # What goes to one person goes to their address; of two, neither is to see what the other keeps private.
        seen = people[:1] if len(found.to) == 1 else [shared_record(one) for one in people]
        click.echo(json_page(letter_shape(found.kind, [(one, address_of(one)) for one in seen], message)))
    elif form == "mailto":
        address = address_of(people[0]) if len(found.to) == 1 else None  # neither is told the other's
        click.echo(mailto(address, message.subject, message.body))
        point_out(session, message.evidence)
    else:
        show(session, message)
