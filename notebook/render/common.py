"""Common ground as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..practice.common_ground import Ground
from ..snapshot import Snapshot
from .rows import name_of
from .tables import Span, table
from .terminal import clean, paint, steady, width_of, wrap

COMMON_KEYS = frozenset(("kind", "id", "text", "count", "people", "lines", "path", "line"))
_ALONE = {2: "only these two", 3: "only these three"}
_DEEPER = "    "
_NAMED = 2  # people; of more, the others are a number


def common_head(people: Sequence[str], count: int, by_rarity: bool, snapshot: Snapshot, width: int) -> list[str]:
    """The first line: who, and how many things they share."""
    said = "in common" if len(people) == 2 else "that at least two of them share"
    order = ", the rarest first" if count > 1 and by_rarity else ""
    return [steady(line) for line in wrap(clean(f"{together(snapshot, people)}: {count} {said}{order}"), width)]


def common_lines(grounds: Sequence[Ground], people: Sequence[str], snapshot: Snapshot, width: int) -> list[str]:
    """What people share, one thing a row, and under it the lines of the notes that say so, one for each of them."""
    rows: list[list[Span]] = []
    for ground in grounds:
        sharing = [who for who, _ in ground.lines]
        who = _few(snapshot, sharing) if len(people) > 2 else ""
        rows.append([Span(ground.text, "bold"), Span(ground.kind, "dim"), Span(who), Span(_count_words(ground), "dim")])
    heads = [[head] for head in table(rows, width, gives=0)]
    if len(heads) != len(rows):  # too narrow for columns
        heads = [_stacked(row, width) for row in rows]
    lines: list[str] = []
    for head, ground in zip(heads, grounds, strict=True):
        lines += head
        places = [f"{person_word(snapshot, who)} {line.path}:{line.line}" for who, line in ground.lines]
        lines += [_DEEPER + paint(steady(part), "dim") for part in _on_lines(map(clean, places), width - len(_DEEPER))]
    return lines


def common_shape(ground: Ground) -> dict[str, Any]:
    """The JSON object of something shared."""
    return {
        "kind": ground.kind,
        "id": ground.id,
        "text": ground.text,
        "count": ground.count,
        "people": [who for who, _ in ground.lines],
        "lines": [{"id": who, "text": line.text, "path": line.path, "line": line.line} for who, line in ground.lines],
        "path": ground.lines[0][1].path,
        "line": ground.lines[0][1].line,
    }


def together(snapshot: Snapshot, people: Sequence[str]) -> str:
    """`You and Ada Lovelace`; of more than three, how many."""
    if len(people) > 3:
        return f"{len(people)} people"
    words = [person_word(snapshot, who) for who in people]
    said = " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
    return said[:1].upper() + said[1:]


def person_word(snapshot: Snapshot, who: str) -> str:
    """The person's name, or `you`."""
    return "you" if snapshot.owner and who == snapshot.owner.id else name_of(snapshot, who)


def _stacked(row: Sequence[Span], width: int) -> list[str]:
    """The first part of a row, and the others on a line of their own."""
    first = [paint(steady(line), row[0].style) for line in wrap(clean(row[0].text), width - 2)]
    rest = wrap(clean("  ".join(span.text for span in row[1:] if span.text)), width - len(_DEEPER))
    return [*("  " + line for line in first), *(_DEEPER + paint(steady(line), "dim") for line in rest)]


def _few(snapshot: Snapshot, people: Sequence[str]) -> str:
    """The first two, and how many more there are."""
    more = f" +{len(people) - _NAMED}" if len(people) > _NAMED else ""
    return ", ".join(person_word(snapshot, who) for who in people[:_NAMED]) + more


def _on_lines(parts: Iterable[str], room: int) -> list[str]:
    """The parts with a dot between them where they fit on one line, else each on its own."""
    parts = list(parts)
    joined = " · ".join(parts)
    if width_of(joined) <= room:
        return [joined]
    return [line for part in parts for line in wrap(part, max(20, room))]


def _count_words(ground: Ground) -> str:
    """How many people of the vault have it, where all talks were counted."""
    if ground.kind == "topic":
        return "talked about"
    if ground.count == len(ground.lines):
        return _ALONE.get(ground.count, f"only these {ground.count}")
    return f"{ground.count} people"
