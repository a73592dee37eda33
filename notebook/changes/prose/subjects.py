"""What those do with whom a clause starts, and what I do after a comma: questions of who took part."""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import clause_before, is_aside, is_person, is_possessive, word_at, words_after
from .groups import Group
from .units import Unit
from .words import ABSENT, AND, APPROACHES, CHANNEL_NOUNS, COMES, DEEDS, NOT_THERE, SAYING, THIRD

_WENT = frozenset("went did had swam sang flew drove rode read played".split())
_AT_HOME = frozenset("home away behind in at".split())
_APPEARING = frozenset("come make join attend be show get turn appear go do answer stay there".split())


def is_new_deed(units: Sequence[Unit], place: int) -> bool:
    """True for the `with` of `Ada is unwell, watched the match with Tom`: a comma, and then what I did.

    What is said after `Ada says` or `Ada thinks` is theirs.
    """
    before = clause_before(units, place)
    marks = [at for at, unit in enumerate(before) if unit.word == "," and not unit.is_word]
    if not marks:
        return False
    then = [unit for unit in before[marks[-1] + 1 :] if not is_aside(unit)]
    if any(unit.person or unit.word in THIRD - {"it"} for unit in then):
        return False
    return not then or then[0].word in CHANNEL_NOUNS | DEEDS | _WENT or then[0].word.endswith("ed")


def is_contrast(units: Sequence[Unit], first: int) -> bool:
    """True for Ada in `not Tom but Ada` and `without Tom, only Ada`."""
    if word_at(units, first - 1) not in ("but", "only", "just"):
        return False
    at = first - 2 - (word_at(units, first - 2) == ",")
    while at > 0 and (units[at].person or units[at].word in AND):
        at -= 1
    return is_person(units, at + 1) and (word_at(units, at) in NOT_THERE or word_at(units, at - 1) in NOT_THERE)


def is_for_a_meal(units: Sequence[Unit], group: Group) -> bool:
    """True for those with whom the line starts in `Ada and Tom for dinner`."""
    start, then = group.first == 0, words_after(units, group.last)
    return start and then[:1] == ["for"] and then[1:2] != [] and then[1] in CHANNEL_NOUNS


def since_comma(units: Sequence[Unit], place: int) -> list[Unit]:
    """The units of the clause before a place; none where a comma after what another says stands right before it."""
    before = clause_before(units, place)
    if len(before) > 1 and before[-1].word == "," and before[-2].word not in SAYING | THIRD:
        return []  # `Ada says hi, Tom told me`
    return before


def is_absent(verb: str, after: str, then: Sequence[str]) -> bool:
    if verb in ABSENT:
        return not then[1:2] or then[1] in _APPEARING or not then[1].isalpha()
    if verb == "stayed" and then[1:2] and then[1] in _AT_HOME:
        return True
    if after == "never":
        return verb in COMES | APPROACHES
    return verb in ("could", "did", "was", "is", "were", "would") and then[1:2] == ["not"]


def is_quoted(units: Sequence[Unit], group: Group) -> bool:
    """True for Tom in `Ada retired, says Tom`."""
    said = word_at(units, group.first - 1) in SAYING and word_at(units, group.first - 2) == ","
    return said and not is_possessive(units, group.last)
