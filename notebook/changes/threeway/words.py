"""What clashes, in a few words: where it is, and what each side says."""

from __future__ import annotations

from ...text.edits.model import Model
from ...text.edits.spelling import flow
from .values import MISSING, Value, canon
from .versions import Apart, Clash


def clash_of(key: str, ours: Value, theirs: Value) -> Clash:
    """The clash of a field, named as exactly as it can be: `links.linkedin`."""
    while isinstance(ours, tuple) and isinstance(theirs, tuple):
        mine, other = dict(ours), dict(theirs)
        unlike = [name for name in mine | other if canon(mine.get(name)) != canon(other.get(name))]
        if len(unlike) != 1:
            break
        key = f"{key}.{unlike[0]}"
        ours, theirs = mine.get(unlike[0], MISSING), other.get(unlike[0], MISSING)
    return Clash(key, _shown(ours), _shown(theirs))


def clash_in_text(part: Apart) -> Clash:
    """The clash of lines, by the first that differ."""
    mine, other = part.ours.strip().split("\n"), part.theirs.strip().split("\n")
    at = next((at for at, both in enumerate(zip(mine, other, strict=False)) if both[0] != both[1]), 0)
    return Clash("text", mine[at].strip(), other[at].strip())


def _shown(value: Value) -> str:
    if value is MISSING or value is None:
        return ""
    return value if isinstance(value, str) else flow(_plain(value))


def _plain(value: Model) -> object:
    if isinstance(value, tuple):
        return {key: _plain(child) for key, child in value}
    return [_plain(child) for child in value] if isinstance(value, list) else value
