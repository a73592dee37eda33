"""Drift: a silence that is long by the person's own pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.follow_up.drift import Drift, drift, pace_of
from notebook.snapshot import Snapshot


def vault(ago: Sequence[int], fields: str = "", **more: str) -> Snapshot:
    """Ada, with a talk so many days ago each; `more` are fields of the talks."""
    files = {"contacts/ada": f"---\nname: Ada\n{fields}\n---\n"}
    for number, days in enumerate(ago):
        day = TODAY - timedelta(days)
        files[f"interactions/{day}-{number}"] = note(with_="ada", date=str(day), **more)
    return vault_of(files)


def drift_of(ago: Sequence[int], fields: str = "", today: date = TODAY, **more: str) -> tuple[int, int, int] | None:
    snapshot = vault(ago, fields, **more)
    found = drift(snapshot, contact(snapshot, "ada"), today)
    return (found.silent_days, found.usual_days, found.talks) if found else None


WEEKLY = (65, 58, 51, 44, 37, 30)


def test_somebody_weekly_drifts_after_a_month() -> None:
    assert (30, 7, 6) == drift_of(WEEKLY)


def test_the_last_talk_is_named() -> None:
    snapshot = vault(WEEKLY)
    found = drift(snapshot, contact(snapshot, "ada"), TODAY)
    assert isinstance(found, Drift)
    assert "2026-10-22-5" == found.last.id


@pytest.mark.parametrize(("silent", "expected"), [(8, None), (9, (9, 7, 6))])
def test_a_silence_a_quarter_longer_than_usual_is_long(silent: int, expected: tuple[int, int, int] | None) -> None:
    assert expected == drift_of([days - 30 + silent for days in WEEKLY])


def test_somebody_irregular_has_to_be_silent_for_longer_than_ever() -> None:
    gaps = (3, 40, 5, 60, 4, 20)
    ago = [sum(gaps[at:]) for at in range(len(gaps) + 1)]
    assert drift_of([days + 59 for days in ago]) is None
    assert (61, 12, 7) == drift_of([days + 61 for days in ago])


def test_one_long_summer_does_not_move_the_usual_gap() -> None:
    found = drift_of([days + 200 for days in (250, 243, 236, 229, 29, 22, 15, 8, 1)])
    assert found is not None
    assert 7 == found[1]


@pytest.mark.parametrize("count", range(4))
def test_with_fewer_than_four_occasions_nobody_drifts(count: int) -> None:
    assert drift_of(WEEKLY[6 - count :]) is None


def test_four_occasions_are_enough() -> None:
    assert (30, 7, 4) == drift_of(WEEKLY[2:])


def test_talks_of_one_day_are_one_occasion() -> None:
    assert drift_of([30, 30, 30, 30, 30, 37]) is None


def test_a_weekend_together_is_one_occasion() -> None:
    alone, together = drift_of([300, 200, 100, 0], today=TODAY + timedelta(500)), [300, 299, 298, 200, 199, 198, 100, 0]
    assert alone is not None
    assert alone == (500, 100, 4)
    assert (500, 98, 4) == drift_of(together, today=TODAY + timedelta(500))


def test_daily_talks_are_no_single_occasion() -> None:
    assert drift_of(range(20, 60)) is not None


@pytest.mark.parametrize("fields", ["cadence: none", "snooze: 2026-12-01", "status: dormant", "status: archived"])
def test_who_rests_does_not_drift(fields: str) -> None:
    assert drift_of(WEEKLY, fields) is None


@pytest.mark.parametrize("fields", ["cadence: yearly", "snooze: 2026-11-20", "snooze: 2026-11-21"])
def test_a_cadence_or_a_rest_that_is_over_changes_nothing(fields: str) -> None:
    assert (30, 7, 6) == drift_of(WEEKLY, fields)


def test_talks_to_come_do_not_count() -> None:
    assert (30, 7, 6) == drift_of([*WEEKLY, -1, -8, -15])


def test_talks_that_were_cancelled_do_not_count() -> None:
    snapshot = vault(WEEKLY)
    files = {f"interactions/c-{days}": note(with_="ada", date=str(TODAY - timedelta(days)), status="cancelled")
             for days in (23, 16, 9, 2)}  # fmt: skip
    files |= {one.path.removesuffix(".md"): note(with_="ada", date=str(one.date)) for one in snapshot.interactions}
    snapshot = vault_of({"contacts/ada": note(name="Ada"), **files})
    found = drift(snapshot, contact(snapshot, "ada"), TODAY)
    assert found is not None
    assert 30 == found.silent_days


def test_a_talk_that_was_all_cancelled_makes_no_pace() -> None:
    assert drift_of(WEEKLY, status="cancelled") is None


def test_a_last_contact_in_the_card_ends_the_silence() -> None:
    assert drift_of(WEEKLY, "last_contact: 2026-11-19") is None


def test_without_talks_there_is_no_drift() -> None:
    assert drift_of(()) is None


def test_a_talk_today_ends_the_silence() -> None:
    assert drift_of([*WEEKLY, 0]) is None


def test_only_the_last_twelve_gaps_count() -> None:
    yearly = list(range(400, 400 * 8, 400))[::-1]
    weekly = list(range(0, 7 * 13, 7))[::-1]
    found = pace_of([10000 - days for days in (*yearly, *weekly)])
    assert found is not None
    assert (7, 8.75) == (found.usual, found.longest)


def test_a_quarter_century_of_days_is_fine_at_the_end_of_february() -> None:
    days = [date(year, 2, 28 if year % 4 else 29).toordinal() for year in range(2000, 2026)]
    found = pace_of(days)
    assert found is not None
    assert 365 == found.usual


GAPS = st.lists(st.integers(min_value=3, max_value=400), min_size=3, max_size=30)


@given(GAPS)
def test_the_usual_gap_is_the_median_of_the_last_twelve(gaps: list[int]) -> None:
    from statistics import median

    days = [1000]
    for gap in gaps:
        days.append(days[-1] + gap)
    found = pace_of(days)
    assert found is not None
    assert median(gaps[-12:]) == found.usual
    assert found.usual * 1.25 <= found.longest <= max(*gaps, 1.25 * found.usual)
    assert len(gaps) + 1 == found.talks


@given(GAPS)
def test_of_few_gaps_none_was_longer_than_what_is_usual(gaps: list[int]) -> None:
    days = [1000]
    for gap in gaps[:9]:
        days.append(days[-1] + gap)
    found = pace_of(days)
    assert found is not None
    assert found.longest >= max(gaps[:9])
