"""Which short texts speak of the same, and which only look like it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.practice.phrases import Phrases, is_general, word_keys, wording_key

OFFERS = (
    "an exhibition room from September 2027", "proof reading in English", "translation from English", "web maps",
    "scanning old maps", "letterpress posters", "advice on paper prices", "introductions in Porto", "book design",
    "patience with old handwriting", "internships at the lab", "travel grants for members", "room for tools",
    "a boat on some Fridays", "twenty years of water temperatures", "GIS lessons",
)  # fmt: skip


def alike(seek: str, *offers: str) -> list[str]:
    return [found.text for found in Phrases(enumerate(offers or OFFERS)).alike(seek)]


@pytest.mark.parametrize(
    ("seek", "offer"),
    [
        ("an exhibition room", "an exhibition room from September 2027"),
        ("a proof reader in English", "proof reading in English"),
        ("a translator from English", "translation from English"),
        ("a letterpress printer for a poster", "letterpress posters"),
        ("a book designer for her own atlas of dunes", "book design"),
        ("students who can read old handwriting", "patience with old handwriting"),
        ("an internship abroad from January", "internships at the lab"),
        ("scan of an old map", "scanning old maps"),
    ],
)
def test_what_is_sought_finds_what_is_offered(seek: str, offer: str) -> None:
    assert alike(seek)[0] == offer


@pytest.mark.parametrize(
    "seek",
    [
        "introductions in Leipzig", "advice on teaching", "a buyer for the boat who will not paint it",
        "somebody with time on Fridays", "commissions with maps in them", "lessons in Dutch", "a place for a student",
        "help", "money for two years", "",
    ],
)  # fmt: skip
def test_words_that_are_in_phrases_about_anything_make_no_match(seek: str) -> None:
    assert alike(seek) == []


def test_the_most_alike_comes_first() -> None:
    assert alike("letterpress posters", "letterpress", "letterpress posters", "posters") == [
        "letterpress posters", "letterpress", "posters",
    ]  # fmt: skip


def test_equal_words_that_are_all_plain_are_not_alike() -> None:
    assert alike("introductions", "introductions", "advice") == []


def test_portuguese_and_french_joining_words_do_not_count() -> None:
    assert alike("um editor para o meu", "uma casa para o verão", "o editor") == ["o editor"]
    assert alike("quelqu'un pour la reliure", "l'aide pour le jardin", "atelier de reliure") == ["atelier de reliure"]


def test_what_is_written_without_spaces_is_compared_whole() -> None:
    assert alike("古地図の修復", "古地図", "古地図の修復") == ["古地図の修復"]
    assert alike("แผนที่เก่า", "แผนที่", "แผนที่เก่า") == ["แผนที่เก่า"]
    assert word_keys("पुराने नक्शे") == ("पुराने", "नक्शे")


def test_a_word_that_many_have_tells_nothing_by_itself() -> None:
    offers = [
        f"{word} print" for word in ("aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj", "kk", "ll", "mm")
    ]
    assert Phrases(enumerate(offers)).alike("print") == []
    assert len(Phrases(enumerate(offers[:12])).alike("print")) == 12


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("old maps", "Maps, old"), ("tide tables", "tide-table"), ("harbour history", "the history of harbours"),
        ("libraries", "library"), ("Música", "musica"), ("o mar", "mar"),
    ],
)  # fmt: skip
def test_two_wordings_of_the_same_words_are_one(one: str, other: str) -> None:
    assert wording_key(one) == wording_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("maps", "old maps"), ("chess", "ches"), ("posters", "post"), ("cooking without meat", "cooking meat"),
     ("tennis", "tenni"), ("the", "of")],
)  # fmt: skip
def test_other_words_are_another_thing(one: str, other: str) -> None:
    assert wording_key(one) != wording_key(other)


def test_numbers_and_days_are_general() -> None:
    assert is_general("1950")
    assert all(map(is_general, word_keys("Fridays January advice introductions")))
    assert not is_general("letterpress")


WORDS = st.lists(st.sampled_from("press paper ink map book advice room boat for the and glue wood".split()), max_size=4)


@given(st.lists(WORDS, max_size=30), WORDS)
def test_looking_at_texts_with_a_telling_word_alone_finds_all_that_are_alike(
    offers: list[list[str]], seek: list[str]
) -> None:
    texts = [" ".join(offer) for offer in offers]
    phrases = Phrases(enumerate(texts))
    words = word_keys(" ".join(seek))
    total = sum(map(phrases.weight, words))
    wanted = set()
    for place, text in enumerate(texts):
        shared = [word for word in words if word in word_keys(text)]
        rows = set(pairwise(words)) & set(pairwise(word_keys(text)))
        share = sum(map(phrases.weight, shared)) / total if total else 0
        in_a_row = any(phrases.telling(word) for row in rows for word in row)
        if any(map(phrases.telling, shared)) and (share > 0.5 or (share > 0.3 and in_a_row)):
            wanted.add(place)
        if abs(share - 0.5) < 1e-9 or abs(share - 0.3) < 1e-9:
            return  # a sum in another order may round to the other side
    assert {found.key for found in phrases.alike(" ".join(seek))} == wanted
