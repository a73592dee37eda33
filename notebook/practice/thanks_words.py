"""How people write that they thanked somebody, in a few languages; without accents, as `fold` leaves words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..text.folding import fold

_PURPOSES = frozenset(
    (
        "thanks", "thank", "thank you", "thank yous", "thankyou", "thanking", "thank you note", "thank you notes",
        "thank you letter", "thank you card", "appreciation", "gratitude", "agradecimento", "agradecimentos",
        "agradecer", "obrigado", "obrigada", "gracias", "agradecimiento", "agradecimientos", "merci", "remerciement",
        "remerciements", "remercier", "danke", "dank", "danken", "dankeschon", "grazie", "ringraziamento",
        "ringraziamenti", "ringraziare", "bedankt",
    )
)  # fmt: skip
# A word of thanks in any form; few texts have one.
_ANY = re.compile(
    r"\b(?:thank-yous?|thanks?|thanked|thanking|thankyou|obrigad[oa]s?|agradec\w+|gracias|merci|remerci\w+|danke|dank|"
    r"dankte\w*|dankes\w+|gedankt|bedank\w*|danken|grazie|ringrazi\w+)\b(?! (?:me|us|god|goodness|heavens?)\b)"
)
# Before a word of thanks, these say that it was left undone, is still to be done, or is somebody else's.
_UNDONE = re.compile(
    r"n't\b|\b(?:not|never|forgot\w*|forget|without|should|must|need\w*|ought|want\w*|meant|hope\w*|plan\w*|will|would|"
    r"could|might|cannot|going to|have to|has to|had to|if|whether|unless|instead|remember|remind\w*|"
    r"nao|nunca|sem|esquec\w+|devia|queria|quero|pas|jamais|sans|oublie\w*|dois|nicht|nie|kein\w*|ohne|vergessen|muss|"
    r"soll\w*|wollte|non|mai|senza|dimenticat\w+|devo|olvid\w+|debo|niet|vergeten)\b"
)
# After it, that it is to be done, that others sent it, or that others said it.
_TO_DO = re.compile(
    r"\b(?:from|to (?:write|send|do|post|buy)|due|still|not yet|overdue|missing|tomorrow|later|next|forgotten|"
    r"said|says|wrote|writes|answered|replied|came|arrived|disse|escreveu|dijo|dit|sagte|schrieb|"
    r"he|she|they|ela|ele|ella|elle)\b"
)
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]")
_SENTENCE = re.compile(r"[.!?…;:]+(?=\s|$)|\n")

# How a sentence of the owner's may begin: with `I`, or, as in notes, with what was done.
_LEAD = (
    r"^[\s(*_-]*(?:(?:and|then|later|afterwards?|also|again|finally|at last|yesterday|today|belatedly|just|so|on paper|"
    r"by (?:mail|post|phone|letter|e-?mail|message))\b[\s,]*)*"
)
_ME = (
    r"(?:(?:i|we|i've|we've|eu|nos|yo|je|j'ai|j'|nous|nous avons|ich|wir|ich habe|wir haben|ho|abbiamo|ik|ik heb)\b ?)"
)
_ADVERB = r"(?:(?:have|had|also|then|just|finally|again|both|all|duly|warmly|properly|have|did) )*"
_GAVE = (
    r"(?:wrote|writing|sent|mailed|e-?mailed|posted|texted|messaged|gave|brought|left|dropped|handed|took|rang|called|"
    r"phoned|went|came|stopped|visited|returned|baked|cooked|made|said|"
    r"escrevi|escrevemos|liguei|telefonei|fui|passei|mandei|enviei|deixei|dei|dei-lhe|demos|disse|"
    r"escribi|llame|pase|mande|envie|le di|les di|di|dimos|dije|"
    r"ecrit|envoye|appele|telephone|passe|dit|schrieb|geschrieben|rief|schickte|geschickt|ging|"
    r"scritto|chiamato|mandato|detto|scrissi)"
)
_DID = (
    r"(?:told|met|had|saw|got|read|spoke|talked|walked|asked|answered|replied|invited|helped|shared|carried|ate|drank|"
    r"sat|found|finished|signed|enclosed|mentioned|promised|agreed|paid|stayed|showed|listened|worked|came|went|"
    rf"{_GAVE})"
)
# How a talk was held, which notes begin with: `email to Ana, thanked her`.
_TALK = (
    r"(?:(?:a|an|the|short|long|quick|first) )*(?:e-?mail|mail|letter|(?:phone |video )?call|message|text|sms|postcard|"
    r"card|note|visit|coffee|tea|lunch|dinner|breakfast|drinks?|beer|walk|video|chat|talk|meeting|carta|mensagem|chamada|"
    r"cafe|visita|lettre|appel|brief|anruf|lettera|telefonata|chiamata)"
)
_OTHERS = r"(?! (?:me|us|nobody|no one|none|myself)\b)"
_SOMEBODY = r"(?:he|she|they|it|who|that|which|how|whether|ela|ele|ella|elle|il|sie|er|lei|lui)"
_PAST = (
    rf"(?:thank(?:ed|ing){_OTHERS}|agradec(?:i|emos|imos)|remercie\w*|bedankte (?:mich|uns)|bedankt|gedankt|dankte|"
    r"ringrazia(?:t\w|i))\b"
)
_HELLO = (
    r"(?:(?:a|an|my|our|many|big|warm|short|long|handwritten|muito|muitos|muchas|mil|mille|tante|vielen|herzlichen) )*"
    r"(?:thanks|thank[ -]?yous?|obrigad[oa]s?|gracias|merci|danke|dank(?: je)?|dankeskarte|dankesbrief|grazie|bedankt)"
)
# What may follow them at the start of a message: `thanks to the weather` and `thanks Bea got` are none.
_GREETS = (
    r"(?= (?:for|again|so|very|a lot|and|with|by|on|at|the same|to (?:her|him|them|you|all|both|everybody)|"
    r"note|notes|card|cards|letter|message|mail|e-?mail|flowers|gift|present|cake|sent|written|posted|"
    r"por|pel[oa]s?|pour|fur|per|beaucoup|mucho|muito|mille|voor|dass)\b|[\s\W]*$| ?[,(])"
)
_TO_THANK = r"(?:a|para|por|pour|per|zu|um) (?:\w+ ){0,2}(?:agradecer(?:l\w+)?|remercier|danken|bedanken|ringraziar\w+)"
_BEGINS = rf"{_LEAD}(?:{_ME}?{_ADVERB}{_DID}|{_TALK})"

_THANKING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}{_ME}?{_ADVERB}{_PAST}",
        rf"(?:^|[\s,(]){_ME}{_ADVERB}{_PAST}",
        # Told him of it, and thanked him; Rang Ana and thanked her.
        rf"{_BEGINS}\b(?:(?!\b{_SOMEBODY}\b).)*\b(?:and|then|also|und|e|et|y),? {_ADVERB}{_PAST}",
        rf"{_BEGINS}\b.*, ?(?:(?:and|then|und|e|et|y) )?{_ADVERB}{_PAST}",
        # Habe mich bedankt; l'ho ringraziata; j'ai bien remercié.
        r"\b(?:habe|haben|hab|heb|hebben)\b.* (?:bedankt|gedankt)\b",
        r"\b(?:(?:j'|l'|les |l')?ai|avons) (?:\w+ ){0,2}remercie\w*",
        r"\b(?:l'|li |le )?(?:ho|abbiamo) (?:\w+ ){0,2}ringraziat\w",
        r"\bagradec(?:i|emos|imos)\b",
    )
)
_GREETING = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}{_HELLO}\b{_GREETS}",
        rf"{_LEAD}{_ME}?{_ADVERB}{_GAVE}\b(?:(?!\b(?:{_SOMEBODY}|from)\b).)*?\b(?:to (?:say )?)?{_HELLO}\b",
        rf"{_LEAD}{_TALK} (?:(?!\b(?:{_SOMEBODY}|from)\b).)*?(?:[,-] ?|\bto say ){_HELLO}\b{_GREETS}",
        rf"{_LEAD}(?:{_ME}?{_ADVERB}{_GAVE}|{_TALK})\b(?:(?!\b{_SOMEBODY}\b).)*?\b(?:to thank{_OTHERS}|{_TO_THANK})\b",
    )
)
_NAME = 3  # words
_SPEAKS = re.compile(rf"\b(?:{_SOMEBODY}|they|her|his|their|from|mine)\b")
_OWN_WORDS = re.compile(rf"(?:{_TALK}|{_GAVE}|{_DID}|i|we)\b")
_OTHERS_TO = re.compile(r"\b(?:ask|tell|remind|get|let|help|make|see)\b.*\bthank|\b(?:no|why)\b")


def is_thanks_purpose(purpose: str) -> bool:
    """True for a purpose that is to thank: thanks, Thank-You, agradecimento."""
    return " ".join(re.split(r"[\W_]+", fold(purpose))).strip() in _PURPOSES


@lru_cache(maxsize=4096)
def says_thanks(text: str, *, greets: bool = True) -> str:
    """The sentence in which the writer says that they thanked, or, with `greets`, gives thanks; empty for none.

    It is not one that says it was not done, is to be done, or was done by others; nor what is quoted.
    """
    if not _ANY.search(fold(text)):
        return ""
    for written in _sentences(_QUOTED.sub(" ", text)):
        sentence = fold(written)
        if any(_is_done(sentence, pattern.search(sentence)) for pattern in _THANKING):
            return written
        if greets and any(_is_done(sentence, pattern.search(sentence), said=True) for pattern in _GREETING):
            return written
    return ""


def _sentences(text: str) -> Iterator[str]:
    """The sentences, taken apart at colons too; without what others say, as after `Ana:` or `she wrote:`."""
    at = 0
    theirs = False
    for mark in (*_SENTENCE.finditer(text), None):
        end = mark.start() if mark else len(text)
        if not theirs:
            yield text[at:end]
        theirs = bool(mark and ":" in mark[0] and _is_theirs(text[at:end].strip()))
        at = mark.end() if mark else end


def _is_theirs(lead: str) -> bool:
    """True for words before a colon that say of somebody else that they speak."""
    words = lead.split()
    named = len(words) <= _NAME and all(word[0].isupper() for word in words)
    return _SPEAKS.search(fold(lead)) is not None or (named and not _OWN_WORDS.match(fold(lead)))


def _is_done(sentence: str, found: re.Match[str] | None, *, said: bool = False) -> bool:
    """True where the thanks that were found were given, and where they are only `said`, by the writer."""
    if found is None or _UNDONE.search(sentence[: found.end()]):
        return False
    return not (said and _TO_DO.search(sentence[found.end() :]))


@lru_cache(maxsize=4096)
def given_thanks(text: str) -> bool:
    """True for what was given or done as thanks: a thank-you card, flowers to thank her, write to thank Ana."""
    words = fold(text)
    found = _ANY.search(words)
    if found is None or _UNDONE.search(words[: found.start()]) or _OTHERS_TO.search(words[: found.end()]):
        return False
    return not re.match(r"(?: \w+)? from\b", words[found.end() :])
