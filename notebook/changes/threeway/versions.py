"""What a three-way merge takes and gives: three versions, what is agreed on and what is apart, and markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

Half = Literal["ours", "theirs"]
T = TypeVar("T")
_MARK = re.compile(r"^(?:<{7,}|\|{7,}|={7,}|>{7,})(?![^\s])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Versions:
    """The bytes of a file on both sides and where the two came from; `base` is empty where both added the file."""

    base: bytes
    ours: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class Apart:
    """Lines on which a text merge found no agreement."""

    base: str
    ours: str
    theirs: str


Part: TypeAlias = "str | Apart"
# (base, ours, theirs): the text that is agreed on and what is apart, in order. Raises ProgramFailed.
MergeText = Callable[[str, str, str], list[Part]]


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed differently: the field, or `text`, and what each side says there."""

    where: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The bytes of the merged file, with markers where there are clashes."""

    raw: bytes
    clashes: tuple[Clash, ...]


def one_sided(base: T, ours: T, theirs: T) -> T:
    """What the side that changed says; ours where both did."""
    return theirs if ours == base else ours


def half_of(parts: Sequence[Part], half: Half) -> str:
    """The text if everything that is apart is settled as one side has it."""
    return "".join(part if isinstance(part, str) else getattr(part, half) for part in parts)


def flipped(parts: Sequence[Part]) -> list[Part]:
    """Parts that were merged the other way round, as if they had not been."""
    return [part if isinstance(part, str) else Apart(part.base, part.theirs, part.ours) for part in parts]


def with_markers(parts: Sequence[Part], marker_size: int) -> str:
    """The text with markers around what is apart, each on a line of its own; longer where a line looks like one."""
    taken = {len(run[0]) for part in parts for run in _like_markers(part)}
    while marker_size in taken:
        marker_size += 1
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        else:
            texts += [f"{'<' * marker_size} ours\n", _ended(part.ours), "=" * marker_size + "\n",
                      _ended(part.theirs), f"{'>' * marker_size} theirs\n"]  # fmt: skip
    return "".join(texts)


def _like_markers(part: Part) -> list[re.Match[str]]:
    """The lines that could be taken for markers; an underline among what is agreed on could not."""
    texts = [part] if isinstance(part, str) else [part.ours, part.theirs]
    found = [run for text in texts for run in _MARK.finditer(text)]
    return [run for run in found if run[0][0] != "=" or not isinstance(part, str)]


def joined(parts: Sequence[Part]) -> list[Part]:
    """The parts without empty ones, neighbouring texts as one."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part and part != Apart("", "", ""):
            found.append(part)
    return found


def _ended(text: str) -> str:
    return text + "\n" if text and not text.endswith("\n") else text
