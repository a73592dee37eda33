"""The notebook remembers people and never scores them: no word a user can see weighs, ranks or counts up a person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

# What somebody says who keeps accounts of people, or sells to them.
SCORING = re.compile(
    r"\b("
    r"scor(?:e|es|ed|ing)|rank(?:s|ed|ing|ings)?|rat(?:ed|ing|ings)|tiers?|grades?|leader ?boards?|streaks?|gamif\w+"
    r"|points? (?:for|to|of) (?:a |each )?(?:person|contact)|value of (?:a |each )?(?:person|contact)|vips?"
    r"|worth (?:of|keeping|knowing|your)|valuable|most important|top (?:people|contacts|\d+)|best (?:people|contacts?)"
    r"|ledgers?|balances?|debts?|debtors?|ow(?:e|es|ed|ing)|favou?rs?|reciproc\w+|roi|leverag\w+|assets?|networking"
    r"|influencers?|prospects?|sales leads?|funnels?|pipelines?|churn|engagement|relationship strength"
    r"|strength of (?:the|a|your) (?:relationship|tie)"
    r")\b",
    re.IGNORECASE,
)
# (place, word) -> why it may stand there.
ALLOWED = {
    ("notebook/render/hits.py", "score"): "how well a note fits the words that were searched, a key of the JSON",
    ("notebook/cli/commands/search.py", "score"): "the same key",
    ("notebook/practice/hard_words.py", "debt"): "what may weigh on somebody, in the user's own lines",
    ("notebook/practice/hard_words.py", "debts"): "the same",
    ("notebook/practice/drafting/occasions.py", "engagement"): "two who are to marry",
    (
        "notebook/practice/drafting/second_person.py",
        "owe",
    ): "a verb in the user's own lines",
    ("docs/json.md", "score"): "the key of the JSON of search, and what it means",
}
ROOMS = (
    "cli",
    "render",
    "digest",
    "practice",
    "changes",
    "query",
    "crosscheck.py",
    "settings.py",
    "schema",
    "errors.py",
)


def places() -> list[str]:
    files = [path for room in ROOMS for path in modules(ROOT / "notebook" / room)]
    files += [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    files += [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    return sorted(path.relative_to(ROOT).as_posix() for path in files)


def modules(room: Path) -> list[Path]:
    return [room] if room.suffix else list(room.rglob("*.py"))


@pytest.mark.parametrize("place", places())
def test_no_word_that_a_user_can_see_scores_people(place: str) -> None:
    found = [
        (word, text)
        for text in texts(ROOT / place)
        for word in (match[0].lower() for match in SCORING.finditer(text))
        if (place, word) not in ALLOWED
    ]
    assert found == []


def test_what_is_allowed_is_still_there() -> None:
    for place, word in ALLOWED:
        assert any(word in text.lower() for text in texts(ROOT / place)), f"take {word} of {place} out of ALLOWED"


@pytest.mark.parametrize("text", ["Her score is 7", "your top 10", "You owe Ada a favour", "ranked by worth", "a VIP"])
def test_the_words_are_found(text: str) -> None:
    assert SCORING.search(text)


@pytest.mark.parametrize(
    "text", ["how the talk went", "a point of view", "the boat is sold", "below the fold", "owner"]
)
def test_plain_words_are_not(text: str) -> None:
    assert not SCORING.search(text)


def texts(path: Path) -> Iterator[str]:
    """Every text of a page; of a module its strings, with the docstrings of commands, which are their help."""
    if path.suffix != ".py":
        yield path.read_text(encoding="utf-8")
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {id(text) for text in docstrings(tree)} if "commands" not in path.parts else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.value


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value
