"""What people have in common by the notes, one promise a test."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.common_ground import Ground, common_ground
from notebook.snapshot import Snapshot

ME = {"contacts/me": note(name="Me", interests="[rowing]")}


def person(name: str, body: str = "", **fields: str) -> str:
    return note(body, name=name, **fields)


def shared(snapshot: Snapshot, *people: str, kind: str | None = None) -> list[Ground]:
    return [one for one in common_ground(snapshot, people, TODAY) if kind in (None, one.kind)]


def test_an_interest_of_both_has_a_line_for_each() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", interests="[chess, old maps]"),
            "contacts/rui": person("Rui", interests='["Maps, old"]'),
        }
    )
    (ground,) = shared(vault, "ana", "rui")
    assert (ground.kind, ground.text, ground.count) == ("interest", "old maps / Maps, old", 2)
    assert [(who, line.text, line.path, line.line) for who, line in ground.lines] == [
        ("ana", "old maps", "contacts/ana.md", 3),
        ("rui", "Maps, old", "contacts/rui.md", 3),
    ]


def test_what_fewer_people_have_comes_first() -> None:
    both = "[walking, mosaics, chess]"
    vault = vault_of(
        {
            "contacts/ana": person("Ana", interests=both),
            "contacts/rui": person("Rui", interests=both),
            "contacts/eva": person("Eva", interests="[walking, chess]", status="archived"),
            "contacts/joe": person("Joe", interests="[walking]"),
        }
    )
    assert [(one.text, one.count) for one in shared(vault, "ana", "rui")] == [
        ("mosaics", 2),
        ("chess", 3),
        ("walking", 4),
    ]


def test_of_a_list_it_says_which_of_them() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", interests="[chess]"),
            "contacts/joe": person("Joe"),
            "contacts/rui": person("Rui", interests="[chess]"),
        }
    )
    (ground,) = shared(vault, "rui", "joe", "ana")
    assert [who for who, _ in ground.lines] == ["rui", "ana"]


def test_the_same_person_twice_or_nobody_is_not_two() -> None:
    vault = vault_of({"contacts/ana": person("Ana", interests="[chess]")})
    assert shared(vault, "ana", "ana") == []
    assert shared(vault, "ana", "nobody") == []
    assert shared(vault) == []


def test_people_without_anything_share_nothing() -> None:
    assert shared(vault_of({"contacts/ana": person("Ana"), "contacts/rui": person("Rui")}), "ana", "rui") == []


def test_organizations_are_compared_by_what_is_meant() -> None:
    vault = vault_of(
        {
            "organizations/acm": note(name="ACM", aliases="[Association]"),
            "contacts/ana": person("Ana", organization="[Studio Nine, acm]"),
            "contacts/rui": person("Rui", organization="[Association, studio nine]"),
            "contacts/eva": person("Eva", organization="Association"),
        }
    )
    found = {one.text: (one.id, one.count) for one in shared(vault, "ana", "rui")}
    assert found == {"Studio Nine": (None, 2), "ACM": ("acm", 3)}


def test_the_owner_is_in_the_organizations_with_a_role_of_theirs() -> None:
    vault = vault_of(
        ME
        | {
            "organizations/choir": note(name="Choir", role="tenor"),
            "contacts/ana": person("Ana", organization="choir"),
        },
        me="me",
    )
    (ground,) = shared(vault, "me", "ana")
    assert [(who, line.path) for who, line in ground.lines] == [
        ("me", "organizations/choir.md"), ("ana", "contacts/ana.md"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Porto", "porto", True), ("Porto, Portugal", "Porto", True), ("Portland, Maine", "Portland, Oregon", False),
        ("Portugal", "Porto, Portugal", False), ("Paris", "Lyon", False),
    ],
)  # fmt: skip
def test_a_town_is_the_same_where_no_region_says_otherwise(one: str, other: str, same: bool) -> None:
    vault = vault_of({"contacts/ana": person("Ana", location=one), "contacts/rui": person("Rui", location=other)})
    assert bool(shared(vault, "ana", "rui", kind="place")) is same


def test_a_topic_is_shared_where_it_was_talked_about_with_both() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana"),
            "contacts/rui": person("Rui"),
            "interactions/a": note(date="2026-11-02", with_="[ana]", topics="[grants]"),
            "interactions/b": note(date="2026-10-02", with_="[rui]", topics="[sheep, grants]"),
        }
    )
    (ground,) = shared(vault, "ana", "rui", kind="topic")
    assert ground.text == "grants"
    assert [line.path for _, line in ground.lines] == ["interactions/a.md", "interactions/b.md"]


def test_a_topic_with_one_that_is_the_others_interest_is_shared() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", interests="[sheep]"),
            "contacts/rui": person("Rui"),
            "interactions/b": note(date="2026-10-02", with_="[rui]", topics="[sheep]"),
        }
    )
    assert [one.kind for one in shared(vault, "ana", "rui")] == ["topic"]


def test_the_owner_shares_a_topic_that_is_an_interest_of_theirs_not_what_they_merely_talked_about() -> None:
    files = ME | {
        "contacts/ana": person("Ana"),
        "interactions/a": note(date="2026-10-02", with_="[ana]", topics="[sheep, tax, rowing]"),
        "interactions/b": note(date="2026-11-02", with_="[ana]", topics="[sheep]"),
    }
    assert [one.text for one in shared(vault_of(files, me="me"), "me", "ana", kind="topic")] == ["rowing"]


def test_a_topic_of_one_talk_with_both_is_nothing_that_each_of_them_is_into() -> None:
    files = {
        "contacts/ana": person("Ana"),
        "contacts/rui": person("Rui"),
        "interactions/a": note(date="2026-10-02", with_="[ana, rui]", topics="[sheep]"),
    }
    assert shared(vault_of(files), "ana", "rui", kind="topic") == []
    alone = note(date="2026-10-03", with_="[ana]", topics="[sheep]")
    assert shared(vault_of(files | {"interactions/b": alone}), "ana", "rui", kind="topic") == []


@pytest.mark.parametrize(
    ("care", "topic", "is_shared"),
    [
        ("[]", "sheep", True), ("[lymphoma]", "the lymphomas", False), ("[her sheep farm burnt]", "sheep", False),
        ("[]", "illness", False), ("[]", "treatment", False), ("[]", "the divorce", False),
        ("[母が病気]", "母の歌", False),
    ],
)  # fmt: skip
def test_what_weighs_on_somebody_is_nothing_in_common(care: str, topic: str, is_shared: bool) -> None:
    files = {
        "contacts/ana": person("Ana", care=care),
        "contacts/rui": person("Rui"),
        "interactions/a": note(date="2026-11-02", with_="[ana]", topics=f"[{topic}]"),
        "interactions/b": note(date="2026-10-02", with_="[rui]", topics=f"[{topic}]"),
    }
    assert bool(shared(vault_of(files), "ana", "rui", kind="topic")) is is_shared


def test_an_interest_that_has_to_do_with_what_weighs_on_one_of_them_is_left_out() -> None:
    files = {
        "contacts/ana": person("Ana", interests="[divorce law, chess]", care="[her divorce]"),
        "contacts/rui": person("Rui", interests="[divorce law, chess]"),
    }
    assert [one.text for one in shared(vault_of(files), "ana", "rui")] == ["chess"]


def test_wordings_that_differ_by_an_ending_or_an_article_are_shown_once() -> None:
    files = {
        "contacts/ana": person("Ana", interests="[internships, the plankton viewer]"),
        "contacts/rui": person("Rui", interests="[internship, plankton viewer]"),
    }
    assert {one.text for one in shared(vault_of(files), "ana", "rui")} == {"internships", "the plankton viewer"}


@pytest.mark.parametrize("private", ["[knows]", "knows, role"])
def test_for_others_whom_a_card_keeps_private_is_no_common_friend(private: str) -> None:
    files = {
        "contacts/ana": person("Ana", knows="[eva]", private=private),
        "contacts/rui": person("Rui", knows="[eva]"),
        "contacts/eva": person("Eva"),
    }
    vault = vault_of(files)
    assert [one.id for one in common_ground(vault, ("ana", "rui"), TODAY)] == ["eva"]
    assert common_ground(vault, ("ana", "rui"), TODAY, for_others=True) == []
    met = files | {"contacts/ana": person("Ana", met="{through: eva}", private="[met]")}
    assert common_ground(vault_of(met), ("ana", "rui"), TODAY, for_others=True) == []


@pytest.mark.parametrize(
    "talk",
    [
        {"date": "2026-11-30"},
        {"date": "2026-11-02", "status": "cancelled"},
    ],
)
def test_what_has_not_happened_is_nothing_in_common(talk: dict[str, str]) -> None:
    files = {
        "contacts/ana": person("Ana"),
        "contacts/rui": person("Rui"),
        "contacts/eva": person("Eva"),
        "events/fair": note(name="Fair", start="2026-11-29"),
        "interactions/a": note(topics="[sheep]", event="fair", with_="[ana, rui, eva]", **talk),
    }
    assert shared(vault_of(files), "ana", "rui") == []


def test_both_were_at_an_event_by_its_list_or_by_a_talk_there() -> None:
    vault = vault_of(
        ME
        | {
            "contacts/ana": person("Ana"),
            "contacts/rui": person("Rui"),
            "contacts/eva": person("Eva"),
            "events/fair": note(name="Fair", start="2026-10-01", status="went", with_="[ana, eva]"),
            "events/later": note(name="Later", start="2026-12-01", with_="[ana, rui]"),
            "events/skipped": note(name="Skipped", start="2026-10-02", status="skipped", with_="[ana, rui]"),
            "interactions/a": note(date="2026-10-01", with_="[rui]", event="fair"),
        },
        me="me",
    )
    (ground,) = shared(vault, "ana", "rui", kind="event")
    assert (ground.id, ground.count) == ("fair", 3)
    assert [line.path for _, line in ground.lines] == ["events/fair.md", "interactions/a.md"]
    assert [one.id for one in shared(vault, "me", "eva", kind="event")] == ["fair"]


@pytest.mark.parametrize(
    "files",
    [
        {"contacts/ana": person("Ana", knows="[eva]"), "contacts/rui": person("Rui", knows="[{who: eva, as: aunt}]")},
        {"contacts/ana": person("Ana"), "contacts/eva": person("Eva", knows="[ana, rui]")},
        {"contacts/ana": person("Ana", met="{through: eva}"), "contacts/rui": person("Rui", knows="[eva]")},
        {"interactions/a": note(date="2026-01-01", with_="[ana, rui]", introduced="[ana, eva]"),
         "contacts/rui": person("Rui", knows="[eva]")},
        {"interactions/a": note(date="2026-01-01", with_="[ana, rui, eva]")},
    ],
)  # fmt: skip
def test_somebody_whom_both_know(files: dict[str, str]) -> None:
    people = {f"contacts/{name.lower()}": person(name) for name in ("Ana", "Rui", "Eva")}
    assert [one.id for one in shared(vault_of(people | files), "ana", "rui", kind="person")] == ["eva"]


def test_two_who_introduced_each_other_are_no_third() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", met="{through: rui}", knows="[rui, ana]"),
            "contacts/rui": person("Rui", met="{through: ana}", knows="[ana]"),
        }
    )
    assert shared(vault, "ana", "rui") == []


def test_a_crowd_does_not_know_each_other() -> None:
    names = [f"p{number}" for number in range(9)]
    files = {f"contacts/{name}": person(name) for name in names}
    crowd = note(date="2026-01-01", with_=f"[{', '.join(names)}]")
    assert shared(vault_of(files | {"interactions/a": crowd}), "p0", "p1", kind="person") == []


def test_names_that_mean_nobody_or_two_are_left_out() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", knows="[Sam, ghost]"),
            "contacts/rui": person("Rui", knows="[Sam, ghost]"),
            "contacts/sam-a": person("Sam A", aliases="[Sam]"),
            "contacts/sam-b": person("Sam B", aliases="[Sam]"),
        }
    )
    assert shared(vault, "ana", "rui") == []


def test_for_others_what_is_private_is_left_out() -> None:
    vault = vault_of(
        {
            "contacts/ana": person("Ana", interests="[chess]", city="Porto", private="[hobbies, interests, city]"),
            "contacts/rui": person("Rui", interests="[chess]", city="Porto"),
        }
    )
    assert [one.kind for one in common_ground(vault, ("ana", "rui"), TODAY)] == ["interest", "place"]
    assert common_ground(vault, ("ana", "rui"), TODAY, for_others=True) == []


def test_without_an_owner_and_with_names_of_any_script() -> None:
    vault = vault_of(
        {
            "contacts/lin": person("林晓岚", interests="[古地图]", location="上海"),
            "contacts/nadira": person("نادرة", interests="[古地图, chess]", location="上海, 中国"),
        }
    )
    assert [(one.kind, one.text) for one in shared(vault, "lin", "nadira")] == [
        ("interest", "古地图"), ("place", "上海 / 上海, 中国"),
    ]  # fmt: skip


def test_a_day_without_a_year_is_no_day() -> None:
    files = {
        "contacts/ana": person("Ana"),
        "contacts/rui": person("Rui"),
        "events/fair": note(name="Fair", start="--02-29", with_="[ana, rui]"),
    }
    assert shared(vault_of(files), "ana", "rui") == []
    leap = files | {"events/fair": note(name="Fair", start="2024-02-29", with_="[ana, rui]")}
    assert [one.id for one in common_ground(vault_of(leap), ("ana", "rui"), datetime.date(2024, 2, 29))] == ["fair"]
