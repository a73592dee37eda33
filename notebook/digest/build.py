"""A digest from the snapshot: the sections that are wanted, in their order, each as long as it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..practice.history.field_changes import Told
from ..snapshot import Snapshot
from .context import Context, DigestSpec
from .model import Digest, DueLine, Line, PlainLine, Section, UpcomingLine
from .sections import BUILDERS
from .sections.queries import query_section

# What these say is not said again further down, wherever they stand.
_TELLING = ("first", "due", "care")
_ONCE = ("promise", "new-job", "thread")  # days stay in the list of what is ahead, too
Place = tuple[str, int]


def build_digest(
    snapshot: Snapshot, spec: DigestSpec, *, commit: str | None = None, changes: Iterable[Told] = ()
) -> Digest:
    """The digest: every section that is wanted and has lines; `changes` are those git has, latest first."""
    context = Context(snapshot, spec, tuple(changes))
    built: dict[str, Section] = {}
    told: set[Place] = set()
    for key in sorted(context.keys, key=lambda key: _TELLING.index(key) if key in _TELLING else len(_TELLING)):
        built[key] = _section(context, key, told)
        told.update(place for line in built[key].lines for place in _places(line))
    sections = (replace(one, lines=_placed(snapshot, one.lines)) for key in context.keys if (one := built[key]).lines)
    return Digest(spec.period, tuple(sections), commit)


def _placed(snapshot: Snapshot, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those on birthdays with where they stand, which is looked up for what is on the page alone."""
    return tuple(_birthday(snapshot, line) if getattr(line, "kind", "") == "birthday" else line for line in lines)


def _birthday(snapshot: Snapshot, line: Line) -> Line:
    assert isinstance(line, (PlainLine, UpcomingLine))  # no other has this kind
    contact = snapshot.by_id[line.id if isinstance(line, UpcomingLine) else line.who[0].id]
    return replace(line, line=snapshot.line_of(contact, "birthday")) if contact.path == line.path else line


def _section(context: Context, key: str, told: set[Place]) -> Section:
    """The section without what is said on the page already, and no longer than it may be."""
    choice = context.spec.choice
    if key.startswith("@"):  # that what it finds stands elsewhere, too, is no reason to leave it out
        found = query_section(context, key)
        lines = found.lines
    else:
        found = BUILDERS[key](context)
        untold = (_untold(line, told) for line in found.lines)
        lines = tuple(line for line in untold if line is not None)
    limit = choice.limit(key)
    title = choice.titles.get(key) or found.title or choice.title(key)
    shown = _shown(lines, limit, found.crowd)
    return Section(key, title, shown, found.more + len(lines) - len(shown), found.command)


def _shown(lines: Sequence[Line], limit: int, crowd: str) -> tuple[Line, ...]:
    """As many of the lines as may be shown, in their order; those of the kind `crowd` leave half the room to others."""
    crowded = [bool(crowd) and getattr(line, "kind", "") == crowd for line in lines]
    room = limit - min(crowded.count(False), limit // 2)
    shown: list[Line] = []
    for line, one_of_many in zip(lines, crowded, strict=True):
        if len(shown) < limit and (room or not one_of_many):
            shown.append(line)
            room -= one_of_many
    return tuple(shown)


def _untold(line: Line, told: set[Place]) -> Line | None:
    if isinstance(line, DueLine):
        return replace(line, reasons=tuple(note for note in line.reasons if (note.path, note.line) not in told))
    return None if any(place in told for place in _places(line)) else line


def _places(line: Line) -> Iterator[Place]:
    """Where in the notes that stands which the line says."""
    if isinstance(line, DueLine):
        for note in (*line.reasons, *([line.ask] if line.ask else [])):
            if note.kind in _ONCE:
                yield note.path, note.line
    path, number = getattr(line, "path", None), getattr(line, "line", None)
    if path and number:
        yield path, number
