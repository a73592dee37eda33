"""Events named by some of their words after `at`, `during` and the like: `at the Mapas & Café winter`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ...records import Event
from .matching import PARTICLES
from .name_words import parts_of
from .tokens import Token
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
_LOOSE = frozenset("from on of the".split())
_HEADED = frozenset((":", ",", "last", "this", "yesterday"))
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
    for at in range(-1, len(tokens) - 1 if named else 0):
        if at >= 0 and tokens[at].folded not in STARTS | _LOOSE:
            continue
        run = _run(tokens, at + 1)
        found = [(one, end) for one, words in named if (end := _length(run, one, words, shared, tokens, at))]
        if found:
            end = max(end for _, end in found)
            first = tokens.index(run[0])
            yield first, first + end - 1, [one for one, length in found if length == end]


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


def _length(
    run: Sequence[Token], event: Event, words: frozenset[str], shared: Container[str], tokens: Sequence[Token],
    before: int,
) -> int:  # fmt: skip
    """How many tokens of the phrase name an event of these words; 0 where they say too little, or something else."""
    plain = [token for token in run if token.folded not in AND and token.folded not in PARTICLES]
    hits = [token for token in plain if token.folded in words]
    if not hits:
        return 0
    others = [token for token in plain if token.folded not in words and token.folded not in _ASIDE]
    kinds = KINDS & words
    if any(token.folded in KINDS and kinds for token in others):
        return 0
    capital = all(is_name(token) for token in hits)
    loose = before < 0 or tokens[before].folded in _LOOSE
    if loose and not capital and not _is_run_of(event, hits):
        return 0
    strange = [token for token in others if token.folded not in KINDS]
    if any(is_name(token) or not capital or token.start < hits[-1].start for token in strange):
        return 0
    if len(hits) == 1 and not _tells(hits[0], run, shared, tokens, before, bool(strange)):
        return 0
    return run.index(hits[-1]) + 1


def _is_run_of(event: Event, hits: Sequence[Token]) -> bool:
    """True where the words stand in this order, and nothing between them, in a name of the event."""
    said = " ".join(token.folded for token in hits)
    return any(f" {said} " in f" {' '.join(parts_of(name))} " for name in (event.name, *event.aliases))


def _tells(
    word: Token, run: Sequence[Token], shared: Container[str], tokens: Sequence[Token], before: int, more: bool
) -> bool:
    """True where a single word is enough: a capital one, or one right after `at`, and no everyday one."""
    little = KINDS_OF_PLACE | KINDS | _TURNS
    if word.folded in little or word.folded in shared or len(word.folded) < _SHORTEST or word is not run[0]:
        return False
    after = tokens.index(run[-1]) + 1
    follows = tokens[after].folded if after < len(tokens) else ""
    if before < 0:
        return is_name(word) and not more and (follows in _HEADED or follows.isdigit())
    direct = tokens[before + 1] is word
    if more and not direct:
        return False
    return is_name(word) or (direct and tokens[before].folded in ("at", "@"))
