"""Drawings as SVG: one file, without scripts or anything from elsewhere, light or dark as the reader's screen is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from .terminal import clean

# What XML 1.0 cannot hold, and what clean leaves of it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TINY = 0.05  # what is rounded to nothing, and would be written as -0

_STYLE = """\
svg { background: #fff; font: 13px system-ui, "Noto Sans", sans-serif; }
text { fill: #222; } .faint { fill: #666; } .bold { font-weight: bold; }
.line { stroke: #999; fill: none; }
"""
_DARK = """\
svg { background: #17181b; }
text { fill: #e8e8e8; } .faint { fill: #a3a3a3; }
.line { stroke: #777; }
"""


def page(width: float, height: float, title: str, described: str, body: Iterable[str], style: str, dark: str) -> str:
    """The drawing with its title, its description for those who cannot see it, and the styles of both screens."""
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title described">',
            f'<title id="title">{text(title)}</title>',
            f'<desc id="described">{text(described)}</desc>',
            f"<style>\n{_STYLE}{style}@media (prefers-color-scheme: dark) {{\n{_DARK}{dark}}}\n</style>",
            *body,
            "</svg>",
        ]
    )


def text(words: str) -> str:
    """The words as a page of XML holds them, on one line."""
    return escape(_NOT_XML.sub("�", clean(words)))


def label(x: float, y: float, words: str, style: str = "", **attributes: str) -> str:
    """Words at a place; `attributes` are further ones of SVG, `_` for `-`."""
    more = {"class": style, **{key.replace("_", "-"): value for key, value in attributes.items()}}
    shown = "".join(f' {key}="{text(value)}"' for key, value in more.items() if value)
    return f'<text x="{number(x)}" y="{number(y)}"{shown}>{text(words)}</text>'


def number(value: float) -> str:
    """The number with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= _TINY else "0"
