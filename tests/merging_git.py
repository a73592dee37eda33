"""Repositories with many notes at once, merged by real git with the notebook's driver."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from merging_cards import Pair

ROOT = Path(__file__).resolve().parent.parent
# One Python for many merges: it reads a call from one pipe and answers with the exit code in the other.
_SERVER = """
import io, os, sys
from contextlib import redirect_stderr, redirect_stdout
from notebook.cli.main import run
print("ready", flush=True)
while True:
    with open(sys.argv[1]) as calls:
        folder, *arguments = calls.read().splitlines()
    if not folder:
        break
    os.chdir(folder)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = run(["git", "merge-driver", *arguments])
    except BaseException:
        code = 99
    with open(sys.argv[2], "w") as answers:
        answers.write(f"{code}\\n")
"""
_CLIENT = (
    'printf "%s\\n" "$PWD" %O %A %B --marker-size %L --path %P >CALLS; read -r r <ANSWERS; '
    "case $r in 0) exit 0;; 10) exit 1;; *) exit 129;; esac"
)


class Repository:
    """A vault in git; commits have one time, so that every run makes the same ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "gc.auto", "0")
        self.write({".gitattributes": b"*.md -text merge=notebook\n", "notebook.toml": b""})

    def git(self, *arguments: str, fails: bool = False) -> str:
        """What git prints; `fails`: it may end with another code than 0."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**os.environ, "GIT_EDITOR": "true"}, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        assert fails or done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def set_driver(self, command: str) -> None:
        self.git("config", "merge.notebook.driver", command)

    def write(self, files: dict[str, bytes]) -> None:
        for path, raw in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(raw)

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def branch(self, name: str, start: str, *versions: dict[str, bytes]) -> None:
        """A branch from a start, with one commit for each set of files."""
        self.git("checkout", "--quiet", "-b", name, start)
        for files in versions:
            self.write(files)
            self.commit(name)

    def read(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def unmerged(self) -> set[str]:
        return set(self.git("diff", "--name-only", "--diff-filter=U", "-z").split("\0")) - {""}

    def merge(self, ours: str, theirs: str) -> set[str]:
        """Merges one branch into another, which stays where it is; the paths with conflicts."""
        self.git("checkout", "--quiet", "--force", "--detach", ours)
        said = self.git("merge", "--no-edit", theirs, fails=True)
        unmerged = self.unmerged()
        assert unmerged or "Merge made" in said or "up to date" in said, said
        return unmerged

    def rebase(self, branch: str, onto: str) -> set[str]:
        """Rebases a branch, kept as it is, onto another; in each conflict it takes what is replayed."""
        self.git("checkout", "--quiet", "--force", "-B", "rebased", branch)
        said = self.git("rebase", onto, fails=True)
        found: set[str] = set()
        for _ in range(10):
            unmerged = self.unmerged()
            if not unmerged:
                break
            found |= unmerged
            self.git("checkout", "--theirs", "--", *sorted(unmerged))
            self.git("add", "--all")
            said = self.git("rebase", "--continue", fails=True)
        assert not (self.folder / ".git" / "rebase-merge").exists(), said
        return found

    def clean(self) -> None:
        self.git("reset", "--quiet", "--hard")


def repository_of(folder: Path, pairs: Sequence[Pair]) -> Repository:
    """A repository with branches `a` and `b`, and `c` that says what `b` does in two commits."""
    repository = Repository(folder)
    repository.write({pair.path: pair.base for pair in pairs if pair.base})
    repository.commit("base")
    repository.branch("a", "main", {pair.path: pair.ours for pair in pairs})
    repository.branch("b", "main", {pair.path: pair.theirs for pair in pairs})
    halves, whole = {pair.path: pair.half for pair in pairs}, {pair.path: pair.theirs for pair in pairs}
    repository.branch("c", "main", halves, whole)
    return repository


@dataclass(frozen=True)
class Program:
    """A program called `notebook` in a folder of its own; it writes down the paths it is called with."""

    file: Path
    log: Path

    @property
    def paths(self) -> list[str]:
        """The paths that the driver was called with."""
        return self.log.read_text().splitlines() if self.log.exists() else []


def program_in(folder: Path, instead: str = "") -> Program:
    """The notebook as a program; `instead` are words of a shell that are run in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    file, log = folder / "notebook", folder / "paths"
    run = f'PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m notebook "$@"'
    note = f'for word; do case $word in --path=*) echo "${{word#--path=}}" >>{shlex.quote(str(log))};; esac; done'
    file.write_text(f"#!/bin/sh\n{note}\n{instead or run}\n")
    file.chmod(0o755)
    return Program(file, log)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A driver's command for git that is answered by one long-lived Python; it runs the notebook's own command."""
    calls, answers = folder / "calls", folder / "answers"
    os.mkfifo(calls)
    os.mkfifo(answers)
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(calls), str(answers)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"  # git would wait for an answer for ever
        yield _CLIENT.replace("CALLS", shlex.quote(str(calls))).replace("ANSWERS", shlex.quote(str(answers)))
    finally:
        server.kill()
        server.communicate()
