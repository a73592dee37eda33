"""`notebook log` from one line: what is written, what is said of it, what is asked, and what a template adds."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import click
import frontmatter
import pytest
from conftest import Runner

from notebook.cli import picking
from notebook.crosscheck import all_problems
from notebook.vault.reading.load import load


def body(vault: Path, path: str) -> str:
    return (vault / path).read_text().partition("---\n")[2].partition("---\n")[2]


def problems(vault: Path) -> list[str]:
    loaded = load(vault, cache=None, now_ns=time.time_ns(), say=print)
    return [f"{problem.path}: {problem.message}" for problem in all_problems(loaded.snapshot)]


class Terminal:
    """A user at a terminal who picks one id after the other, and what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[str] = []
        self.asked: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(picking, "can_ask", lambda: True)
        monkeypatch.setattr(picking, "pick", self._pick)

    def _pick(self, title: str, choices: Sequence[tuple[str, str]], **_: object) -> str:
        self.asked.append((title, [one for one, _ in choices]))
        if not self.answers:
            raise click.Abort
        return self.answers.pop(0)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(monkeypatch)


def talk(vault: Path, who: str, day: str, channel: str) -> None:
    folder = vault / "interactions" / day[:4]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{day}-{channel}-{who}.md").write_text(f"---\ndate: {day}\nwith: {who}\nchannel: {channel}\n---\n")


# One line


def test_a_sentence_becomes_a_note_with_fields(vault: Path, run: Runner) -> None:
    line = "coffee with Ada yesterday, she is worried about funding; [ ] send her the list by friday; [?] the exam"
    ran = run("log", line, cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.lines == [
        "interactions/2026/2026-11-20-coffee-ada-lovelace.md",
        "  with           Ada Lovelace",
        '  date           Fri 20 Nov 2026  "yesterday"',
        "  channel        coffee",
        "  promise        send her the list, due Fri 27 Nov",
        "  ask next time  the exam",
    ]
    assert (vault / ran.lines[0]).read_text() == (
        "---\ndate: 2026-11-20\nwith: [ada-lovelace]\nchannel: coffee\n---\n"
        "coffee with Ada yesterday, she is worried about funding\n\n"
        "- [ ] send her the list due:2026-11-27\n- [?] the exam\n"
    )
    assert problems(vault) == []


def test_the_words_of_the_line_need_no_quotes(vault: Path, run: Runner) -> None:
    ran = run("log", "call", "with", "Ada", cwd=vault)
    assert ran.lines[0] == "interactions/2026/2026-11-21-call-ada-lovelace.md"


def test_an_option_is_echoed_in_the_place_of_the_words(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada yesterday", "--channel", "dinner", "--date", "last monday", cwd=vault)
    assert ran.lines[2:] == ['  date     Mon 16 Nov 2026  "last monday"', '  channel  meal             "dinner"']


def test_an_empty_option_leaves_the_field_out(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada", "--channel", "", cwd=vault)
    assert ran.lines[0] == "interactions/2026/2026-11-21-talk-ada-lovelace.md"


def test_a_talk_at_an_event_was_on_its_day(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada", "--event", "PyCon PT", cwd=vault)
    assert ran.lines[2] == "  date     Mon 19 Oct 2026  the event's day"


def test_with_adds_people_to_those_of_the_line(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada", "--with", "okafor", cwd=vault)
    assert ran.lines[1] == "  with     Sam Okafor, Ada Lovelace"


def test_with_leaves_out_whom_the_line_only_talks_about(vault: Path, run: Runner) -> None:
    assert run("log", "Ada is well again", cwd=vault).lines[1] == "  with  Ada Lovelace"
    assert run("log", "Ada is well again", "--with", "okafor", cwd=vault).lines[1] == "  with  Sam Okafor"
    assert run("log", "Ada called, with news", "--with", "okafor", cwd=vault).lines[1].endswith("Okafor, Ada Lovelace")


def test_a_text_of_several_lines_keeps_them(vault: Path, run: Runner) -> None:
    text = "coffee with Ada yesterday; [ ] the list by friday\n\n# Notes\n\n- [ ] @ada: the draft by monday\n> Good.\n"
    ran = run("log", "-", cwd=vault, stdin=text)
    assert ran.lines[0] == "interactions/2026/2026-11-20-coffee-ada-lovelace.md"
    assert body(vault, ran.lines[0]) == (
        "coffee with Ada yesterday\n\n# Notes\n\n- [ ] @ada-lovelace: the draft due:2026-11-23\n> Good.\n\n"
        "- [ ] the list due:2026-11-27\n"
    )


def test_lines_that_are_tasks_already_stay_in_their_order(vault: Path, run: Runner) -> None:
    ran = run("log", "-", "--with", "ada", cwd=vault, stdin="- [ ] first by friday\n- [x] second\n\n")
    assert body(vault, ran.lines[0]) == "- [ ] first due:2026-11-27\n- [x] second\n"


def test_wide_names_keep_the_columns_straight(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "lin.md").write_text("---\nname: 林晓岚\naliases: [Xiaolan]\n---\n", encoding="utf-8")
    ran = run("log", "tea with Xiaolan yesterday", "--channel", "coffee", cwd=vault)
    assert ran.lines[1:3] == ['  with     林晓岚           "Xiaolan"', '  date     Fri 20 Nov 2026  "yesterday"']


def test_a_name_beside_another_that_is_nobodys_is_said(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada and Okafro", cwd=vault)
    assert (ran.code, ran.lines[1]) == (0, "  with     Ada Lovelace")
    assert ran.stderr == (
        "Okafro is no contact of yours and was left out. Did you mean Okafor? For somebody new: +Okafro.\n"
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("coffee with Ada and gustavo", "gustavo"),
        ("lunch with Gustavo, Sam Okafor and Ada", "Gustavo"),
        ("Bruno and Ada had coffee with me", "Bruno"),
        ("coffee with Ada and her husband Rui", "Rui"),
        ("coffee with Ada and somebody called Paulo", "Paulo"),
    ],
)
def test_a_stranger_is_said_wherever_they_stand(vault: Path, run: Runner, line: str, name: str) -> None:
    ran = run("log", line, cwd=vault)
    new = name.capitalize()
    assert ran.stderr == f"{name} is no contact of yours and was left out. For somebody new: +{new}.\n"


@pytest.mark.parametrize("rest", ["and cake", "and then home", "and talked", "about Lisbon and maps", "in Lisbon"])
def test_what_is_no_name_is_no_stranger(vault: Path, run: Runner, rest: str) -> None:
    assert run("log", f"coffee with Ada {rest}", cwd=vault).stderr == ""


def test_whom_the_line_only_mentions_is_said(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada about Sam Okafor", cwd=vault)
    assert ran.lines[-1] == "  mentioned  Sam Okafor"


def test_what_did_not_take_place_is_cancelled(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada cancelled", cwd=vault)
    assert "  status   cancelled" in ran.lines
    assert frontmatter.load(str(vault / ran.lines[0]))["status"] == "cancelled"


def test_a_day_of_no_calendar_is_refused(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada 2026-11-31", cwd=vault)
    assert (ran.code, ran.stdout) == (2, "")
    assert not (vault / "interactions").exists()


def test_a_task_without_blanks_is_a_task(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada; []send it", cwd=vault)
    assert body(vault, ran.lines[0]) == "coffee with Ada\n\n- [ ] send it\n"


def test_a_name_without_a_colon_is_said_to_promise_nothing(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada; [ ] @ada ask her", cwd=vault)
    assert ran.stderr == '"@ada ask…" is noted as your promise; with a colon (@ada: …) it is theirs.\n'


def test_somebody_archived_is_said_to_be(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "bruna.md").write_text("---\nname: Bruna Reis\nstatus: archived\n---\n")
    assert run("log", "coffee with Bruna", cwd=vault).stderr == "Bruna Reis is archived.\n"


def test_a_lone_promise_belongs_into_a_card(vault: Path, run: Runner) -> None:
    ran = run("log", "[ ] call Ada by sunday", cwd=vault)
    assert ran.code == 2
    assert "write it into the card of Ada Lovelace: notebook edit ada-lovelace." in ran.stderr


def test_a_dry_run_says_what_was_understood_beside_the_patch(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with +Ada", "--dry-run", cwd=vault)
    assert ran.lines[0] == "--- /dev/null"
    assert "  channel      coffee\n" in ran.stderr
    assert "undo" not in ran.stderr


def test_at_a_terminal_an_unknown_name_may_become_a_card(vault: Path, run: Runner, terminal: Terminal) -> None:
    terminal.answers = ["+Bruno"]
    ran = run("log", "coffee with Bruno", cwd=vault)
    assert terminal.asked[0][1][0] == "+Bruno"
    assert (vault / "contacts/bruno.md").exists()
    assert ran.code == 0


# Somebody new


def test_somebody_new_gets_a_card_that_is_echoed(vault: Path, run: Runner) -> None:
    ran = run("log", "lunch with +Maria Silva and Ada; [ ] @Maria: a proof by friday", cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.lines[2] == "  new contact  contacts/maria-silva.md"
    assert ran.lines[-1] == "  promise      Maria Silva: a proof, due Fri 27 Nov"
    assert (vault / "contacts/maria-silva.md").read_text() == "---\nname: Maria Silva\n---\n"
    assert sorted(frontmatter.load(str(vault / ran.lines[0]))["with"]) == ["ada-lovelace", "maria-silva"]
    assert problems(vault) == []


def test_a_dry_run_shows_the_new_card_too(vault: Path, run: Runner) -> None:
    ran = run("log", "lunch with +Maria Silva", "--dry-run", cwd=vault)
    assert [line for line in ran.lines if line.startswith("+++")] == [
        "+++ b/interactions/2026/2026-11-21-meal-maria-silva.md",
        "+++ b/contacts/maria-silva.md",
    ]
    assert not (vault / "contacts/maria-silva.md").exists()
    assert not (vault / "interactions").exists()


def test_a_new_name_whose_file_is_there_is_refused_and_nothing_is_written(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "maria-silva.md").write_text("---\nname: [\n---\n")
    ran = run("log", "lunch with +Maria Silva", cwd=vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert "maria-silva.md" in ran.stderr
    assert "Nothing was written." in ran.stderr
    assert not (vault / "interactions").exists()


# Names of several, and of nobody


def test_without_a_terminal_a_name_of_two_is_refused(vault: Path, run: Runner) -> None:
    talk(vault, "sam-okafor", "2026-11-12", "walk")
    talk(vault, "sam-haddad", "2026-11-03", "email")
    ran = run("log", "call with Sam", cwd=vault)
    assert (ran.code, ran.stdout) == (4, "")
    assert ran.stderr == (
        'Error: "Sam" could be Sam Okafor (met 12 Nov) or Sam Haddad (email 3 Nov). Nothing was written.\n'
        'Hint: Say "Sam O", an alias or @sam-okafor.\n'
    )


def test_where_one_is_taken_for_the_likelier_it_is_said_why(vault: Path, run: Runner) -> None:
    talk(vault, "sam-okafor", "2026-10-30", "walk")
    talk(vault, "sam-okafor", "2026-11-12", "walk")
    ran = run("log", "call with Sam", cwd=vault)
    assert ran.lines[1] == '  with     Sam Okafor  "Sam": the only Sam ever seen'


@pytest.mark.parametrize("said", ["Sam O", "@sam-okafor", "okafor"])
def test_what_the_hint_says_is_clear(vault: Path, run: Runner, said: str) -> None:
    ran = run("log", f"call with {said}", cwd=vault)
    assert (ran.code, ran.lines[1]) == (0, "  with     Sam Okafor")


def test_on_a_terminal_the_user_picks(vault: Path, run: Runner, terminal: Terminal) -> None:
    terminal.answers = ["sam-haddad"]
    ran = run("log", "call with Sam", cwd=vault)
    ((title, ids),) = terminal.asked
    assert (title, sorted(ids)) == ('Which "Sam" is meant?', ["sam-haddad", "sam-okafor"])
    assert ran.lines[0] == "interactions/2026/2026-11-21-call-sam-haddad.md"


def test_who_picks_none_writes_nothing(vault: Path, run: Runner, terminal: Terminal) -> None:
    ran = run("log", "call with Sam", cwd=vault)
    assert (ran.code, ran.stdout) == (130, "")
    assert ran.stderr.startswith("Nothing was written.\n")
    assert not (vault / "interactions").exists()


def test_whom_an_option_names_is_not_asked_for(vault: Path, run: Runner, terminal: Terminal) -> None:
    ran = run("log", "call with Sam; [ ] @Sam: the tiles", "--with", "sam-okafor", cwd=vault)
    assert terminal.asked == []
    assert ran.lines[1] == "  with     Sam Okafor"
    assert body(vault, ran.lines[0]).endswith("- [ ] @sam-okafor: the tiles\n")


def test_an_options_name_of_two_is_asked_for(vault: Path, run: Runner, terminal: Terminal) -> None:
    terminal.answers = ["sam-haddad"]
    assert run("log", "call", "--with", "Sam", cwd=vault).lines[1] == "  with     Sam Haddad"


def test_who_promised_is_asked_for(vault: Path, run: Runner, terminal: Terminal) -> None:
    terminal.answers = ["sam-haddad"]
    ran = run("log", "call with Ada; [ ] @Sam: the tiles", cwd=vault)
    assert body(vault, ran.lines[0]).endswith("- [ ] @sam-haddad: the tiles\n")


def test_a_link_of_two_gets_the_id_that_is_picked(vault: Path, run: Runner, terminal: Terminal) -> None:
    (vault / "contacts" / "sam-haddad.md").write_text("---\nname: Sam Haddad\naliases: [Sam]\n---\n")
    (vault / "contacts" / "sam-okafor.md").write_text("---\nname: Sam Okafor\naliases: [Sam]\n---\n")
    terminal.answers = ["sam-haddad"]
    ran = run("log", "call with [[Sam]]", cwd=vault)
    assert body(vault, ran.lines[0]) == "call with [[sam-haddad|Sam]]\n"
    assert problems(vault) == []


def test_where_nobody_is_named_all_are_offered_those_seen_last_first(
    vault: Path, run: Runner, terminal: Terminal
) -> None:
    talk(vault, "sam-haddad", "2026-11-03", "walk")
    talk(vault, "ada-lovelace", "2026-11-12", "walk")
    terminal.answers = ["sam-okafor"]
    ran = run("log", "nice evening", cwd=vault)
    assert terminal.asked[0][1] == ["ada-lovelace", "sam-haddad", "sam-okafor"]
    assert ran.lines[1] == "  with  Sam Okafor"


def test_where_somebody_is_mentioned_they_are_offered_first(vault: Path, run: Runner, terminal: Terminal) -> None:
    talk(vault, "ada-lovelace", "2026-11-12", "walk")
    terminal.answers = ["sam-okafor"]
    run("log", "nice evening, thought about Sam Okafor", cwd=vault)
    assert terminal.asked[0][1][0] == "sam-okafor"


def test_without_a_terminal_nobody_is_refused_with_how_to_say_it(vault: Path, run: Runner) -> None:
    ran = run("log", "dinner with Lovelase", cwd=vault)
    assert (ran.code, ran.stdout) == (2, "")
    assert "Hint: Did you mean Lovelace? For somebody new: +Lovelase.\n" in ran.stderr


# Explained


def test_explain_tells_what_each_word_was_read_as(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada yesterday about Sam Okafor", "--date", "monday", "--explain", cwd=vault)
    at = ran.lines.index("")
    assert ran.lines[1].split() == ["with", "Ada", "Lovelace"]
    explained = [re.split("  +", line.strip())[0] for line in ran.lines[at + 1 :]]
    assert explained == ['"coffee"', '"Ada"', '"yesterday"', '"Sam Okafor"']
    assert "the option says otherwise" in ran.lines[at + 3]
    assert "mentioned only" in ran.lines[at + 4]


def test_explain_in_a_dry_run_writes_nothing(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada", "--explain", "--dry-run", cwd=vault)
    assert ran.lines[0] == "--- /dev/null"
    assert ran.lines[-1].startswith('  "Ada"')
    assert not (vault / "interactions").exists()


def test_explain_of_a_line_without_such_words_says_so(vault: Path, run: Runner) -> None:
    ran = run("log", "hello", "--with", "ada", "--explain", cwd=vault)
    assert ran.lines[-1] == "  No words of the line were read as more than text."


# Templates


@pytest.mark.parametrize(
    ("template", "field", "promise"),
    [
        ("informational-interview", "purpose: informational-interview", "thank Ada, with the one thing I will use"),
        ("mentoring", "purpose: mentoring", "tell Ada what I did with the advice"),
        ("event", "channel: event", "write to Ada while it is fresh"),
        ("call", "channel: call", ""),
    ],
)
def test_a_template_adds_fields_a_text_and_promises(
    vault: Path, run: Runner, template: str, field: str, promise: str
) -> None:
    ran = run("log", "long talk with Ada", "--template", template, cwd=vault)
    assert (ran.code, ran.stderr) == (0, "")
    text = (vault / ran.lines[0]).read_text()
    assert f"\n{field}\n" in text
    assert "\n---\nlong talk with Ada\n\n## " in text
    assert f"- [ ] {promise}" in text or not promise
    assert "due:" in text or not promise
    assert problems(vault) == []


def test_an_interview_is_thanked_for_the_same_day(vault: Path, run: Runner) -> None:
    ran = run("log", "--with", "ada", "--date", "2026-12-03", "--template", "informational-interview", cwd=vault)
    assert "- [ ] thank Ada, with the one thing I will use due:2026-12-03\n" in body(vault, ran.lines[0])
    assert "- [?] who else should I talk to" in body(vault, ran.lines[0])


def test_an_event_is_followed_up_within_two_days(vault: Path, run: Runner) -> None:
    ran = run("log", "--with", "ada", "--event", "PyCon PT", "--date", "2026-12-03", "--template", "event", cwd=vault)
    assert body(vault, ran.lines[0]).startswith("## Whom I met at PyCon PT\n")
    assert "due:2026-12-05\n" in body(vault, ran.lines[0])


def test_a_mentee_is_asked_for_their_agenda(vault: Path, run: Runner) -> None:
    (vault / "contacts" / "teo.md").write_text("---\nname: Teo Quaresma\nrelationship: mentee\n---\n")
    ran = run("log", "call with Teo", "--template", "mentoring", cwd=vault)
    assert "1. What Teo did since last time\n" in body(vault, ran.lines[0])


def test_the_words_of_the_line_count_more_than_the_template(vault: Path, run: Runner) -> None:
    ran = run("log", "coffee with Ada", "--template", "call", cwd=vault)
    assert frontmatter.load(str(vault / ran.lines[0]))["channel"] == "coffee"


def test_a_vaults_own_template_is_used_and_overrides_a_built_in_one(vault: Path, run: Runner) -> None:
    folder = vault / "templates" / "log"
    folder.mkdir(parents=True)
    (folder / "call.md.j2").write_text("---\npurpose: {{ 'catch' ~ '-up' }}\n---\n{{ people|names }}, {{ date }}\n")
    (folder / "short.md.j2").write_text("{{ first_names }}{% if event %} at {{ event.name }}{% endif %}\n")
    ran = run("log", "talk with Ada and Sam Okafor", "--template", "call", cwd=vault)
    assert "purpose: catch-up\n---\ntalk with Ada and Sam Okafor\n\nAda Lovelace, Sam Okafor, 2026-11-21\n" in (
        (vault / ran.lines[0]).read_text()
    )
    ran = run("log", "--with", "ada", "--event", "PyCon PT", "--template", "short", cwd=vault)
    assert body(vault, ran.lines[0]) == "Ada at PyCon PT\n"


def test_an_unknown_template_is_refused_with_those_there_are(vault: Path, run: Runner) -> None:
    (vault / "templates" / "log").mkdir(parents=True)
    (vault / "templates" / "log" / "short.md.j2").write_text("x")
    ran = run("log", "call with Ada", "--template", "mentorin", cwd=vault)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (
        'Error: There is no template "mentorin" for log. Nothing was written.\n'
        "Hint: Did you mean mentoring? There are call, event, informational-interview, mentoring, short; "
        "your own stand in templates/log/.\n"
    )


@pytest.mark.parametrize("name", ["../digest", "/etc/passwd", "", "log/call", "digest"])
def test_a_template_is_named_and_no_path(vault: Path, run: Runner, name: str) -> None:
    assert run("log", "call with Ada", "--template", name, cwd=vault).code == 2


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ nobody }}", "templates/log/own.md.j2:1: 'nobody' is undefined."),
        ("{% if %}", "templates/log/own.md.j2:1: Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "templates/log/own.md.j2:1: access to attribute '__class__'"),
        ("---\ndepth: very\n---\n", 'templates/log/own.md.j2: depth "very" is none of'),
    ],
)
def test_a_template_that_is_wrong_is_named_and_nothing_is_written(
    vault: Path, run: Runner, source: str, message: str
) -> None:
    (vault / "templates" / "log").mkdir(parents=True)
    (vault / "templates" / "log" / "own.md.j2").write_text(source)
    ran = run("log", "call with Ada", "--template", "own", cwd=vault)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"Error: {message}")
    assert not (vault / "interactions").exists()


def test_with_a_template_no_text_is_needed(vault: Path, run: Runner) -> None:
    assert run("log", "--with", "ada", "--template", "mentoring", cwd=vault).code == 0


def test_templates_for_log_are_offered_by_the_shell(vault: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    from click.shell_completion import ShellComplete

    from notebook.cli.main import cli

    monkeypatch.setenv("NOTEBOOK_VAULT", str(vault))
    offered = ShellComplete(cli, {}, "notebook", "_NOTEBOOK_COMPLETE").get_completions(["log", "--template"], "m")
    assert [one.value for one in offered] == ["mentoring"]
