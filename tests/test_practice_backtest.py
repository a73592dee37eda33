"""The user's log replayed: the lists of past weeks, and whom they would have named."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from conftest import EXAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import log_of
from small_vault import TODAY, note, vault_of

from notebook.practice.follow_up.backtest import Backtest, backtest, total
from notebook.snapshot import Snapshot
from notebook.vault.reading.load import load

RULES = {"close": 14}
WEEKLY = range(7, 300, 7)


def ago(days: int) -> str:
    return str(TODAY - timedelta(days))


def talks(person: str, days: range | tuple[int, ...], **fields: str) -> dict[str, str]:
    return {f"interactions/{ago(day)}-{person}": note(with_=person, date=ago(day), **fields) for day in days}


def shares(found: Backtest) -> tuple[float, float, float]:
    whole = total(found.weeks)
    return whole.listed / whole.met, whole.silence / whole.met, whole.chance / whole.met


def example() -> Snapshot:
    return load(EXAMPLE, cache=None, now_ns=time.time_ns(), say=print).snapshot


def five(**more: str) -> dict[str, str]:
    """Five people met two years ago, of whom ada is spoken to each week."""
    cards = {f"contacts/{one}": note(met="{date: 2024-01-01}") for one in ("bob", "cy", "dee", "eve")}
    return {**cards, "contacts/ada": note(met="{date: 2024-01-01}"), **talks("ada", WEEKLY), **more}


@pytest.mark.parametrize("seed", [0, 1, 11, 12, 13])
@pytest.mark.parametrize("with_cadence", [False, True], ids=["no cadence", "cadence"])
def test_the_list_names_more_than_silence_and_chance(seed: int, with_cadence: bool) -> None:
    found = backtest(log_of(seed, with_cadence=with_cadence), TODAY, {}, weeks=80)
    listed, silence, chance = shares(found)
    assert total(found.weeks).met > 300
    assert listed > 1.25 * chance
    assert listed > silence + 0.15


@pytest.mark.parametrize("rules", [{}, {"close": 14, "mentor": 30, "mentee": 42, "client": 60, "peer": 90}])
def test_on_the_example_vault_too(rules: dict[str, int]) -> None:
    listed, silence, chance = shares(backtest(example(), TODAY, rules))
    assert listed > 1.4 * chance
    assert listed > 1.4 * silence


def test_somebody_spoken_to_each_week_is_on_the_list_of_each_week() -> None:
    found = backtest(vault_of(five()), TODAY, {}, weeks=20)
    assert 20 == len(found.weeks)
    assert [1] * 20 == [week.listed for week in found.weeks]


def test_chance_is_the_expected_number_and_no_draw() -> None:
    (*_, last) = backtest(vault_of(five()), TODAY, {}, weeks=20).weeks
    assert (5, 1, 1, 0, 0.2) == (last.known, last.names, last.met, last.silence, last.chance)


def test_the_longest_silence_names_who_waited_longest() -> None:
    files = five() | talks("bob", (8,))
    (last,) = backtest(vault_of(files), TODAY, {}, weeks=1).weeks
    assert (2, 1, 0.4) == (last.met, last.silence, last.chance)


def test_the_week_that_is_not_over_is_left_out() -> None:
    weeks = backtest(vault_of(five()), TODAY, {}, weeks=3).weeks
    assert [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9)] == [week.since for week in weeks]


def test_a_week_without_a_talk_says_nothing() -> None:
    files = {path: text for path, text in five().items() if ago(21) not in path}
    assert 19 == len(backtest(vault_of(files), TODAY, {}, weeks=20).weeks)


@pytest.mark.parametrize(("first", "known"), [(8, 5), (12, 5), (13, 6)], ids=["friday", "monday", "sunday before"])
def test_who_was_not_in_the_notebook_yet_does_not_count(first: int, known: int) -> None:
    files = five(**{"contacts/new": note()}, **talks("new", (first,)))
    (last,) = backtest(vault_of(files), TODAY, {}, weeks=1).weeks
    assert (known, 1) == (last.known, last.met)


def test_with_few_in_the_notebook_there_is_nothing_to_judge() -> None:
    files = {path: text for path, text in five().items() if path != "contacts/eve"}
    assert () == backtest(vault_of(files), TODAY, {}).weeks


@pytest.mark.parametrize("files", [{}, {"contacts/ada": note()}, {"contacts/me": note()}])
def test_an_empty_log_is_not_enough(files: dict[str, str]) -> None:
    found = backtest(vault_of(files, me="me"), TODAY, RULES)
    assert (False, 0, []) == (found.enough, found.met, found.quarters())


def test_twenty_people_in_touch_are_enough() -> None:
    assert not backtest(vault_of(five()), TODAY, {}, weeks=19).enough
    assert backtest(vault_of(five()), TODAY, {}, weeks=20).enough


# Nothing may tell what was to come.

DAY = date(2026, 11, 9)  # a Monday


def listed_on(files: dict[str, str]) -> bool:
    """Whether bob was on the list of that week, in which there was a talk with him, with one name on each list."""
    cards = {path: text for path, text in five().items() if path.startswith("contacts")}
    snapshot = vault_of({**cards, **talks("bob", (11,)), **files})
    (last,) = [week for week in backtest(snapshot, TODAY, {}, weeks=1).weeks if week.since == DAY]
    return last.listed == 1


def promise(line: str, day: str = "2026-11-01", person: str = "bob") -> dict[str, str]:
    return {"events/fair": note(line, name="Fair", start=day, with_=person)}


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        ("- [ ] send it due:2026-11-10", "2026-11-01", True),
        ("- [ ] send it due:2026-11-10", "2026-11-09", False),
        ("- [x] send it due:2026-11-10 done:2026-11-12", "2026-11-01", True),
        ("- [x] send it due:2026-11-10 done:2026-11-09", "2026-11-01", True),
        ("- [x] send it due:2026-11-10 done:2026-11-08", "2026-11-01", False),
        ("- [x] send it due:2026-11-10", "2026-11-01", False),
        ("- [-] send it due:2026-11-10", "2026-11-01", False),
        ("- [ ] @bob: send it due:2026-11-10", "2026-11-01", False),
    ],
)
def test_a_promise_counts_where_it_was_noted_and_open_that_morning(line: str, day: str, expected: bool) -> None:
    everybody_else = {f"contacts/{one}": note(met="{date: 2024-01-01}", cadence="none") for one in ("ada", "cy")}
    assert expected is listed_on({**everybody_else, **QUIET, **promise(line, day)})


QUIET = {f"contacts/{one}": note(met="{date: 2024-01-01}", cadence="none") for one in ("bob", "dee", "eve")}


def test_a_talk_on_the_monday_itself_is_not_known_that_morning() -> None:
    mondays = tuple(range(12, 400, 28))
    cards = {path: text for path, text in five().items() if path.startswith("contacts")}
    found = backtest(vault_of({**cards, **talks("bob", mondays)}), TODAY, {}, weeks=20)
    assert [(1, 1)] * 5 == [(week.met, week.listed) for week in found.weeks]


def test_what_is_planned_is_not_told() -> None:
    planned = talks("cy", (-3, -10)) | talks("dee", (-4,))
    assert backtest(vault_of(five()), TODAY, {}) == backtest(vault_of(five(**planned)), TODAY, {})


def test_a_talk_that_was_cancelled_is_none() -> None:
    cancelled = talks("cy", (8, 15, 22), status="cancelled")
    assert backtest(vault_of(five()), TODAY, {}) == backtest(vault_of(five(**cancelled)), TODAY, {})


def test_a_rest_of_today_was_none_then() -> None:
    files = five()
    resting = {**files, "contacts/ada": note(met="{date: 2024-01-01}", snooze="2027-01-01")}
    assert backtest(vault_of(files), TODAY, {}) == backtest(vault_of(resting), TODAY, {})


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_what_came_after_a_week_does_not_change_its_list(seed: int, weeks: int) -> None:
    whole = log_of(seed, 18)
    monday = TODAY - timedelta(TODAY.weekday() + 7 * weeks)
    kept = [one for one in whole.records if one.kind != "interaction" or str(one.path[13:23]) < str(monday)]
    before = backtest(whole, TODAY, {}, weeks=weeks + 30)
    after = backtest(Snapshot(tuple(kept)), TODAY, {}, weeks=weeks + 30)
    assert [week for week in before.weeks if week.since < monday] == list(after.weeks)


def test_quarters_add_up() -> None:
    found = backtest(log_of(1), TODAY, {})
    assert found.met == sum(one.met for one in found.quarters())
    assert all(one.since.month % 3 == 1 or one.since == found.weeks[0].since for one in found.quarters())


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    backtest(vault_of({}), TODAY, {}, weeks=3, progress=lambda done, of: told.append((done, of)))
    assert [(1, 3), (2, 3), (3, 3)] == told


def test_a_log_replayed_twice_is_the_same() -> None:
    assert backtest(log_of(2), TODAY, {}) == backtest(log_of(2), TODAY, {})
