"""What a body says: promises, threads, links, quotes, its first words."""

from __future__ import annotations

import pytest

from notebook.records import PartialDate, Phrase, Reference, Task
from notebook.text.body import Body, plain_text, read_body, reference_name, with_names


def body(*lines: str) -> Body:
    return read_body("\n".join(lines), 1)


def task(line: str) -> Task:
    (found,) = body(line).tasks
    return found


# Promises


@pytest.mark.parametrize("mark", [" ", "x", "-", "?"])
def test_a_task_item_has_its_mark(mark: str) -> None:
    assert (mark, "send it") == (task(f"- [{mark}] send it").mark, task(f"- [{mark}] send it").text)


def test_a_capital_x_is_done() -> None:
    assert "x" == task("- [X] send it").mark


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "7)"])
def test_a_task_item_starts_with_any_list_marker(marker: str) -> None:
    assert "send it" == task(f"{marker} [ ] send it").text


@pytest.mark.parametrize(
    "line", ["- [] no", "- [ ]", "- [ ] ", "- [/] half", "-[ ] no", "[ ] no", "- [ ]no", "- [ ](link)"]
)
def test_what_is_no_task_item(line: str) -> None:
    assert () == body(line).tasks


@pytest.mark.parametrize(
    "written",
    ["due:2026-11-20", "due: 2026-11-20", "📅 2026-11-20", "📅2026-11-20", "by 2026-11-20", "(by 2026-11-20)",
     "due:2026-11-20.", "(due:2026-11-20)"],
)  # fmt: skip
def test_a_due_date_is_read_in_all_its_forms(written: str) -> None:
    assert PartialDate(2026, 11, 20) == task(f"- [ ] send it {written}").due


def test_the_due_date_is_no_part_of_the_words() -> None:
    assert "send it to her" == task("- [ ] send it due:2026-11-20 to her").text


def test_a_due_month_is_kept_as_a_month() -> None:
    assert PartialDate(2026, 12) == task("- [ ] send it due:2026-12").due


def test_a_done_date_is_read() -> None:
    assert PartialDate(2026, 11, 21) == task("- [x] send it due:2026-11-20 done:2026-11-21").done


@pytest.mark.parametrize("written", ["due:soon", "due:2026-13-01", "due:--11-20", "📅 never"])
def test_a_due_date_that_is_none_stays_in_the_words(written: str) -> None:
    assert (None, f"send it {written}") == (task(f"- [ ] send it {written}").due, task(f"- [ ] send it {written}").text)


def test_a_due_date_that_is_none_is_noted_at_its_place() -> None:
    (bad,) = body("- [ ] soon, that is due:soon").bad_dates
    assert ("soon", 1, 25) == (bad.text, bad.line, bad.column)


def test_without_an_owner_the_promise_is_the_vaults_owners() -> None:
    assert task("- [ ] send it").owner is None


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("- [ ] @ada: send it", Reference("ada", 1, 8)),
        ("- [ ] @ada-lovelace:send it", Reference("ada-lovelace", 1, 8)),
        ("- [ ] @[[Ada Lovelace]]: send it", Reference("Ada Lovelace", 1, 10)),
        ("- [ ] @[[Ada Lovelace|Ada]]: send it", Reference("Ada Lovelace", 1, 10)),
        ("  - [ ] @李伟: send it", Reference("李伟", 1, 10)),
    ],
)
def test_an_owner_stands_at_the_start(line: str, owner: Reference) -> None:
    assert (owner, "send it") == (task(line).owner, task(line).text)


def test_a_name_in_the_middle_is_no_owner() -> None:
    assert task("- [ ] send it to @ada: now").owner is None


def test_the_owners_link_is_no_one_else_whom_it_concerns() -> None:
    found = task("- [ ] @[[Ada]]: send it to [[Bob]]")
    assert (Reference("Bob", 1, 28),) == found.references


def test_a_promise_knows_its_line() -> None:
    (found,) = read_body("\n\n- [ ] send it\n", 7).tasks
    assert 9 == found.line


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_may_end_as_they_do_on_windows(newline: str) -> None:
    found = read_body(newline.join(["- [ ] one due:2026-11-20", "- [ ] two", ""]), 1).tasks
    assert [("one", 1), ("two", 2)] == [(one.text, one.line) for one in found]


@pytest.mark.parametrize(
    "lines",
    [
        ["```", "- [ ] send it", "```"],
        ["~~~ text", "- [ ] send it", "```", "- [ ] send it", "~~~"],
        ["    - [ ] send it"],
        ["\t- [ ] send it"],
        ["> - [ ] send it"],
        ["> quoted", "> - [ ] send it"],
        ["- > - [ ] send it"],
        ["<!--", "- [ ] send it", "-->"],
        ["- ", "", "      - [ ] send it"],
        ["- item", "", "      - [ ] send it"],
    ],
)
def test_a_task_item_in_code_quotes_or_comments_does_not_count(lines: list[str]) -> None:
    assert () == body(*lines).tasks


@pytest.mark.parametrize(
    "lines",
    [
        ["- one", "  - [ ] send it"],
        ["- one", "", "  - [ ] send it"],
        ["1. one", "   - [ ] send it"],
        ["Some text", "- [ ] send it"],
        ["> quoted", "- [ ] send it"],
        ["> quoted", "", "- [ ] send it"],
        ["```", "code", "```", "- [ ] send it"],
        ["- ```", "  code", "- [ ] send it"],
        ["# Heading", "- [ ] send it"],
        ["- one", "\t- [ ] send it"],
        ["<!-- comment -->", "- [ ] send it"],
    ],
)
def test_a_task_item_anywhere_else_counts(lines: list[str]) -> None:
    assert ["send it"] == [one.text for one in body(*lines).tasks]


# Links


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[[Ada]]", [Reference("Ada", 1, 1)]),
        ("see [[Ada Lovelace|Ada]], [[Bob]]", [Reference("Ada Lovelace", 1, 5), Reference("Bob", 1, 27)]),
        ("[[People/Ada.md#Work|Ada]]", [Reference("Ada", 1, 1)]),
        ("[[Ada#^block]]", [Reference("Ada", 1, 1)]),
        ("> [[Ada]]", [Reference("Ada", 1, 3)]),
        ("\t- [[Ada]]", []),
        ("- a\n\t- [[Ada]]", [Reference("Ada", 2, 4)]),
        ("`[[Ada]]` and [[Bob]]", [Reference("Bob", 1, 15)]),
        ("``[[Ada]] ` [[Eve]]`` [[Bob]]", [Reference("Bob", 1, 23)]),
        ("`open [[Ada]]", [Reference("Ada", 1, 7)]),
        ("![[photo.png]]", []),
        ("[[#heading]] [[ ]] [[]]", []),
        ("[Ada](ada.md)", []),
    ],
)
def test_a_link_names_a_note(line: str, expected: list[Reference]) -> None:
    assert expected == list(read_body(line, 1).references)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada", "Ada"),
        (" Ada Lovelace ", "Ada Lovelace"),
        ("[[Ada]]", "Ada"),
        ("[[People/Ada.md#Work|Countess]]", "Ada"),
        ("[[Ada]] and [[Bob]]", "[[Ada]] and [[Bob]]"),
    ],
)
def test_a_name_stands_with_brackets_or_without(written: str, name: str) -> None:
    assert name == reference_name(written)


# Their words


def test_a_quote_is_their_words() -> None:
    assert (Phrase("The engine weaves.", 2),) == body("She said:", "> The *engine* weaves.").quotes


def test_a_line_that_goes_on_with_a_quote_is_quoted() -> None:
    assert ["one", "two"] == [quote.text for quote in body("> one", "two").quotes]


def test_the_title_of_a_callout_is_no_quote() -> None:
    assert ["Beware."] == [quote.text for quote in body("> [!warning] Title", "> Beware.").quotes]


@pytest.mark.parametrize("heading", ["## Heard", "# heard", "### Heard ###"])
def test_what_stands_under_heard_is_their_words(heading: str) -> None:
    found = body(heading, "- I am tired.", "- [ ] send it", "I am well.", "## Next", "Not theirs.")
    assert ["I am tired.", "I am well."] == [quote.text for quote in found.quotes]


# First words


def test_the_summary_is_the_first_paragraph_on_one_line() -> None:
    found = body("# Title", "", "- [ ] send it", "", "She is *worried*", "about funding.", "", "More.")
    assert Phrase("She is worried about funding.", 5) == found.summary


def test_the_summary_is_cut_at_a_word() -> None:
    summary = body("word " * 200).summary
    assert summary is not None
    assert summary.text.endswith("word…")
    assert len(summary.text) <= 160


def test_the_summary_keeps_links_and_no_other_mark() -> None:
    found = body("**Met** [[ada-lovelace]] and [[People/_bob_|Bob]], `[` and ![[photo.png]].").summary
    assert found is not None
    assert found.text == "Met [[ada-lovelace]] and [[People/_bob_|Bob]], [ and photo.png."


@pytest.mark.parametrize("length", range(120, 170))
def test_the_summary_cuts_no_link_in_two(length: int) -> None:
    for word in ("x", "x "):
        found = body((word * 170)[:length] + "[[Dr. Ada of Ely]] " + "y" * 99).summary
        assert found is not None
        assert found.text.count("[[") == found.text.count("]]")


def test_a_link_longer_than_a_summary_is_whole() -> None:
    found = body(f"[[{'a' * 200}]] and more").summary
    assert found is not None
    assert found.text == f"[[{'a' * 200}]]…"


def test_links_are_shown_by_their_label_their_name_or_as_written() -> None:
    shown = with_names("[[ada-lovelace]], [[bob#Work|Bob]], [[People/nobody]]", {"ada-lovelace": "Ada"}.get)
    assert shown == "Ada, Bob, nobody"


def test_the_summary_can_be_the_first_point_of_a_list() -> None:
    assert Phrase("One thing", 1) == body("- One thing", "- Another").summary


@pytest.mark.parametrize(
    "line", ["", "> quoted", "```\ncode\n```", "- [ ] send it", "***", "#tag #other", "<b>x</b>", "# Title"]
)
def test_what_is_no_summary(line: str) -> None:
    assert read_body(line, 1).summary is None


@pytest.mark.parametrize("lines", [["# Ada"], ["text", "# Ada #", "# Bob"], ["Ada", "==="], ["## Not", "# Ada"]])
def test_the_title_is_the_first_heading_of_level_one(lines: list[str]) -> None:
    assert "Ada" == body(*lines).title


@pytest.mark.parametrize("lines", [["#Ada"], ["## Ada"], ["```", "# Ada", "```"], ["> # Ada"], ["Ada", "---"], ["#"]])
def test_what_is_no_title(lines: list[str]) -> None:
    assert body(*lines).title is None


def test_a_title_that_is_underlined_is_no_summary() -> None:
    assert Phrase("Text.", 4) == body("Ada", "===", "", "Text.").summary


def test_a_paragraph_above_a_line_of_dashes_is_a_summary() -> None:
    assert Phrase("Text.", 1) == body("Text.", "---", "More.").summary


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**bold** and __bold__", "bold and bold"),
        ("*one* _two_ ~~three~~ ==four==", "one two three four"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("[[Ada Lovelace|Ada]] and [[People/Bob]]", "Ada and Bob"),
        ('[a page](https://x.example/a "title")', "a page"),
        ("`code with *stars*`", "code with *stars*"),
        ("``a ` b``", "a ` b"),
        ("  a   b ", "a b"),
        ("a * b * c", "a * b * c"),
    ],
)
def test_plain_text_has_no_marks(line: str, expected: str) -> None:
    assert expected == plain_text(line)
