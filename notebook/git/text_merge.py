"""Git's own merge of three texts, its conflicts as values."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..changes.threeway import Apart
from ..errors import ProgramFailed
from .program import told

_RUN = re.compile(r"^(?:<+|\|+|=+|>+)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 127  # conflicts that git counts; what is above is an error


def merge_text(base: str, ours: str, theirs: str) -> list[str | Apart]:
    """The text that both sides agree on, and what is apart, in order. Raises ProgramFailed."""
    texts = {"ours": ours, "base": base, "theirs": theirs}
    longest = max((run.end() - run.start() for text in texts.values() for run in _RUN.finditer(text)), default=0)
    size = max(7, longest + 1)  # no line of the text can be taken for a marker
    with tempfile.TemporaryDirectory(prefix="notebook-merge-") as folder:
        for name, text in texts.items():
            Path(folder, name).write_bytes(text.encode("utf-8"))
        arguments = ["-p", "-q", "--diff3", f"--marker-size={size}", *(f"-L{name}" for name in texts), *texts]
        done = told(Path(folder), "merge-file", *arguments)
    if not 0 <= done.code <= _MOST:
        raise ProgramFailed(f"git merge-file failed: {done.complaint}")
    return list(_parts(done.stdout.decode("utf-8"), size))


def _parts(text: str, size: int) -> Iterator[str | Apart]:
    """What stands between the markers of that size."""
    place = "agreed"
    lines: dict[str, list[str]] = {"agreed": []}
    for line in _LINE.findall(text):
        mark = line[:size]
        if len(mark) < size or len(set(mark)) > 1 or mark[0] not in "<|=>":
            lines[place].append(line)
        elif mark[0] == "<":
            yield "".join(lines["agreed"])
            place, lines = "ours", {"ours": [], "base": [], "theirs": []}
        elif mark[0] == "|":
            place = "base"
        elif mark[0] == "=":
            place = "theirs"
        else:
            yield Apart("".join(lines["base"]), "".join(lines["ours"]), "".join(lines["theirs"]))
            place, lines = "agreed", {"agreed": []}
    yield "".join(lines["agreed"])
