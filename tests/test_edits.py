"""Edits of front matter change the bytes they must and no other, or are refused."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import frontmatter
import pytest
import yaml
from ruamel.yaml import YAML
from test_text_writing import DATES, NASTY

from notebook.errors import Refused
from notebook.text.edits import add_values, remove_key, remove_values, set_scalar_at, set_value

PATH = "contacts/ada.md"


def edited(edit: Callable[..., bytes], front: str, *request: Any) -> str:
    """The front matter after an edit of a file with this front matter and some text."""
    after = edit(f"---\n{front}---\nText.\n".encode(), PATH, *request).decode()
    assert after.startswith("---\n")
    assert after.endswith("---\nText.\n")
    return after[4:-10]


def refusal(edit: Callable[..., bytes], raw: bytes, *request: Any) -> str:
    """The place and reason of a refusal, without what every refusal says."""
    with pytest.raises(Refused) as caught:
        edit(raw, PATH, *request)
    assert caught.value.hint == "notebook edit ada opens it."
    path, line, reason = caught.value.message.split(":", 2)
    assert path == PATH
    return f"{line}:{reason[1:].removesuffix('. Nothing was written.')}"


# A value in the place of another

COMMENTED = "# top\nname: Ada  # who\n# end\n"


@pytest.mark.parametrize(
    ("front", "value", "after"),
    [
        ("name: Ada\n", "Bea", "name: Bea\n"),
        ("name: 'Ada'\n", "Bea", "name: 'Bea'\n"),
        ('name: "Ada"\n', "Bea", 'name: "Bea"\n'),
        ("name: 'Ada'\n", "O'Brien", "name: 'O''Brien'\n"),
        ('name: "Ada"\n', 'say "hi"\\', 'name: "say \\"hi\\"\\\\"\n'),
        ("name: 'Ada'\n", "two\nlines", 'name: "two\\nlines"\n'),
        ('name: "1988"\n', "2026-11-18", 'name: "2026-11-18"\n'),
        ("name: Ada\n", "2026-11-18", "name: 2026-11-18\n"),
        ("name: Ada\n", "no", 'name: "no"\n'),
        ("name: Ada\n", "+351912345678", 'name: "+351912345678"\n'),
        ("name: Ada\n", "", 'name: ""\n'),
        ("name: ada@example.org\n", "bea@example.org", "name: bea@example.org\n"),
        ("name: Ada\n", "Ana, Bea", "name: Ana, Bea\n"),
        ("name: Ada\n", "https://example.org/#top", "name: https://example.org/#top\n"),
        ("name: Ada\n", "a: b", 'name: "a: b"\n'),
        ("name: Ada\n", "a #b", 'name: "a #b"\n'),
        ("name:   Ada   \n", "Bea", "name:   Bea   \n"),
        ("name : Ada\n", "Bea", "name : Bea\n"),
        (COMMENTED, "Bea", "# top\nname: Bea  # who\n# end\n"),
        ("name:\n  Ada # who\n", "Bea", "name:\n  Bea # who\n"),
        ("name: Ada\n  Lovelace\n\nx: y\n", "Bea", "name: Bea\n\nx: y\n"),
        ('name: "Ada\n\n  Lovelace"\nx: y\n', "Bea", 'name: "Bea"\nx: y\n'),
        ("name:\n", "Bea", "name: Bea\n"),
        ("name:   # who\n", "Bea", "name: Bea   # who\n"),
        ("name: ~\n", "Bea", "name: Bea\n"),
        ("name: Ada # who\n", None, "name: # who\n"),
        ("name:\n  Ada\nx: y\n", None, "name:\nx: y\n"),
        ("'name': Ada\n", "Bea", "'name': Bea\n"),
    ],
)  # fmt: skip
def test_a_value_is_replaced_in_its_own_quotes(front: str, value: str | None, after: str) -> None:
    assert after == edited(set_value, front, ("name",), value)


@pytest.mark.parametrize(
    ("front", "value", "after"),
    [
        ("name: |\n  Ada\n  Byron\n\n\n# end\n", "Bea", "name: Bea\n\n\n# end\n"),
        ("name: |+\n  Ada\n\n\nx: y\n", "Bea", "name: Bea\nx: y\n"),
        ("name: >-\n  Ada\n   \nx: y\n", "Bea", "name: Bea\nx: y\n"),
        ("name: >\n  Ada\n", "a\nb\n", 'name: "a\\nb\\n"\n'),
        ("name: |\n  Ada\n\nx: y\n", "a\n\n  b \n", "name: |\n  a\n\n    b \n\nx: y\n"),
        ("name: |\n    Ada\n", "a\nb", "name: |-\n    a\n    b\n"),
        ("name: |2\n   Ada\n", "a\nb\n", "name: |\n   a\n   b\n"),
        ("name: |\n  Ada\n", " a\nb\n", 'name: " a\\nb\\n"\n'),
        ("name: |\n  Ada\n", "a\tb\nc\n", 'name: "a\\tb\\nc\\n"\n'),
    ],
)
def test_a_text_of_several_lines_gives_way_as_a_whole(front: str, value: str, after: str) -> None:
    assert after == edited(set_value, front, ("name",), value)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_of_a_text_end_as_the_files_do(newline: str) -> None:
    raw = "---\nnote: |\n  a\n---\n".replace("\n", newline).encode()
    after = "---\nnote: |\n  b\n  c\n---\n".replace("\n", newline).encode()
    assert after == set_value(raw, PATH, ("note",), "b\nc\n")


@pytest.mark.parametrize(
    ("front", "address", "value", "after"),
    [
        ("links:\n  web: x # c\n  git: y\n", ("links", "web"), "z", "links:\n  web: z # c\n  git: y\n"),
        ("links: {web: x, git: 'y'}\n", ("links", "git"), "a, b", "links: {web: x, git: 'a, b'}\n"),
        ("links: {web: x, git: y}\n", ("links", "web"), "a, b", 'links: {web: "a, b", git: y}\n'),
        ("links: {web: , git: y}\n", ("links", "web"), "z", "links: {web: z, git: y}\n"),
        ("links: {web: x, git: y}\n", ("links", "web"), None, "links: {web: null, git: y}\n"),
        ('links: {"web":"x"}\n', ("links", "web"), "z", 'links: {"web":"z"}\n'),
        ("tags: [ a , 'b' ]\n", ("tags", 1), "c]", "tags: [ a , 'c]' ]\n"),
        ("knows:\n- who: '[[Ana]]'  # c\n  role: aunt\n", ("knows", 0, "who"), "[[Bea]]",
         "knows:\n- who: '[[Bea]]'  # c\n  role: aunt\n"),
        ("knows:\n  -\n  - b\n", ("knows", 0), "a", "knows:\n  - a\n  - b\n"),
        ("knows:\n  - a\n  - b\n", ("knows", 0), None, "knows:\n  -\n  - b\n"),
        ("knows:\n  - - a\n    - b\n", ("knows", 0, 1), "c", "knows:\n  - - a\n    - c\n"),
        ("a:\n  Übung: x\n", ("a", "Übung"), "z", "a:\n  Übung: z\n"),
        ('"two words":\n  "it\\"s": x\n', ("two words", 'it"s'), "z", '"two words":\n  "it\\"s": z\n'),
    ],
)  # fmt: skip
def test_a_value_deep_within_is_replaced_alone(front: str, address: Any, value: Any, after: str) -> None:
    assert after == edited(set_value, front, address, value)


@pytest.mark.parametrize(
    "front",
    ["tags:   [a,   'b']  # c\n", 'tags: # c\n  - a\n  # d\n  - "b"\n', "tags: &x [a, b]\nother: *x\n"],
)
def test_an_equal_value_changes_no_byte(front: str) -> None:
    assert front == edited(set_value, front, ("tags",), ["a", "b"])


@pytest.mark.parametrize(
    ("front", "value", "after"),
    [
        ("tags: a # c\n", ["a", "b"], "tags: [a, b] # c\n"),
        ("tags:\n", ["a, b"], 'tags: ["a, b"]\n'),
        ("tags:\n  - a\n  - b\n\n# end\n", "c", "tags: c\n\n# end\n"),
        ("tags: [a,\n  b] # c\n", "c", "tags: c # c\n"),
        ("tags: a\n", {"x": "1", "no": "b c"}, 'tags: {x: "1", "no": b c}\n'),
        ("tags: |\n  a\n\nx: y\n", ["b"], "tags: [b]\n\nx: y\n"),
        ("tags:\n  - a\n", [], "tags: []\n"),
        ("tags:\n  x: a\n", ["b"], "tags: [b]\n"),
        ("tags: [a]\n", [None, ["b"]], "tags: [null, [b]]\n"),
    ],
)
def test_a_value_may_become_one_of_another_form(front: str, value: Any, after: str) -> None:
    assert after == edited(set_value, front, ("tags",), value)


@pytest.mark.parametrize(
    ("front", "value", "after"),
    [
        ("tags: [a,  'b', c]\n", ["a", "c"], "tags: [a,  c]\n"),
        ("tags: [a,  'b', c]\n", ["a", "b", "c", "d"], "tags: [a,  'b', c, d]\n"),
        ("tags: [a,  'b', c]\n", ["a", "x", "c"], "tags: [a,  'x', c]\n"),
        ("tags: [a,  'b', c]\n", ["c", "d"], "tags: [c, d]\n"),
        ("tags: [a,  'b', c]\n", ["x", "a"], "tags: [x, a]\n"),
        ("tags:\n  - a # one\n  # two\n  - 'b'\n  - c\n", ["a", "c", "d"],
         "tags:\n  - a # one\n  # two\n  - c\n  - d\n"),
        ("tags:\n  - a # one\n  # two\n  - 'b'\n", ["x", "b"], "tags:\n  - x # one\n  # two\n  - 'b'\n"),
        ("tags:\n-   a\n-   b\nx: y\n", ["c", "b", "a"], "tags:\n-   c\n-   b\n-   a\nx: y\n"),
        ("tags:\n- a\n- b\n- c\n", ["b"], "tags:\n- b\n"),
        ("tags:\n  - - a\n    - b\n", [["b", "a"]], "tags:\n  - - b\n    - a\n"),
    ],
)  # fmt: skip
def test_values_that_stay_in_a_list_keep_their_bytes(front: str, value: Any, after: str) -> None:
    assert after == edited(set_value, front, ("tags",), value)


@pytest.mark.parametrize(
    ("front", "value", "after"),
    [
        ("links:\n  a: 1 # c\n  # d\n  b: '2'\n", {"a": "1", "b": "3"}, "links:\n  a: 1 # c\n  # d\n  b: '3'\n"),
        ("links:\n  a: x\n  b: y\n", {"b": "y", "c": "z"}, "links:\n  b: y\n  c: z\n"),
        ("links:\n  a: x\n", {"b": "z"}, "links:\n  b: z\n"),
        ("links: {a: x,  b: y}\n", {"b": "y", "c": "z"}, "links: {b: y,  c: z}\n"),
        ("links:\n  a: x\n", {}, "links: {}\n"),
    ],
)
def test_keys_that_stay_in_a_mapping_keep_their_bytes(front: str, value: Any, after: str) -> None:
    assert after == edited(set_value, front, ("links",), value)


# A new key

ORDER = ("name", "aliases", "tags", "note")


@pytest.mark.parametrize(
    ("front", "key", "after"),
    [
        ("name: Ada\nnote: x\n", "tags", "name: Ada\ntags: new\nnote: x\n"),
        ("name: Ada # who\n# of the note\nnote: x\n", "tags", "name: Ada # who\ntags: new\n# of the note\nnote: x\n"),
        ("note: x\nname: Ada\n", "aliases", "note: x\nname: Ada\naliases: new\n"),
        ("tags:\n  - a\n  - b\n  # c\n\nx: y\n", "note", "tags:\n  - a\n  - b\nnote: new\n  # c\n\nx: y\n"),
        ("name: |\n  Ada\n\n\nx: y\n", "tags", "name: |\n  Ada\ntags: new\n\n\nx: y\n"),
        ("name: |+\n  Ada\n\n\nx: y\n", "tags", "name: |+\n  Ada\n\n\ntags: new\nx: y\n"),
        ("name: Ada\n  Lovelace\nx: y\n", "tags", "name: Ada\n  Lovelace\ntags: new\nx: y\n"),
        ("name: [\n  Ada\n  ] # c\nx: y\n", "tags", "name: [\n  Ada\n  ] # c\ntags: new\nx: y\n"),
        ("# top\nx: y\nnote: z\n", "name", "name: new\n# top\nx: y\nnote: z\n"),
        ("name: Ada\nx: y\n# end\n", "own", "name: Ada\nx: y\nown: new\n# end\n"),
        ("  name: Ada\n  x: y\n", "tags", "  name: Ada\n  tags: new\n  x: y\n"),
        ("  x: y\n", "name", "  name: new\n  x: y\n"),
        ("", "name", "name: new\n"),
        ("# only a comment\n\n", "name", "name: new\n# only a comment\n\n"),
        ("name: Ada\n", "two words", "name: Ada\ntwo words: new\n"),
        ("name: Ada\n", "a: b", 'name: Ada\n"a: b": new\n'),
        ("name: Ada\n", "2026-01-01", 'name: Ada\n"2026-01-01": new\n'),
    ],
)  # fmt: skip
def test_a_new_key_comes_after_the_nearest_that_precedes_it(front: str, key: str, after: str) -> None:
    assert after == edited(set_value, front, (key,), "new", ORDER)


@pytest.mark.parametrize(
    ("value", "line"),
    [(None, "new:"), ("a: b", 'new: "a: b"'), (["a", "b, c"], 'new: [a, "b, c"]'), ([], "new: []"),
     ({"who": "[[Ana]]", "since": "2020"}, 'new: {who: "[[Ana]]", since: "2020"}'), ([None], "new: [null]"),
     (datetime.date(2026, 11, 18), "new: 2026-11-18"), (12, 'new: "12"')],
)  # fmt: skip
def test_a_new_key_is_one_line(value: Any, line: str) -> None:
    assert f"name: Ada\n{line}\n" == edited(set_value, "name: Ada\n", ("new",), value)


@pytest.mark.parametrize(
    ("front", "address", "after"),
    [
        ("links:\n   a: x # c\n   # d\nz: y\n", ("links", "new"), "links:\n   a: x # c\n   new: v\n   # d\nz: y\n"),
        ("links: {a: x,  b: y}\n", ("links", "new"), "links: {a: x,  b: y,  new: v}\n"),
        ("links: {a: x, }\n", ("links", "new"), "links: {a: x, new: v, }\n"),
        ('links: {"a":}\n', ("links", "new"), 'links: {"a": , new: v}\n'),
        ("links: {a: }\n", ("links", "new"), "links: {a: , new: v}\n"),
        ("links: {}\n", ("links", "new"), "links: {new: v}\n"),
        ("links:\n", ("links", "new"), "links: {new: v}\n"),
        ("links: ~ # c\n", ("links", "new"), "links: {new: v} # c\n"),
        ("name: x\n", ("links", "new"), "name: x\nlinks: {new: v}\n"),
        ("name: x\n", ("links", "new", "deep"), "name: x\nlinks: {new: {deep: v}}\n"),
        ("knows:\n  -   who: x\n  - b\n", ("knows", 0, "new"), "knows:\n  -   who: x\n      new: v\n  - b\n"),
        ("a:\n  b:\n    c: x\n  d: y\n", ("a", "b", "new"), "a:\n  b:\n    c: x\n    new: v\n  d: y\n"),
        ("a:\n  b:\n    - c\n  d: y\n", ("a", "new"), "a:\n  b:\n    - c\n  d: y\n  new: v\n"),
    ],
)
def test_a_new_key_in_a_mapping_stands_as_its_siblings_do(front: str, address: Any, after: str) -> None:
    assert after == edited(set_value, front, address, "v")


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        (b"", b"---\nname: Ada\n---\n"),
        (b"Text.", b"---\nname: Ada\n---\nText."),
        (b"\n\nText.\n", b"---\nname: Ada\n---\n\n\nText.\n"),
        (b"Text.\r\nMore.\r\n", b"---\r\nname: Ada\r\n---\r\nText.\r\nMore.\r\n"),
        (b"\xef\xbb\xbfText.\n", b"\xef\xbb\xbf---\nname: Ada\n---\nText.\n"),
        (b"\n---\nno: fence\n---\n", b"---\nname: Ada\n---\n\n---\nno: fence\n---\n"),
        (b" ---\n", b"---\nname: Ada\n---\n ---\n"),
        (b"\r\n\r\n", b"---\r\nname: Ada\r\n---\r\n\r\n\r\n"),
        (b"---\n---\nText.", b"---\nname: Ada\n---\nText."),
        (b"---\r\n---", b"---\r\nname: Ada\r\n---"),
    ],
)
def test_a_file_without_fields_gets_a_block_of_them(raw: bytes, after: bytes) -> None:
    assert after == set_value(raw, PATH, ("name",), "Ada")


# More values in a list


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("tags: [a, 'b']\n", "tags: [a, 'b', \"x, y\"]\n"),
        ("tags: [a,b] # c\n", 'tags: [a,b,"x, y"] # c\n'),
        ("tags: [ a ]\n", 'tags: [ a, "x, y" ]\n'),
        ("tags: [a, b, ]\n", 'tags: [a, b, "x, y", ]\n'),
        ("tags: []\n", 'tags: ["x, y"]\n'),
        ("tags: [\n  a,\n  b\n]\n", 'tags: [\n  a,\n  b,\n  "x, y"\n]\n'),
        ("tags: [\n  a,\n  b, # two\n]\n", 'tags: [\n  a,\n  b, "x, y", # two\n]\n'),
        ("tags: [\n  a, # one\n  b\n]\n", 'tags: [\n  a, # one\n  b, "x, y"\n]\n'),
        ("tags:\n- a\n- b\n# end\nz: y\n", 'tags:\n- a\n- b\n- "x, y"\n# end\nz: y\n'),
        ("tags:\n   -   a # c\n\nz: y\n", 'tags:\n   -   a # c\n   -   "x, y"\n\nz: y\n'),
        ("tags:\n  -\n", 'tags:\n  -\n  - "x, y"\n'),
        ("tags:\n  - |\n    a\n\n  - >+\n    b\n\nz: y\n",
         'tags:\n  - |\n    a\n\n  - >+\n    b\n\n  - "x, y"\nz: y\n'),
        ("tags:\n  - k: v\n    l: w\n", 'tags:\n  - k: v\n    l: w\n  - "x, y"\n'),
        ("tags: a # c\n", 'tags: [a, "x, y"] # c\n'),
        ("tags: 'it''s' # c\n", "tags: ['it''s', \"x, y\"] # c\n"),
        ("tags: a, b\n", 'tags: ["a, b", "x, y"]\n'),
        ("tags: |\n  a\nz: y\n", 'tags: ["a\\n", "x, y"]\nz: y\n'),
        ("tags:\n", 'tags: ["x, y"]\n'),
        ("z: y\n", 'z: y\ntags: ["x, y"]\n'),
    ],
)  # fmt: skip
def test_a_value_is_added_as_its_siblings_stand(front: str, after: str) -> None:
    assert after == edited(add_values, front, ("tags",), ["x, y"])


def test_several_values_are_added_in_their_order() -> None:
    assert "tags:\n  - a\n  - b\n  - {c: d}\n" == edited(add_values, "tags:\n  - a\n", ("tags",), ["b", {"c": "d"}])


def test_adding_nothing_changes_nothing() -> None:
    assert b"no front matter" == add_values(b"no front matter", PATH, ("tags",), [])


def test_a_value_is_added_to_a_list_on_the_line_of_a_dash() -> None:
    assert "a:\n- - b\n  - c\n- d\n" == edited(add_values, "a:\n- - b\n- d\n", ("a", 0), ["c"])


# Away with it


@pytest.mark.parametrize(
    ("front", "places", "after"),
    [
        ("tags: [a,  'b', c]\n", {0}, "tags: ['b', c]\n"),
        ("tags: [a,  'b', c]\n", {1}, "tags: [a,  c]\n"),
        ("tags: [a,  'b', c]\n", {2}, "tags: [a,  'b']\n"),
        ("tags: [ a, b, c, d ]\n", {0, 2, 3}, "tags: [ b ]\n"),
        ("tags: [a, b,]\n", {1}, "tags: [a,]\n"),
        ("tags: [\n  a,\n  b,\n  c\n]\n", {1}, "tags: [\n  a,\n  c\n]\n"),
        ("tags:\n# one\n- a # a\n# two\n- b\n# three\n", {0}, "tags:\n# one\n# two\n- b\n# three\n"),
        ("tags:\n  - a\n  - k: v\n    l: w\n  - c\n", {1}, "tags:\n  - a\n  - c\n"),
        ("tags:\n  - a\n  - |\n    b\n\n  - c\n", {1}, "tags:\n  - a\n\n  - c\n"),
        ("tags:\n  - a\n  -\n  - c\n", {1, 2}, "tags:\n  - a\n"),
        ("tags:\n  -\n    a\n  - b\n", {0}, "tags:\n  - b\n"),
        ("tags: [a]\nz: y\n", {0}, "z: y\n"),
        ("tags:\n  - a\n  - b\nz: y\n", {0, 1}, "z: y\n"),
    ],
)
def test_values_go_and_the_others_keep_their_bytes(front: str, places: set[int], after: str) -> None:
    assert after == edited(remove_values, front, ("tags",), places)


@pytest.mark.parametrize(
    ("places", "after"),
    [
        ({0}, "a:\n- - c\n  # d\n  - e\n- f\n"),
        ({1}, "a:\n- - b\n  # d\n  - e\n- f\n"),
        ({2}, "a:\n- - b\n  - c\n  # d\n- f\n"),
    ],
)
def test_values_go_from_a_list_on_the_line_of_a_dash(places: set[int], after: str) -> None:
    assert after == edited(remove_values, "a:\n- - b\n  - c\n  # d\n  - e\n- f\n", ("a", 0), places)


def test_removing_nothing_changes_nothing() -> None:
    assert b"no front matter" == remove_values(b"no front matter", PATH, ("tags",), [])


@pytest.mark.parametrize(
    ("front", "address", "after"),
    [
        ("# a\nname: Ada # who\n# b\nx: y\n", ("name",), "# a\n# b\nx: y\n"),
        ("name:\n  - a\n  # in\n  - b # c\n  # after\n\nx: y\n", ("name",), "  # after\n\nx: y\n"),
        ("name: |\n  a\n\n\nx: y\n", ("name",), "\n\nx: y\n"),
        ("x: y\nname: [a,\n  b] # c\n", ("name",), "x: y\n"),
        ("name:\nx: y\n", ("name",), "x: y\n"),
        ("name: Ada\n", ("name",), ""),
        ("links:\n  a: x\n  # c\n  b: y\n", ("links", "a"), "links:\n  # c\n  b: y\n"),
        ("links:\n  a: x\nz: y\n", ("links", "a"), "links:\nz: y\n"),
        ("links: {a: x, b: y}\n", ("links", "a"), "links: {b: y}\n"),
        ("links: {a: x, b: y}\n", ("links", "b"), "links: {a: x}\n"),
        ("links: { a: x, }\n", ("links", "a"), "links: {}\n"),
        ("links: {a, b: y}\n", ("links", "b"), "links: {a}\n"),
        ("knows:\n- who: a # c\n  since: b\n", ("knows", 0, "who"), "knows:\n- since: b\n"),
        ("knows:\n- who: a\n  since: b # c\n- d\n", ("knows", 0, "since"), "knows:\n- who: a\n- d\n"),
        ("knows:\n- who: a # c\n- d\n", ("knows", 0, "who"), "knows:\n-\n- d\n"),
        ("knows:\n- a\n- b\n", ("knows", 0), "knows:\n- b\n"),
        ("knows:\n- a\n", ("knows", 0), "knows:\n"),
    ],
)
def test_a_key_goes_with_its_lines_and_no_other(front: str, address: Any, after: str) -> None:
    assert after == edited(remove_key, front, address)


# A scalar by its place


@pytest.mark.parametrize(
    ("front", "place", "text", "after"),
    [
        ("knows: [[Ana]]\n", (2, 10), "Bea", "knows: [[Bea]]\n"),
        ("knows: [[Ana]]\n", (2, 10), "Bea, Cleo", 'knows: [["Bea, Cleo"]]\n'),
        ("knows: ['[[Ana]]', x]\n", (2, 9), "[[Bea]]", "knows: ['[[Bea]]', x]\n"),
        ("knows:\n  - who: Ana # c\n", (3, 10), "Bea", "knows:\n  - who: Bea # c\n"),
        ("knows:\n  Ana: aunt\n", (3, 3), "Bea", "knows:\n  Bea: aunt\n"),
        ("knows: {'Ana': aunt}\n", (2, 9), "Bea", "knows: {'Bea': aunt}\n"),
        ("knows: {Ana: aunt}\n", (2, 9), "Bea: x", 'knows: {"Bea: x": aunt}\n'),
        ("🎉x: Ana\n", (2, 5), "Bea", "🎉x: Bea\n"),
        ("a\x85b: Ana\n", (2, 6), "Bea", "a\x85b: Bea\n"),
        ("a: \u2028Ana\nb: Ana\n", (3, 4), "Bea", "a: \u2028Ana\nb: Bea\n"),
        ("? Ana\n: x\n", (2, 3), "Bea", "? Bea\n: x\n"),
        ("? x\n: Ana\n", (3, 3), "Bea", "? x\n: Bea\n"),
        ("knows: Ana\n", (2, 8), "Ana", "knows: Ana\n"),
    ],
)
def test_a_scalar_is_found_by_its_place(front: str, place: tuple[int, int], text: str, after: str) -> None:
    assert after == edited(set_scalar_at, front, *place, text)


def test_a_byte_order_mark_takes_no_place() -> None:
    assert b"\xef\xbb\xbf---\na: Bea\n---\n" == set_scalar_at(b"\xef\xbb\xbf---\na: Ana\n---\n", PATH, 2, 4, "Bea")


# Bytes around


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        (b"---\r\na: [b]\r\nc:\r\n- d\r\n---\r\nText\r\n", b"---\r\na: [b]\r\nc:\r\n- d\r\n- x\r\n---\r\nText\r\n"),
        (b"---\r\na: [b]\nc:\n- d\r\n---\r\nText", b"---\r\na: [b]\nc:\n- d\r\n- x\r\n---\r\nText"),
        (b"---\nc:\n- d\n---", b"---\nc:\n- d\n- x\n---"),
        (b"\xef\xbb\xbf---\nc:\n- d\n---\n\xef\xbb\xbfText", b"\xef\xbb\xbf---\nc:\n- d\n- x\n---\n\xef\xbb\xbfText"),
        (b"--- \nc:\n- d\n-----\t\n---\n", b"--- \nc:\n- d\n- x\n-----\t\n---\n"),
    ],
)
def test_line_ends_mark_and_fences_stay_as_they_are(raw: bytes, after: bytes) -> None:
    assert after == add_values(raw, PATH, ("c",), ["x"])


def test_a_new_line_ends_as_its_neighbour() -> None:
    raw = b"---\na: b\r\nc: d\n---\n"
    assert b"---\na: b\r\nnew: x\r\nc: d\n---\n" == set_value(raw, PATH, ("new",), "x", ("a", "new"))


# What is refused


@pytest.mark.parametrize(
    ("front", "address", "reason"),
    [
        ("x: y\na: &b c\n", ("a",), "3:a YAML anchor, alias or tag stands here"),
        ("x: &b c\na: *b\n", ("a",), "3:a YAML anchor, alias or tag stands here"),
        ("a: !!str c\n", ("a",), "2:a YAML anchor, alias or tag stands here"),
        ("a:\n  - b\n  - &c d\n", ("a",), "4:a YAML anchor, alias or tag stands here"),
        ("a: &b\n  c: d\n", ("a", "c"), "2:a YAML anchor, alias or tag stands here"),
        ("x: &b {c: d}\na: *b\n", ("a", "c"), "3:a YAML anchor, alias or tag stands here"),
        ("x: &b {c: d}\na:\n  <<: *b\n  c: e\n", ("a", "c"), "4:a YAML merge key stands here"),
        ("a: b\nx: y\na: c\n", ("a",), '4:"a" stands twice'),
        ("? a\n: b\n", ("a",), "2:this key is not written as `key: value`"),
        ("{a: b}\n", ("a",), "2:the front matter as a whole stands in { } or has an anchor or tag"),
        ("&x\na: b\n", ("a",), "2:the front matter as a whole stands in { } or has an anchor or tag"),
        ("a:\n  - b # c\n  # d\n  - e\n", ("a",), "2:a comment would be lost"),
        ("a: # c\n  - b\n", ("a",), "2:a comment would be lost"),
        ("a: [b, # c\n  d]\n", ("a",), "2:a comment would be lost"),
        ("a: | # c\n  b\n", ("a",), "2:a comment would be lost"),
        ("a: b\rx: y\n", ("a",), "2:a line ends with a lone carriage return"),
        ("a: b\n\tx: y\n", ("a",), "3:There is a tab where spaces are expected"),
        ("a: [b\n", ("a",), "2:A list is opened with [ here and never closed"),
        ("- a\n", ("a",), "2:Between the two --- stand no fields of the form `key: value`"),
        ("~\n", ("a",), "2:the front matter has no fields"),
        ("a: b\n", ("a", "c"), '2:"c" can have no place here: this is no mapping'),
        ("a: [b]\n", ("a", 1), "2:there is no list with a place 2 here"),
        ("a: [b: c]\n", ("a", 0, "d"), "2:this pair stands without { }"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused(front: str, address: Any, reason: str) -> None:
    assert reason == refusal(set_value, f"---\n{front}---\nText.\n".encode(), address, "new")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"---\na: b\n", "1:The front matter has no closing ---"),
        (b"---\na: \xff\n---\n", "2:Byte 0xff is not UTF-8"),
        (b"---\na: b\n---\n<<<<<<< ours\n", "4:A merge left conflict markers here"),
        (b"---\na: b\n---\n" + b"x" * 1024 * 1024, "1:The file has 1.0 MiB; notes over 1 MiB are not read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(raw: bytes, reason: str) -> None:
    assert reason == refusal(set_value, raw, ("a",), "c")


@pytest.mark.parametrize(
    ("edit", "request_", "reason"),
    [
        (remove_key, (("c",),), '2:there is no "c"'),
        (remove_key, (("l", "x", "y"),), '3:"x" can have no place here: this is no mapping'),
        (remove_values, (("a",), [0]), "2:there is no list with these places"),
        (remove_values, (("l",), [2]), "3:there is no list with these places"),
        (remove_values, (("c",), [0]), '2:there is no "c"'),
        (add_values, (("m",), ["x"]), "4:fields stand here, not a list"),
        (set_value, (("c", 0), "x"), "2:there is no list here to take a value from"),
        (set_value, (("a",), "\udcff"), "1:the new text is not Unicode"),
        (set_scalar_at, (3, 6, "x"), "2:no field or value starts on line 3 at column 6"),
        (set_scalar_at, (2, 1, "l"), '2:"l" stands here already'),
        (set_scalar_at, (5, 4, "x"), "5:this text has several lines"),
        (set_scalar_at, (7, 4, "x"), "7:a YAML anchor, alias or tag stands here"),
        (set_scalar_at, (8, 6, "x"), "7:a YAML anchor, alias or tag stands here"),
    ],
)
def test_a_place_that_is_not_there_is_refused(edit: Callable[..., bytes], request_: Any, reason: str) -> None:
    front = "a: b\nl: [x, y]\nm: {k: v}\nt: |\n  x\np: &p\n  q: [r]\n"
    assert reason == refusal(edit, f"---\n{front}---\n".encode(), *request_)


def test_a_scalar_under_a_key_that_stands_twice_is_refused() -> None:
    assert '4:"a" stands twice' == refusal(set_scalar_at, b"---\na: b\nx: y\na: [c]\n---\n", 4, 5, "d")


def test_a_key_that_stands_twice_elsewhere_is_no_hindrance() -> None:
    assert "a: b\na: c\nx: z\n" == edited(set_value, "a: b\na: c\nx: y\n", ("x",), "z")


def test_aliases_elsewhere_are_no_hindrance() -> None:
    front = "a: &x [b]\nc: *x\nd: [e]\n"
    assert front.replace("[e]", "[e, f]") == edited(add_values, front, ("d",), ["f"])


def test_a_comment_that_would_join_a_text_is_the_reason_for_a_refusal() -> None:
    raw = b"---\na: |\n  b\nc: d\n  # indented\ne: f\n---\n"
    assert "4:this cannot be written without changing something else" == refusal(remove_key, raw, ("c",))


def test_a_file_that_would_grow_too_large_is_refused() -> None:
    raw = b"---\na: b\n---\n" + b"x" * (1024 * 1024 - 20)
    assert "2:the new text could not be read again: The file has 1.0 MiB; notes over 1 MiB are not read" == refusal(
        set_value, raw, ("a",), "long enough"
    )


# What other readers make of it

STYLES = ["plain", "'single'", '"double"', "", "|\n    a\n    b", "[[flow]]"]


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return str(value) if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("style", STYLES)
def test_what_is_written_over_a_value_is_read_alike_by_every_reader(style: str) -> None:
    inside = style if "\n" not in style else "plain"
    front = f"key: {style}\ndeep:\n  key: {style}\nlist:\n  - {style}\nflow: [{inside or 'x'}, {{key: {inside}}}]\n"
    for text in [*NASTY, *DATES]:
        after = front
        for place in (("key",), ("deep", "key"), ("list", 0), ("flow", 0), ("flow", 1, "key")):
            after = edited(set_value, after, place, text)
        expected = {"key": text, "deep": {"key": text}, "list": [text], "flow": [text, {"key": text}]}
        assert expected == as_text(frontmatter.loads(f"---\n{after}---\nText.\n").metadata)
        assert expected == as_text(YAML(typ="safe", pure=True).load(io.StringIO(after)))
        assert expected == yaml.load(after, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("front", ["key: x\n", "'key': x\n", '"key": x\n', "a: {key: x}\n"])
def test_a_key_that_is_written_anew_is_read_alike_by_every_reader(front: str) -> None:
    column = 5 if front.startswith("a:") else 1
    for text in [text for text in [*NASTY, *DATES] if 0 < len(text) < 100]:
        after = edited(set_scalar_at, front, 2, column, text)
        for read in (yaml.safe_load(after), YAML(typ="safe", pure=True).load(io.StringIO(after))):
            assert [text] == list(read["a"] if column == 5 else read)
