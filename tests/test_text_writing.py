"""What is written loads back the same: with our reader, python-frontmatter, PyYAML and a reader of YAML 1.2."""

from __future__ import annotations

import datetime
import io
from typing import Any

import frontmatter
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from notebook.text.document import read_document
from notebook.text.frontmatter import NotebookHandler, read_front_matter
from notebook.text.nodes import plain_value
from notebook.text.writing import front_matter, note, scalar

NASTY = [
    "no", "No", "y", "on", "true", "null", "~", "", " ", "1e3", "0o14", "012", "0x1F", "1_000", "12:30", "1:30:00",
    "1.10",
    "+351912345678", ".5", ".inf", "NaN", "-1", "=", "<<", "- x", "-", "?", "? x", ": x", "a: b", "a:", ":", "#",
    "a #b", "#a",
    "@ada", "`x`", "%x", "!x", "&x", "*x", "|", ">", "> x", "'", '"', 'say "hi"', "it's", "[", "]", "[a]", "{", "}",
    "{a: b}",
    ",", "a, b", "[[Ana]]", "a\nb", "a\n", "\n", "\ta", "a\tb", "a\\b", "\\", " lead", "trail ", "\u00a0nbsp\u00a0",
    "🎉",
    "🎉 party", "a🎉", "\x85", "a\x85b", "\ufeff", "\ufeffa", "a\ufeffb", "\u2028", "a\u2029b", "\x00", "\x1b[31m",
    "\x7f", "\x9b",
    "\ufffe", "\uffff", "a\uffff", "\r", "a\r\nb", "---", "...", "--- a", "2026-13-45", "2026-02-30", "0000-01-01",
    "2026-11-18\n",
    "２０２６-１１-１８", "2026-11-18x", "١٢", "李伟", "مريم", "é", "e\u0301", "\u200b", "\u202e", "\U0010ffff", "name",
    "x" * 2000, "a  b",
]  # fmt: skip
DATES = ["2026-11-18", "1988-02", "--02-29", "2026-11-18 14:30"]

texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
keys = st.one_of(
    st.sampled_from([text for text in NASTY if len(text) < 100 and text not in ("", "<<")]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
).filter(lambda key: key not in DATES)
values = st.recursive(
    texts,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)
fields = st.dictionaries(keys, values, max_size=4)


def ours(source: str) -> Any:
    root, problems = read_front_matter(source, "new.md", 2)
    assert problems == ()
    assert root is not None
    return plain_value(root)


def yaml_1_2(source: str) -> Any:
    return plain(YAML(typ="safe", pure=True).load(io.StringIO(source)))


def plain(value: Any) -> Any:
    """The same as dicts, lists and text; a date as it is written."""
    if isinstance(value, dict):
        return {str(key): plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return str(value) if isinstance(value, datetime.date) else value


@given(fields)
@example({text: text for text in NASTY if len(text) < 100 and text not in ("", "<<")})
@example({"all": NASTY, "dates": DATES})
def test_what_is_written_is_read_by_us_as_it_was(written: dict[str, Any]) -> None:
    assert written == ours(front_matter(written))


@given(fields)
@example({"all": NASTY, "dates": DATES})
def test_what_is_written_is_one_line_a_field(written: dict[str, Any]) -> None:
    assert len(written) == len(front_matter(written).splitlines())


@given(fields)
@example({text: text for text in NASTY if len(text) < 100 and text not in ("", "<<")})
@example({"all": NASTY, "dates": DATES})
@example({"2026-11-18": "", "6 weeks": [{"2026-11-18": "a key in a list"}]})
def test_what_is_written_is_read_by_python_frontmatter_as_it_was(written: dict[str, Any]) -> None:
    usable = {key: value for key, value in written.items() if key not in ("content", "handler")}
    post = frontmatter.loads(note(usable, "Some text."))
    assert (usable, "Some text.") == (plain(post.metadata), post.content)


@given(fields)
@example({"all": NASTY, "dates": DATES})
def test_what_is_written_is_read_by_pyyaml_as_it_was(written: dict[str, Any]) -> None:
    assert written == (yaml.load(front_matter(written), Loader=yaml.BaseLoader) or {})


@given(fields)
@example({text: text for text in NASTY if len(text) < 100 and text not in ("", "<<")})
@example({"all": NASTY, "dates": DATES})
def test_what_is_written_is_read_by_yaml_1_2_as_it_was(written: dict[str, Any]) -> None:
    assert written == (yaml_1_2(front_matter(written)) or {})


@pytest.mark.parametrize("text", DATES)
def test_a_date_stands_without_quotes(text: str) -> None:
    assert text == scalar(text)


def test_a_whole_date_stays_a_date_to_other_tools() -> None:
    post = frontmatter.loads(note({"date": "2026-11-18"}))
    assert {"date": datetime.date(2026, 11, 18)} == post.metadata


@pytest.mark.parametrize(
    "text", ["Ada Lovelace", "O'Brien", "José", "李伟", "she/her", "proof-reading", "a (b)", "C++"]
)
def test_plain_words_stand_without_quotes(text: str) -> None:
    assert text == scalar(text)


def test_an_empty_value_leaves_its_key_empty() -> None:
    assert "name:\ntags: []" == front_matter({"name": None, "tags": []})


def test_a_note_ends_with_one_newline() -> None:
    assert "---\nname: Ada\n---\nText.\n" == note({"name": "Ada"}, "Text.")


# python-frontmatter with our handler


@given(fields)
def test_a_post_with_our_handler_goes_out_and_comes_back(written: dict[str, Any]) -> None:
    usable = {key: value for key, value in written.items() if key not in ("content", "handler")}
    text = frontmatter.dumps(frontmatter.Post("Some text.", **usable), handler=NotebookHandler())
    post = frontmatter.loads(text, handler=NotebookHandler())
    assert (usable, "Some text.") == (post.metadata, post.content)


def test_our_handler_leaves_values_as_they_were_typed() -> None:
    post = frontmatter.loads("---\nphone: 00441234567\nmoney: no\nat: 1:30\n---\n", handler=NotebookHandler())
    assert {"phone": "00441234567", "money": "no", "at": "1:30"} == post.metadata


def test_our_handler_keeps_the_order_of_the_fields() -> None:
    text = "---\nzeta: one\nalpha: two\n---\n\nText."
    assert text == frontmatter.dumps(frontmatter.loads(text, handler=NotebookHandler()), handler=NotebookHandler())


def test_our_handler_raises_the_sentence_of_the_problem() -> None:
    with pytest.raises(ValueError, match="A value cannot start with @"):
        frontmatter.loads("---\nname: @ada\n---\n", handler=NotebookHandler())


# Where the front matter is

lines = st.lists(
    st.sampled_from(
        ["---", "----", "--- ", "---\t", "--", " ---", "--- x", "a: b", "", "text", "- - -", "...", "-----"]
    ),
    max_size=10,
)


@given(lines, st.sampled_from(["\n", "\r\n"]))
def test_the_front_matter_is_what_python_frontmatter_splits_off(found: list[str], newline: str) -> None:
    text = newline.join(["---", *found])
    document, problems = read_document(text.encode(), "note.md")
    try:
        front, body = NotebookHandler().split(text)
    except ValueError:
        assert ["unclosed-fence"] == [problem.code for problem in problems]
        return
    assert document is not None
    assert (front.strip(), body.strip()) == ((document.front or "").strip(), document.body.strip())


@pytest.mark.parametrize("text", ["\n---\na: b\n---\n", "  ---\na: b\n---\n", "text\n---\na: b\n---\n"])
def test_unlike_in_python_frontmatter_the_first_line_must_be_the_fence(text: str) -> None:
    document, _ = read_document(text.encode(), "note.md")
    assert document is not None
    assert (None, text) == (document.front, document.body)


def test_unlike_in_python_frontmatter_a_byte_order_mark_hides_no_fence() -> None:
    text = "\ufeff---\na: b\n---\n"
    document, _ = read_document(text.encode(), "note.md")
    assert document is not None
    assert ({}, "a: b\n") == (frontmatter.loads(text).metadata, document.front)
