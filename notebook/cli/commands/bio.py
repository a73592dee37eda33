"""`notebook bio`: who the vault's owner is, in a few lines from their own card."""

from __future__ import annotations

import click

from .. import completing
from ..session import Session, pass_session


@click.command("bio")
@click.option("--for", "guest", metavar="NAME", shell_complete=completing.names,
              help="Begin with what you and somebody share, and with what fits what they seek.")  # fmt: skip
@click.option("--copy", is_flag=True, help="Put it on the clipboard as well.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How to print it.")  # fmt: skip
@pass_session
def command(session: Session, guest: str | None, copy: bool, form: str) -> None:
    """Who you are, in three lines.

    From your own card, without the fields that its private: names. The template is templates/letters/bio.md.j2; your
    own takes its place.

    \b
    Examples:
      notebook bio
      notebook bio --for ada --copy
    """
    from ...errors import NotebookError
    from ...practice.drafting.calling_cards import card_of, common_interests
    from ...records import Contact
    from ...render.letters import bio_text
    from ..drafting import put_on_clipboard, show

    mine = session.snapshot.owner
    if mine is None:
        raise NotebookError(
            "The notebook does not know who you are.", 'Name your own contact: me = "ada-lovelace" in notebook.toml.'
        )
    other = session.find(guest, "contact") if guest else None
    assert other is None or isinstance(other, Contact)
    shared = common_interests(mine, other) if other else ()
    card = card_of(session.snapshot, mine, other)
    message = bio_text(card, other.name if other else None, shared, session.own_templates)
    if copy:
        put_on_clipboard(session, message)
    if form == "json":
        from ...render.formats import json_page
        from ...render.letters import bio_shape

        click.echo(json_page(bio_shape(message)))
    else:
        show(session, message)
