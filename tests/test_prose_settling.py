"""A name that fits several contacts is settled where one of them is clearly ahead, and left open everywhere else."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose import Understood
from notebook.changes.prose.reading import read_line
from notebook.snapshot import Snapshot


def days_ago(days: int) -> str:
    return str(TODAY - datetime.timedelta(days=days))


def talk(days: int, *people: str) -> str:
    return note(date=days_ago(days), with_=f"[{', '.join(people)}]")


def vault(**files: str) -> Snapshot:
    """Two Sams and Ada, and more files: `talk_1` is an interaction, all else a contact unless it says otherwise."""
    sams = {"sam-okafor": note(name="Sam Okafor"), "sam-haddad": note(name="Sam Haddad"), "ada": note(name="Ada Brook")}
    named = {name.replace("_", "-"): text for name, text in files.items()}
    cards = {name: text for name, text in (sams | named).items() if not name.startswith("talk")}
    talks = {f"interactions/{name}": text for name, text in named.items() if name.startswith("talk")}
    paths = {name if "/" in name else f"contacts/{name}": text for name, text in cards.items()}
    return vault_of(paths | talks, me="noor")


def read(line: str, snapshot: Snapshot, **chosen: str) -> Understood:
    return read_line(line, snapshot, TODAY, chosen)


def settled(line: str, snapshot: Snapshot) -> tuple[str, ...]:
    understood = read(line, snapshot)
    return understood.people if not understood.unclear else ()


def why(line: str, snapshot: Snapshot) -> str:
    return next(one.why for one in read(line, snapshot).stretches if one.meaning == "sam-okafor")


def test_a_name_of_two_is_never_guessed() -> None:
    understood = read("call with Sam", vault())
    (unclear,) = understood.unclear
    assert understood.people == ()
    assert (unclear.text, unclear.start) == ("Sam", 10)
    assert sorted(unclear.candidates) == ["sam-haddad", "sam-okafor"]


def test_the_likeliest_comes_first() -> None:
    snapshot = vault(talk_1=talk(3, "sam-okafor"), talk_2=talk(30, "sam-haddad"))
    assert read("call with Sam", snapshot).unclear[0].candidates == ("sam-okafor", "sam-haddad")


def test_a_name_that_is_only_mentioned_is_not_asked_for() -> None:
    assert read("call with Ada about Sam", vault()).unclear == ()


def test_the_user_chooses() -> None:
    understood = read("call with Sam", vault(), sam="sam-haddad")
    assert (understood.people, understood.unclear) == (("sam-haddad",), ())


@pytest.mark.parametrize("said", ["Sam Okafor", "Sam O", "Sam O.", "S. Okafor", "Okafor", "sam o", "Sam (Okafor)"])
def test_more_of_the_name_settles_it(said: str) -> None:
    assert settled(f"call with {said}", vault()) == ("sam-okafor",)


def test_a_whole_name_wins_over_a_part_of_one() -> None:
    assert settled("call with Sam", vault(sam=note(name="Sam"))) == ("sam",)


def test_a_short_alias_is_no_better_than_a_first_name() -> None:
    snapshot = vault_of(
        {"contacts/a": note(name="Samira Haddad", aliases="[Sam]"), "contacts/b": note(name="Sam Okafor")}
    )
    assert len(read("call with Sam", snapshot).unclear) == 1


def test_a_first_name_wins_over_a_last_name() -> None:
    snapshot = vault_of({"contacts/a": note(name="Jo Martin"), "contacts/b": note(name="Martin Weir")})
    assert settled("call with Martin", snapshot) == ("b",)


def test_the_archived_count_only_where_nobody_else_fits() -> None:
    snapshot = vault(sam_haddad=note(name="Sam Haddad", status="archived"))
    assert settled("call with Sam", snapshot) == ("sam-okafor",)
    assert settled("call with Haddad", snapshot) == ("sam-haddad",)


def test_the_owner_is_nobodys_guest() -> None:
    assert settled("call with Noor", vault(noor=note(name="Noor Vane"), noor_lin=note(name="Noor Lin"))) == (
        "noor-lin",
    )


# Ties


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("call with Sam and Ada", {"ada": note(name="Ada Brook", knows="[sam-okafor]")}),
        ("call with Sam and Ada", {"sam_okafor": note(name="Sam Okafor", knows="[{who: ada, as: cousin}]")}),
        ("call with Sam and Ada", {f"talk_{number}": talk(400 + number, "ada", "sam-okafor") for number in (1, 2)}),
        ("coffee with Sam from the foundry", {"sam_okafor": note(name="Sam Okafor", organization="Foundry")}),
        ("Sam the historian called", {"sam_okafor": note(name="Sam Okafor", role="Historian")}),
        ("my mentor Sam called", {"sam_okafor": note(name="Sam Okafor", relationship="mentor")}),
        ("lunch with Sam in Faro", {"sam_okafor": note(name="Sam Okafor", location="Faro")}),
    ],
)
def test_a_tie_that_only_one_has_settles_it(line: str, more: dict[str, str]) -> None:
    assert "sam-okafor" in settled(line, vault(**more))


def test_an_organization_a_project_or_an_event_that_is_named_settles_it() -> None:
    files = {
        "contacts/sam-okafor": note(name="Sam Okafor", organization="tern"),
        "contacts/sam-haddad": note(name="Sam Haddad"),
        "contacts/sam-weir": note(name="Sam Weir"),
        "organizations/tern": note(name="Tern Institute"),
        "projects/atlas": note(name="Open Atlas", with_="[sam-haddad]"),
        "events/fair": note(name="Boat Fair", start=days_ago(3), with_="[sam-weir]"),
    }
    snapshot = vault_of(files)
    assert settled("call with Sam at the Tern Institute", snapshot) == ("sam-okafor",)
    assert settled("call with Sam about Open Atlas", snapshot) == ("sam-haddad",)
    assert settled("met Sam at the Boat Fair", snapshot) == ("sam-weir",)


def test_a_tie_that_both_have_leaves_it_open() -> None:
    both = {name: note(name=name.replace("_", " ").title(), location="Faro") for name in ("sam_okafor", "sam_haddad")}
    assert settled("lunch with Sam in Faro", vault(**both)) == ()


@pytest.mark.parametrize(("times", "expected"), [(3, ("sam-okafor", "ada")), (2, ())])
def test_company_counts_where_it_was_three_times_as_often(times: int, expected: tuple[str, ...]) -> None:
    talks = {f"talk_{number}": talk(300 + number, "ada", "sam-okafor") for number in range(times)}
    snapshot = vault(talk_x=talk(290, "ada", "sam-haddad"), **talks)
    assert settled("call with Sam and Ada", snapshot) == expected


def test_two_of_a_name_in_one_list_are_two_people() -> None:
    snapshot = vault(sam_haddad=note(name="Samira Haddad", aliases="[Sam, Sami]"))
    assert settled("coffee with Sam and Sami", snapshot) == ("sam-okafor", "sam-haddad")


def test_a_full_name_in_the_line_says_who_the_first_name_is() -> None:
    assert settled("Sam Okafor called, Sam told me about Ada", vault()) == ("sam-okafor",)


# Recency


def recent(latest: int, before: int, other: int) -> Snapshot:
    """Sam Okafor was seen those two numbers of days ago, Sam Haddad the third."""
    return vault(talk_1=talk(latest, "sam-okafor"), talk_2=talk(before, "sam-okafor"), talk_3=talk(other, "sam-haddad"))


def test_who_is_seen_lately_is_meant_where_the_other_is_not() -> None:
    assert settled("call with Sam", recent(10, 100, 200)) == ("sam-okafor",)
    assert why("call with Sam", recent(10, 100, 200)) == "the only Sam seen since May 2026"


def test_who_was_never_seen_is_not_meant_either() -> None:
    snapshot = vault(talk_1=talk(10, "sam-okafor"), talk_2=talk(20, "sam-okafor"))
    assert settled("call with Sam", snapshot) == ("sam-okafor",)


@pytest.mark.parametrize(
    "days", [(61, 100, 200), (10, 100, 180), (10, 181, 200)], ids=["not lately", "both lately", "only once lately"]
)
def test_recency_that_is_not_clear_leaves_it_open(days: tuple[int, int, int]) -> None:
    assert settled("call with Sam", recent(*days)) == ()


# Reasons


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("call with Sam Okafor", 'the full name; after "with"'),
        ("call with Okafor", 'last name of Sam Okafor; after "with"'),
        ("call with @sam-okafor", 'the full name; after "with"'),
        ("the potter called", "alias of Sam Okafor; they called"),
    ],
)
def test_every_person_comes_with_a_reason(line: str, reason: str) -> None:
    snapshot = vault(sam_okafor=note(name="Sam Okafor", aliases="[the potter]"))
    assert why(line, snapshot) == reason
