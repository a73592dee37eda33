"""Paths: who can introduce the owner to somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.paths import Path, paths_to, paths_to_name


def found(files: dict[str, str], target: str, me: str | None = "me") -> list[Path]:
    return paths_to(vault_of({"contacts/me": note(), **files}, me=me), target, TODAY)


def ways(files: dict[str, str], target: str, me: str | None = "me") -> list[list[str]]:
    return [[step.person for step in way.steps] for way in found(files, target, me)]


def hows(files: dict[str, str], target: str) -> list[str]:
    return [f"{step.how} {step.path}:{step.line}" for way in found(files, target) for step in way.steps]


def talk(date: str = "2026-10-31", **fields: str) -> str:
    return note(date=date, channel="coffee", **fields)


ACM = {"organizations/acm": note(name="ACM", aliases="[the Society]")}
ADA_KNOWN = {"contacts/ada": note(name="Ada"), "interactions/a": talk(with_="ada")}


@pytest.mark.parametrize("me", ["me", None])
def test_somebody_known_in_an_organization_is_the_way(me: str | None) -> None:
    files = {**ACM, "contacts/bob": note(organization="acm"), "interactions/b": talk(with_="bob")}
    assert [["bob"]] == ways(files, "acm", me)


def test_a_step_says_when_how_and_in_which_role() -> None:
    files = {
        **ACM,
        "contacts/bob": note(organization="the society", role="Editor"),
        "interactions/b": talk(with_="bob"),
    }
    assert ["last in touch 3 weeks ago · coffee · Editor interactions/b.md:2"] == hows(files, "acm")


def test_who_was_in_touch_last_comes_first() -> None:
    files = {
        **ACM,
        **{f"contacts/{name}": note(organization="acm") for name in ("ada", "bob", "cid")},
        "interactions/a": talk("2026-01-01", with_="ada"),
        "interactions/b": talk("2026-03-01", with_="bob"),
        "interactions/c": talk("2026-02-01", with_="cid"),
    }
    assert [["bob"], ["cid"], ["ada"]] == ways(files, "acm")


BOB = "contacts/bob"
TIES = {
    "whom they know": {BOB: note(knows="[{who: ada, as: teacher}]")},
    "who knows them": {BOB: note(), "contacts/ada": note(name="Ada", knows="[{who: bob, as: pupil}]")},
    "through whom they were to be met": {BOB: note(met="{date: 2027-01-01, through: ada}")},
    "one organization": {BOB: note(organization="acm"), "contacts/ada": note(organization="ACM"), **ACM},
    "one organization on the cards alone": {
        BOB: note(organization="Bücher & Co"),
        "contacts/ada": note(organization="bucher & co"),
    },
    "one project": {BOB: note(), "projects/p": note(with_="[bob, {who: ada, as: editor}]")},
    "one event": {BOB: note(), "events/e": note(start="2026-01-01", with_="[bob, ada]")},
}


@pytest.mark.parametrize("files", TIES.values(), ids=TIES)
def test_somebody_known_leads_to_who_is_tied_to_them(files: dict[str, str]) -> None:
    assert [["ada", "bob"]] == ways({**ADA_KNOWN, **files}, "bob")


def test_a_tie_is_told_in_the_words_and_the_place_of_the_card() -> None:
    files = {**ADA_KNOWN, **TIES["who knows them"]}
    assert [
        "last in touch 3 weeks ago · coffee interactions/a.md:2",
        "“pupil” on Ada's card contacts/ada.md:3",
    ] == hows(files, "bob")


NO_TIES = {
    "a name nobody has": {BOB: note(knows="[somebody]")},
    "a name two have": {BOB: note(knows="[sam]"), "contacts/x": note(name="Sam"), "contacts/y": note(name="Sam")},
    "an event to come": {BOB: note(), "events/e": note(start="2026-12-01", with_="[bob, ada]")},
    "an event that was skipped": {
        BOB: note(),
        "events/e": note(start="2026-01-01", status="skipped", with_="[bob, ada]"),
    },
    "the owner": {BOB: note(knows="[me]"), "projects/p": note(with_="[bob, me]")},
    "themselves": {BOB: note(knows="[bob]")},
    "nothing": {BOB: note()},
}


@pytest.mark.parametrize("files", NO_TIES.values(), ids=NO_TIES)
def test_what_is_no_tie_leads_nowhere(files: dict[str, str]) -> None:
    assert [] == ways({**ADA_KNOWN, **files}, "bob")


@pytest.mark.parametrize(
    "files",
    [
        {"contacts/ada": note(status="archived"), "interactions/a": talk(with_="ada")},
        {"contacts/ada": note(), "interactions/a": talk("2026-12-01", with_="ada")},
        {"contacts/ada": note(), "interactions/a": talk(with_="ada", status="cancelled")},
        {"contacts/ada": note(met="{date: 2026-12-01}")},
    ],
    ids=["archived", "to come", "cancelled", "to be met"],
)
def test_who_is_not_known_is_no_start(files: dict[str, str]) -> None:
    assert [] == ways({**files, "contacts/bob": note(knows="ada")}, "bob")


@pytest.mark.parametrize("met", ["{date: 2026-11-01}", "{how: at the well}"])
def test_who_was_met_is_known(met: str) -> None:
    assert [["ada"]] == ways({"contacts/ada": note(met=met)}, "ada")


def test_who_was_met_and_not_spoken_to_is_said_so() -> None:
    assert ["met 3 weeks ago, no talk yet contacts/ada.md:2"] == hows(
        {"contacts/ada": note(met="{date: 2026-10-31}")}, "ada"
    )


def test_three_people_are_a_way_and_four_are_none() -> None:
    chain = {
        **ADA_KNOWN,
        "contacts/bob": note(knows="ada"),
        "contacts/cid": note(knows="bob"),
        "contacts/dan": note(knows="cid"),
    }
    assert [["ada", "bob", "cid"]] == ways(chain, "cid")
    assert [] == ways(chain, "dan")


def test_every_shortest_way_is_given_and_no_longer_one() -> None:
    files = {
        **ADA_KNOWN,
        "contacts/eve": note(),
        "interactions/e": talk("2026-11-15", with_="eve"),
        "contacts/bob": note(knows="[ada, eve, cid]"),
        "contacts/cid": note(knows="[ada]"),
    }
    assert [["eve", "bob"], ["ada", "bob"]] == ways(files, "bob")


def test_cycles_do_no_harm() -> None:
    files = {
        **ADA_KNOWN,
        "contacts/bob": note(knows="[cid, dan]"),
        "contacts/cid": note(knows="[dan, bob]"),
        "contacts/dan": note(knows="[bob, ada]"),
    }
    assert [["ada", "dan", "bob"]] == ways(files, "bob")


def test_of_two_ties_the_closer_one_is_told() -> None:
    files = {**ADA_KNOWN, "contacts/bob": note(knows="ada"), "events/e": note(start="2026-01-01", with_="[bob, ada]")}
    assert "they know each other, says Bob's card contacts/bob.md:2" == hows(files, "bob")[-1]


def test_a_way_by_an_event_alone_comes_last() -> None:
    files = {
        **ADA_KNOWN,
        "contacts/eve": note(),
        "interactions/e": talk("2026-11-15", with_="eve"),
        "contacts/bob": note(knows="ada"),
        "events/e": note(start="2026-01-01", with_="[bob, eve]"),
    }
    assert [["ada", "bob"], ["eve", "bob"]] == ways(files, "bob")


def test_to_somebody_who_is_known_others_lead_as_well() -> None:
    files = {**ADA_KNOWN, "contacts/bob": note(), "interactions/b": talk("2020-01-01", with_="[ada, bob]")}
    assert [["bob"], ["ada", "bob"]] == ways(files, "bob")
    assert "a coffee together with you, 6 years ago interactions/b.md:4" == hows(files, "bob")[-1]


def test_those_introduced_in_a_note_are_tied_by_it() -> None:
    introduced = talk("2020-01-01", with_="[ada, bob]", introduced="[ada, bob]")
    files = {**ADA_KNOWN, "contacts/bob": note(), "interactions/b": introduced}
    assert "introduced by you, 1 Jan 2020 interactions/b.md:5" == hows(files, "bob")[-1]


def test_a_stranger_in_an_organization_is_reached_beside_those_who_are_known() -> None:
    files = {
        **ACM,
        **ADA_KNOWN,
        "contacts/bob": note(organization="[acm, other]", knows="ada"),
        "contacts/eve": note(organization="acm"),
        "interactions/e": talk("2026-11-15", with_="eve"),
    }
    assert [["eve"], ["ada", "bob"]] == ways(files, "acm")


@pytest.mark.parametrize("target", ["acm", "me", "no-such"])
def test_where_nobody_is_there_is_no_way(target: str) -> None:
    assert [] == ways({**ACM, **ADA_KNOWN}, target)


def test_a_project_is_reached_through_its_people() -> None:
    assert [["ada"]] == ways({**ADA_KNOWN, "projects/p": note(with_="ada")}, "p")


def test_an_organization_without_a_note_is_found_by_its_name() -> None:
    snapshot = vault_of({"contacts/ada": note(organization="Bücher & Co"), "interactions/a": talk(with_="ada")})
    (way,) = paths_to_name(snapshot, "bucher & co", TODAY)
    assert ["ada"] == [step.person for step in way.steps]
    assert [] == paths_to_name(snapshot, "Bücher", TODAY)


PEOPLE = st.integers(0, 5)


@given(st.sets(st.tuples(PEOPLE, PEOPLE), max_size=9), st.sets(PEOPLE))
def test_the_ways_are_those_of_a_search_that_tries_all(ties: set[tuple[int, int]], known: set[int]) -> None:
    files = {
        f"contacts/p{one}": note(name="P", knows=f"[{', '.join(f'p{b}' for a, b in sorted(ties) if a == one)}]")
        for one in range(6)
    }
    files |= {f"interactions/{one}": talk(with_=f"p{one}") for one in known}
    both = {frozenset(pair) for pair in ties if pair[0] != pair[1]}
    if 0 in known:
        expected = {(0,), *((one, 0) for one in known if frozenset((one, 0)) in both)}
    else:
        expected = {(one, 0) for one in known if frozenset((one, 0)) in both} or {
            (first, second, 0)
            for first in known
            for second in range(1, 6)
            if frozenset((first, second)) in both and frozenset((second, 0)) in both
        }
    assert sorted([f"p{one}" for one in way] for way in expected) == sorted(ways(files, "p0", me=None))


def test_what_is_sought_is_no_tie_by_itself() -> None:
    files = {
        **ADA_KNOWN,
        "contacts/bob": note(organization="Bücher & Co"),
        "contacts/cid": note(organization="Bücher & Co", knows="ada"),
    }
    (way,) = paths_to_name(vault_of(files), "bücher & co", TODAY)
    assert ["ada", "cid"] == [step.person for step in way.steps]


def test_an_event_is_reached_through_whom_you_know_there() -> None:
    files = {**ADA_KNOWN, "contacts/bob": note(), "events/e": note(start="2026-12-01", with_="[ada, bob]")}
    assert [["ada"]] == ways(files, "e")


def test_to_one_person_there_are_at_most_twenty_ways_over_another() -> None:
    files = {"contacts/eve": note()}
    for number in range(30):
        files[f"contacts/p{number:02}"] = note(knows="[eve]")
        files[f"interactions/{number:02}"] = talk(with_=f"p{number:02}", date=f"2026-10-{number + 1:02}")
    assert [["p29", "eve"], ["p28", "eve"]] == ways(files, "eve")[:2]
    assert len(ways(files, "eve")) == 20
