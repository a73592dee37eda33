"""Runs a change of three files again and again, and stops it at each of its calls of the system in turn.

    python journal_points.py FOLDER change|undo kill|kill-twice|fault|full

A child is killed before and after each call that changes the disk, or the call fails, once or from then on. Then the
journal is recovered, and one line of JSON says how the vault stands.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from notebook.changes import ChangeSet, FileChange
from notebook.errors import NotebookError
from notebook.vault.writing.apply import apply
from notebook.vault.writing.journal import recover
from notebook.vault.writing.steps import steps

CALLS = ("open", "fsync", "link", "replace", "rename", "unlink", "mkdir", "rmdir")
BEFORE = {"contacts/ada.md": b"ada\n", "contacts/bea.md": b"bea\n"}
AFTER = {"contacts/ada.md": b"ada, countess\n", "interactions/2026/a.md": b"hello\n"}
CHANGES = ChangeSet(
    (
        FileChange("contacts/ada.md", b"ada\n", b"ada, countess\n"),
        FileChange("contacts/bea.md", b"bea\n", None),
        FileChange("interactions/2026/a.md", None, b"hello\n"),
    ),
    "Three at once",
)

Act = Callable[[Path, list[str]], None]
Stop = Callable[[], None]


def main(folder: Path, what: str, how: str) -> None:
    start = folder / "start"
    for path, text in BEFORE.items():
        (start / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
        (start / "vault" / path).write_bytes(text)
    act: Act = write
    if what == "undo":
        write(start, [])
        act = take_back
    for found in POINTS[how](start, act):
        print(json.dumps(found), flush=True)


def write(place: Path, said: list[str]) -> None:
    apply(place / "vault", CHANGES, place / "state", said.append)


def take_back(place: Path, said: list[str]) -> None:
    step = next(steps(place / "state"))
    apply(place / "vault", step.back, place / "state", said.append, undoes=step)


def mend(place: Path, said: list[str]) -> None:
    recover(place / "vault", place / "state", said.append)


def killed(start: Path, act: Act, then: Callable[[Path], None] = lambda place: None) -> Iterator[dict[str, object]]:
    for late in (False, True):
        for number in range(1, 1000):
            with copied(start) as place:
                if not in_a_child(place, act, number, late):
                    break
                then(place)
                yield ended(place, act, f"killed {'after' if late else 'before'} call {number}")


def killed_twice(start: Path, act: Act) -> Iterator[dict[str, object]]:
    for number in range(1, 1000):
        with copied(start) as place:
            if not in_a_child(place, act, number, late=False):
                break
            for found in killed(place, mend):
                yield {**found, "point": f"killed before call {number}, then {found['point']}"}


def failed(start: Path, act: Act, lasting: bool = False) -> Iterator[dict[str, object]]:
    for number in range(1, 1000):
        said: list[str] = []
        fault = OSError(errno.ENOSPC if lasting else errno.EACCES, "no luck")
        with copied(start) as place:
            with watched(number, raising(fault), late=False, lasting=lasting) as calls:
                try:
                    act(place, said)
                except NotebookError as refusal:
                    said.append(f"Error: {refusal.message}")
            if len(calls) < number:
                break
            at_once = standing(place)
            yield {
                **ended(place, act, f"failed at call {number}, {calls[number - 1]}"),
                "at_once": at_once,
                "error": said,
            }


POINTS: dict[str, Callable[[Path, Act], Iterator[dict[str, object]]]] = {
    "kill": killed,
    "kill-twice": killed_twice,
    "fault": failed,
    "full": lambda start, act: failed(start, act, lasting=True),
}


def ended(place: Path, act: Act, point: str) -> dict[str, object]:
    """How the vault stands after the next command, which writes a file of its own where that is possible."""
    said: list[str] = []
    mend(place, said)
    files = standing(place)
    left = [str(path.relative_to(place)) for path in place.rglob("*") if "notebook-tmp" in path.name]
    left += [path.name for path in (place / "state").glob("journal")]
    folders = sorted(str(path.relative_to(place / "vault")) for path in (place / "vault").rglob("*") if path.is_dir())
    kept = [step.changes.summary for step in steps(place / "state", said.append)]
    return {"point": point, "stands": files, "said": said, "left": left, "folders": folders, "steps": kept}


def standing(place: Path) -> str:
    files = {
        path.relative_to(place / "vault").as_posix(): path.read_bytes()
        for path in (place / "vault").rglob("*")
        if path.is_file() and path.suffix == ".md"
    }
    return "before" if files == BEFORE else "after" if files == AFTER else f"mixed: {sorted(files)}"


@contextmanager
def copied(start: Path) -> Iterator[Path]:
    place = start.with_name(f"{start.name}-copy")
    shutil.copytree(start, place)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def in_a_child(place: Path, act: Act, number: int, late: bool) -> bool:
    """True where the child was killed at this call, False where it makes fewer calls."""
    child = os.fork()
    if child == 0:
        with watched(number, lambda: os.kill(os.getpid(), signal.SIGKILL), late):
            act(place, [])
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def raising(fault: OSError) -> Stop:
    def stop() -> None:
        raise fault

    return stop


@contextmanager
def watched(number: int, stop: Stop, late: bool, lasting: bool = False) -> Iterator[list[str]]:
    """Calls `stop` before or after the numbered call; the calls that were made."""
    calls: list[str] = []
    real = {name: getattr(os, name) for name in CALLS}

    def instead(name: str) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            if name == "open" and not int(str(arguments[1])) & os.O_CREAT:
                return real[name](*arguments, **more)
            calls.append(name)
            now = len(calls) == number or (lasting and len(calls) > number and name not in ("unlink", "rmdir"))
            if now and not late:
                stop()
            try:
                return real[name](*arguments, **more)
            finally:
                if now and late:
                    stop()

        return call

    for name in CALLS:
        setattr(os, name, instead(name))
    try:
        yield calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
