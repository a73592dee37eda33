"""Plots and drawings: straight at any width, true to their counts, and harmless whatever a name is."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.rhythm import GROUPS, rhythm
from notebook.practice.ties import Ties, neighbours_of, ties
from notebook.render.circles import around, circles
from notebook.render.drawing import drawing
from notebook.render.plots import SHADES, bar, fitting, plot, shares, top_of
from notebook.render.stats import stats_svg
from notebook.render.svg import number, text
from notebook.render.terminal import width_of
from notebook.render.ties import dot

SVG = "{http://www.w3.org/2000/svg}"
STYLES = re.compile(r"\x1b\[\d*m")
COUNTS = st.lists(st.integers(0, 200), min_size=4, max_size=4)
HOSTILE = [
    "</svg><script>alert(1)</script>",
    "a\"b'c&amp;\\N\\",
    "\x1b[31m\x00\ufffe",
    "\u202eabc",
    "نادرة",
    "久慈 真帆",
]


# Bars and columns


@given(COUNTS, st.integers(0, 60))
def test_cells_are_dealt_out_by_the_counts(groups: list[int], cells: int) -> None:
    found = shares(groups, cells)
    total = sum(groups)
    assert (cells if total else 0) == sum(found)
    assert all(abs(share - group * cells / (total or 1)) < 1 for share, group in zip(found, groups, strict=True))


@given(COUNTS, st.integers(0, 500), st.integers(1, 60))
def test_a_bar_is_as_long_as_its_count(groups: list[int], more: int, room: int) -> None:
    total = sum(groups)
    long = sum(len(span.text) for span in bar(groups, total + more, room))
    assert long <= room
    assert (long > 0) == (total > 0)
    assert abs(long - total * room / (total + more or 1)) <= 1


@given(st.integers(0, 10**6))
def test_an_axis_ends_on_a_round_number_that_can_be_halved(most: int) -> None:
    top = top_of(most)
    assert most <= top <= max(2, 2 * most)
    assert 0 == top % 2


@given(st.lists(COUNTS, min_size=1, max_size=60), st.integers(40, 200))
def test_a_plot_is_straight_at_any_width(stacks: list[list[int]], width: int) -> None:
    most = max(map(sum, stacks))
    stacks = stacks[-fitting(len(stacks), width, most) :]
    lines = [STYLES.sub("", line) for line in plot(stacks, [("Nov", "2026")] * len(stacks), width)]
    assert all(width_of(line) <= width for line in lines)
    assert 1 == len({line.index(mark) for line in lines for mark in "┤│└" if mark in line})
    column = lines[10].index("└") + 1
    assert all(not line[column:].strip(" " + "".join(SHADES)) for line in lines[:10])


def test_a_column_of_any_count_is_seen() -> None:
    lines = plot([[1, 0, 0, 0], [900, 0, 0, 0]], [("a", ""), ("b", "")], 60)
    assert "██████" in STYLES.sub("", lines[9]).split("│")[1][:6]


def test_labels_that_would_touch_are_left_out() -> None:
    lines = plot([[1, 0, 0, 0]] * 6, [(f"M{at}", "") for at in range(6)], 6 + 5)
    assert "M0 M3" == lines[-1].strip()


# Drawings


def people(*names: str, knows: bool = True) -> Ties:
    files = {f"contacts/p{at}": f"---\nname: {quoted(name)}\n{'knows: [p0]' if knows else ''}\n---\n"
             for at, name in enumerate(names)}  # fmt: skip
    return ties(vault_of(files), TODAY)


def quoted(name: str) -> str:
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in name) + '"'


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_is_well_formed_whatever_a_name_is(name: str) -> None:
    found = people(name, "Bob", name)
    for svg in (drawing(found, name), drawing(found, name, {"p0": (0, 0), "p1": (9, 9), "p2": (50, 0)})):
        root = ElementTree.fromstring(svg)
        assert {"svg", "title", "desc", "style", "text", "path", "g", "circle"} == {
            element.tag.removeprefix(SVG) for element in root.iter()
        }
        assert not any(key.startswith("on") or "href" in key for element in root.iter() for key in element.attrib)
        assert "\x1b" not in svg


def test_a_drawing_has_every_name_once_and_every_tie() -> None:
    svg = drawing(people("Ada", "Bob", "Cy"), "")
    assert ["Ada", "Bob", "Cy"] == sorted(word for word in texts(svg) if len(word) < 4)
    assert 2 == len(re.findall('<path class="tie knows" d="M[^"]*Q', svg))


def test_those_without_a_tie_are_named_under_the_drawing() -> None:
    found = texts(drawing(people("Ada", "Bob", knows=False), ""))
    assert ["Ada", "Bob"] == found[-2:]
    assert "Who knows whom" == texts(drawing(people(), ""))[0]


def test_a_drawing_says_nothing_of_what_stands_in_the_notes() -> None:
    snapshot = vault_of({
        "contacts/ada": "---\nname: Ada\nknows: [{who: bob, as: a secret}]\n---\n",
        "contacts/bob": note(name="Bob"),
        "interactions/x": note("Another secret.", date="2026-01-01", with_="[ada, bob]"),
    })  # fmt: skip
    found = ties(snapshot, TODAY)
    assert "secret" not in drawing(found, "") + "\n".join(dot(found))


@given(st.integers(1, 60), st.integers(1, 30))
def test_names_stay_inside_of_the_drawing(many: int, letters: int) -> None:
    ids = [str(at) for at in range(many)]
    layout = circles([ids, ["x", "y"]], {one: [] for one in [*ids, "x", "y"]}, lambda _: letters * 7.2)
    assert {*ids, "x", "y"} == layout.places.keys()
    assert all(0 <= place.x <= layout.width and 0 <= place.y <= layout.height for place in layout.places.values())
    spots = {(round(place.x, 1), round(place.y, 1)) for place in layout.places.values()}
    assert many + 2 == len(spots)


def test_those_who_are_tied_stand_side_by_side() -> None:
    ids = list("abcdefgh")
    ring = {ids[at * 3 % 8]: [ids[(at + 1) * 3 % 8], ids[(at - 1) * 3 % 8]] for at in range(8)}
    order = around(ids, ring)
    assert all(order[(at + 1) % 8] in ring[one] for at, one in enumerate(order))


def test_the_same_people_stand_at_the_same_places() -> None:
    assert drawing(people("Ada", "Bob", "Cy"), "") == drawing(people("Ada", "Bob", "Cy"), "")


def test_neighbours_are_in_the_order_of_the_people() -> None:
    found = people("Cy", "Bob", "Ada")
    assert ["p2", "p1"] == neighbours_of(["p2", "p1", "p0"], found.ties)["p0"]


@pytest.mark.parametrize(("value", "expected"), [(0.04, "0"), (-0.04, "0"), (1.25, "1.2"), (3.0, "3"), (-2.5, "-2.5")])
def test_a_number_has_one_decimal_at_the_most(value: float, expected: str) -> None:
    assert expected == number(value)


@given(st.text())
def test_any_text_can_stand_in_a_drawing(words: str) -> None:
    element = ElementTree.fromstring(f"<a b='{text(words)}'>{text(words)}</a>")
    assert element.attrib["b"] == (element.text or "")


@pytest.mark.parametrize("name", HOSTILE)
def test_the_rhythm_is_well_formed_whatever_is_asked(name: str) -> None:
    snapshot = vault_of({"interactions/x": note(date="2026-11-01", channel="visit"), "contacts/ada": note(name="Ada")})
    found = rhythm(snapshot, snapshot.interactions, TODAY.replace(month=1), TODAY, "month")
    root = ElementTree.fromstring(stats_svg(found, name))
    assert ["Nov 2026: 1 talk (1 in person)"] == [one.text for one in root.iter(f"{SVG}title")][1:]
    assert [GROUPS[0]] == [one.text for one in root.iter(f"{SVG}text")][-1:]


def test_a_rhythm_without_talks_is_drawn_empty() -> None:
    found = rhythm(vault_of({}), (), TODAY, TODAY, "week")
    root = ElementTree.fromstring(stats_svg(found, ""))
    assert 0 == len(list(root.iter(f"{SVG}rect")))
