"""Evidence stands where it says: the line of a field is found in its file, when it is about to be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLE, Runner
from hypothesis import example, given
from hypothesis import strategies as st
from past import FIRST, commit, git
from small_vault import TODAY, contact, note, vault_of
from test_cli_read_json import COMMANDS

from notebook.practice.common_ground import common_ground
from notebook.practice.face_to_face import who_in
from notebook.practice.follow_up.who_next import Desk
from notebook.practice.milestones import milestones, placed
from notebook.records import AnyRecord
from notebook.schema.lines import field_line
from notebook.snapshot import Snapshot
from notebook.text.document import read_document
from notebook.text.front_keys import front_keys
from notebook.text.frontmatter import read_front_matter

READING = (
    *COMMANDS.values(), "bio", "brief sovela", "common an-waterschoot kuji-maho", "digest", "digest --since 2026-06-01",
    "due --all", "graph --with-me --all", "mentors", "next --all", "path fundacao-maresia", "promises --ask",
    "thanks --all", "upcoming --days 365", "who --in Porto",
)  # fmt: skip
# What is said of a note as a whole, and of somebody of whom the notes say nothing.
_WHOLE = {"no talk yet"}


# The example vault, by every command that reads it.


@pytest.mark.parametrize("command", READING)
def test_what_is_said_stands_on_a_line_of_its_file(run: Runner, command: str) -> None:
    done = run("--vault", str(EXAMPLE), *command.split(), "--format", "json")
    for place in places(json.loads(done.stdout)):
        lines = file_lines(place)
        assert 1 <= place["line"] <= len(lines)
        if place.get("text") and place["text"] not in _WHOLE and lines[0] == "---":
            assert lines[place["line"] - 1] != "---", place


@pytest.mark.parametrize(
    ("command", "kinds", "keys"),
    [
        ("who --in lisbon", {"lives"}, {"location"}),
        ("upcoming --days 365", {"birthday"}, {"birthday", "bday", "birth_date"}),
        ("upcoming --days 365", {"event", "renewal"}, {"start", "date", "renews"}),
        ("upcoming --days 365", {"planned"}, {"date"}),
        ("digest", {"birthday"}, {"birthday", "bday"}),
        ("next --all", {"due"}, {"cadence", "tags", "relationship"}),
    ],
)
def test_a_field_is_on_the_line_of_its_key(run: Runner, command: str, kinds: set[str], keys: set[str]) -> None:
    done = run("--vault", str(EXAMPLE), *command.split(), "--format", "json")
    found = {key_at(place) for place in places(json.loads(done.stdout)) if place.get("kind") in kinds}
    assert found
    assert found <= keys


def test_what_is_said_of_you_is_on_the_lines_that_have_it(run: Runner) -> None:
    done = run("--vault", str(EXAMPLE), "bio", "--format", "json")
    said = json.loads(done.stdout)["evidence"]
    assert {"role", "location"} <= {key_at(place) for place in said}
    for place in said:
        assert key_at(place) == "organization" or place["text"] in file_lines(place)[place["line"] - 1]


def test_the_ways_to_reach_somebody_are_on_the_lines_that_have_them(run: Runner) -> None:
    done = run("--vault", str(EXAMPLE), "brief", "graca-penedal", "--format", "json")
    (ways,) = [one["entries"] for one in json.loads(done.stdout)["sections"] if one["key"] == "reach"]
    assert ways
    for way in ways:
        assert way["text"].split()[-1] in file_lines(way)[way["line"] - 1]


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in the JSON with a path and a line."""
    if isinstance(value, dict):
        if value.get("path") and value.get("line"):
            yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from places(inner)


def file_lines(place: dict[str, Any]) -> list[str]:
    return (EXAMPLE / place["path"]).read_text(encoding="utf-8").split("\n")


def key_at(place: dict[str, Any]) -> str:
    return file_lines(place)[place["line"] - 1].partition(":")[0]


def test_as_of_a_commit_it_is_the_line_there(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "notebook.toml").write_text('me = "me"\n', encoding="utf-8")
    card = tmp_path / "contacts" / "me.md"
    card.write_text("---\nname: Me\nrole: Printer\n---\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "A card", FIRST)
    card.write_text("---\nname: Me\ntags: [me]\nlocation: Porto\nrole: Printer\n---\n", encoding="utf-8")
    for options, line in ((("--as-of", "HEAD"), 3), ((), 5)):
        done = run(*options, "bio", "--format", "json", cwd=tmp_path)
        assert [line] == [one["line"] for one in json.loads(done.stdout)["evidence"] if one["text"] == "Printer"]


# One field of one file.


def line_in(front: str, field: str, words: str = "", kind: Any = "contact") -> int:
    document = read_document(f"---\n{front}\n---\n".encode(), "a.md")[0]
    assert document is not None
    return field_line(document, kind, field, words)


@pytest.mark.parametrize(
    ("front", "field", "words", "line"),
    [
        ("name: Ada\nlocation: Lisbon", "location", "", 3),
        ("name: Ada\nBased in: Lisbon", "location", "", 3),  # a synonym
        ("city: Porto\nlocation: Lisbon", "location", "", 3),  # its own name wins
        ("location:\ncity: Porto", "location", "", 3),  # one that says nothing does not
        ("location:", "location", "", 2),
        ("name: Ada", "location", "", 1),
        ("emails:\n- a@x.org\n- home: b@x.org", "emails", "b@x.org", 4),
        ("emails: [a@x.org,\n  b@x.org]", "emails", "b@x.org", 3),
        ("email: a@x.org\nmail: b@x.org", "emails", "b@x.org", 3),
        ("EMAIL[HOME]: a@x.org", "emails", "a@x.org", 2),
        ("github: ada\nblog: ada.example", "links", "ada.example", 3),
        ("emails: [ada@x.org, a@x.org]\nmail: a@x.org", "emails", "a@x.org", 2),
        ("email: email", "emails", "email", 2),
        ("role: The head\n  of it all", "role", "The head of it all", 2),  # no line has all of it
        ("location: a\nlocation: b", "location", "b", 2),  # of two, the first counts
        ("text: |\n  location: no\nlocation: Lisbon", "location", "", 4),
        ('text: "a\nlocation: no"\nlocation: Lisbon', "location", "", 4),  # takes the parser
        ('"location": Lisbon', "location", "", 2),
        ("{name: Ada,\nlocation: Lisbon}", "location", "", 3),
    ],
)
def test_the_line_of_a_field(front: str, field: str, words: str, line: int) -> None:
    assert line == line_in(front, field, words)


def test_a_field_is_found_by_its_attribute_too() -> None:
    assert line_in("name: Fair\nwith: [ada]", "with_", kind="event") == 3


def test_lines_end_as_they_do_in_the_file() -> None:
    document = read_document(b"\xef\xbb\xbf---\r\nname: Ada\r\nlocation: Lisbon\r\n---\r\n", "a.md")[0]
    assert document is not None
    assert field_line(document, "contact", "location", "Lisbon") == 3


# Lines that the parser reads in other ways than a look at each alone would.
_LINES = st.sampled_from((
    "a: 1", "b:", "c: 'x", "d'", 'e: "x', 'f"', "g: [x,", "h: y]", "i: {x: 1,", "j: 2}", "- k: 1", "  l: 1", "m: |",
    "  n: [", "# o: 1", "", "p:q", '"r": 1', "? s", ": t", "u: it's", "v: it's a b'", "w: >-", "x: &y z", "y: *y",
    "  - z: 'a", "aa: '' # b: c", "bb: ['c', \"d\"]", "E[F]: g", "h i: j", "k-l: m", "é: n", "...", "\to: p", "q:\tr",
))  # fmt: skip


@given(st.lists(_LINES, max_size=6).map("\n".join))
@example("a: '\nb: c'\nd: e")
def test_keys_are_where_the_parser_finds_them(front: str) -> None:
    fields = read_front_matter(front, "a.md", 2)[0]
    if fields is not None:
        assert [(key.text, key.line) for key in front_keys(front, 2)] == [
            (key.text, key.line) for key, _ in fields.pairs
        ]


# Files are looked into for what is shown, and no others.


class Looking:
    """A vault whose files are watched: `paths` are those that were looked into."""

    def __init__(self, files: dict[str, str], me: str | None = None) -> None:
        known = vault_of(files, me)
        self.paths: list[str] = []

        def line_of(record: AnyRecord, field: str, words: str = "") -> int:
            self.paths.append(record.path)
            return known.line_of(record, field, words)

        self.snapshot: Snapshot = replace(known, line_of=line_of)


PEOPLE = {f"contacts/p{number}": note(location="Porto", birthday="--11-25") for number in range(20)}


def test_birthdays_are_looked_up_when_they_are_shown() -> None:
    looking = Looking({**PEOPLE, "contacts/ada": note(name="Ada", birthday="--11-24")})
    first, *_ = milestones(looking.snapshot, TODAY, TODAY + timedelta(days=14))
    assert looking.paths == []
    assert placed(looking.snapshot, first).line == 3
    assert looking.paths == ["contacts/ada.md"]


def test_of_whom_next_only_those_explained_are_looked_up() -> None:
    looking = Looking(PEOPLE)
    desk = Desk(looking.snapshot, TODAY, {}, 14)
    assert looking.paths == []
    assert desk.explained(contact(looking.snapshot, "p3")).reasons[0].line == 3
    assert set(looking.paths) == {"contacts/p3.md"}


def test_only_those_who_live_there_are_looked_up() -> None:
    looking = Looking({**PEOPLE, "contacts/ada": note(location="Lisbon")})
    assert [2] == [why.line for one in who_in(looking.snapshot, "lisbon", TODAY) for why in one.why]
    assert looking.paths == ["contacts/ada.md"]


def test_only_places_that_are_shared_are_looked_up() -> None:
    looking = Looking({**PEOPLE, "contacts/ada": note(name="Ada", location="Lisbon")})
    assert common_ground(looking.snapshot, ["ada", "p1"], TODAY) == []
    assert looking.paths == []
    (ground,) = common_ground(looking.snapshot, ["p1", "p2"], TODAY)
    assert [2, 2] == [line.line for _, line in ground.lines]
