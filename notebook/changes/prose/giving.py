"""What was given and what was got: `gave Ada comments on her draft`, `got an intro from Ada`, `Ada lent me a map`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .grammar import is_mine, is_person, word_at
from .units import Unit
from .words import ADVERBS, AND, CALLS, DEEDS, HIM, JOINING, ME, THIRD

_GIVING = frozenset("gave lent given sent brought".split())
_SENDING = frozenset(("sent", "brought"))  # a thing is sent to somebody; else it is no gift
_GETTING = frozenset("got received".split())
_RECIPIENTS = HIM | {"me", "us", "you"}
_DETERMINERS = frozenset("a an the some two three four five six several many her his their my our".split())
_NO_GIFT = frozenset("up birth way notice rise talk lecture speech home along".split())
_NO_GOODS = CALLS - frozenset("note notes card cards letter letters present gift".split())
_NOT_SENT = CALLS | frozenset("greetings regards thanks wishes congratulations love".split())
_NOT_GOT = frozenset("job promoted".split())
# Words that name no thing, alone or before another word of the kind.
_PRONOUNS = _RECIPIENTS | frozenset(
    "it that this these those one ones something nothing everything anything all both some more any so".split()
)
# After these a new thought starts: `the keys because he is off`.
_ENDING = frozenset("when while before after because since during although though if until once so as whenever".split())
_TRAILING = frozenset("at on in back again too also today already now then there here home".split())
_IN_PASSING = frozenset("return exchange person passing the".split())
_PASSIVE = frozenset("was were been got".split())


@dataclass(frozen=True, slots=True)
class Thing:
    """Something given or received, where the words for it stand, the verb included, and why."""

    role: Literal["gave", "received"]
    start: int
    end: int
    text: str
    why: str


def find_things(line: str, units: Sequence[Unit], busy: Collection[tuple[int, int]]) -> list[Thing]:
    """The things of a line; `busy` are stretches that say when and where, left out of a thing."""
    found: list[Thing] = []
    for place, unit in enumerate(units):
        role = _role(units, place) if unit.word in _GIVING | _GETTING and unit.is_word else None
        parts = _parts(units, place, busy) if role else []
        if role and parts and _is_thing(unit.word, parts):
            text = line[parts[0].start : parts[-1].end]
            found.append(Thing(role, unit.start, parts[-1].end, text, f"after {unit.word}"))
    return found


def _is_thing(verb: str, parts: Sequence[Unit]) -> bool:
    """False for `it`, for what goes somewhere, and for a call or a message, which is the talk itself."""
    words = [part.word for part in parts]
    if (
        all(word in _PRONOUNS for word in words)
        or (words[0] in _PRONOUNS and words[1] == "to")
        or words[0] in ("to", "is", "was", "has", "will", "for")
    ):
        return False
    head = words[1] if words[0] in _DETERMINERS and len(words) > 1 else words[0]
    return head not in _NO_GIFT and head not in (_NOT_SENT if verb in _SENDING else _NO_GOODS)


def _role(units: Sequence[Unit], place: int) -> Literal["gave", "received"] | None:
    """Whether I gave or got; None where somebody else did among themselves, or it is another verb."""
    word, after = units[place].word, word_at(units, place + 1)
    if word in _GETTING:
        return _role_of_getting(units, place)
    if after in _NO_GIFT or _noun_after(units, place) in CALLS:
        return None
    if word == "given" or word_at(units, place - 1) in _PASSIVE:
        return "received" if _is_given_to_me(units, place) else None
    if is_mine(units, place) or (after in HIM and word_at(units, place - 1) == ","):
        return None if word in _SENDING and not _has_recipient(units, place) else "gave"
    if after in ("me", "us"):
        return "received"
    return "received" if word == "sent" and after in ("a", "an") and _is_plain(units, place) else None


def _role_of_getting(units: Sequence[Unit], place: int) -> Literal["gave", "received"] | None:
    after = word_at(units, place + 1)
    if after in ("me", "us") and is_person(units, place - 1):
        return "received"  # `Ada got me a ticket`
    if not is_mine(units, place) or _noun_after(units, place) in CALLS or after in _NOT_GOT:
        return None
    if (
        is_person(units, place + 1)
        and not _is_possessive(units[place + 1])
        and word_at(units, place + 2) in ("a", "an")
    ):
        return "gave"  # `got Ada a ticket`
    if units[place].word == "received":
        return "received"
    if word_at(units, place - 1) in ME and not _comes_from(units, place):
        return None  # `I got a dog`
    return "received" if after in _DETERMINERS or after[:1].isdigit() or _comes_from(units, place) else None


def _is_given_to_me(units: Sequence[Unit], place: int) -> bool:
    """True for `I was given a map` and `given a map by Ada`."""
    at = place - 1
    while word_at(units, at) in _PASSIVE | ADVERBS | {"have", "had", "just"} and units[at].is_word:
        at -= 1
    if at >= 0 and units[at].clause == units[place].clause and not units[at].stops:
        return units[at].word in ME
    clause = [unit for unit in units[place:] if unit.clause == units[place].clause]
    return any(unit.word == "by" and after.person for unit, after in pairwise(clause))


def _has_recipient(units: Sequence[Unit], place: int) -> bool:
    """True for `sent Ada the draft`, `brought her a cake`, `sent the draft to Ada`."""
    if word_at(units, place + 1) in HIM or is_person(units, place + 1):
        return True
    clause = [at for at in range(place, len(units)) if units[at].clause == units[place].clause]
    return any(units[at].word in ("to", "for") and _is_somebody(units, at + 1) for at in clause)


def _is_possessive(unit: Unit) -> bool:
    return unit.person is not None and unit.person.possessive


def _is_plain(units: Sequence[Unit], place: int) -> bool:
    """True for `Ada sent a song` at the start of a line, and to nobody else."""
    rest = [unit.word for unit in units[place:] if unit.clause == units[place].clause]
    return units[place].clause == 0 and is_person(units, place - 1) and "to" not in rest


def _noun_after(units: Sequence[Unit], place: int) -> str:
    after = word_at(units, place + 1)
    return word_at(units, place + 2) if after in _DETERMINERS else after


def _comes_from(units: Sequence[Unit], place: int) -> bool:
    """True for `got advice from Ada` and `got from Ada: …`."""
    for at in range(place + 1, len(units)):
        if units[at].clause != units[place].clause:
            return False
        if units[at].word == "from":
            following = at + 1
            while word_at(units, following) in ("prof", "dr", "my", "her", "his"):
                following += 1
            return is_person(units, following)
    return False


def _parts(units: Sequence[Unit], place: int, busy: Collection[tuple[int, int]]) -> list[Unit]:
    """The units of the thing: up to the clause's end, without who gave or got it, and when and where."""
    at = _after_recipient(units, place + 1)
    while at < len(units) and _is_busy(units[at], busy):
        at += 1
    parts: list[Unit] = []
    for number in range(at, len(units)):
        unit = units[number]
        if unit.stops or unit.clause != units[at].clause or _is_busy(unit, busy):
            break
        if _leads_away(units, number) or (parts and _ends_thing(units, number)):
            break
        parts.append(unit)
    while parts and (parts[-1].word in (*_TRAILING, *JOINING) or not (parts[-1].is_word or parts[-1].person)):
        parts.pop()
    return parts


def _is_busy(unit: Unit, busy: Collection[tuple[int, int]]) -> bool:
    return any(start <= unit.start < end for start, end in busy)


def _leads_away(units: Sequence[Unit], number: int) -> bool:
    """True at the words for who gave or got it, and for how it came."""
    word = units[number].word
    if word in ("to", "from", "for"):
        return _is_somebody(units, number + 1)
    return word == "by" and (word_at(units, number + 1) in CALLS or _is_somebody(units, number + 1))


def _ends_thing(units: Sequence[Unit], number: int) -> bool:
    """True at the words for when, where and why, and for something else that is told."""
    word, after = units[number].word, word_at(units, number + 1)
    aside = word == "at" or word in _ENDING or (word == "in" and after in _IN_PASSING)
    return aside or _another_deed(units, number)


def _after_recipient(units: Sequence[Unit], at: int) -> int:
    """The place where the thing starts: after `Ada`, `Ada's sister`, `Ada and Sam`, `her`, a colon, `from Ada:`."""
    if word_at(units, at) == "from" and is_person(units, at + 1) and word_at(units, at + 2) == ":":
        return at + 3
    if word_at(units, at) == ":":
        return at + 1
    while at < len(units) and (_is_free_person(units, at) or _goes_on(units, at)):
        at += 1
    if is_person(units, at) and word_at(units, at + 2) in _DETERMINERS:
        return at + 2  # `gave Ada's sister a map`
    if word_at(units, at) in _RECIPIENTS and not is_person(units, at - 1):
        after = word_at(units, at + 1)
        possessive = word_at(units, at) == "her" and after not in _DETERMINERS | _PRONOUNS
        alone = after in ("", "to", "from", "for")
        at += 0 if alone or (possessive and _is_noun(units, at + 1) and not _thing_follows(units, at + 1)) else 1
    return at


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    return units[at].word in JOINING and is_person(units, at - 1) and is_person(units, at + 1)


def _thing_follows(units: Sequence[Unit], at: int) -> bool:
    """True for `gave her flowers for the table`: `her` got them."""
    return word_at(units, at).endswith("s") and word_at(units, at + 1) in ("", "for", ",", "and")


def _is_free_person(units: Sequence[Unit], at: int) -> bool:
    person = units[at].person
    return person is not None and not person.possessive


def _is_noun(units: Sequence[Unit], at: int) -> bool:
    return at < len(units) and units[at].is_word


def _is_somebody(units: Sequence[Unit], at: int) -> bool:
    while word_at(units, at) in ("my", "his", "their", "prof", "dr", "mr", "mrs", "ms", "uncle", "aunt"):
        at += 1
    return is_person(units, at) or word_at(units, at) in _RECIPIENTS


def _another_deed(units: Sequence[Unit], number: int) -> bool:
    """True at an `and` or comma after which something else is told."""
    if units[number].word not in AND and units[number].word != ",":
        return False
    after = word_at(units, number + 1)
    return (
        after in DEEDS or after in ME or after in THIRD or (units[number].word == "," and is_person(units, number + 1))
    )
