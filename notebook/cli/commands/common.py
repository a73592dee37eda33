"""`notebook common`: what people have in common, by the notes."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .. import completing
from ..listing import Listing, QueryCommand, echo_lines, options
from ..session import Session, pass_session, width

_SHOWN = 12


@click.command("common", cls=QueryCommand)
@click.argument("names", nargs=-1, required=True, metavar="NAME [NAME...]", shell_complete=completing.names)
@options
@pass_session
def command(session: Session, listing: Listing, names: Sequence[str]) -> None:
    """What people have in common.

    One NAME: you and that person. Two: those two. More, or an event: what at least two of them share, and who. What
    few others of the vault have comes first; under each thing stand the lines of the notes that say so. Words of one
    name need no quotes, and commas may stand between names.

    \b
    Examples:
      notebook common ada
      notebook common ada lovelace, charles babbage
      notebook common 2026-10-19-pycon-pt
    """
    from ...practice.common_ground import common_ground
    from ...render.common import COMMON_KEYS, common_head, common_lines, common_shape, together

    people = _people(session, names)
    if len(people) < 2:
        return
    found = common_ground(session.snapshot, people, session.today)
    rows = listing.arranged(found, lambda ground, key: common_shape(ground)[key], COMMON_KEYS - {"lines"})
    if not listing.is_table:
        listing.write([common_shape(ground) for ground in rows])
    if not found:
        who = together(session.snapshot, people)
        session.say(f"{who}: the notes name nothing that {'they' if len(people) > 2 else 'both'} share.")
    if not found or not listing.is_table:
        return
    shown = rows if listing.limit else rows[:_SHOWN]
    head = common_head(people, len(found), not listing.sort, session.snapshot, width())
    echo_lines([*head, *common_lines(shown, people, session.snapshot, width())])
    if len(shown) < len(found):
        more = "" if listing.limit else f" (--limit {len(found)} shows all)"
        echo_lines([f"+ {len(found) - len(shown)} more{more}"])


def _people(session: Session, names: Sequence[str]) -> list[str]:
    """The ids of those whose common ground is asked for, the owner's with one name; fewer than two, having said so.

    Raises UsageFault where the one who is named is the owner, or there is no owner.
    """
    from ...errors import UsageFault
    from ...records import Event
    from ..people import records_named

    owner = session.snapshot.owner
    found: dict[str, None] = {}
    records = records_named(session, names, "contact", "event")
    for record in records:
        found.update(dict.fromkeys(session.snapshot.people(record) if isinstance(record, Event) else [record.id]))
    people = list(found)
    if not people:
        session.say(f"{records[0].name} names no contact in with:.")
        return []
    if len(people) > 1:
        return people
    name = session.snapshot.by_id[people[0]].name
    if owner is None:
        hint = 'Name two people, or say which contact is you: me = "ada" in notebook.toml.'
        raise UsageFault(f"With whom does {name} share it?", hint)
    if people[0] == owner.id:
        raise UsageFault("That is you.", "Name somebody else, or two people.")
    return [owner.id, *people]
