"""Who knows whom: what makes a tie, groups, and who alone ties two parts of a group together."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.bridges import bridges_of, groups_of
from notebook.practice.ties import Ties, ties

NAMES = ("ada", "bob", "cy", "dee", "me")


def vault(*talks: str, me: str | None = "me", more: dict[str, str] | None = None, **contacts: str) -> Ties:
    return ties(snapshot_of(*talks, me=me, more=more, **contacts), TODAY)


def snapshot_of(*talks: str, me: str | None = "me", more: dict[str, str] | None = None, **contacts: str):  # type: ignore[no-untyped-def]
    files = {f"contacts/{name}": note(name=name.title()) for name in NAMES}
    files |= {f"contacts/{name}": f"---\nname: {name.title()}\n{text}\n---\n" for name, text in contacts.items()}
    files |= {f"interactions/{at:03}": text for at, text in enumerate(talks)}
    return vault_of({**files, **(more or {})}, me)


def pairs(found: Ties) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(tie.one, tie.other, tie.kinds) for tie in found.ties]


# What makes a tie


def test_whom_somebody_knows() -> None:
    found = vault(bob="knows: [{who: Ada, as: sister}]")
    assert [("ada", "bob", ("knows",))] == pairs(found)
    evidence = found.ties[0].evidence
    assert ("Ada: sister", "contacts/bob.md", 3) == (evidence.text, evidence.path, evidence.line)


def test_through_whom_somebody_was_met() -> None:
    found = vault(bob="met: {through: ada, how: at the fair}")
    assert [("ada", "bob", ("met",))] == pairs(found)
    assert "met through ada: at the fair" == found.ties[0].evidence.text


def test_who_was_introduced() -> None:
    assert [("ada", "bob", ("introduced",))] == pairs(vault(note(date="2026-01-01", introduced="[bob, ada]")))


def test_who_talked_in_one_company_with_the_latest_talk() -> None:
    found = vault(
        note("Later.", date="2026-03-01", with_="[ada, bob, me]"),
        note("Earlier.", date="2026-01-01", with_="[ada, bob]"),
    )
    assert [("ada", "bob", ("talk",))] == pairs(found)
    assert "Later." == found.ties[0].evidence.text


def test_two_names_on_a_letter_need_not_know_each_other() -> None:
    assert [] == pairs(vault(note(date="2026-01-01", with_="[ada, bob]", channel="email")))


@pytest.mark.parametrize("fields", [{"date": "2026-11-22"}, {"date": "2026-01-01", "status": "cancelled"}, {}])
def test_a_talk_that_was_not_held_ties_nobody(fields: dict[str, str]) -> None:
    assert [] == pairs(vault(note(with_="[ada, bob]", introduced="[cy, dee]", **fields)))


def test_the_same_said_twice_is_one_tie() -> None:
    talk = note(date="2026-01-01", with_="[ada, bob]", introduced="[ada, bob]")
    found = vault(talk, talk, ada="knows: [bob, bob]", bob="knows: [ada]\nmet: {through: ada}")
    assert [("ada", "bob", ("knows", "introduced", "met", "talk"))] == pairs(found)


@pytest.mark.parametrize(
    "contact", ["knows: [ada]", "knows: [nobody]", "met: {through: nobody}", "met: {through: ada}", "knows: [me]"]
)
def test_nobody_is_tied_to_themselves_to_no_contact_or_to_the_owner(contact: str) -> None:
    assert [] == pairs(vault(ada=contact))


def test_a_name_that_two_have_ties_nobody() -> None:
    assert [] == pairs(vault(ada="aliases: [Sam]", bob="aliases: [Sam]", cy="knows: [Sam]"))


def test_archived_people_are_left_out_unless_they_are_asked_for() -> None:
    snapshot = snapshot_of(ada="knows: [bob]\nstatus: archived")
    assert [] == pairs(ties(snapshot, TODAY))
    assert 1 == len(ties(snapshot, TODAY, people={"ada", "bob"}).ties)


def test_only_the_people_asked_for_are_there() -> None:
    found = ties(snapshot_of(ada="knows: [bob, cy]"), TODAY, people={"ada", "cy", "me"})
    assert [("ada", "cy", ("knows",))] == pairs(found)
    assert ["ada", "cy"] == [contact.id for contact in found.people]


def test_a_large_company_an_event_and_a_project_count_with_all() -> None:
    crowd = [f"p{at}" for at in range(9)]
    more = {f"contacts/{name}": note(name=name) for name in crowd}
    more |= {"projects/x": note(with_="[ada, bob]"), "events/y": note(start="2026-01-01", with_="[ada, cy]")}
    more |= {"events/z": note(start="2026-02-01", with_="[ada, dee]", status="skipped")}
    snapshot = snapshot_of(note(date="2026-01-01", with_=f"[{', '.join(crowd)}]"), more=more)
    assert [] == pairs(ties(snapshot, TODAY))
    found = pairs(ties(snapshot, TODAY, occasions=True))
    assert [("ada", "bob", ("project",)), ("ada", "cy", ("event",))] == found[:2]
    assert 36 == len(found) - 2


def test_a_list_of_hundreds_ties_nobody() -> None:
    crowd = [f"p{at}" for at in range(300)]
    more = {f"contacts/{name}": note(name=name) for name in crowd} | {"events/y": note(with_=f"[{', '.join(crowd)}]")}
    assert () == ties(vault_of(more), TODAY, occasions=True).ties


def test_the_owner_is_there_when_asked_for() -> None:
    snapshot = snapshot_of(note(date="2026-01-01", with_="ada"), bob="met: {how: on a train}", cy="knows: [me]")
    assert [] == pairs(ties(snapshot, TODAY))
    expected = [("ada", "me", ("talk",)), ("bob", "me", ("met",)), ("cy", "me", ("knows",))]
    assert expected == pairs(ties(snapshot, TODAY, with_me=True))


def test_without_an_owner_there_is_no_owner_to_ask_for() -> None:
    snapshot = snapshot_of(note(date="2026-01-01", with_="ada"), me=None)
    assert ties(snapshot, TODAY) == ties(snapshot, TODAY, with_me=True)


@pytest.mark.parametrize("private", ["[knows, met]", "knows, how-we-met", "{Knows: true, met.through: true}", "true"])
def test_what_is_private_ties_nobody_for_others(private: str) -> None:
    people = {f"contacts/{one}": note(name=one) for one in ("bob", "carol", "me")}
    ada = note(name="ada", knows="[bob]", met="{through: carol}", private=private)
    snapshot = vault_of({**people, "contacts/ada": ada}, me="me")
    assert len(ties(snapshot, TODAY).ties) == 2
    assert len(ties(snapshot, TODAY, with_me=True).ties) == 3
    assert ties(snapshot, TODAY, with_me=True, for_others=True).ties == ()


@pytest.mark.parametrize("files", [{}, {"contacts/ada": note(name="Ada")}])
def test_a_vault_of_none_or_one(files: dict[str, str]) -> None:
    found = ties(vault_of(files), TODAY)
    assert ((), (), ()) == (found.ties, found.groups, found.bridges)
    assert len(files) == len(found.alone) == len(found.people)


def test_of_two_files_with_one_id_there_is_one_person() -> None:
    found = ties(vault_of({"contacts/ada": note(name="Ada"), "contacts/x/ada": note(name="Ada")}), TODAY)
    assert 1 == len(found.people)


def test_people_are_by_name_and_groups_by_size() -> None:
    found = vault(dee="knows: [cy, ada]")
    assert [("ada", "cy", "dee")] == list(found.groups)
    assert ("bob",) == found.alone


# Groups and bridges, against taking each one out and counting what is left


def graph(edges: list[tuple[int, int]], many: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {str(at): [] for at in range(many)}
    for one, other in edges:
        found[str(one % many)].append(str(other % many))
        found[str(other % many)].append(str(one % many))
    return found


def without(neighbours: dict[str, list[str]], gone: str) -> dict[str, list[str]]:
    return {one: [other for other in others if other != gone] for one, others in neighbours.items() if one != gone}


GRAPHS = st.builds(
    graph, st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=22), st.integers(1, 14)
)  # with ties to oneself and twice the same


@given(GRAPHS)
def test_bridges_are_those_without_whom_there_are_more_groups(neighbours: dict[str, list[str]]) -> None:
    found = {bridge.id: bridge for bridge in bridges_of(neighbours)}
    for one in neighbours:
        parts = groups_of(without(neighbours, one))
        mine = {other for other in neighbours[one] if other != one}
        sides = sorted((len(part), sorted(mine & set(part))) for part in parts if mine & set(part))
        if len(sides) > 1:
            bridge = found.pop(one)
            told = zip(bridge.sizes, bridge.sides, strict=True)
            assert sides == sorted((size, sorted(set(side))) for size, side in told)
    assert {} == found


@given(GRAPHS)
def test_groups_are_those_between_whom_there_is_a_way(neighbours: dict[str, list[str]]) -> None:
    reach = {one: {one} for one in neighbours}
    for _ in neighbours:
        reach = {one: set().union(*(reach[other] for other in (one, *neighbours[one]))) for one in neighbours}
    found = {one: set(group) for group in groups_of(neighbours) for one in group}
    assert reach == found


def test_a_chain_of_ten_thousand_is_walked() -> None:
    neighbours = graph([(at, at + 1) for at in range(9_999)], 10_000)
    found = bridges_of(neighbours)
    assert 9_998 == len(found)
    assert all(9_999 == sum(bridge.sizes) for bridge in found)


def test_in_a_circle_nobody_is_a_bridge() -> None:
    assert [] == bridges_of(graph([(at, at + 1) for at in range(50)], 50))


def test_a_full_group_has_no_bridge_and_a_star_has_one() -> None:
    assert [] == bridges_of(graph(list(combinations(range(6), 2)), 6))
    (bridge,) = bridges_of(graph([(0, at) for at in range(1, 6)], 6))
    assert ("0", (1, 1, 1, 1, 1)) == (bridge.id, bridge.sizes)
