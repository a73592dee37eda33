"""What can be wrong with a query, shown with a caret under the place."""

from __future__ import annotations

from ..errors import UsageFault
from .nodes import Filter


class QueryFault(UsageFault):
    """A query that cannot be read or answered; the message holds the query and a caret line under the place.

    `query` is the text the caret points into, `column` its 0-based place in code points, `sentence` says what is wrong.
    """

    def __init__(self, sentence: str, query: str, column: int, width: int = 1, hint: str | None = None) -> None:
        # A tab or a line break in the query would move the caret away, other controls would reach the terminal.
        super().__init__(f"{_printable(sentence)}\n  {_printable(query)}\n  {' ' * column}{'^' * max(1, width)}", hint)
        self.sentence = sentence
        self.query = query
        self.column = column


def filter_fault(condition: Filter, sentence: str, hint: str | None = None, at_key: bool = False) -> QueryFault:
    """A fault in what a filter means: the caret is under its value, or under its key."""
    written = write_filter(condition)
    start = len(condition.key) + 1
    if at_key:
        return QueryFault(sentence, written, 0, len(condition.key), hint)
    return QueryFault(sentence, written, start, len(written) - start, hint)


def write_filter(condition: Filter) -> str:
    """The filter as it is typed, with quotes where its value needs them."""
    if condition.operator == "..":
        low, _, high = condition.value.partition("..")
        return f"{condition.key}:{_quoted(low)}..{_quoted(high)}"
    sign = "" if condition.operator == ":" else condition.operator
    return f"{condition.key}:{sign}{_quoted(condition.value)}"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _quoted(value: str) -> str:
    if value.isprintable() and not any(char in ' ()"“”„«»\\' for char in value) and ".." not in value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
