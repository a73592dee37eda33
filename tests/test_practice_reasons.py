"""Why somebody is on a list: one line each, from the user's own notes."""

from __future__ import annotations

from datetime import date

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.follow_up.reasons import Reasons


def reasons(files: dict[str, str], days: int = 14) -> list[tuple[str, str, str, int]]:
    snapshot = vault_of({"contacts/me": note(), **files}, me="me")
    found = Reasons(snapshot, TODAY, days).of(contact(snapshot, "ada"))
    return [(one.kind, one.text, one.path.removesuffix(".md"), one.line) for one in found]


ADA = {"contacts/ada": note(name="Ada")}


def test_someone_of_whom_nothing_is_noted_has_no_reason() -> None:
    assert [] == reasons(ADA)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- [ ] send it due:2026-11-23", "you promised: send it, due Mon 23 Nov"),
        ("- [ ] send it due:2026-11-20", "you promised: send it, due yesterday"),
        ("- [ ] send it", "you promised: send it, 3 days ago"),
        ("- [ ] send it\n- [ ] call", "you promised: send it, 3 days ago (+1 more)"),
    ],
)
def test_an_open_promise_is_a_reason(line: str, words: str) -> None:
    found = reasons({**ADA, "interactions/2026-11-18-x": note(line, with_="ada")})
    assert [("promise", words, "interactions/2026-11-18-x", 4)] == found


@pytest.mark.parametrize("line", ["- [x] send it", "- [-] send it", "- [ ] @ada: send it"])
def test_a_promise_that_is_closed_or_theirs_is_no_reason(line: str) -> None:
    assert [] == reasons({**ADA, "interactions/2026-11-18-x": note(line, with_="ada")})


def test_a_birthday_within_the_days_is_a_reason() -> None:
    assert [("date", "birthday Tue 1 Dec", "contacts/ada", 2)] == reasons({"contacts/ada": note(birthday="--12-01")})


def test_a_birthday_after_the_days_is_none() -> None:
    assert [] == reasons({"contacts/ada": note(birthday="--12-01")}, days=9)


def test_the_newest_thread_is_a_reason() -> None:
    talks = {
        "interactions/2026-11-18-x": note("- [?] newer", with_="ada"),
        "interactions/2026-11-01-y": note("- [?] older", with_="ada"),
    }
    assert [("thread", "ask: newer", "interactions/2026-11-18-x", 4)] == reasons({**ADA, **talks})


@pytest.mark.parametrize(
    ("body", "fields", "words"),
    [
        ("She is worried.\n> So it goes.", {}, "She is worried."),
        ("> So it goes.", {"topics": "[books]"}, "So it goes."),
        ("", {"topics": "[books, music]"}, "books"),
    ],
)
def test_what_the_last_talk_was_about_is_a_reason(body: str, fields: dict[str, str], words: str) -> None:
    found = reasons({**ADA, "interactions/2026-11-18-x": note(body, with_="ada", **fields)})
    assert [("last-talk", words)] == [one[:2] for one in found]


def test_a_talk_that_is_planned_is_a_reason_and_not_the_last() -> None:
    talks = {"interactions/2026-11-25-x": note("Bring the book.", with_="ada", channel="coffee"),
             "interactions/2026-11-30-y": note(with_="ada")}  # fmt: skip
    assert [("planned", "coffee planned Wed 25 Nov", "interactions/2026-11-25-x", 1)] == reasons({**ADA, **talks})


def test_a_thread_about_a_day_ahead_is_no_reason_before_it() -> None:
    asked = "- [?] how was the run on 6 December\n- [?] how was the roof"
    (found,) = reasons({**ADA, "interactions/2026-11-13-x": note(asked, with_="ada")})
    assert ("thread", "ask: how was the roof") == found[:2]


def test_a_hard_date_is_care_and_comes_first_and_counts_no_years() -> None:
    card = note("- [ ] send the map", name="Ada", dates="[{date: 2024-11-24, what: divorce}]")
    found = [(kind, text) for kind, text, _, _ in reasons({"contacts/ada": card})]
    assert [("care", "divorce"), ("promise", "you promised: send the map")] == found


def test_care_without_a_day_that_is_near_is_no_reason() -> None:
    assert [] == reasons({"contacts/ada": note(name="Ada", care="[her knee, second scan 2027-03-01]")})


def test_of_a_day_that_is_past_what_was_held_since_is_no_plan() -> None:
    files = {**ADA, "interactions/2026-11-20-x": note(with_="ada"),
             "interactions/2026-11-19-y": note(with_="ada", status="planned", channel="call")}  # fmt: skip
    snapshot = vault_of(files)
    found = Reasons(snapshot, date(2026, 11, 17), 14, now=TODAY).of(contact(snapshot, "ada"))
    assert [("planned", "call planned Thu 19 Nov")] == [(one.kind, one.text) for one in found]


def test_a_planned_talk_that_is_cancelled_is_none() -> None:
    assert [] == reasons({**ADA, "interactions/2026-11-25-x": note(with_="ada", status="cancelled")})


@pytest.mark.parametrize(
    ("met", "words"),
    [
        ("{date: 2026-11-01, at: fair, through: bob}", "met at Fair through Bob on Sun 1 Nov; no talk yet"),
        ("{date: 2026, at: somewhere}", "met at somewhere in 2026; no talk yet"),
        ("at the lake", "met at the lake; no talk yet"),
    ],
)
def test_where_there_was_no_talk_yet_how_they_met_is_a_reason(met: str, words: str) -> None:
    files = {
        "contacts/ada": note(met=met),
        "contacts/bob": note(),
        "events/fair": note(name="Fair", start="2026-11-01"),
    }
    assert [("met", words, "contacts/ada", 2)] == reasons(files)


def test_reasons_come_the_most_telling_first() -> None:
    files = {
        "contacts/ada": note(birthday="--12-01"),
        "interactions/2026-11-18-x": note("Tea.\n\n- [ ] send it\n- [?] how was it", with_="ada"),
        "interactions/2026-11-25-y": note(with_="ada"),
    }
    assert ["planned", "promise", "date", "thread", "last-talk"] == [one[0] for one in reasons(files)]
