"""Who could help whom: you somebody, somebody you, two people each other."""

from __future__ import annotations

from ...practice.giving import Help
from ...practice.phrases import word_keys
from ...practice.promises import open_promises
from ..context import Context, Found, shown_command
from ..model import Note, PlainLine


def help_section(context: Context) -> Found:
    """What you offer that people on the page seek and were not promised yet, and what they offer that you seek."""
    mine = context.snapshot.owner.id if context.snapshot.owner else None
    could = [one for one in context.helps if one.offerer == mine and not _is_promised(context, one)]
    could += [one for one in context.helps if one.seeker == mine and one.offerer in context.near]
    could = [one for one in could if not context.is_rested([one.offerer if one.seeker == mine else one.seeker])]
    lines = tuple(_line(context, one, mine) for one in could)
    return Found(lines, "notebook help-for")


def _is_promised(context: Context, one: Help) -> bool:
    """True where an open promise of yours to them has a word of what they seek."""
    sought = set(word_keys(one.seek.text))
    mine = open_promises(context.reasons.promises, mine=True)
    return any(one.seeker in promise.with_ and sought.intersection(word_keys(promise.text)) for promise in mine)


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
