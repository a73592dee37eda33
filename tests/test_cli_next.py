"""`notebook next` and `notebook pause`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Runner
from wcwidth import wcswidth


def card(root: Path, stem: str, text: str) -> Path:
    file = root / "contacts" / f"{stem}.md"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def empty(home: Path) -> Path:
    root = home / "empty"
    (root / "contacts").mkdir(parents=True)
    (root / "notebook.toml").write_text("")
    return root


def test_where_nobody_is_it_says_so_and_prints_nothing(empty: Path, run: Runner) -> None:
    ran = run("next", cwd=empty)
    assert (0, "") == (ran.code, ran.stdout)
    assert "Nobody is waiting: no promise or date is near, and it is nobody's time.\n" == ran.stderr


def test_a_cold_start_names_a_few_and_counts_the_others(empty: Path, run: Runner) -> None:
    for number in range(300):
        card(empty, f"p{number}", f"---\nname: P{number}\n---\n")
    ran = run("next", cwd=empty)
    assert ["    no talk yet"] * 3 == ran.lines[1:6:2]
    assert "3 for this week, 297 you never spoke to (notebook next --all)" == ran.lines[-1]
    assert 7 == len(ran.lines)


def test_with_all_everybody_is_named_and_nothing_counted(empty: Path, run: Runner) -> None:
    for number in range(12):
        card(empty, f"p{number}", f"---\nname: P{number}\n---\n")
    assert 24 == len(run("next", "--all", cwd=empty).lines)
    assert 12 == len(run("next", "--all", "--format", "ids", cwd=empty).lines)
    assert 5 == len(run("next", "--limit", "5", "--format", "ids", cwd=empty).lines)


def test_how_to_reach_somebody_stands_beside_the_name(empty: Path, run: Runner) -> None:
    card(empty, "ada", "---\nname: Ada\ncadence: weekly\nphones: ['+351 1']\n---\n")
    card(
        empty, "bob", "---\nname: Bob L.\ncadence: weekly\nemails: [bob@example.org, b@example.org]\nphones: [1]\n---\n"
    )
    lines = run("next", cwd=empty).lines
    assert {"  Ada      +351 1", "  Bob L.   bob@example.org"} == {line for line in lines if not line.startswith("   ")}


def test_many_reasons_of_one_kind_are_a_number(empty: Path, run: Runner) -> None:
    promises = "".join(f"- [ ] send {number}\n" for number in range(6))
    threads = "".join(f"- [?] why {number}\n" for number in range(4))
    card(empty, "ada", f"---\nname: Ada\n---\n{promises}{threads}")
    lines = run("next", cwd=empty).lines
    assert ["you promised: send 0", "you promised: send 1", "you promised: send 2 (+3 more)", "ask: why 0",
            "ask: why 1 (+2 more)", "no talk yet"] == [line.strip() for line in lines[1:]]  # fmt: skip
    (row,) = json.loads(run("next", "--format", "json", cwd=empty).stdout)
    assert 11 == len(row["reasons"])


@pytest.mark.parametrize("columns", range(40, 201, 20))
def test_no_line_is_wider_than_the_terminal(columns: int, example_vault: Path, run: Runner) -> None:
    lines = run("next", "--all", cwd=example_vault, env={"COLUMNS": str(columns)}).lines
    assert all(wcswidth(line) <= columns for line in lines[:-1])


def test_what_a_file_says_commands_no_terminal(empty: Path, run: Runner) -> None:
    card(empty, "ada", '---\nname: "A\\e[2Jda"\nemails: ["a\\e[2J@x.org"]\ncadence: weekly\ncare: ["\\e[2J"]\n---\n')
    ran = run("--color", "never", "next", cwd=empty)
    assert "␛" in ran.stdout
    assert "\x1b" not in ran.stdout


@pytest.mark.parametrize("key", ["name", "reach", "-days_overdue", "last_contact", "rule"])
def test_it_can_be_sorted_by_what_it_tells(key: str, example_vault: Path, run: Runner) -> None:
    ran = run("next", "--sort", key, "--format", "ids", cwd=example_vault)
    assert (0, 10) == (ran.code, len(ran.lines))
    assert set(ran.lines) == set(run("next", "--format", "ids", cwd=example_vault).lines)


def test_the_ten_that_are_shown_are_those_that_are_tested(example_vault: Path, run: Runner) -> None:
    assert 10 == len(run("next", "--format", "ids", cwd=example_vault).lines)
    week = json.loads(run("next", "--backtest", "--weeks", "1", "--format", "json", cwd=example_vault).stdout)
    assert 10 == week["names"]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_an_empty_log_is_too_short_and_no_fault(form: str, empty: Path, run: Runner) -> None:
    ran = run("next", "--backtest", "--format", form, cwd=empty)
    assert 0 == ran.code
    assert ("too short" in ran.stderr) is (form == "table")
    if form == "json":
        assert json.loads(ran.stdout)["enough"] is False


CARD = "---\r\n# mine\r\nname:   Ada  # she\r\ncadence: 1 week\r\n---\r\nText\r\n"


def test_pausing_changes_one_line_and_undo_brings_every_byte_back(empty: Path, run: Runner) -> None:
    file = card(empty, "ada", "")
    file.write_bytes(CARD.encode())
    assert run("pause", "ada", cwd=empty).code == 0
    assert CARD.replace("cadence: 1 week\r\n", "cadence: 1 week\r\nstatus: dormant\r\n").encode() == file.read_bytes()
    assert run("undo", cwd=empty).code == 0
    assert CARD.encode() == file.read_bytes()


def test_pausing_and_taking_up_again_leaves_the_file_as_it_was(empty: Path, run: Runner) -> None:
    file = card(empty, "ada", "")
    file.write_bytes(CARD.encode())
    run("pause", "ada", cwd=empty)
    run("pause", "ada", "--back", cwd=empty)
    assert CARD.encode() == file.read_bytes()


@pytest.mark.parametrize("command", ["pause", "archive"])
@pytest.mark.parametrize(
    "text",
    [
        "Text\n",
        "# Ada\n\nText\n",
        "",
        "\ufeffText\r\nmore\r\n",
        "\n\nText",
        "---\nname: Ada\nstatus: active # c\n---\nText\n",
        "---\nname: Ada\nstatus:  active   # still\ntags: [a]\n---\n",
        "---\nname: Ada\n---\n\nText\n",
        "---\n# a comment\n---\nText\n",
    ],
)
def test_taking_up_again_leaves_every_file_as_it_was(command: str, text: str, empty: Path, run: Runner) -> None:
    file = card(empty, "ada", "")
    file.write_bytes(text.encode())
    assert 0 == run(command, "ada", cwd=empty).code
    assert text.encode() != file.read_bytes()
    assert 0 == run(command, "ada", "--back", cwd=empty).code
    assert text.encode() == file.read_bytes()


def test_an_id_turns_no_line_of_the_terminal_around(empty: Path, run: Runner) -> None:
    card(empty, "\u202ertl", "---\nname: Ada\n---\n")
    ran = run("pause", "ada", cwd=empty)
    assert 0 == ran.code
    assert "\u202e" not in ran.stdout + ran.stderr


def test_a_paused_contact_is_in_no_list_of_whom_to_be_in_touch_with(empty: Path, run: Runner) -> None:
    card(empty, "ada", "---\nname: Ada\ncadence: weekly\nbirthday: --11-22\nlast_contact: 2026-01-01\n---\n")
    assert ["ada"] == run("next", "--format", "ids", cwd=empty).lines
    run("pause", "ada", cwd=empty)
    assert [] == run("next", "--format", "ids", cwd=empty).lines
    assert [] == run("due", "--all", "--format", "ids", cwd=empty).lines
    assert ["ada"] == run("list", "--format", "ids", cwd=empty).lines
    run("pause", "ada", "--back", cwd=empty)
    assert ["ada"] == run("next", "--format", "ids", cwd=empty).lines


def test_a_dry_run_pauses_nobody(empty: Path, run: Runner) -> None:
    file = card(empty, "ada", "---\nname: Ada\n---\n")
    ran = run("pause", "ada", "--dry-run", cwd=empty)
    assert "+status: dormant" in ran.stdout
    assert "---\nname: Ada\n---\n" == file.read_text()


def test_two_people_of_a_name_are_asked_about_and_nobody_is_paused(vault: Path, run: Runner) -> None:
    ran = run("pause", "sam", cwd=vault)
    assert 4 == ran.code
    assert "Nothing was written" in ran.stderr


def test_a_hard_date_is_kept_in_mind_wherever_it_comes_up(empty: Path, run: Runner) -> None:
    dates = "dates: [{date: 2024-11-24, what: divorce}, {date: 2020-11-25, what: wedding}]"
    card(empty, "ada", f"---\nname: Ada\ncadence: weekly\nlast_contact: 2026-01-01\n{dates}\n---\n")
    due = json.loads(run("due", "--format", "json", cwd=empty).stdout)[0]
    assert "keep in mind: divorce · wedding Wed 25 Nov" == due["reason"]
    assert [("care", "divorce"), ("date", "wedding Wed 25 Nov")] == [
        (one["kind"], one["text"]) for one in due["reasons"]
    ]
    assert "keep in mind: divorce" in run("next", cwd=empty).stdout
    shown = run("upcoming", cwd=empty).stdout
    assert "keep in mind: divorce\n" in shown
    assert "wedding, 6 years ago" in shown


def test_a_plan_whose_day_has_passed_is_asked_about(empty: Path, run: Runner) -> None:
    card(empty, "ada", "---\nname: Ada\ncadence: weekly\n---\n")
    (empty / "interactions").mkdir(exist_ok=True)
    talk = empty / "interactions" / "2026-11-16-it's.md"
    talk.write_text("---\nwith: ada\nchannel: call\nstatus: planned\n---\n")
    ran = run("upcoming", cwd=empty)
    asked = "Ada: call planned for Mon 16 Nov: did it happen? notebook set '2026-11-16-it'\"'\"'s' status=happened\n"
    assert asked in ran.stderr
    assert "" == run("upcoming", "--format", "csv", cwd=empty).stderr
    assert 0 == run("set", "2026-11-16-it's", "status=happened", cwd=empty).code
    assert "did it happen" not in run("upcoming", cwd=empty).stderr


def test_after_an_event_that_was_cancelled_there_is_nothing_to_do(empty: Path, run: Runner) -> None:
    card(empty, "ada", "---\nname: Ada\n---\n")
    (empty / "events").mkdir(exist_ok=True)
    (empty / "events" / "fair.md").write_text(
        "---\nname: Fair\nstart: 2026-11-19\nwith: [ada]\nstatus: cancelled\n---\n"
    )
    assert 0 == run("check", cwd=empty).code
    ran = run("triage", "fair", cwd=empty)
    assert ("", "Fair is noted as cancelled. If you went: notebook set fair status=went\n") == (ran.stdout, ran.stderr)
    assert "nobody to follow up with" in run("triage", cwd=empty).stderr
