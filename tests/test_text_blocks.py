"""What is code, what is quoted and where a list item starts: as markdown-it sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from notebook.text.blocks import read_blocks
from notebook.text.body import read_body


@dataclass
class Seen:
    """The numbers of the lines (from 0) that are something."""

    quoted: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    prose: set[int] = field(default_factory=set)
    tasks: set[int] = field(default_factory=set)


def seen_by_markdown_it(text: str) -> Seen:
    seen = Seen()
    tokens = MarkdownIt("commonmark").parse(text)
    quotes = 0
    for at, token in enumerate(tokens):
        quotes += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type != "inline" or token.map is None:
            continue
        lines = set(range(*token.map))
        opening, around = tokens[at - 1], tokens[at - 2]
        if quotes:
            seen.quoted |= lines
        elif opening.type == "heading_open" and opening.markup.startswith("#"):
            seen.headings |= lines
        else:
            seen.prose |= lines
            if around.type == "list_item_open" and around.map and around.map[0] == token.map[0]:
                seen.tasks |= {token.map[0]} if token.content.startswith("[ ] ") else set()
    return seen


def seen_by_us(text: str) -> Seen:
    seen = Seen()
    roles = {"quote": seen.quoted, "heading": seen.headings, "text": seen.prose, "item": seen.prose}
    for number, role, content, _ in read_blocks(text, 0):
        if content.strip() and role in roles:
            roles[role].add(number)
            if role == "item" and content.startswith("[ ] "):
                seen.tasks.add(number)
    # markdown-it counts the underline of a heading to it, and a quoted one too.
    quiet = {number for number, role, content, _ in read_blocks(text, 0) if set(content) <= set("=- \t")}
    seen.quoted -= quiet
    return seen


# Lines are made of marks and words. What is left out: four spaces before or after a `>`, or where an item above is
# indented deeper (markdown-it reads both otherwise than the specification), and link reference definitions.
marks = st.lists(st.sampled_from(["- ", "* ", "1. ", "2. ", "> ", ">", "- - "]), max_size=3).map("".join)
words = st.sampled_from(
    ["[ ] task", "[ ] other", "[x] done", "word", "more words", "", "", "# head", "#tag", "```", "~~~", "````", "```py",
     "***", "- - -", "<div>", "</div>", "<!-- c", "-->", "<!-- c -->", "<b>x</b>", "`code`", "[[Link]]", "1986. year"]
)  # fmt: skip
indents = st.sampled_from(["", "", "", " ", "  ", "   ", "    ", "      ", "\t"])


@st.composite
def markdown(draw: st.DrawFn) -> str:
    lines: list[str] = []
    deepest = 0
    for _ in range(draw(st.integers(1, 12))):
        mark = draw(marks)
        indent = draw(indents)
        if len(indent.expandtabs(4)) > 3 and (">" in mark or len(indent.expandtabs(4)) < deepest):
            indent = ""
        word = draw(words)
        lines.append(indent + mark + word)
        mark += "1986. " if word.startswith("1986") else ""
        deepest = 99 if ">" in mark else max(deepest, len((indent + mark).expandtabs(4)))
    return "\n".join(lines) + "\n"


@settings(max_examples=250)
@given(markdown())
@example("- a\n\n      code\n")
@example("- [ ] task\n\n  > quoted\n  [ ] no item\n")
@example("> quoted\nlazy\n- [ ] task\n")
@example("para\n2. [ ] no item\n1. [ ] task\n")
@example("-\n\n  [ ] not in the item\n")
@example("<div>\n- [ ] raw\n\n- [ ] task\n")
@example("<!--\n- [ ] hidden\n\n-->\n- [ ] task\n")
@example("1.\t[ ] task\n\t- [ ] inner\n")
@example("```\n- [ ] code\n")
@example("- ```\n  - [ ] code\n- [ ] task\n")
@example("Title\n===\n- [ ] task\n")
def test_lines_are_what_markdown_it_says_they_are(text: str) -> None:
    expected, actual = seen_by_markdown_it(text), seen_by_us(text)
    assert expected.tasks == actual.tasks
    assert expected.headings == actual.headings
    assert expected.prose == actual.prose
    assert expected.quoted - actual.quoted <= underlined(text)
    assert actual.quoted <= expected.quoted | underlined(text)


def underlined(text: str) -> set[int]:
    return {at for at, line in enumerate(text.split("\n")) if not line.strip("> \t-=")}


@pytest.mark.slow
@settings(max_examples=20_000)
@given(markdown())
def test_lines_are_what_markdown_it_says_they_are_often(text: str) -> None:
    expected, actual = seen_by_markdown_it(text), seen_by_us(text)
    assert (expected.tasks, expected.headings, expected.prose) == (actual.tasks, actual.headings, actual.prose)


@settings(max_examples=150)
@given(markdown())
def test_tasks_are_the_list_items_outside_code_and_quotes(text: str) -> None:
    expected = seen_by_markdown_it(text).tasks
    assert expected == {task.line for task in read_body(text, 0).tasks if task.mark == " "}


spans = st.lists(st.sampled_from(["`", "``", "```", "[[A]]", "[[B|b]]", "a", " ", "x y"]), max_size=12).map("".join)


@settings(max_examples=150)
@given(spans)
def test_a_link_counts_where_markdown_it_sees_no_code(line: str) -> None:
    text = f"word {line}"
    (inline,) = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline"]
    shown = "".join(child.content for child in inline.children or [] if child.type == "text")
    expected = shown.count("[[A]]") + shown.count("[[B|b]]")
    assert expected == len(read_body(text, 1).references)


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 100_000,
        "_a " * 100_000,
        "=" * 300_000 + "a",
        "**a" * 100_000,
        "[" * 300_000,
        "[[a" * 100_000,
        "".join("`" * count + "a" for count in range(1, 700)),
        "- [ ] a" + " " * 300_000 + "b",
        "# a" + " " * 300_000 + "b",
        ">" * 300_000,
        "- " * 150_000 + "x",
        "<a " * 100_000,
        "- [ ] " + "due:" * 70_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_line_of_a_third_of_a_mebibyte_takes_no_time(text: str) -> None:
    began = process_time()
    read_body(text, 1)
    assert process_time() - began < 5
