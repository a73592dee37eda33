"""What `private:` hides, however it is written, and what is said where it names nothing."""

from __future__ import annotations

from typing import Any

import pytest
from small_vault import contact, note, vault_of

from notebook.practice.sharing import private_fields, shared_view
from notebook.records import Contact, Problem
from notebook.schema import FIELDS
from notebook.schema.private import private_names
from notebook.schema.read import read_file


def card(front: str) -> tuple[Any, tuple[Problem, ...]]:
    return read_file(f"---\nname: Ada\n{front}\n---\n".encode(), "contacts/ada.md", "contact")


def hidden(front: str) -> set[str]:
    found, _ = card(front)
    assert isinstance(found, Contact)
    return set(private_fields(found))


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("[role, location]", {"role", "location"}), ("role, location", {"role", "location"}),
        ("[role; location]", {"role", "location"}), ("role", {"role"}), ("[E-Mails]", {"emails"}),
        ("[links.linkedin]", {"links"}), ("[emails.work]", {"emails"}), ('["emails[work]"]', {"emails"}),
        ('["EMAIL[WORK]"]', {"emails"}), ("[linkedin]", {"links"}), ("[emails/work]", {"emails"}),
        ("[lookingfor]", {"seeks"}), ("[Looking For]", {"seeks"}), ("[birthdays, date]", {"birthday", "dates"}),
        ("{role: true}", {"role"}), ("[role, {location: true}]", {"role", "location"}),
        ("{links: [website], role: }", {"links", "role"}), ("{role: false, city: yes}", {"location"}),
        ("[[role, location], [care]]", {"role", "location", "care"}),
        ("[[role], '[[location]]']", {"role", "location"}),
        ("role, [location]", {"role", "location"}), ("'\"role\", (city)'", {"role", "location"}),
        ("role and location", {"role", "location"}), ("[none]", set()), ("", set()), ("false", set()),
    ],
)  # fmt: skip
def test_a_field_is_hidden_however_it_is_named(written: str, fields: set[str]) -> None:
    assert hidden(f"private: {written}") == fields


@pytest.mark.parametrize("written", ["true", "all", "[everything]", "'*'", "Yes"])
def test_all_of_a_card_may_be_private(written: str) -> None:
    assert hidden(f"private: {written}\nshoe size: 38") == {*(one.name for one in FIELDS["contact"]), "shoe_size"}


def test_a_key_of_ones_own_may_be_private() -> None:
    assert hidden("private: [Shoe-Size]\nshoe size: 38") == {"shoe_size"}
    assert hidden("private: [offerz]\nofferz: x") == {"offerz"}


@pytest.mark.parametrize(
    ("word", "field"), [("offerz", "offers"), ("brithday", "birthday"), ("their intrests", "interests")]
)
def test_a_slip_hides_what_it_may_be_meant_for(word: str, field: str) -> None:
    assert hidden(f"private: [{word}]") == {field}


@pytest.mark.parametrize("second", ["private: [location]", "Private: location", "private: {location: true}"])
def test_of_two_lists_both_count(second: str) -> None:
    assert hidden(f"private: [role]\n{second}") == {"role", "location"}


def test_every_key_a_field_is_read_from_hides_it() -> None:
    for field in FIELDS["contact"]:
        for key in (field.name, *field.synonyms, *field.labels):
            for spelled in (
                key,
                key.upper(),
                key.replace("_", "-"),
                key.replace("_", " "),
                key.replace("_", ""),
                f"{key}.x",
            ):
                assert field.name in private_names([spelled]), spelled


def test_what_is_hidden_is_in_no_shared_view() -> None:
    files = {
        "contacts/ada": note(name="Ada", role="Printer", city="Porto", emails="[a@example.org]", private="job, E-Mails")
    }
    found = contact(shared_view(vault_of(files)), "ada")
    assert (found.role, found.emails, found.location) == (None, (), "Porto")


@pytest.mark.parametrize(
    ("written", "said", "hint"),
    [
        ("[role, offerz]", 'private: "offerz" is no field and no key of this card.', "Did you mean offers? "),
        ("Wohnort", 'private: "Wohnort" is no field and no key of this card.', ""),
        ("role and location", 'private: "role and location" is no field and no key of this card.', ""),
    ],
)
def test_a_word_that_names_nothing_is_a_problem(written: str, said: str, hint: str) -> None:
    _, (problem,) = card(f"private: {written}")
    assert (problem.code, problem.severity, problem.line) == ("unknown-private", "warning", 3)
    assert (problem.message, problem.hint) == (said, f"{hint}notebook fields contact lists them.")


@pytest.mark.parametrize("written", ["[role, E-Mails, links.linkedin, shoe size, none]", "true", "a, b"])
def test_a_word_that_is_understood_is_none(written: str) -> None:
    assert card(f"shoe size: 38\na: x\nb: x\nprivate: {written}")[1] == ()


def test_another_shape_is_a_problem_though_it_is_understood() -> None:
    assert [one.code for one in card("private: {role: true}")[1]] == ["wrong-type"]
    assert [one.code for one in card("private: [role]\nprivate: [location]")[1]] == ["duplicate-key"]
