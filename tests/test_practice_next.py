"""Whom next: one list, what is most pressing first, with every reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.congratulations import Congratulation
from notebook.practice.follow_up.pressing import KEPT, NAMES, PORTION, Pressed
from notebook.practice.follow_up.who_next import Desk, Next, who_next
from notebook.records import AnyRecord, Interaction
from notebook.snapshot import Snapshot

RULES = {"close": 14}


def ago(days: int) -> str:
    return str(TODAY - timedelta(days))


def talk(person: str, days: int, body: str = "", **fields: str) -> dict[str, str]:
    return {f"interactions/{ago(days)}-{person}": note(body, with_=person, date=ago(days), **fields)}


def talks(person: str, every: Sequence[int]) -> dict[str, str]:
    return {path: text for days in every for path, text in talk(person, days).items()}


def names(snapshot: Snapshot, today: date = TODAY, look_ahead: int = 14) -> list[str]:
    return [one.contact.id for one in who_next(snapshot, today, RULES, look_ahead)]


def found(files: dict[str, str], person: str = "ada") -> Next:
    snapshot = vault_of({"contacts/me": note(), **files}, me="me")
    (one,) = [one for one in who_next(snapshot, TODAY, RULES, 14) if one.contact.id == person]
    return one


def reasons(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found(files).reasons]


def pressed(files: dict[str, str], today: date = TODAY) -> Pressed:
    return Desk(vault_of(files), today, RULES, 14).pressed


# The order


def test_a_share_of_the_cadence_counts_and_not_the_days() -> None:
    files = {
        "contacts/weekly": note(cadence="weekly", last_contact=ago(14)),
        "contacts/yearly": note(cadence="yearly", last_contact=ago(386)),
    }
    assert ["weekly", "yearly"] == names(vault_of(files))


def test_what_has_a_date_comes_before_whose_time_it_is() -> None:
    files = {
        "contacts/a-over": note(cadence="weekly", last_contact=ago(20)),
        "contacts/b-birthday": note(cadence="yearly", birthday="--11-25", last_contact=ago(10)),
        "contacts/c-promise": note(),
        **talk("c-promise", 3, "- [ ] send it due:2026-11-20"),
    }
    assert ["c-promise", "b-birthday", "a-over"] == names(vault_of(files))


@pytest.mark.parametrize(
    ("due", "place"),
    [("2026-11-28", 0), ("2026-11-29", 1), ("2026-10-24", 0), ("2026-10-23", 1)],
    ids=["in a week", "later", "four weeks late", "longer"],
)
def test_a_promise_presses_by_its_date_a_week_before_and_four_after(due: str, place: int) -> None:
    files = {
        "contacts/a-over": note(cadence="weekly", last_contact=ago(20)),
        "contacts/b-promise": note(),
        **talk("b-promise", 60, f"- [ ] send it due:{due}"),
    }
    assert place == names(vault_of(files)).index("b-promise")


def test_a_promise_without_a_day_comes_after_whose_time_it_is() -> None:
    files = {
        "contacts/a-promise": note(),
        "contacts/b-over": note(cadence="weekly", last_contact=ago(8)),
        **talk("a-promise", 1, "- [ ] send it"),
    }
    assert ["b-over", "a-promise"] == names(vault_of(files))


@pytest.mark.parametrize(("last", "expected"), [(23, ["ada"]), (22, [])])
def test_a_cadence_is_this_weeks_from_seven_days_before(last: int, expected: list[str]) -> None:
    assert expected == names(vault_of({"contacts/ada": note(cadence="30 days", last_contact=ago(last))}))


def test_without_a_cadence_it_is_their_time_when_it_usually_is() -> None:
    files = {"contacts/ada": note(), "contacts/bob": note(), **talks("ada", (115, 85, 55, 25)),
             **talks("bob", (110, 80, 50, 20))}  # fmt: skip
    assert ["ada"] == names(vault_of(files))


def test_somebody_silent_for_very_long_comes_after_the_others() -> None:
    files = {
        "contacts/a-gone": note(cadence="weekly", last_contact=ago(400)),
        "contacts/b-over": note(cadence="weekly", last_contact=ago(8)),
    }
    assert ["b-over", "a-gone"] == names(vault_of(files))


REGULAR = (144, 130, 116, 102, 88, 74, 60)


def test_somebody_regular_who_fell_silent_comes_before_those_not_due_yet() -> None:
    soon = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(3)) for number in range(25)}
    found = [one.id for one in pressed({"contacts/ada": note(), **talks("ada", REGULAR), **soon}).named]
    assert (NAMES, "ada") == (len(found), found[0])


def test_somebody_regular_who_fell_silent_has_a_place_though_many_are_overdue() -> None:
    over = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(25)}
    quiet = {f"contacts/q{number}": note() for number in range(4)}
    for at, person in enumerate(quiet):
        quiet = {**quiet, **talks(person.removeprefix("contacts/"), [day + at for day in REGULAR])}
    found = [one.id for one in pressed({**over, **quiet}).named]
    assert NAMES == len(found)
    assert "q0" == found[-KEPT]  # the mildest silence


def test_who_is_silent_for_years_has_no_place_of_their_own() -> None:
    over = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(25)}
    long_ago = talks("ada", [day + 400 for day in REGULAR])
    cold = {path: note(tags="[close]") for path in COLD}
    found = [one.id for one in pressed({**over, **cold, "contacts/ada": note(), **long_ago}).named]
    assert [KEPT, "ada" in found] == [sum(one.startswith("p") for one in found), False]


def test_those_never_spoken_to_come_last() -> None:
    files = {
        "contacts/a-never": note(cadence="weekly"),
        "contacts/b-over": note(cadence="yearly", last_contact=ago(370)),
    }
    assert ["b-over", "a-never"] == names(vault_of(files))


def test_planned_talks_move_nobody() -> None:
    files = {
        "contacts/ada": note(cadence="weekly", last_contact=ago(9)),
        "contacts/bob": note(cadence="weekly", last_contact=ago(8)),
    }
    assert names(vault_of(files)) == names(vault_of({**files, **talk("ada", -2), **talk("bob", -3)}))


# A few each week

COLD = {f"contacts/p{number:03}": note() for number in range(300)}


def test_of_three_hundred_imported_contacts_a_few_are_named() -> None:
    found = pressed(COLD)
    assert (PORTION, 297, 297) == (len(found.named), len(found.others), found.never)


def test_the_same_are_named_all_week_and_others_in_the_next() -> None:
    monday = date(2026, 11, 16)
    weeks = [[one.id for one in pressed(COLD, monday + timedelta(days)).named] for days in (0, 3, 6, 7)]
    assert weeks[0] == weeks[1] == weeks[2]
    assert not set(weeks[0]) & set(weeks[3])


def test_everybody_has_their_turn() -> None:
    few = {f"contacts/p{number}": note() for number in range(30)}
    named = {one.id for week in range(60) for one in pressed(few, TODAY + timedelta(7 * week)).named}
    assert 30 == len(named)


def test_a_talk_with_one_of_them_leaves_the_others_named() -> None:
    first, *others = [one.id for one in pressed(COLD).named]
    after = [one.id for one in pressed({**COLD, **talk(first, 0)}).named]
    assert others == after[: len(others)]
    assert first not in after


def test_those_nothing_is_noted_of_take_nobodys_place() -> None:
    busy = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(NAMES)}
    assert all(one.id.startswith("b") for one in pressed({**COLD, **busy}).named)


def test_those_with_a_cadence_have_a_few_places_in_every_week() -> None:
    busy = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(NAMES)}
    cold = {path: note(tags="[close]") for path in COLD}
    assert KEPT == sum(one.id.startswith("p") for one in pressed({**cold, **busy}).named)


def test_no_more_than_ten_are_named() -> None:
    busy = {f"contacts/b{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(25)}
    found = pressed(busy)
    assert (NAMES, 15, 0) == (len(found.named), len(found.others), found.never)


def test_birthdays_take_half_of_the_places_at_most() -> None:
    cards = {f"contacts/b{number:02}": note(birthday="--11-22", last_contact=ago(9)) for number in range(20)}
    busy = {f"contacts/c{number:02}": note(cadence="weekly", last_contact=ago(9)) for number in range(20)}
    named = [one.id for one in pressed({**cards, **busy}).named]
    assert ["b"] * 5 + ["c"] * 5 == [one[0] for one in named]


# Who is left out


@pytest.mark.parametrize("fields", ["status: dormant", "status: archived", "snooze: 2026-12-01"])
def test_who_rests_is_not_named(fields: str) -> None:
    files = {"contacts/ada": f"---\ncadence: weekly\nbirthday: --11-22\n{fields}\n---\n"}
    assert [] == names(vault_of({**files, **talk("ada", 60, "- [ ] send it due:2026-11-20")}))


def test_a_cadence_of_none_leaves_what_has_a_date() -> None:
    files = {"contacts/ada": note(cadence="none"), "contacts/bob": note(cadence="none"), **talks("bob", (90, 60, 30)),
             **talk("ada", 3, "- [ ] send it due:2026-11-24")}  # fmt: skip
    assert ["ada"] == names(vault_of(files))


def test_the_owner_is_not_named() -> None:
    assert [] == names(vault_of({"contacts/me": note(cadence="weekly", birthday="--11-22")}, me="me"))


def test_there_may_be_no_owner_and_nobody() -> None:
    assert [] == names(vault_of({}))


def test_care_alone_names_nobody() -> None:
    files = {"contacts/ada": note(care="[her mother is ill]"), **talk("ada", 3)}
    assert [] == names(vault_of(files))


@pytest.mark.parametrize(
    ("care", "expected"),
    [("operation on 2026-11-25", ["ada"]), ("Alberto died 2025-11-19", ["ada"]), ("died 2025-11-01", [])],
)
def test_a_hard_day_that_is_near_names_somebody(care: str, expected: list[str]) -> None:
    files = {"contacts/ada": note(care=f"[{care}]"), **talk("ada", 3)}
    assert expected == names(vault_of(files))


def test_a_birthday_on_29_february_is_near_in_a_common_year() -> None:
    files = {"contacts/ada": note(birthday="--02-29", last_contact="2027-02-01")}
    assert ["ada"] == names(vault_of(files), date(2027, 2, 26))
    assert [] == names(vault_of(files), date(2027, 3, 1))


# The reasons


def test_every_reason_is_there_the_most_telling_first() -> None:
    files = {
        "contacts/ada": note(cadence="weekly", birthday="--12-01", care="[her mother is ill]", knows="[bob]"),
        "contacts/bob": note(),
        **talks("ada", (41, 34, 27)),
        **talk("ada", 20, "Tea.\n\n- [ ] send it due:2026-11-20\n- [ ] call\n- [?] how was it\n- [?] and then\n"
                          "- [ ] @ada: the map due:2026-11-01\n- [ ] @ada: the pen\n"
                          "- [ ] @ada: the ink due:2026-11-21\n", channel="coffee"),
        **talk("ada", -3, channel="walk"),
    }  # fmt: skip
    assert [
        ("care", "her mother is ill"),
        ("planned", "walk planned Tue 24 Nov"),
        ("promise", "you promised: send it, due yesterday"),
        ("promise", "you promised: call, 3 weeks ago"),
        ("date", "birthday Tue 1 Dec"),
        ("due", "every week, 13 days over"),
        ("drift", "quiet for 3 weeks; before, it was usually 1 week"),
        ("promise", "promised you: the map, due Sun 1 Nov"),
        ("thread", "ask: how was it"),
        ("thread", "ask: and then"),
        ("last-talk", "coffee 3 weeks ago: Tea."),
    ] == reasons(files)


def test_each_reason_has_its_place() -> None:
    files = {
        "contacts/ada": "---\ncadence: weekly\ncare:\n  - ill\n---\n",
        **talk("ada", 20, "Tea.\n\n- [ ] send it due:2026-11-20\n"),
    }
    note_path = f"interactions/{ago(20)}-ada.md"
    assert [
        ("care", "contacts/ada.md", 4),
        ("promise", note_path, 7),
        ("due", "contacts/ada.md", 2),
        ("last-talk", note_path, 5),
    ] == [(one.kind, one.path, one.line) for one in found(files).reasons]


def test_the_time_that_usually_passes_is_a_reason_without_a_cadence() -> None:
    files = {"contacts/ada": note(), **talks("ada", (90, 60, 30))}
    more = talk("ada", 120)
    assert ("rhythm", "usually 4 weeks between two talks") in reasons({**files, **more})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cadence": "weekly"}, ["every week, no talk yet", "no talk yet"]),
        ({"tags": "[close]"}, ["every 2 weeks (close), no talk yet", "no talk yet"]),
        ({}, ["no talk yet"]),
        ({"met": "{date: 2026-11-01, at: the lake}"}, ["met at the lake on Sun 1 Nov; no talk yet"]),
        ({"cadence": "weekly", "last_contact": "2026-11-15"}, ["every week, due tomorrow", "last contact 6 days ago"]),
    ],
)
def test_without_a_talk_it_says_so(fields: dict[str, str], words: list[str]) -> None:
    assert words == [text for _, text in reasons({"contacts/ada": note(**fields)})]


def test_a_new_job_is_a_reason_and_names_somebody() -> None:
    snapshot = vault_of({"contacts/ada": note(), **talk("ada", 30)})
    news = Congratulation("ada", "Ada", "clerk", "head", date(2026, 11, 15), "contacts/ada.md", 3)
    (one,) = who_next(snapshot, TODAY, RULES, 14, congratulations=[news])
    assert ("new-job", "new job: head, was clerk", "contacts/ada.md", 3) == (
        one.reasons[0].kind, one.reasons[0].text, one.reasons[0].path, one.reasons[0].line,
    )  # fmt: skip


def test_a_promise_of_somebody_else_says_whose() -> None:
    files = {
        "contacts/ada": note(cadence="weekly"),
        "contacts/bob": note(name="Bob"),
        **talk("ada", 20, "- [ ] @bob: send [[ada]] the map due:2026-11-01"),
    }
    assert "Bob promised you: send Ada the map, due Sun 1 Nov" in [text for _, text in reasons(files)]


def test_a_hard_date_is_kept_in_mind_and_not_named_like_a_birthday() -> None:
    files = {"contacts/ada": note(cadence="weekly", dates="[{date: 2025-11-25, what: her mother died}]")}
    kinds = [kind for kind, _ in reasons({**files, **talk("ada", 10)})]
    assert kinds[0] == "care"
    assert "date" not in kinds


def test_a_thread_about_a_day_ahead_is_not_asked_yet() -> None:
    files = {"contacts/ada": note(cadence="weekly"), **talk("ada", 10, "- [?] how was the run on 6 December")}
    assert "thread" not in [kind for kind, _ in reasons(files)]


def test_a_talk_planned_for_a_day_that_is_past_is_no_contact() -> None:
    files = {"contacts/ada": note(cadence="weekly"), **talk("ada", 20), **talk("ada", 3, status="planned")}
    next_ = found(files)
    assert 20 == (TODAY - next_.standing.last_contact).days if next_.standing.last_contact else None
    assert "planned" not in [one.kind for one in next_.reasons]


def test_a_talk_planned_for_today_is_a_plan() -> None:
    files = {"contacts/ada": note(cadence="weekly"), **talk("ada", 20), **talk("ada", 0, status="planned")}
    assert ("planned", "talk planned today") in reasons(files)


def test_promises_of_a_note_to_come_are_no_reason_yet() -> None:
    files = {"contacts/ada": note(cadence="weekly"), **talk("ada", 10), **talk("ada", -3, "- [ ] send it")}
    assert "promise" not in [kind for kind, _ in reasons(files)]


def test_people_with_names_in_any_script_and_equal_ids_are_named() -> None:
    files = {
        "contacts/久慈": note(name="久慈", cadence="weekly"),
        "contacts/نادرة": note(name="نادرة", cadence="weekly"),
    }
    assert {"久慈", "نادرة"} == set(names(vault_of(files)))


def test_what_was_given_and_not_thanked_for_is_a_reason_for_those_on_the_list() -> None:
    files = {"contacts/ada": note(cadence="weekly"), **talk("ada", 9, "Tea.", received="[a map]")}
    assert ("thank", "thank for: a map, 9 days ago") in reasons(files)
    assert "thank" not in [kind for kind, _ in reasons({**files, **talk("ada", 8, purpose="thanks")})]
    assert [] == names(vault_of({**files, "contacts/ada": note()}))


def test_after_a_rest_it_is_their_time_at_once() -> None:
    files = {
        "contacts/a-rested": note(cadence="10 days", last_contact=ago(200), snooze=ago(1)),
        "contacts/b-gone": note(cadence="10 days", last_contact=ago(200)),
        "contacts/c-over": note(cadence="10 days", last_contact=ago(10)),
    }
    assert ["a-rested", "c-over", "b-gone"] == names(vault_of(files))


class Counting(Sequence[AnyRecord]):
    """Records that know how many interactions were looked at."""

    def __init__(self, records: Sequence[AnyRecord]) -> None:
        self._records = records
        self.seen = 0

    def __getitem__(self, at: Any) -> Any:
        found = self._records[at]
        self.seen += isinstance(found, Interaction)
        return found

    def __len__(self) -> int:
        return len(self._records)


def test_of_a_large_log_few_talks_of_before_the_last_month_are_looked_at() -> None:
    files = {f"contacts/p{number:03}": note() for number in range(300)}
    for number in range(300):
        files |= talks(f"p{number:03}", tuple(range(31 + number % 9, 400, 30)))
    whole = vault_of(files)
    records = Counting(whole.records)
    named = who_next(Snapshot(records, known=whole.overview), TODAY, RULES, 14)
    assert NAMES == len(named)
    assert records.seen <= 4 * NAMES
