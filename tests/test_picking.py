"""Asking which one is meant: by number, with fzf, and never without a terminal."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from conftest import Runner

from notebook.cli.picking import pick

SAMS = [("sam-haddad", "Sam Haddad"), ("sam-okafor", "Sam Okafor"), ("samir", "Samir Ôlha")]


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Answers(Screen):
    """A terminal at which these lines are typed; then nothing more comes."""

    def __init__(self, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Screen:
    """What is shown on a terminal, on a computer without fzf."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return Screen()


@pytest.fixture
def typed(screen: Screen, monkeypatch: pytest.MonkeyPatch):
    """Picks among the three of this name, with these lines typed."""

    def pick_with(*lines: str, choices: list[tuple[str, str]] = SAMS) -> str | None:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Answers(*lines))
            patch.setattr(sys, "stderr", screen)
            return pick('Which one is "Sam"?', choices)

    return pick_with


def test_a_number_picks_its_line(typed, screen: Screen) -> None:
    assert typed("2") == "sam-okafor"
    assert screen.getvalue() == (
        'Which one is "Sam"?\n  1  Sam Haddad\n  2  Sam Okafor\n  3  Samir Ôlha\n'
        "Number, or a part of the name (Enter leaves): "
    )


@pytest.mark.parametrize(("answer", "meant"), [("haddad", "sam-haddad"), ("olha", "samir"), ("  OKA ", "sam-okafor")])
def test_a_part_of_one_name_picks_it(typed, answer: str, meant: str) -> None:
    assert typed(answer) == meant


def test_a_part_of_several_names_shows_those_alone(typed, screen: Screen) -> None:
    assert typed("ha", "1", choices=[("a", "Hana"), ("b", "Olga"), ("c", "Hasan")]) == "a"
    assert screen.getvalue().endswith(
        "part of the name (Enter leaves):   1  Hana\n  2  Hasan\nNumber, or a part of the name (Enter leaves): "
    )


def test_a_number_means_the_line_it_stands_at_now(typed) -> None:
    assert typed("ha", "2", choices=[("a", "Hana"), ("b", "Olga"), ("c", "Hasan")]) == "c"


def test_what_fits_nothing_is_said_and_asked_again(typed, screen: Screen) -> None:
    assert typed("9", "0", "zzz", "3") == "samir"
    said = screen.getvalue()
    assert "There is no 9.\n" in said
    assert "There is no 0.\n" in said
    assert 'None of them has "zzz".\n' in said


def test_of_many_the_first_are_shown_and_the_others_are_found_by_their_names(typed, screen: Screen) -> None:
    many = [(f"id-{at}", f"Person {at:02d}") for at in range(1, 56)]
    assert typed("Person 54", choices=many) == "id-54"
    lines = screen.getvalue().splitlines()
    assert lines[20] == "  20  Person 20"
    assert lines[21] == "  and 35 more: type a part of the name."


@pytest.mark.parametrize("lines", [(), ("\x1b",)], ids=["no answer", "escape"])
def test_who_picks_none_is_out(typed, lines: tuple[str, ...]) -> None:
    with pytest.raises(click.Abort):
        typed(*lines)


def test_an_empty_line_leaves_the_question(typed, screen: Screen) -> None:
    with pytest.raises(click.exceptions.Exit) as left:
        typed("")
    assert left.value.exit_code == 130
    assert screen.getvalue().endswith("Nothing was chosen.\n")


def test_a_choice_is_found_by_its_other_names(typed, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Answers("gosia"))
    monkeypatch.setattr(sys, "stderr", screen)
    also = ["sam-haddad\nSam", "Małgorzata\nGosia", "samir"]
    assert pick("Which?", SAMS, also=also) == "sam-okafor"


def test_what_a_terminal_would_obey_is_shown_as_signs(typed, screen: Screen) -> None:
    typed("1", choices=[("x", "Eve\x1b[2J\r\nEva")])
    assert "\x1b" not in screen.getvalue()
    assert "1  Eve␛[2J Eva" in screen.getvalue()


def test_no_choice_is_no_question(typed, screen: Screen) -> None:
    assert typed("1", choices=[]) is None
    assert screen.getvalue() == ""


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_nobody_is_asked_without_a_terminal(screen: Screen, monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Answers("1"))
        patch.setattr(sys, "stderr", screen)
        patch.setattr(sys, stream, io.StringIO("1\n"))
        assert pick("Which?", SAMS) is None
    assert screen.getvalue() == ""


# fzf


@pytest.fixture
def fzf(typed, tmp_path: Path):
    """Picks with a program in fzf's place, which does what the script says."""

    def pick_with(script: str) -> str | None:
        program = tmp_path / "fzf"
        program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        program.chmod(0o755)
        return typed("2")

    return pick_with


def test_fzf_picks_where_it_is_installed(fzf, screen: Screen) -> None:
    assert fzf("grep Okafor") == "sam-okafor"
    assert screen.getvalue() == ""


def test_fzf_is_told_the_title_and_shows_no_numbers(fzf, tmp_path: Path) -> None:
    fzf(f'printf "%s\\n" "$@" > {tmp_path}/told; cat > {tmp_path}/lines; echo "0\tx"')
    assert '--header=Which one is "Sam"?' in (tmp_path / "told").read_text().splitlines()
    assert "--with-nth=2.." in (tmp_path / "told").read_text().splitlines()
    assert (tmp_path / "lines").read_text() == "0\tSam Haddad\n1\tSam Okafor\n2\tSamir Ôlha"


@pytest.mark.parametrize("code", [1, 130])
def test_who_leaves_fzf_is_out(fzf, code: int) -> None:
    with pytest.raises(click.Abort):
        fzf(f"exit {code}")


@pytest.mark.parametrize("script", ["exit 2", "echo nonsense", 'echo "7\tx"', "exit 0"])
def test_where_fzf_fails_a_number_is_asked_for(fzf, screen: Screen, script: str) -> None:
    assert fzf(script) == "sam-okafor"
    assert "  2  Sam Okafor\n" in screen.getvalue()


def test_a_program_of_that_name_that_cannot_run_is_no_fault(fzf, tmp_path: Path, typed) -> None:
    fzf("exit 2")
    (tmp_path / "fzf").write_bytes(b"\x7fELF no program")
    assert typed("3") == "samir"


# The whole program at a terminal


# Makes stdin the terminal whose Ctrl-C reaches the program, and runs that.
AT_A_TERMINAL = """
import fcntl, runpy, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
runpy.run_module("notebook", run_name="__main__", alter_sys=True)
"""


class Terminal:
    """The program at a terminal of its own; its stdout goes to a file, as in `notebook show Sam > file`."""

    def __init__(self, run: Runner, *arguments: str, cwd: Path) -> None:
        self._master, slave = pty.openpty()
        self._out = (run.home / "stdout").open("wb+")
        (run.home / "no-programs").mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-c", AT_A_TERMINAL, *arguments],
            cwd=cwd,
            env=run.environment({"PATH": str(run.home / "no-programs")}),
            stdin=slave,
            stdout=self._out,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def until(self, end: str, seconds: float = 30) -> str:
        """What is shown up to this, or in so many seconds."""
        shown, limit = "", time.monotonic() + seconds
        while not shown.endswith(end) and time.monotonic() < limit:
            if select.select([self._master], [], [], 0.2)[0]:
                try:
                    shown += os.read(self._master, 4096).decode()
                except OSError:  # the program has ended
                    break
        return shown.replace("\r\n", "\n")

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> tuple[int, str]:
        """The exit code, and what went to stdout."""
        code = self._process.wait(timeout=30)
        self._out.seek(0)
        return code, self._out.read().decode()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._out.close()
        os.close(self._master)


@pytest.fixture
def start(run: Runner, vault: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program at a terminal, in the small vault."""
    started: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        started.append(Terminal(run, *arguments, cwd=vault))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


PROMPT = "Number, or a part of the name (Enter leaves): "


def test_a_name_that_fits_two_is_asked_at_a_terminal(start: Callable[..., Terminal]) -> None:
    terminal = start("show", "Sam", "--format", "ids")
    assert terminal.until(PROMPT).endswith(
        f'Which one is "Sam"?\n  1  Sam Haddad  no contact yet\n  2  Sam Okafor  no contact yet\n{PROMPT}'
    )
    terminal.type("2\n")
    assert terminal.end() == (0, "sam-okafor\n")


def test_for_a_name_that_is_not_there_the_nearest_are_offered(start: Callable[..., Terminal]) -> None:
    terminal = start("tag", "Ada Lovelase", "close")
    assert "  1  Ada Lovelace  no contact yet\n" in terminal.until(PROMPT)
    terminal.type("1\n")
    assert terminal.end() == (0, "contacts/ada-lovelace.md\n  tags  close\n")


def test_a_name_like_no_other_is_an_error_at_a_terminal_too(start: Callable[..., Terminal]) -> None:
    terminal = start("show", "Xyz")
    assert 'Error: No record is called "Xyz".' in terminal.until("who is there.\r\n")
    assert terminal.end() == (4, "")


@pytest.mark.parametrize("key", ["\x03", "\x04", "\x1b\n"], ids=["ctrl-c", "ctrl-d", "escape"])
def test_leaving_the_question_ends_with_130_and_writes_nothing(
    vault: Path, start: Callable[..., Terminal], key: str
) -> None:
    before = (vault / "contacts" / "sam-okafor.md").read_bytes()
    terminal = start("set", "Sam", "role=Poet")
    terminal.until(PROMPT)
    shown, tries = "", 0
    while "Interrupted." not in shown and tries < 10:  # a signal just before Python reads waits for the next key
        terminal.type(key)
        shown += terminal.until("Interrupted.\r\n", 3)
        tries += 1
    assert terminal.end() == (130, "")
    assert (vault / "contacts" / "sam-okafor.md").read_bytes() == before


def test_a_promise_is_picked_among_those_that_fit(vault: Path, start: Callable[..., Terminal]) -> None:
    (vault / "contacts" / "ada-lovelace.md").write_text("---\nname: Ada\n---\n- [ ] send a list\n- [?] send a card\n")
    terminal = start("done", "send")
    assert '"send" fits 2 lines.\n  1  send a list  (no date)\n  2  send a card  (to ask)\n' in terminal.until(PROMPT)
    terminal.type("2\n")
    assert terminal.end()[0] == 0
    assert re.search(r"- \[x\] send a card done:2026-11-21\n$", (vault / "contacts/ada-lovelace.md").read_text())
