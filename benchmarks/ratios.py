"""Times the notebook against other programs on one machine, in turn, and prints ratios of medians.

    python benchmarks/ratios.py [--contacts 10000] [--interactions 100000] [--runs 7] [--folder DIR]

`rg -l WORD` (ripgrep) over the same vault is the measure: what it costs to look at every note once. The first search
builds the index, which takes minutes for a large vault; its time is printed alone. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from make_vault import VOCABULARY, make

# By the number of the 110,000 notes they stand in: three in four, some thousands, some dozens.
COMMON, WORD, RARE = VOCABULARY[2], VOCABULARY[500], VOCABULARY[20_000]
TODAY = "2026-11-21"


@dataclass(frozen=True)
class Run:
    """One run of a command: wall time in seconds, peak memory in MiB."""

    seconds: float
    memory: float


def once(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Runs a command to its end; what it prints is thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - started, usage.ru_maxrss / scale)


def ratio(name: str, ours: Sequence[str], theirs: Sequence[str], bound: float, runs: int, env: dict[str, str]) -> None:
    """Runs both in turn and prints the ratio of the medians beside its bound."""
    once(theirs, env)
    once(ours, env)
    pairs = [(once(ours, env), once(theirs, env)) for _ in range(runs)]
    us = statistics.median(our.seconds for our, _ in pairs)
    them = statistics.median(their.seconds for _, their in pairs)
    memory = max(our.memory for our, _ in pairs)
    each = sorted(our.seconds / their.seconds for our, their in pairs)
    print(
        f"{name:<34} {us / them:5.2f} x   (bound {bound:.1f}; pair by pair {each[0]:.2f} to {each[-1]:.2f}; "
        f"{us:.2f} s against {them:.2f} s; {memory:.0f} MiB)"
    )


def writing(notebook: Sequence[str], runs: int, env: dict[str, str]) -> None:
    """Prints what `log` costs, and the first command after it, as ratios to `due` in a vault where nothing changed."""
    card = min(Path(env["NOTEBOOK_VAULT"], "contacts").iterdir())
    person = card.read_text("utf-8").splitlines()[1].removeprefix("name: ")
    log = [*notebook, "log", f"coffee with {person} yesterday, about {WORD}; [ ] send the list by friday"]
    due = [*notebook, "due"]
    found: list[tuple[Run, Run, Run]] = []
    for _ in range(runs):
        once(due, env)
        time.sleep(2.5)  # the stamp of the note that was logged before counts from now on
        once(due, env)
        found.append((once(due, env), once(log, env), once(due, env)))
    warm = statistics.median(first.seconds for first, _, _ in found)
    for name, place, bound in (("log against due", 1, 1.3), ("due after a log against due", 2, 1.3)):
        each = sorted(times[place].seconds / times[0].seconds for times in found)
        middle = statistics.median(times[place].seconds for times in found)
        memory = max(times[place].memory for times in found)
        print(
            f"{name:<34} {middle / warm:5.2f} x   (bound {bound:.1f}; run by run {each[0]:.2f} to {each[-1]:.2f}; "
            f"{middle:.2f} s against {warm:.2f} s; {memory:.0f} MiB)"
        )


def as_of(notebook: Sequence[str], runs: int, env: dict[str, str]) -> None:
    """Prints what `due` costs as of a commit, the first time and again, as ratios to the same without `--as-of`.

    The first time is held against reading the vault without a catalog: with nothing in the cache, and with what it has
    of the vault as it is today.
    """
    vault = with_a_past(Path(env["NOTEBOOK_VAULT"]))
    cache, empty = vault.parent / "cache-as-of", vault.parent / "cache-empty"
    env = {**env, "NOTEBOOK_VAULT": str(vault), "NOTEBOOK_CACHE": str(cache)}
    nothing_known = {**env, "NOTEBOOK_CACHE": str(empty)}
    due, then = [*notebook, "due"], [*notebook, "--as-of", "HEAD~2", "due"]
    found: list[tuple[Run, Run, Run]] = []
    for _ in range(min(runs, 3)):
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(empty, ignore_errors=True)
        found.append((once(due, env), once(then, nothing_known), once(then, env)))
    for name, place in (("as-of first, nothing known", 1), ("as-of first, the vault known", 2)):
        each = sorted(times[place].seconds / times[0].seconds for times in found)
        middle = [statistics.median(times[at].seconds for times in found) for at in (place, 0)]
        memory = max(times[place].memory for times in found)
        print(
            f"{name:<34} {middle[0] / middle[1]:5.2f} x   (bound 3.0; run by run {each[0]:.2f} to {each[-1]:.2f}; "
            f"{middle[0]:.2f} s against {middle[1]:.2f} s; {memory:.0f} MiB)"
        )
    ratio("as-of again against due", then, due, 1.5, runs, env)


def practice(notebook: Sequence[str], runs: int, env: dict[str, str]) -> None:
    """Prints what the questions about people cost, as ratios to `due`; the people are two of those in the last talk."""
    one, other = two_people(Path(env["NOTEBOOK_VAULT"]))
    due = [*notebook, "due"]
    for words in (["introduce"], ["introduce", one], ["introduce", one, other], ["common", one],
                  ["common", one, other], ["next"], ["brief", one]):  # fmt: skip
        name = " ".join(["one" if word == one else "other" if word == other else word for word in words])
        ratio(f"{name} against due", [*notebook, *words], due, 5.0, runs, env)


def two_people(vault: Path) -> tuple[str, str]:
    """The ids of two who were at one of the latest talks together."""
    for talk in sorted((vault / "interactions").glob("*/*.md"), reverse=True):
        people = re.search(r"^with: \[(.*), (.*?)\]$", talk.read_text("utf-8"), re.MULTILINE)
        if people:
            return people[1].split(", ")[0], people[2]
    raise SystemExit("No talk of this vault is with two people.")


def with_a_past(vault: Path) -> Path:
    """A copy of the vault in git, with a few commits, packed as git does it sooner or later."""
    copy = vault.with_name(f"{vault.name}-in-git")
    if copy.exists():
        return copy
    shutil.copytree(vault, copy)

    def git(*arguments: str) -> None:
        named = ("-c", "user.name=Clara", "-c", "user.email=clara@example.org", "-c", "gc.auto=0")
        subprocess.run(["git", *named, *arguments], cwd=copy, check=True)

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "All")
    for number, card in enumerate(sorted((copy / "contacts").iterdir())[:40], 1):
        card.write_text(f"{card.read_text('utf-8')}Seen {number}.\n", "utf-8")
        if number % 10 == 0:
            git("commit", "--quiet", "--all", "--message", f"{number} seen")
    git("gc", "--quiet")
    time.sleep(3)  # stamps of files changed in the last two seconds do not count yet
    return copy


def main() -> None:
    """Makes the vault and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--interactions", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the vault and its cache here, and use them again")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="notebook-benchmark-"))
    vault = folder / f"vault-{chosen.contacts}-{chosen.interactions}"
    if not vault.exists():
        make(vault, chosen.contacts, chosen.interactions)
    env = {**os.environ, "NOTEBOOK_CACHE": str(folder / "cache"), "NOTEBOOK_VAULT": str(vault), "NOTEBOOK_TODAY": TODAY}
    notebook = [sys.executable, "-m", "notebook"]
    print(f"{chosen.contacts:,} contacts, {chosen.interactions:,} interactions; Python {sys.version.split()[0]}")
    print(f"first read of all files            {once([*notebook, 'due'], env).seconds:.1f} s")
    first = once([*notebook, "search", WORD], env)
    print(f"first search, building the index   {first.seconds:.1f} s ({first.memory:.0f} MiB)")
    time.sleep(3)  # stamps of files changed in the last two seconds do not count yet
    once([*notebook, "due"], env)
    ratio(
        "--help against import click",
        [*notebook, "--help"],
        [sys.executable, "-c", "import click"],
        1.6,
        chosen.runs,
        env,
    )
    writing(notebook, chosen.runs, env)
    as_of(notebook, chosen.runs, env)
    practice(notebook, chosen.runs, env)
    grep = shutil.which("rg")
    if grep is None:
        print("ripgrep (rg) is not installed: the other ratios need it.")
        return
    for words in (["due"], ["digest"], ["search", RARE], ["search", WORD], ["search", COMMON]):
        word = words[-1] if len(words) > 1 else WORD
        name = f"{' '.join(words)} against rg -l {word}"
        ratio(name, [*notebook, *words], [grep, "-l", word, str(vault)], 2.0, chosen.runs, env)


if __name__ == "__main__":
    main()
