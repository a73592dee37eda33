"""The formats that other programs read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from notebook.errors import UsageFault
from notebook.render.environment import line_template
from notebook.render.formats import Part, is_template, lines, template_source

EMAIL = Part("a@x.example", label="work", value="a@x.example")
ADA = {"id": "ada", "path": "contacts/ada.md", "name": "Ada", "emails": [EMAIL], "tags": ["close", "maths"]}
RUI = {"id": "rui", "path": "contacts/rui.md", "name": "=HYPERLINK(1)", "emails": [], "tags": []}
ROWS: list[dict[str, object]] = [{**ADA, "met": None, "score": -1.5}, {**RUI, "met": None, "score": 2}]


def text(form: str, rows: list[dict[str, object]] = ROWS) -> str:
    line = line_template(template_source(form)) if is_template(form) else None
    return "\n".join(lines(rows, form, line))


def test_json_is_one_list() -> None:
    assert json.loads(text("json")) == ROWS
    assert text("json", []) == "[]"


def test_jsonl_is_one_object_a_line() -> None:
    assert [json.loads(line) for line in text("jsonl").splitlines()] == ROWS
    assert text("jsonl", []) == ""


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_holds_nothing_that_a_terminal_obeys(form: str) -> None:
    nasty = "\x1b[31m \x9b \x7f \u202e \u2028 \u2066 é 久"
    shown = text(form, [{"name": nasty}])
    assert not set(shown) & set("\x1b\x9b\x7f\u202e\u2028\u2066")
    assert "é 久" in shown
    found = json.loads(shown)
    assert (found[0] if form == "json" else found) == {"name": nasty}


def test_csv_has_a_header_and_joins_lists() -> None:
    header, ada, rui = csv.reader(io.StringIO(text("csv")))
    assert header == ["id", "path", "name", "emails", "tags", "met", "score"]
    assert ada == ["ada", "contacts/ada.md", "Ada", "a@x.example", "close; maths", "", "-1.5"]
    assert rui == ["rui", "contacts/rui.md", "'=HYPERLINK(1)", "", "", "", "2"]
    assert text("csv", []) == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_gives_a_spreadsheet_no_formula(start: str) -> None:
    assert text("csv", [{"name": f"{start}1+1"}]).splitlines()[1] == f"'{start}1+1"


def test_csv_keeps_a_record_on_one_line() -> None:
    assert text("csv", [{"name": "two\nlines", "note": 'says "hi", then goes'}]).splitlines() == [
        "name,note",
        'two lines,"says ""hi"", then goes"',
    ]


def test_csv_has_the_columns_of_all_kinds() -> None:
    assert text("csv", [{"id": "a", "x": 1}, {"id": "b", "y": True}]).splitlines() == ["id,x,y", "a,1,", "b,,true"]


def test_ids_and_paths_stand_once_each() -> None:
    assert text("ids", [*ROWS, ROWS[0]]).splitlines() == ["ada", "rui"]
    assert text("paths").splitlines() == ["contacts/ada.md", "contacts/rui.md"]


def test_rows_without_ids_are_refused() -> None:
    with pytest.raises(UsageFault, match="no ids"):
        text("ids", [{"code": "bad-date"}])


def test_a_template_is_filled_once_a_row() -> None:
    assert text("{{ name }} <{{ emails[0] }}>").splitlines() == ["Ada <a@x.example>", "=HYPERLINK(1) <>"]


def test_a_template_may_ask_for_parts_of_what_is_absent() -> None:
    assert text("{{ id }}{{ met.date }}{{ emails[0].label }}").splitlines() == ["adawork", "rui"]
    assert text("{% if met %}met{% else %}{{ id }}{% endif %}").splitlines() == ["ada", "rui"]
    assert text("{{ tags | join('+') }}|{% for one in met.at %}x{% endfor %}").splitlines() == ["close+maths|", "|"]


def test_a_template_has_the_keys_of_all_rows() -> None:
    assert text("{{ id }}:{{ start }}", [{"id": "a", "start": "2026"}, {"id": "b"}]).splitlines() == ["a:2026", "b:"]


def test_a_template_with_an_unknown_name_is_refused() -> None:
    with pytest.raises(UsageFault, match="nmae"):
        text("{{ nmae }}")


def test_a_template_may_have_tabs_as_they_are_typed() -> None:
    assert text(r"{{ id }}\t{{ name }}").splitlines()[0] == "ada\tAda"


def test_a_template_line_holds_nothing_that_a_terminal_obeys() -> None:
    assert "\x1b" not in text("{{ name }}", [{"name": "\x1b[31m"}])
