"""The line as a whole: its tasks, what is kept of it, and what holds for any text at all."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.changes.log.owners import settle_owners
from notebook.changes.log.promise_lines import as_kept
from notebook.changes.prose.reading import read_line
from notebook.text.body import read_body

VAULT = vault_of(
    {
        "contacts/ada": note(name="Ada Brook", aliases="[Countess of Brook]"),
        "contacts/may": note(name="May Ash"),
        "contacts/sam-a": note(name="Sam Ash"),
        "contacts/sam-b": note(name="Sam Bell"),
        "contacts/lin": note(name="林小川"),
        "contacts/will": note(name="Will Thorn"),
        "events/fair": note(name="Boat Fair", start="2026-11-14"),
        "organizations/society": note(name="Analytical Society", location="London"),
    }
)


def split(text: str) -> tuple[str, tuple[str, ...]]:
    understood = read_line(text, VAULT, TODAY)
    return understood.prose, understood.tasks


def test_one_line_becomes_an_interaction() -> None:
    line = (
        "coffee with Ada yesterday at the Society, she is worried about funding; "
        "[ ] send her the grant list by friday; [?] her mother's operation"
    )
    understood = read_line(line, VAULT, TODAY)
    assert understood.prose == "coffee with Ada yesterday at the Society, she is worried about funding"
    assert understood.tasks == ("- [ ] send her the grant list by friday", "- [?] her mother's operation")
    assert understood.people == ("ada",)
    assert str(understood.day) == "2026-11-20"
    assert (understood.channel, understood.place) == ("coffee", "Analytical Society")


def test_each_stretch_of_the_line_says_what_it_was_read_as() -> None:
    line = "coffee with Ada yesterday at the Society #boats; [ ] send her the list"
    found = {line[one.start : one.end]: (one.role, one.meaning) for one in read_line(line, VAULT, TODAY).stretches}
    assert found == {
        "coffee": ("channel", "coffee"),
        "Ada": ("with", "ada"),
        "yesterday": ("date", "2026-11-20"),
        "at the Society": ("place", "Analytical Society"),
        "#boats": ("topic", "boats"),
        "[ ] send her the list": ("promise", "send her the list"),
    }


@pytest.mark.parametrize(
    ("line", "prose", "tasks"),
    [
        ("walk; [ ] a; [?] b", "walk", ["- [ ] a", "- [?] b"]),
        ("walk [ ] a [?] b.", "walk", ["- [ ] a", "- [?] b"]),
        ("walk - [] a", "walk -", ["- [ ] a"]),
        ("[ ] a", "", ["- [ ] a"]),
        ("- [ ] a", "", ["- [ ] a"]),
        ("walk; [ ] a; she is well", "walk; she is well", ["- [ ] a"]),
        ("walk. [ ] a; She is well.", "walk. She is well.", ["- [ ] a"]),
        ("walk; [ ] @sam-a: the list, by friday;", "walk", ["- [ ] @sam-a: the list, by friday"]),
        ("walk; [x] sent it; ", "walk; [x] sent it", []),
        ("walk, a[ ] b, [?](x), [ ]", "walk, a[ ] b, [?](x), [ ]", []),
        ("walk,  with   Ada, ", "walk,  with   Ada", []),
    ],
)
def test_tasks_become_lines_of_their_own(line: str, prose: str, tasks: list[str]) -> None:
    assert split(line) == (prose, tuple(tasks))


def test_only_the_first_line_is_read() -> None:
    text = "walk [ ] a\nwith Ada yesterday; [ ] b\n\n- [ ] c\n"
    understood = read_line(text, VAULT, TODAY)
    assert understood.prose == "walk\nwith Ada yesterday; [ ] b\n\n- [ ] c"
    assert (understood.tasks, understood.people, understood.day) == (("- [ ] a",), (), None)


def test_blank_lines_before_the_first_do_not_count() -> None:
    text = "\n\nwalk with Ada\n"
    (walk, ada) = read_line(text, VAULT, TODAY).stretches
    assert (text[walk.start : walk.end], text[ada.start : ada.end]) == ("walk", "Ada")


@pytest.mark.parametrize(
    ("task", "kept"),
    [
        ("- [ ] the list by friday", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list by friday.", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list by friday?!", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list (by friday)…", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list by friday or so", "- [ ] the list by friday or so"),
        ("- [ ] the list before friday", "- [ ] the list before friday"),
        ("- [?] the exam by friday", "- [?] the exam by friday"),
        ("- [ ] the list until friday", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list no later than friday", "- [ ] the list due:2026-11-27"),
        ("- [ ] the list by the end of november", "- [ ] the list due:2026-11-30"),
        ("- [ ] the list by end of the month", "- [ ] the list due:2026-11-30"),
    ],
)
def test_by_a_day_at_the_end_of_a_promise_is_when_it_is_due(task: str, kept: str) -> None:
    assert as_kept(task, read_body(task, 1).tasks, VAULT, TODAY) == kept


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on monday", "2026-11-23"),
        ("monday", "2026-11-23"),
        ("tomorrow", "2026-11-22"),
        ("tonight.", "2026-11-21"),
        ("(today)", "2026-11-21"),
        ("in 2 weeks", "2026-12-05"),
        ("in two weeks", "2026-12-05"),
        ("next friday", "2026-11-27"),
        ("next week", "2026-11-29"),
        ("next month", "2026-12-31"),
        ("on 3 December", "2026-12-03"),
        ("on 2026-12-01", "2026-12-01"),
    ],
)
def test_a_plain_day_at_the_end_of_a_promise_is_when_it_is_due(words: str, day: str) -> None:
    task = f"- [ ] send her the list {words}"
    assert as_kept(task, read_body(task, 1).tasks, VAULT, TODAY) == f"- [ ] send her the list due:{day}"


@pytest.mark.parametrize(
    "promise",
    ["tomorrow", "on friday", "by friday", "decide on paint", "the book on May", "read up on 2024", "plan for tomorrow",
     "the talk of last friday", "ask about next week", "notes from today", "water plants every monday",
     "read Black Friday", "get it before tomorrow", "work on this friday", "the list on friday or so", "send it in may",
     "ask what she did on monday", "visit sunday", "the list on monday due:2026-12-01"],
)  # fmt: skip
def test_a_day_that_is_part_of_what_is_promised_stays(promise: str) -> None:
    vault = vault_of({"contacts/sunday": note(name="Sunday Bell")})
    task = f"- [ ] {promise}"
    assert as_kept(task, read_body(task, 1).tasks, vault, TODAY) == task


@pytest.mark.parametrize(
    ("text", "people", "owner"),
    [
        ("call\n\n- [ ] @sam: the map", ["sam-b"], "sam-b"),
        ("call about Sam Bell\n\n- [ ] @sam: the map", ["ada"], "sam-b"),
        ("Sam Ash and Sam Bell\n\n- [ ] @sam: the map", ["ada"], "sam"),
        ("call\n\n- [ ] @sam-a: the map", ["sam-b"], "sam-a"),
        ("call\n\n- [ ] @countess: the map", ["ada"], "ada"),
    ],
)
def test_who_promised_is_the_one_that_the_line_settles(text: str, people: list[str], owner: str) -> None:
    vault = vault_of(
        {
            "contacts/ada": note(name="Ada Brook", aliases="[Countess of Brook]"),
            "contacts/bess": note(name="Bess Lark", aliases="[Countess]"),
            "contacts/sam-a": note(name="Sam Ash"),
            "contacts/sam-b": note(name="Sam Bell"),
        }
    )
    assert settle_owners(text, people, vault).splitlines()[-1] == f"- [ ] @{owner}: the map"


# Any text

WORDS = (
    "with Ada Will May and , ; : . ( ) [ ] [?] [[ ]] + @ # ** ' ’s yesterday on 3 April call called from to about gave "
    'got the - / < > \n will Sam at the Society in London 14:30 Boat Fair 林小川 和 not J. w/ " 2026-11-18 said me her'
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(TEXTS)
def test_no_text_raises_and_no_word_is_lost(text: str) -> None:
    understood = read_line(text, VAULT, TODAY)
    assert words("\n".join((understood.prose, *understood.tasks))) == words(text)


@given(TEXTS)
def test_every_stretch_is_in_the_text(text: str) -> None:
    for one in read_line(text, VAULT, TODAY).stretches:
        assert 0 <= one.start < one.end <= len(text)
        assert one.why


@given(TEXTS)
def test_nobody_is_both_settled_and_open(text: str) -> None:
    understood = read_line(text, VAULT, TODAY)
    assert all(len(one.candidates) > 1 for one in understood.unclear)
    assert len(set(understood.people)) == len(understood.people)
    assert set(understood.people) <= set(VAULT.by_id)


def test_a_very_long_line_is_read_at_its_start() -> None:
    understood = read_line("coffee with Ada " + "and so on " * 100_000 + "[ ] the end", VAULT, TODAY)
    assert (understood.people, understood.channel, understood.tasks) == (("ada",), "coffee", ("- [ ] the end",))
