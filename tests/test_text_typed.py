"""Commands in hints: what they say is what a shell reads."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from notebook.text.typed import typed_command


@pytest.mark.parametrize("words", [("ada", "mary"), ("a b", "c|d"), ('a"b', "c'd"), ("--help", "bob"), ("$x", "`y`")])
def test_a_shell_reads_the_words_as_they_are(words: tuple[str, ...]) -> None:
    command = typed_command("introduce", *words).replace("notebook introduce", "set", 1)
    command = command if command.startswith("set -- ") else command.replace("set ", "set -- ", 1)
    ran = subprocess.run(["sh", "-c", f"{command}; printf '%s\\n' \"$@\""], capture_output=True, text=True, check=True)
    assert tuple(ran.stdout.splitlines()) == words


def test_plain_words_need_no_quotes_and_options_come_last() -> None:
    assert typed_command("introduce", "ada", "mary", option="--note") == "notebook introduce ada mary --note"
    assert typed_command("introduce", "--help", "bob", option="--note") == "notebook introduce --note -- --help bob"


def test_it_is_one_line_whatever_stands_in_a_name() -> None:
    command = typed_command("show", "a\nb'\\\x1b")
    assert command == r"notebook show $'a\u000ab\'\\\u001b'"
    bash = shutil.which("bash")
    if bash:
        ran = subprocess.run([bash, "-c", f"printf %s {command.split(' ', 2)[2]}"], capture_output=True, check=True)
        assert ran.stdout == b"a\nb'\\\x1b"
