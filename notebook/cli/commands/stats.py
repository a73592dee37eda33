"""`notebook stats`: how many talks, with how many people, how they were held, and what began or fell silent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

import click

from .. import completing
from ..listing import QueryCommand, echo_lines, words
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...practice.rhythm import By, Rhythm
    from ...records import Contact, Interaction

_STRETCHES = {"week": 12, "month": 12, "year": 10}
_IN_A_PLOT = {"week": 52, "month": 12, "year": 10}
_MANY = 520  # weeks or months, of which more are looked at by year
_BY_WEEK = 92  # days that are asked for, up to which they are shown by week
_QUERY_MARKS = ':"()~*@'  # what no name has, and a query has
_OF_TALKS = ("kind", "channel", "with", "event", "project", "date", "since", "until", "place", "topics", "depth",
             "purpose", "initiated")  # fmt: skip


@click.command("stats", cls=QueryCommand)
@click.argument("query", nargs=-1, metavar="[NAME|QUERY]", shell_complete=completing.names)
@click.option("--plot", is_flag=True, help="A plot that fills the width: 12 months, 52 weeks.")
@click.option("--since", metavar="DATE", help="From this day on; else the last 12 months or weeks.")
@click.option("--until", metavar="DATE", help="Up to this day; else today.")
@click.option("--by", type=click.Choice(["week", "month", "year"]),
              help="Week by week, or month by month; over 520 of them by year.")  # fmt: skip
@click.option("--format", "form", default="table", show_default=True, metavar="table|json|jsonl|csv|svg|TEMPLATE",
              shell_complete=completing.formats,
              help="How to print it; a TEMPLATE is a line of Jinja with the keys of a period.")  # fmt: skip
@pass_session
def command(
    session: Session, query: Sequence[str], plot: bool, since: str | None, until: str | None, by: str | None, form: str
) -> None:
    """Rhythm, channels, new and faded ties.

    With a NAME, what passed with that person: the rhythm, how you talk, when you last met. A QUERY has a key in it, or
    quotes: it picks people (tag:close) or talks (channel:coffee). Of a period jsonl and csv have a row each.

    \b
    Examples:
      notebook stats
      notebook stats --plot --by week
      notebook stats ada lovelace
      notebook stats tag:close --since 2026-01
      notebook stats --format svg > talks.svg
    """
    from ..listing import line_of

    line = line_of(form) if form != "svg" else None
    if form in ("ids", "paths"):
        from ...errors import UsageFault

        raise UsageFault(f"These have no {form}.", "The formats json, jsonl and csv give all there is.")
    asked = words(query)
    contact = _named(session, asked)
    span = _span(session, since, until, by, plot)
    people, talks = _talks(session, contact, asked, span[:2])
    from ...practice.rhythm import rhythm

    found = rhythm(session.snapshot, talks, *span, week_starts=session.settings.week_starts)
    if form == "svg":
        from ...render.stats import stats_svg

        echo_lines([stats_svg(found, contact.name if contact else asked)])
    elif form in ("table", "json"):
        as_json = form == "json"
        shown = (
            _person(session, contact, found, as_json, plot)
            if contact
            else _whole(session, people, found, as_json, plot)
        )
        echo_lines(shown)
        if plot and shown and not as_json:
            _tell_left_out(session, found)
    else:
        from ...render.formats import lines
        from ...render.stats import stretch_shape

        echo_lines(lines([stretch_shape(stretch, found.by) for stretch in found.stretches], form, line))


def _named(session: Session, asked: str) -> Contact | None:
    """The person whose name was given; None for a query, for nothing, and for the owner, who is in every talk."""
    from ...records import Contact

    if not asked or _is_query(asked):
        return None
    found = session.find(asked, "contact")
    return found if isinstance(found, Contact) and found is not session.snapshot.owner else None


def _span(session: Session, since: str | None, until: str | None, by: str | None, plot: bool) -> tuple[date, date, By]:
    """The days to look at, of which none is ahead, and the length of a stretch."""
    from ...errors import UsageFault
    from ...practice.rhythm import days_back
    from ...text.dates import read_span

    last = min(read_span(until, session.today, "past")[1], session.today) if until else session.today
    first = read_span(since, session.today, "past")[0] if since else None
    if first is not None and first > last:
        raise UsageFault(f"The span ends on {last}, before it starts on {first}.", "Swap --since and --until.")
    if not 1000 <= (first or last).year <= last.year:
        raise UsageFault(f"There is no rhythm of {first or last}.", "Write days such as 2026-11-18.")
    if by is None:
        by = "week" if first and (last - first).days <= _BY_WEEK else "month"
    stretch = cast("By", by)
    count = (_IN_A_PLOT if plot else _STRETCHES)[by]
    first = first or days_back(last, count, stretch, session.settings.week_starts)
    many = (last - first).days // 7 if by == "week" else 12 * (last.year - first.year) + last.month - first.month
    if by != "year" and many > _MANY:
        session.say(f"{many:,} {by}s are too many to look at; here they are by year.")
        stretch = "year"
    return first, last, stretch


def _talks(
    session: Session, contact: Contact | None, asked: str, span: tuple[date, date]
) -> tuple[Collection[str] | None, Sequence[Interaction]]:
    """The people who were asked for (None for all), and the talks of these days with them, or that fit the query."""
    snapshot = session.snapshot
    if contact is not None:
        return {contact.id}, snapshot.talks(contact.id)
    held = snapshot.held(*span)
    if not _is_query(asked):
        return None, held
    from ..finding import Finder, asks

    finder = Finder(session)
    node = finder.parse(asked)
    records = [match.record for match in finder.matches(node)]
    people = {record.id for record in records if record.kind == "contact"}
    if people and not any(asks(node, key) for key in _OF_TALKS):
        return people, [talk for talk in held if not people.isdisjoint(snapshot.people(talk))]
    paths = {record.path for record in records}
    return (), [talk for talk in held if talk.path in paths]


def _is_query(asked: str) -> bool:
    return asked.startswith("-") or any(mark in asked for mark in _QUERY_MARKS)


def _person(session: Session, contact: Contact, found: Rhythm, as_json: bool, plot: bool) -> list[str]:
    from ...practice.rhythm import acquaintance
    from ...render.formats import json_page
    from ...render.stats import PersonStats, person_lines, person_shape

    known = acquaintance(session.snapshot, contact.id, session.today)
    stats = PersonStats(contact, found, known, session.today)
    if as_json:
        return [json_page(person_shape(stats))]
    if known.first is None:
        session.say(f"No talk with {contact.name} yet.")
    return person_lines(stats, width(), plot)


def _whole(session: Session, people: Collection[str] | None, found: Rhythm, as_json: bool, plot: bool) -> list[str]:
    from ...practice.new_and_faded import faded_ties, new_ties
    from ...records import KINDS
    from ...render.formats import json_page
    from ...render.stats import Stats, stats_lines, stats_shape

    snapshot, span = session.snapshot, (found.since, found.until)
    kinds = [(kind, snapshot.overview.kinds.count(kind[0])) for kind in KINDS]
    stats = Stats(found, new_ties(snapshot, *span, people), faded_ties(snapshot, *span, people), kinds)
    if as_json:
        return [json_page(stats_shape(stats))]
    if not found.counts.talks:
        session.say(f"No {'talk' if people is None else 'such talk'} from {found.since} to {found.until}.")
        return []
    return stats_lines(stats, width(), plot)


def _tell_left_out(session: Session, found: Rhythm) -> None:
    from ...render.stats import shown_stretches

    shown, there = len(shown_stretches(found, width())), len(found.stretches)
    if shown < there:
        session.say(f"The plot has room for the last {shown} of {there} {found.by}s.")
