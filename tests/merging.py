"""What a merge of two people's edits must say, worked out from what each of the three versions says.

Nothing here comes from the code that merges: front matter is read with PyYAML, the body line by line.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml
from merging_cards import KEYS, LISTS, OWN, TASK, Pair, readable

COMMENT = re.compile(r"# [^\n#]*?\b(c\d+)\.")
FORMS = {key: form for keys in KEYS.values() for key, form in keys.items()} | OWN
DATED = re.compile(r" (due|done):(\S+)")
DAY = re.compile(r"\d{4}-\d\d-\d\d\b")
BULLET = re.compile(r"\s*(?:[-*+]|\d+\.) ")
NOTHING = "(nothing)"  # stands for the value of a key that is not there
LATER = ("snooze", "last_contact")
SIDES = ("ours", "theirs")


# What one version says


@dataclass(frozen=True)
class Line:
    """A promise or thread: its words without mark and dates, what those are, and the heading it stands under."""

    words: str
    state: tuple[str, str, str]
    whole: str
    heading: str


@dataclass
class Says:
    """What a note says: `sources` are the lines of each key, `comments` are by their numbers."""

    fields: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    tasks: list[Line] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    body: str = ""
    bom: bool = False
    newlines: frozenset[str] = frozenset()

    def lines_of(self, words: str) -> list[Line]:
        return [one for one in self.tasks if one.words == words]

    @property
    def meaning(self) -> Any:
        """What two results are compared by: lists and promises as sets."""
        fields = {key: canonical(key, value) for key, value in self.fields.items()}
        tasks = sorted((one.words, one.state, one.heading) for one in self.tasks)
        prose = [line for line in self.prose if not BULLET.match(line)], sorted(filter(BULLET.match, self.prose))
        return fields, tasks, prose, sorted(self.comments.items()), self.bom, self.newlines


def says(raw: bytes) -> Says:
    """What the bytes of a note say; raises ValueError or YAMLError where they are none."""
    if not raw:
        return Says()
    text = raw.decode()
    bom = text.startswith("\ufeff")
    newlines = frozenset(re.findall(r"\r?\n", text))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0] != "---":
        raise ValueError("no front matter")
    fence = lines.index("---", 1)
    front = lines[1:fence]
    fields, sources = read_fields(front)
    tasks, prose = read_lines(lines[fence + 1 :])
    comments = {match[1]: match[0] for line in front for match in COMMENT.finditer(line)}
    return Says(fields, sources, comments, tasks, prose, "\n".join(lines[fence + 1 :]), bom, newlines)


def read_fields(front: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    root = yaml.compose("\n".join(front), Loader=yaml.CBaseLoader)
    if root is None:
        return {}, {}
    fields, sources = {}, {}
    starts = [key.start_mark.line for key, _ in root.value]
    for (key, node), start, after in zip(root.value, starts, [*starts[1:], len(front)], strict=True):
        if key.value in fields:
            raise ValueError(f"{key.value} stands twice")
        end = after
        while end > start + 1 and (not front[end - 1].strip() or front[end - 1].lstrip()[0] == "#"):
            end -= 1
        fields[key.value] = value_of(node)
        sources[key.value] = "\n".join(front[start:end])
    return fields, sources


def value_of(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [value_of(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise ValueError(f"{keys} has a key twice")
        return {key.value: value_of(one) for key, one in node.value}
    return node.value


def read_lines(body: list[str]) -> tuple[list[Line], list[str]]:
    """The promises and threads, and all other lines that are not blank."""
    tasks, prose, code, heading = [], [], False, ""
    for line in body:
        match = TASK.match(line)
        if line.startswith("```"):
            code = not code
        elif line.startswith("#") and not code:
            heading = line
        if match and not code:
            tasks.append(task(line, match, heading))
        elif line.strip():
            prose.append(line.rstrip())
    return tasks, prose


def task(line: str, match: re.Match[str], heading: str) -> Line:
    dates = dict(DATED.findall(match[3]))
    words = DATED.sub("", match[3])[2:].strip()
    return Line(words, (match[2], dates.get("due", ""), dates.get("done", "")), line.rstrip(), heading)


def is_list(key: str, *values: Any) -> bool:
    found = [value for value in values if value is not NOTHING]
    return FORMS.get(key) in (*LISTS, "org") or (bool(found) and all(isinstance(value, list) for value in found))


def as_list(value: Any) -> list[Any]:
    if value is NOTHING or value == "":
        return []
    return value if isinstance(value, list) else [value]


def canonical(key: str, value: Any) -> Any:
    """A value that equals another where both say the same."""
    if is_list(key, value):
        return sorted(map(frozen, as_list(value)))
    return frozen(value)


def frozen(value: Any) -> str:
    if isinstance(value, dict):
        return repr(sorted((key, frozen(one)) for key, one in value.items()))
    return repr([frozen(one) for one in value]) if isinstance(value, list) else repr(value)


# The result, with each of its conflicts settled one way


@dataclass(frozen=True)
class Apart:
    """Lines between conflict markers; `base` is None where they are not told."""

    ours: str
    theirs: str
    base: str | None


@dataclass(frozen=True)
class Result:
    """A merged note: agreed text and what is apart, in order."""

    parts: list[str | Apart]

    @property
    def conflicts(self) -> list[Apart]:
        return [part for part in self.parts if isinstance(part, Apart)]

    def settled(self, side: str) -> bytes:
        return "".join(part if isinstance(part, str) else getattr(part, side) for part in self.parts).encode()


def result(raw: bytes, size: int = 7) -> Result:
    """The result in its parts; raises ValueError for markers that do not fit each other."""
    parts: list[str | Apart] = [""]
    text = raw.decode()
    marks = {"<" * size: "ours", "|" * size: "base", "=" * size: "theirs", ">" * size: ""}
    now, held = "", {"ours": "", "base": "", "theirs": ""}
    for line in text.split("\n"):
        line += "\n"
        word = line.removeprefix("\ufeff").split(" ")[0].rstrip("\r\n")
        if word in marks:
            after = marks[word]
            if (now, after) not in {
                ("", "ours"),
                ("ours", "base"),
                ("ours", "theirs"),
                ("base", "theirs"),
                ("theirs", ""),
            }:
                raise ValueError(f"the marker {line!r} stands out of place")
            if after == "":
                parts += [Apart(held["ours"], held["theirs"], held["base"] or None), ""]
                held = dict.fromkeys(held, "")
            now = after
        elif now:
            held[now] += line
        else:
            parts[-1] += line
    if now:
        raise ValueError("a conflict has no end")
    last = parts[-1]
    assert isinstance(last, str)
    parts[-1] = last[:-1] if last else last  # the newline that split gave the last line
    return Result(parts)


# The judgement


@dataclass
class Verdict:
    """What is wrong with a merge: each fault starts with its sort, such as `lost`; `conflicts` are the needed ones.

    `remarks` are what could be better and loses nothing: a promise in the conflict of prose beside it, keys in an order
    that one side had changed.
    """

    faults: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def judged(pair: Pair, merged: bytes, clashed: bool, size: int = 7) -> Verdict:
    """The judgement of one merge of the pair, `clashed` where the driver said that it is one."""
    verdict = Verdict()
    try:
        found = result(merged, size)
    except ValueError as fault:
        verdict.faults.append(f"unparseable: {fault}")
        return verdict
    if bool(found.conflicts) != clashed:
        verdict.faults.append(f"exit: {len(found.conflicts)} conflicts are marked, and {clashed=}")
    three = [says(raw) for raw in (pair.base, pair.ours, pair.theirs)]
    settled = {}
    for side in SIDES if found.conflicts else SIDES[:1]:
        raw = found.settled(side)
        try:
            if not readable(raw):
                raise ValueError("a note with problems")
            settled[side] = says(raw)
        except (ValueError, yaml.YAMLError) as fault:
            verdict.faults.append(f"unparseable: {'settled as ' + side if found.conflicts else ''} {fault}")
            return verdict
    apart = clashes(settled, found)
    needed_or_not(verdict, apart, three, found)
    for side, said in settled.items():
        judge = Judge(*three, said, side, apart, torn_lines(found))
        verdict.faults += judge.faults()
        verdict.remarks += judge.remarks
    verdict.faults = list(dict.fromkeys(verdict.faults))
    return verdict


def clashes(settled: dict[str, Says], found: Result) -> set[str]:
    """The keys that say different things by how the conflicts are settled; `text` for the body."""
    if not found.conflicts:
        return set()
    one, other = settled["ours"], settled["theirs"]
    apart = {
        key for key in {*one.fields, *other.fields}
        if one.sources.get(key) != other.sources.get(key)
    }  # fmt: skip
    return apart | ({"text"} if one.body != other.body else set())


def torn_lines(found: Result) -> set[str]:
    """The lines that stand in conflicts."""
    texts = [text for one in found.conflicts for text in (one.ours, one.theirs, one.base or "")]
    return {line.rstrip() for text in texts for line in text.split("\n")} - {""}


def needed_or_not(verdict: Verdict, apart: set[str], three: list[Says], found: Result) -> None:
    """Sorts the conflicts into those that had to be and those that had not."""
    base, ours, theirs = three
    for key in sorted(apart - {"text"}):
        values = [said.fields.get(key, NOTHING) for said in three]
        if may_clash(key, *values):
            verdict.conflicts.append(key)
        else:
            verdict.faults.append(f"unneeded: {key}: {values}")
    if found.conflicts and not apart:
        verdict.faults.append(f"unneeded: both sides of {found.conflicts} say the same")
    if "text" in apart:
        prose = prose_conflicts(base.body, ours.body, theirs.body)
        twice = tasks_apart(base, ours, theirs)
        for conflict in body_conflicts(found):
            said = read_lines(conflict.ours.split("\n")), read_lines(conflict.theirs.split("\n"))
            words = {one.words for tasks, _ in said for one in tasks}
            if words & twice or (prose and (said[0][1] or said[1][1])):
                verdict.conflicts.append("text")
            else:
                verdict.faults.append(f"unneeded: text: {conflict}")


def body_conflicts(found: Result) -> list[Apart]:
    """The conflicts that start below the front matter."""
    before, conflicts = "", []
    for part in found.parts:
        if isinstance(part, Apart) and re.search(r"\n---\r?\n", before):
            conflicts.append(part)
        before += part if isinstance(part, str) else part.ours
    return conflicts


def may_clash(key: str, base: Any, ours: Any, theirs: Any) -> bool:
    """True where both changed one value, to different ones, and no rule says which it is."""
    said = [canonical(key, value) for value in (base, ours, theirs)]
    if len({repr(one) for one in said}) < 3:
        return False
    if key in LATER and NOTHING not in (ours, theirs):
        return not (DAY.match(str(ours)) and DAY.match(str(theirs)))  # of words, none is later
    if is_list(key, base, ours, theirs):
        if base is not NOTHING and NOTHING in (ours, theirs):
            return True
        if isinstance(ours, str) and isinstance(theirs, str):  # a list of one for either: both, or a conflict
            return True
        return any(
            mine.get(name, other[name]) != other[name]
            for known_by in (identity, day_of)
            for mine, other in [[members_changed(as_list(base), as_list(side), known_by) for side in (ours, theirs)]]
            for name in other
        )
    if all(isinstance(value, dict) or value is NOTHING for value in (base, ours, theirs)):
        if base is not NOTHING and NOTHING in (ours, theirs):
            return True
        three = [value if isinstance(value, dict) else {} for value in (base, ours, theirs)]
        keys = {name for value in three for name in value}
        return any(may_clash(f"{key}.{name}", *(value.get(name, NOTHING) for value in three)) for name in keys)
    return True


def identity(member: Any) -> str:
    """What a member of a list is known by while its other words change."""
    if isinstance(member, dict):
        for name in ("who", "what"):
            if name in member:
                return str(member[name])
        return str(next(iter(member.values()), ""))
    return str(member)


def day_of(member: Any) -> str:
    """The day of a milestone; what any other member is known by."""
    return str(member["date"]) if isinstance(member, dict) and "date" in member else identity(member)


def members_changed(base: list[Any], side: list[Any], known_by: Callable[[Any], str] = identity) -> dict[str, str]:
    """The members that a side changed or took out, by what they are known by, and what they are now."""
    old, new = (
        {name: repr(sorted(frozen(one) for one in members if known_by(one) == name)) for name in map(known_by, members)}
        for members in (base, side)
    )
    return {name: new.get(name, NOTHING) for name in {*old, *new} if old.get(name) != new.get(name)}


def prose_conflicts(base: str, ours: str, theirs: str) -> bool:
    """True where git's own merge of the bodies finds a conflict in lines that are no promises."""
    for apart in git_merge(base, ours, theirs).conflicts:
        kept = [read_lines(text.split("\n"))[1] for text in (apart.base or "", apart.ours, apart.theirs)]
        if kept[1] != kept[0] and kept[2] != kept[0]:
            return True
    return False


def git_merge(base: str, ours: str, theirs: str) -> Result:
    """Git's own merge of three texts."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_bytes(text.encode())
            names.append(name)
        done = subprocess.run(
            ["git", "merge-file", "-p", "--diff3", *names], cwd=folder, capture_output=True, check=False
        )
    assert 0 <= done.returncode < 128, done.stderr
    return result(done.stdout)


def tasks_apart(base: Says, ours: Says, theirs: Says) -> set[str]:
    """The words of promises that both changed, to different lines.

    A promise much like one that is gone may be another wording of it, which the other side took out or worded too.
    """
    every = {one.words for said in (base, ours, theirs) for one in said.tasks}
    found = set()
    for words in every:
        lines = [sorted(one.whole for one in said.lines_of(words)) for said in (base, ours, theirs)]
        if lines[0] not in lines[1:] and lines[1] != lines[2]:
            found.add(words)
    for mine, other in ((ours, theirs), (theirs, ours)):
        for line in base.tasks:
            gone = not mine.lines_of(line.words)
            changed = [one.whole for one in other.lines_of(line.words)] != [line.whole]
            if gone and changed:
                found |= {line.words} | {one.words for one in [*mine.tasks, *other.tasks] if line.words in one.words}
            if gone and not other.lines_of(line.words):
                found |= {
                    one.words for one in mine.tasks if not base.lines_of(one.words) and alike(one.words, line.words)
                }
    return found


def alike(one: str, other: str) -> bool:
    """True where most words are the same."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= 0.6


@dataclass
class Judge:
    """Compares one settled result with the three versions."""

    base: Says
    ours: Says
    theirs: Says
    merged: Says
    side: str
    apart: set[str]
    torn: set[str]
    remarks: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        found: list[str] = []
        for check in (self.fields, self.sources, self.comments, self.tasks, self.prose, self.ends):
            found += check()
        self.order()
        return found

    def order(self) -> None:
        """Notes where keys that one side moved do not stand as it put them."""
        three = [list(said.fields) for said in (self.base, self.ours, self.theirs)]
        common = set(three[0]).intersection(*three[1:], self.merged.fields)
        orders = [[key for key in keys if key in common] for keys in (*three, list(self.merged.fields))]
        if orders[3] != (orders[2] if orders[1] == orders[0] else orders[1]) and orders[0] in orders[1:3]:
            self.remarks.append("key order")

    def taken(self, key: str) -> Says:
        return self.ours if self.side == "ours" else self.theirs

    def fields(self) -> Iterator[str]:
        for key in {*self.base.fields, *self.ours.fields, *self.theirs.fields, *self.merged.fields}:
            three = [said.fields.get(key, NOTHING) for said in (self.base, self.ours, self.theirs)]
            merged = self.merged.fields.get(key, NOTHING)
            if key in self.apart:
                settled_part = self.apart_value(key, three, merged)
                if settled_part:
                    yield settled_part
            else:
                wrong = differs(key, *three, merged)
                if wrong:
                    yield f"{wrong}: {key} is {merged!r}, of base {three[0]!r}, ours {three[1]!r}, theirs {three[2]!r}"

    def apart_value(self, key: str, three: list[Any], merged: Any) -> str:
        """What is wrong with a value settled as one side says: that side's value must be there."""
        side = three[1] if self.side == "ours" else three[2]
        if canonical(key, side) == canonical(key, merged) or is_list(key, *three) or isinstance(merged, dict):
            return ""
        return f"lost: {key} settled as {self.side} is {merged!r}, not {side!r}"

    def sources(self) -> Iterator[str]:
        """What only one side touched must stand as that side wrote it, to the byte."""
        for key in self.merged.sources:
            base, ours, theirs = (said.sources.get(key) for said in (self.base, self.ours, self.theirs))
            wanted = theirs if ours == base else ours if theirs in (base, ours) else None
            if wanted is not None and key not in self.apart and self.merged.sources[key] != wanted:
                yield f"respelled: {key}: {self.merged.sources[key]!r}, not {wanted!r}"

    def comments(self) -> Iterator[str]:
        kept = self.merged.comments
        for name in {*self.base.comments, *self.ours.comments, *self.theirs.comments}:
            base, ours, theirs = (said.comments.get(name) for said in (self.base, self.ours, self.theirs))
            wanted = theirs if ours == base else ours
            if kept.get(name) == wanted or self.apart:
                continue
            if wanted is None:  # better once too often than never: its key may stay for what the other did there
                self.remarks.append("a comment came back")
            else:
                yield f"lost: comment {wanted!r}, of {base!r}, {ours!r} and {theirs!r}"

    def tasks(self) -> Iterator[str]:
        every = {one.words for said in (self.base, self.ours, self.theirs, self.merged) for one in said.tasks}
        for words in every:
            base, ours, theirs, merged = (
                said.lines_of(words) for said in (self.base, self.ours, self.theirs, self.merged)
            )
            if max(map(len, (base, ours, theirs))) > 1:
                if not merged and (ours if ours != base else theirs) and "text" not in self.apart:
                    yield f"lost: every line of {words!r}"
                continue
            wrong = self.task(words, *(one[0] if one else None for one in (base, ours, theirs)), merged)
            if wrong and self.is_torn(words):
                if words not in tasks_apart(self.base, self.ours, self.theirs):
                    self.remarks.append("a promise in a conflict")
            elif wrong:
                yield wrong

    def is_torn(self, words: str) -> bool:
        """True where lines of the promise stand in a conflict."""
        return any(words in line for line in self.torn)

    def is_carried(self, new: Line, merged: Line) -> bool:
        """True where one side worded a promise anew, and its mark and dates are those that the other changed."""
        for old in self.base.tasks:
            lines = [line for said in (self.ours, self.theirs) for line in said.lines_of(old.words)]
            if len(lines) == 1 and alike(old.words, new.words):
                changed = [
                    (now, other if now == before else now)
                    for before, now, other in zip(old.state, lines[0].state, new.state, strict=True)
                ]
                if merged.state == tuple(part for _, part in changed):
                    return True
        return False

    def task(self, words: str, base: Line | None, ours: Line | None, theirs: Line | None, merged: list[Line]) -> str:
        """What is wrong with the lines of one promise."""
        told = f"{words!r}: {[one.whole for one in merged]}"
        wholes = [one.whole if one else None for one in (base, ours, theirs)]
        if wholes[1] == wholes[2] or wholes[0] in wholes[1:]:
            wanted = theirs if wholes[1] == wholes[0] else ours
            if [one.whole for one in merged] != ([wanted.whole] if wanted else []):
                if base is None and wanted and len(merged) == 1 and self.is_carried(wanted, merged[0]):
                    return ""
                return f"{'lost' if wanted else 'came back'}: {told}, not {wanted and wanted.whole!r}"
            if wanted and wanted.heading != merged[0].heading and "text" not in self.apart:
                return f"moved: {told} stands below {merged[0].heading!r}, not {wanted.heading!r}"
            return ""
        if ours is None or theirs is None:  # taken out or worded anew by one, changed by the other
            changed = ours or theirs
            assert changed
            assert base
            new = [(at, now) for at, now in enumerate(changed.state[:2]) if now != base.state[at]]
            there = [
                one for one in self.merged.tasks if words in one.words and all(one.state[at] == now for at, now in new)
            ]
            return "" if there else f"lost: {told}, not {changed.whole!r}"
        if base is None and sorted(one.whole for one in merged) == sorted(filter(None, wholes)):
            return ""
        if len(merged) != 1:
            return f"{'twice' if merged else 'lost'}: {told}"
        for at, part in enumerate(("mark", "due", "done")):
            three = [one.state[at] if one else "" for one in (base, ours, theirs)]
            if three[1] != three[2] and part == "done" and "" not in three[1:]:
                fine = merged[0].state[at] in three[1:]
            elif base is None and part == "mark":
                fine = merged[0].state[at] == ("x" if "x" in three[1:] else three[1])
            elif three[1] != three[2] and three[0] not in three[1:]:
                fine = False
            else:
                fine = merged[0].state[at] == (three[2] if three[1] == three[0] else three[1])
            if not fine:
                return f"lost: {told}: {part} of {wholes}"
        return ""

    def prose(self) -> Iterator[str]:
        base, ours, theirs, merged = (Counter(said.prose) for said in (self.base, self.ours, self.theirs, self.merged))
        for line in {*base, *ours, *theirs, *merged}:
            lowest, highest = sorted((ours[line], theirs[line]))
            if not self.base.body:
                fine = merged[line] in (highest, lowest + highest)
            elif ours[line] == theirs[line]:  # the same line added by both stands once, or twice in two places
                fine = merged[line] == ours[line] or (ours[line] > base[line] and merged[line] > base[line])
            else:
                fine = merged[line] == ours[line] + theirs[line] - base[line]
            if not fine and line not in self.torn:
                sort = "lost" if merged[line] < highest else "came back"
                yield f"{sort}: {line!r} stands {merged[line]} times, of {base[line]}, {ours[line]}, {theirs[line]}"
        if "text" not in self.apart:
            yield from self.places()

    def places(self) -> Iterator[str]:
        """Lines stand in the order of each side, and one that was worded anew where the old one stood."""
        base, ours, theirs, merged = (
            [line for line in said.body.split("\n") if line.strip()]
            for said in (self.base, self.ours, self.theirs, self.merged)
        )
        every = Counter(base) | Counter(ours) | Counter(theirs) | Counter(merged)
        once = {line for line, count in every.items() if count == 1}
        for name, side in (("ours", self.ours), ("theirs", self.theirs)):
            mine = [line for line in side.prose if line in once and line in merged]
            if [line for line in merged if line in set(mine)] != mine:
                yield f"moved: the lines of {name} stand in another order"
        at = {line: place for place, line in enumerate(base) if line in once}
        stood = at | reworded(base, ours, at) | reworded(base, theirs, at)

        def displaced(lines: list[str]) -> list[tuple[str, str]]:
            kept = [line for line in lines if line in once and line in stood]
            return [(one, other) for one, other in itertools.pairwise(kept) if stood[one] > stood[other]]

        if not displaced(ours) and not displaced(theirs):
            for one, other in displaced(merged):
                yield f"moved: {one!r} stands before {other!r}"

    def ends(self) -> Iterator[str]:
        three = [said.bom for said in (self.base, self.ours, self.theirs)]
        if self.base.newlines and self.merged.bom != (three[2] if three[1] == three[0] else three[1]):
            yield f"bom: {self.merged.bom}, of {three}"
        ends = [said.newlines for said in (self.base, self.ours, self.theirs)]
        wanted = ends[2] if ends[1] == ends[0] else ends[1]
        if self.base.newlines and self.merged.newlines != wanted:
            yield f"newlines: {set(self.merged.newlines)}, of {[set(one) for one in ends]}"
        elif not self.merged.newlines <= ends[1] | ends[2]:
            yield f"newlines: {set(self.merged.newlines)}"


def differs(key: str, base: Any, ours: Any, theirs: Any, merged: Any) -> str:
    """The sort of fault where the value is not what the three versions make it; nothing where it is."""
    said = [canonical(key, value) for value in (base, ours, theirs, merged)]
    if said[1] == said[2] or said[0] in said[1:3]:
        wanted = said[2] if said[1] == said[0] else said[1]
        if is_list(key, base, ours, theirs, merged) and sorted(set(said[3])) == sorted(set(wanted)):
            return "" if len(said[3]) <= len(wanted) else "twice"
        return "" if said[3] == wanted else "lost"
    if key in LATER and NOTHING not in (ours, theirs):
        return "" if merged == max(ours, theirs) else "lost"
    if is_list(key, base, ours, theirs):
        return list_differs(*map(as_list, (base, ours, theirs, merged)))
    if all(isinstance(value, dict) or value is NOTHING for value in (base, ours, theirs, merged)):
        three = [value if isinstance(value, dict) else {} for value in (base, ours, theirs, merged)]
        keys = {name for value in three for name in value}
        found = [differs(f"{key}.{name}", *(value.get(name, NOTHING) for value in three)) for name in keys]
        return next(filter(None, found), "")
    return "lost"  # both said something else, and one of them won without a word


def reworded(base: list[str], side: list[str], at: dict[str, int]) -> dict[str, int]:
    """The lines that a side worded anew, each with the place of the line it stands for."""
    found = {}
    for what, start, end, first, last in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if what == "replace" and end - start == last - first == 1 and base[start] in at:
            found[side[first]] = start
    return found


def list_differs(base: list[Any], ours: list[Any], theirs: list[Any], merged: list[Any]) -> str:
    sets = [{frozen(one) for one in values} for values in (base, ours, theirs, merged)]
    changed = {**members_changed(base, ours)}, {**members_changed(base, theirs)}
    both = {name for name in changed[0] if name in changed[1]}
    for one in [*ours, *theirs]:
        form = frozen(one)
        if form in sets[0] or form in sets[3]:
            continue
        if not (identity(one) in both and any(within(one, base, other) for other in merged)):
            return "lost"
    for one in base:
        form = frozen(one)
        if (form in sets[1] and form in sets[2]) != (form in sets[3]):
            return "came back" if form in sets[3] else "lost"
    known = sets[0] | sets[1] | sets[2]
    for one in merged:
        if frozen(one) not in known and identity(one) not in both:
            return "made up"
    return "twice" if len(merged) > len(sets[3]) else ""


def within(one: Any, base: list[Any], merged: Any) -> bool:
    """True where the merged member holds what this side changed in a member of the base."""
    if not isinstance(merged, dict) or identity(merged) != identity(one):
        return False
    old = next((other for other in base if identity(other) == identity(one)), {})
    words = one.items() if isinstance(one, dict) else ()
    return all(
        merged.get(key) == value for key, value in words if not (isinstance(old, dict) and old.get(key) == value)
    )


def unequal(forth: bytes, back: bytes, size: int = 7) -> str:
    """What two merges of one pair, ours and theirs the other way round in the second, say differently."""
    one, other = result(forth, size), result(back, size)
    if bool(one.conflicts) != bool(other.conflicts):
        return f"unequal: {len(one.conflicts)} conflicts one way, {len(other.conflicts)} the other"
    for side, opposite in (SIDES, SIDES[::-1]):
        said = [says(one.settled(side)).meaning, says(other.settled(opposite)).meaning]
        for name, mine, theirs in zip(("fields", "promises", "prose", "comments", "bom", "ends"), *said, strict=True):
            if mine != theirs:
                return f"unequal: {name}: {mine} and {theirs}"
    return ""


Merge = Callable[[bytes, bytes, bytes], tuple[bytes, bool]]


def tried(pair: Pair, merge: Merge) -> Verdict:
    """The judgement of a pair merged in both directions."""
    forth, clashed = merge(pair.base, pair.ours, pair.theirs)
    verdict = judged(pair, forth, clashed)
    back, clashed_back = merge(pair.base, pair.theirs, pair.ours)
    return with_back(verdict, pair, forth, back, clashed_back)


def with_back(verdict: Verdict, pair: Pair, forth: bytes, back: bytes, clashed: bool) -> Verdict:
    """The judgement of both directions, and of what they say differently."""
    swapped = replace(pair, ours=pair.theirs, theirs=pair.ours)
    other = judged(swapped, back, clashed)
    verdict.faults += [f"{fault} (the other way)" for fault in other.faults if fault not in verdict.faults]
    if not any(fault.startswith("unparseable") for fault in verdict.faults):
        apart = unequal(forth, back)
        verdict.faults += [apart] if apart else []
    return verdict
