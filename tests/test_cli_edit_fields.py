"""The commands that edit a record or close a promise: what they write, print, refuse and leave alone."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from conftest import Ran, Runner

from notebook.cli.main import cli
from notebook.crosscheck import all_problems
from notebook.vault.reading.load import load

ADA = "contacts/ada-lovelace.md"
SAM = "contacts/sam-okafor.md"


def problems(vault: Path) -> list[str]:
    loaded = load(vault, cache=None, now_ns=time.time_ns(), say=print)
    return [f"{problem.path}: {problem.message}" for problem in all_problems(loaded.snapshot)]


def files(vault: Path) -> dict[str, bytes]:
    return {path.relative_to(vault).as_posix(): path.read_bytes() for path in vault.rglob("*.md")}


def refused(ran: Ran, code: int) -> str:
    """The error that a command ended with, which printed nothing else."""
    assert (ran.code, ran.stdout) == (code, "")
    assert ran.stderr.startswith("Error: ")
    return ran.stderr


# Fields


def test_set_writes_the_fields_and_says_what_was_and_what_is(vault: Path, run: Runner) -> None:
    run("set", "ada", "cadence=6 weeks", "tags=close", cwd=vault)
    ran = run("set", "ada", "cadence=monthly", "role=Poet", "snooze=friday", "tags=close,work", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.lines == [
        ADA,
        "  role     Poet",
        "  tags     close, work",
        "  cadence  6 weeks → monthly",
        "  snooze   Fri 27 Nov 2026",
    ]
    assert (vault / ADA).read_text() == (
        "---\nname: Ada Lovelace\naliases: [Countess]\nrole: Poet\ntags: [close, work]\n"
        "cadence: monthly\nsnooze: 2026-11-27\n---\n"
    )
    assert problems(vault) == []


def test_what_is_said_names_people_and_counts_no_lines(vault: Path, run: Runner) -> None:
    ran = run(
        "set", "ada", "knows=[{who: Sam Okafor, as: friend}, clara]", "org=ACM", "met.at=PyCon", "met.through=clara",
        "email=work:a@x.example", "dates={date: 2026-03-01, what: new job}", "hat=red", cwd=vault,
    )  # fmt: skip
    assert ran.lines == [
        ADA,
        "  organization  ACM",
        "  emails        work: a@x.example",
        "  dates         1 Mar 2026 new job",
        "  knows         Sam Okafor (friend), Clara",
        "  met           at PyCon PT through Clara",
        "  hat           red",
    ]
    assert ran.stderr == '"hat" is no field of the notebook; it is kept as your own key.\n'
    assert problems(vault) == []


def test_a_name_of_several_words_needs_no_quotes_before_a_value(vault: Path, run: Runner) -> None:
    assert run("set", "sam", "okafor", "role=Poet", "cadence=monthly", cwd=vault).lines[0] == SAM
    assert run("add", "Sam", "Okafor", "interests=chess", cwd=vault).lines == [SAM, "  interests  chess"]


def test_every_kind_is_edited_by_its_name(vault: Path, run: Runner) -> None:
    assert run("set", "pycon", "status=went", cwd=vault).lines == ["events/2026-10-19-pycon-pt.md", "  status  went"]
    assert run("add", "acm", "seeks=speakers", cwd=vault).lines == ["organizations/acm.md", "  seeks  speakers"]
    assert run("add", "atlas", "with=ada", cwd=vault).lines == ["projects/open-atlas.md", "  with  Ada Lovelace"]
    (vault / "interactions").mkdir()
    (vault / "interactions" / "2026-11-18-tea.md").write_text("---\nwith: [ada-lovelace]\n---\n")
    ran = run("set", "2026-11-18-tea", "people=sam okafor", "depth=deep", cwd=vault)
    assert ran.lines == ["interactions/2026-11-18-tea.md", "  with   Ada Lovelace → Sam Okafor", "  depth  deep"]
    assert problems(vault) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "ada", "cadence=monthly"),
        ("add", "ada", "aliases=Ada King"),
        ("remove", "ada", "aliases"),
        ("tag", "ada", "close"),
        ("snooze", "ada", "in", "2", "weeks"),
        ("archive", "ada"),
    ],
    ids=" ".join,
)
def test_a_dry_run_shows_the_diff_and_writes_nothing(vault: Path, run: Runner, arguments: tuple[str, ...]) -> None:
    before = files(vault)
    ran = run(*arguments, "--dry-run", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.lines[:2] == [f"--- a/{ADA}", f"+++ b/{ADA}"]
    assert files(vault) == before
    run(*arguments, cwd=vault)
    assert files(vault) != before


def test_what_was_edited_can_be_undone(vault: Path, run: Runner) -> None:
    before = files(vault)
    run("set", "ada", "cadence=monthly", cwd=vault)
    assert run("undo", cwd=vault).code == 0
    assert files(vault) == before


def test_a_value_that_stands_there_is_no_failure(vault: Path, run: Runner) -> None:
    run("set", "ada", "cadence=monthly", "tags=a", cwd=vault)
    before = files(vault)
    assert run("set", "ada", "cadence=monthly", cwd=vault) == Ran(0, "", f"{ADA} says so already.\n")
    assert run("add", "ada", "tags=A", cwd=vault) == Ran(0, "", "tags has A already.\n")
    assert run("tag", "ada", "#a", cwd=vault) == Ran(0, "", "tags has a already.\n")
    assert files(vault) == before


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("set", "ada", "cadence=often"), 2, 'cadence "often" is not a length of time.'),
        (("set", "ada", "cadence"), 2, '"cadence" is no key and value.\nHint: For example: notebook set ada'),
        (("set", "ada", "=x"), 2, '"=x" is no key and value.'),
        (("set", "ada"), 2, "Missing argument"),
        (("set", "ada", "name=Ada King"), 2, 'notebook rename ada-lovelace "New Name"'),
        (("set", "ada", "aliases=Sam Okafor"), 5, 'goes by "Sam Okafor" already.'),
        (("set", "Sam", "cadence=monthly"), 4, '"Sam" could be Sam Haddad (sam-haddad), Sam Okafor (sam-okafor).'),
        (("set", "Adda", "cadence=monthly"), 4, "Did you mean Ada?"),
        (("set", "ada", "knows=Sam"), 4, '"Sam" could be'),
        (("add", "ada", "cadence=monthly"), 2, "notebook set ada-lovelace cadence=monthly"),
        (("remove", "ada", "cadence"), 4, "Ada Lovelace has no cadence.\nHint: There is name, aliases."),
        (("remove", "ada", "aliases=Byron"), 4, 'Ada Lovelace has no "Byron" in aliases.\nHint: There is Countess.'),
        (("tag", "ada"), 2, "No tag is named."),
        (("tag", "ada", "--remove", "x"), 4, 'Ada Lovelace has no "x" in tags.'),
        (("snooze", "ada", "yesterday"), 2, '"yesterday" is not ahead: 2026-11-20.'),
        (("snooze", "ada", "whenever"), 2, '"whenever" is not a date'),
        (("snooze", "pycon", "friday"), 4, 'No contact is called "pycon".'),
        (("archive", "acm"), 4, 'No contact is called "acm".'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_refused_says_why_and_writes_nothing(
    vault: Path, run: Runner, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = files(vault)
    assert says in refused(run(*arguments, cwd=vault), code)
    assert files(vault) == before


def test_a_field_in_two_places_is_refused_with_both_lines(vault: Path, run: Runner) -> None:
    (vault / SAM).write_text("---\nname: Sam Okafor\nemail: a@x.example\nrole: x\nmail: b@x.example\n---\n")
    said = refused(run("set", "sam okafor", "emails=c@x.example", cwd=vault), 5)
    assert f"{SAM}:3: emails stands here (email) and on line 5 (mail). Nothing was written." in said
    assert "Hint: Make it one: notebook edit sam-okafor" in said


def test_what_a_terminal_would_obey_is_shown_as_signs(vault: Path, run: Runner) -> None:
    ran = run("set", "ada", "role=a\x1b[2Jb", cwd=vault)
    assert "\x1b" not in ran.stdout + ran.stderr


# Resting and archiving


def test_snooze_says_until_when_and_due_leaves_them_out(vault: Path, run: Runner) -> None:
    run("set", "ada", "cadence=weekly", cwd=vault)
    assert "Ada Lovelace" in run("due", cwd=vault).stdout
    ran = run("snooze", "ada", "in", "2", "weeks", cwd=vault)
    assert ran == Ran(
        0,
        f"{ADA}\n  snooze  Sat 5 Dec 2026\n",
        "notebook due and notebook next leave Ada Lovelace out until Sat 5 Dec.\n",
    )
    assert "Ada Lovelace" not in run("due", cwd=vault).stdout


@pytest.mark.parametrize(
    ("words", "day"),
    [("friday", "2026-11-27"), ("next month", "2026-12-01"), ("--03-01", "2027-03-01"), ("2027", "2027-01-01"),
     ("2026-W50", "2026-12-07")],
)  # fmt: skip
def test_snooze_takes_the_first_day_that_is_meant(vault: Path, run: Runner, words: str, day: str) -> None:
    assert run("snooze", "ada", "--", words, cwd=vault).code == 0
    assert f"snooze: {day}\n" in (vault / ADA).read_text()


@pytest.mark.parametrize("word", ["none", "off"])
def test_a_rest_is_taken_back(vault: Path, run: Runner, word: str) -> None:
    before = files(vault)
    run("snooze", "ada", "friday", cwd=vault)
    assert run("snooze", "ada", word, cwd=vault) == Ran(0, f"{ADA}\n  snooze  Fri 27 Nov 2026 → –\n", "")
    assert files(vault) == before
    assert run("snooze", "ada", word, cwd=vault) == Ran(0, "", "Ada Lovelace is not snoozed.\n")


def test_snooze_says_so_where_nobody_waits(vault: Path, run: Runner) -> None:
    assert run("snooze", "ada", "friday", cwd=vault).stderr == "Ada Lovelace has no cadence, and is never due anyway.\n"


def test_archive_takes_a_contact_out_of_the_lists_and_back(vault: Path, run: Runner) -> None:
    before = files(vault)
    assert run("archive", "ada", cwd=vault).lines == [ADA, "  status  active → archived"]
    assert "Ada" not in run("list", "kind:contact", cwd=vault).stdout
    assert run("archive", "ada", cwd=vault) == Ran(0, "", "Ada Lovelace is archived already.\n")
    assert run("archive", "ada", "--back", cwd=vault).lines == [ADA, "  status  archived → active"]
    assert files(vault) == before
    assert run("archive", "ada", "--back", cwd=vault) == Ran(0, "", "Ada Lovelace is not archived.\n")


# Promises and threads

TALK = "interactions/2026/2026-11-18-talk.md"


@pytest.fixture
def talk(vault: Path) -> Path:
    """A talk with three promises and a thread."""
    path = vault / TALK
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\ndate: 2026-11-18\nwith: [ada-lovelace]\n---\n"
        "- [ ] send the grant list due:2026-11-20\n- [ ] @ada-lovelace: send the drawings\n"
        "- [ ] send [[sam-okafor]] the Grant form\n- [?] how did the exam go\n"
    )
    return path


def test_done_closes_the_promise_with_these_words(vault: Path, run: Runner, talk: Path) -> None:
    ran = run("done", "grant", "LIST", cwd=vault)
    assert ran == Ran(0, f"{TALK}\n  done  send the grant list\n  with  Ada Lovelace\n", "")
    assert "- [x] send the grant list due:2026-11-20 done:2026-11-21\n" in talk.read_text()
    assert "grant list" not in run("promises", cwd=vault).stdout


def test_done_closes_the_promise_with_this_id(vault: Path, run: Runner, talk: Path) -> None:
    shown = run("promises", "--theirs", cwd=vault).lines[1]
    ran = run("done", shown.split()[-1].upper(), "--date", "yesterday", cwd=vault)
    assert ran.lines == [TALK, "  done  send the drawings", "  by    Ada Lovelace", "  on    yesterday"]
    assert (
        "- [ ] @ada-lovelace: send the drawings\n".replace("[ ]", "[x]")[:-1] + " done:2026-11-20\n" in talk.read_text()
    )


def test_a_thread_is_closed_by_its_words_or_its_id(vault: Path, run: Runner, talk: Path) -> None:
    before = talk.read_bytes()
    thread = run("promises", "--ask", cwd=vault).lines[0].split()[-1]
    assert run("done", "exam", cwd=vault).lines[1] == "  done  how did the exam go"
    assert "- [x] how did the exam go done:2026-11-21\n" in talk.read_text()
    run("undo", cwd=vault)
    assert talk.read_bytes() == before
    assert run("drop", thread, cwd=vault).lines == [TALK, "  dropped  how did the exam go", "  with     Ada Lovelace"]
    assert talk.read_text().endswith("- [-] how did the exam go\n")


def test_words_may_be_apart_and_name_the_people(vault: Path, run: Runner, talk: Path) -> None:
    assert run("drop", "form", "okafor", cwd=vault).lines[1] == "  dropped  send Sam Okafor the Grant form"
    assert "- [-] send [[sam-okafor]] the Grant form\n" in talk.read_text()


def test_words_that_fit_several_are_an_error_that_lists_them(vault: Path, run: Runner, talk: Path) -> None:
    before = talk.read_bytes()
    grants, form = (one for one in run("promises", "--mine", "--format", "ids", cwd=vault).lines)
    assert refused(run("done", "grant", cwd=vault), 4) == (
        'Error: "grant" fits 2 lines. Nothing was written.\n'
        f"  {grants}  yesterday            {TALK}:5\n    send the grant list\n"
        f"  {form}  no date, 3 days old  {TALK}:7\n    send Sam Okafor the Grant form\n"
        f"Hint: Say which by its id: notebook done {grants}\n"
    )
    assert f"notebook drop {grants}\n" in refused(run("drop", "grant", cwd=vault), 4)
    assert talk.read_bytes() == before


def test_words_that_fit_none_and_what_is_closed_are_errors(vault: Path, run: Runner, talk: Path) -> None:
    assert 'No open promise or thread has "boat".' in refused(run("done", "boat", cwd=vault), 4)
    grants = run("promises", "--mine", "--format", "ids", cwd=vault).lines[0]
    run("done", grants, cwd=vault)
    assert f'"send the grant list" is done already: {TALK}:5.' in refused(run("drop", grants, cwd=vault), 4)


def test_two_lines_with_one_id_are_told_apart_by_nobody(vault: Path, run: Runner, talk: Path) -> None:
    other = vault / "interactions" / "2025" / talk.name
    other.parent.mkdir()
    other.write_text(talk.read_text())
    before = files(vault)
    thread = run("promises", "--ask", "--format", "ids", cwd=vault).lines[0]
    said = refused(run("done", thread, cwd=vault), 4)
    assert f"2 lines have the id {thread}. Nothing was written." in said
    assert f"{TALK}:8" in said
    assert "interactions/2025/2026-11-18-talk.md:8" in said
    assert "Hint: Say it in other words, or mark the line yourself: notebook edit interactions/" in said
    assert files(vault) == before


@pytest.mark.parametrize("day", ["tomorrow", "2026-11", "whenever"])
def test_a_promise_is_done_on_a_day_that_has_come(vault: Path, run: Runner, talk: Path, day: str) -> None:
    refused(run("done", "grant list", "--date", day, cwd=vault), 2)


@pytest.mark.parametrize("command", ["done", "drop"])
def test_a_dry_run_of_closing_shows_the_diff(vault: Path, run: Runner, talk: Path, command: str) -> None:
    before = talk.read_bytes()
    ran = run(command, "exam", "--dry-run", cwd=vault)
    assert ran.lines[:2] == [f"--- a/{TALK}", f"+++ b/{TALK}"]
    assert talk.read_bytes() == before


def test_closed_promises_have_no_id_in_the_table(vault: Path, run: Runner, talk: Path) -> None:
    run("done", "grant list", cwd=vault)
    assert run("promises", "--done", cwd=vault).lines == [
        "You promised",
        "  Ada Lovelace   send the grant list   done today",
    ]


# Completion


@pytest.fixture
def offered(vault: Path, talk: Path, monkeypatch: pytest.MonkeyPatch):
    """What is offered at the end of a line, as zsh and fish ask for it."""
    (vault / ADA).write_text("---\nname: Ada Lovelace\ntags: [close, maths]\ncadence: weekly\nhat: red\n---\n")
    monkeypatch.setenv("NOTEBOOK_VAULT", str(vault))

    def complete(*words: str) -> list[str]:
        completer = ShellComplete(cli, {}, "notebook", "_NOTEBOOK_COMPLETE")
        return [found.value for found in completer.get_completions(list(words[:-1]), words[-1])]

    return complete


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("set", "ad"), ["ada-lovelace"]),
        (("set", "ada-lovelace", "l"), ["links=", "location=", "languages=", "last_contact="]),
        (("set", "ada-lovelace", "ha"), ["hat=red"]),
        (("set", "ada-lovelace", "sta"), ["status=active", "status=dormant", "status=archived"]),
        (("set", "ada-lovelace", "knows=sam"), ["knows=sam-haddad", "knows=sam-okafor"]),
        (("set", "ada-lovelace", "cadence=mo"), ["cadence=monthly"]),
        (("set", "pycon", "sta"), ["start=", "status="]),
        (("add", "ada-lovelace", "ca"), ["care="]),
        (("add", "ada-lovelace", "tags=cl"), ["tags=close"]),
        (("remove", "ada-lovelace", "ta"), ["tags"]),
        (("remove", "ada-lovelace", "tags="), ["tags=close", "tags=maths"]),
        (("tag", "ada-lovelace", "ma"), ["maths"]),
        (("tag", "ada-lovelace", "#ma"), ["maths"]),
        (("tag", "ada-lovelace", "--remove", "cl"), ["close"]),
        (("snooze", "ad"), ["ada-lovelace"]),
        (("archive", "ad"), ["ada-lovelace"]),
        (("set", "nobody at all", "ca"), []),
    ],
    ids=" ".join,
)  # fmt: skip
def test_names_fields_values_and_tags_are_offered(offered, words: tuple[str, ...], found: list[str]) -> None:
    assert offered(*words) == found


def test_the_ids_of_promises_and_threads_are_offered(offered, vault: Path, run: Runner) -> None:
    ids = (
        run("promises", "--format", "ids", cwd=vault).lines
        + run("promises", "--ask", "--format", "ids", cwd=vault).lines
    )
    assert len(ids) == 4
    assert offered("done", "") == offered("drop", "p") == ids
    assert offered("done", ids[1]) == ids[1:2]


def test_bash_takes_the_sign_for_a_word_of_its_own(offered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_NOTEBOOK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "notebook set ada-lovelace cadence = mo")
    monkeypatch.setenv("COMP_CWORD", "5")
    assert offered("set", "ada-lovelace", "cadence", "=", "mo") == ["monthly"]
    monkeypatch.setenv("COMP_WORDS", "notebook set ada-lovelace cadence =")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert offered("set", "ada-lovelace", "cadence", "=")[:2] == ["weekly", "monthly"]


def test_git_applies_the_dry_run_of_a_file_with_crlf(vault: Path, run: Runner) -> None:
    (vault / ADA).write_bytes(b"---\r\nname: Ada Lovelace\r\nrole: Poet\r\n---\r\n")
    shown = run("set", "ada", "role=Writer", "--dry-run", cwd=vault).stdout.encode()
    subprocess.run(["git", "apply", "-"], cwd=vault, input=shown, check=True)
    assert (vault / ADA).read_bytes() == b"---\r\nname: Ada Lovelace\r\nrole: Writer\r\n---\r\n"


def test_values_of_a_list_that_go_are_shown_and_add_is_named(vault: Path, run: Runner) -> None:
    run("set", "ada", "tags=close,work", cwd=vault)
    ran = run("set", "ada", "tags=chess", cwd=vault)
    assert ran.lines == [ADA, "  tags  close, work → chess"]
    assert ran.stderr == "notebook add adds to the list instead.\n"
    assert run("remove", "ada", "tags", cwd=vault).lines == [ADA, "  tags  chess → –"]


@pytest.mark.parametrize(("words", "day"), [("3 months", "2027-02-21"), ("2w", "2026-12-05")])
def test_snooze_takes_a_length_of_time(vault: Path, run: Runner, words: str, day: str) -> None:
    assert run("snooze", "ada", *words.split(), cwd=vault).code == 0
    assert f"snooze: {day}\n" in (vault / ADA).read_text()


def test_your_own_card_is_not_archived_and_is_meant_by_me(vault: Path, run: Runner) -> None:
    settings = vault / "notebook.toml"
    rest = [line for line in settings.read_text().splitlines() if not line.startswith("me")]
    settings.write_text("\n".join(['me = "ada-lovelace"', *rest]))
    assert "Ada Lovelace is you" in refused(run("archive", "ada", cwd=vault), 2)
    assert run("add", "sam okafor", "knows=me", cwd=vault).lines == [SAM, "  knows  Ada Lovelace"]
