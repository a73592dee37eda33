"""Face to face: who was last seen when, and whom to see in a place."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.face_to_face import There, events_in, last_in_person, who_in

DEC_1, DEC_5 = datetime.date(2026, 12, 1), datetime.date(2026, 12, 5)


def there(files: dict[str, str], place: str = "Porto", *days: datetime.date) -> list[There]:
    since, until = days or (None, None)
    return who_in(vault_of({"contacts/me": note(location="Porto"), **files}, me="me"), place, TODAY,
                  since=since, until=until)  # fmt: skip


def ids(files: dict[str, str], place: str = "Porto", *days: datetime.date) -> list[str]:
    return [one.contact.id for one in there(files, place, *days)]


def seen(**talks: str) -> str | None:
    """The id of the talk in which Ada was last seen; each talk is its date and its channel."""
    files = {
        f"interactions/{name}": note(with_="ada", date=talk.split()[0], channel=talk.split()[1], status=status)
        for name, text in talks.items()
        for talk, _, status in [text.partition(" is ")]
    }
    talk = last_in_person(vault_of({"contacts/ada": note(), **files}), "ada", TODAY)
    return talk.id if talk else None


def test_the_latest_talk_in_one_room_counts() -> None:
    assert "b" == seen(a="2026-01-01 coffee", b="2026-02-01 walk", c="2026-03-01 call", d="2026-04-01 letter")


@pytest.mark.parametrize(
    "talk", ["2026-11-22 coffee", "2026-11-01 coffee is cancelled", "2026-11-01 call", "2026-11-01 x"]
)
def test_what_was_not_held_in_one_room_does_not_count(talk: str) -> None:
    assert seen(a=talk) is None


def test_today_counts() -> None:
    assert "a" == seen(a="2026-11-21 coffee")


@pytest.mark.parametrize(
    "fields",
    [
        {"location": "Köln"},
        {"location": "Cologne", "addresses": "[Domplatz 1, 50667 Koln, {home: somewhere}]"},
        {"location": "Köln, Germany"},
    ],
    ids=str,
)
@pytest.mark.parametrize("place", ["Köln", "koln"])
def test_a_place_is_found_by_its_words_whatever_its_accents(fields: dict[str, str], place: str) -> None:
    assert ["ada"] == ids({"contacts/ada": note(**fields)}, place)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"location": "Portofino"},
        {"location": "Porto", "status": "archived"},
        {"location": "New Porto, Ohio"},
        {"location": "Porto Falls"},
        {"addresses": '["Rua do Porto 5, Lisbon"]'},
    ],
    ids=str,
)
def test_who_is_not_there_is_left_out(fields: dict[str, str]) -> None:
    assert [] == ids({"contacts/ada": note(**fields)})


def test_why_somebody_lives_there_is_the_line_that_says_so() -> None:
    files = {"contacts/ada": note(location="Lisbon", addresses='[Foz 4, "Foz 5, Porto"]')}
    assert [("lives", "Foz 5, Porto")] == [(why.kind, why.text) for why in there(files)[0].why]


def test_those_not_seen_for_the_longest_come_first_and_those_never_spoken_to_last() -> None:
    files = {f"contacts/{name}": note(location="Porto") for name in ("ada", "bob", "cid", "dan")}
    files |= {
        "interactions/1": note(date="2026-03-01", with_="ada", channel="coffee"),
        "interactions/2": note(date="2026-01-01", with_="bob", channel="coffee"),
        "interactions/3": note(date="2026-11-01", with_="bob", channel="call"),
        "interactions/4": note(date="2026-11-01", with_="cid", channel="call"),
    }
    assert ["cid", "bob", "ada", "dan"] == ids(files)


def test_what_was_last_is_told() -> None:
    files = {
        "contacts/ada": note(location="Porto"),
        "interactions/1": note(date="2026-03-01", with_="ada", channel="coffee"),
        "interactions/2": note(date="2026-04-01", with_="ada", channel="call"),
    }
    (one,) = there(files)
    assert one.in_person is not None
    assert ("1", datetime.date(2026, 4, 1)) == (one.in_person.id, one.last_contact)


EVENT = {"contacts/ada": note(), "events/e": note(name="Fair", start="2026-12-03", place="Porto", with_="[ada, me]")}


def test_who_comes_for_an_event_is_there_on_its_days() -> None:
    assert [] == ids(EVENT)
    assert ["ada"] == ids(EVENT, "Porto", DEC_1, DEC_5)
    assert [] == ids(EVENT, "Porto", DEC_1, datetime.date(2026, 12, 2))
    assert [] == ids(EVENT, "Lisbon", DEC_1, DEC_5)


def test_why_somebody_is_there_says_when_and_where_that_stands() -> None:
    (why,) = there(EVENT, "Porto", DEC_1, DEC_5)[0].why
    day = datetime.date(2026, 12, 3)
    assert ("event", "Fair, Thu 3 Dec", "events/e.md", 5, day, day) == (
        why.kind, why.text, why.path, why.line, why.since, why.until
    )  # fmt: skip


def test_one_day_stands_for_both() -> None:
    snapshot = vault_of(EVENT)
    assert ["ada"] == [one.contact.id for one in who_in(snapshot, "Porto", TODAY, since=datetime.date(2026, 12, 3))]


@pytest.mark.parametrize(("status", "expected"), [("skipped", []), ("considering", ["e"]), ("going", ["e"])])
def test_events_that_are_skipped_are_left_out(status: str, expected: list[str]) -> None:
    snapshot = vault_of({"events/e": note(start="2026-12-03", place="Porto", status=status)})
    assert expected == [one.event.id for one in events_in(snapshot, "Porto", DEC_1, DEC_5)]


@pytest.mark.parametrize(
    ("date", "place", "status", "expected"),
    [
        ("2026-12-02", "Porto", "planned", ["ada"]),
        ("2026-12-02", "Porto", "", ["ada"]),
        ("2026-12-02", "Porto", "cancelled", []),
        ("2026-12-02", "Lisbon", "planned", []),
        ("2026-12-07", "Porto", "planned", []),
    ],
)
def test_whom_a_talk_is_planned_with_is_there(date: str, place: str, status: str, expected: list[str]) -> None:
    files = {"contacts/ada": note(), "interactions/1": note(date=date, place=place, status=status, with_="ada")}
    assert expected == ids(files, "Porto", DEC_1, DEC_5)


def test_a_talk_planned_without_a_place_is_where_they_live() -> None:
    files = {"contacts/ada": note(location="Porto"), "contacts/bob": note(location="Lisbon"),
             "interactions/1": note(date="2026-12-02", status="planned", with_="[ada, bob]")}  # fmt: skip
    (one,) = there(files, "Porto", DEC_1, DEC_5)
    assert ("ada", ["lives", "planned"]) == (one.contact.id, [why.kind for why in one.why])


def test_a_talk_that_was_is_no_reason_to_be_there() -> None:
    files = {"contacts/ada": note(), "interactions/1": note(date="2026-11-20", place="Porto", with_="ada")}
    assert [] == ids(files, "Porto", datetime.date(2026, 11, 1), DEC_5)


def test_who_lives_there_and_comes_for_an_event_is_named_once() -> None:
    (one,) = there({**EVENT, "contacts/ada": note(location="Porto")}, "Porto", DEC_1, DEC_5)
    assert ["lives", "event"] == [why.kind for why in one.why]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- [?] the exam\n- [ ] send it", "you promised: send it"),
        ("- [ ] @ada: send it\n- [?] the exam", "ask: the exam"),
        ("- [ ] @ada: send it", "they promised: send it"),
        ("- [x] send it", None),
        ("- [?] how was the run on 6 December", None),
    ],
)
def test_what_is_open_is_told(body: str, words: str | None) -> None:
    (one,) = there({"contacts/ada": note(body, location="Porto")})
    assert words == (one.open.text if one.open else None)


def test_of_no_contacts_nobody_is_there() -> None:
    assert [] == who_in(vault_of({}), "Porto", TODAY, since=DEC_1, until=DEC_5)
