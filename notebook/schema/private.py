"""What the words of `private:` mean: the fields of a contact that nobody else is to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..text.body import reference_name
from ..text.folding import fold
from ..text.nodes import Node, Scalar, Sequence
from .fields import FIELDS, field_keys, find_field, key_form
from .suggest import slip_for

_ALL = frozenset({"*", "all", "any", "everything", "on", "true", "yes"})
_NOTHING = frozenset({"", "false", "no", "none", "nothing", "off"})
_PART = re.compile(r"[.\[(/:{]")  # `links.linkedin`, `emails[work]`: the field, and one value of it
_COMMAS = re.compile(r"[,;、，；]")
_AROUND = " \t[](){}\"'"
_MARKS = re.compile(r"[\W_]+")


def private_words(node: Node) -> Iterator[tuple[str, Scalar]]:
    """The words of `private:`, however it is written, each with the scalar it stands in.

    A list within a list and a mapping (`{role: true}`, `{links: [website]}`) are no way to write it; but whoever wrote
    one wants that hidden.
    """
    if isinstance(node, Scalar):
        words = (reference_name(part).strip(_AROUND) for part in _COMMAS.split(node.text))
        yield from ((word, node) for word in words if word)
    elif isinstance(node, Sequence):
        for child in node.nodes:
            yield from private_words(child)
    else:
        for key, value in node.pairs:
            said = key_form(value.text) if isinstance(value, Scalar) else None
            if not said or said not in _NOTHING:
                yield from private_words(key)
            if said not in _ALL | _NOTHING:
                yield from private_words(value)


def private_names(words: Iterable[str], own: Iterable[str] = ()) -> frozenset[str]:
    """The fields that these words of `private:` name, and the user's own keys (`own`), in the form keys are compared.

    Where a word names one value of a field, the whole field is meant. A word that is neither field nor key hides
    whatever it may be a slip for: what is hidden in vain does less harm than what is shown.
    """
    return _names(tuple(words), frozenset(map(key_form, own)))


def is_understood(word: str, own: Iterable[str]) -> bool:
    """True for a word of `private:` that needs no guess; `own` are the user's own keys."""
    forms = {key_form(word), key_form(_head(word))}
    return not forms.isdisjoint({*_ALL, *_NOTHING, *map(key_form, own)}) or _field_meant(word) is not None


@cache
def _names(words: tuple[str, ...], own: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        forms = {key_form(word), key_form(_head(word))}
        field = _field_meant(word)
        if field:
            found.add(field)
        elif forms & own:
            found |= forms & own
        elif forms & _ALL:
            found.update(own, (field.name for field in FIELDS["contact"]))
        elif not forms & _NOTHING:
            found.update(_guessed(word))
    return frozenset(found)


def _field_meant(word: str) -> str | None:
    """The field that a word surely names: by a name of it in any spelling, or by one value of it."""
    return _field_called(word) or _field_called(_head(word))


def _guessed(word: str) -> Iterator[str]:
    """The fields that parts of the word name or are slips for."""
    keys = field_keys("contact")
    for part in (word, *re.findall(r"[\w-]+", word)):
        slip = slip_for(key_form(part), keys)
        name = _field_called(part) or (keys[slip][0].name if slip else None)
        if name:
            yield name


def _head(word: str) -> str:
    return _PART.split(word, maxsplit=1)[0]


def _field_called(word: str) -> str | None:
    field = find_field("contact", word)
    return field.name if field else _bare_keys().get(_bare(word))


def _bare(key: str) -> str:
    return _MARKS.sub("", fold(key))


@cache
def _bare_keys() -> dict[str, str]:
    """The field of each key it is read from, without the marks between words, in the singular and the plural."""
    keys = {_bare(key): field.name for key, (field, _) in field_keys("contact").items()}
    other = {key.removesuffix("s") if key.endswith("s") else f"{key}s": name for key, name in keys.items()}
    return {**other, **keys}
