"""Which line of a note is shown for a query, and where in it the matches are."""

from __future__ import annotations

import pytest

from notebook.index import match_line
from notebook.query.nodes import And, Node, Not, Or, Words


def marked(query: Node | str, text: str) -> str | None:
    """The line with its matches in brackets."""
    found = match_line(Words(query) if isinstance(query, str) else query, text)
    if found is None:
        return None
    _, line, spans = found
    for start, end in reversed(spans):
        line = f"{line[:start]}[{line[start:end]}]{line[end:]}"
    return line


@pytest.mark.parametrize(
    ("word", "line", "shown"),
    [
        ("run", "She runs.", "She [runs]."),
        ("company", "two COMPANIES", "two [COMPANIES]"),
        ("lukasz", "met Łukasz", "met [Łukasz]"),
        ("strasse", "in der Straße", "in der [Straße]"),
        ("society", "<ada@society.example>", "<ada@[society].example>"),
        ("ada@society.example", "<ada@society.example>", "<[ada@society.example]>"),
        ("obrien", "with O’Brien.", "with [O’Brien]."),
        ("太郎", "昨日は山田太郎さんと", "昨日は山田[太郎]さんと"),
        ("山田太郎", "山田 太郎と", "[山田 太郎]と"),
        ("442079460000", "call +44 20 7946 0000 now", "call [+44 20 7946 0000] now"),
        ("ada", "- [[ada-lovelace|Ada]]", "- [[[ada]-lovelace|[Ada]]]"),
        ("organ", "_organ_", "_[organ]_"),
    ],
)
def test_a_word_is_marked_where_the_index_finds_it(word: str, line: str, shown: str) -> None:
    assert marked(word, line) == shown


@pytest.mark.parametrize(
    ("words", "line", "shown"),
    [
        (Words("the engine", "phrase"), "engine, the engine", "engine, [the engine]"),
        (Words("fun", "prefix"), "more funding", "more [funding]"),
        (Words("enigne", "fuzzy"), "an engine", "an [engine]"),
        (Words("jean-l", "prefix"), "Jean-Luc", "[Jean-Luc]"),
    ],
)
def test_a_phrase_prefix_or_fuzzy_word_is_marked(words: Words, line: str, shown: str) -> None:
    assert marked(words, line) == shown


def test_the_line_with_most_words_is_shown() -> None:
    text = "only ada\nada and funding\nfunding funding"
    assert match_line(And((Words("ada"), Words("funding"))), text) == (1, "ada and funding", [(0, 3), (8, 15)])


def test_the_first_of_equal_lines_is_shown() -> None:
    found = match_line(Words("ada"), "nobody\n\n ada one\nada two")
    assert found == (2, "ada one", [(0, 3)])


def test_a_denied_word_is_not_looked_for() -> None:
    assert marked(And((Words("ada"), Not(Words("x")))), "x x\nada x") == "[ada] x"


def test_a_text_without_the_words_has_no_line() -> None:
    assert match_line(Or((Words("ada"), Words("!"))), "nobody\n") is None


def test_a_phrase_over_the_end_of_a_line_shows_a_part_of_it() -> None:
    assert marked(Words("difference engine", "phrase"), "the difference\nengine") == "the [difference]"


@pytest.mark.parametrize("before", [0, 30, 100, 5000])
@pytest.mark.parametrize("after", [0, 30, 100, 5000])
def test_a_long_line_is_cut_around_the_match(before: int, after: int) -> None:
    found = match_line(Words("here"), " " + "x " * before + "here" + " y" * after + " ")
    assert found is not None
    _, line, ((start, end),) = found
    assert len(line) <= 120
    assert line[start:end] == "here"
    assert line.startswith("…") is (2 * before > 40 and 2 * (before + after) + 4 > 120 and start < 2 * before)


def test_a_match_longer_than_the_line_is_cut_too() -> None:
    found = match_line(Words("x" * 500), "x" * 500)
    assert found == (0, "x" * 119 + "…", [(0, 119)])
