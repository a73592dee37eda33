"""Everyday words that are names: taken for a person only where the words around them say so.

`with Will`, `called Paris`, `Will called`, `Ada and Will`, `letter from June`, `Will and Ada came`: a person.
`Will call`, `in May`, `on April 3`, `hope to see`: not. In lower case only after `with`, as the object of a deed, or in
a list.
"""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token
from .words import (
    ABOUT,
    ABSENT,
    ADVERBS,
    AND,
    AWAY,
    BEING,
    CHANNEL_NOUNS,
    CLAUSE_STARTS,
    COMES,
    DAY_WORDS,
    DEEDS,
    DESCRIBING,
    FROM_WORDS,
    GIVEN,
    HIM,
    ME_TOO,
    MONTHS_AND_DAYS,
    MY_DEEDS,
    MY_DEEDS_NOW,
    NOT_THERE,
    SAYING,
    SENT,
    THIRD,
    TITLES,
    TOWNS,
    WITH,
)  # fmt: skip

# After these a virtue or a thing is as likely as somebody called by it: `saw hope in her eyes`.
_SEEING = frozenset(
    "saw see seeing brought offered promised paid sent bought showed wished left asked gave lent".split()
)
_STATES = AWAY | frozenset(
    """back in here there home moving leaving getting coming going worried happy sad tired pregnant retired visiting
    staying looking working writing living studying learning planning doing fine better well ok okay also still not
    now just very so too 80 70 60 50 40 30""".split()
)
_SIDES = frozenset("from for to by about".split())
_AUXILIARY = frozenset("did didn does doesn couldn wouldn hasn wasn isn can't has had".split())
# After a name these tell no kind of thing: `called Paris yesterday`, `met Paris outside`.
_NO_NOUNS = (
    AND
    | DEEDS
    | WITH
    | ABOUT
    | ADVERBS
    | DAY_WORDS
    | BEING
    | ABSENT
    | NOT_THERE
    | ME_TOO
    | THIRD
    | CLAUSE_STARTS
    | CHANNEL_NOUNS
    | HIM
    | _AUXILIARY
    | _STATES
    | frozenset(
        """from to for at in on by into over of off up out as or if not will would can could should must may might do
    does today tomorrow alone
    together outside inside downtown upstairs downstairs abroad online nearby early earlier
    late later me us my his our your both all too a an the this that these those some any two three four move dance sing
    play work sleep cry eat cook run again twice once only instead first last next says thinks wants needs likes
    knows feels looks seems plans hopes asks tells""".split()
    )
) - {"people"}
_FAR = 9
_HANDING = frozenset(
    """introduced connected matched gave lent handed sent sold returned passed emailed mailed forwarded posted wrote
    texted messaged showed cc introducing connecting""".split()
)
_FETCHING = frozenset("got received heard borrowed learned hear".split())
_AFTER_A_NAME = AND | DEEDS | frozenset("on at in for about today yesterday this last over from".split())
# Words after which somebody follows: `ran into mark`, `spoke to hope`.
_MEETING = {
    "into": ("ran", "bumped", "run"),
    "to": ("spoke", "talked", "wrote", "chatted", "spoken", "speaking", "talking"),
    "by": ("joined", "accompanied"),
}
_PARTICLES = frozenset("by over round around along to in too with up".split())


class Around:
    """The words around a stretch of tokens."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self._tokens = tokens
        self._first = first
        self._last = last

    def word(self, distance: int) -> str:
        """The word or mark so many tokens before (negative) or after the stretch; empty beyond the line's ends."""
        at = self._first + distance if distance < 0 else self._last + distance
        return self._tokens[at].folded if 0 <= at < len(self._tokens) else ""

    @property
    def before(self) -> str:
        """The word before, describing words left out: `with my friend Will`."""
        distance = -1
        while (word := self.word(distance)) in DESCRIBING or (word == "/" and self._w(distance)):
            distance -= 1
        return "with" if word in ("w", "wth") else word

    def _w(self, distance: int) -> bool:
        return self.word(distance - 1) == "w"

    def earlier(self, words: frozenset[str]) -> bool:
        """True where one of the words stands shortly before the stretch, in the same sentence."""
        for at in range(self._first - 1, max(self._first - _FAR, 0) - 1, -1):
            if self._tokens[at].folded in (";", ".", "!", "?"):
                return False
            if self._tokens[at].folded in words:
                return True
        return False

    @property
    def joined(self) -> bool:
        """True where an apostrophe ties the next word to the stretch."""
        at = self._last + 1
        return at < len(self._tokens) and bool(self._tokens[at].joiner)

    @property
    def possessive(self) -> bool:
        """True for `Ada's letter`, but not for `Ada's moving`."""
        if not self.joined or self.word(1) != "s":
            return False
        follows = self.word(2)
        return not (follows in _STATES or follows in ("been", "got", "a", "an", "the", "at", "on", "off"))

    @property
    def after(self) -> str:
        """The word after; a short form such as `'ll` in full."""
        word = self.word(1)
        if self.joined:
            return {"s": "'s" if self.possessive else "is", "ll": "will", "d": "had"}.get(word, word)
        return word

    @property
    def describes(self) -> bool:
        """True for a place or a month that says what kind: `the Florence office`, `met Paris fashion people`."""
        if self.joined or self._last + 1 >= len(self._tokens):
            return False
        after = self._tokens[self._last + 1]
        if not after.is_word or not after.text.islower() or not after.text.isalpha() or after.folded in _NO_NOUNS:
            return False
        if self.word(-1) in ("the", "a", "an"):
            return True
        before = self.before
        governs = before in WITH or before in ("to", "from", "for", "by", "into") or before in CHANNEL_NOUNS
        governs = governs or before in ("met", "visited", "called", "saw", "phoned", "emailed", "meeting", "joined")
        return governs and not after.folded.endswith(("ly", "ing"))

    @property
    def starts(self) -> bool:
        """True at the start of a sentence."""
        return self._first == 0 or not self._tokens[self._first - 1].is_word


def says_person(word: str, small: bool, around: Around, in_list: bool) -> bool:
    """True where the words around an everyday word make it somebody's name."""
    dated = (around.after[:1].isdigit() and around.word(2) not in MONTHS_AND_DAYS) or around.word(-1)[:1].isdigit()
    if (dated and word in MONTHS_AND_DAYS) or around.word(-1) == "of":
        return False
    if small:
        return word in GIVEN and _small(word, around, in_list)
    return _after_a_word(word, around) or _before_a_word(word, around) or (in_list and not _is_day(word, around))


def meets(tokens: Sequence[Token], at: int, dated: bool) -> bool:
    """True where a list of names before this place says that they met: `for dinner`, `: tea`, `at the theatre`.

    `dated` names, all of months and days, need the word for a way of meeting.
    """
    words = [token.folded for token in tokens[at : at + 4]]
    if words and words[0] in (":", "-", "–", "—", "("):
        words = words[1:]
    if words[:1] and words[0] in CHANNEL_NOUNS:
        return True
    if words[:1] and words[0] in ("for", "over", "at", "on", "after") and CHANNEL_NOUNS.intersection(words[1:]):
        return True
    placed = words[:1] == ["at"] and words[1:2] in (["the"], ["our"], ["my"], ["home"])
    return placed and not dated and words[2:3] not in (["weekend"], ["end"], ["beginning"], ["start"], ["same"])


def _is_day(word: str, around: Around) -> bool:
    return word in MONTHS_AND_DAYS and around.word(-1) in ("in", "on", "by", "until", "till", "since", "from", "every")


def _after_a_word(word: str, around: Around) -> bool:
    before = around.before
    town = word in TOWNS
    if before in WITH or around.word(-1) in TITLES:
        return True
    if before in MY_DEEDS or before in MY_DEEDS_NOW:
        if town and before in ("visited", "visit", "reached", "saw", "see", "left"):
            return around.after in ("at", "and") or before in ("saw", "see")
        return not _is_day(word, around) and not (word in MONTHS_AND_DAYS and before in ("moved", "meeting", "visit"))
    if around.word(-1) in ("but", "only", "just") and around.earlier(NOT_THERE):
        return word in GIVEN
    if before in _SIDES and word in GIVEN and not town and word not in MONTHS_AND_DAYS:
        return True
    if before == "from":
        return around.word(-2) in SENT or around.word(-2) in FROM_WORDS or around.earlier(_FETCHING)
    if before == "to":
        spoken = ("wrote", "spoke", "talked", "replied", "chatted", "it")
        return around.word(-2) in SENT or around.word(-2) in spoken or around.earlier(_HANDING)
    if before == "for":
        return around.word(-2) in SENT
    if before in SAYING:
        return not around.joined
    if before in ("into", "up", "over") and around.word(-2) in ("ran", "bumped", "run", "caught", "met", "picked"):
        return True
    if around.word(-2) == "s" and word in GIVEN:
        return True  # `Ada's lawyer Mark`
    if before in AND and (around.word(-2) == "i" or around.earlier(WITH)):
        return not town and word not in MONTHS_AND_DAYS
    return before in CHANNEL_NOUNS and word not in MONTHS_AND_DAYS and not town


def _before_a_word(word: str, around: Around) -> bool:
    after = around.after
    month = word in MONTHS_AND_DAYS
    if after in COMES and (month or word == "dawn"):
        return around.word(2) in _PARTICLES
    if after in DEEDS or after in _AUXILIARY:
        return around.starts or around.before not in ("the", "a", "in", "on")
    if after in AND and around.word(2) == "i":
        return around.starts
    if around.word(2) in ("me", "us") and after.endswith(("s", "ed")) and around.starts:
        return word in GIVEN
    if after in ("'s", "himself", "herself", "themself", "themselves"):
        return not month and word not in TOWNS
    if after in BEING and not month:
        return around.word(2) in _STATES and (word in GIVEN or around.starts)
    if after in (":", "–", "-") and around.starts:
        return not month and word in GIVEN and word not in TOWNS
    return False


def _small(word: str, around: Around, in_list: bool) -> bool:
    before, after = around.before, around.after
    if around.word(-2) == "s" and around.word(-4) in WITH:
        return True  # `with Ada's lawyer mark`
    if before != around.word(-1) and before != "with":
        return False  # `the will`, `my hope`
    if around.joined:
        return False
    if before in WITH:
        return not (after == "in" and around.word(2) in ("my", "our", "his", "her", "their"))  # `with hope in my heart`
    ends = not after.isalpha() or after in _AFTER_A_NAME
    if ends and around.word(-2) in _MEETING.get(before, ()):
        return True
    if before in MY_DEEDS and not (before in _SEEING and word not in TOWNS and word not in ("will", "mark", "bill")):
        return not (word in TOWNS and before in ("visited", "saw", "reached"))
    if before == "from":
        return around.word(-2) in SENT and word not in MONTHS_AND_DAYS and word not in TOWNS
    if not in_list:
        return False
    if word in ("will", "may", "can"):
        return not after.isalpha() or after in _AFTER_A_NAME  # not `ada, will call her`
    return around.word(-1) != "," or not after.isalpha() or after in AND or after in DEEDS
