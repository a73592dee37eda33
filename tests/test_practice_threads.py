"""Threads that rest: a question about a day that is still ahead is not asked yet."""

from __future__ import annotations

from datetime import date

import pytest

from notebook.practice.threads import rests, rests_until

TODAY = date(2026, 11, 21)
NOTED = date(2026, 11, 13)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("how was the half-marathon on 6 December", date(2026, 12, 6)),
        ("how was Dec 6th", date(2026, 12, 6)),
        ("the second scan, 2026-12-09", date(2026, 12, 9)),
        ("the trip of 2 January 2027", date(2027, 1, 2)),
        ("how was the week from 24 November to 28 November", date(2026, 11, 24)),
    ],
)
def test_a_thread_rests_until_the_first_day_it_names(text: str, until: date) -> None:
    assert rests_until(text, NOTED, TODAY) == until
    assert rests_until(text, None, TODAY) == until


@pytest.mark.parametrize(
    "text",
    [
        "how was the roof",
        "how was 6 November",
        "how was 21 November",
        "the fair of 2025-12-06",
        "what came of the first of the 3 desks",
        "did 3 November help, and how was 6 December",
        "is 5 January still the day",
        "will she run on 6 December",
        "is the room 30 February",
    ],
)
def test_a_thread_that_names_no_day_ahead_or_asks_beforehand_does_not_rest(text: str) -> None:
    assert not rests(text, NOTED, TODAY)


def test_a_day_without_its_year_is_the_one_nearest_to_the_note() -> None:
    assert not rests("how was the half-marathon on 6 December", date(2025, 11, 30), TODAY)
    assert rests("how was the half-marathon on 6 December", date(2026, 11, 30), date(2026, 12, 5))
    assert not rests("how was the half-marathon on 6 December", None, date(2027, 1, 10))
    assert rests_until("how was 29 February", None, date(2027, 2, 1)) == date(2027, 2, 28)


def test_a_thread_rests_in_the_first_and_last_year_of_the_calendar() -> None:
    assert not rests("how was 6 December", None, date.max)
    assert rests_until("how was 6 December", None, date(1, 12, 1)) == date(1, 12, 6)
