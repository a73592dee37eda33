"""One record on the screen: what is known, what is open, what passed, where it is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..practice.giving import helps
from ..practice.story import Member, Story, story_of
from ..practice.words import day_words
from ..records import AnyRecord, Contact, Event, Interaction, Project
from .blocks import pointing
from .card_facts import Desk, known, own, subtitle
from .helps import offers_table
from .rows import date_words, dotted, few_names, first_words, last_words, names
from .stories import promise_rows
from .tables import Cell, Span, facts, table
from .terminal import clean, cut, paint, steady, width_of, wrap

_TALKS_SHOWN = 10
_TEXT_NEEDS = 45  # columns for a promise or a question; with less, what belongs to it goes below
_WORDS_NEED = 30  # columns for the words of a talk; with less they go below


def card(record: AnyRecord, desk: Desk) -> Iterator[str]:
    """The card of a record, line by line."""
    story = story_of(desk.snapshot, record)
    yield from _title(record, desk)
    yield from _block("", facts(known(record, desk), desk.width, brief=own(record)))
    if isinstance(record, Contact):
        # In a block of its own, to be read before meeting and not scanned past.
        yield from _block("With care", _paragraphs([care.text for care in record.care], desk.width))
    if isinstance(record, Interaction):
        yield from _block("Heard", _paragraphs([quote.text for quote in record.quotes], desk.width))
    yield from _open_matters(record, story, desk)
    people = [_person_row(one, desk) for one in story.people]
    yield from _block(_people_title(record), table(people, desk.width, gives=1, keeps=(2,)))
    if isinstance(record, Project) and record.seeks and record.status != "done":
        fits = offers_table(helps(desk.snapshot, [record.id]), desk.snapshot, desk.width)
        yield from _block("Who could help", fits)
    yield from _talks(record, story, desk)
    yield from _block("Mentioned in", table(list(_backlinks(story, desk)), desk.width))
    yield from _block("To mend", list(_problems(record, desk)))
    yield ""
    yield paint(clean(record.path), "dim")  # never broken, so that it can be taken over


def _title(record: AnyRecord, desk: Desk) -> Iterator[str]:
    *lines, last = wrap(clean(record.name), desk.width)
    yield from (paint(steady(line), "bold") for line in lines)
    pronouns = clean(record.pronouns) if isinstance(record, Contact) and record.pronouns else ""
    pronouns = cut(pronouns, desk.width - width_of(last) - 2)
    yield paint(steady(last), "bold") + (f"  {paint(pronouns, 'dim')}" if pronouns else "")
    for line in subtitle(record, desk):
        yield from (steady(part) for part in wrap(clean(line), desk.width))


def _block(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Lines under a title, with an empty line before; nothing where there are none."""
    if lines:
        yield ""
        if title:
            yield paint(title, "bold")
        yield from lines


def _paragraphs(texts: Sequence[str], width: int) -> list[str]:
    return [f"  {steady(line)}" for text in texts for line in wrap(clean(text), width - 2)]


def _open_matters(record: AnyRecord, story: Story, desk: Desk) -> Iterator[str]:
    """Promises both ways, and what to ask next time."""
    beside = record.id if isinstance(record, Contact) and record.id != desk.mine else ""
    mine = [one for one in story.promises if one.owner == "me"]
    theirs = [one for one in story.promises if one.owner != "me"]
    for title, found in (("You promised", mine), ("They promised" if beside else "Others promised", theirs)):
        promised = promise_rows(found, desk.snapshot, desk.today, beside=beside)
        yield from _block(title, table(promised, desk.width, gives=0, needs=_TEXT_NEEDS))
    rows: list[list[Cell]] = []
    for thread in story.threads:
        whom = names(desk.snapshot, (person for person in thread.with_ if person != beside))
        since = f"since {day_words(thread.since, desk.today)}" if thread.since else ""
        rows.append([thread.text, Span(since, "dim"), Span(whom, "dim")])
    yield from _block("Ask next time", table(rows, desk.width, gives=0, needs=_TEXT_NEEDS))


def _people_title(record: AnyRecord) -> str:
    if isinstance(record, Event):
        return "Whom you met there" if record.status == "went" else "Whom you may meet there"
    return "Who takes part" if isinstance(record, Project) else "People you know there"


def _person_row(one: Member, desk: Desk) -> list[Cell]:
    contact = desk.snapshot.by_id.get(one.id or "")
    if not isinstance(contact, Contact):
        return [Span(one.written, "bold"), one.role or "", ""]
    last = "" if contact.id == desk.mine else last_words(desk.shapes.standing(contact), desk.today)
    return [Span(contact.name, "bold"), one.role or "", Span(last, "dim")]


def _talks(record: AnyRecord, story: Story, desk: Desk) -> Iterator[str]:
    """The timeline, newest first."""
    shown = story.talks if desk.all_talks else story.talks[:_TALKS_SHOWN]
    alone = isinstance(record, Contact) and record.id != desk.mine
    rows: list[list[Cell]] = []
    for talk in shown:
        others = names(desk.snapshot, (person for person in desk.snapshot.people(talk) if person != record.id))
        words = dotted(first_words(desk.snapshot, talk), f"with {others}" if others and alone else "")
        when = Span(date_words(talk.date, time=False), "dim")
        rows.append([when, dotted(talk.channel, _state(talk, desk)), "" if alone else Span(others, "bold"), words])
    title = f"Talks ({len(story.talks)})" if len(story.talks) > 1 else "Talks"
    yield from _block(title, table(rows, desk.width, needs=_WORDS_NEED, keeps=(0, 1)))
    if len(shown) < len(story.talks):
        more = f"{len(story.talks) - len(shown)} more"
        yield from pointing(more, f"notebook show {record.id} --all", desk.width)


def _state(talk: Interaction, desk: Desk) -> str:
    """Whether a talk is still planned, or was cancelled."""
    day = talk.date.earliest if talk.date else None
    if talk.status == "cancelled":
        return "cancelled"
    return "planned" if talk.status == "planned" or (day and day > desk.today) else ""


def _problems(record: AnyRecord, desk: Desk) -> Iterator[str]:
    """What could not be read in the record's own file, with its line."""
    found = [problem for problem in desk.snapshot.file_problems if problem.path == record.path]
    for problem in sorted(found, key=lambda problem: problem.line):
        words = clean(f"{problem.line}: {problem.message} {problem.hint}".rstrip())
        yield from (f"  {steady(line)}" for line in wrap(words, desk.width - 2))


def _backlinks(story: Story, desk: Desk) -> Iterator[list[Cell]]:
    """The notes that link here, without the talks, which are on the card already."""
    talks = {talk.path for talk in story.talks}
    for source, reference in story.backlinks:
        if source.path in talks:
            continue
        about = source.name
        if isinstance(source, Interaction):
            about = dotted(source.channel, few_names(desk.snapshot, desk.snapshot.people(source)))
        yield [Span(f"{source.path}:{reference.line}", "dim"), about]
