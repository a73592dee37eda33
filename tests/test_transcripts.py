"""The transcripts are documents whose commands are run: what stands under a command is what it prints.

Each file of `tests/transcripts` runs in its own copy of the example vault, in the order of its `console` blocks. A line
that starts with `$ ` is a command of the shell, `cd` included; one that ends with a backslash goes on in the next. What
follows is stdout and stderr together, and `[exit 4]` where the exit code is not 0. `pytest --rewrite` writes down what
is printed.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, called_as_notebook

TRANSCRIPTS = sorted((ROOT / "tests" / "transcripts").glob("*.md"))
BLOCK = re.compile(r"(^```console\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
# What makes a line more than one program and its arguments. Between single quotes the shell changes nothing.
SHELL = re.compile(r"[|<>&;$`*?~#(){}\[\]!\\]")
QUOTED = re.compile(r"'[^']*'")
DOUBLE_QUOTED = re.compile(r'"[^"$`\\!]*"')


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_a_transcript_shows_what_is_printed(
    transcript: Path, example_vault: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    programs = example_vault.parent.parent / "bin"
    programs.mkdir()
    program = programs / "notebook"
    program.write_text(f"#!{sys.executable}\nfrom notebook.__main__ import main\n\nmain()\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for whose in ("AUTHOR", "COMMITTER"):  # so that a commit has the same name on every day
        monkeypatch.setenv(f"GIT_{whose}_DATE", "2026-11-21T12:00:00+00:00")
    monkeypatch.chdir(example_vault)

    written = transcript.read_text(encoding="utf-8")
    printed = BLOCK.sub(lambda block: block[1] + "".join(played(block[2])) + block[3], written)
    printed = printed.replace(str(example_vault.parent), "~")
    if request.config.getoption("--rewrite") and printed != written:
        transcript.write_text(printed, encoding="utf-8")
    elif printed != written:
        lines = difflib.unified_diff(written.splitlines(), printed.splitlines(), "written", "printed now", lineterm="")
        pytest.fail("\n".join(lines), pytrace=False)


def test_there_are_transcripts() -> None:
    assert TRANSCRIPTS


def played(block: str) -> Iterator[str]:
    """The block's commands, each followed by what it prints now."""
    lines = iter(block.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        command = [line.removeprefix("$ ")]
        while command[-1].endswith("\\"):
            command.append(next(lines))
        yield "$ " + "\n".join(command) + "\n"
        code, output = perform("\n".join(command))
        yield output if output.endswith("\n") or not output else f"{output}\n"
        if code:
            yield f"[exit {code}]\n"


def perform(command: str) -> tuple[int, str]:
    """The exit code of a command and what it prints, stdout and stderr as they come."""
    if command.startswith("cd "):
        os.chdir(Path(command.removeprefix("cd ")).expanduser())
        return 0, ""
    bare = DOUBLE_QUOTED.sub("", QUOTED.sub("", command))
    if command.startswith("notebook ") and not SHELL.search(bare):
        return in_this_process(shlex.split(command)[1:])
    done = subprocess.run(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def in_this_process(arguments: list[str]) -> tuple[int, str]:
    """The same for a line that is nothing but a command of the notebook, without the time a program takes to start."""
    from notebook.cli.main import run

    page = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    nothing = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(page), contextlib.redirect_stderr(page), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", nothing)
        called_as_notebook(patch)
        code = run(arguments)
    buffer = page.buffer
    assert isinstance(buffer, io.BytesIO)
    return code, buffer.getvalue().decode()
