"""A brief for a person: what to have read before you meet them."""

from __future__ import annotations

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.brief import Brief, Line, brief_of
from notebook.practice.questions import BankQuestion

ME = {"contacts/me": note(name="Me")}
ADA = {"contacts/ada": note(name="Ada")}


def brief(files: dict[str, str], *, me: str | None = "me", shared: bool = False, rules: dict[str, int] | None = None,
          bank: tuple[BankQuestion, ...] = ()) -> Brief:  # fmt: skip
    snapshot = vault_of({**(ME if me else {}), **ADA, **files}, me=me)
    ada = contact(snapshot, "ada")
    return brief_of(snapshot, ada, TODAY, rules=rules or {}, look_ahead=14, bank=bank, shared=shared)


def lines(found: Brief, key: str) -> list[Line]:
    return [line for section in found.sections if section.key == key for line in section.lines]


def texts(found: Brief, key: str) -> list[str]:
    return [line.text for line in lines(found, key)]


def talk(body: str = "", **fields: str) -> str:
    return note(body, **{"with_": "ada", **fields})


def test_of_someone_with_nothing_but_a_name_it_says_that_there_was_no_talk() -> None:
    assert Brief("ada", "contact", "contacts/ada.md", "Ada", ("no talk yet",), ()) == brief({})


def test_without_an_owner_it_is_as_good() -> None:
    found = brief({"interactions/2026-11-18-x": talk("Tea.")}, me=None)
    assert ["Tea."] == texts(found, "talks")


def test_care_stands_first_and_word_for_word() -> None:
    found = brief({"contacts/ada": note(name="Ada", birthday="--11-25", care="[her mother is ill, mornings are hard]")})
    assert ("care", ["her mother is ill", "mornings are hard"]) == (found.sections[0].key, texts(found, "care"))


def test_the_heading_says_when_you_spoke_and_how_often_you_mean_to() -> None:
    files = {"contacts/ada": note(name="Ada", cadence="3 weeks"),
             "interactions/2026-11-08-x": talk(channel="call"),
             "interactions/2026-09-08-y": talk(channel="coffee")}  # fmt: skip
    said = "last contact 13 days ago, a call; last seen 2 months ago; to be in touch every 3 weeks"
    assert (said,) == brief(files).about


def test_the_last_three_talks_have_a_line_each_and_the_others_are_counted() -> None:
    files = {f"interactions/2026-11-1{day}-x": talk(f"Day {day}.", channel="call") for day in range(5)}
    found = brief(files)
    (section,) = [one for one in found.sections if one.key == "talks"]
    assert ["call · Day 4.", "call · Day 3.", "call · Day 2."] == texts(found, "talks")
    assert (2, "notebook show ada") == (section.more, section.command)


@pytest.mark.parametrize(
    ("day", "status"), [("2026-12-01", ""), ("2026-11-18", "cancelled"), ("2026-11-21", "planned")]
)
def test_a_talk_that_did_not_happen_is_none_of_the_last(day: str, status: str) -> None:
    found = brief({f"interactions/{day}-x": talk("Later.", **({"status": status} if status else {}))})
    assert [] == texts(found, "talks")
    assert "no talk yet" == found.about[0]


def test_where_you_see_them_next_are_planned_talks_and_events_by_day() -> None:
    files = {
        "interactions/2026-12-04-x": talk("The roof.", channel="call", date='"2026-12-04 15:00"'),
        "events/fair": note(name="Fair", date="2026-11-28", with_="[ada]", place="Porto"),
        "events/skipped": note(name="Other", date="2026-11-27", with_="[ada]", status="skipped"),
        "interactions/2026-12-05-y": talk(status="cancelled"),
    }
    found = lines(brief(files), "next")
    assert [("Sat 28 Nov", "Fair · Porto"), ("Fri 4 Dec", "call · 15:00 · The roof.")] == [
        (line.label, line.text) for line in found
    ]


def test_a_promise_has_its_words_its_age_and_its_place() -> None:
    body = "- [ ] send it due:2026-11-20\n- [ ] call\n- [ ] @ada: the drawings due:2026-12-01"
    found = brief({"interactions/2026-11-07-x": talk(body)})
    path = "interactions/2026-11-07-x.md"
    said = [(line.text, line.when, line.path, line.line) for line in lines(found, "promises-mine")]
    assert [("send it", "was due yesterday", path, 4), ("call", "2 weeks old", path, 5)] == said
    theirs = [(line.text, line.when, line.line) for line in lines(found, "promises-theirs")]
    assert [("the drawings", "due Tue 1 Dec", 6)] == theirs


def test_promises_to_others_are_left_out() -> None:
    files = {"contacts/bob": note(name="Bob"), "interactions/2026-11-07-x": note("- [ ] send it", with_="bob")}
    assert [] == texts(brief(files), "promises-mine")


def test_what_to_ask_comes_newest_first_and_maybe_answered_says_so() -> None:
    files = {
        "interactions/2026-10-01-x": talk("- [?] how did the exam in botany go"),
        "interactions/2026-11-01-y": talk("- [?] the cat"),
        "interactions/2026-11-10-z": talk("She passed the exam in botany with honours."),
    }
    found = lines(brief(files), "threads")
    answer = "maybe answered: She passed the exam in botany with honours."
    assert ["the cat", "how did the exam in botany go", answer] == [line.text for line in found]
    assert ("interactions/2026-11-10-z.md", 4) == (found[2].path, found[2].line)


def test_a_question_about_a_day_ahead_waits_for_it() -> None:
    body = "- [?] how was the race on 6 December\n- [?] how is the cat"
    found = brief({"interactions/2026-11-18-x": talk(body)})
    assert ["how is the cat"] == texts(found, "threads")


def test_dates_from_a_week_ago_to_a_month_ahead() -> None:
    dates = "[{date: 2020-12-01, what: new job}, {date: --02-29, what: leap}]"
    files = {"contacts/ada": note(name="Ada", birthday="1988-11-18", dates=dates)}
    found = [(one.label, one.text) for one in lines(brief(files), "dates")]
    assert [("Wed 18 Nov", "birthday, 38"), ("Tue 1 Dec", "new job, 6 years")] == found


def test_a_hard_date_that_is_near_is_kept_in_mind_and_is_no_feast() -> None:
    found = brief({"contacts/ada": note(name="Ada", dates="[{date: 2020-12-01, what: her father died}]")})
    assert (["her father died"], []) == (texts(found, "care"), texts(found, "dates"))


def test_a_hard_day_that_care_speaks_of_is_said_once() -> None:
    ada = note(name="Ada", dates="[{date: 2020-12-01, what: her father died}]", care='["1 December is hard"]')
    found = brief({"contacts/ada": ada})
    assert (["1 December is hard"], []) == (texts(found, "care"), texts(found, "dates"))


def test_what_you_share_has_the_people_both_know_in_one_line() -> None:
    files = {
        "contacts/me": note(name="Me", interests="[rowing]", knows="[{who: bob}, {who: eve}]"),
        "contacts/ada": note(name="Ada", interests="[rowing]", knows="[{who: bob}, {who: eve}]"),
        "contacts/bob": note(name="Bob"),
        "contacts/eve": note(name="Eve"),
        "interactions/2026-11-01-x": note(with_="[bob, eve]"),
    }
    assert ["both know Bob, Eve", "rowing"] == sorted(texts(brief(files), "common"))


def test_what_they_seek_that_you_offer_and_the_other_way_round() -> None:
    files = {
        "contacts/me": note(name="Me", offers="[carpentry lessons]", seeks="[a sailing boat]"),
        "contacts/ada": note(name="Ada", seeks="[carpentry lessons]", offers="[a sailing boat]"),
    }
    found = brief(files)
    assert ["carpentry lessons: you offer carpentry lessons"] == texts(found, "help")
    assert ["a sailing boat: they offer a sailing boat"] == texts(found, "helped")


def test_what_they_seek_that_somebody_you_know_offers() -> None:
    files = {
        "contacts/ada": note(name="Ada", seeks="[carpentry lessons]"),
        "contacts/bob": note(name="Bob", offers="[carpentry lessons]"),
    }
    assert ["carpentry lessons: Bob offers carpentry lessons"] == texts(brief(files), "help")


@pytest.mark.parametrize(
    ("met", "words"),
    [
        ("{date: 2026-11-01, through: bob, how: a walk}", "Bob introduced you, Sun 1 Nov: a walk"),
        ("{date: 2019-06}", "in 2019-06"),
        ("at the lake", "at the lake"),
    ],
)
def test_how_you_met(met: str, words: str) -> None:
    files = {"contacts/ada": note(name="Ada", met=met), "contacts/bob": note(name="Bob")}
    assert [words] == texts(brief(files), "met")


def test_what_they_gave_you_lately_is_to_thank_for_until_you_did() -> None:
    files = {"interactions/2026-11-01-x": talk(received="[a book]")}
    assert ["a book"] == texts(brief(files), "thank")
    files["interactions/2026-11-03-y"] = talk(purpose="thanks")
    assert [] == texts(brief(files), "thank")


def test_advice_of_a_mentor_is_to_report_back_and_not_to_thank_for_as_well() -> None:
    files = {
        "contacts/ada": note(name="Ada", relationship="mentor"),
        "interactions/2026-10-01-x": talk(received='["advice: ring the printer first"]'),
    }
    found = brief(files)
    assert (["ring the printer first"], []) == (texts(found, "report"), texts(found, "thank"))


def test_a_promise_to_report_back_is_said_once() -> None:
    files = {"contacts/ada": note(name="Ada", relationship="mentor"),
             "interactions/2026-10-01-x": talk("- [ ] tell Ada what I did with her advice")}  # fmt: skip
    found = brief(files)
    assert ([], ["tell Ada what I did with her advice"]) == (texts(found, "report"), texts(found, "promises-mine"))


def test_one_question_comes_from_their_card_or_the_bank() -> None:
    bank = (BankQuestion("What was your first job?", "small-talk", (), "", 3),)
    assert ["What was your first job?"] == texts(brief({}, bank=bank), "question")
    files = {"contacts/ada": note(name="Ada", interests="[bees]")}
    assert "bees" in texts(brief(files, bank=bank), "question")[0]


def test_their_own_words_are_those_of_a_talk_with_them_alone() -> None:
    files = {
        "contacts/bob": note(name="Bob"),
        "interactions/2026-11-02-y": talk("> So it goes."),
        "interactions/2026-11-03-x": note("> Who knows.", with_="[ada, bob]"),
    }
    assert ["“So it goes.”"] == texts(brief(files), "heard")


def test_someone_archived_has_a_brief_that_says_so() -> None:
    found = brief({"contacts/ada": note(name="Ada", status="archived")})
    assert ("archived", "no talk yet") == found.about


def test_a_name_that_is_nobodys_stands_as_it_was_written() -> None:
    files = {"contacts/ada": note(name="Ada", organization="[Nowhere Ltd]", met="{through: Zed}")}
    found = brief(files)
    assert ("Nowhere Ltd", ["Zed introduced you"]) == (found.about[0], texts(found, "met"))


def test_it_stays_one_screen_whatever_is_noted() -> None:
    promise = "\n".join(f"- [ ] thing {n}\n- [ ] @ada: other {n}\n- [?] question {n}" for n in range(20))
    many = "[" + ", ".join(f"thing {n}" for n in range(30)) + "]"
    files = {f"interactions/2026-10-{day:02}-x": talk(promise, received=many, channel="call") for day in range(1, 30)}
    files["contacts/ada"] = note(name="Ada", care=many, seeks=many, emails=many)
    files["contacts/me"] = note(name="Me", offers=many, seeks=many, interests=many)
    found = brief(files)
    assert 30 >= sum(1 if section.inline else len(section.lines) for section in found.sections)
    assert all(section.more for section in found.sections if section.key in ("care", "talks", "threads", "reach"))


def test_a_talk_that_is_planned_for_today_is_what_is_ahead() -> None:
    files = {"interactions/2026-11-10-x": talk(channel="call"),
             "interactions/2026-11-21-y": talk(channel="coffee", status="planned")}  # fmt: skip
    found = brief(files)
    assert ("last contact 11 days ago, a call",) == found.about
    assert [("today", "coffee")] == [(line.label, line.text) for line in lines(found, "next")]
