"""Who has died by their card; and the words of what is no feast."""

from __future__ import annotations

import pytest
from small_vault import contact, note, vault_of

from notebook.practice.care import is_hard
from notebook.practice.deaths import has_died
from notebook.practice.hard_words import is_no_job


def died(**fields: str) -> bool:
    return has_died(contact(vault_of({"contacts/gil": note(name="Gil Ramos", **fields)}), "gil"))


@pytest.mark.parametrize(
    "what",
    ["died", "Died in Porto", "death", "his death", "Gil's death", "death of Gil", "passed away", "†",
     "day of his death", "he died", "died of cancer", "Gil died", "faleceu", "gestorben", "décès", "去世", "помер"],
)  # fmt: skip
def test_a_date_of_their_death_says_so(what: str) -> None:
    assert died(dates=f'[{{date: 2026-01-02, what: "{what}"}}]')


@pytest.mark.parametrize(
    "what",
    ["mother died", "Alberto died", "death of her mother", "his father's death", "morreu a mãe", "falecimento do pai",
     "wedding", "his wife passed away", "deadline", "first day"],
)  # fmt: skip
def test_a_date_of_somebody_elses_death_does_not(what: str) -> None:
    assert not died(dates=f'[{{date: 2026-01-02, what: "{what}"}}]', care=f'["{what} 2026-01-02"]')


@pytest.mark.parametrize(
    "fields",
    [{"died": "2026-01-02"}, {"Death": "2026"}, {"DEATHDATE": "20260102"}, {"date of death": "2026"},
     {"tags": "[deceased]"}, {"care": "[died 2026-01-02]"},
     {"care": '["He died on 2 January, funeral on Friday"]'}, {"deceased": "true"}],
)  # fmt: skip
def test_so_do_a_key_a_tag_and_a_line_of_care(fields: dict[str, str]) -> None:
    assert died(**fields)


@pytest.mark.parametrize("fields", [{}, {"died": ""}, {"deceased": "no"}, {"tags": "[dead-letter-office]"}])
def test_without_any_nobody_is_dead(fields: dict[str, str]) -> None:
    assert not died(**fields)


@pytest.mark.parametrize(
    "what",
    ["lymphoma", "treatment", "the divorce", "money trouble", "his debts", "doença", "Scheidung", "Brustkrebs",
     "болезнь", "війна", "母の病気", "이혼", "طلاق", "chemotherapy", "widowed", "décès"],
)  # fmt: skip
def test_hard_words(what: str) -> None:
    assert is_hard(what)


@pytest.mark.parametrize(
    "what",
    [
        "wedding",
        "hospitality",
        "new job",
        "graduation",
        "a skill",
        "Todd's name day",
        "name day",
        "still life",
        "warm wool",
    ],
)
def test_words_that_are_not_hard(what: str) -> None:
    assert not is_hard(what)


@pytest.mark.parametrize(
    "role",
    ["unemployed", "Retired", "laid off", "on leave", "former CEO", "Ex-director", "looking for work",
     "maternity leave", "desempregada", "reformado", "au chômage", "retraitée", "arbeitslos", "im Ruhestand",
     "Pensionärin", "en paro", "jubilada",
     "на пенсии", "безробітна", "無職", "退休", "은퇴", "between jobs", "n/a"],
)  # fmt: skip
def test_a_role_that_is_no_job(role: str) -> None:
    assert is_no_job(role)


@pytest.mark.parametrize(
    "role", ["CEO", "Retail manager", "Expert in maps", "Leave specialist", "Formation lead", "Executive"]
)
def test_a_role_that_is_one(role: str) -> None:
    assert not is_no_job(role)
