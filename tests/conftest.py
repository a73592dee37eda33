"""What many tests need: a home of their own, a copy of the example vault, and a way to run a command line."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "example-vault"
TODAY = "2026-11-21"

# A shell that runs the tests in the background has them ignore Ctrl-C, and the programs they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("notebook", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("notebook")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="Write what the program prints into the transcripts.")


Golden = Callable[[str, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file in tests/golden; `--rewrite` writes it there, to be read in the diff."""

    def check(name: str, actual: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--rewrite"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8", newline="")
        assert file.read_text(encoding="utf-8") == actual

    return check


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()


class Runner:
    """Runs command lines of the notebook: in this process, or as a program where `program` is called."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._monkeypatch = monkeypatch

    def __call__(
        self, *arguments: str, cwd: Path | None = None, stdin: str | bytes = "", env: Mapping[str, str] | None = None
    ) -> Ran:
        from notebook.cli.main import run

        given = stdin.encode() if isinstance(stdin, str) else stdin
        stdout, stderr = _page(), _page()
        with self._monkeypatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
            patch.setattr(sys, "stdin", _page(given))
            called_as_notebook(patch)
            patch.chdir(cwd or self.home)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            code = run(arguments)
        return Ran(code, _text(stdout), _text(stderr))

    def program(
        self, *arguments: str, cwd: Path | None = None, stdin: str = "", env: Mapping[str, str] | None = None
    ) -> Ran:
        """The same in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "notebook", *arguments],
            cwd=cwd or self.home,
            input=stdin,
            env=self.environment(env),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, cwd: Path) -> subprocess.Popen[str]:
        """Starts the program and does not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "notebook", *arguments],
            cwd=cwd,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of the tests, with the checkout's package to be found from any folder."""
        return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


def called_as_notebook(patch: pytest.MonkeyPatch) -> None:
    """Lets messages that name the program name it `notebook`, not pytest."""
    patch.setattr(sys, "argv", ["notebook"])
    patch.setattr(sys.modules["__main__"], "__package__", None, raising=False)


def _page(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="", write_through=True)


def _text(page: io.TextIOWrapper) -> str:
    page.flush()
    buffer = page.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it but git's name for the user; no setting from outside reaches the test."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("NOTEBOOK_", "XDG_", "GIT_")) or name in ("VISUAL", "EDITOR", "NO_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("NOTEBOOK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NOTEBOOK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("NOTEBOOK_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (folder / ".gitconfig").write_text(
        "[user]\n\tname = Clara\n\temail = clara@example.org\n[init]\n\tdefaultBranch = main\n"
    )
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs command lines, in the home where no other folder is named."""
    return Runner(home, monkeypatch)


@pytest.fixture
def example_vault(home: Path) -> Path:
    """A fresh copy of the example vault."""
    folder = home / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


@pytest.fixture
def vault(home: Path) -> Path:
    """A small vault: Clara, two people called Sam, Ada, an event, an organization and a project."""
    folder = home / "vault"
    files = {
        "notebook.toml": 'me = "clara"\n',
        "contacts/clara.md": "---\nname: Clara\n---\n",
        "contacts/ada-lovelace.md": "---\nname: Ada Lovelace\naliases: [Countess]\n---\n",
        "contacts/sam-okafor.md": "---\nname: Sam Okafor\n---\n",
        "contacts/sam-haddad.md": "---\nname: Sam Haddad\n---\n",
        "events/2026-10-19-pycon-pt.md": "---\nname: PyCon PT\nstart: 2026-10-19\n---\n",
        "organizations/acm.md": "---\nname: ACM\naliases: [Association for Computing Machinery]\n---\n",
        "projects/open-atlas.md": "---\nname: Open Atlas\n---\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder
