"""Who took part in a line of prose, who was only talked about, and which words are no names at all."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose import Understood
from notebook.changes.prose.reading import read_line
from notebook.changes.prose.taking_part import ALONE

VAULT = vault_of(
    {
        "contacts/ada-brook": note(name="Ada Brook", aliases="[Countess]"),
        "contacts/anne-lise-morn": note(name="Anne-Lise Morn"),
        "contacts/april-dunn": note(name="April Dunn"),
        "contacts/bill-keel": note(name="Bill Keel"),
        "contacts/grace-ito": note(name="Grace Ito"),
        "contacts/hana": note(name="久慈 真帆", aliases="[Kuji Maho]"),
        "contacts/helen-marlow": note(name="Helen Marlow"),
        "contacts/james-tull": note(name="James Tull"),
        "contacts/jonas-marlow": note(name="Jonas Marlow"),
        "contacts/kim-bora": note(name="김보라"),
        "contacts/may-ash": note(name="May Ash"),
        "contacts/me": note(name="Noor Vane", aliases="[Noor]"),
        "contacts/niamh-obrien": note(name="Niamh O'Brien"),
        "contacts/paris-dell": note(name="Paris Dell"),
        "contacts/sunday-bell": note(name="Sunday Bell"),
        "contacts/tom-weir": note(name="Tom Weir"),
        "contacts/will-thorn": note(name="Will Thorn"),
        "contacts/wang-li": note(name="王小丽"),
        "contacts/yara-lund": note(name="Yara Lund", aliases="[the potter]"),
        "organizations/bell-works": note(name="Bell Works"),
    },
    me="me",
)


def read(line: str) -> Understood:
    return read_line(line, VAULT, TODAY)


def people(line: str) -> str:
    return " ".join(read(line).people)


# Names and parts of them


@pytest.mark.parametrize(
    "said",
    ["Ada Brook", "ada brook", "ADA BROOK", "Ada", "ada", "Brook", "Countess", "ada-brook", "Ada B.", "Ada B", "ada b",
     "A. Brook", "@ada-brook", "@Ada", "@ada", "[[ada-brook]]", "[[Ada Brook|her]]", "**Ada Brook**", "Countess Brook",
     "*Ada*", "my old friend Ada", "Dr. Brook", "+Ada Brook", "Ada (Brook)"],
)  # fmt: skip
def test_a_contact_is_known_by_any_part_of_a_name(said: str) -> None:
    assert people(f"coffee with {said}, she is well") == "ada-brook"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("call with Niamh O’Brien", "niamh-obrien"),
        ("O'Brien called", "niamh-obrien"),
        ("lunch with Anne-Lise", "anne-lise-morn"),
        ("lunch with Anne Lise", "anne-lise-morn"),
        ("tea with the potter", "yara-lund"),
        ("dinner with the Marlows", "helen-marlow jonas-marlow"),
        ("真帆さんとコーヒー", "hana"),
        ("和王小丽喝咖啡", "wang-li"),
        ("王小丽和久慈真帆来了", "wang-li hana"),
        ("김보라와 점심", "kim-bora"),
        ("lunch with Maho", "hana"),
    ],
)
def test_names_are_found_in_any_spelling_and_script(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    ["coffee with Ada Byron", "coffee with Mary Brook", "coffee with Adam", "coffee with Anne", "an Ada-like talk",
     "walk in the brook", "read `Ada`", "ada@example.org wrote", "https://example.org/Ada", "#ada",
     "met at Bell Works"],
)  # fmt: skip
def test_somebody_else_is_not_taken_for_a_contact(line: str) -> None:
    assert people(line) == ""


def test_the_owner_is_never_listed() -> None:
    assert people("Noor and I: coffee with Ada, Noor and me") == "ada-brook"


# Everyday words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Will called", "will-thorn"),
        ("coffee with Will and May", "will-thorn may-ash"),
        ("lunch with my cousin Will", "will-thorn"),
        ("met Paris in Paris", "paris-dell"),
        ("Paris called from Paris", "paris-dell"),
        ("Ada, Will and Grace came over", "ada-brook will-thorn grace-ito"),
        ("may and grace came to dinner", "may-ash grace-ito"),
        ("coffee with bill, the bill was high", "bill-keel"),
        ("letter from April", "april-dunn"),
        ("Grace's letter arrived; Sunday and I talked", "grace-ito sunday-bell"),
        ("Bill is ill, Will told me", "will-thorn"),
        ("spoke to Ada's lawyer Bill", "bill-keel"),
    ],
)
def test_an_everyday_word_is_a_name_where_the_grammar_says_so(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    ["Will call the bank", "may be late", "May I never see that again", "in May it rained", "on April 3 it rained",
     "flew to Paris", "back from Paris", "grace period ends", "the bill for the roof", "coffee, will be back",
     "in Paris",
     "Sunday roast for one", "every Sunday", "will and grace, the series", "marked the date"],
)  # fmt: skip
def test_an_everyday_word_is_no_name_elsewhere(line: str) -> None:
    assert people(line) == ""


# Who took part


@pytest.mark.parametrize(
    "line",
    ["w/ Ada on the train", "Ada: budget is through", "Ada - budget is through", "Ada called", "Ada and I walked home",
     "called Ada", "phoned Ada back", "met up with Ada", "wrote to Ada", "a letter from Ada",
     "left a voicemail for Ada",
     "gave Ada the plant", "gave the plant to Ada", "got a plant from Ada", "lunch Ada", "lunch: Ada", "thanked Ada",
     "ran into Ada", "dinner at Ada's", "Ada gave me a plant", "Ada is worried about her mother",
     "told Ada about Grace",
     "Ada told me that Grace is ill", "prices rose again, Ada says", "call me maybe, said Ada", "Ada's letter arrived",
     "it is Ada's birthday, called her", "coffee with Ada, Grace's mother is ill", "coffee with Ada; she met Grace",
     "coffee with Ada, she had lunch with Grace", "coffee with Ada, not Grace", "coffee with Ada. Grace is well",
     "Ada works with Grace", "Ada thinks that Grace should call", "coffee with Ada, Grace couldn't come",
     "coffee with Ada without Grace", "coffee with Ada instead of Grace", "with Ada when Grace was ill",
     "Grace couldn't come, so only Ada", "not Grace but Ada came", "Grace didn't come, Ada did"],
)  # fmt: skip
def test_ada_alone_took_part(line: str) -> None:
    assert people(line) == "ada-brook"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("coffee with Ada, Tom and Helen", "ada-brook tom-weir helen-marlow"),
        ("Ada & Tom came over", "ada-brook tom-weir"),
        ("lunch:ada/tom", "ada-brook tom-weir"),
        ("dinner with Ada and her husband Tom", "ada-brook tom-weir"),
        ("coffee with Ada, Tom joined us later", "ada-brook tom-weir"),
        ("lunch with Ada's sister and Tom", "tom-weir"),
        ("coffee with a friend and Tom", "tom-weir"),
        ("Ada came over with Tom", "ada-brook tom-weir"),
        ("called Helen, got Jonas", "helen-marlow jonas-marlow"),
        ("to the museum with Ada, to the pub with Tom", "ada-brook tom-weir"),
    ],
)
def test_those_in_a_list_share_its_part(line: str, expected: str) -> None:
    assert people(line) == expected


@pytest.mark.parametrize(
    "line",
    ["thinking about Ada", "read Ada's book", "Ada's brother called", "bought a present for Ada", "no sign of Ada",
     "talked with Ada's husband", "Ada couldn't come", "without Ada", "missed Ada", "heard that Ada is engaged",
     "a book Ada recommended", "Ada's sister Helen called", "she told Ada"],
)  # fmt: skip
def test_who_is_only_talked_about_took_no_part(line: str) -> None:
    assert people(line) == ""


def test_who_is_only_talked_about_is_mentioned() -> None:
    stretches = read("coffee with Ada about Tom").stretches
    assert [(one.role, one.meaning) for one in stretches if one.role in ("with", "mentioned")] == [
        ("with", "ada-brook"),
        ("mentioned", "tom-weir"),
    ]


@pytest.mark.parametrize("line", ["[ ] send Ada the list", "walk; [ ] ask Ada", "walk [?] Ada: how was the trip"])
def test_who_stands_in_a_task_took_no_part(line: str) -> None:
    assert people(line) == ""


def test_a_part_for_want_of_a_better_one_says_so() -> None:
    assert read("Ada is ill").stretches[0].why.endswith(ALONE)
    assert not read("Ada called").stretches[0].why.endswith(ALONE)


# Introductions


@pytest.mark.parametrize(
    "line",
    ["introduced Ada to Tom", "introduced Ada and Tom", "connected Ada with Tom", "intro mail: Ada <> Tom",
     "Ada and Tom met through me", "coffee with Ada, introduced her to Tom"],
)  # fmt: skip
def test_whom_i_introduce_took_part(line: str) -> None:
    assert read(line).introduced == read(line).people == ("ada-brook", "tom-weir")


def test_who_introduces_me_is_not_introduced() -> None:
    understood = read("Ada introduced me to Tom")
    assert (understood.people, understood.introduced) == (("ada-brook", "tom-weir"), ())


# New people


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("coffee with +Rui Costa at noon", "Rui Costa"),
        ("coffee with +Rui da Costa, he is well", "Rui da Costa"),
        ('coffee with +"rui c" at noon', "rui c"),
        ("coffee with +Rui Costa's team", "Rui Costa"),
        ("lunch with +王晓梅 and me", "王晓梅"),
        ("lunch with **Rui Costa**", "Rui Costa"),
        ("+Rui Costa called", "Rui Costa"),
    ],
)
def test_a_marked_name_of_nobody_is_somebody_new(line: str, new: str) -> None:
    assert read(line).new_people == (new,)


def test_several_can_be_new_beside_those_known() -> None:
    understood = read("lunch with +Rui Costa, Ada and +Lia Sá")
    assert (understood.people, understood.new_people) == (("ada-brook",), ("Rui Costa", "Lia Sá"))


@pytest.mark.parametrize("line", ["coffee, **do not** tell", "coffee **with** Ada", "5 +1 is 6", "a+b", "met **Ada**"])
def test_other_words_with_marks_are_nobody_new(line: str) -> None:
    assert read(line).new_people == ()
