"""How a talk was held, and who took the first step: the words for a channel, the first clause first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ...schema.fields import known_channel
from .grammar import TELLING, clause_before, is_mine, is_person, word_at
from .units import Unit
from .words import ADVERBS, AND, CALLS, HIM, ME_TOO, THIRD

FirstStep = Literal["me", "them"]


def _forms(channel: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), channel)


# Forms beyond those of the field table, and the channel each stands for.
_FORMS = {
    **_forms("coffee", "coffees cofee coffe cappuccino espresso tea"),
    **_forms("meal", "brunch supper picnic lunched dined dinners lunches barbecue bbq tapas pizza"),
    **_forms("drink", "beers pint pints cocktails cocktail drinks wines"),
    **_forms("walk", "walked hike hiked stroll strolled walks"),
    **_forms("visit", "visited visiting"),
    **_forms("call", "called phoned rang telephoned calling phonecall voicemail"),
    **_forms("video", "videocall video-called zoomed facetime facetimed skyped videochat video-chat webex"),
    **_forms("message", "messaged texted texts texting messaging dm dm'd dmed dms pinged imessage voicenote"),
    **_forms("message", "whatsapped whatsapp'd slack slacked"),
    **_forms("email", "emailed mailed e-mailed emails e-mails emailing mails"),
    **_forms("letter", "letters postcard postcards cards"),
    **_forms("meeting", "met meeting meetings meet-up met-up appointment"),
    **_forms("social", "linkedin mastodon bluesky instagram facebook"),
}
_WEAK_WORDS = frozenset("met meet meeting meetings pinged messaged visited visit wrote".split())
# Words with other meanings, ways only after `by` and the like.
_NOT_FIRST = frozenset("post teams meet social event".split())
_COMES_BY = frozenset("came dropped popped stopped".split())
_BY = frozenset("by over round around".split())
_WANTING = frozenset("needs need needed wants want wanted expects expecting waiting lost signed".split())
_KINDS_OF = frozenset(
    """shop shops table machine break house bar cup mug beans book number card notes list agenda sister time
    museum station paper""".split()
)
_STRANGERS = frozenset("somebody someone man woman person guy girl boy lady one dog cat place book film".split())
_TO_COME = frozenset("will i'll we'll shall should must".split())
_DEEDS_TO_COME = frozenset("call phone ring text email mail write message visit zoom skype meet".split())
_APPROACHING = frozenset(
    """called phoned rang telephoned emailed mailed e-mailed texted messaged whatsapped whatsapp'd slacked dm'd dmed
    pinged skyped wrote facetimed invited visited zoomed reminded congratulated""".split()
)


@dataclass(frozen=True, slots=True)
class How:
    """A channel and the unit that says it."""

    place: int
    channel: str


def find_channel(units: Sequence[Unit], busy: Collection[int]) -> How | None:
    """The channel of the line; a word such as `met` gives way to a clearer one in the same clause.

    Units in `busy` belong to the name of an event, a place or a project.
    """
    weak: How | None = None
    clause = units[0].clause if units else 0
    for place, unit in enumerate(units):
        if unit.clause != clause and weak:
            return weak
        clause = unit.clause
        channel = None if place in busy else _channel(units, place)
        if channel is None or _is_content(units, place):
            continue
        if unit.word not in _WEAK_WORDS and unit.word not in _COMES_BY:
            return How(place, channel)
        weak = weak or How(place, channel)
    return weak


def _channel(units: Sequence[Unit], place: int) -> str | None:
    unit = units[place]
    if not unit.is_word or unit.person:
        return None
    word, after, before = unit.word, word_at(units, place + 1), word_at(units, place - 1)
    if after in ("nobody", "none", "no") or before in ("no", "without"):
        return None
    if word == "video" and after in ("call", "chat"):
        return "video"
    if word == "voice" and after in ("note", "notes", "message", "messages"):
        return "message"
    if word in ("called", "named") and before in _STRANGERS:
        return None  # `somebody called Paulo`
    if before in _TO_COME and word in _DEEDS_TO_COME and word_at(units, place - 2) in (",", ".", ";", *AND):
        return None  # `met Ada, will call her next week`
    if word in _COMES_BY and after in _BY:
        return "visit"
    if word in ("wrote", "writing") and (after == "to" or is_person(units, place + 1) or before == "i"):
        return "letter"
    if word in _NOT_FIRST and before not in ("by", "via", "on", "over"):
        return None
    if word == "cards" and before not in ("christmas", "birthday"):
        return None
    if "-" in word and word.split("-")[-1] in ("call", "email", "mail", "message", "letter", "card", "walk", "coffee"):
        return known_channel(word.split("-")[-1])
    return _FORMS.get(word) or known_channel(word)


def _is_content(units: Sequence[Unit], place: int) -> bool:
    """True where the word is part of what was said, not of how."""
    word, after = units[place].word, word_at(units, place + 1)
    if after in _KINDS_OF and word not in _APPROACHING and word != "met":
        return True
    clause = [unit.word for unit in clause_before(units, place)]
    if any(one in TELLING or one in _WANTING for one in clause):
        return True
    if clause[-2:-1] == ["for"] and clause[-1] in ("the", "her", "his", "their", "my", "our", "your"):
        return True  # `thanks for the letter`
    later = units[place].clause != units[0].clause
    theirs = any(one in THIRD for one in clause) and word_at(units, place + 1) not in ("me", "us")
    return later and theirs and word in _APPROACHING


def first_step(units: Sequence[Unit]) -> tuple[int, FirstStep] | None:
    """Who took the first step, and the place of the word that says so: `called Ada`, `a letter from Ada`."""
    for place, unit in enumerate(units):
        step = _step(units, place) if unit.is_word and unit.person is None else None
        if step and not any(other.word in TELLING for other in clause_before(units, place)):
            return place, step
    return None


def _step(units: Sequence[Unit], place: int) -> FirstStep | None:
    word, after = units[place].word, word_at(units, place + 1)
    if word == "called" and word_at(units, place - 1) in _STRANGERS:
        return None
    if word in ("sent", "wrote", "posted", "mailed") and is_person(units, place + 1) and _starts_mine(units, place):
        return "me"
    asked = word == "asked" and after in ("me", "us") and word_at(units, place + 2) in ("out", "for")
    if word in _APPROACHING or asked:
        if after in ("me", "us"):
            return None if word == "reminded" else "them"
        if is_mine(units, place):
            object_ = is_person(units, place + 1) or after in HIM or after in ("to", "the", "a", "my", "back", "up")
            return "me" if object_ or (word != "wrote" and units[place].clause == 0) else None
        later = units[place].clause != units[0].clause
        return None if later and any(unit.word in THIRD for unit in clause_before(units, place)) else "them"
    if word in CALLS and word not in ("one", "words", "word"):
        return _by_direction(units, place)
    return None


def _starts_mine(units: Sequence[Unit], place: int) -> bool:
    """True for `sent Ada a postcard from Rome`, which says in its first words what I did."""
    return all(unit.word in ME_TOO | ADVERBS for unit in clause_before(units, place))


def _by_direction(units: Sequence[Unit], place: int) -> FirstStep | None:
    """Who sent it: `letter from Ada`, `postcard to Ada`, `voicemail for Ada`."""
    for at in range(place + 1, len(units)):
        unit = units[at]
        if unit.word in THIRD or unit.word in ("self", "myself") or (unit.stops and unit.word != ":"):
            return None
        reached = is_person(units, at + 1) or word_at(units, at + 1) in ME_TOO
        if unit.word == "from" and reached and not any(one.person for one in units[place:at]):
            return "them"
        if unit.word == "from" and units[at + 1 : at + 2] and units[at + 1].capital:
            return "them"
        if word_at(units, at + 1) in ("self", "myself"):
            return None
        if unit.word in ("to", "for") and at + 1 < len(units) and units[at + 1].word not in ADVERBS:
            plain = at == place + 1 and units[place].word not in ("visit", "visits")
            if unit.word == "to" and (reached or units[at + 1].capital or plain):
                return "me"
            if unit.word == "for" and reached:
                return "me"
    return None
