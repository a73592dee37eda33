"""The digest: its sections, its pages, its files."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from wcwidth import wcswidth

from notebook.digest.build import build_digest
from notebook.digest.context import DigestSpec
from notebook.digest.model import Digest, DueLine, NeedsLine, PromiseLine, UpcomingLine, WeekLine
from notebook.digest.period import span_period, week_period
from notebook.errors import UsageFault
from notebook.practice.follow_up.who_next import who_next
from notebook.snapshot import Snapshot
from notebook.vault.reading.load import load

TODAY = date(2026, 11, 21)


def read(root: Path) -> Snapshot:
    return load(root, cache=None, now_ns=0, say=pytest.fail).snapshot


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"notebook.toml": 'me = "me"\n', "contacts/me.md": "---\nname: Me\n---\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def digest_of(root: Path, today: date = TODAY, week: str | None = None) -> Digest:
    return build_digest(read(root), DigestSpec(week_period(week, today, 0), {}, 14, 0))


def section(digest: Digest, key: str) -> list[object]:
    return [line for one in digest.sections if one.key == key for line in one.lines]


@pytest.mark.parametrize(("form", "name"), [("text", "txt"), ("md", "md"), ("html", "html"), ("json", "json")])
def test_the_example_vaults_digest_is_the_golden_one(golden, run, example_vault, form, name):
    done = run("digest", "--week", "2026-W47", "--format", form, cwd=example_vault)
    assert (done.code, done.stderr) == (0, "")
    golden(f"digest/2026-W47.{name}", done.stdout)


def test_a_past_week_is_told_from_its_last_day(golden, run, example_vault):
    done = run("digest", "--week", "2026-W20", "--format", "md", cwd=example_vault)
    golden("digest/2026-W20.md", done.stdout)


def test_the_same_vault_date_and_template_give_the_same_bytes(run, example_vault, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(example_vault, elsewhere)
    pages = [run("digest", "--format", "html", cwd=place).stdout for place in (example_vault, example_vault, elsewhere)]
    assert pages[0] == pages[1] == pages[2]


def test_an_empty_vault_has_no_section_and_says_so(run, tmp_path):
    root = write(tmp_path, {})
    assert digest_of(root).sections == ()
    assert "Nobody is due" in run("digest", cwd=root).stdout


def test_due_says_how_long_why_and_what_to_ask(tmp_path):
    root = write(tmp_path, {
        "contacts/rita.md": "---\nname: Rita\ncadence: 2 weeks\nbirthday: --11-25\n---\n",
        "interactions/2026-10-01-call.md":
            "---\nwith: [rita]\nchannel: call\n---\nShe moves.\n\n- [ ] send the boxes\n- [?] where to\n",
    })  # fmt: skip
    (line,) = section(digest_of(root), "due")
    assert isinstance(line, DueLine)
    assert line.status == "7 weeks since a call, every 2 weeks: 5 weeks over"
    assert [note.text for note in line.reasons] == ["you promised: send the boxes, 7 weeks ago", "birthday Wed 25 Nov"]
    assert (line.last.text, line.last.path, line.last.line) == ("She moves.", "interactions/2026-10-01-call.md", 5)
    assert line.ask.text == "ask: where to"


def test_a_long_section_is_cut_and_counts_the_rest(run, tmp_path):
    tasks = "".join(f"- [ ] map {n}\n" for n in range(40))
    root = write(tmp_path, {"contacts/rita.md": f"---\nname: Rita\n---\n{tasks}"})
    mine = digest_of(root).sections[0]
    assert (mine.key, len(mine.lines), mine.more, mine.command) == (
        "promises-mine", 4, 36, "notebook promises --mine")  # fmt: skip
    wide, narrow = (run("digest", cwd=root, env={"COLUMNS": columns}).lines for columns in ("80", "40"))
    assert wide[2].split("  ")[0] == "You promised"
    assert wide[2].endswith("  36 more: notebook promises --mine")
    assert (narrow[3], narrow[-1]) == ("You promised", "  + 36 more: notebook promises --mine")


def test_who_is_written_to_is_whom_next_names_and_the_rest_is_counted(tmp_path):
    cards = {f"contacts/p{n}.md": f"---\nname: P{n}\ncadence: yearly\n---\n" for n in range(40)}
    talks = {f"interactions/2025-0{n + 1}-02-call.md": f"---\nwith: [p{n}]\nchannel: call\n---\n" for n in range(9)}
    (due,) = digest_of(write(tmp_path, cards | talks)).sections
    named = [one.contact.id for one in who_next(read(tmp_path), TODAY, {}, 14)]
    assert [line.id for line in due.lines] == named[:5]
    assert (due.key, due.more, due.command) == ("due", len(named) - 5, "notebook next")


def test_promises_are_told_apart_by_who_made_them(tmp_path):
    root = write(tmp_path, {
        "contacts/rita.md": "---\nname: Rita\n---\n",
        "interactions/2026-09-18-call.md":
            "---\nwith: [rita]\n---\n- [ ] the map due:2026-10-20\n- [ ] @rita: the key due:2026-11-30\n- [x] old\n",
    })  # fmt: skip
    digest = digest_of(root)
    (mine,) = section(digest, "promises-mine")
    (theirs,) = section(digest, "promises-theirs")
    assert isinstance(mine, PromiseLine)
    assert isinstance(theirs, PromiseLine)
    assert (mine.text, mine.when, mine.overdue, mine.who[0].name) == (
        "the map",
        "Tue 20 Oct, 5 weeks late",
        True,
        "Rita",
    )
    assert (theirs.text, theirs.when, theirs.overdue) == ("the key", "Mon 30 Nov", False)


def test_a_promise_of_somebody_unknown_shows_the_name_that_was_written(run, tmp_path):
    text = "---\nwith: [rita]\n---\n- [ ] @zoe: the draft\n- [ ] @Bob: a word with [[rita]]\n"
    root = write(tmp_path, {"contacts/rita.md": "---\nname: Rita\n---\n", "interactions/2026-11-18-call.md": text})
    theirs = section(digest_of(root), "promises-theirs")
    assert [[person.name for person in line.who] for line in theirs] == [["zoe"], ["Bob", "Rita"]]
    for form in ("text", "md", "html"):
        assert "zoe" in run("digest", "--format", form, cwd=root).stdout
    assert "zoe" in run("promises", cwd=root).stdout


def test_a_talk_in_person_is_one_under_everyday_words_too(tmp_path):
    talks = {f"interactions/2026-11-18-{word}.md": f"---\nwith: [rita]\nchannel: {word}\n---\n"
             for word in ("dinner", "Beer", "zoom", "gym", "coffee")}  # fmt: skip
    (week,) = section(digest_of(write(tmp_path, {"contacts/rita.md": "---\nname: Rita\n---\n", **talks})), "week")
    assert (week.talks, week.in_person) == (5, 3)


def test_what_is_coming_is_in_one_list_by_date(tmp_path):
    root = write(tmp_path, {
        "contacts/rita.md":
            "---\nname: Rita\nbirthday: 1990-11-28\ndates: [{date: 2020-11-23, what: first day}]\n---\n",
        "events/2026-11-26-mixer.md": "---\nname: Mixer\nstatus: going\nwith: [rita]\n---\n",
        "organizations/guild.md": "---\nname: Guild\nrenews: 2026-12-01\n---\n",
        "interactions/2026-11-24-coffee.md": "---\nwith: [rita]\nchannel: coffee\n---\n",
        "interactions/2026-11-25-call.md": "---\nwith: [rita]\nchannel: call\nstatus: cancelled\n---\n",
        "events/2027-01-01-far.md": "---\nname: Far\n---\n",
    })  # fmt: skip
    lines = section(digest_of(root), "upcoming")
    assert all(isinstance(line, UpcomingLine) for line in lines)
    assert [(line.kind, line.day, line.years) for line in lines] == [
        ("date", "Mon 23 Nov", 6), ("planned", "Tue 24 Nov", None), ("event", "Thu 26 Nov", None),
        ("birthday", "Sat 28 Nov", 36), ("renewal", "Tue 1 Dec", None),
    ]  # fmt: skip


def test_early_in_a_week_the_week_before_is_told(tmp_path):
    root = write(tmp_path, {
        "contacts/rita.md": "---\nname: Rita\nmet: {date: 2026-11-18}\n---\n",
        "interactions/2026-11-18-coffee.md": "---\nwith: [rita]\nchannel: coffee\n---\n",
    })  # fmt: skip
    (monday,) = section(digest_of(root, date(2026, 11, 23)), "week")
    assert isinstance(monday, WeekLine)
    assert (monday.label, monday.talks, monday.people, monday.in_person) == ("Last week", 1, 1, 1)
    assert [person.name for person in monday.new] == ["Rita"]
    assert section(digest_of(root, date(2026, 11, 25)), "week") == []


def test_what_the_vault_needs_counts_problems_and_not_notes(tmp_path):
    root = write(tmp_path, {
        "contacts/a.md": "---\nname: A\nbirthday: soon\n---\n[[nowhere]]\n",
        "contacts/b.md": "---\nname: A: b\n---\n",
    })  # fmt: skip
    (line,) = section(digest_of(root), "needs")
    assert isinstance(line, NeedsLine)
    assert (line.problems, line.files) == (2, 2)


def test_what_comes_later_is_not_known_in_a_past_week(tmp_path):
    root = write(tmp_path, {
        "contacts/rita.md": "---\nname: Rita\ncadence: monthly\n---\n",
        "interactions/2026-03-02-call.md": "---\nwith: [rita]\nchannel: call\n---\n",
        "interactions/2026-09-02-call.md":
            "---\nwith: [rita]\nchannel: call\n---\nLater.\n\n- [?] later\n- [ ] a cake\n",
    })  # fmt: skip
    digest = digest_of(root, week="2026-W20")
    (line,) = section(digest, "due")
    assert isinstance(line, DueLine)
    assert (line.last_contact, line.reasons, line.ask) == (date(2026, 3, 2), (), None)
    assert section(digest, "threads") == []


# Settings

SOME = {
    "contacts/rita.md": "---\nname: Rita\nlocation: Lisbon\ncadence: weekly\n---\n",
    "contacts/zoe.md": "---\nname: Zoe\nlocation: Lisbon\nstatus: archived\n---\n",
    "interactions/2026-10-18-call.md": "---\nwith: [rita]\nchannel: call\n---\nShe prints.\n\n- [ ] the map\n",
}


def titles(run, root: Path, settings: str) -> list[str]:
    (root / "notebook.toml").write_text(f'me = "me"\n{settings}', encoding="utf-8")
    done = run("digest", "--format", "json", cwd=root)
    assert (done.code, done.stderr) == (0, "")
    return [one["title"] for one in json.loads(done.stdout)["sections"]]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["Write to"]),
        ("[digest]\nsections = ['promises-mine']", ["You promised"]),
        ("[digest]\nsections = ['@near', '...']\n[queries]\nnear = 'in:lisbon'", ["Near", "Write to"]),
        ("[digest]\nwithout = ['due']", ["You promised"]),
        ("[digest.limits]\ndue = 0", ["You promised"]),
        ("[digest.titles]\ndue = 'A word for'", ["A word for"]),
    ],
)
def test_the_settings_choose_order_limit_and_name_the_sections(run, tmp_path, settings, expected):
    root = write(tmp_path, SOME)
    assert titles(run, root, settings) == expected


def test_a_saved_query_leaves_out_who_is_archived_unless_it_asks(run, tmp_path):
    root = write(tmp_path, SOME)
    settings = "[digest]\nsections = ['@here', '@all']\n[queries]\nhere = 'in:lisbon'\n"
    (root / "notebook.toml").write_text(settings + "all = 'in:lisbon (status:archived OR status:active)'\n")
    assert run("digest", cwd=root).stdout.count("Zoe") == 1


def test_a_saved_query_can_ask_for_words_of_the_notes(run, tmp_path):
    root = write(tmp_path, SOME)
    (root / "notebook.toml").write_text("[digest]\nsections = ['@print']\n[queries]\nprint = 'prints'\n")
    page = run("digest", "--format", "md", cwd=root).stdout
    assert "## Print\n\n- [[2026-10-18-call|" in page
    assert "She prints." in page


def test_a_saved_query_is_asked_as_of_the_digests_day(run, tmp_path):
    root = write(tmp_path, SOME)
    (root / "notebook.toml").write_text("[digest]\nsections = ['@far']\n[queries]\nfar = 'kind:contact last:>20d'\n")
    assert "Rita" in run("digest", cwd=root).stdout
    assert "Rita" not in run("digest", "--week", "2026-W43", cwd=root).stdout


def test_a_saved_query_that_cannot_be_answered_is_said_and_left_out(run, tmp_path):
    root = write(tmp_path, SOME)
    (root / "notebook.toml").write_text("[digest]\nsections = ['@bad', 'due']\n[queries]\nbad = 'last:>soon ('\n")
    done = run("digest", cwd=root)
    assert done.code == 0
    assert done.stderr.startswith("The section @bad is left out: ")
    assert "Write to" in done.stdout
    assert "Bad" not in done.stdout


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("name", ["a`b", "../../../etc/passwd", "\\u0000", "x\\ny", "\\u202eb", "y" * 5000])
def test_no_name_of_a_saved_query_is_a_trouble(run, tmp_path, name, form):
    root = write(tmp_path, SOME)
    settings = f'[digest]\nsections = ["@{name}"]\n[queries]\n"{name}" = "in:lisbon"\n'
    (root / "notebook.toml").write_text(settings, encoding="utf-8")
    done = run("digest", "--format", form, cwd=root)
    assert (done.code, done.stderr) == (0, "")
    assert "Rita" in done.stdout
    assert form == "json" or all(char.isprintable() or char == "\n" for char in done.stdout)


def test_a_vaults_own_template_makes_one_section(run, tmp_path):
    own = {
        "templates/digest/due.txt.j2": "  {{ section.entries[0].name }}!\n",
        "templates/digest/@near.txt.j2": "  Near\n",
    }
    root = write(tmp_path, {**SOME, **own})
    settings = "[digest]\nsections = ['due', '@near']\n[queries]\nnear = 'in:lisbon'\n"
    (root / "notebook.toml").write_text(settings)
    assert run("digest", cwd=root).stdout.endswith("\n\nWrite to\n  Rita!\n\nNear\n  Near\n")


def test_the_template_of_the_docs_shows_every_plain_section(run, example_vault):
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    source = page.partition("```jinja\n")[2].partition("```")[0]
    (example_vault / "templates").mkdir()
    (example_vault / "templates/all.md.j2").write_text(source, encoding="utf-8")
    done = run("digest", "--template", "all.md", cwd=example_vault)
    assert done.code == 0
    model = json.loads(run("digest", "--format", "json", cwd=example_vault).stdout)
    assert all(section["title"] in done.stdout for section in model["sections"])
    assert "Ivone Marçalo: send Ivone the corrected imprint page (due Fri 20 Nov)" in done.stdout


def test_a_template_from_before_still_makes_the_sections_it_knows(run, example_vault):
    source = """{% for section in sections %}{% for entry in section.entries %}
{% if section.key == "due" %}{{ entry|link }} {{ entry.status }}
{% for reason in entry.reasons %}{{ reason.text|first_up }}{% endfor %}
{% if entry.last %}{{ entry.last.text }}{% endif %}{% if entry.ask %}{{ entry.ask.text }}{% endif %}
{% elif section.key in ("promises-mine", "promises-theirs") %}{{ entry.who|names }} {{ entry.text }} {{ entry.when }}
{% elif section.key == "care" %}{{ entry|link }} {{ entry.text }}
{% elif section.key == "threads" %}{{ entry.who|names }} {{ entry.text }} {{ entry.soon or entry.when }}
{% elif section.key == "upcoming" %}{{ entry.day }} {{ entry.kind }} {{ entry.what }} {{ entry.detail }}
{% elif section.key == "follow-up" %}{{ entry|link }} {{ entry.when }} {{ entry.who|names }}
{% elif section.key == "week" %}{{ entry.talks }} {{ entry.weeks|bars }}
{% endif %}{% endfor %}{% endfor %}"""
    (example_vault / "templates").mkdir()
    (example_vault / "templates/digest.md.j2").write_text(source, encoding="utf-8")
    done = run("digest", "--format", "md", cwd=example_vault)
    assert (done.code, done.stderr) == (0, "")
    assert "9 ▆▄▂▆▄▅▇▄▅▇█▇" in done.stdout


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_a_text_page_is_no_wider_than_the_terminal_and_two_screens_long(run, example_vault, columns):
    lines = run("digest", cwd=example_vault, env={"COLUMNS": columns}).lines
    # A command is not broken, wherever it ends.
    said = [line for line in lines if not line.strip().startswith("notebook ")]
    assert max(wcswidth(line) for line in said) <= min(int(columns), 80)
    if columns == "80":
        assert len(lines) <= 100


# Days


@pytest.mark.parametrize("options", [("--format", "md"), ("--format", "html"), ("--format", "json"),
                                     ("--save", "--format", "text", "--dry-run"), ("--save", "--dry-run")])  # fmt: skip
def test_what_is_read_later_names_each_day(run, example_vault, options):
    page = run("digest", *options, cwd=example_vault).stdout
    assert "Fri 20 Nov" in page
    assert "yesterday" not in page
    assert "yesterday" in run("digest", cwd=example_vault).stdout


@pytest.mark.parametrize(
    ("week", "starts", "label"),
    [
        ("2026-W47", 0, "Week 47 · Mon 16 – Sun 22 November 2026"),
        ("2026-W47", 6, "Week 47 · Sun 15 – Sat 21 November 2026"),
        ("2026-W53", 0, "Week 53 · Mon 28 December 2026 – Sun 3 January 2027"),
        ("last week", 0, "Week 46 · Mon 9 – Sun 15 November 2026"),
        (None, 0, "Week 47 · Mon 16 – Sun 22 November 2026"),
    ],
)
def test_the_week_has_a_readable_label(week, starts, label):
    assert week_period(week, TODAY, starts).label == label


def test_a_month_is_no_week():
    with pytest.raises(UsageFault):
        week_period("2026-11", TODAY, 0)


def test_a_span_ends_after_it_starts():
    assert span_period("2026-11-01", "2026-11-10", TODAY).label == "Sun 1 – Tue 10 November 2026"
    with pytest.raises(UsageFault):
        span_period("2026-11-10", "2026-11-01", TODAY)


def test_json_has_the_vaults_commit(run, example_vault):
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=example_vault, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=example_vault, check=True, capture_output=True, text=True)
    found = json.loads(run("digest", "--format", "json", cwd=example_vault).stdout)
    assert found["vault"] == {"commit": head.stdout.strip()}


def test_save_writes_markdown_into_digests_and_says_where(run, example_vault):
    done = run("digest", "--save", cwd=example_vault)
    assert (done.code, done.stdout) == (0, "digests/2026-W47.md\n")
    assert (example_vault / "digests/2026-W47.md").read_text(encoding="utf-8").startswith("# Week 47")


def test_a_saved_digest_that_was_written_in_is_kept(run, example_vault):
    run("digest", "--save", cwd=example_vault)
    file = example_vault / "digests/2026-W47.md"
    file.write_text("mine", encoding="utf-8")
    assert run("digest", "--save", cwd=example_vault).code == 5
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("digest", "--save", "--yes", cwd=example_vault).code == 0
    assert file.read_text(encoding="utf-8") != "mine"


def test_saving_twice_changes_nothing(run, example_vault):
    run("digest", "--save", cwd=example_vault)
    before = (example_vault / "digests/2026-W47.md").stat().st_mtime_ns
    assert run("digest", "--save", cwd=example_vault).code == 0
    assert (example_vault / "digests/2026-W47.md").stat().st_mtime_ns == before


def test_save_with_dry_run_shows_the_change_and_writes_nothing(run, example_vault):
    done = run("digest", "--save", "--dry-run", cwd=example_vault)
    assert done.stdout.startswith("--- /dev/null\n+++ b/digests/2026-W47.md\n")
    assert not (example_vault / "digests").exists()


def test_a_birthday_that_is_first_is_no_reason_further_down_and_not_coming(run, tmp_path):
    card = "---\nname: Rita\ncadence: weekly\nbirthday: 1990-11-21\n---\n"
    talk = "---\nwith: [rita]\n---\n"
    root = write(tmp_path, {"contacts/rita.md": card, "interactions/2026-10-01-call.md": talk})
    page = run("digest", cwd=root).stdout
    assert page.lower().count("birthday") == 1
