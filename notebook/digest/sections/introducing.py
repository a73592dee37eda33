"""Who should meet, and introductions that are under way."""

from __future__ import annotations

from collections.abc import Iterator

from ...practice.giving import Help
from ...practice.introducing.introduction_lines import lines_of_pairs
from ...practice.introducing.introductions import Introduction, underway
from ...practice.introducing.matches import pair_of
from ...practice.words import ago_words
from ...records import Contact
from ..context import Context, Found, shown_command
from ..model import Note, PlainLine

_MADE = "introduced"  # what came of these leaves half the room to those who have not met


def introduce_section(context: Context) -> Found:
    """Introductions under way with their next step; then what people on the page seek and somebody else offers."""
    begun = [one for one in underway(context.snapshot, context.day) if one.why and _is_known(context, one)]
    lines = [_begun(context, one) for one in begun]
    known = {pair_of(one.one, one.other) for one in begun}
    made = sum(one.state == _MADE for one in begun)
    for line in _ideas(context, known):
        if len(lines) - made >= context.limit("introduce"):
            break
        lines.append(line)
    return Found(tuple(lines), "notebook introduce", crowd=_MADE)


def _is_known(context: Context, one: Introduction) -> bool:
    """True for what was noted by the day, of two of whom neither is archived."""
    noted = one.since is None or one.since <= context.day
    return noted and not any(context.is_rested([person]) for person in (one.one, one.other))


def _begun(context: Context, one: Introduction) -> PlainLine:
    notes = tuple(Note("why", why.text, why.path, why.line) for why in one.why)
    text = " · ".join(why.text for why in one.why[:2])
    if one.state == _MADE:
        text = f"introduced {ago_words(one.since, context.day)}" if one.since else "introduced"
    step, _, rest = one.next_step.partition(": notebook ")
    command = f"notebook {rest}" if rest else shown_command("introduce", one.one, one.other)
    return PlainLine(
        one.state, context.people((one.one, one.other)), text, step, one.since, one.why[0].path, one.why[0].line,
        notes, command,
    )  # fmt: skip


def _ideas(context: Context, known: set[tuple[str, str]]) -> Iterator[PlainLine]:
    """A line for each two of whom nothing is written yet."""
    owner = context.snapshot.owner
    mine = owner.id if owner else None
    for one in context.helps:
        pair = pair_of(one.seeker, one.offerer)
        if mine in pair or pair in known or any(context.is_rested([person]) for person in pair):
            continue
        known.add(pair)
        seeker, offerer = context.contact(one.seeker), context.contact(one.offerer)
        if seeker and offerer and not _written(context, seeker, offerer):
            yield _idea(context, one)


def _written(context: Context, one: Contact, other: Contact) -> bool:
    """True where a note of one of the two says that they are to meet, or better not."""
    talks = (*context.snapshot.talks(one.id), *context.snapshot.talks(other.id))
    return pair_of(one.id, other.id) in lines_of_pairs(context.snapshot, (one, other, *talks))


def _idea(context: Context, one: Help) -> PlainLine:
    who = context.people((one.seeker, one.offerer))
    notes = (Note("seek", one.seek.text, one.seek.path, one.seek.line),
             Note("offer", one.offer.text, one.offer.path, one.offer.line))  # fmt: skip
    text = f"{who[0].name} seeks {one.seek.text} · {who[1].name} offers {one.offer.text}"
    return PlainLine("idea", who, text, "", None, one.seek.path, one.seek.line, notes,
                     shown_command("introduce", one.seeker, one.offerer))  # fmt: skip
