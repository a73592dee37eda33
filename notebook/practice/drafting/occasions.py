"""Occasions: what there is to congratulate somebody on near a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ...records import Contact, Milestone
from ...snapshot import Snapshot
from ...text.folding import fold
from ..congratulations import Congratulation
from ..deaths import has_died
from ..evidence import Evidence
from ..hard_words import is_hard, is_no_job, is_parting
from ..milestones import occurrences
from .second_person import said_to
from .unspoken import unspoken_of

BEHIND = timedelta(days=21)  # after that, it is no longer late but odd
_BIRTHDAY_AHEAD = timedelta(days=2)  # nothing else is congratulated on before its day
_SOON = timedelta(days=14)
# A date of somebody's life is an occasion where its words are glad, and none of them sad: where nobody can tell, a
# congratulation does more harm than its absence.
_GLAD = re.compile(
    r"\b(?:award\w*|baby|born|bachelor|certified|citizen\w*|defended|degree|diploma|doctorate|elected|engaged|"
    r"engagement|exhibition|founded|graduat\w+|half-?marathon|hired|joined|launch\w*|licen[cs]ed|"
    r"(?:became|made|named|new) (?:a |the )?(?:chair|chief|director|editor|head|lead|partner|president|professor)|"
    r"marathon|master'?s|medal|opened|opening|passed the|phd|prize|professorship|promot\w+|published|release|tenured?|"
    r"thesis|won|(?:first|new) (?:book|company|flat|home|house|job|office|position|post|practice|restaurant|role|"
    r"school|shop|studio))\b"
)
_WEDDING = re.compile(r"\b(?:wedding|marri(?:ed|age)|boda|casamento|hochzeit|mariage|bruiloft|matrimonio)\b")
_YEARLY = re.compile(r"\b(?:anniversary|birthday|jubilee|name ?day)\b")
_DOUBTFUL = re.compile(
    r"\b(?:appl\w+|appointment|cancel\w*|deadline|due|ends?|ended|exam|expir\w+|fail\w*|interview|last|leaves|left|"
    r"moved out|not|postponed|refused|reject\w+|renewal|retire\w*|revoked|submission|test|trial|without)\b"
)
# The owner's own: `our wedding` on somebody's card is no feast of theirs to be told of.
_MINE = re.compile(r"\b(?:my|mine|our|ours|meu|minha|mijn|nossa|nosso|notre|nuestr[ao]|ons|onze|unser\w*|mein\w*)\b")
_ANOTHERS = re.compile(r"\b(?:he|her|hers|him|his|she|their|theirs|them|they)\b", re.IGNORECASE)
_GENDERS = {"she": "she", "her": "she", "hers": "she", "he": "he", "him": "he", "his": "he"}
_THEIR = re.compile(r"\btheir\b", re.IGNORECASE)

OccasionKind = Literal["birthday", "anniversary", "job", "date"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What to congratulate on, and in how many days it is; fewer than none: it has been."""

    kind: OccasionKind
    what: str
    days: int
    evidence: Evidence


def occasion_of(
    snapshot: Snapshot, contact: Contact, today: date, news: Sequence[Congratulation] = (), *, pronoun: str = ""
) -> Occasion | None:
    """The nearest occasion of the last three weeks: a birthday, also in the next two days, a glad date, a new job.

    A date counts where its words are glad and none is hard; one that is no anniversary, in its own year alone; a
    wedding where nothing says that it ended. Its words are said to them, by their `pronoun`. Who has died has none.
    `news` are the new jobs that the vault's history knows of.
    """
    if has_died(contact):
        return None
    since = today - BEHIND
    found = _birthdays(snapshot, contact, today, since, today + _BIRTHDAY_AHEAD)
    found += _dates(contact, today, pronoun, since, today)
    found += [
        Occasion("job", one.new, (one.date - today).days, Evidence(one.new, one.path, one.line))
        for one in news
        if one.id == contact.id and today - BEHIND <= one.date <= today and not is_no_job(one.new)
    ]
    return min(found, key=lambda one: (abs(one.days), one.kind, one.what), default=None)


def coming(snapshot: Snapshot, contact: Contact, today: date, *, pronoun: str = "") -> Occasion | None:
    """The next birthday or glad date of the coming two weeks, for which it is too early yet; None for who has died."""
    if has_died(contact):
        return None
    since, until = today + timedelta(days=1), today + _SOON
    found = [*_birthdays(snapshot, contact, today, since, until), *_dates(contact, today, pronoun, since, until)]
    return min(found, key=lambda one: (one.days, one.kind, one.what), default=None)


def _birthdays(snapshot: Snapshot, contact: Contact, today: date, since: date, until: date) -> list[Occasion]:
    if contact.birthday is None:
        return []
    line = snapshot.line_of(contact, "birthday")
    evidence = Evidence(f"birthday {contact.birthday}", contact.path, line)
    days = occurrences(contact.birthday, since, until)
    return [Occasion("birthday", "birthday", (day - today).days, evidence) for day, _ in days]


def _dates(contact: Contact, today: date, pronoun: str, since: date, until: date) -> list[Occasion]:
    found = []
    unspoken = unspoken_of(contact)
    for milestone in contact.dates:
        what = fold(milestone.what)
        wedding, yearly = _WEDDING.search(what), _YEARLY.search(what)
        glad = wedding or yearly or (_GLAD.search(what) and not _DOUBTFUL.search(what))
        said = _said_to_them(milestone.what, contact, pronoun)
        if not glad or not said or is_hard(what) or unspoken.touched_by(what):
            continue
        if (wedding and _has_ended(contact, milestone)) or _MINE.search(what):
            continue
        for day, years in occurrences(milestone.date, since, until):
            if wedding or yearly or years == 0:
                found.append(_of_date(milestone, said, contact, (day - today).days, bool(wedding) and years != 0))
    return found


def _said_to_them(what: str, contact: Contact, pronoun: str) -> str | None:
    """The words as they are said to the person: `her first marathon` is `your first marathon`; None for another's."""
    genders = {
        word: gender for gender, words in (("she", "she her hers"), ("he", "he him his")) for word in words.split()
    }
    named = {genders[word] for word in re.findall(r"\w+", what.casefold()) if word in genders}
    theirs = pronoun or (named.pop() if len(named) == 1 else "")
    said = said_to(_THEIR.sub("your", what), contact, theirs, alone=True)
    return said if said and not _ANOTHERS.search(said) else None


def _has_ended(contact: Contact, wedding: Milestone) -> bool:
    """True where the card has a parting or a death that is not surely older than the wedding."""
    for one in contact.dates:
        years = (one.date.year, wedding.date.year)
        earlier = years[0] is not None and years[1] is not None and years[0] < years[1]
        if is_parting(one.what) and not earlier:
            return True
    own = (str(value) for value in contact.extra.values())
    return any(map(is_parting, (*(one.text for one in contact.care), *contact.tags, *contact.relationship, *own)))


def _of_date(milestone: Milestone, said: str, contact: Contact, days: int, again: bool) -> Occasion:
    evidence = Evidence(f"{milestone.date} {milestone.what}", contact.path, milestone.line)
    return Occasion("anniversary" if again else "date", said, days, evidence)
