"""How the lines of three versions end: merged as one kind, and written as the side has it that changed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .versions import one_sided

Style = Literal["\n", "\r\n"]


@dataclass(frozen=True, slots=True)
class LineEnds:
    """How lines end in the merged file; None where a version mixes both kinds, and all stay as they are."""

    style: Style | None

    @classmethod
    def of(cls, base: bytes, ours: bytes, theirs: bytes) -> LineEnds:
        """The line ends for the merge of three versions; those that have no line agree with the others."""
        styles = [_style_of(raw) for raw in (base, ours, theirs)]
        if "mixed" in styles:
            return cls(None)
        known, mine, other = (style or "" for style in styles)
        mine, other = mine or other, other or mine
        settled = one_sided(known or "\n", mine, other) if mine != other else mine
        return cls("\r\n" if settled == "\r\n" else "\n")

    def unified(self, raw: bytes) -> bytes:
        """The version as it is merged."""
        return raw.replace(b"\r\n", b"\n") if self.style else raw

    def restored(self, text: str) -> str:
        """The merged text as it is written."""
        return text.replace("\n", "\r\n") if self.style == "\r\n" else text


def _style_of(raw: bytes) -> Literal["\n", "\r\n", "mixed"] | None:
    lines, returns = raw.count(b"\n"), raw.count(b"\r\n")
    if not lines:
        return None
    if returns in (0, lines):
        return "\r\n" if returns else "\n"
    return "mixed"
