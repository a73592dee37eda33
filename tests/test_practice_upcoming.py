"""What lies ahead, and what was planned and never said to have happened."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.upcoming import overdue_plans, upcoming


def ahead(files: dict[str, str]) -> list[tuple[str, str, str, int | None]]:
    snapshot = vault_of({"contacts/ada": note(name="Ada"), **files})
    return [(str(one.date), one.kind, one.what, one.years) for one in upcoming(snapshot, TODAY, 14)]


def asked(**files: str) -> list[tuple[str, str, str]]:
    cards = {"contacts/ada": note(name="Ada"), "contacts/zed": note(name="Zed", status="archived")}
    talks = {f"interactions/{stem.replace('_', '-')}": text for stem, text in files.items()}
    found = overdue_plans(vault_of({**cards, **talks}), TODAY)
    return [(one.id, one.name, one.what) for one in found]


def test_a_hard_date_is_care_and_counts_no_years() -> None:
    dates = "[{date: 2024-11-24, what: divorce}, {date: 2020-11-25, what: our wedding}]"
    assert [("2026-11-24", "care", "keep in mind: divorce", None), ("2026-11-25", "date", "our wedding", 6)] == ahead(
        {"contacts/ada": note(name="Ada", dates=dates)}
    )


def test_talks_after_today_are_ahead_and_those_planned_for_today() -> None:
    files = {f"interactions/2026-11-{day}-{status}": note(with_="ada", status=status)
             for day in (20, 21, 22) for status in ("planned", "happened", "cancelled")}  # fmt: skip
    assert ["2026-11-21", "2026-11-22", "2026-11-22"] == [day for day, *_ in ahead(files)]


def test_a_promise_to_several_has_all_of_their_names() -> None:
    files = {"contacts/ada": note(name="Ada"), "contacts/bob": note(name="Bob"),
             "interactions/2026-11-20-x": note("- [ ] send it due:2026-11-24", with_="[ada, bob]")}  # fmt: skip
    (one,) = upcoming(vault_of(files), TODAY, 14)
    assert ("ada", "Ada, Bob") == (one.id, one.name)


def test_an_event_that_was_cancelled_is_not_ahead() -> None:
    assert [] == ahead({"events/fair": note(name="Fair", start="2026-11-24", status="cancelled")})


def test_a_plan_whose_day_has_passed_is_asked_about() -> None:
    text = note(with_="ada", channel="call", status="planned")
    assert [("2026-11-16-x", "Ada", "call planned for Mon 16 Nov: did it happen?")] == asked(**{"2026_11_16_x": text})


@pytest.mark.parametrize(
    ("stem", "fields"),
    [
        ("2026_10_30_x", {"status": "planned"}),
        ("2026_11_21_x", {"status": "planned"}),
        ("2026_11_22_x", {"status": "planned"}),
        ("2026_11_16_x", {"status": "cancelled"}),
        ("2026_11_16_x", {"status": "happened"}),
        ("2026_11_16_x", {}),
        ("2026_11_16_x", {"status": "planned", "with_": "zed"}),
        ("x", {"status": "planned"}),
    ],
)
def test_it_is_not_asked_about_before_or_for_ever_or_where_the_note_says(stem: str, fields: dict[str, str]) -> None:
    assert [] == asked(**{stem: note(**{"with_": "ada", **fields})})


def test_the_latest_is_asked_about_first() -> None:
    text = note(with_="[ada, zed]", status="planned")
    found = asked(**{"2026_10_31_x": text, "2026_11_20_y": text})
    assert [("2026-11-20-y", "Ada, Zed"), ("2026-10-31-x", "Ada, Zed")] == [(one, who) for one, who, _ in found]
