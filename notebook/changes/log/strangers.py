"""Names that stand beside those who took part and are nobody's: what was left out is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...snapshot import Snapshot
from ...text.folding import fold
from ..prose import Stretch, Understood
from ..prose.words import CHANNEL_NOUNS
from .which_one import NAME, like, may_be_new

_AND = r"(?:,? (?:and|&|plus) )"
_FULL = rf"(?P<name>{NAME}(?: [^\W\d_a-z]\b\.?)?)"
_KIN = (
    "husband|wife|partner|son|daughter|brother|sister|mother|father|mum|mom|dad|friend|colleague|cousin|boss|aunt|uncle"
    "|girlfriend|boyfriend|fiancée?|neighbou?r|flatmate"
)
_AFTER = (
    re.compile(rf"{_AND}{_FULL}"),
    re.compile(rf", {_FULL}(?={_AND})"),
    re.compile(rf"{_AND}(?:her|his|their|my) (?:{_KIN}) {_FULL}"),
    # In lower case only where the list of people ends with it.
    re.compile(
        rf"{_AND}(?P<name>[^\W\d_]{{3,}})(?=\s*(?:[,.;:!?]|$)|\s+(?:yesterday|today|at|in|on|about|last|this)\b)"
    ),
)
_BEFORE = (
    re.compile(rf"\bwith {_FULL}(?:{_AND}|, )$"),
    re.compile(rf"(?:^|[.!?] )\s*{_FULL}{_AND}$"),
)
_CALLED = re.compile(rf"\b(?:somebody|someone|an? (?:man|woman|guy|girl|friend|colleague)) (?:called|named) {_FULL}")
_OTHER_NAME = re.compile(r" (?P<initial>[^\W\d_a-z])(?:\.|\b)(?!['’\w])(?= *(?:[,;:!?]|$| [a-z]))")
# What may follow `and` in lower case and is no name.
_NO_NAME = frozenset(
    """all back beer biscuits book books both bread breakfast brunch cake came cats cheese coffee company cookies crew
    daughter dessert dinner dog drinks everybody everyone family father folks food friend friends gave gossip got had
    half her him his home husband ice kids later left lots lunch made met mine more mother much music myself one other
    others our paid pastries pizza popcorn said sandwiches saw sent soon soup spoke sushi talk tea team that the their
    them then there they this two us walk walked was went were wife wine work you a an i we she he it who also again
    back bike bus by car cards chess chat dance dancing exercise film fish fun games go hike how if just karaoke kind
    movie my new no not now off out over paint poker read run sauna sing sleep so some son swim tennis theatre three
    through time today tomorrow tonight train up very visit well what when where while why yoga yesterday""".split()
)
_NO_ENDING = ("ed", "ing", "ly", "tion", "ment", "ness", "self", "ies")


def strangers(line: str, understood: Understood, snapshot: Snapshot) -> list[str]:
    """A sentence for each name that stands beside those who took part and is nobody's: `with Ada and Grcae`."""
    taken = [(one.start, one.end) for one in understood.stretches]
    spans = sorted(set(_spans(line, understood)))
    names = [line[start:end] for start, end in spans if not any(start < right and left < end for left, right in taken)]
    sentences = _other_initials(line, understood.stretches, snapshot)
    for name in dict.fromkeys(names):
        shown = name if name[0].isupper() else name.capitalize()
        if _is_name(name) and may_be_new(shown, "", snapshot):
            close = like(name, snapshot)
            meant = f" Did you mean {close}?" if close else ""
            sentences.append(f"{name} is no contact of yours and was left out.{meant} For somebody new: +{shown}.")
    return sentences


def _spans(line: str, understood: Understood) -> Iterator[tuple[int, int]]:
    """Where names stand that could be of somebody who took part."""
    for one in understood.stretches:
        if one.role in ("with", "new"):
            after = (pattern.match(line, one.end) for pattern in _AFTER)
            before = (pattern.search(line, 0, one.start) for pattern in _BEFORE)
            yield from (match.span("name") for match in (*after, *before) if match)
    yield from (match.span("name") for match in _CALLED.finditer(line))


def _is_name(name: str) -> bool:
    """False for what is no name though it stands where one may stand."""
    word = fold(name)
    if word in CHANNEL_NOUNS or word in _NO_NAME:
        return False
    return name[0].isupper() or not word.endswith(_NO_ENDING)


def _other_initials(line: str, stretches: tuple[Stretch, ...], snapshot: Snapshot) -> list[str]:
    """A sentence for each known name with an initial after it that is not theirs: `Ivone B` for Ivone Marçalo."""
    sentences = []
    for one in stretches:
        found = _OTHER_NAME.match(line, one.end)
        contact = snapshot.by_id.get(one.meaning)
        if one.role == "with" and found and contact:
            name = f"{line[one.start : one.end]} {found['initial']}"
            if not any(word.startswith(fold(found["initial"])) for word in fold(contact.name).split()[1:]):
                sentences.append(f'"{name}" was taken for {contact.name}. For somebody new: +{name}.')
    return sentences
