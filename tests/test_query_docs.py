"""The page about queries: every example in it is answered over the example vault, and every filter is in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from notebook.errors import UsageFault
from notebook.practice.follow_up.cadence import Standing
from notebook.practice.follow_up.cadence import standing as standing_of
from notebook.query import Node, QueryFault, Words, parse, select
from notebook.query.filters import FILTERS
from notebook.records import Contact
from notebook.text.dates import read_span
from notebook.vault.reading.load import Vault, load

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "query.md").read_text("utf-8")
TODAY = date(2026, 11, 21)


def rows(heading: str) -> list[str]:
    """The first cells of the tables under such a heading."""
    tables = re.findall(rf"^\| {heading} \|.*\n\|[ -|]*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [row.split(" | ")[0].removeprefix("| ") for table in tables for row in table.splitlines()]


QUERIES = [cell.strip("`") for cell in rows("query")]
DATES = [code.strip('"') for cell in rows("written") for code in re.findall(r"`([^`]+)`", cell)]


@pytest.fixture(scope="module")
def vault() -> Vault:
    return load(ROOT / "example-vault", cache=None, now_ns=0, say=print)


def has_filter(node: Node) -> bool:
    return "Filter(" in repr(node)


@pytest.mark.parametrize("query", QUERIES)
def test_an_example_is_answered(vault: Vault, query: str) -> None:
    def standing(contact: Contact) -> Standing:
        return standing_of(vault.snapshot, contact, TODAY, vault.settings.cadence)

    def find_text(node: Node, limit: int | None) -> dict[str, float]:
        return {record.path: 1.0 for record in vault.snapshot.records}

    node = parse(query, vault.settings.queries)
    assert select(node, vault.snapshot, TODAY, standing=standing, find_text=find_text)
    assert has_filter(node) or not re.search(r"\w:[^/]", query), "an example of a filter is read as one"


@pytest.mark.parametrize("written", DATES)
def test_a_date_on_the_page_is_read(written: str) -> None:
    first, last = read_span(written, TODAY, "past")
    assert first <= last


def test_every_filter_is_on_the_page() -> None:
    assert [key for key in FILTERS if not re.search(rf"\b{key}:", PAGE)] == []


def test_the_fault_on_the_page_is_the_one_that_is_said() -> None:
    with pytest.raises(QueryFault) as caught:
        parse('kind:contact org:"Open Atlas')
    assert f"Error: {caught.value.message}\n" in PAGE
    assert isinstance(caught.value, UsageFault)


def test_the_first_example_is_words_and_filters() -> None:
    assert Words("printing", column=23) in parse("kind:contact in:Lisbon printing").parts
