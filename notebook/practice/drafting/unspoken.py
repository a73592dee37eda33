"""What no draft brings up: a line that has to do with what weighs on somebody, in whatever wording and script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from ...records import Contact
from ...text.folding import fold
from ..hard_words import is_hard
from ..phrases import word_keys

_LEAST = 2  # letters of a word that can tell
_ROOT, _FOREIGN_ROOT = 5, 4  # letters of a word that is looked for in longer ones, in English and elsewhere
_ALIKE = 0.75  # of the shorter of two words, which the beginning of both has to be
_LETTERS = 3  # in a row, by which two texts of an alphabet without spaces are alike
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0966-\u0dff])*")  # with the vowel signs of India
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々\U00020000-\U0003ffff]+")
_KATAKANA = re.compile(r"[\u30a0-\u30ff]{2,}")  # what is borrowed; hiragana joins words
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,}")  # Thai, Lao, Burmese, Khmer
_PLAIN_HAN = frozenset("一二三四五六七八九十年月日人的了和在是不有我你他她")
# Words that join others, and those for when: that two texts have one of them says nothing. `son` is French as well.
_PLAIN = frozenset(
    """
    a about after again ago ah all also always am an and any anybody anyone are around as asked at away back be
    because been before being between both but by can come could day days did do does doing done down during
    each else even ever every few first for from get gets go goes going good got had has have he her here hers
    herself him himself his how i if in into is it its just keep last later less like little long made make many
    may maybe me met might more most much must my near need needs never new next no not now of off often on once
    one only or other our out over own per perhaps quite really said say second see seen seems she should since
    so some somebody someone something soon still such take takes talk talked tell than that the their them then
    there these they thing things think this those three through till time to today together told too twice two
    under until up us very want wants was way we week weeks well went were what when where whether which while
    who whom whose why will with without would yet year years yes yesterday you your january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec monday tuesday wednesday thursday friday saturday sunday month months spring summer autumn winter ao aos
    as ate com como da das de dele dela desde do dos e ela ele em entre eu foi ha isso ja la mais mas meu minha
    muito na nao nas no nos num numa o os ou para pela pelo por que quem se sem ser seu sua sobre um uma al con
    cuando del donde el en es esta este la las lo los mi muy o para pero si sin su sus un una y ya au aux avec
    ce ces cette chez dans depuis des du elle en est et il ils je la le les leur ma mes mon ne ni nous ou par
    pas pour qu que qui sa sans se ses sous sur tu un une vous aber als am an auch auf aus bei bis das dass dem
    den der des die durch ein eine einem einen einer er es fur hat ich ihr ihre im in ist mit nach nicht noch
    nur oder seit sein seine sich sie sind so uber um und uns vom von vor was wenn wie wir zu zum zur het een
    van met voor в во и из к на не о об от по с со у что как это ее его он она они мы вы я за до но
    """.split()
)  # fmt: skip


class Unspoken:
    """What weighs on somebody, by lines about it; tells whether another line has to do with that.

    A line has, where both have a word that is not plain, a word that is another with an ending, or in scripts without
    spaces a pair of characters. That finds more than there is: what is left out of a letter does no harm.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = [_Words(line) for line in lines]

    def touched_by(self, text: str) -> bool:
        """True for a line that has to do with it."""
        words = _Words(text) if self._lines else None
        return words is not None and any(words.has_to_do_with(line) for line in self._lines)


def unspoken_of(*people: Contact) -> Unspoken:
    """What weighs on them, by their `care:` and the hard ones of their dates: no draft brings that up."""
    hard = (one.what for contact in people for one in contact.dates if is_hard(one.what))
    return Unspoken((*(care.text for contact in people for care in contact.care), *hard))


class _Words:
    """What a line can be known by."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)

    def has_to_do_with(self, other: _Words) -> bool:
        """True where the two share anything of it."""
        if not self._whole.isdisjoint(other._whole) or not self._pairs.isdisjoint(other._pairs):
            return True
        if not self._lone.isdisjoint(other._characters) or not other._lone.isdisjoint(self._characters):
            return True
        return any(_have_one_root(one, another) for one in self._spaced for another in other._spaced)

    @cached_property
    def _spaced(self) -> frozenset[str]:
        """The words, but for plain ones."""
        return frozenset(word for word in _WORD.findall(self._folded) if len(word) >= _LEAST and word not in _PLAIN)

    @cached_property
    def _whole(self) -> frozenset[str]:
        """The words, without their endings too, and what two neighbours are in one: `burn-out` is burnout."""
        both = pairwise(_WORD.findall(self._folded))
        joined = (one + other for one, other in both if not {one, other} <= _PLAIN)
        stems = (key for key in word_keys(self._text) if len(key) > _LEAST and key.isalpha() and key not in _PLAIN)
        return self._spaced.union(stems, (word for word in joined if len(word) >= _ROOT))

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """Characters that stand side by side, where words have no spaces; the beginnings of Korean words."""
        found: set[str] = set()
        for run in (*_HAN.findall(self._folded), *_KATAKANA.findall(self._folded)):
            found.update(one + other for one, other in pairwise(run))
        for word in _HANGUL.findall(self._folded):
            found.update((word[:2], word[:1]) if len(word) == _LEAST else (word[:2],))
        for run in _UNSPACED.findall(self._folded):
            found.update(run[at : at + _LETTERS] for at in range(max(1, len(run) - _LETTERS + 1)))
        return frozenset(found)

    @cached_property
    def _lone(self) -> frozenset[str]:
        """Characters that are a word by themselves, as the mother in `母が病気`."""
        return frozenset(run for run in _HAN.findall(self._folded) if len(run) == 1 and run not in _PLAIN_HAN)

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(char for run in _HAN.findall(self._folded) for char in run)


def _have_one_root(one: str, other: str) -> bool:
    """True where one word stands in the other, or nearly all of it begins the other: `Krebs`, `Brustkrebs`."""
    short, long = sorted((one, other), key=len)
    root = _ROOT if short.isascii() else _FOREIGN_ROOT
    if len(short) < root:
        return False
    return short in long or _beginning(short, long) >= max(root - (not short.isascii()), _ALIKE * len(short))


def _beginning(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
