"""Giving: what passed between people, what is to thank for, and who could help whom."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, note, vault_of

from notebook.practice.giving import gifts, helps, received, thanked, to_thank_for
from notebook.practice.phrases import Phrases
from notebook.practice.thanks import Thanks
from notebook.snapshot import Snapshot

LONG_AGO = datetime.date.min
PEOPLE = {"contacts/me": note(), "contacts/ada": note(), "contacts/bob": note()}


def snapshot(files: dict[str, str], me: str | None = "me") -> Snapshot:
    return vault_of({**PEOPLE, **files}, me=me)


# What passed


def passed(files: dict[str, str]) -> list[tuple[str, bool]]:
    return [(gift.what, gift.given) for gift in gifts(snapshot(files), "ada", TODAY)]


def test_what_passed_is_remembered_both_ways_the_newest_first() -> None:
    files = {
        "interactions/a": note(date="2026-01-01", with_="ada", gave="[a map]"),
        "interactions/b": note(date="2026-02-01", with_="[ada, bob]", received="[a loaf, a book]", gave="jam"),
    }
    assert [("a loaf", False), ("a book", False), ("jam", True), ("a map", True)] == passed(files)


def test_a_gift_says_where_it_stands_and_whose_it_is() -> None:
    files = {"interactions/a": note(date="2026-01-01", with_="[ada, bob]", gave="[a map]")}
    (gift,) = gifts(snapshot(files), "ada", TODAY)
    assert (("ada", "bob"), "interactions/a.md", 4) == (gift.who, gift.path, gift.line)
    assert datetime.date(2026, 1, 1) == gift.date


@pytest.mark.parametrize("fields", [{"date": "2026-11-22"}, {"date": "2026-11-01", "status": "cancelled"}, {}], ids=str)
def test_what_has_not_happened_was_not_given(fields: dict[str, str]) -> None:
    assert [] == passed({"interactions/a": note(with_="ada", gave="jam", **fields)})


def test_with_nobody_to_talk_to_nothing_passed() -> None:
    assert [] == passed({})


# Thanks

LOAF = {"interactions/2026-11-10-a": note(date="2026-11-10", with_="ada", received="[a loaf]")}


def waiting(files: dict[str, str], *, me: str | None = "me") -> list[str]:
    return [gift.what for gift in to_thank_for(snapshot(files, me), TODAY, TODAY - datetime.timedelta(days=56))]


@pytest.mark.parametrize("me", ["me", None])
def test_what_came_is_to_thank_for(me: str | None) -> None:
    assert ["a loaf"] == waiting(LOAF, me=me)


@pytest.mark.parametrize(
    ("date", "fields", "body"),
    [
        ("2026-11-12", {"purpose": "thanks"}, ""),
        ("2026-11-12", {"purpose": "Thank-You"}, ""),
        ("2026-11-12", {"gave": "a thank-you card"}, ""),
        ("2026-11-12", {"topics": "[thanks, work]"}, ""),
        ("2026-11-12", {}, "Thanked her for the loaf."),
        ("2026-11-10", {}, "Wrote to say thank you."),
        ("2026-11-12", {}, "Obrigado pela boleia."),
        ("2026-11-12", {}, "- [x] thank her"),
        ("2026-11-12", {}, "- [x] thank-you note done:2026-11-13"),
    ],
    ids=str,
)
def test_a_later_note_that_thanks_is_enough(date: str, fields: dict[str, str], body: str) -> None:
    assert [] == waiting({**LOAF, "interactions/z": note(body, date=date, with_="ada", **fields)})


@pytest.mark.parametrize(
    ("date", "fields", "body"),
    [
        ("2026-11-09", {"purpose": "thanks"}, ""),
        ("2026-11-23", {"purpose": "thanks"}, ""),
        ("2026-11-12", {"purpose": "thanks", "status": "cancelled"}, ""),
        ("2026-11-12", {}, "She thanked me for the plan."),
        ("2026-11-12", {}, "Forgot to thank her for the soup."),
        ("2026-11-12", {}, "No thanks to the weather we were late."),
        ("2026-11-12", {}, "She thanked Bob for the cake."),
        ("2026-11-12", {}, "Thanked Bob for the cake."),
        ("2026-11-12", {}, "Thanksgiving plans."),
        ("2026-11-09", {}, "- [x] thank her for the map done:2026-11-15"),
        ("2026-11-12", {}, "- [ ] thank her"),
        ("2026-11-12", {}, "- [-] thank her"),
        ("2026-11-12", {}, "- [x] @ada: thank Bob"),
        ("2026-11-12", {"received": "two thankless hours"}, ""),
    ],
    ids=str,
)
def test_what_does_not_thank_leaves_it_open(date: str, fields: dict[str, str], body: str) -> None:
    assert "a loaf" in waiting({**LOAF, "interactions/z": note(body, date=date, with_="ada", **fields)})


def test_thanks_to_another_leave_it_open() -> None:
    assert ["a loaf"] == waiting({**LOAF, "interactions/z": note(date="2026-11-12", with_="bob", purpose="thanks")})


def test_the_note_of_the_gift_may_thank_itself() -> None:
    note_of_both = note("Thanked him at the door.", date="2026-11-10", with_="ada", received="jam")
    assert [] == waiting({"interactions/a": note_of_both})


def test_a_promise_on_the_card_that_was_ticked_thanks() -> None:
    assert [] == waiting({**LOAF, "contacts/ada": note("- [x] thank her done:2026-11-11")})


def test_of_several_people_one_who_was_thanked_is_enough() -> None:
    files = {
        "interactions/a": note(date="2026-11-10", with_="[ada, bob]", received="a loaf"),
        "interactions/z": note(date="2026-11-12", with_="bob", purpose="thanks"),
    }
    assert [] == waiting(files)


def test_each_persons_talks_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def thanks_to(snapshot: Snapshot, person: str, since: datetime.date, today: datetime.date) -> list[Thanks]:
        looked_at.append(f"{person} {since}")
        return []

    monkeypatch.setattr("notebook.practice.giving.thanks_to", thanks_to)
    days = [f"2026-11-{day:02}" for day in range(1, 20)]
    assert 19 == len(waiting({f"interactions/{day}": note(date=day, with_="ada", received="jam") for day in days}))
    assert ["ada 2026-11-01"] == looked_at


def test_what_is_older_is_remembered_only() -> None:
    files = {"interactions/a": note(date="2026-09-25", with_="ada", received="jam")}
    assert [] == waiting(files)
    assert ["jam"] == [gift.what for gift in received(snapshot(files), TODAY, LONG_AGO)]


def test_what_came_from_nobody_is_remembered_only() -> None:
    files = {"interactions/a": note(date="2026-11-10", received="a prize")}
    assert [] == waiting(files)
    assert [False] == [thanked(snapshot(files), gift, TODAY) for gift in received(snapshot(files), TODAY, LONG_AGO)]


def test_who_is_archived_is_left_out() -> None:
    assert [] == waiting({**LOAF, "contacts/ada": note(status="archived")})


def test_a_talk_without_its_day_is_thanked_for_from_the_first_day_it_can_mean() -> None:
    assert ["jam"] == waiting({"interactions/a": note(date="2026-11", with_="ada", received="jam")})


# Helps


def fits(files: dict[str, str], *ids: str, me: str | None = "me") -> list[tuple[str, str, str, str]]:
    found = helps(snapshot(files, me), ids or None)
    return [(one.seeker, one.seek.text, one.offerer, one.offer.text) for one in found]


def test_what_one_seeks_and_another_offers_fits() -> None:
    files = {"contacts/ada": note(seeks="[a proof reader in English]"), "contacts/bob": note(offers="[proof reading]")}
    assert [("ada", "a proof reader in English", "bob", "proof reading")] == fits(files)


def test_a_fit_names_both_lines() -> None:
    files = {"contacts/ada": note(seeks="a sailmaker"), "contacts/bob": note(name="Bob", offers="the sailmaker's shop")}
    (one,) = helps(snapshot(files), ["ada"])
    assert (("contacts/ada.md", 2), ("contacts/bob.md", 3)) == (
        (one.seek.path, one.seek.line),
        (one.offer.path, one.offer.line),
    )


def test_the_owners_offers_come_first() -> None:
    files = {
        "contacts/ada": note(seeks="sailmaking"),
        "contacts/bob": note(offers="sailmaking"),
        "contacts/me": note(offers="sailmaking on Sundays"),
    }
    assert ["me", "bob"] == [one[2] for one in fits(files)]
    assert ["bob", "me"] == [one[2] for one in fits(files, me=None)]


@pytest.mark.parametrize("path", ["projects/p", "organizations/p"])
def test_projects_and_organizations_seek(path: str) -> None:
    files = {path: note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking")}
    assert [("p", "bob")] == [(one[0], one[2]) for one in fits(files)]


def test_organizations_offer() -> None:
    files = {"contacts/ada": note(seeks="sailmaking"), "organizations/o": note(offers="sailmaking")}
    assert ["o"] == [one[2] for one in fits(files)]


@pytest.mark.parametrize(
    "files",
    [
        {"contacts/ada": note(seeks="sailmaking", offers="sailmaking")},
        {"contacts/ada": note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking", status="archived")},
        {"contacts/ada": note(seeks="sailmaking", status="archived"), "contacts/bob": note(offers="sailmaking")},
        {"contacts/ada": note(seeks="sailmaking", knows="bob"), "contacts/bob": note(offers="sailmaking")},
        {"contacts/ada": note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking", knows="ada")},
        {"organizations/o": note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking", organization="o")},
        {"organizations/o": note(offers="sailmaking"), "contacts/ada": note(seeks="sailmaking", organization="o")},
        {"projects/p": note(seeks="sailmaking", with_="[bob]"), "contacts/bob": note(offers="sailmaking")},
        {"projects/p": note(seeks="sailmaking", status="done"), "contacts/bob": note(offers="sailmaking")},
        {"contacts/me": note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking")},
    ],
    ids=lambda files: " ".join(files),
)
def test_who_needs_no_help_from_whom(files: dict[str, str]) -> None:
    assert [] == fits(files)


def test_who_was_introduced_needs_no_telling() -> None:
    files = {
        "contacts/ada": note(seeks="sailmaking"),
        "contacts/bob": note(offers="sailmaking"),
        "interactions/a": note(date="2026-01-01", with_="[ada, bob]", introduced="[ada, bob]"),
    }
    assert [] == fits(files)


def test_what_the_owner_seeks_is_found_when_asked_for() -> None:
    files = {"contacts/me": note(seeks="sailmaking"), "contacts/bob": note(offers="sailmaking")}
    assert [("me", "bob")] == [(one[0], one[2]) for one in fits(files, "me")]


def test_what_an_organization_and_its_person_seek_is_named_once() -> None:
    files = {
        "contacts/ada": note(seeks="sailmaking", organization="[o, other]"),
        "organizations/o": note(seeks="Sailmaking"),
        "contacts/bob": note(offers="sailmaking"),
    }
    assert ["ada"] == [one[0] for one in fits(files)]
    assert ["o"] == [one[0] for one in fits(files, "o")]


def test_of_others_the_nearest_eight_are_given() -> None:
    files = {f"contacts/p{number}": note(offers="sailmaking") for number in range(10)}
    assert 8 == len(fits({**files, "contacts/ada": note(seeks="sailmaking")}))


MANY = {f"contacts/p{number:02}": note(offers="[mentoring]") for number in range(40)}


def test_what_many_offer_the_owner_offers_too() -> None:
    files = {**MANY, "contacts/me": note(offers="mentoring"), "contacts/ada": note(seeks="mentoring")}
    assert ["me", *(f"p0{number}" for number in range(8))] == [one[2] for one in fits(files)]


def test_whom_one_of_many_could_help_is_told() -> None:
    vault = snapshot({**MANY, "contacts/ada": note(seeks="mentoring")})
    assert [("ada", "p39")] == [(one.seeker, one.offerer) for one in helps(vault, None, offerer="p39")]
    assert [] == helps(vault, None, offerer="bob")


def test_what_is_sought_in_many_words_fits_as_what_is_sought_in_few() -> None:
    words = [f"{one}{other}craft" for one in "abcdefgh" for other in "klmnopqr"]
    files = {f"contacts/s{number}": note(seeks=word) for number, word in enumerate(words)}
    files |= {f"contacts/o{number}": note(offers=word) for number, word in enumerate(words)}
    assert [(one[0][1:], one[1]) for one in fits(files)] == [(one[2][1:], one[3]) for one in fits(files)]
    assert len(words) == len(fits(files))


def test_nobody_asked_for_is_nobody_helped() -> None:
    assert [] == helps(vault_of({}), None)
    assert [] == helps(snapshot({}), ["ada", "no-such"])


def test_words_of_other_scripts_fit() -> None:
    files = {"contacts/ada": note(seeks="和紙"), "contacts/bob": note(offers="和紙")}
    assert ["bob"] == [one[2] for one in fits(files)]


def test_a_plural_that_changes_its_letters_fits() -> None:
    files = {"contacts/ada": note(seeks="a pottery"), "contacts/bob": note(offers="potteries")}
    assert ["bob"] == [one[2] for one in fits(files)]


WORDS = st.sampled_from(
    "maps sailing sailor library libraries printing printer Café cafes running run 和紙 old".split()
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=2)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_few_seekers_get_what_they_would_get_if_every_offer_was_taken_apart(cards: list[tuple[list[str], list[str]]]
                                                                            ) -> None:  # fmt: skip
    files = {
        f"contacts/p{number}": note(name="P", seeks=f"{seeks}", offers=f"{offers}")
        for number, (seeks, offers) in enumerate(cards)
    }
    vault = vault_of(files)
    offers = Phrases([(one.id, offer.text) for one in vault.contacts for offer in one.offers])
    first, last = vault.contacts[0], vault.contacts[-1]
    whole = [one for one in helps(vault, [one.id for one in vault.contacts]) if one.offerer == last.id]
    assert whole == helps(vault, [one.id for one in vault.contacts], offerer=last.id)
    expected = [
        (seek.text, alike.key, alike.text)
        for seek in first.seeks
        for alike in offers.alike(seek.text)
        if alike.key != first.id
    ]
    assert expected == [(one.seek.text, one.offerer, one.offer.text) for one in helps(vault, [first.id])]
