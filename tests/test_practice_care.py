"""Care: what weighs on somebody, before you meet them and around its day."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.care import care_of, days_in, is_hard


def care(today: datetime.date = TODAY, **fields: str) -> list[tuple[str, int, str]]:
    found = care_of(contact(vault_of({"contacts/ada": note(name="Ada", **fields)}), "ada"), today)
    return [(one.text, one.line, str(one.day or "")) for one in found]


def test_every_line_of_care_is_kept_with_its_place() -> None:
    assert [("her mother is ill", 3, ""), ("mornings are hard", 3, "")] == care(
        care="[her mother is ill, mornings are hard]"
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Alberto died 2025-10-19. Say his name.", ["2025-10-19"]),
        ("father's day of death is 6 February", ["--02-06"]),
        ("24th of Feb is a bad day, and --03-01", ["--03-01", "--02-24"]),
        ("divorce final Dec 3rd 2025", ["2025-12-03"]),
        ("the second scan on 9 December", ["--12-09"]),
        ("since 2026-09, may worsen; 30 February", []),
        ("room 12 marches on", []),
    ],
)
def test_the_days_a_line_names(text: str, days: list[str]) -> None:
    assert days == [str(day) for day in days_in(text)]


@pytest.mark.parametrize(
    ("today", "near"),
    [("2027-01-22", ""), ("2027-01-23", "2027-02-06"), ("2027-02-06", "2027-02-06"), ("2027-02-09", "2027-02-06"),
     ("2027-02-10", "")],
)  # fmt: skip
def test_a_day_is_near_two_weeks_before_and_three_days_after(today: str, near: str) -> None:
    assert [("he died 6 February", 3, near)] == care(datetime.date.fromisoformat(today), care="[he died 6 February]")


def test_a_leap_day_is_the_28th_in_other_years() -> None:
    assert [("29 February", 3, "2027-02-28")] == care(datetime.date(2027, 2, 20), care="[29 February]")


def test_what_is_near_stands_first() -> None:
    assert ["scan on 1 December", "tired"] == [one[0] for one in care(care='[tired, "scan on 1 December"]')]


def test_a_hard_date_that_is_near_belongs_to_it_once() -> None:
    dates = "[{date: 2020-12-01, what: her father died}, {date: 2020-12-02, what: new job}]"
    assert [("her father died", 3, "2026-12-01")] == care(dates=dates)
    assert [("he died 1 December", 4, "2026-12-01")] == care(dates=dates, care="[he died 1 December]")


def test_a_hard_date_that_is_far_does_not() -> None:
    assert [] == care(dates="[{date: 2020-06-01, what: her father died}]")


@pytest.mark.parametrize("what", ["Alberto died", "divorce final", "lost the baby", "Diagnosis", "laid off", "funeral"])
def test_words_that_are_no_feast(what: str) -> None:
    assert is_hard(what)


@pytest.mark.parametrize("what", ["wedding", "new job", "Diedrich's name day", "dress rehearsal", "became Portuguese"])
def test_words_that_may_be_one(what: str) -> None:
    assert not is_hard(what)
