"""No line that a command prints is wider than the terminal, from 40 columns on."""

from __future__ import annotations

import re

import pytest
from conftest import Runner
from hypothesis import given
from hypothesis import strategies as st

from notebook.render.blocks import closing, heading, lead, pointing
from notebook.render.terminal import clean, width_of

STYLE = re.compile(r"\x1b\[[0-9;]*m")
# What reads, and prints for a screen; `bio` and a draft are letters, with a line for each paragraph.
COMMANDS = (
    "list", "list --kind interaction --limit 30", "list --kind event", "list --kind organization",
    "list --kind project", "search tide gauge", "search porto",
    "due", "due --all", "next", "next --all", "next --backtest --weeks 4", "upcoming", "upcoming --days 90",
    "promises", "promises --theirs", "promises --ask", "promises --done",
    "digest", "digest --week 2026-W20", "digest --week 2027-W01",
    "stats", "stats --plot", "stats --plot --by week", "stats sovela", "stats will-thackwray",
    "graph", "graph tag:maps", "graph --with-me", "graph --all",
    "help-for", "help-for tide-atlas", "help-for sovela", "thanks", "path --to jussara-tavolaro",
    "who --in lisbon", "who --in porto", "brief", "brief tide-atlas", "brief sovela", "brief will-thackwray",
    "brief 2026-11-28-mapas-e-cafe-november", "brief graca-penedal --shared",
    "triage", "triage 2026-11-12-atlantic-map-days", "common lin-xiaolan", "common sovela",
    "introduce", "introduce an-waterschoot jorg-grossmuller", "introduce tamsin-wray-holloway estevao-nogueiral",
    "topics sam-tregarrow", "topics graca-penedal", "mentors", "mentors --all", "mentors will", "mentors --mentees",
    "interviews", "interviews --tree", "draft", "fields", "fields project", "check",
    "show will-thackwray", "show graca-penedal", "show 2026-11-12-atlantic-map-days", "show coro-ribeira-alta",
    "show two-lagoons", "show sovela",
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co", "Cf", "M")), max_size=120)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_line_of_it_fits_the_terminal(command: str, example_vault: str, run: Runner) -> None:
    for width in (40, 50, 60, 80):
        ran = run("--vault", str(example_vault), *command.split(), env={"COLUMNS": str(width)})
        assert ran.lines
        assert [line for line in ran.lines if width_of(line) > width and not is_command(line)] == []


def is_command(line: str) -> bool:
    """True for a command, or a file, that has the line for itself: it is not broken, so that it can be taken over."""
    words = line.strip(" ()")
    return words.startswith("notebook ") or (" " not in words and words.endswith(".md"))


@pytest.mark.parametrize("width", ["40", "41", "47", "53", "59", "61", "67", "73", "79", "99"])
def test_a_digest_breaks_no_command(width: str, example_vault: str, run: Runner) -> None:
    lines = run("--vault", str(example_vault), "digest", env={"COLUMNS": width}).lines
    commands = [line[line.index("notebook ") :] for line in lines if "notebook " in line]
    assert any(one == "notebook triage 2026-11-12-atlantic-map-days" for one in commands)
    assert "notebook promises --mine" in commands
    assert all(len(one.split()) > 1 for one in commands)


@given(TEXT, TEXT, st.integers(40, 100))
def test_a_heading_fits_whatever_the_name(name: str, words: str, width: int) -> None:
    for line in (*heading(name, words, width), *lead(name, width)):
        assert width_of(STYLE.sub("", line)) <= width


@given(TEXT, st.integers(40, 100))
def test_a_command_is_never_broken(words: str, width: int) -> None:
    command = "notebook show somebody-with-a-name-of-several-words --all"
    for lines in (list(pointing(words, command, width)), list(closing(words, command, width))):
        assert sum(command in line for line in lines) == 1
        assert all(width_of(STYLE.sub("", line)) <= width for line in lines if command not in line)


def test_a_name_too_long_for_the_line_is_cut_in_a_heading() -> None:
    assert [clean(STYLE.sub("", line)) for line in heading("x" * 60, "3 talks", 40)] == ["x" * 39 + "…", "  3 talks"]


def test_what_fits_stands_in_one_line() -> None:
    assert list(heading("Ada", "3 talks", 40)) == ["\x1b[1mAda\x1b[0m   3 talks"]
    assert list(pointing("5 more", "notebook next", 40)) == ["  \x1b[2m5 more: notebook next\x1b[0m"]
    assert list(closing("9 due", "notebook due --all", 40)) == ["9 due (notebook due --all)"]
