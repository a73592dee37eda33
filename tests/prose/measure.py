"""Measures how well a line of prose is understood, against the labelled lines beside this file.

    python tests/prose/measure.py                  precision and recall of every field, for both files and together
    python tests/prose/measure.py --wrong          also each line that is not understood as labelled
    python tests/prose/measure.py --wrong with     only the lines wrong in these fields
    python tests/prose/measure.py --file development   one file alone

Precision is the share of what was found that is labelled, recall the share of what is labelled that was found.
A person found who is not labelled is wrong, also where the label says that the name is unclear; a name refused as
unclear where a person is labelled costs recall alone. `lines` are those right in every field.
`labels.py` says how labels are written and compared, `vault.py` who is in the vault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from prose.labels import FILES, KEYS, Compared, Labelled, compare, labelled_lines, promise, spelled
from prose.vault import TODAY, prose_vault

from notebook.changes.log.promise_lines import as_kept
from notebook.changes.prose.reading import read_line
from notebook.changes.prose.understood import Understood
from notebook.errors import NotebookError
from notebook.text.body import read_body

Found = Mapping[str, tuple[str, ...]]


@dataclass
class Score:
    """How often a field was found, was expected, and was right."""

    found: int = 0
    expected: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0


@dataclass
class Wrong:
    """A line that is not understood as labelled: per key what was found, and what a fault said."""

    line: Labelled
    keys: dict[str, Compared]
    fault: str | None


@dataclass
class Result:
    """The scores by key, the lines that are wrong, and how many there are of all."""

    scores: dict[str, Score] = field(default_factory=lambda: {key: Score() for key in KEYS})
    wrong: list[Wrong] = field(default_factory=list)
    lines: int = 0


def measure(lines: Iterable[Labelled]) -> Result:
    """Every line read and compared with its label."""
    result = Result()
    for line in lines:
        result.lines += 1
        found, fault = read(line.text)
        off = {}
        for key in KEYS:
            compared = compare(found.get(key, ()), line.wants(key), line.maybe.get(key, ()))
            score = result.scores[key]
            score.right += len(compared.right)
            score.found += len(compared.right) + len(compared.wrong)
            score.expected += len(line.wants(key))
            if compared.wrong or compared.missed:
                off[key] = compared
        if off or fault:
            result.wrong.append(Wrong(line, off, fault))
    return result


def read(text: str) -> tuple[Found, str | None]:
    """What is understood of a line, by key, as labels are spelled; and the message where the line is refused."""
    try:
        understood = read_line(text, prose_vault(), TODAY)
    except NotebookError as error:
        return {}, error.message
    said: dict[str, Sequence[str | None]] = {
        "with": understood.people,
        "unclear": [name.text for name in understood.unclear],
        "new": understood.new_people,
        "date": [str(understood.day)] if understood.day else (),
        "channel": [understood.channel],
        "initiated": [understood.initiated],
        "place": [understood.place],
        "event": [understood.event],
        "project": [understood.project],
        "topics": understood.topics,
        "gave": understood.gave,
        "received": understood.received,
        "introduced": understood.introduced,
    }
    found = {key: tuple(spelled(key, value) for value in values if value) for key, values in said.items()}
    try:
        return {**found, **_tasks(understood)}, None
    except NotebookError as error:
        return found, error.message


def _tasks(understood: Understood) -> Found:
    """The promises and threads as they would stand in the file."""
    text = "\n".join(understood.tasks)
    kept = as_kept(text, read_body(text, 1).tasks, prose_vault(), TODAY)
    tasks = read_body(kept, 1).tasks
    promises = tuple(
        promise(task.text, task.owner and task.owner.text, str(task.due) if task.due else None)
        for task in tasks
        if task.mark == " "
    )
    return {"promise": promises, "ask": tuple(spelled("ask", task.text) for task in tasks if task.mark == "?")}


def _print_scores(results: Mapping[str, Result]) -> None:
    print(f"{'':12}" + "".join(f"  {name:^31}" for name in results))
    print(f"{'':12}" + "  precision recall  found expected" * len(results))
    for key in KEYS:
        cells = []
        for result in results.values():
            score = result.scores[key]
            cells.append(f"  {score.precision:9.3f} {score.recall:6.3f} {score.found:6} {score.expected:8}")
        print(f"{key:12}" + "".join(cells))
    right = (f"{result.lines - len(result.wrong)} of {result.lines}" for result in results.values())
    print(f"{'lines':12}" + "".join(f"  {cell:>32}" for cell in right))


def _print_wrong(result: Result, keys: Sequence[str]) -> None:
    for wrong in result.wrong:
        if keys and not any(key in keys for key in wrong.keys):
            continue
        print(f"\n{wrong.line.place}\n{wrong.line.text}")
        if wrong.fault:
            print(f"  refused: {wrong.fault}")
        for key, compared in wrong.keys.items():
            for value in compared.wrong:
                print(f"  {key}: found {value}")
            for label in compared.missed:
                print(f"  {key}: missed {' | '.join(sorted(label))}")


def main() -> None:
    """Reads the options, measures and prints."""
    options = argparse.ArgumentParser(description="Measures how well lines of prose are understood.")
    options.add_argument("--wrong", nargs="*", metavar="FIELD", help="list the lines wrong in these fields, or in any")
    options.add_argument("--file", choices=list(FILES), help="measure this file alone")
    chosen = options.parse_args()
    names = [chosen.file] if chosen.file else list(FILES)
    lines = {name: labelled_lines(name) for name in names}
    if len(names) > 1:
        lines["together"] = [line for name in names for line in lines[name]]
    results = {name: measure(of_file) for name, of_file in lines.items()}
    if chosen.wrong is not None:
        for name in names:
            _print_wrong(results[name], chosen.wrong)
        print()
    _print_scores(results)


if __name__ == "__main__":
    main()
