"""Who promised, where the name in a promise fits several: somebody who took part is nearer than one who did not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ...snapshot import Snapshot
from ...text.body import read_body
from ...text.folding import fold
from ...text.names import name_words

Ask = Callable[[str, Sequence[str]], str | None]


def _nobody(name: str, candidates: Sequence[str]) -> str | None:
    return None


def settle_owners(text: str, people: Collection[str], snapshot: Snapshot, ask: Ask = _nobody) -> str:
    """The text with an id for each name of who promised that fits several contacts and means one of them.

    It is the only one of them who took part, else the only one whom the text names in full, else the one that `ask`
    gives for the name and their ids. Somebody's whole name or id is nobody else's.
    """
    lines = text.split("\n")
    for task in read_body(text, 1).tasks:
        if task.owner is None:
            continue
        name = task.owner.text
        meant = _meant(name, text, people, snapshot, ask)
        if meant:
            line, start = lines[task.owner.line - 1], task.owner.column - 1
            lines[task.owner.line - 1] = line[:start] + line[start:].replace(name, meant, 1)
    return "\n".join(lines)


def _meant(name: str, text: str, people: Collection[str], snapshot: Snapshot, ask: Ask) -> str | None:
    """The id that takes the place of the name; None where the name stays."""
    exact, parts = snapshot.resolve(name, "contact"), snapshot.by_part(name, "contact")
    if any(name == one.id or fold(name) == fold(one.name) for one in exact) and len(exact) == 1:
        return None
    every = {one.id: one for one in (*exact, *parts)}
    if len(every) < 2:
        return None
    words = f" {' '.join(name_words(text).split())} "
    near = [one for one in every if one in people]
    near = near or [id_ for id_, one in every.items() if f" {' '.join(name_words(one.name).split())} " in words]
    if len(near) == 1:
        return near[0]
    found = exact or parts
    return ask(name, [one.id for one in found]) if len(found) > 1 else None
