"""What `draft` and `bio` share: whom it is for, and how a message is printed, copied and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import click

from ..errors import NoSuchRecord, UsageFault
from ..practice.words import day_words
from ..records import Contact
from ..render.letters import Message
from ..render.terminal import clean
from .session import Session

if TYPE_CHECKING:
    from ..practice.drafting.letters import Letter
    from ..practice.drafting.occasions import Occasion
    from ..practice.evidence import Evidence

_BETWEEN = ("and", "to", "with", "&")


def people_meant(session: Session, kind: str, names: Sequence[str], number: int) -> list[Contact]:
    """The one or two contacts that the words name; raises UsageFault or NoSuchRecord."""
    if not names:
        raise UsageFault(f"{kind} needs {'two names' if number == 2 else 'a name'}.", f"{_example(kind, number)}")
    parts = [" ".join(names)] if number == 1 else _two_names(session, kind, names)
    people = [cast(Contact, session.find(part, "contact")) for part in parts]
    mine = session.snapshot.owner
    for person in people:
        if mine and person.id == mine.id:
            raise UsageFault(f"{person.name} is you.", "notebook bio says who you are.")
        if person.status == "archived":
            session.say(f"{person.name} is archived.")
    if number == 2 and people[0].id == people[1].id:
        raise UsageFault(f"Both names mean {people[0].name}.", "Name two people; an id names one for sure.")
    return people


def _two_names(session: Session, kind: str, names: Sequence[str]) -> tuple[str, str]:
    """The words as two names: where they are more than two, at an "and", or where alone both parts name somebody."""
    for at in range(1, len(names) - 1):
        if names[at].casefold() in _BETWEEN:
            return " ".join(names[:at]), " ".join(names[at + 1 :])
    if len(names) == 2:
        return names[0], names[1]
    halves = [(" ".join(names[:at]), " ".join(names[at:])) for at in range(1, len(names))]
    known = [pair for pair in halves if all(_is_known(session, name) for name in pair)]
    if len(known) == 1:
        return known[0]
    raise UsageFault(f"{kind} needs two names.", f"Put each in quotes: {_example(kind, 2)}")


def _is_known(session: Session, name: str) -> bool:
    try:
        session.snapshot.find(name, "contact")
    except NoSuchRecord:
        return False
    return True


def _example(kind: str, number: int) -> str:
    names = '"Ada Lovelace" "Sam Okafor"' if number == 2 else "ada"
    return f"notebook draft {kind} {names}"


def language_of(people: Sequence[Contact]) -> str | None:
    """The language to write in: the first of each, where all have the same."""
    first = {person.languages[0] if person.languages else None for person in people}
    return first.pop() if len(first) == 1 else None


def show(session: Session, message: Message) -> None:
    """Prints the message as it would be sent, and on stderr the lines of the notes it says."""
    click.echo((f"Subject: {message.subject}\n\n" if message.subject else "") + message.body, nl=False)
    point_out(session, message.evidence)


def point_out(session: Session, lines: Iterable[Evidence]) -> None:
    """Says on stderr which lines of the notes a message has, so that each can be checked."""
    if session.quiet:
        return
    places: dict[str, list[str]] = {}
    for one in lines:
        places.setdefault(f"{one.path}:{one.line}", []).append(one.text)
    if places:
        click.echo(err=True)
    for place, texts in places.items():
        click.secho(clean(f"from {place}  {', '.join(texts)}"), dim=True, err=True)


def put_on_clipboard(session: Session, message: Message) -> None:
    """Copies the message without its subject, and says so."""
    from .clipboard import copy

    program = copy(message.body)
    session.say(f"On the clipboard, by {program}" + (", without the subject." if message.subject else "."))


def keep_in_mind(session: Session, letter: Letter, people: Sequence[Contact]) -> None:
    """Says on stderr what the writer should know, and the letter does not say."""
    for care in letter.care:
        session.say(f"With care: {care.text} ({care.path}:{care.line})")
    if letter.kind != "congratulate" or letter.about:
        return
    from ..practice.drafting.occasions import coming

    name, ahead = people[0].name, None if letter.occasion else coming(session.snapshot, people[0], session.today)
    if letter.occasion and letter.occasion.days:
        session.say(_on_its_day(letter.occasion, session.today))
    elif ahead:
        what = "your birthday" if ahead.kind == "birthday" else ahead.what
        session.say(f'{_on_its_day(ahead, session.today)} That is early; --for "{what}" writes it now.')
    elif letter.occasion is None:
        session.say(f'The notes know nothing to congratulate {name} on now. --for "the prize" says what for.')


def _on_its_day(occasion: Occasion, today: date) -> str:
    words = day_words(today + timedelta(days=occasion.days), today)
    return f"{words[0].upper()}{words[1:]}: {occasion.what}."
