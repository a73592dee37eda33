"""`notebook common` and `notebook introduce`: how people are named, what is said of nothing, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Runner

FILES = {
    "notebook.toml": 'me = "clara"\n',
    "contacts/clara.md": "---\nname: Clara\ninterests: [chess]\n---\n",
    "contacts/ada-lovelace.md": "---\nname: Ada Lovelace\ninterests: [chess, horses]\nseeks: [a printer]\n---\n",
    "contacts/mary-somerville.md": "---\nname: Mary Somerville\ninterests: [horses, chess]\noffers: [a printer]\n---\n",
    "contacts/mary-anning.md": "---\nname: Mary Anning\n---\n",
    "events/fair.md": "---\nname: Fair\nstart: 2026-10-01\nwith: [ada-lovelace, mary-somerville, mary-anning]\n---\n",
    "events/walk.md": "---\nname: Walk\nstart: 2026-10-01\nwith: [ada-lovelace]\n---\n",
    "events/empty.md": "---\nname: Empty Night\nstart: 2026-10-01\n---\n",
}


@pytest.fixture
def small(home: Path) -> Path:
    for path, text in FILES.items():
        (home / "small" / path).parent.mkdir(parents=True, exist_ok=True)
        (home / "small" / path).write_text(text, encoding="utf-8")
    return home / "small"


@pytest.mark.parametrize(
    "names",
    [
        ("ada", "mary-somerville"), ("ada", "lovelace", "mary", "somerville"), ("ada lovelace,", "mary somerville"),
        ("ada,mary somerville",), ("Ada Lovelace", "Mary Somerville"), ("ada", "ADA lovelace", "mary somerville"),
        ("ada", "lovelace", "somerville"),
    ],
)  # fmt: skip
def test_names_are_understood_with_quotes_with_commas_and_without(
    names: tuple[str, ...], small: Path, run: Runner
) -> None:
    ran = run("common", *names, cwd=small)
    assert ran.lines[0].startswith("Ada Lovelace and Mary Somerville: 3 in common"), ran.stderr


def test_one_name_is_with_the_owner(small: Path, run: Runner) -> None:
    for names in (("ada",), ("ada", "lovelace"), ("ada", "ada"), ("walk",), ("clara", "ada")):
        (row,) = json.loads(run("common", *names, "--format", "json", cwd=small).stdout)
        assert (row["text"], row["people"]) == ("chess", ["clara", "ada-lovelace"])


def test_an_event_is_its_guests(small: Path, run: Runner) -> None:
    ran = run("common", "fair", cwd=small)
    assert ran.lines[0].endswith("and Mary Anning: 3 that at least two of them share, the rarest first")


def test_of_many_things_the_rest_is_a_number(small: Path, run: Runner) -> None:
    both = ", ".join(f"i{number}" for number in range(20))
    for name in ("a", "b"):
        (small / f"contacts/{name}.md").write_text(f"---\nname: {name}{name}\ninterests: [{both}]\n---\n")
    ran = run("common", "a", "b", cwd=small)
    assert ran.lines[-1] == "+ 8 more (--limit 20 shows all)"
    assert len(ran.lines) == 1 + 2 * 12 + 1
    assert len(run("common", "a", "b", "--limit", "20", cwd=small).lines) == 1 + 2 * 20
    assert len(json.loads(run("common", "a", "b", "--format", "json", cwd=small).stdout)) == 20


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (("clara",), 2, "That is you."),
        (("mary",), 4, '"mary" could be'),
        (("ada", "mary"), 4, '"mary" could be'),
        (("ada", "ghost", "spook"), 4, 'These are nobody, or more than one: "ghost", "spook".'),
        (("ghost",), 4, 'is called "ghost"'),
        (("", ""), 4, 'is called ""'),
        ((" , ",), 4, "No contact or event"),
        ((), 2, "Missing argument"),
        (("ada", "clara", "--sort", "colour"), 2, 'nothing called "colour"'),
    ],
)
def test_what_cannot_be_answered_says_why(
    names: tuple[str, ...], code: int, said: str, small: Path, run: Runner
) -> None:
    ran = run("common", *names, cwd=small)
    assert (ran.code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_nothing_in_common_is_one_friendly_sentence(small: Path, run: Runner) -> None:
    ran = run("common", "ada", "anning", "--today", "2026-09-01", cwd=small)
    assert ran.code == 2  # --today stands before the command
    ran = run("--today", "2026-09-01", "common", "ada", "anning", cwd=small)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == "Ada Lovelace and Mary Anning: the notes name nothing that both share.\n"
    ran = run("common", "empty", cwd=small)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "Empty Night names no contact in with:.\n")


def test_without_an_owner_two_are_to_be_named(small: Path, run: Runner) -> None:
    (small / "notebook.toml").write_text("")
    ran = run("common", "ada", cwd=small)
    assert (ran.code, ran.stdout) == (2, "")
    assert "With whom does Ada Lovelace share it?" in ran.stderr
    assert run("common", "ada", "somerville", cwd=small).code == 0
    assert run("introduce", cwd=small).code == 0


def test_introduce_names_pairs_and_writes_what_is_asked(small: Path, run: Runner) -> None:
    assert run("introduce", cwd=small).lines[:3] == [
        "1 pair might meet", "Might meet", "  Ada Lovelace · Mary Somerville",
    ]  # fmt: skip
    card = small / "contacts/ada-lovelace.md"
    before = card.read_text()
    assert run("introduce", "ada", "somerville", "--note", "--dry-run", cwd=small).code == 0
    assert card.read_text() == before
    ran = run("introduce", "ada", "somerville", "--note", cwd=small)
    assert (ran.code, ran.lines) == (0, ["contacts/ada-lovelace.md"])
    assert card.read_text().startswith(before)
    assert run("introduce", cwd=small).lines[:2] == ["1 underway", "Underway"]
    assert run("introduce", "ada", "somerville", "--note", cwd=small).code == 5
    assert run("undo", cwd=small).code == 0
    assert card.read_text() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("clara",), 2, "You are one of them."),
        (("ada", "clara", "--note"), 2, "You are one of them."),
        (("ada", "--note"), 2, "--note is for two people."),
        (("ada", "ada", "--note"), 2, "--note is for two people."),
        (("ada", "somerville", "--dry-run"), 2, "--note is for two people."),
        (("ada", "somerville", "anning"), 2, "Two can be introduced at a time."),
        (("fair",), 4, 'No contact is called "fair"'),
        (("ghost",), 4, 'No contact is called "ghost"'),
    ],
)
def test_introduce_refuses_what_makes_no_sense(
    arguments: tuple[str, ...], code: int, said: str, small: Path, run: Runner
) -> None:
    ran = run("introduce", *arguments, cwd=small)
    assert (ran.code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_no_reason_to_introduce_anybody_is_one_friendly_sentence(home: Path, run: Runner) -> None:
    (home / "bare").mkdir()
    (home / "bare/notebook.toml").write_text("")
    ran = run("introduce", cwd=home / "bare")
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr.startswith("The notes give no reason yet to introduce anybody")


@pytest.mark.parametrize("columns", [40, 50, 60, 80, 140, 200])
@pytest.mark.parametrize(
    "command",
    ["introduce", "introduce nadira sovela", "introduce an-waterschoot jorg-grossmuller", "introduce ivone fionnuala",
     "common nadira", "common 2026-11-12-atlantic-map-days", "common uxia nadira clara"],
)  # fmt: skip
def test_no_line_is_wider_than_the_terminal(command: str, columns: int, example_vault: Path, run: Runner) -> None:
    from notebook.render.terminal import width_of

    ran = run(*command.split(), cwd=example_vault, env={"COLUMNS": str(columns)})
    assert ran.code == 0
    assert all(width_of(line) <= columns for line in ran.lines)
    assert not any(line != line.rstrip() for line in ran.lines)
