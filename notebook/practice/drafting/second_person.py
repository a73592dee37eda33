"""A line about somebody, said to them: "how is her mother" becomes "how is your mother"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ...records import Contact
from ...text.folding import fold
from ...text.names import words_of

_SELF = "\x01"  # stands for the person until the sentence is turned; no note holds it
_PRONOUNS = {
    "she": ("she", "her", "hers", "herself"),
    "he": ("he", "him", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themself", "themselves"),
}
_SINGULAR = {word for gender in ("she", "he") for word in _PRONOUNS[gender]}
_HAS_SINGULAR = re.compile(r"\b(?:" + "|".join(sorted(_SINGULAR)) + r")\b", re.IGNORECASE)
_BE = {"has": "have", "is": "are", "was": "were", "does": "do", "hasn't": "haven't", "isn't": "aren't",
       "wasn't": "weren't", "doesn't": "don't"}  # fmt: skip
_VERBS = "|".join(_BE)
# Verbs that take a person and a thing: after "send her", what follows may be hers or for her.
_GIVING = "ask bring give lend offer owe pay read send show teach tell write".split()
_AFTER_HER = frozenset(
    "a about after again all an and any as at back because before but by for from how if in into later many more my "
    "now of on once one or our over so some soon that the then these this those to today tomorrow too twice two until "
    "well what when where whether which who why with".split()
)
# First names that are other words as well; they are somebody's only where the words before or behind say so.
_WORDS_TOO = frozenset("april august art bill faith grace hope joy june mark may rose will".split())
_BEFORE_SOMEBODY = "and|ask|bring|call|email|for|give|help|introduce|lend|meet|of|send|show|tell|thank|to|with|write"


def said_to(text: str, contact: Contact, pronoun: str, *, alone: bool) -> str | None:
    """The words as one says them to the contact; None where nobody could tell who is meant in them.

    `pronoun` is theirs, as `pronoun_of` finds it; `alone` is true for a note about this person only, in which "she" is
    nobody else.
    """
    turned = _without_names(text, contact, alone)
    theirs = pronoun if pronoun in _PRONOUNS else ""
    if _HAS_SINGULAR.search(turned) and not (theirs and alone):
        return None
    if theirs:
        marked = _with_pronouns(turned, _PRONOUNS[theirs])
        if marked is None:
            return None
        turned = marked
    return _conjugated(turned)


def pronoun_of(contact: Contact, notes: Iterable[str]) -> str:
    """`she`, `he` or `they`, by `pronouns:`; without it by the owner's notes about this person alone; else empty.

    What the notes say counts where one of the two is far more often there than the other.
    """
    said = re.split(r"\W+", fold(contact.pronouns or "").strip(), maxsplit=1)[0]
    if said:
        return said if said in _PRONOUNS else ""
    found = Counter(word for note in notes for word in re.findall(r"\w+", note.casefold()))
    counts = {gender: sum(found[word] for word in _PRONOUNS[gender]) for gender in ("she", "he")}
    more, less = sorted(counts, key=counts.__getitem__, reverse=True)
    return more if counts[more] > 3 * counts[less] else ""


def _without_names(text: str, contact: Contact, alone: bool) -> str:
    """The text with a mark for each of the person's names, the longest first; of one who is alone, parts of it too."""
    names = {contact.name, *contact.aliases}
    if alone:
        names |= {part for part in words_of(contact.name) if len(part) > 2 and not part[0].islower()}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(name) < 2:
            continue
        before = rf"(?:(?<=\b)(?P<before>(?:{_BEFORE_SOMEBODY}) ))" if fold(name) in _WORDS_TOO else "(?P<before>)"
        found = re.compile(rf"{before}(?<!\w){re.escape(name)}(?P<whose>['’]s\b)?(?!\w)")
        if fold(name) in _WORDS_TOO:
            text = re.sub(rf"(?<!\w){re.escape(name)}['’]s\b", _possessive, text)
        text = found.sub(lambda hit: hit["before"] + (_possessive(hit) if hit["whose"] else _SELF), text)
    return text


def _with_pronouns(text: str, forms: tuple[str, ...]) -> str | None:
    """The text with the person's pronouns turned; None where "her" may be either."""
    subject, other, *rest = forms
    if subject == "she":
        unclear = re.compile(rf"\b(?:{'|'.join(_GIVING)}) her (\w+)", re.IGNORECASE)
        if any(hit[1].casefold() not in _AFTER_HER for hit in unclear.finditer(text)):
            return None
        text = re.sub(r"\bher\b(?: (?=(\w+)))?", _her, text, flags=re.IGNORECASE)
    else:
        text = re.sub(rf"\b{other}\b", "you", text, flags=re.IGNORECASE)
    text = re.sub(rf"\b(?:{'|'.join(rest)})\b", _possessive, text, flags=re.IGNORECASE)
    if re.search(rf"\b{subject}['’]", text, re.IGNORECASE):
        return None  # "she's" is two things
    return re.sub(rf"\b{subject}\b", _SELF, text, flags=re.IGNORECASE)


def _her(hit: re.Match[str]) -> str:
    following = hit[1]
    if following is None:
        return "you"
    return "you " if following.casefold() in _AFTER_HER else "your "


def _possessive(hit: re.Match[str]) -> str:
    """`his` and `Ada's` before a word are `your`, else `yours`; the forms with -self are `yourself`."""
    word = hit[0].casefold()
    if word.endswith(("self", "selves")):
        return "yourself"
    if word in ("hers", "theirs"):
        return "yours"
    return "your" if re.match(r" \w", hit.string[hit.end() :]) else "yours"


def _conjugated(text: str) -> str | None:
    """The text with "you" for the mark and its verb to match; None where the verb would have to change its form."""
    text = re.sub(rf"\b({_VERBS}) {_SELF}", lambda hit: f"{_plural(hit[1])} you", text, flags=re.IGNORECASE)
    text = re.sub(rf"{_SELF} ({_VERBS})\b", lambda hit: f"you {_plural(hit[1])}", text, flags=re.IGNORECASE)
    starts = r"(?:^|[,;:.?!] |\b(?:and|but|how|if|that|what|when|where|whether|which|who|why) )"
    if re.search(rf"{starts}{_SELF} \w+s\b", text, re.IGNORECASE):
        return None  # "she works" would have to be "you work"
    return text.replace(_SELF, "you")


def _plural(verb: str) -> str:
    found = _BE[verb.casefold()]
    return found.capitalize() if verb[0].isupper() else found
