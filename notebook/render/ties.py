"""Who knows whom: in words, as JSON and as a graph in Graphviz's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..practice.bridges import Bridge
from ..practice.ties import Ties
from .blocks import lead
from .tables import Span
from .terminal import clean, steady, wrap
from .wrapped import wrapped

_NAMED = 4  # of each side of a bridge
_SIDES = 3  # parts that a bridge connects to the largest one
_GROUP_NAMED = 30
_SHOWN = 20  # groups, and bridges of either sort
_NEEDS = 34  # columns for what is wrapped


def ties_lines(found: Ties, width: int) -> list[str]:
    """The answer in a sentence, the groups, and who ties their parts together."""
    names = {contact.id: contact.name for contact in found.people}
    lines = wrap(answer(found), width)
    groups = [(_people(len(group)), _list(group, names, _GROUP_NAMED)) for group in found.groups]
    lines += _section("Groups", groups[:_SHOWN], width, len(groups))
    if found.alone:
        alone = [(_people(len(found.alone)), _list(found.alone, names, _GROUP_NAMED))]
        lines += _section("No tie to another is noted", alone, width, 1)
    wide = [bridge for bridge in found.bridges if sum(size > 1 for size in bridge.sizes) > 1]
    narrow = [bridge for bridge in found.bridges if bridge not in wide]
    for title, bridges in (("Who alone ties two parts of a group together", wide),
                           ("Who is somebody's only tie to the others", narrow)):  # fmt: skip
        rows = [(Span(names[bridge.id], "bold"), _connects(bridge, names)) for bridge in bridges[:_SHOWN]]
        lines += _section(title, rows, width, len(bridges))
    return lines


def answer(found: Ties) -> str:
    """How many people there are, and how they hang together."""
    tied = len(found.people) - len(found.alone)
    if not tied:
        return f"{_people(len(found.people))}, and no tie between two of them is noted."
    groups = "one group" if len(found.groups) == 1 else f"{len(found.groups):,} groups"
    ties = "1 tie" if len(found.ties) == 1 else f"{len(found.ties):,} ties"
    if not found.alone:
        return f"{_people(tied)} in {groups} with {ties}."
    alone = f"{len(found.alone):,} without a tie to another"
    return f"{_people(len(found.people))}: {tied:,} in {groups} with {ties}, {alone}."


def _section(title: str, rows: Sequence[tuple[str | Span, str]], width: int, there: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield from lead(title, width, "bold")
    yield from wrapped(rows, width, wraps=(1,), needs=_NEEDS)
    if there > len(rows):
        yield from lead(f"  and {there - len(rows):,} more (--format json has all)", width, "dim")


def _connects(bridge: Bridge, names: Mapping[str, str]) -> str:
    """`connects Ada, Bob with Carol and 12 more`: those who are tied to the bridge, and how many are behind them."""
    sides = [
        _list(side, names, _NAMED, size - len(side)) for side, size in zip(bridge.sides, bridge.sizes, strict=True)
    ]
    if len(sides) > _SIDES + 1:
        sides[_SIDES:-1] = [f"{len(sides) - 1 - _SIDES} more parts"]
    return f"connects {sides[0]} with {' and with '.join(sides[1:])}"


def _list(ids: Sequence[str], names: Mapping[str, str], most: int, more: int = 0) -> str:
    more += max(0, len(ids) - most)
    return ", ".join(steady(clean(names[one])) for one in ids[:most]) + (f" and {more:,} more" if more else "")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def ties_shape(found: Ties) -> dict[str, Any]:
    """The JSON object."""
    group = {one: number for number, ids in enumerate(found.groups, 1) for one in ids}
    names = {contact.id: contact.name for contact in found.people}
    return {
        "people": [
            {"id": contact.id, "name": contact.name, "path": contact.path, "group": group.get(contact.id)}
            for contact in found.people
        ],
        "ties": [
            {
                "one": tie.one,
                "other": tie.other,
                "kinds": list(tie.kinds),
                "text": tie.evidence.text,
                "path": tie.evidence.path,
                "line": tie.evidence.line,
            }
            for tie in found.ties
        ],
        "bridges": [
            {
                "id": bridge.id,
                "name": names[bridge.id],
                "between": [list(side) for side in bridge.sides],
                "sizes": list(bridge.sizes),
            }
            for bridge in found.bridges
        ],
    }


def dot(found: Ties) -> Iterator[str]:
    """The graph in Graphviz's language; the ids are the contacts', the labels their names."""
    bridges = {bridge.id for bridge in found.bridges}
    yield "graph ties {"
    yield "  graph [overlap=false, splines=true, outputorder=edgesfirst];"
    yield '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];'
    yield '  edge [color="#4a6f96"];'
    for contact in found.people:
        more = ', color="#c26a1a", penwidth=2' if contact.id in bridges else ""
        yield f"  {_quoted(contact.id)} [label={_quoted(contact.name.replace('&', '&amp;'))}{more}];"
    for tie in found.ties:
        style = ', style="dashed"' if tie.kinds[0] in ("project", "event") else ""
        kinds = _quoted(", ".join(tie.kinds))
        yield f"  {_quoted(tie.one)} -- {_quoted(tie.other)} [tooltip={kinds}{style}];"
    yield "}"


def _quoted(words: str) -> str:
    r"""The words as a quoted string: a backslash starts an escape such as `\N`, and is therefore doubled."""
    harmless = clean(words).encode("utf-8", "replace").decode().replace("\0", "")
    return '"' + harmless.replace("\\", "\\\\").replace('"', '\\"') + '"'
