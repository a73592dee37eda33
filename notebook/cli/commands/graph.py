"""`notebook graph`: who knows whom, in words, as a drawing, and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import QueryCommand, echo_lines, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.ties import Ties

_LEGIBLE = 400  # people in a drawing
_LAYOUTS = ("circles", "dot", "neato", "fdp", "sfdp", "circo", "twopi")


@click.command("graph", cls=QueryCommand)
@click.argument("query", nargs=-1, metavar="[QUERY]", shell_complete=completing.query_words)
@click.option("--format", "form", type=click.Choice(["table", "json", "dot", "svg"]), default="table",
              show_default=True, help="In words, for programs, for Graphviz, or as a drawing.")  # fmt: skip
@click.option("--with-me", is_flag=True, help="You too, and your ties to everybody.")
@click.option("--all", "everything", is_flag=True,
              help="Archived contacts, ties by a shared project, event or letter, and a drawing of any size.",
              )  # fmt: skip
@click.option("--layout", type=click.Choice(_LAYOUTS), default="circles", show_default=True,
              help="What the drawing looks like; all but circles are Graphviz's, which must be installed.",
              )  # fmt: skip
@pass_session
def command(session: Session, query: Sequence[str], form: str, with_me: bool, everything: bool, layout: str) -> None:
    """Who knows whom.

    Two are tied where one knows the other, was met through the other or introduced to the other, or where you talked
    in one company. You are left out, since you know them all. A QUERY picks the people. A drawing may be passed on:
    svg and dot are without ties that stand in a field which a contact's private: names.

    \b
    Examples:
      notebook graph
      notebook graph tag:letterpress
      notebook graph --format svg > people.svg
      notebook graph --format dot | dot -Tpdf > people.pdf
    """
    found = _ties(session, words(query), with_me, everything, for_others=form in ("dot", "svg"))
    if form == "json":
        from ...render.formats import json_page
        from ...render.ties import ties_shape

        echo_lines([json_page(ties_shape(found))])
    elif form == "dot":
        from ...render.ties import dot

        echo_lines(dot(found))
    elif not found.people:
        session.say("Nobody is here to be drawn." if form == "svg" else "Nobody is here to know anybody.")
    elif form == "svg":
        echo_lines([_drawing(found, layout, everything)])
    else:
        from ...render.ties import ties_lines

        echo_lines(ties_lines(found, width()))


def _ties(session: Session, query: str, with_me: bool, everything: bool, *, for_others: bool) -> Ties:
    from ...practice.ties import ties

    people = None
    if query:
        from ..finding import Finder, without_archived

        finder = Finder(session)
        node = finder.parse(query)
        records = without_archived([match.record for match in finder.matches(node)], node, everything)
        people = {record.id for record in records if record.kind == "contact"}
    elif everything:
        people = {contact.id for contact in session.snapshot.contacts}
    return ties(
        session.snapshot, session.today, people=people, with_me=with_me, occasions=everything, for_others=for_others
    )


def _drawing(found: Ties, layout: str, everything: bool) -> str:
    from ...errors import Refused
    from ...render.drawing import drawing
    from ...render.ties import answer

    if len(found.people) > _LEGIBLE and not everything:
        raise Refused(
            f"{len(found.people):,} people are too many to be read in one drawing.",
            "Pick some with a QUERY, such as tag:close; --all draws them all the same.",
        )
    placed = None
    if layout != "circles":
        from ..graphviz import placed as placed_by

        placed = placed_by(found, layout)
    return drawing(found, answer(found), placed)
