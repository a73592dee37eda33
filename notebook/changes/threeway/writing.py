"""A merged value written into the lines of one key, every other byte of them as it was."""

from __future__ import annotations

from ...errors import Refused
from ...text.edits import add_values, remove_values, set_value
from ...text.edits.model import Model, found, model_of, same
from ...text.edits.spelling import flow
from ...text.frontmatter import read_front_matter
from .values import canon, known_by

_FENCE = b"---\n"
_READ = 1_000_000  # bytes; each member that is changed in its place has the lines read anew


def written(core: str, key: str, value: Model) -> str:
    """The lines of the key with another value; raises Refused where that cannot be without losing a comment."""
    raw = _FENCE + core.encode("utf-8", "surrogatepass") + _FENCE
    old = _read(core, key)
    if isinstance(old, list) and isinstance(value, list) and value:
        raw = _listed(raw, key, old, value)
    elif isinstance(old, str) and isinstance(value, list) and len(value) > 1 and value[0] == old:
        raw = add_values(raw, key, (key,), [_plain(one) for one in value[1:]])
    else:
        raw = set_value(raw, key, (key,), _plain(value))
    text = raw[len(_FENCE) : -len(_FENCE)].decode("utf-8", "surrogatepass")
    if not same(_read(text, key), value):
        raise Refused(f"{key} cannot be written without changing something else.")
    return text


def says(core: str, key: str, value: Model) -> bool:
    """True where the lines can be read by themselves, and say this."""
    try:
        return same(_read(core, key), value)
    except Refused:
        return False


def emptied(core: str, key: str) -> str:
    """The key with an empty list, without the comments of what stood there."""
    return f"{core[: len(core) - len(core.lstrip(' '))]}{flow(key)}: []\n"


def _listed(raw: bytes, key: str, old: list[Model], new: list[Model]) -> bytes:
    """The list step by step, so that what stays keeps its bytes; as a whole where that does not lead there."""
    try:
        kept, result = _kept(raw, key, old, new)
    except Refused:
        return set_value(raw, key, (key,), _plain(new))
    added = [one for one in new if canon(one) not in kept]
    result = add_values(result, key, (key,), [_plain(one) for one in added])
    inside = result[len(_FENCE) : -len(_FENCE)].decode("utf-8", "surrogatepass")
    return result if same(_read(inside, key), new) else set_value(raw, key, (key,), _plain(new))


def _kept(raw: bytes, key: str, old: list[Model], new: list[Model]) -> tuple[set[object], bytes]:
    """The list without what is gone, and with what has other values in its place.

    Raises Refused if nothing stays, or too much has another value.
    """
    forms = {canon(one): one for one in new}
    names = {known_by(one): one for one in new if known_by(one)}
    gone, kept = [], set()
    read = 0
    for at, one in enumerate(old):
        successor = forms.get(canon(one), names.get(known_by(one)) if known_by(one) else None)
        if successor is None:
            gone.append(at)
            continue
        kept.add(canon(successor))
        if canon(successor) != canon(one):
            read += len(raw)
            if read > _READ:
                raise Refused(f"Too much of {key} is another.")
            raw = set_value(raw, key, (key, at), _plain(successor))
    if not kept:
        raise Refused(f"Nothing of {key} stays.")
    return kept, remove_values(raw, key, (key,), gone)


def _read(core: str, key: str) -> Model:
    root, problems = read_front_matter(core, key, 1)
    if root is None or any(problem.severity == "error" for problem in problems):
        raise Refused(f"{key} cannot be read by itself.")
    return found(model_of(root), (key,))


def _plain(value: Model) -> object:
    """The value as the edits take it."""
    if isinstance(value, tuple):
        return {key: _plain(child) for key, child in value}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    return value
