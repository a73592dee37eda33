"""Whoosh is imported late, only what is needed of it, and without a word to the user."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

SEARCH = """
import json, sys, tempfile
from pathlib import Path
from notebook.index import Index, Note
from notebook.query.nodes import Words
before = sorted(name for name in sys.modules if name.startswith("whoosh"))
with tempfile.TemporaryDirectory() as folder:
    for turn in "12":
        index = Index(Path(folder) / "index", print)
        index.update({"a.md": turn}, lambda path: Note(path, turn, "contact", "Ada", "", "running " + turn), turn)
        assert len(index.search(Words("run"), 5)) == 1
        index.suggest("adda")
print(json.dumps([before, sorted(name for name in sys.modules if name.startswith("whoosh"))]))
"""


def searching(*options: str) -> subprocess.CompletedProcess[str]:
    """Build, update and search an index in a Python of its own."""
    return subprocess.run(
        [sys.executable, *options, "-c", SEARCH], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )


def test_whoosh_is_imported_by_the_first_search_and_without_its_parser() -> None:
    before, after = json.loads(searching().stdout)
    assert before == []
    assert not {"whoosh.qparser", "whoosh.query", "whoosh.searching", "whoosh.highlight"} & set(after)


def test_compiling_whoosh_says_nothing(tmp_path: Path) -> None:
    done = searching("-X", f"pycache_prefix={tmp_path}")
    assert done.stderr == ""


def test_compiling_whoosh_says_nothing_where_warnings_are_errors(tmp_path: Path) -> None:
    done = searching("-X", f"pycache_prefix={tmp_path}", "-W", "error::SyntaxWarning", "-W", "error::ResourceWarning")
    assert done.stderr == ""
