"""Edits of the body leave the front matter and the rest of the body as they are."""

from __future__ import annotations

from datetime import date

import pytest

from notebook.errors import Refused
from notebook.text.edits import close_task, replace_spans

PATH = "contacts/ada.md"
DAY = date(2026, 11, 21)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> str:
    assert caught.value.hint == "notebook edit ada opens it."
    return caught.value.message


# Parts of the body


@pytest.mark.parametrize(
    ("raw", "spans", "after"),
    [
        (b"---\na: b\n---\nOne two.\n", [(4, 7, "three")], b"---\na: b\n---\nOne three.\n"),
        (b"One two.", [(4, 7, "three"), (0, 3, "Two")], b"Two three."),
        (b"One two.", [(0, 3, "Two"), (3, 4, " + ")], b"Two + two."),
        (b"One", [(3, 3, "\n"), (0, 0, "A ")], b"A One\n"),
        (b"\xef\xbb\xbf---\r\na: b\r\n---\r\nOne\r\ntwo", [(5, 8, "2")], b"\xef\xbb\xbf---\r\na: b\r\n---\r\nOne\r\n2"),
        ("---\na: b\n---\n🎉 Zoë\n".encode(), [(2, 5, "[[Zoé]]")], "---\na: b\n---\n🎉 [[Zoé]]\n".encode()),
        (b"---\na: [b\n---\nOne", [(0, 3, "Two")], b"---\na: [b\n---\nTwo"),
        (b"---\na: b\n---", [(0, 0, "One\n")], b"---\na: b\n---\nOne\n"),
        (b"---\r\na: b\r\n---", [(0, 0, "One")], b"---\r\na: b\r\n---\r\nOne"),
        (b"---\na: b\n---\nOne", [], b"---\na: b\n---\nOne"),
        (b"---\na: b\n---\nOne", [(0, 3, "---\nc: d\n---\n")], b"---\na: b\n---\n---\nc: d\n---\n"),
    ],
)
def test_parts_of_the_body_are_replaced(raw: bytes, spans: list[tuple[int, int, str]], after: bytes) -> None:
    assert after == replace_spans(raw, PATH, spans)


@pytest.mark.parametrize("spans", [[(0, 2, ""), (1, 3, "")], [(2, 1, "")], [(0, 9, "")], [(-1, 0, "")]])
def test_parts_that_lie_over_each_other_or_outside_are_refused(spans: list[tuple[int, int, str]]) -> None:
    with pytest.raises(Refused) as caught:
        replace_spans(b"---\na: b\n---\nOne", PATH, spans)
    assert (
        "contacts/ada.md:4: the parts to be replaced lie over each other or outside the text. Nothing was written."
        == (refusal(caught))
    )


@pytest.mark.parametrize(
    ("raw", "new"),
    [(b"One", "---\na: b\n---\n"), (b"One", "---"), (b"One", "\ufeff"), (b"One", "<<<<<<< ours\n"), (b"One", "\udcff")],
)
def test_a_body_that_would_be_read_as_something_else_is_refused(raw: bytes, new: str) -> None:
    with pytest.raises(Refused, match=r"^contacts/ada\.md:1: .+\. Nothing was written\.$"):
        replace_spans(raw, PATH, [(0, 3, new)])


@pytest.mark.parametrize("raw", [b"---\na: b\n", b"\xff", b"One\n<<<<<<< ours\n"])
def test_the_body_of_a_file_that_cannot_be_read_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        replace_spans(raw, PATH, [(0, 1, "x")])


# Tasks

LINES = (
    ("- [ ] Send the map", "- [x] Send the map done:2026-11-21"),
    ("- [ ] Send the map  ", "- [x] Send the map done:2026-11-21  "),
    ("- [ ] Send the map\r", "- [x] Send the map done:2026-11-21\r"),
    ("- [ ] ^abc-1", "- [x] done:2026-11-21 ^abc-1"),
    ("- [ ] Send the map ^abc-1", "- [x] Send the map done:2026-11-21 ^abc-1"),
    ("- [ ] Send the map  ^abc-1 ", "- [x] Send the map done:2026-11-21  ^abc-1 "),
    ("- [ ] Send the map due:2026-12-01", "- [x] Send the map due:2026-12-01 done:2026-11-21"),
    ("- [ ] Send the map done:2026-11-01", "- [x] Send the map done:2026-11-01"),
    ("- [ ] Send the map ✅ 2026-11-01 ^a", "- [x] Send the map ✅ 2026-11-01 ^a"),
    ("* [ ] @[[Ana]]: send [[Bea]]'s map.", "* [x] @[[Ana]]: send [[Bea]]'s map. done:2026-11-21"),
    ("1. [?] Ask about Rome?", "1. [x] Ask about Rome? done:2026-11-21"),
    ("- one\n\t- [ ] nested\n- [ ] next", "- one\n\t- [x] nested done:2026-11-21\n- [ ] next"),
    ("-   [ ]  wide", "-   [x]  wide done:2026-11-21"),
    ("- [ ] Send `code [ ]`", "- [x] Send `code [ ]` done:2026-11-21"),
    ("- [ ] \x85odd\x85 ^x", "- [x] \x85odd done:2026-11-21\x85 ^x"),
)


@pytest.mark.parametrize(("line", "after"), LINES, ids=[line for line, _ in LINES])
@pytest.mark.parametrize("front", ["", "---\na: b\n---\n", "\ufeff---\na: [b\n---\n\n"])
def test_a_task_is_done_on_a_day(line: str, after: str, front: str) -> None:
    number = front.count("\n") + 1 + line.startswith("- one")
    assert (front + after + "\nMore.").encode() == close_task(
        (front + line + "\nMore.").encode(), PATH, number, "x", DAY
    )


def test_a_task_may_be_dropped_without_a_day() -> None:
    assert b"- [-] Send  ^a\n" == close_task(b"- [ ] Send  ^a\n", PATH, 1, "-", None)


def test_the_last_line_may_lack_its_end() -> None:
    assert b"- [x] Send done:2026-11-21" == close_task(b"- [ ] Send", PATH, 1, "x", DAY)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- [x] Done", 1),
        ("- [-] Dropped", 1),
        ("- [/] Other", 1),
        ("Text [ ] here", 1),
        ("```\n- [ ] code\n```", 2),
        ("> - [ ] quoted", 1),
        ("- [ ]", 1),
        ("- [ ] Send", 2),
        ("- [ ] Send", 0),
        ("---\na: b\n---\n- [ ] Send", 1),
    ],
)
def test_where_no_task_is_open_none_is_closed(text: str, line: int) -> None:
    with pytest.raises(Refused) as caught:
        close_task(text.encode(), PATH, line, "x", DAY)
    assert f"contacts/ada.md:{line}: no open task stands here. Nothing was written." == refusal(caught)


def test_a_done_date_that_cannot_be_read_is_in_the_way() -> None:
    with pytest.raises(Refused) as caught:
        close_task(b"- [ ] Send done:soon", PATH, 1, "x", DAY)
    assert "contacts/ada.md:1: the done date that stands here cannot be read. Nothing was written." == refusal(caught)
