"""`notebook show`: one record with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .. import completing
from ..listing import QueryCommand, echo_lines, format_option, line_of, words
from ..session import Session, pass_session, width


@click.command("show", cls=QueryCommand)
@click.argument("name", nargs=-1, required=True, shell_complete=completing.names)
@format_option()
@click.option("--all", "everything", is_flag=True, help="Every talk, not the last ten alone.")
@pass_session
def command(session: Session, name: Sequence[str], form: str, everything: bool) -> None:
    """Show one record with all that belongs to it.

    NAME is an id, a name, an alias, or a part of a name that fits one record only.

    \b
    Examples:
      notebook show ada
      notebook show ada lovelace --all
      notebook show 2026-10-19-pycon-pt --format json
    """
    line = line_of(form)
    from ...render.shapes import Shapes

    record = session.find(words(name))
    shapes = Shapes(session.snapshot, session.today, session.settings.cadence)
    if form == "table":
        from ...render.card_facts import Desk
        from ...render.cards import card

        echo_lines(card(record, Desk(session.snapshot, shapes, session.today, width(), everything)))
        return
    from ...practice.story import story_of
    from ...render.formats import json_page, lines
    from ...render.stories import story_shape

    row = shapes.of(record) | story_shape(story_of(session.snapshot, record), session.snapshot)
    echo_lines([json_page(row)] if form == "json" else lines([row], form, line))
