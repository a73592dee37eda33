"""Events named by some of their words after `at`, `during` and the like: `at the Mapas & Café winter`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ...records import Event
from .matching import PARTICLES, parts_of
from .tokens import Token, is_capital
from .words import ABOUT, ADVERBS, AND, CLAUSE_STARTS, DAY_WORDS, KINDS_OF_PLACE, ME, WITH

STARTS = frozenset("at @ during after before".split())
# Kinds of event: a word of these that is not in an event's name, which has another, tells of something else.
KINDS = frozenset(
    """fair mixer workshop dinner party conference festival market opening concert show exhibition gathering meetup
    summit talk lecture course class retreat hackathon symposium reception gala wedding launch congress convention
    seminar reunion""".split()
)
_ASIDE = frozenset("winter spring summer autumn fall edition event".split())
_TURNS = frozenset("home work school church once first last all night noon least".split())
_PREPOSITIONS = frozenset("in on for to by at @ from".split())
_ENDS = (WITH | ABOUT | ADVERBS | CLAUSE_STARTS | ME | (DAY_WORDS - _ASIDE) | _PREPOSITIONS) - {"the", "of"}
_MOST = 8  # words of a phrase
_SHORTEST = 4


def events_after_at(
    tokens: Sequence[Token], events: Sequence[Event], shared: Container[str]
) -> Iterator[tuple[int, int, list[Event]]]:
    """The first and last token of each phrase with words of events, and those events.

    A single word in `shared` says too little.
    """
    said = {token.folded for token in tokens if token.is_word}
    named = [(one, words) for one in events if (words := _words_of(one)) & said]
    for at, token in enumerate(tokens):
        if token.folded not in STARTS:
            continue
        run = _run(tokens, at + 1)
        found = [one for one, words in named if _means(run, words, shared, token)]
        if found:
            yield tokens.index(run[0]), tokens.index(run[-1]), found


def _words_of(event: Event) -> frozenset[str]:
    return frozenset(word for name in (event.name, *event.aliases) for word in parts_of(name)) - PARTICLES


def _run(tokens: Sequence[Token], first: int) -> list[Token]:
    """The tokens of a phrase: up to a mark or a word that starts another one."""
    run: list[Token] = []
    for token in tokens[first : first + _MOST]:
        if (not token.is_word and token.text != "&") or (token.folded in _ENDS and not is_name(token)):
            break
        if run or token.folded not in ("the", "our", "this"):
            run.append(token)
    while run and (run[-1].folded in AND or run[-1].folded.isdigit()):
        run.pop()
    return run


def is_name(token: Token) -> bool:
    """True for a word with a capital of its own."""
    return token.text[:1].isupper() and token.text != "I"


def _means(run: Sequence[Token], words: frozenset[str], shared: Container[str], start: Token) -> bool:
    """True where the phrase says enough of an event's name and nothing that is in none."""
    plain = [token for token in run if token.folded not in AND and token.folded not in PARTICLES]
    hits = [token for token in plain if token.folded in words]
    others = {token.folded for token in plain} - words
    kind = KINDS & words
    if not hits or (others - _ASIDE - KINDS) or (others & KINDS and kind):
        return False
    if len(hits) > 1:
        return True
    word = hits[0]
    told = is_capital(word.text) or (word is run[0] and run[0].start == start.end + 1)
    little = word.folded in KINDS_OF_PLACE or word.folded in KINDS or word.folded in _TURNS or word.folded in shared
    return told and not little and len(word.folded) >= _SHORTEST
