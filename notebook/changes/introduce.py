"""The lines of an introduction, written on a card: whom to ask, whom to introduce and why, what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..errors import Refused
from ..practice.introducing.introductions import Introduction
from ..records import AnyRecord, Contact, Task
from ..schema.read import read_file
from ..snapshot import Snapshot
from ..text.blocks import read_blocks
from ..text.body import plain_text, read_body
from ..text.edits import replace_spans
from ..text.typed import typed_command
from .change_set import ChangeSet, FileChange
from .rename.sheet import Sheet, newline_of, sheet_for

_HEADING = "introductions"
_UNLINKED = re.compile(r"[|#^\[\]\x00-\x1f\x7f-\x9f]")
_SUBJECTS = ("she", "he", "they")


def note_introduction(
    card: Contact, other: Contact, found: Introduction, *, read: Callable[[str], bytes], snapshot: Snapshot
) -> ChangeSet:
    """The card with the lines of this introduction at its end, or under its heading `Introductions`.

    Of two who were introduced, it is the line that asks what came of it. Raises Refused where such lines are there
    already, where the introduction was declined, and where the card cannot be edited safely.
    """
    _refuse_written(found)
    _refuse_names(card, other)
    sheet = sheet_for(card, read)
    for one, now in ((card, sheet), (other, sheet_for(other, read))):  # the lines may have come to either meanwhile
        if now.record.tasks != one.tasks:
            raise Refused(f"{one.path} has changed meanwhile. Nothing was written.", "Run the command again.")
    reasons = ", ".join(" ".join(line.text.split()) for line in found.why)
    for why in dict.fromkeys((reasons, "")):  # the user's words may be read as a date or a link
        lines = lines_for(card, other, found, why)
        after = _with_lines(sheet, lines)
        if _says(sheet, after, lines, {card.id, other.id}, snapshot):
            summary = f"Note the introduction of {card.name} and {other.name}"
            return ChangeSet((FileChange(card.path, sheet.raw, after),), summary)
    raise Refused(
        f"{card.path}: the lines would be read otherwise below the text there. Nothing was written.",
        "A block of code or a comment <!-- without an end does that: " + typed_command("edit", card.id),
    )


def _refuse_names(card: Contact, other: Contact) -> None:
    """Raises Refused where a link cannot name one of the two."""
    for one in (card, other):
        if _UNLINKED.search(one.id):
            raise Refused(
                f"{one.path}: no [[link]] can name a file called so. Nothing was written.",
                f"{typed_command('rename', one.id)} NEW-NAME gives it another name.",
            )


def lines_for(card: Contact, other: Contact, found: Introduction, why: str) -> list[str]:
    """The lines that are written, in Markdown."""
    pair = f"[[{card.id}]] and [[{other.id}]]"
    if found.state == "introduced":
        return [f"- [?] what came of introducing {pair}"]
    asked = ((card, other), (other, card))
    return [
        *(f"- [ ] ask [[{one.id}]] whether {_subject(one)} would like to meet [[{two.id}]]" for one, two in asked),
        f"- [ ] introduce {pair}" + (f": {why}" if why else ""),
    ]


def _refuse_written(found: Introduction) -> None:
    wanted = [one for one in found.lines if one.step == "outcome"] if found.state == "introduced" else found.lines
    if not wanted:
        return
    what = {"declined": "This introduction was declined", "outcome": "What came of this introduction is noted"}
    said = what.get(found.state, "This introduction is noted already")
    raise Refused(
        f"{said}: {wanted[0].path}:{wanted[0].line}. Nothing was written.",
        f"{typed_command('introduce', found.one, found.other)} shows how far it is.",
    )


def _subject(contact: Contact) -> str:
    """She, he or they, by the contact's pronouns."""
    first = re.split(r"\W", (contact.pronouns or "").strip().casefold(), maxsplit=1)[0]
    return first if first in _SUBJECTS else "they"


def _with_lines(sheet: Sheet, lines: Sequence[str]) -> bytes:
    """The file with the lines below the last one of their section; `Introductions`, else the whole text."""
    body = sheet.document.body
    newline = newline_of(sheet.document)
    last, role = _last_line(body)
    at = _end_of(body, last)
    before = "" if role in ("item", "") else newline
    if at and not body[:at].endswith("\n"):
        before = newline + before
    after = newline if body[at:].strip() and not body[at:].lstrip("\r").startswith("\n") else ""
    text = before + "".join(line + newline for line in lines) + after
    return replace_spans(sheet.raw, sheet.path, [(at, at, text)])


def _last_line(body: str) -> tuple[int, str]:
    """The number of the last line with text in the section, and its role; 0 in an empty text."""
    level, last, role = 0, 0, ""
    lines = {number: (what, content) for number, what, content, _ in read_blocks(body, 1)}
    for number, line in enumerate(body.split("\n"), 1):
        what, content = lines.get(number, ("", ""))
        if what == "heading":
            depth = len(content) - len(content.lstrip("#"))
            if level and depth <= level:
                break
            if not level and plain_text(content.strip("# \t")).casefold() == _HEADING:
                level = depth
        if line.strip():
            last, role = number, what or "code"
    return last, role


def _end_of(body: str, number: int) -> int:
    """Where the line of that number ends, its end of line taken in; 0 for none."""
    at = 0
    for _ in range(number):
        at = body.find("\n", at) + 1 or len(body)
    return at


def _says(sheet: Sheet, after: bytes, lines: Sequence[str], pair: set[str], snapshot: Snapshot) -> bool:
    """True where the file says what it said, and the new lines are read as they are meant."""
    record, _ = read_file(after, sheet.path, sheet.kind)
    if record is None:
        return False
    wanted = [task for line in lines for task in read_body(line, 1).tasks]
    added = [task for task in record.tasks if _words(task) in map(_words, wanted)]
    kept = [_words(task) for task in record.tasks if task not in added]
    before = [_words(task) for task in sheet.record.tasks if _words(task) not in map(_words, wanted)]
    people = [{snapshot.contact_id(one) for one in task.references} for task in added]
    undated = all(task.due is None and task.done is None for task in wanted)
    same = _prose(record) == _prose(sheet.record) and kept == before
    return same and undated and len(added) == len(lines) and all(found == pair for found in people)


def _prose(record: AnyRecord) -> tuple[object, ...]:
    return record.summary and record.summary.text, [quote.text for quote in record.quotes]


def _words(task: Task) -> tuple[object, ...]:
    return task.mark, task.text, task.due, task.done, task.owner and task.owner.text
