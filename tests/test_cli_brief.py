"""`brief` and `triage` as commands: pages, formats, names, and what they say where there is nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Runner

from notebook.practice.brief import brief_of, event_brief
from notebook.records import Contact, Event
from notebook.render.brief import brief_page
from notebook.render.terminal import width_of
from notebook.vault.reading.load import load

SCREEN = 45  # lines
TODAY = "2026-11-21"


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"notebook.toml": 'me = "me"\n', "contacts/me.md": "---\nname: Me\n---\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("width", [60, 80])
def test_every_brief_of_the_example_vault_is_one_screen_and_no_wider(example_vault: Path, width: int) -> None:
    import datetime

    vault = load(example_vault, cache=None, now_ns=0, say=pytest.fail)
    today = datetime.date.fromisoformat(TODAY)
    rules = vault.settings.cadence
    for record in (*vault.snapshot.contacts, *vault.snapshot.events):
        assert isinstance(record, (Contact, Event))
        make = brief_of if isinstance(record, Contact) else event_brief
        page = brief_page(
            make(vault.snapshot, record, today, rules=rules, look_ahead=14), "text", own=None, width=width
        )
        lines = page.splitlines()
        assert max(width_of(line) for line in lines) <= width, record.id
        assert len(lines) <= SCREEN * 80 // width, record.id
        assert not re.search(r"\n\n\n| $", page), record.id


def test_a_page_is_made_of_the_vaults_own_template(run: Runner, vault: Path) -> None:
    (vault / "templates").mkdir()
    (vault / "templates/brief.txt.j2").write_text("{{ name }}: {{ about|join }}\n")
    assert "Ada Lovelace: no talk yet\n" == run("brief", "ada", cwd=vault).stdout


def test_a_template_that_is_wrong_is_named(run: Runner, vault: Path) -> None:
    (vault / "templates").mkdir()
    (vault / "templates/brief.txt.j2").write_text("{{ nobody }}\n")
    ran = run("brief", "ada", cwd=vault)
    assert (1, "Error: templates/brief.txt.j2:1: 'nobody' is undefined.") == (ran.code, ran.stderr.splitlines()[0])


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        (("sam",), 4, 'Error: "sam" could be Sam Haddad (sam-haddad), Sam Okafor (sam-okafor).'),
        (("nobody",), 4, 'Error: No record is called "nobody".'),
        (("acm",), 2, "Error: ACM is an organization; a brief is for people, an event, a planned talk or a project."),
        (("clara",), 0, "Clara is you. Who you are in three lines: notebook bio"),
        ((), 0, "Nothing is planned in the next 14 days."),
    ],
)
def test_what_has_no_brief_says_so(name: tuple[str, ...], code: int, said: str, run: Runner, vault: Path) -> None:
    ran = run("brief", *name, cwd=vault)
    assert (code, said, "") == (ran.code, ran.stderr.splitlines()[0], ran.stdout)


def test_a_name_of_several_words_needs_no_quotes(run: Runner, vault: Path) -> None:
    assert "Ada Lovelace" == run("brief", "ada", "lovelace", cwd=vault).lines[0]


def test_a_part_of_a_name_means_the_person_even_where_an_event_has_it_too(run: Runner, vault: Path) -> None:
    (vault / "events/x.md").write_text("---\nname: Dinner with Ada\ndate: 2026-11-25\n---\n")
    assert "Ada Lovelace" == run("brief", "ada", cwd=vault).lines[0]
    assert "Dinner with Ada" == run("brief", "dinner", "with", "ada", cwd=vault).lines[0]


def test_without_a_name_it_is_for_what_comes_next(run: Runner, home: Path) -> None:
    talk = "---\nwith: ada\nchannel: call\n---\n"
    root = write(home / "v", {"contacts/ada.md": "---\nname: Ada\n---\n", "interactions/2026-11-25-x.md": talk})
    lines = run("brief", cwd=root).lines
    assert ("Ada", ["You", "meet", "Wed", "25", "Nov", "call"]) == (lines[0], lines[3].split())


def test_what_a_file_says_cannot_command_the_terminal_or_the_page(run: Runner, home: Path) -> None:
    ada = '---\nname: "Ada <b>\\e[31m"\ncare: ["<script>alert(1)</script> *x* \\e[2J"]\n---\n'
    root = write(home / "v", {"contacts/ada.md": ada})
    pages = {form: run("brief", "ada", "--format", form, cwd=root).stdout for form in ("text", "md", "html")}
    assert all("\x1b" not in page for page in pages.values())
    assert "<script>" not in pages["html"]
    assert "\\*x\\*" in pages["md"]


@pytest.mark.parametrize("name", ["林 晓岚", "נועה לוי", "Zoë 👩‍👩‍👧", "x" * 200])
def test_any_name_fits_the_page(name: str, run: Runner, home: Path) -> None:
    event = "---\nname: Fair\ndate: 2026-11-25\nwith: [ada]\n---\n"
    ada = f"---\nname: {name}\ncare: [tired]\n---\n"
    root = write(home / "v", {"contacts/ada.md": ada, "events/fair.md": event})
    for record in ("ada", "fair"):
        lines = run("brief", record, cwd=root, env={"COLUMNS": "80"}).lines
        assert all(width_of(line) <= 80 for line in lines[1:])


def test_the_json_has_no_line_that_comes_from_nowhere(run: Runner, example_vault: Path) -> None:
    found = json.loads(run("brief", "will", "--format", "json", cwd=example_vault).stdout)
    for entry in (entry for section in found["sections"] for entry in section["entries"]):
        text = (example_vault / entry["path"]).read_text(encoding="utf-8")
        assert 1 <= entry["line"] <= len(text.splitlines())


@pytest.mark.parametrize(
    ("event", "fields", "said"),
    [
        ("later", "date: 2026-11-25", "Later is still to come, Wed 25 Nov. Before it: notebook brief later"),
        ("undated", "kind: fair", "Undated has no date: notebook set undated date=2026-11-21"),
        ("maybe", "date: 2026-11-18\nstatus: considering",
         "Maybe is noted as under consideration. If you went: notebook set maybe status=went"),
        ("no", "date: 2026-11-18\nstatus: skipped",
         "No is noted as skipped. If you went: notebook set no status=went"),
    ],
)  # fmt: skip
def test_an_event_without_a_triage_says_why(event: str, fields: str, said: str, run: Runner, vault: Path) -> None:
    (vault / f"events/{event}.md").write_text(f"---\nname: {event.capitalize()}\n{fields}\nwith: [ada-lovelace]\n---\n")
    ran = run("triage", event, cwd=vault)
    assert (0, said, "") == (ran.code, ran.stderr.strip(), ran.stdout)


def test_a_triage_is_for_an_event(run: Runner, vault: Path) -> None:
    assert 4 == run("triage", "ada", cwd=vault).code


def test_with_nobody_to_follow_up_with_it_says_so(run: Runner, home: Path) -> None:
    root = write(home / "v", {"events/fair.md": "---\nname: Fair\ndate: 2026-11-18\n---\n"})
    said = "There is nobody to follow up with after the events of the last three weeks."
    assert (said, "") == (run("triage", cwd=root).stderr.strip(), run("triage", cwd=root).stdout)
    assert "Nobody is noted as met there." == run("triage", "fair", cwd=root).lines[2]
    assert "[]" == run("triage", "--format", "json", cwd=root).stdout.strip()


def test_the_formats_of_a_row_a_line_have_the_people(run: Runner, home: Path) -> None:
    event = "---\nname: Fair\ndate: 2026-11-18\nwith: [ada, bob]\n---\n"
    root = write(home / "v", {"contacts/ada.md": "---\nname: Ada\n---\n", "contacts/bob.md": "---\nname: Bob\n---\n",
                              "events/fair.md": event})  # fmt: skip
    assert ["ada", "bob"] == run("triage", "--format", "ids", cwd=root).lines
    assert ["contacts/bob.md"] == run("triage", "--sort", "-name", "--limit", "1", "--format", "paths", cwd=root).lines
    assert ["Ada -1", "Bob -1"] == run("triage", "fair", "--format", "{{ name }} {{ days_left }}", cwd=root).lines
    assert 2 == run("triage", "--sort", "nonsense", cwd=root).code


def test_drafts_are_messages_one_after_the_other(run: Runner, home: Path) -> None:
    event = "---\nname: Fair\ndate: 2026-11-18\nwith: [ada, bob]\n---\n"
    root = write(home / "v", {"contacts/ada.md": "---\nname: Ada\ncare: [tired]\n---\n", "events/fair.md": event,
                              "contacts/bob.md": "---\nname: Bob\n---\n"})  # fmt: skip
    ran = run("triage", "fair", "--drafts", cwd=root)
    assert ["To Ada", "To Bob"] == [line for line in ran.lines if line.startswith("To ")]
    assert ["Dear Ada,", "Dear Bob,"] == [line for line in ran.lines if line.startswith("Dear ")]
    assert "With care: tired" in ran.stderr
    assert "tired" not in ran.stdout
