"""What a query means, in which order its hits come, and what is suggested instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from index_notes import Notes, note

from notebook.index import Hit
from notebook.query.nodes import And, Filter, Not, Or, Words


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "index")


@pytest.fixture
def three(notes: Notes) -> Notes:
    notes.put(
        note("a.md", "She is worried about funding her engine.", names="Ada Lovelace\nCountess", fields="london"),
        note("b.md", "The engine, and the funding of it.", names="Charles Babbage", fields="london"),
        note("c.md", "Nothing new.", names="Mary Somerville", fields="naples"),
    )
    notes.update()
    return notes


def test_and_wants_every_part(three: Notes) -> None:
    assert three.found(And((Words("engine"), Words("worried")))) == ["a.md"]


def test_the_parts_of_and_may_be_in_different_fields(three: Notes) -> None:
    assert three.found(And((Words("lovelace"), Words("london"), Words("worried")))) == ["a.md"]


def test_or_wants_one_part(three: Notes) -> None:
    assert sorted(three.found(Or((Words("worried"), Words("naples"))))) == ["a.md", "c.md"]


def test_not_alone_means_all_others_by_path(three: Notes) -> None:
    assert three.found(Not(Words("worried"))) == ["b.md", "c.md"]


def test_not_takes_away_from_and(three: Notes) -> None:
    assert three.found(And((Words("engine"), Not(Words("worried"))))) == ["b.md"]


def test_not_of_not_is_the_part(three: Notes) -> None:
    assert three.found(Not(Not(Words("worried")))) == ["a.md"]


def test_or_with_not_takes_in_all_others(three: Notes) -> None:
    assert sorted(three.found(Or((Words("naples"), Not(Words("engine")))))) == ["c.md"]


def test_and_without_parts_means_all(three: Notes) -> None:
    assert three.found(And(())) == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize("query", [Words("&"), Words(""), Not(Words("…")), Or((Words("-"),)), And((Words("!"),))])
def test_a_query_without_words_finds_nothing(three: Notes, query: Words) -> None:
    assert three.found(query) == []


def test_a_part_without_words_says_nothing(three: Notes) -> None:
    assert three.found(And((Words("&"), Words("worried")))) == ["a.md"]


def test_a_filter_is_refused(three: Notes) -> None:
    with pytest.raises(ValueError, match="no filter"):
        three.found(And((Words("engine"), Filter("tag", ":", "x"))))


def test_a_phrase_wants_its_words_in_order(three: Notes) -> None:
    assert three.found(Words("the engine", "phrase")) == ["b.md"]
    assert three.found(Words("engine the", "phrase")) == []


def test_a_phrase_does_not_run_from_one_field_into_another(three: Notes) -> None:
    assert three.found(Words("lovelace london", "phrase")) == []


def test_a_phrase_does_not_run_from_one_value_into_the_next(three: Notes) -> None:
    assert three.found(Words("lovelace countess", "phrase")) == []


def test_a_phrase_runs_over_the_lines_of_a_body(notes: Notes) -> None:
    notes.put(note("a.md", "the difference\nengine"))
    assert notes.find(Words("difference engine", "phrase")) == ["a.md"]


def test_a_phrase_with_a_word_twice_wants_it_twice(notes: Notes) -> None:
    notes.put(note("a.md", "new york new york"), note("b.md", "new york york new"))
    assert notes.find(Words("new york new york", "phrase")) == ["a.md"]


def test_a_phrase_means_its_very_words(notes: Notes) -> None:
    notes.put(note("a.md", "board meetings"), note("b.md", "board meeting"))
    assert notes.find(Words("board meeting", "phrase")) == ["b.md"]


@pytest.mark.parametrize("prefix", ["lov", "Lovelace", "LÔV"])
def test_a_prefix_finds_words_that_start_so(three: Notes, prefix: str) -> None:
    assert three.found(Words(prefix, "prefix")) == ["a.md"]


def test_a_prefix_is_of_words_not_of_stems(notes: Notes) -> None:
    notes.put(note("a.md", "running"), note("b.md", "runs"))
    assert notes.find(Words("runn", "prefix")) == ["a.md"]


@pytest.mark.parametrize("prefix", ["ada@soc", "o'br", "obr", "jean-l", "山田"])
def test_a_prefix_may_end_inside_a_compound(notes: Notes, prefix: str) -> None:
    notes.put(note("a.md", "ada@society.example O’Brien Jean-Luc 山田太郎"), note("b.md", "adam jean"))
    assert notes.find(Words(prefix, "prefix")) == ["a.md"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("adda", True),  # one letter more
        ("ad", True),  # one fewer
        ("eda", True),  # another
        ("edo", False),  # two, in a short word
        ("lovlase", True),  # two, in a long word
        ("Lôvelace", True),
        ("lavlase", False),  # three
    ],
)
def test_a_fuzzy_word_forgives_one_error_and_two_in_a_long_word(three: Notes, asked: str, found: bool) -> None:
    assert ("a.md" in three.found(Words(asked, "fuzzy"))) is found


def test_a_fuzzy_word_ranks_the_word_as_it_is_first(notes: Notes) -> None:
    notes.put(note("a.md", "Gordan"), note("b.md", "Gordon"), note("c.md", "Gorden"))
    assert notes.find(Words("gordon", "fuzzy"))[0] == "b.md"


def test_a_fuzzy_name_may_lack_its_apostrophe(notes: Notes) -> None:
    notes.put(note("a.md", names="O'Brien"))
    assert notes.find(Words("obrian", "fuzzy")) == ["a.md"]


def test_a_name_ranks_before_a_field_and_a_field_before_the_body(notes: Notes) -> None:
    notes.put(
        note("a.md", "Lovelace " + "filler " * 20, names="One", fields="x"),
        note("b.md", "filler " * 21, names="Two", fields="lovelace"),
        note("c.md", "filler " * 21, names="Lovelace", fields="x"),
    )
    assert notes.find("lovelace") == ["c.md", "b.md", "a.md"]


def test_a_body_that_repeats_a_name_ranks_after_the_person(notes: Notes) -> None:
    notes.put(note("a.md", "Ada Ada Ada Ada Ada Ada Ada Ada"), note("b.md", "met once", names="Ada Lovelace"))
    assert notes.find("ada") == ["b.md", "a.md"]


def test_equal_hits_come_by_path(notes: Notes) -> None:
    notes.put(*(note(f"{number:02}.md", "the same words") for number in reversed(range(30))))
    assert notes.find("same") == [f"{number:02}.md" for number in range(30)]


def test_a_limit_gives_the_first_of_all_hits(notes: Notes) -> None:
    notes.put(*(note(f"{number:02}.md", "word " * (number % 4 + 1) + "x " * number) for number in range(30)))
    every = notes.find("word")
    assert [[hit.path for hit in notes.index.search(Words("word"), limit)] for limit in (0, 1, 7, 99)] == [
        every[:0], every[:1], every[:7], every,
    ]  # fmt: skip


def test_a_hit_is_a_path_and_a_score(three: Notes) -> None:
    (hit,) = three.index.search(Words("worried"), 5)
    assert hit == Hit("a.md", hit.score)
    assert hit.score > 0


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("lovelase", "lovelace"),
        ("Babage", "babbage"),
        ("fundinng", "funding"),
        ("lovelace", None),
        ("funded", None),  # known by its stem
        ("zzzzzz", None),
        ("", None),
        ("山田", None),
    ],
)
def test_the_nearest_known_word_is_suggested(three: Notes, word: str, suggestion: str | None) -> None:
    assert three.index.suggest(word) == suggestion


def test_a_suggestion_is_a_word_not_a_stem(notes: Notes) -> None:
    notes.put(note("a.md", "companies"))
    notes.update()
    assert notes.index.suggest("companees") == "companies"


def test_the_commoner_of_two_near_words_is_suggested(notes: Notes) -> None:
    notes.put(note("a.md", "printer"), note("b.md", "pointer"), note("c.md", "printer"))
    notes.update()
    assert notes.index.suggest("prinnter") == "printer"


def test_no_word_is_suggested_that_only_removed_notes_had(three: Notes) -> None:
    del three.notes["a.md"]
    three.update()
    assert three.index.suggest("lovelase") is None
