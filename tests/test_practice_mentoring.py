"""Mentors: what to bring, the advice they gave, and what to report back."""

from __future__ import annotations

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.mentoring import Mentoring, advice, mentoring_with, mentors, report_backs
from notebook.records import AnyRecord
from notebook.snapshot import Snapshot
from notebook.text.document import read_document

MENTOR = {"contacts/ada": note(name="Ada", relationship="mentor", offers="[proof reading]")}
ADVISED = {"interactions/2026-09-03-x": note(with_="ada", received='["advice: tell the studio early"]')}


def reading(files: dict[str, str]) -> tuple[Snapshot, dict[str, str]]:
    files = {**MENTOR, **files}
    return vault_of(files, me="me"), files


def text_of(files: dict[str, str]):  # type: ignore[no-untyped-def]
    def words_of(record: AnyRecord) -> str:
        document, _ = read_document(files[record.path.removesuffix(".md")].encode(), record.path)
        assert document is not None
        return "\n" * (document.body_line - 1) + document.body

    return words_of


def ada(files: dict[str, str]) -> Mentoring:
    snapshot, files = reading(files)
    (found,) = mentoring_with(snapshot, [contact(snapshot, "ada")], TODAY, text_of=text_of(files))
    return found


def reports(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.text, one.why) for one in ada(files).report]


# Who they are.


@pytest.mark.parametrize("word", ["mentor", "role-model", "Role model", "[friend, Mentor]", "mentora"])
def test_the_relationship_says_who_is_a_mentor(word: str) -> None:
    snapshot = vault_of({"contacts/ada": note(relationship=word), "contacts/bob": note(relationship="friend")})
    assert ["ada"] == [one.contact.id for one in mentors(snapshot, TODAY)]


def test_mentees_are_the_other_way_round() -> None:
    snapshot = vault_of({**MENTOR, "contacts/bob": note(relationship="mentee")})
    assert ["bob"] == [one.contact.id for one in mentors(snapshot, TODAY, side="mentee")]


def test_the_archived_and_the_owner_are_left_out() -> None:
    files = {"contacts/me": note(relationship="mentor"), "contacts/bob": note(relationship="mentor", status="archived")}
    assert [] == mentors(vault_of(files, me="me"), TODAY)


# What to bring.


def test_the_agenda_has_the_plan_and_its_points_then_your_promises_threads_seeks_and_theirs() -> None:
    files = {
        "contacts/me": note(name="Me", seeks="[a proof reader]"),
        "interactions/2026-12-02-plan": note("Tea.\n\n1. the sums\n", with_="ada"),
        "interactions/2026-12-09-later": note("Not yet.", with_="ada"),
        "interactions/2026-11-01-x": note("- [?] her knee\n- [ ] @ada: the list\n- [ ] the book", with_="ada"),
    }
    assert [
        ("planned", "Tea.", 4),
        ("planned", "the sums", 6),
        ("promise", "the book", 6),
        ("thread", "her knee", 4),
        ("seek", "you seek a proof reader, they offer proof reading", 4),
        ("theirs", "the list", 5),
    ] == [(one.kind, one.text, one.line) for one in ada({**files}).agenda]


def test_a_mentor_without_a_talk_has_nothing() -> None:
    found = ada({})
    assert ((), (), ()) == (found.agenda, found.advice, found.report)


# Advice.


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("advice: keep the plates", "keep the plates"),
        ("Conselho: ir devagar", "ir devagar"),
        ("a hint about paper", "a hint about paper"),
        ("Tipp – früh fragen", "früh fragen"),
    ],
)
def test_what_was_received_and_begins_with_a_word_for_advice_is_advice(received: str, words: str) -> None:
    files = {"interactions/2026-11-01-x": note(with_="ada", received=f'["{received}"]')}
    assert [words] == [one.text for one in ada(files).advice]


@pytest.mark.parametrize("received", ["a book", "the tipping bucket", "an introduction to Bob"])
def test_other_things_received_are_none(received: str) -> None:
    assert () == ada({"interactions/2026-11-01-x": note(with_="ada", received=f"[{received}]")}).advice


def test_all_that_was_received_in_a_talk_for_advice_is_some() -> None:
    files = {"interactions/2026-11-01-x": note(with_="ada", purpose="advice", received="[go slowly]")}
    assert ["go slowly"] == [one.text for one in ada(files).advice]


def test_what_stands_under_a_heading_of_that_name_is_some() -> None:
    body = "Tea.\n\n## Advice for spring\n- go slowly\n- [ ] no task\n\n## Next\n- nothing\n"
    assert [("go slowly", 7)] == [
        (one.text, one.line) for one in ada({"interactions/2026-11-01-x": note(body, with_="ada")}).advice
    ]


def test_advice_is_newest_first_with_its_place() -> None:
    files = {
        **ADVISED,
        "interactions/2026-10-03-y": note(name="x", with_="ada", received='["advice: rest"]'),
        "interactions/2026-12-03-z": note(with_="ada", received='["advice: not yet given"]'),
    }
    assert [("rest", "2026-10-03", 4), ("tell the studio early", "2026-09-03", 3)] == [
        (one.text, str(one.date), one.line) for one in ada(files).advice
    ]


# What became of it.


def test_a_promise_kept_with_its_words_is_what_you_did() -> None:
    files = {"interactions/2026-09-03-x": ADVISED["interactions/2026-09-03-x"] + "- [x] write to the studio early\n"}
    (one,) = ada(files).advice
    assert one.did is not None
    assert ("write to the studio early", 5) == (one.did.text, one.did.line)


def test_the_note_of_the_mentor_may_say_what_you_did() -> None:
    card = note("Used:\n\n- the studio, early\n", name="Ada", relationship="mentor")
    (one,) = ada({"contacts/ada": card, **ADVISED}).advice
    assert one.did is not None
    assert ("contacts/ada.md", 7) == (one.did.path, one.did.line)


@pytest.mark.parametrize(
    "body",
    [
        "The studio heard it early, I told her.",
        "Told her what I did with September's advice.",
        "I reported back.",
    ],
)
def test_a_later_talk_that_speaks_of_it_is_how_they_know(body: str) -> None:
    files = {**ADVISED, "interactions/2026-10-03-y": note(body, with_="ada")}
    (one,) = ada(files).advice
    assert one.told is not None
    assert one.told.path == "interactions/2026-10-03-y.md"
    assert [] == reports(files)


@pytest.mark.parametrize(
    "body", ["Rain.", "Told her what I did with May's advice.", "I reported back on May's advice."]
)
def test_one_about_something_else_is_not(body: str) -> None:
    files = {**ADVISED, "interactions/2026-10-03-y": note(body, with_="ada")}
    assert [("tell the studio early", "3 months ago; no talk since speaks of it")] == reports(files)


def test_advice_given_again_does_not_say_that_they_know() -> None:
    again = {"interactions/2026-11-18-y": note(with_="ada", received='["advice: tell the studio early"]')}
    assert ["tell the studio early"] == [text for text, _ in reports({**ADVISED, **again})]


@pytest.mark.parametrize(("day", "count"), [("2026-10-25", 0), ("2026-10-24", 1), ("2025-11-21", 1), ("2025-11-20", 0)])
def test_advice_of_four_weeks_to_a_year_is_to_be_reported_back(day: str, count: int) -> None:
    assert count == len(reports({f"interactions/{day}-x": note(with_="ada", received='["advice: rest more"]')}))


def test_a_promise_to_tell_of_it_stands_for_all_advice_of_its_note() -> None:
    files = {"interactions/2026-09-03-x": ADVISED["interactions/2026-09-03-x"] + "- [ ] tell her what the advice did\n"}
    assert [("tell her what the advice did", "you promised")] == reports(files)


@pytest.mark.parametrize("body", ["> Tell the studio early!", "## Advice\n\n- tell the studio early\n"])
def test_what_they_say_again_does_not_say_that_they_know(body: str) -> None:
    files = {**ADVISED, "interactions/2026-11-18-y": note(body, with_="ada")}
    assert "tell the studio early" in [text for text, _ in reports(files)]


def test_a_promise_that_speaks_of_advice_stands_for_it_wherever_it_is() -> None:
    files = {
        **ADVISED,
        "interactions/2026-11-01-y": note("- [ ] tell her how her advice on the studio went so early", with_="ada"),
    }
    assert ["tell her how her advice on the studio went so early"] == [text for text, _ in reports(files)]


def test_the_same_advice_is_named_once_and_the_newest_first() -> None:
    files = {
        **ADVISED,
        "interactions/2026-08-03-y": note(with_="ada", received='["advice: the studio, early!"]'),
        "interactions/2026-07-03-z": note(with_="ada", received='["advice: keep the plates"]'),
        "interactions/2026-08-20-p": note("- [ ] tell her what the October advice did", with_="ada"),
    }
    texts = [text for text, _ in reports(files)]
    assert ["tell the studio early", "tell her what the October advice did", "keep the plates"] == texts


def test_a_thread_about_a_day_ahead_is_not_for_the_next_talk_yet() -> None:
    assert () == ada({"interactions/2026-11-01-y": note("- [?] how was the run on 6 December", with_="ada")}).agenda


def test_the_reports_of_all_mentors_come_oldest_first() -> None:
    files = {
        "contacts/bob": note(name="Bob", relationship="role-model"),
        **ADVISED,
        "interactions/2026-08-01-b": note(with_="bob", received='["advice: sleep more"]'),
    }
    snapshot, _ = reading(files)
    assert ["bob", "ada"] == [one.person for one in report_backs(snapshot, TODAY)]


def test_without_the_files_the_records_serve() -> None:
    snapshot, _ = reading({**ADVISED, "interactions/2026-10-03-y": note("The studio heard it early.", with_="ada")})
    (one,) = advice(snapshot, contact(snapshot, "ada"), TODAY)
    assert one.told is not None
    assert [] == report_backs(snapshot, TODAY)


def test_a_vault_without_contacts_has_no_mentors() -> None:
    assert ([], []) == (mentors(vault_of({}), TODAY), report_backs(vault_of({}), TODAY))
