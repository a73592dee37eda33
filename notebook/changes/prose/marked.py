"""People who are marked as such in a line: `[[links]]`, `+New Name` and `**New Name**`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...records import Contact
from ...snapshot import Snapshot
from ...text.body import reference_name
from ...text.folding import fold
from .matching import Fit
from .tokens import is_capital, is_unspaced

_LINK = re.compile(r"(?<!!)\[\[[^\[\]\n]+\]\]")
_NEW = re.compile(r'(?<![\w+])\+(?:"(?P<quoted>[^"\n]+)"|(?=[^\W\d_]))')
_BARE = re.compile(r'[^\s,;:!?()"/&<>]+(?:[ ][^\s,;:!?()"/&<>]+){0,4}')
_BOLD = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*")
_POSSESSIVE = re.compile(r"['’]s\b")
_MOST_WORDS = 5
SMALL = frozenset("da de di do du dos das del der den van von zu el al la le bin ibn y e".split())


@dataclass(slots=True)
class Person:
    """A stretch of the line that means somebody: a contact out of `fits`, or somebody new by the name `new`.

    `sure` people are marked as such; `small` ones are names in lower case. Which contact it is, with the reason, or the
    candidates where that is not clear, is settled later (`likeliest` of several); `family` is a last name in the
    plural, and means them all.
    """

    start: int
    end: int
    text: str
    fits: tuple[Fit, ...] = ()
    new: str = ""
    sure: bool = False
    small: bool = False
    family: bool = False
    possessive: bool = False
    contacts: tuple[Contact, ...] = ()
    why: str = ""
    likeliest: bool = False
    candidates: tuple[Contact, ...] = ()


def marked_people(line: str, snapshot: Snapshot) -> list[Person]:
    """The marked people, in the order of the line."""
    found: list[Person] = []
    for match in _LINK.finditer(line):
        name = reference_name(match[0])
        fits = _fits(name, snapshot)
        if fits:
            possessive = bool(_POSSESSIVE.match(line, match.end()))
            found.append(Person(*match.span(), name, fits, sure=True, possessive=possessive))
    for match in _NEW.finditer(line):
        name, end = match["quoted"], match.end()
        if name is None:
            name, end = _new_name(line, end, snapshot)
        name = name.strip()
        if name:
            fits = _fits(name, snapshot)
            found.append(Person(match.start(), end, name, fits, "" if fits else name, sure=True))
    for match in _BOLD.finditer(line):
        name = match["bold"].strip()
        if _looks_like_a_name(name):
            fits = _fits(name, snapshot)
            found.append(Person(*match.span(), name, fits, "" if fits else name))
    return _apart(found)


def with_bold(bold: Sequence[Person], found: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """The bold names that are somebody new, and the people found who are no part of one.

    Two bold words and more mean a contact only by first and last name: `**Maria Silva**` is not Maria Silva Campos.
    """
    new: list[Person] = []
    known = list(found)
    for person in bold:
        inside = [one for one in known if one.start < person.end and person.start < one.end]
        if not inside or not (len(person.new.split()) == 1 or any(_by_both_ends(person, one) for one in inside)):
            new.append(person)
            known = [one for one in known if one not in inside]
    return new, known


def _by_both_ends(bold: Person, person: Person) -> bool:
    said = fold(bold.new).split()
    names = [fold(fit.name).split() for fit in person.fits]
    return any(name[0] == said[0] and name[-1] == said[-1] for name in names if name)


def _fits(name: str, snapshot: Snapshot) -> tuple[Fit, ...]:
    """The contacts with this id, name or alias."""
    return tuple(
        Fit(contact, "id" if contact.id == name else "name" if fold(contact.name) == fold(name) else "alias", name)
        for contact in snapshot.resolve(name, "contact")
        if isinstance(contact, Contact)
    )


def _new_name(line: str, start: int, snapshot: Snapshot) -> tuple[str, int]:
    """The capitalised words after a plus, small words such as `da` between them included, and where they end."""
    found = _BARE.match(line, start)
    bare = found[0] if found else ""
    kept = 0
    for number, word in enumerate(re.finditer(r"\S+", bare)):
        if number and (word[0][0] in "+@#[*" or is_unspaced(bare[:kept])):
            break
        name = _POSSESSIVE.sub("", word[0]).rstrip(".'’")
        if name and is_capital(name) and name[0].isalpha():
            kept = word.start() + len(name)
            if len(name) < len(word[0]) and len(name) > 1:
                break
        elif fold(name) not in SMALL:
            break
    if not kept and bare and _fits(bare.split()[0], snapshot):
        kept = len(bare.split()[0])  # `+ada`
    return bare[:kept], start + kept


def _looks_like_a_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS and all(
        (is_capital(word) and word[0].isalpha()) or fold(word) in SMALL for word in words
    )


def _apart(found: list[Person]) -> list[Person]:
    """Those that do not lie in one another, in the order of the line."""
    kept: list[Person] = []
    for person in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or person.start >= kept[-1].end:
            kept.append(person)
    return kept
