"""One question to ask next, and the bank it may come from."""

from __future__ import annotations

import datetime

import pytest
from conftest import ROOT
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.questions import BankQuestion, Question, next_question, read_bank
from notebook.practice.topics import RUNGS

BANK = read_bank(
    "## Small talk\n- What are you reading?\n## Personal\n- What did you love doing at ten?\n"
    "## deep\n- Where do you feel at home?\n",
    "templates/questions.md",
)


def asked(
    files: dict[str, str],
    *,
    bank: tuple[BankQuestion, ...] = BANK,
    today: datetime.date = TODAY,
    me: str | None = None,
) -> Question | None:
    snapshot = vault_of({"contacts/ada": note(name="Ada"), **files}, me)
    return next_question(snapshot, contact(snapshot, "ada"), today, bank)


def text(question: Question | None) -> str:
    assert question is not None
    return question.text


def talk(day: str, body: str = "", **fields: str) -> dict[str, str]:
    return {f"interactions/{day}-x": note(body, with_="ada", **fields)}


# The bank.


def test_a_bank_has_the_points_under_its_three_headings() -> None:
    assert [("small-talk", 2), ("personal", 4), ("deep", 6)] == [(one.depth, one.line) for one in BANK]


def test_points_under_other_headings_prose_comments_and_code_are_left_out() -> None:
    page = "- before\n## deep\nprose\n<!--\n- hidden\n-->\n```\n- code\n```\n## Mine\n- other\n"
    assert () == read_bank(page, "")


def test_tags_at_the_end_say_whom_it_is_for() -> None:
    (one,) = read_bank("## deep\n- What is #1 for you? #close #old-friend\n", "")
    assert ("What is #1 for you?", ("close", "old-friend")) == (one.text, one.whom)


def test_an_empty_bank_has_no_question() -> None:
    assert asked({}, bank=()) is None


def test_the_built_in_bank_has_questions_on_every_rung_and_each_once() -> None:
    bank = read_bank((ROOT / "templates" / "questions.md").read_text(encoding="utf-8"), "")
    for depth in RUNGS:
        assert sum(one.depth == depth and not one.whom for one in bank) >= 8
    assert len({one.text for one in bank}) == len(bank) >= 45
    assert [] == [one.text for one in bank if not one.text.endswith("?")]


# From threads.


def test_the_oldest_open_thread_comes_first() -> None:
    files = {**talk("2026-11-01", "- [?] newer boat"), **talk("2026-10-01", "- [?] older house")}
    found = asked(files)
    assert found == Question("older house", "you wanted to ask, 7 weeks ago", "interactions/2026-10-01-x.md", 4)


def test_one_that_may_be_answered_is_not_asked_again() -> None:
    files = {**talk("2026-10-01", "- [?] is the boat sold"), **talk("2026-11-01", "She sold the boat.")}
    assert "boat" not in text(asked(files))


@pytest.mark.parametrize("day", ["on 6 December", "on 2026-12-06", "on December 6"])
def test_one_about_a_day_to_come_waits(day: str) -> None:
    files = talk("2026-11-01", f"- [?] how was the run {day}")
    assert "run" not in text(asked(files))
    assert "run" in text(asked(files, today=datetime.date(2026, 12, 7)))


def test_one_of_a_talk_to_come_is_not_known_yet() -> None:
    assert "boat" not in text(asked(talk("2026-12-01", "- [?] the boat")))


# From the card.


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("interests", "[horses]", "What got you into horses?"),
        ("seeks", "[a publisher]", "Did the search for a publisher lead anywhere?"),
        ("offers", "[proof reading]", "Who last asked you for proof reading?"),
    ],
)
def test_what_never_came_up_becomes_a_question(field: str, value: str, words: str) -> None:
    found = asked({"contacts/ada": note(name="Ada", **{field: value})})
    assert found is not None
    assert (words, "contacts/ada.md", 3) == (found.text, found.path, found.line)


def test_an_interest_you_share_is_asked_for_as_such() -> None:
    files = {"contacts/ada": note(interests="[horses]"), "contacts/me": note(interests="[Horses]")}
    assert "We both care for horses: how did it begin for you?" == text(asked(files, me="me"))


def test_care_and_dates_are_never_made_into_a_question() -> None:
    card = note(name="Ada", care="[her mother is ill]", dates="[{date: 2020-01-01, what: the divorce}]")
    assert "What are you reading?" == text(asked({"contacts/ada": card}))


@pytest.mark.parametrize(
    "card",
    [
        {"care": "[her brother's divorce]", "interests": "[divorce law]"},
        {"care": "[burn-out in May]", "seeks": "[a book on burnout]"},
        {"dates": "[{date: 2020-01-01, what: the divorce}]", "offers": "[help with divorces]"},
        {"care": "[母が病気]", "interests": "[病気の本]"},
    ],
    ids=str,
)
def test_nothing_of_the_card_is_asked_that_has_to_do_with_care(card: dict[str, str]) -> None:
    assert "What are you reading?" == text(asked({"contacts/ada": note(name="Ada", **card)}))


def test_no_thread_and_no_question_of_the_bank_touches_care() -> None:
    files = {"contacts/ada": note(name="Ada", care="[she lost her home]"), **talk("2026-11-01", "- [?] has she a home")}
    bank = read_bank("## small-talk\n- Where do you feel at home?\n", "")
    assert asked(files, bank=bank) is None


@pytest.mark.parametrize(
    "files",
    [
        {"contacts/me": note(offers="[CV reviews]")},
        {"contacts/me": note(), "interactions/2026-11-01-x": note("- [ ] review her CV", with_="ada")},
    ],
    ids=str,
)
def test_what_you_offer_or_promised_is_not_asked_after(files: dict[str, str]) -> None:
    found = asked({"contacts/ada": note(name="Ada", seeks="[a CV review]"), **files}, me="me")
    assert "What are you reading?" == text(found)


def test_of_somebody_who_died_nothing_is_asked() -> None:
    card = note(name="Ada", dates="[{date: 2020-01-01, what: died}]", interests="[horses]")
    assert asked({"contacts/ada": card}) is None


# From the bank.


@pytest.mark.parametrize(
    ("depth", "words"),
    [
        ("small-talk", "What did you love doing at ten?"),
        ("personal", "Where do you feel at home?"),
        ("deep", "Where do you feel at home?"),
    ],
)
def test_the_bank_goes_one_rung_deeper_than_the_talks_went(depth: str, words: str) -> None:
    found = asked(talk("2026-11-01", depth=depth))
    assert found is not None
    assert (words, "interactions/2026-11-01-x.md") == (found.text, found.path)


def test_a_talk_of_more_than_a_year_ago_says_nothing_of_how_deep_to_go() -> None:
    assert "What are you reading?" == text(asked(talk("2025-11-01", depth="deep")))


def test_the_why_names_the_place_in_a_bank_of_the_vault() -> None:
    found = asked({})
    assert found is not None
    assert found.why == "no talk of the last year says how deep it went; from templates/questions.md:2"


def test_a_question_that_was_asked_is_left_out_and_the_rung_above_serves() -> None:
    files = talk("2026-11-01", "Where do you FEEL at home? She did not know.", depth="personal")
    assert "What did you love doing at ten?" == text(asked(files))


def test_one_whose_words_were_all_said_together_is_left_out() -> None:
    bank = read_bank("## small-talk\n- Which walk would you show a visitor?\n", "")
    assert asked(talk("2026-11-01", "She showed a walk to every visitor."), bank=bank) is None
    assert asked(talk("2026-11-01", "A walk.\n\nA visitor."), bank=bank) is not None


def test_a_question_for_some_is_asked_of_them_alone() -> None:
    bank = read_bank("## small-talk\n- How is the choir? #choir\n", "")
    assert asked({}, bank=bank) is None
    assert "How is the choir?" == text(asked({"contacts/ada": note(tags="[Choir]")}, bank=bank))
    assert "How is the choir?" == text(asked({"contacts/ada": note(relationship="choir")}, bank=bank))


def test_it_stays_for_a_week_and_changes_with_the_weeks() -> None:
    bank = read_bank("## small-talk\n" + "".join(f"- Which is number {n}?\n" for n in "abcdefghij"), "")
    monday = datetime.date(2026, 11, 16)
    week = {text(asked({}, bank=bank, today=monday + datetime.timedelta(days=day))) for day in range(7)}
    year = {text(asked({}, bank=bank, today=monday + datetime.timedelta(weeks=week))) for week in range(20)}
    assert (1, True) == (len(week), len(year) > 3)
