"""Every place that means a record, found and written anew when the record comes to be meant by other names."""

from __future__ import annotations

from ...records import AnyRecord
from ...schema.referring import LINK, PROMISE, Mention, mentions
from ...snapshot import Snapshot
from ...text.body import reference_name
from ...text.edits import replace_spans, set_scalar_at
from ...text.folding import fold
from ...text.links import links_in, links_in_body
from .move import Move
from .sheet import Sheet, scalars

Found = dict[str, tuple[AnyRecord, list[Mention]]]


def naming(snapshot: Snapshot, names: frozenset[str]) -> Found:
    """The records that say one of these folded names where they name other records, by path, with those places."""
    found: Found = {}
    known: dict[str, bool] = {}
    for record in snapshot.records:
        for mention in mentions(record):
            text = mention.reference.text
            said = known.get(text)
            if said is None:
                said = known[text] = fold(reference_name(text.strip().removeprefix("@"))) in names
            if said:
                found.setdefault(record.path, (record, []))[1].append(mention)
    return found


def rewritten(sheet: Sheet, move: Move) -> bytes:
    """The file with every reference that meant the old record written so that it means the new one.

    Raises Refused for a place that cannot be edited.
    """
    raw = sheet.raw
    spans = _body_spans(sheet, move)
    if spans:
        raw = replace_spans(raw, sheet.path, spans)
    # From the last place to the first: what is written on a line moves what stands behind it.
    for (line, column), text in sorted(_field_texts(sheet, move).items(), reverse=True):
        raw = set_scalar_at(raw, sheet.path, line, column, text)
    return raw


def text_of(sheet: Sheet, move: Move) -> str:
    """The text below the fields, with its references to the old record as references to the new."""
    body = sheet.document.body
    for start, end, text in reversed(_body_spans(sheet, move)):
        body = body[:start] + text + body[end:]
    return body


def with_links(line: str, move: Move) -> str:
    """A line of text with its links to the old record as links to the new."""
    for link in reversed(list(links_in(line))):
        if move.is_old(link.name, ()):
            target = move.target(line[link.target_start : link.target_end], ())
            line = line[: link.target_start] + target + line[link.target_end :]
    return line


def _field_texts(sheet: Sheet, move: Move) -> dict[tuple[int, int], str]:
    """The new text of each front matter value and key that has to change, by its place in the file."""
    texts = {(scalar.line, scalar.column): scalar.text for scalar in scalars(sheet.root)}
    new = {}
    for reference, where, kinds in mentions(sheet.record):
        place = (reference.line, reference.column)
        if where not in (PROMISE, LINK) and move.is_old(reference.text, kinds):
            new[place] = move.in_field(texts[place], kinds)
    return {place: text for place, text in new.items() if text != texts[place]}


def _body_spans(sheet: Sheet, move: Move) -> list[tuple[int, int, str]]:
    """The parts of the body that have to change, with what comes in their place."""
    body = sheet.document.body
    new: dict[tuple[int, int], str] = {}
    for link in links_in_body(body):
        if move.is_old(link.name, ()):
            target = body[link.target_start : link.target_end]
            new[link.target_start, link.target_end] = move.target(target, ())
    starts = _line_starts(sheet)
    for task in sheet.record.tasks:
        if task.owner and move.is_old(task.owner.text, ("contact",)):
            start = body.index(task.owner.text, starts[task.owner.line] + task.owner.column - 1)
            place = (start, start + len(task.owner.text))
            if body[start - 1] == "@":
                new[place] = move.owner(task.owner.text)
            else:  # `@[[id]]:` is a link as well, and may mean more as one
                new.setdefault(place, move.new.id)
    return [(start, end, text) for (start, end), text in sorted(new.items()) if body[start:end] != text]


def _line_starts(sheet: Sheet) -> dict[int, int]:
    """The offset of each line of the body, by its number in the file."""
    starts = {}
    at = 0
    for number, line in enumerate(sheet.document.body.split("\n"), sheet.document.body_line):
        starts[number] = at
        at += len(line) + 1
    return starts
