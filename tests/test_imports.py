"""Starting the program is fast because it imports little. What it may import is listed here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

THIRD_PARTY = {"click"}

NOTEBOOK = {
    "notebook",
    "notebook.cli",
    "notebook.cli.clock",
    "notebook.cli.lazy",
    "notebook.cli.main",
    "notebook.cli.session",
    "notebook.errors",
}

# Runs `notebook ARGUMENT`, then prints the modules it imported as the last line on stdout.
PROBE = """
import json, sys
before = set(sys.modules)
from notebook.cli.main import run
code = run(sys.argv[1:])
print()
print(json.dumps(sorted(set(sys.modules) - before)))
sys.exit(code)
"""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_starting_imports_click_alone(option: str) -> None:
    names = {name.partition(".")[0] for name in modules_imported_by(option)}
    assert names - set(sys.stdlib_module_names) - {"notebook"} == THIRD_PARTY


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_starting_imports_few_rooms(option: str) -> None:
    rooms = {name for name in modules_imported_by(option) if name.partition(".")[0] == "notebook"}
    assert sorted(rooms - NOTEBOOK) == [], "import it inside the command that needs it, or allow it in NOTEBOOK"


def modules_imported_by(option: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", PROBE, option], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    imported: list[str] = json.loads(done.stdout.splitlines()[-1])
    return imported
