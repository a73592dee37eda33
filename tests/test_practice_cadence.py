"""Who is due: the person's own rhythm or a rule, counted from the last contact."""

from __future__ import annotations

from datetime import date

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.follow_up.cadence import Standing, cadence_of, due_contacts, standing

RULES = {"close": 14, "Mentor": 30, "rare": 365}


def stands(fields: str, talk: str = "2026-11-01") -> Standing:
    files = {"contacts/ada": f"---\n{fields}\n---\n"}
    if talk:
        files["interactions/x"] = note(with_="ada", date=talk)
    snapshot = vault_of(files)
    return standing(snapshot, contact(snapshot, "ada"), TODAY, RULES)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("", (None, None)),
        ("cadence: 6 weeks", (42, None)),
        ("cadence: none\ntags: [close]", (None, None)),
        ("cadence: yearly\ntags: [close]", (365, None)),
        ("tags: [close]", (14, "close")),
        ("tags: [Close]", (14, "close")),
        ("relationship: mentor", (30, "Mentor")),
        ("tags: [rare]\nrelationship: [mentor, friend]", (30, "Mentor")),
        ("tags: [rare, close, mentor]", (14, "close")),
        ("tags: [other]", (None, None)),
        ("cadence: often\ntags: [close]", (14, "close")),
    ],
)
def test_a_persons_own_cadence_counts_over_the_shortest_rule(
    fields: str, expected: tuple[int | None, str | None]
) -> None:
    snapshot = vault_of({"contacts/ada": f"---\n{fields}\n---\n"})
    assert expected == cadence_of(contact(snapshot, "ada"), RULES)


def test_without_rules_there_is_only_a_persons_own() -> None:
    snapshot = vault_of({"contacts/ada": note(tags="[close]")})
    assert (None, None) == cadence_of(contact(snapshot, "ada"), {})


@pytest.mark.parametrize(
    ("fields", "talk", "due", "overdue"),
    [
        ("cadence: 10 days", "2026-11-01", date(2026, 11, 11), 10),
        ("cadence: 10 days", "2026-11-11", date(2026, 11, 21), 0),
        ("cadence: 10 days", "2026-11-12", date(2026, 11, 22), -1),
        ("cadence: 10 days", "2026-11-30", date(2026, 11, 21), None),
        ("cadence: 10 days", "", date(2026, 11, 21), None),
        ("cadence: 10 days\nlast_contact: 2026-11-01", "", date(2026, 11, 11), 10),
        ("cadence: 10 days\nmet: {date: 2026-11-01}", "", date(2026, 11, 11), 10),
        ("cadence: 10 days\nmet: {date: 2027-01-01}", "", date(2026, 11, 21), None),
        ("cadence: 10 days\nmet: {date: 2020-01-01}", "2026-11-01", date(2026, 11, 11), 10),
        ("cadence: 10 days\nsnooze: 2026-12-01", "2026-11-01", date(2026, 12, 1), -10),
        ("cadence: 10 days\nsnooze: 2026-12", "", date(2026, 12, 1), -10),
        ("cadence: 10 days\nsnooze: 2026-11-05", "2026-11-01", date(2026, 11, 11), 10),
        ("cadence: 10 days\nsnooze: 2026-11-15", "2026-11-01", date(2026, 11, 15), 6),
        ("cadence: 10 days\nstatus: dormant", "2026-11-01", None, None),
        ("cadence: 10 days\nstatus: archived", "2026-11-01", None, None),
        ("cadence: none", "2026-11-01", None, None),
        ("", "2026-11-01", None, None),
        ("tags: [close]", "2026-11-01", date(2026, 11, 15), 6),
    ],
)
def test_the_day_counts_from_the_last_contact(fields: str, talk: str, due: date | None, overdue: int | None) -> None:
    actual = stands(fields, talk)
    assert (due, overdue) == (actual.due, actual.days_overdue)


def test_a_standing_knows_the_last_talk_and_the_last_contact() -> None:
    actual = stands("cadence: weekly\nlast_contact: 2026-11-10")
    assert actual.last_talk is not None
    assert ("x", date(2026, 11, 10)) == (actual.last_talk.id, actual.last_contact)


SNAPSHOT = vault_of(
    {
        "contacts/a-late": note(cadence="10 days", last_contact="2026-11-01"),
        "contacts/b-later": note(cadence="10 days", last_contact="2026-10-01"),
        "contacts/c-never": note(cadence="10 days"),
        "contacts/d-soon": note(cadence="10 days", last_contact="2026-11-15"),
        "contacts/e-today": note(cadence="10 days", last_contact="2026-11-11"),
        "contacts/f-dormant": note(cadence="10 days", last_contact="2020-01-01", status="dormant"),
        "contacts/g-none": note(last_contact="2020-01-01"),
        "contacts/me": note(cadence="10 days", last_contact="2020-01-01"),
    },
    me="me",
)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (0, ["b-later", "a-late", "e-today", "c-never"]),
        (3, ["b-later", "a-late", "e-today", "c-never"]),
        (4, ["b-later", "a-late", "e-today", "d-soon", "c-never"]),
        (None, ["b-later", "a-late", "e-today", "d-soon", "c-never"]),
    ],
)
def test_those_who_are_due_come_most_overdue_first_and_never_the_owner(ahead: int | None, expected: list[str]) -> None:
    assert expected == [one.id for one, _ in due_contacts(SNAPSHOT, TODAY, RULES, ahead=ahead)]


def test_a_talk_that_was_cancelled_does_not_count() -> None:
    files = {
        "contacts/ada": note(cadence="10 days"),
        "interactions/x": note(with_="ada", date="2026-11-01"),
        "interactions/y": note(with_="ada", date="2026-11-15", status="cancelled"),
    }
    snapshot = vault_of(files)
    assert 10 == standing(snapshot, contact(snapshot, "ada"), TODAY, RULES).days_overdue


@pytest.mark.parametrize("fields", ["snooze: 2026-11-22", "status: dormant", "status: archived", "cadence: none"])
def test_who_rests_is_not_due(fields: str) -> None:
    snapshot = vault_of({"contacts/ada": f"---\nlast_contact: 2026-01-01\ntags: [close]\n{fields}\n---\n"})
    assert [] == due_contacts(snapshot, TODAY, RULES)


@pytest.mark.parametrize("fields", ["tags: [close]", "relationship: mentor", "cadence: weekly", "snooze: 2026-11-21"])
def test_a_tag_a_relationship_or_the_card_makes_somebody_due(fields: str) -> None:
    own = "tags: [close]\n" if fields.startswith("snooze") else ""
    snapshot = vault_of({"contacts/ada": f"---\nlast_contact: 2026-01-01\n{own}{fields}\n---\n"})
    assert ["ada"] == [one.id for one, _ in due_contacts(snapshot, TODAY, RULES)]


def test_nobody_is_due_where_nobody_is() -> None:
    assert [] == due_contacts(vault_of({}), TODAY, RULES)
