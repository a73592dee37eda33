"""Rhythm: how many talks in a week, month or year, how they were held, what they were about, who is new, who faded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.new_and_faded import faded_ties, new_ties
from notebook.practice.rhythm import (
    Counts,
    Rhythm,
    acquaintance,
    days_back,
    rhythm,
    stretches,
    usual_days,
)
from notebook.snapshot import Snapshot

YEAR = (date(2026, 1, 1), TODAY)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def talks(*notes: str, me: str | None = None, **contacts: str) -> Snapshot:
    files = {f"contacts/{name}": note(name=name.title()) for name in ("ada", "bob", "me")}
    files |= {f"contacts/{name}": text for name, text in contacts.items()}
    files |= {f"interactions/{at:03}": text for at, text in enumerate(notes)}
    return vault_of(files, me)


def of(snapshot: Snapshot, by: str = "month") -> Rhythm:
    return rhythm(snapshot, snapshot.interactions, *YEAR, by)  # type: ignore[arg-type]


def counted(*notes: str, me: str | None = None) -> Counts:
    return of(talks(*notes, me=me)).counts


# How many


def test_an_empty_vault_has_months_without_talks() -> None:
    found = of(vault_of({}))
    assert (0, 0, (0, 0, 0, 0)) == (found.counts.talks, found.counts.people, found.counts.groups)
    assert 11 == len(found.stretches)


def test_people_are_counted_once_and_the_owner_not_at_all() -> None:
    found = counted(
        note(date="2026-03-01", with_="[ada, me]"), note(date="2026-03-02", with_="[Ada, bob, nobody]"), me="me"
    )
    assert (2, 2) == (found.talks, found.people)


@pytest.mark.parametrize(
    "fields", [{"date": "2026-11-22"}, {"date": "2026-03-01", "status": "cancelled"}, {"date": "2025-12-31"}, {}]
)
def test_what_is_planned_cancelled_undated_or_of_other_days_does_not_count(fields: dict[str, str]) -> None:
    assert 0 == counted(note(with_="ada", **fields)).talks


def test_a_talk_of_which_the_month_is_known_counts_on_its_first_day() -> None:
    found = of(talks(note(date="2026-05", with_="ada")))
    assert [date(2026, 5, 1)] == [stretch.since for stretch in found.stretches if stretch.counts.talks]


def test_the_29th_of_february_is_in_february() -> None:
    snapshot = talks(note(date="2024-02-29", with_="ada"))
    found = rhythm(snapshot, snapshot.interactions, date(2024, 1, 1), date(2024, 3, 31), "month")
    assert [0, 1, 0] == [stretch.counts.talks for stretch in found.stretches]


def test_channels_are_grouped_and_words_of_the_users_own_are_other() -> None:
    channels = ("coffee", "dinner", "zoom", "letter", "smoke", "")
    found = counted(*(note(date="2026-03-01", with_="ada", channel=channel) for channel in channels))
    assert (2, 1, 1, 2) == found.groups
    assert (("coffee", 1), ("letter", 1), ("meal", 1), ("smoke", 1), ("video", 1)) == found.channels


def test_topics_are_counted_once_a_talk_without_case_and_accents() -> None:
    found = counted(
        note(date="2026-03-01", topics="[Café, cafe, tea]"), note(date="2026-03-02", topics="[CAFE]", depth="deep")
    )
    assert (("cafe", 2), ("tea", 1)) == found.topics
    assert (("deep", 1),) == found.depths


# Weeks, months, years


def test_a_week_starts_on_the_day_of_the_settings() -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 15)
    assert monday == days_back(TODAY, 1, "week")
    assert sunday == days_back(TODAY, 1, "week", week_starts=6)
    assert date(2026, 10, 26) == days_back(TODAY, 4, "week")


@pytest.mark.parametrize(("count", "expected"), [(1, date(2026, 11, 1)), (12, date(2025, 12, 1))])
def test_months_back_start_on_their_first_day(count: int, expected: date) -> None:
    assert expected == days_back(TODAY, count, "month")


@given(DAYS, st.integers(0, 900), st.sampled_from(["week", "month", "year"]), st.integers(0, 6))
def test_stretches_cover_all_days_once(since: date, more: int, by: str, week_starts: int) -> None:
    until = since + timedelta(days=more)
    found = stretches(since, until, by, week_starts)  # type: ignore[arg-type]
    days = [first + timedelta(days=at) for first, last in found for at in range((last - first).days + 1)]
    assert [since + timedelta(days=at) for at in range(more + 1)] == days


@given(DAYS, st.integers(0, 900), st.integers(0, 6))
def test_a_stretch_lies_in_one_month_or_one_week(since: date, more: int, week_starts: int) -> None:
    until = since + timedelta(days=more)
    assert all((first.year, first.month) == (last.year, last.month) for first, last in stretches(since, until, "month"))
    weeks = stretches(since, until, "week", week_starts)
    assert all((last - first).days < 7 for first, last in weeks)
    assert all(first.weekday() == week_starts for first, _ in weeks[1:])


@given(st.lists(st.tuples(st.dates(date(2025, 10, 1), date(2027, 1, 31)), st.sampled_from(["call", "walk", "x"]))))
def test_every_talk_is_in_one_stretch(held: list[tuple[date, str]]) -> None:
    snapshot = talks(*(note(date=str(day), channel=channel, with_="ada") for day, channel in held))
    found = of(snapshot, "week")
    inside = [channel for day, channel in held if YEAR[0] <= day <= YEAR[1]]
    assert len(inside) == found.counts.talks == sum(stretch.counts.talks for stretch in found.stretches)
    for at, channel in enumerate(["walk", "call", None, "x"]):
        assert inside.count(str(channel)) == sum(stretch.counts.groups[at] for stretch in found.stretches)


# One person


def test_someone_never_spoken_to_has_no_days() -> None:
    found = acquaintance(talks(), "ada", TODAY)
    assert (None, None, None, None, None) == (
        found.first, found.last, found.last_in_person, found.usual_days, found.by_year,
    )  # fmt: skip


def test_a_persons_first_last_and_last_talk_in_person() -> None:
    held = {"2024-02-29": "coffee", "2025-03-01": "visit", "2026-03-01": "email", "2027-01-01": "coffee"}
    snapshot = talks(*(note(date=day, with_="ada", channel=channel) for day, channel in held.items()))
    found = acquaintance(snapshot, "ada", TODAY)
    days = [str(talk.date) for talk in (found.first, found.last, found.last_in_person) if talk]
    assert ["2024-02-29", "2026-03-01", "2025-03-01"] == days
    assert found.by_year
    assert [1, 1, 1] == [stretch.counts.talks for stretch in found.by_year.stretches]


@pytest.mark.parametrize(
    ("away", "expected"),
    [([], None), ([0, 10, 20], None), ([0, 0, 10, 20], None), ([0, 10, 30, 45], 15), ([60, 0, 10, 30], 20)],
)
def test_the_usual_time_is_the_median_of_three_gaps_at_least(away: list[int], expected: int | None) -> None:
    assert expected == usual_days(TODAY + timedelta(days=days) for days in away)


# New and faded


def spoken(*days: str, contact: str = "name: Ada") -> Snapshot:
    return talks(*(note(date=day, with_="ada") for day in days), ada=f"---\n{contact}\n---\n")


def new(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(tie.contact.id, str(tie.date)) for tie in new_ties(snapshot, *YEAR)]


def faded(snapshot: Snapshot, until: date = TODAY) -> list[tuple[str, int, int]]:
    return [(tie.contact.id, tie.usual_days, tie.talks) for tie in faded_ties(snapshot, YEAR[0], until)]


def test_a_tie_is_new_by_its_first_talk() -> None:
    assert [("ada", "2026-03-01")] == new(spoken("2026-03-01", "2026-05-01"))
    assert [] == new(spoken("2025-12-31", "2026-03-01"))
    assert [] == new(spoken("2026-11-22"))


@pytest.mark.parametrize("known", ["met: {date: 2019-05}", "last_contact: 2024-01-01", "status: archived"])
def test_a_tie_that_is_older_than_the_notes_is_not_new(known: str) -> None:
    assert [] == new(spoken("2026-03-01", contact=f"name: Ada\n{known}"))


def test_new_ties_are_by_the_day() -> None:
    snapshot = talks(note(date="2026-05-01", with_="ada"), note(date="2026-04-01", with_="[bob, me]"), me="me")
    assert [("bob", "2026-04-01"), ("ada", "2026-05-01")] == new(snapshot)


MONTHLY = ("2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01")


def test_a_tie_with_a_rhythm_fades_after_half_a_year() -> None:
    assert [("ada", 31, 4)] == faded(spoken(*MONTHLY), date(2026, 9, 1))
    assert [] == faded(spoken(*MONTHLY), date(2026, 8, 31))


def test_a_slow_rhythm_fades_after_twice_its_time() -> None:
    yearly = ("2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01")
    assert [] == faded(spoken(*yearly), date(2025, 12, 31))
    assert [("ada", 365, 4)] == faded(spoken(*yearly), date(2026, 1, 2))


def test_what_faded_earlier_is_not_said_again() -> None:
    assert [] == faded(spoken("2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"))


@pytest.mark.parametrize(
    "contact",
    ["last_contact: 2026-08-01", "status: dormant", "cadence: none", "snooze: 2027-01-01", "status: archived"],
)
def test_who_was_contacted_since_or_is_set_aside_has_not_faded(contact: str) -> None:
    assert [] == faded(spoken(*MONTHLY, contact=f"name: Ada\n{contact}"))


def test_three_talks_are_no_rhythm() -> None:
    assert [] == faded(spoken("2026-01-01", "2026-02-01", "2026-02-01", "2026-03-01"))
