"""Dates as people write them: what each form means, held against plain counting of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.errors import UsageFault
from notebook.records import PartialDate
from notebook.text.dates import Lean, read_date, read_duration, read_partial_date, read_span

SATURDAY = date(2026, 11, 21)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = "January February March April May June July August September October November December".split()

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))
leans = st.sampled_from(["past", "future"])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-18", PartialDate(2026, 11, 18)),
        ("1988-02", PartialDate(1988, 2)),
        ("1988", PartialDate(1988)),
        ("--02-29", PartialDate(None, 2, 29)),
        ("02-29", PartialDate(None, 2, 29)),
        ("1990~", PartialDate(1990, uncertain=True)),
        ("1990?", PartialDate(1990, uncertain=True)),
        ("1988-02~", PartialDate(1988, 2, uncertain=True)),
        ("2026-11-18 14:30", PartialDate(2026, 11, 18, "14:30")),
        ("2026-11-18T14:30", PartialDate(2026, 11, 18, "14:30")),
        ("2026-11-18 9:05", PartialDate(2026, 11, 18, "09:05")),
        ("2026-11-18T14:30:15", PartialDate(2026, 11, 18, "14:30:15")),
        ("2026-11-18T14:30Z", PartialDate(2026, 11, 18, "14:30", "Z")),
        ("2026-11-18 14:30 +0100", PartialDate(2026, 11, 18, "14:30", "+01:00")),
        ("2026-11-18T14:30:15-09:30", PartialDate(2026, 11, 18, "14:30:15", "-09:30")),
    ],
)
def test_a_form_kept_in_files_is_read(text: str, meant: PartialDate) -> None:
    assert read_partial_date(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "x",
            "friday",
            "2026-1-5",
            "26-11-18",
            "20261118",
            "2026/11/18",
            "18.11.2026",
            "2026-W47",
            "--02",
            "²0²6",
        ),
        *("2025-13-45", "2026-02-29", "2026-00-01", "2026-11-00", "0000-01-01", "0000", "--02-30", "13-01", "00-10"),
        *("2026-11 14:30", "2026-11-18 24:00", "2026-11-18 14:60", "2026-11-18 14:30+24:00", "2026-11-18 +01:00"),
        *(" 2026-11-18", "2026-11-18 ", "2026-11-18\n", "2026-11-18~~"),
    ],
)
def test_what_is_no_date_of_the_calendar_is_none(text: str) -> None:
    assert read_partial_date(text) is None


@given(st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True))
def test_a_whole_date_is_read_where_the_calendar_has_it(text: str) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        assert read_partial_date(text) is None
    else:
        assert read_partial_date(text) == PartialDate(day.year, day.month, day.day)


@given(days, st.sampled_from(["year", "month", "day", "yearless", "time"]), st.booleans())
def test_a_date_is_read_as_it_prints(day: date, parts: str, uncertain: bool) -> None:
    forms = {
        "year": PartialDate(day.year, uncertain=uncertain),
        "month": PartialDate(day.year, day.month, uncertain=uncertain),
        "day": PartialDate(day.year, day.month, day.day, uncertain=uncertain),
        "yearless": PartialDate(None, day.month, day.day, uncertain=uncertain),
        "time": PartialDate(day.year, day.month, day.day, "08:15", "+02:00", uncertain=uncertain),
    }
    assert read_partial_date(str(forms[parts])) == forms[parts]


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("today", "2026-11-21", "2026-11-21"),
        ("Yesterday", "2026-11-20", "2026-11-20"),
        ("tomorrow", "2026-11-22", "2026-11-22"),
        ("friday", "2026-11-20", "2026-11-27"),
        ("fri", "2026-11-20", "2026-11-27"),
        ("on Friday", "2026-11-20", "2026-11-27"),
        ("saturday", "2026-11-21", "2026-11-28"),
        ("sunday", "2026-11-15", "2026-11-22"),
        ("last friday", "2026-11-20", "2026-11-20"),
        ("last saturday", "2026-11-14", "2026-11-14"),
        ("this friday", "2026-11-20", "2026-11-20"),
        ("this sunday", "2026-11-22", "2026-11-22"),
        ("next friday", "2026-11-27", "2026-11-27"),
        ("next monday", "2026-11-23", "2026-11-23"),
        ("3d ago", "2026-11-18", "2026-11-18"),
        ("2 weeks ago", "2026-11-07", "2026-11-07"),
        ("a week ago", "2026-11-14", "2026-11-14"),
        ("three months ago", "2026-08-21", "2026-08-21"),
        ("a year ago", "2025-11-21", "2025-11-21"),
        ("in 2 weeks", "2026-12-05", "2026-12-05"),
        ("+3d", "2026-11-24", "2026-11-24"),
        ("-2w", "2026-11-07", "2026-11-07"),
        ("5 Jan", "2026-01-05", "2027-01-05"),
        ("Jan 5", "2026-01-05", "2027-01-05"),
        ("5th of January", "2026-01-05", "2027-01-05"),
        ("on 12 Nov", "2026-11-12", "2027-11-12"),
        ("21 Nov", "2026-11-21", "2026-11-21"),
        ("29 Feb", "2024-02-29", "2028-02-29"),
        ("5 Jan 2026", "2026-01-05", "2026-01-05"),
        ("Jan 5, 2026", "2026-01-05", "2026-01-05"),
        ("Fri 20 Nov 2026", "2026-11-20", "2026-11-20"),
        ("december", "2025-12", "2026-12"),
        ("November", "2026-11", "2026-11"),
        ("dec 2024", "2024-12", "2024-12"),
        ("last month", "2026-10", "2026-10"),
        ("next month", "2026-12", "2026-12"),
        ("this year", "2026", "2026"),
        ("--02-29", "--02-29", "--02-29"),
        ("1988-02~", "1988-02~", "1988-02~"),
        ("2026-W47", "2026-11-16~", "2026-11-21"),
        ("2026-W48", "2026-11-23~", "2026-11-23"),
        ("last week", "2026-11-09~", "2026-11-09"),
        ("this week", "2026-11-16~", "2026-11-21"),
        ("next quarter", "2027-01-01~", "2027-01-01"),
        (" 2026-11-18 ", "2026-11-18", "2026-11-18"),
        ("–2w", "2026-11-07", "2026-11-07"),
    ],
)
def test_what_a_person_means_on_a_saturday(text: str, past: str, future: str) -> None:
    assert (str(read_date(text, SATURDAY, "past")), str(read_date(text, SATURDAY, "future"))) == (past, future)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("friday", "2026-11-20", "2026-11-20"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1988", "1988-01-01", "1988-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("--12-10", "2025-12-10", "2025-12-10"),
        ("2026-11-18 14:30", "2026-11-18", "2026-11-18"),
    ],
)
def test_the_days_a_span_has(text: str, first: str, last: str) -> None:
    assert read_span(text, SATURDAY, "past") == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2 weeks", "11/18/2026", "next", "last 3 friday", "on", "the 5th", "friday 13", "in", "5 5", "3 d a"],
)
def test_what_is_not_in_the_grammar_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UsageFault, match="is not a date the notebook reads") as caught:
        read_date(text, SATURDAY, "past")
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "2026-11-18" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["2026-02-30", "30 Feb", "31 April 2026", "2026-W54", "99999y ago", "in 99999y", "Fri 21 Nov 2026"]
)
def test_a_day_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(UsageFault, match="is not in the calendar"):
        read_date(text, SATURDAY, "future")


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_nearest_one_by_counting_days(today: date, weekday: int) -> None:
    def first(start: date, step: int) -> date:
        return next(day for n in range(7) if (day := start + timedelta(days=n * step)).weekday() == weekday)

    name = WEEKDAYS[weekday]
    assert read_date(name, today, "past").whole == first(today, -1)
    assert read_date(name, today, "future").whole == first(today + timedelta(days=1), 1)
    assert read_date(f"last {name}", today, "future").whole == first(today - timedelta(days=1), -1)
    monday = next(day for n in range(7) if (day := today - timedelta(days=n)).weekday() == 0)
    assert read_date(f"this {name[:3]}", today, "past").whole == first(monday, 1)
    assert read_date(f"next {name}", today, "past").whole == first(monday + timedelta(days=7), 1)


@given(days, leans, st.integers(1, 12), st.integers(1, 31))
def test_a_day_without_its_year_is_the_nearest_one_by_counting_days(
    today: date, lean: Lean, month: int, day: int
) -> None:
    step = timedelta(days=-1 if lean == "past" else 1)
    found = today
    for _ in range(9 * 366):
        if (found.month, found.day) == (month, day):
            break
        found += step
    else:
        with pytest.raises(UsageFault):
            read_span(f"{day} {MONTHS[month - 1]}", today, lean)
        return
    name = MONTHS[month - 1]
    for text in (f"{day} {name}", f"{name[:3]} {day}", f"--{month:02d}-{day:02d}"):
        assert read_span(text, today, lean) == (found, found)


@given(days, st.integers(0, 999), st.sampled_from([("d", 1), ("days", 1), ("w", 7), ("weeks", 7)]))
def test_a_distance_in_days_and_weeks_is_counted(today: date, count: int, unit: tuple[str, int]) -> None:
    name, length = unit
    assert read_date(f"{count} {name} ago", today, "past").whole == today - timedelta(days=count * length)
    assert read_date(f"-{count}{name}", today, "future").whole == today - timedelta(days=count * length)
    assert read_date(f"in {count}{name}", today, "past").whole == today + timedelta(days=count * length)
    assert read_date(f"+{count} {name}", today, "past").whole == today + timedelta(days=count * length)


@given(days, st.integers(1, 60))
def test_a_distance_in_months_keeps_the_day_or_ends_with_the_month(today: date, count: int) -> None:
    found = read_date(f"in {count} months", today, "future").whole
    assert found is not None
    assert found.year * 12 + found.month == today.year * 12 + today.month + count
    is_last_of_month = (found + timedelta(days=1)).month != found.month
    assert found.day == today.day or (found.day < today.day and is_last_of_month)
    if count % 12 == 0:
        assert read_date(f"+{count // 12}y", today, "future").whole == found
    if count % 3 == 0:
        assert read_date(f"+{count // 3} quarters", today, "future").whole == found


@given(days, st.sampled_from(["last", "this", "next"]), st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_period_is_whole_and_lies_beside_today_s(today: date, side: str, period: str) -> None:
    def name_of(day: date) -> tuple[int, int]:
        match period:
            case "week":
                return day.isocalendar()[:2]
            case "month":
                return day.year, day.month
            case "quarter":
                return day.year, (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)[day.month - 1]
            case _:
                return day.year, 0

    first, last = read_span(f"{side} {period}", today, "past")
    one = timedelta(days=1)
    assert name_of(first) == name_of(last) != name_of(last + one)
    assert name_of(first - one) != name_of(first)
    beside = {"last": last + one, "this": today, "next": first - one}[side]
    assert name_of(beside) == name_of(today)


@given(days)
def test_an_iso_week_has_the_seven_days_that_say_so(day: date) -> None:
    year, week, _ = day.isocalendar()
    first, last = read_span(f"{year}-W{week:02d}", SATURDAY, "past")
    inside = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert day in inside
    assert [each.isocalendar() for each in inside] == [(year, week, n) for n in range(1, 8)]


@given(
    st.text() | st.from_regex(r"(last |next |on |in |\+|-)?[0-9]{0,6} ?[a-z]{0,9}( ago| of| [0-9]{4})?"),
    st.dates(),
    leans,
)
def test_any_text_is_read_or_refused(text: str, today: date, lean: Lean) -> None:
    for read in (read_date, read_span):
        try:
            read(text, today, lean)
        except UsageFault:
            continue


@given(st.text())
def test_a_date_kept_in_files_means_the_same_when_typed(text: str) -> None:
    stored = read_partial_date(text)
    if stored is not None:
        assert read_date(text, SATURDAY, "past") == stored


@pytest.mark.parametrize(
    ("text", "length"),
    [
        *(("6 weeks", 42), ("6w", 42), ("45 days", 45), ("45d", 45), ("2 months", 60), ("3m", 90), ("1y", 365)),
        *(
            ("week", 7),
            ("month", 30),
            ("quarter", 91),
            ("year", 365),
            ("a week", 7),
            ("two weeks", 14),
            ("2 quarters", 182),
        ),
        *(("daily", 1), ("weekly", 7), ("biweekly", 14), ("fortnightly", 14), ("monthly", 30), ("quarterly", 91)),
        *(("yearly", 365), ("annually", 365), ("every 6 weeks", 42), ("Every quarter", 91), ("every day", 1)),
        *(("", None), ("0 days", None), ("none", None), ("w", None), ("101 years", None), ("-3d", None), ("6", None)),
        *(("6 weeks ago", None), ("often", None)),
    ],
)
def test_a_length_of_time_in_days(text: str, length: int | None) -> None:
    assert read_duration(text) == length
