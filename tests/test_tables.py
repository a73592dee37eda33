"""Columns stay straight whatever stands in them, and nothing a terminal obeys reaches it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.render.tables import Span, facts, table
from notebook.render.terminal import clean, clean_lines, cut, letters, paint, steady, width_of, wrap
from notebook.render.wrapped import wrapped

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_columns_line_up_under_wide_characters() -> None:
    rows = [["Ana", "Porto"], ["久慈 真帆", "Kyoto"], ["Zoe\u0301", "Lyon"]]
    assert table(rows, 80) == [
        "  Ana         Porto",
        "  久慈 真帆   Kyoto",
        "  Zoe\u0301         Lyon",
    ]


def test_what_follows_a_name_from_right_to_left_keeps_its_place() -> None:
    (line,) = table([["نادرة", "5 days ago"]], 80)
    assert line == "  نادرة\u200e   5 days ago"


def test_the_column_that_gives_is_cut_at_the_width() -> None:
    rows = [["Ada Lovelace", "she is worried about the funding of the second engine"]]
    assert table(rows, 40) == ["  Ada Lovelace  she is worried about th…"]


def test_one_long_name_does_not_narrow_the_notes_of_all() -> None:
    rows = [[name, "a note that is forty characters in length"] for name in ("Ana", "Rui", "Zoe", "Lia", "M" * 40)]
    lines = table(rows, 60)
    assert lines[0] == "  Ana              a note that is forty characters in length"
    assert lines[4].startswith("  MMMMMMMMMMMMMM…  a note")


def test_the_first_column_is_cut_last() -> None:
    rows = [
        ["Anne-Sophie Delacourt", "Commissioning editor of books", "Saint-Nazaire-sur-Mer", "12 months ago · message"]
    ]
    (line,) = table(rows, 80, gives=1)
    assert line.startswith("  Anne-Sophie Delacourt  Commissioning")


def test_a_column_without_content_is_left_out() -> None:
    assert table([["Ana", "", "Porto"], ["Rui", "", "Faro"]], 80) == ["  Ana   Porto", "  Rui   Faro"]


def test_no_rows_are_no_lines() -> None:
    assert table([], 80) == []
    assert table([["", ""]], 80) == []


def test_the_last_column_goes_below_where_too_little_is_left_for_it() -> None:
    rows = [["Grace Hopper", "9 weeks ago · call", "she asked for the talk about compilers"], ["Ada", "never", ""]]
    assert table(rows, 50, needs=30) == [
        "  Grace Hopper  9 weeks ago · call",
        "    she asked for the talk about compilers",
        "  Ada           never",
    ]


def test_the_first_column_stands_above_and_the_rest_fits_below_it() -> None:
    rows = [("a long sentence of a promise that somebody made", "Ana Sousa of Setúbal", "tomorrow or the day after")]
    lines = table(rows, 36, gives=0, needs=40)
    assert lines[0].strip().startswith("a long sentence")
    assert max(map(width_of, lines)) <= 36


def test_styles_take_no_room() -> None:
    assert table([[Span("Ana", "bold"), "x"], ["Zulmira", "y"]], 80) == [
        "  \x1b[1mAna\x1b[0m       x",
        "  Zulmira   y",
    ]


def test_a_cell_of_several_spans_is_cut_as_one_text() -> None:
    spans = (Span("the "), Span("tide", "bold"), Span(" tables of 1974"))
    assert table([["Ana", spans]], 18) == ["  Ana  the \x1b[1mtide\x1b[0m t…"]


def test_values_go_on_under_their_start() -> None:
    assert facts([("email", "a@example.org"), ("met", "at the party, through Mary"), ("none", "")], 30) == [
        "  \x1b[2memail\x1b[0m  a@example.org",
        "  \x1b[2mmet\x1b[0m    at the party, through",
        "         Mary",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("two\nlines\r\n and\ttabs", "two lines and tabs"),
        ("bell\x07 delete\x7f", "bell␇ delete␡"),
        ("c1 \x9b31m", "c1 �31m"),
        ("turned \u202egnp.exe", "turned gnp.exe"),
        ("isolated \u2066x\u2069", "isolated x"),
        ("family 👩\u200d👩\u200d👧", "family 👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_a_terminal_obeys_is_shown_instead(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_keep_their_ends_and_tabs() -> None:
    assert clean_lines("a\tb\nc\x1b[0m") == "a\tb\nc␛[0m"


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Ada Lovelace", 12, "Ada Lovelace"),
        ("Ada Lovelace", 8, "Ada Lov…"),
        ("Ada, Rui", 5, "Ada…"),
        ("久慈真帆", 6, "久慈…"),
        ("久慈真帆", 5, "久慈…"),
        ("Zoe\u0301 Martin", 4, "Zoe\u0301…"),
        ("👩\u200d👩\u200d👧 and friends", 4, "👩\u200d👩\u200d👧…"),
    ],
)
def test_a_text_is_cut_between_letters(text: str, room: int, shown: str) -> None:
    assert cut(text, room) == shown


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("https://example.org/a/very/long/path ends", 12) == [
        "https://exam",
        "ple.org/a/ve",
        "ry/long/path",
        "ends",
    ]
    assert wrap("久慈真帆久慈真帆", 5) == ["久慈", "真帆", "久慈", "真帆"]


def test_paint_leaves_plain_text_alone() -> None:
    assert paint("x", "") == "x"
    assert paint("", "red") == ""
    assert paint("x", "red") == "\x1b[31mx\x1b[0m"


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=40)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=8), st.integers(40, 160))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    for line in table(rows, width, needs=30):
        assert width_of(STYLE.sub("", line)) <= width


# A mark that has no letter before it in its cell would join the space between the columns.
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co", "Cf", "M")), max_size=40)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], int, dict[str, Any]]:
    """Rows, a width, and any wish for how they are laid out."""
    columns = draw(st.integers(1, 6))
    cells = st.lists(CELLS | st.just(""), min_size=columns, max_size=columns)
    empty = draw(st.sets(st.integers(0, columns - 1)))
    rows = [["" if at in empty else cell for at, cell in enumerate(row)] for row in draw(st.lists(cells, max_size=6))]
    wishes = {
        "gives": draw(st.integers(-columns, columns - 1)),
        "needs": draw(st.sampled_from((0, 20, 45, 120))),
        "keeps": draw(st.lists(st.integers(0, columns - 1), max_size=columns)),
    }
    return rows, draw(st.integers(20, 200)), wishes


@given(tables())
def test_no_table_is_wider_than_the_terminal_whatever_its_columns_wish(
    drawn: tuple[list[list[str]], int, dict[str, Any]],
) -> None:
    rows, width, wishes = drawn
    for line in table(rows, width, **wishes):
        assert width_of(STYLE.sub("", line)) <= width


@given(tables())
def test_nothing_wrapped_is_wider_than_the_terminal(drawn: tuple[list[list[str]], int, dict[str, Any]]) -> None:
    rows, width, wishes = drawn
    for line in wrapped(rows, width, wraps=wishes["keeps"], needs=wishes["needs"]):
        assert width_of(STYLE.sub("", line)) <= width


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.lists(st.tuples(CELLS, CELLS)), st.integers(40, 200))
def test_no_fact_is_wider_than_the_terminal(
    rows: list[tuple[str, str]], brief: list[tuple[str, str]], width: int
) -> None:
    for line in facts(rows, width, brief=brief):
        assert width_of(STYLE.sub("", line)) <= width


def test_where_the_column_that_gives_is_empty_a_name_gives_before_what_is_kept() -> None:
    rows = [["Maria Fernandes of Vila Nova de Gaia, the second", "yesterday", ""]]
    assert table(rows, 40, gives=2, needs=24, keeps=(1,)) == ["  Maria Fernandes of Vila No…  yesterday"]


def test_one_long_cell_alone_is_cut() -> None:
    assert table([["x" * 60, "", ""]], 40, needs=30, keeps=(0,)) == ["  " + "x" * 37 + "…"]


@given(st.text())
def test_clean_text_is_one_line_without_controls(text: str) -> None:
    shown = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in shown)


@given(st.text())
def test_the_letters_of_a_text_are_the_text(text: str) -> None:
    assert "".join(letters(text)) == text


@given(WORDS.map(clean), st.integers(1, 30))
def test_a_cut_text_fits(text: str, room: int) -> None:
    assert width_of(cut(text, room)) <= room


def test_latin_text_needs_no_mark() -> None:
    assert steady("Ana") == "Ana"
