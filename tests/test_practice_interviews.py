"""Informational interviews: whether you thanked, and who led you to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.interviews import Branch, Interview, interviews, referral_tree, referrals, thank_yous_due
from notebook.snapshot import Snapshot

ADA = {"contacts/ada": note(name="Ada Marr"), "contacts/bob": note(name="Bob"), "contacts/cy": note(name="Cy")}


def talk(day: str, body: str = "", **fields: str) -> dict[str, str]:
    return {f"interactions/{day}-{len(fields)}": note(body, **{"with_": "ada", **fields})}


def one_of(*files: dict[str, str]) -> Interview:
    everything = {path: text for part in (ADA, talk("2026-11-10", purpose="informational-interview"), *files)
                  for path, text in part.items()}  # fmt: skip
    (found,) = interviews(vault_of(everything), TODAY)
    return found


@pytest.mark.parametrize(
    ("purpose", "initiated", "is_one"),
    [
        ("informational-interview", "them", True),
        ("Informational interview", "me", True),
        ("interview", "me", True),
        ("interview", "them", False),
        ("Informational Interviews", "them", True),
        ("informational_interview", "them", True),
        ("INFO  interviews", "them", True),
        ("InformationalInterview", "them", True),
        ("Interviews", "me", True),
        ("job interview", "me", False),
        ("catch-up", "me", False),
    ],
)
def test_the_purpose_says_what_is_an_interview(purpose: str, initiated: str, is_one: bool) -> None:
    snapshot = vault_of({**ADA, **talk("2026-11-10", purpose=purpose, initiated=initiated)})
    assert is_one == bool(interviews(snapshot, TODAY))


def test_a_thank_you_is_due_the_same_day() -> None:
    found = one_of()
    assert (None, "2026-11-10") == (found.thanked, str(found.due))


def test_a_talk_with_that_purpose_is_a_thank_you() -> None:
    found = one_of(talk("2026-11-12", "Thanked her.", purpose="thanks", channel="email"))
    assert found.thanked is not None
    assert ("2026-11-12", "Thanked her.", None) == (str(found.thanked_on), found.thanked.text, found.due)


@pytest.mark.parametrize("words", ["thank Ada", "obrigada à Ada", "thank-you card"])
def test_a_promise_kept_to_thank_is_one(words: str) -> None:
    found = one_of(talk("2026-11-12", f"- [x] {words} done:2026-11-13"))
    assert (str(found.thanked_on), found.due) == ("2026-11-13", None)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("Thanked her for the hour.", {}),
        ("", {"gave": "[a thank-you card]"}),
        ("", {"topics": "[thanks]"}),
    ],
)
def test_a_talk_that_speaks_of_thanks_is_one(body: str, fields: dict[str, str]) -> None:
    assert str(one_of(talk("2026-11-12", body, **fields)).thanked_on) == "2026-11-12"


def test_a_promise_kept_on_the_card_is_one() -> None:
    card = {"contacts/ada": note("- [x] thank-you letter done:2026-11-15", name="Ada Marr")}
    assert str(one_of(card).thanked_on) == "2026-11-15"


@pytest.mark.parametrize(
    "other",
    [
        talk("2026-11-12", "She thanked me for the visit."),
        talk("2026-11-12", "Thanksgiving plans."),
        talk("2026-11-12", "Forgot to thank her."),
        talk("2026-11-09", purpose="thanks"),
        talk("2026-11-22", purpose="thanks"),
        talk("2026-11-12", purpose="thanks", status="cancelled"),
        talk("2026-11-12", purpose="thanks", with_="bob"),
        talk("2026-11-12", "- [ ] thank Ada"),
    ],
)
def test_before_it_ahead_cancelled_to_others_or_only_promised_is_none(other: dict[str, str]) -> None:
    assert one_of(other).thanked is None


def test_an_interview_to_come_is_ahead_and_a_cancelled_one_is_none() -> None:
    files = {**talk("2026-12-10", purpose="informational-interview"),
             **talk("2026-11-10", purpose="informational-interview", status="cancelled")}  # fmt: skip
    assert [True] == [one.ahead for one in interviews(vault_of({**ADA, **files}), TODAY)]


@pytest.mark.parametrize(("day", "count"), [("2026-11-21", 1), ("2026-09-26", 1), ("2026-09-25", 0), ("2026-11-22", 0)])
def test_thank_yous_are_due_for_eight_weeks(day: str, count: int) -> None:
    snapshot = vault_of({**ADA, **talk(day, purpose="informational-interview")})
    assert count == len(thank_yous_due(snapshot, TODAY))


@pytest.mark.parametrize(("people", "count"), [("ada", 0), ("[ada, bob]", 1)])
def test_none_is_due_to_those_who_are_archived(people: str, count: int) -> None:
    files = {**ADA, "contacts/ada": note(status="archived")}
    snapshot = vault_of({**files, **talk("2026-11-10", purpose="informational-interview", with_=people)})
    assert count == len(thank_yous_due(snapshot, TODAY))
    assert [bool(count)] == [bool(one.due) for one in interviews(snapshot, TODAY)]


def test_one_that_was_planned_and_not_noted_since_is_not_due() -> None:
    snapshot = vault_of({**ADA, **talk("2026-11-10", purpose="informational-interview", status="planned")})
    assert [(True, None)] == [(one.ahead, one.due) for one in interviews(snapshot, TODAY)]


def test_thanks_in_the_note_of_the_interview_are_not_those_of_afterwards() -> None:
    files = talk("2026-11-10", "Thanked her at the door.", purpose="informational-interview")
    assert ["2026-11-10"] == [str(one.due) for one in interviews(vault_of({**ADA, **files}), TODAY)]


def test_thank_yous_due_reads_the_talks_of_those_days_alone() -> None:
    files = {**ADA, **talk("2026-11-10", purpose="informational-interview"), **talk("2020-01-01")}
    whole = vault_of(files)
    seen: list[str] = []

    class Watching(tuple):  # type: ignore[type-arg]
        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            seen.append(tuple.__getitem__(self, at).path)
            return tuple.__getitem__(self, at)

    watched = Snapshot(Watching(whole.records), known=whole.overview)
    assert 1 == len(thank_yous_due(watched, TODAY))
    assert "interactions/2020-01-01-1.md" not in seen


# Who led you to whom.


def edges(files: dict[str, str], me: str | None = None) -> list[tuple[str, str, str, int]]:
    found = referrals(vault_of({**ADA, **files}, me), TODAY)
    return [(one.from_, one.to, one.path.removesuffix(".md"), one.line) for one in found]


def test_met_through_somebody_is_a_referral() -> None:
    card = note(name="Bob", met="{date: 2026-01-01, through: ada, how: over soup}")
    assert [("ada", "bob", "contacts/bob", 3)] == edges({"contacts/bob": card})


@pytest.mark.parametrize("name", ["Bob", "[[bob]]", "bob"])
def test_an_introduction_received_is_one(name: str) -> None:
    assert [("ada", "bob", "interactions/2026-11-10-1", 3)] == edges(talk("2026-11-10", received=f'"intro to {name}"'))


@pytest.mark.parametrize(
    "words", ["an introduction to somebody", "an introduction", "a book", "an introduction to Ada"]
)
def test_other_words_are_none(words: str) -> None:
    assert [] == edges(talk("2026-11-10", received=f"[{words}]"))


def test_with_several_there_nobody_is_said_to_have_done_it() -> None:
    assert [] == edges(talk("2026-11-10", received="[an introduction to Bob]", with_="[ada, cy]"))


def test_whom_you_brought_together_is_none_and_one_alone_is() -> None:
    assert [] == edges(talk("2026-11-10", introduced="[ada, bob]"))
    assert [("ada", "bob", "interactions/2026-11-10-1", 3)] == edges(talk("2026-11-10", introduced="[bob]"))


def test_the_owner_leads_nobody_and_is_led_to_by_nobody() -> None:
    files = {"contacts/me": note(met="{through: ada}"), "contacts/bob": note(met="{through: me}")}
    assert [] == edges(files, me="me")


def test_the_same_two_have_one_referral() -> None:
    files = {"contacts/bob": note(met="{through: ada}"), **talk("2026-11-10", received="[an introduction to Bob]")}
    assert [("ada", "bob", "contacts/bob", 2)] == edges(files)


def drawn(branches: tuple[Branch, ...]) -> list[object]:
    return [[one.person, *(["above"] if one.above else []), *drawn(one.branches)] for one in branches]


def through(*ties: tuple[str, str]) -> dict[str, str]:
    """A card for everybody; those led to say by whom."""
    led = {to: from_ for from_, to in ties}
    people = {person for tie in ties for person in tie}
    cards = {person: note(met=f"{{through: {led[person]}}}") if person in led else note() for person in people}
    return {f"contacts/{person}": card for person, card in cards.items()}


def tree(*ties: tuple[str, str]) -> list[object]:
    return drawn(referral_tree(vault_of(through(*ties)), TODAY))


def test_the_tree_begins_with_those_nobody_led_you_to() -> None:
    assert [["a", ["b", ["c"]], ["d"]]] == tree(("a", "b"), ("b", "c"), ("a", "d"))


def test_a_circle_is_cut_where_it_closes() -> None:
    assert [["c", ["a", ["b", ["c", "above"]]]]] == tree(("c", "a"), ("a", "b"), ("b", "c"))


def test_a_person_through_themselves_is_no_circle() -> None:
    assert [] == tree(("a", "a"))


def test_two_ways_to_one_person_draw_their_branches_once() -> None:
    files = {**through(("a", "c"), ("c", "d")), "contacts/b": note(name="B")}
    files |= {"interactions/2026-11-10-x": note(with_="b", received="[an introduction to c]")}
    found = drawn(referral_tree(vault_of(files), TODAY))
    assert [["b", ["c", ["d"]]], ["a", ["c", "above"]]] == found


def test_a_long_chain_is_drawn_without_an_end_of_the_stack() -> None:
    ties = [(f"p{n}", f"p{n + 1}") for n in range(3000)]
    found = referral_tree(vault_of(through(*ties)), TODAY)
    depth, branches = 0, found
    while branches:
        depth, branches = depth + 1, branches[0].branches
    assert depth == 3001


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), max_size=8))
def test_every_referral_is_drawn_and_each_person_has_branches_once(met: dict[str, str]) -> None:
    files = {f"contacts/{person}": note(met=f"{{through: {met[person]}}}") if person in met else note()
             for person in "abcdefgh"}  # fmt: skip
    snapshot = vault_of(files)
    seen: list[tuple[str, str]] = []
    opened: list[str] = []
    pending = list(referral_tree(snapshot, TODAY))
    while pending:
        branch = pending.pop()
        opened += [branch.person] if branch.branches else []
        seen += [(branch.person, child.person) for child in branch.branches]
        pending += branch.branches
    assert sorted(seen) == sorted((one.from_, one.to) for one in referrals(snapshot, TODAY))
    assert len(opened) == len(set(opened))
