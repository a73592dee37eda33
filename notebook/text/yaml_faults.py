"""What the YAML parser complains of, in words for someone who is writing a note, at the place where it is mended."""

from __future__ import annotations

import re

import yaml

from ..records import Problem

_QUOTE_IT = "Put the whole value in quotes."
_AFTER_BRACKET = 'Write one list, ["[[Ana]]", "[[Bea]]"], or put the whole value in quotes.'
_AFTER_QUOTE = "Put the whole value in quotes of the other kind, or look whether a quote above is left open."
_NO_COLON = (
    "This line has no colon and space after its key.",
    "Write `key: value`; indent the line if it goes on from the one above, or start it with - in a list.",
)

# What the parser says (a part of it), what it means, and what to do; first fit wins. What is marked "start" is
# noticed later than it is mended: its place is where the quote, bracket or line begins.
_SAYINGS = (
    ("found unexpected end of stream", "start", "A quote is opened here and never closed.", "Close the quote."),
    ("could not find expected ':'", "start", *_NO_COLON),
    ("expected ',' or ']'", "start", "A list is opened with [ here and never closed.",
     "Close it with ], and put values that hold [ ] or , in quotes."),
    ("expected ',' or '}'", "start", "A mapping is opened with { here and never closed.",
     "Close it with }, and put values that hold { } or , in quotes."),
    ("expected '-' indicator", "here", "A list and fields are mixed here.",
     "Indent the list under its key, or make every line of it start with -."),
    ("mapping values are not allowed", "here", 'There is a ": " where no second key can stand.', _QUOTE_IT),
    ("block sequence entries are not allowed", "here", "A list cannot start on the line of its key.",
     "Put each - on a line of its own below the key, or the value in quotes if the - is text."),
    ("mapping keys are not allowed", "here", "A value cannot start with a question mark.", _QUOTE_IT),
    ("expected comment or line break", "here", "After | or > the text starts on the next line.", _QUOTE_IT),
    ("while scanning an alias", "start", "A value cannot start with *.", _QUOTE_IT),
    ("while scanning an anchor", "start", "A value cannot start with &.", _QUOTE_IT),
    ("while scanning a tag", "start", "A value cannot start with !.", _QUOTE_IT),
    ("directive", "start", "A line cannot start with %.", "Put the key in quotes."),
    ("hexdecimal number", "here", "A \\ in double quotes starts an escape, and this is none.",
     "Use single quotes, or write \\\\ for one \\."),
    ("unknown escape character", "here", "A \\ in double quotes starts an escape, and this is none.",
     "Use single quotes, or write \\\\ for one \\."),
    ("expected <document start>", "here", "This line is indented less than the first one, or a line `...` is above it.",
     "Start every key in the first column, and delete the line of dots."),
    ("expected node content", "here", "A value is missing here.", "Write a value, or put what stands here in quotes."),
)  # fmt: skip

_KEYLESS = re.compile(r"^(?![ \t]*(?:#|- |-$|[\]}]))(?!.*:(?: |\t|$)).*\S")
_FIRST_KEY = re.compile(r"^[ \t]*(?:- +)*[^:]*(?::[^ \t\n][^:]*)*$")


def yaml_problem(fault: yaml.YAMLError, source: str, path: str, first_line: int) -> Problem:
    """The parser's complaint about the source."""
    saying = " ".join(str(part) for part in (getattr(fault, "context", ""), getattr(fault, "problem", fault)) if part)
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return Problem("bad-yaml", "error", path, first_line, 1, f"This is not YAML: {saying}.", _QUOTE_IT)
    found = _by_the_text(saying, source.split("\n"), mark.line, mark.column)
    if found is None:
        where, message, hint = next(
            ((where, message, hint) for part, where, message, hint in _SAYINGS if part in saying),
            ("here", f"This is not YAML: {saying}.", "Check the quotes and the indentation of this line."),
        )
        place = (getattr(fault, "context_mark", None) if where == "start" else None) or mark
        found = place.line, place.column, message, hint
    line, column, message, hint = found
    return Problem("bad-yaml", "error", path, line + first_line, column + 1, message, hint)


def _by_the_text(saying: str, lines: list[str], at: int, column: int) -> tuple[int, int, str, str] | None:
    """What is wrong as far as the parser cannot tell it and the text around can: 0-based place, message, hint."""
    text = lines[at] if at < len(lines) else ""
    before, char = text[:column], text[column : column + 1]
    if "tab" in saying or ("cannot start any token" in saying and char == "\t"):
        return at, column, "There is a tab where spaces are expected.", "Indent with spaces."
    if "cannot start any token" in saying:
        return at, column, f"A value cannot start with {char}.", _QUOTE_IT
    if "mapping values" in saying and _FIRST_KEY.match(before):
        above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), None)
        if above is not None and _KEYLESS.match(lines[above]):
            return above, len(lines[above]) - len(lines[above].lstrip()), *_NO_COLON
        if above is not None and before[:1] in (" ", "\t"):
            return (at, len(before) - len(before.lstrip()), "This line is indented more than the field above it.",
                    "Give both lines the same indentation, or put the value above in quotes.")  # fmt: skip
    if "expected key" in saying:
        if before.rstrip()[-1:] in ("]", "}"):
            return at, column, f"Text goes on here after a closing {before.rstrip()[-1]}.", _AFTER_BRACKET
        if before.strip():
            return at, column, "Text goes on here after a closing quote.", _AFTER_QUOTE
        if char == "-":
            return (at, column, "A list and fields are mixed here.",
                    "Indent the list under its key, or delete the -.")  # fmt: skip
        return at, column, "This line's indentation fits no line above it.", "Give it that of the field it belongs to."
    return None
