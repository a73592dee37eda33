"""A brief for a company of people: an event, a planned talk with several, a project."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.brief import Brief, Line, event_brief, next_meeting
from notebook.records import Event, Interaction, Project

PEOPLE = {
    "contacts/me": note(name="Me"),
    "contacts/ada": note(name="Ada"),
    "contacts/bob": note(name="Bob"),
    "contacts/eve": note(name="Eve"),
}


def brief(files: dict[str, str], record: str = "fair", *, me: str | None = "me") -> Brief:
    snapshot = vault_of({**PEOPLE, **files}, me=me)
    found = snapshot.by_id[record]
    assert isinstance(found, (Event, Interaction, Project))
    return event_brief(snapshot, found, TODAY, rules={}, look_ahead=14)


def fair(**fields: str) -> dict[str, str]:
    return {"events/fair": note(**{"name": "Fair", "date": "2026-11-25", **fields})}


def lines(found: Brief, key: str) -> list[Line]:
    return [line for section in found.sections if section.key == key for line in section.lines]


def said(found: Brief, key: str) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in lines(found, key)]


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, "Wed 25 Nov, in 4 days"),
        ({"date": "2026-11-21"}, "today"),
        ({"date": "2026-11-20", "end": "2026-11-22"}, "yesterday to tomorrow, on now"),
        ({"date": "2026-11-28", "end": "2026-11-29", "kind": "workshop", "place": "Porto"},
         "Sat 28 Nov to Sun 29 Nov, in 1 week · workshop · Porto"),
        ({"status": "considering"}, "Wed 25 Nov, in 4 days · not decided"),
        ({"date": "2026-11-10", "status": "skipped"}, "Tue 10 Nov · skipped"),
    ],
)  # fmt: skip
def test_the_heading_says_when_it_is(fields: dict[str, str], about: str) -> None:
    assert about == brief(fair(**fields)).about[0]


def test_an_event_without_a_day_or_anybody_has_a_heading_alone() -> None:
    assert Brief("fair", "event", "events/fair.md", "Fair", ("no date yet",), ()) == brief(
        {"events/fair": note(name="Fair")}
    )


def test_after_it_the_heading_names_the_triage() -> None:
    assert "over: notebook triage fair says whom to follow up with" in brief(fair(date="2026-11-10")).about


def test_your_goals_stand_there() -> None:
    assert [("", "a printer"), ("", "rest")] == said(brief(fair(goals="[a printer, rest]")), "goals")


def test_each_you_know_has_the_last_talk_and_what_is_open() -> None:
    files = {
        **fair(with_="[bob, ada, eve]"),
        "interactions/2026-11-18-x": note("Tea.\n\n- [?] the cat", with_="ada", channel="visit"),
        "interactions/2026-11-01-y": note("Wood.\n\n- [ ] send it due:2026-11-20\n- [?] x", with_="bob"),
    }
    assert [
        ("Bob", "3 weeks ago · Wood."),
        ("", "you promised: send it"),
        ("Ada", "3 days ago · visit · Tea."),
        ("", "ask: the cat"),
    ] == said(brief(files), "known")
    promise = lines(brief(files), "known")[1]
    assert ("was due yesterday · +1 more", "bob", 6) == (promise.when, promise.person, promise.line)


def test_care_of_those_there_stands_before_them() -> None:
    files = {**fair(with_="[ada]"), "contacts/ada": note(name="Ada", care="[her mother is ill]")}
    found = brief(files)
    assert [("Ada", "her mother is ill")] == said(found, "care")
    assert "care" == found.sections[0].key


def test_those_never_talked_to_are_whom_to_meet() -> None:
    files = {**fair(with_="[ada]"), "contacts/ada": note(name="Ada", role="Printer")}
    assert [("Ada", "no talk yet · Printer")] == said(brief(files), "meet")


@pytest.mark.parametrize(
    ("mine", "goals", "words"),
    [
        ({"seeks": "[a letter press]"}, "", "offers a letter press; you seek a letter press"),
        ({}, "[see an old letter press]", "offers a letter press; your goal: see an old letter press"),
    ],
)
def test_whoever_offers_what_you_look_for_is_whom_to_meet(mine: dict[str, str], goals: str, words: str) -> None:
    files = {
        **fair(with_="[ada, bob]", **({"goals": goals} if goals else {})),
        "contacts/me": note(name="Me", **mine),
        "contacts/ada": note(name="Ada", offers="[a letter press]"),
        "interactions/2026-11-18-x": note(with_="[ada, bob]"),
    }
    assert [("Ada", words)] == said(brief(files), "meet")


def test_a_name_that_is_in_no_contact_comes_with_the_command_to_make_one() -> None:
    assert [("Zed", 'in no contact yet: notebook new contact "Zed"')] == said(brief(fair(with_="[Zed]")), "meet")


def test_a_name_that_two_have_is_no_stranger() -> None:
    files = {**fair(with_="[Sam]"), "contacts/s1": note(name="Sam"), "contacts/s2": note(name="Sam")}
    assert [] == said(brief(files), "meet")


def test_what_they_share_leaves_out_the_event_itself() -> None:
    files = {
        **fair(date="2026-11-10", with_="[ada, bob]"),
        "contacts/ada": note(name="Ada", interests="[rowing]"),
        "contacts/bob": note(name="Bob", interests="[rowing]"),
    }
    assert [("", "rowing: Ada, Bob")] == said(brief(files), "common")


def test_guests_who_should_meet() -> None:
    files = {
        **fair(with_="[ada, bob]"),
        "contacts/ada": note(name="Ada", seeks="[a letter press]"),
        "contacts/bob": note(name="Bob", offers="[a letter press]"),
        "contacts/eve": note(name="Eve", offers="[a letter press]"),
    }
    (line,) = lines(brief(files), "introduce")
    assert line.text.startswith("Ada and Bob: ")


def test_without_an_owner_it_is_as_good() -> None:
    files = {**fair(with_="[ada]"), "interactions/2026-11-18-x": note("Tea.", with_="ada")}
    assert [("Ada", "3 days ago · Tea.")] == said(brief(files, me=None), "known")


def test_a_talk_with_several_has_a_brief_of_them() -> None:
    files = {"interactions/2026-11-25-x": note(with_="[ada, bob]", channel="meal", place="Porto")}
    found = brief(files, "2026-11-25-x")
    assert ("Meal with Ada, Bob", "Wed 25 Nov, in 4 days · Porto") == (found.name, found.about[0])
    assert ["Ada", "Bob"] == [line.label for line in lines(found, "meet")]


def test_a_project_has_a_brief_of_its_people() -> None:
    files = {"projects/map": note(name="Map", with_="[ada]"), "interactions/2026-11-18-x": note("Tea.", with_="ada")}
    assert [("Ada", "3 days ago · Tea.")] == said(brief(files, "map"), "known")


def test_it_stays_one_screen_with_a_hundred_guests() -> None:
    names = [f"p{n}" for n in range(100)]
    care = note(care="[a, b]", offers="[a letter press]", interests="[rowing]", seeks="[bees]")
    files = {f"contacts/{name}": care for name in names}
    files |= fair(with_=f"[{', '.join(names)}]", goals="[" + ", ".join(f"goal {n}" for n in range(9)) + "]")
    files["contacts/me"] = note(name="Me", seeks="[letter press]")
    files["interactions/2026-11-18-x"] = note("Hm.\n\n- [ ] write", with_=f"[{', '.join(names[:50])}]")
    found = brief(files)
    assert 30 >= sum(len(section.lines) for section in found.sections)
    assert 45 == next(section.more for section in found.sections if section.key == "known")


# What comes next, without a name.


def upcoming(files: dict[str, str], days: int = 14) -> str | None:
    found = next_meeting(vault_of({**PEOPLE, **files}, me="me"), TODAY, days)
    return found.id if found else None


def test_nothing_ahead_is_nothing() -> None:
    assert None is upcoming({"interactions/2026-11-20-x": note(with_="ada")})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "fair"),
        ({"date": "2026-11-28"}, "2026-11-26-x"),
        ({"status": "skipped"}, "2026-11-26-x"),
        ({"status": "considering"}, "2026-11-26-x"),
        ({"date": "2026-11-20", "end": "2026-11-22"}, "fair"),
    ],
)
def test_the_next_is_a_planned_talk_or_an_event_you_go_to(fields: dict[str, str], expected: str) -> None:
    assert expected == upcoming({**fair(**fields), "interactions/2026-11-26-x": note(with_="ada")})


def test_what_is_further_than_you_look_ahead_is_not_next() -> None:
    assert None is upcoming(fair(), days=3)


def test_a_talk_of_today_is_next_where_it_is_planned() -> None:
    assert None is upcoming({"interactions/2026-11-21-x": note(with_="ada")})
    assert "2026-11-21-x" == upcoming({"interactions/2026-11-21-x": note(with_="ada", status="planned")})


def test_guests_who_met_in_a_talk_or_are_to_be_introduced_already_are_no_idea() -> None:
    files = {
        **fair(with_="[ada, bob]"),
        "contacts/ada": note(name="Ada", seeks="[a letter press]"),
        "contacts/bob": note(name="Bob", offers="[a letter press]"),
    }
    assert 1 == len(lines(brief(files), "introduce"))
    assert [] == lines(brief({**files, "interactions/2026-11-01-x": note(with_="[ada, bob]")}), "introduce")
    asked = note("- [ ] ask [[ada]] whether she would like to meet [[bob]]", with_="eve")
    assert [] == lines(brief({**files, "interactions/2026-11-01-x": asked}), "introduce")


def test_whom_to_meet_are_those_who_seek_what_you_seek() -> None:
    files = {
        "contacts/me": note(name="Me", seeks="[a cofounder]"),
        "contacts/ada": note(name="Ada", seeks="[cofounder, a flat]"),
        "contacts/bob": note(name="Bob", seeks="[a flat]"),
        "interactions/2026-10-01-a": note(with_="[ada, bob]"),
    }
    found = brief({**files, **fair(with_="[ada, bob]")})
    assert [("Ada", "seeks cofounder, as you do")] == said(found, "meet")
