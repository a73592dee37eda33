"""`topics`, `mentors`, `interviews` and `promises --ask` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Runner


def write(vault: Path, path: str, text: str) -> None:
    (vault / path).parent.mkdir(parents=True, exist_ok=True)
    (vault / path).write_text(text, encoding="utf-8")


def answer(run: Runner, vault: Path, *arguments: str) -> Any:
    ran = run(*arguments, "--format", "json", cwd=vault)
    assert ran.code == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture
def bare(home: Path) -> Path:
    """A vault without a contact."""
    write(home / "bare", "notebook.toml", "")
    return home / "bare"


@pytest.mark.parametrize("command", [("mentors",), ("mentors", "--mentees"), ("interviews",), ("interviews", "--tree")])
def test_nothing_is_one_friendly_line_on_stderr(command: tuple[str, ...], bare: Path, run: Runner) -> None:
    ran = run(*command, cwd=bare)
    assert (0, "", 1) == (ran.code, ran.stdout, len(ran.stderr.splitlines()))
    assert [] == answer(run, bare, *command)


def test_somebody_never_spoken_to_has_a_question_of_the_bank(vault: Path, run: Runner) -> None:
    found = answer(run, vault, "topics", "ada", "lovelace")
    assert (0, None, [], []) == (found["talks"], found["last_talk"], found["rungs"], found["never"])
    assert found["question"]["path"] == "contacts/ada-lovelace.md"


def test_you_yourself_have_no_question(vault: Path, run: Runner) -> None:
    assert answer(run, vault, "topics", "clara")["question"] is None


def test_a_vault_without_an_owner_works(vault: Path, run: Runner) -> None:
    write(vault, "notebook.toml", "")
    for command in (("topics", "ada"), ("mentors", "ada"), ("interviews",)):
        assert run(*command, cwd=vault).code == 0


def test_a_bank_of_the_vault_takes_the_place_of_the_built_in_one(vault: Path, run: Runner) -> None:
    write(vault, "templates/questions.md", "## small-talk\n- How is the sea?\n")
    found = answer(run, vault, "topics", "ada")["question"]
    assert ("How is the sea?", True) == (found["text"], found["why"].endswith("from templates/questions.md:2"))


def test_a_bank_that_cannot_be_read_is_said_and_the_built_in_one_serves(vault: Path, run: Runner) -> None:
    (vault / "templates").mkdir()
    (vault / "templates/questions.md").write_bytes(b"\xff\xfe")
    ran = run("topics", "ada", cwd=vault)
    assert (0, True) == (ran.code, "templates/questions.md cannot be read" in ran.stderr)
    assert "Ask next" in ran.stdout


def test_a_name_that_is_nobody_is_an_error_of_its_own(vault: Path, run: Runner) -> None:
    for command in ("topics", "mentors"):
        assert run(command, "zoë", cwd=vault).code == 4
    assert run("topics", cwd=vault).code == 2
    assert run("mentors", "ada", "--mentees", cwd=vault).code == 2
    assert run("interviews", "--tree", "ada", cwd=vault).code == 2


def test_a_thread_that_may_be_answered_says_so_and_closes(vault: Path, run: Runner) -> None:
    write(
        vault,
        "interactions/2026-10-01-x.md",
        "---\ndate: 2026-10-01\nwith: ada-lovelace\n---\n- [?] is the boat sold\n",
    )
    assert [None] == [one["maybe_answered"] for one in answer(run, vault, "promises", "--ask")]
    write(
        vault,
        "interactions/2026-11-01-y.md",
        "---\ndate: 2026-11-01\nwith: ada-lovelace\n---\nRain.\nThe boat is sold.\n",
    )
    (thread,) = answer(run, vault, "promises", "--ask")
    told = {"text": "The boat is sold.", "path": "interactions/2026-11-01-y.md", "line": 6}
    assert told == thread["maybe_answered"]
    ran = run("promises", "--ask", cwd=vault)
    assert f"notebook done {thread['id']}" in ran.stdout
    assert run("done", thread["id"], cwd=vault).code == 0
    assert [] == answer(run, vault, "promises", "--ask")
    assert "- [x] is the boat sold" in (vault / "interactions/2026-10-01-x.md").read_text()


def test_promises_both_ways_say_how_old_they_are(vault: Path, run: Runner) -> None:
    body = "- [ ] the book\n- [ ] @ada-lovelace: the list\n- [?] her knee\n"
    write(vault, "interactions/2026-10-01-x.md", f"---\ndate: 2026-10-01\nwith: ada-lovelace\n---\n{body}")
    lines = [*run("promises", cwd=vault).lines, *run("promises", "--ask", cwd=vault).lines]
    assert [True] * 3 == ["7 weeks" in line for line in lines if line.startswith("  ")]


def test_an_interview_waits_for_its_thank_you(vault: Path, run: Runner) -> None:
    talk = "---\ndate: 2026-11-18\nwith: ada-lovelace\npurpose: informational-interview\n---\n"
    write(vault, "interactions/2026-11-18-x.md", f"{talk}- [ ] thank Ada\n")
    (found,) = answer(run, vault, "interviews")
    assert (None, None, "2026-11-18") == (found["thanked"], found["thank_you"], found["due"])
    assert "thank-you due since Wed 18 Nov" in run("interviews", cwd=vault).stdout
    assert run("done", "thank", "ada", cwd=vault).code == 0
    (found,) = answer(run, vault, "interviews")
    assert ("2026-11-21", None) == (found["thanked"], found["due"])


def test_a_query_picks_interviews_and_edges(vault: Path, run: Runner) -> None:
    talk = "---\ndate: 2026-11-18\nwith: {}\npurpose: informational-interview\n---\n"
    for person in ("ada-lovelace", "sam-okafor"):
        write(vault, f"interactions/2026-11-18-{person}.md", talk.format(person))
    write(vault, "contacts/sam-okafor.md", "---\nname: Sam Okafor\nmet: {through: Ada Lovelace}\n---\n")
    assert [["sam-okafor"]] == [one["with"] for one in answer(run, vault, "interviews", "okafor")]
    assert [] == answer(run, vault, "interviews", "--tree", "haddad")
    (edge,) = answer(run, vault, "interviews", "--tree", "okafor")
    assert ("ada-lovelace", "sam-okafor", None) == (edge["from"], edge["to"], edge["date"])


@pytest.mark.parametrize("columns", ["60", "80", "100", "140", "200"])
@pytest.mark.parametrize("command", ["topics will", "mentors", "interviews", "interviews --tree", "promises --ask"])
def test_no_line_is_wider_than_the_terminal(command: str, columns: str, example_vault: Path, run: Runner) -> None:
    from notebook.render.terminal import width_of

    ran = run(*command.split(), cwd=example_vault, env={"COLUMNS": columns})
    assert ran.code == 0
    assert [] == [line for line in ran.lines if width_of(line) > int(columns)]


def test_a_name_in_another_script_and_a_line_a_terminal_obeys_do_no_harm(vault: Path, run: Runner) -> None:
    write(vault, "contacts/lin.md", '---\nname: 林晓岚\nrelationship: mentor\ninterests: ["\\e[31mred"]\n---\n')
    for command in (("topics", "lin"), ("mentors",)):
        ran = run(*command, cwd=vault)
        assert (0, True, False) == (ran.code, "林晓岚" in ran.stdout, "\x1b" in ran.stdout)


def test_archived_people_are_not_to_be_asked_unless_a_status_is(vault: Path, run: Runner) -> None:
    write(vault, "contacts/zed.md", "---\nname: Zed\nstatus: archived\n---\n- [?] the boat\n- [ ] @zed: send it\n")
    write(vault, "contacts/yan.md", "---\nname: Yan\n---\n- [?] the sea, and [[zed]]\n- [?] with [[zed]] and [[yan]]\n")
    for command in (("promises", "--ask"), ("promises", "--theirs")):
        found = answer(run, vault, *command)
        assert all("zed" not in (*one["with"], one.get("owner")) or "yan" in one["with"] for one in found)
    assert "the boat" in [one["text"] for one in answer(run, vault, "promises", "--ask", "status:archived")]
    assert ["send it"] == [one["text"] for one in answer(run, vault, "promises", "--theirs", "status:archived")]


def test_what_you_promised_somebody_holds_when_they_are_archived(vault: Path, run: Runner) -> None:
    write(vault, "contacts/zed.md", "---\nname: Zed\nstatus: archived\n---\n- [ ] send the map\n")
    assert "send the map" in [one["text"] for one in answer(run, vault, "promises", "--mine")]


def test_an_interview_with_many_who_led_you_to_nobody_has_its_row(vault: Path, run: Runner) -> None:
    for name in range(4):
        write(vault, f"contacts/p{name}.md", f"---\nname: Maria Fernandes {name}\n---\n")
    write(
        vault, "interactions/2026-11-18-x.md", "---\nwith: [p0, p1, p2, p3]\npurpose: informational interviews\n---\n"
    )
    ran = run("interviews", cwd=vault)
    assert (0, True) == (ran.code, any("thank-you due" in line for line in ran.lines))
