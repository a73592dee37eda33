"""Who should meet whom, and how far it is by the notes, one promise a test."""

from __future__ import annotations

import datetime
import random

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice import phrases
from notebook.practice.introducing.introductions import Introduction, acquainted, between, introductions, underway
from notebook.practice.introducing.matches import rare_interests
from notebook.practice.introducing.sought import Sought
from notebook.records import Contact, Phrase
from notebook.snapshot import Snapshot

ANA = "contacts/ana"
RUI = "contacts/rui"
ASK_ANA = "ask [[ana]] whether she would like to meet [[rui]]"
ASK_RUI = "ask [[rui]] whether he would like to meet [[ana]]"
INTRODUCE = "introduce [[ana]] and [[rui]]: why not"
OUTCOME = "what came of introducing [[ana]] and [[rui]]"


def two(ana: str = "", rui: str = "", **more: str) -> dict[str, str]:
    """Ana, who seeks a printer, and Rui, who offers to print; the texts are their cards' bodies."""
    return {
        "contacts/me": note(name="Me"),
        ANA: note(ana, name="Ana", seeks="[a letterpress printer]"),
        RUI: note(rui, name="Rui", offers="[letterpress printing]"),
        **{path.replace("__", "/"): text for path, text in more.items()},
    }


def ideas(files: dict[str, str] | Snapshot, **asked: object) -> list[tuple[str, str]]:
    vault = files if isinstance(files, Snapshot) else vault_of(files, me="me")
    return [(one.one, one.other) for one in introductions(vault, TODAY, **asked)]  # type: ignore[arg-type]


def test_one_seeks_what_the_other_offers_and_both_lines_say_so() -> None:
    (found,) = introductions(vault_of(two(), me="me"), TODAY)
    assert (found.one, found.other, found.state) == ("ana", "rui", "idea")
    assert [(line.text, line.path, line.line) for line in found.why] == [
        ("Ana seeks a letterpress printer", "contacts/ana.md", 3),
        ("Rui offers letterpress printing", "contacts/rui.md", 3),
    ]
    assert found.next_step == "notebook introduce ana rui --note"


def test_an_interest_of_two_or_three_is_a_reason_and_one_of_many_is_none() -> None:
    people = {f"contacts/p{number}": note(name=f"P{number}", interests="[walking, chess]") for number in range(3)}
    files = people | {"contacts/p3": note(name="P3", interests="[walking]", status="archived")}
    found = introductions(vault_of(files), TODAY)
    assert [(one.one, one.other) for one in found] == [("p0", "p1"), ("p0", "p2"), ("p1", "p2")]
    assert [line.text for line in found[0].why] == ["P0 is into chess", "P1 is into chess"]


def test_those_that_help_both_come_first_and_interests_last() -> None:
    files = two() | {
        "contacts/eva": note(name="Eva", seeks="[goat leather]", offers="[proof reading]", interests="[chess]"),
        "contacts/joe": note(name="Joe", offers="[goat leather]", seeks="[a proof reader]"),
        "contacts/kim": note(name="Kim", interests="[chess]"),
    }
    found = introductions(vault_of(files, me="me"), TODAY)
    assert [{one.one, one.other} for one in found] == [{"eva", "joe"}, {"ana", "rui"}, {"eva", "kim"}]
    assert len(found[0].why) == 4


@pytest.mark.parametrize(
    "more",
    [
        {"interactions__a": note(date="2026-01-02", with_="[ana, rui]")},
        {"interactions__a": note(date="2026-12-02", with_="[ana, rui]")},
        {"interactions__a": note(date="2026-01-02", with_="[ana]", introduced="[ana, rui]")},
        {"interactions__a": note(date="2026-01-02", with_="[eva]", introduced="[ana, rui]"),
         "contacts__eva": note(name="Eva")},
        {"interactions__a": note(f"- [-] {INTRODUCE}", date="2026-01-02", with_="[ana]")},
        {"interactions__a": note(f"- [ ] {ASK_RUI}", date="2026-01-02", with_="[me]")},
        {"contacts__rui": note(name="Rui", offers="[letterpress printing]", knows="[ana]")},
        {"contacts__rui": note(name="Rui", offers="[letterpress printing]", met="{through: ana}")},
        {"contacts__rui": note(name="Rui", offers="[letterpress printing]", status="archived")},
        {"contacts__rui": note(name="Rui", offers="[letterpress printing]", status="dormant")},
        {"contacts__rui": note(name="Rui", offers="[letterpress printing]", private="[offers]")},
        {"contacts__ana": note(name="Ana", seeks="[letterpress]", organization="Press"),
         "contacts__rui": note(name="Rui", offers="[letterpress]", organization="press")},
        {"projects__p": note(name="P", with_="[ana, rui]")},
    ],
)  # fmt: skip
def test_who_know_each_other_or_are_out_or_were_thought_of_are_no_idea(more: dict[str, str]) -> None:
    assert ideas(two()) == [("ana", "rui")]
    assert ideas(two(**more)) == []


@pytest.mark.parametrize("limit", [None, 5])
def test_one_that_was_declined_in_a_talk_is_not_suggested_again(limit: int | None) -> None:
    talk = note(f"- [-] {ASK_ANA}", date="2026-01-02", with_="[ana]")
    assert ideas(two(interactions__a=talk), limit=limit) == []


def test_the_owner_is_introduced_to_nobody() -> None:
    files = two() | {"contacts/me": note(name="Me", seeks="[letterpress]", offers="[a letterpress printer]")}
    assert ideas(files) == [("ana", "rui")]


def test_only_those_with_the_people_asked_for_and_no_more_than_the_limit() -> None:
    files = two() | {"contacts/eva": note(name="Eva", offers="[a letterpress printer]")}
    assert ideas(files, people={"eva"}) == [("ana", "eva")]
    assert len(ideas(files, limit=1)) == 1


def test_without_an_owner_without_contacts_and_with_one() -> None:
    assert ideas(vault_of({})) == []
    assert ideas(vault_of({ANA: note(name="Ana", seeks="[x]", offers="[x]")})) == []
    assert underway(vault_of({}), TODAY) == []


def test_references_that_mean_two_are_no_tie() -> None:
    files = two(rui="") | {"contacts/ana-2": note(name="Another", aliases="[Ana]")}
    files[RUI] = note(name="Rui", offers="[letterpress printing]", knows="[Ana, ghost]")
    assert ideas(files) == [("ana", "rui")]


STEPS = {
    "proposed": (f"- [ ] {ASK_ANA}\n- [ ] {ASK_RUI}\n- [ ] {INTRODUCE}", "ask Ana and Rui"),
    "asking": (f"- [x] {ASK_ANA}\n- [ ] {ASK_RUI}\n- [ ] {INTRODUCE}", "ask Rui"),
    "agreed": (
        f"- [x] {ASK_ANA}\n- [x] {ASK_RUI}\n- [ ] {INTRODUCE}", "introduce them: notebook draft introduce ana rui",
    ),
    "introduced": (f"- [x] {ASK_ANA}\n- [x] {ASK_RUI}\n- [x] {INTRODUCE}\n- [?] {OUTCOME}", "ask what came of it"),
    "outcome": (f"- [x] {INTRODUCE}\n- [x] {OUTCOME}: they print on Fridays", ""),
    "declined": (f"- [x] {ASK_ANA}\n- [-] {ASK_RUI}\n- [ ] {INTRODUCE}", ""),
}  # fmt: skip


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("where", [ANA, RUI, "events/fair", "interactions/a"])
def test_how_far_it_is_stands_in_lines_of_any_note(state: str, where: str) -> None:
    lines, step = STEPS[state]
    texts = {
        ANA: two(ana=lines)[ANA],
        RUI: two(rui=lines)[RUI],
        "events/fair": note(lines, name="Fair"),
        "interactions/a": note(lines, date="2026-11-01", with_="[rui]"),
    }
    found = between(vault_of(two() | {where: texts[where]}, me="me"), "ana", "rui", TODAY)
    assert (found.state, found.next_step) == (state, step)
    assert {line.path for line in found.lines} == {f"{where}.md"}


@pytest.mark.parametrize("state", STEPS)
def test_underway_is_what_is_begun_and_not_done(state: str) -> None:
    found = underway(vault_of(two(ana=STEPS[state][0]), me="me"), TODAY)
    assert [one.state for one in found] == ([] if state in ("outcome", "declined") else [state])


def test_what_came_of_it_is_in_the_users_words() -> None:
    vault = vault_of(two(ana=STEPS["outcome"][0]), me="me")
    assert between(vault, "rui", "ana", TODAY).outcome == "they print on Fridays"


def test_an_introduction_that_a_talk_names_is_made() -> None:
    talk = note(date="2026-11-01", with_="[ana]", introduced="[rui, ana]")
    found = between(vault_of(two(interactions__a=talk), me="me"), "ana", "rui", TODAY)
    assert (found.state, str(found.since)) == ("introduced", "2026-11-01")


@pytest.mark.parametrize("how", [{"date": "2026-12-01"}, {"date": "2026-11-01", "status": "cancelled"}])
def test_one_that_has_not_happened_is_not_made(how: dict[str, str]) -> None:
    talk = note(with_="[ana]", introduced="[rui, ana]", **how)
    assert between(vault_of(two(interactions__a=talk), me="me"), "ana", "rui", TODAY).state == "idea"


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] ask [[ana]] about [[rui]]", "- [ ] @ana: introduce [[rui]] and [[ana]]", "- [ ] introduce [[ana]]",
        "- [ ] introduce [[ana]], [[rui]] and [[eva]]", "- [ ] introduction of [[ana]] and [[rui]]",
        "- [ ] introduce [[ana]] and [[ghost]]", "introduce [[ana]] and [[rui]]",
        "> - [ ] introduce [[ana]] and [[rui]]",
    ],
)  # fmt: skip
def test_other_lines_are_about_something_else(line: str) -> None:
    vault = vault_of(two(ana=line, contacts__eva=note(name="Eva")), me="me")
    assert underway(vault, TODAY) == []


def test_one_that_was_made_lately_is_listed_for_what_came_of_it() -> None:
    def made(day: str) -> list[Introduction]:
        return underway(vault_of(two(ana=f"- [x] {INTRODUCE} done:{day}"), me="me"), TODAY)

    assert [one.next_step for one in made("2026-11-01")] == ["ask what came of it: notebook introduce ana rui --note"]
    assert made("2026-01-01") == []


def test_the_nearest_to_done_come_first_and_archived_ones_are_left_out() -> None:
    files = two(ana=STEPS["asking"][0]) | {
        "contacts/eva": note("- [ ] introduce [[eva]] and [[joe]]\n- [ ] introduce [[eva]] and [[kim]]", name="Eva"),
        "contacts/joe": note(
            "- [x] ask [[joe]] if he wants to meet [[eva]]\n- [x] ask [[eva]] if I may introduce [[joe]]", name="Joe"
        ),
        "contacts/kim": note(name="Kim", status="archived"),
    }
    found = underway(vault_of(files, me="me"), TODAY)
    assert [(one.one, one.other, one.state) for one in found] == [("eva", "joe", "agreed"), ("ana", "rui", "asking")]


def test_two_who_are_no_match_have_what_they_share_for_a_reason() -> None:
    files = {ANA: note(name="Ana", location="Porto"), RUI: note(name="Rui", location="Porto")}
    assert [line.text for line in between(vault_of(files), "ana", "rui", TODAY).why] == ["both: Porto"]


def test_who_know_each_other_by_a_card_or_a_talk() -> None:
    vault = vault_of(two(interactions__a=note(date="2026-01-02", with_="[ana, rui]")), me="me")
    line = acquainted(vault, "ana", "rui", TODAY)
    assert line is not None
    assert (line.text, line.path, line.line) == ("together on 2026-01-02", "interactions/a.md", 3)
    assert acquainted(vault_of(two(), me="me"), "ana", "rui", TODAY) is None


def test_two_who_were_introduced_by_each_other_in_a_circle() -> None:
    circle = {ANA: note(name="Ana", seeks="[ink]", met="{through: rui}"),
              RUI: note(name="Rui", offers="[ink]", met="{through: ana}")}  # fmt: skip
    assert ideas(circle) == []
    assert between(vault_of(circle), "ana", "rui", TODAY).state == "idea"


def test_many_contacts_are_not_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(1)
    vocabulary = [f"{first}{second}" for first in "bdfgklmnprtv" * 10 for second in map(str, range(40))]

    def phrase(number: int) -> tuple[Phrase, ...]:
        common = source.choice(("press", "paper", "ink", "map"))
        return (Phrase(f"{common} {source.choice(vocabulary)}x {number % 997}y", 3),)

    people = [
        Contact(id=f"p{one}", path=f"contacts/p{one}.md", name=f"P{one}", offers=phrase(one), seeks=phrase(one + 1),
                interests=(Phrase("walking", 4), Phrase(f"{one % 5000}z", 4)))
        for one in range(10_000)
    ]  # fmt: skip
    looked_at = 0
    alike = phrases._same_thing

    def counted(one: phrases.Said, other: phrases.Said) -> bool:
        nonlocal looked_at
        looked_at += 1
        return alike(one, other)

    monkeypatch.setattr(phrases, "_same_thing", counted)
    assert Sought(people).pairs({one.id for one in people}, lambda pair: True)
    assert 0 < looked_at < 50 * len(people)  # and not 10,000 times that
    assert len(rare_interests(people, {one.id for one in people})) == 5000


def test_two_who_share_nothing_have_the_line_itself_for_a_reason() -> None:
    files = {ANA: note(f"- [ ] {INTRODUCE}", name="Ana"), RUI: note(name="Rui")}
    (found,) = underway(vault_of(files), TODAY)
    assert [(line.text, line.path, line.line) for line in found.why] == [
        ("introduce Ana and Rui: why not", "contacts/ana.md", 4),
    ]  # fmt: skip
    assert between(vault_of({ANA: note(name="Ana"), RUI: note(name="Rui")}), "ana", "rui", TODAY).why == ()


def test_what_many_offer_is_still_an_idea_and_each_seeker_is_shown_others() -> None:
    givers = {f"contacts/g{number:02}": note(name=f"G{number}", offers="[mentoring]") for number in range(20)}
    seekers = {f"contacts/s{number}": note(name=f"S{number}", seeks="[mentoring]") for number in range(3)}
    assert len(ideas(givers | seekers)) == 3 * 3
    assert len(ideas(givers | seekers, people={"s1"})) == 20
    assert len(ideas(givers | seekers, people={"g05"})) == 3


def test_who_seek_something_back_are_named_though_many_offer_it() -> None:
    files = {f"contacts/g{number:02}": note(name=f"G{number}", offers="[mentoring]") for number in range(20)}
    files["contacts/g17"] = note(name="G17", offers="[mentoring]", seeks="[goat leather]")
    files["contacts/a"] = note(name="A", seeks="[mentoring]", offers="[goat leather]")
    assert ideas(files)[0] in (("a", "g17"), ("g17", "a"))


ALL_TICKED = {
    "agreed": f"- [x] {ASK_ANA}\n- [x] {ASK_RUI}",
    "asking": f"- [x] {ASK_ANA}",
    "introduced": f"- [x] {INTRODUCE}",
}


@pytest.mark.parametrize("state", ALL_TICKED)
def test_one_whose_lines_are_all_ticked_in_a_talk_is_underway_for_half_a_year(state: str) -> None:
    def listed(day: str) -> list[str]:
        files = two(interactions__a=note(ALL_TICKED[state], date=day, with_="[ana]"))
        return [one.state for one in underway(vault_of(files, me="me"), TODAY)]

    assert listed("2026-11-02") == [state]
    assert listed("2025-11-02") == []
    assert listed("2026-11-22") == []  # a day after today


def test_two_of_whom_a_talk_says_that_they_were_introduced_are_listed_for_what_came_of_it() -> None:
    talk = note(date="2026-11-02", with_="[ana]", introduced="[ana, rui]")
    vault = vault_of({"contacts/ana": note(name="Ana"), "contacts/rui": note(name="Rui"), "interactions/a": talk})
    (found,) = underway(vault, TODAY)
    assert (found.state, found.since, [line.path for line in found.why]) == (
        "introduced", datetime.date(2026, 11, 2), ["interactions/a.md"],
    )  # fmt: skip


def state_of(lines: str, **more: str) -> tuple[str, str]:
    found = between(vault_of(two(ana=lines, **more), me="me"), "ana", "rui", TODAY)
    return found.state, found.next_step


@pytest.mark.parametrize(
    "line",
    [
        "ask [[ana]] if she wants to meet [[rui]]",
        "ask [[ana]] whether she'd like to be introduced to [[rui]]",
        "Ask [[ana]] whether she might be interested in meeting her neighbour [[rui]]",
        "ask [[ana]] whether I may introduce her to [[rui]]",
        "ask [[ana]] if it would be fine to put her in touch with [[rui]]",
        "ask [[ana]] whether she would also like an introduction to [[rui]]",
        "introduce [[ana]] to [[rui]]",
        "put [[ana]] and [[rui]] in touch",
        "put [[ana]] in touch with [[rui]]",
        "bring [[ana]] and [[rui]] together",
    ],
)
def test_a_line_that_asks_or_introduces_in_other_words_is_an_introduction(line: str) -> None:
    assert state_of(f"- [ ] {line}")[0] == "proposed"


@pytest.mark.parametrize(
    "line",
    [
        "ask [[rui]] whether [[ana]] liked the concert",
        "ask [[rui]] whether [[ana]] may use the bench on Saturdays",
        "ask [[rui]] whether he met [[ana]]",
        "ask [[rui]] whether he can introduce me to [[ana]]",
        "ask [[rui]] whether he would like to introduce [[ana]] to his boss",
        "ask [[rui]] whether [[ana]] would like to meet on Friday",
        "ask [[rui]] if he would like to know what [[ana]] pays",
        "ask [[rui]] if he is able to meet [[ana]] at nine",
        "ask [[rui]] and [[ana]] whether they would like to meet me",
        "ask [[rui]] to meet [[ana]] at the station",
        "introduce [[rui]] to [[ana]]'s dog",
        "put [[rui]] and [[ana]] on the list",
        "connect [[rui]] and [[ana]]'s printers",
    ],
)
def test_a_line_about_something_else_is_no_introduction(line: str) -> None:
    assert state_of(f"- [ ] {line}")[0] == "idea"
    assert ideas(two(rui=f"- [-] {line}")) == [("ana", "rui")]


def test_who_asks_both_in_one_line_has_asked_both() -> None:
    both = "ask [[ana]] and [[rui]] whether they would like to meet"
    assert state_of(f"- [x] {both}") == ("agreed", "introduce them: notebook draft introduce ana rui")
    assert state_of(f"- [ ] {both} each other") == ("proposed", "ask Ana and Rui")


@pytest.mark.parametrize(
    "line",
    ["- [x] introduced [[ana]] to [[rui]]", "- [x] put [[ana]] and [[rui]] in touch", f"- [?] {OUTCOME}",
     "- [x] introduced both [[ana]] and [[rui]] over lunch"],
)  # fmt: skip
def test_what_says_that_they_were_introduced(line: str) -> None:
    assert state_of(line)[0] == "introduced"


def test_a_new_ask_after_a_no_starts_anew() -> None:
    old = note(f"- [-] {ASK_ANA}", date="2025-01-02", with_="[ana]")
    new = note(f"- [ ] {ASK_ANA}", date="2026-11-02", with_="[ana]")
    assert state_of("", interactions__a=old, interactions__b=new) == ("proposed", "ask Ana")
    assert state_of("", interactions__a=new, interactions__b=old) == ("proposed", "ask Ana")
    assert state_of("", interactions__a=old)[0] == "declined"
    whole = f"- [x] {ASK_ANA}\n- [-] {ASK_RUI}\n- [ ] {INTRODUCE}"
    assert state_of(whole)[0] == "declined"
    assert state_of(f"{whole}\n- [ ] {ASK_RUI}") == ("proposed", "ask Rui")
    assert state_of(f"- [-] {ASK_ANA}\n- [ ] {ASK_RUI}\n- [ ] {INTRODUCE}")[0] == "declined"


def test_ids_in_a_next_step_are_quoted_for_a_shell() -> None:
    files = {"contacts/a b": note(name="Ana", seeks="[ink]"), "contacts/--x": note(name="Rui", offers="[ink]")}
    (found,) = introductions(vault_of(files), TODAY)
    assert found.next_step == "notebook introduce --note -- 'a b' --x"
