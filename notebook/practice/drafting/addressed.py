"""A message to one person: what the notes about them say, said to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice

from ...records import Contact, Interaction
from ...schema import channel_group
from ...snapshot import Snapshot
from .. import promises as promising
from .. import threads as threading
from ..evidence import Evidence
from ..giving import gifts, unthanked
from ..hard_words import is_hard
from ..phrases import word_keys
from ..sharing import private_fields
from ..words import length_words
from .calling_cards import Said
from .second_person import pronoun_of, said_to
from .unspoken import unspoken_of

_TALK_FOR = timedelta(days=60)  # so long, a talk counts before the messages that came after it
_TOPICS = 3
_GIFTS = 2
_TASK = re.compile(r"^[-*+] \[.\]")
_ABOUT_THEM = re.compile(r"\b(?:she|he|her|his|him|they|their)\b|^\w[\w ]{0,30}:", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?:how|what|when|where|who|whom|whose|which|why|is|are|was|were|has|have|had|do|does|did|will|would|can|could|"
    r"should|may|might)\b|\b(?:are|can|could|did|do|had|have|were|will|would) you\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:answer|arrange|ask|book|bring|buy|call|check|collect|come|comment|connect|cook|draw|email|fetch|fill|find|fix|"
    r"forward|get|give|go|help|introduce|invite|join|leave|lend|let|listen|look|mail|make|mend|meet|move|note|offer|order|"
    r"pay|phone|pick|plan|post|print|proof|propose|put|read|recommend|remind|repair|return|review|ring|save|scan|search|"
    r"see|sell|send|set|share|show|sign|speak|start|take|talk|teach|tell|test|thank|think|translate|try|visit|wait|watch|"
    r"write)\b",
    re.IGNORECASE,
)
_WRITING = re.compile(r"(?:thank|tell|report|write|answer|reply|ask)\b", re.IGNORECASE)
_SENDING = re.compile(r"(?:comments?|email|forward|give|mail|notes?|send|share)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^an? ", re.IGNORECASE)  # what was given is known: it is "the loaf", not "a loaf"
_ADVICE = re.compile(r"advice:\s*", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The talk a message goes on from. `when` is `on Tuesday`, `length` is `5 weeks`, `group` is that of the channel.

    `first` is true where there was none before, `mine` where the owner wrote or called; `topics` are said to them.
    """

    when: Said
    length: str
    days: int
    channel: str | None
    group: str | None
    event: str | None
    place: str | None
    first: bool
    mine: bool
    topics: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """What the owner promised, said to the person. `does`: it is a verb; `sends`: it can come with the message."""

    text: Said
    does: bool
    sends: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, said to the person; `asks` is true for a question, false for the words for a matter."""

    text: Said
    asks: bool


class Addressed:
    """The person a message goes to, and how a line about them is said to them."""

    def __init__(self, snapshot: Snapshot, contact: Contact, talks: Sequence[Interaction], today: date) -> None:
        self.snapshot = snapshot
        self.contact = contact
        self.today = today
        alone = [talk for talk in talks if snapshot.people(talk) == (contact.id,)]
        self._weighs = unspoken_of(contact)
        self.pronoun = pronoun_of(contact, [words for talk in alone for words in _words(talk)])

    def said(self, text: str, people: Sequence[str], path: str, line: int) -> Said | None:
        """The line as it is said to them; `people` are those its note is about.

        None where that is a guess, and where it is about what weighs on them: no draft brings that up.
        """
        if not self.may_say(text):
            return None
        words = said_to(text, self.contact, self.pronoun, alone=tuple(people) == (self.contact.id,))
        return Said(words, Evidence(text, path, line)) if words else None

    def may_say(self, text: str) -> bool:
        """False for words about what weighs on them."""
        return not self._weighs.touched_by(text)

    def may_begin_with(self, topic: str) -> bool:
        """False for a topic that nobody begins a letter with: a hard one, and with care, any that is not their own.

        Their own are their interests, and the projects they take part in.
        """
        if is_hard(topic) or not self.may_say(topic):
            return False
        return not self.contact.care or not self._own_subjects.isdisjoint(word_keys(topic))

    @cached_property
    def _own_subjects(self) -> set[str]:
        person = self.contact.id
        projects = [one.name for one in self.snapshot.projects if person in self.snapshot.people(one)]
        return {key for text in (*(one.text for one in self.contact.interests), *projects) for key in word_keys(text)}


def _words(talk: Interaction) -> Iterator[str]:
    """What a note says about the person it is with, but for what they said themselves."""
    for phrases in (talk.topics, talk.gave, talk.received, talk.tasks, (talk.summary,) if talk.summary else ()):
        yield from (phrase.text for phrase in phrases)


def spoken_first(talks: Sequence[Interaction], today: date) -> list[Interaction]:
    """The talks, newest first, those in person or by voice of the last two months before what was written since."""

    def is_spoken(talk: Interaction) -> bool:
        day = talk.date.earliest if talk.date else None
        return channel_group(talk.channel) in ("in person", "remote") and day is not None and today - day <= _TALK_FOR

    return sorted(talks, key=lambda talk: not is_spoken(talk))


def last_talk(to: Addressed, talks: Sequence[Interaction]) -> LastTalk | None:
    """The first of these talks, as a message goes on from it."""
    talk = next(iter(talks), None)
    day = talk.date.earliest if talk and talk.date else None
    if talk is None or day is None:
        return None
    snapshot, today = to.snapshot, to.today
    event = snapshot.resolve(talk.event.text, "event") if talk.event else ()
    people = snapshot.people(talk)
    subjects = (topic for topic in talk.topics if to.may_begin_with(topic.text))
    topics = (to.said(topic.text, people, talk.path, topic.line) for topic in subjects)
    when = _when(day, today) if talk.date and talk.date.whole else f"in {_MONTHS[day.month - 1]} {day.year}"
    return LastTalk(
        when=Said(when, _of_talk(to, talk)),
        length=length_words((today - day).days),
        days=(today - day).days,
        channel=talk.channel,
        group=channel_group(talk.channel),
        event=event[0].name if len(event) == 1 else None,
        place=talk.place,
        first=snapshot.talks(to.contact.id)[-1] == talk,
        mine=talk.initiated == "me",
        topics=tuple(islice((topic for topic in topics if topic), _TOPICS)),
    )


def _of_talk(to: Addressed, talk: Interaction) -> Evidence:
    """The talk by its first words; by its day where they are about what weighs on the person."""
    words = promising.summary_words(to.snapshot, talk)
    if words and talk.summary and to.may_say(words):
        return Evidence(words, talk.path, talk.summary.line)
    name = talk.name if to.may_say(talk.name) else str(talk.date)
    return Evidence(name, talk.path, to.snapshot.line_of(talk, "date"))


def _when(day: date, today: date) -> str:
    """`today`, `on Tuesday`, `last week`, `3 weeks ago`, `in May`, `in May 2024`."""
    days = (today - day).days
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 7:
        return f"on {_DAYS[day.weekday()]}"
    if days < 14:
        return "last week"
    if days < 60:
        return f"{length_words(days)} ago"
    return f"in {_MONTHS[day.month - 1]}" + ("" if days < 300 else f" {day.year}")


def quote(to: Addressed, talks: Sequence[Interaction]) -> Said | None:
    """Their own words from a talk between the two alone; what is told about them there is none.

    Of somebody on whom something weighs none at all: nobody can tell which words are about that.
    """
    for talk in talks if not to.contact.care else ():
        if to.snapshot.people(talk) == (to.contact.id,):
            for quote in talk.quotes:
                text = quote.text.strip("\"'“”‘’„«» ")
                if text and not _TASK.match(text) and not _ABOUT_THEM.search(text) and not is_hard(text):
                    return Said(text, Evidence(quote.text, talk.path, quote.line))
    return None


def promised(to: Addressed) -> Promised | None:
    """The first open promise of the owner's to the person, the one due soonest before those without a day.

    To thank, tell or answer is what a letter does: of such a promise it says nothing.
    """
    for one in promising.open_promises(promising.promises(to.snapshot, only_open=True), mine=True):
        if to.contact.id in one.with_ and (one.since is None or one.since <= to.today):
            said = to.said(one.text.rstrip(". "), one.with_, one.path, one.line)
            if said and not _WRITING.match(said.text):
                return Promised(said, bool(_VERB.match(said.text)), bool(_SENDING.match(said.text)))
    return None


def question(to: Addressed) -> Question | None:
    """The newest open thread; of one that stands in a note about several, only what is about this person.

    One that names a day ahead is not asked before it.
    """
    for one in threading.threads(to.snapshot):
        known = one.since is None or one.since <= to.today
        if to.contact.id in one.with_ and known and not threading.rests(one.text, one.since, to.today):
            words = one.text.rstrip("?.!？؟ ")
            said = to.said(words, one.with_, one.path, one.line)
            if said and (len(one.with_) == 1 or said.text != words):
                asks = bool(_QUESTION.search(said.text)) or one.text.rstrip().endswith(("?", "？", "؟"))
                return Question(said, asks)
    return None


def gifts_of(to: Addressed) -> tuple[Said, ...]:
    """The newest of what was received from the person and not thanked for, else the newest of all: of one note."""
    found = [gift for gift in gifts(to.snapshot, to.contact.id, to.today) if not gift.given]
    waiting = unthanked(to.snapshot, found, to.today)
    lines = ((gift.path, to.said(gift.what, gift.who, gift.path, gift.line)) for gift in waiting or found)
    known = [(path, said) for path, said in lines if said]
    same = [said for path, said in known if path == known[0][0]]
    things = [Said(_ARTICLE.sub("the ", said.text), said.evidence) for said in same if not _ADVICE.match(said.text)]
    if things or not same:
        return tuple(things[:_GIFTS])
    return (Said(f"your {_ADVICE.sub('advice: ', same[0].text, count=1)}", same[0].evidence),)


def through(snapshot: Snapshot, contact: Contact) -> Said | None:
    """Who brought the two together, where that is somebody of the vault and not private."""
    met = contact.met
    hidden = "met" in private_fields(contact)
    found = snapshot.resolve(met.through.text, "contact") if met and met.through and not hidden else ()
    if met is None or met.through is None or len(found) != 1:
        return None
    return Said(found[0].name, Evidence(f"met through {found[0].name}", contact.path, met.through.line))
