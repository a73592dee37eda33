"""The keys that are the user's own, and the comments, of a file that another takes in."""

from __future__ import annotations

from typing import Any

from ...text.comments import comments
from ...text.edits.spelling import flow
from ...text.folding import fold
from ...text.nodes import Mapping, Node, plain_value
from ...text.nodes import Sequence as List
from ..edit.field_places import Place, own_places
from ..edit.file_edit import Target
from ..rename.sheet import Sheet
from .intake import Intake, is_empty


def take_own(intake: Intake, key: str, node: Node) -> None:
    """Takes in a key of the user's own: new, or joined to what stands there, or left."""
    value = plain_value(node)
    there = next(iter(own_places(intake.sheet.root, intake.sheet.kind, key)), None)
    if there is None:
        intake.put(value, key)
    elif is_empty(there):
        intake.put(value, there.key)
    elif isinstance(there.node, Mapping) and isinstance(node, Mapping):
        _take_pairs(intake, there, node)
    elif isinstance(there.node, List):
        known = {fold(flow(plain_value(one))) for one in there.node.nodes}
        for one in node.nodes if isinstance(node, List) else (node,):
            if fold(flow(plain_value(one))) not in known:
                _add(intake, there.key, plain_value(one))
    elif value is not None and plain_value(there.node) != value:
        intake.leave(key, value)


def _add(intake: Intake, key: str, value: Any) -> None:
    target = Target(key, None, None)
    intake.edit(lambda edit: edit.add(target, [value]), key, value)


def _take_pairs(intake: Intake, there: Place, node: Mapping) -> None:
    assert isinstance(there.node, Mapping)
    known = {key.text: plain_value(value) for key, value in there.node.pairs}
    for key, child in node.pairs:
        value = plain_value(child)
        if key.text not in known:
            intake.put(value, there.key, key.text)
        elif known[key.text] != value:
            intake.leave(there.key, {key.text: value})


def take_comments(intake: Intake) -> None:
    """Leaves the comments of the old file as lines of text, each once; the user is told."""
    known = {text for _, text in _comments(intake.sheet)}
    found = [(key, text) for key, text in _comments(intake.old) if text not in known]
    for key, text in found:
        intake.left.append(f"- comment on {key}: {text}" if key else f"- comment: {text}")
    if found:
        count = "A comment" if len(found) == 1 else f"{len(found)} comments"
        stands = "stands" if len(found) == 1 else "stand"
        intake.remarks.append(
            f"{count} among the fields of {intake.old.path} {stands} in the text of {intake.sheet.path} now."
        )


def _comments(sheet: Sheet) -> list[tuple[str, str]]:
    """Each comment among the fields with the key on whose line it stands, if any."""
    found = []
    for comment in comments(sheet.document.front or ""):
        above = [key.text for key, _ in sheet.root.pairs if key.line <= comment.line + sheet.document.front_line]
        found.append((above[-1] if comment.beside and above else "", comment.text))
    return found
