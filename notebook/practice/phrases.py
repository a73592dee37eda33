"""Short texts that speak of the same: what one seeks and another offers, an interest in two wordings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from ..text.folding import fold

K = TypeVar("K")

# Letters and figures, with the vowel signs and tone marks of scripts in which these are not letters. What is written
# without spaces, as in Chinese, Japanese or Thai, is one word and compared whole.
_WORD = re.compile(r"(?:\w|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u1049\u1780-\u17d3\u3099\u309a]"
                   r"|(?<=\w)'(?=\w))+")  # fmt: skip
_ELIDED = re.compile(r"^(?:l|d|qu|j|n|s|c)'(?=\w{2})")  # French: l'atelier, d'encre
_LEAST = 4  # letters that stay when an ending is taken off
_ENDINGS = (("ations", 4), ("ation", 4), ("ings", _LEAST), ("ing", _LEAST), ("ators", 4), ("ator", 4), ("ers", _LEAST),
            ("er", _LEAST), ("ed", _LEAST), ("ate", 4))  # fmt: skip
_DOUBLED = re.compile(r"([bdgkmnprtv])\1$")
_ENOUGH = 0.5  # of the weight of a text's words, which another has to share
_IN_A_ROW = 0.3  # of it, where two of the shared words stand side by side in both texts
_LIGHT = 0.3  # of the weight of other words
_GENERAL_MOST = 1.5  # that a general word tells before that, so that one nobody offers does not hide what many do
_ROUNDING = 1e-9
_MOST = 100  # different texts that are like one
_LOOKED_AT = 4  # times as many, of which some only look alike
# After these a phrase tells where or when, not what.
_CIRCUMSTANCE = re.compile(r"\b(?:after|at|before|behind|beside|by|during|from|near|next to|since|under|until)\b")
# After these it tells more of the thing that was named.
_BEGUN = re.compile(r"[,;:(]|\b(?:about|for|how|in|of|on|that|to|what|where|which|who|whose|with|without|avec|chez|com|"
                    r"da|das|de|des|do|dos|du|en|em|para|pour|qui|sem|sobre|sur)\b")  # fmt: skip

_JOINING = frozenset(
    "a an the of and o os as um uma de do da dos das e le la les un une du des et el los las y".split()
)
# Words that say nothing of what a phrase is about.
_PLAIN = _JOINING | frozenset(
    "about abroad all any anybody anyone are at be before by can could do does doesn't don't else every for from get "
    "gets give gives goes good have her here him his how i in into is it its like made make many me more my no nobody "
    "not on one or our out over own she so some somebody someone something than that their them there they things this "
    "to too two under up us use used want wants was we what when where which who whom will with without would yet you "
    "your he has had if isn't won't "
    "ao aos ate com como em entre eu mais mas meu minha na nas no nos ou para pela pelo por que quem se sem seu sua "
    "sobre alguem algo "
    "au aux avec chez dans en ma mes mon ou par pas pour quelqu'un qui sa sans ses son sur ce cette".split()
)
# Words that many phrases have, whatever they are about: they count for little, and no two texts are alike by them.
_GENERAL = (
    "advice afternoon afternoons april august chance class classes company connection connections contact contacts "
    "course courses day days december evening evenings experience february feedback first free friday fridays friend "
    "friends hand help hour hours idea ideas introduction introductions intro intros january job july june lesson "
    "lessons list march meeting meetings monday mondays money month months morning mornings new november number "
    "numbers october old opinion opinions part partner patience people person place places project projects question "
    "questions room saturday saturdays second september session sessions skill skills small space spring summer "
    "sunday sundays support talk talks thursday thursdays time tip tips tool tools training tuesday tuesdays twenty "
    "wednesday wednesdays week weeks winter work workshop workshops year years "
    "ajuda apresentacao apresentacoes conselho conselhos conversa conversas dia dias pessoa pessoas projeto projetos "
    "tempo trabalho amigo amigos ideia ideias novo nova velho velha "
    "aide conseil conseils rencontre rencontres projet projets temps travail idee idees nouveau nouvelle ancien"
).split()


@dataclass(frozen=True, slots=True)
class Alike(Generic[K]):
    """A text that is like the one asked for: whose it is, the text, and how much they share, up to 1."""

    key: K
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Said:
    """What a short text is about, in words as `word_keys` gives them.

    `main` are the telling ones that are no mere circumstance, as the place in `a Saturday at the press`; `names` those
    that only say of what kind its `head` is: the thing itself, the last word before any `of` or `with`.
    """

    main: frozenset[str]
    names: frozenset[str]
    head: str


class Phrases(Generic[K]):
    """Many short texts, each with whose it is; finds those like another by the words they share, rare ones first."""

    def __init__(self, texts: Iterable[tuple[K, str]]) -> None:
        self._holders: dict[str, list[tuple[int, K]]] = defaultdict(list)
        for place, (key, text) in enumerate(texts):
            self._holders[text].append((place, key))
        self._texts = list(self._holders)
        self._words = [word_keys(text) for text in self._texts]
        self._count = sum(map(len, self._holders.values()))
        self._counts: Counter[str] = Counter()
        self._places: dict[str, set[int]] = defaultdict(set)
        self._pairs: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._equals: dict[frozenset[str], set[int]] = defaultdict(set)
        self._weights: dict[str, float] = {}
        for place, (text, words) in enumerate(zip(self._texts, self._words, strict=True)):
            self._equals[frozenset(words)].add(place)
            for word in words:
                self._counts[word] += len(self._holders[text])
                self._places[word].add(place)
            for pair in pairwise(words):
                self._pairs[pair].add(place)

    def weight(self, word: str) -> float:
        """How much a word tells: more for a rare one (inverse document frequency, Spärck Jones 1972)."""
        found = self._weights.get(word)
        if found is None:
            rarity = math.log(1 + self._count / (1 + self._counts[word]))
            found = self._weights[word] = _LIGHT * min(rarity, _GENERAL_MOST) if is_general(word) else max(rarity, 1)
        return found

    def alike(self, text: str, most: int = _MOST) -> list[Alike[K]]:
        """The texts that speak of the same thing as this one, the most alike first.

        These are the ones of the same words, however many have them; and those that share half of what this one says,
        or two words in a row, where what they share is the thing that is spoken of in both: so many different ones at
        `most`, of more those that were given first.
        """
        found = [
            (-share, place, key, near) for near, share in self.near(text, most) for place, key in self._holders[near]
        ]
        found.sort(key=lambda one: one[:2])
        return [Alike(key, near, -share) for share, _, key, near in found]

    def having(self, text: str) -> list[K]:
        """Whose this text is, in the order they were given."""
        return [key for _, key in self._holders.get(text, ())]

    def near(self, text: str, most: int = _MOST) -> list[tuple[str, float]]:
        """The texts that `alike` finds, each once and in no order, with how much they share.

        Only texts that share enough words to be alike are looked at, so that many texts cost no more than few.
        """
        weights = {word: self.weight(word) for word in word_keys(text)}
        if not weights:
            return [(text, 1.0)] if text.strip() and text in self._holders else []
        total = sum(weights.values())
        equal = self._equals.get(frozenset(weights), set())
        near = self._sharing(weights, total) - equal
        found = [(self._texts[place], 1.0) for place in equal]
        if near:
            said, left = said_in(text), most
            for place in sorted(near)[: _LOOKED_AT * most]:
                if left and _same_thing(said, said_in(self._texts[place])):
                    share = sum([weights[word] for word in self._words[place] if word in weights])
                    found.append((self._texts[place], min(share / total, 1.0)))
                    left -= 1
        return found

    def _sharing(self, weights: Mapping[str, float], total: float) -> set[int]:
        """The places of the texts that share half of this weight, or two words in a row that have some of it."""
        found: set[int] = set()
        for one, other in pairwise(weights):
            near = self._pairs.get((one, other))
            if near and not (is_general(one) and is_general(other)):
                if weights[one] + weights[other] >= _IN_A_ROW * total:
                    found |= near
                else:  # other words that they share may make up for it
                    found |= {place for place in near if self._weighed(weights, place) >= _IN_A_ROW * total}
        ordered = sorted(weights, key=lambda word: -weights[word])
        self._gather(found, weights, ordered, None, _ENOUGH * total)
        return found

    def _gather(
        self, found: set[int], weights: Mapping[str, float], words: Sequence[str], within: set[int] | None, least: float
    ) -> None:
        """Adds the places `within` of the texts with so many of these words, the heaviest first, as weigh the least."""
        left = sum([weights[word] for word in words])
        for at, word in enumerate(words):
            if left < least - _ROUNDING:
                return
            places = self._places.get(word)
            if places and within is not None:
                places = places & within
            if places and weights[word] >= least - _ROUNDING:
                found |= places
            elif places:
                self._gather(found, weights, words[at + 1 :], places, least - weights[word])
            left -= weights[word]

    def _weighed(self, weights: Mapping[str, float], place: int) -> float:
        return sum([weights[word] for word in self._words[place] if word in weights])


def _same_thing(one: Said, other: Said) -> bool:
    """True where the two share a word that tells what both are about, and not merely of what kind it is.

    `letterpress lessons` and `letterpress posters` are two things; so are a press, and a Saturday at the press.
    """
    shared = one.main & other.main
    if not shared:
        return False
    if shared <= one.names and shared <= other.names:
        return one.head == other.head or (is_general(one.head) and is_general(other.head))
    return True


@lru_cache(maxsize=65536)
def said_in(text: str) -> Said:
    """What the text is about."""
    what = _CIRCUMSTANCE.split(fold(text), maxsplit=1)[0].strip()
    thing, *rest = _BEGUN.split(what, maxsplit=1)
    words = word_keys(thing)
    more = word_keys(rest[0]) if rest else ()
    main = frozenset(word for word in (*words, *more) if not is_general(word))
    return Said(main, frozenset(words[:-1]).difference(more), words[-1] if words else "")


@lru_cache(maxsize=65536)
def word_keys(text: str) -> tuple[str, ...]:
    """What a text is about: its words folded, each once, without the ending of a plural or a verb; no plain words."""
    return tuple(dict.fromkeys(_key(word) for word in _words(text) if word not in _PLAIN))


@lru_cache(maxsize=65536)
def wording_key(text: str) -> frozenset[str]:
    """Equal for two texts of the same words in any order, in the singular or the plural: `old maps` and `Maps, old`."""
    return frozenset(wording_order(text))


def wording_order(text: str) -> tuple[str, ...]:
    """Equal for two texts of the same words in the same order, whatever their endings and articles."""
    return tuple(_singular(word) for word in _words(text) if word not in _JOINING) or (fold(text),)


def is_general(word: str) -> bool:
    """True for a word, as `word_keys` gives it, that is in phrases about anything, or for a number."""
    return word in _GENERAL_KEYS or word.isdecimal()


def _words(text: str) -> list[str]:
    return [_ELIDED.sub("", word).removesuffix("'s") for word in _WORD.findall(fold(text))]


def _singular(word: str) -> str:
    """The word without the ending of an English, Portuguese or French plural."""
    if len(word) > _LEAST and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > _LEAST and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) >= _LEAST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    word = _singular(word)
    if not word.isascii():
        return word
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = _DOUBLED.sub(r"\1", word.removesuffix(ending))
            break
    return word[:-1] if word.endswith("e") and len(word) > _LEAST else word


_GENERAL_KEYS = frozenset(map(_key, _GENERAL))
