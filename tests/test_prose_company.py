"""Who was there, in lines that name others as well: remarks, lists, contrasts, introductions, hosts."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose import Understood
from notebook.changes.prose.reading import read_line

NAMES = {
    "ada": "Ada Lund",
    "afonso": "Afonso Reis",
    "april": "April Dunn",
    "campos": "Maria Silva Campos",
    "florence": "Florence Ames",
    "grace": "Grace Ito",
    "helen": "Helen Marlow",
    "hope": "Hope Lind",
    "june": "June Hart",
    "mark": "Mark Lane",
    "may": "May Ash",
    "orme": "John Peter Orme",
    "paris": "Paris Dell",
    "rose": "Rose Kay",
    "tom": "Tom Weir",
    "will": "Will Thorn",
}
VAULT = vault_of(
    {f"contacts/{id_}": note(name=name) for id_, name in NAMES.items()} | {"contacts/other-ada": note(name="Ada Brook")}
)


def read(line: str) -> Understood:
    return read_line(line, VAULT, TODAY)


def people(line: str) -> str:
    return " ".join(read(line).people)


# Somebody new


@pytest.mark.parametrize(
    "remark",
    [", who works with Grace", ", works with Grace at the mill", " (a friend of Grace)", ", Grace's cousin",
     ", friends with Grace and Tom", ", he plays chess with Tom", " through Grace", ", in a band with Tom",
     ", used to work with Tom", ". Works with Tom", ", new assistant to Grace", ", knows Tom and Grace", " (Grace)"],
)  # fmt: skip
def test_who_is_named_in_a_remark_about_somebody_new_took_no_part(remark: str) -> None:
    understood = read(f"met +Rui Costa{remark}")
    assert (understood.people, understood.new_people) == ((), ("Rui Costa",))


@pytest.mark.parametrize(
    "line",
    ["met +Rui Costa with Grace", "lunch with +Rui Costa and Grace", "met +Rui Costa, then walk with Grace",
     "coffee with +Rui Costa & Grace"],
)  # fmt: skip
def test_who_comes_along_with_somebody_new_took_part(line: str) -> None:
    assert people(line) == "grace"


@pytest.mark.parametrize("line", ["lunch with **Maria Silva**", "lunch with +Maria Silva"])
def test_a_marked_name_that_is_a_part_of_a_longer_one_is_somebody_new(line: str) -> None:
    understood = read(line)
    assert (understood.people, understood.new_people) == ((), ("Maria Silva",))


@pytest.mark.parametrize("name", ["**Maria Silva Campos**", "+Maria Silva Campos", "**Maria Campos**", "Maria Silva"])
def test_a_whole_name_or_a_plain_one_is_the_contact(name: str) -> None:
    understood = read(f"lunch with {name}")
    assert (understood.people, understood.new_people) == (("campos",), ())


# Talked about


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("recommended Grace to Tom's firm", ""),
        ("recommended Grace and Helen to Tom", "tom"),
        ("suggested Grace to Tom", "tom"),
        ("told them about Grace", ""),
        ("coffee with Tom, recommended Grace to his firm", "tom"),
        ("Tom told me Grace introduced Will to Helen", "tom"),
        ("not a word from Tom", ""),
    ],
)
def test_who_is_recommended_to_others_took_no_part(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    ["met Paris fashion people", "called the Paris office", "call with the Florence office", "met April customers",
     "talked to Paris people"],
)  # fmt: skip
def test_a_place_or_a_month_that_describes_a_noun_is_nobody(line: str) -> None:
    assert people(line) == ""


@pytest.mark.parametrize(
    "line",
    ["met Paris for lunch", "called Paris yesterday", "dinner with Paris in town", "gave Paris flowers",
     "helped Paris move", "told Paris everything", "called Paris back", "saw Paris on the train"],
)  # fmt: skip
def test_the_same_name_is_a_person_elsewhere(line: str) -> None:
    assert people(line) == "paris"


# Lists


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tom, Grace, Will for dinner", "tom grace will"),
        ("Paris, Grace, Will for dinner", "paris grace will"),
        ("April, June, May for drinks", "april june may"),
        ("Paris, Florence and June at the theatre", "paris florence june"),
        ("June & April, tea", "june april"),
        ("Paris and Florence for lunch", "paris florence"),
        ("Tom Weir, Paris, Will for dinner", "tom paris will"),
        ("Rose: dinner; Tom and I talked", "rose tom"),
        ("lunch with [[grace]], Will", "grace will"),
        ("lunch with [[grace]] Tom", "grace tom"),
        ("told [[grace]] Tom is ill", "grace"),
        ("lunch with +Rui Costa & will", "will"),
        ("lunch with +Rui Costa, Rose and Tom", "rose tom"),
        ("lunch with Dr. Ito, Mark", "grace mark"),
        ("Ms. Kay and Paris came over", "rose paris"),
    ],
)
def test_all_in_a_list_of_names_took_part(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    ["Paris and Florence in one week", "April, May and June were wet", "May and June at the lake were wet",
     "Hope, joy and tears", "Paris, Florence, back home", "Rose, mark my words"],
)  # fmt: skip
def test_a_row_of_towns_months_or_virtues_is_no_list_of_people(line: str) -> None:
    assert people(line) == ""


# Contrasts


@pytest.mark.parametrize(
    "line",
    ["lunch, not Tom but Grace", "lunch, not with Tom but with Grace", "dinner without Tom, with Grace",
     "dinner without Tom, only Grace", "not Will but Grace called", "called not Tom but Grace",
     "it was not Tom but Grace who came"],
)  # fmt: skip
def test_who_comes_in_the_place_of_another_took_part(line: str) -> None:
    assert people(line) == "grace"


@pytest.mark.parametrize("line", ["dinner without Tom and Grace", "without Tom or Grace", "no Tom"])
def test_who_is_missing_took_no_part(line: str) -> None:
    assert people(line) == ""


# Short forms and lower case


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("coffee with ada l", "ada"),
        ("ada l called", "ada"),
        ("coffee with ada l., she is well", "ada"),
        ("coffee with J.P. Orme", "orme"),
        ("coffee with J. P. Orme", "orme"),
        ("JP Orme called", "orme"),
        ("j. orme called", "orme"),
        ("coffee with P. Orme", ""),
    ],
)
def test_initials_stand_for_names(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("coffee with will", "will"),
        ("ran into mark", "mark"),
        ("talked to hope about boats", "hope"),
        ("joined by rose", "rose"),
        ("wrote to april", "april"),
        ("spoke to rose and mark", "rose mark"),
        ("spoke to mark up the price", ""),
        ("wrote to mark the day", ""),
        ("with hope in my heart", ""),
        ("talked to will power", ""),
    ],
)
def test_a_common_word_in_lower_case_is_a_name_after_words_of_company(line: str, expected: str) -> None:
    assert people(line) == expected


# Introduced by others, and at home


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tom introduced me to Grace", "tom grace"),
        ("Tom connected me with Grace", "tom grace"),
        ("Tom introduced Grace to me", "tom grace"),
        ("was introduced to Grace by Tom", "grace tom"),
        ("Tom introduced Grace to Helen", "tom"),
    ],
)
def test_who_is_introduced_to_me_took_part_but_not_by_my_doing(line: str, expected: str) -> None:
    assert people(line) == expected
    assert read(line).introduced == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dinner at Afonso's with Helen", "afonso helen"),
        ("lunch with Helen at Afonso's house", "helen afonso"),
        ("had Afonso over for dinner", "afonso"),
        ("lunch with Helen at Tom's restaurant", "helen"),
        ("lunch with Helen, she stayed at Tom's", "helen"),
        ("dinner with Helen about the party at Tom's", "helen"),
        ("met Helen at Tom's", "helen"),
    ],
)
def test_where_people_eat_at_somebodys_place_the_host_took_part(line: str, expected: str) -> None:
    assert people(line) == expected
