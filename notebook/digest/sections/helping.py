"""Who could help whom: you somebody, somebody you, two people each other."""

from __future__ import annotations

from ...practice.giving import Help
from ..context import Context, Found, shown_command
from ..model import Note, PlainLine


def help_section(context: Context) -> Found:
    """What you offer that people on the page seek, and what they offer that you seek."""
    mine = context.snapshot.owner.id if context.snapshot.owner else None
    could = [one for one in context.helps if one.offerer == mine]
    could += [one for one in context.helps if one.seeker == mine and one.offerer in context.near]
    lines = tuple(_line(context, one, mine) for one in could)
    return Found(lines, "notebook help-for")


def _line(context: Context, one: Help, mine: str | None) -> PlainLine:
    other = one.offerer if one.seeker == mine else one.seeker
    notes = (Note("seek", one.seek.text, one.seek.path, one.seek.line),
             Note("offer", one.offer.text, one.offer.path, one.offer.line))  # fmt: skip
    if one.seeker == mine:
        text = f"offers {one.offer.text}; you seek {one.seek.text}"
        return PlainLine("helped", (context.person(other),), text, "", None, one.offer.path, one.offer.line, notes)
    text = f"seeks {one.seek.text}; you offer {one.offer.text}"
    return PlainLine("help", (context.person(other),), text, "", None, one.seek.path, one.seek.line, notes,
                     shown_command("help-for", other))  # fmt: skip
