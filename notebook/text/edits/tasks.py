"""Closing a task: its mark, and the day it was done."""

from __future__ import annotations

import re
from datetime import date

from ..blocks import read_blocks
from ..body import Body, read_body
from ..document import Document
from .page import opened, refusal
from .spans import with_body

_OPEN = re.compile(r"\[[ ?]\]\s")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+")


def close_task(raw: bytes, path: str, line: int, mark: str, done: date | None) -> bytes:
    """The file with another mark in the open task or thread on that line, ` done:` and the day after its words.

    Where a done date stands already, no other is added. Raises Refused.
    """
    document = opened(raw, path)
    before = read_body(document.body, document.body_line)
    task = next((task for task in before.tasks if task.line == line and task.mark in " ?"), None)
    at = _box(document, line)
    if task is None or at is None:
        raise refusal(path, line, "no open task stands here")
    if any(bad.line == line and bad.key == "done" for bad in before.bad_dates):
        raise refusal(path, line, "the done date that stands here cannot be read")
    body = document.body
    newline = body.find("\n", at)
    text = body[at : newline if newline >= 0 else len(body)]
    words = text.rstrip()
    last = words.split()[-1]
    if _BLOCK_ID.fullmatch(last):
        words = words.removesuffix(last).rstrip()
    added = f" done:{done.isoformat()}" if done and task.done is None else ""
    new = body[: at + 1] + mark + body[at + 2 : at + len(words)] + added + body[at + len(words) :]
    after = read_body(new, document.body_line)
    if _told(after, line) != _told(before, line) or not any(
        one.line == line and one.mark == mark and str(one.done or "") == str(task.done or done or "")
        for one in after.tasks
    ):
        raise refusal(path, line, "this cannot be written without changing something else")
    return with_body(document, path, new)


def _box(document: Document, line: int) -> int | None:
    """Where the `[` of a task that can be closed stands in the body."""
    start = 0
    for number, role, content, whole in read_blocks(document.body, document.body_line):
        if number == line:
            if role != "item" or not _OPEN.match(content):
                return None
            for _ in range(number - document.body_line):
                start = document.body.index("\n", start) + 1
            return start + len(whole) - len(content)
    return None


def _told(body: Body, line: int) -> tuple[object, ...]:
    """What the body says, but for the mark and done date of the task on that line."""
    tasks = [
        (task.text.split(), task.line, task.due, task.owner, task.references)
        if task.line == line
        else (task.mark, task.text, task.line, task.due, task.done, task.owner, task.references)
        for task in body.tasks
    ]
    return tasks, body.title, body.summary, body.references, body.quotes, body.bad_dates
