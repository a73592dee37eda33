"""Random bodies of promises, prose and code that shows markers, merged by git alone: mended, each stands there once."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from notebook.changes.mend.markers import without_markers
from notebook.errors import NotebookError
from notebook.git.text_merge import merge_text

PATH = "contacts/ada.md"
FRONT = "---\nname: Ada\n---\n"
STYLES = ["", "--diff3", "--marker-size=9", "--diff3 --marker-size=9", "base none"]
PROMISE = re.compile(r"[-*] \[(.)\] (p\d+)(?: due:(\S+))?(?: done:(\S+))?$")
REAL = re.compile(r"^(<{7,}|\|{7,}|>{7,}) (ours|base|none|theirs)$", re.MULTILINE)


class Maker:
    """Makes the blocks of a body, each with words of its own."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0

    def block(self) -> str:
        self.number += 1
        number, roll = self.number, self.random.random()
        if roll < 0.5:
            due = self.random.choice(["", "", " due:2026-12-01"])
            return f"- [{self.random.choice('   ?')}] p{number}{due}\n"
        if roll < 0.6:
            return f"w{number} said\n"
        if roll < 0.7:
            return f"w{number}\n{'=' * self.random.choice([7, 7, 9, 5])}\n\n"
        if roll < 0.85:
            return self.code(number)
        return self.random.choice(["\n", f"- w{number}\n", f"## w{number}\n\n"])

    def code(self, number: int) -> str:
        size = self.random.choice([7, 7, 9])
        shown = [f"{'<' * size} foo", f"w{number}", "=" * size, f"{'>' * size} bar"]
        if self.random.random() < 0.2:
            shown.pop(self.random.choice([0, 3]))
        fence = self.random.choice(["```", "```", "~~~", "````"])
        return "\n".join([fence, *shown, fence, ""])

    def edited(self, blocks: list[str]) -> list[str]:
        blocks = list(blocks)
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(blocks) + 1)
            roll = self.random.random()
            if roll < 0.3 or at == len(blocks):
                blocks.insert(at, self.block())
            elif roll < 0.4:
                del blocks[at]
            elif roll < 0.6:
                blocks.insert(self.random.randrange(len(blocks)), blocks.pop(at))
            elif roll < 0.7:
                blocks[at] = blocks[at].replace("said", f"said x{self.random.randint(1, 9)}", 1)
            elif "```" in blocks[at] and roll < 0.85:  # half a block goes to the one side
                lines = blocks[at].splitlines(keepends=True)
                lines.pop(self.random.randrange(len(lines)))
                blocks[at] = "".join(lines)
            elif PROMISE.match(blocks[at].strip()):
                blocks[at] = self.told(blocks[at])
        return blocks

    def told(self, line: str) -> str:
        """A promise with another mark or another day."""
        found = PROMISE.match(line.strip())
        assert found
        mark, words, due, _ = found.groups()
        if self.random.random() < 0.3:
            return f"- [{mark}] {words} due:2026-12-0{self.random.randint(1, 4)}\n"
        mark, done = self.random.choice([("x", ""), ("x", " done:2026-11-01"), ("-", ""), (" ", "")])
        return f"- [{mark}] {words}{f' due:{due}' if due else ''}{done}\n"


def left_by_git(folder: Path, bodies: list[str], style: str) -> str:
    for name, body in zip(("base", "ours", "theirs", "none"), [*bodies, ""], strict=True):
        (folder / name).write_text(FRONT + body if body or name != "none" else "")
    base = "none" if style == "base none" else "base"
    how = [] if style == "base none" else style.split()
    command = ["git", "merge-file", "-p", *how, "-L", "ours", "-L", base, "-L", "theirs", "ours", base, "theirs"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout


def three(seed: int, added: bool) -> list[str]:
    """The bodies of three versions; where both sides added the file, they have much in common all the same."""
    random = Random(seed)
    maker = Maker(random)
    blocks = [maker.block() for _ in range(random.randint(1, 7))]
    versions = [blocks, maker.edited(blocks), maker.edited(blocks)]
    bodies = ["".join(one) for one in versions]
    return ["", *bodies[1:]] if added else bodies


def faults(before: str, ours: str, theirs: str, got: str, based: bool) -> list[str]:
    """What is in the result too seldom, too often, or with another mark or day than the rule says."""
    found = []
    counts = [Counter(_words(text)) for text in (before, ours, theirs, got)]
    for words in set().union(*counts):
        base, mine, other, now = (count[words] for count in counts)
        least = min(max(0, mine + other - base), max(mine, other))
        most = 0 if based and base and not (mine and other) and base in (mine, other) else max(mine, other)
        if not least <= now <= most:
            found.append(f"{words}: {base} {mine} {other} became {now}")
    sides = [_promises(text) for text in (before, ours, theirs, got)]
    for words in sides[1].keys() & sides[2].keys() & sides[3].keys():
        if any(count[words] > 1 for count in counts):
            continue
        base_says, mine_says, other_says, now_says = (side.get(words) for side in sides)
        allowed = _allowed(base_says, mine_says, other_says)
        if now_says not in allowed:
            found.append(f"{words}: {mine_says} {other_says} became {now_says}")
    return found


def lost(before: str, ours: str, theirs: str, got: str) -> list[str]:
    """What a side has added, or both have, and that is not in the result."""
    base, mine, other, now = (set(_words(text)) for text in (before, ours, theirs, got))
    return sorted(((mine | other) - base | (mine & other)) - now)


def _apart(raw: str, size: int) -> list[str]:
    """The versions that the markers keep apart, which is known by their labels."""
    marks = ("<" * size, "|" * size, "=" * size, ">" * size)
    opening, bar, middle, closing = (re.escape(mark) for mark in marks)
    one = re.compile(
        rf"^{opening} ours\n((?:.*\n)*?)(?:{bar} (?:base|none)\n((?:.*\n)*?))?{middle}\n((?:.*\n)*?){closing} theirs\n",
        re.MULTILINE,
    )
    return [one.sub(lambda found, at=at: found[at] or "", raw) for at in (2, 1, 3)]


Said = tuple[str, str | None, str | None]


def _allowed(base: Said | None, ours: Said | None, theirs: Said | None) -> list[Said]:
    assert ours
    assert theirs
    if base in (ours, theirs):
        changed = theirs if ours == base else ours
        return [changed, *_together(ours, theirs)]
    parts = _together(ours, theirs)
    if base:
        marks = {ours[0], theirs[0]} - {base[0]} or {base[0]}
        dues = {ours[1], theirs[1]} - {base[1]} or {base[1]}
        dones = {ours[2], theirs[2]} - {base[2]} or {base[2]}
        marks = {"x"} if marks == {"x", " "} or marks == {"x", "?"} else marks
        if max(map(len, (marks, dues, dones))) == 1:
            parts = [*parts, (marks.pop(), dues.pop(), dones.pop())]
    return parts


def _together(ours: Said, theirs: Said) -> list[Said]:
    """What the two say where nothing tells which is the older."""
    marks = {ours[0], theirs[0]}
    if len(marks) == 2 and ("x" not in marks or "-" in marks):
        return []
    days = [{one for one in (ours[at], theirs[at]) if one} for at in (1, 2)]
    if any(len(day) > 1 for day in days):
        return []
    due, done = (next(iter(day), None) for day in days)
    return [("x" if len(marks) == 2 else ours[0], due, done)]


def _promises(text: str) -> dict[str, Said]:
    found = [one for one in map(PROMISE.match, text.splitlines()) if one]
    return {one[2]: (one[1], one[3], one[4]) for one in found}


def _words(text: str) -> list[str]:
    """The words of the promises, and the other lines."""
    return re.findall(r"\bp\d+\b|^.*\bw\d+\b.*$", text, re.MULTILINE)


def mended(folder: Path, seed: int, style: str) -> bool:
    """True where the markers were taken out, after a count of what is there then."""
    bodies = three(seed, style == "base none")
    raw = left_by_git(folder, bodies, style)
    if not REAL.search(raw):
        return False
    try:
        got = without_markers(raw.encode(), PATH, "contact", merge_text).decode()
    except NotebookError:
        return False
    # A conflict all in a block of code is an example; it stays, in one piece with the block.
    assert REAL.search(got) is None or all("\n" + one in raw for one in _code(got) if REAL.search(one))
    based = "diff3" in style
    kept = _apart(raw, 9 if "9" in style else 7)  # what git itself has doubled is no matter of the markers
    assert [] == [*faults(*kept, got, based), *lost(*bodies, got)], f"seed {seed} {style}"
    shared = [one for one in _code(bodies[1]) if one in _code(bodies[2])]
    assert [one for one in shared if one not in got] == []
    return True


def _code(text: str) -> list[str]:
    return [one[0] for one in re.finditer(r"^(`{3,}|~{3,})\n(?:.*\n)*?\1\n", text, re.MULTILINE)]


@pytest.mark.parametrize("style", STYLES)
def test_each_promise_and_each_line_is_there_as_often_as_it_was_meant(tmp_path: Path, style: str) -> None:
    assert sum(mended(tmp_path, seed, style) for seed in range(120)) > 5


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 14_000, 1000))
def test_no_line_is_lost_or_doubled_in_many_merges(tmp_path: Path, start: int) -> None:
    for seed in range(start, start + 300):
        for style in STYLES:
            mended(tmp_path, seed, style)
