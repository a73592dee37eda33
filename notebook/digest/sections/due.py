"""Whom to write to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...practice.common_ground import GroundKind, common_ground
from ...practice.follow_up.reasons import Reason
from ...practice.follow_up.who_next import Next
from ...practice.words import day_words, days_between, every_words, length_words, with_article
from ...records import Contact
from ..context import Context, Found
from ..model import DueLine, Note

_RARE = 5  # people in the vault who have it: what more have is nothing to begin a letter with
_SHARED = 2  # things you share that are named
# What can be written about; an organization or a town is known to both anyway, and so is what you talked about.
_SPOKEN: tuple[GroundKind, ...] = ("interest",)


def due_section(context: Context) -> Found:
    """Those whose time has come or who have drifted; only as many as are shown are looked at closely."""
    shared = _shared(context, [one.contact.id for one in context.due])
    lines = tuple(_line(context, one, shared[one.contact.id]) for one in context.due)
    shown = {one.contact.id for one in context.due}
    more = sum(1 for contact in context.desk.pressed.named if contact.id not in shown)
    return Found(lines, "notebook next", more)


def _line(context: Context, one: Next, both: Sequence[Note]) -> DueLine:
    contact, stands = one.contact, one.standing
    news = [reason for reason in one.reasons if reason.kind == "new-job"]
    reasons = sorted((*news, *context.reasons.of(contact)), key=lambda reason: reason.kind != "care")
    notes = [_note(reason) for reason in reasons]
    return DueLine(
        contact.id,
        contact.name,
        _status(context, one),
        stands.last_contact,
        stands.days_overdue,
        tuple(note for note in notes if note.kind in ("care", "planned", "promise", "date", "new-job")),
        _first(notes, "last-talk", "met"),
        _first(notes, "thread"),
        reach_of(contact),
        tuple(both),
    )


def _note(reason: Reason) -> Note:
    text = f"keep in mind: {reason.text}" if reason.kind == "care" else reason.text
    return Note(reason.kind, text, reason.path, reason.line)


def _first(notes: Iterable[Note], *kinds: str) -> Note | None:
    return next((note for note in notes if note.kind in kinds), None)


def _status(context: Context, one: Next) -> str:
    """`9 weeks since a call, every 6 weeks: 3 weeks over`, as much of it as is known; else how they drift."""
    stands = one.standing
    if stands.cadence_days is None or stands.due is None or not any(reason.kind == "due" for reason in one.reasons):
        return next((reason.text for reason in one.reasons if reason.kind == "drift"), "")
    every = every_words(stands.cadence_days)
    if stands.last_contact is None:
        return f"no talk yet, {every}"
    channel = stands.last_talk.channel if stands.last_talk else None
    what = with_article(channel) if channel else "the last talk"
    over = stands.days_overdue or 0
    when = f"{length_words(over)} over" if over > 0 else f"due {day_words(stands.due, context.day)}"
    return f"{days_between(stands.last_contact, context.day)} since {what}, {every}: {when}"


def reach_of(contact: Contact) -> str | None:
    """A mail address of theirs, else a phone number."""
    return next((one.text for one in (*contact.emails, *contact.phones)), None)


def _shared(context: Context, people: Sequence[str]) -> dict[str, list[Note]]:
    """What you share with each that few people in the vault have, the rarest first, by their own notes."""
    shared: dict[str, list[Note]] = {person: [] for person in people}
    owner = context.snapshot.owner
    if owner is None or not people:
        return shared
    for ground in common_ground(context.snapshot, (owner.id, *people), context.day, kinds=_SPOKEN):
        who = dict(ground.lines)
        if ground.count <= _RARE and owner.id in who:
            for person in shared.keys() & who.keys():
                evidence = who[person]
                shared[person].append(Note(ground.kind, ground.text, evidence.path, evidence.line))
    return {person: notes[:_SHARED] for person, notes in shared.items()}
