"""`notebook interviews`: informational interviews, whether you thanked, and who led you to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..listing import Listing, QueryCommand, echo_lines, query_options
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.interviews import Interview, Referral


@click.command("interviews", cls=QueryCommand)
@query_options
@click.option("--tree", is_flag=True, help="Who led you to whom, as a tree; as edges in the other formats.")
@pass_session
def command(session: Session, listing: Listing, tree: bool) -> None:
    """Informational interviews, and who led to whom.

    Talks with purpose: informational-interview, newest first. A thank-you is due the same day: a talk with purpose:
    thanks, or a ticked promise to thank. A QUERY picks the interviews or the people. Questions to start from are in
    notebook log --template informational-interview.

    \b
    Examples:
      notebook interviews
      notebook interviews since:2026-09
      notebook interviews --tree
    """
    from ...practice.interviews import referrals

    if tree and listing.is_table and listing.query:
        raise click.UsageError("The tree is of everybody; --format json with a QUERY has the edges of some.")
    found = referrals(session.snapshot, session.today)
    if tree:
        _tree(session, listing, found)
    else:
        _interviews(session, listing, found)


def _interviews(session: Session, listing: Listing, referred: list[Referral]) -> None:
    from ...practice.interviews import interviews, led_to
    from ...render.interviews import INTERVIEW_KEYS, interview_shape, interview_table

    led = led_to(referred)
    found = interviews(session.snapshot, session.today)
    if listing.query:
        paths, people = _fitting(session, listing.query)
        found = [one for one in found if one.talk.path in paths or not people.isdisjoint(one.people)]
    rows = listing.arranged(found, lambda one, key: interview_shape(one, led)[key], INTERVIEW_KEYS)
    if not listing.is_table:
        listing.write([interview_shape(one, led) for one in rows])
        return
    if not rows:
        none = "No interview is noted. notebook log --template informational-interview starts one."
        session.say("No interview fits." if listing.query else none)
    echo_lines([*interview_table(rows, led, session.snapshot, session.today, width()), *_waiting(found)])


def _waiting(found: list[Interview]) -> list[str]:
    """The closing line where somebody waits for a thank-you."""
    due = sum(1 for one in found if one.due)
    if not due:
        return []
    from ...render.blocks import pointing

    return list(pointing(f"{due} thank-you{'s' if due > 1 else ''} due", "notebook draft thank-you NAME", width(), ""))


def _tree(session: Session, listing: Listing, found: list[Referral]) -> None:
    from ...practice.interviews import referral_tree
    from ...render.interviews import REFERRAL_KEYS, referral_lines, referral_shape

    if listing.is_table:
        if not found:
            session.say("Nobody led you to anybody yet: met: {through: …} on a contact says so.")
            return
        trees = referral_tree(session.snapshot, session.today)[: listing.limit]
        echo_lines(referral_lines(trees, session.snapshot, session.today, width()))
        return
    if listing.query:
        paths, people = _fitting(session, listing.query)
        found = [one for one in found if one.path in paths or not people.isdisjoint((one.from_, one.to))]
    found = listing.arranged(found, lambda one, key: referral_shape(one)[key], REFERRAL_KEYS)
    listing.write([referral_shape(one) for one in found])


def _fitting(session: Session, query: str) -> tuple[frozenset[str], frozenset[str]]:
    """The paths of the records that fit a query, and the ids of the people among them."""
    from ..finding import Finder

    records = Finder(session).records(query)
    people = frozenset(record.id for record in records if record.kind == "contact")
    return frozenset(record.path for record in records), people
