"""Which of many names share a word with a line, found in one text, is what taking each name apart finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notebook.changes.prose.name_words import parts_of, shares_word, sharing
from notebook.text.folding import fold

PIECES = st.sampled_from(
    ["Ada", "ada-brook", "O'Brien", "Þóra", "Łukasz", "J. P.", "a\nb", "a\tb", "`x`", "Zoë ", "and", "王小丽"]
)
NAMES = st.lists(st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=3).map(" ".join)), max_size=8)
WORDS = st.sets(
    st.sampled_from(["ada", "brook", "o", "brien", "thora", "lukasz", "j", "a", "b", "x", "zoe", "and", "王小丽"])
)


@given(NAMES, WORDS)
def test_the_names_found_are_those_that_share_a_word(names: list[str], words: set[str]) -> None:
    assert sharing(names, words) == [place for place, name in enumerate(names) if shares_word(name, words)]


@given(NAMES)
def test_a_name_is_found_by_each_of_its_words(names: list[str]) -> None:
    words = {word for name in names for word in parts_of(name)}
    assert sharing(names, words) == [place for place, name in enumerate(names) if parts_of(fold(name))]
