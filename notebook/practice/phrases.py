"""Short texts that speak of the same: what one seeks and another offers, an interest in two wordings."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
_FEW = 12  # texts; a word that more of them have, and more than their square root, tells little by itself

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
    "advice afternoon afternoons april august chance company connection connections contact contacts day days december "
    "evening evenings experience february feedback first free friday fridays friend friends hand help hour hours idea "
    "ideas introduction introductions intro intros january job july june lesson lessons list march meeting meetings "
    "monday mondays money month months morning mornings new november number numbers october old opinion opinions "
    "part partner patience people person place places project projects question questions room saturday saturdays "
    "second september session sessions skill skills small space spring summer sunday sundays support talk talks "
    "thursday thursdays time tip tips tool tools tuesday tuesdays twenty wednesday wednesdays week weeks winter work "
    "year years "
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


class Phrases(Generic[K]):
    """Many short texts, each with whose it is; finds those like another by the words they share, rare ones first."""

    def __init__(self, texts: Iterable[tuple[K, str]]) -> None:
        self._texts = list(texts)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._keys = [word_keys(text) for _, text in self._texts]
        for place, words in enumerate(self._keys):
            for word in words:
                self._places[word].append(place)
        self._most = max(_FEW, math.isqrt(len(self._texts)))

    def weight(self, word: str) -> float:
        """How much a word tells: more for a rare one (inverse document frequency, Spärck Jones 1972)."""
        rarity = math.log(1 + len(self._texts) / (1 + len(self._places.get(word, ()))))
        return rarity * (_LIGHT if is_general(word) else 1)

    def telling(self, word: str) -> bool:
        """True for a word by which texts can be alike: no general one, nor one that many of them have."""
        return not is_general(word) and len(self._places.get(word, ())) <= self._most

    def alike(self, text: str) -> list[Alike[K]]:
        """The texts that share at least half of what this one says, or two words in a row, the most alike first.

        Only texts that share a telling word are looked at, so that many texts cost no more than few.
        """
        words = {word: self.weight(word) for word in word_keys(text)}
        total = sum(words.values())
        near = {place for word in words if self.telling(word) for place in self._places.get(word, ())}
        found = []
        for place in near:
            share = self._share(words, place) / total
            if share >= _ENOUGH or (share >= _IN_A_ROW and self._in_a_row(tuple(words), self._keys[place])):
                found.append((share, place))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [Alike(*self._texts[place], min(share, 1.0)) for share, place in found]

    def _share(self, words: Mapping[str, float], place: int) -> float:
        """The weight of the words that the text in that place has."""
        return sum([words[word] for word in self._keys[place] if word in words])

    def _in_a_row(self, words: tuple[str, ...], other: tuple[str, ...]) -> bool:
        pairs = set(pairwise(words)) & set(pairwise(other))
        return any(self.telling(word) for pair in pairs for word in pair)


@lru_cache(maxsize=65536)
def word_keys(text: str) -> tuple[str, ...]:
    """What a text is about: its words folded, each once, without the ending of a plural or a verb; no plain words."""
    return tuple(dict.fromkeys(_key(word) for word in _words(text) if word not in _PLAIN))


@lru_cache(maxsize=65536)
def wording_key(text: str) -> frozenset[str]:
    """Equal for two texts of the same words in any order, in the singular or the plural: `old maps` and `Maps, old`."""
    return frozenset(_singular(word) for word in _words(text) if word not in _JOINING) or frozenset((fold(text),))


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
