"""A Markdown file as text: where its front matter and its body are, and what keeps it from being read at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..records import Problem
from .conflicts import first_marker

SIZE_CAP = 1024 * 1024  # bytes; a note over this is no note, and YAML's cost grows with it

# The fence rule of python-frontmatter's YAML handler, kept equal by a test, but blind to the newlines after a fence.
FENCE = re.compile(r"^-{3,}[^\S\n]*\r?$", re.MULTILINE)
# What git mergetool leaves beside the file it was called for.
_COPY = re.compile(r"_(BACKUP|BASE|LOCAL|REMOTE)_\d+\.md$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Document:
    """One file's text without its BOM; `front` is None where there is no front matter. Lines are 1-based."""

    text: str
    bom: bool
    front: str | None
    front_line: int
    body: str
    body_line: int


def read_document(raw: bytes, path: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in these bytes, or None, with the problems that lie in the text itself."""
    if len(raw) > SIZE_CAP:
        return None, (too_large(path, len(raw)),)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (_not_utf8(raw, fault, path),)
    bom = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    problems = []
    opening, closing = fences(text)
    conflict = first_marker(text, closing.end() if closing else 0)
    if conflict is not None:
        problems.append(_conflict(text, conflict, path))
    control = _CONTROL.search(text)
    if control:
        problems.append(_control(text, control.start(), path))
    if conflict == 0:
        return None, tuple(problems)
    if not opening:
        return Document(text, bom, None, 1, text, 1), tuple(problems)
    if closing is None:
        problems.append(
            Problem("unclosed-fence", "error", path, 1, 1, "The front matter has no closing ---.",
                    "Put a line --- after the last field.")
        )  # fmt: skip
        return None, tuple(problems)
    front = text[opening.end() + 1 : closing.start()]
    if conflict is not None and conflict < closing.start():
        return None, tuple(problems)
    body_start = min(closing.end() + 1, len(text))
    body_line = text.count("\n", 0, body_start) + (1 if closing.end() < len(text) else 2)
    return Document(text, bom, front, 2, text[body_start:], body_line), tuple(problems)


def fences(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The lines around the front matter of a text without its BOM; None for each that is not there."""
    opening = FENCE.match(text)
    return opening, FENCE.search(text, opening.end() + 1) if opening else None


def too_large(path: str, size: int) -> Problem:
    """The problem of a file over `SIZE_CAP` bytes."""
    return Problem(
        "too-large", "error", path, 1, 1, f"The file has {size / 1024 / 1024:.1f} MiB; notes over 1 MiB are not read.",
        "Split it, or move what is not a note out of the vault.",
    )  # fmt: skip


def place(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _not_utf8(raw: bytes, fault: UnicodeDecodeError, path: str) -> Problem:
    line = raw.count(b"\n", 0, fault.start) + 1
    before = raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start]
    wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    return Problem(
        "not-utf8", "error", path, line, len(before.decode("utf-8", "replace")) + 1,
        "The file is UTF-16, not UTF-8." if wide else f"Byte 0x{raw[fault.start]:02x} is not UTF-8.",
        "Save the file as UTF-8 in your editor.",
    )  # fmt: skip


def _conflict(text: str, offset: int, path: str) -> Problem:
    line, column = place(text, offset)
    hint = "Keep the lines you want and delete the markers (<<<<<<<, =======, >>>>>>>)."
    if is_merge_copy(path):
        hint = "git mergetool left this copy of a file. Delete it when the merge is done."
    return Problem("conflict-markers", "error", path, line, column, "A merge left conflict markers here.", hint)


def is_merge_copy(path: str) -> bool:
    """True for the name of a copy that git mergetool makes of a file while it runs: `ada_LOCAL_1234.md`."""
    return bool(_COPY.search(path))


def _control(text: str, offset: int, path: str) -> Problem:
    line, column = place(text, offset)
    return Problem(
        "control-character", "warning", path, line, column,
        f"There is a control character (U+{ord(text[offset]):04X}) here.", "Delete it; most editors can show it.",
    )  # fmt: skip
