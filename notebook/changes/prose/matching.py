"""Where the names of records stand in a line: whole names, parts of names, initials, names inside unspaced text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...records import Contact, Event, Organization, Project
from ...text.folding import fold
from .name_words import shares_word, sharing
from .tokens import Token, is_unspaced, tokens_of
from .words import DESCRIBING, TITLES

# By its rank a name wins over others: a whole name, then what somebody is called in short, then any other part.
How = Literal["id", "name", "alias", "short alias", "first name", "last name", "part"]
RANK: dict[How, int] = {"id": 0, "name": 0, "alias": 0, "short alias": 1, "first name": 1, "last name": 2, "part": 3}
Lasting = Contact | Event | Organization | Project

# Parts of names by which nobody is called.
PARTICLES = frozenset(
    """da de di do du dos das del della der den des van von zu zur el al la le les los las bin ibn abu bat y e o a d l i
    of the and st saint san santa mac mc ter ten op os in on at for to dr mr mrs ms prof miss sir""".split()
)
_FIRST_NAMES = frozenset("al van mac le san ter".split())  # particles that are also first names
_MOST_INITIALS = 3
_BEYOND_LATIN = "\u0370"
_NOT_INITIALS = frozenset("aieyw")  # small letters that are words
_INITIALS_AT_END = frozenset("aw")
_AND_PARTICLES = frozenset("and e y i".split())


@dataclass(frozen=True, slots=True)
class Fit:
    """A record that a stretch of the line can mean, and by which of its names, and how much of that."""

    record: Lasting
    how: How
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the line, by tokens (`last` included) and by characters, and whom it can mean."""

    first: int
    last: int
    start: int
    end: int
    fits: tuple[Fit, ...]

    @property
    def is_whole(self) -> bool:
        """True where the stretch is a whole name, alias or id of somebody."""
        return any(fit.how in ("id", "name", "alias", "short alias") for fit in self.fits)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a record as it is looked for; `hyphens` are the places of words tied to the one before."""

    words: tuple[str, ...]
    record: Lasting
    how: How
    text: str
    hyphens: tuple[int, ...] = ()


class Names:
    """The names of those records that share a word with the line."""

    def __init__(self, records: Iterable[Lasting], tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._words = {token.folded for token in tokens if token.is_word}
        self._words |= {singular for word in self._words for singular in singulars(word)}
        self._unspaced = "".join(token.folded for token in tokens if is_unspaced(token.text))
        self._by_word: dict[str, list[tuple[_Name, int]]] = defaultdict(list)
        self._inside: list[tuple[str, Fit]] = []
        self._last_names: dict[str, set[str]] = defaultdict(set)
        known = list(records)
        if not self._unspaced:
            # All names at once, since most share no word with the line.
            names = [" ".join((one.id, one.name, *one.aliases)) for one in known]
            known = [known[place] for place in sharing(names, self._words)]
        for record in known:
            self._take(record)

    def _take(self, record: Lasting) -> None:
        for how, name in _names_of(record):
            if shares_word(name, self._words):
                words = [token for token in tokens_of(name) if token.is_word]
                hyphens = tuple(at for at, token in enumerate(words) if token.joiner in ("-", "‐", "‑"))
                found = _Name(tuple(token.folded for token in words), record, how, name, hyphens)
                for place, word in enumerate(found.words):
                    self._by_word[word].append((found, place))
            if self._unspaced and is_unspaced(name):
                self._take_inside(_Name(tuple(fold(name).split()), record, how, name))

    def _take_inside(self, name: _Name) -> None:
        whole = "".join(name.words)
        if len(whole) > 1 and whole in self._unspaced:
            self._inside.append((whole, Fit(name.record, name.how, name.text)))
        for part in name.words if name.how == "name" and len(name.words) > 1 else ():
            if len(part) > 1 and part in self._unspaced:
                self._inside.append((part, Fit(name.record, "part", name.text)))

    def at(self, first: int) -> Match | None:
        """The longest stretch from this token on that is a name or a part of one."""
        if self._tokens[first].joiner:
            return None
        longest = 0
        fits: dict[str, Fit] = {}
        for name, place in self._candidates(first):
            length, how = self._length(name, place, first)
            if not length or length < longest or not self._ends_at(first + length - 1):
                continue
            if length > longest:
                longest, fits = length, {}
            known = fits.get(name.record.id)
            if known is None or RANK[how] < RANK[known.how]:
                fits[name.record.id] = Fit(name.record, how, name.text)
        if not fits:
            return None
        last = first + longest - 1
        match = Match(first, last, self._tokens[first].start, self._tokens[last].end, tuple(fits.values()))
        return self._with_last_name(match)

    def _candidates(self, first: int) -> Iterator[tuple[_Name, int]]:
        token = self._tokens[first]
        yield from self._by_word.get(token.folded, ())
        letters = initials_from(self._tokens, first)
        after = first + (1 if len(token.folded) > 1 else len(letters))
        if letters and after < len(self._tokens):
            for name, place in self._by_word.get(self._tokens[after].folded, ()):
                if place and place == len(name.words) - 1 and _are_initials(letters, name.words[:-1]):
                    yield name, first - after

    def _length(self, name: _Name, place: int, first: int) -> tuple[int, How]:
        """How many tokens from `first` on are those of the name from `place` on, and how much of it that is."""
        tokens, words = self._tokens, name.words
        if place < 0:  # `A. Lovelace`
            return 1 - place, "last name"
        length = 0
        while (
            place + length < len(words)
            and first + length < len(tokens)
            and tokens[first + length].folded == words[place + length]
        ):
            length += 1
        tied = all(token.joiner for token in tokens[first + 1 : first + length])
        if name.how == "id" and not tied and not isinstance(name.record, Contact):
            return 0, "part"  # an id is written with its hyphens
        if place == 0 and length == len(words):
            return length, "short alias" if name.how == "alias" and length == 1 else name.how
        said = words[place : place + length]
        if name.how == "id" or all(_says_little(word, name.how, place) for word in said):
            return 0, "part"  # the words of an id are those of the name
        if name.how == "alias" and not _is_latin_form(name):
            return length, "part"
        if (place == 0 and length in name.hyphens) or 0 < place == sum(at <= place for at in name.hyphens):
            return 0, "part"  # Anne-Lise is no Anne, and no Lise
        if place == 0:
            return length + self._initials(words[length:], first + length), "first name"
        if place + length == len(words) and not _starts_before_particle(name, place):
            return length, "last name"
        # Nobody is called by a given name in the middle: `her husband Pedro` is not João Pedro de Almeida.
        return (0 if isinstance(name.record, Contact) else length), "part"

    def _initials(self, words: Sequence[str], at: int) -> int:
        """How many tokens from here on are initials of these words in their order: `Ada L.`, `anna k`, `Hope N-P`."""
        count = 0
        for word in words:
            token = self._tokens[at + count] if at + count < len(self._tokens) else None
            if token is None or not (_is_initial(token) or _is_small_initial(token) or self._ends_name(at + count)):
                break
            if word.startswith(token.folded):
                count += 1
        return count

    def _ends_name(self, at: int) -> bool:
        """True for the `a` of `sam a and sam t`, which is no article before a mark or `and`."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        plain = self._tokens[at].text in _INITIALS_AT_END and not self._tokens[at].joiner
        return plain and (after is None or not after.is_word or after.folded in ("and", "und"))

    def _ends_at(self, last: int) -> bool:
        """True where the name can end: no hyphen ties on another word, and no apostrophe but that of a short form."""
        after = self._tokens[last + 1] if last + 1 < len(self._tokens) else None
        if after is None or not after.joiner:
            return True
        if after.joiner in "'’‘":
            return after.folded in ("s", "ll", "d", "re", "ve")
        return is_title(after)

    def _with_last_name(self, match: Match) -> Match:
        """The match with the last name after it of one whom it can mean: `Sasha Dravic`, `Sasha de Luca`."""
        after = match.last + 1
        while after + 1 < len(self._tokens) and self._tokens[after].text in PARTICLES:
            after += 1
        between = [token.folded for token in self._tokens[match.last + 1 : after]]
        if after >= len(self._tokens) or self._tokens[after].joiner or not isinstance(match.fits[0].record, Contact):
            return match
        named = {name.record.id for name, place in self._by_word.get(self._tokens[after].folded, ())
                 if name.how != "id" and place and place == len(name.words) - 1
                 and list(name.words[place - len(between) : place]) == between}  # fmt: skip
        fits = tuple(fit for fit in match.fits if fit.record.id in named and self._tokens[after].is_word)
        if not fits or not self._ends_at(after):
            return match
        return Match(match.first, after, match.start, self._tokens[after].end, fits)

    def inside(self, text: str) -> Iterator[tuple[int, int, tuple[Fit, ...]]]:
        """Where names stand inside a text of an unspaced script, and whom they can mean, longest names first."""
        at = 0
        while at < len(text):
            here = [(name, fit) for name, fit in self._inside if text.startswith(name, at)]
            if not here:
                at += 1
                continue
            longest = max(len(name) for name, _ in here)
            fits = {fit.record.id: fit for name, fit in here if len(name) == longest}
            yield at, at + longest, tuple(fits.values())
            at += longest

    def with_last_name(self, word: str) -> tuple[Fit, ...]:
        """The contacts with this last name."""
        found = {name.record.id: Fit(name.record, "last name", name.text) for name, place in self._by_word.get(word, ())
                 if name.how != "id" and place and place == len(name.words) - 1}  # fmt: skip
        return tuple(found.values())


def singulars(word: str) -> tuple[str, ...]:
    """The names of which a word can be the plural: `marlowes`."""
    return tuple(word.removesuffix(ending) for ending in ("es", "s") if word.endswith(ending) and len(word) > 4)


def is_title(token: Token) -> bool:
    """True for what Japanese and Korean speakers tie to a name."""
    return token.folded in ("san", "sensei", "sama", "kun", "chan", "ssi", "nim")


def _starts_before_particle(name: _Name, place: int) -> bool:
    """True for `Pedro de Almeida` in João Pedro de Almeida: a given name in the middle, and the surname."""
    after = PARTICLES.intersection(name.words[place + 1 :]) - _AND_PARTICLES
    return bool(after) and name.words[place] not in PARTICLES


def _is_latin_form(name: _Name) -> bool:
    """True for an alias that writes a name of another script in Latin letters, so that its parts are names as well."""
    return name.text[:1].upper() < _BEYOND_LATIN <= name.record.name[:1].upper()


def _says_little(word: str, how: How, place: int) -> bool:
    """True for a part of a name by which nobody is called: a particle, a number, a letter, the Aunt of `Aunt Peg`."""
    if word.isdigit() or (len(word) < 2 and word.isascii()):
        return True
    if how == "alias" and (word in DESCRIBING or word in TITLES):
        return True
    return word in PARTICLES and not (place == 0 and word in _FIRST_NAMES)


def initials_from(tokens: Sequence[Token], first: int) -> str:
    """The initials that start at this token: `J. P. Marchetti`, `JP Marchetti`, `j. marchetti`."""
    token = tokens[first]
    if token.text.isupper() and token.text.isascii() and 1 < len(token.text) <= _MOST_INITIALS:
        return token.folded
    letters = ""
    for one in tokens[first : first + _MOST_INITIALS]:
        if not (_is_initial(one) or (not letters and _is_small_initial(one))):
            break
        letters += one.folded
    return letters


def _are_initials(letters: str, words: Sequence[str]) -> bool:
    """True where these are the first letters of the words, or of the first of them."""
    own = [word for word in words if word not in PARTICLES]
    return (
        len(letters) <= len(own)
        and all(word.startswith(one) for word, one in zip(own, letters, strict=False))
        and (own[0] != letters)
    )


def _is_initial(token: Token) -> bool:
    return len(token.folded) == 1 and token.text.isupper() and (token.text != "I" or token.end - token.start > 1)


def _is_small_initial(token: Token) -> bool:
    return len(token.folded) == 1 and token.text.islower() and token.folded not in _NOT_INITIALS and not token.joiner


def _names_of(record: Lasting) -> Iterator[tuple[How, str]]:
    yield "name", record.name
    for alias in record.aliases:
        yield "alias", alias
    yield "id", record.id
