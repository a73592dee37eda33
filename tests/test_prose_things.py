"""What was given and received: the thing alone, without who, when, where and why, and in the right direction."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose.reading import read_line

VAULT = vault_of(
    {
        "contacts/ada": note(name="Ada Brook"),
        "contacts/helen": note(name="Helen Marlow"),
        "contacts/tom": note(name="Tom Weir"),
    }
)


def given(line: str) -> tuple[str, ...]:
    understood = read_line(line, VAULT, TODAY)
    assert understood.received == ()
    return understood.gave


def received(line: str) -> tuple[str, ...]:
    understood = read_line(line, VAULT, TODAY)
    assert understood.gave == ()
    return understood.received


@pytest.mark.parametrize(
    "line",
    ["got the keys from Ada Brook yesterday at the office", "got the keys at the office from Tom",
     "got yesterday the keys from Tom", "Tom gave me the keys on friday", "Tom gave me the keys when we met",
     "Tom gave me the keys because he is off", "Tom gave me the keys in the park", "Tom gave me the keys, he is off",
     "Tom gave me the keys back", "lunch with Helen, she brought me the keys", "Tom sent us the keys",
     "was given the keys by Tom", "I was given the keys", "was lent the keys by Tom", "given the keys by Helen",
     "Tom got me the keys"],
)  # fmt: skip
def test_the_thing_got_is_the_thing_alone(line: str) -> None:
    assert received(line) == ("the keys",)


@pytest.mark.parametrize(
    "line",
    ["gave Tom a map after lunch", "gave Tom a map during the break", "gave Tom a map in return",
     "gave Ada's sister a map", "brought her a map", "brought a map for Tom",
     "sent him a map", "sent Tom a map on friday", "sent a map to Tom",
     "coffee with Tom, brought him a map", "got Tom a map", "gave a map to Tom and went home"],
)  # fmt: skip
def test_the_thing_given_is_the_thing_alone(line: str) -> None:
    assert given(line) == ("a map",)


def test_what_tells_the_thing_belongs_to_it() -> None:
    assert given("gave Tom tickets to the opera") == ("tickets to the opera",)
    assert given("gave Helen a plant, a book and a lamp") == ("a plant, a book and a lamp",)
    assert received("Tom gave me a book with a dedication") == ("a book with a dedication",)
    assert received("got a recipe for soup from Helen by mail") == ("a recipe for soup",)


@pytest.mark.parametrize(
    "line",
    ["gave her it", "gave it to Tom", "gave them to Tom", "gave Tom that", "Tom gave me it", "got it from Tom",
     "got this from Tom", "gave Tom something"],
)  # fmt: skip
def test_a_pronoun_alone_is_no_thing(line: str) -> None:
    assert given(line) == ()


@pytest.mark.parametrize(
    "line",
    ["sent Tom an email", "sent Tom a letter about the boat", "sent him greetings", "Tom sent me a text about the boat",
     "gave Tom a call", "brought Tom home", "sent Tom to the shop", "Tom brought me to the station", "sent for Tom",
     "brought up the rent with Tom", "gave a talk at the club", "brought a map"],
)  # fmt: skip
def test_a_message_and_a_way_are_no_things(line: str) -> None:
    assert given(line) == ()


@pytest.mark.parametrize(
    "line",
    ["Tom was given a map", "Tom was given a prize by Helen", "lunch with Tom, he was given a boat",
     "Tom, given the rain, stayed home", "Tom gave her a book", "she sent him the draft",
     "the book Tom gave me is great"],
)  # fmt: skip
def test_what_others_give_each_other_is_not_mine(line: str) -> None:
    assert given(line) == ()
