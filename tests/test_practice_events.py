"""Events: whom you know there before, and whom to follow up with after."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.events import Triage, event_days, events_ahead, events_to_follow_up, triage
from notebook.practice.evidence import Evidence
from notebook.records import Event
from notebook.snapshot import Snapshot

PEOPLE = {
    "contacts/me": note(name="Me"),
    "contacts/ada": note(name="Ada Lovelace", aliases="[Ada]"),
    "contacts/bob": note(name="Bob"),
}


def vault(files: dict[str, str], me: str | None = "me") -> Snapshot:
    return vault_of({**PEOPLE, **files}, me=me)


def fair(body: str = "", **fields: str) -> dict[str, str]:
    return {"events/fair": note(body, **{"name": "Fair", "date": "2026-11-18", "status": "went", **fields})}


def talk(body: str = "", **fields: str) -> str:
    return note(body, **{"with_": "ada", "event": "fair", **fields})


def after(files: dict[str, str], today: datetime.date = TODAY, me: str | None = "me") -> Triage:
    snapshot = vault(files, me)
    event = snapshot.by_id["fair"]
    assert isinstance(event, Event)
    texts = {f"{path}.md": body_of(text) for path, text in files.items()}
    found = triage(snapshot, event, today, text_of=lambda record: texts[record.path])
    assert found is not None
    return found


def body_of(text: str) -> str:
    """A note's body, with an empty line for each of its front matter."""
    front, _, body = text.removeprefix("---\n").partition("---\n")
    return "\n" * (front.count("\n") + 2) + body


def waiting(found: Triage) -> list[str]:
    return [one.contact.id for one in found.waiting]


def test_those_the_note_names_and_those_you_talked_to_there_wait() -> None:
    assert ["ada", "bob"] == waiting(after({**fair(with_="[bob, me]"), "interactions/2026-11-18-x": talk()}))


def test_an_event_with_nobody_has_nobody_to_follow_up_with() -> None:
    found = after(fair())
    assert ((), (), (), ()) == (found.waiting, found.since, found.strangers, found.learned)


def test_without_an_owner_it_is_as_good() -> None:
    assert ["ada"] == waiting(after({**fair(), "interactions/2026-11-18-x": talk()}, me=None))


def test_whoever_there_was_contact_with_since_has_heard_from_you() -> None:
    files = {**fair(with_="[ada, bob]"), "interactions/2026-11-19-x": note(with_="ada", channel="email"),
             "interactions/2026-11-20-y": note(with_="ada", channel="call")}  # fmt: skip
    found = after(files)
    assert ["bob"] == waiting(found)
    assert [("ada", "email")] == [(contact.id, talk.channel) for contact, talk in found.since]


@pytest.mark.parametrize(
    ("day", "status"), [("2026-11-18", ""), ("2026-11-25", ""), ("2026-11-19", "cancelled"), ("2026-11-10", "")]
)
def test_contact_on_the_day_itself_and_what_did_not_happen_do_not_count(day: str, status: str) -> None:
    fields = {"status": status} if status else {}
    assert ["ada"] == waiting(after({**fair(with_="[ada]"), f"interactions/{day}-x": note(with_="ada", **fields)}))


def followed(files: dict[str, str]) -> bool:
    """Whether ada has heard from you, by the triage and by the list of events, which say the same."""
    snapshot = vault(files)
    behind = events_to_follow_up(snapshot, TODAY)
    waits = "ada" in waiting(after(files))
    assert waits is any("ada" in one.people for one in behind)
    return not waits


@pytest.mark.parametrize(
    ("day", "fields", "expected"),
    [
        ("2026-11-18", {"channel": "email"}, True),
        ("2026-11-18", {"channel": "call"}, True),
        ("2026-11-18", {"channel": "coffee"}, False),
        ("2026-11-18", {}, False),
        ("2026-11-18", {"channel": "email", "status": "planned"}, False),
        ("2026-11-18", {"channel": "email", "event": "fair"}, False),
        ("2026-11-17", {"channel": "email"}, True),
        ("2026-11-16", {"channel": "email"}, False),
        ("2026-11-19", {"channel": "coffee"}, True),
        ("2026-11-19", {"channel": "coffee", "status": "planned"}, False),
    ],
)
def test_a_message_of_the_evening_is_the_follow_up(day: str, fields: dict[str, str], expected: bool) -> None:
    files = {**fair(with_="[ada]", date="2026-11-17", end="2026-11-18"),
             f"interactions/{day}-x": note(with_="ada", **fields)}  # fmt: skip
    assert followed(files) is expected


def test_a_message_before_the_talk_there_is_no_follow_up() -> None:
    files = {**fair(date="2026-11-17", end="2026-11-18"), "interactions/2026-11-18-x": talk(),
             "interactions/2026-11-17-y": note(with_="ada", channel="message")}  # fmt: skip
    assert not followed(files)
    assert followed({**files, "interactions/2026-11-18-z": note(with_="ada", channel="message")})


def test_an_event_that_was_cancelled_is_not_ahead_and_nobody_waits() -> None:
    snapshot = vault(fair(with_="[ada]", status="cancelled"))
    assert [] == events_to_follow_up(snapshot, TODAY)
    assert [] == events_ahead(snapshot, datetime.date(2026, 11, 18), TODAY)


def test_a_message_after_it_that_names_the_event_is_the_follow_up() -> None:
    files = {**fair(with_="[ada]"), "interactions/2026-11-19-x": talk(channel="message")}
    assert [] == waiting(after(files))


def test_archived_people_are_left_out() -> None:
    files = {**fair(with_="[ada, bob]"), "contacts/ada": note(name="Ada", status="archived")}
    assert ["bob"] == waiting(after(files))


@pytest.mark.parametrize(
    ("today", "left"), [("2026-11-18", 2), ("2026-11-19", 1), ("2026-11-20", 0), ("2026-11-21", -1)]
)
def test_the_days_left_of_the_first_two(today: str, left: int) -> None:
    assert left == after(fair(), datetime.date.fromisoformat(today)).days_left


def test_an_event_that_is_still_on_counts_from_today() -> None:
    found = after(fair(date="2026-11-20", end="2026-11-22"))
    assert (TODAY, 2) == (found.end, found.days_left)


def test_an_event_that_has_not_begun_has_no_triage() -> None:
    snapshot = vault(fair(date="2026-11-22"))
    assert triage(snapshot, snapshot.events[0], TODAY) is None


def test_an_event_without_a_day_has_that_of_the_talks_at_it() -> None:
    undated = {"events/fair": note(name="Fair", with_="[ada, bob]")}
    snapshot = vault(undated)
    assert triage(snapshot, snapshot.events[0], TODAY) is None
    found = after({**undated, "interactions/2026-11-18-x": talk(), "interactions/2026-11-19-y": note(with_="bob")})
    assert (datetime.date(2026, 11, 18), ["ada"]) == (found.end, waiting(found))


def test_what_you_talked_about_is_the_opening_of_a_talk_with_them_alone() -> None:
    files = {
        **fair(),
        "interactions/2026-11-18-x": talk("A crowd. Ada stood there.", with_="[ada, bob]"),
        "interactions/2026-11-18-y": talk("She builds engines."),
    }
    (ada, _) = after(files).waiting
    assert ("She builds engines.", "interactions/2026-11-18-y.md", 5) == (ada.said.text, ada.said.path, ada.said.line)


def test_in_a_talk_with_several_it_is_the_sentence_that_names_them() -> None:
    body = 'A crowd of forty people in one room. Bob asked "where?" and left. Ada builds engines.'
    files = {**fair(), "interactions/2026-11-18-x": talk(body, with_="[ada, bob]")}
    said = {one.contact.id: one.said.text for one in after(files).waiting}
    assert {"ada": "Ada builds engines.", "bob": 'Bob asked "where?" and left.'} == said


def test_without_a_talk_the_place_is_where_the_event_names_them() -> None:
    (ada,) = after(fair(with_="[ada]")).waiting
    assert (None, "", "events/fair.md", 5) == (ada.talk, ada.said.text, ada.said.path, ada.said.line)


def test_promises_and_threads_come_with_them_and_those_you_promised_first() -> None:
    body = "- [ ] @bob: the drawings\n- [?] the cat"
    files = {
        **fair(with_="[bob, ada]"),
        "interactions/2026-11-18-x": talk(body, with_="bob"),
        "interactions/2026-11-18-y": talk("- [ ] send it"),
    }
    found = after(files)
    assert ["ada", "bob"] == waiting(found)
    ada, bob = found.waiting
    assert ["send it"] == [one.text for one in ada.promises]
    assert (["the drawings"], ["the cat"]) == ([one.text for one in bob.promises], [one.text for one in bob.threads])


def test_names_that_are_in_no_contact_are_told_once() -> None:
    files = {**fair(with_="[Zed, ada]"), "interactions/2026-11-18-x": talk(with_="[Zed, Yves]")}
    assert [("Zed", 5), ("Yves", 2)] == [(one.text, one.line) for one in after(files).strangers]


def test_a_name_that_two_have_is_no_stranger() -> None:
    files = {**fair(with_="[Sam]"), "contacts/s1": note(name="Sam"), "contacts/s2": note(name="Sam")}
    assert () == after(files).strangers


def test_what_was_learned_is_gathered_from_the_event_and_its_notes() -> None:
    files = {
        **fair("## What I learned\n- arrive early", learned="[ask first]"),
        "interactions/2026-11-18-x": talk("Tea.\n\n## Learned\nbring cards\n\n## Other\nnot this\n\n> So it goes."),
        "interactions/2026-11-19-y": talk("## Learned\nnot at it any more"),
    }
    assert ["ask first", "arrive early", "bring cards", "So it goes."] == [one.text for one in after(files).learned]


def test_a_goal_comes_with_the_note_that_speaks_of_it() -> None:
    files = {
        **fair(goals="[find a paper mill, rest]"),
        "interactions/2026-11-18-x": talk("Tea. Her brother runs a paper mill in Viana."),
    }
    mill, rest = after(files).goals
    assert ("find a paper mill", None) == (mill.goal.text, rest.spoken)
    assert mill.spoken == Evidence("Her brother runs a paper mill in Viana.", "interactions/2026-11-18-x.md", 5)


# Before it.


def test_events_ahead_are_those_that_touch_the_days_and_are_not_skipped() -> None:
    files = {
        "events/on": note(name="On", start="2026-11-20", end="2026-11-22", with_="[ada]"),
        "events/later": note(name="Later", date="2026-12-01"),
        "events/over": note(name="Over", date="2026-11-20"),
        "events/skipped": note(name="Skipped", date="2026-11-22", status="skipped"),
        "events/undated": note(name="Undated"),
    }
    found = events_ahead(vault(files), TODAY, datetime.date(2026, 12, 1))
    assert [("on", ("ada",)), ("later", ())] == [(one.event.id, one.people) for one in found]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"date": "2026-11"}, ("2026-11-01", "2026-11-30")),
        ({"date": "2026-11-18", "end": "2026-11-20"}, ("2026-11-18", "2026-11-20")),
        ({"date": "2026-11-18", "end": "2026-11-10"}, ("2026-11-18", "2026-11-18")),
        ({"date": "2028-02-29"}, ("2028-02-29", "2028-02-29")),
    ],
)
def test_the_days_of_an_event(fields: dict[str, str], days: tuple[str, str]) -> None:
    (event,) = vault(fair(**fields)).events
    assert days == tuple(map(str, event_days(event) or ()))


# After it, in the digest.


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ["fair"]),
        ({"date": "2026-10-31"}, ["fair"]),
        ({"date": "2026-10-30"}, []),
        ({"date": "2026-11-21"}, []),
        ({"status": "skipped"}, []),
        ({"status": "considering"}, []),
    ],
)
def test_events_to_follow_up_ended_in_the_last_three_weeks(fields: dict[str, str], found: list[str]) -> None:
    behind = events_to_follow_up(vault(fair(with_="[ada]", **fields)), TODAY)
    assert found == [one.event.id for one in behind]


def test_an_event_after_which_nobody_waits_is_none_of_them() -> None:
    files = {**fair(with_="[ada]"), "interactions/2026-11-19-x": note(with_="ada")}
    assert [] == events_to_follow_up(vault(files), TODAY)
