"""Whether what is written of a place means a town: `Foz, 4150 Porto` is in Porto, `New Lisbon, Ohio` not in Lisbon."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..text.folding import fold

_PARTS = re.compile(r"[,;/()|·&]| - | and | or ")
# Words beside the name of a town that leave it the same town.
_BEFORE = re.compile(r"^(?:(?:in|at|near|nr|around|outside|central|downtown|greater|inner|metropolitan|the|old) )+")
_AFTER = re.compile(r"(?: (?:area|region|city|centre|center|metro|district|old town|county))+$")
_CODE = re.compile(r"\S*\d\S*")  # a house number, a postal code
# What goes on with one of these is the same town by its whole name: Póvoa de Varzim, Frankfurt am Main.
_WHOLE_NAME = re.compile(r" (?:de|do|da|dos|das|del|de la|am|an der|im|upon|on|sur|sous|la|le|ob der) ")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def lies_in(place: str) -> Callable[[str], bool]:
    """The test of what is written on a card, an event or a talk: one of its parts, between commas, is the place.

    House numbers and postal codes do not matter, nor do accents and case. Of a place with commas all parts have to be
    there, or the town alone. With a `*` at its end it is the start of a part.
    """
    wanted = [_bare(part) for part in _PARTS.split(fold(place)) if _bare(part)]

    def test(written: str) -> bool:
        parts = [_bare(part) for part in _PARTS.split(fold(written)) if _bare(part)]
        asked = wanted[:1] if len(parts) == 1 else wanted
        return bool(asked) and all(any(_fits(part, one) for part in parts) for one in asked)

    return test


def _bare(part: str) -> str:
    words = " ".join(_CODE.sub(" ", part).split()).strip(" .:-")
    return _AFTER.sub("", _BEFORE.sub("", words)) or words


def _fits(part: str, place: str) -> bool:
    if place.endswith("*"):
        return part.startswith(place.removesuffix("*"))
    if part == place or (_SPACELESS.match(place) and place in part):
        return True
    return part.startswith(place) and _WHOLE_NAME.match(part, len(place)) is not None
