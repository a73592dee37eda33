"""What the notebook can mend by itself: what was certainly meant, and what a merge left, where nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from ...errors import NotebookError, Refused
from ...records import Kind, Problem
from ...schema.read import read_file
from ...text.document import Document, read_document
from ...text.edits import replace_spans, set_scalar_at
from ...text.frontmatter import read_front_matter
from ...text.nodes import Node, Scalar
from ...text.nodes import Sequence as List
from ..change_set import ChangeSet, FileChange
from ..mend.doubles import DOUBLE, without_doubles
from ..mend.markers import without_markers
from ..mend.trying import MARKERS
from ..threeway import MergeText


def fix_problems(
    problems: Iterable[Problem],
    read: Callable[[str], bytes],
    kind_of: Callable[[str], Kind | None],
    merge_text: MergeText,
) -> ChangeSet:
    """The change set that mends every problem that can be mended, file by file.

    What cannot be mended safely is left as it is, with a remark that says where and why.
    """
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.fix is not None or problem.code in (MARKERS, DOUBLE):
            by_path[problem.path].append(problem)
    changes: list[FileChange] = []
    remarks: list[str] = []
    count = 0
    for path, found in sorted(by_path.items()):
        mending = _Mending(read(path), path, kind_of(path), merge_text)
        try:
            mending.mend(found)
        except Refused as fault:
            remarks.append(fault.message)
            continue
        remarks += mending.remarks
        if mending.raw != mending.before:
            count += mending.count
            changes.append(FileChange(path, mending.before, mending.raw))
    summary = f"Fix {count} problem{'' if count == 1 else 's'}"
    return ChangeSet(tuple(changes), summary, tuple(dict.fromkeys(remarks)))


class _Mending:
    """One file, mended problem by problem: the markers of a merge, then texts at their places, then keys twice."""

    def __init__(self, raw: bytes, path: str, kind: Kind | None, merge_text: MergeText) -> None:
        self.before = self.raw = raw
        self.path = path
        self.kind = kind
        self.count = 0
        self.remarks: list[str] = []
        self._merge_text = merge_text

    def mend(self, found: Sequence[Problem]) -> None:
        """Mends what can be mended; raises Refused where the file would have a problem that it did not have."""
        marked = [problem for problem in found if problem.code == MARKERS]
        if marked:
            try:
                self.raw = without_markers(self.raw, self.path, self.kind, self._merge_text)
            except NotebookError as fault:  # as long as there are markers, nothing else can be written
                self.remarks.append(fault.message)
                return
            now = self._problems()
            self.count += 1 + max(0, _doubles(found) - _doubles(now))
            found = [*dict.fromkeys((*now, *self._in_place(found, marked[0].line)))]
        whole = self.raw
        refused = self._mend_places(found)
        self.raw, count, faults = without_doubles(self.raw, self.path, self.kind)
        self.count += count
        if count:
            refused = self._mend_places(self._problems())  # what was said of a key that stood twice is past
        self.remarks += [*refused, *(fault.message for fault in faults)]
        _check_not_worse(whole, self.raw, self.path, self.kind)

    def _problems(self) -> tuple[Problem, ...]:
        """What is wrong in the file as it is now."""
        return read_file(self.raw, self.path, self.kind)[1]

    def _in_place(self, found: Iterable[Problem], line: int) -> Iterator[Problem]:
        """Those before a line whose own line is still where it was; other notes may be what they are about."""
        before, now = (raw.split(b"\n") for raw in (self.before, self.raw))
        for problem in found:
            if problem.line < line and before[problem.line - 1 : problem.line] == now[problem.line - 1 : problem.line]:
                yield problem

    def _mend_places(self, found: Iterable[Problem]) -> list[str]:
        """Mends what has its text at its place, from the last place to the first; remarks on what could not be."""
        refused = []
        for problem in sorted(found, key=lambda one: (one.line, one.column), reverse=True):
            if problem.fix is not None:
                try:
                    self.raw = _mended(self.raw, problem)
                    self.count += 1
                except Refused as fault:
                    refused.append(fault.message)
        return refused


def _doubles(problems: Iterable[Problem]) -> int:
    return sum(problem.code == DOUBLE for problem in problems)


def _mended(raw: bytes, problem: Problem) -> bytes:
    """The file with this one problem mended; raises Refused."""
    assert problem.fix is not None
    document, _ = read_document(raw, problem.path)
    if document is None:
        raise _moved(problem)
    if problem.line < document.body_line:
        text = _scalar_text(document, problem).replace(problem.fix.old, problem.fix.new, 1)
        return set_scalar_at(raw, problem.path, problem.line, problem.column, text)
    start = _offset(document, problem)
    return replace_spans(raw, problem.path, [(start, start + len(problem.fix.old), problem.fix.new)])


def _scalar_text(document: Document, problem: Problem) -> str:
    """The text of the scalar at the problem's place, of which what is to be mended may be a part: `[[Charls|C]]`."""
    assert problem.fix is not None
    root, _ = read_front_matter(document.front or "", problem.path, document.front_line)
    stack: list[Node] = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            if (node.line, node.column) == (problem.line, problem.column) and problem.fix.old in node.text:
                return node.text
        elif isinstance(node, List):
            stack.extend(node.nodes)
        else:
            stack.extend(part for pair in node.pairs for part in pair)
    raise _moved(problem)


def _offset(document: Document, problem: Problem) -> int:
    """Where in the body the text to be mended starts: in the problem's line, from its column on."""
    assert problem.fix is not None
    lines = document.body.split("\n")
    number = problem.line - document.body_line
    column = lines[number].find(problem.fix.old, problem.column - 1) if number < len(lines) else -1
    if column < 0:
        raise _moved(problem)
    return sum(len(line) + 1 for line in lines[:number]) + column


def _moved(problem: Problem) -> Refused:
    return Refused(f"{problem.path}:{problem.line}: The file has changed meanwhile. Nothing was written there.",
                   "Run the command again.")  # fmt: skip


def _check_not_worse(before: bytes, after: bytes, path: str, kind: Kind | None) -> None:
    """Raises Refused where the mended file has a problem that it did not have: no fix may cost what it mends."""
    _, old = read_file(before, path, kind)
    _, new = read_file(after, path, kind)
    if _codes(new) - _codes(old):
        worse = next(problem for problem in new if problem.code in _codes(new) - _codes(old))
        raise Refused(f"{path}:{worse.line}: With the fix, {worse.message} Nothing was written.")


def _codes(problems: Iterable[Problem]) -> set[str]:
    return {problem.code for problem in problems}
