"""What comes round: birthdays and other dates, events, memberships; and days in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.events import events_ahead, events_to_follow_up
from notebook.practice.memberships import renewals
from notebook.practice.milestones import milestones, occurrences
from notebook.practice.words import ago_words, day_words, days_between, every_words, for_later, length_words
from notebook.records import PartialDate
from notebook.text.dates import read_partial_date


def day(text: str) -> PartialDate:
    found = read_partial_date(text)
    assert found is not None
    return found


# Birthdays and other dates


@pytest.mark.parametrize(
    ("written", "since", "until", "expected"),
    [
        ("1990-12-10", "2026-12-01", "2026-12-31", [("2026-12-10", 36)]),
        ("1990-12-10", "2026-12-10", "2026-12-10", [("2026-12-10", 36)]),
        ("1990-12-10", "2026-12-11", "2027-12-09", []),
        ("--12-10", "2026-12-01", "2026-12-31", [("2026-12-10", None)]),
        ("1990-12-10~", "2026-12-01", "2026-12-31", [("2026-12-10", None)]),
        ("1990-12", "2026-12-01", "2026-12-31", []),
        ("1990", "2026-01-01", "2026-12-31", []),
        ("1990-01-05", "2026-12-20", "2027-01-10", [("2027-01-05", 37)]),
        ("1990-12-25", "2026-12-20", "2028-01-10", [("2026-12-25", 36), ("2027-12-25", 37)]),
        ("1988-02-29", "2026-02-20", "2026-03-05", [("2026-02-28", 38)]),
        ("1988-02-29", "2028-02-20", "2028-03-05", [("2028-02-29", 40)]),
        ("--02-29", "2027-02-28", "2027-02-28", [("2027-02-28", None)]),
        ("--02-29", "2028-02-28", "2028-02-28", []),
        ("2027-03-01", "2026-01-01", "2027-12-31", [("2027-03-01", 0)]),
    ],
)
def test_a_day_comes_back_every_year(
    written: str, since: str, until: str, expected: list[tuple[str, int | None]]
) -> None:
    found = occurrences(day(written), date.fromisoformat(since), date.fromisoformat(until))
    assert expected == [(str(when), years) for when, years in found]


SOON = (TODAY, TODAY + timedelta(days=14))


@pytest.mark.parametrize(("status", "count"), [("active", 1), ("dormant", 1), ("archived", 0)])
def test_a_birthday_is_that_of_someone_who_is_not_archived(status: str, count: int) -> None:
    snapshot = vault_of({"contacts/ada": note(birthday="1990-12-01", status=status)})
    assert count == len(milestones(snapshot, *SOON))


def test_dates_come_by_day_with_what_they_are_and_where_they_stand() -> None:
    snapshot = vault_of({
        "contacts/ada": note(name="Ada", birthday="1990-12-01", dates="[{date: --11-25, what: wedding}]"),
        "contacts/bob": "---\nname: Bob\ndates:\n  - date: 2020-12-01\n    what: moved\n---\n",
    })  # fmt: skip
    assert [("2026-11-25", "date", "Ada", "wedding", None, 4), ("2026-12-01", "birthday", "Ada", "birthday", 36, 1),
            ("2026-12-01", "date", "Bob", "moved", 6, 4)] == [
        (str(one.date), one.kind, one.name, one.what, one.years, one.line) for one in milestones(snapshot, *SOON)
    ]  # fmt: skip


# Events


def ahead(
    *, since: date = TODAY, until: date = TODAY + timedelta(days=30), **fields: str
) -> list[tuple[str, tuple[str, ...]]]:
    snapshot = vault_of({"contacts/ada": note(), "contacts/me": note(), "events/e": note(**fields)}, me="me")
    return [(str(one.start), one.people) for one in events_ahead(snapshot, since, until)]


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({"start": "2026-11-25"}, True),
        ({"start": "2026-11-21"}, True),
        ({"start": "2026-11-20"}, False),
        ({"start": "2026-11-19", "end": "2026-11-22"}, True),
        ({"start": "2026-12-21"}, True),
        ({"start": "2026-12-22"}, False),
        ({"start": "2026-12"}, True),
        ({"start": "2026-11-25", "status": "going"}, True),
        ({"start": "2026-11-25", "status": "considering"}, True),
        ({"start": "2026-11-25", "status": "skipped"}, False),
        ({"start": "--11-25"}, False),
        ({"name": "undated"}, False),
    ],
)
def test_an_event_ahead_touches_the_days_and_is_not_skipped(fields: dict[str, str], there: bool) -> None:
    assert there == bool(ahead(**fields))


def test_an_event_ahead_knows_the_people_but_not_the_owner() -> None:
    assert [("2026-11-25", ("ada",))] == ahead(start="2026-11-25", with_="[ada, me, nobody]")


def behind(after: str = "", ada: str = "active", **fields: str) -> list[tuple[str, tuple[str, ...]]]:
    """The events to follow up: one with Ada and Bob, and what passed with Ada since."""
    files = {"contacts/ada": note(status=ada), "contacts/bob": note(), "contacts/me": note(),
             "events/e": note(**{"start": "2026-11-10", "with_": "[ada, me]", **fields})}  # fmt: skip
    if after:
        files["interactions/x"] = note(with_="ada", date=after)
    found = events_to_follow_up(vault_of(files, me="me"), TODAY)
    return [(str(one.end), one.people) for one in found]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("2026-11-10", ("ada",))]),
        ({"end": "2026-11-12"}, [("2026-11-12", ("ada",))]),
        ({"start": "2026-11-21"}, []),
        ({"start": "2026-10-31"}, [("2026-10-31", ("ada",))]),
        ({"start": "2026-10-30"}, []),
        ({"status": "went"}, [("2026-11-10", ("ada",))]),
        ({"status": "skipped"}, []),
        ({"status": "considering"}, []),
        ({"after": "2026-11-11"}, []),
        ({"after": "2026-11-10"}, [("2026-11-10", ("ada",))]),
        ({"after": "2026-11-25"}, [("2026-11-10", ("ada",))]),
        ({"ada": "archived"}, []),
        ({"with_": "[]"}, []),
    ],
)
def test_an_event_is_to_be_followed_up_with_those_not_heard_from_since(
    fields: dict[str, str], expected: list[object]
) -> None:
    assert expected == behind(**fields)


def test_those_met_at_an_event_count_as_its_people() -> None:
    snapshot = vault_of({
        "contacts/ada": note(), "contacts/bob": note(), "events/2026-11-10-e": note(name="Fair", with_="ada"),
        "interactions/2026-11-10-x": note(with_="bob", event="Fair"),
    })  # fmt: skip
    assert [("ada", "bob")] == [one.people for one in events_to_follow_up(snapshot, TODAY)]


# Memberships


@pytest.mark.parametrize(
    ("renews", "there"),
    [("2026-11-21", True), ("2026-12-05", True), ("2026-12-06", False), ("2026-10-22", True), ("2026-10-21", False),
    ("2026-11", True),
     ("2027", False), ("--12-01", False)],
)  # fmt: skip
def test_a_renewal_is_in_sight_two_weeks_before_and_a_month_after(renews: str, there: bool) -> None:
    snapshot = vault_of({"organizations/acm": note(renews=renews)})
    assert there == bool(renewals(snapshot, TODAY, 14))


def test_renewals_come_by_day() -> None:
    snapshot = vault_of({"organizations/a": note(renews="2026-12-01"), "organizations/b": note(renews="2026-11-25")})
    assert ["b", "a"] == [organization.id for organization, _ in renewals(snapshot, TODAY, 14)]


# Words


@pytest.mark.parametrize(
    ("away", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (2, "Mon 23 Nov"), (-2, "Thu 19 Nov"), (183, "Sun 23 May"),
    (184, "24 May 2027"),
     (-184, "21 May 2026")],
)  # fmt: skip
def test_a_day_in_words(away: int, words: str) -> None:
    assert words == day_words(TODAY + timedelta(days=away), TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (6, "6 days"), (7, "1 week"), (8, "8 days"), (13, "13 days"), (14, "2 weeks"),
    (59, "8 weeks"),
     (60, "2 months"), (316, "10 months"), (365, "12 months"), (600, "20 months"), (729, "23 months"),
     (730, "2 years"), (1094, "2 years"), (1095, "3 years")],
)  # fmt: skip
def test_a_length_of_time_in_words(days: int, words: str) -> None:
    assert words == length_words(days)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (35, "5 weeks ago"), (600, "20 months ago")],
)
def test_how_long_ago_in_words(days: int, words: str) -> None:
    assert words == ago_words(TODAY - timedelta(days=days), TODAY)


def test_the_time_between_two_days_has_no_direction() -> None:
    assert days_between(date(2026, 1, 1), date(2026, 1, 15)) == days_between(date(2026, 1, 15), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "every day"), (7, "every week"), (14, "every 2 weeks"), (30, "every month"), (42, "every 6 weeks"),
    (45, "every 45 days"),
     (60, "every 2 months"), (91, "every quarter"), (365, "every year"), (730, "every 2 years")],
)  # fmt: skip
def test_a_cadence_in_words(days: int, words: str) -> None:
    assert words == every_words(days)


@pytest.mark.parametrize(
    ("away", "day", "ago"),
    [
        (0, "Sat 21 Nov", "Sat 21 Nov"),
        (-1, "Fri 20 Nov", "Fri 20 Nov"),
        (1, "Sun 22 Nov", "Sun 22 Nov"),
        (-13, "Sun 8 Nov", "Sun 8 Nov"),
        (-14, "Sat 7 Nov", "2 weeks ago"),
    ],
)
def test_in_a_text_that_is_read_later_near_days_are_named(away: int, day: str, ago: str) -> None:
    later, then = for_later(TODAY), TODAY + timedelta(days=away)
    assert day_words(then, later) == day
    assert away > 0 or ago_words(then, later) == ago
    assert later == TODAY
