"""`notebook search`: names, fields and notes by their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...query import Match, Node
    from ..finding import Finder

_LINE_NEEDS = 60  # columns for the line that matches; with less it goes below
_SHOWN = 20  # hits in a table without --limit: the first screen
_FURTHER = 100  # hits that are offered next, where it is not known how many there are


@click.command("search", cls=QueryCommand)
@query_options
@click.option("--all", "everything", is_flag=True, help="Archived contacts too.")
@pass_session
def command(session: Session, listing: Listing, everything: bool) -> None:
    """Search names, fields and notes.

    The best hits come first, each with the line that matches. Words are joined by AND; a word that starts with a
    minus must not be there; a phrase takes quotes of its own: '"grant list"'.

    \b
    Examples:
      notebook search tide tables
      notebook search funding -grant with:ada since:2026-01
      notebook search '"grant list" OR stipend' --format paths
    """
    from ..finding import Finder

    if not listing.query:
        raise click.UsageError("Say what to search for.")
    finder = Finder(session)
    node = finder.parse(listing.query)
    on_screen = listing.is_table and listing.limit is None
    matches, is_all = _matches(finder, node, _needed(listing, on_screen), everything)
    found = _ordered(finder, listing, matches)
    if not found:
        _did_you_mean(session, finder, listing.query, node)
    if on_screen:
        echo_lines(_table(session, node, found[:_SHOWN]))
        if len(found) > _SHOWN:
            session.say(
                f"{len(found) - _SHOWN} more: --limit {len(found)} shows them."
                if is_all
                else f"There are more: --limit {_FURTHER} shows further ones."
            )
    elif listing.is_table:
        echo_lines(_table(session, node, found))
    else:
        from ...render.hits import hit_shape
        from ..snippets import snippet

        listing.write([hit_shape(match, snippet(session, node, match.record)) for match in found])


def _needed(listing: Listing, on_screen: bool) -> int | None:
    """How many of the best hits are worth finding; None where all are asked for, or must be known to be ordered."""
    if listing.sort:
        return None
    return _SHOWN + 1 if on_screen else listing.limit


def _matches(finder: Finder, node: Node, needed: int | None, everything: bool) -> tuple[list[Match], bool]:
    """The hits, archived contacts left out, and whether these are all; of a query of words no more than are needed."""
    from ...query import is_text
    from ..finding import without_archived

    limit = needed if is_text(node) else None
    while True:
        matches = {match.record.path: match for match in finder.matches(node, limit)}
        records = without_archived([match.record for match in matches.values()], node, everything)
        kept = [matches[record.path] for record in records]
        is_all = limit is None or len(matches) < limit
        if is_all or needed is None or len(kept) >= needed:
            return kept[:needed] if not is_all else kept, is_all
        limit = limit * 2 if limit else None


def _ordered(finder: Finder, listing: Listing, matches: list[Match]) -> list[Match]:
    """The hits by score, or as in a list where only filters were asked for; then as the options say."""
    from ...render.hits import HIT_KEYS
    from ...render.rows import in_order

    if not any(match.score for match in matches):
        by_path = {match.record.path: match for match in matches}
        matches = [by_path[record.path] for record in in_order(match.record for match in matches)]

    def value(match: Match, key: str) -> object:
        return match.score if key == "score" else finder.shapes.value(match.record, key)

    return listing.arranged(matches, value, HIT_KEYS - {"snippet", "line"})


def _table(session: Session, node: Node, matches: Sequence[Match]) -> list[str]:
    from ...render.hits import hit_rows
    from ...render.tables import table
    from ..snippets import snippet

    found = [(match, snippet(session, node, match.record)) for match in matches]
    return table(hit_rows(found, session.snapshot), width(), needs=_LINE_NEEDS)


def _did_you_mean(session: Session, finder: Finder, query: str, node: Node) -> None:
    """Says on stderr that nothing was found, and the query with the words that the notes have instead."""
    from ..snippets import corrected

    better = corrected(finder, query, node)
    session.say(f'Nothing found. Did you mean "{better}"?' if better else "Nothing found.")
