"""The text of one note under that of another: nothing is lost, and every line is read as it was."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import Refused
from ...records import AnyRecord
from ...text.blocks import read_blocks
from ...text.body import read_body
from ...text.edits import replace_spans
from ..rename.sheet import Sheet, newline_of


def with_text(sheet: Sheet, text: str, left: Sequence[str], merged: AnyRecord) -> bytes:
    """The file with the text of another note below its own, after what was `left` of that note's fields.

    Text that stands there already is not put there twice. Raises Refused where it would be read otherwise.
    """
    body = sheet.document.body
    text = _trimmed(text)
    if text and f"\n{text}\n" in f"\n{_trimmed(body)}\n":
        text = ""
    if not text and not left:
        return sheet.raw
    heading, lines = f"## Merged from {merged.id}", "\n".join(left)
    # Without a heading where none is needed: under a heading `Heard`, all that follows would be quotes. The text comes
    # before the lines where it would be read as a part of their list.
    bare = [] if left or merged.kind == "interaction" else [[text]]  # a talk's id is in no alias, so it is said here
    for parts in (*bare, [heading, lines, text], [heading, text, lines]):
        parts = [part for part in parts if part]
        whole = _joined(body, "\n\n".join(parts) + "\n", newline_of(sheet.document))
        if _says(whole) == _together(*map(_says, (body, *parts))):
            return replace_spans(sheet.raw, sheet.path, [(0, len(body), whole)])
    raise Refused(
        f"{sheet.path}: the text of {merged.path} would be read otherwise below the text there. Nothing was written.",
        f"A block of code without an end does that: notebook edit {sheet.record.id}",
    )


def _joined(body: str, added: str, newline: str) -> str:
    """The body as it is, an empty line, and what is added with the file's own line ends."""
    added = added.replace("\n", newline)
    if not body.strip():
        return body + added
    if not body.endswith("\n"):
        body += newline
    return body + ("" if body.endswith(("\n\n", "\n\r\n")) else newline) + added


def _trimmed(text: str) -> str:
    """The text without blank lines around it, with the line ends of this program."""
    lines = _lf(text).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n")


def _says(text: str) -> tuple[list[object], ...]:
    """What each line is read as, and the promises, links and quotes, without their places."""
    lines = [(role, content) for _, role, content, _ in read_blocks(text, 1) if role != "blank"]
    body = read_body(text, 1)
    tasks = [
        (task.mark, task.text, task.due, task.done, task.owner and task.owner.text,
         tuple(one.text for one in task.references))
        for task in body.tasks
    ]  # fmt: skip
    return [*lines], [*tasks], [one.text for one in body.references], [one.text for one in body.quotes]


def _together(*said: tuple[list[object], ...]) -> tuple[list[object], ...]:
    return tuple([one for part in parts for one in part] for parts in zip(*said, strict=True))
