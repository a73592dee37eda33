"""Threads that may be answered: a later talk with one of those to ask says their words again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.answered import maybe_answered
from notebook.practice.said import passages, telling_words
from notebook.practice.threads import threads
from notebook.records import Interaction
from notebook.schema.read import read_file
from notebook.text.document import read_document

ADA = {"contacts/ada": note(name="Ada Marr"), "contacts/bob": note(name="Bob")}
ASKED = {"interactions/2026-10-01-asked": note("- [?] is the boat sold, and what colour is she", with_="ada")}


def answers(files: dict[str, str], *, read: bool = True) -> list[tuple[str, str, int]]:
    """The text, the file and the line of each answer; `read` looks into the files."""
    files = {**ADA, **files}
    snapshot = vault_of(files)

    def text_of(talk: Interaction) -> str:
        document, _ = read_document(files[talk.path.removesuffix(".md")].encode(), talk.path)
        assert document is not None
        return "\n" * (document.body_line - 1) + document.body

    found = maybe_answered(snapshot, threads(snapshot), text_of if read else None, TODAY)
    return [(one.text, one.path.removesuffix(".md").rpartition("/")[2], one.line) for one in found.values()]


def later(body: str, **fields: str) -> dict[str, str]:
    return {**ASKED, "interactions/2026-11-02-later": note(body, **{"with_": "ada", **fields})}


def test_a_later_talk_that_says_its_words_may_answer_it() -> None:
    found = answers(later("Rain all day.\n\nShe sold the boat in\nOctober. We ate.\n"))
    assert [("She sold the boat in October.", "2026-11-02-later", 6)] == found


def test_the_line_is_that_on_which_the_sentence_begins() -> None:
    found = answers(later("It rained. Later he said:\nthe boat is sold. Then tea.\n"))
    assert [("Later he said: the boat is sold.", "2026-11-02-later", 4)] == found


def test_one_word_of_several_is_not_enough() -> None:
    assert [] == answers(later("We walked past a boat."))


def test_words_of_two_paragraphs_are_no_answer() -> None:
    assert [] == answers(later("We walked past a boat.\n\nThe house is sold."))


@pytest.mark.parametrize(
    ("question", "said", "is_answer"),
    [
        ("how was the trip to Japan", "A new restaurant from Japan opened, she plans a trip to Rome.", False),
        ("how was the trip to Japan", "The trip, to Japan, was long.", True),
        ("how was the trip to Japan", "She was in Japan. Her trip to Rome was short.", False),
        ("how did the physics exam go", "The exam went well, physics too.", True),
        ("how is the cat", "The cat is well again.", True),
        ("how was the wedding", "A wedding in the rain!", True),
        ("how is work", "Much work on the roof.", False),
        ("how is the new work", "New shoes, new work.", False),
    ],
)
def test_two_words_near_each_other_are_needed(question: str, said: str, is_answer: bool) -> None:
    asked = {"interactions/2026-10-01-asked": note(f"- [?] {question}", with_="ada")}
    talk = {"interactions/2026-11-02-later": note(said, with_="ada")}
    assert is_answer == bool(answers({**asked, **talk}))


@pytest.mark.parametrize(("time", "count"), [("19:00", 1), ("09:00", 0)])
def test_a_talk_later_on_the_same_day_may_answer_it(time: str, count: int) -> None:
    asked = {"interactions/a": note("- [?] is the boat sold", date="2026-10-01T12:00", with_="ada")}
    talk = {"interactions/b": note("She sold the boat.", date=f"2026-10-01T{time}", with_="ada")}
    assert count == len(answers({**asked, **talk}))


def test_the_eight_newest_talks_are_read() -> None:
    talks = {f"interactions/2026-11-{day:02}-x": note("Tea.", with_="ada") for day in range(3, 11)}
    assert 1 == len(answers({**later("She sold the boat."), **dict(list(talks.items())[1:])}))
    assert 0 == len(answers({**later("She sold the boat."), **talks}))


def test_the_only_word_there_is_suffices() -> None:
    asked = {"interactions/2026-10-01-asked": note("- [?] how is the orchestra", with_="ada")}
    talk = {"interactions/2026-11-02-later": note("The orchestra made her first flute.", with_="ada")}
    assert ["The orchestra made her first flute."] == [text for text, _, _ in answers({**asked, **talk})]


def test_names_of_those_to_ask_are_no_words_of_it() -> None:
    asked = {"interactions/2026-10-01-asked": note("- [?] how is Ada Marr with the move", with_="ada")}
    talk = {"interactions/2026-11-02-later": note("Ada Marr and I had tea.", with_="ada")}
    assert [] == answers({**asked, **talk})


def test_months_numbers_and_question_words_are_no_words_of_it() -> None:
    asked = {"interactions/2026-10-01-asked": note("- [?] how did it go on 6 December", with_="ada")}
    talk = {"interactions/2026-11-02-later": note("How did we get to 6 December so soon?", with_="ada")}
    assert [] == answers({**asked, **talk})


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("interactions/2026-11-02-other", {"with_": "bob"}),
        ("interactions/2026-09-02-before", {"with_": "ada"}),
        ("interactions/2026-10-01-same-day", {"with_": "ada"}),
        ("interactions/2026-12-02-ahead", {"with_": "ada"}),
        ("interactions/2026-11-02-off", {"with_": "ada", "status": "cancelled"}),
    ],
)
def test_only_talks_held_later_with_one_of_them_count(path: str, fields: dict[str, str]) -> None:
    assert [] == answers({**ASKED, path: note("She sold the boat.", **fields)})


def test_the_thread_asked_again_is_no_answer() -> None:
    assert [] == answers(later("- [?] is the boat sold now\n- [ ] ask about the boat she sold\n"))


def test_what_was_done_about_it_is_one() -> None:
    assert ["sold the boat for her"] == [text for text, _, _ in answers(later("- [x] sold the boat for her"))]


def test_a_topic_is_one() -> None:
    assert [("the sold boat", "2026-11-02-later", 3)] == answers(later("", topics="[the sold boat]"))


def test_a_thread_on_a_card_has_no_day_and_no_answer() -> None:
    talk = {"interactions/2026-11-02-later": note("She sold the boat.", with_="ada")}
    assert [] == answers({"contacts/ada": note("- [?] is the boat sold", name="Ada"), **talk})


def test_without_the_files_the_first_words_serve() -> None:
    assert ["She sold the boat."] == [text for text, _, _ in answers(later("She sold the boat."), read=False)]


def test_code_says_nothing() -> None:
    assert [] == answers(later("```\nthe boat is sold\n```\n"))


def test_a_name_of_a_link_is_read_in_the_answer() -> None:
    found = answers(later("[[bob]] bought it: the boat is sold."))
    assert ["Bob bought it: the boat is sold."] == [text for text, _, _ in found]


def test_words_are_told_from_common_ones_in_other_languages() -> None:
    assert {"barco", "vendido"} <= telling_words("Quando foi que o barco dela foi vendido?")
    assert telling_words("como foi para ela") == frozenset()


@given(st.lists(st.text(alphabet="ab .\n-*>#", max_size=30), max_size=6))
def test_every_sentence_stands_on_its_line(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    record, _ = read_file(b"", "interactions/2026-01-01-x.md", "interaction")
    assert record is not None
    lines = text.split("\n")
    for passage in passages(record, lambda _: text):
        for sentence, line in passage.sentences():
            assert sentence.split()[0] in lines[line - 1]
