"""Memberships and projects: who belongs, who fell silent, and what an organization holds."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.collaboration import Collaboration, collaboration
from notebook.practice.memberships import events_of, members, members_by_name
from notebook.records import Organization, Project

ACM = {"organizations/acm": note(name="ACM", aliases="[Machinery]"), "contacts/me": note(organization="acm")}


def belong(files: dict[str, str], me: str | None = "me") -> list[str]:
    return [one.contact.id for one in members(vault_of({**ACM, **files}, me=me), "acm", TODAY)]


@pytest.mark.parametrize("written", ["acm", "ACM", "machinery", "'[[acm]]'", "[other, acm]", "[acm, ACM]"])
def test_who_names_the_organization_belongs_to_it(written: str) -> None:
    assert ["ada"] == belong({"contacts/ada": note(organization=written)})


def test_who_is_archived_is_left_out() -> None:
    assert [] == belong({"contacts/ada": note(organization="acm", status="archived")})


def test_an_organization_may_have_nobody() -> None:
    assert [] == belong({})
    assert ["me"] == belong({}, me=None)
    assert [] == members(vault_of({}), "no-such", TODAY)


def test_a_name_that_two_have_is_no_member_of_either() -> None:
    files = {
        "organizations/acm2": note(name="ACM"),
        "contacts/ada": note(organization="ACM"),
        "contacts/bob": note(),
    }
    assert [] == belong(files)


def test_who_was_in_touch_last_comes_first_with_role_and_line() -> None:
    files = {
        "contacts/ada": note(organization="acm"),
        "contacts/bob": note(name="Bob", role="Editor", organization="acm"),
        "interactions/1": note(date="2026-01-01", with_="bob"),
    }
    first, second = members(vault_of({**ACM, **files}, me="me"), "acm", TODAY)
    assert ("bob", "Editor", "contacts/bob.md", 4) == (first.contact.id, first.role, first.path, first.line)
    assert ("ada", None) == (second.contact.id, second.last_contact)


def test_an_organization_on_cards_alone_has_members_by_its_name() -> None:
    snapshot = vault_of({**ACM, "contacts/ada": note(organization="Bücher & Co")})
    assert ["ada"] == [one.contact.id for one in members_by_name(snapshot, "bucher & CO", TODAY)]
    assert [] == members_by_name(snapshot, "ACM", TODAY)


def test_the_events_it_organizes_are_found_the_latest_first() -> None:
    files = {
        "events/a": note(start="2025-01-01", organizer="acm"),
        "events/b": note(start="2026-01-01", organizer="Machinery"),
        "events/c": note(start="2026-02-01", organizer="another"),
        "events/d": note(organizer="acm"),
    }
    snapshot = vault_of({**ACM, **files})
    organization = snapshot.by_id["acm"]
    assert isinstance(organization, Organization)
    assert ["b", "a", "d"] == [event.id for event in events_of(snapshot, organization)]


# Projects


def of_project(files: dict[str, str], **fields: str) -> Collaboration:
    people = {f"contacts/{name}": note() for name in ("me", "ada", "bob")}
    snapshot = vault_of({**people, "projects/p": note(with_="[ada, me, bob, a stranger]", **fields), **files}, me="me")
    project = snapshot.by_id["p"]
    assert isinstance(project, Project)
    return collaboration(snapshot, project, TODAY)


def test_those_spoken_to_longest_ago_come_first_and_strangers_last() -> None:
    files = {
        "interactions/1": note(date="2026-03-01", with_="ada"),
        "interactions/2": note(date="2026-01-01", with_="bob"),
    }
    assert ["bob", "ada", "a stranger"] == [one.written for one in of_project(files).partners]


@pytest.mark.parametrize(("date", "quiet"), [("2026-09-21", True), ("2026-09-22", False), ("2026-12-01", True)])
def test_who_was_not_in_touch_for_two_months_is_quiet(date: str, quiet: bool) -> None:
    found = of_project({"interactions/1": note(date=date, with_="ada")})
    assert [quiet] == [one.quiet for one in found.partners if one.id == "ada"]


@pytest.mark.parametrize("fields", [{"status": "done"}, {"ended": "2026-01-01"}], ids=str)
def test_nobody_is_quiet_in_what_is_over(fields: dict[str, str]) -> None:
    assert not any(one.quiet for one in of_project({}, **fields).partners)


def test_the_role_and_the_first_day_are_told() -> None:
    with_role = {"projects/p": note(started="2026-01", with_="[{who: ada, as: editor}]")}
    found = of_project(with_role)
    assert ("2026-01", [("ada", "editor")]) == (str(found.since), [(one.id, one.role) for one in found.partners])


def test_who_could_help_does_not_take_part_yet() -> None:
    files = {
        "contacts/ada": note(offers="sailmaking"),
        "contacts/cid": note(offers="sailmaking"),
    }
    assert ["cid"] == [one.offerer for one in of_project(files, seeks="sailmaking").helps]
