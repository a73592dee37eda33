"""The house rules: lint, format, types, floors, documentation that is still true, and modules of a readable size."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COG_MARKER = "[[[" + "cog"

MODULE_LINES = 300
FUNCTION_LINES = 40

# Path under the checkout -> why it is longer.
LONG_MODULES: dict[str, str] = {}

# "path::function" or "path::Class.method" -> why it is longer.
LONG_FUNCTIONS: dict[str, str] = {}


def test_ruff_finds_nothing() -> None:
    check_runs("-m", "ruff", "check", ".")


def test_the_code_is_formatted() -> None:
    check_runs("-m", "ruff", "format", "--check", "--diff", ".")


def test_the_types_are_right() -> None:
    check_runs("-m", "mypy")


def test_every_module_knows_only_the_floors_below() -> None:
    check_runs("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


@pytest.mark.parametrize("page", [path.name for path in (ROOT / "docs").glob("*.md")] + ["README.md"])
def test_a_page_shows_what_the_program_prints(page: str) -> None:
    path = ROOT / page if page == "README.md" else ROOT / "docs" / page
    if COG_MARKER in path.read_text(encoding="utf-8"):
        check_runs("-m", "cogapp", "--check", "--diff", "-I", "docs", str(path.relative_to(ROOT)))


def test_the_readme_shows_real_output() -> None:
    assert COG_MARKER in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_module_is_long_without_a_reason() -> None:
    long = {name_of(path): lines for path in modules() if (lines := line_count(path)) > MODULE_LINES}
    unexplained = [f"{name}: {lines} lines" for name, lines in long.items() if name not in LONG_MODULES]
    assert unexplained == [], f"over {MODULE_LINES} lines: split it, or give the reason in LONG_MODULES"
    assert sorted(LONG_MODULES.keys() - long.keys()) == [], "no longer long: take it out of LONG_MODULES"


def test_no_function_is_long_without_a_reason() -> None:
    long = {name: lines for path in modules() for name, lines in functions(path) if lines > FUNCTION_LINES}
    unexplained = [f"{name}: {lines} lines" for name, lines in long.items() if name not in LONG_FUNCTIONS]
    assert unexplained == [], f"over {FUNCTION_LINES} lines: split it, or give the reason in LONG_FUNCTIONS"
    assert sorted(LONG_FUNCTIONS.keys() - long.keys()) == [], "no longer long: take it out of LONG_FUNCTIONS"


def check_runs(*arguments: str) -> None:
    """Run this Python with the arguments in the checkout; when it fails, show what it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"python {' '.join(arguments)}\n\n{done.stdout}", pytrace=False)


def modules() -> list[Path]:
    return sorted((ROOT / "notebook").rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module as `path::name`, and its lines without decorators and docstring."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, int]]:
        for child in ast.iter_child_nodes(node):
            inner = prefix
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{prefix}{child.name}."
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}::{prefix}{child.name}", code_lines(child)
            yield from walk(child, inner)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), "")


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return span(function) - (span(function.body[0]) if ast.get_docstring(function) else 0)


def span(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1
