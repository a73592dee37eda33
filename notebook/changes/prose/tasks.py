"""The tasks inside a line: `[ ] send her the list; [?] her mother's operation` as lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TASK = re.compile(r"(?:^[-*+]\s+|(?<=[\s;,.:–—)])|^)\[(?P<mark>[ ?]?)\](?:\s+|$)")
_TRAILING = " \t,;."
_ENDED = (".", "!", "?", "…", ":", "。")


@dataclass(frozen=True, slots=True)
class InlineTask:
    """A task and its place in the line; `mark` is a blank for a promise, `?` for something to ask about."""

    start: int
    end: int
    mark: str
    text: str

    @property
    def markdown(self) -> str:
        """The task as a line of Markdown."""
        return f"- [{self.mark}] {self.text}"


def split_tasks(line: str) -> tuple[str, tuple[InlineTask, ...]]:
    """The line without its tasks, and these; a task goes on to the next one, the next `;` or the end of the line."""
    starts = list(_TASK.finditer(line))
    tasks: list[InlineTask] = []
    kept: list[str] = []
    at = 0
    for number, found in enumerate(starts):
        limit = starts[number + 1].start() if number + 1 < len(starts) else len(line)
        end = line.find(";", found.end(), limit)
        end = limit if end < 0 else end
        text = line[found.end() : end].strip().rstrip(_TRAILING)
        if not text:
            continue  # two brackets and nothing in them to do
        start = found.start("mark") - 1
        tasks.append(InlineTask(start, found.end() + len(line[found.end() : end].rstrip()), found["mark"] or " ", text))
        kept.append(line[at : found.start()])
        at = min(end + 1, len(line)) if line[end : end + 1] == ";" else end
    kept.append(line[at:])
    return _joined(kept) if tasks else line.strip().rstrip(" \t;,"), tuple(tasks)


def _joined(parts: list[str]) -> str:
    """What stood between the tasks as one sentence; a semicolon where a part was cut off in the middle."""
    joined = ""
    for part in parts:
        words = part.strip(" \t;,")
        if words:
            between = "" if not joined else " " if joined.endswith(_ENDED) else "; "
            joined += between + words
    return joined
