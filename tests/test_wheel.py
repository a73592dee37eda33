"""What people install is the wheel built from the source archive: it has to work outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_the_wheel_works_outside_the_checkout(tmp_path: Path) -> None:
    run(tmp_path, sys.executable, "-m", "build", "--outdir", "dist", str(ROOT))
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    run(tmp_path, sys.executable, "-m", "venv", "venv")
    run(tmp_path, "venv/bin/pip", "install", "-q", str(wheel))

    assert wheel.name.split("-")[1] in run(tmp_path, "venv/bin/notebook", "--version")
    run(tmp_path, "venv/bin/notebook", "init", "example", "--example")
    assert (tmp_path / "example" / "notebook.toml").is_file()
    assert run(tmp_path, "venv/bin/notebook", "--vault", "example", "--today", "2026-11-21", "digest").strip() != ""
    assert "Dear Ivone" in run(tmp_path, "venv/bin/notebook", "--vault", "example", "draft", "follow-up", "ivone")


def run(folder: Path, program: str, *arguments: str) -> str:
    """What the program prints, run in the folder as its home; when it fails, what it said is the message."""
    unset = ("NOTEBOOK_", "PYTHONPATH", "XDG_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=environment | {"HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
