"""Who knows whom as a drawing: people as dots with their names, ties as lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from ..practice.ties import Tie, Ties, neighbours_of
from .circles import Layout, Place, circles
from .svg import label, number, page, text
from .terminal import clean, cut, width_of

_LETTER = 7.2  # of a name's width, for one column of a terminal
_LONGEST = 30  # columns of a name
_MARGIN, _LEGEND, _LINE = 24.0, 54.0, 20.0
_LEAST = 420.0
_COLUMN = 240.0  # for the names of those without a tie
_STRAIGHT, _BEND = 0.2, 0.5  # how far the shortest tie is drawn to the middle of its circle, and how much more others
_DOT = 4.5

_STYLE = """\
.tie { fill: none; stroke: #4a6f96; stroke-width: 1.2; opacity: 0.65; }
.tie.talk { stroke: #8a8f98; } .tie.met { stroke-dasharray: 6 3; } .tie.shared { stroke-dasharray: 1.5 3.5; }
.dot { fill: #2f5d8a; } .bridge { fill: #c26a1a; }
"""
_DARK = """\
.tie { stroke: #8db6e0; } .tie.talk { stroke: #8d949e; } .dot { fill: #8db6e0; } .bridge { fill: #eda35a; }
"""
# What a tie looks like, and what that means.
_LOOKS = {"knows": "knows", "introduced": "knows", "met": "met", "talk": "talk", "project": "shared", "event": "shared"}
_MEANINGS = {"knows": "know each other", "met": "met through one of them", "talk": "talked in one company",
             "shared": "project or event shared"}  # fmt: skip


def drawing(found: Ties, described: str, placed: Mapping[str, tuple[float, float]] | None = None) -> str:
    """The drawing; `placed` says where those with a tie stand, where another program has found that out."""
    names = {contact.id: cut(clean(contact.name), _LONGEST) for contact in found.people}
    neighbours = neighbours_of([contact.id for contact in found.people], found.ties)
    if placed is None:
        layout = circles(found.groups, neighbours, lambda one: name_width(names[one]))
    else:
        layout = _given(placed)
    width = max(_LEAST, layout.width)
    alone = [names[one] for one in found.alone]
    legend, head = _legend(found, width)
    foot = head + layout.height
    body = [
        label(_MARGIN, 30, "Who knows whom", "bold"),
        *legend,
        f'<g transform="translate({number((width - layout.width) / 2)} {number(head)})">',
        *_ties(found.ties, names, layout.places, curved=placed is None),
        *_people(found, names, layout.places),
        "</g>",
        *_alone(alone, foot, width),
    ]
    high = foot + (_LINE * (2 + math.ceil(len(alone) / _columns(width))) if alone else 0)
    return page(width, high, "Who knows whom", described, body, _STYLE, _DARK)


def name_width(name: str) -> float:
    """How wide a name is in the drawing, by the columns it has on a terminal."""
    return _LETTER * min(_LONGEST, width_of(clean(name)))


def _given(placed: Mapping[str, tuple[float, float]]) -> Layout:
    """A layout of places that are given, with the names under them."""
    beside = _LETTER * _LONGEST / 2
    width = max((x for x, _ in placed.values()), default=0.0) + 2 * beside
    height = max((y for _, y in placed.values()), default=0.0) + 3 * _MARGIN
    places = {one: Place(x + beside, y + _MARGIN, None, (0.0, 0.0)) for one, (x, y) in placed.items()}
    return Layout(width, height, places)


def _ties(
    found: Sequence[Tie], names: Mapping[str, str], places: Mapping[str, Place], *, curved: bool
) -> Iterator[str]:
    for tie in found:
        one, other = places[tie.one], places[tie.other]
        line = f"M{number(one.x)} {number(one.y)}"
        line += f"Q{_bent(one, other)} " if curved else "L"
        line += f"{number(other.x)} {number(other.y)}"
        # The drawing may be passed on: it says what a tie rests on, and nothing of what stands in the notes. Ties that
        # are private are not among these (`ties(for_others=True)`).
        said = f"{names[tie.one]} – {names[tie.other]}: {', '.join(tie.kinds)}"
        yield f'<path class="tie {_LOOKS[tie.kinds[0]]}" d="{line}"><title>{text(said)}</title></path>'


def _bent(one: Place, other: Place) -> str:
    """The place that a tie is bent towards: nearer to the middle of the circle for those who stand further apart."""
    radius = math.dist((one.x, one.y), one.middle)
    apart = math.dist((one.x, one.y), (other.x, other.y)) / (2 * radius)
    bend = _STRAIGHT + _BEND * apart
    x = (one.x + other.x) / 2 * (1 - bend) + one.middle[0] * bend
    y = (one.y + other.y) / 2 * (1 - bend) + one.middle[1] * bend
    return f"{number(x)} {number(y)}"


def _people(found: Ties, names: Mapping[str, str], places: Mapping[str, Place]) -> Iterator[str]:
    bridges = {bridge.id for bridge in found.bridges}
    for contact in found.people:
        place = places.get(contact.id)
        if place is None:
            continue
        style = "bridge" if contact.id in bridges else "dot"
        x, y = number(place.x), number(place.y)
        title = f"<title>{text(contact.name)}</title>"
        yield f'<circle class="{style}" cx="{x}" cy="{y}" r="{number(_DOT)}">{title}</circle>'
        yield _name(names[contact.id], place)


def _name(name: str, place: Place) -> str:
    """The name under its dot, or beside it, turned away from the middle and never upside down."""
    if place.angle is None:
        return label(place.x, place.y + 18, name, text_anchor="middle")
    turned = math.degrees(place.angle)
    flipped = 90 < turned < 270
    turn = turned - 180 if flipped else turned
    x = -2 * _DOT if flipped else 2 * _DOT
    where = f"translate({number(place.x)} {number(place.y)}) rotate({number(turn)})"
    return label(x, 4, name, transform=where, text_anchor="end" if flipped else "start")


def _legend(found: Ties, width: float) -> tuple[list[str], float]:
    """What the lines and the dots stand for, in as many rows as are needed; and where the last of them stands."""
    looks = {_LOOKS[tie.kinds[0]] for tie in found.ties}
    signs = [(look, meaning) for look, meaning in _MEANINGS.items() if look in looks]
    signs += [("", "alone ties two parts together")] if found.bridges else []
    body, x, y = [], _MARGIN, _LEGEND
    for look, meaning in signs:
        wide = 58 + _LETTER * len(meaning)
        if x > _MARGIN and x + wide > width:
            x, y = _MARGIN, y + _LINE
        if look:
            body.append(f'<path class="tie {look}" d="M{number(x)} {number(y - 4)}h26"/>')
        else:
            body.append(f'<circle class="bridge" cx="{number(x + 13)}" cy="{number(y - 4)}" r="{number(_DOT)}"/>')
        body.append(label(x + 34, y, meaning, "faint"))
        x += wide
    return body, y


def _columns(width: float) -> int:
    return max(1, int((width - 2 * _MARGIN) // _COLUMN))


def _alone(names: Sequence[str], y: float, width: float) -> Iterator[str]:
    """The names of those without a tie, in columns under the rest."""
    if names:
        yield label(_MARGIN, y + 4, "No tie to another is noted for", "faint")
    for at, name in enumerate(names):
        column, row = at % _columns(width), at // _columns(width)
        yield label(_MARGIN + column * _COLUMN, y + 4 + _LINE * (1 + row), name)
