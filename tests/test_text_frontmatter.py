"""Front matter is read as text with places: the same text and places as PyYAML's own, whatever stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from notebook.text import frontmatter
from notebook.text.frontmatter import read_front_matter
from notebook.text.nodes import Mapping, Node, Scalar, Sequence, plain_value


def values_of(source: str) -> Any:
    root, problems = read_front_matter(source, "note.md", 2)
    assert problems == ()
    assert root is not None
    return plain_value(root)


def problem_in(source: str) -> tuple[str, int, int]:
    root, (problem,) = read_front_matter(source, "note.md", 1)
    assert root is None
    return problem.code, problem.line, problem.column


# What is read

plain_text = st.from_regex(r"[A-Za-zÀ-ž李伟🎉][A-Za-z0-9À-ž李伟🎉 '.+-]{0,12}[A-Za-z0-9]", fullmatch=True)
any_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff"))
typed_by_guessers = st.sampled_from(
    ["no", "yes", "on", "012", "1:30", "1.10", "1e3", "0o14", "+351912345678", "2025-13-45", "2026-11-18", "true", "=",
     "2026-11-18 14:30", "1_000", "0x1F", "00441234567", "NaN", ".inf"]
)  # fmt: skip
texts = st.one_of(plain_text, typed_by_guessers, any_text)
trees = st.dictionaries(
    plain_text,
    st.recursive(
        texts,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(plain_text, inner, max_size=3)),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)
sources = st.builds(
    lambda tree, flow, style, width: yaml.dump(
        tree, Dumper=yaml.SafeDumper, default_flow_style=flow, default_style=style, allow_unicode=True, width=width,
        sort_keys=False,
    ),
    trees,
    st.sampled_from([None, True, False]),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([20, 80, 4096]),
)  # fmt: skip


@given(sources)
def test_every_value_is_the_text_that_pyyaml_composes(source: str) -> None:
    composed = yaml.compose(source, Loader=yaml.BaseLoader)
    root, problems = read_front_matter(source, "note.md", 1)
    assert [problem.code for problem in problems if problem.code != "duplicate-key"] == []
    assert root is not None
    assert shape_of_composed(composed) == shape(root)


@given(sources)
def test_every_place_is_the_one_that_pyyaml_composes(source: str) -> None:
    composed = yaml.compose(source, Loader=yaml.BaseLoader)
    root, _ = read_front_matter(source, "note.md", 3)
    assert root is not None
    expected = [(node.start_mark.line + 3, node.start_mark.column + 1) for node in nodes_of_composed(composed)]
    assert expected == [(node.line, node.column) for node in nodes_of(root)]


@given(sources)
def test_the_parser_in_python_reads_the_same(source: str) -> None:
    expected = read_front_matter(source, "note.md", 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "_LOADER", yaml.BaseLoader)
        assert expected == read_front_matter(source, "note.md", 2)


@pytest.mark.slow
@given(st.text())
def test_any_text_at_all_is_read_or_has_a_problem_with_a_place_in_it(source: str) -> None:
    root, problems = read_front_matter(source, "note.md", 1)
    assert root is not None or problems
    lines = source.count("\n") + source.count("\r") + 1
    assert all(1 <= problem.line <= lines + 1 and problem.column >= 1 for problem in problems)


def shape(node: Node) -> Any:
    match node:
        case Scalar():
            return node.text, node.plain
        case Sequence(nodes):
            return [shape(child) for child in nodes]
        case Mapping(pairs):
            return [(key.text, shape(value)) for key, value in pairs]


def shape_of_composed(node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value, node.style is None
    if isinstance(node, yaml.SequenceNode):
        return [shape_of_composed(child) for child in node.value]
    return [(key.value, shape_of_composed(value)) for key, value in node.value]


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Sequence(nodes):
            for child in nodes:
                yield from nodes_of(child)
        case Mapping(pairs):
            for key, value in pairs:
                yield key
                yield from nodes_of(value)


def nodes_of_composed(node: Any) -> Iterator[Any]:
    yield node
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from nodes_of_composed(child)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from nodes_of_composed(value)


@pytest.mark.parametrize(
    "text", ["+351912345678", "0123", "no", "1:30", "1.10", "2025-13-45", "0x1F", "~x", "12:30:45"]
)
def test_a_value_means_what_was_typed(text: str) -> None:
    assert {"key": text} == values_of(f"key: {text}\n")


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_and_null_are_no_value(typed: str) -> None:
    assert {"key": None} == values_of(f"key: {typed}\n")


@pytest.mark.parametrize("typed", ['""', "''", '"null"', "'~'"])
def test_what_stands_in_quotes_is_text(typed: str) -> None:
    assert {"key": typed[1:-1]} == values_of(f"key: {typed}\n")


def test_an_unquoted_link_is_a_list_in_a_list() -> None:
    assert {"with": [["Ana"]]} == values_of("with: [[Ana]]\n")


@pytest.mark.parametrize("source", ["", "\n", "# only a comment\n", "~\n", "\n\n# a\n\n"])
def test_a_block_without_fields_is_an_empty_mapping(source: str) -> None:
    assert {} == values_of(source)


def test_a_block_that_ends_with_dots_is_read() -> None:
    assert {"name": "Ada"} == values_of("name: Ada\n...\n")


def test_of_a_key_that_stands_twice_the_first_counts_and_the_second_is_a_problem() -> None:
    root, (problem,) = read_front_matter("a: 1\nb: {c: 2, c: 3}\n", "note.md", 2)
    assert root is not None
    assert {"a": "1", "b": {"c": "2"}} == plain_value(root)
    assert ("duplicate-key", 3, 11) == (problem.code, problem.line, problem.column)


def test_a_key_that_is_a_list_is_kept_as_text() -> None:
    assert {"['a', 'b']": "c"} == values_of("[a, b]: c\n")


# Characters that YAML 1.1 refuses, or ends a line at

ODD = ["\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("char", ODD, ids=[f"U+{ord(char):04X}" for char in ODD])
def test_a_character_that_yaml_refuses_is_kept_as_text_in_its_place(char: str) -> None:
    root, problems = read_front_matter(f"name: A{char}B\nrole: x\n", "note.md", 2)
    assert problems == ()
    assert root is not None
    assert [(f"A{char}B", 2), ("x", 3)] == [(value.text, value.line) for _, value in root.pairs]


def test_a_character_of_the_last_plane_is_kept_as_text() -> None:
    assert {"name": "\U00100085x"} == values_of("name: \U00100085x\n")


# What is bounded


def test_thirty_two_levels_are_read() -> None:
    assert read_front_matter("a: " + "[" * 31 + "]" * 31, "note.md", 1)[1] == ()


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[["])
def test_thirty_thousand_levels_are_a_problem_and_no_crash(opening: str) -> None:
    source = opening * 30_000 if opening == "- " else "a: " + opening * 30_000
    assert "too-deep" == problem_in(source)[0]


def test_eight_aliases_are_followed() -> None:
    assert {"a": "x", "b": ["x"] * 8} == values_of("a: &x x\nb: [" + ", ".join(["*x"] * 8) + "]\n")


def test_a_ninth_alias_is_a_problem_at_its_place() -> None:
    assert ("bad-alias", 2, 37) == problem_in("a: &x x\nb: [" + ", ".join(["*x"] * 9) + "]\n")


def test_an_alias_within_its_own_anchor_is_a_problem() -> None:
    assert ("bad-alias", 1, 8) == problem_in("a: &x [*x]\n")


def test_aliases_of_aliases_do_not_explode() -> None:
    lines = ["a0: &a0 [" + ", ".join("x" * 8) + "]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 5)]
    root, problems = read_front_matter("\n".join(lines), "note.md", 1)
    assert problems == ()
    assert root is not None
    assert len(str(plain_value(root))) < 10_000


def test_deep_aliases_of_deep_values_are_still_plain_values() -> None:
    lines = ["a0: &a0 " + "[" * 30 + "]" * 30]
    lines += [f"a{n}: &a{n} " + "[" * 30 + f"*a{n - 1}" + "]" * 30 for n in range(1, 9)]
    assert isinstance(values_of("\n".join(lines)), dict)
