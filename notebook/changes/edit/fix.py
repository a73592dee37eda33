"""What the notebook can mend by itself: problems whose reporter knows for certain what was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from ...errors import Refused
from ...records import Kind, Problem
from ...schema.read import read_file
from ...text.document import Document, read_document
from ...text.edits import replace_spans, set_scalar_at
from ...text.frontmatter import read_front_matter
from ...text.nodes import Node, Scalar, Sequence
from ..change_set import ChangeSet, FileChange


def fix_problems(
    problems: Iterable[Problem], read: Callable[[str], bytes], kind_of: Callable[[str], Kind | None]
) -> ChangeSet:
    """The change set that mends every problem with a fix, from the last place of a file to the first.

    What cannot be mended safely is left as it is, with a remark that says where and why.
    """
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.fix is not None:
            by_path[problem.path].append(problem)
    changes: list[FileChange] = []
    remarks: list[str] = []
    count = 0
    for path, found in sorted(by_path.items()):
        raw = after = read(path)
        for problem in sorted(found, key=lambda one: (one.line, one.column), reverse=True):
            try:
                after = _mended(after, problem)
                count += 1
            except Refused as fault:
                remarks.append(fault.message)
        if after != raw:
            _check_not_worse(raw, after, path, kind_of(path))
            changes.append(FileChange(path, raw, after))
    summary = f"Fix {count} problem{'' if count == 1 else 's'}"
    return ChangeSet(tuple(changes), summary, tuple(dict.fromkeys(remarks)))


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
        elif isinstance(node, Sequence):
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
