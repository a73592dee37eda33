"""Letters on the page: the built-in ones, a vault's own, and what none of them can do. Also `draft` and `bio`."""

from __future__ import annotations

import datetime
import json
import re
import signal
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import ROOT, Runner
from hypothesis import given, settings
from hypothesis import strategies as st
from past import FIRST, commit, git
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.drafting import addressed, calling_cards, letters, occasions
from notebook.practice.drafting.letters import letter
from notebook.render.environment import TemplateFault
from notebook.render.letters import BIO, TWO_NAMES, Message, letter_kinds, letter_text, listed, mailto

KINDS = [kind.name for kind in letter_kinds(None)]


def message(files: dict[str, str], kind: str, own: Path | None = None, me: str | None = None, **more: str) -> Message:
    """The letter to Ada, and for kinds with two names about her and Bob."""
    snapshot = vault_of({"contacts/ada": note(name="Ada"), "contacts/bob": note(name="Bob")} | files, me=me)
    people = [contact(snapshot, one) for one in ("ada", "bob")[: 2 if kind in TWO_NAMES else 1]]
    language = more.pop("language", None)
    return letter_text(kind, letter(snapshot, kind, people, TODAY, **more), own, language)  # type: ignore[arg-type]


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """A vault's folder of templates with these letters in it."""

    def write(**pages: str) -> Path:
        folder = tmp_path / "templates" / "letters"
        folder.mkdir(parents=True)
        for name, page in pages.items():
            (folder / f"{name.replace('__', '.').replace('_', '-')}.md.j2").write_text(page, encoding="utf-8")
        return tmp_path / "templates"

    return write


def test_there_is_a_letter_for_each_kind() -> None:
    assert {"ask-interview", "congratulate", "follow-up", "introduce", "reconnect", "thank-you"} <= set(KINDS)
    assert all(kind.what for kind in letter_kinds(None))


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_is_known_a_letter_has_no_holes(kind: str) -> None:
    found = message({}, kind)
    assert found.subject
    assert "None" not in found.subject + found.body
    assert found.body.count("[") <= 1
    assert "\n\n\n" not in found.body
    assert "  " not in found.body
    assert not any(line != line.strip() for line in found.body.splitlines())
    assert found.evidence == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_that_knows_all_has_nothing_to_fill_in(kind: str) -> None:
    card = {"interests": "[maps]", "offers": "[tea, coffee]", "birthday": "--11-21", "pronouns": "she/her"}
    talk = note("> Hello you.\n- [ ] send Ada a map\n- [?] how is she\n", with_="ada", channel="call", received="[tea]")
    files = {
        "contacts/ada": note(name="Ada", seeks="[tea]", **card),
        "contacts/bob": note(name="Bob", **card),
        "contacts/me": note(name="Clara V", aliases="[Clara]", role="Cartographer", interests="[maps]"),
        "interactions/2026-11-10-call": talk,
    }
    found = message(files, kind, me="me")
    assert "[" not in found.body
    assert found.body.rstrip().endswith("Clara") or kind == "ask-interview"
    assert all(line[-1] in ".?!”,:" or len(line) < 40 for line in found.body.splitlines() if line)


def test_what_a_letter_is_for_is_in_it() -> None:
    for kind in KINDS:
        found = message({}, kind, about="the tidal prize")
        assert "the tidal prize" in found.body, kind
        assert "[" not in found.body or kind == "follow-up"


def test_the_evidence_is_what_the_letter_says_and_no_more(own: Callable[..., Path]) -> None:
    files = {
        "interactions/2026-11-19-call": note("- [ ] send Ada a map\n", with_="ada", channel="call", topics="[tea]")
    }
    everything = message(files, "follow-up").evidence
    assert {(one.text, one.line) for one in everything} >= {("tea", 4), ("send Ada a map", 6)}
    mine = own(follow_up="{% if last.topics %}{{ promise.text|upper }}{% endif %}{{ promise.text|first_up }}")
    assert [one.text for one in message(files, "follow-up", mine).evidence] == ["send Ada a map"]


# Names and lines from files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", ["久慈 真帆", "نادرة القصبي", "Işıl Kırımlı", "O'Dreelan & <b>Sons</b>", "{{ 7 * 7 }}"]
)
def test_a_name_in_any_script_stands_as_it_is_written(kind: str, name: str) -> None:
    found = message({"contacts/ada": note(name=f"'{name.replace(chr(39), chr(39) * 2)}'")}, kind)
    assert name in found.subject + found.body


@settings(max_examples=20)
@given(st.text(alphabet="a: \t\r\n\v\f\x1b\x85\u2028\u2029\u202e", max_size=12))
def test_a_name_adds_no_line_to_a_message(name: str) -> None:
    injected = json.dumps(f"Ada\r\nBcc: eve@example.org\n{name}\n", ensure_ascii=True)
    for kind in ("congratulate", "introduce"):
        plain = message({"contacts/ada": note(name="Ada", birthday="--11-21")}, kind)
        found = message({"contacts/ada": note(name=injected, birthday="--11-21")}, kind)
        assert len(found.subject.splitlines()) == 1
        assert "\r" not in found.subject + found.body
        assert found.body.count("\n") == plain.body.count("\n")


def test_no_line_of_a_note_is_a_template_or_a_command_to_the_terminal() -> None:
    talk = note("- [ ] send {{ 7 * 7 }} \x1b[31mred\n", with_="ada")
    found = message({"interactions/2026-11-19-call": talk}, "follow-up")
    assert "send {{ 7 * 7 }}" in found.body
    assert "\x1b" not in found.body


@pytest.mark.parametrize(
    ("texts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a, b", "c"], "a, b; c")],
)
def test_a_list_is_said_as_people_say_it(texts: list[str], said: str) -> None:
    assert said == listed(texts)


# A vault's own


def test_a_vaults_own_letter_takes_the_place_of_the_built_in_one(own: Callable[..., Path]) -> None:
    found = message({}, "follow-up", own(follow_up="Subject: Hi {{ to[0].called }}\nYours\n"))
    assert ("Hi Ada", "Yours\n") == (found.subject, found.body)


def test_a_letter_without_a_subject_has_none(own: Callable[..., Path]) -> None:
    assert message({}, "note", own(note="Hi {{ to[0].name }}")) == Message("", "Hi Ada\n", ())


def test_an_own_kind_is_listed_with_what_it_is_for(own: Callable[..., Path]) -> None:
    found = {kind.name: kind.what for kind in letter_kinds(own(cheer="{# a word\n of cheer #}\nHi", bad="{# {{ \n"))}
    assert (found["cheer"], found["bad"]) == ("a word of cheer", "")
    assert set(found) == {*KINDS, "cheer", "bad"}


@pytest.mark.parametrize(
    ("language", "body"), [("pt", "Olá\n"), ("pt-BR", "Oi\n"), ("pt_PT", "Olá\n"), ("fr", "Hi\n"), (None, "Hi\n"),
                           ("../../pt", "Hi\n"), ("", "Hi\n")]
)  # fmt: skip
def test_the_letter_in_their_language_is_taken_where_there_is_one(
    own: Callable[..., Path], language: str | None, body: str
) -> None:
    mine = own(follow_up="Hi", follow_up__pt="Olá")
    (mine / "letters/follow-up.pt-br.md.j2").write_text("Oi")
    assert body == message({}, "follow-up", mine, language=language).body  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "page",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ promise.text._evidence }}",
        "{{ promise.text._told.clear() }}",
        "{{ to[0].__init__ }}",
        "{% include '../notebook.toml' %}",
        "{{ care }}",
        "{{ to[0].id }}",
        "{{ nothing }}",
        "{% for %}",
    ],
)
def test_a_strangers_letter_gets_nowhere(own: Callable[..., Path], page: str) -> None:
    files = {
        "contacts/ada": note(name="Ada", care="[ill]"),
        "interactions/2026-11-19-call": note("- [ ] send Ada a map\n", with_="ada"),
    }
    with pytest.raises(TemplateFault, match=r"follow-up|notebook\.toml"):
        message(files, "follow-up", own(follow_up=page))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no alarms")
def test_a_letter_that_fills_the_memory_is_stopped(own: Callable[..., Path]) -> None:
    page = "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 34 + "{{ a }}"
    with pytest.raises(TemplateFault, match="it makes a text of more than"):
        message({}, "follow-up", own(follow_up=page))


def test_no_template_writes_what_a_terminal_obeys(own: Callable[..., Path]) -> None:
    page = 'Subject: a\x1b[2Jb\n{{ "\\x1b[1m\\x1b[31mx"|safe }}{{ "bold"|bold }}'
    found = message({}, "follow-up", own(follow_up=page))
    assert "\x1b" not in found.subject + found.body


def test_every_name_of_the_model_is_documented() -> None:
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8").partition("## Letters")[2].partition("\n## ")[0]
    seen = (letters.Letter, addressed.LastTalk, addressed.Promised, addressed.Question, occasions.Occasion,
            calling_cards.Card, calling_cards.Fit, calling_cards.InCommon)  # fmt: skip
    hidden = {"care", "id", "evidence"}
    named = set(re.findall(r"[`.](\w+)`", page))
    assert {field.name for one in seen for field in fields(one)} - named <= hidden
    assert all(f"| `{kind}` |" in page for kind in (*KINDS, BIO))
    assert "|listed" in page


# mailto


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
)
def test_a_mail_program_reads_back_what_was_put_in(subject: str, body: str) -> None:
    url = mailto("ada+notes@example.org", subject, f"{body}\nAda\n")
    split = urlsplit(url)
    assert (split.scheme, unquote(split.path)) == ("mailto", "ada+notes@example.org")
    assert {"subject": [subject], "body": [f"{body}\r\nAda"]} == parse_qs(
        split.query, keep_blank_values=True, strict_parsing=True
    )
    assert url.isascii()
    assert not set(url) & set(' \r\n"<>')


def test_without_an_address_the_mail_program_asks_for_one() -> None:
    assert mailto(None, "Hi", "There\n") == "mailto:?subject=Hi&body=There"


# The commands


@pytest.fixture
def people(vault: Path) -> Path:
    """The small vault with addresses and one talk."""
    cards = {
        "ada-lovelace": "name: Ada Lovelace\naliases: [Ada]\nemails: [ada@example.org]\nlanguages: [pt]\ncare: [ill]\n",
        "clara": "name: Clara\nrole: Cartographer\ninterests: [maps, chess]\nseeks: [a piano]\nprivate: [seeks]\n",
        "sam-okafor": "name: Sam Okafor\nstatus: archived\ninterests: [chess]\nemails: [sam@example.org]\n",
    }
    for name, card in cards.items():
        (vault / f"contacts/{name}.md").write_text(f"---\n{card}---\n", encoding="utf-8")
    (vault / "interactions").mkdir()
    talk = "---\nwith: ada-lovelace\nchannel: call\n---\n- [ ] send Ada the list\n"
    (vault / "interactions/2026-11-20-call.md").write_text(talk)
    return vault


def test_a_draft_is_printed_as_it_would_be_sent_and_its_lines_are_named_beside_it(run: Runner, people: Path) -> None:
    ran = run("draft", "follow-up", "ada", cwd=people)
    assert ran.code == 0
    assert ran.lines[:5] == ["Subject: As promised", "", "Dear Ada,", "", "It was good to talk yesterday."]
    assert "I promised to send you the list, and here it comes." in ran.lines
    assert "from interactions/2026-11-20-call.md:5  send Ada the list" in ran.stderr
    assert "With care: ill (contacts/ada-lovelace.md:6)" in ran.stderr
    assert "ill" not in ran.stdout.replace("will", "").split()


def test_quiet_says_the_letter_alone(run: Runner, people: Path) -> None:
    assert run("-q", "draft", "follow-up", "ada", cwd=people).stderr == ""


def test_the_json_has_whom_it_goes_to_and_where_each_line_stands(run: Runner, people: Path) -> None:
    page = json.loads(run("draft", "follow-up", "ada", "--format", "json", cwd=people).stdout)
    assert list(page) == ["kind", "to", "subject", "body", "mailto", "evidence"]
    assert page["to"] == [{"id": "ada-lovelace", "name": "Ada Lovelace", "email": "ada@example.org"}]
    assert {"text": "send Ada the list", "path": "interactions/2026-11-20-call.md", "line": 5} in page["evidence"]


def test_mailto_opens_the_same_letter(run: Runner, people: Path) -> None:
    page = json.loads(run("draft", "follow-up", "ada", "--format", "json", cwd=people).stdout)
    url = run("draft", "follow-up", "ada", "--mailto", cwd=people).stdout.rstrip("\n")
    assert url == page["mailto"]
    assert parse_qs(urlsplit(url).query)["body"] == [page["body"].rstrip("\n").replace("\n", "\r\n")]


def test_of_two_neither_is_told_the_address_of_the_other(run: Runner, people: Path) -> None:
    assert "@" not in run("draft", "introduce", "ada", "Sam Okafor", "--mailto", cwd=people).stdout
    assert "@" not in run("draft", "introduce", "ada", "Sam Okafor", cwd=people).stdout


def test_the_address_that_one_of_two_keeps_private_is_in_no_json(run: Runner, people: Path) -> None:
    card = people / "contacts/ada-lovelace.md"
    card.write_text(card.read_text().replace("name:", "private: [E-Mails]\nname:"))
    page = json.loads(run("draft", "introduce", "ada", "Sam Okafor", "--format", "json", cwd=people).stdout)
    assert [one["email"] for one in page["to"]] == [None, "sam@example.org"]
    page = json.loads(run("draft", "follow-up", "ada", "--format", "json", cwd=people).stdout)
    assert [one["email"] for one in page["to"]] == ["ada@example.org"]


def test_what_weighs_on_one_of_two_is_shown_to_the_writer(run: Runner, people: Path) -> None:
    ran = run("draft", "introduce", "Sam Okafor", "ada", cwd=people)
    assert "With care: ill (contacts/ada-lovelace.md:6)" in ran.stderr


def test_after_a_talk_nothing_flat_is_said(run: Runner, people: Path) -> None:
    (people / "interactions/2026-11-20-call.md").write_text("---\nwith: ada-lovelace\nchannel: call\n---\n")
    body = run("draft", "follow-up", "ada", cwd=people).stdout
    assert "[" not in body
    assert "keep in touch" not in body


def test_asking_to_learn_goes_on_from_where_you_met(run: Runner, people: Path) -> None:
    talk = "---\nwith: sam-okafor\nchannel: coffee\ntopics: [tide tables]\n---\n"
    (people / "interactions/2026-11-13-coffee.md").write_text(talk)
    ran = run("draft", "ask-interview", "Sam Okafor", cwd=people)
    assert "It was good to meet you last week, and to talk about tide tables." in ran.lines


@pytest.mark.parametrize(
    "words", [("ada", "Sam Okafor"), ("ada", "lovelace", "sam", "okafor"), ("ada", "lovelace", "and", "sam", "okafor")]
)
def test_two_names_may_have_several_words(run: Runner, people: Path, words: tuple[str, ...]) -> None:
    ran = run("draft", "introduce", *words, cwd=people)
    assert ran.lines[0] == "Subject: Ada Lovelace and Sam Okafor: would you like to meet?"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("introduce", "ada"), 2, "introduce needs two names."),
        (("introduce", "ada", "ada"), 2, "Both names mean Ada Lovelace."),
        (("introduce", "nobody", "no", "one"), 2, "introduce needs two names."),
        (("follow-up",), 2, "follow-up needs a name."),
        (("follow-up", "clara"), 2, "Clara is you."),
        (("follow-up", "Sam"), 4, '"Sam" could be Sam Haddad (sam-haddad), Sam Okafor'),
        (("follow-up", "nobody"), 4, 'No contact is called "nobody".'),
        (("folow-up", "ada"), 2, 'There is no kind of letter called "folow-up".'),
        (("../log/call", "ada"), 2, "There is no kind of letter"),
        (("bio", "ada"), 2, "notebook bio says who you are."),
        (("follow-up", "ada", "--mailto", "--copy"), 2, "--mailto prints the address alone"),
    ],
)
def test_what_cannot_be_drafted_is_said(
    run: Runner, people: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("draft", *words, cwd=people)
    assert (ran.code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_of_somebody_archived_that_is_said(run: Runner, people: Path) -> None:
    ran = run("draft", "reconnect", "Sam", "Okafor", cwd=people)
    assert ran.code == 0
    assert "Sam Okafor is archived.\n" in ran.stderr


def test_without_an_occasion_it_is_said_how_to_name_one(run: Runner, people: Path) -> None:
    for options in ((), ("--format", "json"), ("--mailto",), ("--copy",)):
        ran = run("draft", "congratulate", "ada", *options, cwd=people)
        assert (ran.code, ran.stdout) == (0, "")
        assert 'The notes know nothing to congratulate Ada Lovelace on now. --for "the prize"' in ran.stderr
    assert "--for" not in run("draft", "congratulate", "ada", "--for", "the prize", cwd=people).stderr


def test_a_new_job_that_git_knows_of_is_congratulated_on(run: Runner, people: Path) -> None:
    card = people / "contacts/sam-haddad.md"
    card.write_text("---\nname: Sam Haddad\nrole: Analyst\n---\n")
    git(people, "init", "--quiet")
    commit(people, "Sam", datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC))
    card.write_text("---\nname: Sam Haddad\nrole: Head of Research\n---\n")
    commit(people, "Sam's new job", datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC))
    ran = run("draft", "congratulate", "Sam", "Haddad", cwd=people)
    assert "I heard of your new job (Head of Research)." in ran.stdout
    assert "from contacts/sam-haddad.md:3  Head of Research" in ran.stderr
    assert "job" not in run("--today", "2026-12-20", "draft", "congratulate", "sam-haddad", cwd=people).stdout


@pytest.mark.parametrize("role", ["unemployed, laid off", "retired", "on leave", "former analyst", "arbeitslos"])
def test_the_end_of_a_job_is_no_new_one(run: Runner, people: Path, role: str) -> None:
    card = people / "contacts/sam-haddad.md"
    card.write_text("---\nname: Sam Haddad\nrole: Analyst\n---\n")
    git(people, "init", "--quiet")
    commit(people, "Sam", datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC))
    card.write_text(f"---\nname: Sam Haddad\nrole: {role}\n---\n")
    commit(people, "Sam's change", datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC))
    assert run("draft", "congratulate", "Sam", "Haddad", cwd=people).stdout == ""
    sections = json.loads(run("digest", "--format", "json", cwd=people).stdout)["sections"]
    assert "congratulations" not in [one["key"] for one in sections]
    assert "new-job" not in run("next", "--all", "--format", "json", cwd=people).stdout


def test_a_letter_that_is_a_link_out_of_the_vault_is_no_kind(run: Runner, people: Path, tmp_path: Path) -> None:
    (people / "templates/letters").mkdir(parents=True)
    (tmp_path / "outside.md.j2").write_text("Cheers!")
    (people / "templates/letters/cheer.md.j2").symlink_to(tmp_path / "outside.md.j2")
    kinds = [row["kind"] for row in json.loads(run("draft", "--format", "json", cwd=people).stdout)]
    assert kinds == sorted(KINDS)
    assert run("draft", "cheer", "ada", cwd=people).code == 2


def test_the_kinds_are_listed_with_those_of_the_vault(run: Runner, people: Path) -> None:
    (people / "templates/letters").mkdir(parents=True)
    (people / "templates/letters/cheer.pt.md.j2").write_text("{# a word of cheer #}\nOlá {{ to[0].called }}\n")
    kinds = {row["kind"]: row for row in json.loads(run("draft", "--format", "json", cwd=people).stdout)}
    assert set(kinds) == {*KINDS, "cheer"}
    assert (kinds["introduce"]["names"], kinds["cheer"]["names"]) == (2, 1)
    assert "  cheer             a word of cheer" in run("draft", cwd=people).lines
    assert run("draft", "cheer", "ada", cwd=people).stdout == "Olá Ada\n"
    assert run("draft", "cheer", "ada", "--language", "en", cwd=people).code == 1


def test_a_bio_is_of_the_owner_without_what_is_private(run: Runner, people: Path) -> None:
    assert run("bio", cwd=people).lines == ["Clara, Cartographer", "I care about maps and chess."]
    assert "from contacts/clara.md:4  maps, chess" in run("bio", cwd=people).stderr


def test_a_bio_for_somebody_begins_with_what_you_share(run: Runner, people: Path) -> None:
    assert run("bio", "--for", "Sam Okafor", cwd=people).lines[1] == "I care about chess and maps."


def test_without_an_owner_there_is_no_bio_but_there_are_drafts(run: Runner, people: Path) -> None:
    (people / "notebook.toml").write_text("")
    ran = run("bio", cwd=people)
    assert (ran.code, ran.stdout) == (1, "")
    assert "me = " in ran.stderr
    drafted = run("draft", "follow-up", "ada", cwd=people)
    assert (drafted.code, "Clara" in drafted.stdout) == (0, False)


def test_a_commit_has_its_own_letters(run: Runner, people: Path) -> None:
    (people / "templates/letters").mkdir(parents=True)
    (people / "templates/letters/cheer.md.j2").write_text("Then, {{ to[0].called }}.\n")
    git(people, "init", "--quiet")
    commit(people, "A letter", FIRST)
    (people / "templates/letters/cheer.md.j2").write_text("Now.\n")
    assert run("--as-of", "HEAD", "draft", "cheer", "ada", cwd=people).stdout == "Then, Ada.\n"


# The clipboard


@pytest.fixture
def programs(people: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A computer that has these programs for the clipboard: each by its name, a script."""
    folder = people.parent / "programs"
    folder.mkdir()

    def install(**scripts: str) -> Path:
        for name, script in scripts.items():
            program = folder / name.replace("__", ".").replace("_", "-")
            program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        return folder

    return install


def test_copy_puts_the_text_on_the_clipboard(run: Runner, people: Path, programs: Callable[..., Path]) -> None:
    folder = programs(wl_copy="cat > $0.out")
    ran = run("draft", "follow-up", "ada", "--copy", cwd=people)
    assert "On the clipboard, by wl-copy, without the subject." in ran.stderr
    assert ran.stdout == "Subject: As promised\n\n" + (folder / "wl-copy.out").read_text()


def test_the_next_program_is_tried_where_one_fails(run: Runner, people: Path, programs: Callable[..., Path]) -> None:
    folder = programs(wl_copy="exit 1", xclip='echo "$@" > $0.told; cat > $0.out', xsel="exit 1")
    ran = run("bio", "--copy", cwd=people)
    assert (ran.code, (folder / "xclip.told").read_text()) == (0, "-selection clipboard\n")
    assert (folder / "xclip.out").read_text() == ran.stdout


def test_the_clipboard_of_windows_is_told_its_own_encoding(
    run: Runner, people: Path, programs: Callable[..., Path]
) -> None:
    folder = programs(clip__exe="cat > $0.out")
    ran = run("bio", "--copy", cwd=people)
    assert (folder / "clip.exe.out").read_bytes().decode("utf-16") == ran.stdout


@pytest.mark.parametrize("scripts", [{}, {"xclip": "exit 3"}])
def test_without_a_clipboard_the_error_says_what_to_do(
    run: Runner, people: Path, programs: Callable[..., Path], scripts: dict[str, str]
) -> None:
    programs(**scripts)
    ran = run("draft", "follow-up", "ada", "--copy", cwd=people)
    assert (ran.code, ran.stdout) == (6, "")
    assert ("xclip stopped with code 3" if scripts else "Install one of pbcopy, wl-copy") in ran.stderr


def test_a_program_that_stays_to_serve_the_clipboard_is_not_waited_for(
    run: Runner, people: Path, programs: Callable[..., Path]
) -> None:
    programs(xclip="cat > $0.out; sleep 5 &")
    assert run("draft", "follow-up", "ada", "--copy", cwd=people).code == 0
