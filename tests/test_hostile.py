"""A stranger's vault, a broken shell, an impatient hand: nothing gets out, nothing hangs, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ESCAPE = "\x1b]0;mine\x07\x1b[2J"


@pytest.mark.parametrize("folder", [".git", ".hidden/notes", "templates", "digests", "templates/deep", "notes/.x"])
def test_notes_never_go_where_the_notebook_does_not_look(run, vault, folder):
    (vault / "notebook.toml").write_text(f'[folders]\ninteraction = "{folder}"\n', encoding="utf-8")
    assert run("log", "important", "--with", "ada", cwd=vault).code == 0
    assert run("list", "--kind", "interaction", "--format", "ids", cwd=vault).stdout != ""
    assert "bad-setting" in run("check", cwd=vault).stdout


@pytest.mark.parametrize("link", ["digests/2026-W47.md", "digests"])
def test_a_saved_digest_follows_no_link(run, vault, tmp_path, link):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-W47.md").write_text("secret", encoding="utf-8")
    (vault / link).parent.mkdir(exist_ok=True)
    (vault / link).symlink_to(outside if link == "digests" else outside / "2026-W47.md")
    for options in (["--dry-run"], ["--yes"], []):
        done = run("digest", "--save", *options, cwd=vault)
        assert (done.code, "secret" in done.stdout + done.stderr) == (5, False)
    assert (outside / "2026-W47.md").read_text(encoding="utf-8") == "secret"


def test_a_saved_digest_never_lands_in_a_note(run, vault):
    (vault / "digests").mkdir()
    (vault / "digests/2026-W47.md").symlink_to("../contacts/ada-lovelace.md")
    before = (vault / "contacts/ada-lovelace.md").read_bytes()
    assert run("digest", "--save", "--yes", cwd=vault).code == 5
    assert (vault / "contacts/ada-lovelace.md").read_bytes() == before


def test_a_linked_folder_of_templates_is_not_used(run, vault, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "digest.txt.j2").write_text("{% include 'secret.txt' %}", encoding="utf-8")
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (vault / "templates").symlink_to(outside)
    assert "secret" not in run("digest", cwd=vault).stdout


def test_no_name_in_a_message_commands_the_terminal(run, vault):
    for stem in ("one", "two"):
        card = f'---\nname: "{stem}\\e]0;x\\a"\naliases: [Twin]\n---\n'
        (vault / f"contacts/{stem}.md").write_text(card, encoding="utf-8")
    done = run("show", "Twin", cwd=vault)
    assert (done.code, "\x1b" in done.stderr) == (4, False)


def test_no_own_key_commands_the_terminal(run, vault):
    card = '---\nname: Ana\n"\\e]0;mine\\a\\e[2Jk": v\n---\n'
    (vault / "contacts/ana.md").write_text(card, encoding="utf-8")
    assert "\x1b" not in run("--color", "always", "show", "ana", cwd=vault).stdout.replace("\x1b[0m", "").replace(
        "\x1b[1m", ""
    ).replace("\x1b[2m", "")


def test_no_template_commands_the_terminal(run, vault):
    (vault / "templates").mkdir()
    (vault / "templates/raw.txt.j2").write_text(ESCAPE + '{{ "\\u001b[31mX"|safe }}', encoding="utf-8")
    assert "\x1b" not in run("--color", "always", "digest", "--template", "raw", cwd=vault).stdout


def test_no_saved_digest_commands_the_terminal_by_its_diff(run, vault):
    (vault / "digests").mkdir()
    (vault / "digests/2026-W47.md").write_text(ESCAPE, encoding="utf-8")
    assert "\x1b" not in run("digest", "--save", "--dry-run", cwd=vault).stdout


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 'abc'.center(3000000000)|length }}",
        "{{ 'abc'|center(3000000000)|length }}",
        "{{ '{:>3000000000}'.format(1)|length }}",
        "{{ '%3000000000s'|format('x')|length }}",
        "{{ lipsum(n=100000)|length }}",
        "{{ [1]|batch(1000000000, 2)|list|length }}",
    ],
)
def test_a_template_cannot_fill_the_memory(run, vault, source):
    (vault / "templates").mkdir()
    (vault / "templates/digest.txt.j2").write_text(source, encoding="utf-8")
    done = run("digest", cwd=vault)
    assert (done.code, done.stdout) == (1, "")
    assert "templates/digest.txt.j2" in done.stderr


def test_a_template_without_end_is_stopped(run, vault, monkeypatch):
    monkeypatch.setattr("notebook.render.environment._SECONDS", 0.2)
    (vault / "templates").mkdir()
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (vault / "templates/digest.txt.j2").write_text(loops, encoding="utf-8")
    done = run("digest", cwd=vault)
    assert (done.code, "not done after" in done.stderr) == (1, True)


def test_a_pipe_among_the_notes_is_a_problem_and_nobody_waits_for_it(run, vault):
    os.mkfifo(vault / "contacts/pipe.md")
    done = run("check", cwd=vault)
    assert "contacts/pipe.md" in done.stdout
    assert done.code == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days_to_look_from(run, vault, day):
    for command in ("due", "upcoming", "digest"):
        assert run("--today", day, command, cwd=vault).code == 2


@pytest.mark.parametrize("words", [["--until", "0001-01-01"], ["--since", "9999-12-30", "--until", "9999-12-31"]])
def test_a_digest_of_the_ends_of_the_calendar_is_refused(run, vault, words):
    assert run("digest", *words, cwd=vault).code == 2


@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_closed_stream_takes_nothing_away(run, vault, closed):
    command = f"{sys.executable} -m notebook log hello --with ada {closed}>&-"
    done = subprocess.run(["sh", "-c", command], cwd=vault, env=run.environment(), capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert len(list((vault / "interactions/2026").glob("*.md"))) == 1


def test_a_closed_input_is_an_empty_one(run, vault):
    command = f"{sys.executable} -m notebook log - --with ada --channel call <&-"
    done = subprocess.run(["sh", "-c", command], cwd=vault, env=run.environment(), capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_a_vault_is_found_by_name_from_a_folder_that_is_gone(run, vault, tmp_path):
    gone = tmp_path / "gone"
    command = f"mkdir {gone} && cd {gone} && rmdir {gone} && {sys.executable} -m notebook --vault {vault} list"
    done = subprocess.run(["sh", "-c", command], env=run.environment(), capture_output=True, text=True)
    assert (done.returncode, "Ada Lovelace" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    "words", [["init", ""], ["init", "~nobody-of-this-name/x"], ["digest", "--template", "a" * 300]]
)
def test_an_odd_argument_gets_a_sentence(run, vault, words):
    done = run(*words, cwd=vault)
    assert done.code in (1, 2)
    assert done.stderr.startswith("Error: ")


def test_fifty_logs_at_once_are_fifty_notes(run, vault):
    started = [run.start("log", f"number {number}", "--with", "ada", cwd=vault) for number in range(50)]
    for process in started:
        process.communicate(timeout=120)
    assert [process.returncode for process in started] == [0] * 50
    notes = [file.read_text(encoding="utf-8") for file in (vault / "interactions/2026").glob("*.md")]
    assert sorted(note.count("number") for note in notes) == [1] * 50


def test_ctrl_c_while_starting_is_no_traceback(run, vault):
    for delay in (0.03, 0.06, 0.09):
        process = run.start("list", cwd=vault)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
        # Before the program's first line it is the interpreter that is asked, and it says so in its own way.
        assert "notebook/cli" not in stderr


def test_many_equal_promises_have_ids_of_their_own(vault: Path):
    from notebook.practice.promises import promises
    from notebook.vault.reading.load import load

    (vault / "contacts/ana.md").write_text("---\nname: Ana\n---\n" + "- [ ] a\n" * 20_000, encoding="utf-8")
    found = promises(load(vault, cache=None, now_ns=0, say=pytest.fail).snapshot)
    assert len({promise.id for promise in found}) == 20_000
