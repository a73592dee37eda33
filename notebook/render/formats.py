"""The formats of a listing that other programs read: json, jsonl, csv, ids, paths, or a line from a template."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..errors import UsageFault
from .terminal import clean, clean_lines

Row = Mapping[str, Any]
LineTemplate = Callable[[Row], str]

FORMATS = ("table", "json", "jsonl", "csv", "ids", "paths")

# JSON leaves these as they are, and a terminal obeys some of them.
_OBEYED = (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_ESCAPED = {point: f"\\u{point:04x}" for point in _OBEYED}
_FORMULA_STARTS = ("=", "+", "-", "@")


class Part(dict[str, Any]):
    """A JSON object inside a row, which a cell or a template shows as one text."""

    def __init__(self, shown: str, **values: Any) -> None:
        super().__init__(values)
        self._shown = shown

    def __str__(self) -> str:
        """The text it is shown as."""
        return self._shown


class _Absent:
    """What a template finds where a row has no value: empty, false, and without a fault all the way down."""

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getitem__(self, key: object) -> _Absent:
        return self

    def __getattr__(self, name: str) -> _Absent:
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class _Values(list[Any]):
    """A list that a template may ask for the first of none."""

    def __getitem__(self, at: Any) -> Any:
        try:
            return super().__getitem__(at)
        except IndexError:
            return _ABSENT


_ABSENT = _Absent()


def is_template(form: str) -> bool:
    """True for a format that is a line of Jinja."""
    return "{{" in form or "{%" in form


def template_source(form: str) -> str:
    r"""The template with `\t` and `\n`, which are easier typed in a shell than what they stand for."""
    return form.replace("\\t", "\t").replace("\\n", "\n")


def lines(rows: Sequence[Row], form: str, line: LineTemplate | None = None) -> Iterator[str]:
    """The rows in a format, line by line; `line` is the template's where the format is one."""
    if line is not None:
        absent = {key: _ABSENT for row in rows for key in row}
        yield from (
            clean_lines(line(absent | {key: _for_template(value) for key, value in row.items()})) for row in rows
        )
    elif form == "json":
        yield json_page(list(rows))
    elif form == "jsonl":
        yield from (json_line(row) for row in rows)
    elif form == "csv":
        yield from _csv(rows)
    else:
        key = "id" if form == "ids" else "path"
        if any(key not in row for row in rows):
            raise UsageFault(f"These have no {form}.", "The formats json, jsonl and csv give all there is.")
        yield from dict.fromkeys(clean(str(row[key])) for row in rows if row.get(key))


def _for_template(value: Any) -> Any:
    if value is None:
        return _ABSENT
    return _Values(value) if isinstance(value, list) else value


def json_line(value: Any) -> str:
    """The value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).translate(_ESCAPED)


def json_page(value: Any) -> str:
    """The value as JSON over several lines."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_ESCAPED)


def _csv(rows: Sequence[Row]) -> Iterator[str]:
    """A header and one line a row; the columns are all keys of all rows, in the order they are met."""
    import csv
    import io

    columns = list(dict.fromkeys(key for row in rows for key in row))
    if not columns:
        return
    for cells in (columns, *([cell(row.get(column)) for column in columns] for row in rows)):
        page = io.StringIO()
        csv.writer(page, lineterminator="").writerow(cells)
        yield page.getvalue()


def cell(value: Any) -> str:
    """The value as a spreadsheet's cell: lists joined by `; `, and an apostrophe before what would be a formula."""
    text = clean(plain(value))
    if isinstance(value, (int, float)):
        return text
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def plain(value: Any) -> str:
    """The value in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Part):
        return str(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {plain(child)}" for key, child in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(child) for child in value)
    return str(value)
