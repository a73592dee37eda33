"""The rhythm as a drawing: a column a week, month or year, stacked by how the talks were held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .plots import top_of
from .svg import label, number, page, text

_COLORS = ("#2f7d4f", "#d08a1d", "#5b7bb4", "#9a9a9a")
_DARK_COLORS = ("#58b17d", "#e0a94a", "#86a5dc", "#8a8a8a")
_HEIGHT = 240.0  # of the columns
_LEFT, _TOP, _UNDER, _RIGHT = 52.0, 56.0, 78.0, 20.0
_NARROWEST, _WIDEST = 12.0, 56.0  # for one column, the gap included
_LEAST = 640.0

Column = tuple[str, Sequence[int]]  # what it says when it is pointed at, and the counts by group


def chart(
    title: str, described: str, columns: Sequence[Column], labels: Sequence[tuple[str, str]], groups: Sequence[str]
) -> str:
    """The columns over an axis with its counts, two lines of labels under it, and what the colours stand for."""
    top = top_of(max((sum(stack) for _, stack in columns), default=0))
    pitch = min(_WIDEST, max(_NARROWEST, (_LEAST - _LEFT - _RIGHT) / max(1, len(columns))))
    width = max(_LEAST, _LEFT + pitch * len(columns) + _RIGHT)
    totals = [sum(stack[at] for _, stack in columns) for at in range(len(groups))]
    body = [
        label(16, 26, title, "bold"),
        *_axis(top, width),
        *_columns(columns, top, pitch),
        *_labels(labels, pitch),
        *_legend([(at, group) for at, group in enumerate(groups) if totals[at]]),
    ]
    return page(width, _TOP + _HEIGHT + _UNDER, title, described, body, _colors(_COLORS), _colors(_DARK_COLORS))


def _colors(colors: Sequence[str]) -> str:
    return " ".join(f".g{at} {{ fill: {color}; }}" for at, color in enumerate(colors)) + "\n"


def _axis(top: int, width: float) -> Iterator[str]:
    for count in (0, top // 2, top):
        y = _TOP + _HEIGHT * (1 - count / top)
        yield f'<path class="line" d="M{number(_LEFT)} {number(y)}H{number(width - _RIGHT)}" opacity="0.6"/>'
        yield label(_LEFT - 8, y + 4, str(count), "faint", text_anchor="end")


def _columns(columns: Sequence[Column], top: int, pitch: float) -> Iterator[str]:
    for at, (said, stack) in enumerate(columns):
        if not sum(stack):
            continue
        x, y = _LEFT + at * pitch + pitch * 0.1, _TOP + _HEIGHT
        yield f"<g><title>{text(said)}</title>"
        for group, count in enumerate(stack):
            high = _HEIGHT * count / top
            y -= high
            if count:
                yield (
                    f'<rect class="g{group}" x="{number(x)}" y="{number(y)}" width="{number(pitch * 0.8)}" '
                    f'height="{number(high)}"/>'
                )
        yield "</g>"


def _labels(labels: Sequence[tuple[str, str]], pitch: float) -> Iterator[str]:
    for row in (0, 1):
        end = -1.0
        for at, words in enumerate(labels):
            x = _LEFT + at * pitch
            if words[row] and x > end:
                yield label(x + pitch * 0.1, _TOP + _HEIGHT + 18 + 17 * row, words[row], "faint")
                end = x + 8 * len(words[row])


def _legend(groups: Sequence[tuple[int, str]]) -> Iterator[str]:
    x, y = _LEFT, _TOP + _HEIGHT + 60
    for at, group in groups:
        yield f'<rect class="g{at}" x="{number(x)}" y="{number(y - 10)}" width="12" height="12"/>'
        yield label(x + 18, y, group)
        x += 40 + 8 * len(group)
