"""The contacts a line names, by any of their names; words that only look like names are left alone (everyday.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...snapshot import Snapshot
from .everyday import Around, meets, says_person
from .marked import SMALL, Person
from .matching import PARTICLES, Match, Names, singulars
from .tokens import Token, is_capital, is_unspaced
from .words import (
    ABOUT,
    ABSENT,
    ADVERBS,
    AND,
    APPROACHES,
    BEING,
    CHANNEL_NOUNS,
    CLAUSE_STARTS,
    COMES,
    COMING,
    DAY_WORDS,
    DEEDS,
    DESCRIBING,
    EVERYDAY,
    FOR_WORDS,
    FROM_WORDS,
    GIVEN,
    HIM,
    JOINING,
    ME_TOO,
    MONTHS_AND_DAYS,
    MY_DEEDS_NOW,
    NOT_THERE,
    SENT,
    THIRD,
    TITLES,
    TO_WORDS,
    TOWNS,
    WITH,
)  # fmt: skip

_SIGN = re.compile(r"(?<![\w@.+])[@+](?=[^\W_])")
_NO_SURNAMES = DEEDS | MY_DEEDS_NOW | CHANNEL_NOUNS | DESCRIBING | WITH | AND | MONTHS_AND_DAYS | CLAUSE_STARTS | TITLES
_BEFORE_SURNAMES = SMALL - AND | frozenset("v d der des den ten ter".split())
_RELATIVES = frozenset("cousins family brothers sisters siblings twins kids children household clan boys girls".split())
# In lower case before a surname, no given name.
_NOT_GIVEN = (
    _NO_SURNAMES | ABOUT | ABSENT | ADVERBS | BEING | DAY_WORDS | EVERYDAY - GIVEN | FOR_WORDS | FROM_WORDS | HIM
    | ME_TOO | NOT_THERE | PARTICLES | SENT | THIRD | TO_WORDS
    | frozenset("to from for at by into over of off up out as or if but so is if it old young".split())
)  # fmt: skip
_NO_THIRD_NAMES = TOWNS | PARTICLES | (_NOT_GIVEN - EVERYDAY)  # `Meeting With Ada Lovelace About Maps`
_DETERMINERS = frozenset("the a an my our your his her their this that old young".split())
_LEAST = 3  # letters of a given name
_LARGEST_FAMILY = 6
_APOSTROPHES = ("'", "’", "‘")


class Finding:
    """Finds the contacts that are named in the tokens of a line."""

    def __init__(self, line: str, tokens: Sequence[Token], snapshot: Snapshot, other_words: frozenset[str]) -> None:
        self._line = line
        self._tokens = tokens
        self._names = Names(snapshot.contacts, tokens)
        self._other_words = other_words  # of organizations, events, projects and places
        self._signs = {match.end() for match in _SIGN.finditer(line)}

    def people(self, busy: set[int], marked: set[int]) -> list[Person]:
        """The people in the order of the line; tokens in `busy` belong to something else, `marked` to known people."""
        found: list[Person] = []
        named = set(marked)
        at = listed = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if at >= listed and (at == 0 or not self._tokens[at - 1].is_word):
                names, listed = self._list_of_names(at)
                named |= names
            match = self._names.at(at) if token.is_word and at not in busy else None
            if match and busy.intersection(range(match.first, match.last + 1)):
                match = None
            person = (self._person(match, named) if match else None) or self._family(at, busy)
            if person:
                found.append(person)
                last = match.last if match and not person.family else at
                named.update(range(at, last + 1))
                at = last + 1
                continue
            if at not in busy:
                found += self._inside(token)
            at += 1
        return found

    def _person(self, match: Match, named: set[int]) -> Person | None:
        """The person a stretch names; None where its words are no name here."""
        words = self._tokens[match.first : match.last + 1]
        sign = match.start in self._signs
        small = not all(is_capital(word.text) or word.folded in SMALL for word in words)
        listed = match.first in named and match.first + 1 not in named
        if not sign and not listed and not self._is_name(match, words, small, named):
            return None
        after = self._token(match.last + 1)
        text = self._line[match.start : match.end]
        plural = text[-1:] in "sS" and after is not None and after.text in _APOSTROPHES and after.start == match.end
        start = match.start - (1 if sign else 0)
        small = small and len(words) == 1
        return Person(start, match.end, text, match.fits, sure=sign, small=small,
                      possessive=plural or self._around(match).possessive)  # fmt: skip

    def _is_name(self, match: Match, words: Sequence[Token], small: bool, named: set[int]) -> bool:
        if self._is_someone_else(match) or self._is_of_a_family(match):
            return False
        if len(words) > 1 and (match.is_whole or match.fits[0].how == "last name"):
            return True
        if not is_capital(words[-1].text) and len(words[-1].text) > 1 and len(words) > 1:
            return False
        around = self._around(match)
        if len(words) == 1 and (around.before in ("in", "at") or words[0].folded.isdigit()):
            host = around.possessive and not _is_surname(match)  # `at MacDonald's` is a restaurant
            return around.before == "at" and (host or around.after in AND)
        if len(words) == 1 and words[0].folded in MONTHS_AND_DAYS | TOWNS | self._other_words and around.describes:
            return False  # `the Florence office`
        if len(words) == 1 and words[0].folded in EVERYDAY:
            return says_person(words[0].folded, small, around, self._neighbour(match, named))
        if small:
            return len(words) > 1 or len(words[0].folded) > 1
        return (
            len(words) > 1 or match.is_whole or words[0].folded not in self._other_words or self._stands_for_one(around)
        )

    def _stands_for_one(self, around: Around) -> bool:
        return around.before in WITH or around.before in AND or around.after in DEEDS or around.before in DEEDS

    def _neighbour(self, match: Match, named: set[int]) -> bool:
        """True where the stretch stands in a list with somebody whose name is no everyday word."""
        before, after = self._token(match.first - 1), self._token(match.last + 1)
        if before and before.folded in JOINING and match.first - 2 in named:
            return True
        if before and before.text == ">" and match.first - 3 in named:
            return True
        at = match.last + 1
        while after and after.folded in JOINING:
            at += 1
            after = self._token(at)
        if at == match.last + 1 or after is None or not after.is_word:
            return False
        other = self._names.at(at)
        return other is not None and (after.folded not in EVERYDAY or other.last > other.first)

    def _list_of_names(self, at: int) -> tuple[set[int], int]:
        """The tokens of a list of names that starts a sentence and meets or does something, and where the list ends.

        `may and june came over`, `Rob and Jack on the wall`, `Paris, Grace, Will for dinner`
        """
        begins = at == 0 or self._tokens[at - 1].text != ","
        found, at, ands = self._names_in_a_row(at)
        if found and ands and at < len(self._tokens) and self._tokens[at].text in ("I", "i"):
            return found, at
        if len(found) < 2 or self._tokens[at - 1].folded in AND:
            return set(), at
        small = any(self._tokens[one].text[:1].islower() for one in found)
        dated = all(self._tokens[one].folded in MONTHS_AND_DAYS for one in found)
        if begins and not small and meets(self._tokens, at, dated):
            return found, at
        around = Around(self._tokens, at - 1, at - 1)
        verb, then = around.word(1), around.word(2)
        if self._tokens[at - 1].folded in JOINING or (not ands and (small or around.after.isalpha())):
            return set(), at
        if verb in APPROACHES or (verb in COMES and then in COMING) or (verb in DEEDS and then in ("me", "us")):
            return found, at
        other = any(self._tokens[one].folded not in MONTHS_AND_DAYS | TOWNS for one in found)
        return (found if not small and other else set()), at

    def _names_in_a_row(self, at: int) -> tuple[set[int], int, bool]:
        """Where names start that have only `and` and commas between them, where these end, and whether with `and`."""
        found: set[int] = set()
        ands = False
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.folded in JOINING and found:
                ands = ands or token.folded in AND
                at += 1
                continue
            match = self._names.at(at) if token.is_word else None
            if match is None or not (token.folded in GIVEN or token.folded not in EVERYDAY or match.last > match.first):
                break
            found.add(at)
            at = match.last + 1
        return found, at, ands

    def _around(self, match: Match) -> Around:
        return Around(self._tokens, match.first, match.last)

    def _token(self, at: int) -> Token | None:
        return self._tokens[at] if 0 <= at < len(self._tokens) else None

    def _is_someone_else(self, match: Match) -> bool:
        """True for a name beside another name: `Ada Byron`, `Mary Lovelace`, `Ada Lovelace King` are not Ada Lovelace.

        A word at the start of a sentence may have its capital from there.
        """
        if self._goes_on(match):
            return True
        if match.is_whole and match.last > match.first:
            return False
        first = self._past_particles(match.first)
        before = self._token(first - 1)
        if before is None or before.end + 1 != self._tokens[first].start:
            return False
        ahead = self._token(first - 2)
        if before.text.islower():
            described = ahead is not None and ahead.folded in _DETERMINERS  # `the tall Attard`
            return _is_surname(match) and not described and _is_given(before)
        if not self._is_other_name(before):
            return False
        starts = ahead is None or not ahead.is_word
        if starts and before.folded in ADVERBS | DAY_WORDS:
            return False
        return not starts or _is_surname(match)

    def _goes_on(self, match: Match) -> bool:
        """True where the name goes on after the stretch."""
        after = self._token(match.last + 1)
        if after and after.folded in SMALL - AND and after.text.islower():
            at = match.last + 1
            while (after := self._token(at)) and after.folded in SMALL:  # `Ada von der Byron`
                at += 1
        elif after and after.start != match.end + 1:
            after = None
        if after is None or after.joiner or not self._is_other_name(after):
            return False
        return match.first == match.last or not match.is_whole or after.folded not in _NO_THIRD_NAMES

    def _past_particles(self, first: int) -> int:
        """Where the surname starts whose last word is at `first`: `v. d. Berg`."""
        at = first
        while at and self._tokens[at - 1].text.islower():
            if self._tokens[at - 1].folded not in _BEFORE_SURNAMES:
                break
            at -= 1
        letter, stop = self._token(at - 2), self._token(at - 1)
        if at == first and letter and stop and stop.text == "." and len(letter.text) == 1 and letter.text.islower():
            return self._past_particles(first - 2)
        return at

    def _is_of_a_family(self, match: Match) -> bool:
        """True for a surname before the relatives of that name: `the Marlow cousins`."""
        after = self._token(match.last + 1)
        return _is_surname(match) and after is not None and after.folded in _RELATIVES

    def _is_other_name(self, token: Token) -> bool:
        if not token.is_word or not token.text[:1].isupper() or token.text in ("I", "OK"):
            return False
        if self._line.isupper() or token.folded.isdigit():
            return False
        if len(token.text) == 1:
            return True
        return token.folded not in _NO_SURNAMES and token.folded not in self._other_words

    def _family(self, at: int, busy: set[int]) -> Person | None:
        """`the Marlowes`: everybody with that last name, where there are several."""
        token, before = self._tokens[at], self._token(at - 1)
        if before is None or before.folded != "the" or at in busy or not token.text[:1].isupper():
            return None
        for singular in singulars(token.folded):
            fits = self._names.with_last_name(singular)
            if 1 < len(fits) <= _LARGEST_FAMILY:
                return Person(token.start, token.end, token.text, fits, family=True)
        return None

    def _inside(self, token: Token) -> Iterator[Person]:
        """Whom a text of an unspaced script names."""
        if is_unspaced(token.text) and len(token.folded) == len(token.text):
            for start, end, fits in self._names.inside(token.folded):
                yield Person(token.start + start, token.start + end, token.text[start:end], fits)


def _is_surname(match: Match) -> bool:
    """True where nobody is called by the stretch but by surname."""
    return all(fit.how in ("last name", "part") for fit in match.fits)


def _is_given(before: Token) -> bool:
    """True for a word in lower case that can be the given name before a surname: `siobhan o'neill`."""
    known = before.folded in _NOT_GIVEN or before.folded.endswith(("ed", "ing", "ly"))
    return before.is_word and not before.joiner and len(before.folded) >= _LEAST and not known
