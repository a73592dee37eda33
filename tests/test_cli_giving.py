"""The commands for giving, for ways to people, and for places, where the transcripts do not show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Ran, Runner

COMMANDS = ["thanks", "help-for", "help-for ada", "path ada", "path --to ada", "who --in porto"]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_to_say_is_one_sentence_and_no_fault(command: str, run: Runner, vault: Path) -> None:
    ran = run(*command.split(), cwd=vault)
    lines = ran.stdout.splitlines()
    assert (0, ["Ada Lovelace seeks nothing that is noted."] if command == "help-for ada" else []) == (ran.code, lines)
    assert 1 == len(ran.stderr.splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_vault_is_no_fault(command: str, run: Runner, home: Path) -> None:
    (home / "notebook.toml").write_text("")
    assert run(*command.split(), cwd=home).code == (4 if command.endswith("ada") else 0)


@pytest.mark.parametrize("command", ["help-for", "path", "path --to"])
def test_a_name_that_fits_two_or_none_is_exit_4(command: str, run: Runner, vault: Path) -> None:
    assert "could be" in fault(run(*command.split(), "sam", cwd=vault))
    assert "is called" in fault(run(*command.split(), "zz", cwd=vault))


def fault(ran: Ran) -> str:
    assert (4, "") == (ran.code, ran.stdout)
    return ran.stderr


@pytest.mark.parametrize(
    "command",
    [
        "who",
        "path",
        "who --in",
        "who --in porto --from someday",
        "who --in porto --sort no",
        "path ada --sort no",
        "help-for ada --limit 1",
    ],
)
def test_what_cannot_be_understood_is_exit_2(command: str, run: Runner, vault: Path) -> None:
    assert (2, "") == ((ran := run(*command.split(), cwd=vault)).code, ran.stdout)


@pytest.mark.parametrize("place", ["", " "])
def test_a_place_has_a_name(place: str, run: Runner, vault: Path) -> None:
    assert run("who", "--in", place, cwd=vault).code == 2


def test_names_of_several_words_need_no_quotes(run: Runner, vault: Path) -> None:
    (vault / "contacts/bo.md").write_text("---\nname: Bo\nknows: [ada-lovelace]\nmet: {how: at the well}\n---\n")
    assert ["bo"] == run("path", "ada", "lovelace", "--format", "ids", cwd=vault).lines
    assert ["bo"] == run("path", "--to", "ada", "lovelace", "--format", "ids", cwd=vault).lines


def test_an_organization_on_cards_alone_to_which_nobody_leads_is_said(run: Runner, vault: Path) -> None:
    (vault / "contacts/bo.md").write_text("---\nname: Bo\norganization: Bücher & Co\n---\n")
    ran = run("path", "bucher & co", cwd=vault)
    assert (0, "", True) == (ran.code, ran.stdout, ran.stderr.startswith("Nobody you know leads to bucher & co."))


def test_the_owner_needs_no_way(run: Runner, vault: Path) -> None:
    assert "That is you.\n" == run("path", "clara", cwd=vault).stderr


def test_five_ways_are_shown_and_the_rest_counted(run: Runner, vault: Path) -> None:
    for number in range(7):
        text = f"---\nname: Bo {number}\nknows: [ada-lovelace]\nmet: {{how: at the well}}\n---\n"
        (vault / f"contacts/bo-{number}.md").write_text(text)
    ran = run("path", "ada", cwd=vault)
    assert (5, "2 more: --limit 7\n") == (ran.stdout.count("→"), ran.stderr)
    assert 7 == run("path", "ada", "--limit", "7", cwd=vault).stdout.count("→")


@pytest.mark.parametrize(("query", "names"), [("tag:x", ["bo"]), ("kind:contact", ["bo", "cy"]), ("tag:y", [])])
def test_a_query_picks_among_those_who_seek(query: str, names: list[str], run: Runner, vault: Path) -> None:
    (vault / "contacts/bo.md").write_text("---\nname: Bo\ntags: [x]\nseeks: [sailmaking]\n---\n")
    (vault / "contacts/cy.md").write_text("---\nname: Cy\nseeks: [sailmaking]\n---\n")
    (vault / "contacts/di.md").write_text("---\nname: Di\noffers: [sailmaking]\n---\n")
    assert names == run("help-for", query, "--format", "ids", cwd=vault).lines


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize(
    "command",
    ["thanks --all", "help-for --all", "help-for tide-atlas", "path nadira", "who --in porto --from 2026-11-28"],
)
def test_no_line_is_wider_than_the_terminal(width: int, command: str, run: Runner, example_vault: Path) -> None:
    from notebook.render.terminal import width_of

    ran = run(*command.split(), cwd=example_vault, env={"COLUMNS": str(width)})
    assert [] == [line for line in ran.lines if width_of(line.replace("\u200e", "")) > width]
    assert ran.lines


def test_what_a_file_says_cannot_command_the_terminal(run: Runner, vault: Path) -> None:
    (vault / "contacts/bo.md").write_text('---\nname: "B\\e[31mo"\nlocation: "P\\e[2J"\nseeks: ["a\\e[1m"]\n---\n')
    for command in ("who --in P*", "help-for bo", "thanks", "path bo"):
        assert "\x1b" not in run(*command.split(), cwd=vault).stdout


def test_of_many_whom_you_could_help_some_are_shown_and_all_with_all(vault: Path, run: Runner) -> None:
    for number in range(60):
        card = f"---\nname: Person {number}\nseeks: [whittling]\n---\n"
        (vault / "contacts" / f"p{number}.md").write_text(card, encoding="utf-8")
    (vault / "contacts" / "zed.md").write_text("---\nname: Zed\noffers: [whittling]\n---\n", encoding="utf-8")
    shown, whole = (run("help-for", "zed", *more, cwd=vault).lines for more in ((), ("--all",)))
    assert [12, 60] == [sum("seeks whittling" in line for line in lines) for lines in (shown, whole)]
    assert "48 more: notebook help-for zed --all" in shown[-1]
