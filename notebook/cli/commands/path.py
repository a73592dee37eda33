"""`notebook path`: who can introduce you."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.paths import Path

_SHOWN = 5


@click.command("path", cls=QueryCommand)
@click.argument("name", nargs=-1, shell_complete=completing.names)
@click.option("--to", "target", metavar="NAME", shell_complete=completing.names,
              help="Whom to reach, as NAME.")  # fmt: skip
@options
@pass_session
def command(session: Session, listing: Listing, name: Sequence[str], target: str | None) -> None:
    """Who can introduce you.

    NAME is an organization, a person or a project; an organization may also stand on cards alone. A way is one person
    you know there, or somebody you know who knows one, by what your notes say: knows:, met: through, introduced:, a
    talk together, one organization, project or event. Three people at most, the shortest ways first; of one length,
    those first that begin with whom you were in touch with last.

    \b
    Examples:
      notebook path --to acm
      notebook path grace hopper
    """
    text = words([*([target] if target else []), *name])
    if not text:
        raise click.UsageError("Say to whom: notebook path --to NAME.")
    from ...render.paths import PATH_KEYS, path_lines, path_shape

    snapshot = session.snapshot
    called, ways = _ways(session, text)
    found = listing.arranged(ways, lambda way, key: path_shape(way, snapshot)[key], PATH_KEYS)
    if not listing.is_table:
        listing.write([path_shape(way, snapshot) for way in found])
        return
    shown = found if listing.limit else found[:_SHOWN]
    echo_lines(path_lines(shown, snapshot, width()))
    if not found and called:
        session.say(f"Nobody you know leads to {called}. Whom somebody knows stands in knows: of their card.")
    if len(shown) < len(found):
        session.say(f"{len(found) - len(shown)} more: --limit {len(found)}")


def _ways(session: Session, text: str) -> tuple[str, list[Path]]:
    """The name of the one to be met, and the ways; without a name where that is the owner."""
    from ...practice.memberships import members_by_name
    from ...practice.paths import paths_to, paths_to_name

    snapshot, today = session.snapshot, session.today
    is_name = not snapshot.resolve(text, "organization", "contact", "project")
    if is_name and members_by_name(snapshot, text, today):
        return text, paths_to_name(snapshot, text, today)
    record = session.find(text, "organization", "contact", "project")
    if record is snapshot.owner:
        session.say("That is you.")
        return "", []
    return record.name, paths_to(snapshot, record.id, today)
