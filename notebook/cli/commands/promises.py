"""`notebook promises`: what was promised, and what to ask next time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.promises import Promise
    from ...practice.threads import Thread

T = TypeVar("T", "Promise", "Thread")

_TEXT_NEEDS = 36  # columns; with less, what was promised goes on a line of its own


@click.command("promises", cls=QueryCommand)
@query_options
@click.option("--mine", is_flag=True, help="What you promised.")
@click.option("--theirs", is_flag=True, help="What others promised.")
@click.option("--done", is_flag=True, help="Those that are done or dropped, instead of the open ones.")
@click.option("--ask", is_flag=True, help="What to ask about next time, instead of promises.")
@pass_session
def command(session: Session, listing: Listing, mine: bool, theirs: bool, done: bool, ask: bool) -> None:
    """What was promised, by you and to you; what to ask.

    A QUERY picks the people they concern, or the notes they stand in. With --ask, the [?] lines: what to ask about next
    time, the newest first, and below them what a later talk may have answered. What stands last is the id for
    notebook done and notebook drop. What archived people promised, and what to ask them, is left out unless the query
    asks for a status:.

    \b
    Examples:
      notebook promises --mine
      notebook promises tag:close
      notebook promises --ask tag:close
      notebook promises --format '{{ path }}:{{ line }} {{ text }}'
    """
    if not ask:
        _promises(session, listing, mine or not theirs, theirs or not mine, done)
    elif mine or theirs or done:
        raise click.UsageError("--ask goes with none of --mine, --theirs and --done.")
    else:
        _threads(session, listing)


def _promises(session: Session, listing: Listing, mine: bool, theirs: bool, done: bool) -> None:
    from ...practice.promises import promises
    from ...render.stories import PROMISE_KEYS, promise_shape

    archived = frozenset() if done else _archived(session, listing.query)
    found = [
        one
        for one in promises(session.snapshot)
        if (one.status != "open") is done and (mine if one.owner == "me" else theirs) and one.owner not in archived
    ]
    people = [(*one.with_, one.owner) for one in found]
    found = _fitting(session, listing.query, found, people)
    found = listing.arranged(found, lambda one, key: promise_shape(one)[key], PROMISE_KEYS)
    if listing.is_table:
        if not found:
            session.say("No promise is done yet." if done else "No promise is open.")
        echo_lines(_table(session, found))
    else:
        listing.write([promise_shape(one) for one in found])


def _threads(session: Session, listing: Listing) -> None:
    from ...practice.answered import maybe_answered
    from ...practice.threads import threads
    from ...render.stories import THREAD_KEYS, answered_lines, asking_shape, thread_rows, thread_shape
    from ...render.tables import table

    archived = _archived(session, listing.query)
    found = [one for one in threads(session.snapshot) if not one.with_ or not archived.issuperset(one.with_)]
    found = _fitting(session, listing.query, found, [one.with_ for one in found])
    found = listing.arranged(found, lambda one, key: thread_shape(one)[key], THREAD_KEYS)
    answers = maybe_answered(session.snapshot, found, session.words_of, session.today)
    if not listing.is_table:
        listing.write([asking_shape(one, answers.get(one.id)) for one in found])
        return
    if not found:
        session.say("There is nothing to ask about.")
    rows = thread_rows(found, session.snapshot, session.today)
    lines = table(rows, width(), gives=1, needs=_TEXT_NEEDS, keeps=(2, 3))
    echo_lines([*lines, *answered_lines(found, answers, width())])


def _archived(session: Session, query: str) -> frozenset[str]:
    """The people who are archived; none of them where the query asks for a status."""
    from ..finding import Finder, asks

    if query and asks(Finder(session).parse(query), "status"):
        return frozenset()
    return frozenset(contact.id for contact in session.snapshot.contacts if contact.status == "archived")


def _fitting(session: Session, query: str, found: list[T], people: Iterable[tuple[str, ...]]) -> list[T]:
    """Those that stand in a record that fits the query, or concern somebody who does; all without a query."""
    if not query:
        return found
    from ..finding import Finder

    records = Finder(session).records(query)
    paths = {record.path for record in records}
    fitting = {record.id for record in records if record.kind == "contact"}
    return [one for one, ids in zip(found, people, strict=True) if one.path in paths or not fitting.isdisjoint(ids)]


def _table(session: Session, found: list[Promise]) -> list[str]:
    from ...render.stories import promise_rows
    from ...render.tables import table
    from ...render.terminal import paint

    lines: list[str] = []
    for title, mine in (("You promised", True), ("Others promised you", False)):
        side = [one for one in found if (one.owner == "me") is mine]
        rows = promise_rows(side, session.snapshot, session.today, beside=None)
        if rows:
            lines += [paint(title, "bold"), *table(rows, width(), gives=1, needs=_TEXT_NEEDS, keeps=(2, 3))]
    return lines
