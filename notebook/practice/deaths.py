"""Who has died, as far as their card says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Contact
from ..schema import key_form
from ..text.folding import fold

_KEYS = frozenset("dead death death_date deathdate date_of_death deceased died passed_away".split())
_NOT = frozenset(("", "false", "no", "none", "unknown"))
_TAGS = frozenset(("dead", "deceased", "died", "in memoriam", "in-memoriam", "passed away", "rip", "†"))
_VERBS = frozenset(
    fold(
        "dead deceased died dies † ✝ decede decedee deceduto falecido falecida faleceu fallecio fallecido gestorben "
        "morreu morto morta mort morte murio overleden umarl verstorben zmarl zmarla помер померла умер умерла "
        "去世 逝世 死去 永眠 別世 별세 사망 توفي נפטר נפטרה"
    ).split()
)
_NOUNS = frozenset("death deaths deces defuncion falecimento muerte smierc tod todestag смерть 死亡".split())
# Before the word, these leave it to be theirs; behind it, these say where, when and of what, and not who.
_BEFORE = frozenset(
    "a anniversary date day ha had has have he her his is of on she sie er elle il est ist the their they".split()
)
_OF = frozenset("de del della der des di do da du of von".split())
_BEHIND = _OF | frozenset("after an am at aged el em en from im in le na nel no on op peacefully suddenly w".split())
_WORDS = re.compile(r"[†✝]|[^\W\d_]+(?:'[^\W\d_]+)?")


def has_died(contact: Contact) -> bool:
    """True where a key, a tag, a date or a line of care says that this person died, and not somebody of theirs."""
    return any(_says_so(contact))


def _says_so(contact: Contact) -> Iterator[bool]:
    for key, value in contact.extra.items():
        form = key_form(key)
        yield form in _KEYS and fold(str(value or "")) not in _NOT
        yield form in ("state", "vital_status") and fold(str(value or "")) in _TAGS
    yield any(fold(tag) in _TAGS for tag in (*contact.tags, *contact.relationship))
    lines = [one.what for one in contact.dates] + [one.text for one in contact.care]
    if lines:
        own = {word for name in (contact.name, *contact.aliases) for word in _WORDS.findall(fold(name))}
        yield any(_is_own_death(line, own) for line in lines)


def _is_own_death(line: str, own: set[str]) -> bool:
    """True for `died`, `Gil's death`, `she died in May`; not for `mother died`, `death of his father`."""
    words = [
        word.removesuffix("'s")
        for word in _WORDS.findall(fold(line).replace("passed away", "died").replace("passes away", "dies"))
    ]
    at = next((at for at, word in enumerate(words) if word not in _BEFORE | own), None)
    if at is None or words[at] not in _VERBS | _NOUNS:
        return False
    behind = words[at + 1 :]
    if words[at] in _VERBS:
        return not behind or behind[0] in _BEHIND
    return not behind or behind[0] not in _OF or all(word in _OF | _BEFORE | own for word in behind)
