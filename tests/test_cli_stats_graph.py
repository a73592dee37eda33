"""`notebook stats` and `notebook graph`: what they take, what they refuse, and what they print at any width."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Ran, Runner

from notebook.render.terminal import width_of

HOSTILE = '</svg><script>alert("1")</script> \\N &amp; {x|y}'


@pytest.fixture
def asked(run: Runner, example_vault: Path):  # type: ignore[no-untyped-def]
    def ask(*arguments: str, columns: int = 100) -> Ran:
        return run("--vault", str(example_vault), *arguments, env={"COLUMNS": str(columns)})

    return ask


def make(home: Path, **files: str) -> Path:
    folder = home / "made"
    (folder / "contacts").mkdir(parents=True)
    (folder / "notebook.toml").write_text('me = "me"\n')
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.with_suffix(".md").write_text(text, encoding="utf-8")
    return folder


# Stats


@pytest.mark.parametrize("columns", [60, 80, 100, 140, 200])
@pytest.mark.parametrize(
    "command", ["stats", "stats --plot --by week", "stats will --plot", "stats --by year", "graph", "graph --with-me"]
)
def test_no_line_is_wider_than_the_terminal(command: str, columns: int, asked) -> None:  # type: ignore[no-untyped-def]
    ran = asked(*command.split(), columns=columns)
    assert 0 == ran.code
    assert [] == [line for line in ran.lines if width_of(line) > columns]


def test_a_plot_says_what_it_leaves_out(asked) -> None:  # type: ignore[no-untyped-def]
    ran = asked("stats", "--plot", "--by", "week", "--since", "2024-11-01", columns=60)
    assert "The plot has room for the last 54 of 108 weeks.\n" == ran.stderr


@pytest.mark.parametrize("by", [["--by", "week"], ["--by", "month"], []])
def test_a_span_of_more_weeks_than_one_can_look_at_is_shown_by_year(by: list[str], asked) -> None:  # type: ignore[no-untyped-def]
    ran = asked("stats", *by, "--since", "1900-01-01", "--format", "json")
    assert "are too many to look at; here they are by year." in ran.stderr
    assert ("year", 127) == (json.loads(ran.stdout)["by"], len(json.loads(ran.stdout)["periods"]))


def test_ten_years_of_weeks_are_not_too_many(asked) -> None:  # type: ignore[no-untyped-def]
    ran = asked("stats", "--by", "week", "--since", "2016-12-05", "--format", "json")
    assert ("week", 520, "") == (json.loads(ran.stdout)["by"], len(json.loads(ran.stdout)["periods"]), ran.stderr)


@pytest.mark.parametrize("columns", [40, 43, 50, 57])
def test_no_label_stands_outside_of_a_narrow_plot(columns: int, example_vault: Path, run: Runner) -> None:
    env = {"COLUMNS": str(columns), "NOTEBOOK_TODAY": "2027-01-01"}
    ran = run("--vault", str(example_vault), "stats", "--plot", "--by", "week", env=env)
    assert any("2027" in line for line in ran.lines)
    assert [] == [line for line in ran.lines if width_of(line) > columns]


def test_the_parts_add_up_to_the_whole(asked) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(asked("stats", "--format", "json").stdout)
    assert found["talks"] == sum(period["talks"] for period in found["periods"])
    assert found["talks"] == sum(found[group] for group in ("in_person", "remote", "written", "other"))
    assert ["2025-12", "2026-11"] == [found["periods"][at]["period"] for at in (0, -1)]


def test_stats_count_what_list_finds(asked) -> None:  # type: ignore[no-untyped-def]
    since = ("--since", "2026-01-01", "--until", "2026-06-30")
    found = json.loads(asked("stats", "channel:coffee", *since, "--format", "json").stdout)
    listed = asked("list", "kind:interaction", "channel:coffee", "since:2026-01-01", "until:2026-06-30",
                   "-status:cancelled", "--format", "ids")  # fmt: skip
    assert len(listed.lines) == found["talks"]


def test_a_query_picks_people(asked) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(asked("stats", "id:will-thackwray", "--format", "json").stdout)
    person = json.loads(asked("stats", "will", "--format", "json").stdout)
    assert found["periods"] == person["periods"]
    assert "will-thackwray" == person["id"]


def test_a_name_that_fits_nobody_or_two_is_no_record(asked) -> None:  # type: ignore[no-untyped-def]
    assert (4, 4) == (asked("stats", "qqqq").code, asked("stats", "sam").code)


@pytest.mark.parametrize("form", ["ids", "paths", "xml"])
def test_a_format_that_stats_cannot_have(form: str, asked) -> None:  # type: ignore[no-untyped-def]
    assert 2 == asked("stats", "--format", form).code


@pytest.mark.parametrize("span", [("--since", "2026-12-01"), ("--since", "0001-01-01"), ("--since", "soonish")])
def test_days_that_are_no_span(span: tuple[str, str], asked) -> None:  # type: ignore[no-untyped-def]
    assert 2 == asked("stats", *span).code


def test_a_span_up_to_a_later_day_ends_today(asked) -> None:  # type: ignore[no-untyped-def]
    assert "2026-11-21" == json.loads(asked("stats", "--until", "2027-06", "--format", "json").stdout)["until"]


def test_periods_are_rows(asked) -> None:  # type: ignore[no-untyped-def]
    ran = asked("stats", "--by", "week", "--format", "{{ period }} {{ talks }} {{ topics }}")
    assert 12 == len(ran.lines)
    assert re.fullmatch(r"2026-W36 \d+ \[.*\]", ran.lines[0])


@pytest.mark.parametrize("command", ["stats", "stats --plot", "stats ada", "graph", "graph --format svg"])
def test_nothing_to_say_is_said_kindly(command: str, run: Runner, home: Path) -> None:
    files = {"contacts__ada": "---\nname: Ada\n---\n"} if "ada" in command else {}
    ran = run("--vault", str(make(home, **files)), *command.split())
    assert (0, "", 1) == (ran.code, ran.stdout, len(ran.stderr.splitlines()))


def test_no_talk_at_all_is_json_of_nothing(run: Runner, home: Path) -> None:
    vault = str(make(home, contacts__ada="---\nname: Ada\n---\n"))
    assert 0 == json.loads(run("--vault", vault, "stats", "--format", "json").stdout)["talks"]
    person = json.loads(run("--vault", vault, "stats", "ada", "--format", "json").stdout)
    assert (None, None, []) == (person["first_talk"], person["usual_days"], person["years"])
    assert 0 == run("--vault", vault, "stats", "ada", "--format", "svg").code


# Graph


def test_a_drawing_is_one_file_without_anything_from_elsewhere(asked) -> None:  # type: ignore[no-untyped-def]
    for command in ("graph", "stats"):
        svg = asked(command, "--format", "svg").stdout
        root = ElementTree.fromstring(svg)
        assert "img" == root.attrib["role"]
        assert ["http://www.w3.org/2000/svg"] == re.findall(r"\w+://[^\"' ]*", svg)
        assert "prefers-color-scheme: dark" in svg


def test_what_is_private_is_in_no_drawing(run: Runner, home: Path) -> None:
    card = "---\nname: Ada\nknows: [bob]\nprivate: knows, role\n---\n"
    vault = str(make(home, contacts__ada=card, contacts__bob="---\nname: Bob\n---\n"))
    for form, tie in (("svg", 'class="tie'), ("dot", " -- ")):
        assert tie not in run("--vault", vault, "graph", "--format", form).stdout
    assert "knows" in run("--vault", vault, "graph", "--format", "json").stdout


def test_hostile_names_are_words_in_every_form(run: Runner, home: Path) -> None:
    written = HOSTILE.replace("'", "''")
    vault = str(make(home, contacts__ada=f"---\nname: '{written}'\n---\n", contacts__bob="---\nknows: [ada]\n---\n"))
    svg = run("--vault", vault, "graph", "--format", "svg").stdout
    shown = {element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")}
    assert HOSTILE in shown
    people = json.loads(run("--vault", vault, "graph", "--format", "json").stdout)["people"]
    assert HOSTILE in {person["name"] for person in people}
    if shutil.which("dot"):
        graph = run("--vault", vault, "graph", "--format", "dot").stdout
        drawn = subprocess.run(["dot", "-Tsvg"], input=graph, capture_output=True, encoding="utf-8", check=True)
        texts = {one.text for one in ElementTree.fromstring(drawn.stdout).iter("{http://www.w3.org/2000/svg}text")}
        assert HOSTILE in {str(text).replace("\xa0", " ") for text in texts}
        assert "" == drawn.stderr


def test_too_many_for_a_drawing_are_refused_unless_all_are_wanted(run: Runner, home: Path) -> None:
    vault = str(make(home, **{f"contacts__p{at}": f"---\nname: P{at}\n---\n" for at in range(401)}))
    ran = run("--vault", vault, "graph", "--format", "svg")
    assert (5, True) == (ran.code, "401 people are too many" in ran.stderr)
    assert 0 == run("--vault", vault, "graph", "--format", "svg", "--all").code
    assert 0 == run("--vault", vault, "graph", "--format", "svg", "id:p1*").code


@pytest.mark.skipif(not shutil.which("neato"), reason="Graphviz is not installed")
def test_graphviz_says_where_people_stand(asked) -> None:  # type: ignore[no-untyped-def]
    ours, theirs = (asked("graph", "--format", "svg", "--layout", layout).stdout for layout in ("circles", "neato"))
    words = [
        sorted(str(one.text) for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
        for svg in (ours, theirs)
    ]
    assert words[0] == words[1]
    assert ours != theirs


def test_a_layout_that_is_not_there(asked, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("PATH", "/nowhere")
    ran = asked("graph", "--format", "svg", "--layout", "sfdp")
    assert (6, "") == (ran.code, ran.stdout)
    assert "There is no program sfdp." in ran.stderr


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "stopped with code 3"),
        ("echo nonsense", "did not say where"),
        ("echo node n0 a b", "did not say where"),
    ],
)
def test_a_layout_that_goes_wrong(
    script: str,
    said: str,
    asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    program = tmp_path / "sfdp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    ran = asked("graph", "--format", "svg", "--layout", "sfdp")
    assert 6 == ran.code
    assert said in ran.stderr


def test_a_query_that_picks_archived_people_draws_them(run: Runner, home: Path) -> None:
    people = {"contacts__ada": "---\nstatus: archived\nknows: [bob]\n---\n", "contacts__bob": "---\nname: Bob\n---\n"}
    vault = str(make(home, **people))
    found = [json.loads(run("--vault", vault, "graph", *more, "--format", "json").stdout)["ties"]
             for more in ((), ("--all",), ("status:*",), ("id:*",))]  # fmt: skip
    assert [0, 1, 1, 0] == [len(ties) for ties in found]
