"""Who took part and who was only talked about, by the words around each group of names.

A group took part after a word for company (`with Ada`), as the object of what I did (`called Ada`), after `to` and
`from` with something sent, after a way of meeting (`lunch Ada`), or as the subject of a visit, a call or what was done
to me (`Ada called`, `Ada told me`). What somebody else did is talk: `she met Grace`, `Ada's sister`, `Ada thinks that
Grace`. Where nobody took part by these rules, it is, in this order: the only one named, where I met `her` or `him`; the
only group of the first clause that has people, or the first where the line starts with it; who `says` something.
"""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import (
    VERBS,
    acts,
    clause_before,
    governor,
    is_mine,
    is_possessive,
    is_relative,
    subject_verb,
    word_at,
    words_after,
)  # fmt: skip
from .groups import Group, is_host, is_meal, rows
from .introductions import introduces, mark_introductions
from .remarks import is_remark
from .subjects import is_absent, is_contrast, is_for_a_meal, is_new_deed, is_quoted, since_comma
from .units import Unit
from .words import (
    ABOUT,
    ADVERBS,
    AND,
    APPROACHES,
    CALLS,
    CHANNEL_NOUNS,
    COMES,
    COMING,
    DEEDS,
    FOR_WORDS,
    FROM_WORDS,
    HIM,
    ME_TOO,
    MY_DEEDS,
    MY_DEEDS_NOW,
    NOT_THERE,
    SAYING,
    THIRD,
    TO_WORDS,
    WITH,
)  # fmt: skip

# Reasons by which somebody took part only for want of a better one.
ALONE = "the only one in the first clause"
SUBJECT = "the line is about them"

_MUSING = frozenset("hope hoping wonder wondering wish think thinking guess imagine remember remembered read".split())
_THINKING = frozenset(("thinking", "thought", "dreamt", "dreamed"))
_NEGATIONS = frozenset("not instead never couldn't can't didn't".split())
_PLANS = frozenset("to could should must can would may might".split())  # `asked me to call Ada`
_PARTICLES = {
    "into": ("ran", "run", "bumped"),
    "up": ("picked", "looked", "rang", "called"),
    "off": ("dropped",),
    "on": ("called", "dropped"),
    "over": ("had", "invited"),
}
_RECOMMENDING = frozenset(
    """recommended suggested referred mentioned praised proposed pitched nominated endorsed described""".split()
)
_BY_THEM = frozenset(("helped", "hosted", "joined", "accompanied"))
_DIRECTIONS = {"from": FROM_WORDS, "to": TO_WORDS, "for": FOR_WORDS}
_READING = frozenset("answered got received returned read opened".split())  # `answered Ada's letter`


def groups_of(units: Sequence[Unit]) -> list[Group]:
    """The groups of a line, with their parts."""
    groups = [Group(places) for places in rows(units)]
    for group in groups:
        _judge(group, units)
    mark_introductions(groups, units)
    if not any(group.part == "with" for group in groups):
        _fall_back(groups, units)
    for group in groups:
        if group.part == "open":
            group.part = "mentioned"
    return groups


def _judge(group: Group, units: Sequence[Unit]) -> None:
    person = units[group.first].person
    assert person is not None
    place = governor(units, group.first)
    if is_possessive(units, group.last):
        _judge_possessive(group, units, "" if place is None else word_at(units, place))
    elif place is not None:
        _judge_governed(group, units, place)
    elif is_relative(units, group.first):
        group.part = "mentioned"  # `Ada's sister Mary called`
    else:
        _judge_subject(group, units)
    if person.sure and group.part == "open":
        group.part, group.why = "with", "marked"


def _judge_possessive(group: Group, units: Sequence[Unit], word: str) -> None:
    after = word_at(units, group.last + 1)
    if word in ("at", "to", "from", "over") and is_host(units, group.last):
        if word == "at" and is_meal(units, group.first):
            group.part, group.why = "with", "at their place"
        return  # the host, where nobody else is named
    if after in CALLS and (group.first == 0 or word in _READING):
        group.part, group.why = "with", f"their {after}"
    else:
        group.part = "mentioned"


def _judge_governed(group: Group, units: Sequence[Unit], place: int) -> None:
    """What part a group has by the word before it."""
    word, before = word_at(units, place), word_at(units, place - 1)
    if word in NOT_THERE or (word in ("of", *WITH) and before in _NEGATIONS):
        group.part = "absent"
    elif word in ABOUT | _MUSING | THIRD | _RECOMMENDING or _is_thought(units, place) or is_remark(units, place):
        group.part = "mentioned"
    elif introduces(units, place):
        group.part, group.why = "with", "introduced to me"
    elif word in WITH:
        mine = is_mine(units, place) or subject_verb(units, place) in COMES | APPROACHES or is_new_deed(units, place)
        _take(group, mine, _after(word))
    elif word in _DIRECTIONS or word == "by":
        _judge_direction(group, units, place)
    elif word in MY_DEEDS or before in _PARTICLES.get(word, ()):
        _take(group, is_mine(units, place) or _is_mine_after_all(units, place), _after(word))
    elif word == "got" and any(unit.word in MY_DEEDS for unit in units[:place]):
        _take(group, is_mine(units, place), "who was reached")
    elif (word in MY_DEEDS_NOW and _is_plain_start(units, place)) or _is_way(units, place):
        group.part, group.why = "with", _after(word)
    elif word not in AND | SAYING and acts(units, group.last) in VERBS:
        _judge_subject(group, units)
        if group.part == "open":
            group.part = "mentioned"  # `a book Ada recommended`


def _take(group: Group, mine: bool, why: str) -> None:
    group.part, group.why = ("with", why) if mine else ("mentioned", "")


def _after(word: str) -> str:
    return f'after "{word}"'


def _is_mine_after_all(units: Sequence[Unit], place: int) -> bool:
    """True for `saw` in `Ada sends her love, saw Tom`, but not in `Ada called, met Tom`, which she may have done."""
    does = subject_verb(units, place)
    told = does in COMES | APPROACHES | SAYING or (does in DEEDS and does not in MY_DEEDS)
    return word_at(units, place - 1) == "," and not told and is_new_deed(units, place)


def _is_thought(units: Sequence[Unit], place: int) -> bool:
    return any(unit.word in _THINKING for unit in clause_before(units, place))


def _is_plain_start(units: Sequence[Unit], place: int) -> bool:
    plain = ME_TOO | ADVERBS | {"to", "joy", "what", "a", "going"}
    return all(unit.word in plain for unit in clause_before(units, place))


def _is_way(units: Sequence[Unit], place: int) -> bool:
    """True for a way of meeting in the first clause: `lunch Ada`."""
    first = units[place].clause == units[0].clause
    return word_at(units, place) in CHANNEL_NOUNS and first and word_at(units, place - 1) not in _PLANS


def _judge_direction(group: Group, units: Sequence[Unit], place: int) -> None:
    word = word_at(units, place)
    before = [unit.word for unit in clause_before(units, place) if unit.is_word]
    told = bool(THIRD & set(before))
    if word == "by":
        _take(group, not told and before[-1:] != [] and before[-1] in APPROACHES | _BY_THEM, "by them")
        return
    sent = next((one for one in reversed(before) if one in _DIRECTIONS[word]), None)
    since = before[before.index(sent) :] if sent and word == "to" else before
    to_me = any(one in ("me", "us") for one in since)
    if before[:1] in (["not"], ["no"], ["nothing"]):
        group.part = "mentioned"  # `not a word from Ada`
    elif sent and (to_me or is_mine(units, _verb_place(units, place, sent))):
        group.part, group.why = "with", _after(f"{sent} … {word}")
    elif word != "from" or told:
        group.part = "mentioned"


def _verb_place(units: Sequence[Unit], place: int, sent: str) -> int:
    """The place of `recommended` in `recommended Tom to Ada`, whose object stands between; else the place itself."""
    if sent not in _RECOMMENDING:
        return place
    return max(at for at in range(place) if units[at].word == sent)


def _judge_subject(group: Group, units: Sequence[Unit]) -> None:
    """What part a group has that does something itself."""
    verb, after, then = acts(units, group.last), word_at(units, group.last + 1), words_after(units, group.last)
    first_clause = units[group.first].clause == units[0].clause
    comes = verb in COMES and (first_clause or verb == "joined" or any(word in COMING for word in then[1:2]))
    told = any(unit.word in THIRD or unit.word in SAYING for unit in since_comma(units, group.first))
    if is_absent(verb, after, then):
        group.part = "absent"
    elif is_contrast(units, group.first):
        group.part, group.why = "with", "in the place of another"
    elif after in (":", "–", "<") and units[group.first].sentence == 0:
        group.part, group.why = "with", SUBJECT
    elif is_for_a_meal(units, group):
        group.part, group.why = "with", f"for {then[1]}"
    elif verb in APPROACHES or comes:
        _take(group, not told, f"they {verb}")
    elif after in AND and any(word in ("i", "me", "we") for word in then[1:3]):
        group.part, group.why = "with", 'before "and I"'
    elif verb in DEEDS and any(word in ("me", "us") for word in then[1:4]):
        _take(group, not told, f"they {verb} me")
    elif verb in ("was", "were") and "late" in then[:2]:
        group.part, group.why = "with", "came late"


# Where nobody took part by the rules


def _fall_back(groups: Sequence[Group], units: Sequence[Unit]) -> None:
    """Gives a part to the one group that is most likely to have had one."""
    here = [group for group in groups if group.part != "absent"]
    if len(here) == 1 and _met_by_pronoun(units, here[0].last):
        here[0].part, here[0].why = "with", "the only one named, and met"
        return
    for group in here:
        if group.part == "open" and is_quoted(units, group):
            group.part, group.why = "with", "who says so"
            return
    clause = next((units[group.first].clause for group in here), 0)
    free = [group for group in here if units[group.first].clause == clause and _may_be_alone(group, units)]
    if len(free) == 1 or (free and free[0].first == 0):
        free[0].part, free[0].why = "with", ALONE
        return
    for group in here:
        if group.part == "open" and _says(group, units):
            group.part, group.why = "with", "who says so"


def _may_be_alone(group: Group, units: Sequence[Unit]) -> bool:
    """False for what is judged, and for a name in lower case inside a clause: too likely another word."""
    person = units[group.first].person
    if person is None or group.part != "open":
        return False
    return not person.small or len(group.places) > 1 or governor(units, group.first) is None


def _says(group: Group, units: Sequence[Unit]) -> bool:
    place = governor(units, group.first)
    return acts(units, group.last) in SAYING or (place is not None and word_at(units, place) in SAYING)


def _met_by_pronoun(units: Sequence[Unit], last: int) -> bool:
    """True where it says after the name that I met `her`: `it was her birthday, called her`."""
    for place in range(last + 1, len(units) - 1):
        word, pronoun = units[place].word, units[place + 1].word
        after = units[place + 2] if place + 2 < len(units) else None
        theirs = pronoun == "her" and after and after.is_word and after.word not in ADVERBS | AND
        if pronoun in HIM and word in MY_DEEDS | WITH and not theirs:
            return is_mine(units, place)
        if word == "with" and pronoun in ("both", "them"):
            return True
    return False
